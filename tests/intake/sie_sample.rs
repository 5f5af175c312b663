//! The sample's ledger written as SIE gives the same facts as the exports it is written from.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use uppfolj::consolidate::cube::Cube;
use uppfolj::domain::account::is_balance;
use uppfolj::domain::code::Code;
use uppfolj::domain::fact::{FactKey, Facts, Subject};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{LedgerPeriod, Month};
use uppfolj::domain::registers::Registers;
use uppfolj::intake::{ledger, sie};
use uppfolj::raw::{RawRegisters, RawText, RawValue};
use uppfolj::{register, source};

/// The registers of the sample with its counterpart as dimension 20 of SIE files.
fn registers(mut raw: RawRegisters) -> Registers {
    let sheet = raw.books[0].sheets.iter_mut().find(|sheet| &*sheet.name == "Exporter").expect("the table");
    let last = sheet.cells.keys().map(|(row, _)| *row).max().expect("rows");
    let column = |name: &str| {
        let named = sheet.cells.iter().find(|(_, value)| **value == RawValue::Text(name.to_string()));
        named.expect("a heading").0.1
    };
    let columns = ["Profil", "Fält", "Kolumn"].map(column);
    for (column, value) in columns.into_iter().zip(["sie", "motpart", "20"]) {
        sheet.cells.insert((last + 1, column), RawValue::Text(value.to_string()));
    }
    let (registers, findings) = register::read(&raw);
    let mut registers = registers.unwrap_or_else(|| panic!("{findings:?}"));
    // They name the exports that are not here.
    registers.control_sums.clear();
    registers
}

struct Row {
    period: LedgerPeriod,
    fields: Vec<String>,
    amount: Money,
}

fn rows(texts: &[RawText]) -> Vec<Row> {
    let row = |record: &uppfolj::raw::RawRecord| {
        let fields: Vec<String> = record.fields().map(str::to_string).collect();
        let period = LedgerPeriod::parse(&fields[5]).expect("a period");
        let ore = fields[9].replace(',', "").parse().expect("two decimals");
        Row { period, fields, amount: Money::from_ore(ore) }
    };
    texts.iter().flat_map(|text| text.records[1..].iter().map(row)).collect()
}

fn kr(amount: Money) -> String {
    format!("{}", amount.to_kr().expect("a decimal"))
}

/// One year as a SIE file: opening, closing and result, months by account and by ansvar, and the vouchers when asked for.
fn written(rows: &[Row], year: i32, vouchers: bool) -> Vec<u8> {
    let own = || rows.iter().filter(move |row| row.period.year == year);
    let mut text = format!("#FLAGGA 0\r\n#SIETYP 4\r\n#RAR 0 {year}0101 {year}1231\r\n");
    let mut opening: BTreeMap<&str, Money> = BTreeMap::new();
    let mut moved: BTreeMap<&str, Money> = BTreeMap::new();
    let mut months: BTreeMap<(&str, u8, &str), Money> = BTreeMap::new();
    let mut made: BTreeMap<(&str, LedgerPeriod), Vec<&Row>> = BTreeMap::new();
    for row in own() {
        let account = row.fields[2].as_str();
        if row.period.is_opening() {
            *opening.entry(account).or_default() += row.amount;
            continue;
        }
        *moved.entry(account).or_default() += row.amount;
        for ansvar in ["", row.fields[0].as_str()] {
            *months.entry((account, row.period.month().month, ansvar)).or_default() += row.amount;
        }
        made.entry((&row.fields[7], row.period)).or_default().push(row);
    }
    let mut closing = opening.clone();
    for (account, amount) in &moved {
        if is_balance(&Code::new(account)) {
            *closing.entry(account).or_default() += *amount;
        } else {
            writeln!(text, "#RES 0 {account} {}", kr(*amount)).expect("a line");
        }
    }
    for (label, balances) in [("IB", &opening), ("UB", &closing)] {
        for (account, amount) in balances {
            writeln!(text, "#{label} 0 {account} {}", kr(*amount)).expect("a line");
        }
    }
    for ((account, month, ansvar), amount) in &months {
        let list = if ansvar.is_empty() { "{}".to_string() } else { format!("{{1 \"{ansvar}\"}}") };
        writeln!(text, "#PSALDO 0 {year}{month:02} {account} {list} {}", kr(*amount)).expect("a line");
    }
    for ((name, period), rows) in made.iter().filter(|_| vouchers) {
        writeln!(text, "#VER \"\" {name} {year}{:02}01 \"Å ä ö\"\n{{", period.month().month).expect("a line");
        for row in rows {
            let dimensions = [("1", 0), ("6", 3), ("20", 4)].map(|(number, at)| (number, &row.fields[at]));
            let objects = dimensions.iter().filter(|(_, object)| !object.is_empty());
            let list: Vec<String> =
                objects.map(|(number, object)| format!("{number} \"{object}\"")).collect();
            writeln!(text, "  #TRANS {} {{{}}} {}", row.fields[2], list.join(" "), kr(row.amount))
                .expect("a line");
        }
        text.push_str("}\n");
    }
    let letter = |letter: char| match letter {
        'Å' => 0x8F,
        'ä' => 0x84,
        'ö' => 0x94,
        other => u8::try_from(other).expect("ASCII"),
    };
    text.chars().map(letter).collect()
}

