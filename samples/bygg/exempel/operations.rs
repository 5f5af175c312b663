//! The year's operations as vouchers: wages, invoices, grants, internal services, taxes, depreciation. Each yearly
//! amount of a unit on an account is spread over months and vouchers with varied weights.

use std::collections::BTreeMap;

use super::amounts;
use super::chance::{between, shaken, split};
use super::ledger::{BANK, Ledger, Row, Voucher, month_name};
use super::sources::{Account, Cell, Sources, outcome_column};

/// Of the gross wage: withheld tax and holiday pay set aside, per cent.
const WITHHELD: i64 = 30;
const HOLIDAY: i64 = 11;
const TAX_ACCOUNT: &str = "2710";
const HOLIDAY_ACCOUNT: &str = "2920";
const VAT_ACCOUNT: &str = "1650";
const PAYROLL_DAY: u8 = 27;

/// The chain of öre offsets a cell belongs to: per note row over the units, payroll overhead and finance on their own.
pub fn chain_of(sources: &Sources, cell: &Cell) -> String {
    let Ok(account) = sources.account(&cell.account) else { return String::new() };
    match account.kind.as_str() {
        "pålägg" => cell.account.clone(),
        _ if cell.unit == FINANCE => cell.account.clone(),
        _ => account.note_row.clone(),
    }
}

/// Finansförvaltningen.
pub const FINANCE: &str = "900";

/// Books all cells of a year.
pub fn book(sources: &Sources, ledger: &mut Ledger) -> Result<(), String> {
    let column = outcome_column(ledger.year);
    let ore = amounts::chained(&sources.cells, column, |cell| chain_of(sources, cell));
    let mut payroll: BTreeMap<(String, u8), Vec<Row>> = BTreeMap::new();
    let mut overhead: BTreeMap<(String, u8), Vec<Row>> = BTreeMap::new();
    for (cell, report) in sources.cells.iter().zip(ore) {
        let account = sources.account(&cell.account)?;
        let debit = -report;
        match account.kind.as_str() {
            "lön" => collect_wages(sources, ledger.year, cell, account, debit, &mut payroll)?,
            "pålägg" => collect_overhead(sources, ledger.year, cell, account, debit, &mut overhead)?,
            "leverantör" | "kund" | "bidrag" | "periodisering" if account.size > 0 => {
                invoices(sources, ledger, cell, account, debit)?;
            }
            // The other side of the payroll overhead is booked with it; own time is booked with the projects.
            "motbokning" | "egentid" => {}
            _ => monthly(sources, ledger, cell, account, debit)?,
        }
    }
    post_payroll(ledger, payroll)?;
    for ((unit, month), rows) in overhead {
        let text = format!("PO-pålägg {} enhet {unit}", month_name(month));
        ledger.post(Voucher { series: 'P', period: month, day: PAYROLL_DAY, text, rows })?;
    }
    trades(sources, ledger)
}

/// Spreads a wage over months and the unit's ansvar.
fn collect_wages(
    sources: &Sources,
    year: i32,
    cell: &Cell,
    account: &Account,
    debit: i64,
    payroll: &mut BTreeMap<(String, u8), Vec<Row>>,
) -> Result<(), String> {
    let key = format!("lön/{year}/{}/{}", cell.unit, cell.account);
    let list = sources.ansvar_of(&cell.unit)?;
    for (month, amount) in (1_u8..).zip(split(debit, &sources.months(&account.profile, &key)?)) {
        let weights: Vec<i64> =
            list.iter().map(|one| shaken(&format!("{key}/{month}/{}", one.code), one.weight)).collect();
        let rows = payroll.entry((cell.unit.clone(), month)).or_default();
        for (one, part) in list.iter().zip(split(amount, &weights)) {
            rows.push(Row::new(&one.code, &one.activity, &account.code, part).toward(&account.counterpart));
        }
    }
    Ok(())
}

