//! `tolka`: what is said of a file, whatever it is.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use uppfolj::run::interpret::{Look, guarded};
use uppfolj::run::outcome::Exit;

use crate::common::sample;

fn look(file: &Path) -> (String, Exit) {
    let (out, err, exit) = guarded(&Look { file: file.to_path_buf(), folder: None, json: false });
    (out + &err, exit)
}

fn look_at(name: &str, content: &str) -> (String, Exit) {
    let home = TempDir::new().expect("a temporary folder");
    let path = home.path().join(name);
    fs::write(&path, content).expect("a file");
    look(&path)
}

#[test]
fn what_is_no_export_is_told_as_what_it_is() {
    let folder = sample();
    let at = |name: &str| look(&folder.path().join(name));
    for (name, said, exit) in [
        ("saknas.csv", "finns inte", Exit::Broken),
        ("redovisning", "är en mapp", Exit::Broken),
        ("grunddata.xlsx", "är kommunens grunddata", Exit::Faults),
    ] {
        let (told, code) = at(name);
        assert!(told.contains(said), "{told}");
        assert_eq!(code, exit, "{name}");
    }
    for text in ["# Läs mig\nDet här, och det där, är text.\n", "Bilagan f:\\a.xls hittades inte!"] {
        let (told, code) = look_at("a.csv", text);
        assert!(told.contains("ingen tabell"), "{told}");
        assert_eq!(code, Exit::Faults);
    }
}

#[test]
fn a_budget_is_told_from_a_ledger() {
    let (told, exit) = look(&sample().path().join("budget/budget-2020.csv"));
    assert_eq!(exit, Exit::Clean);
    for said in ["Det är en budget", "År: 2020.", "Ersätt raderna för profilen budget", "budget\tår\tÅr\n"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    assert!(!told.contains("går inte att läsa") && !told.contains("debet och kredit"), "{told}");
}

#[test]
fn debit_and_credit_a_date_and_the_better_text_are_proposed() {
    let (told, _) = look_at(
        "a.csv",
        "Ansvar;Konto;Benämning;Bokföringsdatum;Verifikationstext;Debet;Kredit\n\
         1;3010;Avgift;2026-01-31;Faktura;;100,50\n1;5010;Lön;2026-01-31;Lön;100,50;\n",
    );
    for said in [
        "huvudbok\tdatum\tBokföringsdatum\n",
        "huvudbok\ttext\tVerifikationstext\n",
        "huvudbok\tdebet\tDebet\n",
        "huvudbok\tkredit\tKredit\n",
        "Summan av alla rader är noll",
        "Ersätt raderna för profilen huvudbok",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_workbook_has_a_sheet_and_no_separator() {
    let home = TempDir::new().expect("a temporary folder");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Rader").expect("a name");
    sheet.write_row(0, 0, ["Ansvar", "Konto", "Period", "Belopp"]).expect("a row");
    sheet.write_row(1, 0, [1101.0, 5010.0, 202_601.0, 100.5]).expect("a row");
    let path = home.path().join("a.xlsx");
    book.save(&path).expect("a workbook");
    let (told, _) = look(&path);
    assert!(told.contains("huvudbok\tblad\tRader\n"), "{told}");
    assert!(!told.contains("skiljetecken"), "{told}");
}

#[test]
fn a_sie_file_is_told_as_it_would_be_read() {
    let (told, exit) = look_at(
        "a.se",
        "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 4\n#RAR 0 20260101 20261231\n#KONTO 5010 Loner\n#KONTO 1910 Kassa\n\
         #DIM 7 \"Ansvar\"\n#DIM 6 \"Projekt\"\n#DIM 9 \"Annat\"\n#OBJEKT 7 1101 Skola\n\
         #VER A 1 20260131 Lon\n{\n#TRANS 5010 {7 1101} 100.00\n#TRANS 1910 {} -100.00\n}\n",
    );
    assert_eq!(exit, Exit::Clean);
    for said in [
        "dimension 7 Ansvar (1 objekt): läses som ansvar",
        "dimension 9 Annat (0 objekt): läses inte",
        "Perioder: 202601–202601",
        "Rader i verifikationer: 2. Summa 0,00 kr",
        "verifikationerna för 2026 (2 rader)",
        "sie\tansvar\t7\n",
        "sie\tprojekt\t6\n",
        "sie\tmotpart\tinget\n",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

#[test]
fn a_sie_file_of_balances_alone_tells_its_unknown_accounts() {
    let home = TempDir::new().expect("a temporary folder");
    let file = home.path().join("typ1.se");
    let content =
        "#FLAGGA 0\n#FORMAT PC8\n#SIETYP 1\n#RAR 0 20200101 20201231\n#UB 0 1920 5.00\n#RES 0 99999 -5.00\n";
    fs::write(&file, content).expect("a file");
    let registers = sample();
    let folder = Some(registers.path().to_path_buf());
    let (told, ..) = guarded(&Look { file, folder, json: false });
    assert!(told.contains("Konton som inte finns i tabellen Konton: 1 (99999)."), "{told}");
}

#[test]
fn months_that_hold_the_months_before_them_are_told_and_proposed_as_such() {
    let file = |step: i64| {
        let row =
            |(month, account): (i64, &str)| format!("1101;{account};20200{month};{},50", 100 + step * month);
        let months = (1..=4).flat_map(|month| ["5010", "4010", "6010"].map(|account| row((month, account))));
        format!("Ansvar;Konto;Period;Belopp\n{}\n", months.collect::<Vec<_>>().join("\n"))
    };
    let (told, _) = look_at("a.csv", &file(100));
    assert!(
        told.contains("3 av 3 konton växer månad för månad 2020")
            && told.contains("huvudbok\tackumulerat\tja\tosäkert")
    );
    let (told, _) = look_at("a.csv", &file(0));
    assert!(!told.contains("växer") && !told.contains("ackumulerat"), "{told}");
}

#[test]
fn what_no_row_can_be_read_for_is_told_before_rows_are_proposed() {
    let (told, _) = look_at("a.csv", "Ansvar;Konto;Konto;Period;Belopp\n1101;4010;x;202001;5,00\n");
    assert!(told.contains("Rubriken Konto står över kolumnerna 2 och 3"), "{told}");
    let (told, _) = look_at("a.csv", "Ansvar;Konto;Period;Text\n1101;4010;202001;hej\n");
    assert!(
        told.contains("Inga rader till tabellen Exporter kan föreslås") && !told.contains("huvudbok\t"),
        "{told}"
    );
    let (told, exit) = look_at(
        "a.csv",
        "Ansvar;Konto;Period;Text;Belopp\n1101;4010;202001;\"x;5,00\n1101;4010;202001;y;5,00\n",
    );
    assert!(told.starts_with("a.csv rad 2: Ett citattecken öppnas"), "{told}");
    assert_eq!(exit, Exit::Faults);
    let (told, _) =
        look_at("a.csv", "Ansvar;Konto;Period;Text;Belopp\n1101;4010;202001\n1101;4010;202001;y;5,00\n");
    assert!(told.contains("Rad 2 går inte att läsa: där saknas något."), "{told}");
}
