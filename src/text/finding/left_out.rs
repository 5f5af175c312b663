//! Sentences for what a table of the ledger or of the budget holds besides its rows.

use super::ledger::number;
use super::{Told, listed};
use crate::finding::LeftOutProblem;
use crate::text::format::{kr_ore, rows_named};

/// What the rows of a table are called, and how a total is known among them.
pub(super) struct Rows {
    rows: &'static str,
    total: &'static str,
}

pub(super) const LEDGER: Rows = Rows {
    rows: "rader med bokföring",
    total: "saknar konto och period; en rad med verifikation räknas alltid",
};
pub(super) const BUDGET: Rows = Rows { rows: "rader med budget", total: "saknar konto och år eller period" };

pub(super) fn told(problem: &LeftOutProblem, of: &Rows) -> Told {
    match problem {
        LeftOutProblem::Rows { headings, texts, totals, sum } => {
            let mut kinds = Vec::new();
            if *headings > 0 {
                kinds.push(format!("{} med rubriker", rows_named(*headings)));
            }
            if *texts > 0 {
                kinds.push(format!("{} med text utan belopp", rows_named(*texts)));
            }
            if *totals > 0 {
                kinds.push(format!("{} med summor (tillsammans {} kr)", rows_named(*totals), kr_ore(*sum)));
            }
            Told::new(
                format!("I filen räknas inte {}.", listed(&kinds)),
                format!("{}. Rubriker, summor och text i rapporten känns igen och lämnas utanför.", of.rows),
                format!(
                    "Inget behöver göras om antalen stämmer. En summarad har Summa, Delsumma eller Totalt i en kodkolumn \
                     eller {}.",
                    of.total
                ),
            )
        }
        LeftOutProblem::TotalDiffers { expected, found } => Told::new(
            format!("Filens egen totalsumma är {} kr.", kr_ore(*expected)),
            format!(
                "summan av filens rader: {} kr. Skillnaden är {} kr.",
                kr_ore(*found),
                kr_ore(*expected - *found)
            ),
            "Kontrollera att alla rader kom med i exporten och att inget belopp är ändrat; exportera på nytt.",
        ),
        LeftOutProblem::CountDiffers { expected, found } => Told::new(
            format!("Filen säger själv att den har {}.", rows_named(*expected)),
            format!("så många {} som filen har: {}.", of.rows, number(*found)),
            "Kontrollera att alla rader kom med i exporten; exportera på nytt.",
        ),
    }
}
