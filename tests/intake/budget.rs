//! Faults in the budget files, and the two sides of the avstämning on what has no fault.

use std::collections::BTreeMap;

use crate::base::{Grunddata, lines, text};
use uppfolj::domain::code::Code;
use uppfolj::domain::fact::{FactKey, Facts, Measure, Subject};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{LedgerPeriod, Month};
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{budget, control};
use uppfolj::raw::{RawGrid, RawRow, RawValue};
use uppfolj::register;

pub const HEADER: &[&str] =
    &["År", "Ansvar", "Konto", "Projekt", "Motpart", "Belopp", "Profil", "Slag", "Beslut"];
pub const ROWS: &[[&str; 9]] = &[
    ["2027", "1101", "5010", "", "", "-1 000,01", "lön", "", ""],
    ["2027", "1200", "3510", "", "", "333,34", "", "ursprunglig", ""],
    ["2027", "1101", "5010", "", "", "-50,07", "skolår", "tilläggsbudget", "KF 2027 § 12"],
    ["2027", "1101", "6010", "", "91", "-12,00", "kvartal", "", ""],
    ["2027", "1200", "3400", "", "91", "12,00", "", "", ""],
    ["2027", "9000", "8010", "", "", "900,00", "", "omfördelning", "KS 3"],
    ["2027", "1101", "5010", "", "", "-900,00", "", "omfördelning", "KS 3"],
];

pub fn registers() -> Registers {
    let (registers, findings) = register::read(&Grunddata::starter().raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
}

pub fn period() -> Month {
    Month::new(2027, 8).expect("a month")
}

pub fn grid(rows: &[[&str; 9]]) -> RawGrid {
    let header = [HEADER.iter().map(ToString::to_string).collect()];
    let rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect());
    RawGrid::of_text(&text(
        "budget/budget.csv",
        &header.into_iter().chain(rows).collect::<Vec<Vec<String>>>(),
    ))
}

/// The findings after one cell is altered; rows count from 0 below the header.
fn found(row: usize, column: &str, value: &'static str) -> Vec<String> {
    let mut rows = ROWS.to_vec();
    rows[row][HEADER.iter().position(|heading| *heading == column).expect("a column")] = value;
    lines(&budget::read(&[grid(&rows)], &registers(), period(), &Facts::default()).findings)
}

pub fn sides_meet(registers: &Registers, grids: &[RawGrid], facts: &uppfolj::domain::fact::Facts) -> bool {
    let contract = registers.export("budget").expect("the budget's profile");
    let counts: Vec<_> = grids.iter().map(|grid| control::count_budget(grid, contract)).collect();
    let left = control::budget_amounts(&counts, registers, &BTreeMap::new(), period());
    left.iter().map(|(key, amount)| (key, *amount)).eq(facts.iter())
}

#[test]
fn a_budget_without_fault_meets_its_count() {
    let (registers, grids) = (registers(), [grid(ROWS)]);
    let read = budget::read(&grids, &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert!(sides_meet(&registers, &grids, &read.facts));
    let total: uppfolj::domain::money::Money = read.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total.ore(), -100_001 + 33_334 - 5_007);
    for at in 1..grids[0].rows.len() {
        let mut dropped = grids.clone();
        dropped[0].rows.remove(at);
        let mut doubled = grids.clone();
        doubled[0].rows.push(grids[0].rows[at].clone());
        let mut altered = grids.clone();
        altered[0].rows[at].cells.insert(6, RawValue::Text("0,01".to_string()));
        for handed_on in [dropped, doubled, altered] {
            let read = budget::read(&handed_on, &registers, period(), &Facts::default());
            assert!(!sides_meet(&registers, &grids, &read.facts), "row {at}");
        }
    }
}

