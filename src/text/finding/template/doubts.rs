//! Sentences about personal data, likely slips of a thousand, and what the reports cannot show.

use crate::domain::money::KronorUnit;
use crate::finding::{Contact, TemplateProblem};

use super::super::{Told, quoted};
use super::{exact, whole_file};

pub(super) fn told(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::ContactDetails { field, contact } => Told::new(
            format!(
                "{field}: texten innehåller {}.",
                match contact {
                    Contact::Phone => "vad som ser ut som ett telefonnummer",
                    Contact::Email => "en e-postadress",
                }
            ),
            "text utan uppgifter om enskilda personer: den kan komma att stå i en offentlig rapport.",
            "Ta bort uppgiften. Texten används annars som den står.",
        ),
        TemplateProblem::PersonName { field, found } => Told::new(
            format!("{field}: {} ser ut som ett namn.", quoted(found)),
            "en funktion, till exempel rektor eller enhetschef.",
            "Skriv funktionen i stället för namnet. Texten används annars som den står.",
        ),
        TemplateProblem::SmallEffect { field, found, meant } => Told::new(
            format!("{field}: bara {}.", exact(*found, KronorUnit::Kr)),
            "ett belopp i hela kronor.",
            format!(
                "Menades {}? Skriv det i så fall i kronor. Beloppet används annars som det står.",
                exact(*meant, KronorUnit::Kr)
            ),
        ),
        TemplateProblem::SheetInThousands { cells } => Told::new(
            format!(
                "Hela prognosen ser ut att vara i tusental kronor: {cells} belopp är ungefär tusen gånger för små."
            ),
            "belopp i kronor.",
            "Skriv prognosens belopp i kronor, till exempel med tre nollor till. Cellerna är märkta. Tills dess räknas \
             fälten som ej lämnade.",
        ),
        TemplateProblem::RowsInserted { row, rows, fields } => Told::new(
            format!(
                "{} ovanför rad {row}, av ett program som inte flyttade med fältens namn. De {fields} fälten från rad \
                 {row} och nedåt läses inte.",
                if *rows == 1 {
                    "En rad är inlagd".to_string()
                } else {
                    format!("{rows} rader är inlagda")
                }
            ),
            "flikens rader så som mallen delades ut.",
            "För över svaren till en ny mall, i Excel, och lägg inte in rader i den. Tills dess räknas fälten som ej \
             lämnade.",
        ),
        TemplateProblem::Unprintable { field, signs } => Told::new(
            format!("{field}: {signs} kan inte tryckas i rapporten."),
            "bokstäver, siffror och vanliga skiljetecken.",
            "Ta bort tecknet eller skriv det med ord. Texten används utan det.",
        ),
        TemplateProblem::NoEarlierForecasts { period } => Told::new(
            format!("Svaren för {period} finns inte i arbetsmappen."),
            format!("enheternas svar i inkommet/{period}, och utgivna.csv i mallar/{period}."),
            "Inget behöver göras om de saknas med avsikt: Förra prognosen står tom i mallarna. Lägg annars dit dem och kör \
             kommandot igen.",
        ),
        other => whole_file(other),
    }
}
