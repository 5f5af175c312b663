//! Sick leave by the parts that LKBR (2018:597) 11 kap. 6 § names, each by the municipality's own indicator.

use super::Material;
use super::build::{column, text, word_table};
use crate::consolidate::goals::{Measured, measure};
use crate::doc::{Cell, ColumnKind, Quantity, Role, Row, RowKey, Table};
use crate::domain::goal::Reading;
use crate::domain::period::PeriodKind;
use crate::domain::volume::SickLeave;
use crate::text::phrase::phrase;

/// All parts at year end, when the law asks for them; within the year those that have an indicator.
pub fn table_of(material: &Material) -> Option<Table> {
    let told = material.kind == PeriodKind::Year;
    let part = |part: &SickLeave| {
        let measured = measured(material, *part);
        (told || measured.is_some()).then(|| row(*part, measured.as_ref()))
    };
    let rows: Vec<Row> = SickLeave::ALL.iter().filter_map(part).collect();
    let columns = vec![
        column("del", phrase("personal.sjuk_del"), ColumnKind::Text { wide: true }),
        column("utfall", phrase("kolumn.utfall"), ColumnKind::Number),
        column("förra", phrase("kolumn.förra_värdet"), ColumnKind::Number),
        column("avser", phrase("kolumn.avser"), ColumnKind::Word),
    ];
    let mut built = word_table("sjukfranvaro", phrase("personal.sjukfrånvaro"), columns, rows);
    if told {
        built.notes.push(material.standing("personal.sjuk_not").to_string());
    }
    (!built.rows.is_empty()).then_some(built)
}

/// Of the whole municipality.
fn measured<'a>(material: &Material<'a>, part: SickLeave) -> Option<Measured<'a>> {
    let code = material.registers.operations.sick_leave(part)?;
    let indicator = material.registers.indicators.iter().find(|one| one.code == *code)?;
    Some(measure(indicator, None, material.readings, material.period))
}

fn row(part: SickLeave, measured: Option<&Measured>) -> Row {
    let value = |reading: Option<&Reading>| {
        let decimals = measured.map_or(0, |one| one.indicator.decimals);
        reading.and_then(|one| one.value).map(|value| Cell::Percent(Quantity::given(value, decimals)))
    };
    let now = match measured {
        Some(one) if one.masked => Cell::Missing(phrase("mått.få_personer").to_string()),
        _ => {
            let known = value(measured.and_then(|one| one.now));
            known.unwrap_or_else(|| Cell::Missing(phrase("personal.sjuk_saknas").to_string()))
        }
    };
    let earlier = measured.and_then(|one| one.earlier);
    let cells = vec![
        text(name(part)),
        now,
        value(earlier).unwrap_or(Cell::Empty),
        text(earlier.map(|one| one.period.to_string()).unwrap_or_default()),
    ];
    let role = if part == SickLeave::Long { Role::Memo } else { Role::Item };
    Row { key: RowKey::Other(format!("{part:?}")), role, depth: 0, cells }
}

fn name(part: SickLeave) -> &'static str {
    match part {
        SickLeave::Total => phrase("personal.sjuk_total"),
        SickLeave::Long => phrase("personal.sjuk_lång"),
        SickLeave::Women => phrase("personal.sjuk_kvinnor"),
        SickLeave::Men => phrase("personal.sjuk_män"),
        SickLeave::Young => phrase("personal.sjuk_yngre"),
        SickLeave::Middle => phrase("personal.sjuk_mellan"),
        SickLeave::Old => phrase("personal.sjuk_äldre"),
    }
}
