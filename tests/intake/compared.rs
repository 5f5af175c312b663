//! What the files of a ledger say of one another and of themselves: the same bookkeeping twice, two versions of it,
//! amounts from the year's beginning, counterparts that nobody reads.

use crate::base::{lines, text};
use crate::ledger::{Books, FILE};
use uppfolj::domain::period::Month;
use uppfolj::intake::{ledger, sie};
use uppfolj::register;
use uppfolj::source::sie::read as cut;

type Rows = Vec<Vec<String>>;

/// The findings when a second file stands beside the good one.
fn beside(second: &Rows) -> Vec<String> {
    let books = Books::good();
    let files = [text(FILE, &books.rows), text("redovisning/annan.csv", second)];
    lines(&ledger::read(&files, &books.registers(), Month::new(2027, 2).expect("a month")).findings)
}

/// The good rows of some periods, each altered.
fn rows_of(periods: &[&str], alter: impl Fn(&mut Vec<String>)) -> Rows {
    let books = Books::good();
    let mut rows: Rows = books
        .rows
        .iter()
        .filter(|row| row[0] == "Ansvar" || periods.contains(&row[5].as_str()))
        .cloned()
        .collect();
    rows.iter_mut().skip(1).for_each(alter);
    rows
}

#[test]
fn the_same_sums_in_two_files_are_a_fault_however_the_vouchers_are_spelled() {
    let spelled = rows_of(&["202600", "202601", "202602", "202604"], |row| {
        row[0].clear();
        row[7] = format!("A {}", row[7]);
    });
    let told = beside(&spelled);
    assert_eq!(
        told[0],
        "fel L40 redovisning/annan.csv: Filen har samma summa på varje konto som redovisning/huvudbok.csv i ingående \
         balans 2026, period 202601–202602 och period 202604. Det är 5 300,30 kr i debet. Väntat: varje period och \
         varje ingående balans i en enda fil, vilket format den än har; annars räknas den dubbelt."
    );
    let opening = rows_of(&["202700"], |_| {});
    let told = beside(&opening);
    assert!(
        told.iter().any(|line| line.starts_with("fel L40") && line.contains("i ingående balans 2027. ")),
        "{told:?}"
    );
}

#[test]
fn an_export_before_and_one_after_are_told_by_what_differs() {
    let mut after = rows_of(&["202611", "202612"], |row| {
        if row[5] == "202612" {
            row[9] = row[9].replace("100,10", "101,00");
        }
    });
    after.push(["1200", "4010", "", "", "", "202612", "", "N1", "Ny", "9,00"].map(str::to_string).to_vec());
    after.push(["", "2440", "", "", "", "202612", "", "N1", "Ny", "-9,00"].map(str::to_string).to_vec());
    let told = beside(&after);
    assert_eq!(told.len(), 1, "the vouchers are not told too: {told:?}");
    assert!(
        told[0].starts_with(
            "fel L41 redovisning/annan.csv: Filen och redovisning/huvudbok.csv innehåller båda period 202611–202612, \
             men inte samma summor: konto 1910 i period 202612 −101,00 kr mot −100,10 kr, konto 2440 i period 202612 \
             −9,00 kr mot 0,00 kr, konto 4010 i period 202612 9,00 kr mot 0,00 kr och konto 5010 i period 202612 \
             101,00 kr mot 100,10 kr. Filen har 6 rader där, redovisning/huvudbok.csv har 4."
        ),
        "{}",
        told[0]
    );
}

#[test]
fn parts_of_one_bookkeeping_may_share_periods_and_accounts() {
    let part = rows_of(&["202601", "202602"], |row| {
        row[7] = format!("B{}", row[7]);
        row[9] = row[9].replace("100,10", "77,30");
    });
    let told = beside(&part);
    assert!(!told.iter().any(|line| line.contains("L40") || line.contains("L41")), "{told:?}");
    let other_units = rows_of(&["202601", "202602"], |row| {
        row[0] = if row[0].is_empty() { String::new() } else { "1300".to_string() };
        row[7] = format!("B{}", row[7]);
    });
    let told = beside(&other_units);
    assert!(!told.iter().any(|line| line.contains("L40") || line.contains("L41")), "{told:?}");
}

