//! Avstämning as a property: at every boundary between two stations the real value that is handed over is altered,
//! after the left side is counted, and the run must stop. What is altered knows nothing of the checks.

use std::collections::BTreeSet;

use lopdf::content::{Content, Operation};
use uppfolj::consolidate::cube::Cube;
use uppfolj::doc::{Block, Cell, Document, Role, Row, Table};
use uppfolj::domain::code::Code;
use uppfolj::domain::fact::{FactKey, Facts, Subject};
use uppfolj::domain::money::Money;
use uppfolj::raw::RawText;
use uppfolj::run::Task;
use uppfolj::run::outcome::Exit;
use uppfolj::run::stations::{Station, Stations};
use uppfolj::write::pdf::placed::{Mark, Placed, Text};

use crate::common::{month, run_with, sample, told};
use crate::package;

const ORE: Money = Money::from_ore(1);

/// One alteration at one station.
struct Case {
    station: Station,
    name: &'static str,
    alter: Alteration,
}

/// Each gives whether it found something to alter.
enum Alteration {
    Tokenised(fn(&mut Vec<RawText>)),
    Facts(fn(&mut Facts)),
    Cube(fn(&mut Cube)),
    Document(fn(&mut Document)),
    Placed(fn(&mut Placed)),
    Workbook(fn(&mut Vec<u8>)),
    Pdf(fn(&mut Vec<u8>)),
}

/// Stands at the boundaries and alters the first value that its case is about.
struct Saboteur<'a> {
    case: &'a Case,
    done: bool,
}

impl Saboteur<'_> {
    fn once(&mut self, act: impl FnOnce()) {
        if !self.done {
            self.done = true;
            act();
        }
    }
}

impl Stations for Saboteur<'_> {
    fn tokenised(&mut self, ledger: &mut Vec<RawText>) {
        if let Alteration::Tokenised(alter) = self.case.alter {
            self.once(|| alter(ledger));
        }
    }
    fn facts(&mut self, facts: &mut Facts) {
        if let Alteration::Facts(alter) = self.case.alter {
            self.once(|| alter(facts));
        }
    }
    fn consolidated(&mut self, cube: &mut Cube) {
        if let Alteration::Cube(alter) = self.case.alter {
            self.once(|| alter(cube));
        }
    }
    fn document(&mut self, document: &mut Document) {
        if let Alteration::Document(alter) = self.case.alter {
            self.once(|| alter(document));
        }
    }
    fn placed(&mut self, placed: &mut Placed) {
        if let Alteration::Placed(alter) = self.case.alter {
            self.once(|| alter(placed));
        }
    }
    fn workbook(&mut self, _name: &str, bytes: &mut Vec<u8>) {
        if let Alteration::Workbook(alter) = self.case.alter {
            self.once(|| alter(bytes));
        }
    }
    fn pdf(&mut self, _name: &str, bytes: &mut Vec<u8>) {
        if let Alteration::Pdf(alter) = self.case.alter {
            self.once(|| alter(bytes));
        }
    }
}

