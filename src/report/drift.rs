//! Driftredovisning: how the outcome relates to the budget that fullmäktige fixed (LKBR 10 kap. 1 §), along the
//! organisation, and the bridge from there to årets resultat.

use super::Material;
use super::build::{column, difference, figure, has_figures, said_rounding, sum_rows, table, text};
use super::statements::forecast_heading;
use crate::consolidate::statement::{Shown, leaves, line, query};
use crate::doc::{Cell, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::LineId;
use crate::domain::code::Code;
use crate::domain::org::OrgNode;
use crate::domain::period::PeriodKind;
use crate::domain::query::{Pick, Query};
use crate::domain::statement::{Extent, Layout, LineKind, StatementKind};
use crate::text::phrase::{filled, phrase};
use crate::text::report::year_to_date;

/// One figure column and what it shows; deviations are made from two of them.
pub enum Shows {
    Figures(Shown),
    /// The column of one key less that of another.
    Deviation(&'static str, &'static str),
    /// What has become of a figure: the first less the second, which has no column of its own.
    Change(Shown, Shown),
}

/// How much of the budget and of each unit is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// As on paper, to the level below the nämnd.
    Brief,
    /// Revised budget and net cost.
    Paper,
    /// Also how the budget has changed, and below each unit its income and its costs.
    Workbook,
}

/// The columns of the driftredovisning by kind of period, after the row heading.
pub fn columns(material: &Material, detail: Detail) -> Vec<(Column, Shows)> {
    let year = material.period.year.to_string();
    let month = year_to_date(material.period);
    let amount = |key: &str, heading: String| column(key, heading, ColumnKind::Amount);
    let signed = |key: &str, heading: &str| column(key, heading, ColumnKind::Signed);
    let budget = Shows::Figures(Shown::budget(material.period.year));
    let outcome = Shows::Figures(Shown::outcome(material.period));
    let mut columns = Vec::new();
    if detail == Detail::Workbook && material.cube.decisions(material.period.year).first().is_some() {
        columns.extend(super::budget::changes(material.period.year));
    }
    columns.push((amount("budget", filled("kolumn.budget_år", &[("år", &year)])), budget));
    if material.kind == PeriodKind::Year {
        columns.push((amount("utfall", filled("kolumn.utfall_år", &[("år", &year)])), outcome));
        columns.push((signed("avvikelse", phrase("kolumn.avvikelse")), Shows::Deviation("utfall", "budget")));
        let before = material.last_year();
        let heading = filled("kolumn.utfall_år", &[("år", &before.year.to_string())]);
        columns.push((amount("utfall_fg", heading), Shows::Figures(Shown::outcome(before))));
        return columns;
    }
    let to_date = Shows::Figures(Shown::budget_through(material.period));
    columns.push((amount("budget_ack", filled("kolumn.budget_tom", &[("månad", &month)])), to_date));
    columns.push((amount("utfall", filled("kolumn.utfall_tom", &[("månad", &month)])), outcome));
    columns.push((signed("avvikelse", phrase("kolumn.avvikelse")), Shows::Deviation("utfall", "budget_ack")));
    if let Some(given) = material.forecast {
        columns.push((
            amount("prognos", forecast_heading(material, given)),
            Shows::Figures(Shown::forecast(given)),
        ));
        columns.push((
            signed("prognosavvikelse", phrase("kolumn.prognosavvikelse")),
            Shows::Deviation("prognos", "budget"),
        ));
        let told = detail == Detail::Workbook || material.kind != PeriodKind::Interim;
        if let Some(last) = material.last_forecast().filter(|_| told) {
            let change = Shows::Change(Shown::forecast(given), Shown::forecast(last));
            columns.push((signed("prognosförändring", phrase("kolumn.prognosförändring")), change));
        }
    }
    columns
}

/// The whole municipality: every node of the organisation, the sum, and the bridge to the result.
pub fn driftredovisning(material: &Material, detail: Detail) -> Option<Table> {
    let columns = columns(material, detail);
    let mut built = along_the_organisation(material, columns, "drift", phrase("drift.rubrik"), detail)?;
    built.notes.insert(0, material.standing("drift.not").to_string());
    built.notes.extend(super::deviations::stand_in_notes(material));
    built.notes.extend(super::actions::adjusted_note(material).filter(|_| material.forecast.is_some()));
    Some(built)
}

