//! A made-up unit to test templates on: every kind of field, every kind of row.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use uppfolj::domain::account::CostType;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::{KronorUnit, Money};
use uppfolj::domain::org::TemplateKind;
use uppfolj::domain::period::{Month, PeriodKind};
use uppfolj::finding::{Findings, column_letters};
use uppfolj::form::{
    Answer, Answers, Asked, DetailPart, FieldKey, Form, Guard, Issued, Kind, LastRating, LastReading,
    Prefill, PrefillGoal, PrefillIndicator, PrefillMonth, PrefillPart, PrefillProject, PrefillRow,
    PrefillUnit,
};
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::source::xlsx::read_workbook;
use uppfolj::text;
use uppfolj::write::template::write;

pub const FILE: &str = "inkommet/2020-08/svar.xlsx";

pub fn prefill(kind: PeriodKind) -> Prefill {
    let period = Month::new(2020, if kind == PeriodKind::Year { 12 } else { 8 }).expect("a month");
    Prefill {
        organisation: "Provköpings kommun".into(),
        example: true,
        unit: Code::new("0310"),
        unit_name: "Åkerskolan".into(),
        kind: TemplateKind::Unit,
        period,
        period_kind: kind,
        issued: period.last_day(),
        due: period.last_day().next_day(),
        report_to: "ekonomi@example.se".into(),
        amount_unit: KronorUnit::Kr,
        comment_limit: Money::from_kr(100_000),
        detail_rows: 2,
        rows: vec![
            row("Statsbidrag", false, 2_400_000, Some(2_350_000), Some(2_500_000)),
            row("Personalkostnader", false, -31_500_000, Some(-30_250_010), Some(-32_000_000)),
            row("Lokalhyror", true, -4_200_000, Some(-4_100_000), Some(-4_200_000)),
            row("Övriga kostnader", false, -1_900_000, None, Some(-1_850_000)),
        ],
        months: (1..=12).map(|month| net_of(period, month)).collect(),
        goals: vec![
            PrefillGoal {
                code: Code::new("G03"),
                text: "Alla elever når målen i grundskolan".into(),
                last: Some(LastRating {
                    period: Month::new(2020, 4).expect("a month"),
                    word: "tillräcklig".into(),
                    words_of_dialogue: "Fler når målen, men inte alla.".into(),
                }),
            },
            PrefillGoal { code: Code::new("G07"), text: "Ett hållbart arbetsliv".into(), last: None },
        ],
        indicators: vec![
            indicator(
                "M012",
                Some("G03"),
                "Elever med minst godkänt i alla ämnen, årskurs 6",
                "procent",
                900,
            ),
            indicator("M013", Some("G03"), "Trygghet enligt elevenkäten", "index", 42),
            indicator("M021", None, "Antal barn i fritidshem", "antal", 1200),
            PrefillIndicator {
                asked: Asked::Volume,
                previous_forecast: Some(Decimal::new(3510, 1)),
                ..indicator("V01", None, "Elever i grundskolan", "antal", 3480)
            },
        ],
        projects: vec![
            project("07104", "Ombyggnad av köket", Some(2_700_000), false),
            project("07601", "Inventarier", None, true),
        ],
        scale: ["god", "tillräcklig", "otillräcklig", "ej mätt"].map(String::from).to_vec(),
        causes: ["volym", "pris", "annat"].map(String::from).to_vec(),
        adjustable: Vec::new(),
        adjustable_cost_types: Vec::new(),
    }
}

/// The finance office's own template: preprinted parts, and adjustments of units.
pub fn finance(kind: PeriodKind) -> Prefill {
    let unit = prefill(kind);
    let mut taxes = row("Skatteintäkter", false, 269_757_000, Some(257_770_000), Some(266_000_000));
    taxes.parts = vec![
        part("Årets preliminära skatteintäkter", 269_757_000, 260_088_000),
        part("Prognos årets slutavräkning", 0, -2_453_000),
    ];
    Prefill {
        unit: Code::new("0900"),
        unit_name: "Finansförvaltning".into(),
        kind: TemplateKind::Finance,
        rows: vec![taxes, row("Finansiella kostnader", false, -884_000, Some(-1_778_000), None)],
        goals: Vec::new(),
        indicators: Vec::new(),
        projects: Vec::new(),
        adjustable: vec![
            PrefillUnit { code: Code::new("0310"), name: "Åkerskolan".into() },
            PrefillUnit { code: Code::new("0320"), name: "Björkskolan".into() },
        ],
        adjustable_cost_types: vec![
            CostType(Code::new("Personalkostnader")),
            CostType(Code::new("Skatteintäkter")),
        ],
        ..unit
    }
}

