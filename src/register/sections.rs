//! Rapportavsnitt: the program's own rows of a kind of report, or the folder's where it has any.

use super::read::{Desk, of_template, own};
use super::schema::{self, Table};
use super::table::{Row, Rows};
use crate::domain::period::PeriodKind;
use crate::domain::section::{ReportSection, SectionName};
use crate::finding::RegisterProblem;

const KINDS: &[PeriodKind] = &[PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];
const SHORT: &str = "Kort";
const OWN: &str = include_str!("../../templates/rapportavsnitt.csv");

pub(super) fn read(desk: &mut Desk) -> Vec<ReportSection> {
    let table: &'static Table = &schema::REPORT_SECTIONS;
    for (row, problem) in without_short_form(desk.rows(table.name)) {
        desk.fault(table.name, row, SHORT, problem);
    }
    let folder: Vec<ReportSection> = desk.rows(table.name).iter().filter_map(section).collect();
    let Rows { list, .. } = of_template(table, &own("rapportavsnitt"), OWN);
    let replaced = |one: &ReportSection| folder.iter().any(|other| other.kind == one.kind);
    let mut sections: Vec<ReportSection> = list.iter().filter_map(section).collect();
    sections.retain(|one| !replaced(one));
    sections.into_iter().chain(folder).collect()
}

/// Rows that ask for the short form of a section that has none: it is printed at length.
fn without_short_form(rows: &[Row]) -> Vec<(u32, RegisterProblem)> {
    let word = |name: &SectionName| {
        let at = SectionName::ALL.iter().position(|other| other == name);
        at.map(|at| schema::SECTIONS[at].to_string()).unwrap_or_default()
    };
    let short: Vec<String> = SectionName::ALL.iter().filter(|name| name.has_short_form()).map(word).collect();
    let asked = rows.iter().filter_map(|row| Some((row.number, section(row)?)));
    let lacking = asked.filter(|(_, section)| section.short && !section.name.has_short_form());
    lacking
        .map(|(row, section)| {
            let problem = RegisterProblem::NoShortForm { section: word(&section.name), short: short.clone() };
            (row, problem)
        })
        .collect()
}

fn section(row: &Row) -> Option<ReportSection> {
    Some(ReportSection {
        kind: row.choice("Typ", KINDS)?,
        name: row.choice("Avsnitt", SectionName::ALL)?,
        short: row.truth(SHORT).unwrap_or(false),
        heading: row.words("Rubrik"),
    })
}

#[cfg(test)]
mod tests {
    use super::{KINDS, OWN, SectionName};

    #[test]
    fn every_kind_of_report_has_sections_and_every_section_a_word() {
        assert_eq!(SectionName::ALL.len(), super::schema::SECTIONS.len());
        for word in super::schema::PERIOD_KINDS {
            let own = OWN.lines().filter(|line| line.starts_with(&format!("{word};"))).count();
            assert!(own > 5, "{word}: {own}");
        }
        assert_eq!(KINDS.len(), super::schema::PERIOD_KINDS.len());
    }
}
