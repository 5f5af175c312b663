//! Volumes and staff: their sums and costs, the section that the law asks for, and registers that cannot be used.

use std::fs;
use std::path::Path;

use uppfolj::write::pdf;
use uppfolj::write::pdf::read_back::{CellRead, Element, ReadBack};

use crate::common::{output, report, sample, told, without_table};
use crate::planted::set;

/// Replaces a register with these rows.
pub fn with(folder: &Path, table: &str, file: &str, heads: &str, rows: &[&str]) {
    without_table(folder, table);
    fs::create_dir_all(folder.join("grunddata")).expect("the folder");
    let text = format!("{heads}\n{}\n", rows.join("\n"));
    fs::write(folder.join(format!("grunddata/{file}.csv")), text).expect("the register");
}

fn pages(folder: &Path, period: &str, start: &str) -> ReadBack {
    let (_, outputs) = report(folder, period);
    pdf::read_back(&output(&outputs, start, ".pdf")).expect("the PDF")
}

/// The rows of the PDF's tables of a caption, as they are printed.
fn printed(read: &ReadBack, caption: &str) -> Vec<String> {
    let cells = |row: &Vec<CellRead>| {
        row.iter().map(|cell| cell.text.replace('\u{a0}', " ")).collect::<Vec<_>>().join("|")
    };
    let own = read.tables().filter(|table| table.caption.starts_with(caption));
    own.flat_map(|table| table.rows[1..].iter().map(cells)).collect()
}

fn has(rows: &[String], expected: &[&str]) {
    for row in expected {
        assert!(rows.iter().any(|own| own == row), "{row} is not in {rows:#?}");
    }
}

#[test]
fn quantities_are_added_up_and_have_their_costs() {
    let folder = sample();
    let read = pages(folder.path(), "2020-08", "Delårsrapport");
    // 394 + 259 pupils budgeted, 401 + 266 now.
    has(
        &printed(&read, "Volymer och personal"),
        &[
            "Elever i grundskolan, summa av 2 enheter i Bildningsverksamhet|antal|653|||667|667||",
            "Årsarbetare, summa av 3 enheter i Bildningsverksamhet|antal|159,5|||159,5|159,5||",
        ],
    );
    let costs = printed(&read, "Kostnad per volym");
    // Nya Centralskolan's budget is 53 234,5 tkr; by 394 pupils that is 135 113 kr.
    has(
        &costs,
        &[
            "Elever i grundskolan, Nya Centralskolan|Nettokostnad|394|135 113|401|89 468|401|132 549",
            "Årsarbetare, Hemtjänst|Personalkostnad|46,5|453 752|44,5|311 784|44,5|464 494",
        ],
    );
    // A verksamhet whose other units do not measure the volume has no cost for it, nor has a share of something.
    assert!(!costs.iter().any(|row| row.contains("summa") || row.starts_with("Sjukfrånvaro")), "{costs:#?}");
    let staff = printed(&read, "Personalkostnader och årsarbetare");
    has(
        &staff,
        &[
            "Nya Centralskolan|−38 287|−25 872|−26 131|−259|−38 580|−293|65,0|66,0|66,0",
            "Bildningsverksamhet|−102 111|−68 964|−69 063|−99|−102 590|−479|||",
            "Summa personalkostnader|−263 204|−177 720|−175 964|+1 756|−263 702|−498|||",
        ],
    );
}

#[test]
fn a_verksamhet_whose_units_all_measure_a_volume_has_its_cost_and_its_man_years() {
    let folder = sample();
    for unit in ["340", "350", "360", "370", "380"] {
        set(folder.path(), "Organisation", unit, "Överordnad", "200");
    }
    let read = pages(folder.path(), "2020-12", "Årsredovisning");
    // 65,8 + 53,2 + 40,8 årsarbetare of 65,0 + 53,5 + 41,0.
    let staff = printed(&read, "Personalkostnader och årsarbetare");
    let row = staff.iter().find(|row| row.starts_with("Bildningsverksamhet")).expect("the row");
    assert!(row.ends_with("|159,5|159,8"), "{row}");
    let costs = printed(&read, "Kostnad per volym");
    let row = costs.iter().find(|row| row.starts_with("Årsarbetare, summa Bildnings")).expect("the row");
    assert!(
        row.starts_with("Årsarbetare, summa Bildningsverksamhet|Personalkostnad|159,5|530 100|159,8|"),
        "{row}"
    );
}

