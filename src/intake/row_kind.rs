//! What a row of an export or of a budget is. A report carries more than postings: its headings again on every page,
//! sub-totals and totals, its own count of rows, titles. The rules, in this order:
//!
//! 1. A row that repeats every heading of the contract is a heading.
//! 2. A row with a voucher is a posting.
//! 3. A row whose first words are "Antal rader" (or poster, transaktioner) tells how many postings the file has; other
//!    words after "Antal" are text.
//! 4. A row with an amount is a total when a code column or its first cell begins with Summa, Delsumma, Totalt, Total,
//!    Totalsumma or Slutsumma, or when neither account nor period (a budget's year) is filled in.
//! 5. A row without amount, period and voucher is text. Of a budget, only where it has no account either: one with an
//!    account is a row that lacks the rest.
//!
//! Everything else is a posting, and what is wrong with it is a fault.

use super::columns::Columns;
use crate::domain::settings::ExportField;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Posting,
    Heading,
    /// A sum of rows above it; `whole`: it says that it is of all of them.
    Total {
        whole: bool,
    },
    Text,
    /// The file's own count of its postings.
    Count(u64),
}

/// The rules for the rows of one file.
#[derive(Clone, Debug)]
pub struct RowKinds {
    headings: Vec<(usize, String)>,
    /// One column, debit and credit, or the months of a budget.
    amounts: Vec<usize>,
    account: Option<usize>,
    period: Option<usize>,
    voucher: Option<usize>,
    /// Columns of codes that a total may have its words in.
    codes: Vec<usize>,
    of_budget: bool,
}

impl RowKinds {
    /// `header`: the cells of the header row.
    pub fn new<T: AsRef<str>>(header: &[T], columns: &Columns) -> RowKinds {
        let at = |field| columns.index(field);
        let codes = [ExportField::Ansvar, ExportField::Account, ExportField::Activity, ExportField::Period];
        let amounts = [ExportField::Amount, ExportField::Debit, ExportField::Credit]
            .into_iter()
            .chain((1..=12).map(ExportField::Month));
        let heading = |at: usize| header.get(at).map(|text| (at, text.as_ref().trim().to_string()));
        RowKinds {
            headings: columns.positions().filter_map(heading).collect(),
            amounts: amounts.filter_map(at).collect(),
            account: at(ExportField::Account),
            period: at(ExportField::Period).or(at(ExportField::Date)).or(at(ExportField::Year)),
            voucher: at(ExportField::Voucher),
            codes: codes.into_iter().filter_map(at).collect(),
            of_budget: false,
        }
    }

    /// As the rules are for a table of the budget.
    pub fn of_budget(self) -> RowKinds {
        RowKinds { of_budget: true, ..self }
    }

    /// `cell` gives the cell of a column, empty when the row is short of it; `width` is how many the row has.
    pub fn of<'a>(&self, cell: impl Fn(usize) -> &'a str, width: usize) -> RowKind {
        let cell = |at: Option<usize>| at.map_or("", |at| cell(at).trim());
        let has_amount = self.amounts.iter().any(|at| !cell(Some(*at)).is_empty());
        if self.headings.iter().all(|(at, heading)| cell(Some(*at)) == heading) {
            return RowKind::Heading;
        }
        if !cell(self.voucher).is_empty() {
            return RowKind::Posting;
        }
        let first = (0..width).map(|at| cell(Some(at))).find(|text| !text.is_empty()).unwrap_or_default();
        if let Some(rest) = begins(first, "antal") {
            let others = (0..width).map(|at| cell(Some(at))).filter(|text| *text != first);
            return counted(rest, others);
        }
        if has_amount {
            let mut words = self.codes.iter().map(|at| cell(Some(*at))).chain([first]);
            if let Some(whole) = words.find_map(total) {
                return RowKind::Total { whole };
            }
            let bare = cell(self.account).is_empty() && cell(self.period).is_empty();
            return if bare { RowKind::Total { whole: false } } else { RowKind::Posting };
        }
        let lacks_the_rest = self.of_budget && !cell(self.account).is_empty();
        if cell(self.period).is_empty() && !lacks_the_rest { RowKind::Text } else { RowKind::Posting }
    }
}

impl RowKinds {
    /// Whether a row whose amount and period are read is a posting at the first look, as nearly all are: it has a
    /// voucher, or no word stands where a row that is none has one. `cell` gives the bytes of a column's cell.
    pub fn is_plainly_posting<'a>(&self, cell: impl Fn(usize) -> &'a [u8], width: usize) -> bool {
        let first = |at: usize| cell(at).trim_ascii_start().first().copied();
        if self.voucher.and_then(first).is_some_and(|byte| byte.is_ascii_alphanumeric()) {
            return true;
        }
        let is_code = |at: &usize| first(*at).is_none_or(|byte| byte.is_ascii_digit());
        self.codes.iter().all(is_code) && (0..width).find_map(first).is_some_and(|byte| byte.is_ascii_digit())
    }
}

