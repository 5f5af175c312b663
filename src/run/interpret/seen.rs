//! What is seen of a table as lines, and as rows of the register Exporter.

use std::collections::BTreeMap;

use crate::domain::registers::Registers;
use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::intake::sie;
use crate::intake::sniff::{Look, TableKind, Writing};
use crate::raw::sie::Sie;
use crate::register::{EXPORT_COLUMNS, export_word as word, schema};
use crate::text::finding::{line, told};
use crate::text::interpret as words;

pub fn lines(seen: &Look) -> Vec<String> {
    let mut lines = vec![words::header(seen.header, seen.above.len())];
    lines.extend(seen.columns.iter().map(|(heading, field)| words::column(heading, field.map(word))));
    if seen.kind == TableKind::Budget {
        lines.push(words::budget());
    }
    let missing = missing(seen);
    if !missing.is_empty() {
        lines.push(words::missing(&missing));
    }
    lines.extend(seen.doubled.iter().map(|(heading, columns)| words::doubled(heading, columns)));
    lines.extend(seen.span.map(|(from, to)| words::span(&from.to_string(), &to.to_string())));
    match &seen.writing {
        Some(writing) => lines.extend(numbers(seen, writing)),
        None => lines.push(words::no_amounts()),
    }
    lines
}

/// What no row can be read without, and no heading is taken for.
fn missing(seen: &Look) -> Vec<&'static str> {
    let has = |field: &ExportField| seen.heading(*field).is_some();
    let mut missing: Vec<ExportField> =
        [ExportField::Ansvar, ExportField::Account].into_iter().filter(|field| !has(field)).collect();
    if seen.writing.is_none() {
        missing.push(ExportField::Amount);
    }
    let times = [ExportField::Period, ExportField::Date, ExportField::Year];
    if !times.iter().any(has) {
        missing.push(if seen.kind == TableKind::Budget { ExportField::Year } else { ExportField::Period });
    }
    missing.into_iter().map(word).collect()
}

fn numbers(seen: &Look, writing: &Writing) -> Vec<String> {
    let contract = &writing.contract;
    let mut lines = vec![
        words::decimal(
            contract.decimal_mark,
            writing.decimals_in.as_deref(),
            writing.other.map(|(mark, _)| mark),
        ),
        words::thousands(contract.thousands_mark, writing.groups_in.as_deref()),
        words::minus(writing.minus_in.as_deref()),
    ];
    lines.extend(writing.first_refused.as_ref().map(|first| words::refused(writing.refused, first)));
    lines.push(words::sign(seen.sign.map(sign)));
    lines.push(words::unit(seen.thousands));
    let is_budget = seen.kind == TableKind::Budget;
    if let (true, Some(first), Some(last)) = (is_budget, seen.periods.first(), seen.periods.last()) {
        lines.push(words::years(first.year, last.year));
    } else if let (Some(first), Some(last)) = (seen.periods.first(), seen.periods.last()) {
        let count = seen.periods.len();
        lines.push(words::periods(&first.to_string(), &last.to_string(), count, seen.short_years));
    }
    lines.push(words::codes(seen.ansvar.iter().map(String::as_str), seen.ansvar.len()));
    lines.push(words::totals(seen.postings.rows, seen.left_out, seen.vouched || is_budget, is_budget));
    if let Some(growth) = &seen.growth {
        lines.push(words::growth(growth.last.0.year, growth.growing, growth.codes));
    }
    lines.extend(seen.first_unread.as_ref().map(|(line, found)| words::unread(seen.unread, *line, found)));
    lines.extend(seen.by_class.iter().map(|(class, sum)| words::class(*class, *sum)));
    if seen.postings.rows > 0 {
        lines.push(words::sum(seen.postings.net(), is_budget));
    }
    lines
}

fn sign(sign: SignContract) -> &'static str {
    let at = usize::from(sign == SignContract::IncomePositive);
    schema::SIGNS.get(at).copied().unwrap_or_default()
}

