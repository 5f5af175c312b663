//! Taxekollektiv, from register to both outputs: what is the collective's, what is owed to it, and what is not settled.

use std::fs;
use std::path::Path;

use uppfolj::raw::RawValue;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::ReadBack;

use crate::common::{append, output, report, sample, told, without_table};

/// Replaces the register with these rows.
fn with(folder: &Path, rows: &[&str]) {
    without_table(folder, "Taxekollektiv");
    fs::create_dir_all(folder.join("grunddata")).expect("the folder");
    let heads =
        "Kollektiv;Enheter;Kapitalkonton;Skuldkonton;Regleringskonton;Förklaring;Giltig från;Giltig till";
    fs::write(folder.join("grunddata/taxekollektiv.csv"), format!("{heads}\n{}\n", rows.join("\n")))
        .expect("the register");
}

fn read(outputs: &Path, start: &str) -> ReadBack {
    pdf::read_back(&output(outputs, start, ".pdf")).expect("the PDF")
}

/// The rows of the PDF's table as they are printed; nothing where there is none.
fn printed(read: &ReadBack) -> Vec<String> {
    let table = read.tables().find(|table| table.caption.starts_with("Taxekollektiv"));
    let rows = table.map(|table| table.rows[1..].to_vec()).unwrap_or_default();
    let row = |row: Vec<pdf::read_back::CellRead>| {
        let cells = row.iter().map(|cell| cell.text.replace('\u{a0}', " "));
        cells.collect::<Vec<_>>().join("|")
    };
    rows.into_iter().map(row).collect()
}

#[test]
fn the_units_and_the_capital_accounts_elsewhere_make_the_account() {
    let folder = sample();
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    // drift.csv: 230 has 14 104 + 192 in income, finansförvaltningen 3 050 in depreciation of VA.
    assert_eq!(
        printed(&read(&outputs, "Årsredovisning")),
        [
            "VA||||",
            "Intäkter|14 801|14 296|−505|13 968",
            "Kostnader utan kapitalkostnader|−18 105|−17 751|+355|−16 984",
            "Kapitalkostnader|−3 180|−3 050|+130|−2 960",
            "Resultat före reglering|−6 485|−6 505|−20|−5 975",
            "Intäkternas andel av kostnaderna|69,5 %|68,7 %||70,0 %",
            "Renhållning||||",
            "Intäkter|8 500|8 521|+21|8 319",
            "Kostnader utan kapitalkostnader|−13 811|−13 742|+69|−13 254",
            "Resultat före reglering|−5 311|−5 221|+90|−4 935",
            "Intäkternas andel av kostnaderna|61,5 %|62,0 %||62,8 %",
        ]
    );
    let book = read_workbook("bok.xlsx", &output(&outputs, "Budget", ".xlsx")).expect("the workbook");
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "Taxekollektiv").expect("the sheet");
    let is = |value: &RawValue| matches!(value, RawValue::Text(text) if text.trim() == "Kapitalkostnader");
    let (&(row, column), _) = sheet.cells.iter().find(|(_, value)| is(value)).expect("the row");
    assert!(
        matches!(sheet.cells.get(&(row, column + 2)), Some(RawValue::Number(tkr)) if tkr.round() == (-3050).into())
    );
    without_table(folder.path(), "Taxekollektiv");
    let (_, outputs) = report(folder.path(), "2020-12");
    assert!(printed(&read(&outputs, "Årsredovisning")).is_empty());
}

#[test]
fn a_forecast_has_the_budget_for_capital_and_says_what_would_be_owed() {
    let folder = sample();
    with(folder.path(), &["VA;230;7922;2391;;;;", "Avfall;240;;;;;2021-01-01;"]);
    let (_, outputs) = report(folder.path(), "2020-08");
    // 2391 opens with 14 856 and has grown by 798 through August.
    assert_eq!(
        printed(&read(&outputs, "Delårsrapport")),
        [
            "VA||||||",
            "Intäkter|14 801|9 867|8 709|−1 158|14 520|−281",
            "Kostnader utan kapitalkostnader|−18 105|−11 771|−11 377|+394|−17 908|+197",
            "Kapitalkostnader|−3 180|−2 120|−2 045|+75|−3 180|0",
            "Resultat före reglering|−6 485|−4 024|−4 713|−689|−6 568|−83",
            "Intäkternas andel av kostnaderna|69,5 %|71,0 %|64,9 %||68,9 %|",
            "Ingående skuld till (+) eller fordran på (−) kollektivet|||14 856|||",
            "Bokförd skuld (+) eller fordran (−) vid periodens slut|||15 654|||",
            "Skuld (+) eller fordran (−) om resultatet regleras|||10 143||8 288|",
        ]
    );
}

