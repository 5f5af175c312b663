//! The row of headings and what its headings mean, by the names that accounting systems give them.

use crate::domain::period::MONTHS;
use crate::domain::settings::ExportField::{
    self, Account, Activity, Amount, Ansvar, Counterpart, Credit, Date, Debit, Decision, DecisionKind, Month,
    Period, Profile, Project, Text, Voucher, Year,
};
use crate::intake::columns::HEADER_ROWS;

/// The names of each field's column, in small letters, letters and digits only; of two that stand in a file the one that
/// is named first here is the better.
const NAMES: &[(ExportField, &[&str])] = &[
    (Ansvar, &["ansvar", "ansvarskod", "ansvarsnr", "kostnadsställe", "kst", "resultatenhet", "enhet"]),
    (Account, &["konto", "kontonr", "kontonummer", "kontokod", "kto", "slag"]),
    (Activity, &["verksamhet", "verksamhetskod", "vht", "vsh"]),
    (Project, &["projekt", "projektnr", "projektkod", "proj"]),
    (Counterpart, &["motpart", "motpartskod", "mp"]),
    (Period, &["period", "redovisningsperiod", "bokföringsperiod", "månad", "per"]),
    (
        Date,
        &[
            "bokföringsdatum",
            "verifikationsdatum",
            "verdatum",
            "datum",
            "transaktionsdatum",
            "registreringsdatum",
        ],
    ),
    (
        Voucher,
        &["verifikation", "verifikationsnr", "verifikationsnummer", "verifikat", "vernr", "ver", "verifnr"],
    ),
    (Text, &["verifikationstext", "text", "radtext", "transaktionstext", "beskrivning", "benämning"]),
    (
        Amount,
        &[
            "belopp",
            "nettobelopp",
            "beloppkr",
            "belopptkr",
            "saldo",
            "utfall",
            "budget",
            "årsbudget",
            "årsbelopp",
            "kr",
            "tkr",
        ],
    ),
    (Debit, &["debet", "debetbelopp", "debetkr"]),
    (Credit, &["kredit", "kreditbelopp", "kreditkr"]),
    (Year, &["år", "budgetår"]),
    (Profile, &["profil", "periodiseringsprofil", "periodisering", "fördelningsnyckel"]),
    (Decision, &["beslut", "beslutsnr", "diarienummer"]),
    (DecisionKind, &["slag", "beslutsslag"]),
];

/// The row among the first that names most fields; among rows that name none the first with most texts.
pub fn header(rows: &[(u32, Vec<String>)]) -> Option<usize> {
    let known = |row: &[String]| row.iter().filter(|cell| !meanings(cell).is_empty()).count();
    let words = |row: &[String]| row.iter().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    let score = |(at, (_, row)): &(usize, &(u32, Vec<String>))| (known(row), words(row), usize::MAX - at);
    rows.iter().take(HEADER_ROWS).enumerate().max_by_key(score).map(|(at, _)| at)
}

/// Each heading's field: every field goes to the heading that names it best, the first of equals.
pub fn fields(header: &[String]) -> Vec<Option<ExportField>> {
    let mut claims: Vec<(usize, usize, ExportField)> = Vec::new();
    for (at, heading) in header.iter().enumerate() {
        claims.extend(meanings(heading).into_iter().map(|(rank, field)| (rank, at, field)));
    }
    claims.sort();
    let mut found = vec![None; header.len()];
    for (_, at, field) in claims {
        if found[at].is_none() && !found.contains(&Some(field)) {
            found[at] = Some(field);
        }
    }
    found
}

/// The fields that a heading can mean, each with how well it names it.
fn meanings(heading: &str) -> Vec<(usize, ExportField)> {
    let plain: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let rank = |names: &[&str]| names.iter().position(|name| *name == plain);
    let mut found: Vec<_> = NAMES.iter().filter_map(|(field, names)| Some((rank(names)?, *field))).collect();
    let short = plain.chars().count() >= 3;
    let months = (1..).zip(MONTHS).filter(|(_, month)| short && month.starts_with(&plain));
    found.extend(months.map(|(number, _)| (0, Month(number))));
    found
}

/// The one field that a name means best.
pub fn meaning(name: &str) -> Option<ExportField> {
    meanings(name).into_iter().min().map(|(_, field)| field)
}
