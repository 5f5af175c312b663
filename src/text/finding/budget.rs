//! Sentences for findings about the budget files.

use crate::finding::BudgetProblem;
use crate::text::format::kr_ore;

use super::ledger::{missing_columns, more_rows, not_an_amount, rows_named, same_file_twice, unknown_codes};
use super::{Told, expected, place, quoted, unreadable};

pub(super) fn told(problem: &BudgetProblem) -> Told {
    match problem {
        BudgetProblem::NoFiles => Told::new(
            "Mappen budget innehåller ingen fil.",
            "minst en tabell (.xlsx eller .csv) med budgeten.",
            "Lägg budgeten i mappen budget.",
        ),
        BudgetProblem::MissingColumns { columns, found } => missing_columns(columns, found, "budget"),
        BudgetProblem::NotAnAmount { found } => not_an_amount(found, "budget"),
        BudgetProblem::UnknownCodes { kind, code, rows, sum } => {
            unknown_codes(*kind, code, *rows, *sum, ("räknat med intäkt plus", "budgeten"))
        }
        BudgetProblem::UnknownProfile { found, rows } => Told::new(
            format!("Profilen {} på {} finns inte i tabellen Profiler.", quoted(found), rows_named(*rows)),
            "en profil som tabellen har, eller tom cell för tolftedelar.",
            "Rätta namnet, eller lägg till profilen i tabellen Profiler.",
        ),
        BudgetProblem::WrongValue { column, found, expected: what } => {
            Told::new(format!("I kolumnen {column} står {}.", quoted(found)), expected(what), "Rätta cellen.")
        }
        BudgetProblem::UnreadableRow { expected, found } => Told::new(
            format!("Raden har {found} fält men rubrikraden {expected}."),
            "lika många fält på varje rad.",
            "Sätt citattecken om text som innehåller skiljetecknet.",
        ),
        BudgetProblem::UnreadableFile { why } => unreadable(*why),
        BudgetProblem::MissingDecision => Told::new(
            "Budgetändringen saknar beslut.",
            "beslutets namn eller diarienummer på varje tilläggsbudget och omfördelning.",
            "Fyll i kolumnen för beslut.",
        ),
        BudgetProblem::MoreRows { rows } => more_rows(*rows),
        BudgetProblem::SameRows { other, rows, sum } => Told::new(
            format!(
                "{} här har samma år, koder och beslut som rader på annan plats; den första är {}. Det är {} kr \
                 räknat med intäkt plus.",
                begun(&rows_named(*rows)),
                place(other),
                kr_ore(*sum)
            ),
            "varje budgetrad i en enda fil och flik; annars räknas den dubbelt.",
            "Ta bort den fil eller flik som inte gäller. En ändring av budgeten ska ha sitt eget beslut och slag.",
        ),
        BudgetProblem::UnusedYear { year, rows, sum } => Told::new(
            format!(
                "{} för {year}, tillsammans {} kr räknat med intäkt plus, räknas inte i den här perioden.",
                begun(&rows_named(*rows)),
                kr_ore(*sum)
            ),
            "periodens år, eller året före, på de rader som ska räknas.",
            "Inget behöver göras om raderna hör till ett annat år. Är året felskrivet, rätta det.",
        ),
        BudgetProblem::SameFileTwice { other } => same_file_twice(other),
        BudgetProblem::InternalRemainder { year, remainder } => Told::new(
            format!(
                "Interna poster i budgeten för {year} tar inte ut varandra: {} kr blir kvar.",
                kr_ore(*remainder)
            ),
            "att interna intäkter och kostnader är lika stora, eller att skillnaden är eget arbete i investeringar.",
            "Rätta den interna budgeten om skillnaden är något annat. Beloppet visas på egen rad i rapporten.",
        ),
    }
}

/// As the first words of a sentence.
fn begun(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
