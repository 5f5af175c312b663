//! Notes that stand in the sheet before it is marked.

use crate::package;
use crate::workbook::{BOXES, NOTES, fault, marked, noted, notes, warning};

#[test]
fn a_persons_notes_stay_and_one_in_the_same_cell_is_continued() {
    let before = noted();
    let after =
        marked(&before, &[fault("Ekonomi", 3, 3, "Skriv ett belopp."), warning("Ekonomi", 7, 3, "Tolkad.")]);
    let said = notes(&after, NOTES);
    assert_eq!(said.len(), 3);
    assert_eq!(said["F9"], "En annan");
    assert_eq!(said["C3"], "Min egen\nanteckning <1>\n–––––\nFEL: Skriv ett belopp.\n– Svarskontrollen");
    assert_eq!(said["C7"], "VARNING: Tolkad.\n– Svarskontrollen");
    let boxes = package::text(&after, BOXES);
    assert_eq!(boxes.matches("<v:shape ").count(), 3, "no second box for C3");
    let authors = package::text(&after, NOTES);
    assert!(authors.contains("<author>Anna</author><author>Svarskontrollen</author>"), "{authors}");
}

#[test]
fn the_box_of_a_note_that_grew_takes_its_old_size_again() {
    let before = noted();
    let after = marked(&before, &[fault("Ekonomi", 3, 3, &"Skriv ett belopp. ".repeat(9))]);
    assert_ne!(package::text(&after, BOXES), package::text(&before, BOXES));
    let cleaned = marked(&after, &[]);
    assert_eq!(package::text(&cleaned, BOXES), package::text(&before, BOXES));
    assert_eq!(notes(&cleaned, NOTES), notes(&before, NOTES));
}

#[test]
fn an_answer_that_a_person_typed_in_our_note_is_kept() {
    let after = marked(&noted(), &[fault("Ekonomi", 7, 3, "Skriv ett belopp.")]);
    let answered = package::edit(&after, NOTES, |text| {
        text.replace("– Svarskontrollen", "– Svarskontrollen\nJag rättar.")
    });
    let cleaned = marked(&answered, &[]);
    assert_eq!(notes(&cleaned, NOTES)["C7"], "Jag rättar.");
    assert_eq!(package::text(&cleaned, BOXES).matches("<v:shape ").count(), 3);
}

#[test]
fn threaded_comments_lie_where_they_lay() {
    let rels = "xl/worksheets/_rels/sheet1.xml.rels";
    let threads = "xl/threadedComments/threadedComment1.xml";
    let before = package::edit(&noted(), rels, |text| {
        let kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment";
        let one = format!(
            "<Relationship Id=\"rId9\" Type=\"{kind}\" Target=\"../threadedComments/threadedComment1.xml\"/>"
        );
        text.replace("</Relationships>", &format!("{one}</Relationships>"))
    });
    let before = package::with_part(&before, threads, "<ThreadedComments/>");
    let after = marked(&before, &[fault("Ekonomi", 3, 3, "a")]);
    assert_eq!(package::packed(&after)[threads], package::packed(&before)[threads]);
    assert_eq!(package::packed(&after)[rels], package::packed(&before)[rels], "the part of notes was there");
}
