//! The sample `samples/grastorp` itself: that it is what its source tables give, that it meets the published figures
//! although no published total is an input, and that it looks like a real export.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use uppfolj::domain::period::Month;
use uppfolj::raw::Postings;
use uppfolj::{intake, register, source, text};

#[path = "sample/answers.rs"]
mod answers;
#[path = "../samples/bygg/exempel/mod.rs"]
mod exempel;

const ORE_PER_TKR: i64 = 100_000;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> PathBuf {
    root().join("samples/bygg/kallor")
}

/// A table with `;`, by heading: read here with plain means, not with the program's.
fn table(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let (text, _, _) = match std::str::from_utf8(bytes) {
        Ok(_) => encoding_rs::UTF_8.decode(bytes),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes),
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let headings = reader.headers().expect("a heading row").clone();
    let row = |record: csv::StringRecord| {
        headings.iter().map(str::to_string).zip(record.iter().map(str::to_string)).collect()
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn table_at(path: &Path) -> Vec<BTreeMap<String, String>> {
    table(&fs::read(path).unwrap_or_else(|why| panic!("{}: {why}", path.display())))
}

struct LedgerRow {
    file: String,
    account: String,
    ansvar: String,
    project: String,
    year: i32,
    period: u8,
    voucher: String,
    ore: i64,
}

/// Exact kronor with a decimal comma, in öre.
fn ore(text: &str) -> i64 {
    let (kr, decimals) = text.split_once(',').expect("two decimals");
    assert_eq!(decimals.len(), 2, "{text}");
    format!("{kr}{decimals}").parse().expect("an amount")
}

/// All rows of the ledger, read once for all tests.
fn ledger() -> &'static [LedgerRow] {
    static ROWS: LazyLock<Vec<LedgerRow>> = LazyLock::new(read_ledger);
    &ROWS
}

fn read_ledger() -> Vec<LedgerRow> {
    let folder = root().join("samples/grastorp/redovisning");
    let mut rows = Vec::new();
    for entry in fs::read_dir(&folder).expect("the folder redovisning") {
        let path = entry.expect("a file").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        rows.extend(table_at(&path).into_iter().map(|row| LedgerRow {
            file: file.clone(),
            account: row["Konto"].clone(),
            ansvar: row["Ansvar"].clone(),
            project: row["Projekt"].clone(),
            year: row["Period"][..4].parse().expect("a year"),
            period: row["Period"][4..].parse().expect("a period"),
            voucher: row["Verifikation"].clone(),
            ore: ore(&row["Belopp"]),
        }));
    }
    rows
}

fn accounts() -> BTreeMap<String, BTreeMap<String, String>> {
    let rows = table_at(&sources().join("konton.csv"));
    rows.into_iter().map(|row| (row["Konto"].clone(), row)).collect()
}

fn is_result(account: &str) -> bool {
    account >= "3" && account != "8990"
}

/// Rounded half away from zero.
fn tkr(ore: i64) -> i64 {
    (ore.abs() + ORE_PER_TKR / 2) / ORE_PER_TKR * ore.signum()
}

fn published(name: &str) -> Vec<BTreeMap<String, String>> {
    table_at(&root().join("tests/publicerat").join(name))
}

fn number(text: &str) -> i64 {
    if text.is_empty() { 0 } else { text.parse().expect("a whole number") }
}

/// What is booked on each line of the statements in a year: income and liabilities +.
fn by_line(rows: &[LedgerRow], year: i32, result: bool) -> BTreeMap<String, i64> {
    let accounts = accounts();
    let mut lines = BTreeMap::new();
    for row in rows.iter().filter(|row| row.year == year && is_result(&row.account) == result) {
        *lines.entry(accounts[&row.account]["Rad"].clone()).or_insert(0) -= row.ore;
    }
    lines
}

/// What the accounts of a note row, or one account, stand at when a month ends: debts +, its closing period in December.
fn stands(year: i32, month: u8, belongs: impl Fn(&str) -> bool) -> i64 {
    let last = if month == 12 { 13 } else { month };
    let rows = ledger().iter().filter(|row| row.year == year && row.period <= last);
    -rows.filter(|row| belongs(&row.account)).map(|row| row.ore).sum::<i64>()
}

#[test]
fn loans_and_liquidity_meet_the_ledger_to_the_ore_at_every_month_end() {
    let (accounts, loans) = (accounts(), table_at(&sources().join("lan.csv")));
    let liquidity = table_at(&sources().join("likviditet.csv"));
    for (year, month) in [2019, 2020].into_iter().flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let ended = Month { year, month }.last_day().to_string();
        let owed = |row: &&BTreeMap<String, String>| {
            let begins = row["Upptaget"].as_str().max(&row["Giltig från"]);
            let ends = &row["Giltig till"];
            begins <= ended.as_str() && (ends.is_empty() || *ends >= ended) && row["Förfaller"] > ended
        };
        let registered: i64 = loans.iter().filter(owed).map(|row| ore(&row["Belopp"])).sum();
        let is_loan = |account: &str| accounts[account]["Notrad"] == "Lån i banker och kreditinstitut";
        assert_eq!(registered, stands(year, month, is_loan), "{ended}");
        let row = liquidity.iter().find(|row| ended.starts_with(&row["Månad"])).expect("the month's row");
        assert_eq!(ore(&row["Kassa och bank"]), -stands(year, month, |account| account == "1920"), "{ended}");
    }
}

