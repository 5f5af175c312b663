//! A document with every kind of block and cell, small enough to be read.

use rust_decimal::Decimal;
use uppfolj::doc::{
    AmountUnit, Block, Cell, Column, ColumnKind, Document, Figure, Formula, KeyFigure, ParagraphStyle,
    Profile, Quantity, Role, Row, RowKey, Section, SectionKind, Table,
};
use uppfolj::domain::goal::{RatingShape, Trend};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{Date, Month};
use uppfolj::domain::query::Query;

/// Where the first table stands among the first section's blocks.
pub const TABLE_BLOCK: usize = 3;
/// Formulas in the whole document.
pub const FORMULAS: usize = 12;

pub fn all_kinds() -> Document {
    Document {
        shape: uppfolj::doc::Shape::Report,
        file_stem: "Prov 2020-12".to_string(),
        title: "Uppföljning av budget & mål".to_string(),
        subtitle: "Helår 2020".to_string(),
        organisation: "Prövköpings kommun".to_string(),
        status: "PRELIMINÄR".to_string(),
        markings: vec!["EXEMPEL – prov".to_string()],
        date: day(),
        cover: vec!["Svar saknas från: Förskola".to_string()],
        sections: vec![statement(), goals()],
        profile: Profile::default(),
    }
}

pub fn table_mut<'a>(document: &'a mut Document, id: &str) -> &'a mut Table {
    let blocks = document.sections.iter_mut().flat_map(|section| section.blocks.iter_mut());
    let mut tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.id == id).expect("a table with the id")
}

pub fn figure_at<'a>(document: &'a mut Document, id: &str, row: usize, column: usize) -> &'a mut Figure {
    match &mut table_mut(document, id).rows[row].cells[column] {
        Cell::Amount(figure) => figure,
        other => panic!("not an amount: {other:?}"),
    }
}

fn day() -> Date {
    Month::new(2020, 12).expect("a month").last_day()
}

fn statement() -> Section {
    Section {
        key: "resultatrakning".to_string(),
        title: "Resultaträkning".to_string(),
        landscape: false,
        kind: SectionKind::Presentation,
        blocks: vec![
            Block::KeyFigures(vec![
                key("Årets resultat", amount(2_712_500_000), "Budget 8,9 mkr"),
                key("Mål", state(RatingShape::Full, "12 av 15 god"), ""),
            ]),
            Block::Heading { level: 2, text: "Utfall mot budget".to_string() },
            Block::Paragraph {
                text: "Resultatet är bättre än budgeterat. ".repeat(6).trim_end().to_string(),
                style: ParagraphStyle::Body,
            },
            Block::Table(income_statement()),
            Block::List(vec!["Första punkten".to_string(), "=2+2".to_string()]),
            Block::PageBreak,
            Block::Paragraph { text: "Källa: huvudboken.".to_string(), style: ParagraphStyle::Note },
        ],
    }
}

fn key(label: &str, value: Cell, below: &str) -> KeyFigure {
    KeyFigure { label: label.to_string(), value, signed: false, below: below.to_string() }
}

/// Budget, outcome and deviation; subtotals by rows, deviations by columns, in tkr with öre below them.
fn income_statement() -> Table {
    let net = |formula| Some(Formula::Rows(formula));
    let deviation = || Some(Formula::Columns { plus: 2, minus: 1 });
    let with =
        |budget: Cell, outcome: Cell, difference: i128| vec![budget, outcome, live(difference, deviation())];
    let sum = || net(vec![(0, false), (1, false)]);
    Table {
        id: "resultatrakning".to_string(),
        caption: "Resultaträkning".to_string(),
        unit: AmountUnit::Tkr,
        columns: vec![
            column("rad", "", ColumnKind::Text { wide: true }),
            column("budget", "Budget 2020", ColumnKind::Amount),
            column("utfall", "2020", ColumnKind::Amount),
            column("avvikelse", "Avvikelse mot budget", ColumnKind::Signed),
        ],
        rows: vec![
            row(
                "Verksamhetens intäkter",
                Role::Item,
                0,
                with(amount(9_000_000_000), amount(9_123_456_789), 123_456_789),
            ),
            row(
                "Verksamhetens kostnader",
                Role::Item,
                0,
                with(amount(-34_500_000_000), amount(-34_152_399_995), 347_600_005),
            ),
            row(
                "Verksamhetens nettokostnader",
                Role::Subtotal,
                0,
                with(live(-25_500_000_000, sum()), live(-25_028_943_206, sum()), 471_056_794),
            ),
            row("Ofördelat", Role::Item, 1, vec![Cell::Empty, amount(-40_000), live(-40_000, deviation())]),
            row(
                "varav avrundat till noll",
                Role::Memo,
                2,
                vec![amount(0), amount(-49_999), live(-49_999, deviation())],
            ),
            row(
                "Årets resultat",
                Role::Total,
                0,
                with(
                    live(-25_500_000_000, net(vec![(2, false), (3, false)])),
                    live(-25_028_983_206, net(vec![(2, false), (3, false)])),
                    471_016_794,
                ),
            ),
        ],
        notes: vec!["Avrundningar kan göra att summor skiljer på sista siffran.".to_string()],
        on_paper: true,
    }
}

