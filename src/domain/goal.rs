//! Goals (mål) and indicators (verksamhetsmått). Perspectives, scale and goals are data, never enums in code:
//! the indicators show how it goes, the dialogue decides the rating, and both are printed.

use rust_decimal::Decimal;

use super::code::Code;
use super::frequency::Frequency;
use super::indicator::{Kolada, Protection};
use super::period::{Date, Month, Validity};
use super::register_row::RegisterRow;

/// Perspektiv.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Perspective {
    pub code: Code,
    pub name: String,
    pub validity: Validity,
}

/// Mål: belongs to a focus area (fokusområde) of a perspective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goal {
    pub code: Code,
    pub perspective: Code,
    pub focus_area: String,
    pub text: String,
    pub validity: Validity,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// Mått: mål-, volym- eller personalmått.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorKind {
    Goal,
    Volume,
    Staff,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Higher,
    Lower,
    /// Nearer to an interval.
    Within,
}

/// What a value must be to reach the target (målvärde).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    AtLeast,
    AtMost,
    Equal,
    /// Rise from the target, which is a base (öka från bas).
    MoreThan,
    /// Fall from it.
    LessThan,
    /// From the target up to this.
    UpTo(Decimal),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    pub code: Code,
    pub goal: Option<Code>,
    pub kind: IndicatorKind,
    pub text: String,
    /// Its wording when the plan was adopted (antagen lydelse).
    pub adopted_text: Option<String>,
    /// Unit of measure: procent, antal, index.
    pub unit_of_measure: String,
    pub direction: Direction,
    pub target: Option<Decimal>,
    pub condition: Condition,
    /// How far from the target still counts as close (tolerans), in the indicator's unit.
    pub tolerance: Option<Decimal>,
    /// The value when the plan was adopted, to compare with.
    pub base: Option<Decimal>,
    pub decimals: u8,
    /// `None`: at each follow-up of the goals.
    pub frequency: Option<Frequency>,
    pub source: String,
    pub kolada: Option<Kolada>,
    /// Who answers for it, in words; empty: the units that measure it.
    pub responsible: String,
    /// The units that measure it in their templates; empty: the office reports it in Mätvärden.
    pub units: Vec<Code>,
    pub protection: Option<Protection>,
    /// The indicator that this and the other groups are together.
    pub part_of: Option<Code>,
    /// The indicator whose place it has taken.
    pub replaces: Option<Code>,
    pub validity: Validity,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

impl Indicator {
    /// Whether it is worded otherwise than when the plan was adopted; blanks do not count.
    pub fn reworded(&self) -> bool {
        let same = |text: &str| self.text.split_whitespace().eq(text.split_whitespace());
        self.adopted_text.as_deref().is_some_and(|adopted| !same(adopted))
    }
}

/// One row of Mätvärden, or one value from a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub indicator: Code,
    /// `None`: the whole municipality.
    pub unit: Option<Code>,
    pub period: Month,
    pub value: Option<Decimal>,
    pub measured: Option<Date>,
    pub source: String,
    /// How many persons stand behind the value.
    pub group_size: Option<u32>,
    /// Not to be shown, for the sake of persons: decided when all readings are known (`domain::disclosure`).
    pub hidden: bool,
}

/// One row of Volymbudget: what a unit is budgeted to do or to have in a year, in the indicator's unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetedVolume {
    pub indicator: Code,
    pub unit: Code,
    pub year: i32,
    pub value: Decimal,
}

/// A rating on the municipality's scale, from the register Inställningar: word, symbol and rank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatingStep {
    pub word: String,
    pub shape: RatingShape,
}

/// How a state is drawn: shape and word carry it, colour is third.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RatingShape {
    /// ● met
    Full,
    /// ◐ partly
    Half,
    /// ○ not met
    Empty,
    /// – not measured
    Dash,
    /// ? cannot be judged
    Question,
}

/// One row of Bedömningar: what the dialogue decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    pub goal: Code,
    /// `None`: the municipality's rating.
    pub unit: Option<Code>,
    pub period: Month,
    /// A word of the scale.
    pub word: String,
    pub words_of_dialogue: String,
    pub date: Option<Date>,
    pub participants: String,
    /// Why it departs from what the indicators show.
    pub reason: String,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// What one indicator shows by its visible rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorState {
    /// The target is reached.
    Met,
    /// Within the tolerance of the target.
    Close,
    NotMet,
    /// No value this period, though one is due.
    NotMeasured,
    /// No value, and none is due: it is measured at another time.
    NotDue,
    /// A value that is not shown, for the sake of persons.
    Hidden,
    /// A value but no target.
    NoTarget,
}

