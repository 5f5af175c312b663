//! What is seen of a table as lines, and as rows of the register Exporter.

use crate::domain::settings::{ExportContract, ExportField, SignContract};
use crate::intake::sniff::{Look, Writing};
use crate::register::{export_word as word, schema};
use crate::text::interpret as words;

/// The fields of a ledger in the register's order.
const FIELDS: [ExportField; 12] = [
    ExportField::Ansvar,
    ExportField::Account,
    ExportField::Activity,
    ExportField::Project,
    ExportField::Counterpart,
    ExportField::Period,
    ExportField::Date,
    ExportField::Voucher,
    ExportField::Text,
    ExportField::Amount,
    ExportField::Debit,
    ExportField::Credit,
];

pub fn lines(seen: &Look) -> Vec<String> {
    let mut lines = vec![words::header(seen.header, seen.above.len())];
    lines.extend(seen.columns.iter().map(|(heading, field)| words::column(heading, field.map(word))));
    let needed = [ExportField::Ansvar, ExportField::Account, ExportField::Amount];
    let missing: Vec<&str> = needed.into_iter().filter(|field| !seen.has(*field)).map(word).collect();
    if !missing.is_empty() {
        lines.push(words::missing(&missing));
    }
    lines.extend(seen.span.map(|(from, to)| words::span(&from.to_string(), &to.to_string())));
    match &seen.writing {
        Some(writing) => lines.extend(numbers(seen, writing)),
        None => lines.push(words::no_amounts()),
    }
    lines
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
    if let (Some(first), Some(last)) = (seen.periods.first(), seen.periods.last()) {
        let count = seen.periods.len();
        lines.push(words::periods(&first.to_string(), &last.to_string(), count, seen.short_years));
    }
    lines.push(words::codes(seen.ansvar.iter().map(String::as_str), seen.ansvar.len()));
    lines.push(words::totals(seen.postings.rows, seen.left_out, seen.vouched));
    lines.extend(seen.first_unread.as_ref().map(|(line, found)| words::unread(seen.unread, *line, found)));
    lines.extend(seen.by_class.iter().map(|(class, sum)| words::class(*class, *sum)));
    lines.push(words::sum(seen.postings.net()));
    lines
}

fn sign(sign: SignContract) -> &'static str {
    let at = usize::from(sign == SignContract::IncomePositive);
    schema::SIGNS.get(at).copied().unwrap_or_default()
}

/// `Profil;Fält;Kolumn;Förklaring`, ready to paste; what the file does not decide says so.
pub fn rows_for_exporter(seen: &Look, separator: Option<u8>) -> Vec<String> {
    let mut lines = vec![words::PASTE.to_string()];
    let mut row = |field: &str, value: &str, sure: bool| {
        let explained = if sure { "" } else { words::UNCERTAIN };
        lines.push(format!("{};{field};{value};{explained}", schema::LEDGER_PROFILE));
    };
    for field in FIELDS {
        if let Some(heading) = seen.heading(field) {
            row(word(field), heading, true);
        }
    }
    row("skiljetecken", &words::mark(Some(separator.map_or(';', char::from))), separator.is_some());
    let Some(writing) = &seen.writing else { return lines };
    let contract: &ExportContract = &writing.contract;
    let sure = writing.refused == 0 && writing.other.is_none();
    row("decimaltecken", &words::mark(Some(contract.decimal_mark)), sure && writing.decimals_in.is_some());
    row("tusentalstecken", &words::mark(contract.thousands_mark), sure);
    if seen.heading(ExportField::Amount).is_some() {
        row("tecken", seen.sign.map_or(schema::SIGNS[0], sign), seen.sign.is_some());
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
    if seen.short_years {
        row("periodform", schema::PERIOD_FORMS[1], true);
    }
    lines
}
