//! Figures that a workbook computes: sums of its flat tables, which are read from the figures' queries, and figures that
//! stand in another table.

use std::collections::{BTreeMap, BTreeSet};

use super::Material;
use super::build::column;
use super::flat::{self, Flat};
use crate::doc::{
    Block, Cell, CellOf, ColumnKind, DataSum, Figure, Formula, Operand, Row, Section, SectionKind,
};
use crate::domain::query::{FactQuery, Pick, Query};
use crate::text::phrase::phrase;

/// A formula with more sums than this is no longer read by anybody.
const MOST_SUMS: usize = 12;

/// Where a result is looked up before anywhere else.
const STATEMENT: &str = "rr";

/// So many sums say what they are of.
const FEW_SUMS: usize = 2;

/// Above so many units a workbook takes too long to compute: its innermost figures are values.
const MOST_UNITS: usize = 300;

/// Sheets, and tables of other sheets, that gather figures whose home is elsewhere.
const GATHERED: [&str; 4] = ["oversikt", "budget", "forfallokalender", "finansavstamning"];

fn gathers(section: &str, table: &str) -> bool {
    GATHERED.contains(&section) || GATHERED.contains(&table)
}

/// Whether the innermost figures are formulas on the table of data.
pub fn innermost_are_live(material: &Material) -> bool {
    flat::own_nodes(material).count() <= MOST_UNITS
}

