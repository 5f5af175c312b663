//! The interim report: two faults in the answers are told and marked, and every forecast in it is what the units' source
//! tables say, counted here by other means than the program's.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use uppfolj::write::pdf::read_back::TableRead;

use crate::common::told;
use crate::runs::interim;
use crate::sources::{self, answers_with_flaws, number};

#[test]
fn two_faulty_answers_make_the_report_preliminary() {
    let run = interim();
    assert_eq!(run.outcome.exit.code(), 1);
    assert!(run.outcome.closing.join(" ").contains("PRELIMINÄR"), "{:?}", run.outcome.closing);
    let read = run.pdf();
    assert!(read.pages.len() > 5);
    for (page, read) in (1..).zip(&read.pages) {
        assert!(read.artifacts.contains("PRELIMINÄR"), "page {page}: {}", read.artifacts);
    }
    for book in ["Budget", "Mål"] {
        for sheet in &run.workbook(book).sheets {
            let said = sheet.cells.values().any(|value| format!("{value:?}").contains("PRELIMINÄR"));
            assert!(said, "the sheet {} does not say PRELIMINÄR", sheet.name);
        }
    }
    insta::assert_snapshot!(told(&run.outcome).join("\n"), @r#"
    fel K16 inkommet/2020-08/210 Kostenheten uppföljning 2020-08.xlsx flik Ekonomi cell J21: Prognos helår, Material och varor: ”-10,0 mkr” är inte skrivet som ett belopp i kr. Väntat: ett belopp i kr. Kostnader med minus, intäkter med plus.
        Gör så: Menas −10 000 000 kr, skriv -10000000. Tills dess räknas fältet som ej lämnat.
    fel K27 inkommet/2020-08/360 Bryggan uppföljning 2020-08.xlsx flik Ekonomi cell J13: Prognos helår, Personalkostnader: −2 790 kr är mycket mindre än budgeten. Väntat: ett belopp i storlek med budgeten −2 723 774,15 kr och bokslutet −2 744 744,66 kr.
        Gör så: Menades −2 790 000 kr? Skriv beloppet i kronor. Är det rätt som det står, välj ja i Stämmer (cell M13) och fyll i både orsak och kommentar, för då är avvikelsen +2 720 984,15 kr. Tills dess räknas fältet som ej lämnat.
    varning M20 grunddata.xlsx flik Finanspolicy cell C6: Finanspolicyns gräns är bruten sedan mars 2020: den största långivarens andel av lånen är 47,0 procent. Orsak och åtgärd står i fliken Avsteg, raderna 4 och 5. Väntat: högst 40 procent.
        Gör så: Kontrollera registren i grunddata. Om de stämmer trycks orsak och åtgärd i rapportens avsnitt Finanspolicy. Har läget ändrats, skriv en ny rad i fliken Avsteg.
    varning K17 inkommet/2020-08/330 Backenenheten uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: ”-19 830 000” är text, tolkad som −19 830 000 kr. Väntat: ett inskrivet tal eller datum, inte text.
        Gör så: Kontrollera att tolkningen är rätt. Skriv annars om värdet.
    varning K21 inkommet/2020-08/410 Hemtjänst uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: cellen innehåller formeln ”=-20170000-500000”. Väntat: ett inskrivet värde.
        Gör så: Formelns värde används. Skriv värdet i stället om du vill vara säker på att det står kvar.
    upplysning K31 inkommet/2020-08/Lunnevi delår SLUTLIG.xlsx flik Ekonomi Lunnevi: Fliken hette Ekonomi när mallen delades ut. Väntat: flikarnas namn orörda.
        Gör så: Inget behöver göras. Svaren är lästa.
    upplysning R62 grunddata.xlsx flik Dokument cell D3: Status ”Till kommunfullmäktige” trycks inte. Rapporten är märkt PRELIMINÄR eftersom svar från 2 enheter har fel. Väntat: svar utan fel från alla enheter innan en rapport får en annan status.
        Gör så: Kommandot status visar vilka det är. När svaren är lämnade och rättade trycks den status som står här.
    upplysning M21 grunddata.xlsx flik Finanspolicy cell C7: Finanspolicyns gräns för den största motpartens andel av placeringarna är inte mätt per 2020-08-31: registret Placeringar har inga rader för tiden. Väntat: underlag för varje gräns i finanspolicyn.
        Gör så: Fyll i det som saknas. Till dess står gränsen som ej mätt i rapporten.
    "#);
}

/// The columns of LKBR 13 kap. 3 §: the period, the same period last year, the year's budget and the year's forecast.
/// The interim report has no notes and refers to none.
#[test]
fn the_income_statement_has_the_columns_of_the_law() {
    let read = interim().pdf();
    let heads: Vec<&str> =
        table(&read, "Resultaträkning").rows[0].iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(
        heads,
        [
            "Post",
            "Utfall jan–aug 2020",
            "Utfall jan–aug 2019",
            "Budget 2020",
            "Prognos 2020",
            "Prognos mot budget"
        ]
    );
}

/// Unit and cost type.
type Field = (String, String);

/// What the source tables say of one year.
struct Expected {
    /// Forecasts in kronor; where a unit gave none, its budget.
    forecasts: BTreeMap<Field, Decimal>,
    stood_in: BTreeSet<Field>,
}

/// The unit with the finance office's template.
const OFFICE: &str = "900";
const UNIT_LINES: [&str; 3] = ["VI", "VK", "AVS"];

fn expected() -> Expected {
    let given = answers_with_flaws("2020-08").into_iter().filter_map(|((unit, key), value)| {
        let cost_type = key.strip_prefix("prognos:")?.to_string();
        Some(((unit, cost_type), number(&value).expect("an amount")))
    });
    let mut forecasts: BTreeMap<Field, Decimal> = given.collect();
    // The office's own additions stand on the office itself: the managers' figures are as they gave them.
    for (_, cost_type, amount, _) in sources::adjustments("2020-08") {
        *forecasts.entry((OFFICE.to_string(), cost_type)).or_default() += amount;
    }
    let mut stood_in = BTreeSet::new();
    for (field, budget) in budget() {
        if !forecasts.contains_key(&field) {
            forecasts.insert(field.clone(), budget);
            stood_in.insert(field);
        }
    }
    Expected { forecasts, stood_in }
}

/// The year's budget by unit and cost type, from the budget file.
fn budget() -> BTreeMap<Field, Decimal> {
    let accounts = sources::rows("bygg/kallor/konton.csv");
    let units = sources::rows("bygg/kallor/ansvar.csv");
    let mut sums: BTreeMap<Field, Decimal> = BTreeMap::new();
    for row in sources::rows("grastorp/budget/budget-2020.csv") {
        let account = accounts.iter().find(|known| known["Konto"] == row["Konto"]).expect("the account");
        if !row["Projekt"].is_empty() || account["Kostnadsslag"].is_empty() {
            continue;
        }
        let unit = units.iter().find(|known| known["Ansvar"] == row["Ansvar"]).expect("the ansvar");
        let sum = sums.entry((unit["Enhet"].clone(), account["Kostnadsslag"].clone())).or_default();
        *sum += number(&row["Belopp"]).expect("an amount");
    }
    sums
}

/// The line of each cost type.
fn lines() -> BTreeMap<String, String> {
    let accounts = sources::rows("bygg/kallor/konton.csv").into_iter();
    accounts.map(|row| (row["Kostnadsslag"].clone(), row["Rad"].clone())).collect()
}

impl Expected {
    fn sum(&self, of: impl Fn(&str, &str) -> bool) -> i64 {
        let lines = lines();
        let fields = self.forecasts.iter().filter(|((unit, cost_type), _)| of(unit, &lines[cost_type]));
        in_tkr(fields.map(|(_, amount)| *amount).sum())
    }

    /// The municipality's lines as both statements name them.
    fn municipality(&self) -> BTreeMap<&'static str, i64> {
        let named = [
            ("Skatteintäkter", "SK"),
            ("Generella statsbidrag och utjämning", "GB"),
            ("Finansiella intäkter", "FI"),
            ("Finansiella kostnader", "FK"),
        ];
        let mut rows: BTreeMap<&str, i64> =
            named.into_iter().map(|(name, line)| (name, self.sum(|_, of| of == line))).collect();
        rows.insert("Verksamhetens nettokostnader", self.sum(|_, line| UNIT_LINES.contains(&line)));
        rows.insert("Årets resultat", self.sum(|_, _| true));
        rows
    }
}

