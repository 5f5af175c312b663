//! Sentences for findings of the avstämning.

use crate::domain::finance_policy::Matter;
use crate::finding::ReconciliationProblem;
use crate::text::board::most;
use crate::text::format::kr_ore;
use crate::text::report::month_name;

use super::{Told, listed};

pub(super) fn told(problem: &ReconciliationProblem) -> Told {
    match problem {
        ReconciliationProblem::RegisterDiffers { matter, month, register, balance } => {
            let (table, words, remedy) = register_words(*matter);
            Told::new(
                format!(
                    "Registret {table} summerar till {} kr per {}, men balansräkningens {words} är {} kr. Skillnaden är {} kr.",
                    kr_ore(*register),
                    month.last_day(),
                    kr_ore(*balance),
                    kr_ore(*register - *balance)
                ),
                "samma belopp på öret.",
                remedy,
            )
        }
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
            } else if most(absent, *asked).is_some() {
                "Inget behöver göras förrän fler enheter har lämnat sina prognoser."
            } else {
                "Be säljande och köpande enhet stämma av sina interna prognoser med varandra och lämna mallarna på nytt."
            },
        ),
        ReconciliationProblem::TariffUnsettled { collective, result, left } => Told::new(
            format!(
                "Årets resultat för taxekollektivet {collective} är {} kr, men {} kr av det är inte bokfört mot \
                 kollektivets skuldkonto.",
                kr_ore(*result),
                kr_ore(*left)
            ),
            "att skulden till kollektivet har ändrats med årets resultat.",
            "Bokför årets överuttag eller underuttag, eller rätta kontona i tabellen Taxekollektiv. Täcks ett underskott \
             med skattemedel, skriv det i Förklaring.",
        ),
        ReconciliationProblem::ForecastPassed { unit, given, forecast, outcome } => Told::new(
            format!(
                "{unit} har hittills en nettokostnad på {} kr. Det är mer än prognosen för hela året, {} kr, som \
                 lämnades per {}.",
                kr_ore(-*outcome),
                kr_ore(-*forecast),
                month_name(*given)
            ),
            "en prognos för året som rymmer utfallet hittills.",
            "Be enheten om en ny prognos, eller säg i rapporten varför kostnaden väntas minska till årets slut.",
        ),
        ReconciliationProblem::WholeForecastPassed { given, forecast, outcome } => Told::new(
            format!(
                "Hela kommunen har hittills en nettokostnad på {} kr. Det är mer än prognosen för hela året, {} kr, som \
                 lämnades per {}.",
                kr_ore(-*outcome),
                kr_ore(-*forecast),
                month_name(*given)
            ),
            "en prognos för året som rymmer utfallet hittills.",
            "Be enheterna om nya prognoser. Till dess säger rapportens sammanfattning att prognosen är passerad.",
        ),
    }
}

/// The register's name, what the balance sheet calls it, and what to do.
fn register_words(matter: Matter) -> (&'static str, &'static str, &'static str) {
    match matter {
        Matter::Loans => (
            "Lån",
            "lån",
            "Rätta raderna i Lån, eller bokföringen. Är det en annan del av balansräkningen som är lånen, ange den i inställningen lån_balansrader.",
        ),
        Matter::Guarantees => (
            "Borgen",
            "borgensförbindelser",
            "Rätta raderna i Borgen, eller beloppen i Kommunfakta som balansräkningens rad hämtas från.",
        ),
        Matter::Cash => ("Likviditet", "kassa och bank", "Rätta raden i Likviditet, eller bokföringen."),
    }
}

fn without_own(absent: &[String], asked: usize) -> String {
    match most(absent, asked) {
        Some(most) => format!(
            " Utan egen intern prognos: {most}. Vilka som har svarat visar fliken Inlämning och kommandot status."
        ),
        None if absent.is_empty() => String::new(),
        None => format!(" Utan egen intern prognos: {}.", listed(absent)),
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
        assert!(many.found.contains("fliken Inlämning och kommandot status"), "{}", many.found);
        assert!(many.remedy.starts_with("Inget behöver göras förrän fler"), "{}", many.remedy);
        assert!(!said(0, true).found.contains("Utan egen"));
    }
}
