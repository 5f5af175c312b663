//! One SIE file understood: its years, balances, period balances and rows, each amount exact; every fault told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::teller::Teller;
use crate::domain::money::Money;
use crate::domain::period::{Date, LedgerPeriod, Month};
use crate::domain::sie::SieUnfit;
use crate::finding::{Findings, SieProblem};
use crate::raw::sie::{Sie, SieRecord};

/// The labels of SIE filformat 4B.
const KNOWN: &[&str] = &[
    "FLAGGA", "PROGRAM", "FORMAT", "GEN", "SIETYP", "PROSA", "FTYP", "FNR", "ORGNR", "BKOD", "ADRESS",
    "FNAMN", "RAR", "TAXAR", "OMFATTN", "KPTYP", "VALUTA", "KONTO", "KTYP", "ENHET", "SRU", "DIM",
    "UNDERDIM", "OBJEKT", "IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET", "VER", "TRANS", "RTRANS",
    "BTRANS", "KSUMMA",
];

/// Balances of one year by account, with the line of the last that told one.
pub(super) type Balances<'a> = BTreeMap<&'a str, Money>;

/// What a file tells of one year of its own.
#[derive(Default)]
pub(super) struct Year<'a> {
    pub opening: Vec<(&'a SieRecord, Money)>,
    pub closing: Balances<'a>,
    pub result: Balances<'a>,
    pub period_balances: Vec<PeriodRow<'a>>,
}

/// One record `#PSALDO`.
pub(super) struct PeriodRow<'a> {
    pub record: &'a SieRecord,
    pub account: &'a str,
    pub period: LedgerPeriod,
    pub amount: Money,
}

/// One record `#TRANS` in its voucher.
pub(super) struct Row<'a> {
    pub record: &'a SieRecord,
    pub voucher: &'a SieRecord,
    pub account: &'a str,
    pub date: Date,
    pub amount: Money,
}

impl Row<'_> {
    /// The voucher's date decides the month.
    pub fn period(&self) -> LedgerPeriod {
        LedgerPeriod { year: self.date.year(), number: u8::from(self.date.month()) }
    }
}

pub(super) struct Understood<'a> {
    pub file: &'a Arc<str>,
    /// By calendar year.
    pub years: BTreeMap<i32, Year<'a>>,
    pub rows: Vec<Row<'a>>,
    /// The last month that the file says it holds (`#OMFATTN`).
    pub through: Option<Month>,
    pub findings: Findings,
}

/// `20200131` and nothing else.
pub(super) fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let month = Month::new(text[..4].parse().ok()?, text[4..6].parse().ok()?)?;
    month.first_day().replace_day(text[6..].parse().ok()?).ok()
}

/// A decimal point, at most two decimals, a sign before: nothing else is an amount.
pub(super) fn money(text: &str) -> Option<Money> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = text.parse().ok().filter(|_| plain && !digits.is_empty())?;
    Money::from_kr_decimal(number)
}

pub(super) fn understand(sie: &Sie) -> Understood<'_> {
    Reader::new(sie).read()
}

