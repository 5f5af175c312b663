//! Sentences for codes that no register knows for the rows that name them.

use super::{Told, listed};
use crate::domain::money::Money;
use crate::domain::period::Missed;
use crate::finding::{CodeKind, WhyUnknown};
use crate::text::format::{kr_ore, rows_named};

/// The rows of a kind of files: how their sum is counted, and what is to be mended.
pub(super) struct Rows {
    sum: &'static str,
    mend: &'static str,
}

pub(super) const LEDGER: Rows = Rows { sum: "i debet", mend: "bokföringen" };
pub(super) const BUDGET: Rows = Rows { sum: "räknat med intäkt plus", mend: "budgeten" };

/// Of so many rows and their sum.
pub(super) fn told(
    kind: CodeKind,
    code: &str,
    (rows, sum): (u64, Money),
    why: &WhyUnknown,
    of: &Rows,
) -> Told {
    let (what, table) = match kind {
        CodeKind::Ansvar => ("Ansvar", "Organisation"),
        CodeKind::Account => ("Konto", "Konton"),
    };
    let counted = format!("{}, tillsammans {} kr {}", rows_named(rows), kr_ore(sum), of.sum);
    let stands = |but: String| format!("{what} {code} står på {counted}, men {but}.");
    let expected = format!("en kod som tabellen {table} har för perioden.");
    let mended = |by: String| format!("{by}, eller rätta {}. {FIRST}", of.mend);
    match why {
        WhyUnknown::Empty => Told::new(
            format!("{what} är tomt på {counted}."),
            expected,
            format!(
                "Kontrollera att tabellen Exporter anger rätt kolumn, eller i en SIE-fil rätt dimension. Rätta annars {}. {FIRST}",
                of.mend
            ),
        ),
        WhyUnknown::Nowhere => Told::new(
            stands(format!("finns inte i tabellen {table}")),
            expected,
            mended(format!("Lägg till koden i tabellen {table}")),
        ),
        WhyUnknown::OtherTime(Missed::Ended(last)) => Told::new(
            stands(format!("gällde i tabellen {table} till {last}")),
            expected,
            mended(format!("Ändra hur länge koden gäller i tabellen {table}")),
        ),
        WhyUnknown::OtherTime(Missed::Begins(first)) => Told::new(
            stands(format!("gäller i tabellen {table} först från {first}")),
            expected,
            mended(format!("Ändra från när koden gäller i tabellen {table}")),
        ),
        WhyUnknown::OnlyInternal(internal) => {
            let (is, only, cell) = match internal {
                true => ("extern", "interna", "ja"),
                false => ("intern", "externa", "nej"),
            };
            Told::new(
                format!(
                    "Konto {code} står på {counted}, med {is} motpart, men gäller i tabellen Konton bara {only} poster \
                     (Intern är {cell})."
                ),
                format!("ett konto som tabellen Konton har för {is}a poster."),
                mended(format!(
                    "Lägg till en rad i tabellen Konton för kontots {is}a poster, eller töm rutan Intern"
                )),
            )
        }
        WhyUnknown::ZerosLost(meant) => Told::new(
            stands(format!("finns inte i tabellen {table}. Där finns {}", listed(meant))),
            expected,
            match meant.as_slice() {
                [one] => format!(
                    "Menas {one}? Inledande nollor försvinner när en fil öppnas och sparas i Excel: exportera på nytt, och \
                     öppna inte filen däremellan. {FIRST}"
                ),
                _ => format!("Exportera på nytt med koder som har alla nollor kvar. {FIRST}"),
            },
        ),
    }
}

const FIRST: &str = "Platsen är kodens första rad.";

#[cfg(test)]
mod tests {
    use super::{LEDGER, told};
    use crate::domain::money::Money;
    use crate::domain::period::{Missed, Month};
    use crate::finding::{CodeKind, WhyUnknown};

    #[test]
    fn each_reason_says_what_is_to_be_mended() {
        let month = Month { year: 2020, month: 3 };
        let zeros = |codes: &[&str]| WhyUnknown::ZerosLost(codes.iter().map(ToString::to_string).collect());
        let reasons = [
            (CodeKind::Ansvar, WhyUnknown::Empty),
            (CodeKind::Ansvar, WhyUnknown::Nowhere),
            (CodeKind::Account, WhyUnknown::OtherTime(Missed::Begins(month))),
            (CodeKind::Account, WhyUnknown::OnlyInternal(true)),
            (CodeKind::Account, WhyUnknown::OnlyInternal(false)),
            (CodeKind::Ansvar, zeros(&["0110"])),
            (CodeKind::Ansvar, zeros(&["0110", "00110"])),
        ];
        let lines = reasons.map(|(kind, why)| {
            let told = told(kind, "110", (3, Money::from_kr(1_200)), &why, &LEDGER);
            format!("{} Väntat: {} {}", told.found, told.expected, told.remedy)
        });
        insta::assert_snapshot!(lines.join("\n"));
    }
}
