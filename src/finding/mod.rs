//! Findings (påpekanden): a checked statement with a stable code, a severity and a place. Data only; the Swedish
//! sentences are in `text::finding`. A finding without a place cannot be built.

mod books;
mod budget;
mod folder;
mod goal;
mod ledger;
mod left_out;
mod reconciliation;
mod register;
mod sie;
mod template;
mod why_unknown;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use books::{BooksProblem, Unlike};
pub use budget::BudgetProblem;
pub use folder::{FolderProblem, Undrawable};
pub use goal::GoalProblem;
pub use ledger::{CodeKind, ControlQuantity, LedgerProblem};
pub use left_out::LeftOutProblem;
pub use reconciliation::ReconciliationProblem;
pub use register::RegisterProblem;
pub use sie::SieProblem;
pub use template::{
    AmountTrouble, Asks, Confirm, Contact, Difference, Lacking, Likeness, LostPart, RegisterTrouble, Shown,
    TemplateProblem, Unlikely,
};
pub use why_unknown::WhyUnknown;

use crate::domain::register_row::{RegisterRow, RegisterTable};

/// Fel, varning, upplysning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Fault,
    Warning,
    Note,
}

/// Where a thing stands. Files are paths relative to the folder, with `/`; rows, lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The whole folder or a missing file.
    Folder,
    File {
        file: Arc<str>,
    },
    /// A line of a text file, and the column's heading where one is meant.
    Line {
        file: Arc<str>,
        line: u64,
        column: Option<Arc<str>>,
    },
    Sheet {
        file: Arc<str>,
        sheet: Arc<str>,
    },
    Cell {
        file: Arc<str>,
        sheet: Arc<str>,
        row: u32,
        column: u32,
    },
}

impl Place {
    /// A row, or the cell of a column with its heading; of a row of a sheet the first cell.
    pub fn in_table(
        file: &Arc<str>,
        sheet: Option<&Arc<str>>,
        row: u32,
        column: Option<(u32, &str)>,
    ) -> Place {
        let file = file.clone();
        match sheet {
            Some(sheet) => {
                Place::Cell { file, sheet: sheet.clone(), row, column: column.map_or(1, |(at, _)| at) }
            }
            None => Place::Line {
                file,
                line: u64::from(row),
                column: column.map(|(_, heading)| Arc::from(heading)),
            },
        }
    }

    /// The cell of a register's row below a heading, or the row where its table lacks the column.
    pub fn in_row(row: &RegisterRow, column: &str) -> Place {
        let RegisterTable { file, sheet, columns } = &*row.table;
        let at = columns.get(column).map(|at| (*at, column));
        Place::in_table(file, sheet.as_ref(), row.number, at)
    }

    /// How closely it tells: the folder first, a cell last.
    fn kind(&self) -> u8 {
        match self {
            Place::Folder => 0,
            Place::File { .. } => 1,
            Place::Line { .. } => 2,
            Place::Sheet { .. } => 3,
            Place::Cell { .. } => 4,
        }
    }

    /// The file it is in, if it is in one.
    pub fn file(&self) -> Option<&str> {
        match self {
            Place::Folder => None,
            Place::File { file }
            | Place::Line { file, .. }
            | Place::Sheet { file, .. }
            | Place::Cell { file, .. } => Some(file),
        }
    }
}

/// The letters and digits of a column: 1 is A, 27 is AA.
pub fn column_letters(column: u32) -> String {
    let mut rest = column.max(1);
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| *letter as char).collect()
}

/// Why a file could not be read: what its bytes are, never what its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unreadable {
    Empty,
    TooLarge,
    /// .xls.
    OldExcel,
    /// Encrypted: a password or a sensitivity label.
    Protected,
    /// .xlsb.
    BinaryExcel,
    /// .ods and its siblings.
    OpenDocument,
    /// Apple's spreadsheet.
    Numbers,
    /// A saved web page, also one that is called .xls.
    WebPage,
    Text,
    Pdf,
    /// Word or PowerPoint.
    Document,
    Picture,
    /// A zip of something else.
    Archive,
    OtherFormat,
    Damaged,
    /// Open in Excel, or no permission.
    Locked,
    /// Changed between two readings of one run.
    Changed,
}

