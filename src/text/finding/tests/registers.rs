//! Every finding about a register, once or more.

use rust_decimal::Decimal;

use super::word;
use crate::domain::document::Status;
use crate::domain::finance_policy::{Measure, Unprinted};
use crate::domain::money::Money;
use crate::domain::period::Month;
use crate::finding::{Expected, RegisterProblem, Unreadable};

pub(super) fn all() -> Vec<RegisterProblem> {
    vec![
        RegisterProblem::UnknownStandingText {
            key: word("rr.kalla"),
            known: vec![word("br.källa"), word("rr.källa")],
        },
        RegisterProblem::UnknownFact {
            key: word("långfristiga skulder"),
            known: vec![word("låneram"), word("långfristiga_skulder")],
        },
        RegisterProblem::OtherPlaces {
            key: word("personal.antal"),
            expected: vec![word("{alla}"), word("{lämnade}")],
            found: vec![word("{alla}")],
        },
        RegisterProblem::StandingTextChanged {
            key: word("drift.not"),
            now: word("Plus är bättre än budget."),
        },
        RegisterProblem::NoSuchReport {
            table: word("Texter"),
            period: word("2020-08"),
            report: word("månadsrapport"),
            letter: false,
            own: vec![word("delårsrapport"), word("tjänsteskrivelse")],
            only: None,
        },
        RegisterProblem::NearlyAnotherName {
            table: word("Konton"),
            column: word("Kostnadsslag"),
            name: word("Personalkosnader"),
            other: word("Personalkostnader"),
            rows: 12,
        },
        RegisterProblem::ZerosLost {
            table: word("Organisation"),
            column: word("Kod"),
            code: word("13"),
            meant: word("013"),
        },
        RegisterProblem::Unprintable { table: word("Texter"), column: word("Text"), signs: word("🙂 漢") },
        RegisterProblem::TextWithoutPlace { report: word("månadsrapport"), section: word("styrning") },
        RegisterProblem::NoShortForm {
            section: word("mått"),
            short: vec![word("måluppfyllelse"), word("volymer")],
        },
        RegisterProblem::IndicatorOutlivesGoal {
            indicator: word("M12"),
            goal: word("3"),
            ended: word("2020-06-30"),
        },
        RegisterProblem::BreachWithoutWords {
            measure: Measure::LargestLender,
            since: Month::new(2020, 3).expect("a month"),
        },
        RegisterProblem::DepartureUnprinted {
            measure: Measure::LargestLender,
            month: Month::new(2020, 5).expect("a month"),
            why: Unprinted::Held,
        },
        RegisterProblem::NotTheProgramsText {
            key: word("drift.not"),
            own: word("Plus är bättre än budget."),
        },
        RegisterProblem::AdoptedLacking {
            report: word("årsredovisning"),
            missing: vec![word("kassaflödesanalys"), word("noter")],
            partly: vec![word("personal")],
        },
        RegisterProblem::StatusDisplaced {
            status: Status::ToCouncil,
            written: true,
            missing: 3,
            faulty: 1,
            strays: 0,
        },
        RegisterProblem::UnitNotFollowed {
            table: word("Volymbudget"),
            indicator: word("V01"),
            unit: word("510"),
        },
        RegisterProblem::TextOfUnit { section: word("händelser") },
        RegisterProblem::ProjectWithoutYear {
            project: word("07201"),
            name: word("Gata och VA med sanering"),
            year: 2020,
            spent: Money::from_kr(9_200_000),
        },
        RegisterProblem::TemplatesNotWritten { period: word("2020-10"), needed: false },
        RegisterProblem::MissingTable { table: word("Konton") },
        RegisterProblem::MissingColumns { table: word("Konton"), columns: vec![word("Från"), word("Rad")] },
        RegisterProblem::UnknownColumn { table: word("Konton"), column: word("Frånn") },
        RegisterProblem::MissingValue { table: word("Organisation"), column: word("Namn") },
        RegisterProblem::WrongValue {
            table: word("Tidplan"),
            column: word("KS"),
            found: word("imorgon"),
            expected: Expected::Date,
        },
        RegisterProblem::DuplicateKey { table: word("Organisation"), key: word("310"), first_row: 4 },
        RegisterProblem::UnknownReference {
            table: word("Mål"),
            column: word("Perspektiv"),
            found: word("X"),
            refers_to: word("Perspektiv"),
            known: vec![word("XS"), word("VU")],
        },
        RegisterProblem::OverlappingCodes { table: word("Konton"), codes: word("5000-5099"), first_row: 12 },
        RegisterProblem::UnreadableFile { why: Unreadable::OldExcel },
        RegisterProblem::Cycle { table: word("Organisation"), keys: vec![word("31"), word("310")] },
        RegisterProblem::CostTypeOnTwoLines {
            cost_type: word("Personal"),
            line: word("VK"),
            first_line: word("VI"),
            first_row: 7,
        },
        RegisterProblem::MissingExportFields { profile: word("huvudbok"), fields: vec![word("konto")] },
        RegisterProblem::TableTwice { table: word("Konton"), other: word("grunddata/Konton.csv") },
        RegisterProblem::UnknownTable { name: word("Blad1") },
        RegisterProblem::NotOneRoot { roots: vec![word("1"), word("2")] },
        RegisterProblem::TurnedValidity {
            table: word("Organisation"),
            from: word("2020-07-01"),
            to: word("2020-06-30"),
        },
        RegisterProblem::UnreadableRow { table: word("Konton"), expected: 10, found: 9 },
        RegisterProblem::MissingSetting { key: word("kommun") },
        RegisterProblem::PeriodNotScheduled { period: word("2020-09") },
        RegisterProblem::NoTemplatesScheduled { period: word("2020-01") },
        RegisterProblem::TurnedInterval { from: 90.into(), to: Decimal::new(805, 1) },
        RegisterProblem::LimitOfNothing { to: 90.into() },
        RegisterProblem::ComparisonOfUnit,
        RegisterProblem::FaintColour {
            colour: word("#E0672D"),
            on_white: 341,
            on_tint: 305,
            darker: word("#B05123"),
        },
        RegisterProblem::PostOutsideYears {
            post: word("användning av resultatreserv"),
            year: 2023,
            first: 2024,
            last: i32::MAX,
        },
        RegisterProblem::AccountOfOtherSide { codes: word("2980"), balance: false },
        RegisterProblem::GoalAsVolume { indicator: word("M05") },
        RegisterProblem::ManYearsTwice { first_row: 5 },
        RegisterProblem::SignOfPost { post: word("realisationsvinster"), amount: Money::from_kr(-5) },
        RegisterProblem::NegativeAmount {
            table: word("Lån"),
            column: word("Belopp"),
            amount: Money::from_kr(-5_000_000),
        },
        RegisterProblem::TurnedDates {
            earlier: word("Räntan bunden till"),
            first: word("2026-05-20"),
            later: word("Förfaller"),
            last: word("2025-05-20"),
        },
        RegisterProblem::FractionForPercent { found: Decimal::new(95, 2) },
        RegisterProblem::RowsAtTheSameTime {
            table: word("Finanspolicy"),
            key: word("låneskuld i mkr"),
            first_row: 2,
        },
        RegisterProblem::UsedAboveCredit {
            used: Money::from_kr(6_000_000),
            credit: Money::from_kr(5_000_000),
        },
        RegisterProblem::MissingOptionalColumns { table: word("Tidplan"), columns: vec![word("Sista dag")] },
    ]
}
