//! Texter and Dokument, the office's prose and what it says of its documents, held against what is printed: words that
//! would stand nowhere are told at their row.

use super::read::Desk;
use super::schema;
use super::table::Row;
use crate::domain::document::{DocumentRow, ReportText, ScheduledPeriod, Status};
use crate::domain::period::{Month, PeriodKind};
use crate::domain::section::{ReportSection, SectionName};
use crate::finding::RegisterProblem;

const TEXTS: &str = "Texter";
const DOCUMENTS: &str = "Dokument";
const SCHEDULE: &str = "Tidplan";
/// The word of the covering letter, the last of the reports of Texter.
const LETTER: &str = schema::TEXT_REPORTS[schema::REPORTS.len()];

/// What the law asks of the reports in words, with the section of Texter that each part is.
const ASKED: &str = include_str!("../../templates/texter/innehall.csv");

/// The parts of the covering letter.
const OF_LETTER: &[&str] = &[
    "ärendet",
    "sammanfattning",
    "ekonomiska_konsekvenser",
    "god_ekonomisk_hushållning",
    "förslag_till_beslut",
];

/// What stands in the place of a unit's words is approved for a period: nobody approves what is not yet written.
const APPROVALS: &[&str] = &["berättelse", "kommentarer"];

pub(super) fn texts(desk: &mut Desk) -> Vec<ReportText> {
    let read = |row: &Row| {
        Some(ReportText {
            period: row.month("Period"),
            report: row.choice("Rapport", schema::TEXT_REPORTS)?.to_string(),
            section: row.choice("Avsnitt", schema::TEXT_SECTIONS)?.to_string(),
            unit: row.code("Enhet"),
            text: row.text("Text")?,
            approved_by: row.words("Godkänd av"),
        })
    };
    let rows: Vec<(u32, ReportText)> =
        desk.rows(TEXTS).iter().filter_map(|row| Some((row.number, read(row)?))).collect();
    let (of_no_period, texts): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(_, text)| text.period.is_none() && APPROVALS.contains(&text.section.as_str()));
    for (row, _) in of_no_period {
        let problem = RegisterProblem::MissingValue { table: TEXTS.into(), column: "Period".into() };
        desk.fault(TEXTS, row, "Period", problem);
    }
    texts.into_iter().map(|(_, text)| text).collect()
}

pub(super) fn documents(desk: &Desk) -> Vec<DocumentRow> {
    let read = |row: &Row| {
        Some(DocumentRow {
            period: row.month("Period")?,
            report: row.choice("Rapport", schema::REPORTS)?.to_string(),
            registration_number: row.words("Diarienummer"),
            status: row.choice("Status", Status::ALL),
            handler: row.words("Handläggare"),
            at: row.at(),
        })
    };
    desk.rows(DOCUMENTS).iter().filter_map(read).collect()
}

/// Tells of every row that no report of its period prints.
pub(super) fn check(
    desk: &mut Desk,
    schedule: &[ScheduledPeriod],
    sections: &[ReportSection],
    documents: &[DocumentRow],
) {
    // What a faulty Tidplan says of a period is not known.
    if desk.table(SCHEDULE).is_none_or(|table| table.list.len() != schedule.len()) {
        return;
    }
    let printed = Printed { schedule, sections, documents };
    let mut found = Vec::new();
    for row in desk.rows(TEXTS) {
        let asked =
            (row.choice("Rapport", schema::TEXT_REPORTS), row.choice("Avsnitt", schema::TEXT_SECTIONS));
        let (Some(report), Some(section)) = asked else { continue };
        if let Some(problem) = printed.no_report(TEXTS, row.month("Period"), report) {
            found.push((TEXTS, row.number, wrong_column(&problem), problem));
        } else if !printed.has_place(row.month("Period"), report, section) {
            let problem =
                RegisterProblem::TextWithoutPlace { report: report.into(), section: section.into() };
            found.push((TEXTS, row.number, "Avsnitt", problem));
        } else if row.code("Enhet").is_some() && !printed.has_units(row.month("Period"), report, section) {
            found.push((TEXTS, row.number, "Enhet", RegisterProblem::TextOfUnit { section: section.into() }));
        }
    }
    for row in desk.rows(DOCUMENTS) {
        let Some(report) = row.choice("Rapport", schema::REPORTS) else { continue };
        let problem = printed.no_report(DOCUMENTS, row.month("Period"), report);
        found.extend(problem.map(|problem| (DOCUMENTS, row.number, wrong_column(&problem), problem)));
    }
    for (table, row, column, problem) in found {
        desk.fault(table, row, column, problem);
    }
}

/// A period that Tidplan does not have is wrong itself; and so, most likely, is one beside the only period of its year that
/// has the report.
fn wrong_column(problem: &RegisterProblem) -> &'static str {
    match problem {
        RegisterProblem::NoSuchReport { own, only, .. } if own.is_empty() || only.is_some() => "Period",
        _ => "Rapport",
    }
}

