//! Faults in the accounting exports, and the two sides of the avstämning on what has no fault.

use crate::base::{Grunddata, lines, text};
use uppfolj::domain::fact::Facts;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{control, ledger};
use uppfolj::raw::RawText;
use uppfolj::register;

const HEADER: [&str; 10] = [
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Projekt",
    "Motpart",
    "Period",
    "Datum",
    "Verifikation",
    "Text",
    "Belopp",
];
pub const FILE: &str = "redovisning/huvudbok.csv";

/// A small ledger without fault: 2026 with its opening, the beginning of 2027.
#[derive(Clone)]
pub struct Books {
    pub grunddata: Grunddata,
    pub rows: Vec<Vec<String>>,
}

impl Books {
    pub fn good() -> Books {
        let mut grunddata = Grunddata::starter();
        grunddata
            .add("Investeringar", &[("År", "2026"), ("Projekt", "9001"), ("Namn", "Bro"), ("Enhet", "150")]);
        let mut books = Books { grunddata, rows: vec![HEADER.map(str::to_string).to_vec()] };
        for (account, amount) in [("1910", "5 000,00"), ("2010", "-5 000,00")] {
            books.row(["", account, "", "", "", "202600", "", "", "IB", amount]);
        }
        for month in 1..=12 {
            let (period, voucher) = (format!("2026{month:02}"), format!("A{month}"));
            books.row(["1101", "5010", "", "", "", &period, "", &voucher, "Lön", "100,10"]);
            books.row(["", "1910", "", "", "", &period, "", &voucher, "Bank", "-100,10"]);
        }
        books.row(["1200", "3510", "", "", "", "202613", "", "B1", "Bidrag", "-700,25"]);
        books.row(["", "1510", "", "", "", "202613", "", "B1", "Fordran", "700,25"]);
        books.row(["1200", "3400", "", "", "91", "202606", "", "I1", "Internhyra", "-50,00"]);
        books.row(["1101", "6010", "", "", "91", "202606", "", "I1", "Internhyra", "50,00"]);
        books.row(["1500", "4010", "", "9001", "", "202607", "", "P1", "Bro", "30,00"]);
        books.row(["", "2440", "", "", "", "202607", "", "P1", "Skuld", "-30,00"]);
        // Equity opens with the result of 2026: costs 1 231,20 less income 700,25.
        for (account, amount) in
            [("1910", "3798,80"), ("1510", "700,25"), ("2440", "-30,00"), ("2010", "-4469,05")]
        {
            books.row(["", account, "", "", "", "202700", "", "", "IB", amount]);
        }
        for month in 1..=2 {
            let (period, voucher) = (format!("2027{month:02}"), format!("A{month}"));
            books.row(["1101", "5010", "", "", "", &period, "", &voucher, "Lön", "100,10"]);
            books.row(["", "1910", "", "", "", &period, "", &voucher, "Bank", "-100,10"]);
        }
        books
    }

    pub fn row(&mut self, fields: [&str; 10]) -> &mut Books {
        self.rows.push(fields.map(str::to_string).to_vec());
        self
    }

    /// The line of the first row whose voucher and account are these.
    pub fn line(&self, voucher: &str, account: &str) -> usize {
        self.rows.iter().position(|row| row[7] == voucher && row[1] == account).expect("a row") + 1
    }

    pub fn set(&mut self, line: usize, column: &str, value: &str) -> &mut Books {
        let column = HEADER.iter().position(|heading| *heading == column).expect("a column");
        self.rows[line - 1][column] = value.to_string();
        self
    }

    pub fn registers(&self) -> Registers {
        let (registers, findings) = register::read(&self.grunddata.raw());
        registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
    }

    pub fn files(&self) -> Vec<RawText> {
        vec![text(FILE, &self.rows)]
    }

    pub fn found(&self) -> Vec<String> {
        let read = ledger::read(&self.files(), &self.registers(), Month::new(2027, 2).expect("a month"));
        lines(&read.findings)
    }
}

pub fn found(alter: impl FnOnce(&mut Books)) -> Vec<String> {
    let mut books = Books::good();
    alter(&mut books);
    books.found()
}

/// The left side against the facts, key by key.
fn sides_meet(registers: &Registers, counted: &[RawText], facts: &Facts) -> bool {
    let contract = registers.export("huvudbok").expect("the ledger's profile");
    let counts: Vec<_> =
        counted.iter().map(|text| control::count_ledger(text, contract, registers)).collect();
    let left = control::ledger_amounts(&counts, registers);
    left.iter().map(|(key, amount)| (key, *amount)).eq(facts.iter())
}

