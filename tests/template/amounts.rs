//! What may be typed in an amount field and what becomes of it: each row of the table, in kronor and in thousands.

use rust_decimal::Decimal;
use uppfolj::domain::account::CostType;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::{KronorUnit, Money};
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{ActionPart, Answer, Answers, FieldKey, Prefill};
use uppfolj::intake::template::read;
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::text;

use crate::example;

/// Budget −31 500 000 kr, last year −30 250 010 kr.
fn staff() -> FieldKey {
    FieldKey::Forecast(CostType(Code::new("Personalkostnader")))
}

fn template(unit: KronorUnit) -> (Prefill, Answers, RawWorkbook) {
    let prefill = Prefill { amount_unit: unit, ..example::prefill(PeriodKind::Interim) };
    let answers = example::answers(&prefill);
    let workbook = example::returned(&prefill, Some(&answers));
    (prefill, answers, workbook)
}

/// A field with something typed in it: the findings as code and what is said, and the amount that was read.
struct Verdict {
    codes: Vec<String>,
    said: String,
    read: Option<Money>,
}

fn typed(unit: KronorUnit, key: &FieldKey, value: RawValue, confirmed: bool) -> Verdict {
    let (prefill, _, mut workbook) = template(unit);
    let mut put = |key: &FieldKey, value: RawValue| {
        let (sheet, row, column) = example::address(&prefill, key);
        example::put(&mut workbook, (&sheet, row, column), value);
        format!(" flik {sheet} cell {}{row}", column_letters(column))
    };
    if confirmed && let FieldKey::Forecast(name) = key {
        put(&FieldKey::Confirm(name.clone()), RawValue::Text("ja".into()));
    }
    let place = put(key, value);
    let read = read(&workbook, prefill.period, &example::issued(&prefill));
    let found = read.findings.sorted();
    for finding in &found {
        assert!(text::finding::place(&finding.place).ends_with(&place), "{finding:?}");
    }
    let said = found.iter().map(|finding| text::finding::line(finding)).collect::<Vec<_>>().join("\n");
    let answer = read.answer.expect("an answer");
    let amount = match key {
        FieldKey::Forecast(name) => answer.forecasts.get(name).copied(),
        FieldKey::Action(_, ActionPart::Effect) => answer.actions[0].effect,
        other => panic!("not asked here: {other}"),
    };
    Verdict {
        codes: found.iter().map(|finding| finding.problem.code().to_string()).collect(),
        said: said.replace('\u{a0}', " "),
        read: amount,
    }
}

fn number(text: &str) -> RawValue {
    RawValue::Number(text.parse().expect("a number"))
}

fn words(text: &str) -> RawValue {
    RawValue::Text(text.into())
}

fn kr(text: &str) -> Money {
    Money::from_kr_decimal(text.parse().expect("a number")).expect("an amount")
}

