//! A year's ledger while it is built: vouchers that balance, and what the balance accounts stand at.

use std::collections::BTreeMap;

use uppfolj::domain::period::MONTHS;

/// One row of a voucher: debit +, öre.
#[derive(Clone)]
pub struct Row {
    pub ansvar: String,
    pub activity: String,
    pub account: String,
    pub project: String,
    pub counterpart: String,
    pub ore: i64,
}

impl Row {
    pub fn new(ansvar: &str, activity: &str, account: &str, ore: i64) -> Row {
        Row {
            ansvar: ansvar.to_string(),
            activity: activity.to_string(),
            account: account.to_string(),
            project: String::new(),
            counterpart: String::new(),
            ore,
        }
    }

    /// A row on a balance account: these stand on the finance office's ansvar.
    pub fn balance(account: &str, ore: i64) -> Row {
        Row::new(BALANCE_ANSVAR, BALANCE_ACTIVITY, account, ore)
    }

    pub fn toward(mut self, counterpart: &str) -> Row {
        self.counterpart = counterpart.to_string();
        self
    }

    pub fn on_project(mut self, project: &str) -> Row {
        self.project = project.to_string();
        self
    }
}

const BALANCE_ANSVAR: &str = "9000";
const BALANCE_ACTIVITY: &str = "0000";
/// Where the cash stands.
pub const BANK: &str = "1920";

/// A voucher of a series, in a period and on a day of its month.
pub struct Voucher {
    pub series: char,
    /// 0–13.
    pub period: u8,
    pub day: u8,
    pub text: String,
    pub rows: Vec<Row>,
}

/// The vouchers of one year.
pub struct Ledger {
    pub year: i32,
    pub vouchers: Vec<Voucher>,
}

impl Ledger {
    pub fn new(year: i32) -> Ledger {
        Ledger { year, vouchers: Vec::new() }
    }

    /// Takes a voucher; rows of zero are left out, a voucher that does not balance is an error of the generator.
    pub fn post(&mut self, mut voucher: Voucher) -> Result<(), String> {
        // The opening balance lists every balance account, those at zero too, as accounting systems do.
        voucher.rows.retain(|row| row.ore != 0 || voucher.period == 0);
        let sum: i64 = voucher.rows.iter().map(|row| row.ore).sum();
        if sum != 0 {
            return Err(format!("{} {}: {sum} öre left over", self.year, voucher.text));
        }
        if !voucher.rows.is_empty() {
            self.vouchers.push(voucher);
        }
        Ok(())
    }

    /// What every account stands at, with the opening balance.
    pub fn standing(&self) -> BTreeMap<String, i64> {
        let mut standing = BTreeMap::new();
        for row in self.vouchers.iter().flat_map(|voucher| &voucher.rows) {
            *standing.entry(row.account.clone()).or_insert(0) += row.ore;
        }
        standing
    }

    /// What was booked on an account month by month (opening in the first place, closing entries in December's).
    pub fn by_month(&self, account: &str) -> [i64; 13] {
        let mut months = [0; 13];
        for voucher in &self.vouchers {
            let month = usize::from(voucher.period.min(12));
            let sum: i64 = voucher.rows.iter().filter(|row| row.account == account).map(|row| row.ore).sum();
            months[month] += sum;
        }
        months
    }

    /// The vouchers in the order of the books: by period, day and series.
    pub fn sorted(&self) -> Vec<&Voucher> {
        let mut sorted: Vec<&Voucher> = self.vouchers.iter().collect();
        sorted.sort_by_key(|voucher| (voucher.period, voucher.day, voucher.series));
        sorted
    }
}

/// The name of a period's month: opening counts as January, closing entries as December.
pub fn month_name(period: u8) -> &'static str {
    MONTHS[usize::from(period.clamp(1, 12)) - 1]
}
