//! What people do to the file: each damage is found exactly where it is, and what is harmless stays silent.

use rust_decimal::Decimal;
use uppfolj::domain::account::CostType;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::{KronorUnit, Money};
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::identity::content;
use uppfolj::form::{Answers, FieldKey, Form, Issued, Kind, Prefill, VERSION};
use uppfolj::intake::template::{Read, read};
use uppfolj::raw::{RawValue, RawWorkbook};

use crate::example::{self, FILE};

#[derive(Clone)]
struct Bench {
    prefill: Prefill,
    answers: Answers,
    workbook: RawWorkbook,
}

fn bench(kind: PeriodKind) -> Bench {
    let prefill = example::prefill(kind);
    let answers = example::answers(&prefill);
    let workbook = example::returned(&prefill, Some(&answers));
    Bench { prefill, answers, workbook }
}

fn forecast(name: &str) -> FieldKey {
    FieldKey::Forecast(CostType(Code::new(name)))
}

fn comment(name: &str) -> FieldKey {
    FieldKey::Comment(CostType(Code::new(name)))
}

impl Bench {
    fn put(&mut self, key: &FieldKey, value: RawValue) {
        let (sheet, row, column) = example::address(&self.prefill, key);
        example::put(&mut self.workbook, (&sheet, row, column), value);
    }

    fn text(&mut self, key: &FieldKey, text: &str) {
        self.put(key, RawValue::Text(text.into()));
    }

    fn told(&self) -> Vec<String> {
        example::told(&read(&self.workbook, self.prefill.period, &example::issued(&self.prefill)).findings)
    }

    fn place(&self, key: &FieldKey) -> String {
        let (sheet, row, column) = example::address(&self.prefill, key);
        format!("{FILE} flik {sheet} cell {}{row}", column_letters(column))
    }

    fn reference(&mut self, key: &FieldKey) -> &mut String {
        let name = Form::new(&self.prefill)
            .fields()
            .find(|field| field.key == *key)
            .map(|field| field.name.clone())
            .expect("a field");
        let found = self.workbook.names.iter_mut().find(|(known, _)| *known == name);
        &mut found.expect("the field's name").1
    }
}

/// What each kind forbids: a text one character over the limit, else a word that is no value.
fn rubbish(kind: &Kind) -> RawValue {
    match kind {
        Kind::Text { most } => RawValue::Text("x".repeat(usize::from(*most) + 1)),
        _ => RawValue::Text("ungefär".into()),
    }
}

/// A unit's template at both kinds of period and the finance office's, in kronor and in thousands.
fn every_template() -> Vec<Prefill> {
    let thousands = |prefill: Prefill| Prefill { amount_unit: KronorUnit::Tkr, ..prefill };
    let kinds = [PeriodKind::Interim, PeriodKind::Year];
    let all = kinds.into_iter().flat_map(|kind| [example::prefill(kind), example::finance(kind)]);
    all.flat_map(|prefill| [prefill.clone(), thousands(prefill)]).collect()
}

#[test]
fn rubbish_in_every_single_field_is_found_exactly_there() {
    for prefill in every_template() {
        let answers = example::answers(&prefill);
        let workbook = example::returned(&prefill, Some(&answers));
        let clean = Bench { prefill, answers, workbook };
        assert_eq!(clean.told(), Vec::<String>::new());
        for field in Form::new(&clean.prefill).fields() {
            for moved in [false, true] {
                let mut case = clean.clone();
                case.put(&field.key, rubbish(&field.kind));
                let (sheet, row, column) = example::address(&case.prefill, &field.key);
                let expected = if moved {
                    example::insert_rows(&mut case.workbook, &sheet, 2, 3);
                    example::insert_columns(&mut case.workbook, &sheet, column, 2);
                    example::rename_sheet(&mut case.workbook, &sheet, "Omdöpt");
                    format!("{FILE} flik Omdöpt cell {}{}", column_letters(column + 2), row + 3)
                } else {
                    format!("{FILE} flik {sheet} cell {}{row}", column_letters(column))
                };
                let told = case.told();
                let faults: Vec<&String> = told.iter().filter(|line| !line.starts_with("K31")).collect();
                assert_eq!(faults.len(), 1, "{}: {told:?}", field.key);
                let place = faults[0].split_once(' ').map(|(_, place)| place);
                assert_eq!(place, Some(expected.as_str()), "{}", field.key);
            }
        }
    }
}

