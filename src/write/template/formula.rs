//! The template's rules in the spreadsheet's words, each beside what it shows now.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::domain::money::{KronorUnit, Money};
use crate::form::identity::HIDDEN_SHEET;
use crate::form::sheet::StatusOf;
use crate::form::state::FAR_OFF;
use crate::form::{
    Answers, Cell, Computed, Field, FieldKey, FieldPlace, Form, Kind, Need, Progress, Status, Table,
};
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
            Computed::Counts { own } => Live { text: self.counts(row, *own), result: amount() },
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
        let waits = matches!(
            self.table.cell(row, plus),
            Some(Cell::Input(_) | Cell::Computed(Computed::Counts { .. }))
        );
        if waits { format!("=IF(ISNUMBER({first}),{difference},\"\")") } else { format!("={difference}") }
    }

    /// The cells of a line's details, with commas between.
    fn details(&self, row: usize, own: usize) -> Option<String> {
        let cells: Vec<String> = self.table.details(row).map(|detail| self.address(detail, own)).collect();
        (!cells.is_empty()).then(|| cells.join(","))
    }

    fn counts(&self, row: usize, own: usize) -> String {
        let cell = self.address(row, own);
        match self.details(row, own) {
            None => format!("=IF(ISNUMBER({cell}),{cell},\"\")"),
            Some(details) => {
                let sum = self.rounded(&format!("SUM({details})"));
                format!("=IF(ISNUMBER({cell}),{cell},IF(COUNT({details})>0,{sum},\"\"))")
            }
        }
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

    fn status(&self, row: usize, of: &StatusOf) -> String {
        let limit = shown(Some(of.limit), self.unit);
        let [deviation, cause, comment] =
            [of.deviation, of.cause, of.comment].map(|column| self.address(row, column));
        let silent = format!("OR({},{})", blank(&cause), blank(&comment));
        let explain = |otherwise: &str| {
            let demanded = format!("AND(ABS({deviation})>={limit},{silent})");
            format!("IF({demanded},\"{}\",{otherwise})", text::LACKS_EXPLANATION)
        };
        let Some(columns) = &of.forecast else { return format!("={}", explain("\"\"")) };
        let [own, counts, confirm, budget, last] =
            [columns.own, columns.counts, columns.confirm, columns.budget, columns.last_year]
                .map(|column| self.address(row, column));
        let doubtful = format!(
            "AND({},{counts}<>0,{budget}<>0,{last}<>0,OR(ABS({counts})*{FAR_OFF}<=MIN(ABS({budget}),ABS({last})),\
             ABS({counts})>={FAR_OFF}*MAX(ABS({budget}),ABS({last})),\
             AND(SIGN({counts})<>SIGN({budget}),SIGN({counts})<>SIGN({last}))))",
            blank(&confirm)
        );
        let details = self.details(row, columns.own);
        let rest = match &details {
            None => explain("\"\""),
            Some(_) => explain(&format!("IF(ISNUMBER({own}),\"\",\"{}\")", text::DETAILS_COUNT)),
        };
        let rest = format!("IF({doubtful},\"{}\",{rest})", text::DOUBTFUL);
        let rest = match &details {
            None => rest,
            Some(details) => {
                let differ = format!(
                    "AND(ISNUMBER({own}),COUNT({details})>0,{}<>0)",
                    self.rounded(&format!("N({own})-SUM({details})"))
                );
                format!("IF({differ},\"{}\",{rest})", text::DIFFERS)
            }
        };
        format!("=IF(NOT(ISNUMBER({counts})),\"{}\",{rest})", text::LACKS_FORECAST)
    }
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
    let field = place.field;
    let demanded = match &field.need {
        Need::Never => "0".to_string(),
        Need::Always | Need::Unless(_) => "1".to_string(),
        Need::With(others) => {
            let held: Vec<String> =
                others.iter().filter_map(|other| name_of(form, other)).map(holds).collect();
            format!("=IFERROR(IF(OR({}),1,0),0)", held.join(","))
        }
        Need::Deviates { column, limit } => {
            let at = At { table: place.table, first: place.sheet.first_row(place.at), unit };
            let title = place.sheet.title.replace('\'', "''");
            let cell = format!("'{title}'!{}", at.address(place.row, *column));
            let limit = shown(Some(*limit), unit);
            format!("=IFERROR(IF(ISNUMBER({cell}),IF(ABS({cell})>={limit},1,0),0),0)")
        }
    };
    let own = format!("{}{}", column_number_to_name(MAP_DEMANDED), map_row + 1);
    let lacks = lacks(form, field, &own);
    [
        Live { text: demanded, result: flag(place.demanded(answers)) },
        Live { text: lacks, result: flag(place.lacks(answers)) },
    ]
}

fn lacks(form: &Form, field: &Field, demanded: &str) -> String {
    let empty = blank(&field.name);
    match &field.need {
        Need::Never => "0".to_string(),
        Need::Unless(others) if !others.is_empty() => {
            let names: Vec<&str> = others.iter().filter_map(|other| name_of(form, other)).collect();
            format!("=IFERROR(IF(AND({demanded}=1,{empty},COUNT({})=0),1,0),0)", names.join(","))
        }
        _ => format!("=IFERROR(IF(AND({demanded}=1,{empty}),1,0),0)"),
    }
}

fn holds(name: &str) -> String {
    format!("AND(LEN(TRIM({name}))>0,{name}<>\"{}\")", Kind::UNMEASURED)
}

fn name_of<'a>(form: &'a Form, key: &FieldKey) -> Option<&'a str> {
    form.fields().find(|field| field.key == *key).map(|field| field.name.as_str())
}
