//! A document with every kind of block and cell, long enough to turn pages; every figure is made up.

use rust_decimal::Decimal;
use uppfolj::doc::{
    AmountUnit, Block, Cell, Column, ColumnKind, Document, Figure, KeyFigure, ParagraphStyle, Profile,
    Quantity, Role, Row, RowKey, Section, SectionKind, Table,
};
use uppfolj::domain::goal::{RatingShape, Trend};
use uppfolj::domain::money::Money;
use uppfolj::domain::period::Month;
use uppfolj::domain::query::Query;
use uppfolj::write::pdf::place::SECTIONS_FOR_CONTENTS;

pub const LOREM: &str = "Kommunstyrelseförvaltningen redovisar ett överskott mot budget. Fastighetsunderhållet \
    blev dyrare än planerat – framför allt värmeanläggningarna – medan ersättningsetableringen av \
    bredbandsinfrastrukturen försenades till nästa år. Arbetsmarknadsenhetens verksamhetsplanering visar att \
    åtgärderna får full effekt först efter halvårsskiftet, och personalkostnaderna följs därför upp varje månad.";

pub fn amount(kr: i64) -> Cell {
    Cell::Amount(Figure {
        value: Money::from_ore(i128::from(kr) * 100 + 37),
        query: Query::sum(Vec::new()),
        formula: None,
    })
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_string())
}

fn column(key: &str, heading: &str, kind: ColumnKind) -> Column {
    Column { key: key.into(), heading: heading.into(), kind }
}

fn row(key: &str, role: Role, depth: u8, cells: Vec<Cell>) -> Row {
    Row { key: RowKey::Other(key.into()), role, depth, cells }
}

/// A statement of many lines with sums, wide enough in its text to wrap.
pub fn statement(id: &str, caption: &str, lines: i64) -> Table {
    let mut columns =
        vec![column("text", "", ColumnKind::Text { wide: false }), column("not", "Not", ColumnKind::Word)];
    for (key, heading) in [("budget", "Budget 2020"), ("utfall", "2020"), ("fjol", "2019")] {
        columns.push(column(key, heading, ColumnKind::Amount));
    }
    columns.push(column("avvikelse", "Avvikelse mot budget", ColumnKind::Signed));
    let mut rows = Vec::new();
    for line in 0..lines {
        let label = match line % 9 {
            0 => format!("Verksamhetsområde {line}"),
            4 => format!(
                "Avsättningar för pensioner och liknande förpliktelser samt särskild löneskatt på dem, rad {line}"
            ),
            8 => format!("Summa verksamhetsområde {line}"),
            _ => format!("Kostnader för arbetskraft {line}"),
        };
        let role = match line % 9 {
            0 => Role::Group,
            5 => Role::Memo,
            8 => Role::Subtotal,
            _ => Role::Item,
        };
        let figures = |factor: i64| {
            if role == Role::Group { Cell::Empty } else { amount(factor * (line * 977 - 31_000) * 1000) }
        };
        let note = if line % 3 == 0 { text(&line.to_string()) } else { Cell::Empty };
        let depth = u8::from(!matches!(role, Role::Group | Role::Subtotal)) + u8::from(role == Role::Memo);
        let cells = vec![text(&label), note, figures(1), figures(-3), figures(2), figures(-1)];
        rows.push(row(&format!("r{line}"), role, depth, cells));
    }
    let last = vec![
        text("Årets resultat"),
        Cell::Empty,
        amount(8_935_000),
        amount(27_125_000),
        amount(0),
        amount(18_190_000),
    ];
    rows.push(row("total", Role::Total, 0, last));
    let notes =
        vec!["Beloppen är avrundade var för sig; summor kan därför avvika med någon enhet.".to_string()];
    Table {
        id: id.into(),
        caption: caption.into(),
        unit: AmountUnit::Tkr,
        columns,
        rows,
        notes,
        on_paper: true,
    }
}

/// States, trends, dates, per cent, numbers, what is missing, and a comment that wraps.
pub fn goals(id: &str) -> Table {
    let columns = vec![
        column("mal", "Mål", ColumnKind::Text { wide: false }),
        column("bedomning", "Bedömning", ColumnKind::Word),
        column("utveckling", "Utveckling", ColumnKind::Word),
        column("varde", "Utfall", ColumnKind::Number),
        column("andel", "Förändring", ColumnKind::Signed),
        column("matt", "Mätt", ColumnKind::Word),
        column("kommentar", "Kommentar", ColumnKind::Text { wide: true }),
    ];
    let states = [
        (RatingShape::Full, "God", Trend::Better, "bättre"),
        (RatingShape::Half, "Tillräcklig", Trend::Same, "oförändrad"),
        (RatingShape::Empty, "Otillräcklig", Trend::Worse, "sämre"),
        (RatingShape::Dash, "Ej mätt", Trend::Same, "oförändrad"),
        (RatingShape::Question, "Ej möjligt att bedöma", Trend::Better, "bättre"),
    ];
    let day = Month::new(2020, 8).expect("a month").last_day();
    let mut rows = vec![row(
        "g",
        Role::Group,
        0,
        vec![
            text("Perspektiv Medborgare"),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
        ],
    )];
    for (number, (shape, word, trend, trend_word)) in states.into_iter().enumerate() {
        let number = i64::try_from(number).expect("small");
        let missing = number == 3;
        let value = if missing {
            Cell::Missing("mätvärde saknas".into())
        } else {
            Cell::Number(Quantity::given(Decimal::new(123_456 + number, 2), 1))
        };
        let comment = if number % 2 == 0 { LOREM } else { "Ingen kommentar." };
        rows.push(row(
            &format!("m{number}"),
            Role::Item,
            1,
            vec![
                text(&format!("Invånarna är nöjda med kommunens tillgänglighet och bemötande, mål {number}")),
                Cell::State { shape, word: word.into() },
                Cell::Trend { trend, word: trend_word.into() },
                value,
                Cell::Percent(Quantity::given(Decimal::new(75 - 40 * number, 1), 1)),
                Cell::Date(day),
                text(comment),
            ],
        ));
    }
    Table {
        id: id.into(),
        caption: "Måluppfyllelse per mål, med kommentar ur dialogen".into(),
        unit: AmountUnit::None,
        columns,
        rows,
        notes: Vec::new(),
        on_paper: true,
    }
}

