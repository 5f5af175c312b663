//! The register of issued templates, `mallar/<period>/utgivna.csv`: everything a template was handed out with, one
//! line per fact, and the hash over those lines. A returned file is held against this register, never believed; the
//! register itself is held against its hash.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::identity;
use super::prefill::{LastReading, Prefill, PrefillGoal, PrefillIndicator, PrefillRow};
use crate::domain::account::CostType;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::org::TemplateKind;
use crate::domain::period::{Date, Month, PeriodKind};

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
    let mut lines = vec![
        line(
            "mall",
            template_word(prefill.kind),
            &prefill.unit_name,
            std::slice::from_ref(&prefill.organisation),
        ),
        line(
            "period",
            period_word(prefill.period_kind),
            &prefill.period.to_string(),
            &[prefill.issued.to_string(), prefill.due.map(|due| due.to_string()).unwrap_or_default()],
        ),
        line(
            "lämnas",
            if prefill.example { "exempel" } else { "" },
            &prefill.report_to,
            &[money(prefill.comment_limit)],
        ),
    ];
    for row in &prefill.rows {
        let values = [
            row.last_year.map(money).unwrap_or_default(),
            money(row.budget_year),
            money(row.budget_to_date),
            money(row.outcome_to_date),
            row.previous_forecast.map(money).unwrap_or_default(),
        ];
        let word = if row.internal { "internt" } else { "externt" };
        lines.push(line("kostnadsslag", word, row.cost_type.0.as_str(), &values));
    }
    for goal in &prefill.goals {
        lines.push(line("mål", goal.code.as_str(), &goal.text, &[]));
    }
    lines.extend(prefill.indicators.iter().map(indicator_line));
    lines.extend(prefill.scale.iter().map(|word| line("skala", "", word, &[])));
    lines
}

fn indicator_line(indicator: &PrefillIndicator) -> String {
    let last = indicator.last.as_ref();
    let values = [
        indicator.goal.as_ref().map(Code::to_string).unwrap_or_default(),
        indicator.unit_of_measure.clone(),
        indicator.target.map(|target| target.to_string()).unwrap_or_default(),
        indicator.decimals.to_string(),
        last.map(|last| last.period.to_string()).unwrap_or_default(),
        last.map(|last| last.value.to_string()).unwrap_or_default(),
    ];
    line("mått", indicator.code.as_str(), &indicator.text, &values)
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
fn money(amount: Money) -> String {
    let sign = if amount < Money::ZERO { "-" } else { "" };
    let ore = amount.ore().unsigned_abs();
    format!("{sign}{},{:02}", ore / 100, ore % 100)
}

fn read_money(text: &str) -> Option<Money> {
    let (kronor, ore) = text.split_once(',')?;
    let value: i128 = format!("{kronor}{ore}").parse().ok()?;
    (ore.len() == 2).then_some(Money::from_ore(value))
}

/// An empty text is `None`, a wrong one an error.
fn optional<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if text.is_empty() { Some(None) } else { read(text).map(Some) }
}

fn read_date(text: &str) -> Option<Date> {
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

fn read_fact(prefill: &mut Prefill, what: &str, key: &str, text: &str, values: &[&str]) -> Option<()> {
    match (what, values) {
        ("mall", [organisation]) => {
            prefill.kind = [TemplateKind::Unit, TemplateKind::Finance]
                .into_iter()
                .find(|kind| template_word(*kind) == key)?;
            prefill.unit_name = text.to_string();
            prefill.organisation = organisation.to_string();
        }
        ("period", [issued, due]) => {
            prefill.period_kind = PERIOD_KINDS.into_iter().find(|kind| period_word(*kind) == key)?;
            prefill.issued = read_date(issued)?;
            prefill.due = optional(due, read_date)?;
        }
        ("lämnas", [limit]) => {
            prefill.example = key == "exempel";
            prefill.report_to = text.to_string();
            prefill.comment_limit = read_money(limit)?;
        }
        ("kostnadsslag", [last, budget, to_date, outcome, previous]) => prefill.rows.push(PrefillRow {
            cost_type: CostType(Code::new(text)),
            internal: key == "internt",
            last_year: optional(last, read_money)?,
            budget_year: read_money(budget)?,
            budget_to_date: read_money(to_date)?,
            outcome_to_date: read_money(outcome)?,
            previous_forecast: optional(previous, read_money)?,
        }),
        ("mål", _) => prefill.goals.push(PrefillGoal { code: Code::new(key), text: text.to_string() }),
        ("mått", _) => prefill.indicators.push(read_indicator(key, text, values)?),
        ("skala", _) => prefill.scale.push(text.to_string()),
        _ => return None,
    }
    Some(())
}

fn read_indicator(key: &str, text: &str, values: &[&str]) -> Option<PrefillIndicator> {
    let [goal, unit_of_measure, target, decimals, period, value] = values else { return None };
    let number = |text: &str| text.parse::<Decimal>().ok();
    let last = match (optional(period, Month::parse)?, optional(value, number)?) {
        (Some(period), Some(value)) => Some(LastReading { period, value }),
        (None, None) => None,
        _ => return None,
    };
    Some(PrefillIndicator {
        code: Code::new(key),
        goal: optional(goal, |goal| Some(Code::new(goal)))?,
        text: text.to_string(),
        unit_of_measure: unit_of_measure.to_string(),
        target: optional(target, number)?,
        decimals: decimals.parse().ok()?,
        last,
    })
}

/// What the lines of a unit then fill in; the hash tells when one of them is missing.
fn blank(unit: Code, period: Month) -> Prefill {
    Prefill {
        organisation: String::new(),
        example: false,
        unit,
        unit_name: String::new(),
        kind: TemplateKind::Unit,
        period,
        period_kind: PeriodKind::Month,
        issued: period.first_day(),
        due: None,
        report_to: String::new(),
        rows: Vec::new(),
        goals: Vec::new(),
        indicators: Vec::new(),
        scale: Vec::new(),
        comment_limit: Money::ZERO,
    }
}

fn template_word(kind: TemplateKind) -> &'static str {
    match kind {
        TemplateKind::Unit => "enhet",
        TemplateKind::Finance => "ekonomi",
    }
}

const PERIOD_KINDS: [PeriodKind; 4] =
    [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];

fn period_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "månad",
        PeriodKind::Tertial => "tertial",
        PeriodKind::Interim => "delår",
        PeriodKind::Year => "år",
    }
}
