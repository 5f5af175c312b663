//! The zip around a workbook. Its parts are inflated once, counted and weighed here, and put into a new package: the
//! reader of workbooks never sees the file that came, only what has passed. Declared sizes, counts and offsets are not
//! believed.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::markup::Weight;
use crate::finding::Unreadable;
use crate::raw::limits::{FILE_BYTES, PART_BYTES, PARTS};

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The parts of a workbook that carry its cells, in a package of their own, not compressed. More than `most` inflated bytes
/// is too large.
pub fn vetted(bytes: &[u8], most: u64) -> Result<Vec<u8>, Unreadable> {
    let mut archive = open(bytes)?;
    let names = names(&archive)?;
    check_kind(&mut archive, &names)?;
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let mut weight = Weight::default();
    let mut left = most;
    let mut xml = Vec::new();
    for (index, name) in names.iter().enumerate().filter(|(_, name)| carries_cells(name)) {
        inflate(&mut archive, index, left, &mut xml)?;
        left -= xml.len() as u64;
        weight.add(&xml)?;
        put(&mut made, name, &xml).map_err(|_| Unreadable::Damaged)?;
    }
    made.finish().map(Cursor::into_inner).map_err(|_| Unreadable::Damaged)
}

fn open(bytes: &[u8]) -> Result<Archive<'_>, Unreadable> {
    if bytes.len() > FILE_BYTES {
        return Err(Unreadable::TooLarge);
    }
    // Each record of the directory costs memory before any can be looked at. A zip in the zip may have some, too.
    if bytes.windows(4).filter(|four| four == b"PK\x01\x02").count() > 4 * PARTS {
        return Err(Unreadable::TooLarge);
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > PARTS {
        return Err(Unreadable::TooLarge);
    }
    // The library keeps the last of two parts with one name; another program may keep the first.
    if declared_parts(bytes).is_some_and(|declared| declared != archive.len()) {
        return Err(Unreadable::Damaged);
    }
    Ok(archive)
}

/// The number of parts in the record that ends a zip; `None` where a longer record has it.
fn declared_parts(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = u16::from_le_bytes([*bytes.get(at + 10)?, *bytes.get(at + 11)?]);
    (count != u16::MAX).then_some(usize::from(count))
}

/// The parts' names in order, as they are compared: small letters, `/` between folders. No name twice.
fn names(archive: &Archive) -> Result<Vec<String>, Unreadable> {
    let plain = |name: &str| name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase();
    let names: ZipResult<Vec<String>> = (0..archive.len())
        .filter_map(|index| archive.name_for_index(index))
        .map(|name| Ok(plain(&name?)))
        .collect();
    let names = names.map_err(|_| Unreadable::Damaged)?;
    let different: BTreeSet<&String> = names.iter().collect();
    if different.len() == archive.len() { Ok(names) } else { Err(Unreadable::Damaged) }
}

/// What kind of package it is, by the names in it: only a workbook goes on.
fn check_kind(archive: &mut Archive, names: &[String]) -> Result<(), Unreadable> {
    let any = |is: &dyn Fn(&str) -> bool| names.iter().any(|name| is(name));
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_string();
    // Programs differ in where they put it.
    if any(&|name| last(name).starts_with("workbook") && name.ends_with(".xml")) {
        return Ok(());
    }
    Err(if names.is_empty() {
        Unreadable::Empty
    } else if any(&|name| last(name) == "workbook.bin") {
        Unreadable::BinaryExcel
    } else if any(&|name| name == "content.xml") {
        open_document(archive, names)
    } else if any(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        Unreadable::Document
    } else if any(&|name| name == "index.zip" || name.ends_with(".iwa")) {
        Unreadable::Numbers
    } else {
        Unreadable::Archive
    })
}

/// A spreadsheet, or a text or presentation of the same family.
fn open_document(archive: &mut Archive, names: &[String]) -> Unreadable {
    let mut kind = String::new();
    let at = names.iter().position(|name| name == "mimetype");
    let read =
        at.and_then(|at| archive.by_index(at).ok()).map(|part| part.take(200).read_to_string(&mut kind));
    match read {
        Some(Ok(_)) if !kind.contains("spreadsheet") => Unreadable::Document,
        _ => Unreadable::OpenDocument,
    }
}

/// Pictures, charts and what other programs keep in a workbook are not needed, and may be as they like.
fn carries_cells(name: &str) -> bool {
    const OTHERS: [&str; 6] = ["customxml", "drawings", "charts", "theme", "pivotcache", "externallinks"];
    let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
    is_xml && !name.split('/').any(|folder| folder == ".." || OTHERS.contains(&folder))
}

fn inflate(archive: &mut Archive, index: usize, left: u64, xml: &mut Vec<u8>) -> Result<(), Unreadable> {
    xml.clear();
    let most = left.min(PART_BYTES);
    let part = archive.by_index(index).map_err(|_| Unreadable::Damaged)?;
    part.take(most + 1).read_to_end(xml).map_err(|_| Unreadable::Damaged)?;
    if xml.len() as u64 > most { Err(Unreadable::TooLarge) } else { Ok(()) }
}

fn put(made: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, xml: &[u8]) -> ZipResult<()> {
    made.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
    made.write_all(xml)?;
    Ok(())
}