fn goals() -> Section {
    let heads = [
        ("rad", "Mått", ColumnKind::Text { wide: true }),
        ("text", "Text", ColumnKind::Text { wide: true }),
        ("tal", "Tal", ColumnKind::Number),
        ("läge", "Läge", ColumnKind::Word),
        ("belopp", "Belopp", ColumnKind::Signed),
    ];
    let cells = Table {
        id: "celler".to_string(),
        caption: "Mål och mått".to_string(),
        unit: AmountUnit::Mkr,
        columns: heads.into_iter().map(|(key, heading, kind)| column(key, heading, kind)).collect(),
        rows: vec![
            row(
                "Group & co",
                Role::Group,
                0,
                vec![text("=HYPERLINK(\"x\")"), Cell::Empty, Cell::Empty, Cell::Empty],
            ),
            row(
                "+46 ring",
                Role::Item,
                1,
                vec![
                    text("007"),
                    Cell::Percent(Quantity::given(Decimal::new(7483, 3), 1)),
                    state(RatingShape::Full, "God"),
                    amount(1_234_567_891),
                ],
            ),
            row(
                "-minus",
                Role::Item,
                2,
                vec![
                    text("@rad 1\nrad 2"),
                    Cell::Number(Quantity::given(Decimal::new(-4, 2), 1)),
                    Cell::Trend { trend: Trend::Worse, word: "sämre".to_string() },
                    Cell::Missing("prognos saknas".to_string()),
                ],
            ),
            row(
                "Djupare",
                Role::Item,
                3,
                vec![
                    Cell::Missing("Bedömning saknas".to_string()),
                    Cell::Number(Quantity::given(Decimal::ONE / Decimal::from(3), 2)),
                    Cell::Date(day()),
                    amount(-4_000_000),
                ],
            ),
            row(
                "Utan värden",
                Role::Subtotal,
                0,
                vec![
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    live(0, Some(Formula::Rows(vec![(0, false), (2, true)]))),
                ],
            ),
            row(
                "Summa",
                Role::Total,
                0,
                vec![
                    Cell::Empty,
                    Cell::Percent(Quantity::given(Decimal::new(-1, 2), 1)),
                    state(RatingShape::Dash, "Ej mätt"),
                    live(1_230_567_891, Some(Formula::Rows(vec![(1, false), (3, false)]))),
                ],
            ),
        ],
        notes: Vec::new(),
        on_paper: true,
    };
    Section {
        key: "mal".to_string(),
        title: "Mål: måluppfyllelse / verksamhet 2020".to_string(),
        landscape: true,
        kind: SectionKind::Work,
        blocks: vec![Block::Table(cells)],
    }
}

fn column(key: &str, heading: &str, kind: ColumnKind) -> Column {
    Column { key: key.to_string(), heading: heading.to_string(), kind }
}

fn row(heading: &str, role: Role, depth: u8, rest: Vec<Cell>) -> Row {
    let mut cells = vec![text(heading)];
    cells.extend(rest);
    Row { key: RowKey::Other(heading.to_string()), role, depth, cells }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_string())
}

fn state(shape: RatingShape, word: &str) -> Cell {
    Cell::State { shape, word: word.to_string() }
}

fn amount(ore: i128) -> Cell {
    live(ore, None)
}

fn live(ore: i128, formula: Option<Formula>) -> Cell {
    Cell::Amount(Figure { value: Money::from_ore(ore), query: Query::sum(Vec::new()), formula })
}