fn in_tkr(kronor: Decimal) -> i64 {
    let tkr = kronor / Decimal::ONE_THOUSAND;
    let whole = tkr.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    whole.to_i64().expect("whole tkr")
}

fn table<'a>(read: &'a uppfolj::write::pdf::ReadBack, caption: &str) -> &'a TableRead {
    read.tables().find(|table| table.caption.starts_with(caption)).expect("the table")
}

/// Row heading → the forecast, where the row has one.
fn forecasts(read: &uppfolj::write::pdf::ReadBack, caption: &str) -> BTreeMap<String, i64> {
    let table = table(read, caption);
    let at = table.rows[0].iter().position(|cell| cell.text == "Prognos 2020").expect("the forecast column");
    let mut found = BTreeMap::new();
    for row in &table.rows[1..] {
        if let Some(tkr) = number(&row[at].text) {
            let twice = found.insert(row[0].text.clone(), tkr.to_i64().expect("whole tkr"));
            assert_eq!(twice, None, "{} stands twice", row[0].text);
        }
    }
    found
}

#[test]
fn every_forecast_of_the_driftredovisning_is_what_the_units_gave() {
    let expected = expected();
    let faulty = [("210", "Material och varor"), ("360", "Personalkostnader")];
    let faulty = faulty.map(|(unit, cost_type)| (unit.to_string(), cost_type.to_string()));
    assert_eq!(expected.stood_in, BTreeSet::from(faulty), "fields without a forecast");

    let tree = sources::rows("bygg/kallor/enheter.csv");
    let above: BTreeMap<&str, &str> =
        tree.iter().map(|row| (row["Kod"].as_str(), row["Överordnad"].as_str())).collect();
    let is_below = |unit: &str, node: &str| {
        let mut at = Some(unit);
        while let Some(code) = at {
            if code == node {
                return true;
            }
            at = above.get(code).copied();
        }
        false
    };
    let mut rows: BTreeMap<String, i64> =
        expected.municipality().into_iter().map(|(name, tkr)| (name.to_string(), tkr)).collect();
    for node in tree.iter().filter(|row| !row["Överordnad"].is_empty()) {
        let sum = expected.sum(|unit, line| UNIT_LINES.contains(&line) && is_below(unit, &node["Kod"]));
        rows.insert(node["Namn"].clone(), sum);
    }
    assert_eq!(forecasts(&interim().pdf(), "Driftredovisning"), rows);
}

