//! What is said when something lacks: last year's ledger, this month's answers, a code in the registers, the name of a
//! row.

use std::fs;
use std::path::Path;

use uppfolj::doc::{Block, Cell, Document, Table};
use uppfolj::domain::money::Money;
use uppfolj::raw::RawValue;
use uppfolj::run::Task;
use uppfolj::run::behind::Selection;
use uppfolj::run::outcome::Outcome;
use uppfolj::run::stations::Stations;
use uppfolj::source::xlsx::read_workbook;

use crate::common::{append, month, output, run, run_with, sample, told, without_table};

/// Keeps every document of a run.
#[derive(Default)]
struct Documents(Vec<Document>);

impl Stations for Documents {
    fn document(&mut self, document: &mut Document) {
        self.0.push(document.clone());
    }
}

impl Documents {
    fn table(&self, id: &str) -> &Table {
        let tables = self.0.iter().flat_map(Document::tables).map(|(_, table)| table);
        tables.into_iter().find(|table| table.id == id).unwrap_or_else(|| panic!("no table {id}"))
    }

    /// The amount of the row with a heading.
    fn amount(&self, id: &str, heading: &str, column: &str) -> Option<Money> {
        let table = self.table(id);
        let at = table.column(column).expect("the column");
        let own = |cell: &Cell| matches!(cell, Cell::Text(text) if text == heading);
        let row =
            table.rows.iter().find(|row| own(&row.cells[0])).unwrap_or_else(|| panic!("no row {heading}"));
        match &row.cells[at] {
            Cell::Amount(figure) => Some(figure.value),
            _ => None,
        }
    }

    fn paragraphs(&self) -> String {
        let blocks =
            self.0.iter().flat_map(|document| &document.sections).flat_map(|section| &section.blocks);
        let said = blocks.filter_map(|block| match block {
            Block::Paragraph { text, .. } => Some(text.clone()),
            Block::KeyFigures(figures) => {
                Some(figures.iter().map(|one| one.label.clone()).collect::<Vec<_>>().join("\n"))
            }
            _ => None,
        });
        said.collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
    }
}

fn reported(folder: &Path, period: &str) -> (Outcome, Documents) {
    let mut documents = Documents::default();
    let outcome = run_with(folder, Task::Report(month(period)), &mut documents);
    (outcome, documents)
}

#[test]
fn without_last_years_ledger_the_opening_is_the_last_closing_and_is_proved() {
    let folder = sample();
    // It names the files that are taken away.
    without_table(folder.path(), "Kontrollsummor");
    let (_, whole) = reported(folder.path(), "2020-12");
    for quarter in 1..=4 {
        fs::remove_file(folder.path().join(format!("redovisning/2019-kv{quarter}.csv"))).expect("a file");
    }
    let (outcome, alone) = reported(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:?}", told(&outcome));
    for row in ["Summa tillgångar", "Kassa och bank", "Summa eget kapital, avsättningar och skulder"] {
        let (opened, closed) = (alone.amount("br", row, "utfall_fg"), whole.amount("br", row, "utfall_fg"));
        assert!(opened.is_some_and(|sum| !sum.is_zero()) && opened == closed, "{row}: {opened:?} {closed:?}");
    }
    let note = "är ingående balans 2020";
    assert!(alone.table("br").notes.iter().any(|line| line.contains(note)), "{:?}", alone.table("br").notes);
    assert!(!whole.table("br").notes.iter().any(|line| line.contains(note)));
    assert_eq!(alone.amount("rr", "Årets resultat", "utfall_fg"), None);
    let met = &alone.table("avstamning").rows;
    let is_zero = |cell: &Cell| matches!(cell, Cell::Amount(one) if one.value.is_zero());
    let nothing: Vec<_> = met.iter().filter(|row| row.cells[1..3].iter().all(is_zero)).collect();
    assert!(nothing.is_empty(), "nothing against nothing proves nothing: {nothing:?}");
    let proved = |row: &&uppfolj::doc::Row| matches!(&row.cells[0], Cell::Text(text) if text.starts_with("Balansräkning, tillgångar: 2019-12-31"));
    assert_eq!(met.iter().filter(proved).count(), 1);
}