#[test]
fn a_workbook_reads_as_the_text_file_does() {
    let registers = registers();
    let mut sheet = grid(ROWS);
    sheet.file = "budget/budget.xlsx".into();
    sheet.sheet = Some("Budget".into());
    for row in &mut sheet.rows[1..] {
        let year = rust_decimal::Decimal::from(2027);
        row.cells.insert(1, RawValue::Number(year));
    }
    let notes = RawGrid {
        sheet: Some("Anteckningar".into()),
        rows: vec![RawRow { number: 3, cells: BTreeMap::from([(2, RawValue::Text("Ramar".into()))]) }],
        ..sheet.clone()
    };
    let read = budget::read(&[notes, sheet.clone()], &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert_eq!(read.facts, budget::read(&[grid(ROWS)], &registers, period(), &Facts::default()).facts);
    assert!(sides_meet(&registers, &[sheet], &read.facts));
}

#[test]
fn faults_are_told_with_their_place() {
    let told = |row, column, value: &'static str| found(row, column, value).join("\n");
    assert_eq!(
        told(0, "Belopp", "-1.000"),
        "fel B24 budget/budget.csv rad 2, kolumn Belopp: Beloppet ”-1.000” kan läsas som −1 000 kr eller −1,000 kr. \
         Väntat: tal skrivna så som profilen i tabellen Exporter anger, så att de bara kan läsas på ett sätt."
    );
    assert_eq!(
        told(0, "Belopp", "tolv"),
        "fel B03 budget/budget.csv rad 2, kolumn Belopp: Beloppet ”tolv” går inte att läsa. Väntat: ett tal med \
         högst två decimaler, skrivet som profilen budget i tabellen Exporter anger."
    );
    assert_eq!(
        told(1, "År", "27"),
        "fel B06 budget/budget.csv rad 3, kolumn År: I kolumnen År står ”27”. Väntat: ett årtal, till exempel 2020."
    );
    assert_eq!(
        told(2, "Beslut", ""),
        "fel B09 budget/budget.csv rad 4, kolumn Beslut: Budgetändringen saknar beslut. Väntat: beslutets namn \
         eller diarienummer på varje tilläggsbudget och omfördelning."
    );
    assert_eq!(
        told(2, "Slag", "extra"),
        "fel B06 budget/budget.csv rad 4, kolumn Slag: I kolumnen Slag står ”extra”. Väntat: ett av orden \
         ursprunglig, tilläggsbudget, omfördelning."
    );
    assert_eq!(
        told(0, "Profil", "sommar"),
        "fel B05 budget/budget.csv rad 2, kolumn Profil: Profilen ”sommar” på en rad finns inte i tabellen Profiler. Väntat: \
         en profil som tabellen har, eller tom cell för tolftedelar."
    );
    assert_eq!(
        told(0, "Konto", "9999"),
        "fel B04 budget/budget.csv rad 2, kolumn Konto: Konto 9999 står på en rad, tillsammans −1 000,01 kr \
         räknat med intäkt plus, men finns inte i tabellen Konton. Väntat: en kod som tabellen Konton har för perioden."
    );
    assert_eq!(
        told(3, "Motpart", ""),
        "upplysning B11 mappen: Interna poster i budgeten för 2027 tar inte ut varandra: 12,00 kr blir kvar. Väntat: \
         att interna intäkter och kostnader är lika stora, eller att skillnaden är eget arbete i investeringar."
    );
}

#[test]
fn missing_columns_and_missing_files_are_told() {
    let mut grid = grid(ROWS);
    grid.rows[0].cells.remove(&3);
    let read = budget::read(&[grid], &registers(), period(), &Facts::default());
    assert_eq!(
        lines(&read.findings),
        [
            "fel B02 budget/budget.csv rad 1: Filens rubrikrad saknar kolumnen Konto. Raden innehåller ”År”, ”Ansvar”, \
             ”Projekt”, ”Motpart”, ”Belopp”, ”Profil”, ”Slag” och ”Beslut”. Väntat: de kolumner som profilen \
          budget i tabellen Exporter anger."
        ]
    );
    assert_eq!(
        lines(&budget::read(&[], &registers(), period(), &Facts::default()).findings),
        [
            "fel B01 mappen: Mappen budget innehåller ingen fil. Väntat: minst en tabell (.xlsx eller .csv) med \
          budgeten."
        ]
    );
}

#[test]
fn columns_a_budget_may_be_without_are_no_fault() {
    let mut grid = grid(&ROWS[..1]);
    for row in &mut grid.rows {
        [4, 5, 7, 8, 9].iter().for_each(|column| drop(row.cells.remove(column)));
    }
    let registers = registers();
    let read = budget::read(std::slice::from_ref(&grid), &registers, period(), &Facts::default());
    let told = lines(&read.findings);
    assert!(
        told.len() == 1 && told[0].starts_with("varning B21 budget/budget.csv rad 1: Filen läses utan"),
        "{told:?}"
    );
    for lost in
        ["Profil: årets belopp fördelas på tolftedelar", "Slag: alla rader räknas som ursprunglig budget"]
    {
        assert!(told[0].contains(lost), "{told:?}");
    }
    let total: Money = read.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total, Money::from_ore(-100_001));
    assert!(sides_meet(&registers, &[grid], &read.facts));
}

