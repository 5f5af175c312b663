//! A sheet of a workbook as a file of postings: the one that the contract names, else the only one with its headings.
//! Numbers and dates are written as the contract says, so that the rows are read as those of any other export.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::registers::Registers;
use crate::domain::settings::ExportContract;
use crate::finding::{Findings, LedgerProblem, Place, Unreadable};
use crate::intake::columns::{self, Columns, Header};
use crate::intake::grid::{headings, place, shown, written};
use crate::intake::lost_zeros;
use crate::raw::{Batches, Postings, RawGrid, RawRecord, RawText, RawValue, RawWorkbook};

/// The postings of each workbook.
pub fn sheets(books: Vec<RawWorkbook>, registers: &Registers) -> (Vec<Sheet>, Findings) {
    let mut findings = Findings::default();
    let read = |book| Sheet::of(book, registers, &mut findings);
    (books.into_iter().filter_map(read).collect(), findings)
}

/// The rows of a sheet from its header on.
pub struct Sheet {
    text: RawText,
    name: Arc<str>,
    headings: Vec<String>,
    /// Cells that have been told as broken.
    told: BTreeSet<Place>,
}

impl Sheet {
    fn of(book: RawWorkbook, registers: &Registers, findings: &mut Findings) -> Option<Sheet> {
        // The register reader demands the profile.
        let contract = registers.contract_for(&book.file)?;
        let (mut grid, header, columns) = table(book, contract, findings)?;
        lost_zeros::restore(&mut grid, header, &columns, registers, findings);
        let told = broken(&grid, header, &columns, findings);
        Sheet::written(grid, header, told, contract)
    }

    fn written(
        grid: RawGrid,
        header: usize,
        told: BTreeSet<Place>,
        contract: &ExportContract,
    ) -> Option<Sheet> {
        let headings = headings(&grid).swap_remove(header);
        let mut records = Vec::new();
        // What stands beside the headings belongs to no column.
        let width = u32::try_from(headings.len()).ok()?;
        for row in grid.rows {
            let cell = |column| row.cells.get(&column).map(|value| text(value, contract)).unwrap_or_default();
            let fields: Vec<String> = (1..=width).map(cell).collect();
            records.push(RawRecord::new(row.number, fields.iter().map(String::as_str))?);
        }
        Some(Sheet { text: RawText { file: grid.file, records }, name: grid.sheet?, headings, told })
    }
}

impl Postings for Sheet {
    fn name(&self) -> &Arc<str> {
        self.text.name()
    }

    fn open(&self) -> Result<Box<dyn Batches + '_>, Unreadable> {
        self.text.open()
    }

    fn fingerprint(&self) -> String {
        self.text.fingerprint()
    }

    fn size(&self) -> u64 {
        self.text.size()
    }

    fn place(&self, row: u64, heading: Option<Arc<str>>) -> Place {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        let column = (1..).zip(&self.headings);
        let column =
            column.filter(|(_, known)| heading.as_ref().is_some_and(|one| columns::same(known, one)));
        let column = column.map(|(at, known)| (at, known.as_str())).next();
        Place::in_table(&self.text.file, Some(&self.name), row, column)
    }

    fn is_told(&self, place: &Place) -> bool {
        self.told.contains(place)
    }
}

fn text(value: &RawValue, contract: &ExportContract) -> String {
    match value {
        RawValue::Number(number) => written(*number, contract.decimal_mark),
        other => shown(other),
    }
}

type Table = (RawGrid, usize, Columns);

/// The sheet with the postings, its header row and where the columns stand.
fn table(book: RawWorkbook, contract: &ExportContract, findings: &mut Findings) -> Option<Table> {
    let filled = book.sheets.iter().filter(|sheet| !sheet.cells.is_empty());
    let grids: Vec<RawGrid> = filled.map(|sheet| RawGrid::of_sheet(&book.file, sheet)).collect();
    let file = Place::File { file: book.file.clone() };
    let asked = asked_for(grids, contract).map_err(|problem| Box::new((file.clone(), problem)));
    let found = asked.and_then(|grids| only_one(grids, contract, &file));
    match found {
        Ok(table) => Some(table),
        Err(told) => {
            let (place, problem) = *told;
            findings.add(place, problem);
            None
        }
    }
}

type Told = Box<(Place, LedgerProblem)>;

/// The filled sheets, or the one that the contract names.
fn asked_for(grids: Vec<RawGrid>, contract: &ExportContract) -> Result<Vec<RawGrid>, LedgerProblem> {
    if grids.is_empty() {
        return Err(LedgerProblem::UnreadableFile { why: Unreadable::Empty });
    }
    let Some(sheet) = &contract.sheet else { return Ok(grids) };
    let sheets = grids.iter().map(name).collect();
    let own: Vec<RawGrid> = grids.into_iter().filter(|grid| columns::same(&name(grid), sheet)).collect();
    if own.is_empty() { Err(LedgerProblem::SheetMissing { sheet: sheet.clone(), sheets }) } else { Ok(own) }
}

fn name(grid: &RawGrid) -> String {
    grid.sheet.as_deref().unwrap_or_default().to_string()
}

/// The one sheet with all headings; when none has them, what the sheet lacks that has most.
fn only_one(grids: Vec<RawGrid>, contract: &ExportContract, file: &Place) -> Result<Table, Told> {
    let mut tables: Vec<Table> = Vec::new();
    let mut closest: Option<(usize, Told)> = None;
    for grid in grids {
        let rows = headings(&grid);
        let header = columns::find(&rows, contract);
        if header.missing.is_empty() {
            tables.push((grid, header.row, header.columns));
        } else if closest.as_ref().is_none_or(|(least, _)| header.missing.len() < *least) {
            let place = place(&grid, grid.rows.get(header.row).map_or(1, |row| row.number), None);
            let found = columns::shown(rows.get(header.row).map_or(&[], Vec::as_slice));
            closest = Some((header.missing.len(), Box::new((place, lacking(header, found, contract)))));
        }
    }
    if tables.len() > 1 {
        let sheets = tables.iter().map(|(grid, ..)| name(grid)).collect();
        return Err(Box::new((file.clone(), LedgerProblem::SeveralSheets { sheets })));
    }
    let empty = || Box::new((file.clone(), LedgerProblem::UnreadableFile { why: Unreadable::Empty }));
    tables.pop().ok_or_else(|| closest.map_or_else(empty, |(_, told)| told))
}

fn lacking(header: Header, found: Vec<String>, contract: &ExportContract) -> LedgerProblem {
    LedgerProblem::MissingColumns {
        columns: header.missing,
        others: header.without.into_iter().map(|(_, heading)| heading).collect(),
        found,
        profile: contract.profile.clone(),
    }
}

/// Cells of the contract's columns that show an error, or whose formula has no value.
fn broken(grid: &RawGrid, header: usize, columns: &Columns, findings: &mut Findings) -> BTreeSet<Place> {
    let columns: Vec<u32> = columns.positions().filter_map(|at| u32::try_from(at + 1).ok()).collect();
    let mut told = BTreeSet::new();
    for row in grid.rows.iter().skip(header + 1) {
        for column in &columns {
            if let Some(RawValue::Error(found)) = row.cells.get(column) {
                let place = place(grid, row.number, Some((*column, "")));
                findings.add(place.clone(), LedgerProblem::BrokenCell { found: found.clone() });
                told.insert(place);
            }
        }
    }
    told
}
