//! Sentences for findings about goals, ratings and the limits of the finance policy.

use crate::finding::GoalProblem;

use super::Told;
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
    }
}
