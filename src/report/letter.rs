//! What a unit gets back: a letter with what must be put right in its file, a receipt with what was read, or a reminder.

use super::FindingLine;
use super::board::file_name;
use super::build::{column, table, text, word_table};
use super::prefill::report_to;
use crate::doc::{
    AmountUnit, Block, Cell, ColumnKind, Document, Figure, ParagraphStyle, Role, Row, RowKey, Section,
    SectionKind, Shape, Table,
};
use crate::domain::money::Money;
use crate::domain::org::OrgNode;
use crate::domain::period::{Date, Month};
use crate::domain::query::Query;
use crate::domain::registers::Registers;
use crate::domain::submission::{Received, Submission};
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

/// One file that came in, and all there is to say about it.
#[derive(Clone, Copy, Debug)]
pub struct Reply<'a> {
    pub to: Addressee<'a>,
    pub received: &'a Received,
    /// Of the file as it was read.
    pub sha256: &'a str,
    /// What was read, where the file counts.
    pub answer: Option<&'a Submission>,
    pub faults: &'a [FindingLine],
    pub warnings: &'a [FindingLine],
    pub notes: &'a [FindingLine],
    /// The name of the marked copy, where there is one.
    pub marked: Option<&'a str>,
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

/// To a unit from which no file has come.
pub fn reminder(to: &Addressee, file_stem: &str) -> Document {
    let template = crate::text::form::file_name(&to.unit.code, &to.unit.name, to.period);
    let steps = vec![
        filled("påminnelse.steg_fyll_i", &[("fil", &template)]),
        phrase("brev.steg_spara_svar").to_string(),
    ];
    let blocks = vec![
        addressed(to),
        paragraph(phrase("påminnelse.saknas")),
        heading(phrase("påminnelse.så")),
        Block::List(steps.into_iter().chain([send(to, to.today)]).collect()),
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
    }
}

fn letter(reply: &Reply) -> Vec<Block> {
    let mut blocks = vec![addressed(&reply.to), paragraph(&what_came(reply))];
    blocks.push(heading(phrase("brev.att_rätta")));
    blocks.push(paragraph(match reply.answer {
        Some(_) if reply.received.without_forecast => phrase("brev.prognos_saknas"),
        Some(_) => phrase("brev.resten_används"),
        None => phrase("brev.räknas_inte"),
    }));
    blocks.extend(finding_table("fel", phrase("brev.fel"), reply.faults));
    blocks.extend(remarks(reply));
    blocks.push(heading(phrase("brev.igen")));
    blocks.push(Block::List(steps(reply)));
    blocks
}

fn receipt(reply: &Reply) -> Vec<Block> {
    let mut blocks = vec![addressed(&reply.to), paragraph(&what_came(reply))];
    match reply.answer {
        Some(answer) => {
            blocks.push(paragraph(if reply.warnings.is_empty() {
                phrase("kvitto.klart")
            } else {
                phrase("kvitto.klart_med_varningar")
            }));
            blocks.extend(remarks(reply));
            blocks.push(heading(phrase("kvitto.läst")));
            blocks.push(Block::List(counts(answer)));
            blocks.extend(forecasts(reply, answer).map(Block::Table));
        }
        None => {
            blocks.push(paragraph(phrase("kvitto.räknas_inte")));
            blocks.extend(remarks(reply));
        }
    }
    let shown: String = reply.sha256.chars().take(SHOWN_HASH).collect();
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
    let mut lines = vec![whom, filled("brev.period", &[("månad", &month_name(to.period))])];
    lines.extend(to.due().map(|due| filled("brev.sista_dag", &[("dag", &due.to_string())])));
    Block::List(lines)
}

/// The file, and who says when it was handed in.
fn what_came(reply: &Reply) -> String {
    let Received { file, signed_by, signed_on, .. } = reply.received;
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
    said
}

/// Warnings, then what is only told.
fn remarks(reply: &Reply) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !reply.warnings.is_empty() {
        blocks.push(heading(phrase("brev.varningar")));
        if reply.answer.is_some() {
            blocks.push(paragraph(phrase("brev.varningar_ingress")));
        }
        blocks.extend(finding_table("varningar", phrase("brev.kontrollera"), reply.warnings));
    }
    if !reply.notes.is_empty() {
        blocks.push(heading(phrase("brev.upplysningar")));
        let told = |line: &FindingLine| format!("{} {}", line.text, line.remedy);
        blocks.push(Block::List(reply.notes.iter().map(told).collect()));
    }
    blocks
}

