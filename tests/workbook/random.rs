//! Any text a person can paste and any amount the program can read comes back from the finished bytes as it was.

use proptest::prelude::*;

use uppfolj::doc::{Block, Cell, Document, Figure};
use uppfolj::domain::money::Money;
use uppfolj::domain::query::Query;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::workbook::read_back::check;
use uppfolj::write::workbook::write;

use crate::document::{all_kinds, table_mut};

fn pasted() -> impl Strategy<Value = String> {
    prop_oneof![
        ".*",
        "[ -~åäö\n\r\t]{0,60}",
        "[=+@-][ -~]{0,10}",
        "_x[0-9A-F]{4}_[a-z]{0,3}",
        "[ \u{a0}\n]{0,3}[a-z&<>\"']{0,5}[ \u{a0}\n]{0,3}",
        "[0-9]{1,20}",
        "[\u{0}-\u{1f}\u{7f}\u{fffe}]{0,3}[a-z]{0,3}",
    ]
}

fn with(text: &str, ore: i128) -> Document {
    let mut document = all_kinds();
    let table = table_mut(&mut document, "celler");
    table.rows[2].cells[1] = Cell::Text(text.to_string());
    table.rows[2].cells[0] = Cell::Text(format!("rad {text}"));
    table.rows[0].cells[4] =
        Cell::Amount(Figure { value: Money::from_ore(ore), query: Query::sum(Vec::new()), formula: None });
    table.rows[4].cells[4] = Cell::Empty;
    table.notes = vec![text.to_string()];
    document.sections[1].blocks.push(Block::List(vec![text.to_string()]));
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn texts_and_amounts_come_back(text in pasted(), ore in -999_999_999_999_999_i128..=999_999_999_999_999) {
        let document = with(&text, ore);
        let bytes = write(&document).expect("writable");
        let book = read_workbook("prov.xlsx", &bytes).expect("readable");
        prop_assert_eq!(check(&book, &document), []);
    }
}
