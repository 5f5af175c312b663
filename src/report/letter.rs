//! What a unit gets back: a letter with what must be put right in its file, a receipt with what was read, or a reminder.

use super::FindingLine;
use super::board::file_name;
use super::build::{column, text, word_table};
use super::prefill::{office, report_to};
use super::receipt;
use crate::doc::{
    Block, Cell, ColumnKind, Document, ParagraphStyle, Profile, Quantity, Role, Row, RowKey, Section,
    SectionKind, Shape,
};
use crate::domain::org::OrgNode;
use crate::domain::period::{Date, Month};
use crate::domain::registers::Registers;
use crate::domain::submission::{Received, Submission};
use crate::form::Prefill;
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};
use crate::text::report::month_name;

/// The unit that is written to, and about which period.
#[derive(Clone, Copy, Debug)]
pub struct Addressee<'a> {
    pub registers: &'a Registers,
    pub period: Month,
    /// Of the document.
    pub date: Date,
    pub unit: &'a OrgNode,
    /// The day it is, where the user has said it.
    pub today: Option<Date>,
}

impl Addressee<'_> {
    fn due(&self) -> Option<Date> {
        self.registers.scheduled(self.period).and_then(|row| row.answers_due)
    }

    fn unit_name(&self) -> String {
        format!("{} {}", self.unit.code, self.unit.name)
    }
}

/// What came in from a unit, and all there is to say about it.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    pub to: Addressee<'a>,
    /// The file that counts, else the latest.
    pub received: &'a Received,
    /// The unit's other files, by their own names.
    pub others: &'a [String],
    /// The cell that the date of handing in is typed in, as a person calls it; empty where it is not known.
    pub date_cell: &'a str,
    /// What the unit's template was handed out with.
    pub prefill: Option<&'a Prefill>,
    /// Of the file as it was read.
    pub sha256: &'a str,
    /// What was read, where the file counts.
    pub answer: Option<&'a Submission>,
    pub faults: &'a [FindingLine],
    pub warnings: &'a [FindingLine],
    pub notes: &'a [FindingLine],
    /// The marked copies, one for each file that has one: what it is called, and the unit's own name of the file.
    pub marked: &'a [(String, String)],
    /// None of the files counts until it is known which of them does.
    pub undecided: bool,
    /// The file itself cannot be put right: the answers must go over to a new one.
    pub new_template: bool,
}

/// The first characters of the file's SHA-256 that are shown.
const SHOWN_HASH: usize = 12;

/// The letter or, for a file without faults, the receipt.
pub fn reply(reply: &Reply, file_stem: &str) -> Document {
    let (title, blocks) = if reply.faults.is_empty() {
        (phrase("kvitto.rubrik"), receipt(reply))
    } else {
        (phrase("brev.rubrik"), letter(reply))
    };
    document(&reply.to, title, blocks, file_stem)
}

/// To a unit from which no answer has come. `unread`: files that may be its answer and could not be read as one.
pub fn reminder(to: &Addressee, unread: &[String], file_stem: &str) -> Document {
    let template = crate::text::form::file_name(&to.unit.code, &to.unit.name, to.period);
    let steps = vec![
        filled("påminnelse.steg_fyll_i", &[("fil", &template)]),
        phrase("brev.steg_spara_svar").to_string(),
    ];
    let said = match unread {
        [] => phrase("påminnelse.saknas").to_string(),
        files => filled("påminnelse.oläst", &[("filer", &files.join(", "))]),
    };
    let blocks = vec![
        addressed(to),
        paragraph(phrase("brev.hej")),
        paragraph(&said),
        heading(phrase("påminnelse.så")),
        Block::List(steps.into_iter().chain([send(to, to.today)]).collect()),
        farewell(to),
    ];
    document(to, phrase("påminnelse.rubrik"), blocks, file_stem)
}

