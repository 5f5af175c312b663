//! Who has answered: the state of each unit that was asked, described once for terminal, workbook and JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::code::Code;
use crate::domain::org::OrgNode;
use crate::domain::period::{Date, Month};
use crate::domain::registers::Registers;
use crate::domain::submission::Received;
use crate::finding::{Findings, Severity};

/// Where a unit stands, what must be done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// No file has come in.
    Missing,
    /// At least one fault in its files, or nothing in them that can be used.
    Faulty,
    Warned,
    Ready,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitState {
    pub unit: Code,
    pub name: String,
    pub manager: String,
    pub state: State,
    /// Role and date as typed in the file that counts, else in the latest.
    pub signed_by: String,
    pub signed_on: Option<Date>,
    /// The typed date is after the last day.
    pub late: bool,
    pub faults: usize,
    pub warnings: usize,
    /// Files that say they are the unit's.
    pub files: Vec<Arc<str>>,
    /// The one of them that is used.
    pub counted: Option<Arc<str>>,
    /// It is used, and forecasts were asked for, and it gives none.
    pub without_forecast: bool,
}

/// All units that Tidplan asks for an answer, in the register's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub period: Month,
    /// The last day to hand in.
    pub due: Option<Date>,
    pub units: Vec<UnitState>,
    /// Templates were written for the period, or something has come in all the same.
    pub handed_out: bool,
    /// Files that belong to none of the units.
    pub strays: Vec<Arc<str>>,
}

impl Board {
    /// Units from which a file has come in.
    pub fn received(&self) -> usize {
        self.units.iter().filter(|unit| unit.state != State::Missing).count()
    }

    /// Units with an answer that is used.
    pub fn counted(&self) -> usize {
        self.units.iter().filter(|unit| unit.counted.is_some()).count()
    }

    pub fn in_state(&self, state: State) -> impl Iterator<Item = &UnitState> {
        self.units.iter().filter(move |unit| unit.state == state)
    }

    /// The names of the units in a state, in the register's order.
    pub fn names(&self, state: State) -> Vec<String> {
        self.in_state(state).map(|unit| unit.name.clone()).collect()
    }

    /// Every unit has answered without a fault, and no file is left over that may hold somebody's answer.
    pub fn complete(&self) -> bool {
        let done = |unit: &UnitState| !matches!(unit.state, State::Missing | State::Faulty);
        self.units.iter().all(done) && self.strays.is_empty()
    }
}

/// The board of a period; `None` when Tidplan asks for no answers.
/// `written`: there are templates that the units could answer with.
pub fn board(
    registers: &Registers,
    period: Month,
    received: &[Received],
    written: bool,
    findings: &Findings,
) -> Option<Board> {
    let row = registers.scheduled(period).filter(|row| row.templates)?;
    let remarks = remarks(findings);
    let asked: Vec<&OrgNode> = registers.org.with_template(period).map(|(node, _)| node).collect();
    let units = asked.iter().map(|node| {
        let own = received.iter().filter(|file| file.unit.as_ref() == Some(&node.code));
        state_of(node, &own.collect::<Vec<_>>(), row.answers_due, &remarks)
    });
    let units = units.collect();
    let stray = |file: &&Received| !asked.iter().any(|node| Some(&node.code) == file.unit.as_ref());
    let strays = received.iter().filter(stray).map(|file| file.file.clone()).collect();
    let handed_out = written || !received.is_empty();
    Some(Board { period, due: row.answers_due, units, handed_out, strays })
}

/// Faults and warnings by file.
type Remarks<'a> = BTreeMap<&'a str, (usize, usize)>;

fn remarks(findings: &Findings) -> Remarks<'_> {
    let mut remarks = Remarks::new();
    for finding in findings.sorted() {
        let Some(file) = finding.place.file() else { continue };
        let (faults, warnings) = remarks.entry(file).or_default();
        match finding.severity() {
            Severity::Fault => *faults += 1,
            Severity::Warning => *warnings += 1,
            Severity::Note => {}
        }
    }
    remarks
}

