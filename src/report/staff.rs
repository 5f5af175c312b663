//! Personal: what the staff costs and how many årsarbetare there are, against the budget, along the organisation.

use rust_decimal::Decimal;

use super::build::{column, said_rounding, sum_rows, table};
use super::drift::{Along, Detail, columns, node_row, with_head};
use super::prose::{own_text, paragraph};
use super::{Material, sick_leave};
use crate::consolidate::goals::Measured;
use crate::consolidate::statement::Shown;
use crate::consolidate::volumes::{Volume, cost, picks};
use crate::doc::{Block, Cell, Column, ColumnKind, Formula, Quantity, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::goal::Indicator;
use crate::domain::period::PeriodKind;
use crate::domain::volume::CostBasis;
use crate::text::phrase::{filled, phrase};

/// Nothing where no cost type is one of staff.
pub fn table_of(material: &Material) -> Option<Table> {
    let columns = columns(material, Detail::Paper);
    let picks = picks(material.registers, CostBasis::Staff, &Shown::outcome(material.period));
    if picks.is_empty() {
        return None;
    }
    let (mut rows, tops) = Along { material, columns: &columns, picks, income: None, deepest: None }.rows();
    if material.scope.is_none() {
        let (name, key) = (phrase("personal.summa"), RowKey::Other("summa".to_string()));
        let ask = |shown: &Shown| cost(material.registers, CostBasis::Staff, shown);
        let mut total = node_row(material, &columns, name, key, (Role::Total, 0), ask);
        sum_rows(&mut total, &tops.iter().map(|at| (*at, false)).collect::<Vec<_>>());
        rows.push(total);
    }
    let years = ManYears::of(material, &rows);
    let mut heads = with_head(columns);
    let mut notes = Vec::new();
    if let Some(years) = &years {
        heads.extend(years.columns(material));
        let units = years.rows(&rows);
        for row in &mut rows {
            let cells = years.cells(material, row, &units);
            row.cells.extend(cells);
        }
        notes.push(years.note());
    }
    let mut built = table("personal", material.standing("personal.tabell"), heads, rows);
    built.notes = notes;
    built.notes.extend(super::deviations::stand_in_notes(material));
    Some(said_rounding(built))
}

/// What the law asks of the staff (LKBR 11 kap. 5–6 §§): the office's words, costs and årsarbetare, and sick leave. In the
/// årsredovisning words that are not there are told to be missing; where nothing at all is said of the staff there is nothing.
pub fn blocks(material: &Material) -> Vec<Block> {
    let mut blocks = own_text(material, "personal");
    let own = &material.registers.operations;
    if blocks.is_empty() && own.staff_costs.is_empty() && own.sick_leave.is_empty() {
        return Vec::new();
    }
    if blocks.is_empty() && material.kind == PeriodKind::Year {
        blocks.push(paragraph(material.standing("personal.text_saknas")));
    }
    blocks
        .extend([sick_leave::table_of(material), table_of(material)].into_iter().flatten().map(Block::Table));
    blocks
}

/// Årsarbetare of the units that tell them.
struct ManYears<'a> {
    indicator: &'a Indicator,
    units: Vec<(Code, Volume)>,
    /// The units that have costs of staff.
    all: Vec<Code>,
    forecast: bool,
}

impl<'a> ManYears<'a> {
    fn of(material: &Material<'a>, rows: &[Row]) -> Option<ManYears<'a>> {
        let code = material.registers.operations.man_years()?;
        let measured = material.other_indicators();
        let own: Vec<&Measured> = measured.iter().filter(|one| one.indicator.code == *code).collect();
        let indicator = own.first()?.indicator;
        let volume = |one: &&Measured| {
            let known = Some(one.unit.clone()?).filter(|_| one.now.is_some());
            known.map(|unit| (unit, Volume::of(material.registers, material.answers, one)))
        };
        let units: Vec<(Code, Volume)> = own.iter().filter_map(volume).collect();
        let unit = |row: &Row| match &row.key {
            RowKey::Org(code) if row.role == Role::Item => Some(code.clone()),
            _ => None,
        };
        let all = rows.iter().filter_map(unit).collect();
        let forecast = units.iter().any(|(_, volume)| volume.expected.is_some());
        (!units.is_empty()).then_some(ManYears { indicator, units, all, forecast })
    }

    fn columns(&self, material: &Material) -> Vec<Column> {
        let year = material.period.year.to_string();
        let number = |key: &str, heading: String| column(key, heading, ColumnKind::Number);
        let mut columns = vec![
            number("årsarbetare_budget", filled("personal.årsarbetare_budget", &[("år", &year)])),
            number("årsarbetare", phrase("personal.årsarbetare").to_string()),
        ];
        let expected = || number("årsarbetare_prognos", phrase("personal.årsarbetare_prognos").to_string());
        columns.extend(self.forecast.then(expected));
        columns
    }

    /// The rows of the units, by their codes.
    fn rows(&self, rows: &[Row]) -> Vec<(Code, usize)> {
        let own = |(at, row): (usize, &Row)| match &row.key {
            RowKey::Org(code) if row.role == Role::Item => Some((code.clone(), at)),
            _ => None,
        };
        rows.iter().enumerate().filter_map(own).collect()
    }

    fn cells(&self, material: &Material, row: &Row, rows: &[(Code, usize)]) -> Vec<Cell> {
        let volume = self.on(material, &row.key).unwrap_or_default();
        let below = self.below(material, &row.key);
        let parts = rows.iter().filter(|(code, _)| below.contains(&code)).map(|(_, at)| (*at, false));
        let formula = (row.role != Role::Item).then(|| Formula::Rows(parts.collect()));
        let number = |value: Option<Decimal>| {
            let quantity = |value| Quantity {
                formula: formula.clone(),
                ..Quantity::given(value, self.indicator.decimals)
            };
            value.map_or(Cell::Empty, |value| Cell::Number(quantity(value)))
        };
        let few = || Cell::Missing(phrase("mått.få_personer").to_string());
        let now = |value| if volume.masked { few() } else { number(value) };
        let mut cells = vec![number(volume.budget), now(volume.now)];
        cells.extend(self.forecast.then(|| now(volume.expected)));
        cells
    }

    /// Of a unit its own; of what is above several their sum when all of them have told theirs.
    fn on(&self, material: &Material, key: &RowKey) -> Option<Volume> {
        let units = self.below(material, key);
        let own = |unit: &&Code| self.units.iter().find(|(of, _)| of == *unit).map(|(_, one)| one.clone());
        let parts: Option<Vec<Volume>> = units.iter().map(own).collect();
        parts.filter(|parts| !parts.is_empty()).map(|parts| Volume::sum(&parts))
    }

    /// The units at a row and below it.
    fn below(&self, material: &Material, key: &RowKey) -> Vec<&Code> {
        let below = |unit: &&Code, code: &Code| {
            material.registers.org.lineage(unit).iter().any(|node| node.code == *code)
        };
        match key {
            RowKey::Org(code) => self.all.iter().filter(|unit| below(unit, code)).collect(),
            _ => self.all.iter().collect(),
        }
    }

    fn note(&self) -> String {
        let told = self.all.iter().filter(|unit| self.units.iter().any(|(of, _)| of == *unit)).count();
        let (told, all) = (told.to_string(), self.all.len().to_string());
        filled("personal.antal", &[("lämnade", &told), ("alla", &all)])
    }
}
