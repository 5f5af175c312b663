//! Every finding code once, with its sentences, in one listed snapshot.

mod registers;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Told, beside_field, line, told};
use crate::domain::finance_policy::{Lack, Matter, Measure, Since};
use crate::domain::goal::Condition;
use crate::domain::money::Money;
use crate::domain::period::{LedgerPeriod, Missed, Month};
use crate::domain::settings::ExportField;
use crate::finding::{
    BooksProblem, BudgetProblem, CodeKind, ControlQuantity, Expected, Finding, FindingCode, FolderProblem,
    GoalProblem, LedgerProblem, LeftOutProblem, Place, Problem, ReconciliationProblem, Undrawable, Unlike,
    Unreadable, WhyUnknown,
};

fn word(text: &str) -> String {
    text.to_string()
}

fn ledger() -> Vec<LedgerProblem> {
    let period = LedgerPeriod::new(2020, 8).expect("a period");
    let kr = Money::from_kr;
    vec![
        LedgerProblem::NoFiles,
        LedgerProblem::MissingColumns {
            columns: vec![word("Belopp")],
            others: vec![word("Text")],
            found: vec![word("Ansvar"), word("Konto"), word("Kr")],
            profile: word("huvudbok"),
        },
        LedgerProblem::NotAnAmount { found: word("1.5 mkr"), profile: word("raindance") },
        LedgerProblem::NotAPeriod { found: word("202014") },
        LedgerProblem::UnknownCodes {
            kind: CodeKind::Account,
            code: word("4999"),
            name: "Städ".into(),
            rows: 12,
            sum: kr(1_200),
            why: Box::new(WhyUnknown::OtherTime(Missed::Ended(Month { year: 2019, month: 12 }))),
        },
        LedgerProblem::UnbalancedVoucher { voucher: word("A 104"), period, difference: kr(-100) },
        LedgerProblem::OpeningDiffers { account: word("1910"), year: 2020, opening: kr(10), closing: kr(11) },
        LedgerProblem::ControlSumDiffers {
            period: Some(period),
            what: ControlQuantity::ResultClasses,
            expected: kr(5),
            found: kr(6),
        },
        LedgerProblem::NotProven,
        LedgerProblem::UnreadableRow { expected: 9, found: 8 },
        LedgerProblem::UnreadableFile { why: Unreadable::Empty },
        LedgerProblem::MissingMonths { months: vec![word("2020-03"), word("2020-04")] },
        LedgerProblem::InternalRemainder { year: 2020, remainder: kr(-7) },
        LedgerProblem::ControlRowsDiffer { period: None, expected: 20_000, found: 19_999 },
        LedgerProblem::ControlFileMissing,
        LedgerProblem::SameFileTwice { other: word("redovisning/a.csv") },
        LedgerProblem::SignLooksTurned { income: kr(-100), costs: kr(200), all: true },
        LedgerProblem::ResultInOpening { account: word("5010") },
        LedgerProblem::MissingOpening { year: 2020 },
        LedgerProblem::OpeningUnbalanced { year: 2020, difference: kr(3) },
        LedgerProblem::MoreRows { rows: 1_200 },
        LedgerProblem::UnbalancedPeriod { period, difference: kr(4) },
        LedgerProblem::SameVouchers {
            other: word("redovisning/a.csv"),
            vouchers: 1_204,
            voucher: word("A 104"),
            period,
            debit: kr(1_800_000),
        },
        LedgerProblem::NotInControlSums,
        LedgerProblem::OpenQuote,
        LedgerProblem::StrayYear { period, rows: 2 },
        LedgerProblem::TooManyCodes { codes: 1_048_576 },
        LedgerProblem::MoreVouchers { vouchers: 1_200, more: true },
        LedgerProblem::UnclearAmount {
            found: word("57,957"),
            readings: vec![Decimal::new(57_957, 3), Decimal::new(57_957, 0)],
        },
        LedgerProblem::LeftOut(LeftOutProblem::Rows { headings: 1, texts: 2, totals: 12, sum: kr(1_200) }),
        LedgerProblem::LeftOut(LeftOutProblem::TotalDiffers { expected: kr(10), found: kr(9) }),
        LedgerProblem::LeftOut(LeftOutProblem::CountDiffers { expected: 1_235, found: 1_234 }),
        LedgerProblem::DoubledColumn { heading: word("Konto"), columns: vec![2, 28] },
        LedgerProblem::CodesWithNames { cells: 12, first: word("4010 Städ"), code: word("4010") },
        LedgerProblem::OtherSeparator { found: b'\t', expected: b';', profile: word("huvudbok") },
        LedgerProblem::BothSides { debit: word("5,00"), credit: word("3,00") },
        LedgerProblem::WithoutColumns {
            columns: vec![(ExportField::Project, word("Projekt")), (ExportField::Voucher, word("Vernr"))],
            found: vec![word("Ansvar"), word("Projektnr")],
            profile: word("huvudbok"),
        },
        LedgerProblem::DestroyedLetters { letters: 1_200 },
        LedgerProblem::SheetMissing { sheet: word("Data"), sheets: vec![word("Blad1"), word("Läs mig")] },
        LedgerProblem::SeveralSheets { sheets: vec![word("Rader"), word("Kopia")] },
        LedgerProblem::BrokenCell { found: word("#DIV/0!") },
        LedgerProblem::ProjectWithoutZeros {
            found: "7101".to_string(),
            codes: vec!["07101".to_string()],
            rows: 26,
            sum: Money::from_kr(15_100_011),
        },
        LedgerProblem::LostZeros {
            heading: word("Ansvar"),
            cells: 492,
            first: word("155"),
            code: word("0155"),
        },
        LedgerProblem::UnclearZeros { found: word("110"), codes: vec![word("0110"), word("00110")] },
    ]
}

