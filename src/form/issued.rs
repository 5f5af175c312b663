//! The register of issued templates, `mallar/<period>/utgivna.csv`: everything a template was handed out with, one
//! line per fact, and the hash over those lines. A returned file is held against this register, never believed; the
//! register itself is held against its hash.

use std::collections::BTreeMap;

use super::identity;
use super::issued_facts::{blank, facts, read_fact};
use super::prefill::Prefill;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::period::{Date, Month};

const HEADER: &str = "Enhet;Period;Mallversion;Fil;Innehåll;Uppgift;Nyckel;Text;Värden";
/// Between the values of one line's last column.
const BETWEEN: char = '|';

/// All templates of one period, by unit. What a template was handed out with is kept as its lines in the register, and
/// read out of them when it is asked for: forty thousand lines of two thousand units are a few megabytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    rows: BTreeMap<Code, IssuedRow>,
}

/// One template as the register has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedRow {
    unit: Code,
    period: Month,
    unit_name: String,
    version: String,
    file: String,
    content: String,
    /// The canonical content, a line each, without the columns that are the same on all.
    lines: Box<str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedTemplate {
    pub version: String,
    /// SHA-256 of the canonical content.
    pub content: String,
    pub prefill: Prefill,
}

/// Why the register cannot be used: the first line (from 1) that is wrong, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedError {
    pub line: u64,
    pub what: IssuedFault,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedFault {
    /// Not the heading row of this register.
    Header,
    /// A line that cannot be read.
    Line,
    /// The unit's lines do not give the hash they carry.
    Hash,
}

impl IssuedRow {
    pub fn of(prefill: &Prefill) -> IssuedRow {
        let lines = content_lines(prefill);
        IssuedRow {
            unit: prefill.unit.clone(),
            period: prefill.period,
            unit_name: prefill.unit_name.clone(),
            version: identity::VERSION.to_string(),
            file: super::Form::file_name(prefill),
            content: identity::hash(identity::VERSION, &lines),
            lines: lines.join("\n").into(),
        }
    }

    /// The row whose lines stand in a register, by their numbers there, and what it was handed out with.
    fn read(unit: Code, lines: &[(u64, Line)]) -> Result<IssuedRow, IssuedError> {
        let (first, head) = lines.first().ok_or(IssuedError { line: 1, what: IssuedFault::Line })?;
        let mut prefill = blank(unit.clone(), head.period);
        for (number, line) in lines {
            // Version, file and hash stand on the unit's first line only.
            let fits = line.period == head.period && (line.what == "mall") == (number == first);
            let read = fits.then(|| line.read_into(&mut prefill)).flatten();
            read.ok_or(IssuedError { line: *number, what: IssuedFault::Line })?;
        }
        let content = content_lines(&prefill);
        if identity::hash(&head.version, &content) != head.content {
            return Err(IssuedError { line: *first, what: IssuedFault::Hash });
        }
        Ok(IssuedRow {
            unit,
            period: head.period,
            unit_name: prefill.unit_name,
            version: head.version.clone(),
            file: head.file.clone(),
            content: head.content.clone(),
            lines: content.join("\n").into(),
        })
    }

    /// `None` never: what is kept was written by this program or has been read once.
    fn template(&self) -> Option<IssuedTemplate> {
        let mut prefill = blank(self.unit.clone(), self.period);
        for line in self.lines.lines() {
            let fields = split(line);
            let [what, key, text, values] = fields.as_slice() else { return None };
            let values: Vec<&str> = values.split(BETWEEN).collect();
            read_fact(&mut prefill, what, key, text, &values)?;
        }
        Some(IssuedTemplate { version: self.version.clone(), content: self.content.clone(), prefill })
    }
}

impl FromIterator<IssuedRow> for Issued {
    fn from_iter<T: IntoIterator<Item = IssuedRow>>(rows: T) -> Issued {
        Issued { rows: rows.into_iter().map(|row| (row.unit.clone(), row)).collect() }
    }
}

impl Issued {
    pub fn new(prefills: &[Prefill]) -> Issued {
        prefills.iter().map(IssuedRow::of).collect()
    }

    /// What a unit was handed.
    pub fn get(&self, unit: &Code) -> Option<IssuedTemplate> {
        self.rows.get(unit)?.template()
    }

    /// SHA-256 of what a unit was handed.
    pub fn content(&self, unit: &Code) -> Option<&str> {
        self.rows.get(unit).map(|row| row.content.as_str())
    }

    /// The units and their names.
    pub fn units(&self) -> impl ExactSizeIterator<Item = (&Code, &str)> {
        self.rows.values().map(|row| (&row.unit, row.unit_name.as_str()))
    }

