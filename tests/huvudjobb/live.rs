//! The workbook's figures rest on its table of data: they are formulas, and what they rest on is all of it.

use std::collections::BTreeMap;

use uppfolj::doc::{DATA, Document, SectionKind};
use uppfolj::raw::{RawSheet, RawValue, RawWorkbook};
use uppfolj::write::workbook::formula_of;

use crate::runs::{Finished, interim, year};

fn both() -> [(&'static str, RawWorkbook); 2] {
    let book = |run: &Finished| run.workbook("Budgetuppföljning");
    [("2020-12", book(year())), ("2020-08", book(interim()))]
}

fn sheet<'b>(book: &'b RawWorkbook, name: &str) -> &'b RawSheet {
    book.sheets.iter().find(|sheet| *sheet.name == *name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// Addresses of numbers that are no formulas.
fn typed(sheet: &RawSheet) -> Vec<(u32, u32)> {
    let numbers = sheet.cells.iter().filter(|(_, value)| matches!(value, RawValue::Number(_)));
    numbers.map(|(at, _)| *at).filter(|at| !sheet.formulas.contains_key(at)).collect()
}

#[test]
fn statements_and_units_are_formulas_to_the_last_figure() {
    for (period, book) in both() {
        for name in ["Driftredovisning", "Kostnadsslag", "Resultaträkning"] {
            let own = sheet(&book, name);
            assert!(own.formulas.len() > 40, "{period} {name}");
            assert_eq!(typed(own), [], "{period} {name}");
        }
    }
}

/// What the workbook of a run that a title names says.
fn document<'r>(run: &'r Finished, title: &str) -> &'r Document {
    let mut own = run.documents.iter().filter(|one| one.file_stem.starts_with(title));
    own.next().unwrap_or_else(|| panic!("no document {title}"))
}

#[test]
fn whatever_follows_from_other_figures_is_computed_by_the_workbook() {
    for (period, run) in [("2020-12", year()), ("2020-08", interim())] {
        let mut typed = Vec::new();
        for title in ["Budgetuppföljning", "Måluppfyllelse"] {
            let own = document(run, title);
            // A workbook without the facts has what they come to as facts. Sick leave is read in per cent.
            let facts = |id: &str| match own.table(DATA) {
                Some(_) => id == "sjukfranvaro",
                None => ["balanskrav", "finansavstamning", "finansiella_underlag"].contains(&id),
            };
            // The flat tables are what the rest is computed from.
            let tables = own.tables().filter(|(section, _)| section.kind != SectionKind::Data);
            for (section, table) in tables.filter(|(_, table)| !facts(&table.id)) {
                for (row, cells) in table.rows.iter().map(|row| &row.cells).enumerate() {
                    let alone = |column: &usize| {
                        table.is_derived(row, *column) && formula_of(&cells[*column]).is_none()
                    };
                    typed.extend((0..cells.len()).filter(alone).map(|column| {
                        format!("{} {} {row} {}", section.title, table.id, table.columns[column].key)
                    }));
                }
            }
        }
        assert_eq!(typed, Vec::<String>::new(), "{period}");
    }
}

/// Headings → the sums of the columns of amounts of a flat table.
fn sums(sheet: &RawSheet, first_amount: u32) -> BTreeMap<String, i64> {
    let head = sheet.cells.iter().find(|(_, value)| **value == RawValue::Text("Enhet".into()));
    let (head, _) = head.map(|(at, _)| *at).expect("a head row");
    let mut sums = BTreeMap::new();
    for ((row, column), value) in &sheet.cells {
        if let RawValue::Number(number) = value
            && *row > head
            && *column >= first_amount
        {
            let Some(RawValue::Text(heading)) = sheet.cells.get(&(head, *column)) else { continue };
            let ore = (number * rust_decimal::Decimal::ONE_HUNDRED).normalize();
            assert_eq!(ore.scale(), 0, "whole öre");
            *sums.entry(heading.clone()).or_default() += ore.mantissa() as i64;
        }
    }
    sums
}