fn books() -> Vec<BooksProblem> {
    let period = |number| LedgerPeriod::new(2020, number).expect("a period");
    let kr = Money::from_kr;
    let unlike =
        |number, account| Unlike { period: period(number), account: word(account), own: kr(5), other: kr(4) };
    vec![
        BooksProblem::SameSums {
            other: word("redovisning/a.csv"),
            periods: vec![period(0), period(1), period(2), period(4)],
            debit: kr(1_800_000),
        },
        BooksProblem::OtherVersion {
            other: word("redovisning/a.csv"),
            periods: vec![period(11), period(12)],
            unlike: vec![unlike(12, "1910"), unlike(12, "5010")],
            accounts: 14,
            rows: 1_204,
            other_rows: 1_180,
        },
        BooksProblem::Cumulative {
            first: (period(1), kr(10_000)),
            last: (period(8), kr(81_000)),
            codes: 1_200,
            growing: 1_180,
        },
        BooksProblem::NotCumulative { first: (period(1), kr(10_000)), last: (period(8), kr(10_400)) },
        BooksProblem::CumulativeGone {
            codes: 2,
            ansvar: word("1101"),
            account: word("5010"),
            period: period(4),
            amount: kr(12_000),
        },
        BooksProblem::Replaced {
            by: word("redovisning/b.csv"),
            periods: vec![period(11), period(12)],
            unlike: vec![unlike(12, "5010")],
            accounts: 1,
            fewer: Some((2_158, 2_107)),
        },
        BooksProblem::SeveralProfiles { profiles: vec![word("raindance"), word("unit4")] },
        BooksProblem::ResultBooked { year: 2020, booked: kr(12), result: kr(13) },
        BooksProblem::Scale {
            unit: word("Kost"),
            line: word("Personal"),
            outcome: kr(-12),
            budget: kr(-12_000),
            last_year: kr(-11_500),
        },
        BooksProblem::CounterpartUnread {
            profile: word("sie"),
            name: word("Motpart"),
            dimension: Some(word("7")),
        },
    ]
}

