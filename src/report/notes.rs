//! Noter: the rows of each note by account, their sum, and the memo rows ("varav") that are never summed.

use super::Material;
use super::build::{column, figure, has_figures, said_rounding, sum_rows, table, text};
use crate::consolidate::finance::calendar::loans_due_within_a_year;
use crate::consolidate::statement::{Shown, line_query};
use crate::doc::{AmountUnit, Cell, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::account::{BalanceRow, NoteRow};
use crate::domain::money::Money;
use crate::domain::period::{Month, PeriodKind};
use crate::domain::query::{Pick, Query};
use crate::domain::statement::{Extent, LayoutLine, LineKind, StatementKind};
use crate::text::format::amount;
use crate::text::phrase::{filled, phrase};
use crate::text::report::year_to_date;

/// One table for each note that has at least two rows with figures.
pub fn tables(material: &Material) -> Vec<Table> {
    lines(material).filter_map(|(kind, line)| note(material, kind, line)).collect()
}

/// The lines that post and may have a note, statement by statement.
pub fn lines<'a>(material: &'a Material) -> impl Iterator<Item = (StatementKind, &'a LayoutLine)> {
    let lines = [StatementKind::Income, StatementKind::Balance].into_iter().flat_map(|kind| {
        let layout = material.registers.layout(kind, material.period);
        layout.into_iter().flat_map(move |layout| layout.lines.iter().map(move |line| (kind, line)))
    });
    lines.filter(|(_, line)| matches!(line.kind, LineKind::Post(_)))
}

/// The numbers of the notes that have a table.
pub fn numbers(material: &Material) -> Vec<String> {
    let lines = lines(material);
    lines
        .filter(|(kind, line)| note(material, *kind, line).is_some())
        .filter_map(|(_, line)| line.note.clone())
        .collect()
}

/// The lines that have an amount and no note, as they are called in the statements.
pub fn without(material: &Material) -> Vec<String> {
    let has_amount = |kind: StatementKind, line: &LayoutLine| {
        let (extent, [now, _]) = compared(material, kind);
        let amount = material.cube.value(&now.of(Pick::Line(line.id.clone()), extent));
        amount.is_some_and(|amount| !amount.is_zero())
    };
    let lines = lines(material).filter(|(kind, line)| has_amount(*kind, line));
    lines
        .filter(|(kind, line)| note(material, *kind, line).is_none())
        .map(|(_, line)| line.text.clone())
        .collect()
}

/// What a note's two columns show: a balance is compared with the last closing, a flow with the same period last year.
pub fn compared(material: &Material, kind: StatementKind) -> (Extent, [Shown; 2]) {
    let now = Shown::outcome(material.period);
    match kind {
        StatementKind::Income => (Extent::Movement, [now, Shown::outcome(material.last_year())]),
        StatementKind::Balance | StatementKind::CashFlow => (Extent::Closing, [now, material.last_closing()]),
    }
}

fn note(material: &Material, kind: StatementKind, line: &LayoutLine) -> Option<Table> {
    let number = line.note.as_ref()?;
    let turned = turned(line);
    let (extent, shown) = compared(material, kind);
    let before = shown[1].through;
    let make = |name: &NoteRow, pick: Pick, role: Role| {
        let figures = shown.iter().map(|shown| {
            let query = shown.of(pick.clone(), extent);
            figure(material, Some(if turned { query.negated() } else { query }))
        });
        let key = RowKey::Other(format!("{role:?} {}", name.text));
        let depth = u8::from(role == Role::Memo);
        Row { key, role, depth, cells: std::iter::once(text(name.text.clone())).chain(figures).collect() }
    };
    let mut rows: Vec<Row> = note_rows(material, number)
        .iter()
        .map(|name| make(name, Pick::Note(name.clone()), Role::Item))
        .collect();
    rows.retain(has_figures);
    if rows.len() < 2 {
        return None;
    }
    rows.push(total(material, &rows, &shown, line, number, extent));
    let memos = material.registers.accounts.memos().iter().filter(|memo| memo.row.note == *number);
    rows.extend(
        memos.map(|memo| make(&memo.row, Pick::Memo(memo.row.clone()), Role::Memo)).filter(has_figures),
    );
    let heading = |month: Month| match kind {
        _ if material.kind == PeriodKind::Year => month.year.to_string(),
        StatementKind::Income | StatementKind::CashFlow => year_to_date(month),
        StatementKind::Balance => month.last_day().to_string(),
    };
    let columns = vec![
        column("rad", phrase("kolumn.post"), ColumnKind::Text { wide: true }),
        column("utfall", heading(material.period), ColumnKind::Amount),
        column("utfall_fg", heading(before), ColumnKind::Amount),
    ];
    let caption = filled("not.rubrik", &[("not", number), ("text", &line.text)]);
    let mut built = table(&format!("not_{number}"), caption, columns, rows);
    built.notes.extend(apart(material, kind, line, &built, &shown));
    built.notes.extend(loans_due(material, line, number));
    Some(said_rounding(built))
}

