//! What a file is, told by its bytes and never by its name.

use crate::finding::Unreadable;

/// A file that may be read, by the outermost look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A zip; what is in it is for the package to tell.
    Package,
    Text,
}

/// How much of a file is looked at to tell text from something else.
const LOOK: usize = 64 << 10;

pub fn of(bytes: &[u8]) -> Result<Kind, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Package);
    }
    // What a sync client or a full disk leaves of a file.
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(Unreadable::Damaged);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Err(compound(bytes));
    }
    if is_oldest_excel(bytes) {
        return Err(Unreadable::OldExcel);
    }
    if is_picture(bytes) {
        return Err(Unreadable::Picture);
    }
    let start = &bytes[..bytes.len().min(LOOK)];
    // A PDF may have a few bytes in front of its mark.
    if start[..start.len().min(1024)].windows(5).any(|five| five == b"%PDF-") {
        return Err(Unreadable::Pdf);
    }
    if !is_text(start) {
        return Err(Unreadable::OtherFormat);
    }
    match marked_up(start) {
        Some(why) => Err(why),
        None => Ok(Kind::Text),
    }
}

/// Excel before version 5 wrote its records without a file around them: the first begins the stream.
fn is_oldest_excel(bytes: &[u8]) -> bool {
    let starts = [[9, 0, 4, 0], [9, 2, 6, 0], [9, 4, 6, 0], [9, 8, 8, 0]];
    starts.iter().any(|start| bytes.starts_with(start))
}

fn is_picture(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 6] = [b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"];
    let at = |from: usize, mark: &[u8]| bytes.get(from..from + mark.len()) == Some(mark);
    // The pictures of telephones: an ISO media file with one of these brands.
    let heic = at(4, b"ftyp") && [b"heic", b"heix", b"mif1", b"avif"].iter().any(|brand| at(8, *brand));
    let bitmap = at(0, b"BM") && at(6, &[0; 4]);
    STARTS.iter().any(|start| bytes.starts_with(start))
        || (at(0, b"RIFF") && at(8, b"WEBP"))
        || heic
        || bitmap
}

/// Text in UTF-8, UTF-16, or a one-byte encoding: no zero byte, and hardly a control character but those
/// of layout (an export may carry one that somebody pasted into a description).
fn is_text(start: &[u8]) -> bool {
    if is_utf16(start) {
        return true;
    }
    let controls = start.iter().filter(|byte| matches!(byte, 1..=8 | 0x0E..=0x19 | 0x1B..=0x1F)).count();
    !start.contains(&0) && controls * 100 <= start.len()
}

fn is_utf16(start: &[u8]) -> bool {
    super::bytes::wide(start).is_some()
}

/// Web pages and other tagged text, which no one means as a table.
fn marked_up(start: &[u8]) -> Option<Unreadable> {
    let utf16 = is_utf16(start);
    // Enough for telling tags apart: the zero bytes of UTF-16 dropped.
    let plain: Vec<u8> = start.iter().copied().filter(|byte| !utf16 || *byte != 0).take(4096).collect();
    let text = String::from_utf8_lossy(&plain).to_lowercase();
    let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c == '\u{fffd}' || c.is_whitespace());
    if text.starts_with("mime-version:") {
        return Some(Unreadable::WebPage);
    }
    if !text.starts_with('<') {
        return None;
    }
    // Excel's own XML of 2003 names its tables so too.
    let page = ["<html", "<!doctype html", "<table ", "<table>", "<head>", "<body", "<meta"];
    if page.iter().any(|tag| text.contains(tag))
        && !text.contains("urn:schemas-microsoft-com:office:spreadsheet")
    {
        return Some(Unreadable::WebPage);
    }
    text.starts_with("<?xml").then_some(Unreadable::OtherFormat)
}

/// Microsoft's compound file: the older Office formats, and what encrypts the newer ones. Its directory is a row of
/// records of 128 bytes wherever it lies, so the names are found without following its chains, which may be damaged.
fn compound(bytes: &[u8]) -> Unreadable {
    let names: Vec<String> = bytes.chunks_exact(128).filter_map(entry_name).collect();
    // Some programs write the names in capitals.
    let has =
        |wanted: &[&str]| names.iter().any(|name| wanted.iter().any(|one| one.eq_ignore_ascii_case(name)));
    if has(&["EncryptedPackage", "EncryptionInfo"]) {
        Unreadable::Protected
    } else if has(&["WordDocument", "PowerPoint Document"]) {
        Unreadable::Document
    } else if has(&["Workbook", "Book"]) {
        Unreadable::OldExcel
    } else if names.is_empty() {
        Unreadable::Damaged
    } else {
        Unreadable::OtherFormat
    }
}

/// The name in a record of a compound file's directory.
fn entry_name(record: &[u8]) -> Option<String> {
    let length = usize::from(u16::from_le_bytes([*record.get(64)?, *record.get(65)?]));
    // A storage, a stream or the root.
    let is_entry = matches!(record.get(66), Some(1 | 2 | 5)) && (4..=64).contains(&length) && length % 2 == 0;
    let letters = is_entry.then(|| record.get(..length - 2)).flatten()?;
    let units: Vec<u16> =
        letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests;
