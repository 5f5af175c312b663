//! Everything a period is made from, read and checked: the part that all commands on a folder share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Options;
use super::book::{self, Booked};
use super::documents;
use super::stations::Stations;
use super::stopped::{HandedOut, Inbox, Stopped};
use crate::consolidate::board::{Board, board};
use crate::consolidate::close::{Closed, close};
use crate::consolidate::cube::Cube;
use crate::consolidate::finance;
use crate::consolidate::forecast::{Answers, Gap, internal_remainder};
use crate::consolidate::passed::{PassedForecasts, passed};
use crate::consolidate::projects;
use crate::consolidate::reconcile::LeftSide;
use crate::consolidate::scale;
use crate::consolidate::tariff;
use crate::domain::code::Code;
use crate::domain::fact::{FactKey, Measure, Subject};
use crate::domain::goal::Reading;
use crate::domain::money::Money;
use crate::domain::period::{Date, LedgerPeriod, Month, PeriodKind};
use crate::domain::picture::Picture;
use crate::domain::registers::Registers;
use crate::domain::submission::{Received, Submission};
use crate::finding::{
    Findings, Place, Problem, ReconciliationProblem, RegisterProblem, Severity, TemplateProblem, Trace,
};
use crate::form::issued::Issued;
use crate::intake;
use crate::intake::template::ReadAll;
use crate::register;
use crate::source::folder::{Folder, Seen};
use crate::source::{self, returned};

/// The register of what was issued, in the period's folder below `mallar`.
pub(super) const REGISTER: &str = "utgivna.csv";

/// What was read, and what was found wrong with it.
pub struct Gathered {
    pub registers: Registers,
    pub period: Month,
    pub kind: PeriodKind,
    pub date: Date,
    pub left: LeftSide,
    /// Ledger files that nothing proves complete.
    pub unproven: Vec<String>,
    /// Ledger files that others replace.
    pub replaced: Vec<String>,
    pub answers: Answers,
    /// Every file that came in for the period.
    pub received: Vec<Received>,
    /// The units' files and the registers of issued templates that were read, of every period of the year so far.
    pub seen: Vec<Seen>,
    pub handed_out: HandedOut,
    pub readings: Vec<Reading>,
    pub closed: Closed,
    pub passed: PassedForecasts,
    pub logo: Option<Picture>,
    pub findings: Findings,
}

impl Gathered {
    /// The period's own answers.
    pub fn answered(&self) -> &[Submission] {
        self.answers.get(&self.period).map_or(&[], Vec::as_slice)
    }

    /// The answers whose words on deviations stand, with the month they were given in: the period's own, else those that its
    /// forecasts are from.
    pub fn spoken(&self) -> (Month, &[Submission]) {
        let given = Some(self.period).filter(|_| !self.answered().is_empty()).or(self.closed.forecast);
        let given = given.unwrap_or(self.period);
        (given, self.answers.get(&given).map_or(&[], Vec::as_slice))
    }

    /// What came in, when all else has been told.
    pub fn into_inbox(self) -> Inbox {
        let Gathered { registers, period, date, received, mut answers, seen, handed_out, .. } = self;
        let answers = answers.remove(&period).unwrap_or_default();
        Inbox { registers, period, date, received, answers, seen, handed_out }
    }

    /// Who has answered; `None` when Tidplan asks for no answers, and in a plain month for which no templates were written:
    /// nobody could answer, and its report does without.
    pub fn board(&self) -> Option<Board> {
        self.whole_board().filter(|board| board.handed_out || self.kind != PeriodKind::Month)
    }

    fn whole_board(&self) -> Option<Board> {
        board(&self.registers, self.period, &self.received, self.handed_out.written, &self.findings)
    }
}

/// As [`without_reminders`], with a reminder of every unit that has not answered.
pub fn gather(
    folder: &Folder,
    period: Month,
    options: Options,
    stations: &mut dyn Stations,
) -> Result<Gathered, Stopped> {
    let mut gathered = without_reminders(folder, period, options, stations)?;
    if let Some(board) = gathered.whole_board() {
        remind(&board, &gathered.handed_out, &mut gathered.findings);
        if !board.handed_out {
            let needed = gathered.kind != PeriodKind::Month;
            let problem = RegisterProblem::TemplatesNotWritten { period: period.to_string(), needed };
            gathered.findings.add(templates_at(&gathered.registers, period), problem);
        }
    }
    let found = documents::check(&gathered);
    gathered.findings.extend(found);
    Ok(gathered)
}

