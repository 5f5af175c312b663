//! Codes as numbers: a column of a ledger has few codes and many rows. A field is looked up by its bytes; only a field
//! that is met for the first time is made a code. A code string of numbers is one number.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cells::Cells;
use super::code_cell;
use crate::domain::code::Code;
use crate::domain::fact::Subject;
use crate::domain::grain::Grain;
use crate::domain::period::LedgerPeriod;
use crate::raw::{Encoding, Record};

/// The cells of each file that have a name beside their code.
pub(super) type Named = BTreeMap<usize, BTreeSet<String>>;

/// The codes of one column, in the order they were met, each with what its reader wants to know of it.
pub(super) struct Ids<V> {
    /// Fields of few bytes, as nearly all are, by their word.
    by_word: FxHashMap<u64, u32>,
    by_bytes: FxHashMap<Box<[u8]>, u32>,
    by_code: FxHashMap<Code, u32>,
    codes: Vec<(Code, V)>,
    /// By the number of a code, that of the code that is never told apart from it.
    firsts: FxHashMap<u32, u32>,
    encoding: Encoding,
    file: usize,
    named: Named,
    limit: u32,
}

impl<V> Ids<V> {
    /// At most so many codes: a column with more is no column of codes.
    pub fn new(limit: u32) -> Ids<V> {
        let (by_word, by_bytes, by_code) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        let (codes, encoding, named) = (Vec::new(), Encoding::default(), Named::new());
        let firsts = FxHashMap::default();
        Ids { by_word, by_bytes, by_code, codes, firsts, encoding, file: 0, named, limit }
    }

    /// To be called for each batch: the same bytes are other letters in another encoding, and the names beside codes are
    /// told of each file.
    pub fn of(&mut self, file: usize, encoding: Encoding) {
        if self.encoding != encoding || self.file != file && !self.named.is_empty() {
            self.by_word.clear();
            self.by_bytes.clear();
        }
        (self.encoding, self.file) = (encoding, file);
    }

    pub fn named(&self) -> &Named {
        &self.named
    }

    /// The number of a field's code; an absent field is the empty code. `None` when there are too many.
    #[inline]
    pub fn id(&mut self, record: Record, field: Option<usize>, of: impl FnOnce(&Code) -> V) -> Option<u32> {
        let word = if record.is_plain() { None } else { record.word_of(field) };
        match word.and_then(|word| self.by_word.get(&word)) {
            Some(id) => Some(*id),
            None => self.look_up(record, field, of),
        }
    }

    fn look_up(&mut self, record: Record, field: Option<usize>, of: impl FnOnce(&Code) -> V) -> Option<u32> {
        let written = field.map_or([].as_slice(), |field| record.written(field));
        // A quote is around the field in one record and a letter of it in another.
        let known = !(record.is_plain() && written.first() == Some(&b'"'));
        let word = field.map_or(Some(0), |field| record.word(field)).filter(|_| known);
        let met = match word {
            Some(word) => self.by_word.get(&word),
            None => self.by_bytes.get(written),
        };
        if let Some(id) = met.filter(|_| known) {
            return Some(*id);
        }
        let text = field.map(|field| record.text(field)).unwrap_or_default();
        let (code, named) = code_cell::code(&text);
        if named {
            self.named.entry(self.file).or_default().insert(text.trim().to_string());
        }
        let id = self.number(Code::new(code), of)?;
        match word {
            Some(word) => drop(self.by_word.insert(word, id)),
            None if known => drop(self.by_bytes.insert(Box::from(written), id)),
            None => {}
        }
        Some(id)
    }

    /// The number of a code, which it gets when it is met.
    fn number(&mut self, code: Code, of: impl FnOnce(&Code) -> V) -> Option<u32> {
        if let Some(id) = self.by_code.get(&code) {
            return Some(*id);
        }
        let id = u32::try_from(self.codes.len()).ok().filter(|id| *id < self.limit)?;
        self.codes.push((code.clone(), of(&code)));
        self.by_code.insert(code, id);
        Some(id)
    }

    /// The number of the code that stands for one, of a code that is not known yet: `first` is asked for the code that the
    /// registers never tell apart from it, once for each code, and `shares` whether that one stands for the others.
    pub fn stand_in(
        &mut self,
        id: u32,
        known: &mut StandIns,
        first: impl FnOnce(&Code) -> Option<Code>,
        shares: impl FnOnce(&Code) -> bool,
        of: impl FnOnce(&Code) -> V,
    ) -> Option<u32> {
        let first = match self.firsts.get(&id) {
            Some(first) => *first,
            None => {
                let code = first(&self.get(id)?.0);
                let first = code.map_or(Some(id), |code| self.number(code, of))?;
                self.firsts.insert(id, first);
                first
            }
        };
        let mut own = id;
        if first != id {
            let stands = match known.shares.get(&first) {
                Some(stands) => *stands,
                None => shares(&self.get(first)?.0),
            };
            known.shares.insert(first, stands);
            own = if stands { first } else { id };
        }
        known.of.resize(known.of.len().max(id as usize + 1), None);
        known.of[id as usize] = NonZero::new(own + 1);
        Some(own)
    }

