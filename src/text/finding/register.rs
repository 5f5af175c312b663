//! Sentences for findings about grunddata and the statement layouts.

mod cells;
mod document;
mod matters;
mod printed;
mod structure;
mod tables;

use document::Waits;

use super::{Told, listed, quoted, unreadable};
use crate::finding::RegisterProblem;

/// Each by what it is about.
pub(super) fn told(problem: &RegisterProblem) -> Told {
    match problem {
        RegisterProblem::MissingTable { table } => tables::missing_table(table),
        RegisterProblem::MissingColumns { table, columns } => tables::missing_columns(table, columns),
        RegisterProblem::UnknownColumn { table, column } => tables::unknown_column(table, column),
        RegisterProblem::MissingValue { table, column } => cells::missing_value(table, column),
        RegisterProblem::WrongValue { table, column, found, expected: what } => {
            cells::wrong_value(table, column, found, what)
        }
        RegisterProblem::DuplicateKey { table, key, first_row } => {
            cells::duplicate_key(table, key, *first_row)
        }
        RegisterProblem::UnknownReference { table, column, found, refers_to, known } => {
            cells::unknown_reference(table, column, found, refers_to, known)
        }
        RegisterProblem::OverlappingCodes { table, codes, first_row } => {
            cells::overlapping_codes(table, codes, *first_row)
        }
        RegisterProblem::UnreadableFile { why } => unreadable(*why),
        RegisterProblem::Cycle { table, keys } => structure::cycle(table, keys),
        RegisterProblem::CostTypeOnTwoLines { cost_type, line, first_line, first_row } => {
            structure::cost_type_on_two_lines(cost_type, line, first_line, *first_row)
        }
        RegisterProblem::MissingExportFields { profile, fields } => {
            structure::missing_export_fields(profile, fields)
        }
        RegisterProblem::TableTwice { table, other } => tables::table_twice(table, other),
        RegisterProblem::UnknownTable { name } => tables::unknown_table(name),
        RegisterProblem::NotOneRoot { roots } => structure::not_one_root(roots),
        RegisterProblem::TurnedValidity { table, from, to } => cells::turned_validity(table, from, to),
        RegisterProblem::UnreadableRow { table, expected, found } => {
            tables::unreadable_row(table, *expected, *found)
        }
        RegisterProblem::MissingSetting { key } => structure::missing_setting(key),
        RegisterProblem::PeriodNotScheduled { period } => structure::period_not_scheduled(period),
        RegisterProblem::NoTemplatesScheduled { period } => structure::no_templates_scheduled(period),
        RegisterProblem::TurnedInterval { from, to } => cells::turned_interval(*from, *to),
        RegisterProblem::LimitOfNothing { to } => cells::limit_of_nothing(*to),
        RegisterProblem::PostOutsideYears { post, year, first, last } => {
            matters::post_outside_years(post, *year, *first, *last)
        }
        RegisterProblem::SignOfPost { post, amount } => matters::sign_of_post(post, *amount),
        RegisterProblem::NegativeAmount { table, column, amount } => {
            cells::negative_amount(table, column, *amount)
        }
        RegisterProblem::TurnedDates { earlier, first, later, last } => {
            cells::turned_dates(earlier, first, later, last)
        }
        RegisterProblem::FractionForPercent { found } => cells::fraction_for_percent(*found),
        RegisterProblem::RowsAtTheSameTime { table, key, first_row } => {
            cells::rows_at_the_same_time(table, key, *first_row)
        }
        RegisterProblem::UsedAboveCredit { used, credit } => matters::used_above_credit(*used, *credit),
        RegisterProblem::ComparisonOfUnit => matters::comparison_of_unit(),
        RegisterProblem::FaintColour { colour, on_white, on_tint, darker } => {
            structure::faint_colour(colour, *on_white, *on_tint, darker)
        }
        RegisterProblem::UnknownStandingText { key, known } => printed::unknown_key(key, known),
        RegisterProblem::UnknownFact { key, known } => printed::unknown_fact(key, known),
        RegisterProblem::OtherPlaces { key, expected, found } => printed::other_places(key, expected, found),
        RegisterProblem::StandingTextChanged { key, now } => printed::program_changed(key, now),
        RegisterProblem::NotTheProgramsText { key, own } => printed::not_the_programs(key, own),
        RegisterProblem::NoSuchReport { table, period, report, letter, own, only } => Told::new(
            printed::no_report(table, period, report),
            printed::report_expected(period, own, only.as_deref()),
            printed::report_remedy(*letter, own),
        ),
        RegisterProblem::TextWithoutPlace { report, section } => printed::no_section(report, section),
        RegisterProblem::NoShortForm { section, short } => structure::no_short_form(section, short),
        RegisterProblem::IndicatorOutlivesGoal { indicator, goal, ended } => {
            matters::indicator_outlives_goal(indicator, goal, ended)
        }
        RegisterProblem::BreachWithoutWords { measure, since } => {
            printed::breach_without_words(*measure, *since)
        }
        RegisterProblem::DepartureUnprinted { measure, month, why } => {
            printed::departure(*measure, *month, *why)
        }
        RegisterProblem::AdoptedLacking { report, missing, partly } => {
            document::lacking(report, missing, partly)
        }
        RegisterProblem::StatusDisplaced { status, written, missing, faulty, strays } => document::displaced(
            *status,
            &Waits { written: *written, missing: *missing, faulty: *faulty, strays: *strays },
        ),
        RegisterProblem::TemplatesNotWritten { period, needed } => document::no_templates(period, *needed),
        RegisterProblem::UnitNotFollowed { table, indicator, unit } => {
            printed::unit_not_followed(table, indicator, unit)
        }
        RegisterProblem::TextOfUnit { section } => printed::text_of_unit(section),
        RegisterProblem::ProjectWithoutYear { project, name, year, spent } => {
            matters::project_without_year(project, name, *year, *spent)
        }
        RegisterProblem::AccountOfOtherSide { codes, balance } => {
            structure::account_of_other_side(codes, *balance)
        }
        RegisterProblem::NearlyAnotherName { table, column, name, other, rows } => {
            cells::nearly_another_name([table, column, name, other], *rows)
        }
        RegisterProblem::ZerosLost { table, column, code, meant } => {
            cells::zeros_lost(table, column, code, meant)
        }
        RegisterProblem::Unprintable { table, column, signs } => cells::unprintable(table, column, signs),
        RegisterProblem::GoalAsVolume { indicator } => matters::goal_as_volume(indicator),
        RegisterProblem::ManYearsTwice { first_row } => matters::man_years_twice(*first_row),
        RegisterProblem::MissingOptionalColumns { table, columns } => {
            tables::missing_optional_columns(table, columns)
        }
    }
}

pub(super) fn columns_named(columns: &[String]) -> String {
    if columns.len() == 1 {
        format!("kolumnen {}", columns[0])
    } else {
        format!("kolumnerna {}", listed(columns))
    }
}
