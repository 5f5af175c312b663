//! What is seen of exports as systems write them.

use super::{column_sums, look};
use crate::domain::money::Money;
use crate::domain::settings::{ExportField, SignContract};
use crate::raw::{RawGrid, RawText};

fn grid(text: &str) -> RawGrid {
    RawGrid::of_text(&RawText::of_template("a.csv", text))
}

#[test]
fn a_report_with_titles_and_totals_is_seen_through() {
    let seen = look(&grid(
        "Huvudbok Jan–Aug 2026\nUtskriven 2026-09-01\nAnsv;Kostnadsställe;Kontonr;Period;Ver.nr;Saldo\n\
         x;1101;5010 Lön;202601;A1;1 234,50\nx;1101;3010;202602;A2;-2 000,00\n;;1910;202602;A2;765,50\n\
         Totalt;;;;;0,00\n",
    ))
    .expect("a table");
    assert_eq!(seen.header, 3);
    assert_eq!(seen.heading(ExportField::Ansvar), Some("Kostnadsställe"));
    assert_eq!(seen.heading(ExportField::Amount), Some("Saldo"));
    let writing = seen.writing.expect("amounts");
    assert_eq!((writing.contract.decimal_mark, writing.contract.thousands_mark), (',', Some(' ')));
    assert_eq!((writing.refused, writing.other), (0, None));
    assert_eq!(seen.sign, Some(SignContract::DebitPositive));
    assert_eq!((seen.postings.rows, seen.left_out, seen.unread), (3, 1, 0));
    assert_eq!(seen.postings.net(), Money::ZERO);
    assert!(seen.accounts.contains("5010") && seen.vouched);
}

#[test]
fn debit_and_credit_in_two_columns_are_one_amount() {
    let seen = look(&grid(
        "Kst;Konto;Period;Ver;Debet;Kredit\n1101;5010;202601;A1;1 234,50;\n;1910;202601;A1;0,00;1 234,50\n",
    ))
    .expect("a table");
    assert_eq!((seen.postings.rows, seen.unread), (2, 0));
    assert_eq!(seen.by_class[&'5'], Money::from_ore(123_450));
    assert!(seen.has(ExportField::Amount) && seen.heading(ExportField::Credit) == Some("Kredit"));
}

#[test]
fn what_the_file_does_not_decide_is_undecided() {
    let seen = look(&grid("Konto;Period;Belopp\n4010;202601;57,957\n4010;202601;12,345\n")).expect("a table");
    let writing = seen.writing.expect("amounts");
    assert_eq!(writing.contract.decimals, 6, "three decimals are read only by a contract that has them");
    assert_eq!(seen.sign, None);
    let points = look(&grid("Konto;Period;Belopp\n4010;2601;1.234,50\n4010;2602;5-\n")).expect("a table");
    assert!(points.short_years);
    assert_eq!(points.writing.expect("amounts").contract.thousands_mark, Some('.'));
}

#[test]
fn only_columns_of_numbers_are_summed() {
    let (rows, sums) = column_sums(&grid("Namn;Antal;Blandat\na;1,5;1\nb;2;x\nc;;3\n"));
    let shown: Vec<String> = sums.iter().map(|(name, sum)| format!("{name} {sum}")).collect();
    assert_eq!((rows, shown), (3, vec!["Antal 3.5".to_string()]));
}
