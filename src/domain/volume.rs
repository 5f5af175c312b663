//! What a volume or the staff costs, and what the law asks to be told of sick leave.

use super::account::CostType;
use super::code::Code;

/// Which cost is divided by a volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostBasis {
    /// Nettokostnad: costs less income.
    Net,
    /// All costs.
    Costs,
    /// Costs of staff: the volume is årsarbetare.
    Staff,
}

impl CostBasis {
    pub const ALL: &[CostBasis] = &[CostBasis::Net, CostBasis::Costs, CostBasis::Staff];
}

/// One row of the register Volymkostnad: a quantity, which can be added up over units, and what its cost is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VolumeCost {
    pub indicator: Code,
    pub basis: CostBasis,
}

/// What LKBR (2018:597) 11 kap. 6 § asks to be told of sick leave, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SickLeave {
    /// Of all employees' working time.
    Total,
    /// Of the sick leave: the share in a row of 60 days or more.
    Long,
    Women,
    Men,
    /// 29 years or younger, 30–49, 50 or older.
    Young,
    Middle,
    Old,
}

impl SickLeave {
    pub const ALL: &[SickLeave] = &[
        SickLeave::Total,
        SickLeave::Long,
        SickLeave::Women,
        SickLeave::Men,
        SickLeave::Young,
        SickLeave::Middle,
        SickLeave::Old,
    ];
}

/// What registers say of volumes and staff beside the indicators themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operations {
    pub volume_costs: Vec<VolumeCost>,
    /// The cost types that are costs of staff.
    pub staff_costs: Vec<CostType>,
    /// The indicators of sick leave.
    pub sick_leave: Vec<(SickLeave, Code)>,
}

impl Operations {
    /// What a quantity's cost is; `None` for what is not to be added up.
    pub fn basis(&self, indicator: &Code) -> Option<CostBasis> {
        self.volume_costs.iter().find(|one| one.indicator == *indicator).map(|one| one.basis)
    }

    /// The indicator of a part of sick leave.
    pub fn sick_leave(&self, part: SickLeave) -> Option<&Code> {
        self.sick_leave.iter().find(|(known, _)| *known == part).map(|(_, indicator)| indicator)
    }

    /// The indicator of årsarbetare: that of the first row with the cost of staff.
    pub fn man_years(&self) -> Option<&Code> {
        self.volume_costs.iter().find(|one| one.basis == CostBasis::Staff).map(|one| &one.indicator)
    }
}
