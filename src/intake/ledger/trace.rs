//! The rows behind a figure: the files gone through again by the same row reader, each row weighed by what it is booked
//! on. Rows finer than öre are shown in öre so that they still sum to the figure: each is what the sum so far, rounded, has
//! grown by.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::feed::{Feed, Work, run, workers};
use super::rows::{Header, Periods, Row};
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::Subject;
use crate::domain::grain::Grain;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::posting::Posting;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::intake::code_cell;
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
        grain: Grain::of(registers),
        weigh: &weigh,
        weights: FxHashMap::default(),
        read: Periods::default(),
        postings: Vec::new(),
    };
    let traces = (0..workers(files)).map(worker).collect();
    let (traces, _) = run(Feed::new(files, registers), &mut |_| {}, traces);
    let mut traced: Vec<Traced> = traces.into_iter().flat_map(|trace| trace.postings).collect();
    traced.sort_by(|a, b| (&a.posting.file, a.posting.line).cmp(&(&b.posting.file, b.posting.line)));
    let mut sums: BTreeMap<(Subject, LedgerPeriod), Exact> = BTreeMap::new();
    let in_ore = |Traced { subject, amount, weight, posting }: Traced| {
        let sum = sums.entry((subject, posting.period)).or_default();
        let before = sum.rounded();
        *sum += amount;
        let grown = sum.rounded() - before;
        Posting { amount: Money::from_ore(grown.ore() * weight), ..posting }
    };
    traced.into_iter().map(in_ore).collect()
}

/// A row behind the figure, with what its fact is booked on and its exact amount in the program's sign.
struct Traced {
    subject: Subject,
    amount: Exact,
    weight: i128,
    posting: Posting,
}

struct Trace<'a> {
    registers: &'a Registers,
    grain: Grain<'a>,
    weigh: &'a Weigh<'a>,
    /// The same code string stands on many rows; it is weighed once.
    weights: FxHashMap<([Code; 4], LedgerPeriod), (Subject, i128)>,
    read: Periods,
    postings: Vec<Traced>,
}

impl Work for Trace<'_> {
    fn read(&mut self, _file: usize, header: &Header, batch: &Batch) {
        let debit_positive = header.contract.sign == SignContract::DebitPositive;
        for at in header.below(batch) {
            let Some(record) = batch.get(at) else { continue };
            let Row::Posting(period, amount) = header.row(record, &mut self.read) else { continue };
            let fields = [header.ansvar, header.account, header.project, header.counterpart];
            let codes = fields.map(|field| code(record, field));
            let (registers, grain, weigh) = (self.registers, &self.grain, self.weigh);
            let (subject, weight) =
                self.weights.entry((codes, period)).or_insert_with_key(|(codes, period)| {
                    let [ansvar, account, project, counterpart] = codes;
                    let subject = registers.subject(ansvar, account, project, counterpart);
                    let weight = weigh(&subject, *period);
                    (grain.subject(&subject, *period), weight)
                });
            if *weight != 0 {
                let posting = posting(header, batch, record, record.line(), period);
                let amount = if debit_positive { -amount } else { amount };
                self.postings.push(Traced { subject: subject.clone(), amount, weight: *weight, posting });
            }
        }
    }
}

fn code(record: Record, field: Option<usize>) -> Code {
    Code::new(code_cell::code(&shown(record, field)).0)
}

fn shown(record: Record, field: Option<usize>) -> String {
    field.map(|field| record.text(field).trim().to_string()).unwrap_or_default()
}

/// The row as it is shown; its amount is found when all rows are in their order.
fn posting(header: &Header, batch: &Batch, record: Record, line: u32, period: LedgerPeriod) -> Posting {
    Posting {
        file: batch.file.clone(),
        line,
        date: shown(record, header.date),
        text: shown(record, header.text),
        ansvar: code(record, header.ansvar),
        account: code(record, header.account),
        project: code(record, header.project),
        period,
        voucher: Code::new(&shown(record, header.voucher)),
        amount: Money::ZERO,
    }
}
