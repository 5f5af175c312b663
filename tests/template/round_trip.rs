//! What is filled in is what is read; what is written is what is described.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;
use uppfolj::domain::account::CostType;
use uppfolj::domain::money::{KronorUnit, Money};
use uppfolj::domain::period::PeriodKind;
use uppfolj::domain::submission::{Adjustment, Detail, Submission};
use uppfolj::form::{
    ActionPart, AdjustmentPart, Answer, Answers, DetailPart, FieldKey, Form, Guard, Issued, Kind, Prefill,
    ProjectPart,
};
use uppfolj::intake::template::{Read, issued as read_issued, read};
use uppfolj::write::template::write;

use crate::example;

const KINDS: [PeriodKind; 2] = [PeriodKind::Interim, PeriodKind::Year];

/// Every answer of a submission by its field, so that it can be held against what was filled in.
fn answers_of(submission: &Submission) -> Answers {
    let mut found = Answers::default();
    let mut put = |key: FieldKey, answer: Option<Answer>| {
        if let Some(answer) = answer {
            found.0.insert(key, answer);
        }
    };
    let text = |text: &str| (!text.is_empty()).then(|| Answer::Text(text.to_string()));
    put(FieldKey::SignedBy, text(&submission.signed_by));
    put(FieldKey::SignedOn, submission.signed_on.map(Answer::Date));
    put(FieldKey::Summary, text(&submission.summary));
    for (name, amount) in &submission.forecasts {
        put(FieldKey::Forecast(name.clone()), Some(Answer::Amount(*amount)));
    }
    for (name, comment) in &submission.comments {
        put(FieldKey::Comment(name.clone()), text(comment));
    }
    for (name, cause) in &submission.causes {
        put(FieldKey::Cause(name.clone()), text(cause));
    }
    for (indicator, value) in &submission.expected {
        put(FieldKey::Expected(indicator.clone()), Some(Answer::Number(*value)));
    }
    for indicator in &submission.unmeasured {
        put(FieldKey::Value(indicator.clone()), Some(Answer::Unmeasured));
    }
    for project in &submission.projects {
        let mut put = |part, answer| put(FieldKey::Project(project.project.clone(), part), answer);
        put(ProjectPart::Forecast, project.forecast.map(Answer::Amount));
        put(ProjectPart::Total, project.total.map(Answer::Amount));
        put(ProjectPart::Finished, project.finished.map(Answer::Date));
    }
    for (number, story) in &submission.stories {
        put(FieldKey::Story(*number), text(story));
    }
    for (row, action) in (1..).zip(&submission.actions) {
        put(FieldKey::Action(row, ActionPart::What), text(&action.what));
        put(FieldKey::Action(row, ActionPart::Effect), action.effect.map(Answer::Amount));
        put(FieldKey::Action(row, ActionPart::Responsible), text(&action.responsible));
        put(FieldKey::Action(row, ActionPart::EffectNextYear), action.effect_next_year.map(Answer::Amount));
        put(FieldKey::Action(row, ActionPart::Date), action.date.map(Answer::Date));
        put(FieldKey::Action(row, ActionPart::State), text(&action.state));
    }
    for reading in &submission.readings {
        put(FieldKey::Value(reading.indicator.clone()), reading.value.map(Answer::Number));
        put(FieldKey::Measured(reading.indicator.clone()), reading.measured.map(Answer::Date));
    }
    for rating in &submission.ratings {
        put(FieldKey::Rating(rating.goal.clone()), text(&rating.word));
        put(FieldKey::Words(rating.goal.clone()), text(&rating.words_of_dialogue));
    }
    found
}

fn read_back(prefill: &Prefill, answers: &Answers) -> (Option<Submission>, Vec<String>) {
    let workbook = example::returned(prefill, Some(answers));
    let Read { answer: submission, findings, .. } =
        read(&workbook, prefill.period, &example::issued(prefill));
    (submission, example::told(&findings))
}

