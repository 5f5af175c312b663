//! Forecasts that the outcome has passed, as warnings to the office where they stand.

use crate::consolidate::forecast::Answers;
use crate::consolidate::passed::{Passed, PassedForecasts};
use crate::domain::code::Code;
use crate::domain::period::Month;
use crate::domain::registers::Registers;
use crate::finding::{Findings, Place, ReconciliationProblem};
use crate::form;

/// Each unit's at its sheet of forecasts, or at its row of Organisation where it has handed in none; the whole
/// municipality's at the folder of the answers.
pub(super) fn findings(
    passed: &PassedForecasts,
    registers: &Registers,
    answers: &Answers,
    given: Month,
) -> Findings {
    let mut findings = Findings::default();
    for (unit, Passed { forecast, outcome }) in &passed.units {
        let Some(node) = registers.org.get(unit) else { continue };
        let place = sheet(answers, unit, given).unwrap_or_else(|| Place::in_row(&node.at, "Namn"));
        let (forecast, outcome) = (*forecast, *outcome);
        let unit = node.name.clone();
        findings.add(place, ReconciliationProblem::ForecastPassed { unit, given, forecast, outcome });
    }
    if let Some(Passed { forecast, outcome }) = passed.whole {
        let place = Place::File { file: format!("inkommet/{given}").into() };
        findings.add(place, ReconciliationProblem::WholeForecastPassed { given, forecast, outcome });
    }
    findings
}

fn sheet(answers: &Answers, unit: &Code, given: Month) -> Option<Place> {
    let answer = answers.get(&given)?.iter().find(|answer| answer.unit == *unit)?;
    Some(Place::Sheet { file: answer.file.clone(), sheet: form::FORECASTS.into() })
}