#[test]
fn a_ledger_without_fault_meets_its_count() {
    let books = Books::good();
    assert_eq!(books.found(), [""; 0]);
    let registers = books.registers();
    let read = ledger::read(&books.files(), &registers, Month::new(2027, 2).expect("a month"));
    assert!(sides_meet(&registers, &books.files(), &read.facts));
    let contract = registers.export("huvudbok").expect("the ledger's profile");
    let count = control::count_ledger(&books.files()[0], contract, &registers);
    assert_eq!((count.rows, count.unread), (books.rows.len() as u64 - 1, 0));
    assert!((count.plus + count.minus).is_zero());
    assert_eq!(count.balance_classes, -count.result_classes);
    assert!(!count.result_classes.is_zero());
    let total: Money = read.facts.iter().map(|(_, amount)| amount).sum();
    assert_eq!(total, Money::ZERO);
}

type Mutation = Box<dyn Fn(&mut RawText)>;

#[test]
fn a_row_altered_after_the_count_does_not_meet() {
    let books = Books::good();
    let registers = books.registers();
    let files = books.files();
    let through = Month::new(2027, 2).expect("a month");
    let rows = files[0].records.len();
    for at in 1..rows {
        let other_unit = files[0].records[at].with(0, "1300");
        let dearer = files[0].records[at].with(9, "1,01");
        let mutations: [Mutation; 4] = [
            Box::new(move |file| drop(file.records.remove(at))),
            Box::new(move |file| file.records.push(file.records[at].clone())),
            Box::new(move |file| file.records[at] = other_unit.clone()),
            Box::new(move |file| file.records[at] = dearer.clone()),
        ];
        for mutate in mutations {
            let mut handed_on = files.clone();
            mutate(&mut handed_on[0]);
            let read = ledger::read(&handed_on, &registers, through);
            assert!(!sides_meet(&registers, &files, &read.facts), "row {at}");
        }
    }
}

#[test]
fn faults_of_rows_are_told_with_their_place() {
    assert_eq!(
        found(|books| {
            let line = books.line("A3", "5010");
            books.set(line, "Belopp", "100.10").set(line, "Period", "202614");
        }),
        [
            "fel L30 redovisning/huvudbok.csv rad 8, kolumn Belopp: Beloppet ”100.10” är 100,10 kr bara med ett annat \
             skrivsätt än profilens. Väntat: tal skrivna så som profilen i tabellen Exporter anger, så att de bara kan läsas \
             på ett sätt.",
            "fel L04 redovisning/huvudbok.csv rad 8, kolumn Period: I kolumnen för period står ”202614”. Väntat: \
             en period som ÅÅÅÅPP med PP från 00 till 13, till exempel 202008, eller en dag eller månad som 2020-08-31, 2020-08 \
             eller aug 2020."
        ],
        "the voucher of an unreadable row is not told too"
    );
    assert_eq!(
        found(|books| {
            let line = books.line("A3", "5010");
            books.rows[line - 1].pop();
        })[0],
        "fel L10 redovisning/huvudbok.csv rad 8: Raden har 9 fält men rubrikraden 10. Väntat: lika många fält på \
         varje rad."
    );
}

#[test]
fn missing_columns_are_named_together() {
    let told = found(|books| {
        books.rows[0] = HEADER.map(|name| name.replace("Konto", "Kto").replace("Belopp", "Kr")).to_vec()
    });
    assert_eq!(
        told,
        [
            "fel L02 redovisning/huvudbok.csv rad 1: Filens rubrikrad saknar kolumnerna Konto och Belopp. Raden \
             innehåller ”Ansvar”, ”Kto”, ”Verksamhet”, ”Projekt”, ”Motpart”, ”Period”, ”Datum”, ”Verifikation”, \
             ”Text” och ”Kr”. Kanske är ”Kto” det som profilen kallar Konto. Väntat: de kolumner som profilen huvudbok i tabellen Exporter anger."
        ]
    );
}

