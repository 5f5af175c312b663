//! What is changed outside the fields, texts with personal data, and answers that are hardly what was meant.

use rust_decimal::Decimal;
use uppfolj::doc::Cell;
use uppfolj::domain::account::CostType;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{
    ActionPart, AdjustmentPart, Answer, Answers, DetailPart, FieldKey, Issued, Prefill, PrefillRow,
};
use uppfolj::intake::template::{Read, read};
use uppfolj::raw::{RawSheet, RawValue, RawWorkbook};
use uppfolj::report::receipt;
use uppfolj::text;

use crate::example::{self, FILE};

fn name(of: &str) -> CostType {
    CostType(Code::new(of))
}

fn staff(prefill: &Prefill) -> &PrefillRow {
    prefill.rows.iter().find(|row| row.cost_type == name("Personalkostnader")).expect("a row")
}

fn told(prefill: &Prefill, workbook: &RawWorkbook) -> Vec<String> {
    example::told(&read(workbook, prefill.period, &example::issued(prefill)).findings)
}

/// The findings with some answers other than the usual ones.
fn with(prefill: &Prefill, change: impl Fn(&mut Answers)) -> Read {
    let mut answers = example::answers(prefill);
    change(&mut answers);
    read(&example::returned(prefill, Some(&answers)), prefill.period, &example::issued(prefill))
}

fn codes(read: &Read) -> Vec<String> {
    read.findings.sorted().iter().map(|one| one.problem.code().to_string()).collect()
}

fn lines(read: &Read) -> String {
    read.findings.sorted().iter().map(|one| text::finding::line(one)).collect::<Vec<_>>().join("\n")
}

#[test]
fn changed_locked_cells_are_told_and_never_used() {
    let prefill = example::prefill(PeriodKind::Interim);
    let answers = example::answers(&prefill);
    let clean = example::returned(&prefill, Some(&answers));
    let (sheet, row, _) = example::address(&prefill, &FieldKey::Forecast(name("Personalkostnader")));
    // The budget, the name of the line, and a computed cell overwritten with a value.
    let mut changed = clean.clone();
    example::put(&mut changed, (&sheet, row, 5), RawValue::Number(Decimal::from(-32_000_000)));
    example::put(&mut changed, (&sheet, row, 3), RawValue::Text("Personal".into()));
    let target = changed.sheets.iter_mut().find(|known| *known.name == *sheet).expect("a sheet");
    target.formulas.remove(&(row, 8));
    target.cells.insert((row, 8), RawValue::Number(Decimal::from(1)));
    let found = read(&changed, prefill.period, &example::issued(&prefill));
    let cell = |letter: &str| format!("K38 {FILE} flik {sheet} cell {letter}{row}");
    assert_eq!(example::told(&found.findings), [cell("C"), cell("E"), cell("H")]);
    let said = lines(&found);
    assert!(
        said.replace('\u{a0}', " ").contains(
            "Personalkostnader, Budget 2020, kr: här stod −31 500 000 kr, och nu står −32 000 000 kr."
        ),
        "{said}"
    );
    let unchanged = read(&clean, prefill.period, &example::issued(&prefill));
    assert_eq!(found.answer, unchanged.answer);
    // A formula that another program left as the value it gives says nothing new.
    let mut values = clean.clone();
    for sheet in &mut values.sheets {
        sheet.formulas.clear();
    }
    assert_eq!(told(&prefill, &values), Vec::<String>::new());
    // Eleven and more: ten, and a count.
    let mut many = clean;
    for line in ["Statsbidrag", "Personalkostnader"] {
        let (_, row, _) = example::address(&prefill, &FieldKey::Forecast(name(line)));
        let known = many.sheets.iter_mut().find(|known| *known.name == *sheet).expect("a sheet");
        for column in 4..=10 {
            known.cells.insert((row, column), RawValue::Text("x".into()));
            known.formulas.remove(&(row, column));
        }
    }
    let told = told(&prefill, &many);
    assert_eq!(told.iter().filter(|line| line.starts_with("K38")).count(), 10, "{told:?}");
    assert!(told.contains(&format!("K39 {FILE}")), "{told:?}");
}

