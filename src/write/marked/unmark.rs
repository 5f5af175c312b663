//! Takes every trace of an earlier marking out of a sheet, also where another program has saved the file since.

use std::collections::BTreeMap;

use super::book::Sheet;
use super::boxes;
use super::content_types;
use super::notes::{self, Cleaned};
use super::package::Package;
use super::rels::Rels;
use super::{MarkError, damaged, sheet};

pub fn unmark(package: &mut Package, sheet: &Sheet) -> Result<(), MarkError> {
    let before = package.need(&sheet.part)?;
    let mut after = sheet::without_rules(&before).map_err(damaged(&sheet.part))?;
    let mut rels = Rels::of(package, &sheet.part)?;
    let drawing = sheet::drawing(&after).map_err(damaged(&sheet.part))?;
    let notes = rels.by_kind("comments").map(|(id, part)| (id.to_string(), part.to_string()));
    if let Some((id, part)) = notes.filter(|(_, part)| package.has(part)) {
        let cleaned = notes::without_ours(&package.need(&part)?).map_err(damaged(&part))?;
        if !(cleaned.removed.is_empty() && cleaned.shortened.is_empty()) {
            if cleaned.left == 0 {
                drop_part(package, &mut rels, &id, &part)?;
            } else {
                package.put(&part, cleaned.xml.clone());
            }
            let boxes = drawing.and_then(|id| Some((rels.part(&id)?.to_string(), id)));
            if let Some((part, id)) = boxes.filter(|(part, _)| package.has(part))
                && clean_boxes(package, &part, &cleaned)?
            {
                drop_part(package, &mut rels, &id, &part)?;
                after = sheet::without_drawing(&after).map_err(damaged(&sheet.part))?;
            }
        }
    }
    if after != before {
        package.put(&sheet.part, after);
    }
    Ok(())
}

/// Is the drawing of no more use?
fn clean_boxes(package: &mut Package, part: &str, cleaned: &Cleaned) -> Result<bool, MarkError> {
    let text = package.need(part)?;
    let rows: BTreeMap<_, _> =
        cleaned.shortened.iter().map(|(cell, rows)| (*cell, -i64::from(*rows))).collect();
    let left = boxes::without(&text, &cleaned.removed).and_then(|left| boxes::resized(&left, &rows));
    let left = left.map_err(damaged(part))?;
    let empty = boxes::is_empty(&left).map_err(damaged(part))?;
    package.put(part, left);
    Ok(empty && Rels::of(package, part)?.all.is_empty())
}

fn drop_part(package: &mut Package, rels: &mut Rels, id: &str, part: &str) -> Result<(), MarkError> {
    rels.remove(package, id)?;
    package.remove(part);
    content_types::remove(package, part)
}
