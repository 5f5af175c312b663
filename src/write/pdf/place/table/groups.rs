//! Which groups a row stands in, and their names as they are said again where the page turns within them.

use crate::doc::{Role, Table};
use crate::text::cell::cell_text;
use crate::text::pdf as words;
use crate::write::pdf::Error;
use crate::write::pdf::look::INDENT;
use crate::write::pdf::place::lines::{Hyphens, Line, wrap};
use crate::write::pdf::place::paper::Paper;
use crate::write::pdf::placed::{Artifact, Owner};

use super::columns::Columns;
use super::rows::PAD;

/// The groups of a table.
pub struct Groups {
    /// Of each row, the groups' rows it stands in, the outermost first.
    within: Vec<Vec<usize>>,
    /// Of each group's row, its name again.
    names: Vec<Vec<Line>>,
    depths: Vec<u8>,
}

impl Groups {
    pub fn of(table: &Table, columns: &Columns) -> Result<Groups, Error> {
        let depths: Vec<u8> = table.rows.iter().map(|row| row.depth).collect();
        let mut names = Vec::new();
        for row in &table.rows {
            let width = columns.total() - INDENT * f32::from(row.depth) - 2.0 * columns.pad;
            names.push(match (row.role, row.cells.first(), table.columns.first()) {
                (Role::Group, Some(name), Some(column)) => {
                    let name = words::group_continued(&cell_text(name, column, table));
                    wrap(&name, columns.style.semibold(), width, Hyphens::IfNeeded)?
                }
                _ => Vec::new(),
            });
        }
        Ok(Groups { within: within(table), names, depths })
    }

    /// The groups' rows that a row stands in, the outermost first.
    pub fn over(&self, row: usize) -> &[usize] {
        &self.within[row]
    }

    /// What the names of a row's groups take.
    pub fn height(&self, row: usize, columns: &Columns) -> f32 {
        let heights = self.within[row]
            .iter()
            .map(|group| 2.0 * PAD + columns.style.leading * self.names[*group].len() as f32);
        heights.sum()
    }

    /// Says them again; a screen reader has heard them and is told nothing twice.
    pub fn place(&self, paper: &mut Paper, row: usize, columns: &Columns) {
        let style = columns.style.semibold();
        for group in &self.within[row] {
            let x = columns.x(0) + INDENT * f32::from(self.depths[*group]);
            for (number, line) in self.names[*group].iter().enumerate() {
                let y = paper.y + PAD + style.leading * number as f32;
                paper.text(Owner::Artifact(Artifact::Repeated), x, y, line, style);
            }
            paper.advance(2.0 * PAD + style.leading * self.names[*group].len() as f32);
        }
    }
}

/// The groups that are open where each row stands. A group whose rows are indented below it ends with the first that is
/// not; one whose rows stand at its own depth, with their sum or another group.
fn within(table: &Table) -> Vec<Vec<usize>> {
    let indents =
        |group: usize| table.rows.get(group + 1).is_some_and(|next| next.depth > table.rows[group].depth);
    let mut open: Vec<usize> = Vec::new();
    let mut all = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        open.retain(|group| {
            let depth = table.rows[*group].depth;
            let flat = !indents(*group) && !matches!(row.role, Role::Group | Role::Total);
            depth < row.depth || (flat && depth == row.depth)
        });
        all.push(open.clone());
        match row.role {
            Role::Group => open.push(number),
            Role::Subtotal | Role::Total => open.retain(|group| table.rows[*group].depth < row.depth),
            Role::Item | Role::Memo => {}
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::within;
    use crate::doc::{AmountUnit, Role, Row, RowKey, Table};

    fn groups(rows: &[(Role, u8)]) -> Vec<Vec<usize>> {
        let row = |(role, depth): &(Role, u8)| Row {
            key: RowKey::Other(String::new()),
            role: *role,
            depth: *depth,
            cells: Vec::new(),
        };
        within(&Table {
            id: String::new(),
            caption: String::new(),
            unit: AmountUnit::None,
            columns: Vec::new(),
            rows: rows.iter().map(row).collect(),
            notes: Vec::new(),
            on_paper: true,
        })
    }

    #[test]
    fn an_indented_group_ends_where_the_indent_does() {
        let (group, item, total) = (Role::Group, Role::Item, Role::Total);
        // A board with a group of units and a unit, a board of one line, the sum.
        let rows = [(group, 0), (group, 1), (item, 2), (item, 1), (Role::Memo, 1), (item, 0), (total, 0)];
        let expected: [&[usize]; 7] = [&[], &[0], &[0, 1], &[0], &[0], &[], &[]];
        assert_eq!(groups(&rows), expected);
    }

    #[test]
    fn a_group_of_rows_at_its_own_depth_ends_with_its_sum() {
        let (group, item) = (Role::Group, Role::Item);
        let rows = [(group, 0), (item, 0), (item, 0), (Role::Subtotal, 0), (item, 0), (group, 0), (item, 0)];
        let expected: [&[usize]; 7] = [&[], &[0], &[0], &[0], &[], &[], &[5]];
        assert_eq!(groups(&rows), expected);
        assert_eq!(groups(&[(group, 0), (item, 0), (Role::Total, 0)])[2], Vec::<usize>::new());
    }
}
