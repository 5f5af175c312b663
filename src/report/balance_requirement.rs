//! Balanskravsutredning (LKBR 11 kap. 10–11 §§) as a table and the sentences that follow from it.

use super::Material;
use super::build::{column, figure, said_rounding, sum_rows, table, text};
use super::statements::forecast_heading;
use crate::consolidate::balance_requirement::Assessment;
use crate::consolidate::statement::Shown;
use crate::doc::{Cell, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::balance_requirement::{Entry, Part, Post, has_reserve, restored_by};
use crate::domain::goal::RatingShape;
use crate::domain::money::Money;
use crate::domain::period::{Month, PeriodKind};
use crate::domain::query::Query;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{balance_post, mkr, tkr};

/// A column: the year by its outcome or its forecast.
struct Year<'a> {
    heading: String,
    shown: Shown,
    assessment: Assessment<'a>,
}

/// The year of the report, by its outcome at year end and else by the forecast, and the year before. None within the year
/// where there is no forecast.
fn years<'a>(material: &Material<'a>) -> Vec<Year<'a>> {
    let last_year = Month { year: material.period.year - 1, month: 12 };
    let own = match material.kind {
        PeriodKind::Year => Some((outcome_heading(material.period), Shown::outcome(material.period))),
        _ => material.forecast.map(|given| (forecast_heading(material, given), Shown::forecast(given))),
    };
    let Some(own) = own else { return Vec::new() };
    let before = (outcome_heading(last_year), Shown::outcome(last_year));
    let known = |shown: &Shown| {
        let assessment = Assessment::of(material.registers, shown)?;
        (material.cube.value(&assessment.result).is_some() || material.lacks_forecast(&assessment.result))
            .then_some(assessment)
    };
    let year = |(heading, shown): (String, Shown)| {
        known(&shown).map(|assessment| Year { heading, shown, assessment })
    };
    [own, before].into_iter().filter_map(year).collect()
}

fn outcome_heading(month: Month) -> String {
    filled("kolumn.utfall_år", &[("år", &month.year.to_string())])
}

pub fn table_of(material: &Material) -> Option<Table> {
    let years = years(material);
    if years.is_empty() {
        return None;
    }
    let mut rows = vec![row(
        "resultat",
        phrase("balanskrav.resultat"),
        Role::Item,
        |year| Some(year.assessment.result.clone()),
        material,
        &years,
    )];
    let mut summed = vec![0];
    for part in [Part::Adjustment, Part::Reserve] {
        summed.extend(rows.len()..rows.len() + posts(&years, part).len());
        rows.extend(posts(&years, part).into_iter().map(|post| post_row(material, &years, post)));
        let (key, name, role) = match part {
            Part::Adjustment => ("justerat", phrase("balanskrav.justerat"), Role::Subtotal),
            _ => ("balanskrav", phrase("balanskrav.balanskravsresultat"), Role::Total),
        };
        let of = |year: &Year| match part {
            Part::Adjustment => Some(year.assessment.after_adjustments()),
            _ => Some(year.assessment.balance()),
        };
        let mut sum = row(key, name, role, of, material, &years);
        sum_rows(&mut sum, &summed.iter().map(|at| (*at, false)).collect::<Vec<_>>());
        summed = vec![rows.len()];
        rows.push(sum);
    }
    rows.extend(posts(&years, Part::Earlier).into_iter().map(|post| post_row(material, &years, post)));
    let mut columns = vec![column("rad", phrase("balanskrav.kolumn"), ColumnKind::Text { wide: true })];
    columns.extend((0..).zip(&years).map(|(at, year): (usize, _)| year_column(at, year)));
    let mut built = table("balanskrav", phrase("balanskrav.rubrik"), columns, rows);
    built.notes.extend(notes(material, &years));
    if years.iter().any(|year| year.assessment.expected) {
        built.notes.extend(super::deviations::stand_in_notes(material));
    }
    Some(said_rounding(built))
}