/// The word of the report of a kind of period.
fn word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month | PeriodKind::Tertial => schema::REPORTS[0],
        PeriodKind::Interim => schema::REPORTS[1],
        PeriodKind::Year => schema::REPORTS[2],
    }
}

/// What is printed of which period.
struct Printed<'a> {
    schedule: &'a [ScheduledPeriod],
    sections: &'a [ReportSection],
    documents: &'a [DocumentRow],
}

impl Printed<'_> {
    /// That a period has no such report; nothing of a row for all periods.
    fn no_report(&self, table: &str, period: Option<Month>, report: &str) -> Option<RegisterProblem> {
        let period = period?;
        let own: Vec<&str> =
            self.schedule.iter().filter(|row| row.period == period).map(|row| word(row.kind)).collect();
        let letters =
            || self.documents.iter().filter(|row| row.period == period && own.contains(&&*row.report));
        let letter = letters().any(|row| row.status.is_some_and(Status::is_for_decision)).then_some(LETTER);
        let has = own.contains(&report) || letter == Some(report);
        (!has).then(|| RegisterProblem::NoSuchReport {
            table: table.to_string(),
            period: period.to_string(),
            report: report.to_string(),
            letter: report == LETTER,
            own: own.iter().chain(&letter).map(ToString::to_string).collect(),
            only: self.only_period(period.year, report).map(|period| period.to_string()),
        })
    }

    /// The one period of a year that has a report.
    fn only_period(&self, year: i32, report: &str) -> Option<Month> {
        let own = |row: &&ScheduledPeriod| row.period.year == year && word(row.kind) == report;
        let mut periods = self.schedule.iter().filter(own).map(|row| row.period);
        periods.next().filter(|_| periods.next().is_none())
    }

    /// Whether a report has a section that prints what the text is of.
    fn has_place(&self, period: Option<Month>, report: &str, section: &str) -> bool {
        if report == LETTER {
            return OF_LETTER.contains(&section);
        }
        self.sections_of(period, report).any(|name| prints(name, report, section))
    }

    /// Whether a report says it of units, each by itself.
    fn has_units(&self, period: Option<Month>, report: &str, section: &str) -> bool {
        APPROVALS.contains(&section)
            || section == "sammanfattning"
                && report != LETTER
                && self.sections_of(period, report).any(|name| name == SectionName::Boards)
    }

    fn sections_of(&self, period: Option<Month>, report: &str) -> impl Iterator<Item = SectionName> {
        let scheduled = self.schedule.iter().find(|row| Some(row.period) == period);
        let is_of = move |kind: PeriodKind| match scheduled {
            Some(row) => row.kind == kind,
            None => word(kind) == report,
        };
        self.sections.iter().filter(move |one| is_of(one.kind)).map(|one| one.name)
    }
}

fn prints(name: SectionName, report: &str, section: &str) -> bool {
    match section {
        "sammanfattning" => name == SectionName::Summary,
        "verksamhetens_utveckling" => name == SectionName::FiveYears,
        "händelser" => name == SectionName::Events,
        "förväntad_utveckling" => name == SectionName::Outlook,
        "god_ekonomisk_hushållning" => name == SectionName::GoodEconomy,
        "personal" => name == SectionName::Staff,
        "investeringar" => name == SectionName::Investments,
        "redovisningsprinciper" => name == SectionName::Principles,
        "berättelse" => matches!(name, SectionName::Stories | SectionName::Boards),
        "kommentarer" => matches!(name, SectionName::Deviations | SectionName::Boards),
        section => name == SectionName::Told && is_asked(report, section),
    }
}

/// Whether the law asks a report for a text that no section of figures can be.
fn is_asked(report: &str, section: &str) -> bool {
    let mut parts = ASKED.lines().map(|line| line.split(';').collect::<Vec<_>>());
    parts.any(|part| matches!(part.as_slice(), [of, _, _, "", text, ..] if *of == report && *text == section))
}

#[cfg(test)]
mod tests {
    use super::{LETTER, OF_LETTER, SectionName, prints, schema, word};
    use crate::domain::period::PeriodKind;
    use crate::text::report::{COVERING_LETTER, report_word};

    #[test]
    fn the_words_are_those_of_the_texts() {
        assert_eq!(LETTER, COVERING_LETTER);
        for kind in [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year] {
            assert_eq!(word(kind), report_word(kind));
        }
    }

    #[test]
    fn every_section_of_texter_is_printed_by_a_section_of_some_report_or_by_the_letter() {
        for section in schema::TEXT_SECTIONS {
            let reports = || schema::REPORTS.iter();
            let printed =
                reports().any(|report| SectionName::ALL.iter().any(|name| prints(*name, report, section)));
            assert!(printed || OF_LETTER.contains(section), "{section}");
        }
    }
}
