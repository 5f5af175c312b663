//! Findings as they are printed and listed: the same words for workbook, letter and manifest.

use crate::domain::registers::Registers;
use crate::domain::submission::Received;
use crate::finding::{Finding, Findings, Problem, ReconciliationProblem, TemplateProblem};
use crate::report::FindingLine;
use crate::text::finding as words;
use crate::write::manifest::FindingEntry;

/// The units by the files that say they are theirs.
#[derive(Clone, Copy, Default)]
pub struct Units<'a> {
    known: Option<(&'a Registers, &'a [Received])>,
}

impl<'a> Units<'a> {
    pub fn new(registers: &'a Registers, received: &'a [Received]) -> Units<'a> {
        Units { known: Some((registers, received)) }
    }

    fn name(self, file: &str) -> Option<&'a str> {
        let (registers, received) = self.known?;
        let unit = received.iter().find(|one| *one.file == *file)?.unit.as_ref()?;
        registers.org.get(unit).map(|node| node.name.as_str())
    }
}

/// In the order of the run's list.
pub fn finding_lines(findings: &Findings, units: Units) -> Vec<FindingLine> {
    findings.sorted().into_iter().map(|finding| finding_line(finding, units)).collect()
}

pub fn finding_line(finding: &Finding, units: Units) -> FindingLine {
    line_of(finding, units, words::told(&finding.problem))
}

/// As its manager is told it.
pub fn line_to_manager(finding: &Finding, units: Units) -> FindingLine {
    line_of(finding, units, words::told_to_manager(&finding.problem))
}

fn line_of(finding: &Finding, units: Units, told: words::Told) -> FindingLine {
    let field = finding.problem.field();
    let file = finding.place.file().unwrap_or_default();
    FindingLine {
        severity: words::severity(finding.severity()).to_string(),
        code: finding.problem.code().to_string(),
        place: words::place(&finding.place),
        unit: units.name(file).or(about(&finding.problem)).unwrap_or_default().to_string(),
        file: file.to_string(),
        tab: words::tab(&finding.place).to_string(),
        spot: words::spot(&finding.place),
        field: field.unwrap_or_default().to_string(),
        beside: words::with_capital(words::beside_field(&told.found, field)),
        text: told.found,
        expected: told.expected,
        remedy: told.remedy,
    }
}

/// The unit of a finding that stands in no file of the period's own.
fn about(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::Template(TemplateProblem::NoAnswer { unit, .. })
        | Problem::Reconciliation(ReconciliationProblem::ForecastPassed { unit, .. }) => Some(unit),
        _ => None,
    }
}

/// As the manifest lists them.
pub fn entries(lines: &[FindingLine]) -> Vec<FindingEntry> {
    let entry = |line: &FindingLine| FindingEntry {
        code: line.code.clone(),
        severity: line.severity.clone(),
        place: line.place.clone(),
        text: line.text.clone(),
    };
    lines.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::{Units, finding_line};
    use crate::finding::{Finding, Place, TemplateProblem};

    #[test]
    fn a_missing_answer_stands_on_its_unit() {
        let unit = "Miljö".to_string();
        let problem = TemplateProblem::NoAnswer {
            place: 0,
            unit,
            manager: String::new(),
            last: None,
            unread: Vec::new(),
        };
        let finding = Finding::new(Place::File { file: "inkommet/2020-08".into() }, problem);
        assert_eq!(finding_line(&finding, Units::default()).unit, "Miljö");
    }
}
