//! The sheet *Investeringar*: the unit's projects with what is decided, spent and expected.

use super::field::{Field, FieldKey, Need, ProjectPart};
use super::kind::{Kind, Sense};
use super::prefill::{Prefill, PrefillProject};
use super::sheet::{Cell, Column, Computed, Row, RowRole, Sheet, Show, Table};
use crate::domain::money::Money;
use crate::domain::period::{Month, PeriodKind};
use crate::text::form as text;

/// How many years ahead a project may be finished, and how many years back.
const YEARS_AHEAD: i32 = 20;
const YEARS_BACK: i32 = 5;

/// A column: heading, width in characters, look, its cell for a project, and whether the table sums it.
struct Part {
    caption: String,
    width: u16,
    show: Show,
    item: fn(&Prefill, &PrefillProject, usize) -> Cell,
    summed: bool,
}

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let parts = parts(prefill);
    let mut rows: Vec<Row> = (1..)
        .zip(&prefill.projects)
        .map(|(at, project)| Row {
            key: format!("projekt:{}", project.code),
            role: RowRole::Item,
            cells: parts.iter().map(|part| (part.item)(prefill, project, at)).collect(),
            lines: None,
        })
        .collect();
    rows.push(Row {
        key: "summa:investeringar".into(),
        role: RowRole::Total,
        cells: parts.iter().enumerate().map(|(at, part)| total(at, part)).collect(),
        lines: None,
    });
    let columns = parts.iter().zip(2..).map(|(part, place)| Column {
        caption: part.caption.clone(),
        place,
        span: 1,
        show: part.show,
    });
    Sheet {
        title: "Investeringar".into(),
        heading: text::heading("Investeringar", &prefill.unit_name, &prefill.unit),
        lines: text::investment_lines(prefill.amount_unit),
        tables: vec![Table {
            key: "rubrik:investeringar".into(),
            columns: columns.collect(),
            rows,
            folding: None,
        }],
        widths: parts.iter().map(|part| part.width).collect(),
        charts: Vec::new(),
    }
}

fn total(at: usize, part: &Part) -> Cell {
    match (at, part.summed) {
        (0, _) => Cell::Text(text::SUM.into()),
        (_, true) => Cell::Computed(Computed::Total),
        (_, false) => Cell::Empty,
    }
}

fn parts(prefill: &Prefill) -> Vec<Part> {
    let (year, months) = (prefill.period.year, text::months(prefill.period));
    let unit = text::unit(prefill.amount_unit);
    let mut parts = vec![
        Part {
            caption: "Projekt".into(),
            width: 40,
            show: Show::Text,
            item: |_, project, _| Cell::Text(text::coded(&project.code, &project.name)),
            summed: false,
        },
        amount(format!("Beslutad\ntotalutgift, {unit}"), |_, project, _| known(project.decided_total)),
        amount(format!("Utgift t.o.m.\n{}, {unit}", year - 1), |_, project, _| {
            Cell::Amount(project.accumulated_before)
        }),
        amount(format!("Budget\n{year}, {unit}"), |_, project, _| Cell::Amount(project.budget_year)),
        amount(format!("Utfall\n{months}, {unit}"), |_, project, _| Cell::Amount(project.outcome_to_date)),
    ];
    if prefill.period_kind != PeriodKind::Year {
        if prefill.projects.iter().any(|project| project.previous_forecast.is_some()) {
            parts.push(Part {
                summed: false,
                ..amount(format!("Förra\nprognos, {unit}"), |_, project, _| known(project.previous_forecast))
            });
        }
        parts.push(amount(format!("Prognos\n{year}, {unit}"), |prefill, project, at| {
            amount_field(prefill, project, at, ProjectPart::Forecast)
        }));
    }
    parts.push(Part {
        summed: false,
        ..amount(format!("Beräknad\ntotalutgift, {unit}"), |prefill, project, at| {
            amount_field(prefill, project, at, ProjectPart::Total)
        })
    });
    parts.push(Part {
        caption: "Färdigt\n(datum)".into(),
        width: 14,
        show: Show::Word,
        item: finished_field,
        summed: false,
    });
    parts
}

fn amount(caption: String, item: fn(&Prefill, &PrefillProject, usize) -> Cell) -> Part {
    Part { caption, width: 15, show: Show::Amount, item, summed: true }
}

fn known(amount: Option<Money>) -> Cell {
    amount.map_or(Cell::Empty, Cell::Amount)
}

fn amount_field(prefill: &Prefill, project: &PrefillProject, at: usize, part: ProjectPart) -> Cell {
    // A project without a decided total has none to hold an expected one against.
    let (label, need) = match part {
        ProjectPart::Total if project.decided_total.is_none() => ("Beräknad totalutgift", Need::Never),
        ProjectPart::Total => ("Beräknad totalutgift", Need::Always),
        ProjectPart::Forecast | ProjectPart::Finished => ("Prognos helår", Need::Always),
    };
    let kind = Kind::Amount { unit: prefill.amount_unit, sense: Sense::Spending };
    let label = format!("{label}, {}", project.name);
    let usual = match part {
        ProjectPart::Total => [project.decided_total, Some(project.budget_year)],
        ProjectPart::Forecast | ProjectPart::Finished => [Some(project.budget_year), project.decided_total],
    };
    let key = FieldKey::Project(project.code.clone(), part);
    Cell::Input(Box::new(Field::new(key, at, label, kind, need).usually(&usual)))
}

fn finished_field(prefill: &Prefill, project: &PrefillProject, at: usize) -> Cell {
    let day = |years: i32| Month { year: prefill.period.year + years, month: 1 }.first_day();
    let kind = Kind::Date { from: day(-YEARS_BACK), to: day(YEARS_AHEAD) };
    let need = if project.finished { Need::Never } else { Need::Always };
    let key = FieldKey::Project(project.code.clone(), ProjectPart::Finished);
    Cell::Input(Box::new(Field::new(key, at, format!("Färdigt, {}", project.name), kind, need)))
}
