//! What a SIE file is cut into, whatever way it is written.

use super::read;
use crate::domain::money::Money;
use crate::domain::sie::SieFlaw;
use crate::finding::Unreadable;
use crate::raw::sie::SieRecord;
use proptest::prelude::{any, proptest};

fn cut(text: &str) -> (Vec<SieRecord>, Vec<(u32, SieFlaw)>) {
    let sie = read("a.se", text.as_bytes()).expect("a SIE file");
    (sie.records, sie.flaws)
}

#[test]
fn records_are_cut_with_blanks_tabs_quotes_and_lists() {
    let (records, flaws) = cut(
        "#FLAGGA 0\r\n\r\n#VER A  7 20200131 \"Skruv 5\\\" rör\"\n\t{\n  #TRANS\t4010 {1 \"31 0\" \"6\" 47} -12.50 \"\" \"Text\"\n}\n#FNR \"C:\\dir\\\"",
    );
    assert_eq!(flaws, []);
    assert_eq!(records.iter().map(SieRecord::line).collect::<Vec<_>>(), [1, 3, 5, 7]);
    assert_eq!(records[1].field(3), "Skruv 5\" rör");
    let row = &records[2];
    assert_eq!(
        (row.label(), row.field(0), row.field(1), row.field(2), row.field(3)),
        ("TRANS", "4010", "-12.50", "", "Text")
    );
    assert_eq!(row.objects().collect::<Vec<_>>(), [("1", "31 0"), ("6", "47")]);
    assert_eq!(row.voucher, Some(1));
    assert_eq!(records[3].field(0), "C:\\dir\\");
}

#[test]
fn rows_are_counted_as_they_are_cut() {
    let text = "#VER A 1 20200131 {\n#TRANS 1 {} 5.1\n#RTRANS 2 {} 7\n#TRANS 2 {} 7\n#BTRANS 3 {} 9\n#TRANS 4 {} -.05\n}\r\u{1a}";
    let sie = read("a.se", text.as_bytes()).expect("a SIE file");
    assert_eq!((sie.counted.rows, sie.counted.sum), (3, Money::from_ore(1205)));
    assert_eq!(sie.flaws, []);
}

#[test]
fn what_is_no_record_is_told_with_its_line() {
    let (_, flaws) = cut(
        "#FLAGGA 0\nskräp\n#KONTO 1 \"öppen\n#VER A 1 20200101\n{\n#TRANS 1 {1 5\n#TRANS 1 {1} 5\n#VER A 2 20200101\n}\n#TRANS 3 {} 1\n{\n#VER A 3 20200101\n{",
    );
    assert_eq!(
        flaws,
        [
            (2, SieFlaw::NoRecord { found: "skräp".into() }),
            (3, SieFlaw::OpenQuote),
            (6, SieFlaw::BrokenList),
            (7, SieFlaw::BrokenList),
            (4, SieFlaw::OpenVoucher),
            (9, SieFlaw::StrayBrace),
            (10, SieFlaw::Outside),
            (11, SieFlaw::StrayBrace),
            (12, SieFlaw::OpenVoucher),
        ]
    );
}

#[test]
fn what_is_no_sie_file_is_told_apart() {
    for (bytes, why) in [
        (b"".as_slice(), Unreadable::Empty),
        (b"<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>", Unreadable::WebPage),
        (b"Ansvar;Konto\n1;2\n", Unreadable::OtherFormat),
        (b"PK\x03\x04", Unreadable::OtherFormat),
    ] {
        assert_eq!(read("a.se", bytes), Err(why));
    }
}

proptest! {
    #[test]
    fn any_bytes_give_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300), text in "[#VERTANSPLDO{}\" \\\\\n\r0-9.-]{0,200}") {
        let _ = read("a", &bytes);
        let _ = read("a", text.as_bytes());
    }
}