#[test]
fn what_stands_beside_the_template_is_told_with_its_cell() {
    let prefill = example::prefill(PeriodKind::Interim);
    let mut workbook = example::returned(&prefill, Some(&example::answers(&prefill)));
    example::put(&mut workbook, ("Ekonomi", 9, 30), RawValue::Text("stäm av med kansliet".into()));
    example::put(&mut workbook, ("Åtgärder", 60, 2), RawValue::Number(Decimal::from(7)));
    let extra = RawSheet {
        name: "Blad1".into(),
        cells: [((1, 1), RawValue::Text("811218-9876".into()))].into(),
        ..RawSheet::default()
    };
    workbook.sheets.push(extra);
    let found = read(&workbook, prefill.period, &example::issued(&prefill));
    let places = ["Ekonomi cell AD9", "Åtgärder cell B60", "Blad1 cell A1"];
    assert_eq!(example::told(&found.findings), places.map(|place| format!("K40 {FILE} flik {place}")));
    let said = lines(&found);
    assert!(said.contains("”stäm av med kansliet”") && said.contains("”81xxxx-xxxx”"), "{said}");
    for row in 1..=30 {
        example::put(&mut workbook, ("Blad1", row, 3), RawValue::Number(Decimal::from(row)));
    }
    let told = told(&prefill, &workbook);
    assert_eq!(told.len(), 11);
    assert!(told.contains(&format!("K41 {FILE}")), "{told:?}");
}

#[test]
fn a_personal_identity_number_is_not_taken_and_not_repeated() {
    let prefill = example::prefill(PeriodKind::Interim);
    let key = FieldKey::Comment(name("Personalkostnader"));
    let text = |text: &str| Answer::Text(text.to_string());
    let found = with(&prefill, |answers| {
        answers.0.insert(key.clone(), text("Elev 811218-9876 har börjat hos oss"));
    });
    assert_eq!(codes(&found), ["K44"]);
    assert!(!lines(&found).contains("9876"), "{}", lines(&found));
    assert!(!found.answer.expect("an answer").comments.contains_key(&name("Personalkostnader")));
    // Nor in a field that holds no text at all.
    let mut workbook = example::returned(&prefill, Some(&example::answers(&prefill)));
    let (sheet, row, column) = example::address(&prefill, &FieldKey::Forecast(name("Personalkostnader")));
    example::put(&mut workbook, (&sheet, row, column), RawValue::Text("19811218-9876".into()));
    let found = read(&workbook, prefill.period, &example::issued(&prefill));
    assert_eq!(codes(&found), ["K16"]);
    assert!(!lines(&found).contains("9876"), "{}", lines(&found));
    let found = with(&prefill, |answers| {
        answers.0.insert(key.clone(), text("En medarbetare är sjukskriven sedan i mars"));
    });
    assert_eq!(codes(&found), ["K45"]);
    let found = with(&prefill, |answers| {
        answers.0.insert(key.clone(), text("Ring 08-123 45 67 om sjukskrivningarna"));
    });
    assert_eq!(codes(&found), ["K53"]);
}

#[test]
fn a_demanded_text_that_says_nothing_is_told() {
    let prefill = example::prefill(PeriodKind::Interim);
    let key = FieldKey::Comment(name("Personalkostnader"));
    let row = staff(&prefill);
    for (deviation, comment, expected) in [
        (200_000, "-", &["K46"][..]),
        (200_000, "?", &["K46"]),
        (200_000, "ok", &["K46"]),
        (200_000, "Fler elever", &[]),
        (50_000, "-", &[]),
    ] {
        let found = with(&prefill, |answers| {
            let forecast = row.budget_year - Money::from_kr(deviation);
            answers.0.insert(FieldKey::Forecast(row.cost_type.clone()), Answer::Amount(forecast));
            answers.0.insert(key.clone(), Answer::Text(comment.into()));
        });
        assert_eq!(codes(&found), expected, "{deviation} {comment}");
    }
}

