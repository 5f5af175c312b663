//! Rows folded as they are read: what is kept follows the distinct keys and not the rows.

use std::collections::BTreeMap;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::booked::{Booked, Part, Slot};
use super::faults::Faults;
use super::feed::Work;
use super::rows::{Header, Periods, Row};
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
use crate::intake::ids::{Ids, Keys, Named, Own, Packed, Ranks, Strings};
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

/// So many rows are read before their codes are looked up column by column, and then added: of what stands close together
/// none waits for the memory that another asks for.
const BLOCK: usize = 512;

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
    rows: Vec<Posting>,
    columns: [Vec<Option<u32>>; 4],
    /// Rows of the period that are to be added.
    pending: Vec<(Packed, Exact, u32)>,
    lines: Lines,
    pub balance: Balance,
    files: BTreeMap<(usize, LedgerPeriod), PeriodSums<Exact>>,
    current: Option<((usize, LedgerPeriod), PeriodSums<Exact>)>,
    pub faults: Faults,
    /// Rows of each file that are no postings.
    pub left_out: BTreeMap<usize, LeftOut>,
}

/// A row by its place in the piece.
struct Posting {
    at: usize,
    period: LedgerPeriod,
    amount: Exact,
}

/// One period's sums by the numbers of their codes.
struct Sums {
    period: LedgerPeriod,
    keys: Keys,
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
            rows: Vec::new(),
            columns: Default::default(),
            pending: Vec::new(),
            lines: Lines::default(),
            balance: Balance::default(),
            files: BTreeMap::new(),
            current: None,
            faults: Faults::default(),
            left_out: BTreeMap::new(),
        }
    }

    /// Adds the postings that are read.
    fn book(&mut self, file: usize, header: &Header, batch: &Batch) {
        let (registers, rows) = (self.registers, std::mem::take(&mut self.rows));
        let internals = &registers.settings.internal_counterparts;
        let [ansvar, accounts, projects, counterparts] = &mut self.columns;
        let records = || rows.iter().filter_map(|row| batch.get(row.at));
        self.ansvar.column(records(), header.ansvar, |_| (), ansvar);
        self.accounts.column(records(), header.account, class, accounts);
        self.projects.column(records(), header.project, |code| registers.is_investment(code), projects);
        self.counterparts.column(
            records(),
            header.counterpart,
            |code| internals.contains(code),
            counterparts,
        );
        let mut lines = Lines::default();
        for (place, row) in rows.iter().enumerate() {
            let Some(record) = batch.get(row.at) else { continue };
            let codes = [0, 1, 2, 3].map(|column| self.columns[column][place]);
            if self.add(file, header, record, row, codes, batch).is_none() {
                self.fault(file, header, record, batch.line(row.at, &mut lines));
            }
        }
        self.settle(file, batch);
        self.rows = rows;
        self.rows.clear();
    }

    /// Adds a posting; `None` when its codes are no codes.
    fn add(
        &mut self,
        file: usize,
        header: &Header,
        record: Record,
        row: &Posting,
        [ansvar, account, project, counterpart]: [Option<u32>; 4],
        batch: &Batch,
    ) -> Option<()> {
        let (period, amount, account) = (row.period, row.amount, account?);
        let project = self.projects.get(project?).filter(|(_, known)| *known).and(project);
        let internal = self.counterparts.get(counterpart?).is_some_and(|(_, internal)| *internal);
        if self.sums.get(self.at).is_none_or(|sums| sums.period != period) {
            self.settle(file, batch);
            self.turn_to(period);
        }
        let own = Own { ansvar: ansvar?, account, project, internal };
        let ids = (&mut self.ansvar, &mut self.accounts);
        let key = self.sums[self.at].keys.of(own, period, &self.grain, ids, class)?;
        let vouched = self.balance.add(record, header.voucher, period, amount);
        self.count(file, period, account, amount, vouched);
        let turned = if header.contract.sign == SignContract::DebitPositive { -amount } else { amount };
        self.pending.push((key, turned, row.at as u32));
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

    fn turn_to(&mut self, period: LedgerPeriod) {
        self.at = self.sums.iter().position(|sums| sums.period == period).unwrap_or(self.sums.len());
        if self.at == self.sums.len() {
            // A period mostly has as many keys as another.
            let keys = self.sums.last().map_or(0, |sums| sums.slots.len());
            let slots = FxHashMap::with_capacity_and_hasher(keys, FxBuildHasher);
            self.sums.push(Sums { period, keys: Keys::default(), slots });
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
    let mut periods: BTreeMap<LedgerPeriod, Vec<Part>> = BTreeMap::new();
    for (worker, fold) in folds.iter_mut().enumerate() {
        for sums in std::mem::take(&mut fold.sums) {
            periods.entry(sums.period).or_default().push((worker, sums.slots));
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
                Row::Posting(period, amount) => self.rows.push(Posting { at, period, amount }),
                Row::LeftOut(kind, amount) => {
                    self.left_out.entry(file).or_default().add(kind, line(), amount.rounded());
                }
                Row::Faulty => self.fault(file, header, record, line()),
            }
            if self.rows.len() == BLOCK {
                self.book(file, header, batch);
            }
        }
        self.book(file, header, batch);
        self.balance.settle();
    }
}