/// A ledger of 2027 whose costs are these by month, for four accounts.
fn by_month(amounts: &[i64]) -> Vec<String> {
    let mut books = Books::good();
    books.rows.retain(|row| !row[5].starts_with("2027") || row[5] == "202700");
    for (month, amount) in (1..).zip(amounts) {
        for (at, account) in ["4010", "4510", "5010", "6010"].into_iter().enumerate() {
            let (period, voucher) = (format!("2027{month:02}"), format!("K{month}{at}"));
            let amount = amount * (at as i64 + 1);
            books.row(["1101", account, "", "", "", &period, "", &voucher, "", &format!("{amount},00")]);
            books.row(["", "1910", "", "", "", &period, "", &voucher, "", &format!("-{amount},00")]);
        }
    }
    let through = Month::new(2027, amounts.len() as u8).expect("a month");
    lines(&ledger::read(&books.files(), &books.registers(), through).findings)
}

#[test]
fn months_that_hold_the_months_before_them_are_told() {
    let told = by_month(&[100, 200, 310, 400]);
    assert_eq!(
        told,
        [
            "fel L42 redovisning/huvudbok.csv: Filens belopp ser ackumulerade ut: av 4 kombinationer av ansvar och konto \
          i klass 3–8 växer 4 varje månad, och tillsammans är de 1 000,00 kr i period 202701 och 4 000,00 kr i \
          period 202704. Väntat: månadens egna belopp i varje period; annars räknas varje månad flera gånger."
        ]
    );
    for alone in [&[100, 100, 100, 100][..], &[100, 110, 120, 130], &[100, 310, 200, 400], &[100, 200]] {
        assert_eq!(by_month(alone), [""; 0], "{alone:?}");
    }
}

#[test]
fn a_column_of_counterparts_that_nobody_reads_is_told() {
    let mut books = Books::good();
    let field = books.grunddata.line_of("Exporter", "Fält", "motpart");
    books.grunddata.table("Exporter").remove(field - 1);
    assert_eq!(
        books.found()[0],
        "varning L66 redovisning/huvudbok.csv: Filen har kolumnen ”Motpart”, men profilen huvudbok i tabellen Exporter \
         läser ingen motpart: interna poster räknas som externa. Väntat: att motparten läses när filen har den."
    );
}

#[test]
fn a_dimension_of_counterparts_that_nobody_reads_is_told() {
    let file = |row: &str| {
        let text = format!(
            "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20270101 20271231\n#DIM 7 \"Motpart\"\n#VER A 1 20270105\n{{\n\
             #TRANS 1930 {{}} 5.00\n#TRANS 3100 {{{row}}} -5.00\n}}\n"
        );
        cut("a.se", text.as_bytes()).expect("a SIE file")
    };
    let told = |row: &str, dimension: &str| {
        let mut books = Books::good();
        let line = (1..=books.grunddata.table("Exporter").len())
            .find(|line| books.grunddata.table("Exporter")[line - 1][..2] == ["sie", "motpart"])
            .expect("the row of the counterpart");
        books.grunddata.set("Exporter", line, "Kolumn", dimension);
        let (registers, _) = register::read(&books.grunddata.raw());
        lines(&sie::read(&[file(row)], &registers.expect("registers")).findings)
    };
    let unread = told("1 \"1101\" 7 \"91\"", "inget");
    assert!(
        unread[0].starts_with("varning L66 a.se: Filen har dimensionen 7 ”Motpart”, men profilen sie"),
        "{unread:?}"
    );
    for (row, dimension) in [("1 \"1101\" 7 \"91\"", "7"), ("1 \"1101\"", "inget")] {
        assert!(!told(row, dimension).iter().any(|line| line.contains("L66")), "{row} {dimension}");
    }
}

#[test]
fn a_code_that_has_ended_or_not_begun_is_told_with_its_month() {
    let told = |column: &str, date: &str| {
        let mut books = Books::good();
        let line = books.grunddata.line_of("Organisation", "Kod", "110");
        books.grunddata.set("Organisation", line, column, date);
        books.found()
    };
    assert_eq!(
        told("Giltig till", "2026-11-15"),
        [
            "fel L05 redovisning/huvudbok.csv rad 26, kolumn Ansvar: Ansvar 1101 står på 3 rader, tillsammans 300,30 kr i debet, men \
          gällde i tabellen Organisation till 2026-11. Väntat: en kod som tabellen Organisation har för perioden."
        ]
    );
    let begins = told("Giltig från", "2026-02-01");
    assert!(begins[0].contains("gäller i tabellen Organisation först från 2026-02"), "{begins:?}");
    assert_eq!(told("Giltig från", "2026-01-31"), [""; 0], "a unit that begins within the month");
}

