//! Faults in grunddata and the statement layouts: one altered cell, row or table, and the lines that tell it.

use std::collections::BTreeMap;

use crate::base::{Grunddata, lines, text};
use uppfolj::raw::{RawRegisters, RawSheet, RawText, RawValue, RawWorkbook};
use uppfolj::register;

fn read(raw: &RawRegisters) -> Vec<String> {
    let (registers, findings) = register::read(raw);
    assert_eq!(registers.is_none(), findings.has_fault(), "a fault and no registers, or the other way round");
    lines(&findings)
}

/// Reads the altered starter tables; the lines of all findings, one below the other.
fn found(alter: impl FnOnce(&mut Grunddata)) -> String {
    let mut grunddata = Grunddata::starter();
    alter(&mut grunddata);
    read(&grunddata.raw()).join("\n")
}

/// One cell set; rows are found by another cell of the row.
fn set(table: &str, key: (&str, &str), column: &str, value: &str) -> String {
    found(|grunddata| {
        let line = grunddata.line_of(table, key.0, key.1);
        grunddata.set(table, line, column, value);
    })
}

#[test]
fn the_starter_tables_have_no_fault() {
    assert_eq!(found(|_| {}), "");
}

#[test]
fn tables_and_columns_are_found_by_name_or_named() {
    assert_eq!(
        found(|grunddata| {
            grunddata.remove("Konton").remove("Tidplan");
        }),
        "fel R01 mappen: Tabellen Konton saknas. Väntat: en flik som heter Konton i grunddata.xlsx, eller filen \
         grunddata/Konton.csv.\n\
         fel R01 mappen: Tabellen Tidplan saknas. Väntat: en flik som heter Tidplan i grunddata.xlsx, eller filen \
         grunddata/Tidplan.csv."
    );
    assert_eq!(
        found(|grunddata| {
            let header = &mut grunddata.table("Organisation")[0];
            header[1] = "Nman".into();
            header[2] = "Nivaa".into();
        }),
        "fel R02 grunddata/Organisation.csv rad 1: Tabellen Organisation saknar kolumnerna Namn och Nivå. Väntat: en \
         rubrikrad med alla kolumner som behövs.\n\
         varning R03 grunddata/Organisation.csv rad 1, kolumn Nivaa: Kolumnen ”Nivaa” hör inte till tabellen \
         Organisation och läses inte. Väntat: bara kolumner som tabellen har.\n\
         varning R03 grunddata/Organisation.csv rad 1, kolumn Nman: Kolumnen ”Nman” hör inte till tabellen \
         Organisation och läses inte. Väntat: bara kolumner som tabellen har."
    );
    assert_eq!(
        found(|grunddata| {
            let twin = grunddata.table("Tidplan").clone();
            grunddata.0.push(("tidplan".into(), twin));
            grunddata.0.push(("Blad1".into(), vec![vec!["x".into()]]));
        }),
        "fel R13 grunddata/tidplan.csv: Tabellen Tidplan finns också i grunddata/Tidplan.csv. Väntat: varje tabell på \
         ett enda ställe.\n\
         varning R14 grunddata/Blad1.csv: ”Blad1” är ingen av grunddatas tabeller och läses inte. Väntat: flikar och \
         filer som heter som tabellerna."
    );
}

