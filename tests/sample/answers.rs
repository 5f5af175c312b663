//! The units' answers in the source tables: complete, explained, and a sensible story.

use std::collections::{BTreeMap, BTreeSet};

use super::{accounts, number, sources, table_at};

/// The answers of a month, by unit and key.
fn answers(month: u8) -> BTreeMap<(String, String), String> {
    let rows = table_at(&sources().join(format!("svar-2020-{month:02}.csv")));
    let count = rows.len();
    let found: BTreeMap<_, _> = rows
        .into_iter()
        .map(|row| ((row["Enhet"].clone(), row["Nyckel"].clone()), row["Värde"].clone()))
        .collect();
    assert_eq!(found.len(), count, "a key stands twice in month {month}");
    found
}

/// Whole-year budget and outcome of 2020 by unit and cost type, in tkr.
fn by_cost_type() -> BTreeMap<(String, String), (i64, i64)> {
    let accounts = accounts();
    let mut sums: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
    let mut add = |unit: &str, account: &str, row: &BTreeMap<String, String>, sign: i64| {
        let sum = sums.entry((unit.to_string(), accounts[account]["Kostnadsslag"].clone())).or_default();
        sum.0 += sign * number(&row["Budget 2020"]);
        sum.1 += sign * number(&row["Utfall 2020"]);
    };
    for row in table_at(&sources().join("drift.csv")) {
        add(&row["Enhet"], &row["Konto"], &row, 1);
    }
    for row in table_at(&sources().join("intern.csv")) {
        add(&row["Köpare"], &row["Konto"], &row, -1);
        add(&row["Säljare"], &accounts[&row["Konto"]]["Motkonto"], &row, 1);
    }
    sums
}

const COMMENT_LIMIT_TKR: i64 = 250;

#[test]
fn every_unit_answers_every_month_and_explains_what_it_must() {
    let types = by_cost_type();
    let units: BTreeSet<&String> = types.keys().map(|(unit, _)| unit).collect();
    for month in 2..=12 {
        let answers = answers(month);
        for unit in &units {
            for key in ["lamnad_av", "lamnad_datum", "sammanfattning"] {
                assert!(answers.contains_key(&((*unit).clone(), key.to_string())), "{unit} {key} {month}");
            }
        }
        for ((unit, cost_type), (budget, outcome)) in &types {
            let ask = |key: &str| answers.get(&(unit.clone(), format!("{key}:{cost_type}")));
            let forecast = ask("prognos").map(|text| number(text) / 1000);
            assert_eq!(forecast.is_some(), month < 12, "{unit} {cost_type} {month}");
            let deviation = forecast.unwrap_or(*outcome) - budget;
            let explained = ask("kommentar").is_some_and(|words| words.chars().count() <= 500);
            assert_eq!(explained, deviation.abs() >= COMMENT_LIMIT_TKR, "{unit} {cost_type} {month}");
            assert_eq!(ask("orsak").is_some(), explained, "{unit} {cost_type} {month}");
        }
    }
}

#[test]
fn internal_forecasts_cancel_and_the_forecast_of_august_is_above_budget() {
    for month in 2..=11 {
        let answers = answers(month);
        let forecasts = answers.iter().filter(|((_, key), _)| key.starts_with("prognos:"));
        let (internal, all): (Vec<i64>, Vec<i64>) = forecasts
            .map(|((_, key), kr)| (if INTERNAL.contains(&key.as_str()) { number(kr) } else { 0 }, number(kr)))
            .unzip();
        assert_eq!(internal.iter().sum::<i64>(), 0, "month {month}");
        let result = all.iter().sum::<i64>() + adjusted(&answers);
        assert!(month != 8 || (14_000_000..16_000_000).contains(&result), "{result}");
    }
}

/// The sum of the finance office's adjustments, each of them whole and none of them of an internal item.
fn adjusted(answers: &BTreeMap<(String, String), String>) -> i64 {
    let units = table_at(&sources().join("enheter.csv"));
    let is_unit = |word: &String| units.iter().any(|row| *word == format!("{}  {}", row["Kod"], row["Namn"]));
    let rows = answers.iter().filter(|((_, key), _)| key.starts_with("justering") && key.ends_with(":enhet"));
    let amounts = rows.map(|((office, key), unit)| {
        let part = |name: &str| &answers[&(office.clone(), key.replace("enhet", name))];
        assert!(is_unit(unit) && !part("skal").is_empty(), "{office} {key} {unit}");
        assert!(!INTERNAL.contains(&format!("prognos:{}", part("kostnadsslag")).as_str()), "{key}");
        number(part("belopp"))
    });
    amounts.sum()
}

