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

/// All templates of one period, by unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issued {
    pub templates: BTreeMap<Code, IssuedTemplate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedTemplate {
    pub version: String,
    /// File name under `mallar/<period>/`.
    pub file: String,
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

impl Issued {
    pub fn new(prefills: &[Prefill]) -> Issued {
        let templates = prefills.iter().map(|prefill| {
            let identity = identity::Identity::of(prefill);
            let template = IssuedTemplate {
                version: identity.version,
                file: super::Form::file_name(prefill),
                content: identity.content,
                prefill: prefill.clone(),
            };
            (prefill.unit.clone(), template)
        });
        Issued { templates: templates.collect() }
    }

    /// The unit whose template was handed out under the file's name: all there is to go by where nothing in the file
    /// can be read. What a mail program adds behind the name, such as ` (1)`, does not make it another.
    pub fn named(&self, file: &str) -> Option<Code> {
        let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
        let same = |one: &&IssuedTemplate| {
            let own = one.file.to_lowercase();
            let stem = own.rsplit_once('.').map_or(own.as_str(), |(stem, _)| stem);
            let rest = name.strip_prefix(stem);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.templates.values().find(same).map(|one| one.prefill.unit.clone())
    }

    pub fn to_csv(&self) -> String {
        let mut out = format!("{HEADER}\n");
        for (unit, template) in &self.templates {
            let period = template.prefill.period.to_string();
            // Version, file and hash stand on the unit's first line only: a person is to be able to read the table.
            let mut own = [template.version.as_str(), &template.file, &template.content];
            for line in content_lines(&template.prefill) {
                let [version, file, content] = own;
                let start = [unit.as_str(), &period, version, file, content].map(quoted).join(";");
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
        let mut issued = Issued::default();
        let mut first_lines = BTreeMap::new();
        for (number, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
            let unit =
                read_line(&mut issued, line).ok_or(IssuedError { line: number, what: IssuedFault::Line })?;
            first_lines.entry(unit).or_insert(number);
        }
        for (unit, template) in &issued.templates {
            if identity::content(&template.version, &template.prefill) != template.content {
                let line = first_lines.get(unit).copied().unwrap_or(1);
                return Err(IssuedError { line, what: IssuedFault::Hash });
            }
        }
        Ok(issued)
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

fn read_line(issued: &mut Issued, line: &str) -> Option<Code> {
    let fields = split(line);
    let [unit, period, version, file, content, what, key, text, values] = fields.as_slice() else {
        return None;
    };
    let (unit, period) = (Code::new(unit), Month::parse(period)?);
    if what == "mall" {
        let template = IssuedTemplate {
            version: version.clone(),
            file: file.clone(),
            content: content.clone(),
            prefill: blank(unit.clone(), period),
        };
        if issued.templates.insert(unit.clone(), template).is_some() {
            return None;
        }
    }
    let template = issued.templates.get_mut(&unit).filter(|template| template.prefill.period == period)?;
    let values: Vec<&str> = values.split(BETWEEN).collect();
    read_fact(&mut template.prefill, what, key, text, &values)?;
    Some(unit)
}
