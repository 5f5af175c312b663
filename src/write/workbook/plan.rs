//! Where everything stands: which sheet and cell shows which section, block, row and column of the document.

use std::collections::BTreeSet;

use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell_absolute};

use crate::doc::{Block, Document, ParagraphStyle, Section, SectionKind, Table};
use crate::text;
use crate::write::limit::cut;

use super::cells::{is_blank, written};
use super::heights::{self, Heights};
use super::paper::{self, Paper};
use super::print::{self, Print};
use super::width;

/// The address map of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheets {
    pub sheets: Vec<SheetPlan>,
}

/// A cell: sheet by name, row and column from zero.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    pub sheet: String,
    pub row: u32,
    pub column: u16,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPlan {
    pub name: String,
    pub lines: Vec<Line>,
    /// As many as the section has blocks.
    pub blocks: Vec<Place>,
    /// In characters of the default font.
    pub widths: Vec<u16>,
    /// How many columns a line of prose is merged over.
    pub span: u16,
    pub heights: Heights,
    pub print: Print,
    /// What stands below is for the screen alone.
    pub last_printed: Option<u32>,
}

/// Rows and columns of a block, from zero; `rows` does not count the caption above and the notes below a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub first_row: u32,
    pub rows: u32,
    pub columns: u16,
    /// For tables and key figures.
    pub name: Option<String>,
    /// The name of a flat table, by which formulas and pivots refer to it.
    pub flat: Option<String>,
}

impl Place {
    /// Whether a page that begins with this row begins inside the block.
    pub fn goes_on_at(&self, row: u32) -> bool {
        (self.first_row + 1..self.first_row + self.rows).contains(&row)
    }
}

/// A line of prose outside the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub row: u32,
    pub role: LineRole,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineRole {
    Title,
    Origin,
    Status,
    Marking,
    Cover,
    Heading(u8),
    Body,
    Quote,
    Note,
    Item,
    Caption,
}

impl Sheets {
    pub fn of(document: &Document) -> Sheets {
        let names = sheet_names(&document.sections);
        let mut ranges = BTreeSet::new();
        let sheets = document
            .sections
            .iter()
            .zip(names)
            .enumerate()
            .map(|(at, (section, name))| SheetPlan::of(document, at == 0, section, name, &mut ranges))
            .collect();
        Sheets { sheets }
    }

    /// The cell of a table: `None` as row is the head row.
    pub fn address(
        &self,
        section: usize,
        block: usize,
        row: Option<usize>,
        column: usize,
    ) -> Option<Address> {
        let sheet = self.sheets.get(section)?;
        let place = sheet.blocks.get(block)?;
        let below_head = row.map_or(0, |row| row + 1);
        let inside =
            place.name.is_some() && below_head < place.rows as usize && column < place.columns.into();
        inside.then(|| Address {
            sheet: sheet.name.clone(),
            row: place.first_row + below_head as u32,
            column: column as u16,
        })
    }

    /// Name and range of every table and band of key figures.
    pub fn defined_names(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for sheet in &self.sheets {
            for place in &sheet.blocks {
                let Some(name) = &place.name else { continue };
                if place.rows == 0 || place.columns == 0 {
                    continue;
                }
                let from = row_col_to_cell_absolute(place.first_row, 0);
                let to = row_col_to_cell_absolute(place.first_row + place.rows - 1, place.columns - 1);
                found.push((name.clone(), format!("={}!{from}:{to}", quote_sheet_name(&sheet.name))));
            }
        }
        found
    }
}

impl SheetPlan {
    fn of(
        document: &Document,
        first: bool,
        section: &Section,
        name: String,
        ranges: &mut BTreeSet<String>,
    ) -> SheetPlan {
        let laid = |landscape: bool| SheetPlan::laid(document, first, section, name.clone(), landscape);
        let wished = laid(section.landscape);
        let turned = (section.kind != SectionKind::Data).then(|| laid(!section.landscape));
        let mut plan = turned.filter(|turned| turned.print.is_better(&wished.print)).unwrap_or(wished);
        plan.name_ranges(section, ranges);
        plan
    }

