//! The source tables of the sample (`samples/bygg/kallor/*.csv`): UTF-8, `;`, amounts in tkr unless said otherwise.

use std::collections::BTreeMap;
use std::path::Path;

/// One row of a source table, by heading.
pub struct SourceRow {
    table: String,
    number: usize,
    cells: BTreeMap<String, String>,
}

impl SourceRow {
    /// The text of a column.
    pub fn text(&self, column: &str) -> Result<&str, String> {
        self.cells
            .get(column)
            .map(String::as_str)
            .ok_or_else(|| format!("{}: no column {column}", self.table))
    }

    /// A whole number; an empty cell is zero.
    pub fn number(&self, column: &str) -> Result<i64, String> {
        let text = self.text(column)?;
        if text.is_empty() {
            return Ok(0);
        }
        text.parse().map_err(|_| format!("{} row {}, {column}: {text:?}", self.table, self.number))
    }
}

/// Reads one table.
pub fn table(folder: &Path, name: &str) -> Result<Vec<SourceRow>, String> {
    let path = folder.join(format!("{name}.csv"));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(&path)
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let headings: Vec<String> =
        reader.headers().map_err(|error| format!("{name}: {error}"))?.iter().map(str::to_string).collect();
    let mut rows = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let record = record.map_err(|error| format!("{name}: {error}"))?;
        let cells = headings.iter().cloned().zip(record.iter().map(str::to_string)).collect();
        rows.push(SourceRow { table: name.to_string(), number: index + 2, cells });
    }
    Ok(rows)
}

/// An account and how its amounts are booked.
pub struct Account {
    pub code: String,
    pub line: String,
    pub note_row: String,
    /// The kind of voucher.
    pub kind: String,
    pub contra: String,
    pub counterpart: String,
    /// VAT in per cent on top of the cost.
    pub vat: i64,
    pub profile: String,
    /// The usual size of one invoice, tkr; 0: one booking a month.
    pub size: i64,
    pub text: String,
}

/// An ansvar of a unit, its activity code and share.
pub struct Ansvar {
    pub code: String,
    pub activity: String,
    pub weight: i64,
}

/// A yearly amount of a unit on an account: income +, cost −, tkr, by [`Column`].
pub struct Cell {
    pub unit: String,
    pub account: String,
    pub amounts: [i64; 4],
}

/// An internal service: account of the buyer's cost, seller, buyer, amounts as the buyer pays them (+), tkr.
pub struct Trade {
    pub account: String,
    pub seller: String,
    pub buyer: String,
    pub amounts: [i64; 4],
}

/// The amount columns of `drift` and `intern`.
pub const COLUMNS: [&str; 4] = ["Utfall 2019", "Budget 2019", "Utfall 2020", "Budget 2020"];

/// Where a year's outcome stands among [`COLUMNS`]; its budget stands next.
pub fn outcome_column(year: i32) -> usize {
    if year == 2019 { 0 } else { 2 }
}

/// A balance account: debit +, tkr.
pub struct Balance {
    pub account: String,
    pub opening: i64,
    /// End of 2019 and 2020.
    pub closing: [i64; 2],
    /// How the account reaches its closing balance.
    pub way: String,
    pub schedule: String,
    pub files: i64,
    pub text: String,
}

/// An investment project in a year.
pub struct Project {
    pub year: i32,
    pub code: String,
    pub name: String,
    pub unit: String,
    pub account: String,
    pub net: i64,
    pub income: i64,
    pub own_time: bool,
}

/// A budget decision: change of one amount, income +, cost −, tkr.
pub struct Decision {
    pub year: i32,
    pub name: String,
    pub kind: String,
    pub unit: String,
    pub account: String,
    pub amount: i64,
}

/// Everything the ledger and the budget are built from.
pub struct Sources {
    pub accounts: BTreeMap<String, Account>,
    pub ansvar: BTreeMap<String, Vec<Ansvar>>,
    /// Unit → counterpart code of its verksamhet.
    pub counterparts: BTreeMap<String, String>,
    pub profiles: BTreeMap<String, Vec<i64>>,
    pub cells: Vec<Cell>,
    pub trades: Vec<Trade>,
    pub balances: Vec<Balance>,
    pub projects: Vec<Project>,
    pub decisions: Vec<Decision>,
}

impl Sources {
    pub fn read(folder: &Path) -> Result<Sources, String> {
        Ok(Sources {
            accounts: accounts(folder)?,
            ansvar: ansvar(folder)?,
            counterparts: counterparts(folder)?,
            profiles: profiles(folder)?,
            cells: cells(folder)?,
            trades: trades(folder)?,
            balances: balances(folder)?,
            projects: projects(folder)?,
            decisions: decisions(folder)?,
        })
    }

    pub fn account(&self, code: &str) -> Result<&Account, String> {
        self.accounts.get(code).ok_or_else(|| format!("konton: no account {code}"))
    }

    pub fn ansvar_of(&self, unit: &str) -> Result<&[Ansvar], String> {
        self.ansvar.get(unit).map(Vec::as_slice).ok_or_else(|| format!("ansvar: no unit {unit}"))
    }

    /// An ansvar of a unit, chosen by weight from a key.
    pub fn choose_ansvar(&self, unit: &str, key: &str) -> Result<&Ansvar, String> {
        let list = self.ansvar_of(unit)?;
        let all: i64 = list.iter().map(|one| one.weight).sum();
        let mut at = super::chance::between(key, 1, all);
        for one in list {
            at -= one.weight;
            if at <= 0 {
                return Ok(one);
            }
        }
        list.last().ok_or_else(|| format!("ansvar: unit {unit} is empty"))
    }