fn part(text: &str, budget: i64, last: i64) -> PrefillPart {
    let budget = Money::from_kr(budget);
    PrefillPart {
        text: text.into(),
        last_year: Some(Money::from_kr(last)),
        budget_year: budget,
        budget_to_date: Money::from_ore(budget.ore() * 2 / 3),
        outcome_to_date: Money::from_ore(budget.ore() * 7 / 10 + 37),
    }
}

fn net_of(period: Month, month: u8) -> PrefillMonth {
    let budget = Money::from_kr(-2_933_333);
    let outcome = Money::from_ore(budget.ore() - i128::from(month) * 1_000_037);
    PrefillMonth {
        month: Month { year: period.year, month },
        budget,
        outcome: (month <= period.month).then_some(outcome),
    }
}

fn project(code: &str, name: &str, decided: Option<i64>, finished: bool) -> PrefillProject {
    PrefillProject {
        code: Code::new(code),
        name: name.into(),
        decided_total: decided.map(Money::from_kr),
        accumulated_before: Money::from_kr(250_000),
        budget_year: Money::from_kr(2_600_000),
        outcome_to_date: Money::from_ore(200_915_033),
        previous_forecast: Some(Money::from_kr(2_500_000)),
        finished,
    }
}

fn row(name: &str, internal: bool, budget: i64, last: Option<i64>, previous: Option<i64>) -> PrefillRow {
    let budget = Money::from_kr(budget);
    let comment = if internal { "" } else { "Fler elever än väntat i höst" };
    PrefillRow {
        cost_type: CostType(Code::new(name)),
        internal,
        last_year: last.map(Money::from_kr),
        budget_year: budget,
        budget_to_date: Money::from_ore(budget.ore() * 2 / 3),
        outcome_to_date: Money::from_ore(budget.ore() * 7 / 10 + 37),
        previous_forecast: previous.map(Money::from_kr),
        previous_comment: comment.into(),
        parts: Vec::new(),
    }
}

fn indicator(code: &str, goal: Option<&str>, text: &str, unit: &str, target: i64) -> PrefillIndicator {
    let history = [(2018, 41), (2019, 25)].map(|(year, less)| LastReading {
        period: Month::new(year, 12).expect("a month"),
        value: Decimal::new(target - less, 1),
    });
    PrefillIndicator {
        code: Code::new(code),
        asked: Asked::Goal,
        goal: goal.map(Code::new),
        text: text.into(),
        unit_of_measure: unit.into(),
        target: Some(Decimal::new(target, 1)),
        decimals: 1,
        history: history.to_vec(),
        previous_forecast: None,
    }
}

pub fn issued(prefill: &Prefill) -> Issued {
    Issued::new(std::slice::from_ref(prefill))
}

/// An answer in every field, such that nothing is to be remarked on.
pub fn answers(prefill: &Prefill) -> Answers {
    let mut answers = BTreeMap::new();
    for (at, field) in Form::new(prefill).fields().enumerate() {
        // Nothing to confirm; a forecast is given on its line, and the details are another case.
        if matches!(
            field.key,
            FieldKey::Confirm(_) | FieldKey::Detail(_, _, DetailPart::Amount | DetailPart::Text)
        ) {
            continue;
        }
        let answer = match &field.kind {
            Kind::Amount { .. } => Answer::Amount(match &field.guard {
                Some(Guard::Usual { budget, .. }) => Money::from_ore(budget.ore() + 123_450 + at as i128),
                _ => Money::from_kr(-1_950_000 - at as i64),
            }),
            Kind::Number { .. } => {
                Answer::Number(near_target(prefill, &field.key) + Decimal::new(at as i64, 1))
            }
            Kind::Date { to, .. } => Answer::Date(*to),
            Kind::Text { .. } => Answer::Text(format!("Svar nummer {at}: å, ä och ö")),
            Kind::Choice { words, .. } => Answer::Text(words[at % words.len()].clone()),
        };
        answers.insert(field.key.clone(), answer);
    }
    Answers(answers)
}

/// The target of the field's indicator.
fn near_target(prefill: &Prefill, key: &FieldKey) -> Decimal {
    let (FieldKey::Value(code) | FieldKey::Expected(code)) = key else { return Decimal::ONE_HUNDRED };
    let indicator = prefill.indicators.iter().find(|one| one.code == *code);
    indicator.and_then(|one| one.target).expect("an indicator with a target")
}

