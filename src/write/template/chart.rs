//! A chart of a template's table, drawn by the spreadsheet program.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Worksheet,
    XlsxError,
};

use super::colour;
use crate::domain::money::Money;
use crate::form::{Cell, Chart as Described, Sheet};
use crate::write::{limit, look};

/// Pixels of a column of so many characters, and of a row of the template.
const PIXELS_PER_CHARACTER: u32 = 7;
const PIXELS_PER_COLUMN: u32 = 5;
const PIXELS_PER_ROW: u32 = 24;
/// Rows that the chart is higher than its table: what two months differ by must show.
const HIGHER: u32 = 6;
/// Pixels of a row below the tables, and points by pixels.
const PIXELS_BELOW: u32 = 20;
const POINTS_PER_PIXEL: f64 = 0.75;
/// Between the bars of two months, in per cent of a bar.
const GAP: u16 = 60;
/// Points of the chart's own words: the sheet is printed smaller than it is shown.
const WORDS: f64 = 12.0;
const TITLE: f64 = 14.0;

pub fn insert(target: &mut Worksheet, sheet: &Sheet, chart: &Described) -> Result<(), XlsxError> {
    let Some(table) = sheet.tables.get(chart.table) else { return Ok(()) };
    let (first, count) = (sheet.first_row(chart.table), table.rows.len() as u32);
    let column = |at: usize| table.columns.get(at).map_or(0, |column| (column.place - 1) as u16);
    let name = sheet.title.as_str();
    let range = |at: usize| (name, first - 1, column(at), first + count - 2, column(at));
    let mut drawn = Chart::new(ChartType::Column);
    drawn.title().set_name(&chart.title).set_font(ChartFont::new().set_bold().set_size(TITLE));
    for (at, (series, title)) in chart.series.iter().enumerate() {
        drawn
            .add_series()
            .set_name(title.as_str())
            .set_categories(range(chart.categories))
            .set_values(range(*series))
            .set_gap(GAP)
            .set_format(&mut look_of(at));
    }
    // Costs are negative: the months stand below the bars and not across them.
    drawn.x_axis().set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::Low);
    let words = ChartFont::new().set_size(WORDS).clone();
    drawn.x_axis().set_font(&words);
    drawn.y_axis().set_name(&chart.axis).set_num_format("#,##0;\"−\"#,##0").set_font(&words);
    drawn.y_axis().set_major_gridlines_line(ChartLine::new().set_color(colour(look::RULE)));
    drawn.y_axis().set_name_font(ChartFont::new().set_size(WORDS));
    // A bar is as long as its amount: the axis begins at zero. Where amounts lie on both sides it does so by itself.
    let amounts =
        || chart.series.iter().flat_map(|(series, _)| table.rows.iter().map(|row| row.cells.get(*series)));
    let all =
        |of: fn(Money) -> bool| amounts().all(|cell| !matches!(cell, Some(Cell::Amount(one)) if !of(*one)));
    if all(|amount| amount <= Money::ZERO) {
        drawn.y_axis().set_max(0);
    } else if all(|amount| amount >= Money::ZERO) {
        drawn.y_axis().set_min(0);
    }
    drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&words);
    drawn.set_alt_text(limit::alternative(&chart.alt));
    let widths = sheet.widths.iter().skip(chart.place.saturating_sub(2) as usize).take(chart.span as usize);
    let width: u32 = widths.map(|width| u32::from(*width) * PIXELS_PER_CHARACTER + PIXELS_PER_COLUMN).sum();
    drawn.set_width(width).set_height((count + 1 + HIGHER) * PIXELS_PER_ROW);
    target.insert_chart(sheet.header_row(chart.table) - 1, (chart.place - 1) as u16, &drawn)?;
    Ok(())
}

/// Rows below the last table that a chart reaches over.
pub fn rows_below(sheet: &Sheet) -> u32 {
    let charts = sheet.charts.iter().map(|_| (HIGHER * PIXELS_PER_ROW).div_ceil(PIXELS_BELOW));
    charts.max().unwrap_or_default()
}

/// The same in points.
pub fn points_below(sheet: &Sheet) -> f64 {
    f64::from(rows_below(sheet) * PIXELS_BELOW) * POINTS_PER_PIXEL
}

/// Budget pale with an outline, outcome dark: told apart without colour.
fn look_of(series: usize) -> ChartFormat {
    let fill = if series == 0 { look::BUDGET } else { look::ACCENT };
    ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(colour(fill)))
        .set_border(ChartLine::new().set_color(colour(look::ACCENT)))
        .clone()
}
