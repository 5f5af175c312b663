//! Grästorp's published statements, read back from the finished workbook and the finished PDF by row and column
//! heading. The expected values stand in `tests/publicerat/` with their source; neither program nor sample knows them.

use std::collections::BTreeMap;
use std::path::Path;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use uppfolj::raw::{RawSheet, RawValue};
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf::{self, read_back::ReadBack};

use crate::common::{append, edit, output, report, sample, told};

/// Row heading → column heading → whole tkr; `None` is a blank cell.
type Statement = BTreeMap<String, BTreeMap<String, Option<i64>>>;

/// The published table, by its own headings.
fn published(name: &str) -> Statement {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/publicerat").join(name);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).expect("the published table");
    let heads: Vec<String> = reader.headers().expect("headings").iter().map(str::to_string).collect();
    let figures: Vec<usize> = (0..heads.len()).filter(|at| heads[*at].contains("20")).collect();
    let text = heads.iter().position(|head| head == "Text").expect("row headings");
    let mut statement = Statement::new();
    for record in reader.records() {
        let record = record.expect("a row");
        let row = figures.iter().map(|at| {
            let amount = record[*at].replace(['\u{a0}', ' '], "").replace('\u{2212}', "-");
            (heads[*at].clone(), (!amount.is_empty()).then(|| amount.parse().expect("whole tkr")))
        });
        statement.insert(record[text].to_string(), row.collect());
    }
    assert!(statement.len() > 8, "{name} has {} rows", statement.len());
    statement
}

/// A statement of the workbook: the sheet's table, its columns found by their headings.
fn from_workbook(sheet: &RawSheet) -> Statement {
    let is = |value: &RawValue, text: &str| matches!(value, RawValue::Text(found) if found == text);
    let (&(head, first), _) = sheet.cells.iter().find(|(_, value)| is(value, "Post")).expect("the head row");
    let heads: BTreeMap<u32, String> = sheet
        .cells
        .range((head, first + 1)..=(head, u32::MAX))
        .filter_map(|((_, column), value)| match value {
            RawValue::Text(text) => Some((*column, text.clone())),
            _ => None,
        })
        .collect();
    let mut statement = Statement::new();
    for ((row, _), value) in sheet.cells.range((head + 1, 0)..).filter(|((_, column), _)| *column == first) {
        let RawValue::Text(name) = value else { continue };
        let cells = heads.iter().filter(|(_, head)| head.as_str() != "Not").map(|(column, head)| {
            let value = sheet.cells.get(&(*row, *column)).map(|value| match value {
                RawValue::Number(tkr) => whole(*tkr),
                other => panic!("{name} / {head}: {other:?}"),
            });
            (head.clone(), value)
        });
        statement.insert(name.trim().to_string(), cells.collect());
    }
    statement
}

/// Rounded as a reader sees it.
fn whole(tkr: Decimal) -> i64 {
    let rounded = tkr.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded.to_i64().expect("an amount")
}

/// A statement of the PDF, through its structure tree.
fn from_pdf(read: &ReadBack, caption: &str) -> Statement {
    let table = read.tables().find(|table| table.caption.starts_with(caption)).expect("the table");
    let heads: Vec<&str> = table.rows[0].iter().map(|cell| cell.text.as_str()).collect();
    let mut statement = Statement::new();
    for row in &table.rows[1..] {
        assert!(row[0].header.is_some(), "{} is no row heading", row[0].text);
        let cells = heads.iter().zip(row).skip(1).filter(|(head, _)| **head != "Not").map(|(head, cell)| {
            let text = cell.text.replace(['\u{a0}', ' ', '+'], "").replace('\u{2212}', "-");
            (head.to_string(), (!text.is_empty()).then(|| text.parse().expect("whole tkr")))
        });
        statement.insert(row[0].text.clone(), cells.collect());
    }
    statement
}

