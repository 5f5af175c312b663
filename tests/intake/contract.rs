//! Exports as systems write them, from the bytes of a file to its facts or its findings, with both sides of the
//! avstämning.

use std::fs;

use tempfile::TempDir;
use uppfolj::consolidate::ledger as account;
use uppfolj::domain::code::Code;
use uppfolj::domain::control::Destination;
use uppfolj::domain::fact::{FactKey, Subject};
use uppfolj::domain::grain::Grain;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::finding::Findings;
use uppfolj::intake::{control, ledger, profiles};
use uppfolj::raw::Postings;
use uppfolj::{register, source};

use crate::base::{Grunddata, lines};

const HEADER: &str = "Ansvar;Konto;Verksamhet;Projekt;Motpart;Period;Datum;Verifikation;Text;Belopp";
const OPENING: &str = ";1910;;;;202600;;;IB;500,00\n;2010;;;;202600;;;IB;-500,00\n";

/// A folder with accounting exports, and what is read of it.
struct Case {
    grunddata: Grunddata,
    files: Vec<(&'static str, Vec<u8>)>,
}

struct Read {
    registers: Registers,
    ledger: ledger::Ledger,
    encodings: Vec<(String, &'static str)>,
    told: Vec<String>,
    /// Amount, file and line of the rows behind the costs of class 5.
    behind: Vec<(Money, u32)>,
}

impl Case {
    fn of(text: &str) -> Case {
        Case { grunddata: Grunddata::starter(), files: vec![("a.csv", text.as_bytes().to_vec())] }
    }

    /// A row of the profile huvudbok in Exporter.
    fn with(self, field: &str, value: &str) -> Case {
        self.with_in("huvudbok", field, value)
    }

    fn with_in(mut self, profile: &str, field: &str, value: &str) -> Case {
        let rows = self.grunddata.table("Exporter");
        rows.retain(|row| row[0] != profile || row[1] != field);
        if !value.is_empty() {
            self.grunddata.add("Exporter", &[("Profil", profile), ("Fält", field), ("Kolumn", value)]);
        }
        self
    }

    fn read(&self) -> Read {
        let root = TempDir::new().expect("a folder");
        fs::create_dir(root.path().join("redovisning")).expect("a folder");
        for (name, bytes) in &self.files {
            fs::write(root.path().join("redovisning").join(name), bytes).expect("a file");
        }
        let (registers, found) = register::read(&self.grunddata.raw());
        let registers = registers.unwrap_or_else(|| panic!("{:?}", lines(&found)));
        let folder = source::folder::read(root.path()).expect("the folder");
        let separator = |path: &str| registers.contract_for(path).map(|contract| contract.separator);
        let (files, _, found) = source::ledger(&folder, separator);
        let mut findings = Findings::default();
        findings.extend(found);
        let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
        let through = Month::new(2026, 1).expect("a month");
        let ledger = ledger::read_files(&files, &registers, through, &mut |_| {});
        findings.extend(ledger.findings.clone());
        let is_cost = |subject: &Subject| matches!(subject, Subject::Coded { account, .. } if account.as_str() == "5010");
        let behind = ledger::trace(&files, &registers, |subject, _| i128::from(is_cost(subject)));
        Read {
            told: lines(&findings),
            behind: behind.into_iter().map(|row| (row.amount, row.line)).collect(),
            encodings: source::encodings(&folder).into_iter().collect(),
            registers,
            ledger,
        }
    }

    fn told(&self) -> Vec<String> {
        self.read().told
    }
}

impl Read {
    /// The facts that an account is part of, costs above zero.
    fn cost(&self, account: &str) -> Money {
        let grain = Grain::of(&self.registers);
        let own = |key: &FactKey| match &key.subject {
            Subject::Coded { account: of, .. } => {
                *of == grain.account(&Code::new(account), false, key.period)
            }
            Subject::Unit { .. } => false,
        };
        let facts = self.ledger.facts.iter().filter(|(key, _)| own(key));
        -facts.map(|(_, amount)| amount).sum::<Money>()
    }

    /// Both sides meet key by key, and each row has its place.
    fn meets(&self) -> bool {
        let through = Month::new(2026, 1).expect("a month");
        let left = control::ledger_amounts(&self.ledger.counts, &self.registers);
        let keys = left.iter().map(|(key, amount)| (key, *amount)).eq(self.ledger.facts.iter());
        let mut places = account::account(&self.ledger.counts, &self.registers, through);
        let differences = account::check(&mut places, &self.registers, &self.ledger.facts, through);
        assert!(differences.is_empty(), "{differences:?}");
        keys
    }