const INTERNAL: [&str; 2] = ["prognos:Interna intäkter", "prognos:Interna kostnader"];

/// Goals and indicators are answered when they are followed up, and only by the units that measure them.
#[test]
fn the_units_answer_for_their_own_indicators() {
    let series = table_at(&sources().join("matserier.csv"));
    for month in 2..=12 {
        let period = format!("2020-{month:02}");
        let expected: BTreeSet<(String, String)> = series
            .iter()
            .filter(|row| {
                row["Lämnas i"] == "mall" && row.get(&period).is_some_and(|value| !value.is_empty())
            })
            .map(|row| (row["Enhet"].clone(), format!("utfall:{}", row["Mått"])))
            .collect();
        let answers = answers(month);
        let given: BTreeSet<(String, String)> =
            answers.keys().filter(|(_, key)| key.starts_with("utfall:")).cloned().collect();
        let unmeasured: BTreeSet<(String, String)> =
            given.iter().filter(|field| answers[*field] == "ej mätt").cloned().collect();
        let measured: BTreeSet<(String, String)> = given.difference(&unmeasured).cloned().collect();
        assert_eq!(measured, expected, "{period}");
        let surveyed = ("420".to_string(), "utfall:M14".to_string());
        assert_eq!(unmeasured, BTreeSet::from_iter((month == 8).then_some(surveyed)), "{period}");
        let asked: BTreeSet<(String, String)> = measured
            .iter()
            .filter(|(_, key)| !key.starts_with("utfall:M"))
            .map(|(unit, key)| (unit.clone(), key.replace("utfall", "vantat")))
            .collect();
        let awaited: BTreeSet<(String, String)> =
            answers.keys().filter(|(_, key)| key.starts_with("vantat:")).cloned().collect();
        assert_eq!(awaited, if month == 12 { BTreeSet::new() } else { asked }, "{period}");
        let rated = answers.keys().filter(|(_, key)| key.starts_with("bedomning:")).count();
        assert_eq!(rated > 0, matches!(month, 4 | 8 | 12), "{period}");
    }
}

/// A unit answers for its own projects and no others; a project without a decided total needs no expected one.
#[test]
fn the_units_say_what_they_expect_of_their_projects() {
    let all = table_at(&sources().join("projekt.csv"));
    let projects: Vec<_> = all.iter().filter(|row| row["År"] == "2020").collect();
    for month in 2..=12 {
        let answers = answers(month);
        for part in ["projektprognos", "projekttotal", "projektklart"] {
            let asked = |row: &&&BTreeMap<String, String>| match part {
                "projektprognos" => month < 12,
                "projekttotal" => !row["Beslutad totalutgift"].is_empty(),
                _ => true,
            };
            let expected: BTreeSet<(String, String)> = projects
                .iter()
                .filter(asked)
                .map(|row| (row["Enhet"].clone(), format!("{part}:{}", row["Projekt"])))
                .collect();
            let given: BTreeSet<(String, String)> =
                answers.keys().filter(|(_, key)| key.starts_with(part)).cloned().collect();
            assert_eq!(given, expected, "{part} {month}");
        }
    }
}

/// Details add up to the line's own forecast where both are given, and every free one says what it is.
#[test]
fn details_are_the_parts_of_their_forecast() {
    let mut lines = 0;
    for month in 2..=11 {
        let answers = answers(month);
        let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
        for ((unit, key), kr) in answers.iter().filter(|((_, key), _)| is_detail(key)) {
            let (_, cost_type) = key.split_once(':').expect("a cost type");
            *sums.entry((unit.clone(), format!("prognos:{cost_type}"))).or_default() += number(kr);
            let said = answers.contains_key(&(unit.clone(), key.replace("detalj", "detaljtext")));
            assert!(said || unit == "900", "{month} {unit} {key}");
        }
        for (line, sum) in sums {
            assert_eq!(answers.get(&line).map(|kr| number(kr)), Some(sum), "{month} {line:?}");
            lines += 1;
        }
    }
    assert!(lines > 0);
}

fn is_detail(key: &str) -> bool {
    key.strip_prefix("detalj").is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
}