/// Each unit that was handed a template and from which no file has come in. One whose file cannot be used is told of that
/// file.
fn remind(board: &Board, handed_out: &HandedOut, findings: &mut Findings) {
    for (place, unit) in board.units.iter().enumerate().filter(|(_, unit)| handed_out.waits_for(unit)) {
        let problem = TemplateProblem::NoAnswer {
            place,
            unread: handed_out.unread_of(&unit.unit),
            unit: unit.name.clone(),
            manager: unit.manager.clone(),
            last: board.due,
        };
        findings.add(Place::File { file: format!("inkommet/{}", board.period).into() }, problem);
    }
}

/// Reads and checks a folder for a period. `Err` holds the findings when there are faults in settings, registers,
/// ledger or budget: then there is nothing to report on.
pub fn without_reminders(
    folder: &Folder,
    period: Month,
    options: Options,
    stations: &mut dyn Stations,
) -> Result<Gathered, Stopped> {
    let (mut registers, kind, mut findings) = registers(folder, period)?;
    let (grids, found) = source::kolada(folder);
    findings.extend(found);
    let (logo, found) = source::logo(folder);
    findings.extend(found);
    findings.extend(intake::kolada::add(&grids, &mut registers));
    let Booked { mut left, facts, unproven, replaced } =
        book::read(folder, &registers, period, stations, &mut findings);
    findings.extend(projects::check(&registers, &facts, period));
    let Came { answers, received, seen, handed_out } = answers(folder, &registers, period, &mut findings);
    let date = date(&registers, period, options);
    if stops(&findings) {
        let answers = answers.get(&period).cloned().unwrap_or_default();
        let inbox = Inbox { registers, period, date, received, answers, seen, handed_out };
        return Err(Stopped { findings, inbox: Some(Box::new(inbox)) });
    }
    let mut closed = close(&registers, facts, &answers, period, kind);
    let readings =
        crate::consolidate::goals::readings(&registers, answers.get(&period).map_or(&[], Vec::as_slice));
    for (given, gaps) in closed.forecasts() {
        left.amounts.extend(left_forecasts(&answers, gaps, given));
    }
    if let Some(given) = closed.forecast {
        let remainder = internal_remainder(&registers, &closed.facts, given);
        if !remainder.is_zero() {
            let absent = lacking_internal(&registers, &closed.gaps, given);
            let rounding = remainder.abs() < rounding(answers.get(&period).map_or(0, Vec::len));
            let fault = kind == PeriodKind::Interim && absent.is_empty() && !rounding;
            let asked = registers.org.with_template(given).count();
            let problem =
                ReconciliationProblem::InternalForecasts { remainder, fault, rounding, absent, asked };
            findings.add(Place::Folder, problem);
        }
    }
    let cube = Cube::roll_up(&closed.facts, &registers, &[]);
    let passed = passed(&registers, &cube, &closed, period);
    if let Some(given) = closed.forecast {
        findings.extend(super::passed::findings(&passed, &registers, &answers, given));
    }
    findings.extend(scale::check(&registers, &cube, period));
    findings.extend(finance::limits::check(&registers, &cube, period));
    findings.extend(finance::departures::check(&registers, &cube, period));
    findings.extend(finance::sums::check(&registers, &cube, period));
    if kind == PeriodKind::Year {
        findings.extend(tariff::check(&registers, &cube, period));
    }
    if kind != PeriodKind::Month {
        findings.extend(crate::consolidate::goals::check(&registers, &readings, period));
    }
    stations.facts(&mut closed.facts);
    Ok(Gathered {
        registers,
        period,
        kind,
        date,
        left,
        unproven,
        replaced,
        answers,
        received,
        seen,
        handed_out,
        readings,
        closed,
        passed,
        logo,
        findings,
    })
}

