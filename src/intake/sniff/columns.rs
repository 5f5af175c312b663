//! The row of headings and what its headings mean, by the names that accounting systems give them.

use crate::domain::settings::ExportField::{
    self, Account, Activity, Amount, Ansvar, Counterpart, Credit, Date, Debit, Period, Project, Text, Voucher,
};
use crate::intake::columns::HEADER_ROWS;

/// The names of each field's column, in small letters, letters and digits only.
const NAMES: &[(ExportField, &[&str])] = &[
    (Ansvar, &["ansvar", "ansvarskod", "ansvarsnr", "kostnadsställe", "kst", "resultatenhet", "enhet"]),
    (Account, &["konto", "kontonr", "kontonummer", "kontokod", "kto", "slag"]),
    (Activity, &["verksamhet", "verksamhetskod", "vht", "vsh"]),
    (Project, &["projekt", "projektnr", "projektkod", "proj"]),
    (Counterpart, &["motpart", "motpartskod", "mp"]),
    (Period, &["period", "redovisningsperiod", "bokföringsperiod", "månad", "per"]),
    (Date, &["datum", "bokföringsdatum", "verifikationsdatum", "verdatum", "transaktionsdatum"]),
    (
        Voucher,
        &["verifikation", "verifikationsnr", "verifikationsnummer", "verifikat", "vernr", "ver", "verifnr"],
    ),
    (Text, &["text", "verifikationstext", "beskrivning", "benämning", "radtext"]),
    (Amount, &["belopp", "saldo", "utfall", "nettobelopp", "beloppkr", "belopptkr", "kr", "tkr"]),
    (Debit, &["debet", "debit", "debetbelopp"]),
    (Credit, &["kredit", "credit", "kreditbelopp"]),
];

/// The row among the first that names most fields; among rows that name none the first with most texts.
pub fn header(rows: &[(u32, Vec<String>)]) -> Option<usize> {
    let known = |row: &[String]| row.iter().filter(|cell| field(cell).is_some()).count();
    let words = |row: &[String]| row.iter().filter(|cell| cell.chars().any(char::is_alphabetic)).count();
    let score = |(at, (_, row)): &(usize, &(u32, Vec<String>))| (known(row), words(row), usize::MAX - at);
    rows.iter().take(HEADER_ROWS).enumerate().max_by_key(score).map(|(at, _)| at)
}

/// Each heading's field; of two headings for one field only the first is taken.
pub fn fields(header: &[String]) -> Vec<Option<ExportField>> {
    let mut taken = Vec::new();
    let mut one = |heading: &String| {
        let found = field(heading).filter(|found| !taken.contains(found))?;
        taken.push(found);
        Some(found)
    };
    header.iter().map(&mut one).collect()
}

fn field(heading: &str) -> Option<ExportField> {
    let plain: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(field, _)| *field)
}