impl Condition {
    /// What a direction asks for where the register says no more.
    pub fn of(direction: Direction) -> Condition {
        match direction {
            Direction::Higher | Direction::Within => Condition::AtLeast,
            Direction::Lower => Condition::AtMost,
        }
    }

    /// Whether a value reaches the target.
    fn is_met(self, target: Decimal, value: Decimal) -> bool {
        match self {
            Condition::MoreThan => value > target,
            Condition::LessThan => value < target,
            _ => self.short(target, value).is_zero(),
        }
    }

    /// How far a value is from the target; nothing on its right side.
    fn short(self, target: Decimal, value: Decimal) -> Decimal {
        let below = (target - value).max(Decimal::ZERO);
        let above = |limit: Decimal| (value - limit).max(Decimal::ZERO);
        match self {
            Condition::AtLeast | Condition::MoreThan => below,
            Condition::AtMost | Condition::LessThan => above(target),
            Condition::Equal => (value - target).abs(),
            Condition::UpTo(last) => below + above(last),
        }
    }
}

/// The state of a value against the indicator's target, by condition and tolerance.
pub fn state(indicator: &Indicator, value: Option<Decimal>) -> IndicatorState {
    let Some(value) = value else { return IndicatorState::NotMeasured };
    let Some(target) = indicator.target else { return IndicatorState::NoTarget };
    if indicator.condition.is_met(target, value) {
        return IndicatorState::Met;
    }
    let short = indicator.condition.short(target, value);
    match indicator.tolerance {
        Some(tolerance) if short <= tolerance => IndicatorState::Close,
        _ => IndicatorState::NotMet,
    }
}

/// Utveckling since the latest earlier measurement, by the indicator's own direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trend {
    Better,
    Same,
    Worse,
}

/// Of an interval: whether the value has come nearer to it.
pub fn trend(indicator: &Indicator, earlier: Decimal, now: Decimal) -> Trend {
    let change = match (indicator.direction, indicator.target) {
        (Direction::Higher, _) | (Direction::Within, None) => now - earlier,
        (Direction::Lower, _) => earlier - now,
        (Direction::Within, Some(target)) => {
            indicator.condition.short(target, earlier) - indicator.condition.short(target, now)
        }
    };
    match change.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => Trend::Better,
        std::cmp::Ordering::Equal => Trend::Same,
        std::cmp::Ordering::Less => Trend::Worse,
    }
}

/// One financial goal (finansiellt mål): a key figure from the program's catalogue and a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinancialGoal {
    pub code: Code,
    pub name: String,
    pub key_figure: KeyFigure,
    /// `true`: at least the limit; `false`: at most.
    pub at_least: bool,
    pub limit: Decimal,
}

/// Key figures the program computes from the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyFigure {
    /// Årets resultat / (skatteintäkter + generella statsbidrag), per cent.
    ResultShare,
    /// Kassa och bank, mkr.
    Liquidity,
    /// (Resultat + avskrivningar) / nettoinvesteringar, per cent.
    SelfFinancing,
    /// Eget kapital / summa tillgångar, per cent.
    Solidity,
    /// Långfristiga skulder per inhabitant, kr.
    DebtPerInhabitant,
    /// Resultatutjämningsreserv / (skatteintäkter + generella statsbidrag), per cent.
    Reserve,
    /// (Eget kapital − pension obligations outside the balance sheet) / summa tillgångar, per cent.
    SolidityWithPensions,
    /// Σ resultat / Σ (skatteintäkter + generella statsbidrag) of three years, per cent.
    ResultShareWeighted,
    /// The mean of three years' shares, per cent.
    ResultShareMean,
    /// Verksamhetens nettokostnader / (skatteintäkter + generella statsbidrag), per cent.
    NetCostShare,
    /// Kassa och bank / verksamhetens kostnader a day, days.
    LiquidityDays,
    /// (Verksamhetens nettokostnader less than the year's budget) / the budget, per cent: plus is better.
    BudgetAdherence,
    /// How far verksamhetens nettokostnader came from each forecast of the year, per cent of the forecast, whichever way; the
    /// mean of them. Known at year end.
    ForecastAccuracy,
}

