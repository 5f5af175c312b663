//! Taxekollektiv: whether the charges cover what the service costs, and what is owed to those who pay them.
//!
//! The charges may be no higher than what is needed to cover the necessary costs (lagen (2006:412) om allmänna
//! vattentjänster 30 §; miljöbalken 27 kap. 5 §). What is taken out too much is a debt to the collective and is to go back to
//! it, by what is held to be the law's meaning within three years.

use super::Material;
use super::build::{column, has_figures, said_rounding, sum_rows, table, text};
use super::drift::{Detail, Shows, columns, node_row};
use crate::consolidate::statement::Shown;
use crate::consolidate::tariff::{Account, accounts};
use crate::doc::{Cell, Column, ColumnKind, Role, Row, RowKey, Table};
use crate::domain::period::PeriodKind;
use crate::domain::query::{Basis, Query};
use crate::domain::statement::Extent;
use crate::domain::tariff::TariffPart;
use crate::text::format::kr_ore;
use crate::text::phrase::{filled, phrase};

/// Nothing where the register has no collective.
pub fn table_of(material: &Material) -> Option<Table> {
    let accounts = accounts(material.registers, material.period);
    let columns = columns(material, Detail::Paper);
    let mut rows = Vec::new();
    for account in &accounts {
        Rows { material, columns: &columns, account }.add(&mut rows);
    }
    if rows.is_empty() {
        return None;
    }
    let head = column("kollektiv", phrase("taxa.kolumn"), ColumnKind::Text { wide: true });
    let heads: Vec<Column> =
        std::iter::once(head).chain(columns.iter().map(|(column, _)| column.clone())).collect();
    let mut built = table("taxekollektiv", phrase("taxa.rubrik"), heads, rows);
    built.notes = notes(material, &accounts);
    Some(said_rounding(built))
}

/// What is asked of the facts for a column.
type Ask<'q> = &'q dyn Fn(&Shown) -> Query;

/// What the rows of one collective are made with.
struct Rows<'a> {
    material: &'a Material<'a>,
    columns: &'a [(Column, Shows)],
    account: &'a Account<'a>,
}

impl Rows<'_> {
    fn add(&self, rows: &mut Vec<Row>) {
        let account = self.account;
        let name = account.collective.name.to_string();
        let blank = self.columns.iter().map(|_| Cell::Empty);
        let cells = std::iter::once(text(name.clone())).chain(blank).collect();
        rows.push(Row { key: RowKey::Other(name), role: Role::Group, depth: 0, cells });
        let mut parts = Vec::new();
        let sides: [(&str, Ask); 3] = [
            (phrase("taxa.intäkter"), &|shown| account.income(shown)),
            (phrase("taxa.kostnader"), &|shown| account.costs(shown)),
            (phrase("taxa.kapital"), &|shown| account.capital(shown)),
        ];
        for (name, ask) in sides {
            let row = self.row(name, Role::Item, ask);
            if has_figures(&row) {
                parts.push((rows.len(), false));
                rows.push(row);
            }
        }
        let mut result = self.row(phrase("taxa.resultat"), Role::Subtotal, |shown| account.result(shown));
        sum_rows(&mut result, &parts);
        rows.push(result);
        rows.push(self.covered());
        if account.has(TariffPart::Debt) {
            self.add_debt(rows);
        }
    }

    /// What is owed at the start and at the end, and while it is not settled what it would be with the result put to it.
    fn add_debt(&self, rows: &mut Vec<Row>) {
        let booked = |shown: &Shown, extent| match shown.basis {
            Basis::Outcome => self.account.debt(shown, extent),
            _ => Query::sum(Vec::new()),
        };
        let expected = |shown: &Shown| match shown.basis {
            Basis::Outcome | Basis::Forecast { .. } => self.account.expected_debt(shown),
            _ => Query::sum(Vec::new()),
        };
        rows.push(self.balance(phrase("taxa.ingående"), |shown| booked(shown, Extent::Opening)));
        let closing = match self.material.kind {
            PeriodKind::Year => phrase("taxa.utgående"),
            _ => phrase("taxa.bokförd"),
        };
        rows.push(self.balance(closing, |shown| booked(shown, Extent::Closing)));
        if self.material.kind != PeriodKind::Year {
            rows.push(self.balance(phrase("taxa.beräknad"), expected));
        }
    }

    fn row(&self, name: &str, role: Role, ask: impl Fn(&Shown) -> Query) -> Row {
        let key = RowKey::Other(format!("{} {name}", self.account.collective.name));
        node_row(self.material, self.columns, name, key, (role, 1), ask)
    }

    /// A balance, of which no column is better than another.
    fn balance(&self, name: &str, ask: impl Fn(&Shown) -> Query) -> Row {
        let mut row = self.row(name, Role::Memo, ask);
        for (cell, (_, shows)) in row.cells.iter_mut().skip(1).zip(self.columns) {
            if !matches!(shows, Shows::Figures(_)) {
                *cell = Cell::Empty;
            }
        }
        row
    }

    fn covered(&self) -> Row {
        let mut row = self.row(phrase("taxa.täckning"), Role::Memo, |_| Query::sum(Vec::new()));
        for (cell, (_, shows)) in row.cells.iter_mut().skip(1).zip(self.columns) {
            let Shows::Figures(shown) = shows else { continue };
            let whole = !self.material.lacks_forecast(&self.account.result(shown));
            let covered = self.account.covered(self.material.cube, shown).filter(|_| whole);
            *cell = covered.map_or(Cell::Empty, |value| Cell::Percent { value, decimals: 1 });
        }
        row
    }
}

/// The rule, what stands in for what nobody forecasts, and for each collective whether its result is settled.
fn notes(material: &Material, accounts: &[Account]) -> Vec<String> {
    let mut notes = vec![phrase("taxa.regel").to_string()];
    if material.forecast.is_some() && accounts.iter().any(|account| account.has(TariffPart::Capital)) {
        notes.push(phrase("taxa.kapital_prognos").to_string());
    }
    for account in accounts {
        let name = account.collective.name.to_string();
        let own = [("kollektiv", name.as_str())];
        if !account.collective.note.is_empty() {
            notes.push(filled("taxa.not", &[own[0], ("text", account.collective.note.as_str())]));
        }
        match account.unsettled(material.cube, &Shown::outcome(material.period)) {
            None => notes.push(filled("taxa.inget_konto", &own)),
            Some(_) if material.kind != PeriodKind::Year => {}
            Some(left) if left.is_zero() => notes.push(filled("taxa.reglerat", &own)),
            Some(left) => notes.push(filled("taxa.oreglerat", &[own[0], ("belopp", &kr_ore(left))])),
        }
    }
    notes
}
