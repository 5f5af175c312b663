//! The template's rules in the spreadsheet's words, each beside what it shows now.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::domain::money::{KronorUnit, Money};
use crate::domain::period::Date;
use crate::form::identity::HIDDEN_SHEET;
use crate::form::sheet::{ForecastColumns, StatusOf};
use crate::form::state::FAR_OFF;
use crate::form::{Answers, Cell, Computed, FieldKey, FieldPlace, Form, Kind, Need, Progress, Status, Table};
use crate::text::form as text;

/// One table where it stands.
pub struct At<'a> {
    pub table: &'a Table,
    /// Row of the first table row, from 1.
    pub first: u32,
    pub unit: KronorUnit,
}

/// A formula and what it shows with the answers that are filled in; an empty text shows nothing.
pub struct Live {
    pub text: String,
    pub result: String,
}

impl At<'_> {
    /// `G7`, by row and column of the table.
    pub fn address(&self, row: usize, column: usize) -> String {
        let place = self.table.columns.get(column).map_or(1, |column| column.place);
        format!("{}{}", column_number_to_name((place - 1) as u16), self.first + row as u32)
    }

    pub fn live(
        &self,
        form: &Form,
        answers: &Answers,
        (row, column): (usize, usize),
        computed: &Computed,
    ) -> Live {
        let amount = || shown(self.table.amount(row, column, answers), self.unit);
        match computed {
            Computed::Difference { plus, minus } => {
                Live { text: self.difference(row, *plus, *minus), result: amount() }
            }
            Computed::Counts(columns) => Live { text: self.counts(row, columns), result: amount() },
            Computed::Total => Live { text: self.total(column), result: amount() },
            Computed::Status(of) => Live {
                text: self.status(row, of),
                result: status_word(self.table.status(row, of, answers)).to_string(),
            },
            Computed::Progress(sheet) => progress(form, answers, sheet.as_deref()),
        }
    }

    /// Binary noise of sums and differences would otherwise show as −0.
    fn rounded(&self, inner: &str) -> String {
        format!("ROUND({inner},{})", Kind::amount_decimals(self.unit))
    }

    fn difference(&self, row: usize, plus: usize, minus: usize) -> String {
        let (first, second) = (self.address(row, plus), self.address(row, minus));
        let difference = self.rounded(&format!("{first}-{second}"));
        let waits =
            matches!(self.table.cell(row, plus), Some(Cell::Input(_) | Cell::Computed(Computed::Counts(_))));
        if waits { format!("=IF(ISNUMBER({first}),{difference},\"\")") } else { format!("={difference}") }
    }

    /// The cells of a line's details, with commas between.
    fn details(&self, row: usize, own: usize) -> Option<String> {
        let cells: Vec<String> = self.table.details(row).map(|detail| self.address(detail, own)).collect();
        (!cells.is_empty()).then(|| cells.join(","))
    }

    /// The amount that was given, or nothing: there is none, it is not what its details are together, or it is doubted.
    fn counts(&self, row: usize, columns: &ForecastColumns) -> String {
        let own = self.address(row, columns.own);
        let (given, none) = match self.details(row, columns.own) {
            None => (own.clone(), format!("NOT(ISNUMBER({own}))")),
            Some(details) => {
                let sum = self.rounded(&format!("SUM({details})"));
                let none = format!("OR(COUNT({own},{details})=0,{})", self.differ(&own, &details));
                (format!("IF(ISNUMBER({own}),{own},{sum})"), none)
            }
        };
        format!("=IF({none},\"\",IF({},\"\",{given}))", self.doubted(row, columns, &given))
    }

    /// Far from both budget and last year, or of the other sign, and not confirmed.
    fn doubted(&self, row: usize, columns: &ForecastColumns, given: &str) -> String {
        let [confirm, budget, last] =
            [columns.confirm, columns.budget, columns.last_year].map(|column| self.address(row, column));
        format!(
            "AND({confirm}<>\"{}\",{given}<>0,{budget}<>0,{last}<>0,\
             OR(ABS({given})*{FAR_OFF}<=MIN(ABS({budget}),ABS({last})),\
             ABS({given})>={FAR_OFF}*MAX(ABS({budget}),ABS({last})),\
             AND(SIGN({given})<>SIGN({budget}),SIGN({given})<>SIGN({last}))))",
            Kind::YES
        )
    }

    /// Both a forecast and details, and they are not the same.
    fn differ(&self, own: &str, details: &str) -> String {
        let difference = self.rounded(&format!("N({own})-SUM({details})"));
        format!("AND(ISNUMBER({own}),COUNT({details})>0,{difference}<>0)")
    }

    fn total(&self, column: usize) -> String {
        let items: Vec<usize> = self.table.item_rows().collect();
        let side_by_side = items.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
        let cells = match (items.first(), items.last()) {
            (Some(first), Some(last)) if side_by_side => {
                format!("{}:{}", self.address(*first, column), self.address(*last, column))
            }
            _ => items.iter().map(|row| self.address(*row, column)).collect::<Vec<_>>().join(","),
        };
        let sum = self.rounded(&format!("SUM({cells})"));
        if self.table.waits_for_input(column) {
            format!("=IF(COUNT({cells})<{},\"\",{sum})", items.len())
        } else {
            format!("={sum}")
        }
    }

    /// What the row says of itself. What cannot be read comes first: nothing else can be told before it is put right.
    fn status(&self, row: usize, of: &StatusOf) -> String {
        let unfit = |column: usize| match self.table.cell(row, column) {
            Some(Cell::Input(field)) => unfit(&field.kind, &self.address(row, column)),
            _ => NEVER.to_string(),
        };
        let confirm = of.forecast.map_or(NEVER.to_string(), |columns| unfit(columns.confirm));
        let wrong_word = format!("OR({confirm},{})", unfit(of.cause));
        let mut rest = self.settled(row, of);
        rest = format!("IF({},\"{}\",{rest})", unfit(of.comment), text::TOO_LONG);
        rest = format!("IF({wrong_word},\"{}\",{rest})", text::NOT_IN_LIST);
        if let Some(columns) = &of.forecast {
            let own = self.address(row, columns.own);
            let cells =
                self.details(row, columns.own).map_or(own.clone(), |details| format!("{own},{details}"));
            rest = format!("IF(COUNTA({cells})>COUNT({cells}),\"{}\",{rest})", text::NOT_A_NUMBER);
        }
        format!("={rest}")
    }

    fn settled(&self, row: usize, of: &StatusOf) -> String {
        let limit = shown(Some(of.limit), self.unit);
        let [deviation, cause, comment] =
            [of.deviation, of.cause, of.comment].map(|column| self.address(row, column));
        let silent = format!("OR({},{})", blank(&cause), blank(&comment));
        let explain = |otherwise: &str| {
            let demanded = format!("AND(ABS({deviation})>={limit},{silent})");
            format!("IF({demanded},\"{}\",{otherwise})", text::LACKS_EXPLANATION)
        };
        let Some(columns) = &of.forecast else { return explain("\"\"") };
        let [own, counts] = [columns.own, columns.counts].map(|column| self.address(row, column));
        let details = self.details(row, columns.own);
        let given = details.as_ref().map_or(own.clone(), |details| format!("{own},{details}"));
        let rest = match &details {
            None => explain("\"\""),
            Some(_) => explain(&format!("IF(ISNUMBER({own}),\"\",\"{}\")", text::DETAILS_COUNT)),
        };
        // What is given and does not count is doubted: that rule stands in the cell of what counts.
        let rest = format!("IF(NOT(ISNUMBER({counts})),\"{}\",{rest})", text::DOUBTFUL);
        let rest = format!("IF(COUNT({given})=0,\"{}\",{rest})", text::LACKS_FORECAST);
        match &details {
            None => rest,
            Some(details) => format!("IF({},\"{}\",{rest})", self.differ(&own, details), text::DIFFERS),
        }
    }
}

