//! The sample's templates: issued afresh they are the ones committed, and what the units typed is what the program
//! reads, month by month and key by key.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use time::format_description::well_known::Iso8601;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::{Date, Month};
use uppfolj::form::{Answer, Answers, FieldKey, Form, Issued, Kind, Prefill};
use uppfolj::intake::template::{ReadAll, read_all};
use uppfolj::run::gather::{Gathered, gather};
use uppfolj::run::stations::Untouched;
use uppfolj::run::templates::Issue;
use uppfolj::run::{Options, Task};
use uppfolj::source::folder::{self, Folder};
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::template::write;

use crate::common::{month, run, sample, told};
use crate::sources::{self, Written};

fn gathered(folder: &Folder, period: Month) -> Gathered {
    gather(folder, period, Options::default(), &mut Untouched)
        .unwrap_or_else(|findings| panic!("{period}: {findings:?}"))
}

#[test]
fn templates_issued_afresh_are_the_committed_ones() {
    for period in ["2020-08", "2020-12"] {
        let folder = sample();
        let register = folder.path().join("mallar").join(period).join("utgivna.csv");
        let committed = fs::read(&register).expect("the committed register");
        fs::remove_file(&register).expect("removed");
        let outcome = run(folder.path(), Task::Templates(month(period)));
        assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
        let fresh = fs::read(&register).expect("the fresh register");
        assert!(fresh == committed, "mallar/{period}/utgivna.csv is not what mallar writes");
        let issued = Issued::parse(&String::from_utf8(fresh).expect("text")).expect("a register");
        for file in issued.files() {
            assert!(register.with_file_name(file).exists(), "{file} is not written");
        }
        assert_eq!(outcome.written.len(), issued.units().len() + 1);
    }
}

#[test]
fn what_the_units_typed_is_what_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    let folder = folder::read(&root).expect("the sample");
    for period in ["2020-08", "2020-12"] {
        let gathered = gathered(&folder, month(period));
        let found = sources::read(&gathered.answers[&month(period)]);
        let expected = sources::answers_with_flaws(period);
        assert_same(period, &found, &expected);
        let kinds: BTreeSet<&str> = found.keys().map(|(_, key)| kind(key)).collect();
        let mut all = BTreeSet::from([
            "lamnad_av",
            "lamnad_datum",
            "orsak",
            "kommentar",
            "sammanfattning",
            "vad",
            "effekt",
            "effekt_nasta",
            "ansvarig",
            "datum",
            "lage",
            "utfall",
            "matdatum",
            "bedomning",
            "ord",
            "projekttotal",
            "projektklart",
            "berattelse",
        ]);
        if period == "2020-08" {
            all.extend([
                "prognos",
                "detalj1",
                "detalj2",
                "detalj3",
                "detaljtext1",
                "detaljtext2",
                "vantat",
                "projektprognos",
                "justering1",
            ]);
        }
        assert_eq!(kinds, all, "{period}: kinds of fields");
        let units: BTreeSet<&String> = found.keys().map(|(unit, _)| unit).collect();
        assert_eq!(units.len(), 29, "{period}: {units:?}");
    }
}

fn kind(key: &str) -> &str {
    match key.split_once(':') {
        Some((action, part)) if action.starts_with("atgard") => part,
        Some((kind, _)) => kind,
        None => key,
    }
}

fn assert_same(period: &str, found: &Written, expected: &Written) {
    for (field, value) in expected {
        assert_eq!(found.get(field), Some(value), "{period}: {field:?}");
    }
    let more: Vec<_> = found.keys().filter(|field| !expected.contains_key(*field)).collect();
    assert!(more.is_empty(), "{period}: read but never typed: {more:?}");
}

/// One year of templates, each issued with what came in before it, filled by our own writer and read back.
#[test]
fn every_month_of_the_year_is_filled_and_read_back() {
    let root = sample();
    for name in ["inkommet", "mallar"] {
        fs::remove_dir_all(root.path().join(name)).expect("removed");
    }
    let mut before: Option<Written> = None;
    for number in 2..=11 {
        let period = Month::new(2020, number).expect("a month");
        let name = period.to_string();
        let Handed { prefills, issued, files } = fill(root.path(), period);
        check_previous_forecasts(&prefills, before.as_ref());
        let typed = sources::answers(&name);
        let read = |file: &String| {
            let bytes = fs::read(root.path().join(file)).expect("the filled template");
            read_workbook(file, &bytes).expect("our own workbook")
        };
        let books: Vec<_> = files.iter().map(read).collect();
        let ReadAll { answers: submissions, findings, .. } = read_all(&books, period, &issued);
        let remarks: Vec<String> = findings.sorted().into_iter().map(uppfolj::text::finding::line).collect();
        check_remarks(&name, &remarks, &prefills, &typed);
        assert_same(&name, &sources::read(&submissions), &typed);
        before = Some(typed);
    }
}