    fn placed(&self, to: Destination) -> (u64, Money) {
        let through = Month::new(2026, 1).expect("a month");
        let places = account::account(&self.ledger.counts, &self.registers, through);
        places.of(to).map_or((0, Money::ZERO), |tally| (tally.rows, tally.net()))
    }
}

fn kr(ore: i128) -> Money {
    Money::from_ore(ore)
}

/// A ledger whose only cost is `amount`; `contra` is booked against it.
fn costing(amount: &str, contra: &str) -> Case {
    let opening = OPENING.replace(",00", "");
    Case::of(&format!(
        "{HEADER}\n{opening}1101;5010;;;;202601;;A1;Lön;{amount}\n;1910;;;;202601;;A1;Bank;{contra}\n"
    ))
}

/// What an amount is by a contract: öre, or the readings it is refused with.
type Verdict = Result<i128, &'static str>;

#[test]
fn each_way_to_write_an_amount_has_one_verdict_by_contract() {
    let swedish = [("decimaltecken", "komma"), ("tusentalstecken", "mellanslag")];
    let pointed =
        [("decimaltecken", "punkt"), ("tusentalstecken", "inget"), ("parentes", "ja"), ("decimaler", "3")];
    let grouped = [("decimaltecken", "komma"), ("tusentalstecken", "punkt"), ("decimaler", "4")];
    let one = |text: &'static str| Err(text);
    let verdicts: [(&str, [Verdict; 3]); 9] = [
        ("1.080", [one("1,080 kr eller 1 080 kr"), Ok(108), Ok(108_000)]),
        ("57,957", [one("57,957 kr eller 57 957 kr"), one("57,957 kr eller 57 957 kr"), Ok(5_796)]),
        ("1 234,50", [Ok(123_450), one("1 234,50 kr bara"), one("1 234,50 kr bara")]),
        ("−5", [Ok(-500); 3]),
        ("(5)", [one("−5 kr bara"), Ok(-500), one("−5 kr bara")]),
        ("5-", [Ok(-500); 3]),
        ("1e3", [one("1 000 kr bara"), one("1 000 kr bara"), one("1 000 kr bara")]),
        ("1.234.567,89", [one("1 234 567,89 kr bara"), one("1 234 567,89 kr bara"), Ok(123_456_789)]),
        ("12,3456", [one("12,3456 kr bara"), one("12,3456 kr bara"), Ok(1_235)]),
    ];
    let contra = |text: &str| match text {
        "(5)" | "5-" | "−5" => "5".to_string(),
        other => format!("-{other}"),
    };
    for (text, by_contract) in verdicts {
        for (verdict, contract) in by_contract.into_iter().zip([&swedish[..], &pointed[..], &grouped[..]]) {
            let mut case = costing(text, &contra(text));
            for (field, value) in contract {
                case = case.with(field, value);
            }
            let read = case.read();
            match verdict {
                Ok(ore) => {
                    assert_eq!(read.told, [""; 0], "{text} by {contract:?}");
                    assert_eq!(read.cost("5010"), kr(ore), "{text} by {contract:?}");
                    assert!(read.meets(), "{text} by {contract:?}");
                    let behind: Money = read.behind.iter().map(|(amount, _)| *amount).sum();
                    assert_eq!(behind, kr(-ore), "the rows behind {text}");
                }
                Err(readings) => {
                    let own = &read.told[0];
                    assert!(own.starts_with("fel L30 redovisning/a.csv rad 4, kolumn Belopp"), "{own}");
                    assert!(own.contains(readings), "{own} by {contract:?}");
                }
            }
        }
    }
    assert!(costing("hundra", "-100").told()[0].starts_with("fel L03"));
}

#[test]
fn thousands_of_kronor_and_an_own_sign() {
    let read = costing("1,5", "-1,5").with("enhet", "tkr").read();
    assert_eq!((read.told.as_slice(), read.cost("5010")), ([].as_slice(), kr(150_000)));
    assert!(read.meets());
    let turned = costing("-7,25", "7,25").with("tecken", "intäkt plus").read();
    assert_eq!(turned.cost("5010"), kr(725));
    assert!(turned.meets());
}

/// Amounts are summed in the decimals they have and made whole once.
#[test]
fn amounts_finer_than_ore_are_rounded_once_for_each_fact() {
    let mut rows = format!("{HEADER}\n{OPENING}");
    for _ in 0..3 {
        rows.push_str("1101;5010;;;;202601;;A1;Lön;0,0033\n");
    }
    rows.push_str(";1910;;;;202601;;A1;Bank;-0,0099\n");
    let read = Case::of(&rows).with("decimaler", "4").read();
    assert_eq!(read.told, [""; 0]);
    assert_eq!(read.cost("5010"), kr(1), "three rows that each are less than half an öre");
    assert!(read.meets());
    assert_eq!(read.behind, [(kr(0), 4), (kr(-1), 5), (kr(0), 6)]);
    let rounded =
        Case::of(&rows.replace("0,0099", "0,0066").replace("0,0033\n;", "0,0000\n;")).with("decimaler", "4");
    assert_eq!(rounded.read().cost("5010"), kr(1));
    let once = Case::of(&format!(
        "{HEADER}\n{OPENING}1101;5010;;;;202601;;A1;a;0,004\n1101;6210;;;;202601;;A1;b;0,004\n\
         1101;6010;;;;202601;;A1;c;0,002\n;1910;;;;202601;;A1;d;-0,01\n"
    ));
    let read = once.with("decimaler", "3").read();
    assert_eq!(read.told, [""; 0], "the rows balance, though the facts do not to the öre");
    assert!(read.meets());
    assert_eq!(read.placed(Destination::Rounding), (0, kr(1)));
    let shared = Case::of(&format!(
        "{HEADER}\n{OPENING}1101;5010;;;;202601;;A1;a;0,004\n1102;5011;;;;202601;;A1;b;0,004\n\
         ;1910;;;;202601;;A1;c;-0,008\n"
    ));
    let read = shared.with("decimaler", "3").read();
    assert_eq!(read.cost("5010"), kr(1), "codes that no register tells apart are one fact");
    assert!(read.meets());
}

const REPORT: &str = "Huvudbok 2026;;;;;;;;;\n\nUtskriven;2026-02-01\n";

#[test]
fn headings_texts_and_totals_of_a_report_are_no_postings() {
    let rows = |total: &str, count: &str| {
        format!(
            "{REPORT}{HEADER}\n{OPENING}1101;5010;;;;202601;;;Lön;100,10\nSumma 1101;;;;;;;;;100,10\n\
             {HEADER}\nHuvudbok;Sida 2\n1101;6010 Hyra;;;;202601;;;Hyra;\"1 000,00\"\n;1910;;;;202601;;;Bank;\
             -1100,10\nTotalt;;;;;;;;;{total}\nAntal rader: {count};;;;;;;;;\n"
        )
    };
    let read = Case::of(&rows("0,00", "5")).read();
    assert_eq!(
        read.told,
        [
            "upplysning L31 redovisning/a.csv: I filen räknas inte en rad med rubriker, 2 rader med text utan belopp och \
             2 rader med summor (tillsammans 100,10 kr). Väntat: rader med bokföring. Rubriker, summor och text i \
             rapporten känns igen och lämnas utanför.",
            "upplysning L35 redovisning/a.csv: I filen står kod och text i samma cell: ”6010 Hyra”. Väntat: koden ensam. Det \
             som står före mellanslaget läses som kod: 6010.",
        ],
        "its own total proves it, though it has no vouchers"
    );
    assert_eq!((read.cost("5010"), read.cost("6010")), (kr(10_010), kr(100_000)));
    assert!(read.meets());
    assert_eq!(read.placed(Destination::LeftOut), (5, kr(10_010)));
    let told = Case::of(&rows("0,01", "6")).told();
    let codes: Vec<&str> = told.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(codes, ["L32", "L33", "L09", "L31", "L35"], "{told:?}");
}

#[test]
fn a_row_that_is_cut_short_is_no_text() {
    let told = Case::of(&format!("{HEADER}\n{OPENING}1101;5010;;\n")).told();
    assert!(told.iter().any(|line| line.starts_with("fel L10 redovisning/a.csv rad 4")), "{told:?}");
}

#[test]
fn periods_are_read_in_every_form_and_from_dates() {
    for (opening, month) in [("202600", "2026-01"), ("2026-00", "jan 2026"), ("202600", "20260131")] {
        let rows = format!("{HEADER}\n{OPENING}1101;5010;;;;{month};;A;x;5\n;1910;;;;202601;;A;y;-5\n");
        let read = Case::of(&rows.replace("202600", opening)).read();
        assert_eq!((read.told.as_slice(), read.cost("5010")), ([].as_slice(), kr(500)), "{month}");
        assert!(read.meets(), "{month}");
    }
    let short = format!("{HEADER}\n{OPENING}1101;5010;;;;2601;;A;x;5\n;1910;;;;2601;;A;y;-5\n");
    let short = short.replace("202600", "2600");
    let read = Case::of(&short).with("periodform", "ÅÅPP").read();
    assert_eq!((read.told.as_slice(), read.cost("5010")), ([].as_slice(), kr(500)));
    assert!(read.meets());
    assert!(Case::of(&short).told()[0].starts_with("fel L04"), "a short year is read by contract only");
    let dated = "Ansvar;Konto;Datum;Verifikation;Belopp\n1101;5010;2026-01-31;A;5\n;1910;2026-01-31;A;-5\n";
    let without = ["period", "verksamhet", "projekt", "motpart", "text"];
    let case = without.into_iter().fold(Case::of(dated), |case, field| case.with(field, ""));
    let read = case.read();
    assert_eq!(read.cost("5010"), kr(500), "{:?}", read.told);
    assert!(read.meets());
    assert!(read.told.len() == 1 && read.told[0].contains("L19"), "{:?}", read.told);
}

#[test]
fn the_same_fault_on_many_rows_is_told_once() {
    let mut rows = format!("{HEADER}\n{OPENING}");
    for number in 0..76 {
        rows.push_str(&format!("1101;5010;;;;;;A{number};x;5\n"));
    }
    let told = Case::of(&rows).told();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "fel L04 redovisning/a.csv rad 4, kolumn Period: I kolumnen för period står ””. Detsamma \
         gäller på 75 rader till: rad 5, 6, 7, 8, 9 och flera. Väntat:"
        ),
        "{}",
        told[0]
    );
}

