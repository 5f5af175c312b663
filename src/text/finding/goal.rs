//! Sentences for findings about goals and ratings.

use crate::finding::GoalProblem;

use super::Told;

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
    }
}
