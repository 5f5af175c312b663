//! Findings about the filled templates: codes K01 and on. `field` is what the manager calls the field, such as
//! `Prognos helår, Personalkostnader`.

mod codes;

use rust_decimal::Decimal;

use super::{Expected, Problem};
use crate::domain::money::{KronorUnit, Money, Sense};
use crate::domain::period::{Date, Month};

/// Why what stands in an amount field is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AmountTrouble {
    NotANumber,
    /// More than one reading.
    Either(Vec<Decimal>),
    /// Written another way than amounts are: parentheses, tkr, mkr, an exponent.
    Meant(Money),
    /// The same, and the amount would be doubted in its turn: it is far from what is usual, or of the other sign.
    MeantUnlike(Box<Unlikely>),
    /// Per cent: the amount it would be without the sign, where that is likely.
    Percent(Option<Money>),
    /// A date, and the amount it is where a spreadsheet program took an amount for one.
    Date(Option<Money>),
    /// Not whole öre: so many decimals are the most.
    TooManyDecimals {
        most: u32,
    },
    TooLarge,
}

/// An amount that would be doubted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlikely {
    pub amount: Money,
    /// Of the other sign, where that is what is usual.
    pub meant: Option<Money>,
    pub budget: Money,
    pub last_year: Money,
    pub confirm: Confirm,
}

/// How an amount is confirmed that looks odd and is right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confirm {
    /// The cell of *Stämmer*.
    pub cell: String,
    /// The deviation it then gives, where that demands an explanation and there is none.
    pub unexplained: Option<Money>,
}

/// What a question asks for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asks {
    Amount {
        unit: KronorUnit,
        sense: Sense,
        /// An amount of the size and sign that is usual there.
        usual: Option<Money>,
    },
    Number {
        percent: bool,
        /// It may be said that nothing was measured.
        unmeasured: bool,
    },
    /// A date, such as this one.
    Date(Date),
    /// Who, by role and not by name.
    Role,
    /// A few words.
    Words,
    /// A sentence or two.
    Sentences,
    Choice(Vec<String>),
}

/// What is wrong with the register of issued templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegisterTrouble {
    Header,
    Line,
    /// The lines do not give the hash they carry.
    Changed,
}

/// What went, with all fields in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostPart {
    Sheet,
    Row,
    Column,
    /// Only the words above the fields: the cells are where they were.
    Heading,
}

/// What of the explanation of a large deviation is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lacking {
    Cause,
    Comment,
    Both,
}

/// How somebody can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contact {
    Phone,
    Email,
}

/// An answer as it was read, to be written out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    Amount(Money, KronorUnit),
    Words(String),
    /// What a person has written freely: compared, and never repeated where others read it.
    Text(String),
    /// What stands in the cell and is no answer.
    Unread(String),
    /// What was read and does not count, for a fault.
    NotCounted(Box<Shown>),
    /// The field went with a part of the workbook, by name.
    Gone {
        part: LostPart,
        name: String,
    },
    /// The field stands where it cannot be read.
    Astray,
}

/// What a forecast for the year is equal to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    Outcome,
    Deviation,
}

