//! Vouchers (verifikationer): that they balance in every period, and that no two files hold the same one. A ledger has
//! almost as many vouchers as rows, and they are hardly ever wrong: the first reading keeps sums by hash alone. Only when
//! those are not all zero, or two files hold the same period, the files are gone through again for the vouchers' names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::feed::{Feed, Tap, Work, run, workers};
use super::files::Pairs;
use super::rows::{Header, Periods, Row};
use crate::domain::exact::Exact;
use crate::domain::period::LedgerPeriod;
use crate::domain::registers::Registers;
use crate::finding::{Findings, LedgerProblem, Place};
use crate::raw::{Batch, Postings, Record};

/// Sums in the table. One voucher that does not balance leaves a sum in it.
const SUMS: usize = 1 << 16;
/// Vouchers that are told one by one; the others are counted.
const VOUCHERS_TOLD: usize = 50;
/// With more sums than this left the files are no ledgers of vouchers that balance: these are looked into, to tell some.
const SUMS_LOOKED_INTO: usize = 1_000;

/// Σ of all vouchers by a hash of period and voucher. Addition goes round at the end of the numbers: only whether a
/// sum is zero is asked, and 2⁶⁴ millionths of a krona are more than a ledger holds.
pub(super) struct Balance {
    table: Box<[i64]>,
    /// The voucher of the rows just before: those of one voucher mostly stand together.
    last: Last,
}

/// A voucher as it is written, its place, and the sum that is not in the table yet.
#[derive(Default)]
struct Last {
    written: Vec<u8>,
    /// As a number, when it is short.
    word: Option<u64>,
    /// Its period, and whether quotes are letters of it.
    of: Option<(LedgerPeriod, bool)>,
    place: usize,
    sum: i64,
}

impl Default for Balance {
    fn default() -> Balance {
        Balance { table: vec![0; SUMS].into_boxed_slice(), last: Last::default() }
    }
}

impl Balance {
    /// Adds a row; whether it has a voucher.
    pub fn add(&mut self, record: Record, field: Option<usize>, period: LedgerPeriod, amount: Exact) -> bool {
        // The low 64 bits: addition that goes round needs no more.
        let amount = amount.millionths() as i64;
        let written = field.map_or([].as_slice(), |field| record.written(field));
        let of = Some((period, record.is_plain()));
        let word = record.word_of(field);
        if self.last.of == of && self.last.word == word && (word.is_some() || self.last.written == written) {
            self.last.sum = self.last.sum.wrapping_add(amount);
            return true;
        }
        let Some(voucher) = voucher(record, field) else { return false };
        self.settle();
        self.last.written.extend_from_slice(written);
        (self.last.of, self.last.word) = (of, word);
        self.last.place = place(hash(period, &voucher));
        self.last.sum = amount;
        true
    }

    /// Puts the last voucher into the table. What is written is the same voucher only within a piece of a file.
    pub fn settle(&mut self) {
        // Most vouchers balance where their rows stand together.
        if self.last.sum != 0 {
            self.table[self.last.place] = self.table[self.last.place].wrapping_add(self.last.sum);
        }
        self.last.written.clear();
        (self.last.of, self.last.sum) = (None, 0);
    }

    pub fn merge(&mut self, other: &Balance) {
        self.table.iter_mut().zip(&other.table).for_each(|(own, other)| *own = own.wrapping_add(*other));
    }

    /// The places that are not zero, as many as are looked into, and whether there are more.
    fn open(&self) -> (FxHashSet<usize>, bool) {
        let mut places = (0..SUMS).filter(|place| self.table[*place] != 0);
        let open = places.by_ref().take(SUMS_LOOKED_INTO).collect();
        (open, places.next().is_some())
    }
}

fn hash(period: LedgerPeriod, voucher: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u32(period.year as u32 * 100 + u32::from(period.number));
    hasher.write(voucher);
    hasher.finish()
}

/// A place in the table, from the end of a mixed hash.
fn place(hash: u64) -> usize {
    ((hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize
}

/// The voucher of a row; `None` when it has none.
fn voucher<'r>(record: Record<'r>, field: Option<usize>) -> Option<Cow<'r, [u8]>> {
    let bytes = record.bytes(field?).trim_ascii();
    if bytes.is_empty() {
        return None;
    }
    if bytes.is_ascii() && !bytes.contains(&b'"') {
        return Some(Cow::Borrowed(bytes));
    }
    let text = record.text(field?).trim().as_bytes().to_vec();
    (!text.is_empty()).then_some(Cow::Owned(text))
}

/// What is asked of the vouchers when the files are gone through again.
pub(super) struct Question<'a> {
    pub files: &'a [&'a dyn Postings],
    pub registers: &'a Registers,
    pub balance: &'a Balance,
    /// The periods that each file has vouchers in.
    pub periods: BTreeMap<LedgerPeriod, BTreeSet<usize>>,
    /// Files with rows that could not be read: what is missing there is no voucher's fault.
    pub unreadable: BTreeSet<usize>,
    /// Files whose common vouchers are told by what holds them all.
    pub told: Pairs,
}