#[test]
fn a_forecast_that_is_the_outcome_so_far_or_the_deviation_is_told() {
    let prefill = example::prefill(PeriodKind::Interim);
    let row = staff(&prefill);
    let key = FieldKey::Forecast(row.cost_type.clone());
    let whole = |amount: Money| Money::from_kr(i64::try_from(amount.rounded(100)).expect("a small amount"));
    let deviation = row.outcome_to_date - row.budget_to_date;
    for (amount, said) in [
        (row.outcome_to_date, "utfallet hittills"),
        (whole(row.outcome_to_date), "utfallet hittills"),
        (deviation, "avvikelsen hittills"),
    ] {
        let found = with(&prefill, |answers| {
            answers.0.insert(key.clone(), Answer::Amount(amount));
        });
        assert_eq!(codes(&found), ["K47"], "{amount:?}");
        assert!(lines(&found).contains(said));
        let confirmed = with(&prefill, |answers| {
            answers.0.insert(key.clone(), Answer::Amount(amount));
            answers.0.insert(FieldKey::Confirm(row.cost_type.clone()), Answer::Text("ja".into()));
        });
        assert_eq!(codes(&confirmed), Vec::<String>::new());
    }
    let budgeted = with(&prefill, |answers| {
        for row in &prefill.rows {
            answers.0.insert(FieldKey::Forecast(row.cost_type.clone()), Answer::Amount(row.budget_year));
        }
    });
    assert_eq!(codes(&budgeted), ["K48"]);
}

#[test]
fn indicators_far_off_or_all_as_before_are_told() {
    let prefill = example::prefill(PeriodKind::Interim);
    // Budgeted 348, the last value 345,5.
    let key = FieldKey::Value(Code::new("V01"));
    for (value, expected) in [
        ("3480", &["K50"][..]),
        ("3479", &[]),
        ("34.55", &["K50"]),
        ("34.56", &[]),
        ("-348", &["K50"]),
        ("0", &[]),
    ] {
        let found = with(&prefill, |answers| {
            answers.0.insert(key.clone(), Answer::Number(value.parse().expect("a number")));
        });
        assert_eq!(codes(&found), expected, "{value}");
    }
    let as_before = with(&prefill, |answers| {
        for one in &prefill.indicators {
            let last = one.history.last().expect("a value").value;
            answers.0.insert(FieldKey::Value(one.code.clone()), Answer::Number(last));
        }
    });
    assert_eq!(codes(&as_before), ["K49"]);
}

#[test]
fn a_file_called_after_another_unit_is_a_note() {
    let own = example::prefill(PeriodKind::Interim);
    let other = Prefill { unit: Code::new("0320"), unit_name: "Björkskolan".into(), ..own.clone() };
    let issued = Issued::new(&[own.clone(), other]);
    let workbook = example::returned(&own, Some(&example::answers(&own)));
    for (file, expected) in [
        ("inkommet/2020-08/0320 Björkskolan uppföljning.xlsx", &["K51"][..]),
        ("inkommet/2020-08/BJÖRKSKOLAN aug.xlsx", &["K51"]),
        ("inkommet/2020-08/0320.xlsx", &["K51"]),
        ("inkommet/0320/prognos.xlsx", &[]),
        ("inkommet/2020-08/Åkerskolan (kopia av Björkskolan).xlsx", &[]),
    ] {
        let named = RawWorkbook { file: file.into(), ..workbook.clone() };
        assert_eq!(codes(&read(&named, own.period, &issued)), expected, "{file}");
    }
}