/// Typed, the codes told, the amount read in the field's unit, and words that must be said.
type Case = (RawValue, &'static [&'static str], Option<&'static str>, &'static [&'static str]);

fn hold(unit: KronorUnit, cases: Vec<Case>) {
    for (value, codes, amount, said) in cases {
        let verdict = typed(unit, &staff(), value.clone(), false);
        assert_eq!(verdict.codes, codes, "{unit:?} {value:?}: {}", verdict.said);
        let expected = amount.map(|amount| match unit {
            KronorUnit::Kr => kr(amount),
            KronorUnit::Tkr => Money::from_ore(kr(amount).ore() * 1000),
        });
        assert_eq!(verdict.read, expected, "{unit:?} {value:?}");
        for words in said {
            assert!(verdict.said.contains(words), "{unit:?} {value:?}: {}", verdict.said);
        }
    }
}

#[test]
fn every_row_of_the_table_in_kronor() {
    let date = example::prefill(PeriodKind::Interim).issued;
    hold(
        KronorUnit::Kr,
        vec![
            (number("-31540000"), &[], Some("-31540000"), &[]),
            (number("-31540000.25"), &[], Some("-31540000.25"), &[]),
            (words("-31 540 000,50"), &["K17"], Some("-31540000.50"), &["tolkad som −31 540 000,50 kr"]),
            (words("-31\u{a0}540\u{a0}000"), &["K17"], Some("-31540000"), &[]),
            (words("-31\u{202f}540\u{202f}000"), &["K17"], Some("-31540000"), &[]),
            (words("−31540000"), &["K17"], Some("-31540000"), &[]),
            (words("-31540000"), &["K17"], Some("-31540000"), &["är text, tolkad som"]),
            (words("(31540000)"), &["K16"], None, &["Menas −31 540 000 kr, skriv -31540000."]),
            (words("31540000-"), &["K16"], None, &["skriv -31540000."]),
            (words("1.080"), &["K16"], None, &["1,08 eller 1080"]),
            (words("57,957"), &["K16"], None, &["57,957 eller 57957"]),
            (words("-31,540,000.50"), &["K16"], None, &["skriv -31540000,5."]),
            (words("-3154e4"), &["K16"], None, &["skriv -31540000."]),
            (words("-31540 tkr"), &["K16"], None, &["skriv -31540000."]),
            (words("-31,5 mkr"), &["K16"], None, &["skriv -31500000."]),
            (
                words("12 %"),
                &["K16"],
                None,
                &["är procent", "till exempel -32000000. Tills dess räknas fältet som ej lämnat."],
            ),
            (RawValue::Date(date), &["K16"], None, &["är ett datum"]),
            (words("2020-08-31"), &["K16"], None, &["är ett datum"]),
            (words("12,3456"), &["K16"], None, &["fler än två decimaler"]),
            (number("-31540000.123"), &["K16"], None, &["fler än två decimaler"]),
            (RawValue::Bool(true), &["K16"], None, &[]),
            (RawValue::Error("#DIV/0!".into()), &["K24"], None, &[]),
            (words("vet ej"), &["K16"], None, &[]),
        ],
    );
}

#[test]
fn every_row_of_the_table_in_thousands() {
    hold(
        KronorUnit::Tkr,
        vec![
            (number("-31540"), &[], Some("-31540"), &[]),
            (words("-31 540,5"), &["K17"], Some("-31540.5"), &["tolkad som −31540,5 tkr"]),
            (words("-31540 tkr"), &["K17"], Some("-31540"), &[]),
            (words("(31540)"), &["K16"], None, &["Menas −31540 tkr, skriv -31540."]),
            (words("57,957"), &["K16"], None, &["57,957 eller 57957"]),
            (words("-31540000 kr"), &["K16"], None, &["skriv -31540."]),
            (words("-31,5 mkr"), &["K16"], None, &["skriv -31500."]),
            (words("12 %"), &["K16"], None, &["är procent"]),
            (number("-31540.123456"), &["K16"], None, &["fler än fem decimaler"]),
            (
                number("-31500000"),
                &["K27"],
                None,
                &["mycket större", "Menades −31500 tkr? Skriv beloppet i tusental kronor."],
            ),
        ],
    );
}

/// Both budget and last year, either side of each limit.
#[test]
fn kronor_or_thousands_and_the_sign_are_doubted_exactly_by_the_rule_and_cleared_by_stammer() {
    for (value, codes) in [
        // A hundredth of the nearer of the two: −302 500,10.
        ("-302500.10", &["K27"][..]),
        ("-302500.11", &[]),
        ("-3150000000", &["K27"]),
        ("-3149999999.99", &[]),
        ("31500000", &["K28"]),
        ("302500.11", &["K28"]),
        ("302500.10", &["K27"]),
        ("0", &[]),
    ] {
        let verdict = typed(KronorUnit::Kr, &staff(), number(value), false);
        assert_eq!(verdict.codes, codes, "{value}: {}", verdict.said);
        assert_eq!(verdict.read.is_none(), !codes.is_empty(), "{value}");
        let cleared = typed(KronorUnit::Kr, &staff(), number(value), true);
        assert_eq!((cleared.codes, cleared.read), (Vec::<String>::new(), Some(kr(value))), "{value}");
    }
    let said = typed(KronorUnit::Kr, &staff(), number("-31500"), false).said;
    assert!(said.contains("−31 500 kr") && said.contains("Menades −31 500 000 kr?"), "{said}");
    let said = typed(KronorUnit::Kr, &staff(), number("31500000"), false).said;
    assert!(said.contains("31 500 000 kr") && said.contains("Menades −31 500 000 kr?"), "{said}");
}

/// What is proposed is never what the program would then doubt: it says how far off it is, and how it is let through.
#[test]
fn no_reading_is_proposed_that_would_be_doubted_when_it_is_typed() {
    for (unit, text, amount, typed_as) in [
        (KronorUnit::Kr, "-12 tkr", "−12 000 kr", "-12000"),
        (KronorUnit::Kr, "(5)", "−5 kr", "-5"),
        (KronorUnit::Kr, "1,234.50", "1 234,50 kr", "1234,5"),
        (KronorUnit::Kr, "1e3", "1 000 kr", "1000"),
        (KronorUnit::Kr, "-31500 mkr", "−31 500 000 000 kr", "-31500000000"),
        (KronorUnit::Tkr, "(5)", "−5 tkr", "-5"),
    ] {
        let verdict = typed(unit, &staff(), words(text), false);
        assert_eq!((verdict.codes.as_slice(), verdict.read), (&["K16".to_string()][..], None), "{text}");
        let (budget, example) = match unit {
            KronorUnit::Kr => ("budgeten −31 500 000 kr och bokslutet −30 250 010 kr", "-32000000."),
            KronorUnit::Tkr => ("budgeten −31500 tkr och bokslutet −30250,01 tkr", "-32000."),
        };
        let allowed = format!("Är {amount} rätt, skriv {typed_as} och välj ja i Stämmer (cell");
        for part in [budget, example, &format!("blir det {amount}, som inte liknar"), &allowed] {
            assert!(verdict.said.contains(part), "{text}: {part} is not in {}", verdict.said);
        }
        assert!(!verdict.said.contains("Menas"), "{text}: {}", verdict.said);
        // What is doubted is what was not proposed; confirmed, it is proposed, for then it is let through.
        let number = number(&typed_as.replace(',', "."));
        assert_ne!(typed(unit, &staff(), number.clone(), false).codes, Vec::<String>::new(), "{typed_as}");
        let confirmed = typed(unit, &staff(), words(text), true);
        assert!(confirmed.said.contains(&format!("Menas {amount}, skriv {typed_as}.")), "{}", confirmed.said);
        assert_eq!(typed(unit, &staff(), number, true).codes, Vec::<String>::new(), "{typed_as}");
    }
    // Nothing is usual for an effect, and nothing is doubted.
    let effect = FieldKey::Action(1, ActionPart::Effect);
    assert!(typed(KronorUnit::Kr, &effect, words("12 tkr"), false).said.contains("skriv 12000."));
    let verdict = typed(KronorUnit::Kr, &staff(), words("-31500000 %"), false);
    assert!(verdict.said.contains("skriv -31500000."), "{}", verdict.said);
}

/// The size is right, and the sign is not: what is asked is what is asked of a number.
#[test]
fn an_amount_in_words_of_the_other_sign_is_asked_about() {
    let said = typed(KronorUnit::Kr, &staff(), words("31,5 mkr"), false).said;
    let asked = "Menades −31 500 000 kr? Skriv i så fall -31500000. Är 31 500 000 kr rätt, skriv 31500000 och välj ja i \
                 Stämmer (cell";
    assert!(said.contains(asked) && !said.contains("inte liknar"), "{said}");
}

/// Nobody is to mend one thing and be told of the next.
#[test]
fn what_a_confirmed_amount_leaves_to_explain_is_told_at_once() {
    let (prefill, mut answers, _) = template(KronorUnit::Kr);
    let FieldKey::Forecast(name) = staff() else { panic!("a forecast") };
    answers.0.insert(staff(), Answer::Amount(kr("-12000")));
    let said = |answers: &Answers| {
        let read =
            read(&example::returned(&prefill, Some(answers)), prefill.period, &example::issued(&prefill));
        let found = read.findings.sorted();
        let lines: Vec<String> =
            found.iter().map(|one| text::finding::line(one).replace('\u{a0}', " ")).collect();
        lines.join("\n")
    };
    let explain = "och fyll i både orsak och kommentar, för då är avvikelsen +31 488 000 kr. Tills dess";
    assert!(!said(&answers).contains("både orsak och kommentar"), "{}", said(&answers));
    answers.0.remove(&FieldKey::Cause(name.clone()));
    assert!(said(&answers).contains(explain), "{}", said(&answers));
    let mut workbook = example::returned(&prefill, Some(&answers));
    let (sheet, row, column) = example::address(&prefill, &staff());
    example::put(&mut workbook, (&sheet, row, column), words("-12 tkr"));
    let read = read(&workbook, prefill.period, &example::issued(&prefill));
    let told = text::finding::line(read.findings.sorted()[0]).replace('\u{a0}', " ");
    assert!(told.contains(explain), "{told}");
}

/// A cell has a fault, or it is used as it was understood.
#[test]
fn a_text_that_is_understood_and_refused_is_told_once() {
    assert_eq!(typed(KronorUnit::Kr, &staff(), words("-15,43"), false).codes, ["K27"]);
}

#[test]
fn a_thousand_times_more_is_proposed_only_where_it_is_near_budget_or_last_year() {
    let said = |value: &str| typed(KronorUnit::Kr, &staff(), number(value), false).said;
    assert!(said("-94000").contains("Menades −94 000 000 kr?"));
    for (value, how) in
        [("-95000", "mindre"), ("-12", "mindre"), ("31500", "mindre"), ("-95000000000", "större")]
    {
        let said = said(value);
        assert!(said.contains(&format!("mycket {how} än budgeten")), "{said}");
        assert!(!said.contains("Menades") && said.contains("Jämför med budgeten och bokslutet."), "{said}");
        assert!(said.contains("budgeten −31 500 000 kr och bokslutet −30 250 010 kr"), "{said}");
        assert!(said.contains("välj ja i Stämmer (cell"), "{said}");
    }
}

/// Another program keeps the cell's number format when a date is typed in it: only the day number comes.
#[test]
fn a_date_that_became_a_number_is_told_where_nothing_else_is_like_it() {
    let effect = FieldKey::Action(1, ActionPart::Effect);
    let verdict = typed(KronorUnit::Kr, &effect, number("44074"), false);
    assert_eq!((verdict.codes, verdict.read), (vec!["K37".to_string()], Some(kr("44074"))));
    assert!(verdict.said.contains("2020-08-31"), "{}", verdict.said);
    for other in ["44100", "44074.5", "46265", "-44074"] {
        assert_eq!(
            typed(KronorUnit::Kr, &effect, number(other), false).codes,
            Vec::<String>::new(),
            "{other}"
        );
    }
    // Where the sign or the size tells more, that is told alone.
    assert_eq!(typed(KronorUnit::Kr, &staff(), number("44074"), false).codes, ["K27"]);
    // The other way about: an amount that came to be shown as a date.
    let date = uppfolj::intake::value::date_of(Decimal::from(44_074));
    let verdict = typed(KronorUnit::Kr, &effect, RawValue::Date(date.expect("a date")), false);
    assert_eq!((verdict.codes, verdict.read), (vec!["K16".to_string()], None));
}

#[test]
fn a_few_kronor_are_told_and_read() {
    let effect = FieldKey::Action(1, ActionPart::Effect);
    for (unit, value, codes) in [
        (KronorUnit::Kr, "0.12", &["K29"][..]),
        (KronorUnit::Kr, "10", &["K55"]),
        (KronorUnit::Kr, "0", &[]),
        (KronorUnit::Tkr, "0.12", &["K29"]),
        (KronorUnit::Tkr, "1", &[]),
    ] {
        let verdict = typed(unit, &effect, number(value), false);
        assert_eq!(verdict.codes, codes, "{unit:?} {value}: {}", verdict.said);
        assert!(verdict.read.is_some());
    }
}

#[test]
fn a_formula_with_a_value_is_read_and_one_without_or_from_another_file_is_not() {
    for (formula, value, codes, read) in [
        ("-30000000-1500000", Some("-31500000"), &["K21"][..], true),
        ("SUM(Tabell1[Belopp])", Some("-31500000"), &["K21"], true),
        ("SUM(Tabell1[[#Data],[1]])", Some("-31500000"), &["K21"], true),
        ("[1]Blad1!A1", Some("-31500000"), &["K23"], false),
        ("'C:\\[egen.xlsx]Blad 1'!A1*2", Some("-31500000"), &["K23"], false),
        ("A1/3", Some("-31500000.3333"), &["K16"], false),
        ("A1*2", None, &["K22"], false),
    ] {
        let (prefill, _, mut workbook) = template(KronorUnit::Kr);
        let (sheet, row, column) = example::address(&prefill, &staff());
        let known = workbook.sheets.iter_mut().find(|known| *known.name == *sheet).expect("a sheet");
        known.formulas.insert((row, column), formula.into());
        known.cells.remove(&(row, column));
        known.cells.extend(value.map(|value| ((row, column), number(value))));
        let found = uppfolj::intake::template::read(&workbook, prefill.period, &example::issued(&prefill));
        let told: Vec<String> =
            found.findings.sorted().iter().map(|one| one.problem.code().to_string()).collect();
        assert_eq!(told, codes, "{formula}");
        let answer = found.answer.expect("an answer");
        assert_eq!(
            answer.forecasts.contains_key(&CostType(Code::new("Personalkostnader"))),
            read,
            "{formula}"
        );
    }
}
