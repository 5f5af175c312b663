//! The cover of the sample's reports: logo, status in words, colour; and what is said of a logo or a colour that cannot be
//! used.

use std::fs;

use uppfolj::run::Task;
use uppfolj::write::pdf::{self, read_back::Element};

use crate::common::{month, output, run, sample, told};
use crate::registers::add;
use crate::runs::{interim, year};

#[test]
fn the_cover_shows_logo_status_and_registration_number() {
    let read = year().pdf();
    let cover: Vec<&str> = read.elements[..8]
        .iter()
        .map(|element| match element {
            Element::Figure(text) | Element::Paragraph(text) => text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    insta::assert_debug_snapshot!(cover, @r#"
    [
        "Logotyp för Grästorps kommun",
        "Grästorps kommun",
        "Årsredovisning – ekonomidel",
        "2020",
        "Till kommunfullmäktige",
        "EXEMPEL – delvis konstruerade uppgifter, inte kommunens handling",
        "Diarienummer EX 2021-0107",
        "Datum 2021-03-31",
    ]
    "#);
    assert_eq!(interim().document.status, "PRELIMINÄR");
}

/// A logo whose letters are of a typeface that the file does not carry.
const LETTERS: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 30'><rect width='9' height='9'/>\
                       <text y='20'>Kommun</text></svg>";

#[test]
fn what_cannot_be_used_is_told_and_the_report_is_written_without_it() {
    let folder = sample();
    fs::remove_file(folder.path().join("logotyp.png")).expect("the sample's logo");
    fs::write(folder.path().join("logotyp.svg"), LETTERS).expect("a logo");
    add(folder.path(), "Inställningar", &[("Nyckel", "accentfärg"), ("Värde", "#E0672D")]);
    let outcome = run(folder.path(), Task::Report(month("2020-12")));
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    let told = told(&outcome);
    let of = |code: &str| {
        told.iter().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{told:#?}")).as_str()
    };
    insta::assert_snapshot!(of("A60"), @"
    varning A60 logotyp.svg: Logotypen innehåller text som inte är gjord till konturer och trycks inte. Väntat: en SVG-fil med bara linjer och ytor i hela färger.
        Gör så: Öppna filen i ett ritprogram: gör om texten till konturer. Spara den som vanlig SVG. Går det inte, exportera den som PNG med minst 1 000 bildpunkters bredd och spara den som logotyp.png i stället. Till dess skrivs rapporterna utan logotyp.
    ");
    insta::assert_snapshot!(of("R50"), @"
    varning R50 grunddata/installningar.csv rad 19, kolumn Värde: Färgen #E0672D är för ljus för text: kontrasten är 3,41:1 mot vitt och 3,05:1 mot färgens egen toning. Väntat: minst 4,50:1 mot båda, som tillgänglighetskraven (WCAG 2.1, 1.4.3) säger.
        Gör så: Skriv #B05123, som är samma färg och nätt och jämnt mörk nog, eller en mörkare. Till dess används programmets egen färg.
    ");
    let read = pdf::read_back(&output(&folder.path().join("rapporter/2020-12"), "Årsredovisning", ".pdf"));
    let first = &read.expect("a PDF").elements[0];
    assert_eq!(*first, Element::Paragraph("Grästorps kommun".to_string()));
}

#[test]
fn a_colour_that_is_none_stops_the_run_at_its_cell() {
    let folder = sample();
    add(folder.path(), "Inställningar", &[("Nyckel", "accentfärg"), ("Värde", "kommunblå")]);
    let outcome = run(folder.path(), Task::Report(month("2020-12")));
    assert_eq!(outcome.exit.code(), 1);
    let told = told(&outcome);
    assert!(told.iter().any(|line| line.contains("R05") && line.contains("#0B4F6C")), "{told:#?}");
}