#[test]
fn the_committed_folder_is_what_the_sources_give() {
    let built = exempel::build(&sources()).expect("the sample is built");
    let folder = root().join("samples/grastorp");
    for (name, bytes) in &built {
        let committed = fs::read(folder.join(name)).unwrap_or_default();
        assert!(*bytes == committed, "{name}: run `cargo run --example bygg_exempel` and commit");
    }
    for part in ["redovisning", "budget", "matvarden"] {
        for entry in fs::read_dir(folder.join(part)).expect("a folder") {
            let name = format!("{part}/{}", entry.expect("a file").file_name().to_string_lossy());
            assert!(built.contains_key(&name), "{name} is not built from the sources");
        }
    }
}

#[test]
fn every_voucher_balances_within_its_file_and_period() {
    let mut vouchers: BTreeMap<(&str, i32, u8, &str), i64> = BTreeMap::new();
    for row in ledger() {
        *vouchers.entry((&row.file, row.year, row.period, &row.voucher)).or_default() += row.ore;
    }
    let names: BTreeSet<(i32, &str)> = vouchers.keys().map(|(_, year, _, name)| (*year, *name)).collect();
    assert_eq!(names.len(), vouchers.len(), "a voucher stands in two files or periods");
    let wrong: Vec<_> = vouchers.iter().filter(|(_, sum)| **sum != 0).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn each_year_has_some_twenty_thousand_rows_in_every_period() {
    let rows = ledger();
    for year in [2019, 2020] {
        let own: Vec<&LedgerRow> = rows.iter().filter(|row| row.year == year).collect();
        assert!((15_000..=25_000).contains(&own.len()), "{year}: {} rows", own.len());
        let periods: BTreeSet<u8> = own.iter().map(|row| row.period).collect();
        assert_eq!(periods, (0..=13).collect(), "{year}");
        let classes: BTreeSet<char> = own.iter().filter_map(|row| row.account.chars().next()).collect();
        assert_eq!(classes, ('1'..='8').collect(), "{year}");
    }
}

#[test]
fn the_export_has_what_real_exports_have() {
    let bytes = fs::read(root().join("samples/grastorp/redovisning/2020-kv1.csv")).expect("a ledger file");
    assert!(std::str::from_utf8(&bytes).is_err(), "not Windows-1252");
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    for sign in ["å", "ä", "ö", "Å", "\"\"", "\r\n", ";0000;", ";07201;", ";202000;"] {
        assert!(text.contains(sign), "{sign:?} does not occur");
    }
    assert!(!text.replace("\r\n", "").contains('\n'), "a line without CR");
    assert!(text.lines().any(|line| line.starts_with("0")), "no code with a leading zero");
}

/// In classes 3–7 no row is above five per cent of its line in the resultaträkning, but those samples/README.md names.
#[test]
fn no_row_makes_a_line_come_out() {
    let rows = ledger();
    let accounts = accounts();
    let readme = fs::read_to_string(root().join("samples/README.md")).expect("samples/README.md");
    for year in [2019, 2020] {
        let lines = by_line(rows, year, true);
        let own = rows.iter().filter(|row| row.year == year);
        for row in own.filter(|row| is_result(&row.account) && row.account.as_str() < "8") {
            let line = &accounts[&row.account]["Rad"];
            let large = row.ore.abs() * 20 > lines[line].abs();
            assert!(!large || readme.contains(&row.voucher), "{} on {line} is not named", row.voucher);
        }
    }
}

/// Amounts vary: none stands often on the same account, and nearly none is in whole kronor.
#[test]
fn there_are_no_series_of_equal_rows() {
    let rows = ledger();
    let mut times: BTreeMap<(i32, &str, i64), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_result(&row.account)) {
        *times.entry((row.year, &row.account, row.ore)).or_default() += 1;
    }
    // Amounts of some kronor meet by chance; larger ones must not come back.
    let often: Vec<_> =
        times.iter().filter(|((_, _, ore), count)| ore.abs() > ORE_PER_TKR && **count > 2).collect();
    assert!(often.is_empty(), "{often:?}");
    let result = rows.iter().filter(|row| is_result(&row.account)).count();
    let whole = rows.iter().filter(|row| is_result(&row.account) && row.ore % 100 == 0).count();
    assert!(whole * 50 < result, "{whole} of {result} rows are in whole kronor");
}

