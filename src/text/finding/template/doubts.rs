//! Sentences about personal data, likely slips of a thousand, values of another kind, and what reports cannot show.

use crate::domain::money::KronorUnit;
use crate::domain::period::Date;
use crate::finding::{Contact, Expected, TemplateProblem};

use super::super::choice::{choices, nearest};
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

/// The signs that a person sees as signs of their own.
fn counted(signs: &str) -> Vec<char> {
    signs.chars().filter(|sign| !sign.is_whitespace() && !is_tone(*sign)).collect()
}

/// The signs in words: what cannot be printed in a report cannot be printed in a letter either.
pub(super) fn unprintable(signs: &str) -> String {
    let (emoji, others): (Vec<char>, Vec<char>) =
        counted(signs).into_iter().partition(|sign| is_emoji(*sign));
    let mut parts = Vec::new();
    match emoji.len() {
        0 => {}
        1 => parts.push("en emoji".to_string()),
        count => parts.push(format!("{count} emojier")),
    }
    let codes: Vec<String> = others.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    match codes.as_slice() {
        [] => {}
        [one] => parts.push(format!("ett tecken som typsnittet saknar ({one})")),
        several => {
            parts.push(format!("{} tecken som typsnittet saknar ({})", several.len(), several.join(", ")));
        }
    }
    parts.join(" och ")
}

/// The blocks of pictures that phones and computers offer.
fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// The tone of the skin of the emoji before it.
fn is_tone(sign: char) -> bool {
    ('\u{1f3fb}'..='\u{1f3ff}').contains(&sign)
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

#[cfg(test)]
mod tests {
    use super::unprintable;

    #[test]
    fn what_cannot_be_printed_is_named_in_words() {
        assert_eq!(unprintable("🙂"), "en emoji");
        assert_eq!(unprintable("👍 🏽"), "en emoji");
        assert_eq!(unprintable("🙂 ✌ 漢"), "2 emojier och ett tecken som typsnittet saknar (U+6F22)");
        assert_eq!(unprintable("漢 字"), "2 tecken som typsnittet saknar (U+6F22, U+5B57)");
    }
}
