//! Measured values from files exported from Kolada: found by the key figure's id in Mått, of the municipality itself, of
//! riket and of like municipalities. One row a value, or one column a year. Nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::{Decimal, RoundingStrategy};

use super::columns::HEADER_ROWS;
use super::grid::{place, shown};
use crate::domain::code::Code;
use crate::domain::goal::{Indicator, Reading};
use crate::domain::indicator::{Comparison, Gender, Peer};
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::domain::settings::KoladaNames;
use crate::finding::{Findings, GoalProblem, Place};
use crate::raw::{RawGrid, RawRow};
use crate::register::schema::{KOLADA_GENDERS, KOLADA_HEADINGS, KOLADA_NO_VALUE};

/// What a value is of; no peer: the municipality itself.
type Key = (Code, Option<Peer>, i32);
type Found = BTreeMap<Key, Vec<Value>>;

struct Value {
    amount: Decimal,
    place: Place,
}

/// Adds the values of the files to those of the registers. Where Mätvärden has a value of its own, that one stands.
pub fn add(grids: &[RawGrid], registers: &mut Registers) -> Findings {
    let mut findings = Findings::default();
    let mut found = Found::new();
    let mut files: BTreeMap<&str, Vec<&RawGrid>> = BTreeMap::new();
    for grid in grids {
        files.entry(&grid.file).or_default().push(grid);
    }
    for sheets in files.values() {
        read_file(sheets, registers, &mut found, &mut findings);
    }
    for (key, values) in found {
        let Some(indicator) = registers.indicators.iter().find(|one| one.code == key.0) else { continue };
        let Some(value) = agreed(indicator, key.2, &values, &mut findings) else { continue };
        match registered(registers, &key) {
            None => enter(registers, key, value.amount),
            Some(register) if !same(indicator, register, value.amount) => {
                let (indicator, year, kolada) = (indicator.text.clone(), key.2, value.amount);
                let problem = GoalProblem::KoladaDiffers { indicator, year, register, kolada };
                findings.add(value.place.clone(), problem);
            }
            Some(_) => {}
        }
    }
    findings
}

/// The values of a year, if they are one and the same.
fn agreed<'a>(
    indicator: &Indicator,
    year: i32,
    values: &'a [Value],
    findings: &mut Findings,
) -> Option<&'a Value> {
    let first = values.first()?;
    let Some(other) = values.iter().find(|other| other.amount != first.amount) else { return Some(first) };
    let (one, another) = (first.amount, other.amount);
    let problem = GoalProblem::KoladaTwice { indicator: indicator.text.clone(), year, one, other: another };
    findings.add(other.place.clone(), problem);
    None
}

/// The same as far as the indicator is printed.
fn same(indicator: &Indicator, one: Decimal, other: Decimal) -> bool {
    let printed = |value: Decimal| {
        value.round_dp_with_strategy(u32::from(indicator.decimals), RoundingStrategy::MidpointAwayFromZero)
    };
    printed(one) == printed(other)
}

/// A year's value stands at its last month.
fn month(year: i32) -> Month {
    Month { year, month: 12 }
}

fn registered(registers: &Registers, (indicator, peer, year): &Key) -> Option<Decimal> {
    let period = month(*year);
    match peer {
        None => {
            let mut own = registers.readings.iter();
            own.find(|one| one.indicator == *indicator && one.unit.is_none() && one.period == period)?.value
        }
        Some(peer) => {
            let mut others = registers.comparisons.iter();
            let own =
                |one: &&Comparison| one.indicator == *indicator && one.peer == *peer && one.period == period;
            others.find(own).map(|one| one.value)
        }
    }
}

fn enter(registers: &mut Registers, (indicator, peer, year): Key, value: Decimal) {
    let (period, source) = (month(year), SOURCE.to_string());
    match peer {
        None => registers.readings.push(Reading {
            indicator,
            unit: None,
            period,
            value: Some(value),
            measured: None,
            source,
            group_size: None,
            hidden: false,
        }),
        Some(peer) => registers.comparisons.push(Comparison { indicator, peer, period, value, source }),
    }
}

/// What stands as the source of a value.
const SOURCE: &str = "Kolada";

/// The columns of a file, in the order of `KOLADA_HEADINGS`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Id,
    MunicipalityCode,
    MunicipalityName,
    Year,
    Gender,
    Value,
}

impl Field {
    const ALL: [Field; 6] = [
        Field::Id,
        Field::MunicipalityCode,
        Field::MunicipalityName,
        Field::Year,
        Field::Gender,
        Field::Value,
    ];

