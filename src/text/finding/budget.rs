//! Sentences for findings about the budget files.

use crate::finding::BudgetProblem;
use crate::text::format::{kr_ore, listed, rows_named};
use crate::text::report::month_name;

use super::books::scale;
use super::ledger::{more_rows, not_an_amount, same_file_twice, sign_looks_turned};
use super::{Told, expected, place, quoted, unreadable};
use super::{columns, contract, left_out, unknown_code};

pub(super) fn told(problem: &BudgetProblem) -> Told {
    match problem {
        BudgetProblem::NoFiles => Told::new(
            "Mappen budget innehåller ingen fil.",
            "minst en tabell (.xlsx eller .csv) med budgeten.",
            "Lägg budgeten i mappen budget.",
        ),
        BudgetProblem::MissingColumns { columns: lacks, others, found } => {
            columns::missing(lacks, others, found, "budget")
        }
        BudgetProblem::WithoutColumns { columns: lacks, found } => columns::without(lacks, found, "budget"),
        BudgetProblem::LeftOut(problem) => left_out::told(problem, &left_out::BUDGET),
        BudgetProblem::OnRows { problem, others, lines } => columns::on_rows(told(problem), *others, lines),
        BudgetProblem::NotAnAmount { found } => not_an_amount(found, "budget"),
        BudgetProblem::UnclearAmount { found, readings } => contract::unclear_amount(found, readings),
        BudgetProblem::UnknownCodes { kind, code, rows, sum, why } => {
            unknown_code::told(*kind, code, (*rows, *sum), why, &unknown_code::BUDGET)
        }
        BudgetProblem::Scale { unit, line, budget, outcome, last_year } => scale(
            format!(
                "{unit} har {} kr i budget på {line} till och med perioden. Utfallet är {} kr och förra året var det \
                 {} kr.",
                kr_ore(*budget),
                kr_ore(*outcome),
                kr_ore(*last_year)
            ),
            "utfallet eller förra året",
            "budget",
        ),
        BudgetProblem::SignLooksTurned { income, costs } => sign_looks_turned(*income, *costs, "budget"),
        BudgetProblem::UnknownProfile { found, rows } => Told::new(
            format!("Profilen {} på {} finns inte i tabellen Profiler.", quoted(found), rows_named(*rows)),
            "en profil som tabellen har, eller tom cell för tolftedelar.",
            "Rätta namnet, eller lägg till profilen i tabellen Profiler.",
        ),
        BudgetProblem::WrongValue { column, found, expected: what } => {
            Told::new(format!("I kolumnen {column} står {}.", quoted(found)), expected(what), "Rätta cellen.")
        }
        BudgetProblem::UnreadableRow { expected, found } => columns::uneven(*expected, *found),
        BudgetProblem::UnreadableFile { why } => unreadable(*why),
        BudgetProblem::DecisionAfter { decision, date, period, sum } => Told::new(
            format!(
                "Beslutet {} är från {date}, efter {}, och räknas ändå med i årets budget: {} kr räknat med intäkt plus.",
                quoted(decision),
                month_name(*period),
                kr_ore(*sum)
            ),
            "en budget med de beslut som gällde när perioden slutade, eller alla beslut om året.",
            "Ska beslutet inte vara med i perioden, ta bort dess rader ur budgetens filer så länge.",
        ),
        BudgetProblem::SieFile => Told::new(
            "Filen är en SIE-fil.",
            "en budget i mappen budget som är en Excel-arbetsbok (.xlsx) eller en textfil (.csv, .txt).",
            "Lägg SIE-filen i mappen redovisning, och skriv ja vid fältet budget i profilen sie i tabellen Exporter: då \
             läses budgeten ur den.",
        ),
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
        BudgetProblem::RepeatedRows { rows, sum, first } => Told::new(
            format!(
                "{} här är i alla delar lik en tidigare rad; den första är lik rad {first}. Det är {} kr räknat med intäkt \
                 plus, och det räknas med.",
                begun(&rows_named(*rows)),
                kr_ore(*sum)
            ),
            "varje budgetrad en gång.",
            "Ta bort raderna om de är dubbla. Är de menade så, skriv dem som en rad med hela beloppet.",
        ),
        BudgetProblem::NoBudgetOfYear { year, years } => {
            let years: Vec<String> = years.iter().map(i32::to_string).collect();
            let found = match years.as_slice() {
                [] => "Mappen budget har ingen rad".to_string(),
                years => format!("Mappen budget har bara rader för {}", listed(years)),
            };
            Told::new(
                format!("{found}. Budgeten för {year} saknas."),
                "budgeten för periodens år.",
                format!(
                    "Lägg budgeten för {year} i mappen budget. Är året felskrivet på raderna, rätta det."
                ),
            )
        }
        BudgetProblem::BudgetOfTwoKinds { year, other } => Told::new(
            format!("Filens budget (#PBUDGET) för {year} läses, och {other} har också en budget för {year}."),
            "årets budget på ett enda ställe; annars räknas den dubbelt.",
            "Skriv nej vid fältet budget i profilen sie i tabellen Exporter, eller ta bort raderna i budgetfilen.",
        ),
        BudgetProblem::UnusedYear { year, rows, sum } => Told::new(
            format!(
                "{} för {year}, tillsammans {} kr räknat med intäkt plus, räknas inte i den här perioden.",
                begun(&rows_named(*rows)),
                kr_ore(*sum)
            ),
            "periodens år, året före eller något av de två planåren efter.",
            "Inget behöver göras om raderna hör till ett annat år. Är året felskrivet, rätta det.",
        ),
        BudgetProblem::TransferNotZero { decision, year, remainder } => Told::new(
            format!(
                "Omfördelningen {} för {year} summerar till {} kr.",
                quoted(decision),
                kr_ore(*remainder)
            ),
            "att en omfördelning summerar till noll: det som en enhet får lämnar en annan.",
            "Lägg till den rad som saknas, eller ange slaget tilläggsbudget om beslutet ändrar budgetens summa.",
        ),
        BudgetProblem::DecisionDiffers { decision, year, expected, found } => Told::new(
            format!(
                "{} för {year} ger resultatet {} kr i budgetens filer.",
                begun(&of_decision(decision)),
                kr_ore(*found)
            ),
            format!(
                "{} kr enligt tabellen Budgetbeslut. Skillnaden är {} kr.",
                kr_ore(*expected),
                kr_ore(*found - *expected)
            ),
            "Rätta de budgetrader som är fel eller saknas, eller summan i Budgetbeslut.",
        ),
        BudgetProblem::DecisionWithoutRows { decision, year } => Told::new(
            format!(
                "{} för {year} finns i tabellen Budgetbeslut men inte i budgetens filer.",
                begun(&of_decision(decision))
            ),
            "budgetrader med beslutets namn.",
            "Lägg beslutets rader i mappen budget, eller rätta namnet så att det är skrivet lika på båda ställena.",
        ),
        BudgetProblem::DecisionNotListed { decision, year, rows, sum } => Told::new(
            format!(
                "{} på {} för {year}, tillsammans {} kr räknat med intäkt plus, finns inte i tabellen Budgetbeslut.",
                begun(&of_decision(decision)),
                rows_named(*rows),
                kr_ore(*sum)
            ),
            "en rad för varje beslut när tabellen används för året.",
            "Lägg till beslutet i Budgetbeslut, eller rätta namnet i budgetens fil.",
        ),
        BudgetProblem::NoSeason { year, of, rows, sum } => Told::new(
            format!(
                "{} för {year} med profilen säsong, tillsammans {} kr räknat med intäkt plus, har inget utfall {of} att följa.",
                begun(&rows_named(*rows)),
                kr_ore(*sum)
            ),
            format!("utfall {of} för samma enhet och kostnadsslag."),
            "Inget behöver göras: raderna är fördelade med tolftedelar. Ange en annan profil om det blir fel.",
        ),
        BudgetProblem::MonthsDiffer { year, months } => Told::new(
            format!(
                "Månaderna summerar till {} kr men årets belopp är {} kr.",
                kr_ore(*months),
                kr_ore(*year)
            ),
            "att årets belopp är summan av månaderna, eller att bara det ena är ifyllt.",
            "Rätta raden.",
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

/// A change by its name; the original budget needs none.
fn of_decision(decision: &str) -> String {
    if decision.is_empty() {
        "den ursprungliga budgeten".to_string()
    } else {
        format!("beslutet {}", quoted(decision))
    }
}

/// As the first words of a sentence.
fn begun(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