/// The templates of a month as they were issued, and the files that came in.
pub struct Handed {
    pub prefills: Vec<Prefill>,
    pub issued: Issued,
    pub files: Vec<String>,
}

/// Issues the templates of a month and hands them in, filled as the sample's table of answers says.
pub fn fill(root: &Path, period: Month) -> Handed {
    let name = period.to_string();
    let folder = folder::read(root).expect("the sample");
    let gathered = gathered(&folder, period);
    let issue = Issue::new(&gathered);
    let prefills: Vec<Prefill> = issue.units().into_iter().map(|unit| issue.prefill(unit)).collect();
    let issued = Issued::new(&prefills);
    let hand_in = |prefill: &Prefill| {
        let file = format!("inkommet/{name}/{}", Form::file_name(prefill));
        let bytes = write(prefill, Some(&answers_of(prefill, &name))).expect("a filled template");
        put(&root.join(&file), &bytes);
        file
    };
    let files = prefills.iter().map(hand_in).collect();
    put(&root.join(format!("mallar/{name}/utgivna.csv")), issued.to_csv().as_bytes());
    Handed { prefills, issued, files }
}

fn put(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// Nothing is remarked on but indicators that were not measured this time.
fn check_remarks(period: &str, remarks: &[String], prefills: &[Prefill], typed: &Written) {
    let asked = prefills.iter().flat_map(|prefill| {
        let codes = prefill.indicators.iter().map(|indicator| indicator.code.clone());
        codes.map(|code| (prefill.unit.to_string(), FieldKey::Value(code).to_string())).collect::<Vec<_>>()
    });
    let unmeasured = asked.filter(|field| !typed.contains_key(field)).count();
    assert_eq!(remarks.len(), unmeasured, "{period}: {remarks:#?}");
    for remark in remarks {
        assert!(remark.starts_with("varning K25") && remark.contains("Utfall, mått"), "{period}: {remark}");
    }
}

/// The previous forecast in a template is the one the unit gave the month before.
fn check_previous_forecasts(prefills: &[Prefill], before: Option<&Written>) {
    for prefill in prefills {
        for row in &prefill.rows {
            let key = (prefill.unit.to_string(), FieldKey::Forecast(row.cost_type.clone()).to_string());
            let given = before.and_then(|before| before.get(&key)).map(|text| amount(text));
            assert_eq!(row.previous_forecast, given, "{} {key:?}", prefill.period);
        }
    }
}

/// The answers of a unit as its form's fields take them.
fn answers_of(prefill: &Prefill, period: &str) -> Answers {
    let form = Form::new(prefill);
    let fields: BTreeMap<String, _> =
        form.fields().map(|field| (field.key.to_string(), (&field.key, &field.kind))).collect();
    let mut answers = Answers::default();
    for row in sources::rows(&format!("bygg/kallor/svar-{period}.csv")) {
        if Code::new(&row["Enhet"]) != prefill.unit || row["Värde"].is_empty() {
            continue;
        }
        let (key, kind) = fields
            .get(&row["Nyckel"])
            .unwrap_or_else(|| panic!("{period} {}: no field {}", row["Enhet"], row["Nyckel"]));
        answers.0.insert((*key).clone(), answer(kind, &row["Värde"]));
    }
    answers
}

fn answer(kind: &Kind, text: &str) -> Answer {
    match kind {
        Kind::Amount { .. } => Answer::Amount(amount(text)),
        Kind::Number { .. } if text == sources::UNMEASURED => Answer::Unmeasured,
        Kind::Number { .. } => Answer::Number(sources::number(text).expect("a number")),
        Kind::Date { .. } => Answer::Date(Date::parse(text, &Iso8601::DATE).expect("a date")),
        Kind::Text { .. } | Kind::Choice { .. } => Answer::Text(text.to_string()),
    }
}

fn amount(text: &str) -> Money {
    sources::number(text).and_then(Money::from_kr_decimal).expect("an amount")
}