    /// The files' names under `mallar/<period>/`.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.rows.values().map(|row| row.file.as_str())
    }

    /// The unit whose template was handed out under the file's name: all there is to go by where nothing in the file
    /// can be read. What a mail program adds behind the name, such as ` (1)`, does not make it another.
    pub fn named(&self, file: &str) -> Option<Code> {
        let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
        let same = |row: &&IssuedRow| {
            let own = row.file.to_lowercase();
            let stem = own.rsplit_once('.').map_or(own.as_str(), |(stem, _)| stem);
            let rest = name.strip_prefix(stem);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.rows.values().find(same).map(|row| row.unit.clone())
    }

    pub fn to_csv(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for row in self.rows.values() {
            let period = row.period.to_string();
            // Version, file and hash stand on the unit's first line only: a person is to be able to read the table.
            let mut own = [row.version.as_str(), &row.file, &row.content];
            for line in row.lines.lines() {
                let [version, file, content] = own;
                let start = [row.unit.as_str(), &period, version, file, content].map(quoted).join(";");
                out.push_str(&format!("{start};{line}\n"));
                own = [""; 3];
            }
        }
        out
    }

    /// Reads the register and proves each unit's lines by their hash.
    pub fn parse(text: &str) -> Result<Issued, IssuedError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines = (1..).zip(text.lines());
        if lines.next().map(|(_, line)| line.trim_end()) != Some(HEADER) {
            return Err(IssuedError { line: 1, what: IssuedFault::Header });
        }
        // A unit is read as soon as its lines are past: they stand together.
        let mut issued = Issued::default();
        let mut of_unit: (Code, Vec<(u64, Line)>) = (Code::new(""), Vec::new());
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let line = Line::split(line).ok_or(IssuedError { line: number, what: IssuedFault::Line })?;
            if of_unit.0 != line.unit {
                issued.add(std::mem::replace(&mut of_unit, (line.unit.clone(), Vec::new())))?;
            }
            of_unit.1.push((number, line));
        }
        issued.add(of_unit)?;
        Ok(issued)
    }

    fn add(&mut self, (unit, lines): (Code, Vec<(u64, Line)>)) -> Result<(), IssuedError> {
        let Some((first, _)) = lines.first() else { return Ok(()) };
        let row = IssuedRow::read(unit.clone(), &lines)?;
        match self.rows.insert(unit, row) {
            Some(_) => Err(IssuedError { line: *first, what: IssuedFault::Line }),
            None => Ok(()),
        }
    }
}

/// One line of the register.
struct Line {
    unit: Code,
    period: Month,
    version: String,
    file: String,
    content: String,
    what: String,
    key: String,
    text: String,
    values: String,
}

impl Line {
    fn split(line: &str) -> Option<Line> {
        let fields: [String; 9] = split(line).try_into().ok()?;
        let [unit, period, version, file, content, what, key, text, values] = fields;
        let (unit, period) = (Code::new(&unit), Month::parse(&period)?);
        Some(Line { unit, period, version, file, content, what, key, text, values })
    }

    fn read_into(&self, prefill: &mut Prefill) -> Option<()> {
        let values: Vec<&str> = self.values.split(BETWEEN).collect();
        read_fact(prefill, &self.what, &self.key, &self.text, &values)
    }
}

/// The lines of one template from the column Uppgift on: at once the canonical content that is hashed.
pub(super) fn content_lines(prefill: &Prefill) -> Vec<String> {
    facts(prefill).iter().map(|fact| line(fact.what, &fact.key, &fact.text, &fact.values)).collect()
}

fn line(what: &str, key: &str, text: &str, values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| value.replace(BETWEEN, "/")).collect();
    [what, key, text, &values.join(&BETWEEN.to_string())].map(quoted).join(";")
}

/// Line breaks become spaces: one fact is one line.
fn quoted(text: &str) -> String {
    let text = text.replace(['\r', '\n'], " ");
    if text.contains([';', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn split(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut inside) = (Vec::new(), String::new(), false);
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if inside && signs.peek() == Some(&'"') => {
                field.push('"');
                signs.next();
            }
            '"' => inside = !inside,
            ';' if !inside => fields.push(std::mem::take(&mut field)),
            _ => field.push(sign),
        }
    }
    fields.push(field);
    fields
}

/// `-31500000,00`: exact, the same on every machine.
pub(super) fn money(amount: Money) -> String {
    let sign = if amount < Money::ZERO { "-" } else { "" };
    let ore = amount.ore().unsigned_abs();
    format!("{sign}{},{:02}", ore / 100, ore % 100)
}

pub(super) fn read_money(text: &str) -> Option<Money> {
    let (kronor, ore) = text.split_once(',')?;
    let value: i128 = format!("{kronor}{ore}").parse().ok()?;
    (ore.len() == 2).then_some(Money::from_ore(value))
}

/// An empty text is `None`, a wrong one an error.
pub(super) fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

pub(super) fn read_date(text: &str) -> Option<Date> {
    let (year_month, day) = text.rsplit_once('-')?;
    Month::parse(year_month)?.first_day().replace_day(day.parse().ok()?).ok()
}
