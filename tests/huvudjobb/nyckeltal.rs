//! The catalogue of key figures on Grästorp's published years, as the report prints them.

use std::fs;

use uppfolj::write::pdf;

use crate::common::{output, report, sample, told, without_table};

/// Name in the register and the value of 2020, from the published statements (Årsredovisning 2020 and 2018).
const FIGURES: [(&str, &str); 10] = [
    // 27 125 of 362 495.
    ("resultat i procent av skatter och bidrag", "7,5"),
    // 211 913 of 478 thousands of tkr; less 131 313.
    ("soliditet i procent", "44,3"),
    ("soliditet med ansvarsförbindelse i procent", "16,9"),
    // (27 125 + 15 439) of 78,6 mkr.
    ("självfinansieringsgrad i procent", "54,1"),
    // 27 125, 12 043 and 6 112 of 362 495, 344 322 and 333 110.
    ("resultat i procent av skatter och bidrag, tre år vägda", "4,4"),
    ("resultat i procent av skatter och bidrag, medelvärde av tre år", "4,3"),
    // 336 171 of 362 495.
    ("nettokostnader i procent av skatter och bidrag", "92,7"),
    // 48 969 of 428 525 over 366 days.
    ("likviditet i dagar", "42"),
    // 336 171 against 348 210.
    ("nettokostnadernas avvikelse från budget i procent", "3,5"),
    ("likviditet i mkr", "49,0"),
];

#[test]
fn the_catalogue_gives_the_published_figures() {
    let folder = sample();
    without_table(folder.path(), "Finansiella mål");
    fs::create_dir_all(folder.path().join("grunddata")).expect("the folder");
    let rows = FIGURES.iter().enumerate();
    let rows: Vec<String> = rows.map(|(at, (name, _))| format!("F{at};Mål {at};{name};minst;0")).collect();
    let table = format!("Mål;Namn;Nyckeltal;Villkor;Gräns\n{}\n", rows.join("\n"));
    fs::write(folder.path().join("grunddata/finansiella-mal.csv"), table).expect("the register");
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let read = pdf::read_back(&output(&outputs, "Årsredovisning", ".pdf")).expect("the PDF");
    let table = read.tables().find(|table| table.caption.starts_with("Finansiella mål")).expect("the table");
    for (at, (name, value)) in FIGURES.iter().enumerate() {
        let goal = format!("Mål {at}");
        let row = table.rows.iter().find(|row| row[0].text == goal).expect("the goal's row");
        assert_eq!(
            row[3].text,
            *value,
            "{name}: {:?}",
            row.iter().map(|cell| &cell.text).collect::<Vec<_>>()
        );
    }
}
