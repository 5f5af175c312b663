//! The marked copy: a manager's own workbook with its faulty cells coloured and noted, made by patching the package.
//! What is not a marked sheet, its notes, the styles or the list of parts is copied as it lies, and no value changes.
//! A mark's colour goes out when what it is about is changed; its note stays until the file is checked again.
//! Marking begins with taking out every earlier marking, so that a corrected file can be marked again.

mod a1;
mod book;
mod boxes;
mod content_types;
mod grid;
mod held;
mod notes;
mod numbers;
mod package;
mod rels;
mod rich;
mod sheet;
mod styles;
mod unmark;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use a1::{Area, Cell};
use book::{Book, Sheet};
use grid::Grid;
use package::Package;
use rels::Rels;
use rich::Line;
use sheet::Grade;
use xml::Broken;

use crate::text::marked as text;

/// One thing to say of one cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The tab's name as it now is.
    pub sheet: String,
    /// From 1.
    pub row: u32,
    pub column: u32,
    /// A fault, or else a warning.
    pub fault: bool,
    pub text: String,
    /// The number format that the field has in the template, where the cell is a field's.
    pub format: Option<String>,
    /// Other cells of the sheet in which the fault may be mended: the colour goes out when one of them is changed too.
    pub with: Vec<(u32, u32)>,
}

/// Why no copy could be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkError {
    NoPackage,
    /// The part is missing or is not what it should be.
    Damaged {
        part: String,
    },
    TooLarge,
    /// A workbook without a part of styles has nowhere to put a colour.
    NoStyles,
    NoSheet {
        sheet: String,
    },
    OutsideSheet {
        sheet: String,
        row: u32,
        column: u32,
    },
}

impl std::fmt::Display for MarkError {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        to.write_str(&match self {
            MarkError::NoPackage => text::no_package(),
            MarkError::Damaged { part } => text::damaged(part),
            MarkError::TooLarge => text::too_large(),
            MarkError::NoStyles => text::no_styles(),
            MarkError::NoSheet { sheet } => text::no_sheet(sheet),
            MarkError::OutsideSheet { sheet, row, column } => text::outside(sheet, *row, *column),
        })
    }
}

/// The workbook with these marks and no others.
pub fn mark(bytes: &[u8], marks: &[Mark]) -> Result<Vec<u8>, MarkError> {
    let mut package = Package::open(bytes)?;
    let book = book::read(&mut package)?;
    let wanted = by_sheet(&book, marks)?;
    for sheet in &book.sheets {
        unmark::unmark(&mut package, sheet)?;
    }
    if !wanted.is_empty() {
        let formats = add_formats(&mut package, &book, marks)?;
        for (number, marks) in wanted {
            let mut marking = Marking::new(&mut package, &book, number, &marks)?;
            marking.restore(&mut package, &book)?;
            marking.write(&mut package, &formats, number)?;
        }
    }
    if package.is_changed() { package.finish() } else { Ok(bytes.to_vec()) }
}

/// The marks of each sheet, by its number; every mark must have its sheet and its cell.
fn by_sheet<'m>(book: &Book, marks: &'m [Mark]) -> Result<BTreeMap<usize, Vec<&'m Mark>>, MarkError> {
    let mut wanted: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        let number = book.sheets.iter().position(|sheet| sheet.name == mark.sheet);
        let number = number.ok_or_else(|| MarkError::NoSheet { sheet: mark.sheet.clone() })?;
        if !a1::exists((mark.row, mark.column)) {
            let (sheet, row, column) = (mark.sheet.clone(), mark.row, mark.column);
            return Err(MarkError::OutsideSheet { sheet, row, column });
        }
        wanted.entry(number).or_default().push(mark);
    }
    Ok(wanted)
}

fn grade(mark: &Mark) -> Grade {
    if mark.fault { Grade::Fault } else { Grade::Warning }
}