#[test]
fn faults_of_details_name_the_line_and_take_its_forecast_with_them() {
    let prefill = example::prefill(PeriodKind::Interim);
    let row = staff(&prefill);
    let key = |number, part| FieldKey::Detail(row.cost_type.clone(), number, part);
    let amount = |kr| Answer::Amount(Money::from_kr(kr));
    let differ = with(&prefill, |answers| {
        answers.0.insert(key(1, DetailPart::Text), Answer::Text("Lärare".into()));
        answers.0.insert(key(1, DetailPart::Amount), amount(-31_000_000));
    });
    assert_eq!(codes(&differ), ["K36"]);
    assert!(lines(&differ).replace('\u{a0}', " ").contains("−31 000 000 kr"), "{}", lines(&differ));
    // Both are to be marked, in their own number format, and either may be mended.
    let (_, at, column) = example::address(&prefill, &key(1, DetailPart::Amount));
    let letters = column_letters(column);
    let (_, own, _) = example::address(&prefill, &FieldKey::Forecast(row.cost_type.clone()));
    let which = format!("Ta bort prognosen (cell {letters}{own}) eller detaljerna (cell {letters}{at})");
    assert!(lines(&differ).contains(&which) && !lines(&differ).contains("pilen"), "{}", lines(&differ));
    let places = differ.findings.sorted()[0].places();
    assert_eq!(places.len(), 2);
    for place in &places {
        let field = differ.findings.field_at(place).expect("a field");
        assert_eq!(field.format.as_deref(), Some("#,##0;\"−\"#,##0"));
        assert_eq!(field.with.len(), 3, "forecast, two details, the word that confirms: all but its own");
    }
    assert!(!differ.answer.expect("an answer").forecasts.contains_key(&row.cost_type));
    let no_amount = with(&prefill, |answers| {
        answers.0.insert(key(1, DetailPart::Text), Answer::Text("Lärare".into()));
    });
    // The line has its own forecast: nothing is lost with a text that was left over.
    assert_eq!(codes(&no_amount), Vec::<String>::new());
    let neither = with(&prefill, |answers| {
        answers.0.remove(&FieldKey::Forecast(row.cost_type.clone()));
        answers.0.insert(key(1, DetailPart::Text), Answer::Text("Lärare".into()));
    });
    assert_eq!(codes(&neither), ["K25", "K25"]);
    // One detail that cannot be read: what the others come to is not the forecast.
    let mut answers = example::answers(&prefill);
    answers.0.remove(&FieldKey::Forecast(row.cost_type.clone()));
    answers.0.insert(key(1, DetailPart::Amount), amount(-30_000_000));
    answers.0.insert(key(1, DetailPart::Text), Answer::Text("Lärare".into()));
    let mut workbook = example::returned(&prefill, Some(&answers));
    let (sheet, at, column) = example::address(&prefill, &key(2, DetailPart::Amount));
    example::put(&mut workbook, (&sheet, at, column), RawValue::Text("1.500".into()));
    let found = read(&workbook, prefill.period, &example::issued(&prefill));
    assert_eq!(example::told(&found.findings), [format!("K16 {FILE} flik {sheet} cell K{at}")]);
    assert!(!found.answer.expect("an answer").forecasts.contains_key(&row.cost_type));
}