impl KeyFigure {
    /// In the order of the register's words.
    pub const ALL: &[KeyFigure] = &[
        KeyFigure::ResultShare,
        KeyFigure::Liquidity,
        KeyFigure::SelfFinancing,
        KeyFigure::Solidity,
        KeyFigure::DebtPerInhabitant,
        KeyFigure::Reserve,
        KeyFigure::SolidityWithPensions,
        KeyFigure::ResultShareWeighted,
        KeyFigure::ResultShareMean,
        KeyFigure::NetCostShare,
        KeyFigure::LiquidityDays,
        KeyFigure::BudgetAdherence,
        KeyFigure::ForecastAccuracy,
    ];

    /// Of those in per cent: a limit above zero and below this is most likely a part of one, 0,02 for 2 and 0,45 for 45.
    pub fn least_percent(self) -> Option<Decimal> {
        match self {
            KeyFigure::Liquidity | KeyFigure::LiquidityDays | KeyFigure::DebtPerInhabitant => None,
            KeyFigure::SelfFinancing | KeyFigure::Solidity | KeyFigure::NetCostShare => Some(Decimal::TWO),
            _ => Some(Decimal::new(1, 1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, Direction, Indicator, IndicatorKind, IndicatorState, Trend, state, trend};
    use crate::domain::code::Code;
    use crate::domain::period::Validity;
    use crate::domain::register_row::RegisterRow;
    use rust_decimal::Decimal;

    fn indicator(direction: Direction, condition: Condition, tolerance: Option<i64>) -> Indicator {
        Indicator {
            code: Code::new("M01"),
            goal: None,
            kind: IndicatorKind::Goal,
            text: String::new(),
            adopted_text: None,
            unit_of_measure: String::new(),
            direction,
            target: Some(80.into()),
            condition,
            tolerance: tolerance.map(Decimal::from),
            base: None,
            decimals: 0,
            frequency: None,
            source: String::new(),
            kolada: None,
            responsible: String::new(),
            units: Vec::new(),
            protection: None,
            part_of: None,
            replaces: None,
            validity: Validity::default(),
            at: RegisterRow::default(),
        }
    }

    #[test]
    fn each_condition_has_its_limit_and_its_tolerance() {
        use IndicatorState::{Close, Met, NotMet};
        let up_to = Condition::UpTo(90.into());
        for (condition, states) in [
            (Condition::AtLeast, [(80, Met), (79, Close), (78, Close), (77, NotMet)]),
            (Condition::AtMost, [(80, Met), (81, Close), (82, Close), (83, NotMet)]),
            (Condition::Equal, [(80, Met), (82, Close), (78, Close), (77, NotMet)]),
            (Condition::MoreThan, [(81, Met), (80, Close), (78, Close), (77, NotMet)]),
            (Condition::LessThan, [(79, Met), (80, Close), (82, Close), (83, NotMet)]),
            (up_to, [(90, Met), (92, Close), (78, Close), (93, NotMet)]),
        ] {
            let own = indicator(Direction::Higher, condition, Some(2));
            for (value, expected) in states {
                assert_eq!(state(&own, Some(value.into())), expected, "{condition:?} {value}");
            }
        }
        let strict = indicator(Direction::Higher, Condition::AtLeast, None);
        assert_eq!(state(&strict, Some(79.into())), NotMet);
        assert_eq!(state(&strict, None), IndicatorState::NotMeasured);
        let none = Indicator { target: None, ..strict };
        assert_eq!(state(&none, Some(79.into())), IndicatorState::NoTarget);
    }

    #[test]
    fn another_wording_is_another_whatever_the_blanks() {
        let own = indicator(Direction::Higher, Condition::AtLeast, None);
        let worded = |text: &str, adopted: Option<&str>| Indicator {
            text: text.to_string(),
            adopted_text: adopted.map(str::to_string),
            ..own.clone()
        };
        assert!(!worded("Nöjda boende", None).reworded());
        assert!(!worded("Nöjda boende", Some(" Nöjda  boende")).reworded());
        assert!(worded("Nöjda boende", Some("Nöjda anhöriga")).reworded());
    }

    #[test]
    fn better_is_by_the_direction_and_of_an_interval_nearer_to_it() {
        let of = |direction, earlier: i64, now: i64| {
            let own = indicator(direction, Condition::UpTo(90.into()), None);
            trend(&own, earlier.into(), now.into())
        };
        assert_eq!(
            [of(Direction::Higher, 70, 71), of(Direction::Lower, 70, 71)],
            [Trend::Better, Trend::Worse]
        );
        assert_eq!(of(Direction::Within, 95, 91), Trend::Better);
        assert_eq!(of(Direction::Within, 85, 95), Trend::Worse);
        assert_eq!(of(Direction::Within, 81, 89), Trend::Same);
    }
}
