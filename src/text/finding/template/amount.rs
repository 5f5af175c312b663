//! Sentences about what is not an amount, and what it may mean.

use crate::domain::money::{KronorUnit, Money, Sense};
use crate::finding::AmountTrouble;
use crate::text::form;

use super::super::{Told, quoted};
use super::{UNTIL_THEN, against, choose_yes, exact, perhaps, typed};

/// What an amount field wants, in words.
pub(super) struct Wanted {
    unit: KronorUnit,
    signs: &'static str,
    example: String,
}

impl Wanted {
    /// `usual`: an amount of the size and sign that is usual there.
    pub(super) fn new(sense: Sense, unit: KronorUnit, usual: Option<Money>) -> Wanted {
        let example = form::amount_example(sense, unit, usual);
        Wanted { unit, signs: form::amount_words(sense, unit).signs, example }
    }

    /// `ett belopp i kr. Kostnader med minus, intäkter med plus.`
    pub(super) fn said(&self) -> String {
        format!("ett belopp i {}. {}.", form::unit(self.unit), self.signs)
    }
}

pub(super) fn told(field: &str, found: &str, why: &AmountTrouble, wanted: &Wanted) -> Told {
    let unit = form::unit(wanted.unit);
    let write = format!("Skriv beloppet i {unit} med siffror, till exempel {}.", wanted.example);
    let mut expected = wanted.said();
    let meant = |amount: Money, so: &str| {
        format!("Menas {}{so}, skriv {}", exact(amount, wanted.unit), typed(amount, wanted.unit))
    };
    let (reading, remedy) = match why {
        AmountTrouble::NotANumber => (" är inte ett belopp".to_string(), write),
        AmountTrouble::Either(readings) => {
            let written: Vec<String> =
                readings.iter().map(|one| one.normalize().to_string().replace('.', ",")).collect();
            (
                format!(" kan läsas på flera sätt: {}", written.join(" eller ")),
                "Skriv beloppet utan punkter, med komma före decimalerna.".to_string(),
            )
        }
        AmountTrouble::Meant(amount) => {
            (format!(" är inte skrivet som ett belopp i {unit}"), format!("{}.", meant(*amount, "")))
        }
        AmountTrouble::MeantUnlike(unlikely) => {
            let (shown, typed) = (exact(unlikely.amount, wanted.unit), typed(unlikely.amount, wanted.unit));
            expected = against(unlikely.budget, unlikely.last_year, wanted.unit);
            let instead = match unlikely.meant {
                Some(amount) => {
                    format!(
                        "{} Skriv i så fall {}.",
                        perhaps(amount, wanted.unit),
                        self::typed(amount, wanted.unit)
                    )
                }
                None => format!(
                    "Läst som belopp blir det {shown}, som inte liknar vare sig budgeten eller bokslutet: jämför med \
                     dem. {write}"
                ),
            };
            (
                format!(" är inte skrivet som ett belopp i {unit}"),
                format!("{instead} Är {shown} rätt, skriv {typed} och {}.", choose_yes(&unlikely.confirm)),
            )
        }
        AmountTrouble::Percent(None) => (" är procent, inte ett belopp".to_string(), write),
        AmountTrouble::Percent(Some(amount)) => {
            (" är procent, inte ett belopp".to_string(), format!("{write} {}.", meant(*amount, "")))
        }
        AmountTrouble::Date(None) => (" är ett datum, inte ett belopp".to_string(), write),
        AmountTrouble::Date(Some(amount)) => (
            " är ett datum, inte ett belopp".to_string(),
            format!("{} och välj talformat.", meant(*amount, ", som visas som ett datum")),
        ),
        AmountTrouble::TooManyDecimals { most } => (
            format!(" har fler än {} decimaler", counted(*most)),
            format!("Skriv beloppet i hela {unit}, eller med högst {} decimaler.", counted(*most)),
        ),
        AmountTrouble::TooLarge => (
            " är större än ett belopp kan vara".to_string(),
            format!("Skriv beloppet i {unit}; kontrollera antalet nollor."),
        ),
    };
    Told::new(format!("{field}: {}{reading}.", quoted(found)), expected, format!("{remedy} {UNTIL_THEN}"))
}

fn counted(number: u32) -> String {
    match number {
        2 => "två".to_string(),
        5 => "fem".to_string(),
        other => other.to_string(),
    }
}
