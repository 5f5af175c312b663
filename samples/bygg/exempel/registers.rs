//! The tables of grunddata: most are source tables as they stand, some are made from them.

use std::collections::BTreeMap;
use std::path::Path;

use uppfolj::register::schema::{self, Table};
use uppfolj::register::starter;

use super::export::kronor;
use super::ledger::Ledger;
use super::sources::{SourceRow, table};

/// One table as rows of text; the first row names the columns.
pub type TextTable = (&'static str, Vec<Vec<String>>);

/// The source table of each table of grunddata that is taken over column by column.
const TAKEN_OVER: &[(&str, &str)] = &[
    ("Inställningar", "installningar"),
    ("Exporter", "exporter"),
    ("Organisation", "enheter"),
    ("Konton", "konton"),
    ("Noter", "noter"),
    ("Perspektiv", "perspektiv"),
    ("Mål", "mal"),
    ("Mått", "matt"),
    ("Volymbudget", "volymbudget"),
    ("Bedömningar", "bedomningar"),
    ("Finansiella mål", "finansiella_mal"),
    ("Kommunfakta", "kommunfakta"),
    ("Texter", "texter"),
    ("Dokument", "dokument"),
    ("Budgetbeslut", "budgetsummor"),
    ("Balanskrav", "balanskrav"),
    ("Finanspolicy", "finanspolicy"),
    ("Avsteg", "avsteg"),
    ("Lån", "lan"),
    ("Placeringar", "placeringar"),
    ("Rapportavsnitt", "rapportavsnitt"),
    ("Utlåning", "utlaning"),
    ("Borgen", "borgen"),
    ("Likviditet", "likviditet"),
    ("Taxekollektiv", "taxekollektiv"),
    ("Volymkostnad", "volymkostnad"),
    ("Personalkostnad", "personalkostnad"),
    ("Sjukfrånvaro", "sjukfranvaro"),
    ("Tidplan", "tidplan"),
];

/// Columns that are called otherwise in the source tables.
const RENAMED: &[(&str, &str, &str)] = &[
    ("Konton", "Från", "Konto"),
    ("Konton", "Kassaflödesrad", "Kassaflöde"),
    ("Investeringar", "Ackumulerat t.o.m. föregående år", "Ackumulerat"),
];

/// Columns of the source table of projects that are in tkr and stand in kr in grunddata.
const IN_TKR: [&str; 4] = ["Beslutad totalutgift", "Ackumulerat", "Budget i år", "Ombudgeterat"];

/// Every table, in the schema's order.
pub fn tables(folder: &Path, control_sums: Vec<Vec<String>>) -> Result<Vec<TextTable>, String> {
    let mut control_sums = Some(control_sums);
    let mut tables = Vec::new();
    for known in schema::TABLES {
        let rows = match known.name {
            "Profiler" => profiles(folder, known)?,
            "Mätvärden" => readings(folder)?,
            "Investeringar" => projects(folder, known)?,
            "Standardtexter" => standing_texts(folder)?,
            "Kontrollsummor" => control_sums.take().unwrap_or_default(),
            name => {
                let source = TAKEN_OVER.iter().find(|(table, _)| *table == name);
                let source = source.ok_or_else(|| format!("no source for the table {name}"))?.1;
                take_over(known, &table(folder, source)?, |_, text| text.to_string())?
            }
        };
        tables.push((known.name, rows));
    }
    Ok(tables)
}

/// What a column of grunddata is called in the source table.
fn source_name<'a>(known: &Table, column: &'a str) -> &'a str {
    let renamed = RENAMED.iter().find(|(table, name, _)| *table == known.name && *name == column);
    renamed.map_or(column, |(_, _, source)| source)
}

/// The columns of a table that its source has, row by row.
fn take_over(
    known: &Table,
    source: &[SourceRow],
    change: impl Fn(&str, &str) -> String,
) -> Result<Vec<Vec<String>>, String> {
    // A table that the municipality has nothing to say in has its headings.
    let Some(first) = source.first() else {
        return Ok(vec![known.columns.iter().map(|column| column.name.to_string()).collect()]);
    };
    let columns: Vec<&str> = known
        .columns
        .iter()
        .map(|column| column.name)
        .filter(|name| first.text(source_name(known, name)).is_ok())
        .collect();
    let mut rows = vec![columns.iter().map(|name| (*name).to_string()).collect()];
    for row in source {
        let cells = columns.iter().map(|name| {
            let name = source_name(known, name);
            row.text(name).map(|text| change(name, text))
        });
        rows.push(cells.collect::<Result<Vec<String>, String>>()?);
    }
    Ok(rows)
}