fn wide(id: &str) -> Table {
    let mut columns = vec![column("enhet", "Enhet", ColumnKind::Text { wide: false })];
    for month in 1..=8 {
        columns.push(column(
            &format!("m{month}"),
            &format!("Ombudgeterat investeringsbelopp {month}"),
            ColumnKind::Amount,
        ));
    }
    let cells = |name: &str, kr: i64| {
        let mut cells = vec![text(name)];
        cells.extend((1..=8).map(|month| amount(kr * month)));
        cells
    };
    let rows = vec![
        row("a", Role::Item, 0, cells("Kommunstyrelseförvaltningen", -123_456_789)),
        row("b", Role::Item, 0, cells("Socialförvaltningen", 98_765_432)),
        row("t", Role::Total, 0, cells("Summa", -24_691_357)),
    ];
    Table {
        id: id.into(),
        caption: "Investeringar per enhet".into(),
        unit: AmountUnit::Kr,
        columns,
        rows,
        notes: Vec::new(),
        on_paper: true,
    }
}

fn paragraph(text: &str, style: ParagraphStyle) -> Block {
    Block::Paragraph { text: text.to_string(), style }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_string() }
}

fn section(key: &str, title: &str, landscape: bool, blocks: Vec<Block>) -> Section {
    Section { key: key.into(), title: title.into(), landscape, kind: SectionKind::Presentation, blocks }
}

fn key_figures() -> Block {
    let figure = |label: &str, value: Cell, below: &str| KeyFigure {
        label: label.into(),
        value,
        signed: false,
        below: below.into(),
    };
    Block::KeyFigures(vec![
        figure("Årets resultat", amount(27_125_000), "budget 8,9 mkr"),
        figure("Avvikelse mot budget", amount(-18_190_000), "sämre än budget"),
        figure(
            "Resultatmål uppnått",
            Cell::State { shape: RatingShape::Full, word: "Ja".into() },
            "3,1 % av skatter och bidrag",
        ),
        figure("Mål med god måluppfyllelse", Cell::Text("12 av 15".into()), "3 tillräcklig"),
        figure("Investeringar", Cell::Missing("uppgift saknas".into()), "budget 41,0 mkr"),
    ])
}

pub fn document() -> Document {
    let date = Month::new(2020, 12).expect("a month").last_day();
    let list = vec![
        "Kort punkt.".to_string(),
        LOREM.to_string(),
        "Ännu en, med 18\u{a0}190 tkr − minus.".to_string(),
    ];
    let mut sections = vec![
        section(
            "sammanfattning",
            "Sammanfattning",
            false,
            vec![
                key_figures(),
                paragraph(LOREM, ParagraphStyle::Body),
                heading(
                    2,
                    "Förvaltningsberättelse med en rubrik som är så lång att den behöver mer än en enda rad på sidan",
                ),
                paragraph(LOREM, ParagraphStyle::Body),
                paragraph(LOREM, ParagraphStyle::Quote),
                heading(3, "Händelser av väsentlig betydelse"),
                Block::List(list),
                paragraph("Källa: ekonomisystemet & egna \"beräkningar\" <utkast>.", ParagraphStyle::Note),
                Block::Table(goals("mal")),
            ],
        ),
        section(
            "resultatrakning",
            "Resultaträkning",
            false,
            vec![Block::Table(statement("rr", "Resultaträkning", 12))],
        ),
        section(
            "lang",
            "Driftredovisning",
            false,
            vec![
                paragraph(LOREM, ParagraphStyle::Body),
                heading(2, "Per verksamhet"),
                Block::Table(statement("drift", "Driftredovisning per verksamhet", 110)),
                paragraph(LOREM, ParagraphStyle::Body),
            ],
        ),
        section(
            "bred",
            "Investeringar",
            true,
            vec![Block::Table(wide("inv")), paragraph(LOREM, ParagraphStyle::Body)],
        ),
        section(
            "sist",
            "Finansiella mål",
            false,
            vec![
                heading(2, "God ekonomisk hushållning"),
                paragraph(LOREM, ParagraphStyle::Body),
                Block::PageBreak,
                Block::Table(goals("mal2")),
                Block::PageBreak,
            ],
        ),
    ];
    // So many that the contents have a page.
    sections.extend((1..=SECTIONS_FOR_CONTENTS - sections.len()).map(|number| {
        let title = format!("Bilaga {number}");
        section(&format!("bilaga{number}"), &title, false, vec![paragraph(LOREM, ParagraphStyle::Body)])
    }));
    Document {
        shape: uppfolj::doc::Shape::Report,
        file_stem: "Prov 2020-12".into(),
        title: "Årsredovisning – ekonomidel".into(),
        subtitle: "Januari–december 2020".into(),
        organisation: "Grästorps kommun".into(),
        status: "PRELIMINÄR".into(),
        markings: vec!["EXEMPEL – delvis konstruerade uppgifter, inte kommunens handling".into()],
        date,
        cover: vec![
            "Diarienummer KS 2021/17".into(),
            "Svar saknas från: Lunnevi förskola, Fritidsgård, Kost och städ".into(),
        ],
        sections,
        profile: Profile::default(),
    }
}
