//! SIE files in memory: the rows they give, and the exact place of every fault.

use uppfolj::domain::registers::Registers;
use uppfolj::intake::sie::{self, Read};
use uppfolj::raw::RawText;
use uppfolj::register;
use uppfolj::source::sie::read as cut;

use crate::base::{Grunddata, lines};

const GOOD: &str = "#FLAGGA 0
#SIETYP 4
#RAR 0 20270101 20271231
#KONTO 1930 Bank
#KONTO 3100 Avgifter
#IB 0 1930 7.00
#UB 0 1930 157.00
#RES 0 3100 -150.00
#PSALDO 0 202701 1930 {} 100
#PSALDO 0 202701 3100 {} -100
#PSALDO 0 202702 1930 {} 50
#PSALDO 0 202702 3100 {} -50
#VER A 1 20270105 Avgift
{
#TRANS 1930 {} 100.00
#TRANS 3100 {1 \"1011\" 6 \"7\"} -100.00
}
#VER A 2 20270205
{
#TRANS 1930 {} 50.00 20270205 \"Egen text\"
#TRANS 3100 {1 \"1012\"} -50.00
}
";

fn registers() -> Registers {
    let (registers, findings) = register::read(&Grunddata::starter().raw());
    registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
}

fn read_all(texts: &[&str]) -> Read {
    let file = |(at, text): (usize, &&str)| cut(&format!("{at}.se"), text.as_bytes()).expect("a SIE file");
    let files: Vec<_> = texts.iter().enumerate().map(file).collect();
    sie::read(&files, &registers())
}

/// Severity, code and place of each finding.
fn told(read: &Read) -> Vec<String> {
    let before = |line: String| line.split(':').next().unwrap_or_default().to_string();
    lines(&read.findings).into_iter().map(before).collect()
}

/// What is found when some text of the good file is another.
fn found(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from}");
    told(&read_all(&[&GOOD.replacen(from, to, 1)]))
}

fn rows(text: &RawText) -> Vec<String> {
    let row = |record: &uppfolj::raw::RawRecord| {
        format!("{} {}", record.line, record.fields().collect::<Vec<_>>().join(";"))
    };
    text.records.iter().skip(1).map(row).collect()
}

#[test]
fn vouchers_and_the_opening_are_handed_on_with_their_lines_and_nothing_else() {
    let read = read_all(&[GOOD]);
    assert_eq!(told(&read), ["upplysning L53 0.se"]);
    assert_eq!(
        rows(&read.texts[0]),
        [
            "15 ;;1930;;;202701;2027-01-05;A 1;Avgift;100.00",
            "16 1011;;3100;7;;202701;2027-01-05;A 1;Avgift;-100.00",
            "20 ;;1930;;;202702;2027-02-05;A 2;Egen text;50.00",
            "21 1012;;3100;;;202702;2027-02-05;A 2;;-50.00",
            "6 ;;1930;;;202700;;;;7.00",
        ]
    );
    let handed = &read.handed[0];
    assert_eq!((handed.cut, handed.cut.0), (handed.given, 4));
}

#[test]
fn each_fault_is_told_at_its_place() {
    let used = "upplysning L53 0.se";
    for (from, to, expected) in [
        ("-150.00", "-151.00", vec!["fel L52 0.se", used]),
        ("157.00", "158.00", vec!["fel L52 0.se", used]),
        ("{} -50\n", "{} -51\n", vec!["fel L52 0.se", used]),
        ("{} 100.00", "{} 100,00", vec!["fel L48 0.se rad 15"]),
        ("{} 100.00", "{} 100.001", vec!["fel L48 0.se rad 15"]),
        ("{} 100.00", "{} 1e2", vec!["fel L48 0.se rad 15"]),
        ("1 20270105", "1 20280105", vec!["fel L49 0.se rad 13"]),
        ("1 20270105", "1 20270231", vec!["fel L49 0.se rad 13"]),
        ("#PSALDO 0 202701 1930", "#PSALDO 0 202613 1930", vec!["fel L49 0.se rad 9"]),
        ("#IB 0", "#IB -1", vec!["fel L50 0.se rad 6"]),
        (
            "20270101 20271231",
            "20260701 20270630",
            vec!["fel L59 0.se rad 3", "fel L49 0.se rad 13", "fel L49 0.se rad 18"],
        ),
        ("#KONTO 3100 Avgifter\n", "", vec!["upplysning L51 0.se", used]),
        ("#SIETYP 4", "#MOMSKOD 4", vec![used, "upplysning L46 0.se rad 2"]),
        ("Avgifter", "F\u{fffd}rskola", vec!["varning L47 0.se rad 5", used]),
        ("50.00 20270205", "50.00 20270305", vec!["varning L57 0.se rad 20", used]),
        ("#SIETYP 4", "#VALUTA EUR", vec!["fel L59 0.se rad 2"]),
        ("-100.00\n}", "-100.00\n", vec!["fel L45 0.se rad 13"]),
        ("#TRANS 1930 {} 100.00", "#TRANS 1930 {1 \"1101\" 1 \"1102\"} 100.00", vec!["fel L72 0.se rad 15"]),
        ("#TRANS 1930 {} 50", "#RTRANS 1930 {} 9\n#TRANS 1930 {} 50", vec!["fel L56 0.se rad 20"]),
        ("#TRANS 1930 {} 100.00", "#RTRANS 1930 {} 100.00\n#TRANS 1930 {} 100.00", vec![used]),
        ("#TRANS 1930 {} 100.00", "#BTRANS 1930 {} 9.00\n#TRANS 1930 {} 100.00", vec![used]),
    ] {
        assert_eq!(found(from, to), expected, "{from} → {to}");
    }
}

