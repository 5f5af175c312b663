//! Balanskravsutredning: the year's result without what the law leaves out of it, then without what goes to or comes from
//! the reserve (LKBR, 2018:597, 11 kap. 10–11 §§; KL, 2017:725, 11 kap. 12–14 §§).

use super::money::Money;

/// A post of the assessment. The register gives its size; which way it counts is the law's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Post {
    /// Realisationsvinster that are not in line with god ekonomisk hushållning.
    CapitalGain,
    /// Realisationsförluster of sales that are in line with god ekonomisk hushållning.
    CapitalLoss,
    /// Orealiserade vinster and förluster in securities.
    UnrealisedGain,
    UnrealisedLoss,
    /// Återföring of unrealised gains and losses of earlier years.
    GainReversed,
    LossReversed,
    /// To and from the resultatreserv, which the law has from 2024.
    Reserved,
    Used,
    /// To and from the resultatutjämningsreserv of 2013–2023; what is left of it may be used up to 2033 (2023:642).
    EqualisationReserved,
    EqualisationUsed,
    /// Negative balanskravsresultat of an earlier year that is still to be restored.
    EarlierDeficit,
}

/// What a post is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Balanskravsjusteringar.
    Adjustment,
    /// Förändring av reserv.
    Reserve,
    /// Told beside the result and no part of it.
    Earlier,
}

impl Post {
    pub const ALL: &[Post] = &[
        Post::CapitalGain,
        Post::CapitalLoss,
        Post::UnrealisedGain,
        Post::UnrealisedLoss,
        Post::GainReversed,
        Post::LossReversed,
        Post::Reserved,
        Post::Used,
        Post::EqualisationReserved,
        Post::EqualisationUsed,
        Post::EarlierDeficit,
    ];

    pub const fn part(self) -> Part {
        match self {
            Post::Reserved | Post::Used | Post::EqualisationReserved | Post::EqualisationUsed => {
                Part::Reserve
            }
            Post::EarlierDeficit => Part::Earlier,
            _ => Part::Adjustment,
        }
    }

    /// Whether the post makes the result smaller.
    pub const fn lowers(self) -> bool {
        matches!(
            self,
            Post::CapitalGain
                | Post::UnrealisedGain
                | Post::LossReversed
                | Post::Reserved
                | Post::EqualisationReserved
        )
    }

    /// First and last year that the law knows the post in.
    pub const fn years(self) -> (i32, i32) {
        match self {
            Post::Reserved | Post::Used => (FIRST_RESERVE, i32::MAX),
            Post::EqualisationReserved => (FIRST_EQUALISATION, FIRST_RESERVE - 1),
            Post::EqualisationUsed => (FIRST_EQUALISATION, LAST_EQUALISATION),
            _ => (FIRST_REQUIREMENT, i32::MAX),
        }
    }
}

/// Balanskravet holds from the year 2000, the resultatutjämningsreserv from 2013 to 2023 and to 2033 for what is left of
/// it, the resultatreserv from 2024.
const FIRST_REQUIREMENT: i32 = 2000;
const FIRST_EQUALISATION: i32 = 2013;
const LAST_EQUALISATION: i32 = 2033;
const FIRST_RESERVE: i32 = 2024;
/// Whether a year knows the resultatreserv, and no longer the resultatutjämningsreserv as one to reserve to.
pub const fn has_reserve(year: i32) -> bool {
    year >= FIRST_RESERVE
}

/// A negative balanskravsresultat is restored within so many years (KL 11 kap. 12 §).
const YEARS_TO_RESTORE: i32 = 3;

/// One row of the register Balanskrav, in kronor without sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub year: i32,
    pub post: Post,
    /// Of an earlier deficit: the year it arose in.
    pub of_year: Option<i32>,
    pub outcome: Option<Money>,
    pub forecast: Option<Money>,
    pub note: String,
}