fn finding_table(id: &str, caption: &str, lines: &[FindingLine]) -> Option<Block> {
    let row = |(number, line): (usize, &FindingLine)| Row {
        key: RowKey::Other(number.to_string()),
        role: Role::Item,
        depth: 0,
        cells: vec![
            Cell::Number { value: number.into(), decimals: 0 },
            text(where_in_file(line)),
            text(line.field.clone()),
            text(format!("{} {}", line.beside, filled("brev.väntat", &[("väntat", &line.expected)]))),
            text(line.remedy.clone()),
        ],
    };
    let columns = vec![
        column("nr", phrase("brev.nr"), ColumnKind::Number),
        column("plats", phrase("brev.flik_och_cell"), ColumnKind::Text { wide: false }),
        column("fält", phrase("påpekanden.fält"), ColumnKind::Text { wide: false }),
        column("text", phrase("påpekanden.text"), ColumnKind::Text { wide: true }),
        column("åtgärd", phrase("påpekanden.åtgärd"), ColumnKind::Text { wide: true }),
    ];
    let rows = (1..).zip(lines).map(row).collect();
    (!lines.is_empty()).then(|| Block::Table(word_table(id, caption, columns, rows)))
}

fn where_in_file(line: &FindingLine) -> String {
    match (line.tab.as_str(), line.spot.as_str()) {
        ("", _) => phrase("brev.hela_filen").to_string(),
        (tab, "") => tab.to_string(),
        (tab, cell) => format!("{tab} {cell}"),
    }
}

/// How to hand in again: in the file that came, or in a new one.
fn steps(reply: &Reply) -> Vec<String> {
    let to = &reply.to;
    let mut steps = Vec::new();
    if reply.new_template {
        let (file, office) =
            (crate::text::form::file_name(&to.unit.code, &to.unit.name, to.period), report_to(to.registers));
        steps.push(filled("brev.steg_ny_mall", &[("fil", &file), ("till", &office)]));
        steps.extend(reply.marked.map(|name| filled("brev.steg_se_märkt", &[("fil", name)])));
        steps.push(phrase("brev.steg_spara_svar").to_string());
    } else {
        steps.push(match reply.marked {
            Some(name) => filled("brev.steg_märkt", &[("fil", name)]),
            None => phrase("brev.steg_egen").to_string(),
        });
        steps.push(phrase("brev.steg_spara").to_string());
    }
    steps.push(send(to, to.today.max(reply.received.signed_on)));
    steps
}

/// To whom and until when; a last day that has passed on the latest day that is known is no day to name.
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

/// How much of each kind was read.
fn counts(answer: &Submission) -> Vec<String> {
    let rated = answer.ratings.iter().filter(|rating| !rating.word.is_empty()).count();
    let of = |what: &str, count: usize| {
        (count > 0).then(|| filled("kvitto.antal", &[("vad", what), ("antal", &count.to_string())]))
    };
    let counts = [
        of(phrase("kvitto.prognoser"), answer.forecasts.len()),
        of(phrase("kvitto.kommentarer"), answer.comments.len()),
        of(phrase("kvitto.åtgärder"), answer.actions.len()),
        of(phrase("kvitto.mått"), answer.readings.len()),
        of(phrase("kvitto.mål"), rated),
        of(phrase("kvitto.volymer"), answer.expected.len()),
        of(phrase("kvitto.investeringar"), answer.projects.len()),
        of(phrase("kvitto.berättelse"), answer.stories.len()),
    ];
    counts.into_iter().flatten().collect()
}

/// The forecasts as they were read, in the order of the account plan, and their sum.
fn forecasts(reply: &Reply, answer: &Submission) -> Option<Table> {
    let counted = |what: &str, value: Money| {
        let query = Query::Counted { what: what.to_string(), column: "prognos".to_string() };
        Cell::Amount(Figure { value, query, formula: None })
    };
    let row = |name: &str, role, value| Row {
        key: RowKey::Other(name.to_string()),
        role,
        depth: 0,
        cells: vec![text(name), counted(name, value)],
    };
    let kinds = reply.to.registers.accounts.cost_types(reply.to.period.year);
    let given = kinds.iter().filter_map(|(name, _, _)| Some((name, answer.forecasts.get(name)?)));
    let mut rows: Vec<Row> =
        given.map(|(name, value)| row(&name.0.to_string(), Role::Item, *value)).collect();
    if rows.is_empty() {
        return None;
    }
    let sum = answer.forecasts.values().copied().sum();
    rows.push(row(phrase("kvitto.summa"), Role::Total, sum));
    let columns = vec![
        column("kostnadsslag", phrase("kvitto.kostnadsslag"), ColumnKind::Text { wide: true }),
        column("prognos", phrase("kvitto.prognos"), ColumnKind::Amount),
    ];
    let whole = answer.forecasts.values().all(|value| value.ore() % 100 == 0);
    let unit = if whole { AmountUnit::Kr } else { AmountUnit::KrOre };
    Some(Table { unit, ..table("prognoser", phrase("kvitto.prognos"), columns, rows) })
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
