//! What holds grunddata together: the organisation, the accounts, the settings, the exports and Tidplan.

use rust_decimal::Decimal;

use super::super::{Told, listed};
use crate::domain::colour::LEAST_CONTRAST;
use crate::text::format::number;

pub fn cycle(table: &str, keys: &[String]) -> Told {
    Told::new(
        format!("Raderna {} i tabellen {table} är överordnade varandra i en ring.", listed(keys)),
        "ett träd där varje rad till slut leder till den översta.",
        "Rätta kolumnen Överordnad på en av raderna.",
    )
}

pub fn cost_type_on_two_lines(cost_type: &str, line: &str, first_line: &str, first_row: u32) -> Told {
    Told::new(
        format!(
            "Kostnadsslaget {cost_type} står här på raden {line} men på rad {first_row} i tabellen på {first_line}."
        ),
        "att varje kostnadsslag hör till en enda rad i räkningarna.",
        "Ge det ena ett annat namn, eller rätta kolumnen Rad.",
    )
}

pub fn missing_export_fields(profile: &str, fields: &[String]) -> Told {
    Told::new(
        format!("Profilen {profile} i tabellen Exporter saknar {}.", fields_named(fields)),
        "en rad för varje fält som profilen måste ha.",
        "Lägg till raderna och skriv i Kolumn vad fältet heter i exporten.",
    )
}

pub fn not_one_root(roots: &[String]) -> Told {
    match roots {
        [] => Told::new(
            "Ingen rad i tabellen Organisation är överst.",
            "en enda rad med tom Överordnad: kommunen.",
            "Lägg till en rad för kommunen och låt nämnderna peka på den.",
        ),
        roots => Told::new(
            format!("Flera rader i tabellen Organisation är överst: {}.", listed(roots)),
            "en enda rad med tom Överordnad: kommunen.",
            "Fyll i Överordnad på de andra raderna.",
        ),
    }
}

pub fn missing_setting(key: &str) -> Told {
    Told::new(
        format!("Inställningen {key} saknas."),
        "en rad för inställningen; den har inget förval.",
        "Lägg till raden i tabellen Inställningar.",
    )
}

pub fn period_not_scheduled(period: &str) -> Told {
    Told::new(
        format!("Perioden {period} står inte i Tidplan."),
        "en rad i Tidplan för varje period som följs upp.",
        "Lägg till perioden i tabellen Tidplan, eller rätta perioden i kommandot.",
    )
}

pub fn no_templates_scheduled(period: &str) -> Told {
    Told::new(
        format!("Perioden {period} har inga mallar enligt Tidplan."),
        "ja i kolumnen Mallar för en period med mallar.",
        "Skriv ja i kolumnen Mallar i Tidplan om enheterna ska svara för perioden.",
    )
}

pub fn faint_colour(colour: &str, on_white: u32, on_tint: u32, darker: &str) -> Told {
    Told::new(
        format!(
            "Färgen {colour} är för ljus för text: kontrasten är {} mot vitt och {} mot färgens egen toning.",
            ratio(on_white),
            ratio(on_tint)
        ),
        format!(
            "minst {} mot båda, som tillgänglighetskraven (WCAG 2.1, 1.4.3) säger.",
            ratio(LEAST_CONTRAST)
        ),
        format!(
            "Skriv {darker}, som är samma färg och nätt och jämnt mörk nog, eller en mörkare. Till dess används programmets egen färg."
        ),
    )
}

pub fn no_short_form(section: &str, short: &[String]) -> Told {
    Told::new(
        format!("Avsnittet {section} har ingen kort form. Det trycks som vanligt."),
        format!("ja bara för {}.", listed(short)),
        "Töm cellen.",
    )
}

pub fn account_of_other_side(codes: &str, balance: bool) -> Told {
    Told::new(
        format!("{codes} hör inte till {}.", side(balance)),
        format!("konton som hör till {}.", side(balance)),
        "Rätta kontot, eller flytta det till kolumnen för kollektivets andra konton.",
    )
}

/// `4,54:1`.
fn ratio(hundredths: u32) -> String {
    format!("{}:1", number(Decimal::new(i64::from(hundredths), 2), 2))
}

/// What accounts of class 1–2 and of class 3–8 are.
fn side(balance: bool) -> &'static str {
    if balance { "balansräkningen (klass 1–2)" } else { "resultaträkningen (klass 3–8)" }
}

fn fields_named(fields: &[String]) -> String {
    if fields.len() == 1 { format!("fältet {}", fields[0]) } else { format!("fälten {}", listed(fields)) }
}
