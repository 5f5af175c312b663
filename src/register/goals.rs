//! Perspektiv, Mål, Volymbudget, Bedömningar and Finansiella mål.

use rust_decimal::Decimal;

use super::read::{Desk, unknown};
use crate::domain::goal::{BudgetedVolume, FinancialGoal, Goal, KeyFigure, Perspective, Rating, RatingStep};
use crate::finding::RegisterProblem;

pub(super) fn perspectives(desk: &Desk) -> Vec<Perspective> {
    let read = |row: &super::table::Row| {
        Some(Perspective { code: row.code("Kod")?, name: row.text("Namn")?, validity: row.validity() })
    };
    desk.rows("Perspektiv").iter().filter_map(read).collect()
}

pub(super) fn goals(desk: &Desk) -> Vec<Goal> {
    let read = |row: &super::table::Row| {
        Some(Goal {
            code: row.code("Mål")?,
            perspective: row.code("Perspektiv")?,
            focus_area: row.text("Fokusområde")?,
            text: row.text("Text")?,
            validity: row.validity(),
            at: row.at(),
        })
    };
    desk.rows("Mål").iter().filter_map(read).collect()
}

pub(super) fn volumes(desk: &Desk) -> Vec<BudgetedVolume> {
    let read = |row: &super::table::Row| {
        Some(BudgetedVolume {
            indicator: row.code("Mått")?,
            unit: row.code("Enhet")?,
            year: row.year("År")?,
            value: row.number("Budgeterat")?,
        })
    };
    desk.rows("Volymbudget").iter().filter_map(read).collect()
}

pub(super) fn ratings(desk: &mut Desk, scale: &[RatingStep]) -> Vec<Rating> {
    const TABLE: &str = "Bedömningar";
    let mut read = Vec::new();
    let mut faults = Vec::new();
    for row in desk.rows(TABLE) {
        let Some(found) = row.text("Bedömning") else { continue };
        let step = scale.iter().find(|step| step.word.to_lowercase() == found.to_lowercase());
        let Some(step) = step else {
            faults.push((row.number, found));
            continue;
        };
        let rating = || {
            Some(Rating {
                goal: row.code("Mål")?,
                unit: row.code("Enhet"),
                period: row.month("Period")?,
                word: step.word.clone(),
                words_of_dialogue: row.words("Ord"),
                date: row.date("Datum"),
                participants: row.words("Deltagare"),
                reason: row.words("Skäl"),
                at: row.at(),
            })
        };
        read.extend(rating());
    }
    for (row, found) in faults {
        let words = scale.iter().map(|step| &step.word);
        desk.fault(TABLE, row, "Bedömning", unknown(TABLE, "Bedömning", &found, SCALE_NAME, words));
    }
    read
}

/// What findings call the rating scale.
const SCALE_NAME: &str = "bedömningsskalan";

const FINANCIAL: &str = "Finansiella mål";

/// Limits in per cent that are most likely written as parts of one.
pub(super) fn check_financial(desk: &mut Desk) {
    let fraction = |row: &super::table::Row| {
        let (figure, found) = (row.choice("Nyckeltal", KeyFigure::ALL)?, row.number("Gräns")?);
        let below = figure.least_percent()?;
        let low = found > Decimal::ZERO && found < below;
        low.then_some((row.number, RegisterProblem::FractionForPercent { found }))
    };
    let found: Vec<(u32, RegisterProblem)> = desk.rows(FINANCIAL).iter().filter_map(fraction).collect();
    for (row, problem) in found {
        desk.fault(FINANCIAL, row, "Gräns", problem);
    }
}

pub(super) fn financial(desk: &Desk) -> Vec<FinancialGoal> {
    let read = |row: &super::table::Row| {
        Some(FinancialGoal {
            code: row.code("Mål")?,
            name: row.text("Namn")?,
            key_figure: row.choice("Nyckeltal", KeyFigure::ALL)?,
            at_least: row.choice("Villkor", &[true, false])?,
            limit: row.number("Gräns")?,
        })
    };
    desk.rows(FINANCIAL).iter().filter_map(read).collect()
}