#[test]
fn cells_are_told_with_what_they_should_hold() {
    assert_eq!(
        set("Organisation", ("Kod", "110"), "Namn", ""),
        "fel R04 grunddata/Organisation.csv rad 5, kolumn Namn: Cellen i kolumnen Namn är tom. Väntat: ett värde på \
         varje rad i tabellen Organisation."
    );
    let wrong = |table: &str, key, column: &str, value: &str| {
        let told = set(table, key, column, value);
        let (before, expected) = told.split_once(" Väntat: ").unwrap_or((&told, ""));
        assert!(before.starts_with("fel R05 ") && before.contains(&format!("står ”{value}”")), "{told}");
        expected.to_string()
    };
    let unit = ("Kod", "110");
    for (table, key, column, value, expected) in [
        (
            "Organisation",
            unit,
            "Ansvar",
            "1199-1100",
            "koder och kodintervall av samma längd, till exempel 4010-4019; 4030.",
        ),
        ("Organisation", unit, "Giltig från", "1 maj", "ett datum, till exempel 2020-08-31."),
        ("Organisation", unit, "Anslagsnivå", "kanske", "ja eller nej."),
        ("Organisation", unit, "Mall", "egen", "ett av orden enhet, ekonomi."),
        ("Organisation", unit, "Kod", "1 10", "en kod utan mellanslag."),
        ("Konton", ("Från", "7900"), "Från år", "20", "ett årtal, till exempel 2020."),
        (
            "Konton",
            ("Från", "7900"),
            "Till",
            "7899",
            "koder och kodintervall av samma längd, till exempel 4010-4019; 4030.",
        ),
        ("Profiler", ("Profil", "lön"), "Mar", "-1", "ett heltal från noll och uppåt."),
        ("Finansiella mål", ("Mål", "F1"), "Gräns", "2.5", "ett tal, till exempel 12,5."),
        ("Tidplan", ("Period", "2027-08"), "Period", "augusti", "en månad, till exempel 2020-08."),
        (
            "Inställningar",
            ("Nyckel", "kommentargräns_kr"),
            "Värde",
            "100 tkr",
            "ett belopp i kronor med högst två decimaler, till exempel -1 234,50.",
        ),
        (
            "Inställningar",
            ("Nyckel", "bedömningsskala"),
            "Värde",
            "god=rund",
            "ord och tecken som ord=tecken med semikolon mellan, varje ord en gång; tecknen är full, halv, tom, \
             streck och fråga.",
        ),
        ("Exporter", ("Kolumn", "komma"), "Kolumn", ",.", "ett av orden komma, punkt."),
        (
            "Exporter",
            ("Kolumn", "semikolon"),
            "Kolumn",
            ";;",
            "ett enda tecken, eller ordet semikolon, komma, punkt, tabb, mellanslag eller inget.",
        ),
        (
            "Exporter",
            ("Kolumn", "mellanslag"),
            "Kolumn",
            "komma",
            "ett av orden mellanslag, punkt, apostrof, inget.",
        ),
        ("Exporter", ("Kolumn", "debet plus"), "Kolumn", "plus", "ett av orden debet plus, intäkt plus."),
    ] {
        let told = wrong(table, key, column, value);
        assert_eq!(told.lines().next(), Some(expected), "{table} {column}");
    }
    let weightless = found(|grunddata| {
        let line = grunddata.line_of("Profiler", "Profil", "lön");
        for column in 1..13 {
            grunddata.table("Profiler")[line - 1][column] = "0".into();
        }
    });
    assert!(weightless.ends_with("Väntat: minst en vikt större än noll."), "{weightless}");
    let period = found(|grunddata| {
        grunddata.add("Kontrollsummor", &[("Fil", "a.csv"), ("Period", "2020-01")]);
    });
    assert!(period.contains("R05 grunddata/Kontrollsummor.csv rad 2, kolumn Period"), "{period}");
}

#[test]
fn keys_references_and_ranges_are_checked_across_rows() {
    assert_eq!(
        set("Organisation", ("Kod", "120"), "Kod", "110"),
        "fel R06 grunddata/Organisation.csv rad 6, kolumn Kod: ”110” finns redan på rad 5 i tabellen Organisation. \
         Väntat: varje rad en gång."
    );
    let twice = found(|grunddata| {
        grunddata.add("Exporter", &[("Profil", "huvudbok"), ("Fält", "belopp"), ("Kolumn", "Kr")]);
    });
    assert!(twice.contains("”huvudbok belopp” finns redan"), "{twice}");
    assert_eq!(
        found(|grunddata| {
            grunddata.add("Mål", &[("Mål", "G1"), ("Perspektiv", "X"), ("Fokusområde", "F"), ("Text", "T")]);
        }),
        "fel R07 grunddata/Mål.csv rad 2, kolumn Perspektiv: ”X” i kolumnen Perspektiv i tabellen Mål finns inte i \
         Perspektiv. Väntat: ett värde som finns i Perspektiv: EK, MA, ME, VE."
    );
    assert_eq!(
        set("Organisation", ("Kod", "120"), "Ansvar", "1200-1299; 1150"),
        "fel R08 grunddata/Organisation.csv rad 6, kolumn Ansvar: Koderna 1150 täcks redan av rad 5 i tabellen \
         Organisation. Väntat: att varje kod hör till en enda rad vid samma tid."
    );
    let moved = found(|grunddata| {
        let (from, to) = (grunddata.line_of("Organisation", "Kod", "110"), 6);
        grunddata.set("Organisation", from, "Giltig till", "2027-06-30");
        grunddata.set("Organisation", to, "Giltig från", "2027-07-01").set(
            "Organisation",
            to,
            "Ansvar",
            "1100-1199",
        );
    });
    assert_eq!(moved, "", "the same ansvar at different times");
    assert_eq!(
        set("Konton", ("Från", "7900"), "Från", "7850"),
        format!(
            "fel R08 grunddata/Konton.csv rad {}, kolumn Från: Koderna 7850-7999 täcks redan av rad {} i tabellen \
             Konton. Väntat: att varje kod hör till en enda rad vid samma tid.",
            Grunddata::starter().line_of("Konton", "Från", "7900"),
            Grunddata::starter().line_of("Konton", "Från", "6200"),
        )
    );
    let split_by_year = found(|grunddata| {
        let line = grunddata.line_of("Konton", "Från", "7900");
        grunddata.set("Konton", line, "Till år", "2025");
        grunddata.add("Konton", &[("Från", "7900"), ("Till", "7999"), ("Rad", "AVS"), ("Från år", "2026")]);
    });
    assert_eq!(split_by_year, "", "the same accounts in different years");
}

