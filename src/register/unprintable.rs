//! Cells with signs that no report can print, such as emoji.

use super::read::Desk;
use super::schema;
use crate::domain::printable;
use crate::finding::RegisterProblem;

pub(super) fn check(desk: &mut Desk) {
    let mut found = Vec::new();
    for table in schema::TABLES {
        for row in desk.rows(table.name) {
            for column in table.columns {
                let signs = printable::lacking(&row.shown(column.name));
                if !signs.is_empty() {
                    found.push((table.name, row.number, column.name, signs));
                }
            }
        }
    }
    for (table, row, column, signs) in found {
        let problem =
            RegisterProblem::Unprintable { table: table.to_string(), column: column.to_string(), signs };
        desk.fault(table, row, column, problem);
    }
}
