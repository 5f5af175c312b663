//! Names as macOS writes them: å as a letter and a mark.

use uppfolj::source::xlsx::read_workbook;

use crate::package::{WORKBOOK, sheets, workbook};

#[test]
fn tabs_and_names_are_composed() {
    let apart = "A\u{30a}tga\u{308}rder";
    let names = format!(
        "</sheets><definedNames><definedName name=\"in_x\">'{apart}'!$A$1</definedName></definedNames>"
    );
    let book = sheets(&[(apart, "rId1")]).replace("</sheets>", &names);
    let read = read_workbook("a.xlsx", &workbook(&[(WORKBOOK, &book)])).expect("a workbook");
    assert_eq!(&*read.sheets[0].name, "Åtgärder");
    assert_eq!(read.sheets[0].cells.len(), 1, "the tab is found under the name it has in the file");
    assert_eq!(read.names, [("in_x".to_string(), "'Åtgärder'!$A$1".to_string())]);
}
