//! The finance policy of the sample: its limits pushed over by one unit, its data blanked, its sums moved by one krona, from
//! register to both outputs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use uppfolj::raw::RawValue;
use uppfolj::register::schema::file_stem;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{CellRead, Element, ReadBack};

use crate::common::{output, report, sample, told, without_table};

const POLICY: &str = "Mått;Villkor;Gräns;Övre gräns;Beslut;Giltig från;Giltig till";
const LOANS: &str =
    "Lån;Långivare;Belopp;Upptaget;Förfaller;Ränta;Räntan bunden till;Giltig från;Giltig till";
const PLACEMENTS: &str = "Motpart;Slag;Belopp;Datum;Förfaller;Giltig från;Giltig till";
const LENDING: &str = "Låntagare;Ändamål;Belopp;Förfaller;Giltig från;Giltig till";
const GUARANTEES: &str = "Borgen för;Långivare;Belopp;Förfaller;Giltig från;Giltig till";
const LIQUIDITY: &str = "Månad;Kassa och bank;Checkkredit;Utnyttjad checkkredit;Övriga likvida medel;Källa";

/// Replaces a register with these rows.
fn with(folder: &Path, table: &str, heading: &str, rows: &[&str]) {
    without_table(folder, table);
    fs::create_dir_all(folder.join("grunddata")).expect("the folder");
    let name = file_stem(table);
    let text = format!("{heading}\n{}\n", rows.join("\n"));
    fs::write(folder.join(format!("grunddata/{name}.csv")), text).expect("the register");
}

/// Two loans, a placement, a loan out, a guarantee and two months of liquidity: 100 mkr owed from 2020-03.
fn small(folder: &Path) {
    with(
        folder,
        "Lån",
        LOANS,
        &[
            "L1;Bank A;60000000;2019-01-15;2021-12-31;1,5;2021-12-31;;",
            "L2;Bank B;40000000;2020-03-10;2024-12-30;0,5;;;",
        ],
    );
    with(
        folder,
        "Placeringar",
        PLACEMENTS,
        &["Bank A;konto;30000000;2020-01-01;;;", "Bank B;fond;20000000;2020-01-01;2021-02-01;;"],
    );
    with(folder, "Utlåning", LENDING, &["Föreningen;;5000000;;2020-01-01;"]);
    with(folder, "Borgen", GUARANTEES, &["Bolaget;Bank A;247462000;;2018-12-31;"]);
    with(
        folder,
        "Likviditet",
        LIQUIDITY,
        &["2020-11;20000000;10000000;0;;", "2020-12;48969107,73;10000000;4000000;1000000;Banken"],
    );
}

fn read(outputs: &Path, start: &str) -> ReadBack {
    pdf::read_back(&output(outputs, start, ".pdf")).expect("the PDF")
}

fn plain(cell: &CellRead) -> String {
    cell.text.replace('\u{a0}', " ")
}

/// Row heading → the other cells of a table, as printed.
fn printed(read: &ReadBack, caption: &str) -> BTreeMap<String, Vec<String>> {
    let table = read.tables().find(|table| table.caption.starts_with(caption));
    let table = table.unwrap_or_else(|| panic!("the table {caption}"));
    let row = |row: &Vec<CellRead>| (plain(&row[0]), row[1..].iter().map(plain).collect());
    table.rows[1..].iter().map(row).collect()
}