#[test]
fn the_organisation_is_one_tree() {
    assert_eq!(
        set("Organisation", ("Kod", "11"), "Överordnad", "110"),
        "fel R10 grunddata/Organisation.csv rad 4, kolumn Överordnad: Raderna 11 och 110 i tabellen Organisation är \
         överordnade varandra i en ring. Väntat: ett träd där varje rad till slut leder till den översta."
    );
    assert_eq!(
        set("Organisation", ("Kod", "10"), "Överordnad", ""),
        "fel R15 grunddata/Organisation.csv rad 3, kolumn Överordnad: Flera rader i tabellen Organisation är överst: \
         1 och 10. Väntat: en enda rad med tom Överordnad: kommunen."
    );
    assert_eq!(
        found(|grunddata| {
            grunddata.set("Organisation", 5, "Giltig från", "2027-07-01").set(
                "Organisation",
                5,
                "Giltig till",
                "2027-06-30",
            );
        }),
        "fel R16 grunddata/Organisation.csv rad 5, kolumn Giltig till: Raden i tabellen Organisation gäller från \
         2027-07-01 men till 2027-06-30. Väntat: ett slut som inte ligger före början."
    );
}

#[test]
fn accounts_stand_on_lines_that_exist() {
    let line = Grunddata::starter().line_of("Konton", "Från", "7900");
    assert_eq!(
        set("Konton", ("Från", "7900"), "Rad", "AVSK"),
        format!(
            "fel R07 grunddata/Konton.csv rad {line}, kolumn Rad: ”AVSK” i kolumnen Rad i tabellen Konton finns inte i \
             uppställningarna. Väntat: ett värde som finns i uppställningarna."
        )
    );
    let told = set("Konton", ("Från", "7900"), "Kostnadsslag", "Personal");
    assert!(
        told.starts_with(&format!("fel R11 grunddata/Konton.csv rad {line}, kolumn Kostnadsslag:")),
        "{told}"
    );
}

#[test]
fn settings_and_contracts_are_whole() {
    let without = |key: &str| {
        found(|grunddata| {
            let line = grunddata.line_of("Inställningar", "Nyckel", key);
            grunddata.table("Inställningar").remove(line - 1);
        })
    };
    assert_eq!(without("minsta_grupp"), "", "a missing setting takes its default");
    assert_eq!(
        without("kommun"),
        "fel R18 grunddata/Inställningar.csv: Inställningen kommun saknas. Väntat: en rad för inställningen; den har \
         inget förval."
    );
    let told = set("Inställningar", ("Nyckel", "exempel"), "Nyckel", "exemple");
    assert!(told.starts_with("fel R05 grunddata/Inställningar.csv rad 3, kolumn Nyckel"), "{told}");
    let told = set("Inställningar", ("Nyckel", "eliminering_enhet"), "Värde", "99");
    assert!(told.starts_with("fel R07 grunddata/Inställningar.csv rad 11, kolumn Värde"), "{told}");
    let told = found(|grunddata| {
        grunddata
            .table("Exporter")
            .retain(|row| !(row[0] == "huvudbok" && ["konto", "belopp"].contains(&row[1].as_str())));
    });
    assert_eq!(
        told,
        "fel R12 grunddata/Exporter.csv: Profilen huvudbok i tabellen Exporter saknar fälten konto och belopp. \
         Väntat: en rad för varje fält som profilen måste ha."
    );
}

#[test]
fn ratings_are_words_of_the_scale() {
    let told = found(|grunddata| {
        grunddata.add("Mål", &[("Mål", "G1"), ("Perspektiv", "ME"), ("Fokusområde", "F"), ("Text", "T")]);
        grunddata.add("Bedömningar", &[("Mål", "G1"), ("Period", "2027-08"), ("Bedömning", "Utmärkt")]);
    });
    assert_eq!(
        told,
        "fel R07 grunddata/Bedömningar.csv rad 2, kolumn Bedömning: ”Utmärkt” i kolumnen Bedömning i tabellen \
         Bedömningar finns inte i bedömningsskalan. Väntat: ett värde som finns i bedömningsskalan: god, tillräcklig, otillräcklig, ej mätt, ej möjligt att bedöma, avser ej."
    );
}