#[test]
fn internal_forecasts_cancel_and_both_statements_agree() {
    let expected = expected();
    let accounts = sources::rows("bygg/kallor/konton.csv");
    let kinds: BTreeSet<&str> =
        accounts.iter().filter(|row| row["Intern"] == "ja").map(|row| row["Kostnadsslag"].as_str()).collect();
    let internal = expected.forecasts.iter().filter(|((_, kind), _)| kinds.contains(kind.as_str()));
    let (count, sum) = internal.fold((0, Decimal::ZERO), |(count, sum), (_, kr)| (count + 1, sum + kr));
    assert!(count > 20 && sum.is_zero(), "{count} internal forecasts leave {sum}");
    let read = interim().pdf();
    let statement = forecasts(&read, "Resultaträkning");
    for (name, tkr) in expected.municipality() {
        assert_eq!(statement[name], tkr, "{name}");
    }
    for (name, line) in
        [("Verksamhetens intäkter", "VI"), ("Verksamhetens kostnader", "VK"), ("Avskrivningar", "AVS")]
    {
        assert_eq!(statement[name], expected.sum(|_, of| of == line), "{name}");
    }
}

#[test]
fn a_forecast_that_could_not_be_read_is_said_to_be_missing() {
    let read = interim().pdf();
    let said: Vec<String> = read
        .elements
        .iter()
        .map(|element| format!("{element:?}"))
        .filter(|text| text.contains("Det lämnade svaret har fel för"))
        .collect();
    for unit in ["Kostenheten (Material och varor)", "Bryggan (Personalkostnader)"] {
        // Under the resultaträkning and under the driftredovisning.
        assert!(said.iter().filter(|text| text.contains(unit)).count() >= 2, "{unit}: {said:#?}");
    }
}

#[test]
fn the_managers_comments_and_the_words_of_the_dialogues_are_there() {
    let run = interim();
    let read = run.pdf();
    let comments: BTreeSet<&str> =
        read.tables().flat_map(|table| &table.rows).flatten().map(|cell| cell.text.as_str()).collect();
    let goals = run.workbook("Mål");
    let cells: BTreeSet<String> = goals
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values())
        .map(|value| format!("{value:?}"))
        .collect();
    let mut counted = (0, 0);
    for ((unit, key), words) in sources::answers("2020-08") {
        if key.starts_with("kommentar:") {
            assert!(comments.contains(words.as_str()), "{unit} {key}: {words}");
            counted.0 += 1;
        }
        if key.starts_with("ord:") {
            assert!(cells.iter().any(|cell| cell.contains(&words)), "{unit} {key}: {words}");
            counted.1 += 1;
        }
    }
    assert!(counted.0 > 10 && counted.1 > 5, "{counted:?}");
}