/// SIE has neither an ansvar for opening balances nor a period 13.
fn as_sie_can_tell(facts: &Facts) -> Facts {
    let mut told = Facts::default();
    for (key, amount) in facts.iter() {
        let mut key: FactKey = key.clone();
        key.period.number = key.period.number.min(12);
        if let Subject::Coded { ansvar, project, internal, .. } = &mut key.subject
            && key.period.is_opening()
        {
            (*ansvar, *project, *internal) = (Code::new(""), None, false);
        }
        told.add(key, amount);
    }
    told
}

fn by_ansvar(facts: &Facts) -> BTreeMap<(LedgerPeriod, Code, Code), Money> {
    let mut sums = BTreeMap::new();
    for (key, amount) in facts.iter() {
        if let Subject::Coded { ansvar, account, .. } = &key.subject {
            *sums.entry((key.period, ansvar.clone(), account.clone())).or_default() += amount;
        }
    }
    sums.retain(|_, amount: &mut Money| !amount.is_zero());
    sums
}

#[test]
fn the_sample_as_sie_gives_the_same_facts_and_figures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    let folder = source::folder::read(&root).expect("the sample");
    let registers = registers(source::registers(&folder).0);
    let text = |file: &source::folder::Streamed| {
        let bytes = file.read().expect("a file of the sample").bytes;
        source::csv::read_text(&file.seen.path, &bytes, b';').expect("a text file")
    };
    let texts: Vec<RawText> = folder.streamed.iter().map(text).collect();
    let through = Month::new(2020, 12).expect("a month");
    let csv = ledger::read(&texts, &registers, through);
    let rows = rows(&texts);
    let files = |vouchers: bool| -> sie::Read {
        let file = |year: i32| {
            source::sie::read(&format!("{year}.se"), &written(&rows, year, vouchers)).expect("a SIE file")
        };
        sie::read(&[file(2019), file(2020)], &registers)
    };
    let read = files(true);
    assert!(!read.findings.has_fault(), "{:?}", read.findings);
    assert!(read.handed.iter().all(|handed| handed.cut == handed.given));
    let facts = ledger::read(&read.texts, &registers, through);
    assert!(!facts.findings.has_fault(), "{:?}", facts.findings);
    assert!(!facts.facts.is_empty());
    let (told, own) = (as_sie_can_tell(&csv.facts), as_sie_can_tell(&facts.facts));
    assert!(told == own, "the facts differ");
    let cube = |facts: &Facts| Cube::roll_up(facts, &registers, &[]);
    assert!(cube(&told) == cube(&own), "the figures differ");

    let balances = files(false);
    assert!(!balances.findings.has_fault(), "{:?}", balances.findings);
    let facts = ledger::read(&balances.texts, &registers, through);
    assert!(by_ansvar(&told) == by_ansvar(&as_sie_can_tell(&facts.facts)), "the period balances differ");
}
