//! Sentences for findings about the filled templates.

mod altered;
mod amount;
mod asked;
mod doubts;
#[cfg(test)]
mod examples;
pub mod manager;

use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::Date;
use crate::finding::{Confirm, Lacking, RegisterTrouble, Shown, TemplateProblem, column_letters};
use crate::text::form;
use crate::text::format::{NBSP, kr};

use super::unreadable::passed_over;
use super::{Told, listed, quoted, unreadable};

#[cfg(test)]
pub(super) use examples::examples;

/// What a fault in a field means for now.
const UNTIL_THEN: &str = "Tills dess räknas fältet som ej lämnat.";

const HAND_OUT: &str = "Fyll i den mall som ekonomiavdelningen delade ut för perioden och lämna den.";

pub(super) fn told(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::UnreadableFile { why } => {
            Told { expected: "mallen, sparad som Excel-arbetsbok (.xlsx).".to_string(), ..unreadable(*why) }
        }
        TemplateProblem::PassedOver { what } => passed_over(what),
        TemplateProblem::IssuedRegister { why } => issued_register(*why),
        TemplateProblem::NoAnswer { unit, manager, last, unread, .. } => {
            no_answer(unit, manager, *last, unread)
        }
        TemplateProblem::AnsweredAlready { units, folder } => answered_already(units, folder),
        TemplateProblem::FieldsLost { part, name, fields } => altered::lost(*part, name, *fields),
        TemplateProblem::Changed { .. }
        | TemplateProblem::MoreChanged { .. }
        | TemplateProblem::Beside { .. }
        | TemplateProblem::MoreBeside { .. }
        | TemplateProblem::FieldsFoundByKey { .. }
        | TemplateProblem::PersonalNumber { .. }
        | TemplateProblem::PersonWord { .. }
        | TemplateProblem::WeakText { .. }
        | TemplateProblem::ForecastEquals { .. }
        | TemplateProblem::ForecastsAsBudget { .. }
        | TemplateProblem::ValuesAsBefore { .. }
        | TemplateProblem::FarOff { .. }
        | TemplateProblem::OtherUnitsName { .. }
        | TemplateProblem::OlderFile { .. } => altered::outside(problem),
        TemplateProblem::ContactDetails { .. }
        | TemplateProblem::PersonName { .. }
        | TemplateProblem::SmallEffect { .. }
        | TemplateProblem::SheetInThousands { .. }
        | TemplateProblem::RowsShifted { .. }
        | TemplateProblem::Unprintable { .. }
        | TemplateProblem::NoEarlierForecasts { .. } => doubts::told(problem),
        TemplateProblem::NotATemplate
        | TemplateProblem::WrongPeriod { .. }
        | TemplateProblem::UnknownVersion { .. }
        | TemplateProblem::OtherIssue { .. }
        | TemplateProblem::NotIssued { .. }
        | TemplateProblem::MarksDisagree { .. }
        | TemplateProblem::SeveralFiles { .. }
        | TemplateProblem::SameAnswerTwice { .. }
        | TemplateProblem::NothingFilled { .. } => whole_file(problem),
        TemplateProblem::FieldLost { .. }
        | TemplateProblem::FoundByKey { .. }
        | TemplateProblem::FieldsCollide { .. }
        | TemplateProblem::FieldMoved { .. }
        | TemplateProblem::FieldTwice { .. }
        | TemplateProblem::SheetRenamed { .. } => location(problem),
        TemplateProblem::MissingAnswer { .. }
        | TemplateProblem::MissingComment { .. }
        | TemplateProblem::TkrOrKr { .. }
        | TemplateProblem::OtherSign { .. }
        | TemplateProblem::TinyAmount { .. }
        | TemplateProblem::DateNumber { .. }
        | TemplateProblem::PercentOrShare { .. } => likelihood(problem),
        TemplateProblem::NotAnAmount { .. }
        | TemplateProblem::DetailsDiffer { .. }
        | TemplateProblem::ReadAs { .. }
        | TemplateProblem::WrongValue { .. }
        | TemplateProblem::DateOutside { .. }
        | TemplateProblem::TooLong { .. }
        | TemplateProblem::Formula { .. }
        | TemplateProblem::FormulaWithoutValue { .. }
        | TemplateProblem::ExternalLink { .. }
        | TemplateProblem::ErrorValue { .. } => content(problem),
    }
}

