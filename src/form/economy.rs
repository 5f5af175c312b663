//! The sheet *Ekonomi*: a row per cost type with what is known, and the fields for forecast, cause, comment and
//! summing-up; below each line its folded details.

use super::field::{DetailPart, Field, FieldKey, Guard, Need};
use super::kind::{ChoiceList, Kind, Sense};
use super::prefill::{Prefill, PrefillPart, PrefillRow};
use super::sheet::{
    Cell, Chart, Column, Computed, Folding, ForecastColumns, Row, RowRole, Sheet, Show, StatusOf, Table,
};
use crate::domain::account::CostType;
use crate::domain::money::Money;
use crate::domain::period::PeriodKind;
use crate::text::form as text;

/// Its name, by which forecasts are found.
pub const TITLE: &str = "Ekonomi";

/// Most characters of a comment, of the summing-up and of a detail's text.
const COMMENT: u16 = 500;
const SUMMARY: u16 = 1500;
const DETAIL: u16 = 100;
/// Characters of the column of the yardstick: its heading is the longest.
const REST: u16 = 14;
/// Columns of the sheet that the chart of the months covers.
const CHART_SPAN: u32 = 8;

/// A column of the table: heading, width in characters, look, and its cell for a row and for the total.
struct Part {
    what: What,
    caption: String,
    width: u16,
    show: Show,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Fold,
    CostType,
    LastYear,
    BudgetYear,
    BudgetToDate,
    Outcome,
    DeviationToDate,
    Previous,
    Rest,
    Forecast,
    Counts,
    Deviation,
    Confirm,
    Cause,
    Comment,
    Status,
}

pub(super) fn sheet(prefill: &Prefill) -> Sheet {
    let plan = Plan { prefill, parts: parts(prefill) };
    let widths: Vec<u16> = plan.parts.iter().map(|part| part.width).collect();
    let year_end = prefill.period_kind == PeriodKind::Year;
    Sheet {
        title: TITLE.into(),
        heading: text::heading(TITLE, &prefill.unit_name, &prefill.unit),
        lines: text::economy_lines(prefill.comment_limit, year_end, folds(prefill), prefill.amount_unit),
        tables: vec![plan.table(), summary_table(&widths), months_table(prefill, plan.names_place())],
        widths,
        charts: vec![chart(prefill, plan.names_place())],
    }
}

fn parts(prefill: &Prefill) -> Vec<Part> {
    let (year, months) = (prefill.period.year, text::months(prefill.period));
    let unit = text::unit(prefill.amount_unit);
    let amount = |what, caption: String| Part {
        what,
        caption: format!("{caption}, {unit}"),
        width: amount_width(prefill),
        show: Show::Amount,
    };
    let signed = |what, caption| Part { show: Show::Signed, ..amount(what, caption) };
    let other = |what, caption: &str, width, show| Part { what, caption: caption.into(), width, show };
    let mut parts = Vec::new();
    if folds(prefill) {
        parts.push(other(What::Fold, text::FOLD, 8, Show::Word));
    }
    parts.extend([
        other(What::CostType, "Kostnadsslag", 24, Show::Text),
        amount(What::LastYear, format!("Bokslut\n{}", year - 1)),
        amount(What::BudgetYear, format!("Budget\n{year}")),
    ]);
    if prefill.period_kind == PeriodKind::Year {
        parts.extend([
            amount(What::Outcome, format!("Utfall\n{year}")),
            signed(What::Deviation, format!("Avvikelse\n{year}")),
            amount(What::Previous, "Senaste\nprognos".into()),
        ]);
    } else {
        parts.extend([
            amount(What::BudgetToDate, format!("Budget\n{months}")),
            amount(What::Outcome, format!("Utfall\n{months}")),
            signed(What::DeviationToDate, format!("Avvikelse\n{months}")),
            amount(What::Previous, "Förra\nprognos".into()),
            Part {
                width: REST.max(amount_width(prefill)),
                ..amount(What::Rest, text::REST_AS_BUDGETED.into())
            },
            amount(What::Forecast, format!("Prognos\n{year}")),
            amount(What::Counts, "Räknas som\nprognos".into()),
            signed(What::Deviation, format!("Avvikelse\n{year}")),
            other(What::Confirm, "Stämmer", 9, Show::Word),
        ]);
    }
    // At year end fewer columns stand beside it.
    let comment = if prefill.period_kind == PeriodKind::Year { 64 } else { 40 };
    parts.extend([
        other(What::Cause, "Orsak", 16, Show::Word),
        other(What::Comment, "Kommentar", comment, Show::Text),
        other(What::Status, "Kvar att göra", 18, Show::Text),
    ]);
    // A column with nothing in it only makes the others narrower.
    if prefill.rows.iter().all(|row| row.previous_forecast.is_none()) {
        parts.retain(|part| part.what != What::Previous);
    }
    parts
}

