//! Pictures of pixels in the file, in the colours of the output intent, each once however often it is drawn. A drawing is
//! drawn where it stands.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};

use crate::domain::picture::{Content, Picture};
use crate::write::pdf::placed::{Mark, Placed};

/// A name of our own: printpdf would number them across documents.
pub fn id(picture: &Picture) -> XObjectId {
    XObjectId(format!("P{}", picture.sha256))
}

pub fn register(pdf: &mut PdfDocument, placed: &Placed) {
    let marks = placed.pages.iter().flat_map(|page| &page.items).map(|item| &item.mark);
    for mark in marks {
        if let Mark::Picture { picture, .. } = mark
            && let Content::Pixels(pixels) = &picture.content
        {
            pdf.resources.xobjects.map.insert(id(picture), object(picture, pixels));
        }
    }
}

fn object(picture: &Picture, pixels: &[u8]) -> XObject {
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(picture.width))),
        ("Height", DictItem::Int(i64::from(picture.height))),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
    ];
    let dict: BTreeMap<String, DictItem> =
        entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect();
    let stream = ExternalStream { dict, content: pixels.to_vec(), compress: true };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}