#[test]
fn a_header_may_stand_below_a_title() {
    let told = found(|books| {
        books.rows.insert(0, vec!["Huvudbok 2026".to_string()]);
    });
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_voucher_that_does_not_balance_is_named() {
    let told = found(|books| {
        let line = books.line("I1", "6010");
        books.set(line, "Belopp", "50,01");
    });
    let line = Books::good().line("I1", "3400");
    assert_eq!(
        told,
        [format!(
            "fel L06 redovisning/huvudbok.csv rad {line}: Verifikation I1 i period 202606 summerar till 0,01 kr. \
             Väntat: att varje verifikation summerar till noll i varje period."
        )]
    );
}

#[test]
fn openings_follow_closings_and_equity_takes_the_result() {
    let told = found(|books| {
        let of_2027 =
            books.rows.iter().position(|row| row[1] == "1910" && row[5] == "202700").expect("a row") + 1;
        books.set(of_2027, "Belopp", "3 798,79").set(of_2027 + 3, "Belopp", "-4469,04");
    });
    let place =
        Books::good().rows.iter().position(|row| row[1] == "1910" && row[5] == "202700").expect("a row") + 1;
    assert_eq!(
        told,
        [
            "fel L07 mappen: Konto 2010 har ingående balans −4 469,04 kr år 2027. Väntat: utgående balans år 2026: \
             −4 469,05 kr."
                .to_string(),
            format!(
                "fel L07 redovisning/huvudbok.csv rad {place}: Konto 1910 har ingående balans 3 798,79 kr år 2027. \
                 Väntat: utgående balans år 2026: 3 798,80 kr."
            )
        ]
    );
    let moved_in_the_ledger = found(|books| {
        books.row(["1500", "8999", "", "", "", "202613", "", "R1", "Resultat", "-500,95"]);
        books.row(["", "2090", "", "", "", "202613", "", "R1", "Resultat", "500,95"]);
    });
    assert_eq!(moved_in_the_ledger, [""; 0], "the booking of the result to equity changes nothing");
    let moved_wrongly = found(|books| {
        books.row(["1500", "8999", "", "", "", "202613", "", "R1", "Resultat", "-500,94"]);
        books.row(["", "2090", "", "", "", "202613", "", "R1", "Resultat", "500,94"]);
    });
    assert!(
        moved_wrongly[0].starts_with("varning L43 mappen: Mot eget kapital är −500,94 kr bokat"),
        "{moved_wrongly:?}"
    );
}

#[test]
fn openings_are_there_and_balance() {
    assert_eq!(
        found(|books| books.rows.retain(|row| row[5] != "202700")),
        ["fel L19 mappen: Ingående balans för 2027 saknas. Väntat: rader i period 00 för alla balanskonton."]
    );
    let told = found(|books| {
        books.row(["1500", "5010", "", "", "", "202600", "", "", "Fel", "1,00"]);
    });
    assert!(told[1].contains("L18") && told[1].contains("Konto 5010 har en rad i period 00"), "{told:?}");
}

#[test]
fn months_are_all_there() {
    let told = found(|books| books.rows.retain(|row| row[5] != "202604" && row[5] != "202702"));
    let months = "fel L12 mappen: Bokföringen saknar rader för 2026-04 och 2027-02. Väntat: rader för varje månad till \
                  och med perioden.";
    assert!(told.iter().any(|line| line == months), "{told:?}");
}

#[test]
fn internal_items_cancel_or_are_told() {
    let told = found(|books| {
        let line = books.line("I1", "6010");
        books.set(line, "Motpart", "");
    });
    assert_eq!(
        told,
        [
            "varning L13 mappen: Interna poster år 2026 tar inte ut varandra: 50,00 kr blir kvar. Väntat: att interna \
          intäkter och interna kostnader är lika stora."
        ]
    );
}

#[test]
fn a_turned_sign_is_seen() {
    let told = found(|books| {
        let line = books.grunddata.line_of("Exporter", "Kolumn", "debet plus");
        books.grunddata.set("Exporter", line, "Kolumn", "intäkt plus");
    });
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(
            "fel L17 redovisning/huvudbok.csv: Med profilens tecken blir intäkterna (klass 3, 80 och 82) −"
        ),
        "{told:?}"
    );
}

#[test]
fn control_sums_find_what_a_file_cannot_show() {
    let control = |cells: &[(&str, &str)]| {
        found(|books| {
            let file = [("Fil", "huvudbok.csv")];
            books.grunddata.add("Kontrollsummor", &[&file, cells].concat());
        })
    };
    assert_eq!(
        control(&[("Rader", "40"), ("Summa klass 1-2", "-731,15"), ("Summa klass 3-8", "731,15")]),
        [""; 0]
    );
    assert_eq!(
        control(&[("Period", "202606"), ("Rader", "5"), ("Summa klass 3-8", "100,11")]),
        [
            "fel L08 redovisning/huvudbok.csv: Summan av klass 3–8 är 100,10 kr i period 202606. Väntat: 100,11 kr \
             enligt tabellen Kontrollsummor. Skillnaden är −0,01 kr.",
            "fel L14 redovisning/huvudbok.csv: Filen har 4 rader i period 202606. Väntat: 5 rader enligt tabellen Kontrollsummor."
        ]
    );
    let missing = found(|books| {
        books.grunddata.add("Kontrollsummor", &[("Fil", "annan.csv"), ("Rader", "1")]);
    });
    assert_eq!(
        missing,
        [
            "fel L15 annan.csv: Tabellen Kontrollsummor nämner en fil som inte finns i redovisning. Väntat: en fil med \
             det namnet.",
            "varning L24 redovisning/huvudbok.csv: Tabellen Kontrollsummor har ingen rad för filen. Väntat: en rad för \
             varje fil i redovisning när tabellen används."
        ]
    );
}

