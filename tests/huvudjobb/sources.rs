//! The sample's source tables, as the tests read them: what every unit answers, its flaws, its budget and its accounts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_decimal::Decimal;
use uppfolj::domain::account::CostType;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Date;
use uppfolj::domain::submission::Submission;
use uppfolj::form::{ActionPart, AdjustmentPart, DetailPart, FieldKey, ProjectPart};

/// Unit and key → what stands in the field, written in one way.
pub type Written = BTreeMap<(String, String), String>;

/// Rows of a table by the names of its columns.
pub fn rows(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    let bytes = std::fs::read(&path).expect("a table of the sample");
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| encoding_rs::WINDOWS_1252.decode(error.as_bytes()).0.into_owned());
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().expect("headings").iter().map(str::to_string).collect();
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        heads.iter().cloned().zip(record.iter().map(str::to_string)).collect()
    });
    rows.collect()
}

/// A figure as people write it: `-31 500 000`, `87,5`.
pub fn number(text: &str) -> Option<Decimal> {
    let plain = text.replace([' ', '\u{a0}'], "").replace('\u{2212}', "-").replace(',', ".");
    plain.parse().ok()
}

/// What the units answered, as the table says.
pub fn answers(period: &str) -> Written {
    let table = rows(&format!("bygg/kallor/svar-{period}.csv"));
    let filled = table.into_iter().filter(|row| !row["Värde"].is_empty());
    filled
        .filter(|row| !row["Nyckel"].starts_with("stammer:"))
        .map(|row| {
            let value = one_way(&row["Nyckel"], &row["Värde"]);
            ((row["Enhet"].clone(), row["Nyckel"].clone()), value)
        })
        .collect()
}

/// What is read when the flaws of a period are laid over the answers: a text that is a figure is that figure, a formula
/// is its value, and what cannot be an answer is none.
pub fn answers_with_flaws(period: &str) -> Written {
    let mut found = answers(period);
    for row in rows(&format!("bygg/kallor/brister-{period}.csv")) {
        let Some((key, value)) = row["Värde"].split_once('=') else { continue };
        let at = (row["Enhet"].clone(), key.to_string());
        let read = match row["Brist"].as_str() {
            "text" => number(value),
            "formel" => Some(value.replace('-', " -").split_whitespace().filter_map(number).sum()),
            // Thousands where kronor are meant: no answer.
            "tal" => None,
            _ => continue,
        };
        match read {
            Some(read) => found.insert(at, one_way(key, &read.to_string())),
            None => found.remove(&at),
        };
    }
    found
}

/// What a manager writes of an indicator without a value.
pub const UNMEASURED: &str = "ej mätt";

/// Cost type and text of every row of a note: what the finance office's details may be preprinted with.
fn preprinted() -> BTreeSet<(String, String)> {
    let accounts = rows("bygg/kallor/konton.csv").into_iter();
    accounts.map(|row| (row["Kostnadsslag"].clone(), row["Notrad"].clone())).collect()
}

/// A unit as it stands in the list of units to adjust.
fn unit_word(code: &str) -> String {
    let units = rows("bygg/kallor/enheter.csv");
    let unit = units.iter().find(|row| row["Kod"] == code).expect("the unit");
    format!("{code}  {}", unit["Namn"])
}

/// The finance office's adjustments: unit adjusted, cost type, amount in kronor, reason.
pub fn adjustments(period: &str) -> Vec<(String, String, Decimal, String)> {
    let answers = answers(period);
    let units =
        answers.iter().filter(|((_, key), _)| key.starts_with("justering") && key.ends_with(":enhet"));
    let one = |((office, key), unit): (&(String, String), &String)| {
        let part = |name: &str| answers[&(office.clone(), key.replace("enhet", name))].clone();
        let code = unit.split(' ').next().expect("a code").to_string();
        let amount = number(&part("belopp")).expect("an amount");
        (code, part("kostnadsslag"), amount, part("skal"))
    };
    units.map(one).collect()
}

/// Figures as plain decimals, texts as they are.
fn one_way(key: &str, value: &str) -> String {
    const FIGURES: [&str; 6] =
        ["prognos:", "utfall:", "vantat:", "projektprognos:", "projekttotal:", "detalj"];
    let figure = FIGURES.iter().any(|start| key.starts_with(start)) && !key.starts_with("detaljtext")
        || key.ends_with(":effekt")
        || key.ends_with(":belopp")
        || key.ends_with(":effekt_nasta");
    match number(value) {
        Some(number) if figure => number.normalize().to_string(),
        _ => value.to_string(),
    }
}