fn said(read: &ReadBack) -> String {
    let paragraph = |element: &Element| match element {
        Element::Paragraph(text) => Some(text.replace('\u{a0}', " ")),
        _ => None,
    };
    read.elements.iter().filter_map(paragraph).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_law_s_words_and_parts_are_there_or_told_to_be_missing() {
    let folder = sample();
    let heads = "Del;Mått";
    with(folder.path(), "Sjukfrånvaro", "sjukfranvaro", heads, &["total;M24", "29 år eller yngre;P03"]);
    let read = pages(folder.path(), "2020-12", "Årsredovisning");
    assert!(said(&read).contains("Antalet årsarbetare är i stort sett oförändrat."));
    // P03 stands for eight persons.
    assert_eq!(
        printed(&read, "Sjukfrånvaro"),
        [
            "Total sjukfrånvaro, andel av ordinarie arbetstid|7,3 %|6,1 %|2019-12",
            "varav frånvaro 60 dagar eller mer i följd, andel av sjukfrånvaron|Saknas||",
            "Kvinnor|Saknas||",
            "Män|Saknas||",
            "29 år eller yngre|Visas inte||",
            "30–49 år|Saknas||",
            "50 år eller äldre|Saknas||",
        ]
    );
    for table in ["Texter", "Personalkostnad", "Volymkostnad"] {
        without_table(folder.path(), table);
    }
    let read = pages(folder.path(), "2020-12", "Årsredovisning");
    assert!(
        said(&read)
            .contains("Text saknas: väsentliga personalförhållanden ska beskrivas (2018:597, 11 kap. 5 §).")
    );
    for caption in ["Personalkostnader", "Kostnad per volym"] {
        assert!(printed(&read, caption).is_empty(), "{caption}");
    }
}

#[test]
fn what_the_registers_cannot_mean_is_told_at_its_cell() {
    let folder = sample();
    with(
        folder.path(),
        "Volymkostnad",
        "volymkostnad",
        "Mått;Underlag",
        &[
            "V01;nettokostnad",
            "V99;kostnad",
            "M05;nettokostnad",
            "P01;personalkostnad",
            "V02;personalkostnad",
            "V01;kostnad",
            "V04;avskrivning",
        ],
    );
    with(
        folder.path(),
        "Personalkostnad",
        "personalkostnad",
        "Kostnadsslag",
        &["Personalkostnader", "Löner"],
    );
    with(folder.path(), "Sjukfrånvaro", "sjukfranvaro", "Del;Mått", &["totalt;M24", "kvinnor;P99"]);
    let (outcome, outputs) = report(folder.path(), "2020-12");
    assert!(!outputs.exists());
    let found = told(&outcome);
    for start in [
        "fel R07 grunddata/volymkostnad.csv rad 3, kolumn Mått",
        "fel R46 grunddata/volymkostnad.csv rad 4, kolumn Mått",
        "fel R47 grunddata/volymkostnad.csv rad 6, kolumn Underlag",
        "fel R06 grunddata/volymkostnad.csv rad 7",
        "fel R05 grunddata/volymkostnad.csv rad 8, kolumn Underlag",
        "fel R07 grunddata/personalkostnad.csv rad 3, kolumn Kostnadsslag",
        "fel R05 grunddata/sjukfranvaro.csv rad 2, kolumn Del",
        "fel R07 grunddata/sjukfranvaro.csv rad 3, kolumn Mått",
    ] {
        assert!(found.iter().any(|line| line.starts_with(start)), "{start}: {found:#?}");
    }
}
