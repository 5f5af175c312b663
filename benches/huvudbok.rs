//! What reading a ledger costs: a whole program from the file to the finished facts of unit × account group × period.
//!
//! `cargo bench --bench huvudbok` makes a ledger of a million rows, reads it and tells seconds and memory.
//! `… -- make FOLDER ROWS UNITS utf8|cp1252` makes a folder with registers and such a ledger, with 0 rows the registers
//! alone; `… -- read FOLDER OUT.csv` reads a folder and writes the facts rolled up; `… -- sum FOLDER` goes through the same
//! bytes for their SHA-256 and letters only, which the reading includes. `benches/parvis.py` runs these against other
//! programs on the same files.
#![allow(clippy::print_stdout)]

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use uppfolj::domain::code::Code;
use uppfolj::domain::fact::Subject;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{LedgerPeriod, Month};
use uppfolj::domain::registers::Registers;
use uppfolj::intake::ledger;
use uppfolj::raw::Postings;
use uppfolj::register::{self, starter};
use uppfolj::source::{self, folder};

const YEAR: u32 = 2026;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with("--")).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match given.as_slice() {
        [] => measure(),
        ["make", root, rows, units, letters] => {
            let number = |text: &str| text.parse::<u64>().expect("a number");
            make(Path::new(root), number(rows), number(units) as u32, *letters == "cp1252");
        }
        ["read", root, out] => write_out(&roll_up(Path::new(root)), Path::new(out)),
        ["sum", root] => sum(Path::new(root)),
        _ => panic!("make FOLDER ROWS UNITS utf8|cp1252, read FOLDER OUT.csv or sum FOLDER"),
    }
}

fn measure() {
    const ROWS: u64 = 1_000_000;
    let root = tempfile::tempdir().expect("a folder");
    make(root.path(), ROWS, 400, false);
    let started = Instant::now();
    let keys = roll_up(root.path()).len();
    let seconds = started.elapsed().as_secs_f64();
    println!("{ROWS} rows to {keys} facts in {seconds:.2} s; {}", memory());
}

/// Unit, account group and period: the sum, debit +.
type Keyed<U> = ((U, [u8; 2], LedgerPeriod), Money);
/// Ascending.
type Cube = Vec<Keyed<Code>>;

fn roll_up(root: &Path) -> Cube {
    let folder = folder::read(root).expect("a folder");
    let (raw, _) = source::registers(&folder);
    let (registers, found) = register::read(&raw);
    let registers: Registers = registers.unwrap_or_else(|| panic!("registers: {found:?}"));
    let (files, _, _) = source::ledger(&folder, |_| Some(b';'));
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
    let through = Month::new(YEAR as i32, 12).expect("a month");
    let read = ledger::read_files(&files, &registers, through, &mut |_| {});
    let mut units: Vec<&Code> = registers.org.nodes().iter().map(|node| &node.code).collect();
    units.sort();
    let place = |ansvar: &Code, period: LedgerPeriod| {
        let node = registers.org.of_ansvar(ansvar, period.month()).expect("a known ansvar");
        units.binary_search(&&node.code).expect("a unit")
    };
    let mut sums: Vec<Keyed<usize>> = Vec::new();
    let mut last = None;
    for (key, amount) in read.facts.iter() {
        let Subject::Coded { ansvar, account, .. } = &key.subject else { continue };
        // The facts of an ansvar stand together.
        let unit = match last {
            Some((known, period, unit)) if (known, period) == (ansvar, key.period) => unit,
            _ => place(ansvar, key.period),
        };
        last = Some((ansvar, key.period, unit));
        let group = *account.as_str().as_bytes().first_chunk().expect("an account of two digits");
        sums.push(((unit, group, key.period), -amount));
    }
    sums.sort_unstable_by_key(|(key, _)| *key);
    sums.dedup_by(|(key, amount), (first, sum)| {
        let same = key == first;
        if same {
            *sum += *amount;
        }
        same
    });
    sums.into_iter().map(|((unit, group, period), sum)| ((units[unit].clone(), group, period), sum)).collect()
}

fn write_out(cube: &Cube, out: &Path) {
    let mut file = BufWriter::new(File::create(out).expect("a file"));
    writeln!(file, "Enhet;Kontogrupp;Period;Utfall").expect("written");
    for ((unit, group, period), amount) in cube.iter().filter(|(_, amount)| !amount.is_zero()) {
        let ore = i64::try_from(amount.ore()).expect("a sum below 2⁶³ öre");
        let sign = if ore < 0 { "-" } else { "" };
        let (kronor, rest) = (ore.unsigned_abs() / 100, ore.unsigned_abs() % 100);
        let group = std::str::from_utf8(group).expect("digits");
        writeln!(file, "{unit};{group};{period};{sign}{kronor}.{rest:02}").expect("written");
    }
}

/// What every run reads before it cuts: checksum and letters.
fn sum(root: &Path) {
    let folder = folder::read(root).expect("a folder");
    for file in &folder.streamed {
        println!("{} {}", file.seen.sha256, file.seen.path);
    }
}