/// What the room to reserve is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    pub year: i32,
    pub result: Money,
    pub after_adjustments: Money,
    pub taxes_and_grants: Money,
    /// Eget kapital less the pension obligations outside the balance sheet.
    pub equity: Money,
    /// The resultatreserv before this year's change.
    pub reserve: Money,
}

/// How much may be put into the reserve: what of the smaller of the two results is above one per cent of taxes and grants,
/// two where equity with all pension obligations is negative; a resultatreserv holds at most five per cent of them.
pub fn room(grounds: &Grounds) -> Option<Money> {
    if grounds.year < FIRST_EQUALISATION {
        return None;
    }
    let share = if grounds.equity < Money::ZERO { 2 } else { 1 };
    let smaller = grounds.result.min(grounds.after_adjustments);
    let above = smaller - per_cent(grounds.taxes_and_grants, share);
    let left = match grounds.year {
        FIRST_RESERVE.. => per_cent(grounds.taxes_and_grants, 5) - grounds.reserve,
        _ => above,
    };
    Some(above.min(left).max(Money::ZERO))
}

/// In whole öre, downwards: the law's "at most".
fn per_cent(amount: Money, share: i128) -> Money {
    Money::from_ore((amount.ore() * share).div_euclid(100))
}

/// The last year in which a deficit must be restored.
pub fn restored_by(of_year: i32) -> i32 {
    of_year + YEARS_TO_RESTORE
}

#[cfg(test)]
mod tests {
    use super::{Grounds, Post, restored_by, room};
    use crate::domain::money::Money;

    /// Grästorp 2020 in tkr (Årsredovisning 2020): the resultatreserv did not exist then; the year alone is another.
    fn grounds(year: i32) -> Grounds {
        Grounds {
            year,
            result: kr(27_125),
            after_adjustments: kr(27_125),
            taxes_and_grants: kr(362_495),
            equity: kr(211_913 - 131_313),
            reserve: kr(0),
        }
    }

    fn kr(thousands: i64) -> Money {
        Money::from_kr(thousands * 1000)
    }

    #[test]
    fn what_may_be_reserved_is_above_one_or_two_per_cent_of_the_smaller_result() {
        assert_eq!(room(&grounds(2020)), Some(Money::from_ore(2_350_005_000)));
        let negative = Grounds { equity: Money::from_ore(-1), ..grounds(2020) };
        assert_eq!(room(&negative), Some(Money::from_ore(1_987_510_000)));
        let adjusted = Grounds { after_adjustments: kr(10_000), ..grounds(2020) };
        assert_eq!(room(&adjusted), Some(Money::from_ore(637_505_000)));
        let small = Grounds { result: kr(3_624), after_adjustments: kr(3_624), ..grounds(2020) };
        assert_eq!(room(&small), Some(Money::ZERO));
        assert_eq!(room(&grounds(2012)), None);
    }

    #[test]
    fn a_resultatreserv_holds_at_most_five_per_cent() {
        assert_eq!(room(&grounds(2024)), Some(Money::from_ore(1_812_475_000)));
        let held = Grounds { reserve: kr(18_000), ..grounds(2024) };
        assert_eq!(room(&held), Some(Money::from_ore(12_475_000)));
        let full = Grounds { reserve: kr(20_000), ..grounds(2024) };
        assert_eq!(room(&full), Some(Money::ZERO));
    }

    #[test]
    fn the_reserves_have_their_years() {
        let holds = |post: Post, year: i32| (post.years().0..=post.years().1).contains(&year);
        assert!(holds(Post::EqualisationReserved, 2023) && !holds(Post::EqualisationReserved, 2024));
        assert!(holds(Post::EqualisationUsed, 2033) && !holds(Post::EqualisationUsed, 2034));
        assert!(!holds(Post::Reserved, 2023) && holds(Post::Used, 2024));
        assert_eq!(restored_by(2020), 2023);
        assert_eq!(Post::ALL.len(), 11);
    }
}
