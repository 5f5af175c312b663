//! Which readings may not be shown for the sake of persons: those of small groups, and of the other groups as many as it
//! takes that none of them can be had by subtracting the rest from their total.

use std::collections::BTreeMap;

use super::code::Code;
use super::goal::{Indicator, Reading};
use super::indicator::Protection;
use super::period::Month;

/// Sick leave is not given of a group of at most so many employees: LKBR (2018:597) 11 kap. 6 §.
const SICK_LEAVE_GROUP: u32 = 10;

/// Marks the readings that are not to be shown. `smallest`: the fewest persons of a value that may be shown, where the
/// law does not ask for more.
pub fn hide(indicators: &[Indicator], readings: &mut [Reading], smallest: u32) {
    let by_code: BTreeMap<&Code, &Indicator> = indicators.iter().map(|one| (&one.code, one)).collect();
    let sizes: Vec<Option<u32>> = readings.iter().map(|one| size(one, readings)).collect();
    for (reading, size) in readings.iter_mut().zip(&sizes) {
        let protection = by_code.get(&reading.indicator).and_then(|one| one.protection);
        reading.hidden = reading.value.is_some() && is_small(protection, *size, smallest);
    }
    let sums = sums(&by_code, readings);
    let mut hidden: Vec<bool> = readings.iter().map(|one| one.hidden).collect();
    while let Some(more) = sums.iter().find_map(|sum| sum.wanting(&hidden, &sizes)) {
        hidden[more] = true;
    }
    for (reading, hidden) in readings.iter_mut().zip(hidden) {
        reading.hidden = hidden;
    }
}

/// Whether a protected value says nothing of how many stand behind it: then it is not shown.
pub fn lacks_size(indicator: &Indicator, reading: &Reading, readings: &[Reading]) -> bool {
    indicator.protection.is_some() && reading.value.is_some() && size(reading, readings).is_none()
}

/// How many persons stand behind a value; where it is not said, as many as when it last was.
fn size(reading: &Reading, readings: &[Reading]) -> Option<u32> {
    let own = |one: &&Reading| {
        one.indicator == reading.indicator && one.unit == reading.unit && one.period <= reading.period
    };
    let known = readings.iter().filter(own).filter(|one| one.group_size.is_some());
    reading.group_size.or_else(|| known.max_by_key(|one| one.period)?.group_size)
}

fn is_small(protection: Option<Protection>, size: Option<u32>, smallest: u32) -> bool {
    let Some(size) = size else { return protection.is_some() };
    size < smallest || protection == Some(Protection::SickLeave) && size <= SICK_LEAVE_GROUP
}

/// A total and the groups that it is the sum (or the weighted mean) of, by their places among the readings.
struct Sum {
    total: usize,
    parts: Vec<usize>,
}

impl Sum {
    /// Where one single value of the sum is hidden: which other one is to be, a small group before a large one and the
    /// total last.
    fn wanting(&self, hidden: &[bool], sizes: &[Option<u32>]) -> Option<usize> {
        let all = || self.parts.iter().copied().chain([self.total]);
        if all().filter(|at| hidden[*at]).count() != 1 {
            return None;
        }
        let shown = self.parts.iter().copied().filter(|at| !hidden[*at]);
        shown
            .min_by_key(|at| (sizes[*at].unwrap_or(u32::MAX), *at))
            .or((!hidden[self.total]).then_some(self.total))
    }
}

/// The sums that a reader can make: an indicator of its parts, and the municipality's value of the units'.
fn sums(by_code: &BTreeMap<&Code, &Indicator>, readings: &[Reading]) -> Vec<Sum> {
    type Key<'a> = (&'a Code, Option<&'a Code>, Month);
    let key = |one: &'_ Reading| (one.indicator.clone(), one.unit.clone(), one.period);
    let with_value = || (0..).zip(readings).filter(|(_, one): &(usize, &Reading)| one.value.is_some());
    let at: BTreeMap<_, usize> = with_value().map(|(at, one)| (key(one), at)).collect();
    let mut of_groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut of_units: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (at, one) in with_value() {
        if let Some(whole) = by_code.get(&one.indicator).and_then(|own| own.part_of.as_ref()) {
            of_groups.entry((whole, one.unit.as_ref(), one.period)).or_default().push(at);
        }
        if one.unit.is_some() {
            of_units.entry((&one.indicator, None, one.period)).or_default().push(at);
        }
    }
    let sums = of_groups.into_iter().chain(of_units).filter_map(|((indicator, unit, period), parts)| {
        let total = *at.get(&(indicator.clone(), unit.cloned(), period))?;
        Some(Sum { total, parts })
    });
    sums.collect()
}

#[cfg(test)]
mod tests;
