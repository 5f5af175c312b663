//! Exports that are workbooks: the sheet and its header found, numbers and codes as they are meant, what cannot be.

use crate::base::{Grunddata, lines};
use uppfolj::domain::fact::Facts;
use uppfolj::domain::period::Month;
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{control, ledger, lost_zeros};
use uppfolj::raw::{Postings, RawGrid, RawSheet, RawValue, RawWorkbook};
use uppfolj::register;

const FILE: &str = "redovisning/huvudbok.xlsx";
const HEADER: [&str; 10] = [
    "Ansvar",
    "Konto",
    "Projekt",
    "Motpart",
    "Period",
    "Datum",
    "Verifikation",
    "Belopp",
    "Verksamhet",
    "Text",
];

fn text(text: &str) -> RawValue {
    RawValue::Text(text.to_string())
}

fn number(number: &str) -> RawValue {
    RawValue::Number(number.parse().expect("a number"))
}

/// A title, a blank row, the header, and a balanced pair of rows a month.
fn sheet(name: &str) -> RawSheet {
    let mut sheet = RawSheet { name: name.into(), ..RawSheet::default() };
    sheet.cells.insert((1, 2), text("Huvudbok 2026"));
    for (column, heading) in (1..).zip(HEADER) {
        sheet.cells.insert((3, column), text(heading));
    }
    let mut row = 4;
    let mut add = |cells: [Option<RawValue>; 8]| {
        for (column, cell) in (1..).zip(cells) {
            cell.map(|cell| sheet.cells.insert((row, column), cell));
        }
        row += 1;
    };
    for (account, amount) in [("1910", "5000"), ("2010", "-5000")] {
        add([
            None,
            Some(number(account)),
            None,
            None,
            Some(number("202600")),
            None,
            None,
            Some(number(amount)),
        ]);
    }
    for month in 1..=2_u8 {
        let period = Some(number(&format!("2026{month:02}")));
        let day = Month::new(2026, month).map(|month| RawValue::Date(month.last_day()));
        let voucher = Some(text(&format!("A{month}")));
        let end = [period, day, voucher];
        let row = |ansvar: Option<&str>, account: &str, amount: &str| {
            let [period, day, voucher] = end.clone();
            let ansvar = ansvar.map(number);
            [ansvar, Some(number(account)), None, None, period, day, voucher, Some(number(amount))]
        };
        add(row(Some("1101"), "5010", "100.1"));
        add(row(None, "1910", "-100.1"));
    }
    sheet
}

struct Case {
    grunddata: Grunddata,
    sheets: Vec<RawSheet>,
}

impl Case {
    fn good() -> Case {
        Case { grunddata: Grunddata::starter(), sheets: vec![sheet("Rader")] }
    }

    fn set(&mut self, row: u32, heading: &str, value: RawValue) -> &mut Case {
        let column = HEADER.iter().position(|known| *known == heading).expect("a column") as u32 + 1;
        self.sheets[0].cells.insert((row, column), value);
        self
    }

    fn registers(&self) -> Registers {
        let (registers, findings) = register::read(&self.grunddata.raw());
        registers.unwrap_or_else(|| panic!("{:?}", lines(&findings)))
    }

    /// The facts, and whether the left side is theirs too.
    fn read(&self) -> (Facts, bool, Vec<String>) {
        let registers = self.registers();
        let book = RawWorkbook { file: FILE.into(), sheets: self.sheets.clone(), ..RawWorkbook::default() };
        let (sheets, mut findings) = ledger::sheets(vec![book], &registers);
        let files: Vec<&dyn Postings> = sheets.iter().map(|sheet| sheet as &dyn Postings).collect();
        if files.is_empty() {
            return (Facts::default(), true, lines(&findings));
        }
        let through = Month::new(2026, 2).expect("a month");
        let read = ledger::read_files(&files, &registers, through, &mut |_| {});
        findings.extend(read.findings);
        let left = control::ledger_amounts(&read.counts, &registers);
        let same = left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter());
        (read.facts, same, lines(&findings))
    }

    fn told(alter: impl FnOnce(&mut Case)) -> Vec<String> {
        let mut case = Case::good();
        alter(&mut case);
        case.read().2
    }
}

#[test]
fn a_sheet_is_read_as_a_file_of_postings() {
    let (facts, same, told) = Case::good().read();
    assert_eq!(told, [""; 0]);
    assert!(same, "the left side counts the sheet too");
    assert_eq!(facts.iter().count(), 6);
}

#[test]
fn a_period_in_a_date_cell_is_the_months() {
    let (good, mut case) = (Case::good(), Case::good());
    for row in 6..=9 {
        let day = case.sheets[0].cells[&(row, 6)].clone();
        case.sheets[0].cells.insert((row, 5), day);
    }
    assert_eq!(case.read(), good.read());
}

#[test]
fn a_number_of_a_cell_has_one_reading() {
    let told = Case::told(|case| {
        case.set(6, "Belopp", number("57.957"));
    });
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("fel "), "{told:?}");
    assert!(told[0].contains("redovisning/huvudbok.xlsx flik Rader cell H6: "), "{told:?}");
    assert!(!told[0].contains("57 957"), "{told:?}");
}

