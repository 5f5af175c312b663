//! Statement layouts (uppställningsform): which lines, in which order, made of what. Layouts are data in
//! `templates/uppstallningar/`, valid from/to, overridable in the folder. Sources: LKBR (2018:597) 5 kap. 2 §,
//! 6 kap. 2 §, 8 kap.

use super::account::LineId;
use super::period::Validity;

/// The statements the program knows how to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatementKind {
    /// Resultaträkning.
    Income,
    /// Balansräkning.
    Balance,
    /// Kassaflödesanalys.
    CashFlow,
}

/// Which part of a balance a posting line takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Ingående: period 00 only.
    Opening,
    /// Rörelse: periods 1–13.
    Movement,
    /// Utgående: opening and movement.
    Closing,
}

/// What a layout line draws on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DrawOf {
    /// Accounts whose register row names this line.
    Line(LineId),
    /// Accounts whose register row names this cash flow line.
    CashFlow(LineId),
    /// All posting lines of the income statement.
    Income,
}

/// One draw of a layout line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    pub of: DrawOf,
    pub extent: Extent,
    /// Turn the stored sign (credit +): assets print positive.
    pub turned: bool,
}

/// What a layout line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Rubrik: text only.
    Heading,
    /// Post: drawn from accounts.
    Post(Vec<Draw>),
    /// Summa: the sum of other lines of the layout, each with its sign.
    Sum(Vec<(LineId, bool)>),
    /// Varav: shown, never summed; made as a post or a sum of other lines (`true` = subtracted).
    Memo(Vec<Draw>, Vec<(LineId, bool)>),
    /// From the register Kommunfakta by key (borgen, ansvarsförbindelser): outside the balance.
    Given(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutLine {
    pub id: LineId,
    pub text: String,
    /// What the line is called before the year has ended: *Periodens resultat*.
    pub interim_text: Option<String>,
    pub kind: LineKind,
    pub note: Option<String>,
    /// 0 outermost.
    pub depth: u8,
    /// The closing line of the statement.
    pub total: bool,
    /// Shown, never summed.
    pub memo: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub kind: StatementKind,
    pub validity: Validity,
    pub lines: Vec<LayoutLine>,
}

impl Layout {
    pub fn line(&self, id: &LineId) -> Option<&LayoutLine> {
        self.lines.iter().find(|line| line.id == *id)
    }
}
