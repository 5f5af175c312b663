//! What a person meets: colours that can be read, rows that grow, links that lead, a chart told in words.

use std::collections::BTreeMap;

use uppfolj::domain::money::KronorUnit;
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{ActionPart, Answer, Answers, DetailPart, FieldKey, Form, Kind, Prefill, ProjectPart};
use uppfolj::write::template::write;

use crate::example;
use crate::package::{attributes, cells_of, part};

/// The contrast of two colours `RRGGBB` by WCAG 2.
fn contrast(one: u32, other: u32) -> f64 {
    let channel = |value: u32| {
        let share = f64::from(value & 0xFF) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let light =
        |rgb: u32| 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb) + 0.05;
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// The colour of the first element of that name; `None` where it has none.
fn colour(xml: &str, element: &str) -> Option<u32> {
    let rgb = attributes(xml, element, "rgb").next().flatten()?;
    Some(u32::from_str_radix(rgb, 16).expect("a colour") & 0x00FF_FFFF)
}

/// The elements of one name directly within another.
fn each<'a>(xml: &'a str, within: &str, element: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{within} "), format!("</{within}>"));
    let inner = xml.split(&open).nth(1).and_then(|rest| rest.split(&close).next()).unwrap_or_default();
    inner.split(element).skip(1).collect()
}

#[test]
fn every_text_of_a_template_stands_out_from_its_ground() {
    const PAPER: u32 = 0x00FF_FFFF;
    let bytes = write(&example::prefill(PeriodKind::Interim), None).expect("a template");
    let styles = part(&bytes, "xl/styles.xml");
    let (fonts, fills) = (each(&styles, "fonts", "<font>"), each(&styles, "fills", "<fill>"));
    let formats = each(&styles, "cellXfs", "<xf");
    let number = |format: &str, name: &str| -> usize {
        let format = format!("<xf{format}");
        attributes(&format, "<xf", name).next().flatten().expect("a number").parse().expect("a number")
    };
    assert!(formats.len() > 20, "{}", formats.len());
    for format in &formats {
        let ink = colour(fonts[number(format, "fontId")], "<color").unwrap_or(0);
        let ground = colour(fills[number(format, "fillId")], "<fgColor").unwrap_or(PAPER);
        assert!(contrast(ink, ground) >= 4.5, "{ink:06X} on {ground:06X}");
    }
    // A conditional format changes the ink, or the ground below the ink of an input.
    let conditional = each(&styles, "dxfs", "<dxf>");
    assert!(conditional.len() >= 3, "{}", conditional.len());
    for format in conditional {
        let ink = colour(format, "<color").unwrap_or(0x0024_292F);
        let ground = colour(format, "<bgColor").unwrap_or(PAPER);
        assert!(contrast(ink, ground) >= 4.5, "{ink:06X} on {ground:06X}");
    }
}

/// Height and growth of a sheet's rows: `(points, grows)` by row.
fn rows(bytes: &[u8], sheet: usize) -> BTreeMap<u32, (f64, bool)> {
    let xml = part(bytes, &format!("xl/worksheets/sheet{sheet}.xml"));
    let heads = xml.split("<row r=\"").skip(1).filter_map(|rest| rest.split('>').next());
    heads
        .map(|head| {
            let row = head.split('"').next().expect("a row").parse().expect("a row");
            let height = head.split(" ht=\"").nth(1).and_then(|rest| rest.split('"').next());
            let height = height.map_or(15.0, |height| height.parse().expect("points"));
            (row, (height, !head.contains("customHeight")))
        })
        .collect()
}

#[test]
fn a_row_that_takes_text_grows_or_has_room_for_all_of_it() {
    for kind in [PeriodKind::Interim, PeriodKind::Year] {
        let prefill = example::prefill(kind);
        let form = Form::new(&prefill);
        let bytes = write(&prefill, None).expect("a template");
        for place in form.places() {
            let Kind::Text { most } = &place.field.kind else { continue };
            let sheet =
                form.sheets.iter().position(|sheet| sheet.title == place.sheet.title).expect("a sheet");
            let (row, _) = place.issued_at();
            let (height, grows) = rows(&bytes, sheet + 1)[&row];
            let column = &place.table.columns[place.column];
            let lines = f64::from(most / place.sheet.width(column)) + 1.0;
            assert!(grows || column.span > 1 || *most <= 100, "{} does not grow", place.field.label);
            assert!(grows || *most <= 100 || height >= lines * 15.0, "{}: {height}", place.field.label);
        }
    }
}

