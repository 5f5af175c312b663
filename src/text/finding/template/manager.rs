//! What a manager is told, where it is something else than what the office is told: a manager hands in files, has no
//! folder to put them in, and asks the office for what is a long list.

use super::altered::differ;
use super::file_name;
use crate::finding::{TemplateProblem, Unreadable};

/// What was found, in short; `None` where it is the same for both.
pub fn found(problem: &TemplateProblem) -> Option<String> {
    match problem {
        TemplateProblem::OlderFile { counted, differences, more, .. } => {
            let differ = differ(differences.len() + more);
            Some(format!("Räknas inte, för {} har det senaste datumet. {differ}.", file_name(counted)))
        }
        _ => None,
    }
}

/// `None` where the remedy is the same for both.
pub fn remedy(problem: &TemplateProblem) -> Option<&'static str> {
    match problem {
        TemplateProblem::UnreadableFile { why } => Some(unreadable(*why)),
        TemplateProblem::NotATemplate => {
            Some("För över svaren till den mall som ekonomiavdelningen delade ut och lämna den.")
        }
        TemplateProblem::NotIssued { .. } => {
            Some("Fråga ekonomiavdelningen vilken mall som gäller för enheten.")
        }
        TemplateProblem::SeveralFiles { .. } => Some(
            "Vilken av filerna gäller? Skriv dagens datum i fältet Lämnad i den och lämna den igen, eller svara oss med \
             dess namn.",
        ),
        TemplateProblem::OlderFile { .. } => Some(""),
        TemplateProblem::SameAnswerTwice { .. } => Some("Inget behöver göras. Den ena filen räknas."),
        _ => None,
    }
}

fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "Filen kom fram tom. Skicka den på nytt.",
        Unreadable::TooLarge => {
            "Ta bort flikar och bilder som du har lagt till, spara filen och skicka den på nytt."
        }
        Unreadable::Locked | Unreadable::Changed => {
            "Inget behöver göras nu. Ekonomiavdelningen hör av sig om filen inte går att öppna."
        }
        Unreadable::Damaged | Unreadable::OtherFormat => {
            "Öppna filen i Excel, låt Excel reparera den, spara den på nytt och skicka den."
        }
        Unreadable::OldExcel | Unreadable::BinaryExcel | Unreadable::WebPage => {
            "Öppna filen i Excel, välj Arkiv, Spara som, Excel-arbetsbok (.xlsx) och skicka den nya filen."
        }
        Unreadable::Protected => {
            "Öppna filen i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok, eller byt känslighetsetikett, \
             spara filen och skicka den utan lösenord."
        }
        Unreadable::OpenDocument => {
            "Öppna filen i programmet den sparades i, välj Spara som, Excel-arbetsbok (.xlsx) och skicka den nya filen."
        }
        Unreadable::Numbers => {
            "Öppna filen i Numbers, välj Arkiv, Exportera till, Excel och skicka den nya filen."
        }
        Unreadable::Text
        | Unreadable::Pdf
        | Unreadable::Document
        | Unreadable::Picture
        | Unreadable::Archive => "Skicka själva mallen, ifylld och sparad som Excel-arbetsbok (.xlsx).",
    }
}

#[cfg(test)]
mod tests {
    use super::remedy;
    use crate::finding::Unreadable;

    use super::super::{examples, told};

    #[test]
    fn no_remedy_sends_a_manager_to_the_folder_of_the_office() {
        // What only the office is told stands on no file of a unit.
        let office_only = ["K32", "K33", "K34", "K35", "K59"];
        for problem in examples() {
            if office_only.contains(&format!("K{:02}", problem.number()).as_str()) {
                continue;
            }
            let told_remedy = told(&problem).remedy;
            let said = remedy(&problem).unwrap_or(&told_remedy);
            assert!(!said.contains("mappen") && !said.contains("kommandot"), "{problem:?}: {said}");
        }
        for why in Unreadable::ALL {
            assert!(super::unreadable(why).ends_with('.') && !super::unreadable(why).contains("mappen"));
        }
    }

    #[test]
    fn no_sentence_of_a_template_tells_of_the_folders_of_the_office() {
        for problem in examples() {
            let said = told(&problem);
            assert!(!said.found.contains("inkommet/"), "{}", said.found);
        }
    }
}
