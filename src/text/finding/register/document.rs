//! What Dokument and Tidplan say of a period's report, and the report is not.

use super::super::{Told, listed};
use crate::domain::document::Status;
use crate::text::report::status_word;

pub fn lacking(report: &str, missing: &[String], partly: &[String]) -> Told {
    let part =
        |what: &str, parts: &[String]| (!parts.is_empty()).then(|| format!("{what} {}", listed(parts)));
    let parts = [part("saknar", missing), part("har bara delvis", partly)].into_iter().flatten();
    Told::new(
        format!(
            "Rapporten ({report}) har status fastställd men {}.",
            parts.collect::<Vec<_>>().join(", och ")
        ),
        "alla delar som lagen kräver. Vilka de är står i rapportens avsnitt Innehåll enligt lagen.",
        "Lägg till det som saknas: avsnitt väljs i fliken Rapportavsnitt, egna ord skrivs i fliken Texter. Ändra annars Status.",
    )
}

/// Why a report is PRELIMINÄR, as parts of a sentence.
pub struct Waits {
    pub written: bool,
    pub missing: usize,
    pub faulty: usize,
    pub strays: usize,
}

pub fn displaced(status: Status, waits: &Waits) -> Told {
    Told::new(
        format!(
            "Status ”{}” trycks inte. Rapporten är märkt PRELIMINÄR eftersom {}.",
            status_word(status),
            listed(&reasons(waits))
        ),
        "svar utan fel från alla enheter innan en rapport får en annan status.",
        if waits.written {
            "Kommandot status visar vilka det är. När svaren är lämnade och rättade trycks den status som står här."
        } else {
            "Skriv mallarna med kommandot mallar och skicka ut dem. När alla har svarat trycks den status som står här."
        },
    )
}

fn reasons(Waits { written, missing, faulty, strays }: &Waits) -> Vec<String> {
    if !written {
        return vec!["inga mallar är skrivna".to_string()];
    }
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(one.to_string()),
        _ => Some(many.replace("{}", &count.to_string())),
    };
    let why = [
        count(*missing, "svar saknas från en enhet", "svar saknas från {} enheter"),
        count(*faulty, "svar från en enhet har fel", "svar från {} enheter har fel"),
        count(*strays, "en fil hör inte till någon enhet", "{} filer hör inte till någon enhet"),
    ];
    why.into_iter().flatten().collect()
}

pub fn no_templates(period: &str, needed: bool) -> Told {
    Told::new(
        format!("Enheterna ska svara för {period} enligt Tidplan, men inga mallar är skrivna för perioden."),
        "mallar för varje period med ja i kolumnen Mallar.",
        if needed {
            "Skriv mallarna med kommandot mallar och skicka ut dem. Till dess är rapporten märkt PRELIMINÄR."
        } else {
            "Ska enheterna svara, skriv mallarna med kommandot mallar. Följs månaden upp utan svar, skriv nej i kolumnen Mallar."
        },
    )
}