/// A condition that does not hold.
const NEVER: &str = "FALSE";

/// Can what stands in the cell be read as its field's kind? The rule behind the validation, the colour and the count of
/// what is left.
pub fn fits(kind: &Kind, cell: &str) -> String {
    match kind {
        Kind::Amount { .. } | Kind::Number { unmeasured: false, .. } => format!("ISNUMBER({cell})"),
        Kind::Number { .. } => format!("OR(ISNUMBER({cell}),{cell}=\"{}\")", Kind::UNMEASURED),
        Kind::Date { from, to } => {
            let day =
                |date: &Date| format!("DATE({},{},{})", date.year(), u8::from(date.month()), date.day());
            // A time of the last day is that day.
            format!("AND(ISNUMBER({cell}),{cell}>={},{cell}<{}+1)", day(from), day(to))
        }
        Kind::Text { most } => format!("LEN({cell})<={most}"),
        Kind::Choice { list, .. } => format!("COUNTIF({},{cell})>0", list.name()),
    }
}

/// Something stands in the cell that its field cannot hold.
pub fn unfit(kind: &Kind, cell: &str) -> String {
    format!("AND(NOT({}),NOT({}))", blank(cell), fits(kind, cell))
}

fn blank(cell: &str) -> String {
    format!("LEN(TRIM({cell}))=0")
}

/// An amount in the template's unit, as a formula writes it; nothing for none.
fn shown(amount: Option<Money>, unit: KronorUnit) -> String {
    amount
        .and_then(|amount| amount.to_decimal(unit))
        .map(|exact| exact.normalize().to_string())
        .unwrap_or_default()
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Forecast => text::LACKS_FORECAST,
        Status::Differs => text::DIFFERS,
        Status::Doubtful => text::DOUBTFUL,
        Status::Explain => text::LACKS_EXPLANATION,
        Status::Details => text::DETAILS_COUNT,
        Status::Nothing => "",
    }
}