#[test]
fn a_long_answer_is_written_in_full_height() {
    let prefill = example::prefill(PeriodKind::Interim);
    let key = FieldKey::Words(prefill.goals[0].code.clone());
    let long = "Fler elever når målen, men inte alla. ".repeat(13);
    let answers = Answers([(key.clone(), Answer::Text(long.trim().into()))].into());
    let (sheet, row, _) = example::address(&prefill, &key);
    let at = Form::new(&prefill).sheets.iter().position(|known| known.title == sheet).expect("a sheet");
    let height =
        |answers: &Answers| rows(&write(&prefill, Some(answers)).expect("a template"), at + 1)[&row].0;
    assert!(height(&answers) >= 9.0 * 15.0, "{}", height(&answers));
    assert!(height(&Answers::default()) < 4.0 * 15.0, "{}", height(&Answers::default()));
}

#[test]
fn the_guide_leads_to_every_sheet_and_prints_on_one_page() {
    let prefill = example::prefill(PeriodKind::Interim);
    let form = Form::new(&prefill);
    let guide = part(&write(&prefill, None).expect("a template"), "xl/worksheets/sheet1.xml");
    let targets: Vec<&str> = attributes(&guide, "<hyperlink ", "location").flatten().collect();
    assert_eq!(targets.len(), form.sheets.len());
    for (target, sheet) in targets.iter().zip(&form.sheets) {
        assert!(target.starts_with(&format!("'{}'!", sheet.title)), "{target}");
    }
    assert!(guide.contains("orientation=\"landscape\"") && !guide.contains("fitToHeight=\"0\""), "{guide}");
}

#[test]
fn the_chart_is_told_in_words_and_has_title_and_unit() {
    for unit in [KronorUnit::Kr, KronorUnit::Tkr] {
        let prefill = Prefill { amount_unit: unit, ..example::prefill(PeriodKind::Interim) };
        let bytes = write(&prefill, None).expect("a template");
        let drawing = part(&bytes, "xl/drawings/drawing1.xml");
        let word = if unit == KronorUnit::Kr { "kr" } else { "tkr" };
        let said = attributes(&drawing, "<xdr:cNvPr", "descr").flatten().next().expect("an alternative text");
        assert!(
            said.contains("budget och utfall per månad") && said.contains(&format!("\u{a0}{word}")),
            "{said}"
        );
        let chart = part(&bytes, "xl/charts/chart1.xml");
        assert!(chart.contains(&format!("budget och utfall per månad 2020, {word}")), "{chart}");
        assert!(chart.contains(&format!("<a:t>{word}</a:t>")), "{chart}");
    }
}

#[test]
fn amounts_in_tkr_show_the_hundreds_that_were_typed() {
    let prefill = Prefill { amount_unit: KronorUnit::Tkr, ..example::prefill(PeriodKind::Interim) };
    let styles = part(&write(&prefill, None).expect("a template"), "xl/styles.xml");
    assert!(styles.contains("formatCode=\"#,##0.0;"), "{styles}");
}

#[test]
fn a_long_list_is_not_read_out_in_its_prompt() {
    let mut prefill = example::finance(PeriodKind::Interim);
    let unit = prefill.adjustable[0].clone();
    prefill.adjustable = vec![unit; 29];
    let form = Form::new(&prefill);
    let at = form.sheets.iter().position(|sheet| sheet.title == "Justeringar").expect("the sheet");
    let xml =
        part(&write(&prefill, None).expect("a template"), &format!("xl/worksheets/sheet{}.xml", at + 1));
    let prompts: Vec<&str> = attributes(&xml, "<dataValidation ", "prompt").flatten().collect();
    assert!(prompts.contains(&"Klicka på pilen bredvid cellen."), "{prompts:?}");
    assert!(prompts.iter().all(|prompt| prompt.ends_with('.')), "{prompts:?}");
}

