//! What the office has written in grunddata and no report prints, or prints otherwise: standing texts, texts, documents,
//! and the words about a breached limit.

use super::super::{Told, choice, listed};
use crate::domain::finance_policy::{Measure, Unprinted};
use crate::domain::period::Month;
use crate::text::finance;
use crate::text::report::month_name;

pub fn unknown_key(key: &str, known: &[String]) -> Told {
    Told::new(
        format!("{} är ingen av programmets standardtexter.", super::quoted(key)),
        "en nyckel ur fliken Standardtexter i en ny grunddata.xlsx.",
        match choice::nearest(key, known) {
            Some(near) => format!("Menas {near}? Rätta annars nyckeln, eller ta bort raden. {UNUSED}"),
            None => {
                format!(
                    "Rätta nyckeln, eller ta bort raden. Kommandot uppfolj ny skriver en grunddata.xlsx med alla texter. \
                     {UNUSED}"
                )
            }
        },
    )
}

/// What becomes of a standing text that is none.
const UNUSED: &str = "Till dess används programmets text.";

pub fn unknown_fact(key: &str, known: &[String]) -> Told {
    Told::new(
        format!("Uppgiften {} används inte i något.", super::quoted(key)),
        format!("en nyckel som används: {}.", listed(known)),
        match choice::nearest(key, known) {
            Some(near) => format!("Menas {near}? Rätta nyckeln, eller ta bort raden."),
            None => "Rätta nyckeln, eller ta bort raden.".to_string(),
        },
    )
}

pub fn other_places(key: &str, expected: &[String], found: &[String]) -> Told {
    Told::new(
        match found {
            [] => format!("Kommunens text för {key} har inga ord inom klamrar."),
            found => format!("Kommunens text för {key} har {} inom klamrar.", listed(found)),
        },
        match expected {
            [] => "en text utan klamrar, som programmets.".to_string(),
            expected => format!("att just {} finns med: programmet fyller i det.", listed(expected)),
        },
        match expected {
            [] => {
                "Ta bort klamrarna: i den här texten fyller programmet inte i något. Till dess används programmets text."
            }
            _ => {
                "Skriv orden inom klamrar precis som i Programmets text. Till dess används programmets text."
            }
        },
    )
}

pub fn program_changed(key: &str, now: &str) -> Told {
    Told::new(
        format!("Programmets text för {key} är en annan än den som kommunens text skrevs för."),
        format!("en text som säger detsamma som programmets nya: ”{now}”."),
        "Läs om kommunens text fortfarande passar. Skriv sedan programmets nya text i kolumnen Programmets text.",
    )
}

pub fn not_the_programs(key: &str, own: &str) -> Told {
    Told::new(
        format!("Texten här är inte programmets text för {key}. Den läses inte, och Kommunens text är tom."),
        format!("kommunens lydelse i kolumnen Kommunens text. Till dess trycks programmets text: ”{own}”."),
        "Är det kommunens lydelse, flytta den till Kommunens text. Är det en text ur en tidigare version av programmet, ta \
         bort raden.",
    )
}

pub fn no_report(table: &str, period: &str, report: &str) -> String {
    format!("Ingen {report} skrivs för {period}. Raden i tabellen {table} trycks inte.")
}

pub fn report_expected(period: &str, own: &[String], only: Option<&str>) -> String {
    let also =
        only.map(|only| format!(" Årets enda period med en sådan rapport är {only}.")).unwrap_or_default();
    match own {
        [] => format!("en period som står i Tidplan; {period} gör det inte.{also}"),
        own => format!("en rapport som perioden har: {}.{also}", listed(own)),
    }
}

pub fn report_remedy(letter: bool, own: &[String]) -> &'static str {
    match (letter, own) {
        (_, []) => "Rätta Period, eller lägg till perioden i Tidplan.",
        (true, _) => {
            "Skriv till KS eller till KF som Status i Dokument när rapporten ska beslutas: då skrivs tjänsteskrivelsen."
        }
        (false, _) => "Rätta Rapport eller Period. Vilken rapport en period har bestäms av Typ i Tidplan.",
    }
}

pub fn no_section(report: &str, section: &str) -> Told {
    Told::new(
        format!("Texten till avsnittet {section} trycks inte: en {report} har inget sådant avsnitt."),
        "ett avsnitt som rapporten har enligt fliken Rapportavsnitt eller programmets eget urval.",
        "Rätta Avsnitt eller Rapport, eller lägg till avsnittet i Rapportavsnitt.",
    )
}

pub fn breach_without_words(measure: Measure, since: Month) -> Told {
    Told::new(
        format!("Orsak och åtgärd saknas för den brutna gränsen: {}.", finance::measure(measure)),
        format!("en rad i tabellen Avsteg med en period från {since} och framåt."),
        "Skriv orsak och åtgärd i fliken Avsteg. Till dess säger rapporten att de inte är lämnade.",
    )
}

pub fn departure(measure: Measure, month: Month, why: Unprinted) -> Told {
    let (measure, month) = (finance::measure(measure), month_name(month));
    let (found, expected, remedy) = match why {
        Unprinted::NoLimit => (
            format!("ingen gräns för {measure} gäller i {month}"),
            "ett mått som har en gräns i fliken Finanspolicy den månaden.",
            "Rätta Mått eller Period, eller lägg till gränsen i Finanspolicy.",
        ),
        Unprinted::Held => (
            format!("gränsen för {measure} är inte bruten i {month}"),
            "en månad då gränsen är bruten.",
            "Rätta Period eller Mått. Är gränsen bruten, kontrollera registren som den mäts med. Behövs inte raden, ta bort den.",
        ),
        Unprinted::NotMeasured => (
            format!("gränsen för {measure} går inte att mäta i {month}"),
            "en månad då gränsen är bruten.",
            "Rätta Period eller Mått, eller fyll i det som gränsen mäts med.",
        ),
        Unprinted::NoPeriod => (
            format!("{month} ligger efter den sista perioden i Tidplan"),
            "en månad då gränsen är bruten, och som Tidplan har hunnit till.",
            "Rätta Period, eller lägg till perioden i Tidplan.",
        ),
    };
    Told::new(format!("Raden trycks inte i någon rapport: {found}."), expected, remedy)
}

pub fn unit_not_followed(table: &str, indicator: &str, unit: &str) -> Told {
    Told::new(
        format!("Raden i tabellen {table} visas inte: måttet {indicator} följs inte upp i enheten {unit}."),
        "en enhet som står i måttets kolumn Enheter i tabellen Mått; tomt om värdet är hela kommunens.",
        "Rätta Enhet, eller lägg till enheten på måttets rad i tabellen Mått.",
    )
}

pub fn text_of_unit(section: &str) -> Told {
    Told::new(
        format!("Texten trycks inte: avsnittet {section} är hela kommunens, men raden har en enhet."),
        "tom Enhet. En enhet kan stå vid berättelse och kommentarer, och en nämnd vid sammanfattning när rapporten har nämndernas kapitel.",
        "Töm Enhet, eller rätta Avsnitt.",
    )
}
