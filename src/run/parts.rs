//! A workbook and a paper for each node of some levels of the organisation, made side by side. Each figure is held against
//! the left side as those of the whole are.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::attach::Attach;
use super::disk::file_name;
use super::paper;
use super::report::{Broken, agree, must_meet};
use crate::consolidate::reconcile::{Expected, Proof, check_document};
use crate::domain::org::OrgNode;
use crate::domain::registers::Registers;
use crate::register::schema::file_stem;
use crate::report::Material;
use crate::report::parts::Part;
use crate::source::xlsx;
use crate::text::{self, cli as words};
use crate::write::workbook;

/// Finished files by their names below the folder of the report, and the characters that the print face lacks.
type Files = (Vec<(String, Vec<u8>)>, BTreeSet<char>);

/// What to say of a level that the organisation does not have.
pub fn unknown_level(registers: &Registers, levels: &[String]) -> Option<String> {
    let known: BTreeSet<&str> = registers.org.nodes().iter().map(|node| node.level.as_str()).collect();
    let unknown = levels.iter().find(|level| !known.iter().any(|one| is_level(one, level)))?;
    Some(words::unknown_level(unknown, &known.into_iter().collect::<Vec<_>>()))
}

/// A level may be typed without its dots and rings, as names of files are.
fn is_level(own: &str, typed: &str) -> bool {
    file_stem(own) == file_stem(typed)
}

/// The files of every node of the levels that is there in the period, in the register's order.
pub fn files(
    material: &Material,
    expected: &Expected,
    proof: &Proof,
    attach: &Attach,
    levels: &[String],
) -> Result<Files, Broken> {
    let own: Vec<Level> = levels.iter().map(|level| Level::of(material.registers, level)).collect();
    let valid = |node: &&OrgNode| node.validity.covers(material.period);
    let of_level = |level| {
        let nodes = material.registers.org.nodes().iter().filter(valid);
        nodes.filter(move |node| Level::holds(level, node)).map(move |node| (level, node))
    };
    let wanted: Vec<(&Level, &OrgNode)> = own.iter().flat_map(of_level).collect();
    let made: Vec<Result<Files, Broken>> = wanted
        .par_iter()
        .map(|(level, node)| of_node(material, expected, proof, attach, (level, node)))
        .collect();
    let mut all = Files::default();
    for one in made {
        let (files, lacking) = one?;
        all.0.extend(files);
        all.1.extend(lacking);
    }
    Ok(all)
}

/// A level as it was asked for.
struct Level<'a> {
    registers: &'a Registers,
    typed: &'a str,
    /// The municipality's own word for it.
    name: &'a str,
    /// No node of the level has another below it: its nodes are the units.
    units: bool,
}

impl<'a> Level<'a> {
    fn of(registers: &'a Registers, typed: &'a str) -> Level<'a> {
        let mut nodes = registers.org.nodes().iter().filter(|node| is_level(&node.level, typed)).peekable();
        let name = nodes.peek().map_or(typed, |first| first.level.as_str());
        let units = nodes.all(|node| is_lowest(registers, node));
        Level { registers, typed, name, units }
    }

    /// A node that has bookings of its own and nothing below it is a unit, whatever its level is called: a
    /// finansförvaltning is often a verksamhet.
    fn holds(&self, node: &OrgNode) -> bool {
        let unit = || !node.ansvar.is_empty() && is_lowest(self.registers, node);
        is_level(&node.level, self.typed) || self.units && unit()
    }
}

fn is_lowest(registers: &Registers, node: &OrgNode) -> bool {
    registers.org.children(&node.code).next().is_none()
}

fn of_node(
    material: &Material,
    expected: &Expected,
    proof: &Proof,
    attach: &Attach,
    (level, node): (&Level, &OrgNode),
) -> Result<Files, Broken> {
    let part = Part::of(material, node);
    let folder = file_name(&level.name.to_lowercase());
    let named = |stem: &str, ending: &str| format!("{folder}/{}", file_name(&format!("{stem}.{ending}")));
    let book = part.book(material);
    must_meet(check_document(expected, proof, &book))?;
    let name = named(&book.file_stem, "xlsx");
    let bytes = workbook::write(&book).map_err(|error| Broken(error.to_string()))?;
    let read = xlsx::read_own(&name, &bytes);
    let read = read.map_err(|why| Broken(text::proof::unreadable(&name, why)))?;
    agree(workbook::read_back::check(&read, &book))?;
    let mut files = vec![(name, bytes)];
    let paper = part.paper(material);
    let name = named(&paper.file_stem, "pdf");
    let (bytes, lacking) = paper::written(paper, expected, proof, attach)?;
    files.push((name, bytes));
    Ok((files, lacking))
}