fn cases() -> Vec<Case> {
    let case = |station, name, alter| Case { station, name, alter };
    use Alteration::{
        Cube as C, Document as D, Facts as F, Pdf as P, Placed as L, Tokenised as T, Workbook as W,
    };
    vec![
        case(Station::Tokenised, "a row dropped", T(|files| drop(files[5].records.remove(40)))),
        case(
            Station::Tokenised,
            "a row doubled",
            T(|files| {
                let row = files[5].records[40].clone();
                files[5].records.push(row);
            }),
        ),
        case(
            Station::Tokenised,
            "a row altered by one öre",
            T(|files| alter_field(files, "Belopp", plus_one_ore)),
        ),
        case(
            Station::Tokenised,
            "a row moved to another unit",
            T(|files| alter_field(files, "Ansvar", other_unit)),
        ),
        case(
            Station::Tokenised,
            "a row moved to another account",
            T(|files| alter_field(files, "Konto", other_account)),
        ),
        case(
            Station::Facts,
            "a fact dropped",
            F(|facts| {
                let key = income_fact(facts);
                facts.amounts_mut().remove(&key);
            }),
        ),
        case(Station::Facts, "a fact doubled", F(|facts| change(facts, |amount| amount + amount))),
        case(Station::Facts, "a fact altered by one öre", F(|facts| change(facts, |amount| amount + ORE))),
        case(
            Station::Facts,
            "a fact moved to another unit",
            F(|facts| {
                let key = income_fact(facts);
                let amount = facts.amounts_mut().remove(&key).expect("the fact");
                let Subject::Coded { account, project, internal, .. } = key.subject.clone() else {
                    panic!("a coded fact")
                };
                let subject = Subject::Coded { ansvar: Code::new("3200"), account, project, internal };
                facts.add(FactKey { subject, ..key }, amount);
            }),
        ),
        case(
            Station::Consolidated,
            "a sum dropped",
            C(|cube| {
                let key = cube.sums_mut().keys().nth(300).expect("a sum").clone();
                cube.sums_mut().remove(&key);
            }),
        ),
        case(
            Station::Consolidated,
            "a sum altered by one öre",
            C(|cube| {
                let sums = cube.sums_mut().values_mut().nth(300).expect("a sum");
                *sums.values_mut().next().expect("a period") += ORE;
            }),
        ),
        case(
            Station::Consolidated,
            "two units exchanged",
            C(|cube| {
                let keys: Vec<_> = cube.sums_mut().keys().cloned().collect();
                let first = keys.iter().position(|key| key.1.is_some()).expect("a unit's sum");
                let other = keys[first..]
                    .iter()
                    .find(|key| key.0 == keys[first].0 && key.1.is_some() && key.1 != keys[first].1);
                let (a, b) = (keys[first].clone(), other.expect("another unit").clone());
                let (of_a, of_b) = (cube.sums_mut()[&a].clone(), cube.sums_mut()[&b].clone());
                cube.sums_mut().insert(a, of_b);
                cube.sums_mut().insert(b, of_a);
            }),
        ),
        case(Station::Document, "a figure dropped", D(|document| *figure(document) = Cell::Empty)),
        case(
            Station::Document,
            "a figure altered by one öre",
            D(|document| {
                if let Cell::Amount(figure) = figure(document) {
                    figure.value += ORE;
                }
            }),
        ),
        case(
            Station::Document,
            "a row dropped",
            D(|document| {
                drop(
                    leaf_rows(table(document, "drift"))
                        .next()
                        .map(|at| table(document, "drift").rows.remove(at)),
                )
            }),
        ),
        case(
            Station::Document,
            "a row doubled",
            D(|document| {
                let at = leaf_rows(table(document, "drift")).next().expect("a row");
                let row = table(document, "drift").rows[at].clone();
                table(document, "drift").rows.insert(at, row);
            }),
        ),
        case(
            Station::Document,
            "two units' headings exchanged",
            D(|document| {
                let rows: Vec<usize> = leaf_rows(table(document, "drift")).take(2).collect();
                let table = table(document, "drift");
                let heading = table.rows[rows[0]].cells[0].clone();
                table.rows[rows[0]].cells[0] = table.rows[rows[1]].cells[0].clone();
                table.rows[rows[1]].cells[0] = heading;
            }),
        ),
        case(
            Station::Placed,
            "a figure dropped",
            L(|placed| {
                let (page, item) = placed_figures(placed)[10];
                placed.pages[page].items.remove(item);
            }),
        ),
        case(
            Station::Placed,
            "a figure doubled",
            L(|placed| {
                let (page, item) = placed_figures(placed)[10];
                let again = placed.pages[page].items[item].clone();
                placed.pages[page].items.push(again);
            }),
        ),
        case(
            Station::Placed,
            "an amount altered by one öre",
            L(|placed| {
                let (page, item) = placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.amount = text.amount.map(|amount| amount + ORE);
                }
            }),
        ),
        case(
            Station::Placed,
            "a figure shown otherwise",
            L(|placed| {
                let (page, item) = placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.text = text.text.replace(|c: char| c.is_ascii_digit(), "7");
                }
            }),
        ),
        case(
            Station::Placed,
            "a figure moved to another row",
            L(|placed| {
                let (page, item) = placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.baseline += 30.0;
                }
            }),
        ),
        case(
            Station::Workbook,
            "a figure altered by one öre",
            W(|bytes| {
                *bytes = package::edit(bytes, SHEET, |xml| plus_one_ore_in_sheet(&xml));
            }),
        ),
        case(
            Station::Workbook,
            "a figure dropped",
            W(|bytes| *bytes = package::edit(bytes, SHEET, |xml| package::without_number(&xml))),
        ),
        case(
            Station::Workbook,
            "a row dropped",
            W(|bytes| *bytes = package::edit(bytes, SHEET, |xml| without_row(&xml))),
        ),
        case(
            Station::Workbook,
            "two headings exchanged",
            W(|bytes| *bytes = package::edit(bytes, SHEET, |xml| exchanged_strings(&xml))),
        ),
        case(
            Station::Pdf,
            "two figures exchanged",
            P(|bytes| {
                on_pdf(bytes, "TD", |operations, shown| {
                    let (a, b) = different(operations, shown);
                    let operands = operations[a].operands.clone();
                    operations[a].operands = operations[b].operands.clone();
                    operations[b].operands = operands;
                })
            }),
        ),
        case(
            Station::Pdf,
            "a figure dropped",
            P(|bytes| {
                on_pdf(bytes, "TD", |operations, shown| {
                    operations.remove(shown[3]);
                })
            }),
        ),
        case(
            Station::Pdf,
            "a figure doubled",
            P(|bytes| {
                on_pdf(bytes, "TD", |operations, shown| {
                    let again = operations[shown[3]].clone();
                    operations.insert(shown[3], again);
                })
            }),
        ),
        case(
            Station::Pdf,
            "two headings exchanged",
            P(|bytes| {
                on_pdf(bytes, "TH", |operations, shown| {
                    let (a, b) = different(operations, shown);
                    let operands = operations[a].operands.clone();
                    operations[a].operands = operations[b].operands.clone();
                    operations[b].operands = operands;
                })
            }),
        ),
    ]
}