/// Registers in which every code of the ledger is known, and the ledger.
fn make(root: &Path, rows: u64, units: u32, cp1252: bool) {
    let tables = root.join("grunddata");
    fs::create_dir_all(&tables).expect("a folder");
    fs::create_dir_all(root.join("redovisning")).expect("a folder");
    for (name, table) in starter::tables() {
        let table = match name {
            "Organisation" => organisation(&table, units),
            "Konton" => accounts(&table),
            _ => table,
        };
        let lines: Vec<String> = table.iter().map(|row| row.join(";") + "\n").collect();
        fs::write(tables.join(format!("{name}.csv")), lines.concat()).expect("written");
    }
    if rows > 0 {
        let file = File::create(root.join("redovisning/huvudbok.csv")).expect("a file");
        Ledger { out: BufWriter::with_capacity(1 << 20, file), dice: Dice(rows), cp1252 }.write(rows, units);
    }
}

/// The starter's top and finance rows, and units of a hundred ansvar each.
fn organisation(starter: &[Vec<String>], units: u32) -> Vec<Vec<String>> {
    let is_unit = |row: &&Vec<String>| row.get(2).is_some_and(|level| level == "Enhet");
    let mut rows: Vec<Vec<String>> = starter.iter().filter(|row| !is_unit(row)).cloned().collect();
    for row in rows.iter_mut().filter(|row| row.get(4).is_some_and(|codes| codes.starts_with("9000"))) {
        row[4] = "99".to_string();
    }
    for unit in (0..units).map(unit_code) {
        let codes = format!("{unit}00-{unit}99");
        let cells = [&unit.to_string(), &format!("Enhet {unit}"), "Enhet", "11", &codes, "nej", "Chef"];
        let mut row: Vec<String> = cells.iter().map(ToString::to_string).collect();
        row.resize(starter[0].len(), String::new());
        rows.push(row);
    }
    rows
}

/// The starter's accounts, with a row for each account group that is asked for: facts are as fine as the registers.
fn accounts(starter: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = vec![starter[0].clone()];
    for row in &starter[1..] {
        let [from, to] = [0, 1].map(|at| row[at].parse::<u32>().expect("an account"));
        for group in from / 100..=to / 100 {
            let mut own = row.clone();
            own[0] = from.max(group * 100).to_string();
            own[1] = to.min(group * 100 + 99).to_string();
            rows.push(own);
        }
    }
    rows
}

fn unit_code(unit: u32) -> u32 {
    1000 + unit * 4 % 8900 + unit / 2225
}

/// A generator of numbers that is the same everywhere (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }
}

struct Ledger {
    out: BufWriter<File>,
    dice: Dice,
    cp1252: bool,
}

/// Texts with what texts have: separators, quotes, letters beyond ASCII.
const TEXTS: &[&str] = &[
    "Lön augusti",
    "Städtjänst; enligt avtal",
    "Livsmedel åäö",
    "Skolskjuts \"\"Förenade bussar\"\" höst",
    "Elförbrukning kvartal 2",
    "Hyra lokaler",
    "Vikarie förskola",
    "Återbetalning",
];
const ACCOUNTS: u64 = 240;

impl Ledger {
    fn write(&mut self, rows: u64, units: u32) {
        if !self.cp1252 {
            self.out.write_all("\u{feff}".as_bytes()).expect("written");
        }
        self.line("Ansvar;Verksamhet;Konto;Projekt;Motpart;Period;Datum;Verifikation;Text;Belopp");
        let (mut written, mut voucher) = (0, 100_000);
        while written < rows {
            voucher += 1;
            let wanted = 2 + self.dice.roll(6);
            // One row alone would be a voucher that does not balance.
            let of_voucher = if rows - written < wanted + 2 { rows - written } else { wanted };
            let month = 1 + (written * 12 / rows).min(11);
            self.voucher(voucher, of_voucher, month, units);
            written += of_voucher;
        }
        self.out.flush().expect("written");
    }

    fn voucher(&mut self, voucher: u64, rows: u64, month: u64, units: u32) {
        let day = 1 + self.dice.roll(28);
        let mut left = 0_i64;
        for row in 1..=rows {
            let unit = unit_code(self.dice.roll(u64::from(units)) as u32);
            let account = 3000 + self.dice.roll(ACCOUNTS) * 5000 / ACCOUNTS;
            let size = 10_u64.pow(3 + self.dice.roll(5) as u32);
            let amount = if row == rows { -left } else { self.dice.roll(size) as i64 - size as i64 / 3 };
            left += amount;
            let project = if self.dice.roll(5) == 0 {
                format!("P{}", 10_000 + self.dice.roll(800))
            } else {
                String::new()
            };
            let break_line = if self.dice.roll(20_000) == 0 { "\r\nrad 2; forts" } else { "" };
            let text = TEXTS[self.dice.roll(TEXTS.len() as u64) as usize];
            let (sign, ore) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
            let line = format!(
                "{unit}{:02};{};{account};{project};{};{YEAR}{month:02};{YEAR}-{month:02}-{day:02};A{voucher};\"{text}{break_line}\";{sign}{},{:02}",
                10 + self.dice.roll(5) * 3,
                10_000 + unit * 7 % 500,
                [8, 16, 21, 31, 81][self.dice.roll(5) as usize],
                ore / 100,
                ore % 100,
            );
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        let line = format!("{line}\r\n");
        if self.cp1252 {
            // Every letter used is one byte in ISO-8859-1, as in its code.
            let bytes: Vec<u8> =
                line.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap_or(b'?')).collect();
            self.out.write_all(&bytes).expect("written");
        } else {
            self.out.write_all(line.as_bytes()).expect("written");
        }
    }
}

/// The most memory this process has held, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    format!("peak {}", line.unwrap_or("not told here").trim())
}
