//! The workbook's figures rest on its table of data: they are formulas, and what they rest on is all of it.

use std::collections::{BTreeMap, BTreeSet};

use uppfolj::doc::{Cell, CellOf, DATA, Document, Figure, Formula, Operand, SectionKind};
use uppfolj::raw::{RawSheet, RawValue, RawWorkbook};
use uppfolj::write::workbook::formula_of;

use crate::formats;
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
                None => {
                    let facts = ["finansiella_underlag", "femarsoversikt_underlag"];
                    ["balanskrav", "finansavstamning"].contains(&id) || facts.contains(&id)
                }
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
        assert_eq!(areas.len(), 3, "{period}");
        // Of the last sheet all but the list of files with their checksums.
        for (area, (name, heading)) in
            areas.iter().zip([("Data", "Enhet"), ("Månadsdata", "Enhet"), ("Om", "SHA-256")])
        {
            let last = area.rsplit('$').next().and_then(|row| row.parse::<u32>().ok());
            let head =
                sheet(&book, name).cells.iter().find(|(_, value)| **value == RawValue::Text(heading.into()));
            let (head, _) = head.map(|(at, _)| *at).expect("a head row");
            assert!(area.starts_with(name) && last.is_some_and(|last| last < head), "{period} {area}");
        }
    }
}

#[test]
fn the_financial_goals_are_computed_from_the_amounts_beside_them() {
    for run in [year(), interim()] {
        let book = run.workbook("Måluppfyllelse");
        let own = sheet(&book, "Finansiella mål");
        let limit = own.cells.iter().find(|(_, value)| **value == RawValue::Text("Gräns som tal".into()));
        let (_, limit) = *limit.expect("the column of limits").0;
        assert!(typed(own).iter().all(|(_, column)| *column == limit), "{:?}", typed(own));
        let uses = own.formulas.values().filter(|one| one.contains("'Underlag finansiella mål'!")).count();
        assert!(uses >= 10, "{uses}");
    }
}

#[test]
fn a_result_is_a_sum_that_can_be_followed() {
    for (period, book) in both() {
        let sums = |formula: &str| formula.matches("SUMIFS(").count();
        let months = sheet(&book, "Månader").formulas.values();
        assert!(months.clone().any(|one| sums(one) == 1), "{period}");
        assert!(months.into_iter().all(|one| sums(one) <= 1), "{period}");
        assert!(sheet(&book, "Balansräkning").formulas.values().all(|one| sums(one) == 0), "{period}");
    }
    let book = year().workbook("Budgetuppföljning");
    let first = sheet(&book, "Kassaflödesanalys").formulas.values().next().expect("the result");
    assert!(first.contains("Resultaträkning!"), "{first}");
}

#[test]
fn what_a_unit_sells_to_other_units_is_income_of_its_own() {
    for (period, run) in [("2020-12", year()), ("2020-08", interim())] {
        let drift = document(run, "Budgetuppföljning").table("drift").expect("the table");
        let column = drift.column("utfall").expect("the outcome");
        let mut seen = 0;
        for (name, sign) in [("varav intäkter", 1), ("varav kostnader", -1)] {
            let of = |row: &&uppfolj::doc::Row| row.cells[0] == Cell::Text(name.into());
            for row in drift.rows.iter().filter(of) {
                let Cell::Amount(figure) = &row.cells[column] else { continue };
                assert!(figure.value.ore() * sign >= 0, "{period} {:?} {:?}", row.key, figure.value);
                seen += 1;
            }
        }
        assert!(seen > 40, "{period}: {seen}");
    }
}

#[test]
fn what_is_given_for_the_years_end_alone_is_said_to_be_blank_within_it() {
    let said = |run: &Finished| {
        let balance = document(run, "Budgetuppföljning").table("br").expect("the table");
        balance.notes.iter().any(|note| note.contains("årets slut"))
    };
    assert!(said(interim()) && !said(year()));
}