/// What stands after a word that the text begins with, as a whole word, small letters or large.
fn begins<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let whole = !rest.starts_with(|c: char| c.is_alphanumeric());
    (head.eq_ignore_ascii_case(word) && whole).then_some(rest)
}

/// Whether a text is the name of a total, and then whether of all rows.
fn total(text: &str) -> Option<bool> {
    const WHOLE: [&str; 4] = ["totalt", "total", "totalsumma", "slutsumma"];
    if WHOLE.iter().any(|word| begins(text, word).is_some()) {
        return Some(true);
    }
    if begins(text, "delsumma").is_some() {
        return Some(false);
    }
    let of = begins(text, "summa")?.trim_start_matches([' ', '\u{a0}', ':']).to_lowercase();
    Some(of.is_empty() || WHOLE.iter().any(|word| begins(&of, word).is_some()))
}

/// "Antal rader 123", or with the number in another cell.
fn counted<'a>(rest: &'a str, others: impl Iterator<Item = &'a str>) -> RowKind {
    let rest = rest.trim();
    let word = ["rader", "poster", "transaktioner"].iter().find_map(|word| begins(rest, word));
    let Some(after) = word else { return RowKind::Text };
    let numbers = std::iter::once(after.trim_start_matches([':', ' ', '\u{a0}'])).chain(others);
    numbers.filter_map(whole_number).next().map_or(RowKind::Text, RowKind::Count)
}

fn whole_number(text: &str) -> Option<u64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{RowKind, RowKinds};
    use crate::domain::settings::ExportField::{Account, Amount, Ansvar, Period, Text, Voucher};
    use crate::intake::columns::Columns;

    const HEADER: [&str; 6] = ["Ansvar", "Konto", "Period", "Ver", "Text", "Belopp"];

    fn kind(row: &[&str]) -> RowKind {
        let fields = [Ansvar, Account, Period, Voucher, Text, Amount];
        let columns = Columns::of((0..).zip(fields).map(|(at, field)| (field, at)).collect());
        let kinds = RowKinds::new(&HEADER, &columns);
        let cell = |at: usize| row.get(at).copied().unwrap_or_default();
        let kind = kinds.of(cell, row.len());
        // The first look is only taken at rows with amount and period.
        let read = row.len() == 6 && row[2].parse::<u32>().is_ok() && row[5].parse::<u32>().is_ok();
        if read && kinds.is_plainly_posting(|at| cell(at).as_bytes(), row.len()) {
            assert_eq!(kind, RowKind::Posting, "{row:?}");
        }
        kind
    }

    #[test]
    fn postings_are_never_taken_for_anything_else() {
        for row in [
            ["1101", "4010", "202608", "A1", "Summa städ", "5"],
            ["1101", "4010", "202608", "", "Totalt städ", "5"],
            ["", "1910", "202600", "", "IB", "5"],
            ["1101", "", "202608", "A1", "utan konto", "5"],
            ["1101", "", "202608", "", "utan konto", "5"],
            ["1101", "4010", "202608", "A1", "utan belopp", ""],
            ["1101", "4010", "202608", "", "utan belopp", ""],
            ["1101", "4010", "", "", "utan period", "5"],
            ["Summering", "4010", "202608", "", "", "5"],
        ] {
            assert_eq!(kind(&row), RowKind::Posting, "{row:?}");
        }
    }

    #[test]
    fn totals_are_told_by_their_words_or_their_blanks() {
        for (row, whole) in [
            (["Summa 1101", "", "", "", "", "5"], false),
            (["Delsumma", "", "", "", "", "5"], false),
            (["1101", "Summa 4010 Städ", "202608", "", "", "5"], false),
            (["", "", "", "", "Summa enheten", "5"], false),
            (["", "", "", "", "", "5"], false),
            (["SUMMA", "", "", "", "", "5"], true),
            (["Totalt", "", "", "", "", "5"], true),
            (["Summa totalt:", "", "", "", "", "5"], true),
            (["", "Totalsumma", "", "", "", "5"], true),
        ] {
            assert_eq!(kind(&row), RowKind::Total { whole }, "{row:?}");
        }
    }

    #[test]
    fn headings_counts_and_texts_are_told_apart() {
        assert_eq!(kind(&HEADER), RowKind::Heading);
        for row in [
            ["Antal rader 1 234", "", "", "", "", ""],
            ["Antal rader:", "", "", "", "", "1234"],
            ["antal poster", "1234", "", "", "", ""],
        ] {
            assert_eq!(kind(&row), RowKind::Count(1234), "{row:?}");
        }
        for row in [
            &["Huvudbok", "", "", "Sida 2", "", ""][..1],
            &["Utskriven", "2026-09-01"],
            &["1101", "4010 Städ", "", "", "", ""],
            &["Antal enheter", "12"],
        ] {
            assert_eq!(kind(row), RowKind::Text, "{row:?}");
        }
    }
}