#[test]
fn a_full_template_is_read_without_a_remark() {
    for kind in KINDS {
        let prefill = example::prefill(kind);
        let answers = example::answers(&prefill);
        let (submission, told) = read_back(&prefill, &answers);
        assert_eq!(told, Vec::<String>::new(), "{kind:?}");
        assert_eq!(answers_of(&submission.expect("an answer")), answers, "{kind:?}");
    }
}

#[test]
fn an_empty_template_is_no_answer() {
    let prefill = example::prefill(PeriodKind::Interim);
    let (submission, told) = read_back(&prefill, &Answers::default());
    assert_eq!(submission, None);
    assert_eq!(told, ["K10 inkommet/2020-08/svar.xlsx"]);
}

#[test]
fn the_same_description_gives_the_same_bytes() {
    let prefill = example::prefill(PeriodKind::Interim);
    let answers = example::answers(&prefill);
    let once = write(&prefill, Some(&answers)).expect("a template");
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(once == write(&prefill, Some(&answers)).expect("a template"));
}

#[test]
fn the_register_of_issued_templates_reads_back_and_proves_itself() {
    let mut prefills: Vec<Prefill> = KINDS.map(example::prefill).to_vec();
    prefills[0].unit = "020".into();
    prefills[0].unit_name = "Semikolon; \"citat\"".into();
    prefills[0].period = prefills[1].period;
    let issued = Issued::new(&prefills);
    let csv = issued.to_csv();
    assert_eq!(Issued::parse(&csv).as_ref(), Ok(&issued));
    assert_eq!(read_issued("mallar/utgivna.csv", &csv), Ok(issued));
    // One öre more in one budget.
    let changed = csv.replacen("-31500000,00", "-31500000,01", 1);
    let findings = read_issued("mallar/utgivna.csv", &changed).expect_err("a changed register");
    assert_eq!(example::told(&findings), ["K32 mallar/utgivna.csv rad 2"]);
    // A line less, and something else altogether.
    let lines: Vec<&str> = csv.lines().filter(|line| !line.contains("Lokalhyror")).collect();
    assert!(read_issued("mallar/utgivna.csv", &lines.join("\n")).is_err());
    assert!(read_issued("mallar/utgivna.csv", "Enhet;Namn\n").is_err());
}

/// Random answers that no rule takes for something else; a line's forecast stands on the line or in its details.
fn some_answers(prefill: &Prefill) -> impl Strategy<Value = Answers> + use<> {
    let all = Form::new(prefill);
    let fields: Vec<_> = all.fields().cloned().collect();
    let usual: BTreeMap<CostType, Money> =
        prefill.rows.iter().map(|row| (row.cost_type.clone(), row.budget_year)).collect();
    let each: Vec<BoxedStrategy<Option<(FieldKey, Answer)>>> = fields
        .into_iter()
        .map(|field| {
            let answer = match field.kind.clone() {
                Kind::Amount { .. } => match field.guard.clone() {
                    Some(Guard::Usual { budget, .. }) => near(budget),
                    _ if matches!(field.key, FieldKey::Detail(..)) => match &field.key {
                        FieldKey::Detail(name, ..) => near(usual[name]),
                        other => panic!("no detail: {other}"),
                    },
                    _ => (-Money::LIMIT_ORE..=Money::LIMIT_ORE)
                        .prop_map(|ore| Answer::Amount(Money::from_ore(ore)))
                        .boxed(),
                },
                Kind::Number { .. } => {
                    let number = (101..1_000_000_i64)
                        .prop_map(|number| Answer::Number(Decimal::new(number, 2).normalize()));
                    // Of a forecast that is not measured nothing is carried on.
                    match field.key {
                        FieldKey::Value(_) => prop_oneof![4 => number, 1 => Just(Answer::Unmeasured)].boxed(),
                        _ => number.boxed(),
                    }
                }
                Kind::Date { from, to } => (0..=(to - from).whole_days())
                    .prop_map(move |days| {
                        Answer::Date(from + std::time::Duration::from_secs(days as u64 * 86_400))
                    })
                    .boxed(),
                Kind::Text { most } => {
                    proptest::string::string_regex(&format!("[!-~åäöÅÄÖ–][ -~åäö\n]{{0,{}}}[a-z]", most - 2))
                        .expect("a pattern")
                        .prop_map(Answer::Text)
                        .boxed()
                }
                Kind::Choice { words, .. } => proptest::sample::select(words).prop_map(Answer::Text).boxed(),
            };
            proptest::option::of(answer.prop_map(move |answer| (field.key.clone(), answer))).boxed()
        })
        .collect();
    each.prop_map(|answers| {
        let mut answers = Answers(answers.into_iter().flatten().collect());
        let own = answers.clone();
        let on_line =
            |key: &FieldKey| matches!(key, FieldKey::Detail(name, ..) if own.0.contains_key(&FieldKey::Forecast(name.clone())));
        answers.0.retain(|key, _| !on_line(key));
        answers
    })
}