/// Are there rows to unfold?
fn folds(prefill: &Prefill) -> bool {
    prefill.period_kind != PeriodKind::Year
        && (prefill.detail_rows > 0 || prefill.rows.iter().any(|row| !row.parts.is_empty()))
}

/// The columns, and what they are filled from.
struct Plan<'a> {
    prefill: &'a Prefill,
    parts: Vec<Part>,
}

impl Plan<'_> {
    fn at(&self, what: What) -> Option<usize> {
        self.parts.iter().position(|part| part.what == what)
    }

    /// The column of the sheet where the lines' names stand.
    fn names_place(&self) -> u32 {
        2 + self.at(What::CostType).unwrap_or_default() as u32
    }

    fn table(&self) -> Table {
        let columns = self.parts.iter().zip(2..).map(|(part, place)| Column {
            caption: part.caption.clone(),
            place,
            span: 1,
            show: part.show,
        });
        let mut rows: Vec<Row> =
            (1..).zip(&self.prefill.rows).flat_map(|(at, row)| self.rows_of(row, at)).collect();
        if !rows.is_empty() {
            rows.push(self.row("summa:ekonomi".into(), RowRole::Total, |what| self.total(what)));
        }
        let folding = self.at(What::Fold).map(|column| Folding { column, shown: text::LINE });
        Table { key: "rubrik:ekonomi".into(), columns: columns.collect(), rows, folding }
    }

    fn row(&self, key: String, role: RowRole, cell: impl Fn(What) -> Cell) -> Row {
        Row { key, role, cells: self.parts.iter().map(|part| cell(part.what)).collect(), lines: None }
    }

    /// A line, what was said of it the last time, and its details.
    fn rows_of(&self, row: &PrefillRow, at: usize) -> Vec<Row> {
        let name = &row.cost_type.0;
        let mut rows =
            vec![self.row(format!("kostnadsslag:{name}"), RowRole::Item, |what| self.item(what, row, at))];
        if !row.previous_comment.is_empty() {
            rows.push(self.row(format!("forra:{name}"), RowRole::Remark, |what| match what {
                What::Fold => Cell::Text(text::LINE.into()),
                What::Comment => Cell::Text(text::previous_comment(&row.previous_comment)),
                _ => Cell::Empty,
            }));
        }
        if self.at(What::Forecast).is_some() {
            let free = usize::from(self.prefill.detail_rows);
            let parts = row.parts.iter().map(Some).chain(std::iter::repeat_n(None, free));
            rows.extend((1..=u8::MAX).zip(parts).map(|(number, part)| {
                let key = format!("detalj:{name}:{number}");
                self.row(key, RowRole::Detail, |what| self.detail(what, row, part, (at, number)))
            }));
        }
        rows
    }

    fn item(&self, what: What, row: &PrefillRow, at: usize) -> Cell {
        match what {
            What::Fold => Cell::Text(text::LINE.into()),
            What::CostType => Cell::Text(text::cost_type(row.cost_type.0.as_str(), row.internal)),
            What::LastYear => known(row.last_year),
            What::BudgetYear => Cell::Amount(row.budget_year),
            What::BudgetToDate => Cell::Amount(row.budget_to_date),
            What::Outcome => Cell::Amount(row.outcome_to_date),
            What::DeviationToDate => self.difference(What::Outcome, What::BudgetToDate),
            What::Previous => known(row.previous_forecast),
            What::Rest => Cell::Amount(row.rest_as_budgeted()),
            What::Forecast => input(self.forecast(row, at)),
            What::Counts => {
                let columns = self.forecast_columns();
                columns.map_or(Cell::Empty, |columns| Cell::Computed(Computed::Counts(columns)))
            }
            What::Deviation if self.at(What::Counts).is_some() => {
                self.difference(What::Counts, What::BudgetYear)
            }
            What::Deviation => self.difference(What::Outcome, What::BudgetYear),
            What::Confirm => input(confirm(&row.cost_type, at)),
            What::Cause => {
                let words = self.prefill.causes.clone();
                let kind = Kind::Choice { words, list: ChoiceList::Cause };
                input(self.explanation(FieldKey::Cause(row.cost_type.clone()), "Orsak", kind, row, at))
            }
            What::Comment => {
                let kind = Kind::Text { most: COMMENT };
                input(self.explanation(FieldKey::Comment(row.cost_type.clone()), "Kommentar", kind, row, at))
            }
            What::Status => self.status().map_or(Cell::Empty, |of| Cell::Computed(Computed::Status(of))),
        }
    }

    fn difference(&self, plus: What, minus: What) -> Cell {
        match (self.at(plus), self.at(minus)) {
            (Some(plus), Some(minus)) => Cell::Computed(Computed::Difference { plus, minus }),
            _ => Cell::Empty,
        }
    }

    fn forecast_columns(&self) -> Option<ForecastColumns> {
        Some(ForecastColumns {
            own: self.at(What::Forecast)?,
            counts: self.at(What::Counts)?,
            confirm: self.at(What::Confirm)?,
            budget: self.at(What::BudgetYear)?,
            last_year: self.at(What::LastYear)?,
        })
    }

    fn status(&self) -> Option<StatusOf> {
        Some(StatusOf {
            forecast: self.forecast_columns(),
            deviation: self.at(What::Deviation)?,
            cause: self.at(What::Cause)?,
            comment: self.at(What::Comment)?,
            limit: self.prefill.comment_limit,
        })
    }

    fn forecast(&self, row: &PrefillRow, at: usize) -> Field {
        let details = row.parts.len() + usize::from(self.prefill.detail_rows);
        let parts = (1..=u8::MAX).take(details);
        let amounts =
            parts.map(|part| FieldKey::Detail(row.cost_type.clone(), part, DetailPart::Amount)).collect();
        let label = format!("Prognos helår, {}", row.cost_type.0);
        let key = FieldKey::Forecast(row.cost_type.clone());
        let field = Field::new(key, at, label, self.amount_kind(), Need::Unless(amounts));
        let mut field = field.usually(&usual_of(row));
        let last_year = row.last_year.filter(|last| !last.is_zero() && !row.budget_year.is_zero());
        field.guard = last_year.map(|last_year| Guard::Usual {
            budget: row.budget_year,
            last_year,
            cleared_by: FieldKey::Confirm(row.cost_type.clone()),
        });
        field
    }

    fn amount_kind(&self) -> Kind {
        Kind::Amount { unit: self.prefill.amount_unit, sense: Sense::Result }
    }

    /// Cause or comment: demanded by a large deviation.
    fn explanation(&self, key: FieldKey, what: &str, kind: Kind, row: &PrefillRow, at: usize) -> Field {
        let limit = self.prefill.comment_limit;
        let need = self.at(What::Deviation).map_or(Need::Never, |column| Need::Deviates { column, limit });
        Field::new(key, at, format!("{what}, {}", row.cost_type.0), kind, need)
    }

    /// A preprinted part with its figures, or a free row.
    fn detail(
        &self,
        what: What,
        row: &PrefillRow,
        part: Option<&PrefillPart>,
        (at, number): (usize, u8),
    ) -> Cell {
        let field = |of: DetailPart, kind: Kind| {
            let key = |of| FieldKey::Detail(row.cost_type.clone(), number, of);
            // A text without an amount is forgotten; an amount without a text is a part like any other.
            let (name, need) = match of {
                DetailPart::Text => ("Detaljens text", Need::Never),
                DetailPart::Amount if part.is_some() => ("Detaljens belopp", Need::Never),
                DetailPart::Amount => ("Detaljens belopp", Need::With(vec![key(DetailPart::Text)])),
            };
            let label = format!("{name} {number}, {}", row.cost_type.0);
            let of_part =
                |part: &PrefillPart| [Some(part.budget_year), Some(part.outcome_to_date), part.last_year];
            let usual = part.map_or_else(|| usual_of(row), of_part);
            input(Field::new(key(of), at, label, kind, need).usually(&usual))
        };
        match (what, part) {
            (What::Fold, _) => Cell::Text(text::DETAIL.into()),
            (What::CostType, None) => field(DetailPart::Text, Kind::Text { most: DETAIL }),
            (What::Forecast, _) => field(DetailPart::Amount, self.amount_kind()),
            (What::CostType, Some(part)) => Cell::Text(part.text.clone()),
            (What::LastYear, Some(part)) => known(part.last_year),
            (What::BudgetYear, Some(part)) => Cell::Amount(part.budget_year),
            (What::BudgetToDate, Some(part)) => Cell::Amount(part.budget_to_date),
            (What::Outcome, Some(part)) => Cell::Amount(part.outcome_to_date),
            _ => Cell::Empty,
        }
    }

    fn total(&self, what: What) -> Cell {
        match what {
            What::Fold => Cell::Text(text::LINE.into()),
            What::CostType => Cell::Text(text::net_cost(self.prefill.kind)),
            // An earlier forecast exists for some rows only; its sum would compare unlike things unless all have one.
            What::Previous if self.prefill.rows.iter().any(|row| row.previous_forecast.is_none()) => {
                Cell::Empty
            }
            What::LastYear
            | What::BudgetYear
            | What::BudgetToDate
            | What::Outcome
            | What::DeviationToDate
            | What::Previous
            | What::Rest
            | What::Counts
            | What::Deviation => Cell::Computed(Computed::Total),
            // Lines and their details stand in one column: what counts is summed beside it.
            What::Forecast | What::Confirm | What::Cause | What::Comment | What::Status => Cell::Empty,
        }
    }
}

