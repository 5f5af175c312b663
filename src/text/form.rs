//! The sentences of the unit templates.

use crate::doc::AmountUnit;
use crate::domain::code::Code;
use crate::domain::money::{KronorUnit, Money, Sense};
use crate::domain::org::TemplateKind;
use crate::domain::period::{Date, Month, PeriodKind};

use super::format;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"];

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

/// What the steps of the guide depend on.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a> {
    pub organisation: &'a str,
    pub kind: PeriodKind,
    pub comment_limit: Money,
    pub unit: KronorUnit,
    pub details: bool,
    /// The sheets to fill in, by title.
    pub sheets: &'a [String],
}

/// Numbered steps, what to do in each sheet.
pub fn guide_lines(steps: &Steps) -> Vec<String> {
    let mut lines = vec![format!(
        "{}. Fyll bara i de gula fälten. Allt annat är låst, så du kan inte förstöra något. Det tar ungefär tio minuter.",
        steps.organisation
    )];
    let mut numbered: Vec<String> =
        steps.sheets.iter().filter_map(|title| sheet_step(title, steps)).collect();
    numbered.push(
        "Skriv din funktion och dagens datum nedan. När det står KLAR ATT LÄMNA: spara filen som Excel-fil (.xlsx) och skicka den. Filen får heta vad som helst."
            .to_string(),
    );
    lines.extend((1..).zip(numbered).map(|(number, step): (u32, String)| format!("{number}.  {step}")));
    lines
}

fn sheet_step(title: &str, steps: &Steps) -> Option<String> {
    let limit = amount_in(steps.comment_limit, steps.unit);
    let year_end = steps.kind == PeriodKind::Year;
    let step = match title {
        "Ekonomi" if year_end => format!(
            "välj orsak och kommentera varje kostnadsslag där utfallet avviker minst {limit} från budgeten, och sammanfatta sist."
        ),
        "Ekonomi" => format!(
            "skriv prognosen för hela året för varje kostnadsslag. Välj orsak och kommentera där prognosen avviker minst {limit} från budgeten, och sammanfatta sist. Tom prognos betyder ej lämnad; blir det noll kronor skriver du 0.{}",
            if steps.details { " Vill du dela upp en prognos: klicka på pilen vid Visa och kryssa för detalj." } else { "" }
        ),
        "Åtgärder" => "skriv vad ni gör åt avvikelserna. Behövs inga åtgärder lämnas fliken tom.".to_string(),
        "Justeringar" => "skriv ekonomiavdelningens justeringar av enheternas prognoser, en per rad med skäl.".to_string(),
        "Mål och mått" => {
            "skriv måttens utfall och mätdatum, och hur ni tillsammans bedömer varje mål. Är ett mått inte mätt skriver du ej mätt.".to_string()
        }
        "Volymer och personal" if year_end => "skriv årets utfall och mätdatum.".to_string(),
        "Volymer och personal" => "skriv utfall, mätdatum och prognos för året.".to_string(),
        "Investeringar" if year_end => "skriv beräknad totalutgift och när projektet är färdigt.".to_string(),
        "Investeringar" => {
            "skriv årets prognos, beräknad totalutgift och när projektet blir färdigt.".to_string()
        }
        "Berättelse" => "berätta kort under de rubriker där du har något att säga.".to_string(),
        _ => return None,
    };
    Some(format!("{title}: {step}"))
}

pub fn guide_period(period: Month) -> String {
    format!("Uppföljning {}", months_of_year(period))
}

pub fn guide_facts(report_to: &str, due: Option<Date>, unit: KronorUnit) -> Vec<(String, String)> {
    let mut facts = vec![("Lämnas till".to_string(), report_to.to_string())];
    facts.extend(due.map(|due| ("Lämnas senast".to_string(), due.to_string())));
    facts.push(("Belopp i".to_string(), unit_in_words(unit).to_string()));
    facts.push((
        "Plus och minus".to_string(),
        "intäkter med plus och kostnader med minus, som i de förifyllda kolumnerna".to_string(),
    ));
    facts
}

fn unit_in_words(unit: KronorUnit) -> &'static str {
    match unit {
        KronorUnit::Kr => "kronor (kr), inte tusental",
        KronorUnit::Tkr => "tusental kronor (tkr)",
    }
}

