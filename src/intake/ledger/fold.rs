//! Rows folded as they are read: what is kept follows the distinct keys and not the rows.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::faults::Faults;
use super::feed::Work;
use super::rows::{Header, Periods, Row};
use super::booked::{Booked, Slot};
use super::vouchers::Balance;
use crate::domain::account::class;
use crate::domain::exact::Exact;
use crate::domain::grain::Grain;
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::domain::settings::SignContract;
use crate::finding::LedgerProblem;
use crate::intake::control::Count;
use crate::intake::ids::{Ids, Named, Packed, Ranks, StandIns, Strings};
use crate::intake::left_out::LeftOut;
use crate::raw::batch::Lines;
use crate::raw::{Batch, Record};

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

/// Rows that are added one after the other: few enough to be at hand.
const MOST_PENDING: usize = 512;

/// One worker's part of the files.
pub(super) struct Fold<'a> {
    registers: &'a Registers,
    grain: Grain<'a>,
    pub left: Count<'a>,
    ansvar: Ids<()>,
    accounts: Ids<Option<u8>>,
    /// Whether a project is an investment, and a counterpart internal.
    projects: Ids<bool>,
    counterparts: Ids<bool>,
    periods: Periods,
    /// The sums of each period, and which of them was met last.
    sums: Vec<Sums>,
    at: usize,
    /// Rows of that period that are read and not added yet: key, amount and place in the piece. They are added one after
    /// the other, so that none waits for the memory that the one before it asks for.
    pending: Vec<(Packed, Exact, u32)>,
    lines: Lines,
    pub balance: Balance,
    files: BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>>,
    current: Option<((usize, LedgerPeriod), PeriodSums<Exact>)>,
    pub faults: Faults,
    /// Rows of each file that are no postings.
    pub left_out: BTreeMap<usize, LeftOut>,
}

/// One period's sums by the numbers of their codes.
struct Sums {
    period: LedgerPeriod,
    /// The codes that stand for others: ansvar, and accounts of external and internal items.
    ansvar: StandIns,
    accounts: [StandIns; 2],
    slots: FxHashMap<Packed, Slot>,
}

impl<'a> Fold<'a> {
    pub fn new(registers: &'a Registers) -> Fold<'a> {
        Fold {
            registers,
            grain: Grain::of(registers),
            left: Count::new(registers),
            ansvar: Ids::new(Packed::MOST_CODES),
            accounts: Ids::new(Packed::MOST_CODES),
            projects: Ids::new(Packed::MOST_CODES),
            counterparts: Ids::new(Packed::MOST_CODES),
            periods: Periods::default(),
            sums: Vec::new(),
            at: 0,
            pending: Vec::new(),
            lines: Lines::default(),
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
        (batch, at): (&Batch, usize),
    ) -> Option<()> {
        let registers = self.registers;
        let ansvar = self.ansvar.id(record, header.ansvar, |_| ())?;
        let account = self.accounts.id(record, header.account, class)?;
        let project = self.projects.id(record, header.project, |code| registers.is_investment(code))?;
        let internals = &registers.settings.internal_counterparts;
        let counterpart =
            self.counterparts.id(record, header.counterpart, |code| internals.contains(code))?;
        let project = self.projects.get(project).filter(|(_, known)| *known).map(|_| project);
        let internal = self.counterparts.get(counterpart).is_some_and(|(_, internal)| *internal);
        let turns = self.sums.get(self.at).is_none_or(|sums| sums.period != period);
        if turns || self.pending.len() == MOST_PENDING {
            self.settle(file, batch);
        }
        if turns {
            self.turn_to(period);
        }
        let key = self.key(period, (ansvar, account, project, internal))?;
        let vouched = self.balance.add(record, header.voucher, period, amount);
        self.count(file, period, account, amount, vouched);
        let turned = if header.contract.sign == SignContract::DebitPositive { -amount } else { amount };
        self.pending.push((key, turned, at as u32));
        Some(())
    }

    /// Adds the rows that are pending to the sums of their period.
    fn settle(&mut self, file: usize, batch: &Batch) {
        let Some(sums) = self.sums.get_mut(self.at) else { return };
        for (key, amount, at) in self.pending.drain(..) {
            let first = || Slot::at(file as u32, batch.line(at as usize, &mut self.lines));
            let slot = sums.slots.entry(key).or_insert_with(first);
            slot.amount += amount;
            slot.rows += 1;
        }
    }

    /// The key of a row's fact, by the codes that stand for its own.
    fn key(
        &mut self,
        period: LedgerPeriod,
        (ansvar, account, project, internal): (u32, u32, Option<u32>, bool),
    ) -> Option<Packed> {
        let (grain, known) = (&self.grain, &mut self.sums[self.at]);
        let ansvar = self.ansvar.stand_in(
            ansvar,
            &mut known.ansvar,
            |code| grain.first_ansvar(code),
            |first| grain.shares_ansvar(first, period),
            |_| (),
        )?;
        let account = self.accounts.stand_in(
            account,
            &mut known.accounts[usize::from(internal)],
            |code| grain.first_account(code),
            |first| grain.shares_account(first, internal, period),
            class,
        )?;
        Some(Packed::new(ansvar, account, project, internal))
    }

    fn turn_to(&mut self, period: LedgerPeriod) {
        self.at = self.sums.iter().position(|sums| sums.period == period).unwrap_or(self.sums.len());
        if self.at == self.sums.len() {
            let (ansvar, accounts) = (StandIns::default(), Default::default());
            self.sums.push(Sums { period, ansvar, accounts, slots: FxHashMap::default() });
        }
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
            faults.push((None, LedgerProblem::TooManyCodes { codes: u64::from(Packed::MOST_CODES) }));
        }
        faults.into_iter().for_each(|fault| self.faults.add(file, line, fault));
    }

    /// The cells of each file that carry a name beside the code.
    pub fn named(&self) -> Vec<&Named> {
        vec![self.ansvar.named(), self.accounts.named(), self.projects.named(), self.counterparts.named()]
    }

    /// What the files' periods come to.
    pub fn periods(&mut self) -> &BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>> {
        self.leave();
        &self.files
    }
}

/// What all workers have booked.
pub(super) fn booked(mut folds: Vec<Fold>) -> Booked {
    let strings = Strings {
        ansvar: Ranks::of(folds.iter().map(|one| &one.ansvar)),
        accounts: Ranks::of(folds.iter().map(|one| &one.accounts)),
        projects: Ranks::of(folds.iter().map(|one| &one.projects)),
    };
    let mut periods: BTreeMap<LedgerPeriod, Vec<(Packed, Slot)>> = BTreeMap::new();
    for (worker, fold) in folds.iter_mut().enumerate() {
        for mut sums in std::mem::take(&mut fold.sums) {
            let ranked = |(key, slot)| (strings.rank(worker, key), slot);
            periods.entry(sums.period).or_default().extend(sums.slots.drain().map(ranked));
        }
    }
    Booked::new(strings, periods)
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
        self.lines = Lines::default();
        for at in header.below(batch) {
            let Some(record) = batch.get(at) else { continue };
            let mut line = || batch.line(at, &mut lines);
            match header.row(record, &mut self.periods) {
                Row::Posting(period, amount) => {
                    if self.add(file, header, record, (period, amount), (batch, at)).is_none() {
                        self.fault(file, header, record, line());
                    }
                }
                Row::LeftOut(kind, amount) => {
                    self.left_out.entry(file).or_default().add(kind, line(), amount.rounded());
                }
                Row::Faulty => self.fault(file, header, record, line()),
            }
        }
        self.settle(file, batch);
        self.balance.settle();
    }
}