fn state_of(node: &OrgNode, files: &[&Received], due: Option<Date>, remarks: &Remarks) -> UnitState {
    let count = |file: &&Received| remarks.get(&*file.file).copied().unwrap_or_default();
    let (faults, warnings) = files.iter().map(count).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let latest = files.iter().max_by_key(|file| (file.counted, file.signed_on));
    let counted = files.iter().find(|file| file.counted);
    let state = match counted {
        None if files.is_empty() => State::Missing,
        None => State::Faulty,
        Some(_) if faults > 0 => State::Faulty,
        Some(_) if warnings > 0 => State::Warned,
        Some(_) => State::Ready,
    };
    let signed_on = latest.and_then(|file| file.signed_on);
    UnitState {
        unit: node.code.clone(),
        name: node.name.clone(),
        manager: node.manager.clone(),
        state,
        signed_by: latest.map(|file| file.signed_by.clone()).unwrap_or_default(),
        signed_on,
        late: signed_on.zip(due).is_some_and(|(signed, due)| signed > due),
        faults,
        warnings,
        files: files.iter().map(|file| file.file.clone()).collect(),
        counted: counted.map(|file| file.file.clone()),
        without_forecast: counted.is_some_and(|file| file.without_forecast),
    }
}

#[cfg(test)]
mod tests {
    use super::{Remarks, State, state_of};
    use crate::domain::code::{Code, CodeSet};
    use crate::domain::org::{OrgNode, TemplateKind};
    use crate::domain::period::{Date, Month, Validity};
    use crate::domain::register_row::RegisterRow;
    use crate::domain::submission::Received;

    fn node() -> OrgNode {
        OrgNode {
            code: Code::new("310"),
            name: "Norra skolan".into(),
            level: "Enhet".into(),
            parent: None,
            ansvar: CodeSet::default(),
            appropriation: false,
            manager: "Rektor".into(),
            email: String::new(),
            template: Some(TemplateKind::Unit),
            validity: Validity::default(),
            at: RegisterRow::default(),
        }
    }

    fn day(day: u8) -> Date {
        Month::new(2020, 9).expect("a month").first_day().replace_day(day).expect("a day")
    }

    fn file(name: &str, signed: Option<Date>, counted: bool) -> Received {
        Received {
            file: name.into(),
            unit: Some(Code::new("310")),
            signed_by: name.into(),
            signed_on: signed,
            counted,
            without_forecast: false,
            date_at: None,
        }
    }

    #[test]
    fn each_state_follows_from_the_files_and_their_remarks() {
        let counted = file("a", Some(day(4)), true);
        let refused = file("b", None, false);
        let of =
            |files: &[&Received], remarks: Remarks| state_of(&node(), files, Some(day(4)), &remarks).state;
        assert_eq!(of(&[], Remarks::new()), State::Missing);
        assert_eq!(of(&[&refused], Remarks::new()), State::Faulty);
        assert_eq!(of(&[&refused], [("b", (1, 0))].into()), State::Faulty);
        assert_eq!(of(&[&counted], [("a", (2, 1))].into()), State::Faulty);
        assert_eq!(of(&[&counted], [("a", (0, 1)), ("other", (9, 9))].into()), State::Warned);
        assert_eq!(of(&[&counted], Remarks::new()), State::Ready);
    }

    #[test]
    fn role_and_date_are_those_of_the_file_that_counts_and_decide_what_is_late() {
        let (first, second) = (file("first", Some(day(4)), true), file("second", Some(day(7)), false));
        let told = |files: &[&Received]| state_of(&node(), files, Some(day(4)), &Remarks::new());
        let both = told(&[&first, &second]);
        assert_eq!((both.signed_by.as_str(), both.signed_on, both.late), ("first", Some(day(4)), false));
        assert!(told(&[&second]).late);
        let undated = file("undated", None, true);
        assert!(!told(&[&undated]).late);
    }
}