/// Columns of net cost over the organisation, down to the result.
pub fn along_the_organisation(
    material: &Material,
    columns: Vec<(Column, Shows)>,
    id: &str,
    caption: &str,
    detail: Detail,
) -> Option<Table> {
    let layout = material.registers.layout(StatementKind::Income, material.period)?;
    let net = leaves(layout, &LineId::new(line::NET_COST));
    let income = leaves(layout, &LineId::new(line::INCOME));
    let picks = |lines: &[LineId]| lines.iter().cloned().map(Pick::Line).collect();
    let income = (detail == Detail::Workbook).then(|| Income::of(material, picks(&income)));
    let deepest = (detail == Detail::Brief).then_some(1);
    let along = Along { material, columns: &columns, picks: picks(&net), income, deepest };
    let (mut rows, tops) = along.rows();
    if material.scope.is_none() {
        let total = line_row(material, layout, line::NET_COST, &columns)?;
        rows.push(Row { role: Role::Subtotal, ..total });
        let total_at = rows.len() - 1;
        sum_rows(&mut rows[total_at], &plus(&tops));
        add_bridge(material, layout, &columns, &net, total_at, &mut rows);
    }
    Some(said_rounding(table(id, caption, with_head(columns), rows)))
}

/// The nodes at the top: the root's children, or the roots when there are several; of a part its own.
pub fn top_nodes<'a>(material: &'a Material) -> Vec<&'a OrgNode> {
    if let Some(node) = material.scope {
        return vec![node];
    }
    let org = &material.registers.org;
    let roots: Vec<&OrgNode> = org.roots().collect();
    match roots.as_slice() {
        [root] if root.ansvar.is_empty() => org.children(&root.code).collect(),
        _ => roots,
    }
}

/// What the rows of the organisation are made with.
pub struct Along<'a> {
    pub material: &'a Material<'a>,
    pub columns: &'a [(Column, Shows)],
    /// What is added up on each node.
    pub picks: Vec<Pick>,
    /// What of it is income, where each unit's income and costs are shown below it.
    pub income: Option<Income>,
    /// The depth below which nothing is shown.
    pub deepest: Option<u8>,
}

/// What of the net cost a unit earns.
pub struct Income {
    lines: Vec<Pick>,
    /// Sold to other units: the resultaträkning has it among the costs, where it cancels against theirs.
    internal: Vec<Pick>,
}

impl Income {
    fn of(material: &Material, lines: Vec<Pick>) -> Income {
        let kinds = material.registers.accounts.internal_income(material.period.year);
        Income { lines, internal: kinds.into_iter().cloned().map(Pick::CostType).collect() }
    }
}

impl Along<'_> {
    /// Every node that has figures, and which of the rows are at the top.
    pub fn rows(&self) -> (Vec<Row>, Vec<usize>) {
        let mut rows = Vec::new();
        let mut tops = Vec::new();
        for node in top_nodes(self.material) {
            let at = self.add_node(node, 0, &mut rows);
            let told = has_figures(&rows[at]) || self.material.scope.is_some();
            if told { tops.push(at) } else { rows.truncate(at) }
        }
        (rows, tops)
    }

    /// Adds a node and all below it; returns the node's own row index.
    fn add_node(&self, node: &OrgNode, depth: u8, rows: &mut Vec<Row>) -> usize {
        let at = rows.len();
        let mut children: Vec<&OrgNode> = self.material.registers.org.children(&node.code).collect();
        children.retain(|_| self.deepest != Some(depth));
        let role = if children.is_empty() { Role::Item } else { Role::Group };
        rows.push(self.row(&node.name, RowKey::Org(node.code.clone()), (role, depth), |shown| {
            on_node(&self.picks, shown, &node.code)
        }));
        let mut below: Vec<usize> = Vec::new();
        for child in &children {
            let child_at = self.add_node(child, depth + 1, rows);
            if has_figures(&rows[child_at]) { below.push(child_at) } else { rows.truncate(child_at) }
        }
        if !children.is_empty() && !node.ansvar.is_empty() {
            below.extend(self.add_own(node, &children, depth + 1, rows));
        }
        if children.is_empty() {
            below.extend(self.add_sides(node, depth + 1, rows));
        }
        if !below.is_empty() {
            sum_rows(&mut rows[at], &plus(&below));
        }
        at
    }

    /// What is booked on a node itself beside its children, as a row of its own.
    fn add_own(
        &self,
        node: &OrgNode,
        children: &[&OrgNode],
        depth: u8,
        rows: &mut Vec<Row>,
    ) -> Option<usize> {
        let name = filled("drift.gemensamt", &[("namn", &node.name)]);
        let key = RowKey::Other(format!("{}-gemensamt", node.code));
        let row = self.row(&name, key, (Role::Item, depth), |shown| {
            let below = children.iter().map(|child| on_node(&self.picks, shown, &child.code)).collect();
            Query::Net { plus: vec![on_node(&self.picks, shown, &node.code)], minus: below }
        });
        push(row, rows)
    }

    /// The income and the costs of a unit below its net cost.
    fn add_sides(&self, node: &OrgNode, depth: u8, rows: &mut Vec<Row>) -> Vec<usize> {
        let Some(income) = &self.income else { return Vec::new() };
        let costs: Vec<Pick> =
            self.picks.iter().filter(|pick| !income.lines.contains(pick)).cloned().collect();
        let earned = [income.lines.as_slice(), &income.internal].concat();
        let mut side = |key: &str, name: &str, ask: &dyn Fn(&Shown) -> Query| {
            let key = RowKey::Other(format!("{} {key}", node.code));
            push(self.row(name, key, (Role::Memo, depth), ask), rows)
        };
        let of = |picks: &[Pick], shown: &Shown| on_node(picks, shown, &node.code);
        let sides = [
            side("intäkter", phrase("drift.intäkter"), &|shown| of(&earned, shown)),
            side("kostnader", phrase("drift.kostnader"), &|shown| match income.internal.as_slice() {
                [] => of(&costs, shown),
                internal => of(&costs, shown).minus(of(internal, shown)),
            }),
        ];
        sides.into_iter().flatten().collect()
    }

    fn row(&self, name: &str, key: RowKey, place: (Role, u8), ask: impl Fn(&Shown) -> Query) -> Row {
        node_row(self.material, self.columns, name, key, place, ask)
    }
}