fn year_column(at: usize, year: &Year) -> Column {
    column(&format!("år {at}"), year.heading.clone(), ColumnKind::Amount)
}

/// The posts that the law knows in some of the years, so that it is seen that each has been asked for; of earlier deficits
/// those that there are, with the year they are from.
fn posts(years: &[Year], part: Part) -> Vec<(Post, Option<i32>)> {
    let given = years.iter().flat_map(|year| year.assessment.part(part));
    let mut found: Vec<(Post, Option<i32>)> = given.map(|(entry, _)| (entry.post, entry.of_year)).collect();
    if part != Part::Earlier {
        let known = |post: &Post| post.part() == part && years.iter().any(|year| knows(year, *post));
        found.extend(Post::ALL.iter().copied().filter(known).map(|post| (post, None)));
    }
    found.sort();
    found.dedup();
    found
}

fn knows(year: &Year, post: Post) -> bool {
    let (first, last) = post.years();
    (first..=last).contains(&year.assessment.year)
}

/// A dash where the register has no row of a post that the law knows in the year, and a blank where it does not know it.
fn post_row(material: &Material, years: &[Year], (post, of_year): (Post, Option<i32>)) -> Row {
    let own = |entry: &Entry| entry.post == post && entry.of_year == of_year;
    let of = |year: &Year| {
        let found = year.assessment.posts.iter().find(|(entry, _)| own(entry));
        found.map(|(_, query)| query.clone())
    };
    let role = if post.part() == Part::Earlier { Role::Memo } else { Role::Item };
    let key = format!("{post:?} {}", of_year.unwrap_or_default());
    let mut built = row(&key, &balance_post(post, of_year), role, of, material, years);
    for (cell, year) in built.cells.iter_mut().skip(1).zip(years) {
        if *cell == Cell::Empty && of_year.is_none() && knows(year, post) {
            *cell = Cell::Text(phrase("balanskrav.ingen_post").to_string());
        }
    }
    built
}

fn row(
    key: &str,
    name: &str,
    role: Role,
    of: impl Fn(&Year) -> Option<Query>,
    material: &Material,
    years: &[Year],
) -> Row {
    let figures = years.iter().map(|year| figure(material, of(year)));
    let cells: Vec<Cell> = [text(name)].into_iter().chain(figures).collect();
    Row { key: RowKey::Other(key.to_string()), role, depth: 0, cells }
}

/// What the office has said of the posts; that there are none, where there are none.
fn notes(material: &Material, years: &[Year]) -> Vec<String> {
    let said =
        years.iter().flat_map(|year| &year.assessment.posts).filter(|(entry, _)| !entry.note.is_empty());
    let mut notes: Vec<String> = said
        .map(|(entry, _)| {
            let post = balance_post(entry.post, entry.of_year);
            filled(
                "balanskrav.not",
                &[("post", &post), ("år", &entry.year.to_string()), ("text", &entry.note)],
            )
        })
        .collect();
    if years.first().is_some_and(|year| year.assessment.part(Part::Adjustment).next().is_none()) {
        notes.push(material.standing("balanskrav.inga_justeringar").to_string());
    }
    notes.push(material.standing("balanskrav.tankstreck").to_string());
    notes
}

/// Whether balanskravet is met or expected to be, as a state; *prognos saknas* where it cannot be said.
pub fn verdict(material: &Material) -> Option<Cell> {
    let year = years(material).into_iter().next()?;
    let balance = year.assessment.balance();
    if material.lacks_forecast(&balance) {
        return Some(Cell::Missing(phrase("prognos.saknas").to_string()));
    }
    let met = material.cube.value(&balance)? >= Money::ZERO;
    let word = match (met, year.assessment.expected) {
        (true, false) => phrase("balanskrav.läge_uppfyllt"),
        (true, true) => phrase("balanskrav.läge_väntas"),
        (false, false) => phrase("balanskrav.läge_ej"),
        (false, true) => phrase("balanskrav.läge_väntas_inte"),
    };
    let shape = if met { RatingShape::Full } else { RatingShape::Empty };
    Some(Cell::State { shape, word: word.to_string() })
}