/// One payroll voucher a unit and month: gross wages against withheld tax, holiday pay and the bank.
fn post_payroll(ledger: &mut Ledger, payroll: BTreeMap<(String, u8), Vec<Row>>) -> Result<(), String> {
    for ((unit, month), mut rows) in payroll {
        let gross: i64 = rows.iter().map(|row| row.ore).sum();
        let (tax, holiday) = (gross * WITHHELD / 100, gross * HOLIDAY / 100);
        rows.push(Row::balance(TAX_ACCOUNT, -tax).toward("810"));
        rows.push(Row::balance(HOLIDAY_ACCOUNT, -holiday).toward("850"));
        rows.push(Row::balance(BANK, tax + holiday - gross));
        let text = format!("Löner {} enhet {unit}", month_name(month));
        ledger.post(Voucher { series: 'L', period: month, day: PAYROLL_DAY, text, rows })?;
    }
    Ok(())
}

/// Payroll overhead (PO-pålägg): the unit's cost and finansförvaltningen's credit in one voucher.
fn collect_overhead(
    sources: &Sources,
    year: i32,
    cell: &Cell,
    account: &Account,
    debit: i64,
    overhead: &mut BTreeMap<(String, u8), Vec<Row>>,
) -> Result<(), String> {
    let key = format!("po/{year}/{}/{}", cell.unit, cell.account);
    let finance = finance_ansvar(sources)?;
    for (month, amount) in (1_u8..).zip(split(debit, &sources.months(&account.profile, &key)?)) {
        let own = sources.choose_ansvar(&cell.unit, &format!("{key}/{month}"))?;
        let rows = overhead.entry((cell.unit.clone(), month)).or_default();
        rows.push(Row::new(&own.code, &own.activity, &account.code, amount));
        rows.push(Row::new(&finance.0, &finance.1, &account.contra, -amount));
    }
    Ok(())
}

/// The ansvar on which finansförvaltningen's income and cost stand: its last one.
pub fn finance_ansvar(sources: &Sources) -> Result<(String, String), String> {
    let last = sources.ansvar_of(FINANCE)?.last().ok_or("ansvar: finansförvaltningen has none")?;
    Ok((last.code.clone(), last.activity.clone()))
}

/// The ansvar of a cell's booking: the finance office's own, else one of the unit's by weight.
fn ansvar_for(sources: &Sources, unit: &str, key: &str) -> Result<(String, String), String> {
    if unit == FINANCE {
        return finance_ansvar(sources);
    }
    let one = sources.choose_ansvar(unit, key)?;
    Ok((one.code.clone(), one.activity.clone()))
}

/// Splits a yearly amount into invoices of about the account's usual size, spread over the year by its profile.
fn invoices(
    sources: &Sources,
    ledger: &mut Ledger,
    cell: &Cell,
    account: &Account,
    debit: i64,
) -> Result<(), String> {
    let key = format!("faktura/{}/{}/{}", ledger.year, cell.unit, cell.account);
    let count = usize::try_from((debit.abs() / (account.size * 100_000)).clamp(1, 600)).unwrap_or(1);
    let profile = sources.months(&account.profile, &key)?;
    let sizes: Vec<i64> =
        (0..count).map(|one| between(&format!("{key}/storlek/{one}"), 20_000, 180_000)).collect();
    for (one, amount) in split(debit, &sizes).into_iter().enumerate() {
        let key = format!("{key}/{one}");
        let month = month_of(&profile, one, count, &key);
        invoice(sources, ledger, cell, account, amount, month, &key)?;
    }
    Ok(())
}

/// The month of one of `count` invoices: evenly along the profile, so that the year's months follow it.
fn month_of(profile: &[i64], one: usize, count: usize, key: &str) -> u8 {
    let all: i64 = profile.iter().sum();
    let within = between(&format!("{key}/månad"), 0, 999);
    let position = (i64::try_from(one).unwrap_or(0) * 1000 + within) * all
        / (i64::try_from(count).unwrap_or(1).max(1) * 1000);
    let mut passed = 0;
    for (month, weight) in (1_u8..).zip(profile) {
        passed += weight;
        if position < passed {
            return month;
        }
    }
    12
}

