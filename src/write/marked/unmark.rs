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
    let notes = rels.by_kind("comments").cloned().filter(|known| package.has(&known.target));
    if let Some(notes) = notes {
        let text = package.need(&notes.target)?;
        let cleaned = notes::without_ours(&text).map_err(damaged(&notes.target))?;
        let untouched = cleaned.removed.is_empty() && cleaned.shortened.is_empty();
        if !untouched {
            if cleaned.left == 0 {
                drop_part(package, &mut rels, &notes.id, &notes.target)?;
            } else {
                package.put(&notes.target, cleaned.xml.clone());
            }
            let box_part = drawing.and_then(|id| rels.by_id(&id)).cloned();
            if let Some(known) = box_part.filter(|known| package.has(&known.target))
                && clean_boxes(package, &known.target, &cleaned)?
            {
                drop_part(package, &mut rels, &known.id, &known.target)?;
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
