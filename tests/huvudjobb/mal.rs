//! Goals: what the indicators show, what the dialogue decided, what became of the plan, and the assessment of the whole,
//! from register to both outputs.

use crate::common::{report, sample, told};
use crate::registers::{add, line, pages, remove, set, workbook};

const YEAR: &str = "2020-12";

/// The findings about goals and registers.
fn remarks(outcome: &uppfolj::run::outcome::Outcome) -> Vec<String> {
    told(outcome)
        .into_iter()
        .filter(|line| {
            [" M", " R"]
                .iter()
                .any(|code| line.split_once(code).is_some_and(|(before, _)| !before.contains(' ')))
        })
        .collect()
}

#[test]
fn one_rating_less_is_one_good_goal_less_in_both_outputs_whatever_the_units_say() {
    let folder = sample();
    remove(folder.path(), "Bedömningar", &[("Mål", "G03"), ("Enhet", ""), ("Period", YEAR)]);
    let (outcome, outputs) = report(folder.path(), YEAR);
    let (paper, book) = (pages(&outputs, "Årsredovisning"), workbook(&outputs));
    for text in [&paper, &book] {
        line(text, "god för 11, tillräcklig för 3 och ännu ingen för 1");
        line(text, "Mål med bedömningen god | 11 av 15");
        line(text, "Mål där bedömning saknas | 1 av 15");
        assert!(line(text, "Mat, vatten och energi används hållbart | ").contains("Bedömning saknas"));
    }
    // Kostenheten and Fastighetsenheten have rated it: their words stand, and decide nothing.
    assert!(line(&book, "bedömningar: Kostenheten").contains("God"), "{book}");
    assert!(remarks(&outcome).iter().any(|line| line.starts_with("upplysning M01")));
}

#[test]
fn an_indicator_with_other_words_than_in_the_plan_is_told_under_its_goal() {
    let folder = sample();
    set(folder.path(), "Mått", &[("Mått", "M01")], "Text", "Andel som trivs mycket bra");
    let (outcome, outputs) = report(folder.path(), YEAR);
    let said = "Måttet Andel som trivs mycket bra har fått ny lydelse efter att planen antogs. I planen: Andel invånare \
                som trivs i kommunen.";
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        line(&text, said);
    }
    let found = remarks(&outcome);
    assert!(
        found.iter().any(|line| line.starts_with(
            "varning M04 grunddata/matt.csv rad 2, kolumn Text: Måttet Andel som trivs mycket bra"
        )),
        "{found:?}"
    );
}

#[test]
fn an_indicator_that_is_dropped_is_told_with_what_has_come_instead() {
    let folder = sample();
    set(folder.path(), "Mått", &[("Mått", "M02")], "Giltig till", "2020-06-30");
    add(
        folder.path(),
        "Mått",
        &[
            ("Mått", "M27"),
            ("Mål", "G01"),
            ("Typ", "mål"),
            ("Text", "Trygghet i bostadsområdet"),
            ("Måttenhet", "index"),
            ("Riktning", "högre"),
            ("Målvärde", "70"),
            ("Ersätter", "M02"),
            ("Giltig från", "2020-07-01"),
        ],
    );
    let (outcome, outputs) = report(folder.path(), YEAR);
    let said = "Måttet Upplevd trygghet har utgått efter att planen för 2020 antogs. I stället följs Trygghet i \
                bostadsområdet.";
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        line(&text, said);
        line(&text, "25 av 26 mått är uppmätta. 1 mått i planen har utgått.");
        line(&text, "1 av 1 når målvärdet (1 ej mätt)");
    }
    let found = remarks(&outcome);
    assert!(
        found.iter().any(|line| line.starts_with(
            "varning M03 grunddata/matt.csv rad 3, kolumn Giltig till: Måttet Upplevd trygghet har utgått"
        )),
        "{found:?}"
    );
    // Of last year's plan it is told too, more mildly; when the goal itself has ended it is not.
    set(folder.path(), "Mått", &[("Mått", "M02")], "Giltig till", "2019-12-31");
    let (outcome, _) = report(folder.path(), YEAR);
    let found: Vec<String> = remarks(&outcome).into_iter().filter(|line| line.contains(" M03 ")).collect();
    assert!(found.len() == 1 && found[0].starts_with("upplysning M03"), "{found:?}");
}