/// Sees to it that the workbook has the formats that the marks need, and gives their numbers.
fn add_formats(
    package: &mut Package,
    book: &Book,
    marks: &[Mark],
) -> Result<BTreeMap<Grade, usize>, MarkError> {
    let part = book.styles.as_ref().ok_or(MarkError::NoStyles)?;
    let before = package.need(part)?;
    let mut grades: Vec<Grade> = marks.iter().map(grade).collect();
    grades.sort_unstable();
    grades.dedup();
    let (after, numbers) = styles::with_formats(&before, &grades).map_err(damaged(part))?;
    if after != before {
        package.put(part, after);
    }
    Ok(numbers)
}

/// What turns a text that is not what it should be into the error of its part.
fn damaged(part: &str) -> impl Fn(Broken) -> MarkError + use<'_> {
    |Broken| MarkError::Damaged { part: part.to_string() }
}

/// One sheet and what is to be said in it.
struct Marking<'s> {
    sheet: &'s Sheet,
    xml: String,
    /// By the cell that shows the note, the first of a merged area.
    cells: BTreeMap<Cell, Marked>,
    /// What stands in the cells that are marked or that mend a mark.
    held: BTreeMap<Cell, held::Found>,
}

/// What is said of one cell.
struct Marked {
    area: Area,
    /// The gravest.
    grade: Grade,
    lines: Vec<Line>,
    format: Option<String>,
    /// Cells in which all of it may be mended.
    with: BTreeSet<Cell>,
}