fn near(budget: Money) -> BoxedStrategy<Answer> {
    (50..200_i128, 0..100_i128)
        .prop_map(move |(percent, ore)| Answer::Amount(Money::from_ore(budget.ore() / 100 * percent + ore)))
        .boxed()
}

/// What a submission carries of the answers: parts without their amount and rows without their whole say nothing, and a
/// table of rows is read without its gaps.
fn carried(prefill: &Prefill, answers: &Answers) -> (Answers, Vec<Detail>, Vec<Adjustment>) {
    let mut details = Vec::new();
    for row in &prefill.rows {
        for number in 1..=row.parts.len() as u8 + prefill.detail_rows {
            let key = |part| FieldKey::Detail(row.cost_type.clone(), number, part);
            let preprinted = row.parts.get(usize::from(number) - 1).map(|part| part.text.as_str());
            let text = preprinted.unwrap_or_else(|| answers.text(&key(DetailPart::Text))).to_string();
            if let Some(amount) = answers.amount(&key(DetailPart::Amount)) {
                details.push(Detail { cost_type: row.cost_type.clone(), text, amount });
            }
        }
    }
    let mut adjustments = Vec::new();
    for number in 1..=Form::ADJUSTMENT_ROWS {
        let key = |part| FieldKey::Adjustment(number, part);
        let unit = answers.text(&key(AdjustmentPart::Unit)).split("  ").next().unwrap_or_default();
        let (cost_type, reason) = (key(AdjustmentPart::CostType), key(AdjustmentPart::Reason));
        let whole = AdjustmentPart::ALL.into_iter().all(|part| answers.get(&key(part)).is_some());
        if let Some(amount) = answers.amount(&key(AdjustmentPart::Amount)).filter(|_| whole) {
            adjustments.push(Adjustment {
                unit: unit.into(),
                cost_type: CostType(answers.text(&cost_type).into()),
                amount,
                reason: answers.text(&reason).to_string(),
            });
        }
    }
    let mut others = Answers::default();
    let mut actions = 0;
    for row in 1..=Form::ACTION_ROWS {
        let filled = |part: &ActionPart| answers.get(&FieldKey::Action(row, *part)).is_some();
        actions += u8::from(ActionPart::ALL.iter().any(filled));
        for part in ActionPart::ALL {
            let answer = answers.get(&FieldKey::Action(row, part)).cloned();
            others.0.extend(answer.map(|answer| (FieldKey::Action(actions, part), answer)));
        }
    }
    for (key, answer) in &answers.0 {
        let kept = match key {
            FieldKey::Action(..) | FieldKey::Detail(..) | FieldKey::Adjustment(..) | FieldKey::Confirm(_) => {
                false
            }
            FieldKey::Measured(code) => answers.number(&FieldKey::Value(code.clone())).is_some(),
            _ => true,
        };
        others.0.extend(kept.then(|| (key.clone(), answer.clone())));
    }
    let sums = details.iter().fold(BTreeMap::<CostType, Money>::new(), |mut sums, one| {
        *sums.entry(one.cost_type.clone()).or_default() += one.amount;
        sums
    });
    others.0.extend(sums.into_iter().map(|(name, sum)| (FieldKey::Forecast(name), Answer::Amount(sum))));
    (others, details, adjustments)
}

