//! What the ledger does not hold, by year: the register Kommunfakta, and the keys that the program computes with. A line of
//! a statement may name keys of its own.

use rust_decimal::Decimal;

/// One row of the register. Amounts in kr, in the sign of the statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MunicipalFact {
    pub year: i32,
    pub key: String,
    pub value: Decimal,
    pub source: String,
}

/// How many live in the municipality on 31 December.
pub const INHABITANTS: &str = "invånare";
/// The rate of the municipal tax, per cent.
pub const TAX_RATE: &str = "skattesats";
/// The year's låneram: how much fullmäktige allows to be borrowed in all.
pub const LOAN_FRAME: &str = "låneram";
/// The pension obligations outside the balance sheet, payroll tax included.
pub const PENSIONS_OUTSIDE: &str = "ansvarsförbindelse_pensioner";

// For years that the ledger does not hold.
pub const RESULT: &str = "årets_resultat";
pub const TAXES: &str = "skatteintäkter";
pub const GRANTS: &str = "generella_statsbidrag";
/// Both in one.
pub const TAXES_AND_GRANTS: &str = "skatter_och_bidrag";
pub const NET_COST: &str = "nettokostnader";
pub const DEPRECIATION: &str = "avskrivningar";
pub const NET_INVESTMENTS: &str = "nettoinvesteringar";
pub const CASH: &str = "kassa_och_bank";
pub const EQUITY: &str = "eget_kapital";
pub const ASSETS: &str = "summa_tillgångar";
pub const LONG_DEBT: &str = "långfristiga_skulder";
pub const RESERVE: &str = "resultatutjämningsreserv";

/// Every key that the program computes with.
pub const KEYS: &[&str] = &[
    INHABITANTS,
    TAX_RATE,
    LOAN_FRAME,
    PENSIONS_OUTSIDE,
    RESULT,
    TAXES,
    GRANTS,
    TAXES_AND_GRANTS,
    NET_COST,
    DEPRECIATION,
    NET_INVESTMENTS,
    CASH,
    EQUITY,
    ASSETS,
    LONG_DEBT,
    RESERVE,
];
