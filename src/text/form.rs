//! The sentences of the unit templates.

use crate::doc::AmountUnit;
use crate::domain::code::Code;
use crate::domain::money::Money;
use crate::domain::org::TemplateKind;
use crate::domain::period::{Date, Month, PeriodKind};

use super::format;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];

/// What the guide's steps depend on.
#[derive(Clone, Copy, Debug)]
pub struct Steps {
    pub kind: PeriodKind,
    pub comment_limit: Money,
    /// Does the template follow up goals?
    pub goals: bool,
}

/// `310 Lunneviken uppföljning 2020-08.xlsx`, without characters that a file system refuses.
pub fn file_name(unit: &Code, name: &str, period: Month) -> String {
    let name: String =
        name.chars().map(|sign| if r#"\/:*?"<>|"#.contains(sign) { '-' } else { sign }).collect();
    format!("{unit} {} uppföljning {period}.xlsx", name.trim())
}

/// `jan–aug`, `januari` alone for the first month.
pub fn months(period: Month) -> String {
    let last = MONTHS.get(usize::from(period.month).saturating_sub(1)).copied().unwrap_or_default();
    if period.month == 1 { last.to_string() } else { format!("{}–{last}", MONTHS[0]) }
}

pub fn heading(sheet: &str, unit_name: &str, unit: &Code) -> String {
    format!("{sheet} – {unit_name} ({unit})")
}

pub fn guide_heading(period: Month, unit_name: &str, unit: &Code) -> String {
    format!("Uppföljning {period} – {unit_name} ({unit})")
}

/// Beside the visible code on every sheet of a constructed example.
pub fn example_marking() -> &'static str {
    "EXEMPEL – delvis konstruerade uppgifter, inte kommunens handling"
}

/// Numbered steps, what to do in each sheet.
pub fn guide_lines(organisation: &str, steps: &Steps) -> Vec<String> {
    let mut lines = vec![format!(
        "{organisation}. Fyll bara i de gula fälten. Allt annat är låst, så du kan inte förstöra något. Det tar ungefär tio minuter."
    )];
    let limit = kr(steps.comment_limit);
    let mut numbered = vec![if steps.kind == PeriodKind::Year {
        format!(
            "Ekonomi: kommentera varje kostnadsslag där utfallet avviker minst {limit} kr från budgeten, och sammanfatta sist."
        )
    } else {
        format!(
            "Ekonomi: skriv prognosen för hela året för varje kostnadsslag. Kommentera där prognosen avviker minst {limit} kr från budgeten, och sammanfatta sist. Tom prognos betyder ej lämnad; blir det noll kronor skriver du 0."
        )
    }];
    numbered.push(
        "Åtgärder: skriv vad ni gör åt avvikelserna. Behövs inga åtgärder lämnas fliken tom.".to_string(),
    );
    if steps.goals {
        numbered.push(
            "Mål och mått: skriv måttens utfall och mätdatum, och dialogens bedömning av varje mål."
                .to_string(),
        );
    }
    numbered.push(
        "Skriv din funktion nedan och spara filen som Excel-fil (.xlsx). Filen får heta vad som helst."
            .to_string(),
    );
    lines.extend((1..).zip(numbered).map(|(number, step): (u32, String)| format!("{number}.  {step}")));
    lines
}

pub fn guide_period(period: Month) -> String {
    format!("Uppföljning {}", months_of_year(period))
}

pub fn guide_facts(report_to: &str, due: Option<Date>) -> Vec<(String, String)> {
    let mut facts = vec![("Lämnas till".to_string(), report_to.to_string())];
    facts.extend(due.map(|due| ("Lämnas senast".to_string(), due.to_string())));
    facts.push(("Belopp i".to_string(), "kronor (kr), inte tusental".to_string()));
    facts.push((
        "Plus och minus".to_string(),
        "intäkter med plus och kostnader med minus, som i de förifyllda kolumnerna".to_string(),
    ));
    facts
}

pub fn economy_lines(comment_limit: Money, year_end: bool) -> Vec<String> {
    let what = if year_end { "utfallet" } else { "prognosen" };
    vec![
        "Belopp i kronor (kr): intäkter med plus, kostnader med minus. Avvikelse med plus är bättre än budget.".to_string(),
        format!("Kommentar behövs där {what} avviker minst {} kr från budgeten; kolumnen Kvar att göra säger till.", kr(comment_limit)),
    ]
}

