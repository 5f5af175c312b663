//! Fonts of the file: printpdf embeds whole faces, so each is cut down to its used glyphs afterwards. Codes in the pages
//! stay the face's own glyph numbers; a CIDToGIDMap leads them to the numbers of the subset.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use super::{library, name};
use crate::write::pdf::Error;
use crate::write::pdf::font::{Font, font};
use crate::write::pdf::look::Weight;

/// Resource names of our own: printpdf would number fonts across documents, and bytes would depend on what came before.
pub fn id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "F0".into(),
        Weight::SemiBold => "F1".into(),
    })
}

fn faces() -> [&'static Font; 2] {
    [Weight::Regular, Weight::SemiBold].map(font)
}

pub fn register(pdf: &mut PdfDocument) -> Result<(), Error> {
    for weight in [Weight::Regular, Weight::SemiBold] {
        let face = font(weight);
        let mut parsed =
            ParsedFont::from_bytes(face.bytes, 0, &mut Vec::new()).ok_or_else(|| library(face.name))?;
        parsed.font_name = Some(face.name.to_string());
        pdf.resources.fonts.map.insert(id(weight), PdfFont::new(parsed));
    }
    Ok(())
}

/// Cuts every font of the document down to the glyphs it shows.
pub fn subset(document: &mut Document) -> Result<(), Error> {
    let is_font = |object: &Object| {
        object.as_dict().is_ok_and(|dict| dict.get(b"Subtype").is_ok_and(|kind| *kind == name("Type0")))
    };
    let fonts: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_font(object)).map(|(id, _)| *id).collect();
    for id in fonts {
        subset_font(document, id).map_err(library)??;
    }
    Ok(())
}

fn subset_font(document: &mut Document, id: ObjectId) -> lopdf::Result<Result<(), Error>> {
    let mut font = document.get_dictionary(id)?.clone();
    let descendants = font.get(b"DescendantFonts")?.as_array()?;
    let Some(descendant) = descendants.first() else { return Ok(Err(library("DescendantFonts"))) };
    let mut descendant = descendant.as_dict()?.clone();
    let codes = codes(descendant.get(b"W")?.as_array()?)?;
    let base = String::from_utf8_lossy(font.get(b"BaseFont")?.as_name()?).into_owned();
    let Some(face) = faces().into_iter().find(|face| face.name == base) else {
        return Ok(Err(library(format!("BaseFont {base}"))));
    };
    let descriptor_id = descendant.get(b"FontDescriptor")?.as_reference()?;
    let mut descriptor = document.get_dictionary(descriptor_id)?.clone();
    let file_id = descriptor.get(b"FontFile2")?.as_reference()?;
    let whole = document.get_object(file_id)?.as_stream()?.get_plain_content()?;

    let mut numbers = GlyphRemapper::new();
    for code in &codes {
        numbers.remap(face.glyph_of(*code));
    }
    let cut = match subsetter::subset(&whole, 0, &numbers) {
        Ok(cut) => cut,
        Err(error) => return Ok(Err(library(error))),
    };
    let subset_name = name(&format!("{}+{base}", subset_tag(&codes)));
    let map = document.add_object(Stream::new(Dictionary::new(), code_map(&codes, face, &numbers)));
    let length = i64::try_from(cut.len()).unwrap_or(i64::MAX);
    document.objects.insert(file_id, Stream::new(dictionary! { "Length1" => length }, cut).into());
    descendant.set("BaseFont", subset_name.clone());
    descendant.set("W", widths(descendant.get(b"W")?.as_array()?, face)?);
    descendant.set("CIDToGIDMap", map);
    descriptor.set("FontName", subset_name.clone());
    font.set("BaseFont", subset_name);
    font.set("DescendantFonts", vec![Object::Dictionary(descendant)]);
    document.objects.insert(id, font.into());
    document.objects.insert(descriptor_id, descriptor.into());
    Ok(Ok(()))
}

/// The codes a /W array lists, as `first [width …]` again and again.
fn codes(widths: &[Object]) -> lopdf::Result<Vec<u16>> {
    let mut codes = Vec::new();
    for pair in widths.chunks_exact(2) {
        let first = u16::try_from(pair[0].as_i64()?).unwrap_or(0);
        codes.extend((first..).zip(pair[1].as_array()?).map(|(code, _)| code));
    }
    Ok(codes)
}

/// The same widths, with those of codes that are no glyph's number, which printpdf does not know.
fn widths(listed: &[Object], face: &Font) -> lopdf::Result<Vec<Object>> {
    let mut all = Vec::new();
    for pair in listed.chunks_exact(2) {
        let first = u16::try_from(pair[0].as_i64()?).unwrap_or(0);
        let own = (first..).zip(pair[1].as_array()?);
        let own = own.map(|(code, known)| face.advance(code).map_or_else(|| known.clone(), Object::from));
        all.extend([pair[0].clone(), own.collect::<Vec<_>>().into()]);
    }
    Ok(all)
}

/// For each code two bytes: the glyph's number in the subset.
fn code_map(codes: &[u16], face: &Font, numbers: &GlyphRemapper) -> Vec<u8> {
    let last = codes.iter().copied().max().unwrap_or(0);
    let glyph = |code: u16| if codes.contains(&code) { numbers.get(face.glyph_of(code)) } else { None };
    (0..=last).flat_map(|code| glyph(code).unwrap_or(0).to_be_bytes()).collect()
}

/// Six letters that name this choice of glyphs (ISO 32000-1, 9.6.4).
fn subset_tag(codes: &[u16]) -> String {
    let mut hash = Sha256::new();
    for code in codes {
        hash.update(code.to_be_bytes());
    }
    hash.finalize().iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
