//! The ledger as an accounting export: Windows-1252, `;`, CRLF, decimal comma, debit positive, quotes where needed.

use std::collections::BTreeMap;

use super::ledger::Ledger;

const HEADINGS: [&str; 10] = [
    "Ansvar",
    "Verksamhet",
    "Konto",
    "Projekt",
    "Motpart",
    "Period",
    "Datum",
    "Verifikation",
    "Text",
    "Belopp",
];

/// The quarterly files of a year by name.
pub fn files(ledger: &Ledger) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut numbers: BTreeMap<char, u32> = BTreeMap::new();
    for voucher in ledger.sorted() {
        let number = numbers.entry(voucher.series).or_insert(0);
        *number += 1;
        let name = file_name(ledger.year, voucher.period);
        let text = texts.entry(name).or_insert_with(|| line(&HEADINGS.map(str::to_string)));
        let month = voucher.period.clamp(1, 12);
        for row in &voucher.rows {
            text.push_str(&line(&[
                row.ansvar.clone(),
                row.activity.clone(),
                row.account.clone(),
                row.project.clone(),
                row.counterpart.clone(),
                format!("{:04}{:02}", ledger.year, voucher.period),
                format!("{:04}-{month:02}-{:02}", ledger.year, voucher.day),
                format!("{}{:02}-{number:05}", voucher.series, ledger.year % 100),
                voucher.text.clone(),
                kronor(row.ore),
            ]));
        }
    }
    texts.into_iter().map(|(name, text)| Ok((name, windows_1252(&text)?))).collect()
}

/// The quarterly file a period stands in: the opening balance in the first, the closing entries in the last.
pub fn file_name(year: i32, period: u8) -> String {
    format!("{year}-kv{}.csv", (period.clamp(1, 12) - 1) / 3 + 1)
}

/// One line, quoted where a field needs it.
pub fn line(fields: &[String]) -> String {
    let quoted: Vec<String> = fields
        .iter()
        .map(|field| match field.contains([';', '"', '\n']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => field.clone(),
        })
        .collect();
    quoted.join(";") + "\r\n"
}

/// `-1234,05`.
pub fn kronor(ore: i64) -> String {
    let sign = if ore < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", ore.abs() / 100, ore.abs() % 100)
}

pub fn windows_1252(text: &str) -> Result<Vec<u8>, String> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    if lost { Err("a character that Windows-1252 lacks".to_string()) } else { Ok(bytes.into_owned()) }
}