#[test]
fn the_income_statement_meets_the_published_one_line_by_line() {
    let rows = ledger();
    for (year, heading) in [(2020, "2020"), (2019, "2019")] {
        let lines = by_line(rows, year, true);
        for expected in published("resultatrakning.csv") {
            if let Some(found) = lines.get(&expected["Rad"]) {
                assert_eq!(tkr(*found), number(&expected[heading]), "{} {year}", expected["Text"]);
                assert_ne!(found % ORE_PER_TKR, 0, "{} {year} is a whole tkr", expected["Text"]);
            }
        }
        let result: i64 = lines.values().sum();
        let expected = published("resultatrakning.csv");
        let expected = expected.iter().find(|row| row["Rad"] == "AR").expect("the last line");
        assert_eq!(tkr(result), number(&expected[heading]));
    }
}

#[test]
fn the_budget_meets_the_published_one_line_by_line() {
    let accounts = accounts();
    let mut lines: BTreeMap<String, i64> = BTreeMap::new();
    let mut changes: BTreeMap<String, i64> = BTreeMap::new();
    for row in table_at(&root().join("samples/grastorp/budget/budget-2020.csv")) {
        let line = &accounts[&row["Konto"]]["Rad"];
        *lines.entry(line.clone()).or_default() += ore(&row["Belopp"]);
        if row["Slag"] != "ursprunglig" {
            *changes.entry(row["Beslut"].clone()).or_default() += ore(&row["Belopp"]);
        }
    }
    for expected in published("resultatrakning.csv").iter().filter(|row| lines.contains_key(&row["Rad"])) {
        assert_eq!(tkr(lines[&expected["Rad"]]), number(&expected["Budget 2020"]), "{}", expected["Text"]);
    }
    let result: i64 = lines.values().sum();
    let outcome: i64 = by_line(ledger(), 2020, true).values().sum();
    let expected = published("resultatrakning.csv");
    let expected = expected.iter().find(|row| row["Rad"] == "AR").expect("the last line");
    assert_eq!(tkr(result), number(&expected["Budget 2020"]));
    let deviation = number(&expected["2020"]) - number(&expected["Budget 2020"]);
    assert_eq!(tkr(outcome - result), deviation, "the deviation is rounded once");
    assert_eq!(lines.len(), 7, "{lines:?}");
    assert!(changes.len() > 1 && changes.values().all(|sum| *sum == 0), "{changes:?}");
}