/// "4010 Städ": as in the ledger.
#[test]
fn a_code_with_its_name_behind_it_is_the_code() {
    let mut rows = ROWS.to_vec();
    (rows[0][1], rows[0][2], rows[3][4]) = ("1101 Kansli", "5010 – Löner", "91 Internt");
    let (registers, grids) = (registers(), [grid(&rows)]);
    let read = budget::read(&grids, &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    let plain = budget::read(&[grid(ROWS)], &registers, period(), &Facts::default());
    assert!(read.facts.iter().eq(plain.facts.iter()));
    assert!(sides_meet(&registers, &grids, &read.facts));
}

#[test]
fn an_unknown_ansvar_is_told_in_its_own_column() {
    let mut rows = ROWS.to_vec();
    rows[0][1] = "7777";
    let findings = budget::read(&[grid(&rows)], &registers(), period(), &Facts::default()).findings;
    let told = uppfolj::text::finding::line(findings.sorted()[0]);
    assert!(told.starts_with("fel B04 budget/budget.csv rad 2, kolumn Ansvar: Ansvar 7777"), "{told}");
    assert!(told.contains("eller rätta budgeten."), "{told}");
}

/// A budget whose profile in Exporter has these fields and columns beside the codes.
fn by_columns(fields: &[(&str, &str)], header: &[&str], rows: &[&[&str]]) -> (Registers, RawGrid) {
    let mut grunddata = Grunddata::starter();
    let times = ["år", "belopp", "profil", "slag", "beslut", "projekt", "motpart"];
    grunddata.table("Exporter").retain(|row| row[0] != "budget" || !times.contains(&row[1].as_str()));
    for (field, column) in fields {
        grunddata.add("Exporter", &[("Profil", "budget"), ("Fält", field), ("Kolumn", column)]);
    }
    let (registers, findings) = register::read(&grunddata.raw());
    let registers = registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)));
    let texts = |row: &[&str]| row.iter().map(ToString::to_string).collect::<Vec<String>>();
    let all: Vec<Vec<String>> =
        std::iter::once(texts(header)).chain(rows.iter().map(|row| texts(row))).collect();
    (registers, RawGrid::of_text(&text("budget/budget.csv", &all)))
}

/// The öre of each month of the facts.
fn by_month(facts: &Facts) -> [i128; 12] {
    let mut months = [0; 12];
    for (key, amount) in facts.iter() {
        months[usize::from(key.period.number) - 1] += amount.ore();
    }
    months
}