/// A field that two files of one unit answer differently; an absent answer is `None`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What the field is called, or the part of the workbook that is gone from one of them.
    pub question: String,
    pub here: Option<Shown>,
    pub counted: Option<Shown>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateProblem {
    /// A file that cannot be opened or read.
    UnreadableFile {
        why: super::Unreadable,
    },
    /// A workbook without any of the marks of a template.
    NotATemplate,
    /// A template of another period.
    WrongPeriod {
        found: String,
        expected: Month,
    },
    /// A template version this register does not have.
    UnknownVersion {
        found: String,
        expected: String,
    },
    /// The right unit and period, but not the template that was handed out.
    OtherIssue {
        unit: String,
    },
    /// A unit without an issued template in the period.
    NotIssued {
        unit: String,
    },
    /// The marks inside say different things.
    MarksDisagree {
        marks: Vec<String>,
    },
    /// Different answers from one unit, and the dates do not tell which is the latest.
    SeveralFiles {
        unit: String,
        files: Vec<String>,
    },
    /// The same answer handed in twice.
    SameAnswerTwice {
        unit: String,
        other: String,
    },
    /// A template without a single answer.
    NothingFilled {
        unit: String,
    },
    /// A field that is nowhere in the workbook.
    FieldLost {
        field: String,
    },
    /// A field whose name is lost; row and heading are there.
    FoundByKey {
        field: String,
    },
    /// Two fields in one cell.
    FieldsCollide {
        field: String,
    },
    /// A field's name points at a cell whose row or heading is another's.
    FieldMoved {
        field: String,
    },
    /// A field that stands in several places with different content.
    FieldTwice {
        field: String,
        other: String,
    },
    /// An amount field without an amount.
    NotAnAmount {
        field: String,
        found: String,
        why: AmountTrouble,
        unit: KronorUnit,
        sense: Sense,
        /// An amount of the size and sign that is usual there.
        usual: Option<Money>,
    },
    /// A forecast and the sum of its details differ.
    DetailsDiffer {
        field: String,
        own: Money,
        details: Money,
        unit: KronorUnit,
        /// The forecast's cell, row and column, and those of the details on the same sheet.
        cell: (u32, u32),
        parts: Vec<(u32, u32)>,
    },
    /// Text that is clearly an amount, a number or a date.
    ReadAs {
        field: String,
        found: String,
        value: Shown,
    },
    /// Another kind of value than the field holds.
    WrongValue {
        field: String,
        found: String,
        expected: Expected,
        /// What it seems to mean, as it should have been written.
        meant: Option<String>,
        /// A date that the field could hold.
        example: Option<Date>,
    },
    /// A date outside what the field allows.
    DateOutside {
        field: String,
        found: Date,
        from: Date,
        to: Date,
    },
    TooLong {
        field: String,
        characters: usize,
        most: u16,
    },
    /// A formula in a field to fill in; its value is used.
    Formula {
        field: String,
        formula: String,
    },
    /// A formula without a computed value.
    FormulaWithoutValue {
        field: String,
        formula: String,
    },
    /// A formula that fetches from another workbook.
    ExternalLink {
        field: String,
        formula: String,
    },
    ErrorValue {
        field: String,
        found: String,
    },
    /// A question without an answer.
    MissingAnswer {
        field: String,
        asks: Asks,
    },
    /// No cause or comment to a deviation that demands them.
    MissingComment {
        field: String,
        lacking: Lacking,
        deviation: Money,
        limit: Money,
    },
    /// A hundred times off both budget and last year.
    TkrOrKr {
        field: String,
        found: Money,
        /// A thousand times more or less, where that is near what is usual.
        meant: Option<Money>,
        budget: Money,
        last_year: Money,
        unit: KronorUnit,
        confirm: Confirm,
    },
    /// The sign is against both budget and last year.
    OtherSign {
        field: String,
        found: Money,
        budget: Money,
        last_year: Money,
        unit: KronorUnit,
        confirm: Confirm,
    },
    /// A few kronor in a field for kronor.
    TinyAmount {
        field: String,
        found: Money,
        unit: KronorUnit,
    },
    /// A whole number that is the inside of a date of the time around the period.
    DateNumber {
        field: String,
        found: String,
        date: Date,
    },
    /// A locked cell with something else in it; it is not used. What it was is unknown where it was computed; what it is,
    /// where it is empty.
    Changed {
        field: String,
        was: Option<Shown>,
        now: Option<Shown>,
    },
    /// Locked cells more than those told one by one.
    MoreChanged {
        cells: usize,
    },
    /// Something outside the template's cells.
    Beside {
        found: String,
    },
    /// Cells outside more than those told one by one.
    MoreBeside {
        cells: usize,
    },
    /// A sheet, row or column that is nowhere in the workbook, with all its fields.
    FieldsLost {
        part: LostPart,
        name: String,
        fields: usize,
    },
    /// Many fields whose names are lost; rows and headings are there.
    FieldsFoundByKey {
        fields: usize,
    },
    /// A personal identity number in a text.
    PersonalNumber {
        field: String,
        found: String,
    },
    /// A word that stands beside what concerns one single person.
    PersonWord {
        field: String,
        word: String,
    },
    /// A demanded text that says nothing.
    WeakText {
        field: String,
        found: String,
    },
    /// A forecast for the year that is something else.
    ForecastEquals {
        field: String,
        found: Money,
        like: Likeness,
        unit: KronorUnit,
        confirm: Confirm,
    },
    /// Every line as budgeted.
    ForecastsAsBudget {
        lines: usize,
    },
    /// Every indicator as the last time.
    ValuesAsBefore {
        values: usize,
    },
    /// Far from both target and last value.
    FarOff {
        field: String,
        found: String,
        usual: Vec<String>,
    },
    /// The file is called after another unit.
    OtherUnitsName {
        unit: String,
        named: String,
    },
    /// Another file of the unit has a later date and counts.
    OlderFile {
        unit: String,
        counted: String,
        differences: Vec<Difference>,
        more: usize,
    },
    /// A share where per cent are meant.
    PercentOrShare {
        field: String,
        found: String,
        percent: String,
    },
    /// A sheet has another name than it was handed out with.
    SheetRenamed {
        expected: String,
    },
    /// The register of issued templates cannot be used.
    IssuedRegister {
        why: RegisterTrouble,
    },
    /// A unit that has a template and has not answered: who it is, and the last day if Tidplan has one.
    NoAnswer {
        /// Its number in the organisation: the findings come in that order.
        place: usize,
        unit: String,
        manager: String,
        last: Option<Date>,
        /// Files that may be its answer and are not read.
        unread: Vec<String>,
    },
    /// Units whose answers would no longer fit if the templates of the period were issued again.
    AnsweredAlready {
        units: Vec<String>,
        folder: String,
    },
    /// A file that is no answer and is not read.
    PassedOver {
        what: super::Trace,
    },
    /// A telephone number or an address in a text.
    ContactDetails {
        field: String,
        contact: Contact,
    },
    /// What looks like a person's name where a role is asked for.
    PersonName {
        field: String,
        found: String,
    },
    /// An effect or an adjustment so small that thousands are likely meant.
    SmallEffect {
        field: String,
        found: Money,
        meant: Money,
    },
    /// Every forecast that could be held against something is a thousand times too small.
    SheetInThousands {
        cells: usize,
    },
    /// Rows inserted or, where there are less than none, removed by a program that left the names of the fields where they
    /// were.
    RowsShifted {
        row: u32,
        rows: i64,
        fields: usize,
    },
    /// Characters that the reports cannot print.
    Unprintable {
        field: String,
        signs: String,
    },
    /// No answers of an earlier period of the year: its forecasts cannot stand beside the fields.
    NoEarlierForecasts {
        period: Month,
    },
}

impl From<TemplateProblem> for Problem {
    fn from(problem: TemplateProblem) -> Problem {
        Problem::Template(problem)
    }
}