impl<'s> Marking<'s> {
    fn new(
        package: &mut Package,
        book: &'s Book,
        number: usize,
        marks: &[&Mark],
    ) -> Result<Marking<'s>, MarkError> {
        let sheet = &book.sheets[number];
        let xml = package.need(&sheet.part)?;
        let merged = sheet::merged(&xml).map_err(damaged(&sheet.part))?;
        let mut cells: BTreeMap<Cell, Marked> = BTreeMap::new();
        for mark in marks {
            let at = (mark.row, mark.column);
            let area = merged.iter().find(|area| area.holds(at)).copied().unwrap_or(Area::of(at));
            let with: BTreeSet<Cell> = mark.with.iter().copied().collect();
            let cell = cells.entry(area.first).or_insert_with(|| Marked {
                area,
                grade: Grade::Warning,
                lines: Vec::new(),
                format: None,
                with: with.clone(),
            });
            cell.grade = cell.grade.min(grade(mark));
            cell.lines.push(Line { fault: mark.fault, text: mark.text.clone() });
            cell.format = cell.format.take().or_else(|| mark.format.clone());
            cell.with.retain(|other| with.contains(other));
        }
        // The first word of a note is that of its colour.
        cells.values_mut().for_each(|cell| cell.lines.sort_by_key(|line| !line.fault));
        let wanted = cells.iter().flat_map(|(at, cell)| cell.with.iter().copied().chain([*at])).collect();
        let strings = match &book.strings {
            Some(part) => held::strings(&package.need(part)?).map_err(damaged(part))?,
            None => Vec::new(),
        };
        let held = held::cells(&xml, &wanted, &strings).map_err(damaged(&sheet.part))?;
        Ok(Marking { sheet, xml, cells, held })
    }

    /// Gives the marked fields the number formats of the template back.
    fn restore(&mut self, package: &mut Package, book: &Book) -> Result<(), MarkError> {
        let part = book.styles.as_ref().ok_or(MarkError::NoStyles)?;
        let (mut cells, mut wanted) = (Vec::new(), Vec::new());
        for (at, cell) in &self.cells {
            if let (Some(format), Some(found)) = (&cell.format, self.held.get(at)) {
                cells.push(*at);
                wanted.push((found.format, format.clone()));
            }
        }
        let before = package.need(part)?;
        let (after, numbers) = numbers::restored(&before, &wanted).map_err(damaged(part))?;
        if after != before {
            package.put(part, after);
        }
        let formats = cells.into_iter().zip(numbers).collect();
        self.xml = sheet::with_formats(&self.xml, &formats).map_err(damaged(&self.sheet.part))?;
        Ok(())
    }

    /// The colour of a cell, while nothing that mends it has been changed.
    fn rule(&self, at: Cell, cell: &Marked) -> sheet::Rule {
        let nothing = held::Held::Nothing;
        let stands = |other: Cell, area| {
            held::unchanged(area, self.held.get(&other).map_or(&nothing, |found| &found.held))
        };
        let own = stands(at, cell.area);
        let others = cell.with.iter().filter_map(|other| stands(*other, Area::of(*other)));
        sheet::Rule {
            grade: cell.grade,
            area: cell.area,
            conditions: own.into_iter().chain(others).collect(),
        }
    }

    fn write(
        mut self,
        package: &mut Package,
        formats: &BTreeMap<Grade, usize>,
        number: usize,
    ) -> Result<(), MarkError> {
        let part = &self.sheet.part;
        let rows = self.cells.keys().map(|(row, _)| *row).collect();
        self.xml = sheet::with_rows(&self.xml, &rows).map_err(damaged(part))?;
        let rules = self.cells.iter().map(|(at, cell)| self.rule(*at, cell)).collect();
        let xml = sheet::with_rules(&self.xml, &rules, formats).map_err(damaged(part))?;
        let mut rels = Rels::of(package, part)?;
        let added = self.add_notes(package, &mut rels)?;
        let drawn = self.add_boxes(package, &mut rels, &added, number)?;
        let xml = match drawn {
            None => xml,
            Some(id) => sheet::with_drawing(&xml, &id, &self.sheet.kinds).map_err(damaged(part))?,
        };
        package.put(part, xml);
        Ok(())
    }

    fn add_notes(&self, package: &mut Package, rels: &mut Rels) -> Result<notes::Added, MarkError> {
        let (part, before) = match rels.by_kind("comments").map(|(_, part)| part.to_string()) {
            Some(part) => (part.clone(), package.need(&part)?),
            None => {
                let part = package.free_name("xl/comments", ".xml");
                let space = sheet::namespace(&self.xml).map_err(damaged(&self.sheet.part))?;
                content_types::add_notes(package, &part)?;
                rels.add(package, &format!("{}/comments", self.sheet.kinds), &part)?;
                (part, notes::empty(&space))
            }
        };
        let lines = self.cells.iter().map(|(at, cell)| (*at, cell.lines.clone())).collect();
        let added = notes::with_lines(&before, &lines).map_err(damaged(&part))?;
        package.put(&part, added.xml.clone());
        Ok(added)
    }

    /// The boxes of the notes; gives the drawing's relationship where it is new.
    fn add_boxes(
        &self,
        package: &mut Package,
        rels: &mut Rels,
        added: &notes::Added,
        number: usize,
    ) -> Result<Option<String>, MarkError> {
        let grid = Grid::read(&self.xml).map_err(damaged(&self.sheet.part))?;
        let new: Vec<boxes::New> =
            added.new.iter().map(|(cell, lines)| self.new_box(&grid, *cell, lines)).collect();
        let grown = added.grown.iter().map(|(cell, rows)| (*cell, i64::from(*rows))).collect();
        let drawing = sheet::drawing(&self.xml).map_err(damaged(&self.sheet.part))?;
        let known = drawing.and_then(|id| rels.part(&id).map(str::to_string));
        let (part, before, id) = match known {
            Some(part) => (part.clone(), package.need(&part)?, None),
            None if new.is_empty() => return Ok(None),
            None => {
                let part = package.free_name("xl/drawings/vmlDrawing", ".vml");
                content_types::add_drawings(package)?;
                let id = rels.add(package, &format!("{}/vmlDrawing", self.sheet.kinds), &part)?;
                (part, boxes::empty(u32::try_from(number).unwrap_or(0) + 1), Some(id))
            }
        };
        let drawn = boxes::resized(&before, &grown).and_then(|xml| boxes::with_new(&xml, &new));
        package.put(&part, drawn.map_err(damaged(&part))?);
        Ok(id)
    }

    /// A box large enough for its lines, in the font that notes are written in.
    fn new_box(&self, grid: &Grid, cell: Cell, lines: &[usize]) -> boxes::New {
        let area = self.cells.get(&cell).map_or(Area::of(cell), |cell| cell.area);
        let (width, height) = boxes::size(lines);
        boxes::New { cell, anchor: grid.beside(area, width, height), width, height }
    }
}