    /// All codes by their number.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.codes.iter().map(|(code, _)| code)
    }

    pub fn get(&self, id: u32) -> Option<&(Code, V)> {
        self.codes.get(id as usize)
    }
}

/// Which codes stand for others at a time.
#[derive(Clone, Debug, Default)]
pub(super) struct StandIns {
    /// By the number of each code, that of the code that stands for it, and one more.
    of: Vec<Option<NonZero<u32>>>,
    /// Whether the first code between two limits stands for the others.
    shares: FxHashMap<u32, bool>,
}

impl StandIns {
    #[inline]
    fn get(&self, id: u32) -> Option<u32> {
        self.of.get(id as usize).copied().flatten().map(|own| own.get() - 1)
    }
}

/// The keys of the facts of one period: which codes stand for others in it, ansvar, and accounts of external and internal
/// items.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    ansvar: StandIns,
    accounts: [StandIns; 2],
}

/// The numbers of a row's own codes; a project only where it is an investment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    pub ansvar: u32,
    pub account: u32,
    pub project: Option<u32>,
    pub internal: bool,
}

impl Keys {
    /// The key of a row by the codes that stand for its own. `class`: what is to be known of an account that is met here.
    #[inline]
    pub fn of<A>(
        &mut self,
        own: Own,
        period: LedgerPeriod,
        grain: &Grain,
        (ansvar, accounts): (&mut Ids<()>, &mut Ids<A>),
        class: impl FnOnce(&Code) -> A,
    ) -> Option<Packed> {
        let (nodes, rows) = (&mut self.ansvar, &mut self.accounts[usize::from(own.internal)]);
        let node = nodes.get(own.ansvar).or_else(|| {
            let shares = |first: &Code| grain.shares_ansvar(first, period);
            ansvar.stand_in(own.ansvar, nodes, |code| grain.first_ansvar(code), shares, |_| ())
        })?;
        let row = rows.get(own.account).or_else(|| {
            let shares = |first: &Code| grain.shares_account(first, own.internal, period);
            accounts.stand_in(own.account, rows, |code| grain.first_account(code), shares, class)
        })?;
        Some(Packed::new(node, row, own.project, own.internal))
    }
}

/// The numbers of a code string as one number; of ranks, in the order of code strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Packed(u64);

impl Packed {
    const BITS: u32 = 20;
    /// More codes than this in a column mean that it holds something else.
    pub const MOST_CODES: u32 = 1 << Packed::BITS;
    const MASK: u64 = (1 << Packed::BITS) - 1;

    pub fn new(ansvar: u32, account: u32, project: Option<u32>, internal: bool) -> Packed {
        let project = project.map_or(0, |project| u64::from(project) + 1);
        let codes = u64::from(ansvar) << Packed::BITS | u64::from(account);
        Packed((codes << (Packed::BITS + 1) | project) << 1 | u64::from(internal))
    }

    pub fn internal(self) -> bool {
        self.0 & 1 == 1
    }

    pub fn project(self) -> Option<u32> {
        (((self.0 >> 1) & ((1 << (Packed::BITS + 1)) - 1)) as u32).checked_sub(1)
    }

    pub fn account(self) -> u32 {
        (self.0 >> (Packed::BITS + 2) & Packed::MASK) as u32
    }

    pub fn ansvar(self) -> u32 {
        (self.0 >> (2 * Packed::BITS + 2)) as u32
    }
}

/// The codes of all workers' code strings, each column in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Codes {
    ansvar: Vec<Code>,
    accounts: Vec<Code>,
    projects: Vec<Code>,
}

impl Codes {
    pub fn ansvar(&self, ranked: Packed) -> &Code {
        &self.ansvar[ranked.ansvar() as usize]
    }

    pub fn account(&self, ranked: Packed) -> &Code {
        &self.accounts[ranked.account() as usize]
    }

    /// What a code string of places is booked on.
    pub fn subject(&self, ranked: Packed) -> Subject {
        Subject::Coded {
            ansvar: self.ansvar(ranked).clone(),
            account: self.account(ranked).clone(),
            project: ranked.project().map(|project| self.projects[project as usize].clone()),
            internal: ranked.internal(),
        }
    }
}

/// The code strings of several workers, and the places of their codes.
pub(super) struct Strings {
    pub codes: Arc<Codes>,
    ansvar: Places,
    accounts: Places,
    projects: Places,
}

/// By worker and number, the place of a code among those of all workers.
type Places = Vec<Vec<u32>>;

