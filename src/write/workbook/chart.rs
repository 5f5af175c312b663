//! Pictures of a table's figures, drawn by the spreadsheet program from its cells. Series are told apart by line and mark,
//! or by fill and outline, before they are by colour.

use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell_absolute};
use rust_xlsxwriter::{
    Chart as Drawn, ChartAxisLabelPosition, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition,
    ChartLine, ChartLineDashType, ChartMarker, ChartMarkerType, ChartSolidFill, ChartType, Worksheet,
};

use super::WorkbookError;
use super::formula::runs;
use super::plan::{Place, SheetPlan};
use super::style::colour;
use crate::doc::{Chart, ChartKind, Table};
use crate::write::limit;
use crate::write::look::{self, Rgb};

/// Rows of the sheet that a picture covers: upright; lying, for what stands around the bars, for each bar, and for what the
/// bars are called below them where there are several.
const ROWS: u32 = 18;
const AROUND: u32 = 8;
const PER_BAR: (u32, u32) = (5, 4);
const LEGEND: u32 = 2;
/// Pixels of a row, and of a character of a column with its padding.
const ROW: u32 = 20;
const CHARACTER: u32 = 7;
const PADDING: u32 = 5;
/// Pixels: a picture is no wider than a page shows well.
const WIDEST: u32 = 1_000;
const INSIDE: u32 = 3;
const WORDS: f64 = 10.0;
const TITLE: f64 = 12.0;
/// Between two bars, in per cent of a bar.
const GAP: u16 = 60;

/// Rows that a picture covers.
pub fn rows(chart: &Chart) -> u32 {
    let bars = chart.rows.len() as u32;
    match chart.kind {
        ChartKind::Bars | ChartKind::Stacks => {
            let legend = if chart.series.len() > 1 { LEGEND } else { 0 };
            AROUND + legend + bars * PER_BAR.0 / PER_BAR.1
        }
        ChartKind::Lines | ChartKind::Columns => ROWS,
    }
}

/// Puts a picture in its place. `of`: the table it shows, and where that stands.
pub fn insert(
    sheet: &mut Worksheet,
    chart: &Chart,
    plan: &SheetPlan,
    place: &Place,
    (table, of): (&Table, &Place),
) -> Result<(), WorkbookError> {
    let mut drawn = Drawn::new(match chart.kind {
        ChartKind::Lines => ChartType::Line,
        ChartKind::Bars => ChartType::Bar,
        ChartKind::Columns => ChartType::Column,
        ChartKind::Stacks => ChartType::BarStacked,
    });
    let range = |column: usize| {
        let areas: Vec<String> = runs(chart.rows.iter().copied())
            .into_iter()
            .map(|(from, to)| {
                let cell =
                    |row: usize| row_col_to_cell_absolute(of.first_row + 1 + row as u32, column as u16);
                format!("{}!{}:{}", quote_sheet_name(&plan.name), cell(from), cell(to))
            })
            .collect();
        match areas.as_slice() {
            [one] => format!("={one}"),
            several => format!("=({})", several.join(",")),
        }
    };
    for (at, column) in chart.series.iter().enumerate() {
        let heading = table.columns.get(*column).map_or("", |column| column.heading.as_str());
        let series = drawn.add_series();
        series
            .set_name(heading)
            .set_categories(range(0).as_str())
            .set_values(range(*column).as_str())
            .set_gap(GAP);
        match chart.kind {
            ChartKind::Lines => series.set_format(&mut line(at)).set_marker(&marker(at)),
            ChartKind::Bars | ChartKind::Columns => series.set_format(&mut bar(at)),
            ChartKind::Stacks => {
                let ink = if at == 0 { look::PAPER } else { look::INK };
                let font = ChartFont::new().set_color(colour(ink)).set_bold().clone();
                let label = ChartDataLabel::new().show_value().set_num_format("0;;").set_font(&font).clone();
                // The best state is the darkest; its number is white.
                series
                    .set_format(&mut bar([1, 0, 2, 3].get(at).copied().unwrap_or(at)))
                    .set_data_label(&label)
            }
        };
    }
    drawn.title().set_name(&chart.title).set_font(ChartFont::new().set_bold().set_size(TITLE));
    let words = ChartFont::new().set_size(WORDS).clone();
    let lies = matches!(chart.kind, ChartKind::Bars | ChartKind::Stacks);
    // The library calls the lying axis x, whatever it shows.
    let names = if lies { drawn.y_axis() } else { drawn.x_axis() };
    // Amounts below zero: the names stand beside the picture and not across it.
    names.set_font(&words).set_label_position(ChartAxisLabelPosition::Low);
    if lies {
        // The first row stands uppermost, as in the table.
        names.set_reverse();
    }
    let amounts = if lies { drawn.x_axis() } else { drawn.y_axis() };
    amounts.set_name(&chart.axis).set_num_format("#,##0;\"−\"#,##0").set_font(&words);
    amounts.set_name_font(ChartFont::new().set_size(WORDS));
    amounts
        .set_major_gridlines(true)
        .set_major_gridlines_line(ChartLine::new().set_color(colour(look::RULE)));
    if lies {
        drawn.y_axis().set_major_gridlines(false);
    }
    if chart.series.len() > 1 {
        drawn.legend().set_position(ChartLegendPosition::Bottom).set_font(&words);
    } else {
        drawn.legend().set_hidden();
    }
    drawn.set_alt_text(limit::alternative(&chart.alt));
    let widths = plan.widths.iter().map(|width| u32::from(*width) * CHARACTER + PADDING);
    drawn.set_width(widths.sum::<u32>().min(WIDEST)).set_height(rows(chart) * ROW - ROW / 2);
    // A little below the line where a page may end: its outline belongs to the next.
    sheet.insert_chart_with_offset(place.first_row, 0, &drawn, 0, INSIDE)?;
    Ok(())
}

/// Budget broken, outcome thick and whole, what was before thin and dotted, forecast a square.
fn line(series: usize) -> ChartFormat {
    let (ink, width, dash) = match series {
        0 => (look::MUTED, 2.0, ChartLineDashType::Dash),
        1 => (look::ACCENT, 3.0, ChartLineDashType::Solid),
        3 => (look::FORECAST, 1.0, ChartLineDashType::Solid),
        _ => (look::INK, 1.25, ChartLineDashType::RoundDot),
    };
    let line = ChartLine::new().set_color(colour(ink)).set_width(width).set_dash_type(dash).clone();
    ChartFormat::new().set_line(&line).clone()
}

fn marker(series: usize) -> ChartMarker {
    let (ink, kind) = match series {
        0 => (look::MUTED, ChartMarkerType::Diamond),
        1 => (look::ACCENT, ChartMarkerType::Circle),
        3 => (look::FORECAST, ChartMarkerType::Square),
        _ => (look::INK, ChartMarkerType::X),
    };
    let mut format = filled(ink, ink);
    ChartMarker::new().set_type(kind).set_size(6).set_format(&mut format).clone()
}

/// Pale, dark and white with an outline each.
fn bar(series: usize) -> ChartFormat {
    match series {
        0 => filled(look::BUDGET, look::ACCENT),
        1 => filled(look::ACCENT, look::ACCENT),
        _ => filled(look::PAPER, look::ACCENT),
    }
}

fn filled(fill: Rgb, outline: Rgb) -> ChartFormat {
    ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(colour(fill)))
        .set_border(ChartLine::new().set_color(colour(outline)))
        .clone()
}
