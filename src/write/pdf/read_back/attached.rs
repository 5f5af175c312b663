//! The files inside the file, by the names under which readers list them.

use std::collections::BTreeMap;

use lopdf::{Document, Object};

use super::content::text_string;

/// None where the file carries none.
pub fn files(document: &Document) -> lopdf::Result<BTreeMap<String, Vec<u8>>> {
    let Ok(names) = document.catalog()?.get(b"Names") else { return Ok(BTreeMap::new()) };
    let names = document.dereference(names)?.1.as_dict()?.get(b"EmbeddedFiles")?;
    let names = document.dereference(names)?.1.as_dict()?.get(b"Names")?.as_array()?;
    names.chunks_exact(2).map(|pair| file(document, &pair[0], &pair[1])).collect()
}

fn file(document: &Document, name: &Object, file: &Object) -> lopdf::Result<(String, Vec<u8>)> {
    let embedded = document.dereference(file)?.1.as_dict()?.get(b"EF")?.as_dict()?.get(b"F")?;
    let stream = document.dereference(embedded)?.1.as_stream()?;
    let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    Ok((text_string(name.as_str()?), bytes))
}