/// Columns of the hidden sheet's field map, from 0: the sheet's title, whether the field is demanded, whether it lacks.
pub const MAP_SHEET: u16 = 2;
pub const MAP_DEMANDED: u16 = 6;
pub const MAP_LACKS: u16 = 7;
/// Its heading row, from 0.
pub const MAP_HEADING_ROW: u32 = 6;

fn progress(form: &Form, answers: &Answers, sheet: Option<&str>) -> Live {
    let fields = form.fields().count() as u32;
    let column = |column: u16| {
        let letters = column_number_to_name(column);
        let first = MAP_HEADING_ROW + 2;
        format!("'{HIDDEN_SHEET}'!${letters}${first}:${letters}${}", first + fields - 1)
    };
    let count = |of: u16| match sheet {
        Some(title) => format!("SUMIF({},\"{title}\",{})", column(MAP_SHEET), column(of)),
        None => format!("SUM({})", column(of)),
    };
    let (left, of) = (count(MAP_LACKS), count(MAP_DEMANDED));
    let ready = if sheet.is_some() { text::SHEET_READY } else { text::READY };
    let Progress { left: now, of: all } = form.progress(sheet, answers);
    Live {
        text: format!("=IF({left}=0,\"{ready}\",{left}&\"{}\"&{of}&\"{}\")", text::OF, text::LEFT),
        result: if now == 0 { ready.to_string() } else { text::fields_left(now, all) },
    }
}

/// The two cells of the field map that count a field: `1` or `0`, or a formula that tells.
pub fn counting(
    form: &Form,
    place: &FieldPlace,
    answers: &Answers,
    map_row: u32,
    unit: KronorUnit,
) -> [Live; 2] {
    let flag = |truth: bool| if truth { "1" } else { "0" }.to_string();
    let own = format!("{}{}", column_number_to_name(MAP_DEMANDED), map_row + 1);
    [
        Live { text: demanded(form, place, unit), result: flag(place.demanded(answers)) },
        Live { text: left(place, unit, &own), result: flag(place.is_left(answers)) },
    ]
}

/// Does the field count? When it is to be answered, and when what stands in it cannot be read.
fn demanded(form: &Form, place: &FieldPlace, unit: KronorUnit) -> String {
    let field = place.field;
    let mut reasons = match &field.need {
        Need::Always | Need::Unless(_) => return "1".to_string(),
        Need::Never => Vec::new(),
        Need::With(others) => others.iter().filter_map(|other| name_of(form, other)).map(holds).collect(),
        Need::Deviates { column, limit } => {
            let cell = elsewhere(place, *column, unit);
            vec![format!("IF(ISNUMBER({cell}),ABS({cell})>={},{NEVER})", shown(Some(*limit), unit))]
        }
    };
    if !place.is_part() {
        reasons.push(unfit(&field.kind, &field.name));
    }
    if reasons.is_empty() { "0".to_string() } else { one_where(&format!("OR({})", reasons.join(","))) }
}

/// Is there something left to do? A line's forecast takes the words that stand beside it.
fn left(place: &FieldPlace, unit: KronorUnit, demanded: &str) -> String {
    let (field, name) = (place.field, place.field.name.as_str());
    if let Some((column, _)) = place.spoken_of() {
        let words = elsewhere(place, column, unit);
        let open = [text::LACKS_FORECAST, text::NOT_A_NUMBER, text::DIFFERS, text::DOUBTFUL];
        return one_where(&format!("OR({})", open.map(|word| format!("{words}=\"{word}\"")).join(",")));
    }
    if place.is_part() {
        return one_where(&format!("AND({demanded}=1,{})", blank(name)));
    }
    one_where(&format!("AND({demanded}=1,OR({},NOT({})))", blank(name), fits(&field.kind, name)))
}

/// What cannot be told is not done.
fn one_where(condition: &str) -> String {
    format!("=IFERROR(IF({condition},1,0),1)")
}

/// A cell of the field's row, as another sheet names it.
fn elsewhere(place: &FieldPlace, column: usize, unit: KronorUnit) -> String {
    let at = At { table: place.table, first: place.sheet.first_row(place.at), unit };
    format!("'{}'!{}", place.sheet.title.replace('\'', "''"), at.address(place.row, column))
}

fn holds(name: &str) -> String {
    format!("AND(LEN(TRIM({name}))>0,{name}<>\"{}\")", Kind::UNMEASURED)
}

fn name_of<'a>(form: &'a Form, key: &FieldKey) -> Option<&'a str> {
    form.fields().find(|field| field.key == *key).map(|field| field.name.as_str())
}
