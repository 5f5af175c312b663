//! What a report on paper costs: the same work as a report of a common Python library, 60 sections on 40 pages or more,
//! each with a heading, a paragraph and a table of 14 rows; laid out, tagged, written, and read back as every report is.
//!
//! `cargo bench --bench papper -- OUT.pdf` writes one report and ends: its CPU is to be held against another program's.
//! `-- OUT.pdf 20` writes it so many times and tells the milliseconds of each step. A plain program, as `huvudbok` is.
#![allow(clippy::print_stdout)]

use std::fs;
use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use uppfolj::doc::{
    AmountUnit, Block, Cell, Column, ColumnKind, Document, Figure, ParagraphStyle, Profile, Quantity, Role,
    Row, RowKey, Section, SectionKind, Shape, Table,
};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::query::Query;
use uppfolj::write::pdf;

const SECTIONS: i128 = 60;
const ROWS: i128 = 14;
const SAID: &str = "Nämndens resultat uppgår till ett överskott jämfört med budget. Avvikelsen förklaras av lägre \
                    lönekostnader, högre statsbidrag och senarelagda inköp; prognosen för helåret är oförändrad. ";

fn main() {
    let mut asked = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let out = asked.next();
    let times: u32 = asked.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let document = report();
    let mut spent = [Duration::ZERO; 4];
    for _ in 0..times {
        let bytes = write(&document, &mut spent);
        if let Some(out) = &out {
            fs::write(out, bytes).expect("written");
        }
    }
    let [place, emit, read, check] = spent.map(|one| one.as_secs_f64() * 1000.0 / f64::from(times));
    println!("ms a report: placed {place:.1}, written {emit:.1}, read back {read:.1}, compared {check:.1}");
}

fn write(document: &Document, spent: &mut [Duration; 4]) -> Vec<u8> {
    let mut at = 0;
    let mut started = Instant::now();
    let mut lap = || {
        spent[at] += started.elapsed();
        at += 1;
        started = Instant::now();
    };
    let placed = pdf::place(document).expect("pages");
    lap();
    let bytes = pdf::emit(&placed).expect("a file");
    lap();
    let read = pdf::read_back(&bytes).expect("a readable file");
    lap();
    assert!(pdf::check(document, &read).is_empty(), "the file says what the document says");
    lap();
    bytes
}

fn report() -> Document {
    Document {
        shape: Shape::Report,
        file_stem: "rapport".into(),
        title: "Månadsrapport".into(),
        subtitle: "2020".into(),
        organisation: "Kommunen".into(),
        status: String::new(),
        markings: Vec::new(),
        date: Month::new(2020, 12).expect("a month").last_day(),
        cover: Vec::new(),
        sections: (1..=SECTIONS).map(section).collect(),
        profile: Profile::default(),
    }
}

fn section(number: i128) -> Section {
    let table = Table {
        id: format!("t{number}"),
        caption: "Budget och utfall".into(),
        unit: AmountUnit::Kr,
        columns: columns(),
        rows: (0..ROWS).map(|row| row_of(number, row)).collect(),
        notes: Vec::new(),
        on_paper: true,
    };
    Section {
        key: format!("s{number}"),
        title: format!("{number}. Nämnd {number}: budget och utfall"),
        landscape: false,
        kind: SectionKind::Presentation,
        blocks: vec![
            Block::Paragraph { text: SAID.repeat(4).trim_end().to_string(), style: ParagraphStyle::Body },
            Block::Table(table),
        ],
    }
}

fn columns() -> Vec<Column> {
    let column = |key: &str, heading: &str, kind| Column { key: key.into(), heading: heading.into(), kind };
    vec![
        column("konto", "Kontogrupp", ColumnKind::Text { wide: true }),
        column("budget", "Budget", ColumnKind::Amount),
        column("utfall", "Utfall", ColumnKind::Amount),
        column("avvikelse", "Avvikelse", ColumnKind::Signed),
        column("prognos", "Prognos", ColumnKind::Amount),
        column("procent", "Procent", ColumnKind::Number),
    ]
}

fn row_of(section: i128, row: i128) -> Row {
    let amount = |kronor: i128| {
        let value = Money::from_ore(kronor * 100);
        let query = Query::Counted { what: format!("{section} {row}"), column: kronor.to_string() };
        Cell::Amount(Figure { value, query, formula: None })
    };
    let cells = vec![
        Cell::Text(format!("Konto {row}x löner å ä ö")),
        amount(section * 1_000_000 + row * 37_500),
        amount(section * 990_000 + row * 41_120),
        amount(-row * 4_380),
        amount(section * 1_001_000 + row * 1_000),
        Cell::Percent(Quantity::given(Decimal::from_i128_with_scale(row * 70 + 5, 1), 1)),
    ];
    Row { key: RowKey::Other(row.to_string()), role: Role::Item, depth: 0, cells }
}