#[test]
fn columns_a_file_may_be_without_are_no_fault() {
    let rows = "Ansvar;Konto;Period;Ver.nr;Belopp\n;1910;202600;;5\n;2010;202600;;-5\n1101;5010;202601;A;5\n\
                ;1910;202601;A;-5\n";
    let read = Case::of(rows).read();
    assert_eq!(read.cost("5010"), kr(500));
    assert!(read.meets());
    let told = read.told.iter().find(|line| line.contains("L38")).expect("what is lost");
    assert!(told.starts_with(
        "varning L38 redovisning/a.csv rad 1: Filen läses utan kolumnerna Verksamhet, Projekt, Motpart, Datum, \
         Verifikation och Text. "
    ), "{told}");
    assert!(told.contains("Projekt: inga rader räknas som investering"), "{told}");
    let told = Case::of(&rows.replace("Belopp", "Belopp kr").replace("Konto", "Kontonr")).told();
    assert_eq!(told.len(), 1, "{told:?}");
    for part in [
        "L02",
        "saknar kolumnerna Konto och Belopp.",
        "som får saknas",
        "”Belopp kr” det som profilen kallar Belopp",
    ] {
        assert!(told[0].contains(part), "{part}: {}", told[0]);
    }
    let doubled = Case::of(&format!("{HEADER};Belopp\n")).told();
    assert!(
        doubled[0].starts_with("fel L34 redovisning/a.csv rad 1: Rubriken ”Belopp” står över"),
        "{doubled:?}"
    );
}

