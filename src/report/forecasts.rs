//! Prognossäkerhet: what the forecasts of the year said, month by month, and what it came to.

use super::Material;
use super::build::{column, difference, figure, said_rounding, table, text};
use crate::consolidate::forecast::{Gap, StandIn};
use crate::consolidate::key_figures::percent;
use crate::consolidate::statement::{Shown, line, line_query};
use crate::doc::{Cell, ColumnKind, Formula, Operand, Quantity, Ratio, Role, Row, RowKey, Table};
use crate::domain::period::{Month, PeriodKind};
use crate::domain::statement::StatementKind;
use crate::text::phrase::phrase;
use crate::text::report::month_name;

/// At year end, a row for each month that forecasts were given in.
pub fn table_of(material: &Material) -> Option<Table> {
    let told = material.kind == PeriodKind::Year && !material.earlier.is_empty();
    let amount = |key: &str, heading: &str| column(key, heading, ColumnKind::Amount);
    let signed = |key: &str, heading: &str| column(key, heading, ColumnKind::Signed);
    let columns = vec![
        column("given", phrase("prognossäkerhet.kolumn"), ColumnKind::Text { wide: false }),
        amount("resultat_prognos", phrase("prognossäkerhet.resultat")),
        amount("resultat_utfall", phrase("prognossäkerhet.resultat_utfall")),
        signed("resultat_skillnad", phrase("prognossäkerhet.resultat_skillnad")),
        amount("netto_prognos", phrase("prognossäkerhet.netto")),
        amount("netto_utfall", phrase("prognossäkerhet.netto_utfall")),
        signed("netto_skillnad", phrase("prognossäkerhet.netto_skillnad")),
        column("procent", phrase("prognossäkerhet.procent"), ColumnKind::Number),
    ];
    let rows = material.earlier.iter().enumerate().map(|(at, one)| row(material, one.given, at)).collect();
    let mut built = table("prognossakerhet", phrase("prognossäkerhet.rubrik"), columns, rows);
    built.notes.push(material.standing("prognossäkerhet.not").to_string());
    let by_budget = |gap: &Gap| matches!(gap.stand_in, Some((_, StandIn::Budget)));
    if material.earlier.iter().flat_map(|one| &one.gaps).any(by_budget) {
        built.notes.push(material.standing("prognossäkerhet.budget_not").to_string());
    }
    told.then(|| said_rounding(built))
}

fn row(material: &Material, given: Month, at: usize) -> Row {
    let of = |code: &str, shown: &Shown| {
        figure(material, line_query(material.registers, StatementKind::Income, code, shown))
    };
    let (forecast, outcome) = (Shown::forecast(given), Shown::outcome(material.period));
    let mut cells = vec![text(month_name(given))];
    for code in [line::RESULT, line::NET_COST] {
        cells.extend([of(code, &forecast), of(code, &outcome)]);
        cells.push(difference(&cells, cells.len() - 1, cells.len() - 2));
    }
    let of = |column: usize| Operand::Cells(vec![(at, column, false)]);
    let ratio = Ratio { over: of(NET_DIFFERENCE), under: of(NET_FORECAST), size: true, in_percent: false };
    let formula = Formula::Ratio(Box::new(ratio));
    cells.push(share(&cells[NET_DIFFERENCE], &cells[NET_FORECAST], formula));
    Row { key: RowKey::Other(given.to_string()), role: Role::Item, depth: 0, cells }
}

const NET_FORECAST: usize = 4;
const NET_DIFFERENCE: usize = 6;

fn share(part: &Cell, whole: &Cell, formula: Formula) -> Cell {
    match (part, whole) {
        (Cell::Amount(part), Cell::Amount(whole)) => percent(part.value, whole.value.abs())
            .map_or(Cell::Empty, |value| Cell::Percent(Quantity::computed(value, 1, formula))),
        _ => Cell::Empty,
    }
}