fn budget() -> Vec<BudgetProblem> {
    vec![
        BudgetProblem::NoFiles,
        BudgetProblem::LeftOut(LeftOutProblem::Rows {
            headings: 1,
            texts: 0,
            totals: 12,
            sum: Money::from_kr(1_200),
        }),
        BudgetProblem::LeftOut(LeftOutProblem::TotalDiffers {
            expected: Money::from_kr(10),
            found: Money::from_kr(9),
        }),
        BudgetProblem::LeftOut(LeftOutProblem::CountDiffers { expected: 1_235, found: 1_234 }),
        BudgetProblem::MissingColumns {
            columns: vec![word("Belopp"), word("Konto")],
            others: Vec::new(),
            found: Vec::new(),
        },
        BudgetProblem::NotAnAmount { found: word("tolv") },
        BudgetProblem::UnclearAmount { found: word("1,234"), readings: vec![1234.into()] },
        BudgetProblem::UnknownCodes {
            kind: CodeKind::Ansvar,
            code: word(""),
            rows: 1,
            sum: Money::from_kr(3),
            why: Box::new(WhyUnknown::Empty),
        },
        BudgetProblem::UnknownProfile { found: word("sommar"), rows: 2 },
        BudgetProblem::WrongValue { column: word("År"), found: word("i år"), expected: Expected::Year },
        BudgetProblem::UnreadableRow { expected: 9, found: 10 },
        BudgetProblem::UnreadableFile { why: Unreadable::WebPage },
        BudgetProblem::MissingDecision,
        BudgetProblem::SieFile,
        BudgetProblem::DecisionAfter {
            decision: word("KF 2020 § 90"),
            date: Month { year: 2020, month: 11 }.last_day(),
            period: Month { year: 2020, month: 10 },
            sum: Money::from_kr(-400_000),
        },
        BudgetProblem::SameFileTwice { other: word("budget/a.csv") },
        BudgetProblem::InternalRemainder { year: 2020, remainder: Money::from_kr(9) },
        BudgetProblem::MoreRows { rows: 1 },
        BudgetProblem::RepeatedRows { rows: 1, sum: Money::from_kr(-12_000), first: 14 },
        BudgetProblem::BudgetOfTwoKinds { year: 2020, other: "budget/budget.csv".to_string() },
        BudgetProblem::NoBudgetOfYear { year: 2021, years: vec![2019, 2020] },
        BudgetProblem::SameRows {
            other: Place::Line { file: "budget/a.csv".into(), line: 2, column: Some("Konto".into()) },
            rows: 940,
            sum: Money::from_kr(-900),
        },
        BudgetProblem::UnusedYear { year: 2021, rows: 1, sum: Money::from_kr(-5) },
        BudgetProblem::TransferNotZero {
            decision: word("KS 2020 § 62"),
            year: 2020,
            remainder: Money::from_kr(-100),
        },
        BudgetProblem::DecisionDiffers {
            decision: word(""),
            year: 2020,
            expected: Money::from_kr(8_935_000),
            found: Money::from_kr(8_934_000),
        },
        BudgetProblem::DecisionWithoutRows { decision: word("KF 2020 § 48"), year: 2020 },
        BudgetProblem::DecisionNotListed {
            decision: word("KF 2020 § 49"),
            year: 2020,
            rows: 2,
            sum: Money::from_kr(-400),
        },
        BudgetProblem::NoSeason { year: 2020, of: 2019, rows: 3, sum: Money::from_kr(-75) },
        BudgetProblem::MonthsDiffer { year: Money::from_kr(1_200), months: Money::from_kr(1_199) },
        BudgetProblem::WithoutColumns {
            columns: vec![(ExportField::DecisionKind, word("Slag"))],
            found: vec![word("År")],
        },
        BudgetProblem::SignLooksTurned { income: Money::from_kr(-100), costs: Money::from_kr(90) },
        BudgetProblem::Scale {
            unit: word("Kost"),
            line: word("Personal"),
            budget: Money::from_kr(-12),
            outcome: Money::from_kr(-12_000),
            last_year: Money::from_kr(-11_500),
        },
    ]
}

