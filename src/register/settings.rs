//! Inställningar, Exporter and Profiler.

use std::collections::BTreeMap;

use super::accounts::{Drawn, LAYOUTS_NAME};
use super::read::{Desk, unknown};
use super::schema;
use super::value::{self, Value};
use super::{exports, org, starter};
use crate::domain::account::{BalanceRow, LineId, NoteRow};
use crate::domain::code::Code;
use crate::domain::colour::{Rgb, WHITE};
use crate::domain::goal::{RatingShape, RatingStep};
use crate::domain::money::KronorUnit;
use crate::domain::settings::{ExportContract, KoladaNames, MissingForecast, Profile, Settings};
use crate::domain::statement::{Layout, StatementKind};
use crate::finding::{Expected, RegisterProblem};
use crate::raw::RawValue;
use schema::Kind;

const TABLE: &str = "Inställningar";
const PROFILES: &str = "Profiler";

pub(super) fn read(
    desk: &mut Desk,
    layouts: &[Layout],
) -> (Option<Settings>, Vec<ExportContract>, Vec<Profile>) {
    let exports = exports::read(desk);
    let profiles = profiles(desk);
    (Given::collect(desk).settings(desk, layouts), exports, profiles)
}

/// The settings as written, and those of a new folder for the keys that no row gives.
struct Given {
    /// Key → row and text. No row: a default.
    by_key: BTreeMap<&'static str, (Option<u32>, String)>,
}

impl Given {
    fn collect(desk: &Desk) -> Given {
        let mut by_key = BTreeMap::new();
        for (key, value) in starter::defaults() {
            by_key.insert(key, (None, value));
        }
        for row in desk.rows(TABLE) {
            let key = row.choice("Nyckel", schema::SETTINGS);
            if let (Some(key), Some(value)) = (key, row.text("Värde")) {
                by_key.insert(key, (Some(row.number), value));
            }
        }
        Given { by_key }
    }

    fn settings(&self, desk: &mut Desk, layouts: &[Layout]) -> Option<Settings> {
        let drawn = Drawn::of(layouts);
        let example = self.read(desk, "exempel", Kind::YesNo);
        let comment_limit = self.read(desk, "kommentargräns_kr", Kind::Amount);
        let smallest_group = self.read(desk, "minsta_grupp", Kind::Whole);
        let template_unit = self.read(desk, "mallbelopp", Kind::Choice(schema::TEMPLATE_UNITS));
        let detail_rows = self.detail_rows(desk);
        let causes = self.causes(desk);
        let internal = self.read(desk, "interna_motparter", Kind::Codes);
        let missing = self.read(desk, "saknad_prognos", Kind::Choice(schema::MISSING_FORECASTS));
        let units = desk.values(org::TABLE, "Kod");
        let elimination_unit = self.among(desk, "eliminering_enhet", org::TABLE, |code| units.contains(code));
        let investment_line = self.among(desk, "investering_balansrad", LAYOUTS_NAME, |code| {
            drawn.lines.contains(&LineId::new(code))
        });
        let investment_cash_flow = self.among(desk, "investering_kassaflödesrad", LAYOUTS_NAME, |code| {
            drawn.cash_flow.contains(&LineId::new(code))
        });
        let loan_rows = self.loan_rows(desk, layouts);
        let scale = self.scale(desk);
        let municipality = self.municipality(desk);
        let attachments = self.truth(desk, "pdf_bilagor");
        let accent = self.accent(desk);
        let kolada = KoladaNames {
            own: self.names("kolada_kommun").into_iter().chain(municipality.clone()).collect(),
            nation: self.names("kolada_riket"),
            similar: self.names("kolada_liknande"),
        };
        const MISSING: &[MissingForecast] =
            &[MissingForecast::Said, MissingForecast::Last, MissingForecast::Budget];
        const UNITS: &[KronorUnit] = &[KronorUnit::Kr, KronorUnit::Tkr];
        match (example?, comment_limit?, smallest_group?, internal?, missing?, template_unit?) {
            (
                Value::Truth(example),
                Value::Amount(comment_limit),
                Value::Whole(smallest_group),
                Value::Codes(internal_counterparts),
                Value::Choice(missing),
                Value::Choice(template_unit),
            ) => Some(Settings {
                municipality: municipality?,
                example,
                comment_limit,
                template_unit: *UNITS.get(template_unit)?,
                detail_rows: detail_rows?,
                causes: causes?,
                internal_counterparts,
                missing_forecast: *MISSING.get(missing)?,
                smallest_group,
                scale: scale?,
                elimination_unit: elimination_unit?,
                investment_line: LineId(investment_line?),
                investment_cash_flow: LineId(investment_cash_flow?),
                loan_rows: loan_rows?,
                kolada,
                attachments: attachments?,
                accent: accent?,
            }),
            _ => None,
        }
    }