#[test]
fn each_file_is_read_by_its_own_profile() {
    let rows = format!("{HEADER}\n{OPENING}1101;5010;;;;202601;;A;x;5\n;1910;;;;202601;;A;y;-5\n");
    let tabbed = rows.replace(';', "\t");
    let told = Case::of(&tabbed).told();
    assert_eq!(
        told,
        [
            "fel L36 redovisning/a.csv rad 1: Filens fält skiljs åt med tabb, men profilen huvudbok i tabellen Exporter anger \
          semikolon. Väntat: samma skiljetecken i fil och profil."
        ]
    );
    let mut case = Case::of(&rows).with_in("unit4", "fil", "*unit*.csv");
    let english = "Ansvar\tKonto\tVerksamhet\tProjekt\tMotpart\tPeriod\tVerifikationsnr\tText\tBelopp\n\
                   1101\t5010\t\t\t\t202601\tB\tx\t-7.25\n\t1910\t\t\t\t202601\tB\ty\t7.25\n";
    case.files.push(("2026 Unit4.csv", english.as_bytes().to_vec()));
    let case = case.with_in("unit4", "decimaltecken", "punkt").with_in("unit4", "tecken", "intäkt plus");
    let read = case.read();
    assert_eq!((read.told.as_slice(), read.cost("5010")), ([].as_slice(), kr(1_225)));
    assert!(read.meets());
}