#[test]
fn a_budget_by_period_falls_where_it_says() {
    let (registers, grid) = by_columns(
        &[("period", "Period"), ("belopp", "Belopp")],
        &["Period", "Ansvar", "Konto", "Belopp"],
        &[&["202703", "1101", "5010", "-10,01"], &["202712", "1101", "5010", "-2,00"]],
    );
    let read = budget::read(std::slice::from_ref(&grid), &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert_eq!(by_month(&read.facts), [0, 0, -1_001, 0, 0, 0, 0, 0, 0, 0, 0, -200]);
    assert!(sides_meet(&registers, std::slice::from_ref(&grid), &read.facts));
    let mut wrong = grid;
    wrong.rows[1].cells.insert(1, RawValue::Text("202700".to_string()));
    let told = lines(&budget::read(&[wrong], &registers, period(), &Facts::default()).findings);
    assert!(
        told.len() == 1 && told[0].starts_with("fel B06 budget/budget.csv rad 2, kolumn Period"),
        "{told:?}"
    );
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

#[test]
fn a_budget_by_months_keeps_each_and_sums_to_its_year() {
    let fields: Vec<(&str, &str)> =
        [("år", "År"), ("belopp", "Året")].into_iter().chain(MONTHS.map(|month| (month, month))).collect();
    let header: Vec<&str> = ["År", "Ansvar", "Konto", "Året"].into_iter().chain(MONTHS).collect();
    let row = |year: &'static str| -> Vec<&str> {
        let months = ["1,00", "", "", "", "", "", "-0,25", "", "", "", "", "4,00"];
        ["2027", "1101", "3510", year].into_iter().chain(months).collect()
    };
    let (registers, grid) = by_columns(&fields, &header, &[&row("4,75"), &row("")]);
    let read = budget::read(std::slice::from_ref(&grid), &registers, period(), &Facts::default());
    assert_eq!(lines(&read.findings), [""; 0]);
    assert_eq!(by_month(&read.facts), [200, 0, 0, 0, 0, 0, -50, 0, 0, 0, 0, 800]);
    assert!(sides_meet(&registers, &[grid], &read.facts));
    let (registers, grid) = by_columns(&fields, &header, &[&row("4,76")]);
    let told = lines(&budget::read(&[grid], &registers, period(), &Facts::default()).findings);
    assert_eq!(
        told,
        [
            "fel B20 budget/budget.csv rad 2, kolumn jan: Månaderna summerar till 4,75 kr men årets belopp är 4,76 kr. \
          Väntat: att årets belopp är summan av månaderna, eller att bara det ena är ifyllt."
        ]
    );
}

#[test]
fn a_profile_of_some_months_is_told_by_the_months_it_lacks() {
    let mut grunddata = Grunddata::starter();
    grunddata.add("Exporter", &[("Profil", "budget"), ("Fält", "jan"), ("Kolumn", "Januari")]);
    let told = lines(&register::read(&grunddata.raw()).1).join("\n");
    assert!(told.contains("R12") && told.contains("feb") && told.contains("dec"), "{told}");
}

/// Last year's outcome of one account of unit 1101, by month number and öre.
fn outcome(months: &[(u8, i128)]) -> Facts {
    let mut facts = Facts::default();
    for (number, ore) in months {
        let subject = Subject::Coded {
            ansvar: Code::new("1101"),
            account: Code::new("5020"),
            project: None,
            internal: false,
        };
        let period = LedgerPeriod::new(2026, *number).expect("a period");
        facts.add(FactKey { measure: Measure::Outcome, period, subject }, Money::from_ore(*ore));
    }
    facts
}

#[test]
fn a_season_follows_last_years_outcome_of_the_unit_and_cost_type() {
    let registers = registers();
    let rows = [
        ["2027", "1101", "5010", "", "", "-100,00", "säsong", "", ""],
        ["2028", "1101", "5010", "", "", "-1,00", "Säsong", "", ""],
    ];
    // July goes the other way and weighs nothing; period 13 is December's.
    let outcome = outcome(&[(0, -9_999), (1, -300), (7, 50), (12, -60), (13, -40)]);
    let read = budget::read(&[grid(&rows[..1])], &registers, period(), &outcome);
    assert_eq!(lines(&read.findings), [""; 0]);
    assert_eq!(by_month(&read.facts), [-7_500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -2_500]);
    let grids = [grid(&rows)];
    let read = budget::read(&grids, &registers, period(), &outcome);
    let contract = registers.export("budget").expect("the budget's profile");
    let counts = [control::count_budget(&grids[0], contract)];
    let left: BTreeMap<FactKey, Money> = outcome.iter().map(|(key, amount)| (key.clone(), amount)).collect();
    let left = control::budget_amounts(&counts, &registers, &left, period());
    assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()));
}

#[test]
fn a_season_that_is_not_there_is_told_and_falls_in_twelfths() {
    let rows = [["2027", "1200", "6010", "", "", "-12,00", "säsong", "", ""]];
    let read = budget::read(&[grid(&rows)], &registers(), period(), &outcome(&[(1, -300)]));
    assert_eq!(
        lines(&read.findings),
        [
            "upplysning B19 budget/budget.csv rad 2, kolumn Profil: En rad för 2027 med profilen säsong, tillsammans \
          −12,00 kr räknat med intäkt plus, har inget utfall 2026 att följa. Väntat: utfall 2026 för samma enhet och \
          kostnadsslag."
        ]
    );
    assert_eq!(by_month(&read.facts), [-100; 12]);
}

/// The findings when Budgetbeslut has these rows: year, decision, kind and sum.
fn decided(rows: &[[&str; 4]]) -> Vec<String> {
    let mut grunddata = Grunddata::starter();
    for [year, name, kind, sum] in rows {
        grunddata
            .add("Budgetbeslut", &[("År", year), ("Beslut", name), ("Slag", kind), ("Summa resultat", sum)]);
    }
    let (registers, findings) = register::read(&grunddata.raw());
    let registers = registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)));
    lines(&budget::read(&[grid(ROWS)], &registers, period(), &Facts::default()).findings)
}