/// Findings about which file it is.
fn whole_file(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::WrongPeriod { found, expected } => Told::new(
            format!("Mallen gäller perioden {}.", quoted(found)),
            format!("en mall för {expected}."),
            HAND_OUT,
        ),
        TemplateProblem::UnknownVersion { found, expected } => Told::new(
            format!("Mallen har version {}.", quoted(found)),
            format!("version {expected}, som delades ut för perioden."),
            HAND_OUT,
        ),
        TemplateProblem::OtherIssue { unit } => Told::new(
            format!("Mallen för enhet {unit} är inte den som senast delades ut."),
            "den mall som står i registret utgivna.csv.",
            "För över svaren till den senast utdelade mallen och lämna den.",
        ),
        TemplateProblem::NotIssued { unit } => Told::new(
            format!("Enhet {} har ingen utdelad mall för perioden.", quoted(unit)),
            "en enhet som står i registret utgivna.csv.",
            "Dela ut mallen med kommandot mallar, eller ta bort filen ur mappen.",
        ),
        TemplateProblem::MarksDisagree { marks } => Told::new(
            format!("Mallens märkningar säger olika: {}.", listed(marks)),
            "samma enhet, period, version och innehåll överallt i filen.",
            "Filen är troligen sammansatt av flera mallar. För över svaren till en ny mall och lämna den.",
        ),
        TemplateProblem::SeveralFiles { unit, files } => Told::new(
            format!(
                "Enhet {unit} har lämnat flera filer med olika svar: {}. Ingen av dem räknas.",
                listed_files(files)
            ),
            "en fil per enhet, eller olika datum i fältet Lämnad.",
            "Fråga enheten vilken fil som gäller och ta bort den andra ur mappen inkommet.",
        ),
        TemplateProblem::SameAnswerTwice { unit, other } => Told::new(
            format!("Enhet {unit} har lämnat samma svar två gånger: också {}.", file_name(other)),
            "en fil per enhet.",
            "Inget behöver göras. Den ena filen kan tas bort.",
        ),
        TemplateProblem::NothingFilled { unit } => Told::new(
            format!("Mallen för enhet {unit} är inte ifylld."),
            "svar i de gula fälten.",
            "Fyll i mallen och lämna den på nytt. Tills dess räknas enheten som ej lämnad.",
        ),
        _ => Told::new(
            "Filen är inte en av de utdelade mallarna: märkningen saknas.",
            "en ifylld mall.",
            "Ta bort filen ur mappen om den inte är en mall. Är den det, för över svaren till en ny mall.",
        ),
    }
}

/// Findings about where a field stands.
fn location(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::FieldLost { field } => Told::new(
            format!("Fältet {field} finns inte längre i filen."),
            "alla rader, kolumner och flikar som mallen delades ut med.",
            "För över svaren till en ny mall.",
        ),
        TemplateProblem::FoundByKey { field } => Told::new(
            format!("Fältet {field} har tappat sitt namn och hittades på sin rad och rubrik."),
            "fältet orört.",
            "Kontrollera att värdet är rätt. Det används som det står.",
        ),
        TemplateProblem::FieldsCollide { field } => Told::new(
            format!("Fältet {field} delar cell med ett annat fält."),
            "ett fält per cell.",
            "En cell är troligen flyttad med klipp ut och klistra in. För över svaren till en ny mall; använd kopiera i stället.",
        ),
        TemplateProblem::FieldMoved { field } => Told::new(
            format!("Fältet {field} står på en annan rad eller under en annan rubrik än sin egen."),
            "fältet på sin rad och under sin rubrik.",
            "För över svaren till en ny mall.",
        ),
        TemplateProblem::FieldTwice { field, other } => Told::new(
            format!("Fältet {field} finns på flera ställen med olika innehåll: också {other}."),
            "varje flik en gång.",
            "Ta bort den kopierade fliken som inte gäller och lämna filen på nytt.",
        ),
        TemplateProblem::SheetRenamed { expected } => Told::new(
            format!("Fliken hette {expected} när mallen delades ut."),
            "flikarnas namn orörda.",
            "Inget behöver göras. Svaren är lästa.",
        ),
        other => content(other),
    }
}

