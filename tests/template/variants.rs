//! Every kind of template, empty, half filled and filled: what it refers to is there, and the files are left for the
//! applications' checks (`tests/apps`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use uppfolj::domain::money::KronorUnit;
use uppfolj::domain::period::PeriodKind;
use uppfolj::form::{Answers, Form, Prefill};
use uppfolj::write::template::write;

use crate::example;
use crate::package::{attributes, cells_of, part};

const KINDS: [PeriodKind; 4] =
    [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];

fn every_other(answers: Answers) -> Answers {
    Answers(answers.0.into_iter().step_by(2).collect())
}

/// File name, what is prefilled, what is answered.
fn variants() -> Vec<(String, Prefill, Answers)> {
    let mut found = Vec::new();
    for kind in KINDS {
        for unit in [KronorUnit::Kr, KronorUnit::Tkr] {
            for (whose, prefill) in [("enhet", example::prefill(kind)), ("finans", example::finance(kind))] {
                let prefill = Prefill { amount_unit: unit, ..prefill };
                let full = example::answers(&prefill);
                let fills =
                    [("tom", Answers::default()), ("halv", every_other(full.clone())), ("full", full)];
                for (fill, answers) in fills {
                    let name = format!("{whose}-{kind:?}-{unit:?}-{fill}.xlsx").to_lowercase();
                    found.push((name, prefill.clone(), answers));
                }
            }
        }
    }
    found
}

#[test]
fn every_kind_of_template_refers_to_its_own_cells_only() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mallar");
    fs::create_dir_all(&folder).expect("a folder for the files");
    for (name, prefill, answers) in variants() {
        let bytes = write(&prefill, Some(&answers)).expect("a template");
        let form = Form::new(&prefill);
        for (at, sheet) in form.sheets.iter().enumerate() {
            let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
            let cells: BTreeSet<&str> =
                xml.split("<c r=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            for element in ["<dataValidation ", "<conditionalFormatting", "<hyperlink "] {
                let range = if element == "<hyperlink " { "ref" } else { "sqref" };
                for cell in attributes(&xml, element, range).flatten().flat_map(cells_of) {
                    assert!(cells.contains(cell.as_str()), "{name} {} {element} {cell}", sheet.title);
                }
            }
        }
        let workbook = part(&bytes, "xl/workbook.xml");
        assert!(!workbook.contains("#REF!"), "{name}");
        assert_eq!(workbook.matches("name=\"in_").count(), form.fields().count(), "{name}");
        fs::write(folder.join(&name), bytes).expect("the file");
    }
}

#[test]
fn the_counter_of_the_guide_says_what_is_left() {
    for (name, prefill, answers) in variants() {
        let form = Form::new(&prefill);
        let guide = example::returned(&prefill, Some(&answers)).sheets.swap_remove(0);
        let said: Vec<String> = guide.cells.values().map(|value| format!("{value:?}")).collect();
        let progress = form.progress(None, &answers);
        let words = match progress.left {
            0 => "KLAR ATT LÄMNA".to_string(),
            left => format!("{left} av {} fält återstår", progress.of),
        };
        assert!(said.iter().any(|text| text.contains(&format!("\"{words}\""))), "{name}: {words}");
    }
}