#[test]
fn debit_and_credit_may_stand_in_two_columns() {
    let rows = |last: &str| {
        format!(
            "Ansvar;Konto;Period;Verifikation;Debet;Kredit\n;1910;202600;;500,00;\n;2010;202600;;;500,00\n\
             1101;5010;202601;A;\"1 100,50\";0,00\n;1910;202601;A;;\"1 100,50\"\n{last}Totalt;;;;1600,50;1600,50\n"
        )
    };
    let sided = |last: &str| {
        let case = Case::of(&rows(last)).with("debet", "Debet").with("kredit", "Kredit");
        let unused = ["belopp", "tecken", "verksamhet", "projekt", "motpart", "text", "datum"];
        unused.into_iter().fold(case, |case, field| case.with(field, ""))
    };
    let read = sided("").read();
    assert_eq!(read.cost("5010"), kr(110_050));
    assert!(read.meets());
    assert!(read.told.len() == 1 && read.told[0].contains("L31"), "{:?}", read.told);
    let told = sided("1101;5010;202601;B;5,00;3,00\n").told();
    assert!(
        told[0].starts_with(
            "fel L37 redovisning/a.csv rad 6, kolumn Debet: Raden har belopp i både debet (”5,00”)"
        ),
        "{told:?}"
    );
    let nothing = sided("1101;5010;202601;B;;\n").told();
    assert!(nothing[0].starts_with("fel L03 redovisning/a.csv rad 6, kolumn Debet"), "{nothing:?}");
}

#[test]
fn letters_are_told_from_the_bytes_and_destroyed_ones_are_seen() {
    let text = format!(
        "{HEADER}\r\n{OPENING}1101;5010;;;;202601;;Å;Löner för året;5\r\n;1910;;;;202601;;Å;Åmål;-5\r\n"
    );
    let wide = |with_mark: bool| -> Vec<u8> {
        let mark = if with_mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let latin: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of ISO-8859-1")).collect();
    let dos = |byte: u8| match byte {
        0xC5 => 0x8F,
        0xE5 => 0x86,
        0xF6 => 0x94,
        other => other,
    };
    for (bytes, name) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (format!("\u{feff}{text}").into_bytes(), "UTF-8 med BOM"),
        (wide(true), "UTF-16LE"),
        (wide(false), "UTF-16LE"),
        (latin.clone(), "ISO-8859-1"),
        ([latin.clone(), b"1101;5010;;;;202601;;B;\x96;0\r\n".to_vec()].concat(), "Windows-1252"),
        (latin.iter().map(|byte| dos(*byte)).collect(), "CP437"),
    ] {
        let mut case = Case::of("");
        case.files = vec![("a.csv", bytes)];
        let read = case.read();
        assert_eq!((read.told.as_slice(), read.cost("5010")), ([].as_slice(), kr(500)), "{name}");
        assert_eq!(read.encodings, [("redovisning/a.csv".to_string(), name)]);
        assert!(read.meets(), "{name}");
    }
    let told = Case::of(&text.replace("Åmål", "Ã…mÃ¥l")).told();
    assert!(
        told.len() == 1
            && told[0].starts_with("varning L39 redovisning/a.csv: I filen är 2 tecken förstörda"),
        "{told:?}"
    );
}

#[test]
fn a_file_that_two_profiles_name_is_told() {
    let mut grunddata = Grunddata::starter();
    for (profile, files) in [("raindance", "*.csv"), ("unit4", "a*; b*"), ("visma", "c.csv")] {
        grunddata.add("Exporter", &[("Profil", profile), ("Fält", "fil"), ("Kolumn", files)]);
    }
    let (registers, found) = register::read(&grunddata.raw());
    let registers = registers.unwrap_or_else(|| panic!("{:?}", lines(&found)));
    let files = ["redovisning/a.csv", "redovisning/b.txt", "redovisning/d.csv"].map(Into::into);
    let mut findings = Findings::default();
    profiles::check(files.iter(), &registers, &mut findings);
    assert_eq!(
        lines(&findings),
        [
            "fel L69 redovisning/a.csv: Filen passar in på fältet fil för flera profiler i tabellen Exporter: raindance \
          och unit4. Väntat: en enda profil för varje fil."
        ]
    );
}