/// ` (cell J9 och J10)`.
fn in_cells(cells: &[(u32, u32)]) -> String {
    let named: Vec<String> =
        cells.iter().map(|(row, column)| format!("{}{row}", column_letters(*column))).collect();
    match named.split_last() {
        None => String::new(),
        Some((only, [])) => format!(" (cell {only})"),
        Some((last, others)) => format!(" (cell {} och {last})", others.join(", ")),
    }
}

/// Findings about what stands in a field.
fn content(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::NotAnAmount { field, found, why, unit, sense, usual } => {
            amount::told(field, found, why, &amount::Wanted::new(*sense, *unit, *usual))
        }
        TemplateProblem::DetailsDiffer { field, own, details, unit, cell, parts } => Told::new(
            format!(
                "{field}: prognosen är {} men detaljerna under den är tillsammans {}.",
                exact(*own, *unit),
                exact(*details, *unit)
            ),
            "en prognos på raden, eller detaljer under den, eller båda med samma summa.",
            format!(
                "Ta bort prognosen{} eller detaljerna{}, eller rätta dem så att de stämmer. {UNTIL_THEN}",
                in_cells(&[*cell]),
                in_cells(parts)
            ),
        ),
        TemplateProblem::ReadAs { field, found, value } => Told::new(
            format!("{field}: {} är text, tolkad som {}.", quoted(found), shown(value)),
            "ett inskrivet tal eller datum, inte text.",
            "Kontrollera att tolkningen är rätt. Skriv annars om värdet.",
        ),
        TemplateProblem::WrongValue { field, found, expected: what, meant, example } => {
            doubts::wrong_value(field, found, what, meant.as_deref(), *example)
        }
        TemplateProblem::DateOutside { field, found, from, to } => Told::new(
            format!("{field}: datumet {found}."),
            format!("ett datum från {from} till {to}."),
            format!("Rätta datumet. {UNTIL_THEN}"),
        ),
        TemplateProblem::TooLong { field, characters, most } => Told::new(
            format!("{field}: texten har {characters} tecken."),
            format!("högst {most} tecken."),
            format!("Korta texten. {UNTIL_THEN}"),
        ),
        TemplateProblem::Formula { field, formula } => Told::new(
            format!("{field}: cellen innehåller formeln {}.", quoted(&format!("={formula}"))),
            "ett inskrivet värde.",
            "Formelns värde används. Skriv värdet i stället om du vill vara säker på att det står kvar.",
        ),
        TemplateProblem::FormulaWithoutValue { field, formula } => Told::new(
            format!("{field}: formeln {} saknar beräknat värde.", quoted(&format!("={formula}"))),
            "ett inskrivet värde.",
            format!(
                "Öppna filen i Excel och spara den, eller skriv värdet i stället för formeln. {UNTIL_THEN}"
            ),
        ),
        TemplateProblem::ExternalLink { field, formula } => Told::new(
            format!("{field}: formeln {} hämtar från en annan fil.", quoted(&format!("={formula}"))),
            "ett inskrivet värde.",
            format!("Skriv värdet i stället för formeln. {UNTIL_THEN}"),
        ),
        TemplateProblem::ErrorValue { field, found } => Told::new(
            format!("{field}: cellen visar felet {found}."),
            "ett inskrivet värde.",
            format!("Skriv värdet i stället för formeln. {UNTIL_THEN}"),
        ),
        other => whole_file(other),
    }
}

