//! Sentences about what was changed outside the fields, about texts with personal data, and about answers that are hardly
//! what was meant.

use crate::domain::printable;
use crate::finding::{Difference, Likeness, LostPart, Shown, TemplateProblem};

use super::super::signs::unprintable;
use super::super::{Told, listed, quoted, with_capital};
use super::{choose_yes, exact, shown};

const UNUSED: &str =
    "Det som står där används inte. Menade du något med det, skriv det i ett av de gula fälten.";

/// Locked cells, and what stands beside the cells of the template.
pub(super) fn outside(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::Changed { field, was, now } => Told::new(
            format!("{field}: {}.", changed(was.as_ref(), now.as_ref())),
            "cellen som den delades ut.",
            "Inget behöver göras: det ändrade används inte. Är förtryckta uppgifter fel, säg det till ekonomiavdelningen.",
        ),
        TemplateProblem::MoreChanged { cells } => Told::new(
            format!("Ytterligare {} är ändrade.", cells_of(*cells, "låst cell", "låsta celler")),
            "cellerna som de delades ut.",
            "Inget behöver göras: det ändrade används inte.",
        ),
        TemplateProblem::Beside { found } => {
            Told::new(format!("Utanför mallens celler står {}.", quoted(found)), "tomt.", UNUSED)
        }
        TemplateProblem::MoreBeside { cells } => Told::new(
            format!("Ytterligare {} utanför mallen är ifyllda.", cells_of(*cells, "cell", "celler")),
            "tomt.",
            UNUSED,
        ),
        TemplateProblem::FieldsFoundByKey { fields } => Told::new(
            format!("{fields} fält har tappat sina namn och hittades på sina rader och rubriker."),
            "fälten orörda.",
            "Kontrollera att värdena är rätt. De används som de står.",
        ),
        TemplateProblem::OtherUnitsName { unit, named } => Told::new(
            format!("Filen heter efter {named} men är mallen för enhet {unit}."),
            "mallen för den enhet som filen heter efter.",
            format!(
                "Kontrollera vilken enhet svaret gäller. Filens namn avgör inget: svaret läses som enhet {unit}."
            ),
        ),
        TemplateProblem::OlderFile { unit, counted, differences, more } => Told::new(
            older_file(unit, counted, differences.len() + more, &listed_differences(differences, *more)),
            "en fil per enhet.",
            "Inget behöver göras om den senare filen är den rätta. Annars: ändra datumet i fältet Lämnad i den fil som gäller.",
        ),
        other => likely(other),
    }
}

/// A sheet, row or column that is gone.
pub(super) fn lost(part: LostPart, name: &str, fields: usize) -> Told {
    let what = with_capital(part_word(part));
    if part == LostPart::Heading {
        return Told::new(
            format!(
                "{what} {} är ändrad eller borttagen, och de {fields} fält den gäller kan inte läsas.",
                quoted(name)
            ),
            "rubrikerna så som mallen delades ut med dem.",
            format!(
                "Skriv tillbaka rubriken {} i sin cell. Tills dess räknas fälten som ej lämnade.",
                quoted(name)
            ),
        );
    }
    Told::new(
        format!("{what} {} finns inte längre, och med den {fields} fält.", quoted(name)),
        "alla rader, kolumner och flikar som mallen delades ut med.",
        "För över svaren till en ny mall. Tills dess räknas fälten som ej lämnade.",
    )
}

