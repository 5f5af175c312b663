//! Which sections the reports have and how their standing sentences are worded: the program's own, or the folder's.

use super::schema::{Kind, PERIOD_KINDS, Table, may, must};

/// In the order of `domain::section::SectionName::ALL`.
pub const SECTIONS: &[&str] = &[
    "sammanfattning",
    "femårsöversikt",
    "händelser av väsentlig betydelse",
    "förväntad utveckling",
    "lagens övriga texter",
    "måluppfyllelse",
    "god ekonomisk hushållning",
    "balanskravsutredning",
    "finanspolicy",
    "finanspolicy månad för månad",
    "mått",
    "resultaträkning",
    "resultatet månad för månad",
    "balansräkning",
    "kassaflödesanalys",
    "noter",
    "driftredovisning",
    "prognossäkerhet",
    "budgetförändringar",
    "avvikelser och åtgärder",
    "investeringar",
    "taxekollektiv",
    "volymer",
    "personal",
    "enheternas berättelser",
    "nämndernas kapitel",
    "redovisningsprinciper",
    "innehåll enligt lagen",
    "avstämning",
];

pub(super) const REPORT_SECTIONS: Table = Table {
    name: "Rapportavsnitt",
    required: false,
    help: "Vilka avsnitt en rapport har, i radernas ordning. En typ utan rader här har programmets egna avsnitt.",
    key: &["Typ", "Avsnitt"],
    columns: &[
        must("Typ", Kind::Choice(PERIOD_KINDS), "Rapporten för perioder av den typen i Tidplan."),
        must("Avsnitt", Kind::Choice(SECTIONS), "Trycks bara när det finns något att säga."),
        may("Kort", Kind::YesNo, "ja = bara det viktigaste: till exempel driftredovisningen utan enheter."),
        may(
            "Rubrik",
            Kind::Text,
            "Tom = programmets rubrik. Lagens texter och nämndernas kapitel har sina egna.",
        ),
    ],
};

pub(super) const STANDING_TEXTS: Table = Table {
    name: "Standardtexter",
    required: false,
    help: "Meningar som står i varje rapport och arbetsbok: källor, förklaringar, definitioner. Skriv kommunens egen \
           lydelse i kolumnen Kommunens text; är den tom gäller programmets text. Rader utan egen lydelse kan tas bort.",
    key: &["Nyckel"],
    columns: &[
        must("Nyckel", Kind::Text, "Textens fasta namn. Ändra det inte."),
        may("Var den står", Kind::Text, "Läses inte."),
        may(
            "Programmets text",
            Kind::Text,
            "Ändra den inte: den visar vilken text som kommunens ersätter. Ord inom klamrar, {dag}, fylls i av programmet.",
        ),
        may(
            "Kommunens text",
            Kind::Text,
            "Tom = programmets text. Samma ord inom klamrar som i programmets text ska finnas med.",
        ),
        may("Skäl", Kind::Text, "Läses inte."),
    ],
};