/// An amount with another last digit.
fn one_ore_off(amount: &str) -> String {
    let last = if amount.ends_with('1') { '2' } else { '1' };
    format!("{}{last}", &amount[..amount.len() - 1])
}

#[test]
fn a_row_that_is_lost_doubled_or_one_ore_off_fails_and_names_its_voucher() {
    let mut good = Books::good();
    good.row(["1101", "6010", "", "", "", "202702", "", "Z1", "Inget", "0,00"]);
    let rows = good.rows.len() - 1;
    good.grunddata.add("Kontrollsummor", &[("Fil", "huvudbok.csv"), ("Rader", &rows.to_string())]);
    assert_eq!(good.found(), [""; 0]);
    for at in 1..good.rows.len() {
        let row = good.rows[at].clone();
        let mut lost = good.clone();
        lost.rows.remove(at);
        let mut doubled = good.clone();
        doubled.rows.insert(at, row.clone());
        let mut off = good.clone();
        off.rows[at][9] = one_ore_off(&row[9]);
        let nothing = row[9] == "0,00";
        for (what, books) in [("lost", lost), ("doubled", doubled), ("off", off)] {
            let told = books.found();
            assert!(told.iter().any(|line| line.starts_with("fel ")), "{what} {row:?}: {told:?}");
            let voucher = format!("Verifikation {} i period {} ", row[7], row[5]);
            let named = row[7].is_empty() || (nothing && what != "off");
            assert!(named || told.iter().any(|line| line.contains(&voucher)), "{what} {row:?}: {told:?}");
            let counted = what == "off" || told.iter().any(|line| line.contains("L14"));
            assert!(counted, "{what} {row:?}: {told:?}");
        }
    }
}

#[test]
fn without_vouchers_the_control_sums_name_file_period_and_difference() {
    let mut good = Books::good();
    good.rows.iter_mut().skip(1).for_each(|row| row[7].clear());
    good.grunddata.add(
        "Kontrollsummor",
        &[
            ("Fil", "huvudbok.csv"),
            ("Period", "202606"),
            ("Rader", "4"),
            ("Summa klass 1-2", "-100,10"),
            ("Summa klass 3-8", "100,10"),
        ],
    );
    assert_eq!(good.found(), [""; 0]);
    for at in (1..good.rows.len()).filter(|at| good.rows[*at][5] == "202606") {
        let mut off = good.clone();
        off.rows[at][9] = one_ore_off(&good.rows[at][9]);
        let told = off.found();
        let named = |line: &String| {
            line.starts_with("fel L08 redovisning/huvudbok.csv")
                && line.contains("202606")
                && line.contains("0,01 kr")
        };
        assert!(told.iter().any(named), "{told:?}");
    }
}

#[test]
fn whether_the_years_result_is_booked_is_told_when_the_year_is_over() {
    let told = |booked: Option<&str>| {
        let mut books = Books::good();
        books.rows.retain(|row| !row[5].starts_with("2027"));
        if let Some(amount) = booked {
            books.row(["1500", "8999", "", "", "", "202613", "", "R1", "Resultat", &format!("-{amount}")]);
            books.row(["", "2090", "", "", "", "202613", "", "R1", "Resultat", amount]);
        }
        lines(
            &ledger::read(&books.files(), &books.registers(), Month::new(2026, 12).expect("a month"))
                .findings,
        )
    };
    let cases = [
        (None, "upplysning L43 mappen: Årets resultat 2026 är inte bokat mot eget kapital: −500,95 kr."),
        (Some("500,95"), "upplysning L43 mappen: Årets resultat 2026 är bokat mot eget kapital: −500,95 kr."),
        (
            Some("530,95"),
            "varning L43 mappen: Mot eget kapital är −530,95 kr bokat som årets resultat 2026, men",
        ),
    ];
    for (booked, expected) in cases {
        let told = told(booked);
        assert!(told.len() == 1 && told[0].starts_with(expected), "{booked:?}: {told:?}");
    }
}