#[test]
fn the_notes_meet_the_published_ones_row_by_row() {
    let (rows, accounts) = (ledger(), accounts());
    for (year, heading) in [(2020, "2020"), (2019, "2019")] {
        let mut notes: BTreeMap<(&str, &str), i64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.year == year && is_result(&row.account)) {
            let account = &accounts[&row.account];
            *notes.entry((account["Not"].as_str(), account["Notrad"].as_str())).or_default() -= row.ore;
        }
        for expected in published("noter.csv") {
            let found = notes.get(&(expected["Not"].as_str(), expected["Notrad"].as_str()));
            assert_eq!(
                tkr(found.copied().unwrap_or(0)),
                number(&expected[heading]),
                "{} {year}",
                expected["Notrad"]
            );
        }
    }
}

#[test]
fn the_balance_sheet_meets_the_published_one_post_by_post() {
    let rows = ledger();
    for (year, heading) in [(2020, "2020"), (2019, "2019")] {
        let posts = by_line(rows, year, false);
        let mut met = 0;
        for expected in published("balansrakning.csv") {
            let Some(found) = posts.get(&expected["Rad"]) else { continue };
            // Assets are debit balances.
            let found = found.abs();
            assert_eq!(tkr(found), number(&expected[heading]), "{} {year}", expected["Text"]);
            met += 1;
        }
        assert_eq!(met, 14, "{year}: {posts:?}");
    }
}

/// The lines of the cash flow statement that are published, and its sum and cash in both years.
#[test]
fn the_cash_flow_meets_what_is_published() {
    let (rows, accounts) = (ledger(), accounts());
    for (year, heading) in [(2020, "2020"), (2019, "2019")] {
        let mut lines: BTreeMap<&str, i64> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.year == year) {
            let line = accounts[&row.account]["Kassaflöde"].as_str();
            if row.account == "1920" {
                *lines.entry("LMS").or_default() += row.ore;
                *lines.entry(if row.period == 0 { "LMB" } else { "AKF" }).or_default() += row.ore;
            } else if row.period > 0 && !line.is_empty() {
                *lines.entry(line).or_default() -= row.ore;
            }
        }
        for expected in published("kassaflode.csv").iter().filter(|row| !row[heading].is_empty()) {
            let found = lines[expected["Rad"].as_str()];
            assert_eq!(tkr(found), number(&expected[heading]), "{} {year}", expected["Text"]);
        }
        // The statement's lines and the result together are what cash and bank changed.
        let sums: i64 = lines.iter().filter(|(line, _)| !CASH.contains(line)).map(|(_, sum)| sum).sum();
        let result: i64 = by_line(rows, year, true).values().sum();
        assert_eq!(sums + result, lines["AKF"]);
    }
}

const CASH: [&str; 3] = ["LMS", "LMB", "AKF"];

#[test]
fn next_years_opening_balance_is_this_years_closing_balance() {
    let rows = ledger();
    let balance = |year: i32, opening: bool| {
        let mut accounts: BTreeMap<&str, i64> = BTreeMap::new();
        let own = rows.iter().filter(|row| row.year == year && row.account.as_str() < "3");
        for row in own.filter(|row| !opening || row.period == 0) {
            *accounts.entry(&row.account).or_default() += row.ore;
        }
        accounts.retain(|_, ore| *ore != 0);
        accounts
    };
    assert_eq!(balance(2019, false), balance(2020, true));
}

#[test]
fn projects_carry_the_published_net_investments() {
    let rows = ledger();
    for (year, mkr) in [(2019, "37,5"), (2020, "78,6")] {
        let spent: i64 =
            rows.iter().filter(|row| row.year == year && !row.project.is_empty()).map(|row| row.ore).sum();
        let tenths = (spent + 5_000_000) / 10_000_000;
        assert_eq!(format!("{},{}", tenths / 10, tenths % 10), mkr, "{year}");
    }
}

#[test]
fn internal_items_cancel_but_for_own_time_in_projects() {
    let rows = table_at(&root().join("samples/grastorp/redovisning/2020-kv2.csv"));
    let internal = |row: &&BTreeMap<String, String>| row["Motpart"].starts_with('9');
    let mut sums: BTreeMap<bool, i64> = BTreeMap::new();
    for row in rows.iter().filter(internal) {
        *sums.entry(row["Projekt"].is_empty()).or_default() += ore(&row["Belopp"]);
    }
    assert!(sums[&false] > 0, "no own time on projects");
    assert_eq!(sums[&false] + sums[&true], 0);
}