#[test]
fn every_station_has_a_case_and_every_case_stops_the_run() {
    let cases = cases();
    let with_case: BTreeSet<Station> = cases.iter().map(|case| case.station).collect();
    assert_eq!(with_case, BTreeSet::from(Station::ALL), "a station without a case");
    let folder = sample();
    for case in &cases {
        let mut saboteur = Saboteur { case, done: false };
        let outcome = run_with(folder.path(), Task::Report(month("2020-12")), &mut saboteur);
        assert!(saboteur.done, "{:?}: {}: nothing was altered", case.station, case.name);
        let stopped = match case.station {
            // A voucher that no longer balances is found as the user's own fault would be.
            Station::Tokenised => {
                outcome.exit == Exit::Broken || told(&outcome).iter().any(|line| line.contains("L06"))
            }
            _ => outcome.exit == Exit::Broken,
        };
        assert!(stopped, "{:?}: {}: exit {:?} {:?}", case.station, case.name, outcome.exit, outcome.closing);
        assert!(
            !folder.path().join("rapporter/2020-12").exists(),
            "{:?}: {}: outputs",
            case.station,
            case.name
        );
    }
}

/// The sheet of the driftredovisning in the budget workbook.
const SHEET: &str = "xl/worksheets/sheet2.xml";

fn alter_field(files: &mut [RawText], heading: &str, alter: fn(&str) -> String) {
    let at = files[5].records[0].fields().position(|field| field == heading).expect("the column");
    let account = files[5].records[0].fields().position(|field| field == "Konto").expect("the column");
    let row = (1..files[5].records.len())
        .find(|row| files[5].records[*row].get(account).is_some_and(|account| account.starts_with('6')))
        .expect("a cost row");
    let field = files[5].records[row].get(at).expect("the field").to_string();
    files[5].records[row] = files[5].records[row].with(at, &alter(&field));
}