    /// What it is called in findings.
    fn heading(self) -> &'static str {
        KOLADA_HEADINGS[self as usize].first().copied().unwrap_or_default()
    }
}

/// The header row of a grid: its place among the rows, the column of each field, and the columns that are a year each.
struct Header {
    row: usize,
    columns: BTreeMap<Field, u32>,
    years: Vec<(u32, i32)>,
}

impl Header {
    /// The row among the first that has most of the fields.
    fn of(grid: &RawGrid) -> Option<Header> {
        let rows = grid.rows.iter().take(HEADER_ROWS).enumerate();
        let headers = rows.map(|(row, cells)| Header::of_row(row, cells));
        headers
            .max_by_key(|one| (one.columns.len(), usize::MAX - one.row))
            .filter(|one| !one.columns.is_empty())
    }

    fn of_row(row: usize, cells: &RawRow) -> Header {
        let named = |field: Field| {
            let names = KOLADA_HEADINGS[field as usize];
            let at = |name: &&str| {
                let is = |cell: &(&u32, String)| cell.1.to_lowercase() == **name;
                cells.cells.iter().map(|(at, cell)| (at, shown(cell))).find(is).map(|(at, _)| *at)
            };
            Some((field, names.iter().find_map(at)?))
        };
        let years = cells.cells.iter().filter_map(|(at, cell)| Some((*at, year(&shown(cell))?)));
        Header { row, columns: Field::ALL.into_iter().filter_map(named).collect(), years: years.collect() }
    }

    fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field)
    }

    /// The fields without which nothing can be read.
    fn missing(&self) -> Vec<String> {
        let by_year = !self.years.is_empty() && !self.has(Field::Value);
        let named = self.has(Field::MunicipalityCode) || self.has(Field::MunicipalityName);
        let needed = [
            (Field::Id, self.has(Field::Id)),
            (Field::MunicipalityName, named),
            (Field::Year, by_year || self.has(Field::Year)),
            (Field::Value, by_year || self.has(Field::Value)),
        ];
        needed.iter().filter(|(_, there)| !there).map(|(field, _)| field.heading().to_string()).collect()
    }
}

fn year(text: &str) -> Option<i32> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && Month::new(*year, 12).is_some())
}

/// What a file had in it, for the findings about the whole of it.
#[derive(Default)]
struct Seen {
    own: bool,
    mapped: bool,
    unmapped: BTreeSet<String>,
}

fn read_file(sheets: &[&RawGrid], registers: &Registers, found: &mut Found, findings: &mut Findings) {
    let headers: Vec<(&RawGrid, Header)> =
        sheets.iter().filter_map(|grid| Some((*grid, Header::of(grid)?))).collect();
    let Some(place) = sheets.first().map(|grid| Place::File { file: grid.file.clone() }) else { return };
    // Beside the values a workbook may have sheets that explain them.
    let (whole, lacking): (Vec<_>, Vec<_>) =
        headers.into_iter().partition(|(_, one)| one.missing().is_empty());
    if whole.is_empty() {
        let missing = lacking.iter().map(|(_, one)| one.missing()).min_by_key(Vec::len);
        let all = || Field::ALL.iter().map(|field| field.heading().to_string()).collect();
        findings.add(place, GoalProblem::KoladaColumns { missing: missing.unwrap_or_else(all) });
        return;
    }
    let mut seen = Seen::default();
    for (grid, header) in &whole {
        for row in &grid.rows[header.row + 1..] {
            read_row(&Line { grid, header, row }, registers, &mut seen, found, findings);
        }
    }
    if !seen.unmapped.is_empty() {
        let ids = seen.unmapped.into_iter().collect();
        findings.add(place.clone(), GoalProblem::KoladaUnmapped { ids });
    }
    if seen.mapped && !seen.own {
        findings.add(place, GoalProblem::KoladaNoOwn { names: registers.settings.kolada.own.clone() });
    }
}

/// A row below its header.
struct Line<'a> {
    grid: &'a RawGrid,
    header: &'a Header,
    row: &'a RawRow,
}

