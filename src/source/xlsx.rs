//! Workbooks (.xlsx) as they came, behind a guard: a file from outside may be damaged, hostile or something else
//! altogether, and gives a reason in words instead of a crash. Only the streaming reader is used: the dense ranges
//! of calamine reserve memory for the whole used area, which a two-cell file can make 500 GB.

use std::collections::BTreeSet;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::kind::{self, Kind};
use super::{package, quiet};
use crate::domain::period::Date;
use crate::finding::Unreadable;
use crate::raw::limits::{ALL_BYTES, COLUMNS, ROWS};
use crate::raw::{RawSheet, RawValue, RawWorkbook};

/// Most sheets of a workbook.
const SHEETS: usize = 1_000;
/// Most filled cells and formulas of a workbook.
const CELLS: usize = 500_000;
/// Most cells of a workbook, empty ones with a style included.
const STYLED_CELLS: usize = 4_000_000;
/// Most bytes of cell texts and formulas: many cells can point at one long shared string.
const TEXT_BYTES: usize = 48 << 20;
/// Most cells of a sheet with an error value that calamine does not know.
const UNKNOWN_ERRORS: usize = 50;

/// Reads a whole workbook. `file` is the path that findings show.
pub fn read_workbook(file: &str, bytes: &[u8]) -> Result<RawWorkbook, Unreadable> {
    read_within(file, bytes, ALL_BYTES)
}

/// A workbook that the program itself has just written, however large: nothing in it is from outside.
pub fn read_own(file: &str, bytes: &[u8]) -> Result<RawWorkbook, Unreadable> {
    let room = Room { cells: usize::MAX, styled: usize::MAX, text: usize::MAX };
    quiet::guarded(|| read_vetted(file, bytes, room)).unwrap_or(Err(Unreadable::Damaged))
}

/// As [`read_workbook`]; a workbook of more inflated bytes than `most` is too large.
pub(super) fn read_within(file: &str, bytes: &[u8], most: u64) -> Result<RawWorkbook, Unreadable> {
    if kind::of(bytes)? == Kind::Text {
        return Err(Unreadable::Text);
    }
    let room = || Room { cells: CELLS, styled: STYLED_CELLS, text: TEXT_BYTES };
    let read = || package::vetted(bytes, most).and_then(|package| read_vetted(file, &package, room()));
    // What is vetted has bounded memory and time; a panic is still a possible outcome.
    quiet::guarded(read).unwrap_or(Err(Unreadable::Damaged))
}

/// The bytes of a package and how many may still be read of them: a workbook whose sheets are all one large part would
/// have it read once for each.
struct Metered<'a> {
    package: Cursor<&'a [u8]>,
    left: usize,
}

impl<'a> Metered<'a> {
    /// Each sheet is read twice, everything else once.
    fn new(package: &'a [u8]) -> Metered<'a> {
        Metered { package: Cursor::new(package), left: 3 * package.len() + (1 << 20) }
    }
}

impl Read for Metered<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.package.read(into)?;
        self.left = self.left.checked_sub(count).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(count)
    }
}

impl Seek for Metered<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.package.seek(to)
    }
}

type Book<'a> = Xlsx<Metered<'a>>;

fn read_vetted(file: &str, package: &[u8], mut room: Room) -> Result<RawWorkbook, Unreadable> {
    let mut book: Book = Xlsx::new(Metered::new(package)).map_err(|error| reason(&error))?;
    let properties = match book.workbook_properties() {
        Ok(found) => found.custom_properties.into_iter().collect(),
        Err(error) => return Err(reason(&error)),
    };
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(Unreadable::TooLarge);
    }
    // Sheets are opened by name: of two with one name the first would be read twice.
    if sheets.iter().map(|sheet| &sheet.name).collect::<BTreeSet<_>>().len() < sheets.len() {
        return Err(Unreadable::Damaged);
    }
    let names =
        book.defined_names().iter().map(|(name, refers)| (name.nfc().collect(), refers.nfc().collect()));
    let mut read =
        RawWorkbook { file: Arc::from(file), sheets: Vec::new(), names: names.collect(), properties };
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut found = RawSheet {
            // macOS hands out å as a letter and a mark.
            name: Arc::from(sheet.name.nfc().collect::<String>()),
            hidden: sheet.visible != SheetVisible::Visible,
            ..RawSheet::default()
        };
        let order = read_formulas(&mut book, &sheet.name, &mut found, &mut room)?;
        read_values(&mut book, &sheet.name, &mut found, &order, &mut room)?;
        read.sheets.push(found);
    }
    Ok(read)
}