fn document(to: &Addressee, title: &str, mut blocks: Vec<Block>, file_stem: &str) -> Document {
    blocks.retain(|block| !matches!(block, Block::List(items) if items.is_empty()));
    let settings = &to.registers.settings;
    Document {
        shape: Shape::Letter,
        file_stem: file_stem.to_string(),
        title: filled("brev.titel", &[("månad", &month_name(to.period))]),
        subtitle: to.unit_name(),
        organisation: settings.municipality.clone(),
        status: String::new(),
        markings: settings.example.then(|| phrase("märkning.exempel").to_string()).into_iter().collect(),
        date: to.date,
        cover: Vec::new(),
        sections: vec![Section {
            key: "brev".to_string(),
            title: title.to_string(),
            landscape: false,
            kind: SectionKind::Presentation,
            blocks,
        }],
        profile: Profile { logo: None, accent: settings.accent },
    }
}

fn letter(reply: &Reply) -> Vec<Block> {
    let mut blocks = opening(reply);
    blocks.push(heading(phrase("brev.att_rätta")));
    blocks.push(paragraph(match reply.answer {
        Some(_) if reply.received.without_forecast => phrase("brev.prognos_saknas"),
        Some(_) if reply.new_template => phrase("brev.resten_används_tills"),
        Some(_) => phrase("brev.resten_används"),
        None if reply.undecided => phrase("brev.vilken_gäller"),
        None => phrase("brev.räknas_inte"),
    }));
    blocks.extend(finding_table("fel", phrase("brev.fel"), reply.faults, reply));
    blocks.extend(remarks(reply));
    blocks.push(heading(phrase("brev.igen")));
    blocks.push(Block::List(steps(reply)));
    blocks.push(farewell(&reply.to));
    blocks
}

/// To whom, a greeting, and what came.
fn opening(reply: &Reply) -> Vec<Block> {
    vec![addressed(&reply.to), paragraph(phrase("brev.hej")), paragraph(&what_came(reply))]
}

/// Who it is from.
fn farewell(to: &Addressee) -> Block {
    paragraph(&filled("brev.hälsning", &[("från", &sender(to))]))
}