#[test]
fn codes_get_the_zeros_that_excel_took_back() {
    let mut case = Case::good();
    case.grunddata.add(
        "Organisation",
        &[
            ("Kod", "0151"),
            ("Namn", "Ny"),
            ("Nivå", "Enhet"),
            ("Överordnad", "150"),
            ("Ansvar", "0110; 0111"),
        ],
    );
    case.set(6, "Ansvar", number("110")).set(8, "Ansvar", number("111"));
    let (facts, same, told) = case.read();
    assert_eq!(
        told,
        [
            "varning L63 redovisning/huvudbok.xlsx flik Rader cell A6: I kolumnen Ansvar har Excel gjort om koder till \
          tal, så att inledande nollor saknas i 2 celler. Den första, 110, läses som 0110: den enda kod i grunddata \
          som den kan vara. Väntat: koder som text, med sina nollor."
        ]
    );
    assert!(same);
    assert!(facts.iter().any(|(key, _)| format!("{key:?}").contains("0110")));
}

#[test]
fn a_code_that_can_be_two_is_none_of_them() {
    let told = Case::told(|case| {
        case.grunddata.add(
            "Organisation",
            &[
                ("Kod", "0151"),
                ("Namn", "Ny"),
                ("Nivå", "Enhet"),
                ("Överordnad", "150"),
                ("Ansvar", "0110; 00110"),
            ],
        );
        case.set(6, "Ansvar", number("110"));
    });
    assert_eq!(told.len(), 2, "and the code as it stands is unknown: {told:?}");
    assert_eq!(
        told[1],
        "fel L64 redovisning/huvudbok.xlsx flik Rader cell A6: Cellen innehåller talet 110. Koder som det kan vara \
         när inledande nollor saknas: 0110 och 00110. Väntat: koden som text, med sina nollor."
    );
}

#[test]
fn errors_and_formulas_without_value_are_told_at_their_cells_once() {
    let told = Case::told(|case| {
        case.set(6, "Belopp", RawValue::Error("#DIV/0!".to_string()));
        case.sheets[0].cells.remove(&(8, 8));
        case.sheets[0].formulas.insert((8, 8), "SUM(A1)".to_string());
    });
    assert_eq!(
        told,
        [
            "fel L62 redovisning/huvudbok.xlsx flik Rader cell H6: Cellen visar felet ”#DIV/0!”. Väntat: ett värde i \
             varje cell.",
            "fel L62 redovisning/huvudbok.xlsx flik Rader cell H8: Cellen har en formel, ”SUM(A1)”, men inget \
             uträknat värde. Väntat: ett värde i varje cell.",
        ]
    );
}

#[test]
fn the_sheet_is_the_one_that_is_named_or_the_only_one_with_the_headings() {
    let mut case = Case::good();
    let mut notes = RawSheet { name: "Läs mig".into(), ..RawSheet::default() };
    notes.cells.insert((1, 1), text("Uttaget 2026-03-01"));
    case.sheets.insert(0, notes);
    assert_eq!(case.read().2, [""; 0]);
    case.sheets.push(sheet("Kopia"));
    assert_eq!(
        case.read().2,
        [
            "fel L61 redovisning/huvudbok.xlsx: Flera flikar har rubrikerna som profilen i tabellen Exporter anger: \
          ”Rader” och ”Kopia”. Väntat: en enda flik med bokföringens rader, eller ett besked om vilken."
        ]
    );
    let named = |case: &mut Case, name: &str| {
        case.grunddata.add("Exporter", &[("Profil", "huvudbok"), ("Fält", "blad"), ("Kolumn", name)])
    };
    named(&mut case, "rader");
    assert_eq!(case.read().2, [""; 0]);
    let mut other = Case::good();
    named(&mut other, "Data");
    assert_eq!(
        other.read().2,
        [
            "fel L60 redovisning/huvudbok.xlsx: Arbetsboken har ingen ifylld flik som heter ”Data”. Den har ”Rader”. \
          Väntat: den flik som fältet blad i tabellen Exporter anger."
        ]
    );
}

#[test]
fn missing_columns_are_told_of_the_sheet_that_has_most() {
    let told = Case::told(|case| {
        case.set(3, "Konto", text("Kto"));
    });
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("fel L02 redovisning/huvudbok.xlsx flik Rader cell A3: Filens rubrikrad saknar"),
        "{told:?}"
    );
}

#[test]
fn a_budget_sheet_gets_its_zeros_back_too() {
    let mut case = Case::good();
    case.grunddata.add(
        "Organisation",
        &[("Kod", "0151"), ("Namn", "Ny"), ("Nivå", "Enhet"), ("Överordnad", "150"), ("Ansvar", "0110")],
    );
    let registers = case.registers();
    let contract = registers.export("budget").expect("the budget's profile");
    let mut sheet = RawSheet { name: "Budget".into(), ..RawSheet::default() };
    for (column, (_, heading)) in (1..).zip(&contract.columns) {
        sheet.cells.insert((1, column), text(heading));
    }
    let at =
        contract.columns.iter().position(|(_, heading)| heading == "Ansvar").expect("a column") as u32 + 1;
    sheet.cells.insert((2, at), number("110"));
    let mut grids = vec![RawGrid::of_sheet(&"budget/budget.xlsx".into(), &sheet)];
    let findings = lines(&lost_zeros::restore_all(&mut grids, contract, &registers));
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].starts_with("varning L63 budget/budget.xlsx flik Budget cell "), "{findings:?}");
    assert_eq!(grids[0].rows[1].cells[&at], text("0110"));
}