#[test]
fn a_budget_is_held_against_its_decisions() {
    let listed = [
        ["2027", "KF 2026 § 100", "ursprunglig", "-666,67"],
        ["2027", "KF 2027 § 12", "tilläggsbudget", "-50,07"],
        ["2027", "KS 3", "omfördelning", "0"],
    ];
    assert_eq!(decided(&listed), [""; 0]);
    let mut wrong = listed.to_vec();
    wrong[0][3] = "-666,68";
    wrong[1][1] = "KF 2027 § 13";
    assert_eq!(
        decided(&wrong),
        [
            "fel B17 mappen: Beslutet ”KF 2027 § 13” för 2027 finns i tabellen Budgetbeslut men inte i budgetens filer. \
             Väntat: budgetrader med beslutets namn.",
            "fel B16 budget/budget.csv rad 2, kolumn Konto: Den ursprungliga budgeten för 2027 ger resultatet −666,67 kr \
             i budgetens filer. Väntat: −666,68 kr enligt tabellen Budgetbeslut. Skillnaden är 0,01 kr.",
            "varning B18 budget/budget.csv rad 4, kolumn Konto: Beslutet ”KF 2027 § 12” på en rad för 2027, tillsammans \
             −50,07 kr räknat med intäkt plus, finns inte i tabellen Budgetbeslut. Väntat: en rad för varje beslut när \
             tabellen används för året."
        ]
    );
    assert_eq!(
        decided(&[["2026", "KF 2025 § 90", "ursprunglig", ""]]).len(),
        1,
        "another year's table says nothing"
    );
}

#[test]
fn a_decision_made_after_the_period_is_told_and_counted() {
    let told = |date: &str| {
        let mut grunddata = Grunddata::starter();
        let row = [("År", "2027"), ("Beslut", "KF 2027 § 12"), ("Slag", "tilläggsbudget"), ("Datum", date)];
        grunddata.add("Budgetbeslut", &row);
        let (registers, _) = register::read(&grunddata.raw());
        let registers = registers.expect("registers");
        let read = budget::read(&[grid(ROWS)], &registers, period(), &Facts::default());
        lines(&read.findings).into_iter().filter(|line| line.contains(" B32 ")).collect::<Vec<_>>()
    };
    assert_eq!(told("2027-08-31"), [""; 0]);
    let [line] = &told("2027-09-01")[..] else { panic!("one note") };
    assert!(line.starts_with("upplysning B32 budget/budget.csv rad 4"), "{line}");
    assert!(line.contains("är från 2027-09-01, efter augusti 2027") && line.contains("−50,07 kr"), "{line}");
}

#[test]
fn a_transfer_sums_to_zero() {
    assert_eq!(
        found(6, "Belopp", "-899,99"),
        [
            "fel B15 budget/budget.csv rad 7, kolumn Konto: Omfördelningen ”KS 3” för 2027 summerar till 0,01 kr. Väntat: \
             att en omfördelning summerar till noll: det som en enhet får lämnar en annan."
        ]
    );
}

#[test]
fn a_budget_with_a_turned_sign_is_a_fault() {
    let told = found(0, "Belopp", "1 000,01");
    assert_eq!(
        told,
        [
            "fel B22 mappen: Med profilens tecken blir intäkterna (klass 3, 80 och 82) 345,34 kr och kostnaderna (klass 5 \
          och 83) 1 000,01 kr. Väntat: intäkter med plus och kostnader med minus när filen är läst."
        ]
    );
}

#[test]
fn the_same_fault_on_many_rows_is_told_once_and_many_faults_are_counted() {
    let told = |year: &dyn Fn(usize) -> String| {
        let row = |at: usize| {
            let mut row = ROWS[0].map(ToString::to_string).to_vec();
            row[0] = year(at);
            row
        };
        let header = [HEADER.iter().map(ToString::to_string).collect()];
        let rows: Vec<Vec<String>> = header.into_iter().chain((0..60).map(row)).collect();
        let grids = [RawGrid::of_text(&text("budget/budget.csv", &rows))];
        lines(&budget::read(&grids, &registers(), period(), &Facts::default()).findings)
    };
    assert_eq!(
        told(&|_| "27".to_string()),
        [
            "fel B06 budget/budget.csv rad 2, kolumn År: I kolumnen År står ”27”. Detsamma gäller på 59 rader till: rad \
          3, 4, 5, 6, 7 och flera. Väntat: ett årtal, till exempel 2020."
        ]
    );
    let each = told(&|at| format!("x{at}"));
    assert_eq!(each.iter().filter(|line| line.starts_with("fel B06")).count(), 50);
    let counted: Vec<&String> = each.iter().filter(|line| line.starts_with("fel B12")).collect();
    assert!(counted.len() == 1 && counted[0].contains("10 rader"), "{counted:?}");
}
