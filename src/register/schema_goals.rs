//! Goals and indicators: Perspektiv, Mål, Mått, Mätvärden and Bedömningar, and how the files of Kolada are headed.

use super::schema::{Kind, Table, may, must};

/// In the order of `register::indicators::KINDS`.
pub const INDICATOR_KINDS: &[&str] = &["mål", "volym", "personal"];
/// In the order of `register::indicators::DIRECTIONS`.
pub const DIRECTIONS: &[&str] = &["högre", "lägre", "intervall"];
/// In the order of `register::indicators::CONDITIONS`.
pub const TARGET_CONDITIONS: &[&str] = &["minst", "högst", "lika med", "mer än", "mindre än"];
/// In the order of `domain::frequency::Frequency::ALL`.
pub const FREQUENCIES: &[&str] = &["månad", "tertial", "halvår", "år", "vartannat år", "vart tredje år"];
/// In the order of `domain::goal::Protection::ALL`.
pub const PROTECTIONS: &[&str] = &["personer", "sjukfrånvaro"];
/// In the order of `domain::goal::Peer::ALL`.
pub const PEERS: &[&str] = &["riket", "liknande kommuner"];
/// In the order of `domain::goal::Gender::ALL`.
pub const GENDERS: &[&str] = &["alla", "kvinnor", "män"];

pub(super) const PERSPECTIVES: Table = Table {
    name: "Perspektiv",
    required: false,
    help: "Perspektiven som målen hör till. Ett perspektiv som upphör får ett slutdatum och står kvar.",
    key: &["Kod"],
    columns: &[
        must("Kod", Kind::Code, ""),
        must("Namn", Kind::Text, ""),
        may("Giltig från", Kind::Date, ""),
        may("Giltig till", Kind::Date, ""),
    ],
};

pub(super) const GOALS: Table = Table {
    name: "Mål",
    required: false,
    help: "Fullmäktiges mål. Ett mål som upphör får ett slutdatum och står kvar.",
    key: &["Mål"],
    columns: &[
        must("Mål", Kind::Code, "Målets kod."),
        must("Perspektiv", Kind::Code, "Perspektivets kod."),
        must("Fokusområde", Kind::Text, ""),
        must("Text", Kind::Text, "Målets lydelse."),
        may("Giltig från", Kind::Date, ""),
        may("Giltig till", Kind::Date, ""),
    ],
};

pub(super) const INDICATORS: Table = Table {
    name: "Mått",
    required: false,
    help: "Verksamhetsmått, volymer och personalmått. Ett mått som upphör får ett slutdatum och står kvar; rapporten \
           säger då att det har utgått.",
    key: &["Mått"],
    columns: &[
        must("Mått", Kind::Code, "Måttets kod."),
        may("Mål", Kind::Code, "Målet som måttet belyser; tom för volymer och personalmått."),
        must("Typ", Kind::Choice(INDICATOR_KINDS), ""),
        must("Text", Kind::Text, "Måttets lydelse."),
        may(
            "Antagen lydelse",
            Kind::Text,
            "Kopiera Text hit när planen antas och ändra den inte. Skiljer de sig åt säger rapporten att måttet har \
             fått ny lydelse.",
        ),
        must("Måttenhet", Kind::Text, "procent, antal, index …"),
        must("Riktning", Kind::Choice(DIRECTIONS), "Vilket håll som är bättre."),
        may("Målvärde", Kind::Number, "Av ett intervall den undre gränsen."),
        may(
            "Villkor",
            Kind::Choice(TARGET_CONDITIONS),
            "Tom = minst när högre är bättre, högst när lägre är det. mer än och mindre än: öka eller minska från \
             målvärdet eller, om det är tomt, från Bas.",
        ),
        may("Övre gräns", Kind::Number, "Bara för riktningen intervall."),
        may("Tolerans", Kind::Number, "Hur långt från målvärdet som ändå räknas som nära."),
        may("Bas", Kind::Number, "Värdet när planen antogs, att jämföra med."),
        may("Decimaler", Kind::Whole, "Antal decimaler vid utskrift; tom = 0."),
        may("Mäts", Kind::Choice(FREQUENCIES), "Hur ofta; tom = vid varje uppföljning av målen."),
        may("Källa", Kind::Text, ""),
        may("Kolada-id", Kind::Code, "Nyckeltalets id i Kolada, om värdena läses ur filer därifrån."),
        may("Kön", Kind::Choice(GENDERS), "Vilka av Koladas värden som gäller; tom = alla."),
        may("Ansvarig", Kind::Text, "Enhet eller roll; tom = enheterna som mäter."),
        may(
            "Enheter",
            Kind::Codes,
            "Enheter som mäter i sin mall; tom = ekonomiavdelningen fyller i Mätvärden.",
        ),
        may(
            "Skydd",
            Kind::Choice(PROTECTIONS),
            "personer: visas inte när gruppen är mindre än minsta_grupp. sjukfrånvaro: visas inte när gruppen är högst \
             tio (2018:597, 11 kap. 6 §). Båda kräver Antal i gruppen. Tom: skyddas som personer när antalet är ifyllt.",
        ),
        may(
            "Del av",
            Kind::Code,
            "Måttet som grupperna tillsammans ger. Skyddas en grupp skyddas också en till, så att den inte kan räknas ut.",
        ),
        may("Ersätter", Kind::Code, "Måttet som detta mått har kommit i stället för."),
        may("Giltig från", Kind::Date, ""),
        may("Giltig till", Kind::Date, ""),
    ],
};