/// One example of every problem; each station's examples as many as its `number` has arms.
fn examples() -> Vec<Problem> {
    let mut all: Vec<Problem> = Vec::new();
    all.extend(registers::all().into_iter().map(Problem::from));
    all.extend(ledger().into_iter().map(Problem::from));
    all.extend(super::sie::examples().into_iter().map(Problem::from));
    all.extend(books().into_iter().map(Problem::from));
    all.extend(budget().into_iter().map(Problem::from));
    all.extend(super::template::examples().into_iter().map(Problem::from));
    let april = Month { year: 2020, month: 4 };
    all.push(
        GoalProblem::LimitBreached {
            measure: Measure::LiquidityReserve,
            condition: Condition::AtLeast,
            limit: 25.into(),
            value: Decimal::new(2214, 2),
            since: Since { month: april, open: true },
            explained: vec![2, 5],
        }
        .into(),
    );
    let lack = Lack::Liquidity;
    all.push(GoalProblem::LimitNotMeasured { measure: Measure::CreditUsed, month: april, lack }.into());
    let (register, balance) = (Money::from_kr(247_462_001), Money::from_kr(247_462_000));
    let matter = Matter::Guarantees;
    let (result, left) = (Money::from_kr(1_250_000), Money::from_kr(-250_000));
    all.push(ReconciliationProblem::TariffUnsettled { collective: "VA".into(), result, left }.into());
    let (unit, given) = ("210 Kostenheten".to_string(), april);
    let (forecast, outcome) = (Money::from_kr(-12_000_000), Money::from_kr(-12_000_001));
    all.push(ReconciliationProblem::ForecastPassed { unit, given, forecast, outcome }.into());
    all.push(ReconciliationProblem::WholeForecastPassed { given, forecast, outcome }.into());
    all.push(ReconciliationProblem::RegisterDiffers { matter, month: april, register, balance }.into());
    all.extend(goals().into_iter().map(Problem::from));
    all.extend(folder().into_iter().map(Problem::from));
    all.push(
        ReconciliationProblem::InternalForecasts {
            remainder: Money::from_kr(-112_345),
            fault: true,
            rounding: false,
            absent: Vec::new(),
            asked: 29,
        }
        .into(),
    );
    all
}

