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
use crate::doc::{Cell, Column, ColumnKind, Figure, Formula, Operand, Quantity, Role, Row, RowKey, Table};
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
        let (mut parts, mut income) = (Vec::new(), None);
        let sides: [(&str, Ask); 3] = [
            (phrase("taxa.intäkter"), &|shown| account.income(shown)),
            (phrase("taxa.kostnader"), &|shown| account.costs(shown)),
            (phrase("taxa.kapital"), &|shown| account.capital(shown)),
        ];
        for (name, ask) in sides {
            let row = self.row(name, Role::Item, ask);
            if has_figures(&row) {
                income = income.or((name == phrase("taxa.intäkter")).then_some(rows.len()));
                parts.push((rows.len(), false));
                rows.push(row);
            }
        }
        let costs: Vec<usize> = parts.iter().map(|(at, _)| *at).filter(|at| Some(*at) != income).collect();
        self.compute_costs(rows, &parts);
        let mut result = self.row(phrase("taxa.resultat"), Role::Subtotal, |shown| account.result(shown));
        sum_rows(&mut result, &parts);
        rows.push(result);
        rows.push(self.covered(income.map(|income| (income, costs))));
        if account.has(TariffPart::Debt) {
            self.add_debt(rows);
        }
    }

    /// The workbook computes the costs as those of the units less what capital costs, which stands in a row of its own.
    fn compute_costs(&self, rows: &mut [Row], parts: &[(usize, bool)]) {
        let at = |name: &str| {
            let key = RowKey::Other(format!("{} {name}", self.account.collective.name));
            parts.iter().map(|(at, _)| *at).find(|at| rows[*at].key == key)
        };
        let (Some(costs), Some(below)) = (at(phrase("taxa.kostnader")), at(phrase("taxa.kapital"))) else {
            return;
        };
        let capital = rows[below].cells.clone();
        let cells = rows[costs].cells.iter_mut().zip(capital).skip(1);
        for ((cell, capital), (_, shows)) in cells.zip(self.columns) {
            let (Cell::Amount(figure), Cell::Amount(capital), Shows::Figures(shown)) = (cell, capital, shows)
            else {
                continue;
            };
            let query = self.account.unit_costs(shown);
            let Some(value) = self.material.cube.value(&query) else { continue };
            // Capital that is booked elsewhere is no part of what the units cost.
            let rows = match value - figure.value {
                apart if apart == capital.value => vec![below],
                apart if apart.is_zero() => Vec::new(),
                _ => continue,
            };
            let whole = Box::new(Figure { value, query, formula: None });
            figure.formula = Some(Formula::Less { figure: whole, rows });
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

    /// Income in per cent of the costs, which stand in the rows given.
    fn covered(&self, parts: Option<(usize, Vec<usize>)>) -> Row {
        let mut row = self.row(phrase("taxa.täckning"), Role::Memo, |_| Query::sum(Vec::new()));
        for ((column, cell), (_, shows)) in row.cells.iter_mut().enumerate().skip(1).zip(self.columns) {
            let Shows::Figures(shown) = shows else { continue };
            let formula = parts.as_ref().map(|(income, costs)| {
                let under = costs.iter().map(|row| (*row, column, true)).collect();
                Formula::ratio(Operand::Cells(vec![(*income, column, false)]), Operand::Cells(under))
            });
            let whole = !self.material.lacks_forecast(&self.account.result(shown));
            let covered = self.account.covered(self.material.cube, shown).filter(|_| whole);
            *cell = covered.map_or(Cell::Empty, |value| {
                Cell::Percent(Quantity { formula, ..Quantity::given(value, 1) })
            });
        }
        row
    }
}

/// The rule, what stands in for what nobody forecasts, and for each collective whether its result is settled.
fn notes(material: &Material, accounts: &[Account]) -> Vec<String> {
    let mut notes = vec![material.standing("taxa.regel").to_string()];
    if material.forecast.is_some() && accounts.iter().any(|account| account.has(TariffPart::Capital)) {
        notes.push(material.standing("taxa.kapital_prognos").to_string());
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