#[test]
fn a_goal_whose_only_indicator_is_blank_is_not_reached() {
    let folder = sample();
    let own = [("Mått", "M18"), ("Enhet", ""), ("Period", YEAR)];
    set(folder.path(), "Mätvärden", &own, "Värde", "");
    let (_, outputs) = report(folder.path(), YEAR);
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        assert!(line(&text, "Den som kontaktar kommunen").contains("| Inget av måtten är mätt |"));
        line(&text, "25 av 26 mått är uppmätta.");
        line(&text, "Uppmätta mått som når målvärdet | 19 av 25");
        assert!(line(&text, "svar på e-post inom två arbetsdagar").contains("Ej mätt"));
    }
}

#[test]
fn an_indicator_without_a_target_is_told_and_reaches_nothing() {
    let folder = sample();
    set(folder.path(), "Mått", &[("Mått", "M18")], "Målvärde", "");
    let (outcome, outputs) = report(folder.path(), YEAR);
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        assert!(line(&text, "Den som kontaktar kommunen").contains("| 1 utan målvärde |"));
        assert!(line(&text, "svar på e-post inom två arbetsdagar").contains("Målvärde saknas"));
    }
    assert!(remarks(&outcome).iter().any(|line| line.starts_with("varning M05")));
}

#[test]
fn a_turned_direction_turns_state_and_trend_and_a_limit_is_exact() {
    let folder = sample();
    // 82 with at most 80, tolerance 2: at the edge of close; one tenth more is not.
    set(folder.path(), "Mått", &[("Mått", "M01")], "Riktning", "lägre");
    let (_, outputs) = report(folder.path(), YEAR);
    let book = workbook(&outputs);
    let own = line(&book, "Andel invånare som trivs i kommunen | procent");
    assert!(own.contains("Nära målvärdet | Sämre"), "{own}");
    assert!(
        line(&book, "Invånarna trivs och känner sig trygga i Grästorp | ").contains("1 av 2 når målvärdet")
    );
    let reading = [("Mått", "M01"), ("Enhet", ""), ("Period", YEAR)];
    set(folder.path(), "Mätvärden", &reading, "Värde", "82,1");
    let (_, outputs) = report(folder.path(), YEAR);
    let book = workbook(&outputs);
    assert!(line(&book, "Andel invånare som trivs i kommunen | procent").contains("Når inte"));
}

#[test]
fn a_yearly_measure_is_not_missing_in_august() {
    let folder = sample();
    let (_, outputs) = report(folder.path(), "2020-08");
    let (paper, book) = (pages(&outputs, "Delårsrapport"), workbook(&outputs));
    for text in [&paper, &book] {
        let own = line(text, "Andel invånare som trivs i kommunen | procent");
        assert!(own.contains("81 | 2019-12 | Mäts varje år"), "{own}");
        assert!(own.contains("Mäts senare"), "{own}");
        line(text, "6 mäts vid en annan tidpunkt.");
        line(text, "Kommunen bedömer att god ekonomisk hushållning väntas nås 2020.");
        line(text, "Balanskravet | ");
    }
}