/// The registers with what is remarked on in them, and what kind of period it is.
fn registers(folder: &Folder, period: Month) -> Result<(Registers, PeriodKind, Findings), Findings> {
    let (raw, mut findings) = source::registers(folder);
    // Each table of a workbook that cannot be read would be told as missing.
    if findings.iter().any(|one| one.place.file() == Some("grunddata.xlsx")) {
        return Err(findings);
    }
    let (registers, found) = register::read(&raw);
    findings.extend(found);
    let Some(registers) = registers else { return Err(findings) };
    let Some(kind) = registers.scheduled(period).map(|row| row.kind) else {
        findings.add(Place::Folder, RegisterProblem::PeriodNotScheduled { period: period.to_string() });
        return Err(findings);
    };
    Ok((registers, kind, findings))
}

/// Who has answered, from registers and templates alone: ledger and budget may still be wanting.
pub fn board_of(folder: &Folder, period: Month) -> Result<(Board, Findings), Findings> {
    let (registers, _, mut findings) = registers(folder, period)?;
    let (read, _, handed_out) = answers_of(folder, period);
    findings.extend(read.findings);
    match board(&registers, period, &read.received, handed_out.written, &findings) {
        Some(board) => {
            remind(&board, &handed_out, &mut findings);
            Ok((board, findings))
        }
        None => {
            findings.add(templates_at(&registers, period), no_templates(period));
            Err(findings)
        }
    }
}

/// Where Tidplan says whether a period has templates.
pub(super) fn templates_at(registers: &Registers, period: Month) -> Place {
    registers.scheduled(period).map_or(Place::Folder, |row| Place::in_row(&row.at, "Mallar"))
}

pub(super) fn no_templates(period: Month) -> RegisterProblem {
    RegisterProblem::NoTemplatesScheduled { period: period.to_string() }
}

/// The units, by name, that have not given their forecast of internal items.
fn lacking_internal(registers: &Registers, gaps: &[Gap], given: Month) -> Vec<String> {
    let kinds = registers.accounts.cost_types(given.year);
    let internal =
        |gap: &&Gap| kinds.iter().any(|(known, _, internal)| *internal && **known == gap.cost_type);
    let units = gaps.iter().filter(internal).filter_map(|gap| registers.org.get(&gap.unit));
    let names: BTreeSet<String> = units.map(|unit| unit.name.clone()).collect();
    names.into_iter().collect()
}

/// What forecasts rounded to whole thousands may come to together, from so many units.
fn rounding(units: usize) -> Money {
    i64::try_from(units).map_or(Money::ZERO, |units| Money::from_kr(units.saturating_mul(1_000)))
}

/// Faults outside the templates stop the run; a fault in a template costs its field only.
fn stops(findings: &Findings) -> bool {
    findings
        .iter()
        .any(|one| one.severity() == Severity::Fault && !matches!(one.problem, Problem::Template(_)))
}

/// `--datum`, else the Tidplan's day for the papers, else the period's last day.
fn date(registers: &Registers, period: Month, options: Options) -> Date {
    let planned = registers.scheduled(period).and_then(|row| row.board.or(row.council));
    options.date.or(planned).unwrap_or_else(|| period.last_day())
}

/// What came in during the year up to the period.
struct Came {
    answers: Answers,
    received: Vec<Received>,
    seen: Vec<Seen>,
    handed_out: HandedOut,
}

/// The answers of the year up to the period. Findings are told for the period's own files only: earlier ones were told
/// in their month.
fn answers(folder: &Folder, registers: &Registers, period: Month, findings: &mut Findings) -> Came {
    let asked = registers.schedule.iter().filter(|row| row.templates && row.period.year == period.year);
    let (mut answers, mut received, mut seen) = (BTreeMap::new(), Vec::new(), Vec::new());
    let mut handed_out = HandedOut::default();
    for row in asked.filter(|row| row.period <= period) {
        let (read, files, handed) = answers_of(folder, row.period);
        seen.extend(files);
        if row.period == period {
            handed_out = handed;
            findings.extend(read.findings);
            received = read.received;
        }
        answers.insert(row.period, read.answers);
    }
    Came { answers, received, seen, handed_out }
}