impl Unreadable {
    #[cfg(test)]
    pub const ALL: [Unreadable; 17] = [
        Unreadable::Empty,
        Unreadable::TooLarge,
        Unreadable::OldExcel,
        Unreadable::Protected,
        Unreadable::BinaryExcel,
        Unreadable::OpenDocument,
        Unreadable::Numbers,
        Unreadable::WebPage,
        Unreadable::Text,
        Unreadable::Pdf,
        Unreadable::Document,
        Unreadable::Picture,
        Unreadable::Archive,
        Unreadable::OtherFormat,
        Unreadable::Damaged,
        Unreadable::Locked,
        Unreadable::Changed,
    ];
}

/// A file that programs leave beside others, and that nobody handed in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// In a folder of its own below the period's.
    Below,
    /// Somebody has the file with this name open.
    OpenFile { name: String },
    /// `Thumbs.db`, `desktop.ini`, `.DS_Store`.
    System,
}

/// What a cell should have held.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Expected {
    Text,
    Code,
    Codes,
    Amount,
    Number,
    Whole,
    Date,
    Month,
    Year,
    /// `ÅÅÅÅPP`.
    Period,
    YesNo,
    /// One of these words.
    Choice(Vec<String>),
    /// `god=full; tillräcklig=halv`: words with their shapes, each once.
    Scale,
    /// `volym, pris, löner`: words with commas between, each once.
    Words,
    /// At least one weight above zero.
    Weights,
    /// One character, or the name of one.
    Mark,
    /// `21; 1`: numbers of dimensions, or the word for none.
    Dimensions,
    /// The word for the program's own, or `#RRGGBB`.
    Colour,
    /// Line codes of the layout joined by `+` and `-`, with their prefixes and endings.
    Draws,
}

/// One letter for the station and two digits; never reused, never renumbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingCode {
    pub station: char,
    pub number: u8,
}

impl fmt::Display for FindingCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{:02}", self.station, self.number)
    }
}

/// What is wrong, by station.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    Register(RegisterProblem),
    Ledger(LedgerProblem),
    Budget(BudgetProblem),
    Template(TemplateProblem),
    Goal(GoalProblem),
    Reconciliation(ReconciliationProblem),
    Sie(SieProblem),
    Books(BooksProblem),
    Folder(FolderProblem),
}

impl Problem {
    pub fn code(&self) -> FindingCode {
        let (station, number) = match self {
            Problem::Register(problem) => ('R', problem.number()),
            Problem::Ledger(problem) => ('L', problem.number()),
            Problem::Budget(problem) => ('B', problem.number()),
            Problem::Template(problem) => ('K', problem.number()),
            Problem::Goal(problem) => ('M', problem.number()),
            Problem::Reconciliation(problem) => ('A', problem.number()),
            Problem::Sie(problem) => ('L', problem.number()),
            Problem::Books(problem) => ('L', problem.number()),
            Problem::Folder(problem) => ('A', problem.number()),
        };
        FindingCode { station, number }
    }

    /// Whether the answers must go over to another file before they can all be read.
    pub fn needs_new_template(&self) -> bool {
        matches!(self, Problem::Template(problem) if problem.needs_new_template())
    }

    /// Is it told together with others of its kind by this one?
    pub fn told_by(&self, other: &Problem) -> bool {
        matches!((self, other), (Problem::Template(own), Problem::Template(other)) if own.told_by(other))
    }