    /// The weights of a profile on the months of a year, shaken a little by a key.
    pub fn months(&self, profile: &str, key: &str) -> Result<Vec<i64>, String> {
        let weights = self.profiles.get(profile).ok_or_else(|| format!("profiler: no profile {profile}"))?;
        Ok(weights
            .iter()
            .enumerate()
            .map(|(month, weight)| super::chance::shaken(&format!("{key}/{month}"), *weight))
            .collect())
    }

    pub fn counterpart(&self, unit: &str) -> Result<&str, String> {
        self.counterparts.get(unit).map(String::as_str).ok_or_else(|| format!("enheter: no unit {unit}"))
    }
}

fn accounts(folder: &Path) -> Result<BTreeMap<String, Account>, String> {
    let mut accounts = BTreeMap::new();
    for row in table(folder, "konton")? {
        let code = row.text("Konto")?.to_string();
        let account = Account {
            code: code.clone(),
            line: row.text("Rad")?.to_string(),
            note_row: row.text("Notrad")?.to_string(),
            kind: row.text("Slag")?.to_string(),
            contra: row.text("Motkonto")?.to_string(),
            counterpart: row.text("Motpart")?.to_string(),
            vat: row.number("Moms")?,
            profile: row.text("Profil")?.to_string(),
            size: row.number("Storlek")?,
            text: row.text("Text")?.to_string(),
        };
        accounts.insert(code, account);
    }
    Ok(accounts)
}

fn ansvar(folder: &Path) -> Result<BTreeMap<String, Vec<Ansvar>>, String> {
    let mut by_unit: BTreeMap<String, Vec<Ansvar>> = BTreeMap::new();
    for row in table(folder, "ansvar")? {
        let one = Ansvar {
            code: row.text("Ansvar")?.to_string(),
            activity: row.text("Verksamhet")?.to_string(),
            weight: row.number("Vikt")?,
        };
        by_unit.entry(row.text("Enhet")?.to_string()).or_default().push(one);
    }
    Ok(by_unit)
}

fn counterparts(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let rows = table(folder, "enheter")?;
    let mut own = BTreeMap::new();
    for row in &rows {
        own.insert(row.text("Kod")?, row.text("Motpart")?);
    }
    let mut found = BTreeMap::new();
    for row in &rows {
        let (code, parent) = (row.text("Kod")?, row.text("Överordnad")?);
        let counterpart = [code, parent].iter().find_map(|one| own.get(one).filter(|text| !text.is_empty()));
        if let Some(counterpart) = counterpart {
            found.insert(code.to_string(), (*counterpart).to_string());
        }
    }
    Ok(found)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"];

fn profiles(folder: &Path) -> Result<BTreeMap<String, Vec<i64>>, String> {
    let mut found = BTreeMap::new();
    for row in table(folder, "profiler")? {
        let weights = MONTHS.iter().map(|month| row.number(month)).collect::<Result<Vec<i64>, String>>()?;
        found.insert(row.text("Profil")?.to_string(), weights);
    }
    Ok(found)
}

fn amounts(row: &SourceRow) -> Result<[i64; 4], String> {
    let mut amounts = [0; 4];
    for (amount, column) in amounts.iter_mut().zip(COLUMNS) {
        *amount = row.number(column)?;
    }
    Ok(amounts)
}

fn cells(folder: &Path) -> Result<Vec<Cell>, String> {
    let mut cells = Vec::new();
    for row in table(folder, "drift")? {
        cells.push(Cell {
            unit: row.text("Enhet")?.to_string(),
            account: row.text("Konto")?.to_string(),
            amounts: amounts(&row)?,
        });
    }
    Ok(cells)
}

fn trades(folder: &Path) -> Result<Vec<Trade>, String> {
    let mut trades = Vec::new();
    for row in table(folder, "intern")? {
        trades.push(Trade {
            account: row.text("Konto")?.to_string(),
            seller: row.text("Säljare")?.to_string(),
            buyer: row.text("Köpare")?.to_string(),
            amounts: amounts(&row)?,
        });
    }
    Ok(trades)
}

fn balances(folder: &Path) -> Result<Vec<Balance>, String> {
    let mut balances = Vec::new();
    for row in table(folder, "balans")? {
        balances.push(Balance {
            account: row.text("Konto")?.to_string(),
            opening: row.number("Ingående 2019")?,
            closing: [row.number("Utgående 2019")?, row.number("Utgående 2020")?],
            way: row.text("Sätt")?.to_string(),
            schedule: row.text("Betalning")?.to_string(),
            files: row.number("Filer")?,
            text: row.text("Text")?.to_string(),
        });
    }
    Ok(balances)
}

fn projects(folder: &Path) -> Result<Vec<Project>, String> {
    let mut projects = Vec::new();
    for row in table(folder, "projekt")? {
        projects.push(Project {
            year: i32::try_from(row.number("År")?).map_err(|_| "projekt: År")?,
            code: row.text("Projekt")?.to_string(),
            name: row.text("Namn")?.to_string(),
            unit: row.text("Enhet")?.to_string(),
            account: row.text("Konto")?.to_string(),
            net: row.number("Netto")?,
            income: row.number("Inkomst")?,
            own_time: row.text("Egen tid")? == "ja",
        });
    }
    Ok(projects)
}

fn decisions(folder: &Path) -> Result<Vec<Decision>, String> {
    let mut decisions = Vec::new();
    for row in table(folder, "budgetbeslut")? {
        decisions.push(Decision {
            year: i32::try_from(row.number("År")?).map_err(|_| "budgetbeslut: År")?,
            name: row.text("Beslut")?.to_string(),
            kind: row.text("Slag")?.to_string(),
            unit: row.text("Enhet")?.to_string(),
            account: row.text("Konto")?.to_string(),
            amount: row.number("Belopp")?,
        });
    }
    Ok(decisions)
}