    /// On paper that lies or stands.
    fn laid(document: &Document, first: bool, section: &Section, name: String, landscape: bool) -> SheetPlan {
        let widths = width::columns(section, landscape);
        let paper = Paper::of(section, &widths, landscape);
        // The first column is repeated on the pages beside: a line over several would be cut there.
        let shown = (0..widths.len()).take_while(|at| !paper::is_folded(section, *at)).count();
        let span = if paper.across > 1 { 1 } else { width::prose_span(&widths[..shown]) };
        let (lines, blocks) = (Vec::new(), Vec::new());
        let (heights, print) = (Heights::new(), Print::default());
        let mut plan = SheetPlan { name, lines, blocks, widths, span, heights, print, last_printed: None };
        let mut row = 0;
        for (role, text) in head(document, section, first) {
            plan.line(&mut row, role, text);
        }
        row += 1;
        for block in &section.blocks {
            plan.block(&mut row, section, block);
        }
        plan.heights = heights::of(section, &plan);
        plan.print = print::of(section, &plan, paper);
        plan
    }

    fn line(&mut self, row: &mut u32, role: LineRole, text: String) {
        self.lines.push(Line { row: *row, role, text });
        *row += 1;
    }

    fn block(&mut self, row: &mut u32, section: &Section, block: &Block) {
        let printed = match block {
            Block::Table(table) => table.on_paper && section.kind != SectionKind::Data,
            _ => true,
        };
        if !printed && self.last_printed.is_none() {
            self.last_printed = Some(row.saturating_sub(1));
        }
        for (role, text) in lines_above(block) {
            self.line(row, role, text);
        }
        let (rows, columns) = size(block);
        self.blocks.push(Place { first_row: *row, rows, columns, name: None, flat: None });
        *row += rows;
        if let Block::Table(table) = block {
            for (role, text) in notes(table) {
                self.line(row, role, text);
            }
        }
        let closes = !matches!(block, Block::Heading { .. } | Block::PageBreak);
        *row += u32::from(closes);
    }

    fn name_ranges(&mut self, section: &Section, ranges: &mut BTreeSet<String>) {
        for (block, place) in section.blocks.iter().zip(&mut self.blocks) {
            let wanted = match block {
                Block::Table(table) => Some(format!("tbl_{}", table.id)),
                Block::KeyFigures(_) => Some(format!("nyckeltal_{}", section.key)),
                _ => None,
            };
            place.name = wanted.map(|wanted| unique(&name_characters(&wanted), ranges));
            let is_table = matches!(block, Block::Table(_)) && place.rows > 1;
            let is_flat = section.kind == SectionKind::Data && is_table;
            place.flat = is_flat.then(|| unique(&name_characters(&section.title), ranges));
        }
    }
}

/// The rows and columns of cells, heads included, that a block fills.
fn size(block: &Block) -> (u32, u16) {
    match block {
        Block::Table(Table { rows, columns, .. }) => (rows.len() as u32 + 1, columns.len() as u16),
        Block::KeyFigures(figures) => (figures.len() as u32, 3),
        Block::Chart(chart) => (super::chart::rows(chart), 0),
        _ => (0, 0),
    }
}

/// Every line that stands at the top of a sheet, in order.
pub fn head(document: &Document, section: &Section, first: bool) -> Vec<(LineRole, String)> {
    let origin = [&document.organisation, &document.title, &document.subtitle];
    let origin: Vec<&str> = origin.iter().map(|part| part.as_str()).filter(|part| !is_blank(part)).collect();
    let mut lines = vec![(LineRole::Title, section.title.clone()), (LineRole::Origin, origin.join(" · "))];
    // A marking that begins with the status says why.
    let marked = document.markings.iter().any(|marking| marking.starts_with(&document.status));
    lines.extend((!marked).then(|| (LineRole::Status, document.status.clone())));
    lines.extend(document.markings.iter().map(|marking| (LineRole::Marking, marking.clone())));
    if first {
        lines.extend(document.cover.iter().map(|line| (LineRole::Cover, line.clone())));
    }
    shown(lines)
}

/// Only the lines that have something to show, as they stand in the sheet.
fn shown(lines: Vec<(LineRole, String)>) -> Vec<(LineRole, String)> {
    lines.into_iter().filter(|(_, text)| !is_blank(text)).map(|(role, text)| (role, written(&text))).collect()
}