    /// What the manager calls the field it is about, where it is about one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Problem::Template(problem) => problem.field(),
            _ => None,
        }
    }

    pub fn severity(&self) -> Severity {
        match self {
            Problem::Register(problem) => problem.severity(),
            Problem::Ledger(problem) => problem.severity(),
            Problem::Budget(problem) => problem.severity(),
            Problem::Template(problem) => problem.severity(),
            Problem::Goal(problem) => problem.severity(),
            Problem::Reconciliation(problem) => problem.severity(),
            Problem::Sie(problem) => problem.severity(),
            Problem::Books(problem) => problem.severity(),
            Problem::Folder(problem) => problem.severity(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub place: Place,
    pub problem: Problem,
}

impl Finding {
    pub fn new(place: Place, problem: impl Into<Problem>) -> Finding {
        Finding { place, problem: problem.into() }
    }

    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Its place, and the other cells it speaks of.
    pub fn places(&self) -> Vec<Place> {
        let mut places = vec![self.place.clone()];
        if let (
            Place::Cell { file, sheet, .. },
            Problem::Template(TemplateProblem::DetailsDiffer { parts, .. }),
        ) = (&self.place, &self.problem)
        {
            places.extend(parts.iter().map(|(row, column)| Place::Cell {
                file: file.clone(),
                sheet: sheet.clone(),
                row: *row,
                column: *column,
            }));
        }
        places
    }
}

/// All findings of a run, listed by place and code whatever order they were found in; those in a workbook in the order
/// of its tabs, as a person meets them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    /// The tabs of workbooks, in order.
    tabs: BTreeMap<Arc<str>, Vec<Arc<str>>>,
    /// Fields that are remarked on.
    fields: BTreeMap<Place, FieldCell>,
}

/// What a field that is remarked on is to get back when it is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldCell {
    /// The number format it has in the template.
    pub format: Option<String>,
    /// Other cells of its sheet, row and column, in which what is wrong may be mended.
    pub with: Vec<(u32, u32)>,
}

impl Findings {
    pub fn add(&mut self, place: Place, problem: impl Into<Problem>) {
        self.list.push(Finding::new(place, problem));
    }

    pub fn extend(&mut self, other: Findings) {
        self.list.extend(other.list);
        self.tabs.extend(other.tabs);
        self.fields.extend(other.fields);
    }

    /// Tells the order of a workbook's tabs.
    pub fn tabs(&mut self, file: Arc<str>, tabs: impl Iterator<Item = Arc<str>>) {
        self.tabs.insert(file, tabs.collect());
    }

    /// Tells what a field is that is remarked on.
    pub fn field(&mut self, place: Place, field: FieldCell) {
        self.fields.insert(place, field);
    }

    pub fn field_at(&self, place: &Place) -> Option<&FieldCell> {
        self.fields.get(place)
    }

    /// The same findings where `at` says that they stand; those it gives no place are left out.
    pub fn placed(self, at: impl Fn(Place) -> Option<Place>) -> Findings {
        let place = |one: Finding| at(one.place).map(|place| Finding { place, problem: one.problem });
        Findings { list: self.list.into_iter().filter_map(place).collect(), ..self }
    }

    /// Sorted by severity, place, code; doubles removed.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<&Finding> = self.list.iter().collect();
        sorted.sort_by_cached_key(|one| {
            let (kind, file) = (one.place.kind(), one.place.file());
            (one.severity(), kind, file, self.tab(&one.place), &one.place, one.problem.code(), *one)
        });
        sorted.dedup();
        sorted
    }

    /// How many tabs stand before the place's own.
    fn tab(&self, place: &Place) -> Option<usize> {
        let (Place::Sheet { file, sheet } | Place::Cell { file, sheet, .. }) = place else { return None };
        self.tabs.get(file)?.iter().position(|tab| tab == sheet)
    }

    pub fn retain(&mut self, keep: impl Fn(&Finding) -> bool) {
        self.list.retain(keep);
    }

    pub fn has_fault(&self) -> bool {
        self.list.iter().any(|finding| finding.severity() == Severity::Fault)
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Findings, Place, TemplateProblem};

    #[test]
    fn findings_in_a_workbook_come_in_the_order_of_its_tabs() {
        let cell =
            |sheet: &str, row| Place::Cell { file: "a.xlsx".into(), sheet: sheet.into(), row, column: 1 };
        let problem = || TemplateProblem::FieldLost { field: "Prognos".to_string() };
        let mut findings = Findings::default();
        for place in [cell("Mål", 10), cell("Ekonomi", 4), cell("Mål", 9), cell("Åtgärder", 2)] {
            findings.add(place, problem());
        }
        let mut other = Findings::default();
        other.tabs("a.xlsx".into(), ["Ekonomi", "Åtgärder", "Mål"].map(Into::into).into_iter());
        findings.extend(other);
        let found: Vec<Place> = findings.sorted().into_iter().map(|one| one.place.clone()).collect();
        assert_eq!(found, [cell("Ekonomi", 4), cell("Åtgärder", 2), cell("Mål", 9), cell("Mål", 10)]);
    }
}
