//! What one of a volume costs: a unit's cost divided by what it does.

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, text, word_table};
use super::goals::name;
use crate::consolidate::goals::Measured;
use crate::consolidate::statement::Shown;
use crate::consolidate::volumes::{Volume, cost, cost_of_one, under_one};
use crate::doc::{Cell, Column, ColumnKind, Figure, Formula, Operand, Quantity, Role, Row, RowKey, Table};
use crate::domain::code::Code;
use crate::domain::goal::Indicator;
use crate::domain::period::PeriodKind;
use crate::domain::query::Query;
use crate::domain::volume::CostBasis;
use crate::text::phrase::{filled, phrase};
use crate::text::report::year_to_date;

/// A volume of the table and what it is divided into.
struct Pair {
    volume: fn(&Volume) -> Option<Decimal>,
    shown: Shown,
    key: &'static str,
    volume_heading: String,
    cost_heading: String,
}

/// Columns before those of the pairs.
const HEADS: usize = 2;

/// Nothing where the register names no volume, or none is measured.
pub fn table_of(material: &Material) -> Option<Table> {
    let pairs = pairs(material);
    let measured = material.other_indicators();
    let measured: Vec<&Measured> = measured.iter().filter(|one| one.now.is_some()).collect();
    let mut rows = Vec::new();
    for own in measured.chunk_by(|a, b| a.indicator.code == b.indicator.code) {
        rows.extend(rows_of(material, &pairs, own, rows.len()));
    }
    let mut columns = vec![
        column("mått", phrase("kolumn.volym"), ColumnKind::Text { wide: true }),
        column("underlag", phrase("volymkostnad.underlag"), ColumnKind::Text { wide: false }),
    ];
    columns.extend(pairs.iter().flat_map(Pair::columns));
    let month = year_to_date(material.period);
    let built = word_table("volymkostnad", phrase("volymkostnad.rubrik"), columns, rows);
    let notes = vec![material.standing_with("volymkostnad.not", &[("månad", &month)])];
    (!built.rows.is_empty()).then_some(Table { notes, ..built })
}

/// Budget and outcome; with them the forecast within the year, and last year at its end.
fn pairs(material: &Material) -> Vec<Pair> {
    let (year, before) = (material.period.year, material.last_year());
    let number = year.to_string();
    let of_year = [("år", number.as_str())];
    let month = year_to_date(material.period);
    let mut pairs = vec![
        Pair {
            volume: |one| one.budget,
            shown: Shown::budget(year),
            key: "budget",
            volume_heading: filled("volymkostnad.volym_budget", &of_year),
            cost_heading: filled("volymkostnad.kolumn_budget", &of_year),
        },
        Pair {
            volume: |one| one.now,
            shown: Shown::outcome(material.period),
            key: "utfall",
            volume_heading: phrase("volymkostnad.volym").to_string(),
            cost_heading: filled("volymkostnad.kolumn_utfall", &[("månad", &month)]),
        },
    ];
    if material.kind == PeriodKind::Year {
        let number = before.year.to_string();
        pairs.push(Pair {
            volume: |one| one.before,
            shown: Shown::outcome(before),
            key: "utfall_fg",
            volume_heading: filled("volymkostnad.volym_före", &[("år", &number)]),
            cost_heading: filled("volymkostnad.kolumn_före", &[("år", &number)]),
        });
    } else if let Some(given) = material.forecast {
        pairs.push(Pair {
            volume: |one| one.expected,
            shown: Shown::forecast(given),
            key: "prognos",
            volume_heading: phrase("volymkostnad.volym_prognos").to_string(),
            cost_heading: phrase("volymkostnad.kolumn_prognos").to_string(),
        });
    }
    pairs
}

impl Pair {
    fn columns(&self) -> [Column; 2] {
        [
            column(&format!("volym_{}", self.key), self.volume_heading.clone(), ColumnKind::Number),
            column(&format!("kostnad_{}", self.key), self.cost_heading.clone(), ColumnKind::Number),
        ]
    }