/// The text of the lists, where breaches and what is not measured stand.
fn remarks(read: &ReadBack) -> String {
    let said = read.elements.iter().filter_map(|element| match element {
        Element::ListItem(text) | Element::Paragraph(text) => Some(text.replace('\u{a0}', " ")),
        _ => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

/// Value and state of each limit's row.
fn states(folder: &Path, limits: &[&str]) -> BTreeMap<String, (String, String)> {
    with(folder, "Finanspolicy", POLICY, limits);
    let (outcome, outputs) = report(folder, "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let rows = printed(&read(&outputs, "Årsredovisning"), "Finanspolicyns gränser per");
    rows.into_iter().map(|(name, cells)| (name, (cells[1].clone(), cells[3].clone()))).collect()
}

/// Each measure of the catalogue with its value at 2020-12, a limit that holds it and one a unit tighter that does not.
/// 5 685 inhabitants, låneram 160 mkr; from 31 December 365 days to the end of 2021 and 1 460 to 30 December 2024.
const MEASURES: [(&str, &str, &str, &str, &str); 17] = [
    ("låneskuld i mkr", "Låneskuld, mkr", "100,0", "högst;100", "högst;99,999999"),
    ("låneskuld per invånare i kr", "Låneskuld per invånare, kr", "17 590", "högst;17591", "högst;17590"),
    (
        "utnyttjad låneram i procent",
        "Utnyttjad del av låneramen, procent",
        "62,5",
        "högst;62,5",
        "högst;62,4",
    ),
    (
        "kapitalförfall inom 12 månader i procent",
        "Lån som förfaller inom tolv månader, procent",
        "60,0",
        "högst;60",
        "högst;59",
    ),
    // 0,6 · 365 days and 0,4 · 1 460 days.
    ("kapitalbindning i år", "Genomsnittlig kapitalbindning, år", "2,20", "minst;2,2", "minst;2,21"),
    ("räntebindning i år", "Genomsnittlig räntebindning, år", "0,60", "intervall;0,6", "intervall;0,61"),
    (
        "ränteförfall inom 12 månader i procent",
        "Lån vars ränta omförhandlas inom tolv månader, procent",
        "100,0",
        "högst;100",
        "högst;99",
    ),
    ("genomsnittsränta i procent", "Genomsnittlig ränta, procent", "1,10", "högst;1,1", "högst;1,09"),
    (
        "största långivares andel i procent",
        "Den största långivarens andel av lånen, procent",
        "60,0",
        "högst;60",
        "högst;59",
    ),
    (
        "största motparts andel av placeringarna i procent",
        "Den största motpartens andel av placeringarna, procent",
        "60,0",
        "högst;60",
        "högst;59",
    ),
    // 48,969 and 6 of the credit and 1.
    ("likviditetsreserv i mkr", "Likviditetsreserv, mkr", "56,0", "minst;55,969107", "minst;55,969108"),
    ("likviditet i dagar", "Likviditet, dagar", "42", "minst;41,8", "minst;42"),
    ("utnyttjad checkkredit i mkr", "Utnyttjad checkkredit, mkr", "4,0", "högst;4", "högst;3,999999"),
    ("utlåning i mkr", "Utlåning, mkr", "5,0", "högst;5", "högst;4,999999"),
    ("placeringar i mkr", "Placeringar, mkr", "50,0", "högst;50", "högst;49,999999"),
    ("borgen i mkr", "Borgensåtaganden, mkr", "247,5", "högst;247,462", "högst;247,461999"),
    ("borgen per invånare i kr", "Borgensåtaganden per invånare, kr", "43 529", "högst;43529", "högst;43528"),
];

fn limit_row(measure: &str, limit: &str) -> String {
    let upper = if limit.starts_with("intervall") { "5" } else { "" };
    format!("{measure};{limit};{upper};KF;2020-01-01;")
}

#[test]
fn each_measure_is_within_at_its_limit_and_breached_one_unit_beyond_it() {
    let folder = sample();
    small(folder.path());
    let held: Vec<String> = MEASURES.iter().map(|one| limit_row(one.0, one.3)).collect();
    let held = states(folder.path(), &held.iter().map(String::as_str).collect::<Vec<_>>());
    let beyond: Vec<String> = MEASURES.iter().map(|one| limit_row(one.0, one.4)).collect();
    let beyond = states(folder.path(), &beyond.iter().map(String::as_str).collect::<Vec<_>>());
    for (measure, row, value, ..) in MEASURES {
        let expected = |state: &str| Some((value.to_string(), state.to_string()));
        assert_eq!(held.get(row).cloned(), expected("Inom"), "{measure}");
        assert_eq!(beyond.get(row).cloned(), expected("Bryts"), "{measure}");
    }
    assert_eq!(held.len(), MEASURES.len());
}

#[test]
fn breaches_head_the_section_and_say_since_when() {
    let folder = sample();
    small(folder.path());
    let limits = [
        "låneskuld i mkr;högst;50;;KF 0;2020-01-01;2020-06-30",
        "låneskuld i mkr;högst;200;;KF 1;2020-07-01;",
        "låneskuld per invånare i kr;högst;12000;;KF 2;2020-01-01;",
        "likviditetsreserv i mkr;minst;60;;KF 3;2020-01-01;",
        "utnyttjad låneram i procent;högst;50;;KF 4;2020-01-01;2020-06-30",
        "utnyttjad låneram i procent;högst;60;;KF 5;2020-07-01;",
        "borgen i mkr;högst;200;;;;",
        "utlåning i mkr;högst;1;;;;",
    ];
    with(folder.path(), "Utlåning", LENDING, &["Föreningen;;5000000;;;"]);
    with(folder.path(), "Finanspolicy", POLICY, &limits);
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let report = read(&outputs, "Årsredovisning");
    let said = remarks(&report);
    for sentence in [
        "Av finanspolicyns 6 gränser bryts 5 och hålls 1.",
        // The register of guarantees begins then; the loan out has no first day, and ten years are looked back.
        "Borgensåtaganden: 247,5 mkr. Gränsen är högst 200 mkr. Bruten åtminstone sedan december 2018.",
        "Utlåning: 5,0 mkr. Gränsen är högst 1 mkr. Bruten åtminstone sedan januari 2011.",
        // 60 mkr of 5 693 are below 12 000 kr each, 100 mkr from March are not.
        "Låneskuld per invånare: 17 590 kr. Gränsen är högst 12 000 kr. Bruten sedan mars 2020.",
        // The limit of the first half year was breached in March, that of the second is.
        "Utnyttjad del av låneramen: 62,5 procent. Gränsen är högst 60 procent. Bruten sedan mars 2020.",
        // Of the first half year's limit alone.
        "Tidigare under året, januari–juni 2020, var gränsen för låneskuld bruten.",
        // November is 30 mkr, October is not known.
        "Likviditetsreserv: 56,0 mkr. Gränsen är minst 60 mkr. Bruten åtminstone sedan november 2020.",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let table = report.tables().find(|table| table.caption.starts_with("Finanspolicyns gränser per"));
    let states: Vec<String> = table.expect("the limits").rows[1..].iter().map(|row| plain(&row[4])).collect();
    assert_eq!(states, ["Bryts", "Bryts", "Bryts", "Bryts", "Bryts", "Inom"]);
    let months = printed(&report, "Finanspolicyns gränser månad för månad");
    let debt = &months["Låneskuld, mkr"];
    assert_eq!([&debt[0], &debt[1], &debt[2], &debt[11]], ["60,0", "60,0", "100,0", "100,0"]);
    let lines = told(&outcome);
    let breach = "varning M20 grunddata/finanspolicy.csv rad 4, kolumn Gräns: Finanspolicyns gräns är bruten sedan mars 2020: låneskuld per invånare är 17 590 kr.";
    let found = lines.iter().any(|line| line.replace('\u{a0}', " ").starts_with(breach));
    assert!(found, "{lines:#?}");
}

#[test]
fn what_is_blank_is_not_measured_and_never_within() {
    let folder = sample();
    small(folder.path());
    with(folder.path(), "Likviditet", LIQUIDITY, &["2020-12;48969107,73;10000000;;;"]);
    with(folder.path(), "Lån", LOANS, &["L1;Bank A;60000000;2021-01-15;2021-12-31;1,5;;;"]);
    with(folder.path(), "Placeringar", PLACEMENTS, &["Bank A;;1;2020-01-01;2020-11-30;;"]);
    let limits = [
        "utnyttjad checkkredit i mkr;högst;100;;;;",
        "likviditetsreserv i mkr;minst;0;;;;",
        "låneskuld i mkr;högst;1000;;;;",
        "största motparts andel av placeringarna i procent;högst;100;;;;",
        "borgen i mkr;högst;1000;;;;",
    ];
    let rows = states(folder.path(), &limits);
    for (row, state) in [
        ("Utnyttjad checkkredit, mkr", ("", "Ej mätt")),
        ("Likviditetsreserv, mkr", ("", "Ej mätt")),
        ("Låneskuld, mkr", ("", "Ej mätt")),
        ("Den största motpartens andel av placeringarna, procent", ("", "Ej mätt")),
        ("Borgensåtaganden, mkr", ("247,5", "Inom")),
    ] {
        let (value, word) = &rows[row];
        assert_eq!((value.as_str(), word.as_str()), state, "{row}");
    }
    let (outcome, outputs) = report(folder.path(), "2020-12");
    let said = remarks(&read(&outputs, "Årsredovisning"));
    assert!(
        said.contains("Av finanspolicyns 5 gränser bryts ingen och hålls 1; 4 går inte att mäta."),
        "{said}"
    );
    let lines = told(&outcome);
    for lack in [
        "säger inte hur mycket av checkkrediten som är utnyttjat",
        "registret Lån har inga rader för tiden",
        "det finns inget att räkna på",
    ] {
        assert!(said.contains(lack), "{lack}: {said}");
        assert!(
            lines.iter().any(|line| line.starts_with("upplysning M21") && line.contains(lack)),
            "{lines:#?}"
        );
    }
}

#[test]
fn the_sample_meets_its_balance_sheet_and_one_krona_is_told() {
    let folder = sample();
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert!(!told(&outcome).iter().any(|line| line.contains(" A10 ")), "{:#?}", told(&outcome));
    let sums = printed(&read(&outputs, "Årsredovisning"), "Registren mot balansräkningen");
    for (row, sum) in [
        ("Lån", "137 184 980,12"),
        ("Borgensförbindelser", "247 462 000,00"),
        ("Kassa och bank", "48 969 107,73"),
    ] {
        assert_eq!(sums[row], [sum, sum, "0,00", "Stämmer"], "{row}");
    }
    let total = &printed(&read(&outputs, "Årsredovisning"), "Borgensåtaganden")["Summa"];
    assert_eq!(total[2..], ["247 462", "227 225"]);

    with(folder.path(), "Borgen", GUARANTEES, &["Bolaget;;247462001;;2018-12-31;"]);
    with(folder.path(), "Likviditet", LIQUIDITY, &["2020-12;48969106,73;;;;"]);
    with(folder.path(), "Lån", LOANS, &["L1;Bank;137184981,12;2019-01-15;2021-12-31;1,5;;;"]);
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    let sums = printed(&read(&outputs, "Årsredovisning"), "Registren mot balansräkningen");
    for (row, difference) in [("Lån", "+1,00"), ("Borgensförbindelser", "+1,00"), ("Kassa och bank", "−1,00")]
    {
        assert_eq!(sums[row][2..], [difference, "Skiljer"], "{row}");
    }
    let lines: Vec<String> = told(&outcome).iter().map(|line| line.replace('\u{a0}', " ")).collect();
    let told = "varning A10 mappen: Registret Borgen summerar till 247 462 001,00 kr per 2020-12-31, men \
                balansräkningens borgensförbindelser är 247 462 000,00 kr. Skillnaden är 1,00 kr.";
    assert!(lines.iter().any(|line| line.starts_with(told)), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.starts_with("varning A10")).count(), 3);
}

#[test]
fn the_calendar_counts_all_that_stands_and_the_workbook_says_the_same() {
    let folder = sample();
    small(folder.path());
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let report = read(&outputs, "Årsredovisning");
    let calendar = printed(&report, "Förfallokalender");
    // Loans, rates, placements; the guarantee has no day.
    for (row, figures) in [
        ("januari 2021", ["", "", ""]),
        ("februari 2021", ["", "", "20 000"]),
        ("december 2021", ["60 000", "60 000", ""]),
        ("Inom tolv månader", ["60 000", "60 000", "20 000"]),
        ("Senare", ["40 000", "", ""]),
        ("Rörlig ränta eller utan slutdag", ["", "40 000", "30 000"]),
        ("Summa", ["100 000", "100 000", "50 000"]),
    ] {
        assert_eq!(calendar[row], figures, "{row}");
    }
    assert_eq!(calendar.len(), 16);
    let book = read_workbook("bok.xlsx", &output(&outputs, "Mål", ".xlsx")).expect("the workbook");
    // A sheet for each shape of table.
    let names = ["Finanspolicy", "Finanspolicy månad för månad", "Lån, placeringar och borgen"];
    let texts: Vec<&str> = names
        .into_iter()
        .map(|name| book.sheets.iter().find(|sheet| &*sheet.name == name).expect("the sheet"))
        .flat_map(|sheet| sheet.cells.values())
        .filter_map(|value| match value {
            RawValue::Text(text) => Some(text.trim()),
            _ => None,
        })
        .collect();
    for table in report.tables().filter(|table| table.caption.contains("inanspolicy")) {
        for row in &table.rows[1..] {
            let heading = row[0].text.trim();
            assert!(texts.contains(&heading), "{heading} is not on the sheet");
        }
    }
    for caption in ["Förfallokalender", "Lån", "Borgensåtaganden", "Registren mot balansräkningen"] {
        assert!(texts.iter().any(|text| text.starts_with(caption)), "{caption} is not on the sheet");
    }
}

#[test]
fn the_interim_report_and_the_month_have_the_section_and_a_folder_without_registers_has_none() {
    let folder = sample();
    let (_, outputs) = report(folder.path(), "2020-08");
    let interim = read(&outputs, "Delårsrapport");
    let said = remarks(&interim);
    assert!(said.contains("Bruten sedan mars 2020."), "{said}");
    let sums = printed(&interim, "Registren mot balansräkningen");
    assert_eq!(sums["Lån"], ["137 469 376,69", "137 469 376,69", "0,00", "Stämmer"]);
    // Guarantees stand below the balance sheet once a year.
    assert_eq!(sums["Borgensförbindelser"], ["247 517 000,00", "Uppgift saknas", "", "Ej avstämt"]);
    let (_, outputs) = report(folder.path(), "2020-03");
    assert!(remarks(&read(&outputs, "Månadsrapport")).contains("Bruten sedan mars 2020."));

    for table in ["Finanspolicy", "Lån", "Placeringar", "Utlåning", "Borgen", "Likviditet"] {
        without_table(folder.path(), table);
    }
    let (outcome, outputs) = report(folder.path(), "2020-12");
    let lines = told(&outcome);
    assert!(
        !lines.iter().any(|line| ["M20", "M21", "A10"].iter().any(|code| line.contains(code))),
        "{lines:#?}"
    );
    let bare = read(&outputs, "Årsredovisning");
    assert!(!bare.tables().any(|table| table.caption.contains("inanspolicy") || table.caption == "Lån"));
}

#[test]
fn bad_rows_are_told_at_their_cells() {
    let folder = sample();
    with(
        folder.path(),
        "Finanspolicy",
        POLICY,
        &[
            "utnyttjad låneram i procent;högst;0,95;;;;",
            "räntebindning i år;intervall;5;2;;;",
            "räntebindning i år;intervall;2;;;2021-01-01;",
            "skulden;högst;1;;;;",
            "borgen i mkr;högst;;;;;",
            "låneskuld i mkr;högst;10;20;;;",
            "utlåning i mkr;högst;10;;;;2020-06-30",
            "utlåning i mkr;högst;20;;;2020-06-30;",
            "placeringar i mkr;högst;20;;;2020-06-30;2020-06-29",
            "genomsnittsränta i procent;högst;0,5;;;;",
        ],
    );
    with(
        folder.path(),
        "Lån",
        LOANS,
        &[
            "L1;Bank A;1;2019-01-15;;1,5;;;",
            "L2;Bank A;1;2019-01-15;2021-01-15;1,5;2022-01-15;;",
            "L3;Bank A;-1;2019-01-15;2021-01-15;0,0125;;;",
            "L4;Bank A;1;2019-01-15;2018-01-15;0,25;;;",
            "L5;Bank A;2;2019-01-15;2021-01-15;1,5;;;2020-03-31",
            "L5;Bank A;1;2019-01-15;2021-01-15;1,5;;2020-03-31;",
        ],
    );
    with(
        folder.path(),
        "Likviditet",
        LIQUIDITY,
        &["2020-01;1;;;;", "2020-01;1;;;;", "2020-02;1;5;6;;", "2020-03;1;5;5;-1;"],
    );
    let (outcome, _) = report(folder.path(), "2020-12");
    assert_eq!(outcome.exit.code(), 1);
    let mut found: Vec<String> = told(&outcome)
        .into_iter()
        .filter(|line| {
            ["finanspolicy.csv", "lan.csv", "likviditet.csv"].iter().any(|file| line.contains(file))
        })
        .map(|line| line.split(": ").next().unwrap_or_default().replace("grunddata/", ""))
        .collect();
    found.sort();
    let mut expected = vec![
        "varning R28 finanspolicy.csv rad 2, kolumn Gräns",
        "fel R24 finanspolicy.csv rad 3, kolumn Övre gräns",
        "fel R04 finanspolicy.csv rad 4, kolumn Övre gräns",
        "fel R29 finanspolicy.csv rad 4, kolumn Mått",
        "fel R05 finanspolicy.csv rad 5, kolumn Mått",
        "fel R04 finanspolicy.csv rad 6, kolumn Gräns",
        "fel R25 finanspolicy.csv rad 7, kolumn Övre gräns",
        "fel R29 finanspolicy.csv rad 9, kolumn Mått",
        "fel R16 finanspolicy.csv rad 10, kolumn Giltig till",
        "fel R04 lan.csv rad 2, kolumn Förfaller",
        "fel R27 lan.csv rad 3, kolumn Räntan bunden till",
        "fel R26 lan.csv rad 4, kolumn Belopp",
        "varning R28 lan.csv rad 4, kolumn Ränta",
        "fel R27 lan.csv rad 5, kolumn Upptaget",
        "fel R29 lan.csv rad 7, kolumn Lån",
        "fel R06 likviditet.csv rad 3, kolumn Månad",
        "varning R30 likviditet.csv rad 4, kolumn Utnyttjad checkkredit",
        "fel R26 likviditet.csv rad 5, kolumn Övriga likvida medel",
    ];
    expected.sort_unstable();
    assert_eq!(found, expected, "{found:#?}");
    let both =
        "Här står 0,95. Det läses som 0,95 procent, men kan vara skrivet som andel och betyda 95 procent.";
    assert!(told(&outcome).iter().any(|line| line.contains(both)), "{:#?}", told(&outcome));
}

/// The years in which 100 mkr fall due and their rates are set anew, from its table.
fn years(folder: &Path) -> Vec<String> {
    let (_, outputs) = report(folder, "2020-12");
    let rows = printed(&read(&outputs, "Årsredovisning"), "Lånens förfall och räntebindning per år");
    rows.into_iter().map(|(name, cells)| format!("{name}: {}", cells.join(" | "))).collect()
}

#[test]
fn a_loan_falls_due_in_the_year_of_its_day() {
    let folder = sample();
    small(folder.path());
    let mut expected = ["2021: 60 000 | 60 000", "2022:  | ", "2023:  | ", "2024: 40 000 | "].to_vec();
    expected.extend(["Rörlig ränta eller utan slutdag:  | 40 000", "Summa: 100 000 | 100 000"]);
    assert_eq!(years(folder.path()), expected);
    // A day later is another year; what is beyond ten years is told together.
    let loans = [
        "L1;Bank A;60000000;2019-01-15;2022-01-01;1,5;2021-12-31;;",
        "L2;Bank B;40000000;2020-03-10;2031-01-01;0,5;2030-12-31;;",
    ];
    with(folder.path(), "Lån", LOANS, &loans);
    let later = years(folder.path());
    assert_eq!(later[..2], ["2021:  | 60 000", "2022: 60 000 | "]);
    assert_eq!(
        later[9..],
        [
            "2030:  | 40 000",
            "Rörlig ränta eller utan slutdag:  | ",
            "Senare: 40 000 | ",
            "Summa: 100 000 | 100 000"
        ]
    );
}