/// The answers of one period, the files they were read from, and what was handed out.
pub(super) fn answers_of(folder: &Folder, period: Month) -> (ReadAll, Vec<Seen>, HandedOut) {
    let mut seen = Vec::new();
    let (issued, mut findings) = issued(folder, period, &mut seen);
    let written = folder.open(&register_of(period)).is_some();
    let prefix = format!("inkommet/{period}/");
    // A folder in the period's folder holds what somebody put aside.
    let below = |path: &str| path[prefix.len()..].contains('/');
    let (aside, files): (Vec<_>, Vec<_>) = folder.listed_under(&prefix).partition(|file| below(&file.path));
    let read = returned::each(&files, |book| intake::template::read(book, period, &issued));
    let (mut answers, mut refused) = (Vec::new(), Vec::new());
    for file in read {
        seen.extend(file.seen);
        match file.read {
            Ok(answer) => answers.push(answer),
            Err(why) => refused.push((file.path, why)),
        }
    }
    refused.extend(folder.unreadable_under(&prefix).cloned());
    let mut all = intake::template::count(answers);
    for (file, why) in refused {
        findings.add(Place::File { file: file.clone() }, TemplateProblem::UnreadableFile { why });
        all.received.push(Received::refused(file, None));
    }
    for received in all.received.iter_mut().filter(|one| one.unit.is_none()) {
        received.unit = issued.named(&received.file);
    }
    let mut unread: BTreeMap<Code, Vec<Arc<str>>> = BTreeMap::new();
    for file in aside {
        if let Some(unit) = issued.named(&file.path) {
            unread.entry(unit).or_default().push(file.path.clone());
        }
        let what = Trace::Below;
        findings.add(Place::File { file: file.path.clone() }, TemplateProblem::PassedOver { what });
    }
    for (file, what) in folder.traces_under(&prefix).cloned() {
        findings.add(Place::File { file }, TemplateProblem::PassedOver { what });
    }
    all.received.sort_by(|a, b| a.file.cmp(&b.file));
    all.findings.extend(findings);
    (all, seen, HandedOut { issued, written, unread })
}

fn register_of(period: Month) -> String {
    format!("mallar/{period}/{REGISTER}")
}

/// What was handed out for a period; nothing when its register is missing or cannot be used, which is told.
fn issued(folder: &Folder, period: Month, seen: &mut Vec<Seen>) -> (Issued, Findings) {
    let place = register_of(period);
    let mut findings = Findings::default();
    let issued = match folder.open(&place) {
        None => Issued::default(),
        Some(Err(why)) => {
            findings.add(Place::File { file: place.into() }, TemplateProblem::UnreadableFile { why });
            Issued::default()
        }
        Some(Ok(input)) => {
            let read = intake::template::issued(&place, &String::from_utf8_lossy(&input.bytes));
            seen.push(input.seen);
            read.unwrap_or_else(|found| {
                findings.extend(found);
                Issued::default()
            })
        }
    };
    (issued, findings)
}

/// The left side of the forecasts: what the answers hold and what stands in, counted on its own.
fn left_forecasts(answers: &Answers, gaps: &[Gap], given: Month) -> BTreeMap<FactKey, Money> {
    let mut left = BTreeMap::new();
    let mut count =
        |unit: &crate::domain::code::Code, cost_type: &crate::domain::account::CostType, amount: Money| {
            let key = FactKey {
                measure: Measure::Forecast { given },
                period: LedgerPeriod { year: given.year, number: 12 },
                subject: Subject::Unit { unit: unit.clone(), cost_type: cost_type.clone() },
            };
            *left.entry(key).or_default() += amount;
        };
    for answer in answers.get(&given).into_iter().flatten() {
        for (cost_type, amount) in &answer.forecasts {
            count(&answer.unit, cost_type, *amount);
        }
        for adjustment in &answer.adjustments {
            count(&answer.unit, &adjustment.cost_type, adjustment.amount);
        }
    }
    for gap in gaps {
        if let Some((amount, _)) = gap.stand_in {
            count(&gap.unit, &gap.cost_type, amount);
        }
    }
    left
}