impl Line<'_> {
    fn at(&self, column: u32) -> String {
        self.row.cells.get(&column).map(shown).unwrap_or_default()
    }

    fn text(&self, field: Field) -> String {
        self.header.columns.get(&field).map(|column| self.at(*column)).unwrap_or_default()
    }

    fn place(&self, column: u32) -> Place {
        place(self.grid, self.row.number, Some((column, &self.heading(column))))
    }

    fn heading(&self, column: u32) -> String {
        self.grid.rows[self.header.row].cells.get(&column).map(shown).unwrap_or_default()
    }

    fn unreadable(&self, column: u32, findings: &mut Findings) {
        let (column_name, found) = (self.heading(column), self.at(column));
        findings.add(self.place(column), GoalProblem::KoladaValue { column: column_name, found });
    }

    /// The id: the cell itself, or what stands in its last parentheses behind the name.
    fn id(&self) -> String {
        let text = self.text(Field::Id);
        let inner = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        inner.map_or(text.trim(), |(_, id)| id.trim()).to_string()
    }

    /// Whose the row is. Outer `None`: somebody else's.
    fn whose(&self, names: &KoladaNames) -> Option<Option<Peer>> {
        let is = |names: &[String]| {
            [Field::MunicipalityCode, Field::MunicipalityName]
                .into_iter()
                .any(|field| KoladaNames::is_among(names, &self.text(field)))
        };
        let of =
            [(None, &names.own), (Some(Peer::Nation), &names.nation), (Some(Peer::Similar), &names.similar)];
        of.into_iter().find(|(_, names)| is(names)).map(|(peer, _)| peer)
    }

    /// `Err`: the column of what cannot be read.
    fn gender(&self) -> Result<Gender, u32> {
        let Some(column) = self.header.columns.get(&Field::Gender) else { return Ok(Gender::All) };
        let text = self.at(*column).to_lowercase();
        if text.is_empty() {
            return Ok(Gender::All);
        }
        let at = KOLADA_GENDERS.iter().position(|names| names.contains(&text.as_str()));
        at.and_then(|at| Gender::ALL.get(at).copied()).ok_or(*column)
    }

    /// The columns of values with their years.
    fn values(&self) -> Result<Vec<(u32, i32)>, u32> {
        let columns = &self.header.columns;
        let (Some(value), Some(at)) = (columns.get(&Field::Value), columns.get(&Field::Year)) else {
            return Ok(self.header.years.clone());
        };
        year(&self.at(*at)).map(|year| vec![(*value, year)]).ok_or(*at)
    }
}

fn read_row(line: &Line, registers: &Registers, seen: &mut Seen, found: &mut Found, findings: &mut Findings) {
    let id = line.id();
    if id.is_empty() {
        return;
    }
    let known = registers.indicators.iter().filter_map(|one| Some((one, one.kolada.as_ref()?)));
    let known: Vec<_> = known.filter(|(_, kolada)| kolada.id.as_str().eq_ignore_ascii_case(&id)).collect();
    if known.is_empty() {
        seen.unmapped.insert(id);
        return;
    }
    seen.mapped = true;
    let Some(peer) = line.whose(&registers.settings.kolada) else { return };
    seen.own |= peer.is_none();
    let (gender, columns) = match line.gender().and_then(|gender| Ok((gender, line.values()?))) {
        Ok(read) => read,
        Err(column) => return line.unreadable(column, findings),
    };
    for (column, year) in columns {
        let text = line.at(column);
        if text.is_empty() || KOLADA_NO_VALUE.contains(&text.to_lowercase().as_str()) {
            continue;
        }
        let Some(amount) = number(&text) else {
            line.unreadable(column, findings);
            continue;
        };
        for (indicator, _) in known.iter().filter(|(_, kolada)| kolada.gender == gender) {
            let value = Value { amount, place: line.place(column) };
            found.entry((indicator.code.clone(), peer, year)).or_default().push(value);
        }
    }
}

/// A number with a decimal comma or, as Kolada's programming interface writes it, a point; thousands with blanks only.
fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace('\u{2212}', "-").replace(',', ".");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let written = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    Decimal::from_str_exact(&plain).ok().filter(|_| written)
}

#[cfg(test)]
mod tests {
    use super::{number, year};

    #[test]
    fn point_and_comma_are_decimals_and_nothing_else() {
        let read = |text: &str| number(text).map(|number| number.to_string());
        assert_eq!(read("85.2"), Some("85.2".to_string()));
        assert_eq!(read("1\u{a0}234,5"), Some("1234.5".to_string()));
        assert_eq!(read("−3"), Some("-3".to_string()));
        for wrong in ["1.234,5", "85,2 %", "åtta", "1e3", ".5", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!((year("2020"), year("20"), year("2020-12"), year("9999")), (Some(2020), None, None, None));
    }
}
