//! Every kind of template, empty, half filled and filled: what it refers to is there, and the files are left for the
//! applications' checks (`tests/apps`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use uppfolj::domain::money::{KronorUnit, Money};
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{Answer, Answers, DetailPart, FieldKey, Form, Prefill};
use uppfolj::intake::template::read;
use uppfolj::raw::RawValue;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::template::write;

use crate::example;
use crate::package::{attributes, cells_of, part};
use crate::zoo::package::Package;

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

/// A forecast and its details that differ, and a forecast that looks odd: nothing lacks, and it is not ready.
fn unsettled(prefill: &Prefill) -> Answers {
    let mut answers = example::answers(prefill);
    let (odd, parted) = (&prefill.rows[0], &prefill.rows[1].cost_type);
    answers.0.insert(
        FieldKey::Forecast(odd.cost_type.clone()),
        Answer::Amount(Money::from_ore(odd.budget_year.ore() / 1000)),
    );
    let detail = FieldKey::Detail(parted.clone(), 1, DetailPart::Amount);
    answers.0.insert(detail, Answer::Amount(Money::from_kr(-1_000_000)));
    answers
}

#[test]
fn a_forecast_that_cannot_stand_keeps_the_template_from_being_ready() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mallar");
    fs::create_dir_all(&folder).expect("a folder for the files");
    let prefill = example::prefill(PeriodKind::Interim);
    let answers = unsettled(&prefill);
    let form = Form::new(&prefill);
    assert!(form.places().all(|place| !place.lacks(&answers)));
    assert_eq!(form.progress(None, &answers).left, 2);
    let mut answers = answers;
    let confirm = FieldKey::Confirm(prefill.rows[0].cost_type.clone());
    answers.0.insert(confirm.clone(), Answer::Text("ja".into()));
    assert_eq!(form.progress(None, &answers).left, 1, "the odd one is confirmed");
    answers.0.remove(&confirm);
    fs::write(folder.join("enhet-fel.xlsx"), write(&prefill, Some(&answers)).expect("a template"))
        .expect("the file");
}

/// Nothing is shown as what counts while it is not settled, and the sum waits with it; the row says why.
#[test]
fn a_forecast_and_details_that_differ_count_as_nothing() {
    let prefill = example::prefill(PeriodKind::Interim);
    let answers = unsettled(&prefill);
    let forecast = |at: usize| FieldKey::Forecast(prefill.rows[at].cost_type.clone());
    let (sheet, row, column) = example::address(&prefill, &forecast(1));
    let row_of = |answers: &Answers| {
        let book = example::returned(&prefill, Some(answers));
        let known = book.sheets.into_iter().find(|known| *known.name == *sheet).expect("the sheet");
        let at = (row, 1)..(row + 1, 1);
        let said =
            known.cells.range(at).any(|(_, value)| *value == RawValue::Text("Prognos ≠ detaljer".into()));
        let counts = (row, column + 1);
        (known.cells.get(&counts).cloned(), known.formulas.get(&counts).cloned().unwrap_or_default(), said)
    };
    let (value, formula, said) = row_of(&answers);
    assert!(matches!(&value, None | Some(RawValue::Text(_))) && said, "{value:?}");
    assert!(formula.contains(",AND(ISNUMBER("), "{formula}");
    let form = Form::new(&prefill);
    let place = form.places().find(|place| place.field.key == forecast(1)).expect("the field");
    let item = |answers: &Answers| place.table.amount(place.row, place.column + 1, answers);
    assert_eq!(item(&answers), None);
    assert_eq!(
        form.forecasts(&answers)
            .iter()
            .filter(|(name, _)| forecast(1) == FieldKey::Forecast(name.clone()))
            .count(),
        0
    );
    // The same sum in both is no doubt.
    let mut same = answers.clone();
    let detail = FieldKey::Detail(prefill.rows[1].cost_type.clone(), 1, DetailPart::Amount);
    let own = same.amount(&forecast(1)).expect("a forecast");
    same.0.insert(detail, Answer::Amount(own));
    assert_eq!(item(&same), Some(own));
    let (value, _, said) = row_of(&same);
    assert!(matches!(value, Some(RawValue::Number(_))) && !said, "{value:?}");
}

