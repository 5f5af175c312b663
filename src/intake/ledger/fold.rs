//! Rows folded as they are read: what is kept follows the distinct keys and not the rows.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::faults::Faults;
use super::feed::Work;
use super::rows::{Header, Periods, Row};
use super::vouchers::Balance;
use super::{Booking, Key};
use crate::domain::account::class;
use crate::domain::code::Code;
use crate::domain::exact::Exact;
use crate::domain::fact::Subject;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::finding::{LedgerProblem, Place};
use crate::intake::control::Count;
use crate::intake::ids::{Ids, Named};
use crate::intake::left_out::LeftOut;
use crate::raw::batch::Lines;
use crate::raw::{Batch, Record};

/// More codes than this in a column mean that it holds something else.
const MOST_CODES: u32 = 1 << 20;

/// What one file's rows of a period come to, in the file's own sign.
#[derive(Clone, Copy, Default)]
pub(super) struct PeriodSums<A = Money> {
    pub rows: u64,
    /// Rows with a voucher.
    pub vouched: u64,
    /// Σ of classes 1–2 and of 3–8.
    pub balance_classes: A,
    pub result_classes: A,
    /// Σ of all rows.
    pub net: A,
}

impl PeriodSums<Exact> {
    pub fn rounded(self) -> PeriodSums {
        PeriodSums {
            rows: self.rows,
            vouched: self.vouched,
            balance_classes: self.balance_classes.rounded(),
            result_classes: self.result_classes.rounded(),
            net: self.net.rounded(),
        }
    }
}

impl std::ops::AddAssign for PeriodSums<Exact> {
    fn add_assign(&mut self, other: PeriodSums<Exact>) {
        self.rows += other.rows;
        self.vouched += other.vouched;
        self.net += other.net;
        self.balance_classes += other.balance_classes;
        self.result_classes += other.result_classes;
    }
}

/// One worker's part of the files.
pub(super) struct Fold<'a> {
    registers: &'a Registers,
    pub left: Count<'a>,
    ansvar: Ids<()>,
    accounts: Ids<Option<u8>>,
    /// Whether a project is an investment, and a counterpart internal.
    projects: Ids<bool>,
    counterparts: Ids<bool>,
    periods: Periods,
    sums: FxHashMap<Packed, Slot>,
    pub balance: Balance,
    files: BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>>,
    current: Option<((usize, LedgerPeriod), PeriodSums<Exact>)>,
    pub faults: Faults,
    /// Rows of each file that are no postings.
    pub left_out: BTreeMap<usize, LeftOut>,
}

/// The numbers of a row's codes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Packed {
    period: LedgerPeriod,
    internal: bool,
    ansvar: u32,
    account: u32,
    /// 0 is none.
    project: u32,
}

/// The rows of one key: their sum in the program's sign, and where the first stands.
struct Slot {
    amount: Exact,
    rows: u64,
    file: u32,
    line: u32,
}

impl<'a> Fold<'a> {
    pub fn new(registers: &'a Registers) -> Fold<'a> {
        Fold {
            registers,
            left: Count::new(registers),
            ansvar: Ids::new(MOST_CODES),
            accounts: Ids::new(MOST_CODES),
            projects: Ids::new(MOST_CODES),
            counterparts: Ids::new(MOST_CODES),
            periods: Periods::default(),
            sums: FxHashMap::default(),
            balance: Balance::default(),
            files: BTreeMap::new(),
            current: None,
            faults: Faults::default(),
            left_out: BTreeMap::new(),
        }
    }

    /// Adds a posting; `None` when its codes are no codes.
    fn add(
        &mut self,
        file: usize,
        header: &Header,
        record: Record,
        (period, amount): (LedgerPeriod, Exact),
        line: impl FnOnce() -> u32,
    ) -> Option<()> {
        let registers = self.registers;
        let ansvar = self.ansvar.id(record, header.ansvar, |_| ())?;
        let account = self.accounts.id(record, header.account, class)?;
        let project = self.projects.id(record, header.project, |code| registers.is_investment(code))?;
        let internal = &registers.settings.internal_counterparts;
        let counterpart = self.counterparts.id(record, header.counterpart, |code| internal.contains(code))?;
        let project =
            if self.projects.get(project).is_some_and(|(_, known)| *known) { project + 1 } else { 0 };
        let internal = self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal);
        let vouched = self.balance.add(record, header.voucher, period, amount);
        self.count(file, period, account, amount, vouched);
        let turned = if header.contract.sign == SignContract::DebitPositive { -amount } else { amount };
        let key = Packed { period, internal, ansvar, account, project };
        let slot = self.sums.entry(key).or_insert_with(|| Slot {
            amount: Exact::ZERO,
            rows: 0,
            file: file as u32,
            line: line(),
        });
        slot.amount += turned;
        slot.rows += 1;
        Some(())
    }