fn reason(error: &XlsxError) -> Unreadable {
    match error {
        XlsxError::Password => Unreadable::Protected,
        _ => Unreadable::Damaged,
    }
}

/// What is left of the caps on cells and texts.
struct Room {
    cells: usize,
    styled: usize,
    text: usize,
}

impl Room {
    fn take_cell(&mut self) -> Result<(), Unreadable> {
        self.cells = self.cells.checked_sub(1).ok_or(Unreadable::TooLarge)?;
        Ok(())
    }

    fn take_styled(&mut self) -> Result<(), Unreadable> {
        self.styled = self.styled.checked_sub(1).ok_or(Unreadable::TooLarge)?;
        Ok(())
    }

    fn take_text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.text = self.text.checked_sub(text.len()).ok_or(Unreadable::TooLarge)?;
        Ok(())
    }
}

/// First pass: the formulas, and the address of every cell in the file's order. The order is what tells where a
/// cell stood that the second pass could not read.
fn read_formulas(
    book: &mut Book,
    name: &str,
    sheet: &mut RawSheet,
    room: &mut Room,
) -> Result<Vec<(u32, u32)>, Unreadable> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| reason(&error))?;
    let mut order = Vec::new();
    while let Some(cell) = cells.next_formula().map_err(|error| reason(&error))? {
        let at = address(cell.get_position())?;
        room.take_styled()?;
        order.push(at);
        let formula = cell.get_value();
        if !formula.is_empty() {
            room.take_cell()?;
            room.take_text(formula)?;
            sheet.formulas.insert(at, formula.clone());
        }
    }
    Ok(order)
}

/// Second pass: the values.
fn read_values(
    book: &mut Book,
    name: &str,
    sheet: &mut RawSheet,
    order: &[(u32, u32)],
    room: &mut Room,
) -> Result<(), Unreadable> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|error| reason(&error))?;
    let mut unknown_errors = 0;
    for at in order {
        let value = match cells.next_cell() {
            Ok(Some(cell)) => raw_value(cell.get_value()),
            Ok(None) => break,
            // An error word calamine does not know (#SPILL!): the reader can go on with the next cell.
            Err(XlsxError::CellError(word)) => {
                unknown_errors += 1;
                if unknown_errors > UNKNOWN_ERRORS {
                    return Err(Unreadable::Damaged);
                }
                Some(RawValue::Error(word))
            }
            Err(error) => return Err(reason(&error)),
        };
        let Some(value) = value else { continue };
        room.take_cell()?;
        if let RawValue::Text(text) = &value {
            room.take_text(text)?;
        }
        sheet.cells.insert(*at, value);
    }
    Ok(())
}

/// Rows and columns count from 1.
fn address((row, column): (u32, u32)) -> Result<(u32, u32), Unreadable> {
    if row < ROWS && column < COLUMNS { Ok((row + 1, column + 1)) } else { Err(Unreadable::Damaged) }
}

/// `None`: the cell is empty or blank.
fn raw_value(value: &DataRef) -> Option<RawValue> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(whole) => Some(RawValue::Number(Decimal::from(*whole))),
        DataRef::Float(float) => Some(number(*float)),
        DataRef::String(text) => raw_text(text),
        DataRef::SharedString(text) => raw_text(text),
        DataRef::Bool(truth) => Some(RawValue::Bool(*truth)),
        DataRef::DateTime(moment) => Some(date_of(moment).map_or(number(moment.as_f64()), RawValue::Date)),
        DataRef::DateTimeIso(text) => {
            Some(iso_date(text).map_or(RawValue::Text(text.clone()), RawValue::Date))
        }
        DataRef::DurationIso(text) => raw_text(text),
        DataRef::Error(error) => Some(RawValue::Error(error.to_string())),
    }
}