/// Findings about what is missing or unlikely.
fn likelihood(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::MissingAnswer { field, asks } => asked::missing(field, asks),
        TemplateProblem::MissingComment { field, lacking, deviation, limit } => {
            missing_comment(field, *lacking, *deviation, *limit)
        }
        TemplateProblem::TkrOrKr { field, found, meant, budget, last_year, unit, confirm: cell } => {
            Told::new(
                format!(
                    "{field}: {} är mycket {} än budgeten.",
                    exact(*found, *unit),
                    if found.abs() < budget.abs() { "mindre" } else { "större" }
                ),
                against(*budget, *last_year, *unit),
                confirm(
                    &meant.map_or("Jämför med budgeten och bokslutet.".to_string(), |meant| {
                        perhaps(meant, *unit)
                    }),
                    &format!("Skriv beloppet i {}. Är det rätt som det står", whole(*unit)),
                    cell,
                ),
            )
        }
        TemplateProblem::OtherSign { field, found, budget, last_year, unit, confirm: cell } => Told::new(
            format!("{field}: {}.", sign_against(*found, *unit)),
            against(*budget, *last_year, *unit),
            confirm(
                &perhaps(-*found, *unit),
                "Skriv kostnader med minus och intäkter med plus. Är tecknet rätt",
                cell,
            ),
        ),
        TemplateProblem::TinyAmount { field, found, unit } => Told::new(
            format!("{field}: bara {}.", exact(*found, *unit)),
            format!("ett belopp i hela {}.", whole(*unit)),
            "Kontrollera att det inte är procent, miljoner eller ett datum. Beloppet används som det står.",
        ),
        TemplateProblem::DateNumber { field, found, date } => Told::new(
            format!("{field}: {found}, som också är vad datumet {date} blir i en cell för tal."),
            "ett belopp.",
            "Kontrollera att det inte är ett datum som skrivits i fel cell. Beloppet används som det står.",
        ),
        TemplateProblem::PercentOrShare { field, found, percent } => Told::new(
            format!("{field}: {found}, som kan betyda {found} procent eller {percent} procent."),
            "talet i procent, till exempel 87,5.",
            format!("Skriv talet i procent utan procenttecken. {UNTIL_THEN}"),
        ),
        other => whole_file(other),
    }
}

/// Asks what was meant; the value is not taken until it is written anew or confirmed.
fn confirm(what: &str, how: &str, yes: &Confirm) -> String {
    format!("{what} {how}, {}. {UNTIL_THEN}", choose_yes(yes))
}

fn perhaps(meant: Money, unit: KronorUnit) -> String {
    format!("Menades {}?", exact(meant, unit))
}

/// How an amount is confirmed that looks odd and is right, and what is then to be explained.
fn choose_yes(Confirm { cell, unexplained }: &Confirm) -> String {
    let explain = unexplained.map_or(String::new(), |deviation| {
        format!(" och fyll i både orsak och kommentar, för då är avvikelsen {} kr", with_sign(deviation))
    });
    format!("välj ja i Stämmer (cell {cell}){explain}")
}

/// `+40 000`: with its sign, as the tables show it.
fn with_sign(deviation: Money) -> String {
    let plus = if deviation > Money::ZERO { "+" } else { "" };
    format!("{plus}{}", kr(deviation))
}

fn missing_comment(field: &str, lacking: Lacking, deviation: Money, limit: Money) -> Told {
    let (what, how) = match lacking {
        Lacking::Cause => ("orsaken saknas", "Välj orsaken i listan."),
        Lacking::Comment => ("kommentaren saknas", "Skriv i kommentaren vad som ligger bakom."),
        Lacking::Both => (
            "både orsak och kommentar saknas",
            "Välj orsaken i listan, och skriv i kommentaren vad som ligger bakom.",
        ),
    };
    Told::new(
        format!("{field}: {what}, och avvikelsen är {} kr.", with_sign(deviation)),
        format!("både orsak och kommentar när avvikelsen är minst {} kr.", kr(limit)),
        format!("{how} Görs det inte skrivs rapporten utan förklaring, och det står där att den saknas."),
    )
}