/// What is not confirmed is not read, and the sheet does not reckon with it either.
#[test]
fn a_forecast_that_looks_odd_counts_as_nothing_until_it_is_confirmed() {
    let prefill = example::prefill(PeriodKind::Interim);
    let mut answers = unsettled(&prefill);
    let name = prefill.rows[0].cost_type.clone();
    let key = FieldKey::Forecast(name.clone());
    let own = answers.amount(&key).expect("a forecast");
    let form = Form::new(&prefill);
    let place = form.places().find(|place| place.field.key == key).expect("the field");
    let (_, row, column) = example::address(&prefill, &key);
    let shown = |answers: &Answers| {
        let book = example::returned(&prefill, Some(answers));
        let sheet = book.sheets.iter().find(|known| *known.name == *"Ekonomi").expect("the sheet");
        // What counts, and the deviation.
        [1, 2].map(|right| matches!(sheet.cells.get(&(row, column + right)), Some(RawValue::Number(_))))
    };
    let counts = |answers: &Answers| place.table.amount(place.row, place.column + 1, answers);
    let read_as = |answers: &Answers| {
        let read =
            read(&example::returned(&prefill, Some(answers)), prefill.period, &example::issued(&prefill));
        read.answer.and_then(|answer| answer.forecasts.get(&name).copied())
    };
    assert_eq!((counts(&answers), shown(&answers), read_as(&answers)), (None, [false; 2], None));
    answers.0.insert(FieldKey::Confirm(name.clone()), Answer::Text("ja".into()));
    assert_eq!((counts(&answers), shown(&answers), read_as(&answers)), (Some(own), [true; 2], Some(own)));
}

/// Text where numbers and days belong: what the sheets say, `tests/apps` has from LibreOffice.
#[test]
fn text_in_a_field_for_a_number_is_as_much_left_to_do_as_nothing() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mallar");
    fs::create_dir_all(&folder).expect("a folder for the files");
    let prefill = example::prefill(PeriodKind::Interim);
    let mut answers = example::answers(&prefill);
    let forecast = FieldKey::Forecast(prefill.rows[1].cost_type.clone());
    let typed = [(forecast, "(245 000)"), (FieldKey::SignedOn, "sista augusti")];
    typed.iter().for_each(|(key, _)| drop(answers.0.remove(key)));
    let mut package = Package::of(&write(&prefill, Some(&answers)).expect("a template"));
    for (key, text) in &typed {
        let (sheet, row, column) = example::address(&prefill, key);
        let cell = format!("{}{row}", column_letters(column));
        package.words(&sheet, &cell, text);
    }
    let part = package.sheet("Ekonomi");
    // The words of the row, as they are to be.
    package.edit(&part, |xml| xml.replace("<v>Fyll i prognos</v>", "<v>Text, inte ett tal</v>"));
    let bytes = package.bytes();
    fs::write(folder.join("enhet-text.xlsx"), &bytes).expect("the file");
    let read = read_workbook(example::FILE, &bytes).expect("a workbook");
    let said = |word: &str| {
        read.sheets.iter().any(|sheet| {
            sheet.cells.values().any(|value| matches!(value, RawValue::Text(text) if text == word))
        })
    };
    assert!(said("Text, inte ett tal") && !said("KLAR ATT LÄMNA") && !said("Fyll i prognos"));
    let hidden = read.sheets.last().expect("the field map");
    for ((_, column), formula) in &hidden.formulas {
        assert!(*column != 8 || formula.contains(",1,0),1)"), "an error is nothing that is done: {formula}");
    }
    let counted = |field: &str| {
        let row =
            hidden.cells.iter().find(|(_, value)| matches!(value, RawValue::Text(text) if text == field));
        let row = row.expect("the field's row").0.0;
        hidden.formulas.get(&(row, 8)).cloned().unwrap_or_default()
    };
    assert!(counted("in_lamnad_datum_01").contains("ISNUMBER(in_lamnad_datum_01)"));
    assert!(
        counted("in_prognos_02").contains("=\"Text, inte ett tal\"")
            && counted("in_prognos_02").contains("'Ekonomi'!")
    );
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
