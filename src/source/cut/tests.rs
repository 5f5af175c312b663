//! The two readers are proved equal: on whatever text, in pieces however small, the records are those of the strict reader
//! alone over the whole text.

use super::Cutter;
use crate::raw::{Batch, Encoding};
use proptest::prelude::{prop_assert_eq, proptest};

type Rows = Vec<(u32, Vec<String>)>;

/// `Err` holds the line whose quote swallows others.
fn cut(text: &str, piece: usize) -> Result<Rows, u32> {
    let mut cutter = Cutter::new(b';');
    let (mut rows, mut rest, mut line) = (Rows::new(), Vec::new(), 1);
    let mut pieces = text.as_bytes().chunks(piece).chain([[].as_slice()]).peekable();
    while let Some(piece) = pieces.next() {
        let mut batch = Batch::default();
        let mut bytes = batch.begin(&"a.csv".into(), 0, Encoding::Utf8, line);
        bytes.append(&mut rest);
        bytes.extend_from_slice(piece);
        let last = pieces.peek().is_none();
        line += cutter.cut(bytes, last, &mut batch, &mut rest).map_err(|after| line + after)?;
        rows.extend(
            batch.records().map(|record| (record.line(), record.texts().map(String::from).collect())),
        );
    }
    assert!(rest.is_empty(), "something is left: {rest:?}");
    Ok(rows)
}

/// The strict reader over the whole text, without the rows that say nothing.
fn strict(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|record| record.expect("text").iter().map(str::to_string).collect());
    rows.filter(|row: &Vec<String>| !row.iter().all(|field| field.trim_matches([' ', '"']).is_empty()))
        .collect()
}

fn fields(rows: Rows) -> Vec<Vec<String>> {
    rows.into_iter()
        .map(|(_, fields)| fields)
        .filter(|row| !row.iter().all(|field| field.trim_matches([' ', '"']).is_empty()))
        .collect()
}

fn row(line: u32, fields: &[&str]) -> (u32, Vec<String>) {
    (line, fields.iter().map(|field| field.to_string()).collect())
}

#[test]
fn a_quote_inside_a_text_is_a_letter() {
    let text = "a;b;c\r\n1;5\" rör;2\r\n3;\"x \"\"y\"\"; z\";4\r\n\r\n;;\r\n5;\"två\r\nrader\";6\r\n7;8;9";
    let expected = vec![
        row(1, &["a", "b", "c"]),
        row(2, &["1", "5\" rör", "2"]),
        row(3, &["3", "x \"y\"; z", "4"]),
        row(6, &["5", "två\r\nrader", "6"]),
        row(8, &["7", "8", "9"]),
    ];
    for piece in 1..text.len() + 1 {
        assert_eq!(cut(text, piece), Ok(expected.clone()), "pieces of {piece}");
    }
}

#[test]
fn a_line_may_end_with_any_of_three() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a;b", "c;\"d\"", "e;f"].join(end);
        let expected = vec![row(1, &["a", "b"]), row(2, &["c", "d"]), row(3, &["e", "f"])];
        for piece in 1..text.len() + 1 {
            assert_eq!(cut(&text, piece), Ok(expected.clone()), "{end:?} in pieces of {piece}");
        }
    }
}

#[test]
fn a_quote_that_swallows_rows_is_told_with_its_line() {
    for (text, line) in [
        ("a;b;c\n1;\"5;2\n3;4;5\n", 2),
        ("a;b;c\n1;\"5 rör;2\n3;\"x\";5\n6;7;8\n", 2),
        ("a;b;c\n1;2;3\n4;\"5;2\n3;4;5\n6;\"7\";8\n", 3),
        ("a;b;c\n1;5\" rör;2\n4;\"5;2\n3;4;5\n", 3),
    ] {
        for piece in 1..text.len() + 1 {
            assert_eq!(cut(text, piece), Err(line), "{text:?} in pieces of {piece}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_cut_as_the_strict_reader_cuts_it(text in "([ab\"; ]|\r\n|\n|\r|\"\"|;\"|\";){0,60}", piece in 1_usize..70) {
        if let Ok(rows) = cut(&text, piece) {
            prop_assert_eq!(fields(rows), strict(&text));
        }
    }

    #[test]
    fn regular_text_is_never_refused(
        rows in proptest::collection::vec(proptest::collection::vec("[a-zå\" ]{0,6}", 4), 1..20),
        piece in 1_usize..200,
    ) {
        let quoted = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(";");
        let text: String = rows.iter().map(|row| line(row) + "\r\n").collect();
        prop_assert_eq!(cut(&text, piece).map(fields), Ok(strict(&text)));
    }
}