struct Reader<'a> {
    sie: &'a Sie,
    /// The file's number of each year → the calendar year.
    indexes: BTreeMap<&'a str, i32>,
    /// Numbers of years that are no calendar years: they are told once.
    broken: BTreeSet<&'a str>,
    understood: Understood<'a>,
    told: Teller,
    used: BTreeSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn new(sie: &'a Sie) -> Reader<'a> {
        let findings = Findings::default();
        let (years, rows) = (BTreeMap::new(), Vec::new());
        let understood = Understood { file: &sie.file, years, rows, through: None, findings };
        let told = Teller::new(&sie.file);
        Reader {
            sie,
            indexes: BTreeMap::new(),
            broken: BTreeSet::new(),
            understood,
            told,
            used: BTreeSet::new(),
        }
    }

    fn read(mut self) -> Understood<'a> {
        for (line, flaw) in &self.sie.flaws {
            self.told.fault(*line, SieProblem::Flaw { flaw: flaw.clone() });
        }
        self.head();
        for (at, record) in self.sie.records.iter().enumerate() {
            match record.label() {
                "IB" | "UB" | "RES" => self.balance(record),
                "PSALDO" => self.period_balance(record),
                "TRANS" => self.row(record),
                "RTRANS" => self.added(record, self.sie.records.get(at + 1)),
                _ => {}
            }
        }
        self.remarks();
        self.understood.findings = self.told.into_findings();
        self.understood
    }

    /// Years, currency and how far the file reaches.
    fn head(&mut self) {
        for record in &self.sie.records {
            match record.label() {
                "RAR" => self.year(record),
                "OMFATTN" => self.understood.through = date(record.field(0)).map(month_of),
                "VALUTA" if !record.field(0).eq_ignore_ascii_case("SEK") => {
                    let why = SieUnfit::Currency { found: record.field(0).to_string() };
                    self.told.fault(record.line(), SieProblem::Unfit { why });
                }
                _ => {}
            }
        }
    }

    fn year(&mut self, record: &'a SieRecord) {
        let (from, to) = (record.field(1), record.field(2));
        let year = date(from).filter(|from| from.ordinal() == 1).map(|from| from.year());
        let whole = year.filter(|year| date(to) == Month::new(*year, 12).map(Month::last_day));
        match whole {
            Some(year) => {
                self.indexes.insert(record.field(0), year);
            }
            None => {
                self.broken.insert(record.field(0));
                let why = SieUnfit::BrokenYear { from: from.to_string(), to: to.to_string() };
                self.told.fault(record.line(), SieProblem::Unfit { why });
            }
        }
    }

    fn year_of(&mut self, record: &'a SieRecord) -> Option<&mut Year<'a>> {
        let index = record.field(0);
        match self.indexes.get(index) {
            Some(year) => Some(self.understood.years.entry(*year).or_default()),
            None if self.broken.contains(index) => None,
            None => {
                let (index, label) = (index.to_string(), record.label().to_string());
                self.told.fault(record.line(), SieProblem::YearNotGiven { index, label });
                None
            }
        }
    }

    fn amount(&mut self, record: &SieRecord, field: usize) -> Option<Money> {
        let amount = money(record.field(field));
        if amount.is_none() {
            let (label, found) = (record.label().to_string(), record.field(field).to_string());
            self.told.fault(record.line(), SieProblem::NotAnAmount { label, found });
        }
        amount
    }

    /// `#IB 0 1910 100.00`
    fn balance(&mut self, record: &'a SieRecord) {
        let account = record.field(1);
        self.used.insert(account);
        let Some(amount) = self.amount(record, 2) else { return };
        let Some(year) = self.year_of(record) else { return };
        match record.label() {
            "IB" => year.opening.push((record, amount)),
            "UB" => *year.closing.entry(account).or_default() += amount,
            _ => *year.result.entry(account).or_default() += amount,
        }
    }

    /// `#PSALDO 0 202001 1910 {} 100.00`: the change of the month.
    fn period_balance(&mut self, record: &'a SieRecord) {
        let account = record.field(2);
        self.used.insert(account);
        let Some(amount) = self.amount(record, 3) else { return };
        let known = self.indexes.get(record.field(0)).copied();
        let period = LedgerPeriod::parse(record.field(1));
        let Some(year) = self.year_of(record) else { return };
        match period.filter(|period| Some(period.year) == known && (1..=12).contains(&period.number)) {
            Some(period) => year.period_balances.push(PeriodRow { record, account, period, amount }),
            None => self.outside(record.line(), record.field(1)),
        }
    }

    fn outside(&mut self, line: u32, found: &str) {
        let years = self.indexes.values().map(ToString::to_string).collect::<BTreeSet<_>>();
        let problem =
            SieProblem::DateOutside { found: found.to_string(), years: years.into_iter().collect() };
        self.told.fault(line, problem);
    }

    /// `#TRANS 1910 {1 "310"} 100.00 20200131 "text"`
    fn row(&mut self, record: &'a SieRecord) {
        let Some(voucher) = record.voucher.and_then(|at| self.sie.records.get(at)) else { return };
        let account = record.field(0);
        self.used.insert(account);
        let Some(amount) = self.amount(record, 1) else { return };
        let inside = |date: &Date| {
            (self.indexes.is_empty() && self.broken.is_empty())
                || self.indexes.values().any(|year| *year == date.year())
        };
        match date(voucher.field(2)).filter(inside) {
            Some(date) => self.understood.rows.push(Row { record, voucher, account, date, amount }),
            None => self.outside(voucher.line(), voucher.field(2)),
        }
    }

    /// An added row says what was added later; old readers pass it by, so the standard lets the same row follow as
    /// `#TRANS`, and that one is counted. A removed row (`#BTRANS`) is counted nowhere (SIE filformat 4B, `#RTRANS` and
    /// `#BTRANS`).
    fn added(&mut self, record: &SieRecord, next: Option<&SieRecord>) {
        let same = |next: &&SieRecord| next.label() == "TRANS" && next.contents().eq(record.contents());
        if next.filter(same).is_none() {
            self.told.fault(record.line(), SieProblem::AddedRowAlone);
        }
    }

    /// A row has one object of a dimension at most: of several the first would be read and the others lost.
    fn several_objects(&mut self) {
        let twice = |record: &&SieRecord| {
            let mut seen = BTreeSet::new();
            let dimension =
                record.objects().map(|(dimension, _)| dimension).find(|one| !seen.insert(*one))?;
            let own = record.objects().filter(|(one, _)| *one == dimension);
            Some((record.line(), dimension.to_string(), own.map(|(_, object)| object.to_string()).collect()))
        };
        let mut found = self.sie.records.iter().filter_map(|record| twice(&record));
        if let Some((line, dimension, objects)) = found.next() {
            let rows = 1 + found.count() as u64;
            self.told.fault(line, SieProblem::SeveralObjects { rows, dimension, objects });
        }
    }

    /// What does not change an amount.
    fn remarks(&mut self) {
        let mut unknown: BTreeMap<&str, (u64, u32)> = BTreeMap::new();
        let mut lost: Option<(u64, u32, &str)> = None;
        let mut named = BTreeSet::new();
        for record in &self.sie.records {
            if !KNOWN.contains(&record.label()) {
                unknown.entry(record.label()).or_insert((0, record.line())).0 += 1;
            }
            if let Some(text) = record.contents().find(|text| text.contains('\u{fffd}')) {
                lost.get_or_insert((0, record.line(), text)).0 += 1;
            }
            if record.label() == "KONTO" {
                named.insert(record.field(0));
            }
        }
        self.several_objects();
        for (label, (records, line)) in unknown {
            self.told.remark(line, SieProblem::UnknownRecord { label: label.to_string(), records });
        }
        if let Some((records, line, example)) = lost {
            self.told.remark(line, SieProblem::LostLetters { records, example: example.to_string() });
        }
        // A file of vouchers alone (4I) names no accounts.
        let unnamed: Vec<String> = self.used.difference(&named).map(ToString::to_string).collect();
        if !named.is_empty() && !unnamed.is_empty() {
            self.told.of_file(SieProblem::UndeclaredAccounts { accounts: unnamed });
        }
        let strays =
            self.understood.rows.iter().filter(|row| {
                date(row.record.field(2)).is_some_and(|own| month_of(own) != month_of(row.date))
            });
        let strays: Vec<u32> = strays.map(|row| row.record.line()).collect();
        if let Some(first) = strays.first() {
            self.told.remark(*first, SieProblem::OtherMonth { rows: strays.len() as u64 });
        }
    }
}

pub(super) fn month_of(date: Date) -> Month {
    Month { year: date.year(), month: u8::from(date.month()) }
}
