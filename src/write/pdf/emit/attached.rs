//! Files inside the file: listed by name, said to be of the document, and a table's figures said to be of the table
//! (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and Annex E).

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::{library, meta, name, text_string};
use crate::write::pdf::Error;
use crate::write::pdf::placed::{Attachment, Placed, Relation, Tag};

/// `elements`: the objects of the structure tree's nodes.
pub fn add(document: &mut Document, placed: &Placed, elements: &[ObjectId]) -> Result<(), Error> {
    if placed.attachments.is_empty() {
        return Ok(());
    }
    let mut by_name: Vec<&Attachment> = placed.attachments.iter().collect();
    by_name.sort_by(|one, other| one.name.cmp(&other.name));
    let tables = tables(placed, elements);
    let (mut names, mut all) = (Vec::new(), Vec::new());
    for attachment in by_name {
        let file = specification(document, placed, attachment);
        let file = document.add_object(file);
        names.extend([text_string(&attachment.name), file.into()]);
        all.push(Object::from(file));
        if let Some(table) = attachment.table {
            let element = tables.get(table).ok_or_else(|| library(&attachment.name))?;
            let element = document.get_dictionary_mut(*element).map_err(library)?;
            element.set("AF", vec![file.into()]);
        }
    }
    let catalog = document.catalog_mut().map_err(library)?;
    catalog.set("AF", all);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } });
    Ok(())
}

fn tables(placed: &Placed, elements: &[ObjectId]) -> Vec<ObjectId> {
    let nodes = placed.nodes.iter().zip(elements);
    nodes.filter(|(node, _)| node.tag == Tag::Table).map(|(_, element)| *element).collect()
}

fn specification(document: &mut Document, placed: &Placed, attachment: &Attachment) -> Dictionary {
    let parameters =
        dictionary! { "Size" => attachment.bytes.len() as i64, "ModDate" => meta::pdf_date(placed) };
    let about = dictionary! {
        "Type" => name("EmbeddedFile"), "Subtype" => name(attachment.media), "Params" => parameters
    };
    let bytes = document.add_object(Stream::new(about, attachment.bytes.clone()));
    let relation = match attachment.relation {
        Relation::Data => "Data",
        Relation::Source => "Source",
    };
    dictionary! {
        "Type" => name("Filespec"), "F" => text_string(&attachment.name), "UF" => text_string(&attachment.name),
        "Desc" => text_string(&attachment.description), "AFRelationship" => name(relation),
        "EF" => dictionary! { "F" => bytes, "UF" => bytes }
    }
}
