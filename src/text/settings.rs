//! Settings in words, for the manifest.

use std::collections::BTreeMap;

use super::format::whole;
use crate::domain::account::BalanceRow;
use crate::domain::settings::{MissingForecast, Settings};

/// Each setting's key in the register and its value.
pub fn listed(settings: &Settings) -> BTreeMap<String, String> {
    let yes = |truth: bool| if truth { "ja" } else { "nej" }.to_string();
    let missing = match settings.missing_forecast {
        MissingForecast::Said => "sägs",
        MissingForecast::Last => "förra",
        MissingForecast::Budget => "budget",
    };
    let loan_rows: Vec<&str> = settings.loan_rows.iter().map(BalanceRow::name).collect();
    let scale: Vec<&str> = settings.scale.iter().map(|step| step.word.as_str()).collect();
    [
        ("kommun", settings.municipality.clone()),
        ("exempel", yes(settings.example)),
        ("kommentargräns_kr", whole(settings.comment_limit.rounded(100))),
        ("mallbelopp", super::form::unit(settings.template_unit).to_string()),
        ("mall_detaljrader", settings.detail_rows.to_string()),
        ("orsaker", settings.causes.join("; ")),
        ("minsta_grupp", settings.smallest_group.to_string()),
        ("saknad_prognos", missing.to_string()),
        ("eliminering_enhet", settings.elimination_unit.to_string()),
        ("bedömningsskala", scale.join("; ")),
        ("investering_balansrad", settings.investment_line.0.to_string()),
        ("investering_kassaflödesrad", settings.investment_cash_flow.0.to_string()),
        ("lån_balansrader", loan_rows.join(" + ")),
        ("kolada_kommun", settings.kolada.own.join("; ")),
        ("kolada_riket", settings.kolada.nation.join("; ")),
        ("kolada_liknande", settings.kolada.similar.join("; ")),
        ("pdf_bilagor", yes(settings.attachments)),
        ("accentfärg", settings.accent.map_or("standard".to_string(), |colour| colour.to_string())),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_string(), value))
    .collect()
}