fn confirm(cost_type: &CostType, at: usize) -> Field {
    let label = format!("Stämmer, {}", cost_type.0);
    let kind = Kind::Choice { words: vec![Kind::YES.into()], list: ChoiceList::Confirm };
    Field::new(FieldKey::Confirm(cost_type.clone()), at, label, kind, Need::Never)
}

/// What a line's amount is likely to be like.
fn usual_of(row: &PrefillRow) -> [Option<Money>; 3] {
    [Some(row.budget_year), Some(row.outcome_to_date), row.last_year]
}

fn known(amount: Option<Money>) -> Cell {
    amount.map_or(Cell::Empty, Cell::Amount)
}

fn input(field: Field) -> Cell {
    Cell::Input(Box::new(field))
}

/// Cells that are joined do not grow with their text: the row is high enough for a full one from the start.
fn summary_table(widths: &[u16]) -> Table {
    let kind = Kind::Text { most: SUMMARY };
    let field = Field::new(FieldKey::Summary, 1, "Sammanfattning av ekonomin".into(), kind, Need::Always);
    let lines = SUMMARY / widths.iter().sum::<u16>().max(1) + 2;
    Table::of_text("sammanfattning", widths.len() as u32, lines, field)
}

/// Characters of a column of amounts: the largest sum of the sheet with its sign, and room for a heading's words.
fn amount_width(prefill: &Prefill) -> u16 {
    const LEAST: usize = 11;
    let sum = |of: fn(&PrefillRow) -> Option<Money>| -> i128 {
        prefill.rows.iter().filter_map(of).map(|amount| amount.abs().ore()).sum()
    };
    let sums = [sum(|row| Some(row.budget_year)), sum(|row| row.last_year), sum(|row| row.previous_forecast)];
    let whole = sums.into_iter().max().unwrap_or_default() / prefill.amount_unit.ore();
    // Sign, edges, the room beside the figures and the decimal of an amount in tkr.
    u16::try_from((whole.to_string().len() + 4).max(LEAST)).unwrap_or(u16::MAX)
}

