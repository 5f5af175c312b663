//! Goals: what the indicators show, what the dialogue decided, and the financial goals. Missing is said and counted.

use std::collections::BTreeMap;

use super::Material;
use super::build::{column, text, word_table};
use super::described::described;
use super::deviations::Words;
pub(super) use super::indicators::{indicator_key, name, now_cell, state_cell, trend_cell, value_cell};
use super::proof::Extent;
use crate::consolidate::goals::{Counts, Followed, follow};
use crate::doc::{
    Block, Cell, Chart, ChartKind, ColumnKind, Counted, Formula, Quantity, Role, Row, RowKey, Table,
};
use crate::domain::code::Code;
use crate::domain::goal::{Perspective, Rating, RatingShape, RatingStep};
use crate::domain::period::{Date, Month, PeriodKind};
use crate::domain::registers::Registers;
use crate::text::format::listed as in_a_row;
use crate::text::phrase::{filled, phrase};
use crate::text::report::month_name;

/// How many goals carry each word of the scale, in the scale's order, and how many have no rating.
pub fn counts(material: &Material) -> (Vec<(String, usize)>, usize) {
    let followed = follow(material.registers, material.readings, material.period);
    let words = material
        .registers
        .settings
        .scale
        .iter()
        .map(|step| (step.word.clone(), followed.iter().filter(|one| is_rated(one, step)).count()));
    (words.collect(), followed.iter().filter(|one| one.rating.is_none()).count())
}

/// As [`counts`], of the words that are told of.
pub fn told_counts(material: &Material) -> (Vec<(String, usize)>, usize) {
    let followed = follow(material.registers, material.readings, material.period);
    let (counts, missing) = counts(material);
    let scale = material.registers.settings.scale.iter();
    let told = scale.zip(counts).filter(|(step, _)| stands(step, &followed)).map(|(_, count)| count);
    (told.collect(), missing)
}

/// Whether the period says anything of goals: in a plain month nobody is asked, and no goal is unmeasured for that.
pub fn are_followed_up(material: &Material) -> bool {
    let followed = follow(material.registers, material.readings, material.period);
    let said = |one: &Followed| one.rating.is_some() || one.counts().measured > 0;
    material.kind != PeriodKind::Month && !followed.is_empty() || followed.iter().any(said)
}

/// The month that the ratings are of: in a plain month nobody rates, and the last ones stand.
pub fn rated_in(material: &Material) -> Month {
    last_rated(&follow(material.registers, material.readings, material.period), material.period)
}

fn last_rated(followed: &[Followed], period: Month) -> Month {
    followed.iter().filter_map(|one| one.rating).map(|rating| rating.period).max().unwrap_or(period)
}

/// How many goals got which rating, and how many of the indicators are measured.
pub fn summary(material: &Material) -> String {
    let (counts, missing) = counts(material);
    let mut parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| filled("mål.med_bedömning", &[("ord", word), ("antal", &count.to_string())]))
        .collect();
    if missing > 0 {
        parts.push(filled("mål.utan_bedömning", &[("antal", &missing.to_string())]));
    }
    let followed = follow(material.registers, material.readings, material.period);
    let all: Counts = followed.iter().map(Followed::counts).sum();
    let (goals, month) = (followed.len().to_string(), month_name(last_rated(&followed, material.period)));
    let values = [("mål", goals.as_str()), ("månad", &month), ("fördelning", &in_a_row(&parts))];
    let ratings = filled("mål.sammanfattning", &values);
    // In a plain month nobody is asked for measures.
    if material.kind == PeriodKind::Month && all.measured == 0 {
        return ratings;
    }
    let mut sentences = vec![ratings, filled("mål.mätta", &[("mätta", &measured_of(all))])];
    sentences.extend(besides(all));
    sentences.join(" ")
}

/// "11 av 14".
fn measured_of(counts: Counts) -> String {
    let values = [("antal", counts.measured.to_string()), ("alla", counts.all.to_string())];
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
    filled("nyckel.mål_antal", &values)
}