#[test]
fn bad_rows_are_told_at_their_cells() {
    let folder = sample();
    let cells = [("Riktning", "intervall"), ("Målvärde", "90"), ("Övre gräns", "80")];
    for (column, value) in cells {
        set(folder.path(), "Mått", &[("Mått", "M07")], column, value);
    }
    set(folder.path(), "Mått", &[("Mått", "P03")], "Del av", "P99");
    add(folder.path(), "Mätvärden", &[("Mått", "M99"), ("Period", YEAR), ("Värde", "1")]);
    add(folder.path(), "Mätvärden", &[("Mått", "M01"), ("Period", "2020-06"), ("Värde", "0,95")]);
    let of_unit =
        [("Mått", "M03"), ("Enhet", "520"), ("Jämförelse", "riket"), ("Period", YEAR), ("Värde", "1")];
    add(folder.path(), "Mätvärden", &of_unit);
    let (outcome, _) = report(folder.path(), YEAR);
    let found = remarks(&outcome);
    let column = |code: &str, column: &str| {
        found.iter().any(|line| line.contains(&format!(" {code} grunddata/")) && line.contains(column))
    };
    assert!(column("R24", "matt.csv rad 8, kolumn Övre gräns"), "{found:#?}");
    assert!(column("R07", "kolumn Del av") && column("R07", "kolumn Mått"), "{found:#?}");
    assert!(column("R28", "kolumn Värde: Här står 0,95"), "{found:#?}");
    assert!(column("R36", "kolumn Enhet"), "{found:#?}");
}

/// LKBR 11 kap. 6 §: eight persons are not shown, and then not the next group either, now or earlier.
#[test]
fn a_small_group_and_the_one_it_could_be_had_from_are_hidden_in_tables_and_history() {
    let folder = sample();
    for code in ["P03", "P04", "P05", "P06"] {
        set(folder.path(), "Mått", &[("Mått", code)], "Mål", "G14");
        set(folder.path(), "Mått", &[("Mått", code)], "Typ", "mål");
    }
    let (_, outputs) = report(folder.path(), YEAR);
    let (paper, book) = (pages(&outputs, "Årsredovisning"), workbook(&outputs));
    for (group, values) in [("högst 29 år", ["21", "18", "14", "16"]), ("30–49 år", ["34", "31", "27", "29"])]
    {
        for text in [&paper, &book] {
            let own = line(text, &format!("andel av all sjukfrånvaro, {group}"));
            assert!(own.contains("Visas inte"), "{own}");
            for value in values {
                assert!(!own.split(" | ").any(|cell| cell == value), "{value} in {own}");
            }
        }
    }
    let shown = line(&book, "andel av all sjukfrånvaro, 50 år eller äldre");
    assert!(shown.contains("| 46 | 45 |") && shown.contains("| 42 |"), "{shown}");
    line(&paper, "2 visas inte av hänsyn till enskilda.");
    line(&book, "Värden som bygger på få personer visas inte. Där de annars kunde räknas ut");
}

#[test]
fn a_protected_value_without_its_group_is_not_shown_and_asked_for() {
    let folder = sample();
    set(folder.path(), "Mått", &[("Mått", "M24")], "Skydd", "sjukfrånvaro");
    let (outcome, outputs) = report(folder.path(), YEAR);
    let book = workbook(&outputs);
    assert!(line(&book, "Sjukfrånvaro i procent av ordinarie arbetstid").contains("Visas inte"));
    assert!(
        line(&book, "Medledarna har ett hållbart arbetsliv | ")
            .contains("0 av 1 når målvärdet (1 visas inte)")
    );
    assert!(remarks(&outcome).iter().any(|line| line.starts_with("varning M06")));
}

#[test]
fn what_has_changed_since_the_last_report_is_told() {
    let folder = sample();
    set(
        folder.path(),
        "Bedömningar",
        &[("Mål", "G05"), ("Enhet", ""), ("Period", "2020-08")],
        "Bedömning",
        "god",
    );
    let (_, outputs) = report(folder.path(), YEAR);
    let (paper, book) = (pages(&outputs, "Årsredovisning"), workbook(&outputs));
    for text in [&paper, &book] {
        line(
            text,
            "Sedan uppföljningen per augusti 2020 har en bedömning ändrats, 22 mått fått nytt värde och 7 mått bytt läge.",
        );
        let own = line(text, "Kultur, fritid och natur är tillgängliga för alla | God")
            .trim_start_matches("Ändrat: ");
        assert_eq!(own, "Kultur, fritid och natur är tillgängliga för alla | God | Tillräcklig");
    }
    // The workbook has the new values too; the paper what it changed.
    assert!(book.contains("Ändrat: Andel nöjda med sitt särskilda boende |"));
    assert!(!paper.contains("Andel nöjda med sitt särskilda boende | –"));
}