/// Findings that leave the values as they are.
const HARMLESS: [&str; 12] =
    ["K10", "K25", "K26", "K29", "K37", "K46", "K47", "K50", "K53", "K54", "K55", "K58"];

fn hold(prefill: &Prefill, answers: &Answers) -> Result<(), TestCaseError> {
    let (submission, told) = read_back(prefill, answers);
    let harmless = |line: &String| HARMLESS.iter().any(|code| line.starts_with(code));
    prop_assert!(told.iter().all(harmless), "{told:?}");
    let (expected, details, adjustments) = carried(prefill, answers);
    let found = submission.as_ref().map(answers_of).unwrap_or_default();
    prop_assert_eq!(found, expected);
    let (own, theirs) = submission.map(|one| (one.details, one.adjustments)).unwrap_or_default();
    prop_assert_eq!((own, theirs), (details, adjustments));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_filled_in_is_what_is_read(answers in some_answers(&example::prefill(PeriodKind::Interim))) {
        let prefill = example::prefill(PeriodKind::Interim);
        hold(&prefill, &answers)?;
        hold(&Prefill { amount_unit: KronorUnit::Tkr, ..prefill }, &answers)?;
    }

    #[test]
    fn so_it_is_at_year_end(answers in some_answers(&example::prefill(PeriodKind::Year))) {
        hold(&example::prefill(PeriodKind::Year), &answers)?;
    }

    #[test]
    fn so_it_is_for_the_finance_office(answers in some_answers(&example::finance(PeriodKind::Interim))) {
        hold(&example::finance(PeriodKind::Interim), &answers)?;
    }
}

/// Chosen words give the unit and the cost type they stand for.
#[test]
fn the_finance_office_adjusts_units_and_gives_its_taxes_in_parts() {
    let prefill = example::finance(PeriodKind::Interim);
    let mut answers = example::answers(&prefill);
    let taxes = CostType("Skatteintäkter".into());
    answers.0.remove(&FieldKey::Forecast(taxes.clone()));
    for (number, amount) in [(1, 269_000_000), (2, -4_062_000)] {
        let key = FieldKey::Detail(taxes.clone(), number, DetailPart::Amount);
        answers.0.insert(key, Answer::Amount(Money::from_kr(amount)));
    }
    let (submission, told) = read_back(&prefill, &answers);
    assert_eq!(told, Vec::<String>::new());
    let submission = submission.expect("an answer");
    assert_eq!(submission.forecasts[&taxes], Money::from_kr(264_938_000));
    let parts: Vec<&str> = submission.details.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(parts, ["Årets preliminära skatteintäkter", "Prognos årets slutavräkning"]);
    assert_eq!(submission.adjustments.len(), usize::from(Form::ADJUSTMENT_ROWS));
    for (row, adjustment) in (1..).zip(&submission.adjustments) {
        let text = |part| answers.text(&FieldKey::Adjustment(row, part));
        assert_eq!(text(AdjustmentPart::Unit).split("  ").next(), Some(adjustment.unit.as_str()));
        assert_eq!(text(AdjustmentPart::CostType), adjustment.cost_type.0.as_str());
        assert_eq!(text(AdjustmentPart::Reason), adjustment.reason);
        let amount = answers.amount(&FieldKey::Adjustment(row, AdjustmentPart::Amount));
        assert_eq!(amount, Some(adjustment.amount));
    }
}
