//! How the values between two stations are altered: finding something real to drop, double, change or move.

use lopdf::content::{Content, Operation};
use uppfolj::consolidate::cube::{Cube, SumKey};
use uppfolj::doc::{Block, Cell, Document, Role, Row, Table};
use uppfolj::domain::fact::{FactKey, Facts, Subject};
use uppfolj::domain::money::Money;
use uppfolj::raw::Batch;
use uppfolj::write::pdf::placed::{Mark, Placed, Text};

use crate::package;

/// The sheet of the driftredovisning in the budget workbook.
pub const SHEET: &str = "xl/worksheets/sheet2.xml";

pub fn alter_field(piece: &mut Batch, heading: &str, alter: fn(&str) -> String) {
    let header = piece.get(0).expect("a header");
    let column = |heading: &str| header.texts().position(|field| field == heading).expect("the column");
    let (at, account) = (column(heading), column("Konto"));
    let is_cost = |row: &usize| piece.get(*row).is_some_and(|record| record.text(account).starts_with('6'));
    let row = (1..piece.len()).find(is_cost).expect("a cost row");
    let field = piece.get(row).expect("a row").text(at).to_string();
    piece.exchange(row, at, &alter(&field));
}

pub fn plus_one_ore(amount: &str) -> String {
    let last = amount.chars().last().expect("a digit");
    let other = if last == '1' { '2' } else { '1' };
    format!("{}{other}", &amount[..amount.len() - 1])
}

pub fn other_unit(ansvar: &str) -> String {
    if ansvar.starts_with("31") { "3200".to_string() } else { "3100".to_string() }
}

pub fn other_account(account: &str) -> String {
    if account == "3011" { "3111".to_string() } else { "3011".to_string() }
}

pub fn income_fact(facts: &Facts) -> FactKey {
    let mut found = facts.iter().map(|(key, _)| key).filter(|key| {
        key.period.year == 2020
            && matches!(&key.subject, Subject::Coded { account, ansvar, .. } if account.as_str().starts_with('5') && ansvar.as_str() != "3200")
    });
    found.nth(20).expect("a fact").clone()
}

pub fn change(facts: &mut Facts, alter: fn(Money) -> Money) {
    let key = income_fact(facts);
    let amount = facts.amount_mut(&key).expect("the fact");
    *amount = alter(*amount);
}

pub fn table<'a>(document: &'a mut Document, id: &str) -> &'a mut Table {
    let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
    let mut tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.id == id).expect("the table")
}

pub fn leaf_rows(table: &Table) -> impl Iterator<Item = usize> + use<> {
    let leaf = |row: &Row| row.role == Role::Item && row.depth > 0;
    let rows: Vec<usize> = (0..table.rows.len()).filter(|at| leaf(&table.rows[*at])).collect();
    rows.into_iter()
}

pub fn figure(document: &mut Document) -> &mut Cell {
    let at = leaf_rows(table(document, "drift")).nth(2).expect("a row");
    let outcome = table(document, "drift").column("utfall").expect("the outcome");
    &mut table(document, "drift").rows[at].cells[outcome]
}

/// Page and item of every amount on the pages.
pub fn placed_figures(placed: &Placed) -> Vec<(usize, usize)> {
    let is_figure = |mark: &Mark| matches!(mark, Mark::Text(Text { amount: Some(_), origin: Some(at), .. }) if at.row.is_some_and(|row| row > 0));
    let pages = placed.pages.iter().enumerate();
    pages
        .flat_map(|(page, content)| {
            let items = content.items.iter().enumerate().filter(|(_, item)| is_figure(&item.mark));
            items.map(move |(item, _)| (page, item)).collect::<Vec<_>>()
        })
        .collect()
}

/// The first plain number of a sheet with one öre more: amounts stand in tkr.
pub fn plus_one_ore_in_sheet(xml: &str) -> String {
    let number = package::first_number(xml);
    let value: f64 = xml[number.clone()].parse().expect("a number");
    format!("{}{}{}", &xml[..number.start], value + 0.00001, &xml[number.end..])
}

pub fn without_row(xml: &str) -> String {
    let at = xml[..package::first_number(xml).start].rfind("<row ").expect("a row");
    let end = at + xml[at..].find("</row>").expect("its end") + "</row>".len();
    format!("{}{}", &xml[..at], &xml[end..])
}

/// Two cells in the first column of the figures exchange their texts.
pub fn exchanged_strings(xml: &str) -> String {
    let numbers = package::string_cells(&xml[package::first_number(xml).start..]);
    let offset = package::first_number(xml).start;
    let (a, b) = (numbers[0].clone(), numbers[1].clone());
    let (a, b) = (a.start + offset..a.end + offset, b.start + offset..b.end + offset);
    assert_ne!(xml[a.clone()], xml[b.clone()]);
    format!("{}{}{}{}{}", &xml[..a.start], &xml[b.clone()], &xml[a.end..b.start], &xml[a], &xml[b.end..])
}

/// Alters the drawing of the page with most cells of a kind.
pub fn on_pdf(bytes: &mut Vec<u8>, tag: &str, alter: impl Fn(&mut Vec<Operation>, &[usize])) {
    let mut document = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    let contents: Vec<(lopdf::ObjectId, Content)> = pages
        .iter()
        .map(|page| (*page, Content::decode(&document.get_page_content(*page)).expect("operations")))
        .collect();
    let (page, mut content) = contents
        .into_iter()
        .max_by_key(|(_, content)| shown(&content.operations, tag).len())
        .expect("a page");
    let at = shown(&content.operations, tag);
    assert!(at.len() > 6, "too few {tag} on any page");
    alter(&mut content.operations, &at);
    document.change_page_content(page, content.encode().expect("encoded")).expect("changed");
    let mut altered = Vec::new();
    document.save_to(&mut altered).expect("saved");
    *bytes = altered;
}

/// Indices of the operations that show text inside marked content with a tag.
pub fn shown(operations: &[Operation], tag: &str) -> Vec<usize> {
    let mut open: Vec<bool> = Vec::new();
    let mut found = Vec::new();
    for (at, operation) in operations.iter().enumerate() {
        match operation.operator.as_str() {
            "BDC" | "BMC" => {
                let name = operation.operands[0].as_name().expect("a tag");
                open.push(name == tag.as_bytes());
            }
            "EMC" => drop(open.pop()),
            "Tj" | "TJ" if open.iter().any(|inside| *inside) => found.push(at),
            _ => {}
        }
    }
    found
}

/// Two of the operations that show different things.
pub fn different(operations: &[Operation], shown: &[usize]) -> (usize, usize) {
    let first = shown[2];
    let other = shown.iter().find(|at| operations[**at].operands != operations[first].operands);
    (first, *other.expect("another text"))
}

/// Two nodes of the organisation with different sums of the same thing.
pub fn unlike_units(cube: &mut Cube) -> (SumKey, SumKey) {
    let sums = cube.sums_mut();
    let mut pairs = sums.iter().filter(|(key, _)| key.1.is_some()).filter_map(|(one, own)| {
        let mut others =
            sums.iter().filter(|(key, of)| key.0 == one.0 && key.2 == one.2 && key.1.is_some() && *of != own);
        others.next().map(|(other, _)| (one.clone(), other.clone()))
    });
    pairs.next().expect("two units with different sums")
}
