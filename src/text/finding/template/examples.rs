//! One example of every problem of the templates, for the test that lists all codes.

use rust_decimal::Decimal;

use crate::domain::money::{KronorUnit, Money, Sense};
use crate::domain::period::Month;
use crate::finding::{
    AmountTrouble, Asks, Confirm, Contact, Difference, Expected, Lacking, Likeness, LostPart,
    RegisterTrouble, Shown, TemplateProblem, Trace, Unreadable,
};

pub fn examples() -> Vec<TemplateProblem> {
    let month = Month::new(2020, 8).expect("a month");
    let word = |text: &str| text.to_string();
    let field = || word("Prognos helår, Personalkostnader");
    let (budget, last_year) = (Money::from_kr(-31_500_000), Money::from_kr(-30_250_010));
    vec![
        TemplateProblem::UnreadableFile { why: Unreadable::Damaged },
        TemplateProblem::NotATemplate,
        TemplateProblem::WrongPeriod { found: word("2020-04"), expected: month },
        TemplateProblem::UnknownVersion { found: word("0"), expected: word("1") },
        TemplateProblem::OtherIssue { unit: word("310") },
        TemplateProblem::NotIssued { unit: word("999") },
        TemplateProblem::MarksDisagree {
            marks: vec![word("UPPF-1 · 2020-08 · 310 · 9F86D081"), word("UPPF-1 · 2020-08 · 320 · 0A1B2C3D")],
        },
        TemplateProblem::SeveralFiles {
            unit: word("310"),
            files: vec![word("inkommet/2020-08/310.xlsx"), word("inkommet/2020-08/kopia.xlsx")],
        },
        TemplateProblem::SameAnswerTwice { unit: word("310"), other: word("inkommet/2020-08/kopia.xlsx") },
        TemplateProblem::NothingFilled { unit: word("310") },
        TemplateProblem::FieldLost { field: field() },
        TemplateProblem::FoundByKey { field: field() },
        TemplateProblem::FieldsCollide { field: field() },
        TemplateProblem::FieldMoved { field: field() },
        TemplateProblem::FieldTwice { field: field(), other: word("Ekonomi (2) I9") },
        TemplateProblem::NotAnAmount {
            field: field(),
            found: word("1.080"),
            why: AmountTrouble::Either(vec![1080.into(), Decimal::new(108, 2)]),
            unit: KronorUnit::Kr,
            sense: Sense::Result,
            usual: Some(budget),
        },
        TemplateProblem::DetailsDiffer {
            field: field(),
            own: budget,
            details: Money::from_kr(-31_000_000),
            unit: KronorUnit::Kr,
            cell: (8, 12),
            parts: vec![(9, 12), (10, 12)],
        },
        TemplateProblem::ReadAs {
            field: field(),
            found: word("-31 500 000"),
            value: Shown::Amount(budget, KronorUnit::Kr),
        },
        TemplateProblem::WrongValue {
            field: word("Bedömning, mål G03"),
            found: word("bra"),
            expected: Expected::Choice(vec![word("god"), word("otillräcklig")]),
            meant: None,
            example: None,
        },
        TemplateProblem::DateOutside {
            field: word("Mätdatum, mått M012"),
            found: month.year_before().first_day(),
            from: month.first_day(),
            to: month.last_day(),
        },
        TemplateProblem::TooLong { field: word("Kommentar, Personalkostnader"), characters: 501, most: 500 },
        TemplateProblem::Formula { field: field(), formula: word("-30000000-1500000") },
        TemplateProblem::FormulaWithoutValue { field: field(), formula: word("B2*2") },
        TemplateProblem::ExternalLink { field: field(), formula: word("[1]Blad1!A1") },
        TemplateProblem::ErrorValue { field: field(), found: word("#DIV/0!") },
        TemplateProblem::MissingAnswer {
            field: field(),
            asks: Asks::Amount { unit: KronorUnit::Kr, sense: Sense::Result, usual: Some(budget) },
        },
        TemplateProblem::MissingComment {
            field: word("Kommentar, Personalkostnader"),
            lacking: Lacking::Comment,
            deviation: Money::from_kr(-500_000),
            limit: Money::from_kr(100_000),
        },
        TemplateProblem::TkrOrKr {
            field: field(),
            found: Money::from_kr(-31_500),
            meant: Some(budget),
            budget,
            last_year,
            unit: KronorUnit::Kr,
            confirm: Confirm { cell: word("N10"), unexplained: None },
        },
        TemplateProblem::OtherSign {
            field: field(),
            found: -budget,
            budget,
            last_year,
            unit: KronorUnit::Kr,
            confirm: Confirm { cell: word("N10"), unexplained: Some(-budget - budget) },
        },
        TemplateProblem::TinyAmount {
            field: word("Effekt i år, åtgärd 1"),
            found: Money::from_ore(12),
            unit: KronorUnit::Kr,
        },
        TemplateProblem::DateNumber {
            field: word("Effekt i år, åtgärd 1"),
            found: word("44074"),
            date: month.last_day(),
        },
        TemplateProblem::PercentOrShare {
            field: word("Utfall, mått M012"),
            found: word("0,87"),
            percent: word("87"),
        },
        TemplateProblem::SheetRenamed { expected: word("Ekonomi") },
        TemplateProblem::IssuedRegister { why: RegisterTrouble::Changed },
        TemplateProblem::NoAnswer {
            place: 0,
            unit: word("Norra förskolan"),
            manager: word("Rektor"),
            last: Some(month.last_day()),
            unread: Vec::new(),
        },
        TemplateProblem::AnsweredAlready {
            units: vec![word("Norra förskolan"), word("Södra förskolan")],
            folder: word("mallar/2020-08"),
        },
        TemplateProblem::PassedOver { what: Trace::OpenFile { name: word("310.xlsx") } },
        TemplateProblem::Changed {
            field: word("Personalkostnader, Budget 2020, kr"),
            was: Some(Shown::Amount(budget, KronorUnit::Kr)),
            now: Some(Shown::Amount(Money::from_ore(-3_200_000_050), KronorUnit::Kr)),
        },
        TemplateProblem::MoreChanged { cells: 4 },
        TemplateProblem::Beside { found: word("jämför med förra året") },
        TemplateProblem::MoreBeside { cells: 1 },
        TemplateProblem::FieldsLost { part: LostPart::Row, name: word("Lokalhyror"), fields: 4 },
        TemplateProblem::FieldsFoundByKey { fields: 61 },
        TemplateProblem::PersonalNumber {
            field: word("Kommentar, Personalkostnader"),
            found: word("Elev 811218-9876 har flyttat"),
        },
        TemplateProblem::PersonWord {
            field: word("Kommentar, Personalkostnader"),
            word: word("sjukskriven"),
        },
        TemplateProblem::WeakText { field: word("Kommentar, Personalkostnader"), found: word("-") },
        TemplateProblem::ForecastEquals {
            field: field(),
            found: budget,
            like: Likeness::Outcome,
            unit: KronorUnit::Kr,
            confirm: Confirm { cell: word("N10"), unexplained: None },
        },
        TemplateProblem::ForecastsAsBudget { lines: 4 },
        TemplateProblem::ValuesAsBefore { values: 3 },
        TemplateProblem::FarOff {
            field: word("Utfall, mått V01"),
            found: word("3480"),
            usual: vec![word("348"), word("345,5")],
        },
        TemplateProblem::OtherUnitsName { unit: word("310"), named: word("Norra förskolan") },
        TemplateProblem::OlderFile {
            unit: word("310"),
            counted: word("inkommet/2020-08/ny.xlsx"),
            differences: vec![Difference {
                question: field(),
                here: Some(Shown::Amount(budget, KronorUnit::Kr)),
                counted: None,
            }],
            more: 3,
        },
        TemplateProblem::ContactDetails {
            field: word("Kommentar, Personalkostnader"),
            contact: Contact::Phone,
        },
        TemplateProblem::PersonName { field: word("Ansvarig, åtgärd 1"), found: word("Anna Svensson") },
        TemplateProblem::SmallEffect {
            field: word("Effekt i år, åtgärd 1"),
            found: Money::from_kr(300),
            meant: Money::from_kr(300_000),
        },
        TemplateProblem::SheetInThousands { cells: 6 },
        TemplateProblem::RowsShifted { row: 12, rows: -1, fields: 48 },
        TemplateProblem::Unprintable { field: word("Kommentar, Personalkostnader"), signs: word("🙂") },
        TemplateProblem::NoEarlierForecasts { period: month },
    ]
}
