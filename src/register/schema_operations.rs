//! What the services cost: those who pay for them (taxekollektiv), a unit of volume, and the staff and its sick leave.

use super::schema::{Kind, Table, may, must};

pub(super) const COLLECTIVES: Table = Table {
    name: "Taxekollektiv",
    required: false,
    help: "Verksamheter som betalas med taxor och inte får ta ut mer än de kostar, till exempel VA och renhållning. \
           Utan rader visas inget taxekollektiv.",
    key: &["Kollektiv", "Giltig från"],
    columns: &[
        must("Kollektiv", Kind::Text, "Kollektivets namn."),
        must(
            "Enheter",
            Kind::Codes,
            "Koder i Organisation. Allt som är bokfört på enheterna hör till kollektivet. Är bara en del av en enhet \
             taxefinansierad, lägg den som en egen enhet i Organisation.",
        ),
        may(
            "Kapitalkonton",
            Kind::Codes,
            "Konton för kollektivets avskrivningar och ränta, också när de är bokförda på en annan enhet.",
        ),
        may("Skuldkonton", Kind::Codes, "Balanskonton för skuld till eller fordran på kollektivet."),
        may(
            "Regleringskonton",
            Kind::Codes,
            "Intäktskonton där årets överuttag (minskar intäkten) eller underuttag bokförs mot skuldkontot. Raderna i \
             tabellen visar läget före regleringen.",
        ),
        may("Förklaring", Kind::Text, "Trycks under tabellen."),
        may("Giltig från", Kind::Date, ""),
        may("Giltig till", Kind::Date, ""),
    ],
};

/// In the order of `domain::volume::CostBasis::ALL`.
pub const COST_BASES: &[&str] = &["nettokostnad", "kostnad", "personalkostnad"];

pub(super) const VOLUME_COSTS: Table = Table {
    name: "Volymkostnad",
    required: false,
    help: "Mått av typ volym eller personal som är mängder: de summeras per verksamhet, och kostnaden för en enhet av \
           mängden räknas ut. Andelar och procent hör inte hit.",
    key: &["Mått"],
    columns: &[
        must("Mått", Kind::Code, "Kod i Mått."),
        must(
            "Underlag",
            Kind::Choice(COST_BASES),
            "Vad som delas med mängden. personalkostnad: måttet är årsarbetare. Personalkostnaden är kostnadsslagen i \
             Personalkostnad.",
        ),
    ],
};

pub(super) const STAFF_COSTS: Table = Table {
    name: "Personalkostnad",
    required: false,
    help: "Vilka kostnadsslag i Konton som är personalkostnader. Utan rader visas ingen personalkostnad.",
    key: &["Kostnadsslag"],
    columns: &[must("Kostnadsslag", Kind::Text, "Så som det står i Konton.")],
};

/// In the order of `domain::volume::SickLeave::ALL`.
pub const SICK_LEAVES: &[&str] =
    &["total", "60 dagar eller mer", "kvinnor", "män", "29 år eller yngre", "30-49 år", "50 år eller äldre"];

pub(super) const SICK_LEAVE: Table = Table {
    name: "Sjukfrånvaro",
    required: false,
    help: "Vilka mått som är de uppgifter om sjukfrånvaro som lagen kräver i årsredovisningen (2018:597, 11 kap. 6 §). Måtten \
           gäller hela kommunen och fylls i i Mätvärden, med antal i gruppen.",
    key: &["Del"],
    columns: &[
        must(
            "Del",
            Kind::Choice(SICK_LEAVES),
            "60 dagar eller mer är andelen av sjukfrånvaron, de andra procent av ordinarie arbetstid.",
        ),
        must("Mått", Kind::Code, "Kod i Mått."),
    ],
};