/// The note's rows in the register's order, each once.
fn note_rows(material: &Material, number: &str) -> Vec<NoteRow> {
    let mut found: Vec<NoteRow> = Vec::new();
    for row in material.registers.accounts.rows().iter().filter_map(|row| row.note.as_ref()) {
        if row.note == number && !found.contains(row) {
            found.push(row.clone());
        }
    }
    found
}

/// The sum of the note, asked as the statement's own line: it must meet the rows above it.
fn total(
    material: &Material,
    rows: &[Row],
    shown: &[Shown; 2],
    line: &LayoutLine,
    number: &str,
    extent: Extent,
) -> Row {
    let ask = |shown: &Shown| {
        let picks =
            note_rows(material, number).into_iter().map(|name| shown.of(Pick::Note(name), extent)).collect();
        let sum = Query::sum(picks);
        figure(material, Some(if turned(line) { sum.negated() } else { sum }))
    };
    let cells = std::iter::once(text(phrase("not.summa"))).chain(shown.iter().map(ask)).collect();
    let mut total = Row { key: RowKey::Other("summa".into()), role: Role::Total, depth: 0, cells };
    sum_rows(&mut total, &(0..rows.len()).map(|row| (row, false)).collect::<Vec<_>>());
    total
}

/// That the note's sum is another than the line it is of, where accounts of the line have no row in the note.
fn apart(
    material: &Material,
    kind: StatementKind,
    line: &LayoutLine,
    note: &Table,
    shown: &[Shown; 2],
) -> Option<String> {
    let sum = note.rows.iter().find(|row| row.role == Role::Total)?;
    let differs = |(cell, shown): (&Cell, &Shown)| {
        let own = line_query(material.registers, kind, line.id.0.as_str(), shown);
        let own = own.and_then(|query| material.cube.value(&query)).unwrap_or(Money::ZERO);
        let noted = if let Cell::Amount(figure) = cell { figure.value } else { Money::ZERO };
        (own != noted).then_some(own)
    };
    let own = sum.cells[1..].iter().zip(shown).find_map(differs)?;
    let values = [("rad", line.text.as_str()), ("belopp", &amount(own, AmountUnit::Tkr))];
    Some(filled("not.skiljer", &values))
}

/// What of the loans falls due within a year, under the first of the rows that the loans stand on: the note itself does not
/// tell what is soon to be paid or raised anew.
fn loans_due(material: &Material, line: &LayoutLine, number: &str) -> Option<String> {
    let is_here = match material.registers.settings.loan_rows.first()? {
        BalanceRow::Line(id) => *id == line.id,
        BalanceRow::Note(row) | BalanceRow::Memo(row) => row.note == number,
    };
    let due = loans_due_within_a_year(&material.registers.finances, material.period).filter(|_| is_here)?;
    let due = material.cube.value(&due)?;
    let day = material.period.last_day().to_string();
    Some(
        material.standing_with(
            "not.lån_inom_ett_år",
            &[("belopp", &amount(due, AmountUnit::Tkr)), ("dag", &day)],
        ),
    )
}

fn turned(line: &LayoutLine) -> bool {
    matches!(&line.kind, LineKind::Post(draws) if draws.iter().any(|draw| draw.turned))
}
