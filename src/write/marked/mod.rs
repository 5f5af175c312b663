//! The marked copy: a manager's own workbook with its faulty cells coloured and noted, made by patching the package.
//! What is not a marked sheet, its notes, the styles or the list of parts is copied as it lies, and no cell changes.
//! Marking begins with taking out every earlier marking, so that a corrected file can be marked again.

mod a1;
mod book;
mod boxes;
mod content_types;
mod grid;
mod notes;
mod package;
mod rels;
mod rich;
mod sheet;
mod styles;
mod unmark;
mod xml;

use std::collections::BTreeMap;

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
            Marking::new(&mut package, &book.sheets[number], &marks)?.write(
                &mut package,
                &formats,
                number,
            )?;
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
    /// By the cell that shows the note, the first of a merged area: the area, how grave, and the lines.
    cells: BTreeMap<Cell, (Area, Grade, Vec<Line>)>,
}

impl<'s> Marking<'s> {
    fn new(package: &mut Package, sheet: &'s Sheet, marks: &[&Mark]) -> Result<Marking<'s>, MarkError> {
        let xml = package.need(&sheet.part)?;
        let merged = sheet::merged(&xml).map_err(damaged(&sheet.part))?;
        let mut cells: BTreeMap<Cell, (Area, Grade, Vec<Line>)> = BTreeMap::new();
        for mark in marks {
            let at = (mark.row, mark.column);
            let area = merged.iter().find(|area| area.holds(at)).copied().unwrap_or(Area::of(at));
            let cell = cells.entry(area.first).or_insert((area, Grade::Warning, Vec::new()));
            cell.1 = cell.1.min(grade(mark));
            cell.2.push(Line { fault: mark.fault, text: mark.text.clone() });
        }
        // The first word of a note is that of its colour.
        cells.values_mut().for_each(|(.., lines)| lines.sort_by_key(|line| !line.fault));
        Ok(Marking { sheet, xml, cells })
    }

    fn write(
        self,
        package: &mut Package,
        formats: &BTreeMap<Grade, usize>,
        number: usize,
    ) -> Result<(), MarkError> {
        let part = &self.sheet.part;
        let mut areas: BTreeMap<Grade, Vec<Area>> = BTreeMap::new();
        for (area, grade, _) in self.cells.values() {
            areas.entry(*grade).or_default().push(*area);
        }
        let xml = sheet::with_rules(&self.xml, &areas, formats).map_err(damaged(part))?;
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
        let lines = self.cells.iter().map(|(at, (_, _, lines))| (*at, lines.clone())).collect();
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
        let area = self.cells.get(&cell).map_or(Area::of(cell), |(area, ..)| *area);
        let (width, height) = boxes::size(lines);
        boxes::New { cell, anchor: grid.beside(area, width, height), width, height }
    }
}