#[test]
fn telephone_numbers_addresses_names_and_signs_that_cannot_be_printed_are_told_in_their_cell() {
    let prefill = example::prefill(PeriodKind::Interim);
    let responsible = FieldKey::Action(1, ActionPart::Responsible);
    let with_text = |key: &FieldKey, text: &str| {
        with(&prefill, |answers| {
            answers.0.insert(key.clone(), Answer::Text(text.into()));
        })
    };
    let found = with_text(&responsible, "Rektor Anna Svensson, 070-123 45 67");
    assert_eq!(codes(&found), ["K53", "K54"]);
    let (sheet, row, _) = example::address(&prefill, &responsible);
    assert!(example::told(&found.findings)[0].contains(&format!("flik {sheet} cell")), "{}", lines(&found));
    assert!(lines(&found).contains("”Anna Svensson”") && !lines(&found).contains("070"), "row {row}");
    assert_eq!(codes(&with_text(&FieldKey::SignedBy, "Anna Svensson")), ["K54"]);
    for role in ["Rektor", "Biträdande Rektor", "Tf Enhetschef", &prefill.unit_name] {
        assert_eq!(codes(&with_text(&FieldKey::SignedBy, role)), Vec::<String>::new(), "{role}");
    }
    assert_eq!(codes(&with_text(&FieldKey::Summary, "Fråga mig på a.b@kommunen.se om året.")), ["K53"]);
    let emoji = with_text(&FieldKey::Summary, "Det går bra 🙂 för alla.");
    assert_eq!(codes(&emoji), ["K58"]);
    assert!(lines(&emoji).contains("en emoji kan inte tryckas"), "{}", lines(&emoji));
    assert!(lines(&emoji).contains("Texten används annars utan det."), "{}", lines(&emoji));
    assert_eq!(emoji.answer.expect("an answer").summary, "Det går bra för alla.");
    let several = lines(&with_text(&FieldKey::Summary, "Det går bra 🙂 för alla 👍."));
    assert!(several.contains("Ta bort dem") && several.contains("annars utan dem."), "{several}");
    // A text of nothing else says nothing, and is none.
    let only = with_text(&FieldKey::Summary, "🙂 漢字会");
    assert_eq!(codes(&only), ["K46"]);
    assert!(lines(&only).contains("en emoji och 3 tecken som typsnittet saknar"), "{}", lines(&only));
    assert_eq!(only.answer.expect("an answer").summary, "");
}

#[test]
fn an_effect_of_a_few_hundred_kronor_is_asked_about() {
    let prefill = example::prefill(PeriodKind::Interim);
    let limit = prefill.comment_limit.ore() / 100;
    let effect = |amount: Money| {
        let found = with(&prefill, |answers| {
            answers.0.insert(FieldKey::Action(1, ActionPart::Effect), Answer::Amount(amount));
        });
        lines(&found).replace('\u{a0}', " ")
    };
    assert!(
        effect(Money::from_kr(-500)).contains("Menades −500 000 kr?"),
        "{}",
        effect(Money::from_kr(-500))
    );
    assert!(effect(Money::from_ore(limit)).contains(" K55 "));
    assert_eq!(effect(Money::from_ore(limit) + Money::from_kr(1)), "");
}

#[test]
fn a_forecast_that_is_all_in_thousands_is_one_slip() {
    let prefill = example::prefill(PeriodKind::Interim);
    let found = with(&prefill, |answers| {
        for row in &prefill.rows {
            let key = FieldKey::Forecast(row.cost_type.clone());
            let own = answers.amount(&key).map(|own| Money::from_ore(own.rounded(1000)));
            answers.0.extend(own.map(|own| (key, Answer::Amount(own))));
        }
    });
    let told = lines(&found);
    assert_eq!(told.matches(" K56 ").count(), 1, "{told}");
    assert!(told.matches(" K27 ").count() >= 3, "{told}");
    let sheet = found.findings.sorted();
    assert!(sheet.iter().any(|one| sheet.iter().any(|other| one.problem.told_by(&other.problem))));
    // Too small, and a thousand times more would be too small as well: each is told for itself.
    let found = with(&prefill, |answers| {
        for row in &prefill.rows {
            let sign = if row.budget_year < Money::ZERO { -12 } else { 12 };
            answers.0.insert(FieldKey::Forecast(row.cost_type.clone()), Answer::Amount(Money::from_kr(sign)));
        }
    });
    let told = lines(&found);
    assert!(told.matches(" K27 ").count() >= 3 && !told.contains(" K56 "), "{told}");
}

#[test]
fn cause_and_comment_that_are_both_missing_are_one_line() {
    let prefill = example::prefill(PeriodKind::Interim);
    let cost_type = &staff(&prefill).cost_type;
    let found = with(&prefill, |answers| {
        answers.0.insert(FieldKey::Forecast(cost_type.clone()), Answer::Amount(Money::from_kr(-32_600_000)));
        answers.0.remove(&FieldKey::Cause(cost_type.clone()));
        answers.0.remove(&FieldKey::Comment(cost_type.clone()));
    });
    assert_eq!(codes(&found), ["K26"]);
    let said = lines(&found).replace('\u{a0}', " ");
    assert!(said.contains("både orsak och kommentar saknas, och avvikelsen är −1 100 000 kr"), "{said}");
    let better = with(&prefill, |answers| {
        answers.0.insert(FieldKey::Forecast(cost_type.clone()), Answer::Amount(Money::from_kr(-31_000_000)));
        answers.0.remove(&FieldKey::Comment(cost_type.clone()));
    });
    let said = lines(&better).replace('\u{a0}', " ");
    assert!(said.contains("avvikelsen är +500 000 kr"), "{said}");
}