/// The unit as it stands in headings.
pub fn unit(unit: KronorUnit) -> &'static str {
    match unit {
        KronorUnit::Kr => "kr",
        KronorUnit::Tkr => "tkr",
    }
}

/// The yardstick's heading: what the year comes to if the rest of it goes as budgeted.
pub const REST_AS_BUDGETED: &str = "Helår om\nresten följer\nbudget";

/// `details`: a forecast may be given in parts.
pub fn economy_lines(comment_limit: Money, year_end: bool, details: bool, unit: KronorUnit) -> Vec<String> {
    let what = if year_end { "utfallet" } else { "prognosen" };
    let mut lines = vec![
        format!(
            "Belopp i {}: intäkter med plus, kostnader med minus. Avvikelse med plus är bättre än budget.",
            unit_in_words(unit)
        ),
        format!(
            "Orsak och kommentar behövs där {what} avviker minst {} från budgeten; kolumnen Kvar att göra säger till.",
            amount_in(comment_limit, unit)
        ),
    ];
    if !year_end {
        lines.push(format!(
            "Helår om resten följer budget: utfallet hittills och budgeten för årets återstående månader, att jämföra din prognos med.{}",
            if details { " Räknas som prognos: din prognos, eller summan av detaljerna när du har delat upp den." } else { "" }
        ));
        lines.push(
            "Stämmer lämnas tomt. Undrar Kvar att göra om beloppet stämmer, och är det rätt, väljer du ja där."
                .to_string(),
        );
    }
    lines
}

pub fn action_lines(unit: KronorUnit) -> Vec<String> {
    vec![format!(
        "Vad enheten gör åt avvikelser från budget och mål. Effekt i {}: plus är bättre för resultatet.",
        unit_in_words(unit)
    )]
}

pub fn adjustment_lines(unit: KronorUnit) -> Vec<String> {
    vec![format!(
        "Läggs till enheternas prognoser och visas för sig i rapporten. Belopp i {}: plus är bättre för resultatet.",
        unit_in_words(unit)
    )]
}

pub fn investment_lines(unit: KronorUnit) -> Vec<String> {
    vec![format!("Belopp i {}: utgifter med plus, inkomster med minus.", unit_in_words(unit))]
}

pub fn volume_lines(forecast: bool) -> Vec<String> {
    let what = if forecast { "Utfall och prognos" } else { "Utfall" };
    vec![format!("{what} i måttets egen enhet. Är något inte mätt skriver du ej mätt.")]
}

pub fn story_lines() -> Vec<String> {
    vec![
        "Skriv för den som läser rapporten i fullmäktige: kort, med egna ord, utan personnamn. En rubrik utan något att säga lämnas tom."
            .to_string(),
    ]
}

/// The headings of the account in words.
pub const STORY: [&str; 6] = [
    "Viktiga händelser",
    "Verksamhetens resultat och kvalitet",
    "Personal och arbetsmiljö",
    "Ekonomi och åtgärder",
    "Förväntad utveckling",
    "Risker och osäkerheter",
];

/// What stands under each of these headings, to write from.
pub const STORY_QUESTIONS: [&str; 6] = [
    "Vad har hänt som har påverkat verksamheten eller ekonomin?",
    "Hur går det för dem som verksamheten finns till för?",
    "Hur är det med bemanning, sjukfrånvaro och kompetens?",
    "Vad beror avvikelserna på, och vad ger åtgärderna?",
    "Vad väntar framöver, och vad betyder det?",
    "Vad är osäkert, och vad händer om det slår fel?",
];
pub const STORY_HEADING: &str = "Rubrik";
pub const STORY_TEXT: &str = "Berättelse";

/// A heading of the account with its question below it.
pub fn story_asks(heading: &str, question: &str) -> String {
    format!("{heading}\n{question}")
}

/// How far an action has come.
pub const ACTION_STATES: [&str; 4] = ["planerad", "pågår", "klar", "avbruten"];