/// Sentences on the indicators that are not measured for a reason, and on those that have ended.
fn besides(counts: Counts) -> Vec<String> {
    let of = |count: usize, text: fn(&str) -> String| (count > 0).then(|| text(&count.to_string()));
    let sentences = [
        of(counts.later, |count| filled("mål.mäts_senare", &[("antal", count)])),
        of(counts.hidden, |count| filled("mål.visas_inte", &[("antal", count)])),
        of(counts.dropped, |count| filled("mål.utgått_antal", &[("antal", count)])),
    ];
    sentences.into_iter().flatten().collect()
}

/// When the ratings were made and by whom, in as few sentences as it takes.
pub fn dialogues(material: &Material) -> Vec<String> {
    let followed = follow(material.registers, material.readings, material.period);
    let mut groups: BTreeMap<(Date, &str), usize> = BTreeMap::new();
    let ratings: Vec<&Rating> = followed.iter().filter_map(|one| one.rating).collect();
    for rating in &ratings {
        if let Some(date) = rating.date.filter(|_| !rating.participants.is_empty()) {
            *groups.entry((date, &rating.participants)).or_default() += 1;
        }
    }
    let sentence = |((date, participants), count): (&(Date, &str), &usize)| {
        let (date, count) = (date.to_string(), count.to_string());
        let values = [("datum", date.as_str()), ("deltagare", participants), ("antal", &count)];
        if *groups.values().sum::<usize>().to_string() == count && ratings.len().to_string() == count {
            return filled("mål.dialog_alla", &values);
        }
        filled("mål.dialog_några", &values)
    };
    groups.iter().map(sentence).collect()
}

/// Those that hold in the period, and those that a goal of the period still names.
fn perspectives<'a>(material: &Material<'a>, followed: &[Followed]) -> Vec<&'a Perspective> {
    let named = |one: &&Perspective| {
        one.validity.covers(material.period) || followed.iter().any(|goal| goal.goal.perspective == one.code)
    };
    material.registers.perspectives.iter().filter(named).collect()
}

/// One table a perspective: each goal with what the indicators show and the rating.
pub fn by_perspective(material: &Material, extent: Extent) -> Vec<(String, Table)> {
    let followed = follow(material.registers, material.readings, material.period);
    perspectives(material, &followed)
        .into_iter()
        .filter_map(|perspective| {
            let own: Vec<&Followed> =
                followed.iter().filter(|one| one.goal.perspective == perspective.code).collect();
            (!own.is_empty())
                .then(|| (perspective.name.clone(), perspective_table(material, extent, perspective, &own)))
        })
        .collect()
}

/// The column of a goal's rating.
pub const RATING: &str = "bedömning";
/// The table of how the ratings fall.
pub const DISTRIBUTION: &str = "fordelning";

/// The key of a perspective's row in [`DISTRIBUTION`], by its own table.
pub fn perspective_key(table: &Table) -> RowKey {
    RowKey::Other(table.id.strip_prefix(PERSPECTIVE).unwrap_or_default().to_string())
}

const PERSPECTIVE: &str = "mal_";

fn perspective_table(
    material: &Material,
    extent: Extent,
    perspective: &Perspective,
    own: &[&Followed],
) -> Table {
    let mut columns = vec![
        column("mål", phrase("kolumn.mål"), ColumnKind::Text { wide: true }),
        column("måtten", phrase("kolumn.måtten_visar"), ColumnKind::Text { wide: false }),
        column(RATING, phrase("kolumn.bedömning"), ColumnKind::Word),
        column("ord", phrase("kolumn.dialogens_ord"), ColumnKind::Text { wide: true }),
    ];
    if extent == Extent::Whole {
        columns.push(column("datum", phrase("kolumn.beslutsdatum"), ColumnKind::Word));
        columns.push(column("deltagare", phrase("kolumn.deltagare"), ColumnKind::Text { wide: false }));
    }
    let with = |first: &str, key: RowKey, role: Role, depth: u8| {
        let mut cells = vec![text(first)];
        cells.resize(columns.len(), Cell::Empty);
        Row { key, role, depth, cells }
    };
    let mut rows = Vec::new();
    let mut focus = "";
    for one in own {
        if one.goal.focus_area != focus {
            focus = &one.goal.focus_area;
            rows.push(with(focus, RowKey::Other(focus.to_string()), Role::Group, 0));
        }
        let mut row = with(&one.goal.text, RowKey::Goal(one.goal.code.clone()), Role::Item, 1);
        row.cells[1] = text(shows(one.counts()));
        row.cells[2] = rating_cell(material.registers, one.rating.map(|rating| rating.word.as_str()));
        row.cells[3] = text(one.rating.map(words).unwrap_or_default());
        if let (Extent::Whole, Some(rating)) = (extent, one.rating) {
            row.cells[4] = rating.date.map_or(Cell::Empty, Cell::Date);
            row.cells[5] = text(rating.participants.clone());
        }
        rows.push(row);
        for since in super::indicators::since_the_plan(one) {
            let mut row = with(since.what, RowKey::Other(since.key), Role::Memo, 2);
            row.cells[3] = text(since.sentence);
            rows.push(row);
        }
    }
    word_table(&format!("{PERSPECTIVE}{}", perspective.code), perspective.name.clone(), columns, rows)
}

