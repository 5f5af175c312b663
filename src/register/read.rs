//! All tables of a folder → [`Registers`], or every fault in them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::schema::{self, Table};
use super::table::{self, Row, Rows};
use super::{
    accounts, alike, finance, finance_policy, goals, indicators, layout, office, operations, org, sections,
    settings, sie, texts, unprintable, wording,
};
use crate::domain::org::OrgTree;
use crate::domain::registers::Registers;
use crate::finding::{Findings, Place, RegisterProblem};
use crate::raw::{RawGrid, RawRegisters, RawWorkbook};

const WORKBOOK: &str = "grunddata.xlsx";

/// Reads and checks all registers. `None`: there is a fault among the findings.
pub fn read(raw: &RawRegisters) -> (Option<Registers>, Findings) {
    let mut desk = Desk::open(raw);
    desk.check_references();
    alike::check(&mut desk);
    unprintable::check(&mut desk);
    let layouts = layout::read(&raw.layouts, &mut desk.findings);
    let (settings, exports, profiles) = settings::read(&mut desk, &layouts);
    let sie = sie::read(&mut desk);
    let org = org::read(&mut desk);
    let accounts = accounts::read(&mut desk, &layouts);
    // Checked whatever the settings are: a fault there must not hide the others. Ratings need the scale.
    let indicators = indicators::indicators(&mut desk, &org);
    let (readings, comparisons) = indicators::readings(&mut desk, &indicators);
    indicators::check_volumes(&mut desk, &indicators);
    let control_sums = office::control_sums(&mut desk);
    let balance_requirement = finance::balance_entries(&mut desk);
    let finances = finance_policy::read(&mut desk);
    let collectives = operations::collectives(&mut desk, &org);
    let operations = operations::operations(&mut desk, &indicators);
    let wording = wording::read(&mut desk);
    let municipal_facts = office::facts(&mut desk, &layouts);
    let (schedule, sections) = (office::schedule(&desk), sections::read(&mut desk));
    let documents = texts::documents(&desk);
    let texts = texts::texts(&mut desk);
    goals::check_financial(&mut desk);
    texts::check(&mut desk, &schedule, &sections, &documents);
    let registers = settings.map(|settings| Registers {
        ratings: goals::ratings(&mut desk, &settings.scale),
        settings,
        exports,
        sie,
        profiles,
        indicators,
        org: OrgTree::new(org),
        accounts,
        layouts,
        perspectives: goals::perspectives(&desk),
        goals: goals::goals(&desk),
        readings,
        comparisons,
        volumes: goals::volumes(&desk),
        financial_goals: goals::financial(&desk),
        municipal_facts,
        projects: office::projects(&desk),
        texts,
        documents,
        control_sums,
        decisions: office::decisions(&desk),
        schedule,
        sections,
        wording,
        balance_requirement,
        finances,
        collectives,
        operations,
    });
    let faultless = !desk.findings.has_fault();
    (registers.filter(|_| faultless), desk.findings)
}

/// The tables that were found, and what was found about them.
pub(super) struct Desk {
    tables: BTreeMap<&'static str, Rows>,
    pub findings: Findings,
    home: Place,
}

/// Whether a workbook is grunddata: it has the tables that no folder can be without.
pub fn is_book(book: &RawWorkbook) -> bool {
    let has = |table: &str| {
        book.sheets.iter().any(|sheet| schema::file_stem(&sheet.name) == schema::file_stem(table))
    };
    schema::TABLES.iter().filter(|table| table.required).all(|table| has(table.name))
}

impl Desk {
    fn open(raw: &RawRegisters) -> Desk {
        let home = match raw.books.first() {
            Some(book) => Place::File { file: book.file.clone() },
            None => Place::Folder,
        };
        let mut desk = Desk { tables: BTreeMap::new(), findings: Findings::default(), home };
        for book in &raw.books {
            let shown = book
                .sheets
                .iter()
                .filter(|sheet| *sheet.name != *schema::README_SHEET && *sheet.name != *schema::LISTS_SHEET);
            for sheet in shown {
                desk.take(&RawGrid::of_sheet(&book.file, sheet), &sheet.name);
            }
        }
        for text in &raw.tables {
            let name = text.file.rsplit('/').next().unwrap_or_default();
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            desk.take(&RawGrid::of_text(text), stem);
        }
        for table in schema::TABLES {
            if table.required && !desk.tables.contains_key(table.name) {
                let problem = RegisterProblem::MissingTable { table: table.name.into() };
                desk.findings.add(desk.home.clone(), problem);
            }
        }
        desk
    }