/// Heading of the column that folds, and its words for lines and for their details.
pub const FOLD: &str = "Visa";
pub const LINE: &str = "rad";
pub const DETAIL: &str = "detalj";
pub const SUM: &str = "Summa";
pub const WHOLE_TEMPLATE: &str = "Hela mallen";
pub const LEFT_TO_FILL: &str = "Kvar att fylla i";
/// What the counts mean and why they grow.
pub const LEFT_EXPLAINED: &str = "Antalet växer när en stor avvikelse ska förklaras, ett mått får sitt utfall eller en åtgärd skrivs. Ett rosa fält räknas tills det som står där går att läsa.";
pub const READY: &str = "KLAR ATT LÄMNA";
pub const SHEET_READY: &str = "klar";

/// `3 av 21 fält återstår`.
pub fn fields_left(left: usize, of: usize) -> String {
    format!("{left}{OF}{of}{LEFT}")
}

/// Between and after the two counts of [`fields_left`], for the formula that says the same.
pub const OF: &str = " av ";
pub const LEFT: &str = " fält återstår";

pub fn previous_comment(comment: &str) -> String {
    format!("Förra gången: {comment}")
}

/// `God (2020-04): Fler elever når målen.`
pub fn last_rating(period: Month, word: &str, words_of_dialogue: &str) -> String {
    if words_of_dialogue.is_empty() {
        format!("{word} ({period})")
    } else {
        format!("{word} ({period}): {words_of_dialogue}")
    }
}

/// `2018-12: 84,1; 2019-12: 86,0`: the latest few values, oldest first.
pub fn history(values: &[(Month, rust_decimal::Decimal)], decimals: u8) -> String {
    const MOST: usize = 4;
    let latest = values.iter().skip(values.len().saturating_sub(MOST));
    let each = latest.map(|(period, value)| format!("{period}: {}", format::number(*value, decimals)));
    each.collect::<Vec<_>>().join("; ")
}

pub fn month_name(month: Month) -> String {
    MONTHS.get(usize::from(month.month).saturating_sub(1)).copied().unwrap_or_default().to_string()
}

/// Heading of the table of months.
pub fn net_by_month(kind: TemplateKind) -> String {
    format!("{} per månad", net_cost(kind))
}

pub fn months_title(kind: TemplateKind, period: Month, unit_of: KronorUnit) -> String {
    format!("{}: budget och utfall per månad {}, {}", net_cost(kind), period.year, unit(unit_of))
}

/// What the two bars of a month are called.
pub const MONTH_SERIES: [&str; 2] = ["Budget", "Utfall"];

/// What the chart of the months shows, in words. `sums`: budget and outcome of the months that have an outcome.
pub fn months_alt(last: Option<Month>, budget: Money, outcome: Money, unit_of: KronorUnit) -> String {
    match last {
        None => "Diagram över budget per månad. Inget utfall ännu.".to_string(),
        Some(last) => format!(
            "Diagram över budget och utfall per månad. Till och med {last} är utfallet {} och budgeten {}.",
            amount_in(outcome, unit_of),
            amount_in(budget, unit_of)
        ),
    }
}

pub fn goal_lines() -> Vec<String> {
    vec![
        "Mått: skriv utfallet i måttets egen enhet och dagen då det mättes. Är måttet inte mätt skriver du ej mätt.".to_string(),
        "Mål: dialogen är ert samtal om hur det går med målet. Välj i Bedömning det ord ni kom fram till, och skriv i Dialogens ord varför.".to_string(),
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

/// What a row of *Ekonomi* says about itself.
pub const LACKS_FORECAST: &str = "Fyll i prognos";
pub const NOT_A_NUMBER: &str = "Text, inte ett tal";
pub const NOT_IN_LIST: &str = "Välj ur listan";
pub const TOO_LONG: &str = "Korta kommentaren";
pub const LACKS_EXPLANATION: &str = "Orsak, kommentar";
pub const DIFFERS: &str = "Prognos ≠ detaljer";
pub const DOUBTFUL: &str = "Stämmer beloppet?";
pub const DETAILS_COUNT: &str = "Detaljerna räknas";

/// Title and text of the note that shows when a field is chosen, and title and text of the refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldHelp {
    pub title: &'static str,
    pub help: String,
    pub refusal_title: &'static str,
    pub refusal: String,
}

/// Which way plus is, for a field of that sense, and an amount to show how one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountWords {
    pub signs: &'static str,
    pub example: &'static str,
}