/// The findings, and what the facts come to in debit, when the profile lets a later file replace an earlier one.
fn replacing(second: &Rows, name: &str) -> (Vec<String>, Vec<(String, i128)>) {
    let mut books = Books::good();
    books.grunddata.add("Exporter", &[("Profil", "huvudbok"), ("Fält", "ersätter"), ("Kolumn", "ja")]);
    let mut files = [text(FILE, &books.rows), text(name, second)];
    files.sort_by(|a, b| a.file.cmp(&b.file));
    let read = ledger::read(&files, &books.registers(), Month::new(2027, 2).expect("a month"));
    let facts = read.facts.iter().map(|(key, amount)| (format!("{key:?}"), amount.ore())).collect();
    (lines(&read.findings), facts)
}

#[test]
fn a_later_file_replaces_an_earlier_one_whose_months_it_all_has_where_the_profile_says_so() {
    let all = rows_of(&["202600", "202700"], |_| {});
    let periods: Vec<String> = Books::good().rows[1..].iter().map(|row| row[5].clone()).collect();
    let periods: Vec<&str> = periods.iter().map(String::as_str).collect();
    let mut later = rows_of(&periods, |_| {});
    assert!(later.len() > all.len());
    for (ansvar, account, amount) in [("1200", "4010", "9,00"), ("", "2440", "-9,00")] {
        let row = [ansvar, account, "", "", "", "202702", "", "N1", "Ny", amount];
        later.push(row.map(str::to_string).to_vec());
    }
    let (found, facts) = replacing(&later, "redovisning/huvudbok_2.csv");
    let told: Vec<&String> = found.iter().filter(|line| line.contains("L68")).collect();
    assert!(!found.iter().any(|line| line.starts_with("fel")), "{found:?}");
    assert_eq!(told.len(), 1, "{found:?}");
    assert!(
        told[0].starts_with(
            "varning L68 redovisning/huvudbok.csv: Filen räknas inte: redovisning/huvudbok_2.csv ersätter den i"
        ) && told[0].contains("konto 4010 i period 202702 9,00 kr mot 0,00 kr"),
        "{told:?}"
    );
    // What is read is the later file alone.
    let mut alone = Books::good();
    alone.rows = later.clone();
    let read = ledger::read(&alone.files(), &alone.registers(), Month::new(2027, 2).expect("a month"));
    let expected: Vec<(String, i128)> =
        read.facts.iter().map(|(key, amount)| (format!("{key:?}"), amount.ore())).collect();
    assert_eq!(facts, expected);
    // A file that lacks a month of the earlier one replaces nothing, nor does one that is earlier by name.
    let part = rows_of(&["202611", "202612"], |row| {
        if row[5] == "202612" {
            row[9] = row[9].replace("100,10", "101,00");
        }
    });
    assert!(replacing(&part, "redovisning/huvudbok_2.csv").0.iter().any(|line| line.starts_with("fel L41")));
    let (found, _) = replacing(&part, "redovisning/a.csv");
    assert!(found.iter().any(|line| line.starts_with("varning L68 redovisning/a.csv")), "{found:?}");
    // However much they differ: the rule is of months.
    let unlike = rows_of(&["202611", "202612"], |row| row[9] = row[9].replace("100,10", "7,00"));
    let (found, facts) = replacing(&unlike, "redovisning/a.csv");
    assert!(found.iter().any(|line| line.starts_with("varning L68 redovisning/a.csv")), "{found:?}");
    let (_, good) = replacing(&rows_of(&["202611"], |_| {}), "redovisning/a.csv");
    assert_eq!(facts, good, "only the later file counts");
}

#[test]
fn an_unknown_code_is_told_with_the_name_that_stands_beside_it() {
    let mut books = Books::good();
    for (ansvar, account) in [("7777 Nya förskolan", "5010"), ("", "1910")] {
        let amount = if ansvar.is_empty() { "-5,00" } else { "5,00" };
        books.row([ansvar, account, "", "", "", "202702", "", "N1", "Ny", amount]);
    }
    let found = books.found();
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("fel L05")
                && line.contains("Ansvar 7777 (Nya förskolan) står på en rad")),
        "{found:?}"
    );
}