/// An amount in tkr as öre.
fn ore(sheet: &RawSheet, row: &str, heading: &str) -> i64 {
    let text = |value: &RawValue, wanted: &str| matches!(value, RawValue::Text(text) if text.replace('\u{a0}', " ") == wanted);
    let (row, _) = *sheet.cells.iter().find(|(at, value)| at.1 == 1 && text(value, row)).expect("the row").0;
    let (_, column) = *sheet.cells.iter().find(|(_, value)| text(value, heading)).expect("the column").0;
    match sheet.cells.get(&(row, column)) {
        Some(RawValue::Number(number)) => {
            (number * rust_decimal::Decimal::from(100_000)).normalize().mantissa() as i64
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_flat_tables_come_to_the_result() {
    let book = year().workbook("Budgetuppföljning");
    let (data, months, result) =
        (sheet(&book, "Data"), sheet(&book, "Månadsdata"), sheet(&book, "Resultaträkning"));
    let (data, months) = (sums(data, 7), sums(months, 8));
    for (heading, of_data, of_months, line) in [
        ("Budget 2020", "Budget 2020", "Budget 2020", "Budget 2020"),
        ("utfall", "Utfall jan–dec 2020", "Utfall 2020", "2020"),
        ("utfall i fjol", "Utfall jan–dec 2019", "Utfall 2019", "2019"),
    ] {
        let expected = ore(result, "Årets resultat", line);
        assert_eq!((data[of_data], months[of_months]), (expected, expected), "{heading}");
    }
}

#[test]
fn flat_tables_are_tables_to_excel() {
    for (period, book) in both() {
        for (name, least) in [("Data", 100), ("Månadsdata", 1_000)] {
            let rows = sheet(&book, name).cells.keys().map(|at| at.0).max().unwrap_or_default();
            assert!(rows > least, "{period} {name}: {rows}");
        }
        let uses = sheet(&book, "Resultaträkning").formulas.values().any(|one| one.contains("SUMIFS(Data["));
        assert!(uses, "{period}");
    }
}

#[test]
fn a_formula_looks_its_unit_up_in_its_own_row() {
    for (period, book) in both() {
        for name in ["Driftredovisning", "Personal", "Avvikelser"] {
            let formulas: Vec<&String> = sheet(&book, name).formulas.values().collect();
            let of_units = formulas.iter().filter(|one| one.contains("Data[Enhet]")).count();
            assert!(of_units > 20, "{period} {name}: {of_units}");
            let copied = formulas.iter().filter(|one| one.contains("Data[Enhet],\"=\"&$")).count();
            assert_eq!(copied, of_units, "{period} {name}");
        }
    }
}

#[test]
fn of_the_flat_tables_the_heading_alone_is_printed() {
    for (period, book) in both() {
        let areas = book.names.iter().filter(|(name, _)| *name == "_xlnm.Print_Area");
        let areas: Vec<&str> = areas.map(|(_, target)| target.as_ref()).collect();
        assert_eq!(areas.len(), 2, "{period}");
        for (area, name) in areas.iter().zip(["Data", "Månadsdata"]) {
            let last = area.rsplit('$').next().and_then(|row| row.parse::<u32>().ok());
            let head =
                sheet(&book, name).cells.iter().find(|(_, value)| **value == RawValue::Text("Enhet".into()));
            let (head, _) = head.map(|(at, _)| *at).expect("a head row");
            assert!(area.starts_with(name) && last.is_some_and(|last| last < head), "{period} {area}");
        }
    }
}

#[test]
fn a_finding_leads_to_its_cell_and_to_its_unit() {
    let mut package =
        zip::ZipArchive::new(std::io::Cursor::new(interim().file("Budget", ".xlsx"))).expect("a zip");
    let mut text = |name: &str| {
        let mut content = String::new();
        std::io::Read::read_to_string(&mut package.by_name(name).expect("the part"), &mut content)
            .expect("text");
        content
    };
    let book = interim().workbook("Budget");
    let at = book.sheets.iter().position(|sheet| &*sheet.name == "Påpekanden").expect("the sheet") + 1;
    let sheet = text(&format!("xl/worksheets/sheet{at}.xml"));
    let targets = text(&format!("xl/worksheets/_rels/sheet{at}.xml.rels"));
    assert!(sheet.contains("location=\"Driftredovisning!A"), "{sheet}");
    assert!(sheet.contains("location=\"Ekonomi!J21\""), "{sheet}");
    assert!(targets.contains("Target=\"../../inkommet/2020-08/210%20Kostenheten"), "{targets}");
    assert!(!targets.contains("file:"), "no absolute path: {targets}");
}
