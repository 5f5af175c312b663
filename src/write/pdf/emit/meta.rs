//! Metadata of the file: language, colour space, XMP, Info and /ID. Dates are the document's own; the clock is never
//! read, and the file does not name the program's user or machine.

use lopdf::{Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{library, name, text_string};
use crate::text::pdf::LANGUAGE;
use crate::write::pdf::Error;
use crate::write::pdf::placed::Placed;

/// sRGB for the output intent; CC0, see `templates/farg`.
const ICC: &[u8] = include_bytes!("../../../../templates/farg/sRGB-v2-magic.icc");
const PRODUCER: &str = "printpdf, lopdf";

pub fn add(document: &mut Document, placed: &Placed) -> Result<(), Error> {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, ICC.to_vec()));
    let xmp = Stream::new(
        dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") },
        xmp(placed).into_bytes(),
    )
    // Other programs look for it as plain text in the file.
    .with_compression(false);
    let xmp = document.add_object(xmp);
    let intent = dictionary! {
        "Type" => name("OutputIntent"), "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile
    };
    let catalog = document.catalog_mut().map_err(library)?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", text_string(LANGUAGE));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent.into()]);
    replace_info(document, placed)?;
    // Twice the same: the file was never changed since it was made (ISO 32000-1, 14.4).
    let id = Object::String(fingerprint(document, placed), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// printpdf's Info carries dates of its own and keys of PDF/X.
fn replace_info(document: &mut Document, placed: &Placed) -> Result<(), Error> {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(library)?;
    let date = pdf_date(placed);
    let info = dictionary! {
        "Title" => text_string(&placed.title), "Author" => text_string(&placed.author),
        "Subject" => text_string(&placed.subject), "Producer" => text_string(PRODUCER),
        "CreationDate" => date.clone(), "ModDate" => date
    };
    document.objects.insert(id, info.into());
    Ok(())
}

/// Sixteen bytes that depend on every word and place of the pages, the metadata, what is attached, and the elements.
fn fingerprint(document: &Document, placed: &Placed) -> Vec<u8> {
    let mut digest = Sha256::new();
    for stream in document.objects.values().filter_map(|object| object.as_stream().ok()) {
        digest.update(&stream.content);
    }
    for node in &placed.nodes {
        digest.update(node.tag.name());
        digest.update((node.parent.unwrap_or_default() as u64).to_le_bytes());
        digest.update(node.figure.as_ref().map_or("", |figure| &figure.alt));
    }
    digest.finalize().iter().take(16).copied().collect()
}

/// The document's date as PDF writes dates (ISO 32000-1, 7.9.4).
pub fn pdf_date(placed: &Placed) -> Object {
    Object::string_literal(date(placed, "D:", "", "", "Z"))
}

/// Midnight of the document's date, with the punctuation of its format.
fn date(placed: &Placed, start: &str, dash: &str, time: &str, end: &str) -> String {
    let day = placed.date;
    let (year, month, day) = (day.year(), u8::from(day.month()), day.day());
    let clock = if time.is_empty() { "000000".to_string() } else { format!("{time}00:00:00") };
    format!("{start}{year:04}{dash}{month:02}{dash}{day:02}{clock}{end}")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The XMP packet, with the conformance claims of PDF/A and PDF/UA-1; PDF/A wants the latter's property declared. Only part 3
/// of PDF/A lets a file carry others of any kind.
fn xmp(placed: &Placed) -> String {
    let date = date(placed, "", "-", "T", "Z");
    let part = if placed.attachments.is_empty() { "2" } else { "3" };
    XMP.replace("{date}", &date)
        .replace("{part}", part)
        .replace("{language}", LANGUAGE)
        .replace("{producer}", PRODUCER)
        .replace("{author}", &escaped(&placed.author))
        .replace("{subject}", &escaped(&placed.subject))
        .replace("{title}", &escaped(&placed.title))
}

const XMP: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"",
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"",
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"",
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n",
    "<dc:format>application/pdf</dc:format>",
    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>",
    "<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>",
    "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>",
    "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n",
    "<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>",
    "<pdf:Producer>{producer}</pdf:Producer>",
    "<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n",
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">",
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>",
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">",
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>",
    "<pdfaProperty:category>internal</pdfaProperty:category>",
    "<pdfaProperty:description>Which part of ISO 14289 the file follows</pdfaProperty:description>",
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n",
    "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>",
);