/// The template filled and read back as cells.
pub fn returned(prefill: &Prefill, answers: Option<&Answers>) -> RawWorkbook {
    let bytes = write(prefill, answers).expect("a template");
    read_workbook(FILE, &bytes).expect("our own workbook is readable")
}

/// Where a field stands in a file as it was written.
pub fn address(prefill: &Prefill, key: &FieldKey) -> (String, u32, u32) {
    let form = Form::new(prefill);
    let place = form.places().find(|place| place.field.key == *key).expect("a field of the form");
    let (row, column) = place.issued_at();
    (place.sheet.title.clone(), row, column)
}

pub fn put(workbook: &mut RawWorkbook, (sheet, row, column): (&str, u32, u32), value: RawValue) {
    let sheet = workbook.sheets.iter_mut().find(|known| *known.name == *sheet).expect("a sheet");
    sheet.cells.insert((row, column), value);
}

/// What a spreadsheet program does when rows are inserted: cells and names move.
pub fn insert_rows(workbook: &mut RawWorkbook, sheet: &str, before: u32, count: u32) {
    let at = |row: u32| if row >= before { row + count } else { row };
    for known in workbook.sheets.iter_mut().filter(|known| *known.name == *sheet) {
        known.cells =
            std::mem::take(&mut known.cells).into_iter().map(|((r, c), value)| ((at(r), c), value)).collect();
        known.formulas = std::mem::take(&mut known.formulas)
            .into_iter()
            .map(|((r, c), text)| ((at(r), c), text))
            .collect();
    }
    for (_, reference) in &mut workbook.names {
        let Some((name, cell)) = reference.rsplit_once('!') else { continue };
        let Some((column, row)) = cell.rsplit_once('$') else { continue };
        if name.trim_start_matches('=') == format!("'{sheet}'") || name == sheet {
            let row: u32 = row.parse().expect("a row number");
            *reference = format!("{name}!{column}${}", at(row));
        }
    }
}

/// What some programs do when rows are removed: the cells move up, and the names stay.
pub fn remove_rows(workbook: &mut RawWorkbook, sheet: &str, first: u32, count: u32) {
    let at = |row: u32| match row {
        row if row < first => Some(row),
        row if row < first + count => None,
        row => Some(row - count),
    };
    for known in workbook.sheets.iter_mut().filter(|known| *known.name == *sheet) {
        let cells = std::mem::take(&mut known.cells).into_iter();
        known.cells = cells.filter_map(|((r, c), value)| Some(((at(r)?, c), value))).collect();
        let formulas = std::mem::take(&mut known.formulas).into_iter();
        known.formulas = formulas.filter_map(|((r, c), text)| Some(((at(r)?, c), text))).collect();
    }
}

/// The same for columns.
pub fn insert_columns(workbook: &mut RawWorkbook, sheet: &str, before: u32, count: u32) {
    let at = |column: u32| if column >= before { column + count } else { column };
    for known in workbook.sheets.iter_mut().filter(|known| *known.name == *sheet) {
        let cells = std::mem::take(&mut known.cells).into_iter();
        known.cells = cells.map(|((row, column), value)| ((row, at(column)), value)).collect();
        let formulas = std::mem::take(&mut known.formulas).into_iter();
        known.formulas = formulas.map(|((row, column), text)| ((row, at(column)), text)).collect();
    }
    for (_, reference) in workbook.names.iter_mut().filter(|(name, _)| name.starts_with("in_")) {
        let Some((name, cell)) = reference.rsplit_once('!') else { continue };
        let Some((column, row)) = cell.trim_start_matches('$').rsplit_once('$') else { continue };
        if name.trim_start_matches('=') == format!("'{sheet}'") || name == sheet {
            let number = column.bytes().fold(0, |number, letter| number * 26 + u32::from(letter - b'A') + 1);
            *reference = format!("{name}!${}${row}", column_letters(at(number)));
        }
    }
}

pub fn rename_sheet(workbook: &mut RawWorkbook, from: &str, to: &str) {
    for known in workbook.sheets.iter_mut().filter(|known| *known.name == *from) {
        known.name = to.into();
    }
    for (_, reference) in &mut workbook.names {
        if let Some(cell) =
            reference.strip_prefix(&format!("'{from}'!")).or(reference.strip_prefix(&format!("{from}!")))
        {
            *reference = format!("'{to}'!{cell}");
        }
    }
}

/// The findings as `code place`, faults first.
pub fn told(findings: &Findings) -> Vec<String> {
    findings
        .sorted()
        .into_iter()
        .map(|finding| format!("{} {}", finding.problem.code(), text::finding::place(&finding.place)))
        .collect()
}