/// The help of a field's cell.
fn prompt(prefill: &Prefill, key: &FieldKey) -> String {
    let (sheet, row, column) = example::address(prefill, key);
    let at = Form::new(prefill).sheets.iter().position(|known| known.title == sheet).expect("a sheet") + 1;
    let xml = part(&write(prefill, None).expect("a template"), &format!("xl/worksheets/sheet{at}.xml"));
    let cell = format!("{}{row}", column_letters(column));
    let ours = |rule: &&str| {
        let cells =
            rule.split(" sqref=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        cells.split(' ').flat_map(cells_of).any(|known| known == cell)
    };
    let rule = xml.split("<dataValidation ").skip(1).find(ours).expect("a validation").to_string();
    rule.split(" prompt=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a prompt").to_string()
}

#[test]
fn an_example_has_the_sign_the_size_and_the_unit_of_its_own_row_and_the_day_is_near() {
    for (unit, income, cost, detail) in [
        (KronorUnit::Kr, "2400000.", "-32000000.", "-4200000."),
        (KronorUnit::Tkr, "2400.", "-32000.", "-4200."),
    ] {
        let prefill = Prefill { amount_unit: unit, ..example::prefill(PeriodKind::Interim) };
        let name = |at: usize| prefill.rows[at].cost_type.clone();
        let said = |key: FieldKey| prompt(&prefill, &key);
        assert!(said(FieldKey::Forecast(name(0))).ends_with(&format!("till exempel {income}")));
        assert!(said(FieldKey::Forecast(name(1))).ends_with(&format!("till exempel {cost}")));
        let part = FieldKey::Detail(name(2), 1, DetailPart::Amount);
        assert!(said(part).ends_with(&format!("till exempel {detail}")));
    }
    let prefill = example::prefill(PeriodKind::Interim);
    let days = [
        FieldKey::SignedOn,
        FieldKey::Action(1, ActionPart::Date),
        FieldKey::Project(prefill.projects[0].code.clone(), ProjectPart::Finished),
        FieldKey::Measured(prefill.indicators[0].code.clone()),
    ];
    for key in days {
        assert_eq!(prompt(&prefill, &key), "Skriv datumet så här: 2020-08-31.", "{key}");
    }
}

#[test]
fn the_months_and_their_chart_begin_a_page_and_no_other_tables_heads_stand_above_them() {
    for kind in [PeriodKind::Interim, PeriodKind::Year] {
        let prefill = example::prefill(kind);
        let form = Form::new(&prefill);
        let at = form.sheets.iter().position(|sheet| sheet.title == "Ekonomi").expect("the sheet");
        let bytes = write(&prefill, None).expect("a template");
        let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
        // The empty row above the table is the first of the page.
        let last = form.sheets[at].header_row(2) - 2;
        assert!(xml.contains(&format!("<brk id=\"{last}\"")), "{kind:?}");
        let names = part(&bytes, "xl/workbook.xml");
        assert!(names.contains("Ekonomi!$1:$2<"), "{names}");
        assert!(names.contains("'Mål och mått'!$1:$6<"), "one table keeps its heads: {names}");
    }
}

#[test]
fn a_column_of_earlier_forecasts_is_there_when_there_are_any() {
    let mut prefill = example::prefill(PeriodKind::Interim);
    let captions = |prefill: &Prefill| -> Vec<String> {
        let form = Form::new(prefill);
        form.sheets.iter().flat_map(|sheet| &sheet.tables[0].columns).map(|one| one.caption.clone()).collect()
    };
    let earlier = |prefill: &Prefill| captions(prefill).iter().filter(|one| one.starts_with("Förra")).count();
    assert_eq!(earlier(&prefill), 3);
    prefill.rows.iter_mut().for_each(|row| row.previous_forecast = None);
    prefill.indicators.iter_mut().for_each(|one| one.previous_forecast = None);
    prefill.projects.iter_mut().for_each(|one| one.previous_forecast = None);
    assert_eq!(earlier(&prefill), 0);
}