pub fn amount_words(sense: Sense, unit: KronorUnit) -> AmountWords {
    let (signs, kr, tkr) = match sense {
        Sense::Result => ("Kostnader med minus, intäkter med plus", "-31500000", "-31500"),
        Sense::Effect => ("Plus är bättre för resultatet", "250000", "250"),
        Sense::Spending => ("Utgifter med plus, inkomster med minus", "1500000", "1500"),
    };
    let example = match unit {
        KronorUnit::Kr => kr,
        KronorUnit::Tkr => tkr,
    };
    AmountWords { signs, example }
}

/// An amount like the usual one, in two figures: `-31000000`. Without one, the example that goes for all.
pub fn amount_example(sense: Sense, of: KronorUnit, usual: Option<Money>) -> String {
    let usual = usual.unwrap_or_default();
    let whole = usual.abs().ore() / of.ore();
    let step = 10_i128.pow(whole.checked_ilog10().unwrap_or_default().saturating_sub(1));
    match usual.rounded(of.ore() * step) * step {
        0 => amount_words(sense, of).example.to_string(),
        shown => shown.to_string(),
    }
}

pub fn amount_help(sense: Sense, unit: KronorUnit, usual: Option<Money>) -> FieldHelp {
    let words = amount_words(sense, unit);
    let example = amount_example(sense, unit, usual);
    let (title, whole) = match unit {
        KronorUnit::Kr => ("Belopp i kronor", "Hela kronor, inte tusental."),
        KronorUnit::Tkr => ("Belopp i tusental kronor", "Tusental kronor (tkr)."),
    };
    FieldHelp {
        title,
        help: format!("{whole} {}, till exempel {example}.", words.signs),
        refusal_title: "Inte ett belopp",
        refusal: format!(
            "Skriv beloppet med siffror, i {}, till exempel {example}. Skriv inga bokstäver och inget procenttecken här.",
            unit_in_words(unit),
        ),
    }
}

pub fn number_help(percent: bool) -> FieldHelp {
    FieldHelp {
        title: if percent { "Procent" } else { "Tal" },
        help: if percent {
            "Skriv talet utan procenttecken: 87,5 betyder 87,5 procent. Är det inte mätt: skriv ej mätt."
                .to_string()
        } else {
            "Skriv talet i måttets egen enhet. Är det inte mätt: skriv ej mätt.".to_string()
        },
        refusal_title: "Inte ett tal",
        refusal: "Skriv bara talet, till exempel 87,5, eller ej mätt.".to_string(),
    }
}

/// `example`: a day near the period that the field takes.
pub fn date_help(from: Date, to: Date, example: Date) -> FieldHelp {
    FieldHelp {
        title: "Datum",
        help: format!("Skriv datumet så här: {example}."),
        refusal_title: "Inte ett rimligt datum",
        refusal: format!("Skriv ett datum från {from} till {to}, till exempel {example}."),
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
    /// Characters of the choices that a person reads at a glance.
    const GLANCE: usize = 150;
    let (title, refusal_title) = ("Välj i listan", "Finns inte i listan");
    let all = words.join(", ");
    if all.chars().count() > GLANCE {
        let (help, refusal) =
            ("Klicka på pilen bredvid cellen.", "Välj något ur listan: klicka på pilen bredvid cellen.");
        return FieldHelp { title, help: help.into(), refusal_title, refusal: refusal.into() };
    }
    FieldHelp {
        title,
        help: format!("Välj: {all}."),
        refusal_title,
        refusal: format!("Välj något av: {all}."),
    }
}

/// What shows at a link to a sheet of the template.
pub fn goes_to(sheet: &str) -> String {
    format!("Gå till {sheet}")
}

/// The odd-looking forecast is right.
pub fn confirm_help() -> FieldHelp {
    FieldHelp {
        title: "Stämmer",
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

/// `250 000 kr`, `250 tkr`.
fn amount_in(amount: Money, of: KronorUnit) -> String {
    let shown = match of {
        KronorUnit::Kr => AmountUnit::Kr,
        KronorUnit::Tkr => AmountUnit::Tkr,
    };
    format!("{}{}{}", format::amount(amount, shown), format::NBSP, unit(of))
}

fn months_of_year(period: Month) -> String {
    format!("{} {}", months(period), period.year)
}