#[test]
fn thirty_faults_in_one_file_are_thirty_lines_each_at_its_cell() {
    let mut case = bench(PeriodKind::Interim);
    let form = Form::new(&case.prefill);
    let mut expected = Vec::new();
    for field in form.fields().filter(|field| !matches!(field.key, FieldKey::Confirm(_))) {
        // A detail that is wrong makes its line's forecast not delivered, and no more is to be said of it.
        if matches!(field.key, FieldKey::Detail(..)) || expected.len() == 30 {
            continue;
        }
        case.put(&field.key, rubbish(&field.kind));
        expected.push(case.place(&field.key));
    }
    let told = case.told();
    let places: Vec<&str> = told.iter().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert_eq!(places, expected);
}

#[test]
fn rows_inserted_between_the_lines_and_a_renamed_sheet_lose_nothing() {
    let mut case = bench(PeriodKind::Interim);
    let (_, row, _) = example::address(&case.prefill, &forecast("Lokalhyror"));
    example::insert_rows(&mut case.workbook, "Ekonomi", row, 2);
    example::rename_sheet(&mut case.workbook, "Ekonomi", "Ekonomi åk F–3's");
    let Read { answer: submission, findings, .. } =
        read(&case.workbook, case.prefill.period, &example::issued(&case.prefill));
    assert_eq!(example::told(&findings), [format!("K31 {FILE} flik Ekonomi åk F–3's")]);
    assert_eq!(
        submission.expect("an answer").forecasts.get(&CostType(Code::new("Lokalhyror"))).copied(),
        case.answers.amount(&forecast("Lokalhyror"))
    );
}

#[test]
fn rows_inserted_by_a_program_that_leaves_the_names_behind_are_one_fault() {
    let mut case = bench(PeriodKind::Interim);
    let (_, row, _) = example::address(&case.prefill, &forecast("Lokalhyror"));
    let names = case.workbook.names.clone();
    example::insert_rows(&mut case.workbook, "Ekonomi", row, 1);
    case.workbook.names = names;
    assert_eq!(case.told(), [format!("K57 {FILE} flik Ekonomi")]);
}

#[test]
fn rows_removed_by_a_program_that_leaves_the_names_behind_are_one_fault() {
    for (rows, said) in [(1, "En rad är borttagen ovanför rad"), (3, "3 rader är borttagna ovanför rad")]
    {
        let mut case = bench(PeriodKind::Interim);
        let (_, row, _) = example::address(&case.prefill, &forecast("Lokalhyror"));
        example::remove_rows(&mut case.workbook, "Ekonomi", row, rows);
        assert_eq!(case.told(), [format!("K57 {FILE} flik Ekonomi")]);
        let Read { findings, .. } =
            read(&case.workbook, case.prefill.period, &example::issued(&case.prefill));
        let told = uppfolj::text::finding::line(findings.sorted()[0]);
        assert!(told.contains(&format!("{said} {row}, ")), "{told}");
    }
}

#[test]
fn a_deleted_line_takes_its_details_with_it_in_one_fault() {
    let mut case = bench(PeriodKind::Interim);
    let (_, row, _) = example::address(&case.prefill, &forecast("Lokalhyror"));
    let sheet = case.workbook.sheets.iter_mut().find(|sheet| *sheet.name == *"Ekonomi").expect("a sheet");
    sheet.cells.retain(|(at, _), _| !(row..row + 3).contains(at));
    for (_, reference) in &mut case.workbook.names {
        let of_row = |row: u32| reference.contains("Ekonomi") && reference.ends_with(&format!("${row}"));
        if (row..row + 3).any(of_row) {
            *reference = "#REF!".into();
        }
    }
    assert_eq!(case.told(), [format!("K42 {FILE} flik Ekonomi")]);
    let Read { findings, .. } = read(&case.workbook, case.prefill.period, &example::issued(&case.prefill));
    let told = uppfolj::text::finding::line(findings.sorted()[0]);
    assert!(told.contains("Raden ”Lokalhyror (internt)” finns inte längre, och med den 8 fält."), "{told}");
    assert!(told.contains("För över svaren till en ny mall. Tills dess"), "{told}");
}