/// Every standing text of the program, some of them in the municipality's words.
fn standing_texts(folder: &Path) -> Result<Vec<Vec<String>>, String> {
    const NAME: &str = "Standardtexter";
    let mut tables = starter::tables().into_iter();
    let mut rows = tables.find(|(name, _)| *name == NAME).map(|(_, rows)| rows).ok_or("no standing texts")?;
    let heads = rows.first().cloned().unwrap_or_default();
    for own in table(folder, "standardtexter")? {
        let key = own.text("Nyckel")?;
        let row = rows.iter_mut().find(|row| row.first().is_some_and(|first| first == key));
        let row = row.ok_or_else(|| format!("no standing text {key}"))?;
        for column in ["Kommunens text", "Skäl"] {
            let at = heads.iter().position(|head| head == column).ok_or(column)?;
            own.text(column)?.clone_into(&mut row[at]);
        }
    }
    Ok(rows)
}

/// The profiles that the budget uses; twelfths always exist.
fn profiles(folder: &Path, known: &Table) -> Result<Vec<Vec<String>>, String> {
    let mut used = Vec::new();
    for row in table(folder, "profiler")? {
        if row.text("Budget")? == "ja" {
            used.push(row);
        }
    }
    take_over(known, &used, |_, text| text.to_string())
}

fn projects(folder: &Path, known: &Table) -> Result<Vec<Vec<String>>, String> {
    take_over(known, &table(folder, "projekt")?, |name, text| {
        if IN_TKR.contains(&name) && !text.is_empty() { format!("{text}000") } else { text.to_string() }
    })
}

/// The periods of the source table of readings.
const PERIODS: [&str; 5] = ["2018-12", "2019-12", "2020-04", "2020-08", "2020-12"];
/// Readings of this year are handed in through the templates where the source table says so.
const TEMPLATE_YEAR: &str = "2020";

fn readings(folder: &Path) -> Result<Vec<Vec<String>>, String> {
    let mut rows = vec![["Mått", "Enhet", "Period", "Värde", "Antal i gruppen"].map(str::to_string).to_vec()];
    for row in table(folder, "matserier")? {
        let by_template = row.text("Lämnas i")? == "mall";
        for period in PERIODS {
            let value = row.text(period)?;
            if value.is_empty() || by_template && period.starts_with(TEMPLATE_YEAR) {
                continue;
            }
            rows.push(vec![
                row.text("Mått")?.to_string(),
                row.text("Enhet")?.to_string(),
                period.to_string(),
                value.to_string(),
                row.text("Antal i gruppen")?.to_string(),
            ]);
        }
    }
    Ok(rows)
}

/// The heading row of the table of control sums.
pub fn control_heading() -> Vec<String> {
    ["Fil", "Period", "Rader", "Summa klass 1-2", "Summa klass 3-8", "Källa", "Kontrollerad av"]
        .map(str::to_string)
        .to_vec()
}

/// What the accounting system would print as totals of each file and period: debit +.
pub fn control_sums(ledger: &Ledger) -> Vec<Vec<String>> {
    let mut by_period: BTreeMap<(String, u8), (u64, i64, i64)> = BTreeMap::new();
    for voucher in &ledger.vouchers {
        let totals = by_period
            .entry((super::export::file_name(ledger.year, voucher.period), voucher.period))
            .or_default();
        for row in &voucher.rows {
            totals.0 += 1;
            if row.account.as_str() < "3" {
                totals.1 += row.ore;
            } else {
                totals.2 += row.ore;
            }
        }
    }
    by_period
        .into_iter()
        .map(|((file, period), (rows, balance, result))| {
            let source = "Ekonomisystemets rapport, konstruerad".to_string();
            let period = format!("{}{period:02}", ledger.year);
            vec![
                file,
                period,
                rows.to_string(),
                kronor(balance),
                kronor(result),
                source,
                "Ekonom".to_string(),
            ]
        })
        .collect()
}
