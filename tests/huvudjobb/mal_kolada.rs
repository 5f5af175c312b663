//! Measured values from Kolada's files: what is read, and every fault with its place.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::common::{report, sample, told};
use crate::registers::{line, pages, set, workbook};

const YEAR: &str = "2020-12";

fn remarks(outcome: &uppfolj::run::outcome::Outcome) -> Vec<String> {
    told(outcome).into_iter().filter(|line| line.contains(" matvarden/")).collect()
}

#[test]
fn the_samples_file_gives_values_history_and_comparison_and_is_listed() {
    let folder = sample();
    let (outcome, outputs) = report(folder.path(), YEAR);
    assert_eq!(remarks(&outcome), Vec::<String>::new());
    let book = workbook(&outputs);
    let head = line(&book, "Mått: Mått | Måttenhet");
    let own: Vec<&str> =
        line(&book, "Andel nöjda med sitt särskilda boende | procent").split(" | ").collect();
    let cell = |name: &str| own[head.split(" | ").position(|cell| cell == name).expect("the column")];
    assert_eq!(
        ["2018-12", "2019-12", "Utfall", "Riket", "Liknande kommuner"].map(cell),
        ["83", "86", "88", "83", "86"]
    );
    let sources = line(&book, "Andel nöjda med sitt särskilda boende | varje");
    assert!(sources.ends_with(" | Brukarenkät (konstruerad); Kolada"), "{sources}");
    assert!(line(&pages(&outputs, "Årsredovisning"), "särskilda boende | procent").ends_with("83 | 86"));
    let manifest = fs::read_to_string(outputs.join("manifest.json")).expect("the manifest");
    assert!(manifest.contains("matvarden/Kolada 2020.csv"));
}

#[test]
fn a_workbook_with_a_column_a_year_is_read_and_what_is_not_measured_is_no_fault() {
    let folder = sample();
    fs::remove_file(folder.path().join("matvarden/Kolada 2020.csv")).expect("the file");
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Om")
        .and_then(|sheet| sheet.write_string(0, 0, "Hämtat ur Kolada"))
        .expect("a cell");
    let sheet = book.add_worksheet();
    for (at, text) in (0..).zip(["Nyckeltal", "Kommun", "Kön", "2018", "2019", "2020"]) {
        sheet.write_string(2, at, text).expect("a heading");
    }
    let rows = [
        ("Nöjda i särskilt boende (U99014)", "Grästorp", "Totalt", [Some(83.0), None, Some(87.6)]),
        ("Nöjda i särskilt boende (U99014)", "Grästorp", "Kvinnor", [Some(1.0), Some(2.0), Some(3.0)]),
        ("Nöjda i särskilt boende (U99014)", "Riket", "Totalt", [Some(81.0), Some(82.0), None]),
        ("Nöjda i särskilt boende (U99014)", "Vara", "Totalt", [Some(9.0), Some(9.0), Some(9.0)]),
    ];
    for (row, (id, municipality, gender, values)) in (3..).zip(rows) {
        for (at, text) in (0..).zip([id, municipality, gender]) {
            sheet.write_string(row, at, text).expect("a cell");
        }
        for (at, value) in (3..).zip(values) {
            match value {
                Some(value) => sheet.write_number(row, at, value).expect("a value"),
                None => sheet.write_string(row, at, "-").expect("a mark"),
            };
        }
    }
    fs::write(folder.path().join("matvarden/kolada.xlsx"), book.save_to_buffer().expect("a workbook"))
        .expect("a file");
    let (outcome, outputs) = report(folder.path(), YEAR);
    assert_eq!(remarks(&outcome), Vec::<String>::new());
    let text = pages(&outputs, "Årsredovisning");
    let own = line(&text, "särskilda boende | procent");
    assert!(own.contains("| 85 | 83 | 2018-12 | 88 | Når målvärdet | Bättre | 82 (2019)"), "{own}");
    // Only women: the same key figure, other rows.
    set(folder.path(), "Mått", &[("Mått", "M14")], "Kön", "kvinnor");
    let (_, outputs) = report(folder.path(), YEAR);
    assert!(line(&workbook(&outputs), "särskilda boende | procent").contains("| 3 | Når inte"));
}

#[test]
fn every_fault_is_told_at_its_file_and_line() {
    let folder = sample();
    let put =
        |name: &str, text: &str| fs::write(folder.path().join("matvarden").join(name), text).expect("a file");
    put(
        "a.csv",
        "kpi,municipality_id,year,gender,value\nN99011,1444,2017,T,83.0\nN99011,1444,2017,T,84.0\nN99012,0000,2016,T,208\nU99014,1444,2016,T,åtta\nU99014,1444,20,T,8\nU99014,1444,2015,X,8\nN00001,1444,2020,T,1\nN00002,1444,2020,T,1\n",
    );
    put("b.csv", "kpi;municipality;year;value\nU99014;Vara;2020;8\n");
    put("c.csv", "rubrik;text\n1;2\n");
    put("d.txt", "");
    let own = [("Mått", "M12"), ("Enhet", ""), ("Period", YEAR)];
    set(folder.path(), "Mätvärden", &own, "Värde", "208");
    let (outcome, outputs) = report(folder.path(), YEAR);
    assert_eq!(outcome.exit.code(), 0, "{:?}", told(&outcome));
    let found = remarks(&outcome);
    for start in [
        "varning M14 matvarden/a.csv rad 3, kolumn value: Måttet Andel elever i åk 9 behöriga till gymnasiet har två värden för 2017: 83,0 och 84,0.",
        "varning M16 matvarden/Kolada 2020.csv rad 17, kolumn value: Måttet Genomsnittligt meritvärde i åk 9 är 207 för 2020 i filen men 208",
        "varning M13 matvarden/a.csv rad 5, kolumn value: ”åtta”",
        "varning M13 matvarden/a.csv rad 6, kolumn year: ”20”",
        "varning M13 matvarden/a.csv rad 7, kolumn gender: ”X”",
        "upplysning M12 matvarden/a.csv: 2 nyckeltal hör inte till något mått: N00001 och N00002.",
        "varning M15 matvarden/b.csv: Filen har inga rader för kommunen, som söks som 1444, Grästorp och Grästorps kommun.",
        "varning M11 matvarden/c.csv:",
        "varning M10 matvarden/d.txt:",
    ] {
        assert!(found.iter().any(|line| line.starts_with(start)), "{start}: {found:#?}");
    }
    assert_eq!(found.len(), 9, "{found:#?}");
    // Of two values none is taken.
    assert!(!line(&workbook(&outputs), "Mått: Mått | Måttenhet").contains("2017"));
}