/// What the finding says is not settled, in kr.
fn unsettled(told: &[String]) -> Option<String> {
    let line = told.iter().find(|line| line.starts_with("varning A06"))?;
    let left = line.split(" kr, men ").nth(1)?.split(" kr av det").next()?;
    Some(left.replace('\u{a0}', "").replace('\u{2212}', "-"))
}

#[test]
fn what_is_not_put_to_the_debt_is_told_to_the_ore() {
    let register = ["Renhållning;240;;2310;3161;;;"];
    let settled = |amount: Option<(&str, &str)>| {
        let folder = sample();
        with(folder.path(), &register);
        without_table(folder.path(), "Kontrollsummor");
        if let Some((income, debt)) = amount {
            let lines = [
                format!("2400;8700;3161;;850;202012;2020-12-31;T 1;Underuttag;{income}"),
                format!("9000;0000;2310;;;202012;2020-12-31;T 1;Underuttag;{debt}"),
            ];
            append(folder.path(), "redovisning/2020-kv4.csv", &[&lines[0], &lines[1]]);
        }
        let (outcome, outputs) = report(folder.path(), "2020-12");
        assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
        (unsettled(&told(&outcome)), read(&outputs, "Årsredovisning"))
    };
    let (left, pages) = settled(None);
    let result = left.expect("nothing is settled");
    assert!(result.starts_with("-5220947,"), "{result}");
    let rows = printed(&pages);
    assert!(
        rows.contains(&"Utgående skuld till (+) eller fordran på (−) kollektivet||114 000||114 000".into()),
        "{rows:?}"
    );
    // Debit +: a claim on the collective makes income larger and the debt smaller.
    let size = result.trim_start_matches('-').to_string();
    let (left, pages) = settled(Some((&result, &size)));
    assert_eq!(left, None);
    let rows = printed(&pages);
    assert!(rows.contains(&"Resultat före reglering|−5 311|−5 221|+90|−4 935".into()), "{rows:?}");
    assert!(
        rows.contains(&"Utgående skuld till (+) eller fordran på (−) kollektivet||108 779||114 000".into()),
        "{rows:?}"
    );
    let öre = |kr: &str| kr.replace(',', "").parse::<i64>().expect("kr and öre");
    let kr = |öre: i64| format!("{},{:02}", öre / 100, öre.abs() % 100);
    let (more, less) = (kr(öre(&result) - 1), kr(öre(&size) + 1));
    assert_eq!(settled(Some((&more, &less))).0.as_deref(), Some("0,01"));
}

#[test]
fn units_and_accounts_that_cannot_be_a_collectives_are_told_at_their_cells() {
    let folder = sample();
    with(
        folder.path(),
        &[
            "VA;230;7922;2391;;;;",
            "Vatten;230;7922;2391;;;;",
            "Samhälle;200;;;;;;",
            "Renhållning;240, 999;2310;3141;2990;;;",
            "Avfall;250;;;;;2020-07-01;2020-06-30",
            "Äldre;230;7922;;;;2021-01-01;",
        ],
    );
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert!(!outputs.exists());
    let found: Vec<String> =
        told(&outcome).into_iter().filter(|line| line.contains("taxekollektiv.csv")).collect();
    for start in [
        "fel R08 grunddata/taxekollektiv.csv rad 3, kolumn Enheter",
        "fel R08 grunddata/taxekollektiv.csv rad 3, kolumn Kapitalkonton",
        "fel R08 grunddata/taxekollektiv.csv rad 3, kolumn Skuldkonton",
        "fel R08 grunddata/taxekollektiv.csv rad 4, kolumn Enheter",
        "fel R07 grunddata/taxekollektiv.csv rad 5, kolumn Enheter",
        "fel R45 grunddata/taxekollektiv.csv rad 5, kolumn Kapitalkonton",
        "fel R45 grunddata/taxekollektiv.csv rad 5, kolumn Skuldkonton",
        "fel R45 grunddata/taxekollektiv.csv rad 5, kolumn Regleringskonton",
        "fel R16 grunddata/taxekollektiv.csv rad 6",
    ] {
        assert!(found.iter().any(|line| line.starts_with(start)), "{start}: {found:#?}");
    }
}