#[test]
fn a_heading_that_is_written_over_is_told_as_that_and_the_file_can_be_put_right() {
    let mut case = bench(PeriodKind::Interim);
    let (sheet, row, column) = example::address(&case.prefill, &FieldKey::SignedOn);
    example::put(&mut case.workbook, (&sheet, row - 1, column), RawValue::Text("x".into()));
    example::put(&mut case.workbook, (&sheet, row - 1, column - 1), RawValue::Text("y".into()));
    let Read { findings, .. } = read(&case.workbook, case.prefill.period, &example::issued(&case.prefill));
    let lost = findings.sorted().into_iter().find(|one| one.problem.code().to_string() == "K42");
    let lost = lost.expect("told");
    assert!(!lost.problem.needs_new_template());
    assert!(uppfolj::text::finding::line(lost).contains("Rubriken ”Lämnad av (funktion)"), "{lost:?}");
}

#[test]
fn amounts_in_other_dress() {
    let key = forecast("Personalkostnader");
    for (text, code) in [
        ("-31 500 000", "K17"),
        ("−31\u{a0}500\u{a0}000 kr", "K17"),
        ("-31.500.000", "K16"),
        ("-31,5 mkr", "K16"),
        ("(31500000)", "K16"),
        ("vet ej", "K16"),
    ] {
        let mut case = bench(PeriodKind::Interim);
        case.text(&key, text);
        assert_eq!(case.told(), [format!("{code} {}", case.place(&key))], "{text}");
    }
    for (value, code) in [
        (RawValue::Number(Decimal::from(-31_500)), "K27"),
        (RawValue::Number(Decimal::from(31_500_000)), "K28"),
        (RawValue::Number(Decimal::new(-12_345_678_123, 3)), "K16"),
        (RawValue::Number(Decimal::new(12, 2)), "K27"),
        (RawValue::Error("#DIV/0!".into()), "K24"),
        (RawValue::Bool(true), "K16"),
        (RawValue::Date(example::prefill(PeriodKind::Interim).issued), "K16"),
    ] {
        let mut case = bench(PeriodKind::Interim);
        case.put(&key, value.clone());
        assert_eq!(case.told(), [format!("{code} {}", case.place(&key))], "{value:?}");
    }
}

#[test]
fn stammer_clears_what_only_looks_odd() {
    let mut case = bench(PeriodKind::Interim);
    case.put(&forecast("Personalkostnader"), RawValue::Number(Decimal::from(31_500_000)));
    case.text(&FieldKey::Confirm(CostType(Code::new("Personalkostnader"))), "JA");
    assert_eq!(case.told(), Vec::<String>::new());
}

#[test]
fn a_large_deviation_demands_a_comment() {
    let key = comment("Personalkostnader");
    let mut case = bench(PeriodKind::Interim);
    case.put(&forecast("Personalkostnader"), RawValue::Number(Decimal::from(-31_600_000)));
    case.text(&key, "  ");
    assert_eq!(case.told(), [format!("K26 {}", case.place(&key))]);
    case.put(&forecast("Personalkostnader"), RawValue::Number(Decimal::new(-3_159_999_999, 2)));
    assert_eq!(case.told(), Vec::<String>::new());
    // At year end the deviation is outcome − budget.
    let mut case = bench(PeriodKind::Year);
    case.text(&key, "");
    assert_eq!(case.told(), [format!("K26 {}", case.place(&key))]);
}

