//! Words of reports that depend on a value: names of key figures, better or worse, kinds of reports.

use super::format::{amount, number, signed};
use super::phrase::phrase;
use crate::doc::AmountUnit;
use crate::domain::balance_requirement::Post;
use crate::domain::budget::BudgetKind;
use crate::domain::document::Status;
use crate::domain::frequency::Frequency;
use crate::domain::goal::{Condition, Indicator, KeyFigure};
use crate::domain::money::Money;
use crate::domain::period::{Date, MONTHS, Month, PeriodKind};
use crate::domain::wording::Wording;

/// A key figure's name with its unit, as in the register.
pub fn key_figure(figure: KeyFigure) -> &'static str {
    match figure {
        KeyFigure::ResultShare => phrase("nyckeltal.resultatandel"),
        KeyFigure::Liquidity => phrase("nyckeltal.likviditet"),
        KeyFigure::SelfFinancing => phrase("nyckeltal.självfinansiering"),
        KeyFigure::Solidity => phrase("nyckeltal.soliditet"),
        KeyFigure::DebtPerInhabitant => phrase("nyckeltal.låneskuld"),
        KeyFigure::Reserve => phrase("nyckeltal.reserv"),
        KeyFigure::SolidityWithPensions => phrase("nyckeltal.soliditet_pensioner"),
        KeyFigure::ResultShareWeighted => phrase("nyckeltal.resultatandel_vägd"),
        KeyFigure::ResultShareMean => phrase("nyckeltal.resultatandel_medel"),
        KeyFigure::NetCostShare => phrase("nyckeltal.nettokostnadsandel"),
        KeyFigure::LiquidityDays => phrase("nyckeltal.likviditet_dagar"),
        KeyFigure::BudgetAdherence => phrase("nyckeltal.budgetföljsamhet"),
        KeyFigure::ForecastAccuracy => phrase("nyckeltal.prognossäkerhet"),
    }
}

/// How many decimals of a key figure say something: whole kronor to an inhabitant, and whole days.
pub fn key_figure_decimals(figure: KeyFigure) -> u8 {
    match figure {
        KeyFigure::DebtPerInhabitant | KeyFigure::LiquidityDays => 0,
        _ => 1,
    }
}

/// How a key figure is computed, in words.
pub fn definition(wording: &Wording, figure: KeyFigure) -> String {
    let words = match figure {
        KeyFigure::ResultShare => wording.text("definition.resultatandel"),
        KeyFigure::Liquidity => wording.text("definition.likviditet"),
        KeyFigure::SelfFinancing => wording.text("definition.självfinansiering"),
        KeyFigure::Solidity => wording.text("definition.soliditet"),
        KeyFigure::DebtPerInhabitant => wording.text("definition.låneskuld"),
        KeyFigure::Reserve => wording.text("definition.reserv"),
        KeyFigure::SolidityWithPensions => wording.text("definition.soliditet_pensioner"),
        KeyFigure::ResultShareWeighted => wording.text("definition.resultatandel_vägd"),
        KeyFigure::ResultShareMean => wording.text("definition.resultatandel_medel"),
        KeyFigure::NetCostShare => wording.text("definition.nettokostnadsandel"),
        KeyFigure::LiquidityDays => wording.text("definition.likviditet_dagar"),
        KeyFigure::BudgetAdherence => wording.text("definition.budgetföljsamhet"),
        KeyFigure::ForecastAccuracy => wording.text("definition.prognossäkerhet"),
    };
    format!("{}: {words}", key_figure(figure))
}

/// "18,2 mkr bättre än", "2,3 mkr sämre än", "i nivå med": a deviation in words, to stand before what it is compared
/// with.
pub fn compared(deviation: Money) -> String {
    let size = mkr(deviation.abs());
    if deviation.rounded(AmountUnit::Mkr.ore() / 10) == 0 {
        return phrase("jämfört.lika").to_string();
    }
    let words =
        if deviation > Money::ZERO { phrase("jämfört.bättre") } else { phrase("jämfört.sämre") };
    words.replace("{belopp}", &size)
}

/// An indicator's target in words, where it is another than its direction asks for.
pub fn target(indicator: &Indicator) -> Option<String> {
    let (target, decimals) = (number(indicator.target?, indicator.decimals), indicator.decimals);
    let key = match indicator.condition {
        own if own == Condition::of(indicator.direction) => return None,
        Condition::UpTo(last) => return Some(format!("{target}–{}", number(last, decimals))),
        Condition::AtLeast => phrase("målvärde.minst"),
        Condition::AtMost => phrase("målvärde.högst"),
        Condition::Equal => phrase("målvärde.lika"),
        Condition::MoreThan => phrase("målvärde.mer"),
        Condition::LessThan => phrase("målvärde.mindre"),
    };
    Some(key.replace("{värde}", &target))
}

/// How often an indicator is measured.
pub fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Month => phrase("mäts.månad"),
        Frequency::Tertial => phrase("mäts.tertial"),
        Frequency::HalfYear => phrase("mäts.halvår"),
        Frequency::Year => phrase("mäts.år"),
        Frequency::SecondYear => phrase("mäts.vartannat"),
        Frequency::ThirdYear => phrase("mäts.vart_tredje"),
    }
}

