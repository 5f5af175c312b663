//! What is written is what is described: every cell of one template as text, and every input open and guarded.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use uppfolj::domain::money::KronorUnit;
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{Answers, Form, Prefill};
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::write::template::write;

use crate::example;
use crate::package::{attributes, cells_of, part};

fn dump(workbook: &RawWorkbook) -> String {
    let mut out = String::new();
    for sheet in &workbook.sheets {
        let _ = writeln!(out, "# {}{}", sheet.name, if sheet.hidden { " (dold)" } else { "" });
        let places: BTreeSet<(u32, u32)> = sheet.cells.keys().chain(sheet.formulas.keys()).copied().collect();
        for (row, column) in places {
            let value = match sheet.cells.get(&(row, column)) {
                Some(RawValue::Text(text)) => format!("\"{}\"", text.replace('\n', "⏎")),
                Some(RawValue::Number(number)) => number.normalize().to_string(),
                Some(other) => format!("{other:?}"),
                None => "-".to_string(),
            };
            let formula =
                sheet.formulas.get(&(row, column)).map(|text| format!("  ={text}")).unwrap_or_default();
            let _ = writeln!(out, "{}{row} {value}{formula}", column_letters(column));
        }
    }
    let _ = writeln!(out, "# namn");
    let names: BTreeMap<_, _> = workbook.names.iter().cloned().collect();
    for (name, reference) in names {
        let _ = writeln!(out, "{name} {reference}");
    }
    let _ = writeln!(out, "# egenskaper");
    for (name, value) in &workbook.properties {
        let _ = writeln!(out, "{name} {value}");
    }
    out
}

#[test]
fn one_empty_template_cell_by_cell() {
    let prefill = example::prefill(PeriodKind::Interim);
    insta::assert_snapshot!(dump(&example::returned(&prefill, None)));
}

#[test]
fn one_filled_year_end_template_cell_by_cell() {
    let prefill = example::prefill(PeriodKind::Year);
    let answers = example::answers(&prefill);
    insta::assert_snapshot!(dump(&example::returned(&prefill, Some(&answers))));
}

#[test]
fn one_template_in_tkr_cell_by_cell() {
    let prefill = Prefill { amount_unit: KronorUnit::Tkr, ..example::prefill(PeriodKind::Interim) };
    let answers = example::answers(&prefill);
    insta::assert_snapshot!(dump(&example::returned(&prefill, Some(&answers))));
}

/// The styles whose cells are not locked.
fn open_styles(bytes: &[u8]) -> BTreeSet<String> {
    let styles = part(bytes, "xl/styles.xml");
    let formats =
        styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
    formats
        .split("<xf ")
        .skip(1)
        .enumerate()
        .filter(|(_, format)| format.contains("locked=\"0\""))
        .map(|(at, _)| at.to_string())
        .collect()
}

#[test]
fn exactly_the_inputs_are_open_and_each_is_guarded() {
    for kind in [PeriodKind::Interim, PeriodKind::Year] {
        let prefill: Prefill = example::prefill(kind);
        let form = Form::new(&prefill);
        for answers in [Answers::default(), example::answers(&prefill)] {
            let bytes = write(&prefill, Some(&answers)).expect("a template");
            let open = open_styles(&bytes);
            for (at, sheet) in form.sheets.iter().enumerate() {
                let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
                assert!(xml.contains("<sheetProtection sheet=\"1\""), "{}", sheet.title);
                let inputs: BTreeSet<String> = form
                    .places()
                    .filter(|place| place.sheet.title == sheet.title)
                    .flat_map(|place| {
                        let (row, column) = place.issued_at();
                        let span = place.table.columns[place.column].span;
                        (column..column + span).map(move |column| format!("{}{row}", column_letters(column)))
                    })
                    .collect();
                let styles = attributes(&xml, "<c ", "s");
                // The attribute r is the first of a cell and has no space before it once the element is cut off.
                let addresses =
                    xml.split("<c r=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
                let opened: BTreeSet<String> = addresses
                    .zip(styles)
                    .filter(|(_, style)| style.is_some_and(|style| open.contains(style)))
                    .map(|(address, _)| address.to_string())
                    .collect();
                assert_eq!(opened, inputs, "{}", sheet.title);
                let guarded: BTreeSet<String> = attributes(&xml, "<dataValidation ", "sqref")
                    .flatten()
                    .flat_map(|ranges| ranges.split(' '))
                    .flat_map(cells_of)
                    .collect();
                assert_eq!(guarded, inputs, "{}", sheet.title);
            }
        }
    }
}

#[test]
fn every_sheet_of_an_example_says_so() {
    let mut prefill = example::prefill(PeriodKind::Interim);
    let says = |prefill: &Prefill| -> Vec<bool> {
        let workbook = example::returned(prefill, None);
        let visible = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
        visible
            .map(|sheet| {
                sheet
                    .cells
                    .values()
                    .any(|value| matches!(value, RawValue::Text(text) if text.contains("EXEMPEL")))
            })
            .collect()
    };
    let sheets = Form::new(&prefill).sheets.len();
    assert_eq!(says(&prefill), vec![true; sheets]);
    prefill.example = false;
    assert_eq!(says(&prefill), vec![false; sheets]);
}