fn words(rating: &Rating) -> String {
    if rating.reason.is_empty() {
        rating.words_of_dialogue.clone()
    } else {
        filled("mål.ord_och_skäl", &[("ord", &rating.words_of_dialogue), ("skäl", &rating.reason)])
    }
}

/// "2 av 3 når målvärdet (1 ej mätt)": never more than what is measured and has a target.
fn shows(counts: Counts) -> String {
    if counts.all == 0 {
        return phrase("mål.inga_mått").to_string();
    }
    let without_target = counts.measured - counts.judged;
    let part = |count: usize, text: fn(&str) -> String| (count > 0).then(|| text(&count.to_string()));
    let parts = [
        part(counts.missing(), |count| filled("mål.del_ej_mätt", &[("antal", count)])),
        part(counts.later, |count| filled("mål.del_senare", &[("antal", count)])),
        part(without_target, |count| filled("mål.del_utan_målvärde", &[("antal", count)])),
        part(counts.hidden, |count| filled("mål.del_visas_inte", &[("antal", count)])),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let (met, judged) = (counts.met.to_string(), counts.judged.to_string());
    let reach = filled("mål.måtten_visar", &[("nådda", &met), ("alla", &judged)]);
    match (counts.judged, parts.is_empty()) {
        (0, _) if counts.missing() == counts.all => phrase("mål.inget_mätt").to_string(),
        (0, _) => parts.join(", "),
        (_, true) => reach,
        (_, false) => filled("mål.visar_del", &[("nådda", &reach), ("delar", &parts.join(", "))]),
    }
}

/// The rating as shape and word; *Bedömning saknas* when there is none.
pub fn rating_cell(registers: &Registers, word: Option<&str>) -> Cell {
    let Some(word) = word else { return Cell::Missing(phrase("bedömning.saknas").to_string()) };
    let step = registers.settings.scale.iter().find(|step| same_word(&step.word, word));
    let shape = step.map_or(RatingShape::Question, |step| step.shape);
    Cell::State { shape, word: capitalised(step.map_or(word, |step| step.word.as_str())) }
}

/// A unit's rating of a goal, from its template or from the register.
struct OfUnit<'a> {
    unit: &'a Code,
    goal: &'a Code,
    word: &'a str,
    words: &'a str,
}

/// By unit in the order of the organisation's codes; what a unit has handed in itself counts before the register.
fn of_units<'a>(material: &Material<'a>) -> Vec<OfUnit<'a>> {
    let mut all: Vec<OfUnit> = Vec::new();
    for answer in material.answers {
        all.extend(answer.ratings.iter().map(|rating| OfUnit {
            unit: &answer.unit,
            goal: &rating.goal,
            word: &rating.word,
            words: &rating.words_of_dialogue,
        }));
    }
    for rating in material.registers.ratings.iter().filter(|one| one.period == material.period) {
        let Some(unit) = rating.unit.as_ref().filter(|unit| material.holds(unit)) else { continue };
        if !all.iter().any(|one| one.unit == unit && *one.goal == rating.goal) {
            let (word, words) = (rating.word.as_str(), rating.words_of_dialogue.as_str());
            all.push(OfUnit { unit, goal: &rating.goal, word, words });
        }
    }
    all.sort_by_key(|one| (one.unit, one.goal));
    all
}