/// How many codes a station's source gives: the arms of its `number`.
fn declared(source: &str) -> usize {
    let ends = |line: &&str| {
        line.split_once(" => ")
            .and_then(|(_, number)| number.strip_suffix(','))
            .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    source.lines().filter(ends).count()
}

#[test]
fn every_code_has_its_sentences_and_its_own_number() {
    let mut listed: BTreeMap<FindingCode, Vec<Problem>> = BTreeMap::new();
    for problem in examples() {
        listed.entry(problem.code()).or_default().push(problem);
    }
    let mut snapshot = String::new();
    for (code, problems) in &listed {
        assert_eq!(problems.len(), 1, "{code} stands for several problems: {problems:?}");
        let finding = Finding { place: Place::Folder, problem: problems[0].clone() };
        let Told { found, expected, remedy } = told(&finding.problem);
        for sentence in [&found, &expected, &remedy] {
            assert!(sentence.ends_with('.'), "{code}: {sentence}");
        }
        snapshot.push_str(&line(&finding));
        snapshot.push('\n');
    }
    insta::assert_snapshot!(snapshot);

    let stations = [
        ('R', include_str!("../../finding/register.rs")),
        (
            'L',
            concat!(
                include_str!("../../finding/ledger.rs"),
                include_str!("../../finding/sie.rs"),
                include_str!("../../finding/books.rs")
            ),
        ),
        ('B', include_str!("../../finding/budget.rs")),
        ('K', include_str!("../../finding/template/codes.rs")),
        ('M', include_str!("../../finding/goal.rs")),
        (
            'A',
            concat!(include_str!("../../finding/reconciliation.rs"), include_str!("../../finding/folder.rs")),
        ),
    ];
    for (station, source) in stations {
        let shown = listed.keys().filter(|code| code.station == station).count();
        assert_eq!(shown, declared(source), "station {station}: an example per code");
    }
}

#[test]
fn a_place_is_written_as_the_user_sees_it() {
    let file: Arc<str> = Arc::from("grunddata.xlsx");
    let places = [
        (Place::Folder, "mappen"),
        (Place::File { file: file.clone() }, "grunddata.xlsx"),
        (Place::Line { file: file.clone(), line: 812, column: None }, "grunddata.xlsx rad 812"),
        (
            Place::Line { file: file.clone(), line: 812, column: Some(Arc::from("Belopp")) },
            "grunddata.xlsx rad 812, kolumn Belopp",
        ),
        (
            Place::Cell { file, sheet: Arc::from("Konton"), row: 12, column: 28 },
            "grunddata.xlsx flik Konton cell AB12",
        ),
    ];
    for (place, shown) in places {
        assert_eq!(super::place(&place), shown);
    }
}

#[test]
fn a_problem_of_a_field_names_it_and_its_words_beside_the_field_do_not_say_it_again() {
    for problem in examples() {
        assert_eq!(problem.field().is_some(), format!("{problem:?}").contains("{ field: "), "{problem:?}");
        let found = told(&problem).found;
        let beside = beside_field(&found, problem.field());
        assert!(!beside.is_empty() && found.ends_with(beside), "{beside}");
        assert!(!problem.field().is_some_and(|field| beside.starts_with(&format!("{field}:"))), "{beside}");
    }
}

fn folder() -> Vec<FolderProblem> {
    vec![
        FolderProblem::LogoFormat,
        FolderProblem::LogoDamaged,
        FolderProblem::LogoTooLarge { width: 6000, height: 2500, most: 2000 },
        FolderProblem::SeveralLogos { used: Some(word("logotyp.png")) },
        FolderProblem::LogoHolds { what: [Undrawable::Dashes, Undrawable::Text, Undrawable::Mask].into() },
        FolderProblem::LogoTooDetailed { most_bytes: 1_000_000, most_elements: 20_000, most_points: 100_000 },
        FolderProblem::LogoEmpty,
    ]
}

fn goals() -> Vec<GoalProblem> {
    let indicator = || word("Andel nöjda boende");
    vec![
        GoalProblem::NoRating { goal: word("Äldre är trygga") },
        GoalProblem::UnexplainedDeparture { goal: word("Äldre är trygga"), rating: word("god") },
        GoalProblem::Dropped { indicator: indicator(), plan: 2020, this_year: true, replaced_by: None },
        GoalProblem::Reworded { indicator: indicator(), adopted: word("Andel nöjda anhöriga") },
        GoalProblem::NoTarget { indicator: indicator() },
        GoalProblem::GroupUnknown { indicator: indicator() },
        GoalProblem::UnreadableFile { why: Unreadable::OldExcel },
        GoalProblem::KoladaColumns { missing: vec![word("kpi"), word("value")] },
        GoalProblem::KoladaUnmapped { ids: vec![word("N00001"), word("N00002")] },
        GoalProblem::KoladaValue { column: word("value"), found: word("åtta") },
        GoalProblem::KoladaTwice { indicator: indicator(), year: 2020, one: 88.into(), other: 89.into() },
        GoalProblem::KoladaNoOwn { names: vec![word("1444"), word("Grästorp")] },
        GoalProblem::KoladaDiffers {
            indicator: indicator(),
            year: 2020,
            register: 88.into(),
            kolada: 89.into(),
        },
    ]
}