/// The lines of prose that a block is, or that stand above its cells.
fn lines_above(block: &Block) -> Vec<(LineRole, String)> {
    let lines = match block {
        Block::Heading { level, text } => vec![(LineRole::Heading(*level), text.clone())],
        Block::Paragraph { text, style } => vec![(prose(*style), text.clone())],
        Block::List(items) => items.iter().map(|item| (LineRole::Item, format!("• {item}"))).collect(),
        Block::Steps(items) => {
            (1..).zip(items).map(|(number, item)| (LineRole::Item, format!("{number}. {item}"))).collect()
        }
        Block::Table(table) => vec![(LineRole::Caption, text::table::caption(&table.caption, table.unit))],
        Block::KeyFigures(_) | Block::Chart(_) | Block::PageBreak => Vec::new(),
    };
    shown(lines)
}

fn notes(table: &Table) -> Vec<(LineRole, String)> {
    shown(table.notes.iter().map(|note| (LineRole::Note, note.clone())).collect())
}

/// Every text of a section that stands outside its tables and key figures, in reading order.
pub fn prose_of(document: &Document, section: &Section, first: bool) -> Vec<String> {
    let mut lines = head(document, section, first);
    for block in &section.blocks {
        lines.extend(lines_above(block));
        if let Block::Table(table) = block {
            lines.extend(notes(table));
        }
    }
    shown(lines).into_iter().map(|(_, text)| text).collect()
}

fn prose(style: ParagraphStyle) -> LineRole {
    match style {
        ParagraphStyle::Body => LineRole::Body,
        ParagraphStyle::Quote => LineRole::Quote,
        ParagraphStyle::Note => LineRole::Note,
    }
}

/// Sheet names by Excel's rules: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends, unlike each
/// other whatever the case.
fn sheet_names(sections: &[Section]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    sections.iter().map(|section| sheet_name(&section.title, &mut taken)).collect()
}

const SHEET_NAME: usize = 31;

fn sheet_name(title: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed: String =
        title.chars().map(|c| if "[]:*?/\\".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let mut plain = allowed.split_whitespace().collect::<Vec<_>>().join(" ");
    plain = plain.trim_matches('\'').trim().to_string();
    // `History` is a name Excel keeps for itself.
    if plain.is_empty() || plain.eq_ignore_ascii_case("history") {
        plain = format!("{plain}_");
    }
    let mut number = 1;
    loop {
        let ending = if number == 1 { String::new() } else { format!(" ({number})") };
        let name = cut(&plain, SHEET_NAME - ending.len()) + &ending;
        if taken.insert(name.to_lowercase()) {
            return name;
        }
        number += 1;
    }
}

/// Only what Excel allows in a name: letters, digits, `_`.
fn name_characters(wanted: &str) -> String {
    cut(wanted, 200).chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect()
}

fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wanted.to_string();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{wanted}_{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, name_characters, sheet_name, unique};

    #[test]
    fn sheet_names_keep_excels_rules() {
        let mut taken = BTreeSet::new();
        assert_eq!(sheet_name("Drift: nämnd/enhet [2020]", &mut taken), "Drift nämnd enhet 2020");
        assert_eq!(sheet_name("drift nämnd enhet 2020", &mut taken), "drift nämnd enhet 2020 (2)");
        let long = sheet_name("Händelser av väsentlig betydelse under året", &mut taken);
        assert_eq!(long, "Händelser av väsentlig betydel…");
        let again = sheet_name("Händelser av väsentlig betydelse under hösten", &mut taken);
        assert_eq!(again, "Händelser av väsentlig bet… (2)");
        assert!([long, again].iter().all(|name| name.chars().count() <= 31));
        assert_eq!(sheet_name("'Mål'", &mut taken), "Mål");
        assert_eq!(sheet_name("???", &mut taken), "_");
        assert_eq!(sheet_name("History", &mut taken), "History_");
    }

    #[test]
    fn range_names_are_unlike_each_other() {
        let mut taken = BTreeSet::new();
        assert_eq!(unique(&name_characters("tbl_mål-1"), &mut taken), "tbl_mål_1");
        assert_eq!(unique(&name_characters("tbl_Mål 1"), &mut taken), "tbl_Mål_1_2");
    }
}
