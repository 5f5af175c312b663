//! Why no register knows a code for the rows that name it.

use crate::domain::period::Missed;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyUnknown {
    /// The cell is empty.
    Empty,
    /// No register has the code.
    Nowhere,
    /// The register has it at another time.
    OtherTime(Missed),
    /// The register has the account for internal rows only, or (`false`) for external rows only.
    OnlyInternal(bool),
    /// The register has these, which the code is but for zeros in front.
    ZerosLost(Vec<String>),
}
