//! The sample's answers, which LibreOffice saved: each is marked on every sheet that a person sees.

use std::fs;

use uppfolj::write::marked::Mark;

use crate::package;
use crate::workbook::{assert_no_trace, marked, read};

#[test]
fn every_answer_of_the_sample_is_marked_and_reads_as_before() {
    let folder = fs::read_dir("samples/grastorp/inkommet/2020-08").expect("the answers");
    let mut files = 0;
    for entry in folder {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "xlsx") {
            continue;
        }
        files += 1;
        let before = fs::read(&path).expect("its bytes");
        let book = read(&before);
        let seen = book.sheets.iter().filter(|sheet| !sheet.hidden);
        let marks: Vec<Mark> = seen
            .flat_map(|sheet| {
                let cells = sheet.cells.keys().enumerate().filter(|(at, _)| at % 7 == 0);
                cells.map(|(at, (row, column))| Mark {
                    sheet: sheet.name.to_string(),
                    row: *row,
                    column: *column,
                    fault: at % 2 == 0,
                    text: format!("Mening {at} om cellen."),
                    format: None,
                    with: Vec::new(),
                })
            })
            .collect();
        assert!(marks.len() > 10, "{}", path.display());
        let after = marked(&before, &marks);
        assert_eq!(read(&after), book, "{}", path.display());
        let (old, new) = (package::packed(&before), package::packed(&after));
        for part in
            ["xl/workbook.xml", "xl/sharedStrings.xml", "docProps/custom.xml", "xl/_rels/workbook.xml.rels"]
        {
            assert_eq!(old[part], new[part], "{part}");
        }
        let cleaned = marked(&after, &[]);
        assert_no_trace(&cleaned);
        assert_eq!(package::names(&cleaned), package::names(&before));
    }
    assert!(files > 20, "{files} answers");
}
