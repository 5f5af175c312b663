//! The municipality's economy over five years (LKBR 11 kap. 1 §): amounts, and key figures made of them. Five years is
//! what municipalities publish. Which rows there are is said in `templates/flerarsoversikt.csv`.

use rust_decimal::Decimal;

use super::Material;
use super::build::{column, text, word_table};
use super::financial_basis::{self, formula, key, operand, people};
use crate::consolidate::key_figures::{self, Part, value_of_year};
use crate::doc::{
    AmountUnit, Cell, CellOf, ColumnKind, Figure, Formula, Operand, Quantity, Ratio, Role, Row, RowKey, Table,
};
use crate::domain::goal::KeyFigure;
use crate::domain::municipal_fact::TAX_RATE;
use crate::domain::period::PeriodKind;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{definition, key_figure, key_figure_decimals};

const ROWS: &str = include_str!("../../templates/flerarsoversikt.csv");
const YEARS: i32 = 5;
const BASIS: &str = "femarsoversikt_underlag";

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Inhabitants,
    TaxRate,
    Amount(Part),
    PerInhabitant(Part),
    KeyFigure(KeyFigure),
}

/// Amounts by their words in the table of rows. A cost is shown as how large it is.
const AMOUNTS: &[(&str, Part, bool)] = &[
    ("verksamhetens nettokostnader", Part::NetCost, true),
    ("skatteintäkter", Part::Taxes, false),
    ("generella statsbidrag", Part::Grants, false),
    ("årets resultat", Part::Result, false),
    ("avskrivningar", Part::DepreciationToDate, true),
    ("nettoinvesteringar", Part::NetInvestments, false),
    ("summa tillgångar", Part::Assets, false),
    ("eget kapital", Part::Equity, false),
    ("långfristiga skulder", Part::LongDebt, false),
    ("kassa och bank", Part::Cash, false),
    ("pensionsförpliktelser utanför balansräkningen", Part::PensionsOutside, false),
];

fn is_cost(part: Part) -> bool {
    AMOUNTS.iter().any(|(_, known, cost)| *known == part && *cost)
}

fn rows() -> Vec<Option<Shown>> {
    let row = |line: &str| {
        let (name, shown) = line.split_once(';')?;
        let amount = || AMOUNTS.iter().find(|(known, ..)| *known == name).map(|(_, part, _)| *part);
        match (name, shown) {
            ("invånare", "antal") => Some(Shown::Inhabitants),
            (TAX_RATE, "procent") => Some(Shown::TaxRate),
            (_, "mkr") => amount().map(Shown::Amount),
            (_, "kr per invånare") => amount().map(Shown::PerInhabitant),
            (_, "nyckeltal") => {
                let named = |figure: &&KeyFigure| key_figure(**figure).to_lowercase() == name;
                KeyFigure::ALL.iter().find(named).map(|figure| Shown::KeyFigure(*figure))
            }
            _ => None,
        }
    };
    ROWS.lines().skip(1).map(row).collect()
}

/// The overview at year end; `None` where one year at most is known.
pub fn table_of(material: &Material, whole: bool) -> Option<Table> {
    if material.kind != PeriodKind::Year {
        return None;
    }
    let basis = basis(material);
    let years: Vec<i32> = years(material).collect();
    let shown: Vec<Shown> = rows().into_iter().flatten().collect();
    let lines = shown.iter().map(|shown| (*shown, row(material, *shown, &years, whole.then_some(&basis))));
    let (shown, rows): (Vec<Shown>, Vec<Row>) =
        lines.filter(|(_, row)| row.cells[1..].iter().any(|cell| *cell != Cell::Empty)).unzip();
    let known = |at: usize| rows.iter().any(|row| row.cells[at + 1] != Cell::Empty);
    let any_before = (1..years.len()).any(known);
    let mut heads = vec![column("rad", phrase("femår.nyckeltal"), ColumnKind::Text { wide: true })];
    heads.extend(years.iter().map(|year| column(&year.to_string(), year.to_string(), ColumnKind::Amount)));
    let blank = rows.iter().any(|row| row.cells.contains(&Cell::Empty));
    let mut built = word_table("femarsoversikt", material.standing("femår.tabell"), heads, rows);
    built.unit = AmountUnit::Mkr;
    built.notes.push(material.standing("femår.not").to_string());
    built.notes.extend(blank.then(|| material.standing("femår.tom_not").to_string()));
    let figures = shown.iter().filter_map(|shown| match shown {
        Shown::KeyFigure(figure) => Some(*figure),
        _ => None,
    });
    built.notes.extend(figures.map(|figure| definition(&material.registers.wording, figure)));
    any_before.then_some(built)
}

/// The year and those before it, newest first.
fn years(material: &Material) -> impl Iterator<Item = i32> {
    let now = material.period.year;
    (0..YEARS).map(move |back| now - back)
}

/// The sheet of the amounts, where there is an overview.
pub fn basis_of(material: &Material) -> Option<Table> {
    table_of(material, true).map(|_| basis(material))
}