fn plus_one_ore(amount: &str) -> String {
    let last = amount.chars().last().expect("a digit");
    let other = if last == '1' { '2' } else { '1' };
    format!("{}{other}", &amount[..amount.len() - 1])
}

fn other_unit(ansvar: &str) -> String {
    if ansvar.starts_with("31") { "3200".to_string() } else { "3100".to_string() }
}

fn other_account(account: &str) -> String {
    if account == "3011" { "3111".to_string() } else { "3011".to_string() }
}

fn income_fact(facts: &Facts) -> FactKey {
    let mut found = facts.iter().map(|(key, _)| key).filter(|key| {
        key.period.year == 2020
            && matches!(&key.subject, Subject::Coded { account, ansvar, .. } if account.as_str().starts_with('5') && ansvar.as_str() != "3200")
    });
    found.nth(20).expect("a fact").clone()
}

fn change(facts: &mut Facts, alter: fn(Money) -> Money) {
    let key = income_fact(facts);
    let amount = facts.amounts_mut().get_mut(&key).expect("the fact");
    *amount = alter(*amount);
}

fn table<'a>(document: &'a mut Document, id: &str) -> &'a mut Table {
    let blocks = document.sections.iter_mut().flat_map(|section| &mut section.blocks);
    let mut tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.find(|table| table.id == id).expect("the table")
}

fn leaf_rows(table: &Table) -> impl Iterator<Item = usize> + use<> {
    let leaf = |row: &Row| row.role == Role::Item && row.depth > 0;
    let rows: Vec<usize> = (0..table.rows.len()).filter(|at| leaf(&table.rows[*at])).collect();
    rows.into_iter()
}

fn figure(document: &mut Document) -> &mut Cell {
    let at = leaf_rows(table(document, "drift")).nth(2).expect("a row");
    &mut table(document, "drift").rows[at].cells[2]
}

/// Page and item of every amount on the pages.
fn placed_figures(placed: &Placed) -> Vec<(usize, usize)> {
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
fn plus_one_ore_in_sheet(xml: &str) -> String {
    let number = package::first_number(xml);
    let value: f64 = xml[number.clone()].parse().expect("a number");
    format!("{}{}{}", &xml[..number.start], value + 0.00001, &xml[number.end..])
}

fn without_row(xml: &str) -> String {
    let at = xml[..package::first_number(xml).start].rfind("<row ").expect("a row");
    let end = at + xml[at..].find("</row>").expect("its end") + "</row>".len();
    format!("{}{}", &xml[..at], &xml[end..])
}

/// Two cells in the first column of the figures exchange their texts.
fn exchanged_strings(xml: &str) -> String {
    let numbers = package::string_cells(&xml[package::first_number(xml).start..]);
    let offset = package::first_number(xml).start;
    let (a, b) = (numbers[0].clone(), numbers[1].clone());
    let (a, b) = (a.start + offset..a.end + offset, b.start + offset..b.end + offset);
    assert_ne!(xml[a.clone()], xml[b.clone()]);
    format!("{}{}{}{}{}", &xml[..a.start], &xml[b.clone()], &xml[a.end..b.start], &xml[a], &xml[b.end..])
}

/// Alters the drawing of the page with most cells of a kind.
fn on_pdf(bytes: &mut Vec<u8>, tag: &str, alter: impl Fn(&mut Vec<Operation>, &[usize])) {
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
fn shown(operations: &[Operation], tag: &str) -> Vec<usize> {
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
fn different(operations: &[Operation], shown: &[usize]) -> (usize, usize) {
    let first = shown[2];
    let other = shown.iter().find(|at| operations[**at].operands != operations[first].operands);
    (first, *other.expect("another text"))
}