fn sender(to: &Addressee) -> String {
    let own = office(to.registers).map(|node| node.name.as_str());
    let parts = [own.unwrap_or_default(), to.registers.settings.municipality.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn receipt(reply: &Reply) -> Vec<Block> {
    let mut blocks = opening(reply);
    match reply.answer {
        Some(answer) => {
            blocks.push(paragraph(if reply.warnings.is_empty() {
                phrase("kvitto.klart")
            } else {
                phrase("kvitto.klart_med_varningar")
            }));
            blocks.extend(remarks(reply));
            if !reply.warnings.is_empty() {
                blocks.push(heading(phrase("kvitto.ändra")));
                blocks.push(Block::List(steps(reply)));
            }
            blocks.push(heading(phrase("kvitto.läst")));
            let tables = reply.prefill.map(|prefill| receipt::tables(answer, prefill));
            blocks.extend(tables.into_iter().flatten().map(Block::Table));
        }
        None => {
            blocks.push(paragraph(phrase("kvitto.räknas_inte")));
            blocks.extend(remarks(reply));
        }
    }
    let shown: String = reply.sha256.chars().take(SHOWN_HASH).collect();
    blocks.push(farewell(&reply.to));
    blocks.push(note(filled("kvitto.kontrollsumma", &[("summa", &shown)])));
    blocks
}

/// To whom, and until when.
fn addressed(to: &Addressee) -> Block {
    let (role, name) = (to.unit.manager.as_str(), to.unit_name());
    let whom = if role.is_empty() {
        filled("brev.till_enhet", &[("enhet", &name)])
    } else {
        filled("brev.till", &[("chef", role), ("enhet", &name)])
    };
    let from = filled("brev.från", &[("från", &sender(to))]);
    let mut lines = vec![whom, from, filled("brev.period", &[("månad", &month_name(to.period))])];
    lines.extend(to.due().map(|due| filled("brev.sista_dag", &[("dag", &due.to_string())])));
    Block::List(lines)
}

/// The file, and who says when it was handed in.
fn what_came(reply: &Reply) -> String {
    let Received { file, signed_by, signed_on, .. } = reply.received;
    if reply.undecided {
        return filled("brev.filer", &[("filer", &all_files(reply))]);
    }
    let mut said = filled("brev.fil", &[("fil", file_name(file))]);
    let day = signed_on.map(|day| day.to_string());
    match (signed_by.is_empty(), day) {
        (false, Some(day)) => {
            said += &filled("brev.lämnad_av_den", &[("roll", signed_by), ("dag", &day)]);
        }
        (false, None) => said += &filled("brev.lämnad_av", &[("roll", signed_by)]),
        (true, Some(day)) => said += &filled("brev.lämnad_den", &[("dag", &day)]),
        (true, None) => {}
    }
    if !reply.others.is_empty() {
        let others = reply.others.join(", ");
        said += &match reply.answer {
            Some(_) => filled("brev.andra_filer", &[("andra", &others)]),
            None => filled("brev.andra_inte_heller", &[("andra", &others)]),
        };
    }
    said
}

/// The unit's files by their own names.
fn all_files(reply: &Reply) -> String {
    let all: Vec<String> = std::iter::once(file_name(&reply.received.file).to_string())
        .chain(reply.others.iter().cloned())
        .collect();
    listed(&all)
}

/// Warnings, then what is only told.
fn remarks(reply: &Reply) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !reply.warnings.is_empty() {
        blocks.push(heading(phrase("brev.varningar")));
        if reply.answer.is_some() {
            blocks.push(paragraph(phrase("brev.varningar_ingress")));
        }
        blocks.extend(finding_table("varningar", phrase("brev.kontrollera"), reply.warnings, reply));
    }
    if !reply.notes.is_empty() {
        blocks.push(heading(phrase("brev.upplysningar")));
        let told = |line: &FindingLine| {
            let said = format!("{} {}", line.text, line.remedy).trim_end().to_string();
            if line.file == *reply.received.file {
                said
            } else {
                format!("{}: {said}", file_name(&line.file))
            }
        };
        blocks.push(Block::List(reply.notes.iter().map(told).collect()));
    }
    blocks
}

/// What is not in the file that the letter is about says in which it is.
fn finding_table(id: &str, caption: &str, lines: &[FindingLine], reply: &Reply) -> Option<Block> {
    let own = if reply.undecided { "" } else { &*reply.received.file };
    let row = |(number, line): (usize, &FindingLine)| Row {
        key: RowKey::Other(number.to_string()),
        role: Role::Item,
        depth: 0,
        cells: vec![
            Cell::Number(Quantity::given(number.into(), 0)),
            text(where_in_file(line, own)),
            text(format!("{} {}", line.beside, filled("brev.väntat", &[("väntat", &line.expected)]))),
            text(line.remedy.clone()),
        ],
    };
    let columns = vec![
        column("nr", phrase("brev.nr"), ColumnKind::Number),
        column("plats", phrase("brev.flik_och_cell"), ColumnKind::Text { wide: false }),
        column("text", phrase("påpekanden.text"), ColumnKind::Text { wide: true }),
        column("åtgärd", phrase("påpekanden.åtgärd"), ColumnKind::Text { wide: true }),
    ];
    let rows = (1..).zip(lines).map(row).collect();
    (!lines.is_empty()).then(|| Block::Table(word_table(id, caption, columns, rows)))
}

/// Place and field together: side by side they would leave no room for what to do.
fn where_in_file(line: &FindingLine, own: &str) -> String {
    let other = if line.file == own { Default::default() } else { file_name(&line.file) };
    let spot = match (other, line.tab.as_str(), line.spot.as_str()) {
        _ if line.file.is_empty() => phrase("brev.filerna").to_string(),
        ("", "", _) => phrase("brev.hela_filen").to_string(),
        (other, tab, cell) => {
            let cell = [tab, cell].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            [other.to_string(), cell]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        }
    };
    match line.field.as_str() {
        "" => spot,
        field => format!("{spot}:\n{field}"),
    }
}

/// How to hand in again: in the file that came, or in a new one. Only a later date tells that the new file counts.
fn steps(reply: &Reply) -> Vec<String> {
    let to = &reply.to;
    let mut steps = Vec::new();
    let copies: Vec<String> = reply.marked.iter().map(|(copy, _)| copy.clone()).collect();
    if reply.new_template {
        let (file, office) =
            (crate::text::form::file_name(&to.unit.code, &to.unit.name, to.period), report_to(to.registers));
        steps.push(filled("brev.steg_ny_mall", &[("fil", &file), ("till", &office)]));
        if !copies.is_empty() {
            steps.push(filled("brev.steg_se_märkt", &[("fil", &listed(&copies))]));
        }
        steps.push(phrase("brev.steg_datum_ny").to_string());
        steps.push(phrase("brev.steg_spara_svar").to_string());
    } else {
        steps.extend(open(reply));
        steps.extend(mend(reply).map(str::to_string));
        steps.push(dated(reply));
        steps.push(phrase("brev.steg_spara_svar").to_string());
    }
    // The day that has to be typed is later than the one that stands there.
    let next = reply.received.signed_on.and_then(Date::next_day);
    steps.push(send(to, to.today.max(next)));
    steps
}

/// What to do with it; where the question is only which of the files counts, nothing.
fn mend(reply: &Reply) -> Option<&'static str> {
    match (reply.faults, reply.marked) {
        ([], _) => Some(phrase("kvitto.steg_ändra")),
        (_, []) if reply.undecided => None,
        _ if reply.undecided => Some(phrase("brev.steg_rätta_den")),
        _ => Some(phrase("brev.steg_rätta")),
    }
}