    fn read(&self, desk: &mut Desk, key: &'static str, kind: Kind) -> Option<Value> {
        let (row, text) = self.by_key.get(key)?;
        match value::read(kind, &RawValue::Text(text.clone())) {
            Ok(value) => value,
            Err(expected) => {
                wrong(desk, *row, text, expected);
                None
            }
        }
    }

    fn truth(&self, desk: &mut Desk, key: &'static str) -> Option<bool> {
        match self.read(desk, key, Kind::YesNo)? {
            Value::Truth(truth) => Some(truth),
            _ => None,
        }
    }

    /// A colour that cannot be read in is told of, and the program's own is used: a report must be accessible.
    fn accent(&self, desk: &mut Desk) -> Option<Option<Rgb>> {
        let (row, text) = self.by_key.get("accentfärg")?;
        if text.trim().to_lowercase() == OWN_COLOUR {
            return Some(None);
        }
        let Some(colour) = Rgb::parse(text) else {
            wrong(desk, *row, text, Expected::Colour);
            return None;
        };
        if colour.is_legible() {
            return Some(Some(colour));
        }
        let problem = RegisterProblem::FaintColour {
            colour: colour.to_string(),
            on_white: colour.contrast(WHITE),
            on_tint: colour.contrast(colour.tint()),
            darker: colour.darkened().to_string(),
        };
        desk.fault(TABLE, row.unwrap_or_default(), "Värde", problem);
        Some(None)
    }

    /// The name has no default: a report must not carry another municipality's.
    fn municipality(&self, desk: &mut Desk) -> Option<String> {
        match self.by_key.get("kommun") {
            Some((Some(_), name)) => Some(name.clone()),
            _ => {
                let place = desk.table(TABLE).map_or_else(|| desk.home(), |rows| rows.place_of_all());
                desk.findings.add(place, RegisterProblem::MissingSetting { key: "kommun".into() });
                None
            }
        }
    }

    /// A code that must be one of those another table has.
    fn among(
        &self,
        desk: &mut Desk,
        key: &str,
        refers_to: &str,
        known: impl Fn(&str) -> bool,
    ) -> Option<Code> {
        let (row, text) = self.by_key.get(key)?;
        if known(text) {
            return Some(Code::new(text));
        }
        let problem = unknown(TABLE, key, text, refers_to, None::<String>);
        match row {
            Some(row) => desk.fault(TABLE, *row, "Värde", problem),
            None => desk.findings.add(desk.home(), problem),
        }
        None
    }

    /// Lines and note rows with plus between. The default is not asked of a folder whose layout is another.
    fn loan_rows(&self, desk: &mut Desk, layouts: &[Layout]) -> Option<Vec<BalanceRow>> {
        let (row, text) = self.by_key.get("lån_balansrader")?;
        let mut found = Vec::new();
        for name in text.split('+').map(str::trim) {
            let named = balance_rows(desk, layouts, name);
            if let (true, Some(row)) = (named.is_empty(), row) {
                desk.fault(
                    TABLE,
                    *row,
                    "Värde",
                    unknown(TABLE, "lån_balansrader", name, BALANCE_ROWS, None::<String>),
                );
                return None;
            }
            found.extend(named);
        }
        Some(found)
    }

    fn detail_rows(&self, desk: &mut Desk) -> Option<u8> {
        const MOST: u8 = 9;
        let (row, text) = self.by_key.get("mall_detaljrader")?;
        let rows = text.trim().parse().ok().filter(|rows| *rows <= MOST);
        if rows.is_none() {
            let words = (0..=MOST).map(|number| number.to_string()).collect();
            wrong(desk, *row, text, Expected::Choice(words));
        }
        rows
    }

    /// Names with semicolons between.
    fn names(&self, key: &str) -> Vec<String> {
        let text = self.by_key.get(key).map(|(_, text)| text.as_str()).unwrap_or_default();
        text.split(';').map(|name| name.trim().to_string()).filter(|name| !name.is_empty()).collect()
    }

    /// Words with commas between, each once.
    fn causes(&self, desk: &mut Desk) -> Option<Vec<String>> {
        let (row, text) = self.by_key.get("orsaker")?;
        let words: Vec<String> = text.split(',').map(|word| word.trim().to_string()).collect();
        let once = words.iter().enumerate().all(|(at, word)| !words.iter().take(at).any(|one| one == word));
        let whole = once && words.iter().all(|word| !word.is_empty());
        if !whole {
            wrong(desk, *row, text, Expected::Words);
        }
        whole.then_some(words)
    }

