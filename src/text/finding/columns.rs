//! Sentences for the columns of exports and budgets: missing ones, those a file may be without, separators, two sides.

use super::ledger::number;
use super::register::columns_named;
use super::{Told, contract, listed, quoted};
use crate::domain::settings::ExportField;
use crate::text::interpret::mark;

/// Headings of a row that is no header are told as far as they help.
const HEADINGS_TOLD: usize = 15;

pub(super) fn missing(columns: &[String], others: &[String], found: &[String], profile: &str) -> Told {
    let mut headings: Vec<String> = found.iter().take(HEADINGS_TOLD).map(|heading| quoted(heading)).collect();
    if found.len() > HEADINGS_TOLD {
        headings.push("flera".to_string());
    }
    let had = if headings.is_empty() {
        "Inga rubriker hittades.".to_string()
    } else {
        format!("Raden innehåller {}.", listed(&headings))
    };
    let mut said = format!("Filens rubrikrad saknar {}. {had}", columns_named(columns));
    if !others.is_empty() {
        said.push_str(&format!(" Den saknar också {}, som får saknas.", columns_named(others)));
    }
    let all: Vec<String> = columns.iter().chain(others).cloned().collect();
    said.push_str(&renamed(&all, found));
    Told::new(
        said,
        format!("de kolumner som profilen {profile} i tabellen Exporter anger."),
        "Exportera med de kolumnerna, eller rätta profilen så att den säger vad kolumnerna heter. Ansvar, konto, belopp \
         och tid behövs alltid; rader för andra kolumner kan tas bort ur profilen.",
    )
}

pub(super) fn without(columns: &[(ExportField, String)], found: &[String], profile: &str) -> Told {
    let headings: Vec<String> = columns.iter().map(|(_, heading)| heading.clone()).collect();
    let lost: Vec<String> =
        columns.iter().map(|(field, heading)| format!("{heading}: {}", lost(*field))).collect();
    Told::new(
        format!(
            "Filen läses utan {}. {}.{}",
            columns_named(&headings),
            lost.join("; "),
            renamed(&headings, found)
        ),
        format!("de kolumner som profilen {profile} i tabellen Exporter anger; de här får saknas."),
        "Heter kolumnen något annat i filen, skriv det i tabellen Exporter. Finns den aldrig i filen, ta bort dess rad ur \
         profilen.",
    )
}

/// What is not known without a column.
fn lost(field: ExportField) -> &'static str {
    match field {
        ExportField::Project => "inga rader räknas som investering",
        ExportField::Counterpart => "inga rader räknas som interna",
        ExportField::Voucher => "verifikationer kan inte prövas",
        ExportField::Date | ExportField::Text => "visas inte i underlag",
        ExportField::Profile => "årets belopp fördelas på tolftedelar",
        ExportField::Decision => "beslut kan inte anges",
        ExportField::DecisionKind => "alla rader räknas som ursprunglig budget",
        ExportField::Amount => "månadernas belopp räknas samman till året",
        ExportField::Month(_) => "årets belopp fördelas på månaderna",
        _ => "används inte i rapporterna",
    }
}

/// The headings that are most like those that are missing.
fn renamed(missing: &[String], found: &[String]) -> String {
    let said = |(wanted, near): (&str, &str)| {
        format!(" Kanske är {} det som profilen kallar {wanted}.", quoted(near))
    };
    contract::near(missing, found).into_iter().map(said).collect()
}

pub(super) fn other_separator(found: u8, expected: u8, profile: &str) -> Told {
    let word = |separator: u8| mark(Some(char::from(separator)));
    Told::new(
        format!(
            "Filens fält skiljs åt med {}, men profilen {profile} i tabellen Exporter anger {}.",
            word(found),
            word(expected)
        ),
        "samma skiljetecken i fil och profil.",
        format!(
            "Skriv {} vid fältet skiljetecken för profilen {profile}, eller exportera med {}. Har filerna olika \
             skiljetecken, ge dem var sin profil med fältet fil.",
            word(found),
            word(expected)
        ),
    )
}

pub(super) fn both_sides(debit: &str, credit: &str) -> Told {
    Told::new(
        format!("Raden har belopp i både debet ({}) och kredit ({}).", quoted(debit), quoted(credit)),
        "belopp i en av kolumnerna; den andra är tom eller noll.",
        "Rätta exporten, eller kontrollera att tabellen Exporter anger rätt kolumner för debet och kredit.",
    )
}

pub(super) fn destroyed_letters(letters: u64) -> Told {
    let word = if letters == 1 { "ett tecken".to_string() } else { format!("{} tecken", number(letters)) };
    Told::new(
        format!("I filen är {word} förstörda innan den kom hit (som Ã¥ i stället för å, eller en ruta)."),
        "text med rätt å, ä och ö.",
        "Beloppen påverkas inte, men koder och texter med å, ä och ö kan bli fel. Exportera på nytt utan att öppna och \
         spara om filen i ett annat program.",
    )
}

/// The rows that have the fault of the one that is told.
pub(super) fn on_rows(told: Told, others: u64, lines: &[u32]) -> Told {
    let mut named: Vec<String> = lines.iter().map(ToString::to_string).collect();
    if others > lines.len() as u64 {
        named.push("flera".to_string());
    }
    let rows = if others == 1 {
        "på en rad till: rad".to_string()
    } else {
        format!("på {} rader till: rad", number(others))
    };
    Told { found: format!("{} Detsamma gäller {rows} {}.", told.found, listed(&named)), ..told }
}

/// A row with another number of fields than the headings.
pub(super) fn uneven(expected: usize, found: usize) -> Told {
    Told::new(
        format!("Raden har {found} fält men rubrikraden {expected}."),
        "lika många fält på varje rad.",
        if found < expected {
            "Raden är avkortad eller delad på två: en radbrytning inne i en text ska stå inom citattecken. Exportera på nytt."
        } else {
            "Text som innehåller skiljetecknet ska stå inom citattecken. Exportera på nytt."
        },
    )
}