/// The units' own ratings: units down, goals across by code, and how many gave each word.
pub fn matrix(material: &Material) -> Option<Table> {
    let all = of_units(material);
    let mut goals: Vec<&Code> = all.iter().map(|one| one.goal).collect();
    goals.sort();
    goals.dedup();
    let mut units: Vec<&Code> = all.iter().map(|one| one.unit).collect();
    units.dedup();
    if goals.is_empty() {
        return None;
    }
    let unit_row = |unit: &&Code| {
        let cells = goals.iter().map(|goal| {
            let own = all.iter().find(|one| one.unit == *unit && one.goal == *goal);
            own.map_or(Cell::Empty, |one| rating_cell(material.registers, Some(one.word)))
        });
        let name = text(super::deviations::unit_name(material, unit));
        let cells = std::iter::once(name).chain(cells).collect();
        Row { key: RowKey::Org((*unit).clone()), role: Role::Item, depth: 0, cells }
    };
    let mut rows: Vec<Row> = units.iter().map(unit_row).collect();
    let scale = material.registers.settings.scale.iter();
    let given = scale.filter(|step| all.iter().any(|one| same_word(one.word, &step.word)));
    rows.extend(given.map(|step| {
        let count = |goal: &&Code| {
            let own = all.iter().filter(|one| one.goal == *goal && same_word(one.word, &step.word));
            let counted = Counted {
                table: None,
                column: 1 + goals.iter().position(|one| one == goal).unwrap_or_default(),
                rows: (0, units.len() - 1),
                like: rating_cell(material.registers, Some(&step.word)),
            };
            let formula = Formula::Count(Box::new(counted));
            Cell::Number(Quantity::computed(own.count().into(), 0, formula))
        };
        let name = text(filled("matris.antal", &[("ord", &step.word)]));
        let cells = std::iter::once(name).chain(goals.iter().map(count)).collect();
        Row { key: RowKey::Other(step.word.clone()), role: Role::Subtotal, depth: 0, cells }
    }));
    let head = column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: true });
    let across = goals.iter().map(|goal| column(goal.as_str(), goal.to_string(), ColumnKind::Word));
    let columns = std::iter::once(head).chain(across).collect();
    let named = |code: &&Code| {
        let goal = material.registers.goals.iter().find(|goal| goal.code == **code)?;
        Some(filled("matris.mål", &[("kod", code.as_str()), ("mål", &goal.text)]))
    };
    let notes = goals.iter().filter_map(named).collect();
    Some(Table { notes, ..word_table("matris", phrase("matris.rubrik"), columns, rows) })
}

/// As [`dialogue`], with the units' words only where they may be read.
pub fn ratings(material: &Material, words: Words) -> Option<Table> {
    let mut built = dialogue(material)?;
    if words == Words::Approved {
        built.without(&["ord"]);
    }
    Some(built)
}

/// What the units' dialogues decided and said, goal by goal.
pub fn dialogue(material: &Material) -> Option<Table> {
    let all = of_units(material);
    let row = |one: &OfUnit| {
        let goal = material.registers.goals.iter().find(|goal| goal.code == *one.goal);
        let cells = vec![
            text(super::deviations::unit_name(material, one.unit)),
            text(goal.map_or_else(|| one.goal.to_string(), |goal| goal.text.clone())),
            rating_cell(material.registers, Some(one.word)),
            text(one.words),
        ];
        let key = RowKey::Other(format!("{} {}", one.unit, one.goal));
        Row { key, role: Role::Item, depth: 0, cells }
    };
    let columns = vec![
        column("enhet", phrase("kolumn.enhet"), ColumnKind::Text { wide: false }),
        column("mål", phrase("kolumn.mål"), ColumnKind::Text { wide: true }),
        column("bedömning", phrase("kolumn.bedömning"), ColumnKind::Word),
        column("ord", phrase("kolumn.dialogens_ord"), ColumnKind::Text { wide: true }),
    ];
    let rows: Vec<Row> = all.iter().map(row).collect();
    (!rows.is_empty()).then(|| word_table("dialog", phrase("dialog.tabell"), columns, rows))
}