/// What the program read from the units' files.
pub fn read(submissions: &[Submission]) -> Written {
    submissions.iter().flat_map(fields).collect()
}

fn fields(answer: &Submission) -> Vec<((String, String), String)> {
    let mut found = Vec::new();
    let mut put = |key: FieldKey, text: String| {
        if !text.is_empty() {
            found.push(((answer.unit.to_string(), key.to_string()), text));
        }
    };
    let kronor = |amount: Money| Decimal::from_i128_with_scale(amount.ore(), 2).normalize().to_string();
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    put(FieldKey::SignedBy, answer.signed_by.clone());
    put(FieldKey::SignedOn, day(answer.signed_on));
    put(FieldKey::Summary, answer.summary.clone());
    for (cost_type, amount) in &answer.forecasts {
        put(FieldKey::Forecast(cost_type.clone()), kronor(*amount));
    }
    let mut number_of: BTreeMap<&CostType, u8> = BTreeMap::new();
    let preprinted = preprinted();
    for detail in &answer.details {
        let number = number_of.entry(&detail.cost_type).or_default();
        *number += 1;
        let key = |part| FieldKey::Detail(detail.cost_type.clone(), *number, part);
        if !preprinted.contains(&(detail.cost_type.0.to_string(), detail.text.clone())) {
            put(key(DetailPart::Text), detail.text.clone());
        }
        put(key(DetailPart::Amount), kronor(detail.amount));
    }
    for (cost_type, cause) in &answer.causes {
        put(FieldKey::Cause(cost_type.clone()), cause.clone());
    }
    for (indicator, value) in &answer.expected {
        put(FieldKey::Expected(indicator.clone()), value.normalize().to_string());
    }
    for project in &answer.projects {
        let key = |part| FieldKey::Project(project.project.clone(), part);
        put(key(ProjectPart::Forecast), project.forecast.map(kronor).unwrap_or_default());
        put(key(ProjectPart::Total), project.total.map(kronor).unwrap_or_default());
        put(key(ProjectPart::Finished), day(project.finished));
    }
    for (heading, story) in &answer.stories {
        put(FieldKey::Story(*heading), story.clone());
    }
    for (cost_type, comment) in &answer.comments {
        put(FieldKey::Comment(cost_type.clone()), comment.clone());
    }
    for (row, action) in (1..).zip(&answer.actions) {
        put(FieldKey::Action(row, ActionPart::What), action.what.clone());
        put(FieldKey::Action(row, ActionPart::Effect), action.effect.map(kronor).unwrap_or_default());
        put(FieldKey::Action(row, ActionPart::Responsible), action.responsible.clone());
        put(FieldKey::Action(row, ActionPart::Date), day(action.date));
        let next = action.effect_next_year.map(kronor).unwrap_or_default();
        put(FieldKey::Action(row, ActionPart::EffectNextYear), next);
        put(FieldKey::Action(row, ActionPart::State), action.state.clone());
    }
    for reading in &answer.readings {
        let value = reading.value.map(|value| value.normalize().to_string()).unwrap_or_default();
        let date = day(reading.measured);
        put(FieldKey::Value(reading.indicator.clone()), value);
        put(FieldKey::Measured(reading.indicator.clone()), date);
    }
    for indicator in &answer.unmeasured {
        put(FieldKey::Value(indicator.clone()), UNMEASURED.to_string());
    }
    for (row, adjustment) in (1..).zip(&answer.adjustments) {
        let key = |part| FieldKey::Adjustment(row, part);
        put(key(AdjustmentPart::Unit), unit_word(adjustment.unit.as_str()));
        put(key(AdjustmentPart::CostType), adjustment.cost_type.0.to_string());
        put(key(AdjustmentPart::Amount), kronor(adjustment.amount));
        put(key(AdjustmentPart::Reason), adjustment.reason.clone());
    }
    for rating in &answer.ratings {
        put(FieldKey::Rating(rating.goal.clone()), rating.word.clone());
        put(FieldKey::Words(rating.goal.clone()), rating.words_of_dialogue.clone());
    }
    found
}