#[test]
fn a_fault_does_not_bring_others_with_it() {
    let told = found(|grunddata| {
        let goal = [("Mål", "G1"), ("Perspektiv", "ME"), ("Fokusområde", "F"), ("Text", "T")];
        let line = grunddata.add("Mål", &goal);
        grunddata.set("Mål", line, "Giltig från", "snart");
        grunddata.add("Bedömningar", &[("Mål", "G1"), ("Period", "2027-08"), ("Bedömning", "god")]);
    });
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn all_faults_come_at_once() {
    let told = found(|grunddata| {
        grunddata
            .set("Organisation", 5, "Namn", "")
            .set("Tidplan", 2, "Typ", "vecka")
            .set("Konton", 2, "Rad", "X");
    });
    let codes: Vec<&str> = told.lines().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(codes, ["R07", "R04", "R05"], "{told}");
}

#[test]
fn own_layouts_are_checked_as_the_tables_are() {
    let layout = |rows: &str| {
        let file = RawText::of_template("uppstallningar/kassaflode.csv", rows);
        read(&RawRegisters { layouts: vec![file], ..Grunddata::starter().raw() })
    };
    let head = "Rad;Text;Slag;Hämtas\n";
    let told = layout(&format!("{head}A;a;summa;A + Q\nA;b;post;A B\nA;c;extra;\n"));
    let mine: Vec<&String> = told.iter().filter(|line| line.contains("kassaflode.csv")).collect();
    assert_eq!(
        mine,
        [
            "fel R07 uppstallningar/kassaflode.csv rad 2, kolumn Hämtas: ”Q” i kolumnen Hämtas i tabellen kassaflode \
             finns inte i kassaflode. Väntat: ett värde som finns i kassaflode: A.",
            "fel R05 uppstallningar/kassaflode.csv rad 3, kolumn Hämtas: I kolumnen Hämtas i tabellen kassaflode står \
             ”A B”. Väntat: radkoder ur uppställningen med + eller - mellan, till exempel VI + VK eller EK/ib.",
            "fel R05 uppstallningar/kassaflode.csv rad 4, kolumn Slag: I kolumnen Slag i tabellen kassaflode står \
             ”extra”. Väntat: ett av orden rubrik, post, summa, varav, fakta, fakta varav."
        ]
    );
    let other = RawText::of_template("uppstallningar/balans.csv", head);
    let told = read(&RawRegisters { layouts: vec![other], ..Grunddata::starter().raw() });
    assert!(told[0].starts_with("varning R14 uppstallningar/balans.csv"), "{told:?}");
}

#[test]
fn a_workbook_is_told_by_sheet_and_cell() {
    let mut grunddata = Grunddata::starter();
    let raw_sheet = |(name, rows): &(String, Vec<Vec<String>>)| {
        let mut sheet = RawSheet { name: name.as_str().into(), ..RawSheet::default() };
        // A title and an empty row above the header, a free column before it.
        sheet.cells.insert((1, 1), RawValue::Text("Tabell".into()));
        for (row, cells) in (3..).zip(rows) {
            for (column, cell) in (2..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.cells.insert((row, column), RawValue::Text(cell.clone()));
            }
        }
        sheet
    };
    grunddata.set("Organisation", 5, "Anslagsnivå", "kanske");
    let mut sheets: Vec<RawSheet> = grunddata.0.iter().map(raw_sheet).collect();
    let schedule = sheets.iter_mut().find(|sheet| &*sheet.name == "Tidplan").expect("a sheet");
    schedule.formulas = BTreeMap::from([((4, 9), "B4+1".to_string())]);
    let book = RawWorkbook { file: "grunddata.xlsx".into(), sheets, ..RawWorkbook::default() };
    assert_eq!(
        read(&RawRegisters { books: vec![book], ..RawRegisters::default() }),
        [
            "fel R05 grunddata.xlsx flik Organisation cell G7: I kolumnen Anslagsnivå i tabellen Organisation står \
             ”kanske”. Väntat: ja eller nej.",
            "fel R05 grunddata.xlsx flik Tidplan cell I4: I kolumnen Revisorer i tabellen Tidplan står ”=B4+1”. \
             Väntat: ett datum, till exempel 2020-08-31."
        ]
    );
}

#[test]
fn any_cell_of_any_table_can_hold_rubbish() {
    let mut grunddata = Grunddata::starter();
    grunddata.add("Mål", &[("Mål", "G1"), ("Perspektiv", "ME"), ("Fokusområde", "F"), ("Text", "T")]);
    let tables = grunddata.0.clone();
    for (table, rows) in &tables {
        for column in 0..rows[0].len() {
            for line in 1..=rows.len().min(3) {
                for rubbish in
                    ["", "   ", "\u{0}", "=;-", "9999999999999999999999999999999,9", "🜂", "2020-13"]
                {
                    let mut altered = rows.clone();
                    altered[line - 1][column] = rubbish.to_string();
                    let kept = tables.iter().filter(|(name, _)| name != table);
                    let raw = kept.map(|(name, rows)| text(&format!("grunddata/{name}.csv"), rows));
                    let mine = text(&format!("grunddata/{table}.csv"), &altered);
                    let raw = RawRegisters { tables: raw.chain([mine]).collect(), ..RawRegisters::default() };
                    // That it answers, and that registers are there exactly when there is no fault.
                    read(&raw);
                }
            }
        }
    }
}

/// The table without one of its columns, heading and cells.
fn without(table: &str, column: &str) -> Grunddata {
    let mut grunddata = Grunddata::starter();
    let rows = grunddata.table(table);
    let at = rows[0].iter().position(|heading| heading == column).expect("a column of the table");
    rows.iter_mut().for_each(|row| drop(row.remove(at)));
    grunddata
}

#[test]
fn a_column_that_is_gone_is_told() {
    assert_eq!(
        read(&without("Tidplan", "Sista dag").raw()),
        [
            "varning R21 grunddata/Tidplan.csv rad 1: Kolumnen Sista dag saknas i tabellen Tidplan; den räknas som tom på \
             alla rader. Väntat: tabellens alla kolumner, också de som får vara tomma."
        ]
    );
    let told = read(&without("Investeringar", "Budget i år").raw());
    assert!(
        told.len() == 1 && told[0].starts_with("varning R21") && told[0].contains("Budget i år"),
        "{told:?}"
    );
}

#[test]
fn without_the_columns_that_rows_are_found_by_nothing_more_is_read() {
    for (table, column) in
        [("Organisation", "Ansvar"), ("Konton", "Från"), ("Konton", "Till"), ("Konton", "Rad")]
    {
        let (registers, findings) = register::read(&without(table, column).raw());
        assert!(registers.is_none(), "{table} {column}: ledger and budget would be read");
        let told = lines(&findings);
        assert!(
            told[0].starts_with("fel R02") && told[0].contains(&format!("saknar kolumnen {column}")),
            "{told:?}"
        );
        assert!(told.len() <= 3, "{table} {column}: {told:#?}");
    }
}

#[test]
fn internal_income_and_cost_of_the_starter_cancel_on_one_line_and_in_no_note() {
    let (registers, _) = register::read(&Grunddata::starter().raw());
    let plan = registers.expect("the starter's registers").accounts;
    let internal: Vec<_> = plan.rows().iter().filter(|row| row.internal == Some(true)).collect();
    assert_eq!(internal.len(), 2);
    for row in internal {
        assert_eq!((row.line.0.as_str(), &row.note), ("VK", &None), "{row:?}");
    }
}

#[test]
fn an_interval_has_both_its_limits_in_order_and_nothing_else_has_an_upper_one() {
    let told = |direction: &str, target: &str, upper: &str, condition: &str| {
        found(|grunddata| {
            let cells = [
                ("Mått", "M01"),
                ("Typ", "volym"),
                ("Text", "Elever"),
                ("Måttenhet", "antal"),
                ("Riktning", direction),
                ("Målvärde", target),
                ("Övre gräns", upper),
                ("Villkor", condition),
            ];
            grunddata.add("Mått", &cells);
        })
    };
    assert_eq!(told("intervall", "80", "90,5", ""), "");
    assert_eq!(told("högre", "80", "", "mer än"), "");
    assert_eq!(
        told("intervall", "90", "80,5", ""),
        "fel R24 grunddata/Mått.csv rad 2, kolumn Övre gräns: Intervallet går från 90 till 80,5. Väntat: en övre gräns \
         som inte är lägre än den undre."
    );
    assert!(
        told("intervall", "90", "", "").starts_with("fel R04 grunddata/Mått.csv rad 2, kolumn Övre gräns")
    );
    assert!(told("högre", "90", "95", "").starts_with("fel R25 grunddata/Mått.csv rad 2, kolumn Övre gräns"));
    assert!(
        told("intervall", "", "95", "").starts_with("fel R25 grunddata/Mått.csv rad 2, kolumn Övre gräns")
    );
}