/// Adds a row that says something; its index.
fn push(row: Row, rows: &mut Vec<Row>) -> Option<usize> {
    has_figures(&row).then(|| {
        rows.push(row);
        rows.len() - 1
    })
}

/// The lines after the net cost, up to the result.
fn add_bridge(
    material: &Material,
    layout: &Layout,
    columns: &[(Column, Shows)],
    net: &[LineId],
    total_at: usize,
    rows: &mut Vec<Row>,
) {
    let mut parts = vec![total_at];
    for layout_line in &layout.lines {
        let beside = matches!(layout_line.kind, LineKind::Post(_)) && !net.contains(&layout_line.id);
        let row = line_row(material, layout, layout_line.id.0.as_str(), columns);
        if let (true, Some(row)) = (beside, row.filter(has_figures)) {
            parts.push(rows.len());
            rows.push(row);
        }
    }
    if let Some(mut result) = line_row(material, layout, line::RESULT, columns) {
        result.role = Role::Total;
        sum_rows(&mut result, &plus(&parts));
        rows.push(result);
    }
}

fn line_row(material: &Material, layout: &Layout, code: &str, columns: &[(Column, Shows)]) -> Option<Row> {
    let id = LineId::new(code);
    let found = layout.line(&id)?;
    let key = RowKey::Line(id);
    let row = node_row(material, columns, &found.text, key, (Role::Item, 0), |shown| {
        query(material.registers, layout, found, shown).unwrap_or(Query::Net { plus: vec![], minus: vec![] })
    });
    Some(row)
}

/// One row: its heading and a figure for every column.
pub fn node_row(
    material: &Material,
    columns: &[(Column, Shows)],
    name: &str,
    key: RowKey,
    (role, depth): (Role, u8),
    ask: impl Fn(&Shown) -> Query,
) -> Row {
    let mut cells: Vec<Cell> = vec![text(name)];
    // After the row heading.
    let at = |key: &str| columns.iter().position(|(column, _)| column.key == key).map_or(0, |at| at + 1);
    for (_, shows) in columns {
        let cell = match shows {
            Shows::Figures(shown) => figure(material, Some(ask(shown))),
            Shows::Deviation(plus, minus) => difference(&cells, at(plus), at(minus)),
            Shows::Change(now, before) => figure(material, Some(ask(now).minus(ask(before)))),
        };
        cells.push(cell);
    }
    Row { key, role, depth, cells }
}

/// What is on a node and below it: every part of it added up.
fn on_node(picks: &[Pick], shown: &Shown, node: &Code) -> Query {
    let on = shown.clone().on(node);
    Query::sum(picks.iter().map(|pick| on.of(pick.clone(), Extent::Movement)).collect())
}

pub fn with_head(columns: Vec<(Column, Shows)>) -> Vec<Column> {
    let head = column("rad", phrase("kolumn.verksamhet"), ColumnKind::Text { wide: true });
    std::iter::once(head).chain(columns.into_iter().map(|(column, _)| column)).collect()
}

fn plus(rows: &[usize]) -> Vec<(usize, bool)> {
    rows.iter().map(|row| (*row, false)).collect()
}