/// Budget and outcome month by month: what the chart beside it draws.
fn months_table(prefill: &Prefill, place: u32) -> Table {
    let unit = text::unit(prefill.amount_unit);
    let captions = [
        (text::net_by_month(prefill.kind), Show::Text),
        (format!("Budget, {unit}"), Show::Amount),
        (format!("Utfall, {unit}"), Show::Amount),
    ];
    let rows = prefill.months.iter().map(|one| Row {
        key: format!("manad:{}", one.month),
        role: RowRole::Item,
        cells: vec![Cell::Text(text::month_name(one.month)), Cell::Amount(one.budget), known(one.outcome)],
        lines: None,
    });
    let columns = captions.into_iter().zip(place..);
    Table {
        key: "rubrik:manader".into(),
        columns: columns.map(|((caption, show), place)| Column { caption, place, span: 1, show }).collect(),
        rows: rows.collect(),
        folding: None,
    }
}

/// To the right of the table of months, with a column between.
fn chart(prefill: &Prefill, place: u32) -> Chart {
    Chart {
        title: text::months_title(prefill.kind, prefill.period, prefill.amount_unit),
        table: 2,
        categories: 0,
        series: text::MONTH_SERIES.into_iter().zip(1..).map(|(name, column)| (column, name.into())).collect(),
        axis: text::unit(prefill.amount_unit).to_string(),
        alt: months_in_words(prefill),
        place: place + 4,
        span: CHART_SPAN,
    }
}

fn months_in_words(prefill: &Prefill) -> String {
    let booked = || prefill.months.iter().filter(|one| one.outcome.is_some());
    let last = booked().map(|one| one.month).next_back();
    let budget = booked().map(|one| one.budget).sum();
    text::months_alt(last, budget, booked().filter_map(|one| one.outcome).sum(), prefill.amount_unit)
}