#[test]
fn formulas_are_told_and_read_only_with_a_value() {
    let key = forecast("Personalkostnader");
    let mut case = bench(PeriodKind::Interim);
    let (sheet, row, column) = example::address(&case.prefill, &key);
    let formula = |case: &mut Bench, text: &str, value: bool| {
        let sheet = case.workbook.sheets.iter_mut().find(|known| *known.name == *sheet).expect("a sheet");
        sheet.formulas.insert((row, column), text.into());
        if !value {
            sheet.cells.remove(&(row, column));
        }
    };
    formula(&mut case, "-30000000-1500000", true);
    assert_eq!(case.told(), [format!("K21 {}", case.place(&key))]);
    formula(&mut case, "[1]Blad1!A1", true);
    assert_eq!(case.told(), [format!("K23 {}", case.place(&key))]);
    formula(&mut case, "B2*2", false);
    assert_eq!(case.told(), [format!("K22 {}", case.place(&key))]);
}

#[test]
fn names_that_are_lost_collide_or_point_astray() {
    let key = forecast("Personalkostnader");
    let other = forecast("Lokalhyror");
    let mut case = bench(PeriodKind::Interim);
    *case.reference(&key) = "#REF!".into();
    assert_eq!(case.told(), [format!("K12 {}", case.place(&key))]);
    // Cut and pasted onto the row below: both names stand there (LibreOffice) …
    let below = case.reference(&other).clone();
    *case.reference(&key) = below;
    assert_eq!(case.told(), [format!("K14 {}", case.place(&key)), format!("K13 {}", case.place(&other))]);
    // … or the lower one is lost (Excel): its row now holds the upper one's amount.
    *case.reference(&other) = "#REF!".into();
    assert_eq!(case.told(), [format!("K14 {}", case.place(&key)), format!("K13 {}", case.place(&other))]);
}

#[test]
fn a_deleted_row_and_a_deleted_sheet_are_faults_on_their_fields_only() {
    let mut case = bench(PeriodKind::Interim);
    let (_, row, _) = example::address(&case.prefill, &forecast("Lokalhyror"));
    let sheet = case.workbook.sheets.iter_mut().find(|sheet| *sheet.name == *"Ekonomi").expect("a sheet");
    sheet.cells.retain(|(at, _), _| *at != row);
    let name = CostType(Code::new("Lokalhyror"));
    for key in [
        forecast("Lokalhyror"),
        comment("Lokalhyror"),
        FieldKey::Confirm(name.clone()),
        FieldKey::Cause(name),
    ] {
        *case.reference(&key) = "#REF!".into();
    }
    assert_eq!(case.told(), [format!("K42 {FILE} flik Ekonomi")]);
    let mut case = bench(PeriodKind::Interim);
    case.workbook.sheets.retain(|sheet| *sheet.name != *"Åtgärder");
    assert_eq!(case.told(), [format!("K42 {FILE}")]);
}

#[test]
fn a_copied_sheet_is_harmless_until_it_differs() {
    let key = forecast("Personalkostnader");
    let mut case = bench(PeriodKind::Interim);
    let copy = case.workbook.sheets.iter().find(|sheet| *sheet.name == *"Ekonomi").cloned().expect("a sheet");
    case.workbook.sheets.push(uppfolj::raw::RawSheet { name: "Ekonomi (2)".into(), ..copy });
    let copies: Vec<(String, String)> = case
        .workbook
        .names
        .iter()
        .filter(|(_, reference)| reference.contains("Ekonomi"))
        .map(|(name, reference)| {
            (name.clone(), reference.replace("Ekonomi", "Ekonomi (2)").replace("''", "'"))
        })
        .map(|(name, reference)| {
            let cell = reference.rsplit_once('!').map(|(_, cell)| cell.to_string()).unwrap_or_default();
            (name, format!("'Ekonomi (2)'!{cell}"))
        })
        .collect();
    case.workbook.names.extend(copies);
    assert_eq!(case.told(), Vec::<String>::new());
    let (_, row, column) = example::address(&case.prefill, &key);
    example::put(&mut case.workbook, ("Ekonomi (2)", row, column), RawValue::Number(Decimal::from(-1)));
    assert_eq!(case.told(), [format!("K15 {}", case.place(&key))]);
}