/// Rows of the register, with tabs between the cells, ready to paste; what the file does not decide says so. A text has a
/// separator, a workbook a sheet.
pub fn rows_for_exporter(seen: &Look, separator: Option<u8>, sheet: Option<&str>) -> Vec<String> {
    let Some(writing) = &seen.writing else { return vec![words::nothing_to_paste()] };
    let is_budget = seen.kind == TableKind::Budget;
    let profile = if is_budget { schema::BUDGET_PROFILE } else { schema::LEDGER_PROFILE };
    let mut lines = vec![words::paste(profile)];
    let mut row = |field: &str, value: &str, sure: bool| {
        lines.push(pasted(profile, field, value, if sure { "" } else { words::UNCERTAIN }));
    };
    for field in EXPORT_COLUMNS {
        if let Some(heading) = seen.heading(*field) {
            row(word(*field), heading, true);
        }
    }
    match (separator, sheet) {
        (Some(separator), _) => row("skiljetecken", &words::mark(Some(char::from(separator))), true),
        (None, sheet) => row("blad", sheet.unwrap_or_default(), true),
    }
    let contract: &ExportContract = &writing.contract;
    let sure = writing.refused == 0 && writing.other.is_none();
    let decided = separator.is_none() || writing.decimals_in.is_some();
    row("decimaltecken", &words::mark(Some(contract.decimal_mark)), sure && decided);
    row("tusentalstecken", &words::mark(contract.thousands_mark), sure);
    // With debit and credit in columns of their own there is no sign to agree on.
    if is_budget || seen.heading(ExportField::Amount).is_some() {
        let usual = schema::SIGNS[usize::from(is_budget)];
        row("tecken", seen.sign.map_or(usual, sign), seen.sign.is_some());
    }
    if contract.parentheses {
        row("parentes", schema::YES_NO[0], true);
    }
    if seen.thousands {
        row("enhet", schema::TEMPLATE_UNITS[1], true);
    }
    if contract.decimals > ExportContract::DECIMALS {
        row("decimaler", &contract.decimals.to_string(), false);
    }
    if seen.growth.is_some() {
        row("ackumulerat", schema::YES_NO[0], false);
    }
    if seen.short_years {
        row("periodform", schema::PERIOD_FORMS[1], true);
    }
    lines
}

/// A row of Exporter: pasted into the sheet its parts land in the four columns.
pub fn pasted(profile: &str, field: &str, value: &str, explained: &str) -> String {
    [profile, field, value, explained].join("\t").trim_end().to_string()
}

/// How a SIE file would be read, and the rows of its profile.
pub fn sie(file: &Sie, registers: Option<&Registers>) -> Vec<String> {
    let seen = sie::outline(file);
    let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
    file.records.iter().for_each(|record| *labels.entry(record.label()).or_default() += 1);
    let mut lines = words::sie(file.encoding, &labels);
    lines.push(words::dimensions(seen.dimensions.is_empty()));
    lines.extend(
        seen.dimensions
            .iter()
            .map(|one| words::dimension(&one.number, &one.name, one.objects, one.field.map(word))),
    );
    if let (Some(first), Some(last)) = (seen.periods.first(), seen.periods.last()) {
        lines.push(words::periods(&first.to_string(), &last.to_string(), seen.periods.len(), false));
    }
    if seen.rows > 0 {
        lines.push(words::sie_sum(seen.rows, seen.sum));
    }
    lines.extend(seen.used.map(|used| told(&used.into()).found));
    lines.extend(seen.findings.sorted().into_iter().map(line));
    lines.extend(registers.map(|registers| super::unknown(&seen.accounts, registers)));
    if seen.dimensions.is_empty() {
        return lines;
    }
    lines.push(words::paste(schema::SIE_PROFILE));
    for (name, field) in schema::SIE_DIMENSIONS {
        let own = seen.dimensions.iter().filter(|one| one.field == Some(*field));
        let numbers: Vec<&str> = own.map(|one| one.number.as_str()).collect();
        let numbers = if numbers.is_empty() { schema::NONE.to_string() } else { numbers.join("; ") };
        lines.push(pasted(schema::SIE_PROFILE, name, &numbers, ""));
    }
    lines.push(pasted(schema::SIE_PROFILE, "budget", schema::YES_NO[1], ""));
    lines
}
