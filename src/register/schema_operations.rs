//! What the services cost those who use them: taxekollektiv.

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