#[test]
fn without_the_offices_words_the_assessment_is_missing() {
    let folder = sample();
    remove(folder.path(), "Texter", &[("Period", YEAR), ("Avsnitt", "god_ekonomisk_hushållning")]);
    let (_, outputs) = report(folder.path(), YEAR);
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        line(
            &text,
            "Bedömning saknas. Kommunens samlade bedömning av god ekonomisk hushållning är inte lämnad.",
        );
        line(&text, "Mål med bedömningen god | 12 av 15");
        line(&text, "Finansiella mål som nås | 5 av 5");
        line(&text, "Mått som är uppmätta | 26 av 26");
        line(&text, "Balanskravet | Uppfyllt");
        assert!(line(&text, "Samhällsutveckling | 5").ends_with("4 | 1 | 0 | 10 av 10"));
    }
}

#[test]
fn units_ratings_are_counted_whether_handed_in_or_in_the_register() {
    let folder = sample();
    let own =
        [("Mål", "G06"), ("Enhet", "320"), ("Period", YEAR), ("Bedömning", "god"), ("Ord", "Fler läser.")];
    add(folder.path(), "Bedömningar", &own);
    let (_, outputs) = report(folder.path(), YEAR);
    let book = workbook(&outputs);
    let head = line(&book, "Enheternas bedömningar: Enhet | ");
    let at = head.split(" | ").position(|cell| cell == "G06").expect("the goal");
    let count = |row: &str| line(&book, row).split(" | ").nth(at).map(str::to_string);
    assert_eq!(count("Enheternas bedömningar: Antal god").as_deref(), Some("1"));
    assert_eq!(count("Enheternas bedömningar: Antal tillräcklig").as_deref(), Some("1"));
    line(&book, "Fler läser.");
}

/// The four perspectives of 2019 as of 2019, and three as of 2020.
#[test]
fn perspectives_of_an_earlier_year_stand_in_its_report() {
    let folder = sample();
    add(folder.path(), "Tidplan", &[("Period", "2019-12"), ("Typ", "år"), ("Mallar", "nej")]);
    let (outcome, outputs) = report(folder.path(), "2019-12");
    assert_eq!(outcome.exit.code(), 0, "{:#?} {:?}", told(&outcome), outcome.closing);
    let text = workbook(&outputs);
    for perspective in ["Kund och medborgare", "Verksamhet", "Personal", "Ekonomi"] {
        line(&text, &format!("Översikt: {perspective} | 1 | 0 | 0 | 0 | 1 |"));
    }
    assert!(!text.contains("Välfärdsutveckling"));
    line(&text, "Nöjd medborgarindex (NMI) relativt riksgenomsnittet");
    line(&text, "Mål där bedömning saknas | 4 av 4");
}

#[test]
fn the_scale_and_its_words_are_the_municipalitys() {
    let folder = sample();
    let scale = "uppnått=full, delvis uppnått=halv, ej uppnått=tom, svårt att bedöma=fråga";
    set(folder.path(), "Inställningar", &[("Nyckel", "bedömningsskala")], "Värde", scale);
    for (old, new) in [("god", "uppnått"), ("tillräcklig", "delvis uppnått")] {
        set(folder.path(), "Bedömningar", &[("Bedömning", old)], "Bedömning", new);
    }
    set(
        folder.path(),
        "Bedömningar",
        &[("Mål", "G09"), ("Enhet", ""), ("Period", YEAR)],
        "Bedömning",
        "svårt att bedöma",
    );
    let (_, outputs) = report(folder.path(), YEAR);
    for text in [pages(&outputs, "Årsredovisning"), workbook(&outputs)] {
        line(&text, "uppnått för 11, delvis uppnått för 3 och svårt att bedöma för 1");
        assert!(line(&text, "Den som kontaktar kommunen").contains("Svårt att bedöma"));
        line(&text, "Mål med bedömningen ej uppnått | 0 av 15");
    }
}
