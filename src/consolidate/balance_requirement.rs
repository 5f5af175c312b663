//! Balanskravsutredning as queries: the result, what the law leaves out of it, and the reserves.

use super::cube::Cube;
use super::given;
use super::statement::{Shown, line, line_query};
use crate::domain::balance_requirement::{Entry, Grounds, Part, Post, has_reserve, restored_by, room};
use crate::domain::money::Money;
use crate::domain::municipal_fact;
use crate::domain::query::{Basis, Query};
use crate::domain::registers::Registers;
use crate::domain::statement::StatementKind;

/// The assessment of one year, by its outcome or its forecast.
pub struct Assessment<'a> {
    pub year: i32,
    pub expected: bool,
    /// Årets resultat.
    pub result: Query,
    /// The year's posts in the law's order, each with its query in the program's sign: what lowers the result is −.
    pub posts: Vec<(&'a Entry, Query)>,
}

impl<'a> Assessment<'a> {
    /// Of the year that a column shows; `None` where the layout has no result.
    pub fn of(registers: &'a Registers, shown: &Shown) -> Option<Assessment<'a>> {
        let expected = matches!(shown.basis, Basis::Forecast { .. });
        let result = line_query(registers, StatementKind::Income, line::RESULT, shown)?;
        let year = shown.through.year;
        let given = |entry: &&Entry| {
            let amount = if expected { entry.forecast } else { entry.outcome };
            entry.year == year && amount.is_some()
        };
        let mut entries: Vec<&Entry> = registers.balance_requirement.iter().filter(given).collect();
        entries.sort_by_key(|entry| (entry.post, entry.of_year));
        let signed = |entry: &'a Entry| {
            let size = given::balance_post(entry, expected);
            (entry, if entry.post.lowers() { size.negated() } else { size })
        };
        Some(Assessment { year, expected, result, posts: entries.into_iter().map(signed).collect() })
    }

    pub fn part(&self, part: Part) -> impl Iterator<Item = &(&'a Entry, Query)> {
        self.posts.iter().filter(move |(entry, _)| entry.post.part() == part)
    }

    fn sum_of(&self, parts: &[Part]) -> Query {
        let of = |part: &Part| self.part(*part).map(|(_, query)| query.clone()).collect::<Vec<_>>();
        Query::sum([self.result.clone()].into_iter().chain(parts.iter().flat_map(of)).collect())
    }

    /// Årets resultat efter balanskravsjusteringar.
    pub fn after_adjustments(&self) -> Query {
        self.sum_of(&[Part::Adjustment])
    }

    /// Balanskravsresultat.
    pub fn balance(&self) -> Query {
        self.sum_of(&[Part::Adjustment, Part::Reserve])
    }

    /// What is left of earlier years' deficits after this year, oldest first, with the last year to restore it in: a
    /// result above zero restores them in that order.
    pub fn left_to_restore(&self, cube: &Cube) -> Vec<(i32, Money, i32)> {
        let mut restores = cube.value(&self.balance()).unwrap_or_default().max(Money::ZERO);
        let deficits =
            self.part(Part::Earlier).filter_map(|(entry, query)| Some((entry.of_year?, cube.value(query)?)));
        let mut left = Vec::new();
        for (of_year, deficit) in deficits {
            let restored = restores.min(deficit);
            restores -= restored;
            left.push((of_year, deficit - restored, restored_by(of_year)));
        }
        left
    }

    /// How much the law lets the municipality reserve of the year's result; `None` where a ground is not known.
    pub fn room(&self, registers: &Registers, cube: &Cube, shown: &Shown) -> Option<Money> {
        let income = |code: &str| cube.value(&line_query(registers, StatementKind::Income, code, shown)?);
        let balance = |code: &str| cube.value(&line_query(registers, StatementKind::Balance, code, shown)?);
        let outside =
            cube.value(&given::fact(self.year, municipal_fact::PENSIONS_OUTSIDE)).unwrap_or_default();
        let changed = |post: Post| -> Money {
            let own = self.posts.iter().filter(|(entry, _)| entry.post == post);
            own.filter_map(|(_, query)| cube.value(query)).sum()
        };
        // Only a resultatreserv has a ceiling. The balance sheet shows it after the year's change, which lowers or raises
        // the result.
        let reserve = if has_reserve(self.year) {
            balance(line::RESULT_RESERVE)? + changed(Post::Reserved) + changed(Post::Used)
        } else {
            Money::ZERO
        };
        room(&Grounds {
            year: self.year,
            result: cube.value(&self.result)?,
            after_adjustments: cube.value(&self.after_adjustments())?,
            taxes_and_grants: income(line::TAXES)? + income(line::GRANTS)?,
            equity: balance(line::EQUITY)? - outside,
            reserve,
        })
    }
}