#[test]
fn an_empty_field_says_what_is_asked() {
    let prefill = example::prefill(PeriodKind::Interim);
    let said = |key: &FieldKey| {
        let found = with(&prefill, |answers| {
            answers.0.remove(key);
        });
        lines(&found).replace('\u{a0}', " ")
    };
    let row = staff(&prefill).cost_type.clone();
    for (key, asked) in [
        (FieldKey::Forecast(row), "Väntat: ett belopp i kr. Kostnader med minus, intäkter med plus."),
        (FieldKey::Summary, "Väntat: en eller ett par meningar."),
        (FieldKey::SignedBy, "Väntat: en funktion, till exempel rektor eller enhetschef."),
        (FieldKey::SignedOn, "Väntat: ett datum, till exempel 2020-09-"),
        (FieldKey::Value(prefill.indicators[0].code.clone()), "Väntat: ett tal"),
        (FieldKey::Rating(prefill.goals[0].code.clone()), "Väntat: ett av orden"),
    ] {
        assert!(said(&key).contains(" K25 ") && said(&key).contains(asked), "{key}: {}", said(&key));
    }
}

#[test]
fn a_word_near_one_of_the_list_is_asked_about_and_a_long_list_is_not_read_out() {
    let prefill = example::finance(PeriodKind::Interim);
    let key = FieldKey::Adjustment(1, AdjustmentPart::Unit);
    let word = prefill.adjustable.first().expect("a unit").word();
    let mut workbook = example::returned(&prefill, Some(&example::answers(&prefill)));
    let (sheet, row, column) = example::address(&prefill, &key);
    let name = &prefill.adjustable.first().expect("a unit").name;
    example::put(&mut workbook, (&sheet, row, column), RawValue::Text(name.clone()));
    let found = read(&workbook, prefill.period, &example::issued(&prefill));
    let told = lines(&found);
    assert!(told.contains(&format!("Menas {word}? Välj det i listan i cellen.")), "{told}");
}

/// The unit of an adjustment is chosen by code and name, is read as its code and named to the one who wrote it.
#[test]
fn the_unit_of_an_adjustment_is_read_by_its_word_and_named_in_the_receipt() {
    let prefill = example::finance(PeriodKind::Interim);
    let key = |part| FieldKey::Adjustment(1, part);
    let other = &prefill.adjustable[1];
    assert_eq!(other.word(), "0320  Björkskolan");
    let mut found = with(&prefill, |answers| {
        answers.0.insert(key(AdjustmentPart::Unit), Answer::Text(other.word()));
    });
    let answer = found.answer.take().expect("an answer");
    let whole = &answer.adjustments[0];
    assert_eq!(whole.unit.as_str(), "0320");
    let tables = receipt::tables(&answer, &prefill);
    let rows = tables.iter().flat_map(|table| &table.rows);
    let named = |cell: &Cell| matches!(cell, Cell::Text(text) if text == "Björkskolan");
    assert!(rows.into_iter().any(|row| row.cells.first().is_some_and(named)), "{tables:?}");
    // Without its unit the row is not whole: the field is told by what it is called, and the row is not read.
    let found = with(&prefill, |answers| drop(answers.0.remove(&key(AdjustmentPart::Unit))));
    assert!(lines(&found).contains("Enhet, justering 1: inget svar."), "{}", lines(&found));
    let rest = found.answer.expect("an answer").adjustments;
    assert!(!rest.iter().any(|one| one.reason == whole.reason), "{rest:?}");
}