/// What fullmäktige is asked to decide of a year that has ended: the balanskravsresultat, what goes to or comes from the
/// reserve, and by when a deficit is restored (kommunallagen 11 kap. 12–14 §§).
pub fn decisions(material: &Material) -> Vec<String> {
    let Some(year) = years(material).into_iter().next().filter(|year| !year.assessment.expected) else {
        return Vec::new();
    };
    let own = &year.assessment;
    let Some(result) = material.cube.value(&own.balance()) else { return Vec::new() };
    let (number, by) = (own.year.to_string(), restored_by(own.year).to_string());
    let mut decided = vec![filled("skrivelse.fastställa", &[("år", &number), ("belopp", &tkr(result))])];
    decided.extend(own.part(Part::Reserve).filter_map(|(entry, query)| {
        let size = material.cube.value(query)?.abs();
        (!size.is_zero()).then(|| reserve_decision(entry.post, &tkr(size)))
    }));
    if result < Money::ZERO {
        let values = [("belopp", tkr(result.abs())), ("senast", by)];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        decided.push(filled("skrivelse.återställa", &values));
    }
    decided
}

fn reserve_decision(post: Post, amount: &str) -> String {
    let values = [("belopp", amount)];
    match post {
        Post::Reserved => filled("skrivelse.till_resultatreserv", &values),
        Post::Used => filled("skrivelse.från_resultatreserv", &values),
        Post::EqualisationReserved => filled("skrivelse.till_rur", &values),
        _ => filled("skrivelse.från_rur", &values),
    }
}

/// Whether balanskravet is met or expected to be, what is to be restored and when, and what may be reserved.
pub fn sentences(material: &Material) -> Vec<String> {
    let Some(year) = years(material).into_iter().next() else { return Vec::new() };
    let own = &year.assessment;
    let balance = own.balance();
    if material.lacks_forecast(&balance) {
        return vec![phrase("balanskrav.prognos_saknas").to_string()];
    }
    let Some(result) = material.cube.value(&balance) else { return Vec::new() };
    let amount = mkr(result.abs());
    let (number, by) = (own.year.to_string(), restored_by(own.year).to_string());
    let values = [("år", number.as_str()), ("belopp", amount.as_str()), ("senast", by.as_str())];
    let mut sentences = vec![match (result < Money::ZERO, own.expected) {
        (false, false) => filled("balanskrav.uppfyllt", &values),
        (false, true) => filled("balanskrav.väntas", &values),
        (true, false) => filled("balanskrav.ej_uppfyllt", &values),
        (true, true) => filled("balanskrav.väntas_inte", &values),
    }];
    for (of_year, left, by) in own.left_to_restore(material.cube) {
        let (of_year, amount, by) = (of_year.to_string(), mkr(left), by.to_string());
        let values = [("år", of_year.as_str()), ("belopp", amount.as_str()), ("senast", by.as_str())];
        sentences.push(if left.is_zero() {
            filled("balanskrav.återställt", &values)
        } else {
            filled("balanskrav.kvar", &values)
        });
    }
    let room = own.room(material.registers, material.cube, &year.shown).filter(|_| !own.expected);
    if let Some(room) = room.filter(|room| *room > Money::ZERO) {
        let reserve =
            if has_reserve(own.year) { phrase("balanskrav.reserv") } else { phrase("balanskrav.rur") };
        let room = mkr(room);
        let values = [("belopp", room.as_str()), ("reserv", reserve), ("år", &number)];
        sentences.push(filled("balanskrav.utrymme", &values));
        let is_put_aside = |entry: &Entry| matches!(entry.post, Post::Reserved | Post::EqualisationReserved);
        if !own.part(Part::Reserve).any(|(entry, _)| is_put_aside(entry)) {
            sentences.push(phrase("balanskrav.inget_reserverat").to_string());
        }
    }
    sentences
}