    /// Reads a grid as the table of its name.
    fn take(&mut self, grid: &RawGrid, name: &str) {
        let file = || Place::File { file: grid.file.clone() };
        let place = grid
            .sheet
            .as_ref()
            .map_or_else(file, |sheet| Place::Sheet { file: grid.file.clone(), sheet: sheet.clone() });
        let stem = schema::file_stem(name);
        let Some(table) = schema::TABLES.iter().find(|table| schema::file_stem(table.name) == stem) else {
            if !grid.rows.is_empty() {
                self.findings.add(place, RegisterProblem::UnknownTable { name: name.to_string() });
            }
            return;
        };
        if let Some(first) = self.tables.get(table.name) {
            let other = named(&first.place_of_all());
            self.findings.add(place, RegisterProblem::TableTwice { table: table.name.into(), other });
            return;
        }
        // An optional table may stand as an empty sheet.
        if grid.rows.is_empty() && !table.required {
            return;
        }
        let rows = table::read(table, grid, &mut self.findings);
        self.tables.insert(table.name, rows);
    }

    /// Where a fault of the whole of grunddata is placed.
    pub fn home(&self) -> Place {
        self.home.clone()
    }

    pub fn table(&self, name: &str) -> Option<&Rows> {
        self.tables.get(name)
    }

    pub fn rows(&self, name: &str) -> &[Row] {
        self.tables.get(name).map_or(&[], |rows| &rows.list)
    }

    /// Adds a finding about a cell of a table.
    pub fn fault(&mut self, table: &str, row: u32, column: &str, problem: RegisterProblem) {
        let place = match self.tables.get(table) {
            Some(rows) => rows.place(row, Some(column)),
            None => self.home(),
        };
        self.findings.add(place, problem);
    }

    /// All values of a column, faulty rows' keys included, so that one fault does not bring others with it.
    pub fn values(&self, table: &str, column: &str) -> BTreeSet<String> {
        self.rows(table).iter().map(|row| row.shown(column)).filter(|value| !value.is_empty()).collect()
    }

    fn check_references(&mut self) {
        let mut found = Vec::new();
        for (table, column, to_table, to_column) in schema::REFERENCES {
            let known = self.values(to_table, to_column);
            for row in self.rows(table) {
                let value = row.shown(column);
                if !value.is_empty() && !known.contains(&value) {
                    found.push((
                        *table,
                        row.number,
                        *column,
                        unknown(table, column, &value, to_table, &known),
                    ));
                }
            }
        }
        for (table, row, column, problem) in found {
            self.fault(table, row, column, problem);
        }
    }
}

/// A value that is none of those known.
pub(super) fn unknown(
    table: &str,
    column: &str,
    found: &str,
    refers_to: &str,
    known: impl IntoIterator<Item: ToString>,
) -> RegisterProblem {
    RegisterProblem::UnknownReference {
        table: table.into(),
        column: column.into(),
        found: found.into(),
        refers_to: refers_to.into(),
        known: known.into_iter().map(|one| one.to_string()).collect(),
    }
}

/// The file, or the workbook's file and sheet, by name.
fn named(place: &Place) -> String {
    match place {
        Place::Sheet { file, sheet } => format!("{file} {sheet}"),
        Place::File { file } => file.to_string(),
        _ => WORKBOOK.to_string(),
    }
}

/// The rows of one of the program's own templates.
pub(super) fn of_template(table: &'static Table, file: &str, text: &str) -> Rows {
    let text = crate::raw::RawText::of_template(file, text);
    let mut findings = Findings::default();
    let rows = table::read(table, &RawGrid::of_text(&text), &mut findings);
    debug_assert!(findings.is_empty(), "the program's own template {file} is faultless: {findings:?}");
    rows
}

/// A file name for findings about the program's own templates.
pub(super) fn own(name: &str) -> Arc<str> {
    Arc::from(format!("{name}.csv"))
}
