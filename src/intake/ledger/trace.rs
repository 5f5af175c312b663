//! The rows behind a figure: the files gone through again by the same row reader, each row weighed by what it is booked
//! on.

use rustc_hash::FxHashMap;

use super::feed::{Feed, Work, run, workers};
use super::rows::{Header, Periods};
use crate::domain::code::Code;
use crate::domain::fact::Subject;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::posting::Posting;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::raw::batch::Lines;
use crate::raw::{Batch, Postings, Record};

/// How many times a row counts in the figure.
type Weigh<'a> = dyn Fn(&Subject, LedgerPeriod) -> i128 + Sync + 'a;

/// The rows whose weight is not zero, by file and line.
pub fn trace(
    files: &[&dyn Postings],
    registers: &Registers,
    weigh: impl Fn(&Subject, LedgerPeriod) -> i128 + Sync,
) -> Vec<Posting> {
    let worker = |_| Trace {
        registers,
        weigh: &weigh,
        weights: FxHashMap::default(),
        read: Periods::default(),
        postings: Vec::new(),
    };
    let traces = (0..workers(files)).map(worker).collect();
    let (traces, _) = run(Feed::new(files, registers), &mut |_| {}, traces);
    let mut postings: Vec<Posting> = traces.into_iter().flat_map(|trace| trace.postings).collect();
    postings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    postings
}

struct Trace<'a> {
    registers: &'a Registers,
    weigh: &'a Weigh<'a>,
    /// The same code string stands on many rows; it is weighed once.
    weights: FxHashMap<([Code; 4], LedgerPeriod), i128>,
    read: Periods,
    postings: Vec<Posting>,
}

impl Work for Trace<'_> {
    fn read(&mut self, _file: usize, header: &Header, batch: &Batch) {
        let mut lines = Lines::default();
        for at in header.postings(batch) {
            let Some(record) = batch.get(at).filter(|record| header.fits(*record)) else { continue };
            let Some(period) = self.read.read(record, header.period) else { continue };
            let Some(amount) = header.amount(record) else { continue };
            let fields = [header.ansvar, header.account, header.project, header.counterpart];
            let codes = fields.map(|field| code(record, field));
            let (registers, weigh) = (self.registers, self.weigh);
            let weight = *self.weights.entry((codes, period)).or_insert_with_key(|(codes, period)| {
                let [ansvar, account, project, counterpart] = codes;
                weigh(&registers.subject(ansvar, account, project, counterpart), *period)
            });
            if weight != 0 {
                let line = batch.line(at, &mut lines);
                self.postings.push(posting(header, batch, record, line, period, amount, weight));
            }
        }
    }
}

fn code(record: Record, field: Option<usize>) -> Code {
    Code::new(&field.map(|field| record.text(field)).unwrap_or_default())
}

fn posting(
    header: &Header,
    batch: &Batch,
    record: Record,
    line: u32,
    period: LedgerPeriod,
    amount: Money,
    weight: i128,
) -> Posting {
    let sign = if header.contract.sign == SignContract::DebitPositive { -1 } else { 1 };
    let shown =
        |field: Option<usize>| field.map(|field| record.text(field).trim().to_string()).unwrap_or_default();
    Posting {
        file: batch.file.clone(),
        line,
        date: shown(header.date),
        text: shown(header.text),
        ansvar: code(record, header.ansvar),
        account: code(record, header.account),
        project: code(record, header.project),
        period,
        voucher: code(record, header.voucher),
        amount: Money::from_ore(amount.ore() * sign * weight),
    }
}