    /// The volume and what one of it costs.
    fn cells(&self, material: &Material, of: &Indicator, basis: CostBasis, on: &On, at: Place) -> [Cell; 2] {
        let volume = (self.volume)(&on.volume);
        if on.volume.masked && self.key != "budget" {
            return [Cell::Missing(phrase("mått.få_personer").to_string()), Cell::Empty];
        }
        let shown = Shown { org: on.org.clone(), ..self.shown.clone() };
        let query = cost(material.registers, basis, &shown);
        let one = match material.lacks_forecast(&query) {
            true => Cell::Missing(phrase("prognos.saknas").to_string()),
            false => one_cell(material, query, volume, at),
        };
        let parts = on.rows.iter().map(|row| (*row, false)).collect();
        let formula = (!on.rows.is_empty()).then_some(Formula::Rows(parts));
        let quantity = |value| Quantity { formula, ..Quantity::given(value, of.decimals) };
        let measured = volume.map_or(Cell::Empty, |value| Cell::Number(quantity(value)));
        [measured, if volume.is_some() { one } else { Cell::Empty }]
    }
}

/// The row and the column of a volume in the table.
type Place = (usize, usize);

/// What one of a volume costs: the cost, which stands elsewhere, by the volume beside.
fn one_cell(material: &Material, cost: Query, volume: Option<Decimal>, (row, column): Place) -> Cell {
    let value = cost_of_one(material.cube, &cost, volume);
    let cost = cost.negated();
    let amount = material.cube.value(&cost);
    let (Some(value), Some(amount)) = (value, amount) else { return Cell::Empty };
    let over = Operand::Figure(Figure { value: amount, query: cost, formula: None });
    let formula = Formula::ratio(over, Operand::Cells(vec![(row, column, false)]));
    Cell::Number(Quantity::computed(value, 0, formula))
}

/// Where a volume is: a unit, what is above several, or the municipality; and the rows that it is the sum of.
struct On {
    org: Option<Code>,
    volume: Volume,
    rows: Vec<usize>,
}

/// The rows of one indicator, and below them the sums of units under the same node where these are all of its units.
fn rows_of(material: &Material, pairs: &[Pair], own: &[&Measured], first: usize) -> Vec<Row> {
    let Some(indicator) = own.first().map(|first| first.indicator) else { return Vec::new() };
    let Some(basis) = material.registers.operations.basis(&indicator.code) else { return Vec::new() };
    let volume = |one: &Measured| Volume::of(material.registers, material.answers, one);
    let row = |at: usize, name: String, key: String, role: Role, on: On| {
        let figures = pairs.iter().enumerate().flat_map(|(pair, own)| {
            own.cells(material, indicator, basis, &on, (first + at, HEADS + 2 * pair))
        });
        let cells = [text(name), text(basis_word(basis))].into_iter().chain(figures).collect();
        Row { key: RowKey::Other(key), role, depth: 0, cells }
    };
    let mut rows: Vec<Row> = own
        .iter()
        .enumerate()
        .map(|(at, one)| {
            let unit = one.unit.as_ref().map(Code::to_string).unwrap_or_default();
            let on = On { org: one.unit.clone(), volume: volume(one), rows: Vec::new() };
            row(at, name(material, one), format!("{} {unit}", indicator.code), Role::Item, on)
        })
        .collect();
    for (above, places) in under_one(material.registers, own) {
        // The cost of units that do not measure the volume is not its cost.
        if material.registers.org.children(&above).count() == places.len() {
            let parts: Vec<Volume> = places.iter().map(|at| volume(own[*at])).collect();
            let name = [
                ("mått", indicator.text.as_str()),
                ("namn", &super::deviations::unit_name(material, &above)),
            ];
            let below = places.iter().map(|at| first + at).collect();
            let on = On { org: Some(above.clone()), volume: Volume::sum(&parts), rows: below };
            let key = format!("{} summa {above}", indicator.code);
            rows.push(row(rows.len(), filled("volymer.summa", &name), key, Role::Subtotal, on));
        }
    }
    rows
}

fn basis_word(basis: CostBasis) -> &'static str {
    match basis {
        CostBasis::Net => phrase("volymkostnad.nettokostnad"),
        CostBasis::Costs => phrase("volymkostnad.kostnad"),
        CostBasis::Staff => phrase("volymkostnad.personalkostnad"),
    }
}