/// The sign that stands against both the budget and last year's outcome.
fn sign_against(found: Money, unit: KronorUnit) -> String {
    let amount = exact(found, unit);
    if found < Money::ZERO {
        format!("{amount} är negativt men posten är en intäkt")
    } else {
        format!("{amount} är positivt men posten är en kostnad")
    }
}

fn against(budget: Money, last_year: Money, unit: KronorUnit) -> String {
    format!(
        "ett belopp i storlek med budgeten {} och bokslutet {}.",
        exact(budget, unit),
        exact(last_year, unit)
    )
}

/// Files by their own names: what folder they lie in says nothing to a manager.
fn listed_files(files: &[String]) -> String {
    listed(&files.iter().map(|file| file_name(file).to_string()).collect::<Vec<_>>())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// An answer as it was read.
fn shown(value: &Shown) -> String {
    match value {
        Shown::Amount(amount, unit) => exact(*amount, *unit),
        Shown::Words(words) => words.clone(),
        Shown::Text(_) => "en text".to_string(),
        Shown::Unread(found) => format!("{} (gick inte att läsa)", quoted(found)),
        Shown::NotCounted(read) => format!("{} (räknas inte)", shown(read)),
        Shown::Gone { .. } | Shown::Astray => "ett fält som inte går att läsa".to_string(),
    }
}

fn whole(unit: KronorUnit) -> &'static str {
    match unit {
        KronorUnit::Kr => "kronor",
        KronorUnit::Tkr => "tusental kronor",
    }
}

fn issued_register(why: RegisterTrouble) -> Told {
    let found = match why {
        RegisterTrouble::Header => "Filen har inte rubrikraden i registret över utdelade mallar.",
        RegisterTrouble::Line => "Raden går inte att läsa som en rad i registret över utdelade mallar.",
        RegisterTrouble::Changed => {
            "Registret över utdelade mallar är ändrat: enhetens rader stämmer inte med sin kontrollsumma."
        }
    };
    Told::new(
        found,
        "registret så som kommandot mallar skrev det.",
        "Hämta tillbaka filen, eller kör kommandot mallar på nytt för perioden.",
    )
}

fn no_answer(unit: &str, manager: &str, last: Option<Date>, unread: &[String]) -> Told {
    let whom = if manager.is_empty() { "enheten".to_string() } else { format!("{manager}, {unit}") };
    Told::new(
        match unread {
            [] => format!("{unit} har inte lämnat något svar."),
            files => format!("{unit} har inget svar som är läst; oläst: {}.", listed_files(files)),
        },
        last.map_or("ett svar från varje enhet med mall.".to_string(), |last| {
            format!("ett svar senast {last}.")
        }),
        format!("Påminn {whom}. Lägg svaret i mappen inkommet för perioden och kör igen."),
    )
}

fn answered_already(units: &[String], folder: &str) -> Told {
    let whose = if units.len() == 1 { "enhetens svar ogiltigt" } else { "deras svar ogiltiga" };
    Told::new(
        format!("{} har redan svarat; den nya mallen gör {whose}.", listed(units)),
        "samma innehåll i mallen som i den som besvarades.",
        format!(
            "Behåll de utdelade mallarna. Måste de göras om: ta bort mappen {folder} för hand, kör kommandot igen och \
             be enheterna svara på nytt."
        ),
    )
}

/// To the öre, in the unit of the template, as a person reads it: −31 500 000,50 kr with no-break spaces.
fn exact(amount: Money, unit: KronorUnit) -> String {
    let written = match unit {
        KronorUnit::Kr => kr(amount),
        KronorUnit::Tkr => typed(amount, unit).replace('-', "\u{2212}"),
    };
    format!("{written}{NBSP}{}", form::unit(unit))
}

/// As a person types it: `-31500000,50`.
fn typed(amount: Money, unit: KronorUnit) -> String {
    let exact = amount.to_decimal(unit).map(|exact| exact.normalize().to_string());
    exact.unwrap_or_default().replace('.', ",")
}