#[test]
fn a_file_without_vouchers_is_not_proven() {
    let books = {
        let mut books = Books::good();
        for line in 2..=books.rows.len() {
            books.set(line, "Verifikation", "");
        }
        books
    };
    assert_eq!(
        books.found(),
        ["varning L09 redovisning/huvudbok.csv: Filens fullständighet går inte att styrka: den saknar \
          verifikationer och kontrollsummor. Väntat: verifikationsnummer i exporten, eller en rad i tabellen \
          Kontrollsummor."]
    );
    let read = ledger::read(&books.files(), &books.registers(), Month::new(2027, 2).expect("a month"));
    assert_eq!(read.unproven.iter().map(|file| file.to_string()).collect::<Vec<_>>(), [FILE]);
}

#[test]
fn an_empty_folder_is_told() {
    let read = ledger::read(&[], &Books::good().registers(), Month::new(2027, 2).expect("a month"));
    assert_eq!(
        lines(&read.findings),
        [
            "fel L01 mappen: Mappen redovisning innehåller ingen export ur ekonomisystemet. Väntat: minst en fil \
          med huvudbokens rader: text (.csv, .txt), Excel (.xlsx) eller SIE (.se, .si, .sie)."
        ]
    );
}

/// The findings when a second file stands beside the first.
fn found_beside(second: &[Vec<String>], name: &str) -> Vec<String> {
    let books = Books::good();
    let files = [text(FILE, &books.rows), text(name, second)];
    lines(&ledger::read(&files, &books.registers(), Month::new(2027, 2).expect("a month")).findings)
}

#[test]
fn vouchers_in_two_files_are_a_fault() {
    let books = Books::good();
    let mut march_on: Vec<Vec<String>> = books
        .rows
        .iter()
        .filter(|row| row[0] == "Ansvar" || ["202603", "202604"].contains(&row[5].as_str()))
        .cloned()
        .collect();
    // Other sums: with the same ones the whole months are told.
    march_on.iter_mut().skip(1).for_each(|row| row[9] = row[9].replace("100,10", "105,10"));
    assert_eq!(
        found_beside(&march_on, "redovisning/mars.csv"),
        [
            "fel L23 redovisning/mars.csv rad 2: 2 verifikationer finns också i redovisning/huvudbok.csv; den första är A3 \
             i period 202603. Det är tillsammans 210,20 kr i debet. Väntat: varje verifikation i en enda fil; annars \
             räknas den dubbelt."
        ]
    );
    let same = found_beside(&books.rows, "redovisning/kopia.csv");
    assert!(!same.iter().any(|line| line.contains("L23")), "the same content has its own finding: {same:?}");
    let mut renumbered = march_on;
    renumbered.iter_mut().skip(1).for_each(|row| row[7] = format!("M{}", row[7]));
    let other = found_beside(&renumbered, "redovisning/mars.csv");
    assert!(!other.iter().any(|line| line.contains("L23")), "other numbers are other vouchers: {other:?}");
}

#[test]
fn a_voucher_balances_in_each_period() {
    let told = found(|books| {
        let line = books.line("A3", "5010");
        books.set(line, "Period", "202604");
    });
    assert_eq!(
        told,
        [
            "fel L06 redovisning/huvudbok.csv rad 8: Verifikation A3 i period 202604 summerar till 100,10 kr. Väntat: \
             att varje verifikation summerar till noll i varje period.",
            "fel L06 redovisning/huvudbok.csv rad 9: Verifikation A3 i period 202603 summerar till −100,10 kr. Väntat: \
             att varje verifikation summerar till noll i varje period."
        ]
    );
}

#[test]
fn a_period_balances_without_vouchers() {
    let told = found(|books| {
        let line = books.line("A3", "5010");
        books.set(line, "Period", "202604");
        for line in 2..=books.rows.len() {
            books.set(line, "Verifikation", "");
        }
    });
    let period = |period: &str, sum: &str| {
        format!(
            "fel L22 mappen: Alla rader i period {period} summerar till {sum} kr i debet. Väntat: att debet och kredit \
             är lika stora i varje period; annars balanserar inte balansräkningen."
        )
    };
    assert_eq!(told[..2], [period("202603", "−100,10"), period("202604", "100,10")]);
    assert!(told.len() == 3 && told[2].contains("L09"), "{told:?}");
}

#[test]
fn totals_of_a_file_with_unreadable_rows_are_not_told_too() {
    let told = found(|books| {
        let line = books.line("A3", "5010");
        books.set(line, "Belopp", "hundra");
        let file = [("Fil", "huvudbok.csv"), ("Rader", "40"), ("Summa klass 3-8", "731,15")];
        books.grunddata.add("Kontrollsummor", &file);
    });
    assert!(told.len() == 1 && told[0].starts_with("fel L03"), "{told:?}");
}