/// The codes of a column as several workers have met them, in their order.
fn ranked<'i, V: 'i>(columns: impl Iterator<Item = &'i Ids<V>> + Clone) -> (Vec<Code>, Places) {
    let mut codes: Vec<Code> = columns.clone().flat_map(Ids::codes).cloned().collect();
    codes.sort_unstable();
    codes.dedup();
    let places: FxHashMap<&Code, u32> = (0..).zip(&codes).map(|(place, code)| (code, place)).collect();
    let of = columns.map(|ids| ids.codes().map(|code| places[code]).collect()).collect();
    (codes, of)
}

impl Strings {
    pub fn of(workers: &[&Cells]) -> Strings {
        let (ansvar, of_ansvar) = ranked(workers.iter().map(|one| &one.ansvar));
        let (accounts, of_accounts) = ranked(workers.iter().map(|one| &one.accounts));
        let (projects, of_projects) = ranked(workers.iter().map(|one| &one.projects));
        let codes = Arc::new(Codes { ansvar, accounts, projects });
        Strings { codes, ansvar: of_ansvar, accounts: of_accounts, projects: of_projects }
    }

    /// A worker's code string by the places of its codes.
    pub fn rank(&self, worker: usize, own: Packed) -> Packed {
        let project = own.project().map(|id| self.projects[worker][id as usize]);
        let ansvar = self.ansvar[worker][own.ansvar() as usize];
        let account = self.accounts[worker][own.account() as usize];
        Packed::new(ansvar, account, project, own.internal())
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Ids, Packed, StandIns};
    use crate::raw::{Batch, Encoding, Record};

    #[test]
    fn the_same_code_has_one_number_however_it_is_written() {
        let mut batch = Batch::default();
        let mut bytes = batch.begin(&"a".into(), 0, Encoding::Cp437, 1);
        bytes.extend_from_slice(b"\x865;\"\x865\"; \x865 ;6");
        batch.hold(bytes);
        batch.push_written(0, 0, &[2, 4, 4, 1]);
        batch.push_plain(2, [b"\"\x865\"".as_slice()].into_iter());
        let mut ids: Ids<usize> = Ids::new(3);
        ids.of(0, Encoding::Cp437);
        let (record, plain) = (batch.get(0).expect("a record"), batch.get(1).expect("a record"));
        let mut id = |record: Record, field: Option<usize>| ids.id(record, field, |code| code.as_str().len());
        assert_eq!([Some(0), Some(1), Some(2)].map(|field| id(record, field)), [Some(0); 3]);
        assert_eq!(id(record, Some(3)), Some(1));
        assert_eq!(id(plain, Some(0)), Some(2), "these quotes are letters");
        assert_eq!(id(record, None), None, "a fourth code is one too many");
        assert_eq!(ids.get(0).map(|(code, size)| (code.as_str(), *size)), Some(("å5", 3)));
    }

    #[test]
    fn a_code_string_is_one_number_in_its_order() {
        let last = Packed::MOST_CODES - 1;
        let numbers = [0, 1, 2, last];
        let mut before = None;
        for ansvar in numbers {
            for account in numbers {
                for project in [None, Some(0), Some(1), Some(last)] {
                    for internal in [false, true] {
                        let own = Packed::new(ansvar, account, project, internal);
                        let parts = (own.ansvar(), own.account(), own.project(), own.internal());
                        assert_eq!(parts, (ansvar, account, project, internal));
                        assert!(before < Some(own));
                        before = Some(own);
                    }
                }
            }
        }
    }

    #[test]
    fn the_code_that_stands_for_one_is_asked_for_once() {
        let mut ids: Ids<()> = Ids::new(3);
        let mut known = StandIns::default();
        let own = ids.number(Code::new("4012"), |_| ()).expect("a number");
        let first = ids.stand_in(own, &mut known, |_| Some(Code::new("4000")), |_| true, |_| ());
        assert_eq!(first.and_then(|id| ids.get(id)).map(|(code, ())| code.as_str()), Some("4000"));
        assert_eq!(known.get(own), first);
        let unknown =
            ids.stand_in(own, &mut StandIns::default(), |_| panic!("asked again"), |_| false, |_| ());
        assert_eq!(unknown, Some(own));
    }

    #[test]
    fn a_name_beside_a_code_is_told_of_each_file_that_has_it() {
        let mut batch = Batch::default();
        let bytes = batch.begin(&"a".into(), 0, Encoding::Utf8, 1);
        batch.hold(bytes);
        batch.push_plain(1, ["4010 Städ".as_bytes(), b"4010"].into_iter());
        let record = batch.get(0).expect("a record");
        let mut ids: Ids<()> = Ids::new(3);
        for file in [0, 1] {
            ids.of(file, Encoding::Utf8);
            assert_eq!(
                (ids.id(record, Some(0), |_| ()), ids.id(record, Some(1), |_| ())),
                (Some(0), Some(0))
            );
        }
        let cells: Vec<(usize, usize)> =
            ids.named().iter().map(|(file, cells)| (*file, cells.len())).collect();
        assert_eq!(cells, [(0, 1), (1, 1)]);
    }
}