pub(super) const READINGS: Table = Table {
    name: "Mätvärden",
    required: false,
    help: "Uppmätta värden, även för tidigare år, och andras värden att jämföra med.",
    key: &["Mått", "Enhet", "Jämförelse", "Period"],
    columns: &[
        must("Mått", Kind::Code, ""),
        may("Enhet", Kind::Code, "Tom = hela kommunen."),
        may("Jämförelse", Kind::Choice(PEERS), "Tom = kommunens eget värde."),
        must("Period", Kind::Month, ""),
        may("Värde", Kind::Number, "Tom = inte mätt."),
        may("Mätdatum", Kind::Date, ""),
        may("Källa", Kind::Text, ""),
        may("Antal i gruppen", Kind::Whole, "Antal personer bakom värdet; små grupper visas inte."),
    ],
};

pub(super) const RATINGS: Table = Table {
    name: "Bedömningar",
    required: false,
    help: "Vad dialogen kom fram till. Kommunens bedömning av ett mål är raden med tom Enhet.",
    key: &["Mål", "Enhet", "Period"],
    columns: &[
        must("Mål", Kind::Code, ""),
        may("Enhet", Kind::Code, "Tom = kommunens bedömning."),
        must("Period", Kind::Month, ""),
        must("Bedömning", Kind::Text, "Ett ord ur bedömningsskalan."),
        may("Ord", Kind::Text, "Dialogens ord."),
        may("Datum", Kind::Date, ""),
        may("Deltagare", Kind::Text, "Roller."),
        may("Skäl", Kind::Text, "Varför bedömningen avviker från vad måtten visar."),
    ],
};

/// What the columns of a file from Kolada may be called, in the order of `intake::kolada::Field`. The web pages, the
/// programming interface and the usual programs that read it have different names.
pub const KOLADA_HEADINGS: [&[&str]; 6] = [
    &[
        "kpi",
        "kpi_id",
        "kpi-id",
        "nyckeltals-id",
        "nyckeltal-id",
        "nyckeltals_id",
        "nyckeltalsid",
        "nyckeltal",
    ],
    &["municipality_id", "municipality-id", "kommun-id", "kommun_id", "kommunid", "kommunkod"],
    &["municipality", "municipality_name", "municipality_title", "kommun", "kommunnamn", "område", "enhet"],
    &["period", "year", "år"],
    &["gender", "kön"],
    &["value", "värde"],
];
/// What stands for all, women and men, in the order of `GENDERS`; blank is all.
pub const KOLADA_GENDERS: [&[&str]; 3] = [
    &["t", "total", "totalt", "alla"],
    &["k", "kvinnor", "kvinna", "flickor", "women"],
    &["m", "män", "man", "pojkar", "men"],
];
/// What stands for a value that is not there.
pub const KOLADA_NO_VALUE: &[&str] = &["-", "–", "..", "na", "null", "none", "saknas"];
