//! Sentences about personal data, likely slips of a thousand, values of another kind, and what reports cannot show.

use crate::domain::money::KronorUnit;
use crate::domain::period::Date;
use crate::finding::{Contact, Expected, TemplateProblem};

use super::super::choice::{choices, nearest};
use super::super::signs::{counted, unprintable};
use super::super::{Told, expected, quoted};
use super::{UNTIL_THEN, exact, whole_file};

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
        TemplateProblem::RowsShifted { row, rows, fields } => Told::new(
            format!(
                "{} ovanför rad {row}, av ett program som inte flyttade med fältens namn. De {fields} fälten från rad \
                 {row} och nedåt läses inte.",
                match rows {
                    1 => "En rad är inlagd".to_string(),
                    -1 => "En rad är borttagen".to_string(),
                    2.. => format!("{rows} rader är inlagda"),
                    _ => format!("{} rader är borttagna", -rows),
                }
            ),
            "flikens rader så som mallen delades ut.",
            "För över svaren till en ny mall, i Excel, och låt dess rader vara som de är. Tills dess räknas fälten som \
             ej lämnade.",
        ),
        TemplateProblem::Unprintable { field, signs } => {
            let them = if counted(signs).len() == 1 { "det" } else { "dem" };
            Told::new(
                format!("{field}: {} kan inte tryckas i rapporten.", unprintable(signs)),
                "bokstäver, siffror och vanliga skiljetecken.",
                format!("Ta bort {them} eller skriv med ord. Texten används annars utan {them}."),
            )
        }
        TemplateProblem::NoEarlierForecasts { period } => Told::new(
            format!("Svaren för {period} finns inte i arbetsmappen."),
            format!("enheternas svar i inkommet/{period}, och utgivna.csv i mallar/{period}."),
            "Inget behöver göras om de saknas med avsikt: Förra prognosen står tom i mallarna. Lägg annars dit dem och kör \
             kommandot igen.",
        ),
        other => whole_file(other),
    }
}

/// Another kind of value than the field holds, and what it may mean.
pub(super) fn wrong_value(
    field: &str,
    found: &str,
    what: &Expected,
    meant: Option<&str>,
    example: Option<Date>,
) -> Told {
    let wanted = match (what, example) {
        (Expected::Choice(words), _) => choices(words),
        (Expected::Date, Some(date)) => date_like(date),
        _ => expected(what),
    };
    let remedy = match (what, meant) {
        (Expected::Choice(words), _) => match nearest(found, words) {
            Some(word) => format!("Menas {word}? Välj det i listan i cellen."),
            None => "Välj i listan i cellen.".to_string(),
        },
        (_, Some(meant)) => format!("Menas {meant}, skriv så."),
        (Expected::Number, None) => {
            "Skriv bara talet, med komma före decimalerna och utan enhet.".to_string()
        }
        (Expected::Date, None) => "Skriv datumet med år, månad och dag och streck mellan.".to_string(),
        _ => "Skriv om värdet.".to_string(),
    };
    Told::new(format!("{field}: {}.", quoted(found)), wanted, format!("{remedy} {UNTIL_THEN}"))
}

pub(super) fn date_like(date: Date) -> String {
    format!("ett datum, till exempel {date}.")
}