/// The amounts in kr that the overview is computed from.
fn basis(material: &Material) -> Table {
    let years: Vec<i32> = years(material).collect();
    let parts = AMOUNTS.iter().map(|(_, part, _)| {
        let amount = |year: &i32| {
            let query = part.of_year(material.registers, material.cube, *year);
            super::build::figure(material, query)
        };
        let cells = std::iter::once(text(name(*part))).chain(years.iter().map(amount));
        Row { key: key(*part), role: Role::Item, depth: 0, cells: cells.collect() }
    });
    let counted = |year: &i32| key_figures::inhabitants_of(material.registers, *year);
    let rows = parts.chain([people(years.iter().map(counted))]).collect();
    let mut heads = vec![column("rad", phrase("kolumn.post"), ColumnKind::Text { wide: true })];
    heads.extend(years.iter().map(|year| column(&year.to_string(), year.to_string(), ColumnKind::Amount)));
    let mut built = super::build::table(BASIS, phrase("femår.underlag"), heads, rows);
    built.unit = AmountUnit::Kr;
    built
}

fn row(material: &Material, shown: Shown, years: &[i32], basis: Option<&Table>) -> Row {
    let heading = match shown {
        Shown::Inhabitants => phrase("femår.invånare").to_string(),
        Shown::TaxRate => phrase("femår.skattesats").to_string(),
        Shown::Amount(part) => name(part).to_string(),
        Shown::PerInhabitant(part) => filled("femår.per_invånare", &[("rad", name(part))]),
        Shown::KeyFigure(figure) => key_figure(figure).to_string(),
    };
    let cell = |(at, year): (usize, &i32)| cell(material, shown, *year, basis.map(|basis| (basis, at + 1)));
    let cells = std::iter::once(text(heading)).chain(years.iter().enumerate().map(cell)).collect();
    Row { key: RowKey::Other(format!("{shown:?}")), role: Role::Item, depth: 0, cells }
}

/// Of a whole year, whatever the period.
fn name(part: Part) -> &'static str {
    match part {
        Part::DepreciationToDate => phrase("femår.avskrivningar"),
        Part::NetInvestments => phrase("femår.nettoinvesteringar"),
        other => financial_basis::name(other),
    }
}

/// `basis`: the table of amounts and the year's column in it, where the cell is to be computed from them.
fn cell(material: &Material, shown: Shown, year: i32, basis: Option<(&Table, usize)>) -> Cell {
    let number = |value: Option<Decimal>, decimals: u8, formula: Option<Formula>| {
        value.map_or(Cell::Empty, |value| {
            Cell::Number(Quantity { formula, ..Quantity::given(value, decimals) })
        })
    };
    let (registers, cube) = (material.registers, material.cube);
    match shown {
        Shown::Inhabitants => number(key_figures::inhabitants_of(registers, year), 0, None),
        Shown::TaxRate => {
            let rate = registers.municipal_fact(year, TAX_RATE).map(|fact| fact.value);
            number(rate, 2, None)
        }
        Shown::Amount(part) => amount(material, part, year, basis),
        Shown::PerInhabitant(part) => {
            let inhabitants = key_figures::inhabitants_of(registers, year);
            let query = part.of_year(registers, cube, year);
            let kr = query.and_then(|query| cube.value(&query)).and_then(|amount| amount.to_kr());
            let size = kr.map(|kr| if is_cost(part) { -kr } else { kr });
            let share = size.zip(inhabitants).and_then(|(kr, people)| kr.checked_div(people));
            let formula = basis.and_then(|(basis, at)| per_inhabitant(basis, part, at));
            number(share, 0, formula)
        }
        Shown::KeyFigure(figure) => {
            let formula = basis.and_then(|(basis, at)| formula(figure, basis, at));
            number(value_of_year(registers, cube, figure, year), key_figure_decimals(figure), formula)
        }
    }
}

fn amount(material: &Material, part: Part, year: i32, basis: Option<(&Table, usize)>) -> Cell {
    let cell = super::build::figure(material, part.of_year(material.registers, material.cube, year));
    let Cell::Amount(Figure { value, query, .. }) = cell else { return cell };
    let turned = is_cost(part);
    let formula = basis.and_then(|(basis, column)| {
        let row = basis.row(&key(part))?;
        Some(Formula::Cells(vec![CellOf { table: basis.id.clone(), row, column, subtracted: turned }]))
    });
    let (value, query) = if turned { (-value, query.negated()) } else { (value, query) };
    Cell::Amount(Figure { value, query, formula })
}

fn per_inhabitant(basis: &Table, part: Part, column: usize) -> Option<Formula> {
    let over = operand(basis, &[(part, is_cost(part))], column)?;
    let under = financial_basis::inhabitants_in(basis, column)?;
    let ratio = Ratio { over, under, size: false, in_percent: false };
    matches!(ratio.under, Operand::Number { .. }).then(|| Formula::Ratio(Box::new(ratio)))
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn every_row_of_the_template_is_something_that_can_be_shown() {
        let rows = rows();
        assert!(rows.len() > 10 && rows.iter().all(Option::is_some), "{rows:?}");
    }
}