/// Resultaträkning and balansräkning of a finished run, from both outputs.
fn statements(folder: &Path) -> [(&'static str, [Statement; 2]); 2] {
    let book = read_workbook("bok.xlsx", &output(folder, "Budget", ".xlsx")).expect("the workbook");
    let sheet = |name: &str| book.sheets.iter().find(|sheet| &*sheet.name == name).expect("the sheet");
    let read = pdf::read_back(&output(folder, "Årsredovisning", ".pdf")).expect("the PDF");
    ["Resultaträkning", "Balansräkning"]
        .map(|name| (name, [from_workbook(sheet(name)), from_pdf(&read, name)]))
}

#[test]
fn the_published_statements_stand_in_workbook_and_pdf() {
    let folder = sample();
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    assert!(!outcome.closing.join(" ").contains("PRELIMINÄR"), "{:?}", outcome.closing);
    let [income, balance] = statements(&outputs);
    for (found, expected) in
        [(income, published("resultatrakning.csv")), (balance, published("balansrakning.csv"))]
    {
        let (name, both) = found;
        for statement in both {
            for (row, cells) in &expected {
                let own = statement.get(row).unwrap_or_else(|| panic!("{name} lacks the row {row}"));
                for (column, amount) in cells {
                    let shown = own
                        .iter()
                        .find(|(head, _)| {
                            head.as_str() == column || head.starts_with(&format!("{column}-12-31"))
                        })
                        .unwrap_or_else(|| panic!("{name} lacks the column {column}: {:?}", own.keys()));
                    assert_eq!(shown.1, amount, "{name} / {row} / {column}");
                }
            }
        }
    }
}

#[test]
fn the_deviation_of_the_result_is_eighteen_million() {
    let folder = sample();
    let (_, outputs) = report(folder.path(), "2020-12");
    let [(_, income), _] = statements(&outputs);
    for statement in income {
        assert_eq!(statement["Årets resultat"]["Avvikelse"], Some(18_190));
        assert_eq!(statement["Finansiella kostnader"]["2020"], Some(20));
    }
}

/// One balanced voucher of 1 000 kr, income against cash.
fn voucher(year: i32) -> [String; 2] {
    [
        format!("9000;;1920;;;{year}06;{year}-06-15;T 1;Prov;1000,00"),
        format!("3100;;3011;;;{year}06;{year}-06-15;T 1;Prov;-1000,00"),
    ]
}

/// Every cell that differs, as statement / row / column → change in tkr.
fn changes(before: &Path, after: &Path) -> [BTreeMap<String, i64>; 2] {
    let (old, new) = (statements(before), statements(after));
    [0, 1].map(|output| {
        let mut changed = BTreeMap::new();
        for ((name, old), (_, new)) in old.iter().zip(&new) {
            assert_eq!(old[output].keys().collect::<Vec<_>>(), new[output].keys().collect::<Vec<_>>());
            for (row, cells) in &old[output] {
                for (column, amount) in cells {
                    let by = new[output][row][column].unwrap_or(0) - amount.unwrap_or(0);
                    if by != 0 {
                        changed.insert(format!("{name} / {row} / {column}"), by);
                    }
                }
            }
        }
        changed
    })
}

/// What must move, all by one: rows of the income statement and of the balance sheet in some columns.
fn moved(income: &[(&str, &[&str])], balance: &[(&str, &[&str])]) -> BTreeMap<String, i64> {
    let cells = |name: &'static str, rows: &[(&str, &[&str])]| -> Vec<(String, i64)> {
        let keys = rows.iter().flat_map(|(row, columns)| {
            columns.iter().map(move |column| format!("{name} / {row} / {column}"))
        });
        keys.map(|key| (key, 1)).collect()
    };
    cells("Resultaträkning", income).into_iter().chain(cells("Balansräkning", balance)).collect()
}

