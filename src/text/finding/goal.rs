//! Sentences for findings about goals, ratings and the limits of the finance policy.

use crate::finding::GoalProblem;

use super::{Told, quoted};
use crate::text::finance;

pub(super) fn told(problem: &GoalProblem) -> Told {
    match problem {
        GoalProblem::NoRating { goal } => Told::new(
            format!("Målet {goal} saknar kommunens bedömning för perioden."),
            "en rad i tabellen Bedömningar med tom Enhet.",
            "Skriv in bedömningen när dialogen är klar. Till dess står Bedömning saknas i rapporten.",
        ),
        GoalProblem::UnexplainedDeparture { goal, rating } => Told::new(
            format!("Målet {goal} bedöms som {rating}, men måtten visar något annat."),
            "ett skäl när bedömningen avviker från måtten.",
            "Fyll i kolumnen Skäl i tabellen Bedömningar.",
        ),
        GoalProblem::LimitBreached { measure, condition, limit, value, since } => Told::new(
            format!(
                "Finanspolicyns gräns är bruten {}: {} är {}.",
                finance::since(*since),
                finance::measure(*measure),
                finance::value(*measure, *value)
            ),
            format!("{}.", finance::limit_with_unit(*measure, *condition, *limit)),
            "Kontrollera registren i grunddata. Stämmer de är det ett avsteg att åtgärda; det står först i rapportens avsnitt Finanspolicy.",
        ),
        GoalProblem::LimitNotMeasured { measure, month, lack } => Told::new(
            format!(
                "Finanspolicyns gräns för {} är inte mätt per {}: {}.",
                finance::measure(*measure),
                month.last_day(),
                finance::lack(*lack)
            ),
            "underlag för varje gräns i finanspolicyn.",
            "Fyll i det som saknas. Till dess står gränsen som ej mätt i rapporten.",
        ),
        GoalProblem::Dropped { indicator, plan, this_year, replaced_by } => Told::new(
            dropped(indicator, *plan, *this_year, replaced_by.as_deref()),
            "att planens mått följs så länge målet gäller.",
            "Rapporten säger att måttet har utgått. Är det fel, rätta Giltig till i tabellen Mått; har ett annat mått \
             kommit i stället, skriv dess föregångare i kolumnen Ersätter.",
        ),
        GoalProblem::Reworded { indicator, adopted } => Told::new(
            format!(
                "Måttet {indicator} har fått ny lydelse efter att planen antogs. I planen står {}.",
                quoted(adopted)
            ),
            "samma lydelse som i planen.",
            "Rapporten säger att lydelsen är ny. Mäter det något annat än förut, låt det gamla måttet upphöra och lägg till \
             det nya som ett eget mått.",
        ),
        GoalProblem::NoTarget { indicator } => Told::new(
            format!("Måttet {indicator} har inget målvärde."),
            "ett målvärde för varje mått som hör till ett mål.",
            "Fyll i Målvärde i tabellen Mått. Till dess står Målvärde saknas i rapporten.",
        ),
        GoalProblem::GroupUnknown { indicator } => Told::new(
            format!(
                "Måttet {indicator} är skyddat, men det står inte hur många personer som ligger bakom värdet."
            ),
            "Antal i gruppen för mått med Skydd.",
            "Fyll i Antal i gruppen i tabellen Mätvärden. Till dess visas värdet inte.",
        ),
    }
}

fn dropped(indicator: &str, plan: i32, this_year: bool, replaced_by: Option<&str>) -> String {
    let instead = replaced_by.map(|other| format!(" I stället följs {other}.")).unwrap_or_default();
    match this_year {
        true => format!("Måttet {indicator} har utgått efter att planen för {plan} antogs.{instead}"),
        false => format!("Måttet {indicator} fanns i planen för {plan} och har utgått.{instead}"),
    }
}