/// How the ratings fall: perspectives down, the words of the scale across, and how many indicators are measured.
pub fn distribution(material: &Material) -> Option<Table> {
    let followed = follow(material.registers, material.readings, material.period);
    let perspectives = perspectives(material, &followed);
    if perspectives.is_empty() {
        return None;
    }
    let scale: Vec<&RatingStep> =
        material.registers.settings.scale.iter().filter(|step| stands(step, &followed)).collect();
    let lacking = followed.iter().any(|one| one.rating.is_none());
    let mut columns = vec![
        column("perspektiv", phrase("kolumn.perspektiv"), ColumnKind::Text { wide: true }),
        column("antal", phrase("kolumn.antal_mål"), ColumnKind::Number),
    ];
    columns.extend(scale.iter().map(|step| column(&step.word, capitalised(&step.word), ColumnKind::Number)));
    columns.extend(lacking.then(|| column("utan", phrase("bedömning.saknas"), ColumnKind::Number)));
    columns.push(column("mätta", phrase("kolumn.mätta_mått"), ColumnKind::Word));
    let row = |key: &str, role: Role, name: &str, own: &[&Followed]| {
        let number = |count: usize| Cell::Number(Quantity::given(count.into(), 0));
        let mut cells = vec![text(name), number(own.len())];
        cells.extend(scale.iter().map(|step| number(own.iter().filter(|one| is_rated(one, step)).count())));
        cells.extend(lacking.then(|| number(own.iter().filter(|one| one.rating.is_none()).count())));
        cells.push(text(measured_of(own.iter().map(|one| one.counts()).sum())));
        Row { key: RowKey::Other(key.to_string()), role, depth: 0, cells }
    };
    let mut rows = Vec::new();
    for one in perspectives {
        let own: Vec<&Followed> = followed.iter().filter(|goal| goal.goal.perspective == one.code).collect();
        rows.push(row(one.code.as_str(), Role::Item, &one.name, &own));
    }
    rows.push(row("summa", Role::Total, phrase("mål.alla"), &followed.iter().collect::<Vec<_>>()));
    let mut built = word_table(DISTRIBUTION, material.standing("fördelning.rubrik"), columns, rows);
    let measured: Counts = followed.iter().map(Followed::counts).sum();
    // In a plain month nobody is asked for measures.
    if material.kind == PeriodKind::Month && measured.measured == 0 {
        built.without(&["mätta"]);
    }
    Some(built)
}

/// The same with a picture: a bar for each perspective, a piece for each word of the scale.
pub fn drawn_distribution(material: &Material) -> Vec<Block> {
    let Some(table) = distribution(material) else { return Vec::new() };
    let words = |key: &str| !["perspektiv", "antal", "mätta"].contains(&key);
    let chart = Chart {
        id: "diagram_fordelning".to_string(),
        title: phrase("fördelning.diagram").to_string(),
        alt: phrase("fördelning.diagram_alt").to_string(),
        axis: phrase("diagram.antal").to_string(),
        kind: ChartKind::Stacks,
        table: table.id.clone(),
        rows: (0..table.rows.len().saturating_sub(1)).collect(),
        series: (0..table.columns.len()).filter(|at| words(&table.columns[*at].key)).collect(),
    };
    let chart = described(chart, &table);
    vec![Block::Table(table), Block::Chart(chart)]
}

/// Whether a word of the scale is told of though no goal has it: those that say how well a goal is met.
fn stands(step: &RatingStep, followed: &[Followed]) -> bool {
    let met = matches!(step.shape, RatingShape::Full | RatingShape::Half | RatingShape::Empty);
    met || followed.iter().any(|one| is_rated(one, step))
}

fn is_rated(one: &Followed, step: &RatingStep) -> bool {
    one.rating.is_some_and(|rating| same_word(&rating.word, &step.word))
}

fn same_word(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