const INCOME_ROWS: [&str; 5] = [
    "Verksamhetens intäkter",
    "Verksamhetens nettokostnader",
    "Verksamhetens resultat",
    "Resultat efter finansiella poster",
    "Årets resultat",
];

#[test]
fn one_voucher_of_this_year_moves_its_lines_by_one_and_nothing_else() {
    let (plain, with) = (sample(), sample());
    let (_, before) = report(plain.path(), "2020-12");
    let lines = voucher(2020);
    append(with.path(), "redovisning/2020-kv2.csv", &[&lines[0], &lines[1]]);
    forget_control_sums(with.path());
    let (outcome, after) = report(with.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let income = INCOME_ROWS.map(|row| (row, &["2020", "Avvikelse"][..]));
    let balance = [
        "Omsättningstillgångar",
        "Kassa och bank",
        "Summa tillgångar",
        "Årets resultat",
        "Eget kapital vid årets slut",
        "varav övrigt eget kapital",
        "Summa eget kapital, avsättningar och skulder",
    ]
    .map(|row| (row, &["2020-12-31"][..]));
    let expected = moved(&income, &balance);
    for changed in changes(&before, &after) {
        assert_eq!(changed, expected);
    }
}

#[test]
fn one_voucher_of_last_year_moves_last_year_and_what_it_carries_over() {
    let (plain, with) = (sample(), sample());
    let (_, before) = report(plain.path(), "2020-12");
    let lines = voucher(2019);
    append(with.path(), "redovisning/2019-kv2.csv", &[&lines[0], &lines[1]]);
    // The year after opens with what the year before closed with.
    append(
        with.path(),
        "redovisning/2020-kv1.csv",
        &[
            "9000;;1920;;;202000;2020-01-01;T 2;Prov ingående balans;1000,00",
            "9000;;2010;;;202000;2020-01-01;T 2;Prov ingående balans;-1000,00",
        ],
    );
    forget_control_sums(with.path());
    let (outcome, after) = report(with.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let income = INCOME_ROWS.map(|row| (row, &["2019"][..]));
    let both: &[&str] = &["2019-12-31", "2020-12-31"];
    let balance = [
        ("Omsättningstillgångar", both),
        ("Kassa och bank", both),
        ("Summa tillgångar", both),
        ("Årets resultat", &both[..1]),
        ("Eget kapital vid årets början", &both[1..]),
        ("Eget kapital vid årets slut", both),
        ("varav övrigt eget kapital", both),
        ("Summa eget kapital, avsättningar och skulder", both),
    ];
    let expected = moved(&income, &balance);
    for changed in changes(&before, &after) {
        assert_eq!(changed, expected);
    }
}

/// The typed control sums speak of the files as they were; with them the run stops, which its own test shows.
fn forget_control_sums(folder: &Path) {
    crate::common::without_table(folder, "Kontrollsummor");
}

#[test]
fn a_voucher_too_many_is_found_by_the_control_sums_of_its_file_and_period() {
    let folder = sample();
    let lines = voucher(2020);
    append(folder.path(), "redovisning/2020-kv2.csv", &[&lines[0], &lines[1]]);
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 1);
    assert!(!outputs.exists());
    let told = told(&outcome).join("\n");
    for part in ["redovisning/2020-kv2.csv", "i period 202006", "Skillnaden är 1\u{a0}000,00 kr"] {
        assert!(told.contains(part), "{part} is not in\n{told}");
    }
}

#[test]
fn a_row_altered_by_one_ore_in_the_file_names_its_voucher() {
    let folder = sample();
    let lines = voucher(2020);
    append(folder.path(), "redovisning/2020-kv2.csv", &[&lines[0], &lines[1]]);
    edit(folder.path(), "redovisning/2020-kv2.csv", "T 1;Prov;-1000,00", "T 1;Prov;-1000,01");
    let (outcome, _) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 1);
    let told = told(&outcome).join("\n");
    assert!(told.contains("L06") && told.contains("T 1"), "{told}");
}