/// What to open: the marked copy of the file, else the file as it was handed in.
fn open(reply: &Reply) -> Vec<String> {
    let own = file_name(&reply.received.file);
    let copy = |(copy, own): &(String, String)| filled("brev.märkt_kopia", &[("fil", copy), ("egen", own)]);
    let chosen = || filled("brev.steg_välj", &[("filer", &all_files(reply))]);
    match reply.marked {
        [] if reply.undecided => vec![chosen(), phrase("brev.steg_öppna_den").to_string()],
        copies if reply.undecided => {
            let copies: Vec<String> = copies.iter().map(copy).collect();
            vec![chosen(), filled("brev.steg_märkta", &[("kopior", &copies.join("; "))])]
        }
        [(copy, own), ..] => vec![filled("brev.steg_märkt", &[("fil", copy), ("egen", own)])],
        [] if reply.answer.is_some() => vec![filled("brev.steg_öppna", &[("fil", own)])],
        [] => vec![phrase("brev.steg_egen").to_string()],
    }
}

/// The day that has to be typed, and where.
fn dated(reply: &Reply) -> String {
    let cell = reply.date_cell;
    match reply.received.signed_on {
        Some(day) => filled("brev.steg_datum_efter", &[("cell", cell), ("dag", &day.to_string())]),
        None => filled("brev.steg_datum", &[("cell", cell)]),
    }
}

/// To whom and until when. `known`: the earliest day that it can be sent; a last day before that is no day to name.
fn send(to: &Addressee, known: Option<Date>) -> String {
    let office = report_to(to.registers);
    match to.due() {
        None => filled("brev.steg_skicka", &[("till", &office)]),
        Some(due) if known.is_some_and(|known| known > due) => {
            filled("brev.steg_skicka_snarast", &[("till", &office)])
        }
        Some(due) => filled("brev.steg_skicka_senast", &[("till", &office), ("dag", &due.to_string())]),
    }
}

fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_string() }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: text.to_string(), style: ParagraphStyle::Body }
}

fn note(text: String) -> Block {
    Block::Paragraph { text, style: ParagraphStyle::Note }
}