#[test]
fn a_missing_voucher_is_told_by_the_files_own_balances() {
    let cut = GOOD.split("#VER A 2").next().expect("the first voucher");
    let read = read_all(&[&cut.replace("#PSALDO", "#PROSA")]);
    let faults: Vec<String> =
        lines(&read.findings).into_iter().filter(|line| line.starts_with("fel")).collect();
    assert_eq!(
        faults,
        [
            "fel L52 0.se: Verifikationerna ger 107,00 kr på konto 1930 år 2027. Väntat: 157,00 kr enligt filens utgående \
             balans (#UB). Skillnaden är −50,00 kr i debet.",
            "fel L52 0.se: Verifikationerna ger −100,00 kr på konto 3100 år 2027. Väntat: −150,00 kr enligt filens årssaldo \
             (#RES). Skillnaden är 50,00 kr i debet.",
        ]
    );
}

#[test]
fn balances_of_whole_years_give_no_months() {
    let cut = GOOD.split("#PSALDO").next().expect("the balances");
    assert_eq!(told(&read_all(&[cut])), ["fel L54 0.se"]);
}

/// The good file's head with other period balances and no vouchers; `result` is the year's `#RES`.
fn period_balances(result: &str, balances: &str) -> Read {
    let head =
        format!("#RAR 0 20270101 20271231\n#KONTO 3100 A\n#RES 0 3100 {result}\n#DIM 1 Kst\n{balances}");
    read_all(&[&head])
}

#[test]
fn a_total_and_the_objects_that_repeat_it_are_counted_once() {
    let read = period_balances(
        "-100.00",
        "#PSALDO 0 202701 3100 {} -100\n#PSALDO 0 202701 3100 {1 1011} -60\n#PSALDO 0 202701 3100 {6 9} -30\n",
    );
    assert_eq!(told(&read), ["upplysning L53 0.se"]);
    assert_eq!(
        rows(&read.texts[0]),
        ["5 ;;3100;;;202701;;#PSALDO;;-40.00", "6 1011;;3100;;;202701;;#PSALDO;;-60.00"]
    );
}

#[test]
fn rows_that_are_apart_are_added() {
    let read =
        period_balances("-160.00", "#PSALDO 0 202701 3100 {} -100\n#PSALDO 0 202701 3100 {1 1011} -60\n");
    assert_eq!(told(&read), ["upplysning L53 0.se"]);
    assert_eq!(
        rows(&read.texts[0]),
        ["5 ;;3100;;;202701;;#PSALDO;;-100.00", "6 1011;;3100;;;202701;;#PSALDO;;-60.00"]
    );
}

#[test]
fn period_balances_that_fit_neither_way_are_a_fault() {
    let rows = "#PSALDO 0 202701 3100 {} -100\n#PSALDO 0 202701 3100 {1 1011} -60\n";
    assert_eq!(told(&period_balances("-120.00", rows)), ["fel L55 0.se"]);
    let silent = format!("#RAR 0 20270101 20271231\n{rows}");
    assert_eq!(told(&read_all(&[&silent]))[0], "fel L55 0.se");
}

#[test]
fn a_year_in_two_files_is_read_once_and_must_be_the_same() {
    let months = |last: &str| format!("#RAR 0 20270101 20271231\n#PSALDO 0 202701 3100 {{}} {last}\n");
    let same = read_all(&[&months("-5"), &months("-5")]);
    assert_eq!((rows(&same.texts[0]).len(), rows(&same.texts[1]).len()), (1, 0));
    assert_eq!(told(&same), ["upplysning L53 0.se", "upplysning L53 1.se"]);
    let other = read_all(&[&months("-5"), &months("-6")]);
    assert_eq!(told(&other)[0], "fel L58 1.se");
    // Openings too; vouchers of two files are held against each file's balances as far as it reaches.
    let january = GOOD.split("#VER A 2").next().expect("January").replace("157.00", "107.00");
    let january = january.replace("-150.00", "-100.00").replace("#PSALDO 0 202702", "#PSALDO 0 202701");
    let february = format!(
        "{}#VER A 2{}",
        GOOD.split("#VER A 1").next().expect("the head"),
        GOOD.split("#VER A 2").nth(1).expect("the second voucher")
    );
    let january: String =
        january.lines().filter(|line| !line.contains("50")).map(|line| format!("{line}\n")).collect();
    let both = read_all(&[&january, &february]);
    assert_eq!(told(&both), ["upplysning L53 0.se", "upplysning L53 1.se"]);
    let openings = both.texts.iter().flat_map(rows).filter(|row| row.contains(";202700;")).count();
    assert_eq!(openings, 1);
}

#[test]
fn the_dimensions_are_those_of_the_register() {
    let mut grunddata = Grunddata::starter();
    let line = grunddata.line_of("Exporter", "Profil", "sie");
    grunddata.set("Exporter", line, "Kolumn", "21; 1").set("Exporter", line + 1, "Kolumn", "inget");
    let (registers, findings) = register::read(&grunddata.raw());
    let registers = registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)));
    let text = GOOD.replace("1 \"1011\"", "1 \"1011\" 21 \"999\"");
    let read = sie::read(&[cut("0.se", text.as_bytes()).expect("a SIE file")], &registers);
    let rows = rows(&read.texts[0]);
    assert!(rows[1].starts_with("16 999;;3100;;;"), "{rows:?}");
    assert!(rows[3].starts_with("21 1012;;3100;;;"), "{rows:?}");
    grunddata.set("Exporter", line, "Kolumn", "kst");
    let (_, findings) = register::read(&grunddata.raw());
    assert!(lines(&findings)[0].contains("numret på en dimension"), "{:?}", lines(&findings));
}