fn raw_text(text: &str) -> Option<RawValue> {
    let blank = text.chars().all(|c| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
    // As people type them on a Mac, letters and their marks may stand apart.
    (!blank).then(|| RawValue::Text(text.nfc().collect()))
}

/// The one door from Excel's binary floats. Excel itself promises 15 digits; what is beyond them is noise of the
/// binary form (0.1 + 0.2) and is dropped here, exactly once.
fn number(float: f64) -> RawValue {
    dec15(float).map_or_else(|| RawValue::Error(format!("{float:e}")), RawValue::Number)
}

fn dec15(float: f64) -> Option<Decimal> {
    if !float.is_finite() {
        return None;
    }
    // Below this a decimal has no room for the scale; no cell means such a number.
    if float.abs() < 1e-9 {
        return Some(Decimal::ZERO);
    }
    Decimal::from_scientific(&format!("{float:.14e}")).ok().map(|decimal| decimal.normalize())
}

/// Days that Excel can show as dates; a time of day or a nonsense serial is left as the number it is.
fn date_of(moment: &ExcelDateTime) -> Option<Date> {
    let serial = moment.as_f64();
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    Date::from_calendar_date(i32::from(year), time::Month::try_from(month).ok()?, day).ok()
}

fn iso_date(text: &str) -> Option<Date> {
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let day = parts.next()?.parse().ok()?;
    Date::from_calendar_date(year, time::Month::try_from(month).ok()?, day).ok()
}

#[cfg(test)]
mod tests {
    use super::{dec15, read_workbook};
    use crate::domain::period::Month;
    use crate::finding::Unreadable;
    use crate::raw::RawValue;
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use rust_decimal::Decimal;
    use rust_xlsxwriter::{DocProperties, Format, Formula, Workbook};

    fn sample() -> Vec<u8> {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_custom_property("uppf_period", "2020-08"));
        let sheet = book.add_worksheet();
        sheet.set_name("Åtgärder").expect("a sheet name");
        sheet.write(4, 2, 0.1 + 0.2).expect("a cell");
        sheet.write(5, 2, "  ").expect("a cell");
        sheet.write(6, 2, "0123").expect("a cell");
        sheet.write_formula(7, 2, Formula::new("=C5*2").set_result("0.6")).expect("a cell");
        let date = Format::new().set_num_format("yyyy\\-mm\\-dd");
        sheet.write_with_format(8, 2, 44_074, &date).expect("a cell");
        sheet.write(9, 16_383, true).expect("a cell");
        book.add_worksheet().set_name("_mall").expect("a sheet name").set_very_hidden(true);
        book.define_name("in_x", "='Åtgärder'!$C$7").expect("a name");
        book.save_to_buffer().expect("a workbook")
    }

    #[test]
    fn cells_stand_where_they_stand() {
        let book = read_workbook("a.xlsx", &sample()).expect("a readable workbook");
        let sheet = &book.sheets[0];
        assert_eq!(&*sheet.name, "Åtgärder");
        assert_eq!(sheet.cells[&(5, 3)], RawValue::Number(Decimal::new(3, 1)));
        assert_eq!(sheet.cells.get(&(6, 3)), None, "blank text is an empty cell");
        assert_eq!(sheet.cells[&(7, 3)], RawValue::Text("0123".into()));
        assert_eq!(sheet.cells[&(8, 3)], RawValue::Number(Decimal::new(6, 1)));
        assert_eq!(sheet.formulas[&(8, 3)], "C5*2");
        let day = Month::new(2020, 8).expect("a month").last_day();
        assert_eq!(sheet.cells[&(9, 3)], RawValue::Date(day));
        assert_eq!(sheet.cells[&(10, 16_384)], RawValue::Bool(true));
        assert!(book.sheets[1].hidden);
        assert_eq!(book.names, [("in_x".to_string(), "'Åtgärder'!$C$7".to_string())]);
        assert_eq!(book.properties["uppf_period"], "2020-08");
    }

    /// The sample with one part's text altered.
    fn altered(part: &str, from: &str, to: &str) -> Vec<u8> {
        use std::io::{Cursor, Read, Write};
        let whole = sample();
        let mut package = zip::ZipArchive::new(Cursor::new(whole)).expect("a package");
        let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut found = false;
        for index in 0..package.len() {
            let mut file = package.by_index(index).expect("a part");
            let name = file.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("a whole part");
            if name == part {
                let text = String::from_utf8(bytes).expect("text");
                found = text.contains(from);
                bytes = text.replace(from, to).into_bytes();
            }
            made.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            made.write_all(&bytes).expect("a whole part");
        }
        assert!(found, "{part} holds {from}");
        made.finish().expect("a package").into_inner()
    }

    #[test]
    fn an_error_that_is_not_known_is_told_at_its_cell() {
        let bytes = altered(
            "xl/worksheets/sheet1.xml",
            "<c r=\"C8\"><f>C5*2</f><v>0.6</v>",
            "<c r=\"C8\" t=\"e\"><f>C5*2</f><v>#SPILL!</v>",
        );
        let book = read_workbook("a.xlsx", &bytes).expect("a readable workbook");
        assert_eq!(book.sheets[0].cells[&(8, 3)], RawValue::Error("#SPILL!".into()));
        assert_eq!(book.sheets[0].cells[&(10, 16_384)], RawValue::Bool(true), "the cells after it are read");
    }

    #[test]
    fn a_part_that_swells_is_not_inflated_to_its_end() {
        let blanks = " ".repeat(70 << 20);
        let bytes = altered("xl/worksheets/sheet1.xml", "<sheetData>", &format!("{blanks}<sheetData>"));
        assert!(bytes.len() < 1 << 20);
        assert_eq!(read_workbook("a.xlsx", &bytes), Err(Unreadable::TooLarge));
    }

    #[test]
    fn what_is_no_workbook_is_told_apart() {
        let cases: [(&[u8], Unreadable); 6] = [
            (b"", Unreadable::Empty),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest", Unreadable::Damaged),
            (b"  <html>", Unreadable::WebPage),
            (b"a;b;c", Unreadable::Text),
            (b"PK\x03\x04broken", Unreadable::Damaged),
            (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", Unreadable::Empty),
        ];
        for (bytes, why) in cases {
            assert_eq!(read_workbook("x", bytes), Err(why), "{bytes:?}");
        }
    }

    #[test]
    fn a_truncated_or_altered_file_never_panics() {
        let whole = sample();
        for length in (0..whole.len()).step_by(97) {
            assert!(read_workbook("x", &whole[..length]).is_err(), "{length} bytes");
        }
        for at in (0..whole.len()).step_by(61) {
            let mut altered = whole.clone();
            altered[at] ^= 0x5A;
            // Either outcome is right; returning is what is asked.
            let _ = read_workbook("x", &altered);
        }
    }

    #[test]
    fn binary_noise_ends_at_the_door() {
        for (float, text) in
            [(0.1 + 0.2, "0.3"), (4.35 * 100.0, "435"), (-5_400_000.1, "-5400000.1"), (1e-20, "0")]
        {
            assert_eq!(dec15(float).map(|decimal| decimal.to_string()).as_deref(), Some(text));
        }
        for float in [f64::NAN, f64::INFINITY, 1e30] {
            assert_eq!(dec15(float), None);
        }
    }

    proptest! {
        #[test]
        fn every_amount_survives_a_workbook(ore in -10_000_000_000_000_i64..=10_000_000_000_000) {
            let exact = Decimal::new(ore, 2);
            let float: f64 = exact.to_string().parse().expect("a float");
            prop_assert_eq!(dec15(float), Some(exact.normalize()));
        }

        #[test]
        fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut zip = b"PK".to_vec();
            zip.extend(&bytes);
            let _ = read_workbook("x", &zip);
            let _ = read_workbook("x", &bytes);
        }
    }
}