    /// The file's own sums; rows of a period mostly stand together.
    fn count(&mut self, file: usize, period: LedgerPeriod, account: u32, amount: Exact, vouched: bool) {
        let at = (file, period);
        if self.current.as_ref().is_none_or(|(known, _)| *known != at) {
            self.leave();
            self.current = Some((at, self.files.get(&at).copied().unwrap_or_default()));
        }
        let Some((_, sums)) = &mut self.current else { return };
        sums.rows += 1;
        sums.net += amount;
        sums.vouched += u64::from(vouched);
        match self.accounts.get(account).and_then(|(_, class)| *class) {
            Some(1 | 2) => sums.balance_classes += amount,
            Some(3..=8) => sums.result_classes += amount,
            _ => {}
        }
    }

    fn leave(&mut self) {
        if let Some((at, sums)) = self.current.take() {
            self.files.insert(at, sums);
        }
    }

    fn fault(&mut self, file: usize, header: &Header, record: Record, line: u32) {
        let mut faults = header.faults(record);
        if faults.is_empty() {
            faults.push((None, LedgerProblem::TooManyCodes { codes: u64::from(MOST_CODES) }));
        }
        faults.into_iter().for_each(|fault| self.faults.add(file, line, fault));
    }

    /// The cells of each file that carry a name beside the code.
    pub fn named(&self) -> Vec<&Named> {
        vec![self.ansvar.named(), self.accounts.named(), self.projects.named(), self.counterparts.named()]
    }

    /// Adds all keys to the sums of all workers.
    pub fn merge_into(mut self, sums: &mut BTreeMap<Key, Booking>, names: impl Fn(usize) -> Place) {
        self.leave();
        let place = |slot: &Slot| match names(slot.file as usize) {
            Place::File { file } => Place::Line { file, line: u64::from(slot.line), column: None },
            other => other,
        };
        let code = |ids: Option<&Code>| ids.cloned().unwrap_or_else(|| Code::new(""));
        let folded: Vec<(Packed, Slot)> = self.sums.drain().collect();
        for (key, slot) in folded {
            let project = key.project.checked_sub(1).and_then(|id| self.projects.get(id));
            let subject = Subject::Coded {
                ansvar: code(self.ansvar.get(key.ansvar).map(|(code, ())| code)),
                account: code(self.accounts.get(key.account).map(|(code, _)| code)),
                project: project.map(|(code, _)| code.clone()),
                internal: key.internal,
            };
            let at = (slot.file, slot.line);
            let booking = sums.entry(Key { period: key.period, subject }).or_insert_with(|| Booking {
                amount: Money::ZERO,
                exact: Exact::ZERO,
                rows: 0,
                at,
                first: place(&slot),
            });
            booking.exact += slot.amount;
            booking.rows += slot.rows;
            if at < booking.at {
                (booking.at, booking.first) = (at, place(&slot));
            }
        }
    }

    /// What the files' periods come to.
    pub fn periods(&mut self) -> &BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>> {
        self.leave();
        &self.files
    }
}

impl Work for Fold<'_> {
    fn count(&mut self, file: usize, header: &Header, batch: &Batch) {
        if let Some(positions) = &header.left {
            self.left.add(file, positions, header.contract, batch);
        }
    }

    fn read(&mut self, file: usize, header: &Header, batch: &Batch) {
        self.ansvar.of(file, batch.encoding());
        self.accounts.of(file, batch.encoding());
        self.projects.of(file, batch.encoding());
        self.counterparts.of(file, batch.encoding());
        let mut lines = Lines::default();
        for at in header.below(batch) {
            let Some(record) = batch.get(at) else { continue };
            let mut line = || batch.line(at, &mut lines);
            match header.row(record, &mut self.periods) {
                Row::Posting(period, amount) => {
                    if self.add(file, header, record, (period, amount), &mut line).is_none() {
                        self.fault(file, header, record, line());
                    }
                }
                Row::LeftOut(kind, amount) => {
                    self.left_out.entry(file).or_default().add(kind, line(), amount.rounded());
                }
                Row::Faulty => self.fault(file, header, record, line()),
            }
        }
    }
}