#[test]
fn no_page_of_the_deviations_ends_with_a_units_name() {
    let book = document(year(), "Budgetuppföljning");
    let at = book.sections.iter().position(|section| section.key == "avvikelser").expect("the sheet");
    let sheets = uppfolj::write::workbook::Sheets::of(book);
    let first = sheets.sheets[at].blocks[0].first_row as usize + 1;
    let rows = &book.tables().find(|(section, _)| section.key == "avvikelser").expect("the table").1.rows;
    let package = year().file("Budget", ".xlsx");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(package)).expect("a zip");
    let mut xml = String::new();
    let mut part = package.by_name(&format!("xl/worksheets/sheet{}.xml", at + 1)).expect("the sheet");
    std::io::Read::read_to_string(&mut part, &mut xml).expect("text");
    let breaks =
        xml.split("<brk id=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    let breaks: Vec<usize> = breaks.collect();
    assert!(!breaks.is_empty());
    for row in breaks {
        // The row above the break, in the table.
        assert_ne!(rows[row - first - 1].role, uppfolj::doc::Role::Group, "{row}");
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

/// A line's height is that of the columns that are seen: over a folded one its text would be cut.
#[test]
fn no_line_of_text_runs_over_a_folded_column() {
    for (run, start) in [(year(), "Budget"), (year(), "Mål"), (interim(), "Budget"), (interim(), "Mål")] {
        assert_eq!(formats::merged_over_folded(run.file(start, ".xlsx")), [], "{start}");
    }
}

#[test]
fn every_chart_is_told_in_words_that_excel_has_room_for() {
    for run in [year(), interim()] {
        let words = formats::alternatives(run.file("Budgetuppföljning", ".xlsx"));
        assert!(words.len() > 3, "{words:?}");
        for told in words {
            let told = told.expect("words");
            assert!(told.ends_with('.') && told.encode_utf16().count() <= 255, "{told}");
        }
    }
}

/// What is neither counted nor given is divided by the workbook itself.
#[test]
fn the_overview_of_years_is_computed_from_its_amounts() {
    let own = document(year(), "Måluppfyllelse").table("femarsoversikt").expect("the overview");
    let (given, computed): (Vec<_>, Vec<_>) = own
        .rows
        .iter()
        .flat_map(|row| row.cells[1..].iter().map(move |cell| (&row.cells[0], cell)))
        .filter(|(_, cell)| **cell != Cell::Empty)
        .partition(|(_, cell)| formula_of(cell).is_none());
    let named = |(name, _): &(&Cell, &Cell)| match name {
        Cell::Text(name) => name.clone(),
        other => panic!("{other:?}"),
    };
    let given: BTreeSet<String> = given.iter().map(named).collect();
    let expected = ["Invånare den 31 december", "Kommunal skattesats, procent"].map(String::from);
    assert_eq!(given, BTreeSet::from(expected));
    assert!(computed.len() > 50, "{}", computed.len());
}

/// Table, row and column.
type At = (String, usize, usize);

/// The cells that a cell rests on by its formula, in its own table or another.
fn rests_on(table: &str, cell: &Cell) -> Vec<At> {
    let other = |cells: &[CellOf]| -> Vec<_> {
        cells.iter().map(|one| (one.table.clone(), one.row, one.column)).collect()
    };
    let operand = |operand: &Operand| match operand {
        Operand::Figure(Figure { formula: Some(Formula::Cells(cells)), .. }) => other(cells),
        Operand::Number { cell, .. } => other(std::slice::from_ref(cell)),
        Operand::Cells(cells) => cells.iter().map(|(row, at, _)| (table.to_string(), *row, *at)).collect(),
        _ => Vec::new(),
    };
    match formula_of(cell) {
        Some(Formula::Cells(cells)) => other(cells),
        Some(Formula::Ratio(ratio)) => [operand(&ratio.over), operand(&ratio.under)].concat(),
        _ => Vec::new(),
    }
}

#[test]
fn no_figure_rests_on_itself() {
    for run in [year(), interim()] {
        for document in &run.documents {
            let mut on: BTreeMap<At, Vec<At>> = BTreeMap::new();
            for (_, table) in document.tables() {
                for (row, cells) in table.rows.iter().map(|row| &row.cells).enumerate() {
                    for (column, cell) in cells.iter().enumerate() {
                        on.insert((table.id.clone(), row, column), rests_on(&table.id, cell));
                    }
                }
            }
            for start in on.keys() {
                let (mut met, mut open) = (BTreeSet::new(), on[start].clone());
                while let Some(next) = open.pop() {
                    assert_ne!(next, *start, "{}: a figure rests on itself", document.file_stem);
                    if met.insert(next.clone()) {
                        open.extend(on.get(&next).into_iter().flatten().cloned());
                    }
                }
            }
        }
    }
}