/// What one file holds of a voucher in a period, in the file's own sign.
#[derive(Clone, Copy, Default)]
struct Part {
    amount: Exact,
    debit: Exact,
    line: u32,
}

type Parts = BTreeMap<(LedgerPeriod, Arc<str>), BTreeMap<usize, Part>>;

impl Question<'_> {
    /// Goes through the files as often as it takes, which mostly is not at all.
    pub fn answer(&self, tap: &mut Tap, findings: &mut Findings) {
        let shared = self.in_two_files(tap);
        let (open, more) = self.balance.open();
        if open.is_empty() && shared.is_empty() {
            return;
        }
        let parts = self.parts(tap, &open, &shared);
        self.tell_unbalanced(&parts, more, findings);
        self.tell_shared(&parts, findings);
    }

    fn name(&self, file: usize) -> Arc<str> {
        self.files.get(file).map(|file| file.name().clone()).unwrap_or_default()
    }

    /// Hashes of vouchers that stand in more than one file. Only periods that two files hold are looked into.
    fn in_two_files(&self, tap: &mut Tap) -> FxHashSet<u64> {
        let periods: BTreeSet<LedgerPeriod> =
            self.periods.iter().filter(|(_, files)| files.len() > 1).map(|(period, _)| *period).collect();
        if periods.is_empty() {
            return FxHashSet::default();
        }
        let worker = || Seen {
            periods: &periods,
            read: Periods::default(),
            first: FxHashMap::default(),
            twice: FxHashSet::default(),
        };
        let mut seen = self.work(tap, worker).into_iter();
        let Some(mut all) = seen.next() else { return FxHashSet::default() };
        for other in seen {
            all.twice.extend(other.twice);
            let met: Vec<(u64, usize)> = other.first.into_iter().collect();
            met.into_iter().for_each(|(hash, file)| all.meet(hash, file));
        }
        all.twice
    }

    /// The vouchers asked for, with what each file holds of them.
    fn parts(&self, tap: &mut Tap, open: &FxHashSet<usize>, shared: &FxHashSet<u64>) -> Parts {
        let worker = || Gather { open, shared, read: Periods::default(), parts: Parts::default() };
        let mut all = Parts::new();
        for ((period, voucher), files) in self.work(tap, worker).into_iter().flat_map(|worker| worker.parts) {
            let known = all.entry((period, voucher)).or_default();
            for (file, part) in files {
                let sum = known.entry(file).or_insert(Part { line: part.line, ..Part::default() });
                sum.amount += part.amount;
                sum.debit += part.debit;
                sum.line = sum.line.min(part.line);
            }
        }
        all
    }

    fn work<W: Work>(&self, tap: &mut Tap, worker: impl Fn() -> W) -> Vec<W> {
        let workers = (0..workers(self.files)).map(|_| worker()).collect();
        run(Feed::new(self.files, self.registers), tap, workers).0
    }

    /// Each voucher sums to zero in each period: one that balances over the year only shifts the result and the
    /// balance sheet of the months between.
    fn tell_unbalanced(&self, parts: &Parts, more: bool, findings: &mut Findings) {
        let mut told = 0;
        for ((period, voucher), files) in parts {
            let difference: Exact = files.values().map(|part| part.amount).sum();
            let whole = !files.keys().any(|file| self.unreadable.contains(file));
            let Some((file, part)) = files.iter().next().filter(|_| whole && !difference.is_zero()) else {
                continue;
            };
            told += 1;
            if told > VOUCHERS_TOLD {
                continue;
            }
            let place = Place::Line { file: self.name(*file), line: u64::from(part.line), column: None };
            let (voucher, period, difference) = (voucher.to_string(), *period, difference.rounded());
            findings.add(place, LedgerProblem::UnbalancedVoucher { voucher, period, difference });
        }
        if told > VOUCHERS_TOLD {
            let vouchers = (told - VOUCHERS_TOLD) as u64;
            findings.add(Place::Folder, LedgerProblem::MoreVouchers { vouchers, more });
        }
    }

    /// The same voucher in two files is counted twice. Files with the same content have their own finding.
    fn tell_shared(&self, parts: &Parts, findings: &mut Findings) {
        let mut pairs: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
        for ((period, voucher), files) in parts {
            let mut files = files.iter();
            let Some((first, _)) = files.next() else { continue };
            for (other, part) in files {
                let shared = pairs.entry((*other, *first)).or_insert_with(|| Shared {
                    vouchers: 0,
                    debit: Exact::ZERO,
                    voucher: voucher.clone(),
                    period: *period,
                    line: part.line,
                });
                shared.vouchers += 1;
                shared.debit += part.debit;
            }
        }
        let told = |a: usize, b: usize| self.told.contains(&(a.min(b), a.max(b))) || self.same_content(a, b);
        for ((file, other), shared) in pairs.into_iter().filter(|((a, b), _)| !told(*a, *b)) {
            let place = Place::Line { file: self.name(file), line: u64::from(shared.line), column: None };
            let problem = LedgerProblem::SameVouchers {
                other: self.name(other).to_string(),
                vouchers: shared.vouchers,
                voucher: shared.voucher.to_string(),
                period: shared.period,
                debit: shared.debit.rounded(),
            };
            findings.add(place, problem);
        }
    }

    fn same_content(&self, a: usize, b: usize) -> bool {
        let print = |file: usize| self.files.get(file).map(|file| file.fingerprint());
        print(a) == print(b)
    }
}

