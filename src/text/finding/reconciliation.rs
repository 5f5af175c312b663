//! Sentences for findings of the avstämning.

use crate::finding::ReconciliationProblem;
use crate::text::format::kr_ore;

use super::{Told, listed};

pub(super) fn told(problem: &ReconciliationProblem) -> Told {
    match problem {
        ReconciliationProblem::InternalForecasts { remainder, rounding, absent, asked, .. } => Told::new(
            format!(
                "Enheternas interna prognoser tar inte ut varandra: {} kr blir över.{}{}",
                kr_ore(*remainder),
                if *rounding {
                    " Det ryms i avrundning: mindre än tusen kronor per enhet som svarat."
                } else {
                    ""
                },
                without_own(absent, *asked)
            ),
            "interna intäkter och interna kostnader som tillsammans är noll.",
            if *rounding {
                "Inget behöver göras. Resten är redovisad här."
            } else if most(absent, *asked) {
                "Inget behöver göras förrän fler enheter har lämnat sina prognoser."
            } else {
                "Be säljande och köpande enhet stämma av sina interna prognoser med varandra och lämna mallarna på nytt."
            },
        ),
    }
}

/// So many names of a long list are told.
const FIRST: usize = 3;

/// Most units have not given theirs: who has is then the shorter list, and there is a sheet that tells.
fn most(absent: &[String], asked: usize) -> bool {
    absent.len() > FIRST && absent.len() * 2 > asked
}

fn without_own(absent: &[String], asked: usize) -> String {
    match absent {
        [] => String::new(),
        names if most(names, asked) => format!(
            " Utan egen intern prognos: {} av {asked} enheter, bland dem {}. Vilka som har svarat visar fliken Inlämning \
             och uppfolj status.",
            names.len(),
            listed(&names[..FIRST])
        ),
        names => format!(" Utan egen intern prognos: {}.", listed(names)),
    }
}

#[cfg(test)]
mod tests {
    use super::told;
    use crate::domain::money::Money;
    use crate::finding::ReconciliationProblem;

    #[test]
    fn units_without_a_forecast_are_named_as_long_as_they_are_few() {
        let said = |absent: usize, rounding| {
            let absent = (1..=absent).map(|number| format!("Enhet {number}")).collect();
            let remainder = Money::from_kr(5);
            let (fault, asked) = (false, 8);
            told(&ReconciliationProblem::InternalForecasts { remainder, fault, rounding, absent, asked })
        };
        let few = said(4, false);
        assert!(few.found.ends_with("prognos: Enhet 1, Enhet 2, Enhet 3 och Enhet 4."), "{}", few.found);
        assert!(few.remedy.starts_with("Be säljande"), "{}", few.remedy);
        let many = said(7, false);
        assert!(
            many.found.contains("prognos: 7 av 8 enheter, bland dem Enhet 1, Enhet 2 och Enhet 3."),
            "{}",
            many.found
        );
        assert!(many.found.contains("fliken Inlämning och uppfolj status"), "{}", many.found);
        assert!(many.remedy.starts_with("Inget behöver göras förrän fler"), "{}", many.remedy);
        assert!(!said(0, true).found.contains("Utan egen"));
    }
}
