//! Forecasts that the outcome has passed, said beside the forecasts that the summary tells of: an old one that cannot be
//! kept to is no good news.

use super::Material;
use super::deviations::{passed_units, unit_name};
use crate::consolidate::passed::Passed;
use crate::doc::AmountUnit;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::text::format::amount;
use crate::text::phrase::{filled, phrase};
use crate::text::report::{month_name, units as units_in_words};

/// So many units have a sentence each; how many more there are is told, and the table of operations names them.
const SAID: usize = 3;

/// The whole municipality first, then the units that have passed most.
pub fn sentences(material: &Material) -> Vec<String> {
    let whole = material.passed.whole.filter(|_| material.scope.is_none());
    let mut units: Vec<(&Code, Passed)> = passed_units(material).collect();
    units.sort_by_key(|(_, one)| one.outcome - one.forecast);
    let more = units.len().saturating_sub(SAID);
    units.truncate(SAID);
    let mut said: Vec<String> =
        whole.iter().map(|one| sentence(material, phrase("passerad.kommunen"), one)).collect();
    said.extend(units.iter().map(|(unit, one)| sentence(material, &unit_name(material, unit), one)));
    said.extend((more > 0).then(|| filled("passerad.fler", &[("enheter", &units_in_words(more))])));
    said
}

fn sentence(material: &Material, who: &str, one: &Passed) -> String {
    let given = material.forecast.map(month_name).unwrap_or_default();
    let tkr = |net: Money| amount(-net, AmountUnit::Tkr);
    let values = [
        ("vem", who),
        ("utfall", &tkr(one.outcome)),
        ("tom", &month_name(material.period)),
        ("prognos", &tkr(one.forecast)),
        ("månad", &given),
    ];
    filled("passerad.mening", &values)
}