/// Answers that are values and yet hardly what was meant, and texts with personal data.
fn likely(problem: &TemplateProblem) -> Told {
    match problem {
        TemplateProblem::PersonalNumber { field, found } => Told::new(
            format!("{field}: texten innehåller ett personnummer, {}.", quoted(found)),
            "text utan uppgifter om enskilda personer.",
            "Ta bort personnumret. Texten används inte, och filen ska inte spridas vidare som den är.",
        ),
        TemplateProblem::PersonWord { field, word } => Told::new(
            format!("{field}: ordet {} kan gälla en enskild person.", quoted(word)),
            "text utan uppgifter om enskilda personer.",
            "Läs igenom texten och ta bort det som pekar ut någon. Texten används som den står.",
        ),
        TemplateProblem::WeakText { field, found } => Told::new(
            format!("{field}: {} säger inget.", weak(found)),
            "en förklaring i ord.",
            "Skriv i en eller ett par meningar vad som ligger bakom.",
        ),
        TemplateProblem::ForecastEquals { field, found, like, unit, confirm } => Told::new(
            format!("{field}: {} är detsamma som {}.", exact(*found, *unit), likeness(*like)),
            "prognosen för hela året.",
            format!(
                "Skriv vad raden väntas bli för hela året. Är beloppet rätt, {}. Det används som det står.",
                choose_yes(confirm)
            ),
        ),
        TemplateProblem::ForecastsAsBudget { lines } => Told::new(
            format!("Prognosen är lika med budgeten på alla {lines} rader."),
            "en egen bedömning av varje rad.",
            "Inget behöver göras om året väntas bli som budgeterat.",
        ),
        TemplateProblem::ValuesAsBefore { values } => Told::new(
            format!("Alla {values} mått har samma utfall som förra gången."),
            "periodens utfall.",
            "Kontrollera att det inte är förra periodens värden. De används som de står.",
        ),
        TemplateProblem::FarOff { field, found, usual } => Told::new(
            format!("{field}: {found} är långt från {}.", listed(usual)),
            "ett värde i storlek med målet och det förra utfallet.",
            "Kontrollera talet och måttenheten. Talet används som det står.",
        ),
        other => super::whole_file(other),
    }
}

/// What can be printed of a text that says nothing, else what it is made of.
fn weak(found: &str) -> String {
    match printable::printed(found).as_str() {
        "" => unprintable(&printable::lacking(found)),
        printed => quoted(printed),
    }
}

fn likeness(like: Likeness) -> &'static str {
    match like {
        Likeness::Outcome => "utfallet hittills",
        Likeness::Deviation => "avvikelsen hittills",
    }
}

fn changed(was: Option<&Shown>, now: Option<&Shown>) -> String {
    match (was, now) {
        (Some(was), Some(now)) => format!("här stod {}, och nu står {}", word(was), word(now)),
        (Some(was), None) => format!("här stod {}, och nu är cellen tom", word(was)),
        (None, Some(now)) => format!("cellens formel är ersatt av {}", word(now)),
        (None, None) => "cellens formel är borttagen".to_string(),
    }
}

/// Words in quotation marks, so that it is seen where they end.
fn word(value: &Shown) -> String {
    match value {
        Shown::Words(words) => quoted(words),
        other => shown(other),
    }
}

fn cells_of(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

fn part_word(part: LostPart) -> &'static str {
    match part {
        LostPart::Sheet => "fliken",
        LostPart::Row => "raden",
        LostPart::Column => "kolumnen",
        LostPart::Heading => "rubriken",
    }
}

/// That another file counts, as it stands after the file's name, and in how many places the two differ; `which`: the places, or who has the list.
fn older_file(unit: &str, counted: &str, places: usize, which: &str) -> String {
    let counted = super::file_name(counted);
    format!(
        "Räknas inte, för enhet {unit} har också lämnat {counted}, som har det senaste datum som går att läsa. \
         {}{which}.",
        differ(places)
    )
}

/// In how many places two files of a unit differ.
pub(super) fn differ(places: usize) -> String {
    match places {
        0 => "Svaren är desamma".to_string(),
        1 => "Svaren skiljer sig på ett ställe".to_string(),
        _ => format!("Svaren skiljer sig på {places} ställen"),
    }
}

fn listed_differences(differences: &[Difference], more: usize) -> String {
    let rest = if more == 0 { String::new() } else { format!("; och {more} till") };
    let each: Vec<String> = differences.iter().map(difference).collect();
    format!(". {}{rest}", each.join("; "))
}

fn difference(one: &Difference) -> String {
    let answer = |given: &Option<Shown>| match given {
        None => "inget svar".to_string(),
        Some(given) => word(given),
    };
    let gone = |part: LostPart, place| {
        with_capital(&format!("{} {} finns inte {place}", part_word(part), quoted(&one.question)))
    };
    match (&one.here, &one.counted) {
        (Some(Shown::Gone { part, .. }), _) => gone(*part, "här"),
        (_, Some(Shown::Gone { part, .. })) => gone(*part, "där"),
        (Some(Shown::Text(_)), Some(Shown::Text(_))) => format!("{}: olika texter", one.question),
        (here, counted) => format!("{}: här {}, där {}", one.question, answer(here), answer(counted)),
    }
}
