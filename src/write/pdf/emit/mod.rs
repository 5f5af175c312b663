//! Placed pages to bytes: the one place that knows printpdf and lopdf. printpdf draws and serialises; the structure
//! tree, subsets of the fonts, links, outline and metadata of PDF/UA-1 and PDF/A-2a (PDF/A-3a where files
//! are attached) are added here.

mod attached;
mod canvas;
mod fonts;
mod meta;
mod outline;
mod pictures;
mod structure;
mod symbols;

use std::fmt::Display;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Object, SaveOptions, StringFormat};
use memchr::memmem::Finder;
use printpdf::{Mm, PdfDocument, PdfPage, PdfParseErrorSeverity, PdfSaveOptions};

use super::Error;
use super::look::MM;
use super::placed::{Item, Mark, Owner, Page, Placed};
use canvas::{Canvas, Operators, Path, PathPoint};
use structure::Contents;

/// The bytes of the PDF. The same pages give the same bytes, whatever was written before them.
pub fn emit(placed: &Placed) -> Result<Vec<u8>, Error> {
    let mut contents = Contents::new(placed.nodes.len());
    let mut pdf = PdfDocument::new(&placed.title);
    fonts::register(&mut pdf)?;
    pictures::register(&mut pdf, placed);
    for (number, page) in placed.pages.iter().enumerate() {
        let operators = draw(placed, number, page, &mut contents)?;
        pdf.pages.push(PdfPage::new(Mm(page.width / MM), Mm(page.height / MM), operators));
    }
    let mut document = serialise(&pdf)?;
    join_strings(&mut document)?;
    fonts::subset(&mut document)?;
    // Before the structure is there: going through its thousands of objects costs as much as making them.
    document.prune_objects();
    document.renumber_objects();
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let elements = structure::add(&mut document, placed, &contents, &pages)?;
    attached::add(&mut document, placed, &elements)?;
    outline::add(&mut document, placed, &pages)?;
    meta::add(&mut document, placed)?;
    save(document)
}

/// One page's operators: marks of one element that follow each other share one marked-content sequence.
fn draw(
    placed: &Placed,
    number: usize,
    page: &Page,
    contents: &mut Contents,
) -> Result<Vec<printpdf::Op>, Error> {
    let mut canvas = Operators::new(page.height);
    for group in page.items.chunk_by(|one, next| one.owner == next.owner) {
        match group.first().map(|item| item.owner) {
            Some(Owner::Node(node)) => {
                let tag = placed.nodes.get(node).ok_or_else(|| library("unknown element"))?.tag;
                canvas.begin(tag.name(), contents.next(number, node));
            }
            Some(Owner::Artifact(artifact)) => canvas.begin_artifact(artifact),
            None => continue,
        }
        for item in group {
            mark(&mut canvas, item)?;
        }
        canvas.end();
    }
    Ok(canvas.finish())
}

fn mark(canvas: &mut impl Canvas, item: &Item) -> Result<(), Error> {
    match &item.mark {
        Mark::Text(text) => canvas.text(text)?,
        Mark::Rectangle { x, y, width, height, fill } => canvas.rectangle(*x, *y, *width, *height, *fill),
        Mark::Shape { points, fill } => {
            let corner = |(x, y): &(f32, f32)| PathPoint { x: *x, y: *y, control: false };
            canvas.path(&Path { rings: vec![points.iter().map(corner).collect()] }, *fill);
        }
        Mark::Rule { x, y, width, thickness, colour } => {
            canvas.rectangle(*x, y - thickness / 2.0, *width, *thickness, *colour);
        }
        Mark::Picture { picture, x, y, width, height } => {
            canvas.picture(picture, *x, *y, *width, *height);
        }
        Mark::Symbol { symbol, x, y, size, colour } => {
            for stroke in symbols::strokes(*symbol) {
                canvas.path(&stroke.at(*x, *y, *size), *colour);
            }
        }
    }
    Ok(())
}

fn serialise(pdf: &PdfDocument) -> Result<lopdf::Document, Error> {
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let mut warnings = Vec::new();
    let mut document = printpdf::serialize::to_lopdf_doc(pdf, &options, &mut warnings);
    if let Some(warning) = warnings.iter().find(|warning| warning.severity != PdfParseErrorSeverity::Info) {
        return Err(library(&warning.msg));
    }
    // printpdf states 1.3; tags and object streams need more.
    document.version = "1.7".into();
    Ok(document)
}

/// printpdf writes each part of a run as a string of its own; they become one, which is less to write, to pack and to read.
fn join_strings(document: &mut lopdf::Document) -> Result<(), Error> {
    let between = Finder::new(b"><");
    let pages: Vec<lopdf::ObjectId> =
        document.page_iter().flat_map(|page| document.get_page_contents(page)).collect();
    for id in pages {
        let stream = document.get_object_mut(id).and_then(Object::as_stream_mut).map_err(library)?;
        let mut joined: Vec<u8> = Vec::with_capacity(stream.content.len());
        let mut rest = stream.content.as_slice();
        while let Some(at) = between.find(rest) {
            joined.extend_from_slice(&rest[..at]);
            rest = &rest[at + between.needle().len()..];
        }
        joined.extend_from_slice(rest);
        stream.set_content(joined);
    }
    Ok(())
}

fn save(mut document: lopdf::Document) -> Result<Vec<u8>, Error> {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
        {
            compress(stream)?;
        }
    }
    let (trailer, max_id) = (document.trailer.clone(), document.max_id);
    // The library packs and compresses the objects itself; another grouping gives other bytes at the streams' ends.
    for per_stream in OBJECTS_PER_STREAM.chain(FEWER_PER_STREAM.rev()) {
        let options = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(per_stream)
            .compression_level(6)
            .build();
        let mut bytes = Vec::new();
        document.save_with_options(&mut bytes, options).map_err(library)?;
        if !has_ambiguous_end(&bytes) {
            return Ok(bytes);
        }
        // Saving adds to these, and to nothing else.
        (document.trailer, document.max_id) = (trailer.clone(), max_id);
    }
    Err(library("stream ends"))
}

const OBJECTS_PER_STREAM: std::ops::Range<usize> = 100..164;
/// For a short document, whose objects all go into one stream of a hundred.
const FEWER_PER_STREAM: std::ops::Range<usize> = 4..100;

/// Packed where that makes it smaller, but not as hard as the library would, which takes long and gains little. A stream
/// whose last byte is a carriage return runs into the line feed before `endstream`: readers that count would find its length
/// wrong (ISO 19005-2, 6.1.7.1), so such a stream is kept plain.
fn compress(stream: &mut lopdf::Stream) -> Result<(), Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&stream.content).map_err(library)?;
    let packed = encoder.finish().map_err(library)?;
    if packed.len() < stream.content.len() && !packed.ends_with(b"\r") {
        stream.dict.set("Filter", name("FlateDecode"));
        stream.set_content(packed);
    }
    Ok(())
}

fn has_ambiguous_end(bytes: &[u8]) -> bool {
    const END: &[u8] = b"\r\nendstream";
    bytes.windows(END.len()).any(|window| window == END)
}

fn library(what: impl Display) -> Error {
    Error::Library(what.to_string())
}

/// A text string: ASCII as it is, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2).
fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

fn name(text: &str) -> Object {
    Object::Name(text.as_bytes().to_vec())
}
