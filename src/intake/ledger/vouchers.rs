//! Vouchers (verifikationer) as their rows stand in each file: that they balance in every period, and that no two
//! files hold the same one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::rows::File;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::finding::{Findings, LedgerProblem, Place};
use crate::raw::RawText;

/// All vouchers, and the files with rows that could not be read: what is missing there is no voucher's fault.
#[derive(Default)]
pub(super) struct Vouchers {
    parts: BTreeMap<(LedgerPeriod, Code), Vec<Part>>,
    unreadable: BTreeSet<Arc<str>>,
}

/// What one file holds of a voucher in a period, in the file's own sign.
struct Part {
    file: Arc<str>,
    amount: Money,
    debit: Money,
    first: Place,
}

/// What two files have in common.
struct Shared<'a> {
    vouchers: u64,
    debit: Money,
    voucher: &'a Code,
    period: LedgerPeriod,
    first: &'a Place,
}

impl Vouchers {
    pub fn add(&mut self, file: &File) {
        if file.unreadable {
            self.unreadable.insert(file.name.clone());
        }
        let mut sums: HashMap<(LedgerPeriod, &Code), (Money, Money, u32)> = HashMap::new();
        for row in file.rows.iter().filter(|row| !row.voucher.as_str().is_empty()) {
            let sum = sums.entry((row.period, &row.voucher)).or_insert((Money::ZERO, Money::ZERO, row.line));
            sum.0 += row.amount;
            if row.amount > Money::ZERO {
                sum.1 += row.amount;
            }
        }
        let sums: BTreeMap<_, _> = sums.into_iter().collect();
        for ((period, voucher), (amount, debit, line)) in sums {
            let part = Part { file: file.name.clone(), amount, debit, first: file.line(line) };
            self.parts.entry((period, voucher.clone())).or_default().push(part);
        }
    }

    /// Each voucher sums to zero in each period: one that balances over the year only shifts the result and the
    /// balance sheet of the months between.
    pub fn check_balance(&self, findings: &mut Findings) {
        for ((period, voucher), parts) in &self.parts {
            let difference: Money = parts.iter().map(|part| part.amount).sum();
            let whole = !parts.iter().any(|part| self.unreadable.contains(&part.file));
            if let Some(first) = parts.first().filter(|_| whole && !difference.is_zero()) {
                let (voucher, period) = (voucher.to_string(), *period);
                let problem = LedgerProblem::UnbalancedVoucher { voucher, period, difference };
                findings.add(first.first.clone(), problem);
            }
        }
    }

    /// The same voucher in two files is counted twice. Files with the same content have their own finding.
    pub fn check_overlaps(&self, texts: &[RawText], findings: &mut Findings) {
        let mut pairs: BTreeMap<(&Arc<str>, &Arc<str>), Shared> = BTreeMap::new();
        for ((period, voucher), parts) in &self.parts {
            let Some((first, others)) = parts.split_first() else { continue };
            for other in others {
                let shared = pairs.entry((&other.file, &first.file)).or_insert(Shared {
                    vouchers: 0,
                    debit: Money::ZERO,
                    voucher,
                    period: *period,
                    first: &other.first,
                });
                shared.vouchers += 1;
                shared.debit += other.debit;
            }
        }
        for ((file, other), shared) in pairs.into_iter().filter(|((a, b), _)| !same_content(texts, a, b)) {
            debug_assert_ne!(file, other, "a file holds a voucher of a period once");
            let problem = LedgerProblem::SameVouchers {
                other: other.to_string(),
                vouchers: shared.vouchers,
                voucher: shared.voucher.to_string(),
                period: shared.period,
                debit: shared.debit,
            };
            findings.add(shared.first.clone(), problem);
        }
    }
}

fn same_content(texts: &[RawText], a: &str, b: &str) -> bool {
    let of = |name: &str| texts.iter().find(|text| *text.file == *name);
    match (of(a), of(b)) {
        (Some(a), Some(b)) => a.records == b.records,
        _ => false,
    }
}