/// An indicator's text, with its target in words where the number alone would say another thing.
pub fn indicator(indicator: &Indicator) -> String {
    match target(indicator) {
        Some(words) => phrase("målvärde.i_text").replace("{mått}", &indicator.text).replace("{mål}", &words),
        None => indicator.text.clone(),
    }
}

/// A post of balanskravet in the words of the law; of an earlier deficit with its year.
pub fn balance_post(post: Post, of_year: Option<i32>) -> String {
    let words = match post {
        Post::CapitalGain => phrase("balanskrav.realisationsvinster"),
        Post::CapitalLoss => phrase("balanskrav.realisationsförluster"),
        Post::UnrealisedGain => phrase("balanskrav.orealiserade_vinster"),
        Post::UnrealisedLoss => phrase("balanskrav.orealiserade_förluster"),
        Post::GainReversed => phrase("balanskrav.återförda_vinster"),
        Post::LossReversed => phrase("balanskrav.återförda_förluster"),
        Post::Reserved => phrase("balanskrav.till_resultatreserv"),
        Post::Used => phrase("balanskrav.från_resultatreserv"),
        Post::EqualisationReserved => phrase("balanskrav.till_rur"),
        Post::EqualisationUsed => phrase("balanskrav.från_rur"),
        Post::EarlierDeficit => phrase("balanskrav.underskott"),
    };
    words.replace("{år}", &of_year.map(|year| year.to_string()).unwrap_or_default())
}

/// "27,1 mkr" with a no-break space.
pub fn mkr(value: Money) -> String {
    format!("{}\u{a0}mkr", amount(value, AmountUnit::Mkr))
}

/// "27 125 tkr" with no-break spaces: where it is decided, an amount is not rounded to mkr.
pub fn tkr(value: Money) -> String {
    format!("{}\u{a0}tkr", amount(value, AmountUnit::Tkr))
}

/// As [`mkr`], a plus shown too.
pub fn signed_mkr(value: Money) -> String {
    format!("{}\u{a0}mkr", signed(value, AmountUnit::Mkr))
}

/// "en enhet", "7 enheter".
pub fn units(count: usize) -> String {
    match count {
        1 => phrase("antal.en_enhet").to_string(),
        _ => phrase("antal.enheter").replace("{antal}", &count.to_string()),
    }
}

/// An investment category as a heading.
pub fn category(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "skatt" => phrase("kategori.skatt").to_string(),
        "va" => phrase("kategori.va").to_string(),
        "renhållning" => phrase("kategori.renhållning").to_string(),
        "exploatering" => phrase("kategori.exploatering").to_string(),
        "" => phrase("kategori.ingen").to_string(),
        _ => word.to_string(),
    }
}

/// The register's word for what a budget decision is.
pub fn budget_kind(kind: BudgetKind) -> &'static str {
    match kind {
        BudgetKind::Original => phrase("slag.ursprunglig"),
        BudgetKind::Addition => phrase("slag.tillägg"),
        BudgetKind::Transfer => phrase("slag.omfördelning"),
    }
}

/// What the report of a kind of period is called.
pub fn report_name(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month | PeriodKind::Tertial => phrase("rapport.månad"),
        PeriodKind::Interim => phrase("rapport.delår"),
        PeriodKind::Year => phrase("rapport.år"),
    }
}

/// The text of a row in Texter that approves what a unit has written, as it is.
pub const AS_HANDED_IN: &str = "som lämnat";

/// The word of the registers Texter and Dokument for the report of a kind of period.
pub fn report_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month | PeriodKind::Tertial => "månadsrapport",
        PeriodKind::Interim => "delårsrapport",
        PeriodKind::Year => "årsredovisning",
    }
}

/// The word of the register Texter for the covering letter.
pub const COVERING_LETTER: &str = "tjänsteskrivelse";

/// "31 augusti 2020".
/// How far a report has come, as it is printed.
pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Preliminary => phrase("status.preliminär"),
        Status::ToBoard => phrase("status.till_ks"),
        Status::ToCouncil => phrase("status.till_kf"),
        Status::Adopted => phrase("status.fastställd"),
    }
}

pub fn day_in_words(day: Date) -> String {
    format!("{}\u{a0}{}\u{a0}{}", day.day(), name_of_month(Month::of(day)), day.year())
}

/// "augusti 2020".
pub fn month_name(month: Month) -> String {
    format!("{}\u{a0}{}", name_of_month(month), month.year)
}

/// "aug": the month's name in a head of many months.
pub fn short_month(month: Month) -> String {
    name_of_month(month).chars().take(3).collect()
}

/// "jan–aug 2020": from the year's start through a month.
pub fn year_to_date(month: Month) -> String {
    let short = short_month(month);
    if month.month == 1 {
        format!("{short}\u{a0}{}", month.year)
    } else {
        format!("jan–{short}\u{a0}{}", month.year)
    }
}

/// "augusti": where the year stands elsewhere.
pub fn name_of_month(month: Month) -> &'static str {
    MONTHS.get(usize::from(month.month.saturating_sub(1))).copied().unwrap_or_default()
}
