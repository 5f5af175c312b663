//! Avstämning as a property: at every boundary between two stations the real value that is handed over is altered,
//! after the left side is counted, and the run must stop. What is altered knows nothing of the checks.

use std::collections::BTreeSet;

use uppfolj::consolidate::cube::Cube;
use uppfolj::doc::{Cell, Document};
use uppfolj::domain::code::Code;
use uppfolj::domain::fact::{FactKey, Facts, Subject};
use uppfolj::domain::money::Money;
use uppfolj::raw::Batch;
use uppfolj::run::Task;
use uppfolj::run::outcome::Exit;
use uppfolj::run::stations::{Station, Stations};
use uppfolj::write::pdf::placed::{Mark, Placed};

use crate::alter;
use crate::common::{month, run_with, sample, told};
use crate::package;

const ORE: Money = Money::from_ore(1);
/// The file that an alteration strikes.
const ALTERED: &str = "redovisning/2020-kv2.csv";

/// One alteration at one station.
struct Case {
    station: Station,
    name: &'static str,
    alter: Alteration,
}

/// Each gives whether it found something to alter.
enum Alteration {
    Tokenised(fn(&mut Batch)),
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
    /// Each time the file is gone through: what is lost stays lost.
    fn tokenised(&mut self, piece: &mut Batch) {
        if let Alteration::Tokenised(alter) = self.case.alter
            && *piece.file == *ALTERED
            && piece.number == 0
        {
            self.done = true;
            alter(piece);
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
        case(Station::Tokenised, "a row dropped", T(|piece| piece.remove(40))),
        case(Station::Tokenised, "a row doubled", T(|piece| piece.double(40))),
        case(
            Station::Tokenised,
            "a row altered by one öre",
            T(|piece| alter::alter_field(piece, "Belopp", alter::plus_one_ore)),
        ),
        case(
            Station::Tokenised,
            "a row moved to another unit",
            T(|piece| alter::alter_field(piece, "Ansvar", alter::other_unit)),
        ),
        case(
            Station::Tokenised,
            "a row moved to another account",
            T(|piece| alter::alter_field(piece, "Konto", alter::other_account)),
        ),
        case(
            Station::Facts,
            "a fact dropped",
            F(|facts| {
                let key = alter::income_fact(facts);
                facts.remove(&key);
            }),
        ),
        case(Station::Facts, "a fact doubled", F(|facts| alter::change(facts, |amount| amount + amount))),
        case(
            Station::Facts,
            "a fact altered by one öre",
            F(|facts| alter::change(facts, |amount| amount + ORE)),
        ),
        case(
            Station::Facts,
            "a fact moved to another unit",
            F(|facts| {
                let key = alter::income_fact(facts);
                let amount = facts.remove(&key).expect("the fact");
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
                let (a, b) = alter::unlike_units(cube);
                let (of_a, of_b) = (cube.sums_mut()[&a].clone(), cube.sums_mut()[&b].clone());
                cube.sums_mut().insert(a, of_b);
                cube.sums_mut().insert(b, of_a);
            }),
        ),
        case(Station::Document, "a figure dropped", D(|document| *alter::figure(document) = Cell::Empty)),
        case(
            Station::Document,
            "a figure altered by one öre",
            D(|document| {
                if let Cell::Amount(figure) = alter::figure(document) {
                    figure.value += ORE;
                }
            }),
        ),
        case(
            Station::Document,
            "a row dropped",
            D(|document| {
                drop(
                    alter::leaf_rows(alter::table(document, "drift"))
                        .next()
                        .map(|at| alter::table(document, "drift").rows.remove(at)),
                )
            }),
        ),
        case(
            Station::Document,
            "a row doubled",
            D(|document| {
                let at = alter::leaf_rows(alter::table(document, "drift")).next().expect("a row");
                let row = alter::table(document, "drift").rows[at].clone();
                alter::table(document, "drift").rows.insert(at, row);
            }),
        ),
        case(
            Station::Document,
            "two units' headings exchanged",
            D(|document| {
                let rows: Vec<usize> = alter::leaf_rows(alter::table(document, "drift")).take(2).collect();
                let table = alter::table(document, "drift");
                let heading = table.rows[rows[0]].cells[0].clone();
                table.rows[rows[0]].cells[0] = table.rows[rows[1]].cells[0].clone();
                table.rows[rows[1]].cells[0] = heading;
            }),
        ),
        case(
            Station::Placed,
            "a figure dropped",
            L(|placed| {
                let (page, item) = alter::placed_figures(placed)[10];
                placed.pages[page].items.remove(item);
            }),
        ),
        case(
            Station::Placed,
            "a figure doubled",
            L(|placed| {
                let (page, item) = alter::placed_figures(placed)[10];
                let again = placed.pages[page].items[item].clone();
                placed.pages[page].items.push(again);
            }),
        ),
        case(
            Station::Placed,
            "an amount altered by one öre",
            L(|placed| {
                let (page, item) = alter::placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.amount = text.amount.map(|amount| amount + ORE);
                }
            }),
        ),
        case(
            Station::Placed,
            "a figure shown otherwise",
            L(|placed| {
                let (page, item) = alter::placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.text = text.text.replace(|c: char| c.is_ascii_digit(), "7");
                }
            }),
        ),
        case(
            Station::Placed,
            "a figure moved to another row",
            L(|placed| {
                let (page, item) = alter::placed_figures(placed)[10];
                if let Mark::Text(text) = &mut placed.pages[page].items[item].mark {
                    text.baseline += 30.0;
                }
            }),
        ),
        case(
            Station::Workbook,
            "a figure altered by one öre",
            W(|bytes| {
                *bytes = package::edit(bytes, alter::SHEET, |xml| alter::plus_one_ore_in_sheet(&xml));
            }),
        ),
        case(
            Station::Workbook,
            "a figure dropped",
            W(|bytes| *bytes = package::edit(bytes, alter::SHEET, |xml| package::without_number(&xml))),
        ),
        case(
            Station::Workbook,
            "a row dropped",
            W(|bytes| *bytes = package::edit(bytes, alter::SHEET, |xml| alter::without_row(&xml))),
        ),
        case(
            Station::Workbook,
            "two headings exchanged",
            W(|bytes| *bytes = package::edit(bytes, alter::SHEET, |xml| alter::exchanged_strings(&xml))),
        ),
        case(
            Station::Pdf,
            "two figures exchanged",
            P(|bytes| {
                alter::on_pdf(bytes, "TD", |operations, shown| {
                    let (a, b) = alter::different(operations, shown);
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
                alter::on_pdf(bytes, "TD", |operations, shown| {
                    operations.remove(shown[3]);
                })
            }),
        ),
        case(
            Station::Pdf,
            "a figure doubled",
            P(|bytes| {
                alter::on_pdf(bytes, "TD", |operations, shown| {
                    let again = operations[shown[3]].clone();
                    operations.insert(shown[3], again);
                })
            }),
        ),
        case(
            Station::Pdf,
            "two headings exchanged",
            P(|bytes| {
                alter::on_pdf(bytes, "TH", |operations, shown| {
                    let (a, b) = alter::different(operations, shown);
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