pub fn action_lines() -> Vec<String> {
    vec![
        "Vad enheten gör åt avvikelser från budget och mål. Effekt i kronor (kr): plus är bättre för resultatet.".to_string(),
    ]
}

pub fn goal_lines() -> Vec<String> {
    vec![
        "Mått: utfall i måttets egen enhet och dagen då det mättes. Mål: dialogens bedömning ur listan, och dialogens egna ord.".to_string(),
    ]
}

pub fn cost_type(name: &str, internal: bool) -> String {
    if internal && !name.to_lowercase().contains("intern") {
        format!("{name} (internt)")
    } else {
        name.to_string()
    }
}

pub fn net_cost(kind: TemplateKind) -> String {
    match kind {
        TemplateKind::Unit => "Nettokostnad".to_string(),
        TemplateKind::Finance => "Netto".to_string(),
    }
}

pub fn other_indicators() -> String {
    "Mått utan mål".to_string()
}

pub fn coded(code: &Code, text: &str) -> String {
    format!("{code}  {text}")
}

/// What a row of *Ekonomi* still lacks.
pub const LACKS_FORECAST: &str = "Fyll i prognos";
pub const LACKS_COMMENT: &str = "Kommentera";

/// Title and text of the note that shows when a field is chosen, and title and text of the refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldHelp {
    pub title: &'static str,
    pub help: String,
    pub refusal_title: &'static str,
    pub refusal: String,
}

pub fn amount_help() -> FieldHelp {
    FieldHelp {
        title: "Belopp i kronor",
        help: "Hela kronor, inte tusental. Kostnader med minus, intäkter med plus, till exempel -31500000.".to_string(),
        refusal_title: "Inte ett belopp",
        refusal: "Skriv beloppet i kronor med siffror, till exempel -31500000. Skriv inte tkr, mkr, procent eller text här.".to_string(),
    }
}

pub fn number_help(percent: bool) -> FieldHelp {
    FieldHelp {
        title: if percent { "Procent" } else { "Tal" },
        help: if percent {
            "Skriv talet utan procenttecken: 87,5 betyder 87,5 procent.".to_string()
        } else {
            "Skriv talet i måttets egen enhet.".to_string()
        },
        refusal_title: "Inte ett tal",
        refusal: "Skriv bara talet, till exempel 87,5.".to_string(),
    }
}

pub fn date_help(from: Date, to: Date) -> FieldHelp {
    FieldHelp {
        title: "Datum",
        help: format!("Skriv datumet så här: {to}."),
        refusal_title: "Inte ett rimligt datum",
        refusal: format!("Skriv ett datum från {from} till {to}, till exempel {to}."),
    }
}

pub fn text_help(most: u16) -> FieldHelp {
    FieldHelp {
        title: "Text",
        help: format!("Högst {most} tecken. Skriv inga personnamn eller uppgifter om enskilda."),
        refusal_title: "För lång text",
        refusal: format!("Texten får vara högst {most} tecken. Korta den."),
    }
}

pub fn choice_help(words: &[String]) -> FieldHelp {
    FieldHelp {
        title: "Välj i listan",
        help: format!("Välj: {}.", words.join(", ")),
        refusal_title: "Finns inte i listan",
        refusal: format!("Välj något av: {}.", words.join(", ")),
    }
}

/// The odd-looking forecast is right.
pub fn confirm_help() -> FieldHelp {
    FieldHelp {
        title: "Stämmer ändå",
        help: "Välj ja bara om prognosen ser ovanlig ut men är rätt, till exempel hundra gånger mindre än budget eller med ombytt tecken.".to_string(),
        refusal_title: "Finns inte i listan",
        refusal: "Välj ja eller lämna tomt.".to_string(),
    }
}

/// Footer of each printed page; `&P` and `&N` are the page and the number of pages.
pub fn footer(code: &str) -> String {
    format!("&L{code}&RSida &P av &N")
}

pub fn document_title(unit_name: &str, period: Month) -> String {
    format!("Uppföljning {period}, {unit_name}")
}

fn kr(amount: Money) -> String {
    format::amount(amount, AmountUnit::Kr)
}

fn months_of_year(period: Month) -> String {
    format!("{} {}", months(period), period.year)
}