/// The driftredovisning of 2019 is known in words only: all verksamheter above budget, 4,3 mkr together.
#[test]
fn the_deviations_of_2019_are_those_the_annual_report_tells_of() {
    let units = table_at(&sources().join("enheter.csv"));
    let parent: BTreeMap<&str, &str> =
        units.iter().map(|row| (row["Kod"].as_str(), row["Överordnad"].as_str())).collect();
    let mut deviation: BTreeMap<&str, i64> = BTreeMap::new();
    for row in table_at(&sources().join("drift.csv")) {
        let difference = number(&row["Utfall 2019"]) - number(&row["Budget 2019"]);
        let operating = row["Konto"].as_str() < "79";
        let home = if row["Enhet"] == "900" { "900" } else { parent[row["Enhet"].as_str()] };
        *deviation.entry(home).or_default() += if operating { difference } else { 0 };
    }
    for row in table_at(&sources().join("intern.csv")) {
        let difference = number(&row["Utfall 2019"]) - number(&row["Budget 2019"]);
        *deviation.entry(parent[row["Säljare"].as_str()]).or_default() += difference;
        *deviation.entry(parent[row["Köpare"].as_str()]).or_default() -= difference;
    }
    let verksamheter: i64 = deviation.iter().filter(|(home, _)| **home != "900").map(|(_, sum)| sum).sum();
    assert_eq!((verksamheter + 50) / 100, 43, "{deviation:?}");
    assert_eq!((deviation["300"] + 50) / 100, 16, "Bildningsverksamhet");
    assert_eq!((deviation["400"] + 50) / 100, 15, "Social verksamhet");
    assert!((50..100).contains(&deviation["500"]), "Miljö- och byggnämnden");
    assert_eq!((deviation["900"] - 50) / 100, -4, "Finansförvaltning");
    assert!(deviation.iter().all(|(home, sum)| *home == "900" || *sum > 0), "{deviation:?}");
}

#[test]
fn twelve_goals_are_good_and_three_sufficient_at_the_years_end() {
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for row in table_at(&sources().join("bedomningar.csv")) {
        if row["Period"] == "2020-12" && row["Enhet"].is_empty() {
            *words.entry(row["Bedömning"].clone()).or_default() += 1;
        }
    }
    let expected = [("god".to_string(), 12), ("tillräcklig".to_string(), 3)];
    assert_eq!(words, expected.into_iter().collect());
}

/// Registers, ledger and budget as the program reads them: nothing to remark on but that the year's result is booked.
#[test]
fn the_folder_is_read_without_a_finding() {
    let folder = source::folder::read(&root().join("samples/grastorp")).expect("the folder is read");
    let (raw, mut findings) = source::registers(&folder);
    let (registers, found) = register::read(&raw);
    findings.extend(found);
    let registers = registers.expect("the registers");
    assert!(registers.settings.example, "the sample does not say that it is an example");
    let (files, _, found) = source::ledger(&folder, |_| Some(b';'));
    findings.extend(found);
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
    let through = Month::new(2020, 12).expect("a month");
    let ledger = intake::ledger::read_files(&files, &registers, through, &mut |_| {});
    findings.extend(ledger.findings);
    let (grids, found) = source::budget(&folder, b';');
    findings.extend(found);
    findings.extend(intake::budget::read(&grids, &registers, through, &ledger.facts).findings);
    let told: Vec<String> = findings.sorted().into_iter().map(text::finding::line).collect();
    assert!(told.len() == 1 && told[0].starts_with("upplysning L43 "), "{told:#?}");
    assert!(ledger.unproven.is_empty(), "{:?}", ledger.unproven);
}

/// Every ansvar and account that is booked or budgeted has its place in the registers.
#[test]
fn every_code_is_known() {
    let accounts = accounts();
    let ansvar: BTreeSet<String> =
        table_at(&sources().join("ansvar.csv")).into_iter().map(|row| row["Ansvar"].clone()).collect();
    for row in ledger() {
        assert!(accounts.contains_key(&row.account), "account {}", row.account);
        assert!(ansvar.contains(&row.ansvar), "ansvar {}", row.ansvar);
    }
}
