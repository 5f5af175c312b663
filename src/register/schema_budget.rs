//! What is said of the budget: the fields of its files, its profiles and its decisions.

use super::schema::{Kind, Table, may, must};

pub const BUDGET_KINDS: &[&str] = &["ursprunglig", "tilläggsbudget", "omfördelning"];

pub const BUDGET_FIELDS: &[&str] = &["ansvar", "konto", "skiljetecken", "decimaltecken", "tecken"];

/// The year stands in a column of its own or in that of the period.
pub const BUDGET_TIMES: &[&str] = &["år", "period"];
/// Amounts are of the year or the period, or of each month.
pub const BUDGET_AMOUNT: &str = "belopp";
pub const BUDGET_MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// The profile that is always there: a twelfth each month.
pub const TWELFTHS: &str = "tolftedelar";

/// The profile that follows last year's outcome by month, for the same unit and cost type.
pub const SEASON: &str = "säsong";

pub(super) const BUDGET_DECISIONS: Table = Table {
    name: "Budgetbeslut",
    required: false,
    help: "Besluten om budgeten, avskrivna för hand. Summan jämförs med de inlästa budgetraderna.",
    key: &["År", "Beslut", "Slag"],
    columns: &[
        must("År", Kind::Year, "Året som beslutet gäller; ett beslut om plan har en rad per år."),
        must("Beslut", Kind::Text, "Samma namn som i budgetfilens kolumn för beslut."),
        must("Slag", Kind::Choice(BUDGET_KINDS), "En omfördelning summerar alltid till noll."),
        may("Datum", Kind::Date, "Beslutets dag."),
        may("Diarienummer", Kind::Text, ""),
        may(
            "Summa resultat",
            Kind::Amount,
            "Vad beslutet gör med årets resultat i kr: intäkt plus, kostnad minus. Tom = jämförs inte.",
        ),
    ],
};