#[test]
fn share_or_per_cent_date_and_list() {
    let value = FieldKey::Value(Code::new("M012"));
    let mut case = bench(PeriodKind::Interim);
    case.put(&value, RawValue::Number(Decimal::new(87, 2)));
    assert_eq!(case.told(), [format!("K30 {}", case.place(&value))]);
    case.text(&value, "87,5 %");
    assert_eq!(case.told(), [format!("K17 {}", case.place(&value))]);
    let measured = FieldKey::Measured(Code::new("M012"));
    let mut case = bench(PeriodKind::Interim);
    case.put(&measured, RawValue::Date(case.prefill.period.last_day().next_day().expect("a day")));
    assert_eq!(case.told(), [format!("K19 {}", case.place(&measured))]);
    let rating = FieldKey::Rating(Code::new("G03"));
    let mut case = bench(PeriodKind::Interim);
    case.text(&rating, "Ganska bra");
    assert_eq!(case.told(), [format!("K18 {}", case.place(&rating))]);
    case.text(&rating, " God ");
    assert_eq!(case.told(), Vec::<String>::new());
}

#[test]
fn another_file_is_known_for_what_it_is() {
    let case = bench(PeriodKind::Interim);
    let period = case.prefill.period;
    let issued = example::issued(&case.prefill);
    let code = |workbook: &RawWorkbook, issued: &uppfolj::form::Issued, period| {
        let Read { answer: submission, findings, .. } = read(workbook, period, issued);
        assert_eq!(submission, None);
        example::told(&findings).join(" ")
    };
    assert_eq!(
        code(&RawWorkbook { file: FILE.into(), ..RawWorkbook::default() }, &issued, period),
        format!("K02 {FILE}")
    );
    let december = example::prefill(PeriodKind::Year);
    assert_eq!(code(&case.workbook, &example::issued(&december), december.period), format!("K03 {FILE}"));
    let mut later = case.prefill.clone();
    later.rows[0].outcome_to_date += Money::from_ore(1);
    assert_eq!(code(&case.workbook, &example::issued(&later), period), format!("K05 {FILE}"));
    let mut other = case.prefill.clone();
    other.unit = Code::new("0320");
    assert_eq!(code(&case.workbook, &example::issued(&other), period), format!("K06 {FILE}"));
    // A register of an earlier program: its hash is that of its version.
    let [own, earlier] = [VERSION, "0"].map(|version| content(version, &case.prefill));
    let csv = issued.to_csv().replacen(&format!(";{VERSION};"), ";0;", 1).replace(&own, &earlier);
    let version = Issued::parse(&csv).expect("a register");
    assert_eq!(code(&case.workbook, &version, period), format!("K04 {FILE}"));
    // The economy sheet of another unit pasted in: its visible code tells.
    let mut mixed = case.workbook.clone();
    let theirs = example::returned(&other, None);
    for sheet in mixed.sheets.iter_mut().filter(|sheet| *sheet.name == *"Ekonomi") {
        *sheet = theirs.sheets.iter().find(|known| known.name == sheet.name).cloned().expect("a sheet");
    }
    assert_eq!(code(&mixed, &issued, period), format!("K07 {FILE}"));
}

#[test]
fn any_one_carrier_is_enough() {
    let mut case = bench(PeriodKind::Interim);
    case.workbook.properties.clear();
    case.workbook.sheets.retain(|sheet| *sheet.name != *"_mall");
    assert_eq!(case.told(), Vec::<String>::new());
    let mut case = bench(PeriodKind::Interim);
    case.workbook.sheets.retain(|sheet| *sheet.name != *"_mall");
    for sheet in &mut case.workbook.sheets {
        sheet.cells.remove(&(2, 2));
    }
    assert_eq!(case.told(), Vec::<String>::new());
}