/// What two files have in common.
struct Shared {
    vouchers: u64,
    debit: Exact,
    voucher: Arc<str>,
    period: LedgerPeriod,
    line: u32,
}

/// Looks for vouchers that stand in more than one file, by hash.
struct Seen<'a> {
    periods: &'a BTreeSet<LedgerPeriod>,
    read: Periods,
    first: FxHashMap<u64, usize>,
    twice: FxHashSet<u64>,
}

impl Seen<'_> {
    fn meet(&mut self, hash: u64, file: usize) {
        if *self.first.entry(hash).or_insert(file) != file {
            self.twice.insert(hash);
        }
    }
}

impl Work for Seen<'_> {
    fn read(&mut self, file: usize, header: &Header, batch: &Batch) {
        for record in header.below(batch).filter_map(|at| batch.get(at)) {
            let Row::Posting(period, _) = header.row(record, &mut self.read) else { continue };
            if self.periods.contains(&period)
                && let Some(voucher) = voucher(record, header.voucher)
            {
                self.meet(hash(period, &voucher), file);
            }
        }
    }
}

/// Adds up the vouchers that are asked for.
struct Gather<'a> {
    open: &'a FxHashSet<usize>,
    shared: &'a FxHashSet<u64>,
    read: Periods,
    parts: Parts,
}

impl Work for Gather<'_> {
    fn read(&mut self, file: usize, header: &Header, batch: &Batch) {
        for at in header.below(batch) {
            let Some(record) = batch.get(at) else { continue };
            let Some(voucher) = voucher(record, header.voucher) else { continue };
            let Row::Posting(period, amount) = header.row(record, &mut self.read) else { continue };
            let hash = hash(period, &voucher);
            if !self.open.contains(&place(hash)) && !self.shared.contains(&hash) {
                continue;
            }
            let key = (period, Arc::from(String::from_utf8_lossy(&voucher)));
            let part = self
                .parts
                .entry(key)
                .or_default()
                .entry(file)
                .or_insert_with(|| Part { line: record.line(), ..Part::default() });
            part.amount += amount;
            if amount > Exact::ZERO {
                part.debit += amount;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Balance, LedgerPeriod, SUMS, hash, place};
    use crate::domain::money::Money;
    use crate::raw::{Batch, Encoding};
    use proptest::prelude::{any, prop_assert, proptest};

    fn balance(rows: &[(u16, i64)]) -> Balance {
        let mut balance = Balance::default();
        for (voucher, ore) in rows {
            let mut batch = Batch::default();
            let bytes = batch.begin(&"a".into(), 0, Encoding::Utf8, 1);
            batch.hold(bytes);
            batch.push_plain(1, [voucher.to_string().as_bytes()].into_iter());
            let record = batch.get(0).expect("a record");
            let period = LedgerPeriod { year: 2026, number: 1 };
            assert!(balance.add(record, Some(0), period, Money::from_ore(i128::from(*ore)).into()));
        }
        balance.settle();
        balance
    }

    proptest! {
        #[test]
        fn a_voucher_with_one_ore_too_much_leaves_a_sum(
            rows in proptest::collection::vec((any::<u16>(), -1_000_000_i64..1_000_000), 1..40),
            at in any::<proptest::sample::Index>(),
            split in any::<bool>(),
        ) {
            let both: Vec<(u16, i64)> = rows.iter().flat_map(|(voucher, ore)| [(*voucher, *ore), (*voucher, -ore)]).collect();
            let mut altered = both.clone();
            altered[at.index(both.len())].1 += 1;
            let sum = |rows: &[(u16, i64)]| {
                let (a, b) = rows.split_at(if split { rows.len() / 2 } else { 0 });
                let mut sum = balance(a);
                sum.merge(&balance(b));
                sum.open().0.len()
            };
            prop_assert!(sum(&both) == 0 && sum(&altered) == 1);
        }

        #[test]
        fn places_are_in_the_table(voucher in proptest::collection::vec(any::<u8>(), 0..20)) {
            let place = place(hash(LedgerPeriod { year: 2026, number: 1 }, &voucher));
            prop_assert!(place < SUMS);
        }
    }
}