fn invoice(
    sources: &Sources,
    ledger: &mut Ledger,
    cell: &Cell,
    account: &Account,
    amount: i64,
    month: u8,
    key: &str,
) -> Result<(), String> {
    let (ansvar, activity) = ansvar_for(sources, &cell.unit, key)?;
    let vat = amount * account.vat / 100;
    let own = Row::new(&ansvar, &activity, &account.code, amount).toward(&account.counterpart);
    let rows = vec![
        own,
        Row::balance(VAT_ACCOUNT, vat).toward("810"),
        Row::balance(&account.contra, -amount - vat).toward(&account.counterpart),
    ];
    let day = u8::try_from(between(&format!("{key}/dag"), 1, 28)).unwrap_or(1);
    // Half of December's accruals are made in the closing period.
    let late =
        account.kind == "periodisering" && month == 12 && between(&format!("{key}/bokslut"), 0, 1) == 1;
    let period = if late { 13 } else { month };
    ledger.post(Voucher {
        series: series(account),
        period,
        day,
        text: invoice_text(account, month, key),
        rows,
    })
}

fn invoice_text(account: &Account, month: u8, key: &str) -> String {
    let number = between(&format!("{key}/nummer"), 1000, 9899);
    match account.kind.as_str() {
        "kund" => format!("Kundfaktura {number} {}", account.text),
        "bidrag" => format!("{} {}", account.text, month_name(month)),
        "periodisering" => format!("{} {}; avtal \"{number}\"", account.text, month_name(month)),
        _ => format!("{}, leverantör {number}", account.text),
    }
}

/// The voucher series: customers, suppliers, else by hand.
fn series(account: &Account) -> char {
    match account.kind.as_str() {
        "kund" | "bidrag" => 'K',
        "leverantör" => 'F',
        "bank" => 'B',
        _ => 'M',
    }
}

/// One booking a month by the account's profile.
fn monthly(
    sources: &Sources,
    ledger: &mut Ledger,
    cell: &Cell,
    account: &Account,
    debit: i64,
) -> Result<(), String> {
    let key = format!("månad/{}/{}/{}", ledger.year, cell.unit, cell.account);
    for (month, amount) in (1_u8..).zip(split(debit, &sources.months(&account.profile, &key)?)) {
        let key = format!("{key}/{month}");
        let (ansvar, activity) = ansvar_for(sources, &cell.unit, &key)?;
        let closing = month == 12 && matches!(account.kind.as_str(), "manuell" | "bokslut");
        let rows = vec![
            Row::new(&ansvar, &activity, &account.code, amount).toward(&account.counterpart),
            Row::balance(&account.contra, -amount).toward(&account.counterpart),
        ];
        let text = format!("{} {}", account.text, month_name(month));
        let day = u8::try_from(between(&format!("{key}/dag"), 12, 28)).unwrap_or(12);
        let period = if closing { 13 } else { month };
        ledger.post(Voucher { series: series(account), period, day, text, rows })?;
    }
    Ok(())
}

/// The internal services: buyer's cost and seller's income in one voucher, each with the other as counterpart.
fn trades(sources: &Sources, ledger: &mut Ledger) -> Result<(), String> {
    let column = outcome_column(ledger.year);
    for trade in &sources.trades {
        let account = sources.account(&trade.account)?;
        let key = format!("intern/{}/{}/{}", ledger.year, trade.account, trade.buyer);
        let year = amounts::near(&key, trade.amounts[column]);
        for (month, amount) in (1_u8..).zip(split(year, &sources.months(&account.profile, &key)?)) {
            let key = format!("{key}/{month}");
            let buyer = sources.choose_ansvar(&trade.buyer, &format!("{key}/köpare"))?;
            let seller = sources.choose_ansvar(&trade.seller, &format!("{key}/säljare"))?;
            let rows = vec![
                Row::new(&buyer.code, &buyer.activity, &account.code, amount)
                    .toward(sources.counterpart(&trade.seller)?),
                Row::new(&seller.code, &seller.activity, &account.contra, -amount)
                    .toward(sources.counterpart(&trade.buyer)?),
            ];
            let text = format!("{} {} enhet {}", account.text, month_name(month), trade.buyer);
            ledger.post(Voucher { series: 'I', period: month, day: 25, text, rows })?;
        }
    }
    Ok(())
}