/// Gives every figure that has no formula yet the formula for it: as a sum of the flat tables' rows, else as the figure of
/// another table. A ratio whose parts stand nowhere is left as its value.
pub fn make_live(material: &Material, flats: &[&Flat], sections: &mut [Section]) {
    let homes = Homes::of(sections);
    rest_on_data(material, flats, sections, &homes);
    for section in sections.iter_mut().filter(|section| section.kind != SectionKind::Proof) {
        let key = section.key.clone();
        for block in &mut section.blocks {
            match block {
                Block::Table(table) => {
                    let gathers = gathers(&key, &table.id);
                    let before = if gathers { usize::MAX } else { homes.place(&table.id) };
                    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                        for figure in figures_of(cell).filter(|figure| figure.formula.is_none()) {
                            // A row of a register is a fact wherever it is not gathered.
                            if gathers || !is_given(&figure.query) {
                                figure.formula = homes.find(figure, before);
                            }
                        }
                        drop_unresolved(cell);
                    }
                }
                Block::KeyFigures(band) => {
                    for figure in band.iter_mut().flat_map(|one| figures_of(&mut one.value)) {
                        figure.formula = homes.find(figure, usize::MAX);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Sums of the flat tables; where that would be many, and the same figure stands before, that figure.
fn rest_on_data(material: &Material, flats: &[&Flat], sections: &mut [Section], homes: &Homes) {
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        let Block::Table(table) = block else { continue };
        let before = homes.place(&table.id);
        let figures = table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(figures_of);
        for figure in figures.filter(|figure| figure.formula.is_none()) {
            let sums = flats.iter().find_map(|data| sums(material, data, figure));
            let home = |sums: &Vec<DataSum>| {
                let many = sums.len() > FEW_SUMS || sums.iter().any(|sum| sum.wanted.is_empty());
                let same = || {
                    homes.of_sums(figure, before, |other| {
                        flats.iter().find_map(|data| self::sums(material, data, other)).as_ref() == Some(sums)
                    })
                };
                many.then(|| same().or_else(|| homes.find(figure, before))).flatten()
            };
            figure.formula = sums.map(|sums| home(&sums).unwrap_or(Formula::Data(sums)));
        }
    }
}

/// Where a row's sums are all of one unit that no cell of the row names, a column at the end does: a formula that looks it
/// up there can be copied down.
pub fn add_keys(sections: &mut [Section]) {
    for section in sections.iter_mut().filter(|section| section.kind == SectionKind::Presentation) {
        // Folding a column away would take those of other tables with it.
        let alone = section.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count() == 1;
        for block in section.blocks.iter_mut().filter(|_| alone) {
            let Block::Table(table) = block else { continue };
            let keys: Vec<Option<String>> = table.rows.iter_mut().map(key_of).collect();
            if keys.iter().any(Option::is_some) {
                table.columns.push(column("nyckel", phrase("kolumn.nyckel"), ColumnKind::Key));
                for (row, key) in table.rows.iter_mut().zip(keys) {
                    row.cells.push(key.map_or(Cell::Empty, Cell::Text));
                }
            }
        }
    }
}

/// The one unit that a row's formulas look up.
fn key_of(row: &mut Row) -> Option<String> {
    let mut units = BTreeSet::new();
    for figure in row.cells.iter_mut().flat_map(figures_of) {
        let Some(Formula::Data(sums)) = &figure.formula else { continue };
        let wanted = sums.iter().flat_map(|sum| &sum.wanted).filter(|(column, _)| *column == flat::UNIT);
        units.extend(wanted.map(|(_, unit)| unit.clone()));
    }
    let only = units.pop_first().filter(|_| units.is_empty())?;
    (!row.cells.contains(&Cell::Text(only.clone()))).then_some(only)
}

fn figures_of(cell: &mut Cell) -> impl Iterator<Item = &mut Figure> {
    let mut found = Vec::new();
    match cell {
        Cell::Amount(Figure { formula: Some(Formula::Less { figure, .. }), .. }) => found.push(&mut **figure),
        Cell::Amount(figure) => found.push(figure),
        Cell::Percent(one) | Cell::Number(one) => {
            if let Some(Formula::Ratio(ratio)) = &mut one.formula {
                for operand in [&mut ratio.over, &mut ratio.under] {
                    if let Operand::Figure(figure) = operand {
                        found.push(figure);
                    }
                }
            }
        }
        _ => {}
    }
    found.into_iter()
}

fn drop_unresolved(cell: &mut Cell) {
    let unresolved = figures_of(cell).any(|figure| figure.formula.is_none());
    match cell {
        Cell::Percent(one) | Cell::Number(one) if unresolved => one.formula = None,
        Cell::Amount(figure) if unresolved => figure.formula = None,
        _ => {}
    }
}

/// Where each figure stands first, by the parts of its query.
struct Homes {
    tables: Vec<String>,
    figures: BTreeMap<Vec<(Query, i32)>, Home>,
}

struct Home {
    table: usize,
    cell: CellOf,
    figure: Figure,
}

impl Homes {
    fn of(sections: &[Section]) -> Homes {
        let mut homes = Homes { tables: Vec::new(), figures: BTreeMap::new() };
        let blocks = sections.iter().flat_map(|section| section.blocks.iter().map(move |one| (section, one)));
        for (section, block) in blocks.filter(|(section, _)| section.kind != SectionKind::Proof) {
            let Block::Table(table) = block else { continue };
            if gathers(&section.key, &table.id) {
                continue;
            }
            for (row, cells) in table.rows.iter().map(|row| &row.cells).enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let Cell::Amount(figure) = cell else { continue };
                    let cell = CellOf { table: table.id.clone(), row, column, subtracted: false };
                    let home = Home { table: homes.tables.len(), cell, figure: figure.clone() };
                    homes.figures.entry(figure.query.parts()).or_insert(home);
                }
            }
            homes.tables.push(table.id.clone());
        }
        homes
    }

    fn place(&self, table: &str) -> usize {
        self.tables.iter().position(|own| own == table).unwrap_or_default()
    }

    /// A figure as one of a table before another, or as what such figures come to together.
    fn find(&self, figure: &Figure, before: usize) -> Option<Formula> {
        let one = |query: &Query, subtracted: bool| self.cell(query, subtracted, before);
        let cells = match one(&figure.query, false) {
            Some(found) => vec![found],
            None => {
                let Query::Net { plus, minus } = &figure.query else { return None };
                let plus = plus.iter().map(|part| one(part, false));
                let all: Option<Vec<_>> = plus.chain(minus.iter().map(|part| one(part, true))).collect();
                all.filter(|all| (1..=MOST_SUMS).contains(&all.len()))?
            }
        };
        let value = cells.iter().map(|(_, value)| *value).sum();
        (figure.value == value).then(|| Formula::Cells(cells.into_iter().map(|(cell, _)| cell).collect()))
    }

    /// A figure before that comes to the same and is the same sum of the flat tables, though more was asked for.
    fn of_sums(&self, figure: &Figure, before: usize, same: impl Fn(&Figure) -> bool) -> Option<Formula> {
        let alike =
            self.figures.values().filter(|home| home.table < before && home.figure.value == figure.value);
        let found = alike
            .filter(|home| same(&home.figure))
            .min_by_key(|home| (home.cell.table != STATEMENT, home.table))?;
        Some(Formula::Cells(vec![found.cell.clone()]))
    }

    /// The cell of a query, or of the same with the other sign, and what it counts.
    fn cell(
        &self,
        query: &Query,
        subtracted: bool,
        before: usize,
    ) -> Option<(CellOf, crate::domain::money::Money)> {
        let own = query.parts();
        let turned: Vec<(Query, i32)> = own.iter().map(|(part, times)| (part.clone(), -times)).collect();
        let found = [(own, subtracted), (turned, !subtracted)].into_iter().find_map(|(parts, subtracted)| {
            let home = self.figures.get(&parts).filter(|home| !parts.is_empty() && home.table < before)?;
            Some((home, subtracted))
        });
        let (home, subtracted) = found?;
        let value = if subtracted { -home.figure.value } else { home.figure.value };
        Some((CellOf { subtracted, ..home.cell.clone() }, value))
    }
}

/// Whether a query is one amount of a register or an answer.
fn is_given(query: &Query) -> bool {
    matches!(query.parts().as_slice(), [(Query::Given { .. }, 1)])
}

/// Each sum of a flat table with how many times it is counted.
type Counted = BTreeMap<DataSum, i32>;

fn sums(material: &Material, data: &Flat, figure: &Figure) -> Option<Vec<DataSum>> {
    let mut counted = Counted::new();
    for (part, times) in figure.query.parts() {
        // What a register gives is in no flat table.
        let Query::Facts(part) = part else { return None };
        for sum in selected(material, data, &part)? {
            *counted.entry(sum).or_default() += times;
        }
    }
    counted.retain(|_, times| *times != 0);
    let counted = in_groups(data, counted);
    let whole =
        !counted.is_empty() && counted.len() <= MOST_SUMS && counted.values().all(|times| times.abs() == 1);
    let signed = |(sum, times): (DataSum, i32)| DataSum { subtracted: times < 0, ..sum };
    let sums: Vec<DataSum> = counted.into_iter().map(signed).collect();
    // A cost type that has moved to another line since last year gives that year other sums.
    (whole && data.table.sum_of(&sums) == Some(figure.value)).then_some(sums)
}

/// Where all lines of a subtotal are counted alike, the subtotal is counted instead.
fn in_groups(data: &Flat, mut counted: Counted) -> Counted {
    for (group, lines) in data.groups().into_iter().filter(|(_, lines)| lines.len() > 1) {
        let of_line = |sum: &DataSum, at: usize, text: &str| {
            let others = sum.wanted.iter().filter(|(column, _)| *column != flat::LINE).cloned();
            let mut wanted: Vec<(usize, String)> = others.chain([(at, text.to_string())]).collect();
            wanted.sort();
            DataSum { wanted, ..sum.clone() }
        };
        let first = lines.first().map(ToString::to_string).unwrap_or_default();
        let is_first = |sum: &&DataSum| sum.wanted.contains(&(flat::LINE, first.clone()));
        for sum in counted.keys().filter(is_first).cloned().collect::<Vec<_>>() {
            let all: Vec<DataSum> = lines.iter().map(|line| of_line(&sum, flat::LINE, line)).collect();
            let times = counted[&sum];
            if all.iter().all(|one| counted.get(one) == Some(&times)) {
                counted.retain(|one, _| !all.contains(one));
                counted.insert(of_line(&sum, flat::GROUP, group), times);
            }
        }
    }
    without_groups(data, counted)
}

/// Where every subtotal is counted alike, all rows are: only the month, or the unit, is told apart.
fn without_groups(data: &Flat, mut counted: Counted) -> Counted {
    let groups = data.groups();
    let others = |sum: &DataSum| {
        let content = [flat::GROUP, flat::LINE];
        let others = sum.wanted.iter().filter(|(column, _)| !content.contains(column)).cloned();
        DataSum { wanted: others.collect(), ..sum.clone() }
    };
    let wholes: BTreeSet<DataSum> = counted.keys().map(others).collect();
    for whole in wholes {
        let of = |(group, lines): (&&str, &BTreeSet<&str>)| {
            let content = match lines.first().filter(|_| lines.len() == 1) {
                Some(line) => (flat::LINE, line.to_string()),
                None => (flat::GROUP, group.to_string()),
            };
            let wanted = whole.wanted.iter().cloned().chain([content]);
            let mut wanted: Vec<(usize, String)> = wanted.collect();
            wanted.sort();
            DataSum { wanted, ..whole.clone() }
        };
        let all: Vec<DataSum> = groups.iter().map(of).collect();
        let times = all.first().and_then(|first| counted.get(first)).copied();
        if let Some(times) = times.filter(|times| all.iter().all(|one| counted.get(one) == Some(times))) {
            counted.retain(|one, _| !all.contains(one));
            counted.insert(whole, times);
        }
    }
    counted
}

/// `None` when a part of a query is not in the table.
fn selected(material: &Material, data: &Flat, query: &FactQuery) -> Option<Vec<DataSum>> {
    let (column, month) = data.column(query).filter(|_| query.internal.is_none())?;
    let content = match &query.pick {
        Pick::Line(line) => (flat::LINE, flat::line_label(material, line)),
        Pick::CostType(kind) => (flat::COST_TYPE, kind.0.to_string()),
        Pick::Note(_) | Pick::Memo(_) | Pick::CashFlow(_) | Pick::Project(_) | Pick::Tariff(..) => {
            return None;
        }
    };
    let is_there = |(at, text): &(usize, String)| {
        data.table.rows.iter().any(|row| matches!(&row.cells[*at], Cell::Text(own) if own == text))
    };
    let sum = |unit: Option<(usize, String)>| {
        let mut wanted: Vec<(usize, String)> = unit.into_iter().chain([content.clone()]).collect();
        wanted.extend(month.clone());
        DataSum { table: data.id, column, wanted, subtracted: false }
    };
    match &query.org {
        _ if !is_there(&content) => Some(Vec::new()),
        None => Some(vec![sum(None)]),
        Some(org) => {
            let units = flat::own_below(material, org);
            // All that the table has: nothing is told apart.
            if units.len() == flat::own_nodes(material).count() {
                return Some(vec![sum(None)]);
            }
            Some(units.into_iter().map(|unit| sum(Some((flat::UNIT, flat::unit_label(unit))))).collect())
        }
    }
}
