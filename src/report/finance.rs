//! Finanspolicy: breaches first, then each limit now and month by month, what falls due, what is owed and held, and the
//! registers against the balance sheet. The same blocks in reports and workbook.

mod holdings;
mod tables;
mod years;

use super::Material;
use super::drift::Detail;
use super::proof;
use super::prose::paragraph;
use crate::consolidate::finance::limits::{Tested, test};
use crate::doc::{Block, Table};
use crate::domain::finance_policy::{Departure, LimitState};
use crate::domain::period::Month;
use crate::text::finance;
use crate::text::finding::with_capital;
use crate::text::format::listed;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, name_of_month};

/// Source, breaches and what is not measured. Nothing for a municipality that keeps none of the policy's registers.
pub fn opening(material: &Material) -> Vec<Block> {
    if material.registers.finances.is_empty() {
        return Vec::new();
    }
    let tested = test(material.registers, material.cube, material.period);
    std::iter::once(proof::note(material.standing("finanspolicy.källa"))).chain(said(&tested)).collect()
}

/// Each limit and how it is kept.
pub fn limits(material: &Material, detail: Detail) -> Option<Table> {
    tables::limits(material, &test(material.registers, material.cube, material.period), detail)
}

/// What falls due, what is owed and held, and the registers against the balance sheet.
pub fn held_and_owed(material: &Material) -> Vec<Table> {
    let tables = [
        tables::calendar(material),
        holdings::loans(material),
        holdings::placements(material),
        holdings::lending(material),
        holdings::guarantees(material),
        tables::sums(material),
    ];
    tables.into_iter().flatten().collect()
}

/// The loans by the years in which they fall due and their rates are set anew, with a picture.
pub fn by_year(material: &Material) -> Vec<Block> {
    years::blocks(material)
}

/// The catalogue in figures and words.
pub fn measures(material: &Material) -> Option<Table> {
    if material.registers.finances.is_empty() { None } else { tables::measures(material) }
}

/// Each limit over the months of the year.
pub fn by_month(material: &Material) -> Option<Table> {
    tables::by_month(material, &test(material.registers, material.cube, material.period))
}

/// How many limits are held, of how many; nothing without limits.
pub fn held(material: &Material) -> Option<(usize, usize)> {
    let tested = test(material.registers, material.cube, material.period);
    let held = tested.iter().filter(|one| one.state == LimitState::Held).count();
    (!tested.is_empty()).then_some((held, tested.len()))
}

/// How much is told of the breaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaches {
    Named,
    /// With what was said last of each.
    Explained,
}

/// For the report's first page: that limits are breached, and which.
pub fn breach_sentence(material: &Material, told: Breaches) -> Option<String> {
    let tested = test(material.registers, material.cube, material.period);
    let brief = |one: &Tested| match told {
        Breaches::Named => breach(one),
        Breaches::Explained => in_brief(one),
    };
    let breaches: Vec<String> =
        tested.iter().filter(|one| one.state == LimitState::Breached).filter_map(brief).collect();
    (!breaches.is_empty()).then(|| format!("{} {}", counted(&tested), breaches.join(" ")))
}

/// How many limits are breached, held and not measured; then each breach with all that has been said of it since it began,
/// a line each; last what is not measured and what was breached earlier in the year.
fn said(tested: &[Tested]) -> Vec<Block> {
    if tested.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![paragraph(counted(tested))];
    for (one, breach) in tested.iter().filter_map(|one| Some((one, breach(one)?))) {
        let words: Vec<String> = one.words.iter().map(explanation).collect();
        if words.is_empty() {
            blocks.push(paragraph(format!("{breach} {}", phrase("finanspolicy.utan_ord"))));
        } else {
            blocks.extend([paragraph(breach), Block::List(words)]);
        }
    }
    let rest: Vec<String> =
        tested.iter().filter_map(unmeasured).chain(tested.iter().filter_map(earlier)).collect();
    if !rest.is_empty() {
        blocks.push(Block::List(rest));
    }
    blocks
}

fn counted(tested: &[Tested]) -> String {
    let count = |state: LimitState| match tested.iter().filter(|one| one.state == state).count() {
        0 => phrase("finanspolicy.ingen").to_string(),
        count => count.to_string(),
    };
    let (all, breached) = (tested.len().to_string(), count(LimitState::Breached));
    let (held, unmeasured) = (count(LimitState::Held), count(LimitState::NotMeasured));
    let values = [("alla", all.as_str()), ("brutna", &breached), ("hållna", &held), ("omätta", &unmeasured)];
    if tested.iter().any(|one| one.state == LimitState::NotMeasured) {
        filled("finanspolicy.läget_omätt", &values)
    } else {
        filled("finanspolicy.läget", &values)
    }
}

/// That a limit was breached earlier in the year, with what was said of it then.
fn earlier(one: &Tested) -> Option<String> {
    let last = one.ended.months.last()?;
    let months: Vec<String> = one.ended.months.chunk_by(|one, next| one.next() == *next).map(span).collect();
    let measure = finance::measure(one.limit.measure).to_string();
    let values = [("mått", measure), ("månader", listed(&months)), ("år", last.year.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let was = filled("finanspolicy.tidigare_brott", &values);
    Some(format!("{was} {}", explained(&one.ended.words)))
}

/// "januari–mars", or a month by itself.
fn span(months: &[Month]) -> String {
    match months {
        [first, .., last] => format!("{}–{}", name_of_month(*first), name_of_month(*last)),
        _ => months.iter().map(|month| name_of_month(*month)).collect(),
    }
}

/// A breach with what was said of it last.
fn in_brief(one: &Tested) -> Option<String> {
    let last = &one.words[one.words.len().saturating_sub(1)..];
    Some(format!("{} {}", breach(one)?, explained(last)))
}

/// That a limit is breached, by how much and since when.
fn breach(one: &Tested) -> Option<String> {
    let (limit, Ok(value), since) = (one.limit, one.value, one.since?) else { return None };
    let measure = with_capital(finance::measure(limit.measure));
    let value = finance::value(limit.measure, value);
    let decided = finance::limit_with_unit(limit.measure, limit.condition, limit.limit);
    let since = finance::since(since);
    let values = [("mått", measure.as_str()), ("värde", &value), ("gräns", &decided), ("sedan", &since)];
    Some(filled("finanspolicy.brott", &values))
}

fn unmeasured(one: &Tested) -> Option<String> {
    let lack = one.value.err()?;
    let measure = with_capital(finance::measure(one.limit.measure));
    Some(filled("finanspolicy.omätt", &[("mått", &measure), ("skäl", finance::lack(lack))]))
}

/// Why a limit is breached and what is done, and when that was said; or that nobody has said it.
fn explained(words: &[&Departure]) -> String {
    match words {
        [] => phrase("finanspolicy.utan_ord").to_string(),
        words => words.iter().map(explanation).collect::<Vec<_>>().join(" "),
    }
}

fn explanation(one: &&Departure) -> String {
    let values = [
        ("månad", month_name(one.from)),
        ("orsak", one.cause.trim().to_string()),
        ("åtgärd", one.action.trim().to_string()),
        ("beslut", one.decision.trim().to_string()),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    match one.decision.is_empty() {
        true => filled("finanspolicy.orsak_åtgärd", &values),
        false => filled("finanspolicy.orsak_åtgärd_beslut", &values),
    }
}
