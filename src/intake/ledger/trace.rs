//! The rows behind a figure: the files read again by the same row reader, each row weighed by what it is booked on.

use std::collections::HashMap;

use super::rows::{self, Booked};
use crate::domain::fact::Subject;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::posting::Posting;
use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::finding::Findings;
use crate::intake::columns::{self, Columns};
use crate::raw::{RawRecord, RawText};

/// The rows whose weight is not zero, by file and line. `weigh` says how many times a row counts in the figure.
pub fn trace(
    texts: &[RawText],
    registers: &Registers,
    weigh: impl Fn(&Subject, LedgerPeriod) -> i128,
) -> Vec<Posting> {
    let mut postings = Vec::new();
    // The same code string stands on many rows; it is weighed once.
    let mut weights = HashMap::new();
    for text in texts {
        let Some(contract) = registers.contract_for(&text.file) else { continue };
        let shown = Shown::new(text, contract);
        let file = rows::read(text, contract, &mut Findings::default());
        for row in file.rows {
            let Booked { ansvar, account, project, counterpart, period, .. } = &row;
            let key = (ansvar.clone(), account.clone(), project.clone(), counterpart.clone(), *period);
            let weight = *weights
                .entry(key)
                .or_insert_with(|| weigh(&registers.subject(ansvar, account, project, counterpart), *period));
            if weight != 0 {
                postings.push(shown.posting(text, contract, row, weight));
            }
        }
    }
    postings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    postings
}

/// What is only shown of a row: found by its line, in the columns of the header.
struct Shown<'t> {
    by_line: HashMap<u32, &'t RawRecord>,
    columns: Option<Columns>,
}

impl<'t> Shown<'t> {
    fn new(text: &'t RawText, contract: &ExportContract) -> Shown<'t> {
        let headings: Vec<Vec<&str>> =
            text.records.iter().take(columns::HEADER_ROWS).map(|record| record.fields().collect()).collect();
        let columns = columns::find(&headings, contract).ok().map(|(_, columns)| columns);
        Shown { by_line: text.records.iter().map(|record| (record.line, record)).collect(), columns }
    }

    fn field(&self, line: u32, field: ExportField) -> String {
        let at = self.columns.as_ref().and_then(|columns| columns.index(field));
        let record = self.by_line.get(&line).copied();
        at.zip(record).and_then(|(at, record)| record.get(at)).unwrap_or_default().trim().to_string()
    }

    fn posting(&self, text: &RawText, contract: &ExportContract, row: Booked, weight: i128) -> Posting {
        let sign = if contract.sign == SignContract::DebitPositive { -1 } else { 1 };
        Posting {
            file: text.file.clone(),
            line: row.line,
            date: self.field(row.line, ExportField::Date),
            text: self.field(row.line, ExportField::Text),
            ansvar: row.ansvar,
            account: row.account,
            project: row.project,
            period: row.period,
            voucher: row.voucher,
            amount: Money::from_ore(row.amount.ore() * sign * weight),
        }
    }
}