#[test]
fn a_month_without_answers_says_which_months_forecast_it_shows() {
    let folder = sample();
    let (outcome, documents) = reported(folder.path(), "2020-11");
    assert!(outcome.exit.code() == 0, "{:?}", told(&outcome));
    let said = documents.paragraphs();
    for words in [
        "Prognos per augusti 2020",
        "Prognosen per augusti 2020 för helåret är",
        "Det gäller prognosen per augusti 2020.",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert!(!said.contains("Prognos för året"), "{said}");
}

#[test]
fn largest_deviations_say_whose_forecasts_they_compare_and_gaps_are_one_sentence() {
    let folder = sample();
    let answers: Vec<_> = fs::read_dir(folder.path().join("inkommet/2020-08"))
        .expect("the answers")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    // The office's own prose would stand in the place of the drafted sentences.
    without_table(folder.path(), "Texter");
    for answer in answers.iter().take(6) {
        fs::remove_file(answer).expect("an answer less");
    }
    let (_, documents) = reported(folder.path(), "2020-08");
    let said = documents.paragraphs();
    assert!(said.contains("Det gäller prognosen för året, som "), "{said}");
    let notes = &documents.table("drift").notes;
    let gaps: Vec<&String> = notes.iter().filter(|note| note.contains("rognos saknas för")).collect();
    assert_eq!(gaps.len(), 1, "{notes:?}");
    assert!(gaps[0].contains(" och "), "{gaps:?}");
}

#[test]
fn a_report_with_a_status_prints_the_units_words_when_the_office_has_approved_them() {
    let said = |folder: &Path| {
        let (_, documents) = reported(folder, "2020-12");
        let own = |document: &&Document| document.file_stem.starts_with("Årsredovisning");
        let report = documents.0.iter().find(own).expect("the report").clone();
        let tables = Documents(vec![report]);
        let words = |id: &str, column: &str| {
            let table = tables.table(id);
            let at = table.column(column)?;
            Some(table.rows.iter().filter(|row| matches!(row.cells[at], Cell::Text(_))).count())
        };
        let waiting =
            tables.table("avvikelser").notes.iter().filter(|note| note.contains("godkända")).count();
        (words("avvikelser", "kommentar"), words("atgarder", "åtgärd"), waiting)
    };
    let folder = sample();
    let (comments, actions, waiting) = said(folder.path());
    assert!(comments > Some(20) && actions == Some(9) && waiting == 0, "{comments:?} {actions:?} {waiting}");
    without_table(folder.path(), "Texter");
    assert_eq!(said(folder.path()), (Some(0), None, 1));
}

#[test]
fn codes_that_the_registers_lack_come_as_rows_to_paste() {
    let folder = sample();
    append(
        folder.path(),
        "redovisning/2020-kv4.csv",
        &[
            "0158;0920;6512;;871;202010;2020-10-01;X1;Ny;10,00",
            "0158;0920;6511;;871;202010;2020-10-01;X1;Ny;-10,00",
        ],
    );
    let outcome = run(folder.path(), Task::Check(month("2020-12")));
    assert_eq!(outcome.exit.code(), 1);
    let told = told(&outcome);
    let book = output(&folder.path().join("svar/2020-12"), "Påpekanden", ".xlsx");
    let book = read_workbook("p.xlsx", &book).expect("the workbook");
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "Att lägga till").expect("the sheet");
    let texts: Vec<&str> = sheet
        .cells
        .values()
        .filter_map(|value| match value {
            RawValue::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for code in ["6512", "0158"] {
        if told.iter().any(|line| line.contains("L05") && line.contains(code)) {
            assert!(texts.iter().filter(|text| **text == code).count() >= 2, "{code} in {texts:?}");
        }
    }
    assert!(told.iter().any(|line| line.contains("L05")), "{told:?}");
}

#[test]
fn a_part_of_a_name_is_no_row_and_without_one_the_rows_are_listed() {
    let folder = sample();
    let asked = |line: Option<&str>| {
        let asked = Selection { line: line.map(str::to_string), ..Selection::default() };
        run(folder.path(), Task::Behind(month("2020-12"), asked))
    };
    let part = asked(Some("persona"));
    assert_eq!(part.exit.code(), 2, "{:?}", part.closing);
    assert!(part.closing[0].starts_with("Raden persona finns inte."), "{:?}", part.closing);
    assert!(part.closing.len() >= 2 && part.closing[1].contains("ersonal"), "{:?}", part.closing);
    let none = asked(None);
    assert_eq!(none.exit.code(), 2);
    assert!(none.closing[0].starts_with("Lägg till --rad") && none.closing.len() > 10, "{:?}", none.closing);
}

/// Templates that ask for a forecast beside the last one, which is not in the folder.
#[test]
fn templates_without_the_years_earlier_answers_say_which_are_missing() {
    let folder = sample();
    let issue = || run(folder.path(), Task::Templates(month("2020-12")));
    let noted = |outcome: &Outcome| -> Vec<String> {
        told(outcome).into_iter().filter(|line| line.contains(" K59 ")).collect()
    };
    fs::remove_dir_all(folder.path().join("inkommet/2020-12")).expect("nobody has answered yet");
    assert_eq!(noted(&issue()), Vec::<String>::new(), "August is answered");
    fs::remove_dir_all(folder.path().join("inkommet/2020-08")).expect("no answers of August");
    let outcome = issue();
    let noted = noted(&outcome);
    assert!(noted.len() == 1 && noted[0].starts_with("upplysning K59 inkommet/2020-"), "{noted:#?}");
    for part in ["finns inte i arbetsmappen", "Förra prognosen står tom", "utgivna.csv i mallar/2020-"] {
        assert!(noted[0].contains(part), "{part} is not in {noted:#?}");
    }
    assert_eq!(outcome.exit.code(), 0, "a note stops nothing");
}