    fn scale(&self, desk: &mut Desk) -> Option<Vec<RatingStep>> {
        let (row, text) = self.by_key.get("bedömningsskala")?;
        let scale = scale(text);
        if scale.is_none() {
            wrong(desk, *row, text, Expected::Scale);
        }
        scale
    }
}

/// The setting's word for the colour of the theme.
pub const OWN_COLOUR: &str = "standard";

/// What findings call the parts of the balance sheet.
const BALANCE_ROWS: &str = "balansräkningens rader eller noternas radtexter (Notrad i Konton och Noter)";

/// What a name means in the balance sheet: the code of a line, else the text of a row of its notes.
fn balance_rows(desk: &Desk, layouts: &[Layout], name: &str) -> Vec<BalanceRow> {
    let line = LineId::new(name);
    let mut balance = layouts.iter().filter(|layout| layout.kind == StatementKind::Balance);
    if balance.any(|layout| layout.line(&line).is_some()) {
        return vec![BalanceRow::Line(line)];
    }
    let rows_of = |table: &str, as_row: fn(NoteRow) -> BalanceRow| {
        let named = desk.rows(table).iter().filter(|row| row.words("Notrad").trim() == name);
        let read =
            named.filter_map(|row| Some(NoteRow { note: row.text("Not")?, text: row.text("Notrad")? }));
        read.map(as_row).collect::<Vec<BalanceRow>>()
    };
    let mut found = rows_of("Konton", BalanceRow::Note);
    found.extend(rows_of("Noter", BalanceRow::Memo));
    let mut once: Vec<BalanceRow> = Vec::new();
    for one in found {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

fn wrong(desk: &mut Desk, row: Option<u32>, found: &str, expected: Expected) {
    let problem = RegisterProblem::WrongValue {
        table: TABLE.into(),
        column: "Värde".into(),
        found: found.to_string(),
        expected,
    };
    match row {
        Some(row) => desk.fault(TABLE, row, "Värde", problem),
        None => desk.findings.add(desk.home(), problem),
    }
}

/// `god=full; tillräcklig=halv`, best first.
fn scale(text: &str) -> Option<Vec<RatingStep>> {
    const SHAPES: &[RatingShape] =
        &[RatingShape::Full, RatingShape::Half, RatingShape::Empty, RatingShape::Dash, RatingShape::Question];
    let mut steps: Vec<RatingStep> = Vec::new();
    for part in text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
        let (word, shape) = part.split_once('=')?;
        let (word, shape) = (word.trim(), shape.trim().to_lowercase());
        let shape = *SHAPES.get(schema::SHAPES.iter().position(|known| *known == shape)?)?;
        let known = steps.iter().any(|step| step.word.to_lowercase() == word.to_lowercase());
        if word.is_empty() || known {
            return None;
        }
        steps.push(RatingStep { word: word.to_string(), shape });
    }
    (!steps.is_empty()).then_some(steps)
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dec"];

fn profiles(desk: &mut Desk) -> Vec<Profile> {
    let mut read = Vec::new();
    let mut weightless = Vec::new();
    for row in desk.rows(PROFILES) {
        let weights = MONTHS.map(|month| row.whole(month));
        let (Some(name), false) = (row.text("Profil"), weights.contains(&None)) else { continue };
        let weights = weights.map(|weight| weight.unwrap_or(0));
        if weights.iter().all(|weight| *weight == 0) {
            weightless.push(row.number);
        } else {
            read.push(Profile { name, weights });
        }
    }
    for row in weightless {
        let problem = RegisterProblem::WrongValue {
            table: PROFILES.into(),
            column: MONTHS[0].into(),
            found: "0".into(),
            expected: Expected::Weights,
        };
        desk.fault(PROFILES, row, MONTHS[0], problem);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::scale;
    use crate::domain::goal::RatingShape;

    #[test]
    fn the_scale_is_read_best_first() {
        let read = scale("god=full; avser ej = Streck,ej möjligt att bedöma=fråga").expect("a scale");
        let shapes: Vec<_> = read.iter().map(|step| (step.word.as_str(), step.shape)).collect();
        assert_eq!(
            shapes,
            [
                ("god", RatingShape::Full),
                ("avser ej", RatingShape::Dash),
                ("ej möjligt att bedöma", RatingShape::Question)
            ]
        );
        for wrong in ["", "god", "god=rund", "god=full; God=halv", "=full"] {
            assert_eq!(scale(wrong), None, "{wrong}");
        }
    }
}
