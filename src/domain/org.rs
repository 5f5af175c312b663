//! The organisation: one tree of any depth (kommun → nämnd → verksamhet → enhet), valid from/to.

use std::collections::BTreeMap;

use super::code::{Code, CodeSet, RangeIndex};
use super::period::{Missed, Month, Validity};
use super::register_row::RegisterRow;

/// Which template (mall) a unit gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateKind {
    /// The unit manager's template.
    Unit,
    /// The finance office's own: taxes, grants, depreciation, finance.
    Finance,
}

/// One row of the register Organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgNode {
    pub code: Code,
    pub name: String,
    /// The municipality's own word for the level: Nämnd, Verksamhet, Enhet.
    pub level: String,
    pub parent: Option<Code>,
    /// The ansvar codes booked on this node itself.
    pub ansvar: CodeSet,
    /// The level at which fullmäktige binds its appropriations (anslagsbindningsnivå).
    pub appropriation: bool,
    pub manager: String,
    pub email: String,
    pub template: Option<TemplateKind>,
    pub validity: Validity,
    /// Where it stands in the register.
    pub at: RegisterRow,
}

/// The checked tree: every parent exists, no cycle, no ansvar on two nodes at the same time.
#[derive(Clone, Debug, Default)]
pub struct OrgTree {
    nodes: Vec<OrgNode>,
    by_ansvar: RangeIndex,
    /// The place of each code's first node, and of the nodes right below it: asked for at every row of a report.
    by_code: BTreeMap<Code, usize>,
    below: BTreeMap<Code, Vec<usize>>,
}

impl OrgTree {
    /// `nodes` in the register's order, already checked by the register reader.
    pub fn new(nodes: Vec<OrgNode>) -> OrgTree {
        let ranges =
            nodes.iter().enumerate().flat_map(|(at, node)| node.ansvar.0.iter().map(move |own| (at, own)));
        let by_ansvar = RangeIndex::of(ranges);
        let (mut by_code, mut below) = (BTreeMap::new(), BTreeMap::<Code, Vec<usize>>::new());
        for (at, node) in nodes.iter().enumerate() {
            by_code.entry(node.code.clone()).or_insert(at);
            if let Some(parent) = &node.parent {
                below.entry(parent.clone()).or_default().push(at);
            }
        }
        OrgTree { nodes, by_ansvar, by_code, below }
    }

    pub fn nodes(&self) -> &[OrgNode] {
        &self.nodes
    }

    pub fn get(&self, code: &Code) -> Option<&OrgNode> {
        self.by_code.get(code).map(|at| &self.nodes[*at])
    }

    pub fn roots(&self) -> impl Iterator<Item = &OrgNode> {
        self.nodes.iter().filter(|node| node.parent.is_none())
    }

    pub fn children<'a>(&'a self, code: &Code) -> impl Iterator<Item = &'a OrgNode> + use<'a> {
        self.below.get(code).into_iter().flatten().map(|at| &self.nodes[*at])
    }

    /// The node itself and all above it, nearest first.
    pub fn lineage<'a>(&'a self, code: &Code) -> Vec<&'a OrgNode> {
        let mut line = Vec::new();
        let mut at = self.get(code);
        while let Some(node) = at {
            if line.len() > self.nodes.len() {
                break;
            }
            line.push(node);
            at = node.parent.as_ref().and_then(|parent| self.get(parent));
        }
        line
    }

    /// The node on which an ansvar is booked in a month.
    pub fn of_ansvar(&self, ansvar: &Code, month: Month) -> Option<&OrgNode> {
        let holding = self.by_ansvar.holding(ansvar).iter().map(|at| &self.nodes[*at]);
        holding.into_iter().find(|node| node.validity.covers(month))
    }

    /// When an ansvar that is on no node in a month is on one: the nearest time.
    pub fn missed(&self, ansvar: &Code, month: Month) -> Option<Missed> {
        let nodes = self.nodes.iter().filter(|node| node.ansvar.contains(ansvar));
        nodes.filter_map(|node| node.validity.missed(month)).min_by_key(|missed| missed.distance(month))
    }

    /// The nodes that get a template in a month, in the register's order.
    pub fn with_template(&self, month: Month) -> impl Iterator<Item = (&OrgNode, TemplateKind)> {
        self.nodes
            .iter()
            .filter(move |node| node.validity.covers(month))
            .filter_map(|node| node.template.map(|kind| (node, kind)))
    }
}
