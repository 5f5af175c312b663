//! The one description of every register table: drives the new folder's grunddata.xlsx, the reading and the
//! explanations. The Swedish names are what stands in the files; `design.md` §3 calls them tables of grunddata.

pub use super::schema_budget::*;
pub use super::schema_exports::*;
pub use super::schema_finance::*;
pub use super::schema_goals::*;
pub use super::schema_layouts::*;
use super::schema_operations::{COLLECTIVES, SICK_LEAVE, STAFF_COSTS, VOLUME_COSTS};
pub use super::schema_operations::{COST_BASES, SICK_LEAVES};
pub use super::schema_sections::SECTIONS;
pub(super) use super::schema_sections::{REPORT_SECTIONS, STANDING_TEXTS};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// A code: text, leading zeros kept.
    Code,
    /// `4010-4019; 4030`.
    Codes,
    /// Kronor, at most two decimals.
    Amount,
    Number,
    Whole,
    /// `2020-08-31`.
    Date,
    /// `2020-08`.
    Month,
    /// `2020`.
    Year,
    /// ja / nej.
    YesNo,
    /// One of these words.
    Choice(&'static [&'static str]),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    /// Each data row must have a value.
    pub required: bool,
    pub help: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// A folder without the table cannot be used.
    pub required: bool,
    pub help: &'static str,
    /// The columns that together are different on every row; none: rows are told apart in another way.
    pub key: &'static [&'static str],
    pub columns: &'static [Column],
}

pub(super) const fn must(name: &'static str, kind: Kind, help: &'static str) -> Column {
    Column { name, kind, required: true, help }
}

pub(super) const fn may(name: &'static str, kind: Kind, help: &'static str) -> Column {
    Column { name, kind, required: false, help }
}

pub const TEMPLATE_KINDS: &[&str] = &["enhet", "ekonomi"];
pub const PERIOD_KINDS: &[&str] = &["månad", "tertial", "delår", "år"];
pub const CONDITIONS: &[&str] = &["minst", "högst"];
pub const KEY_FIGURES: &[&str] = &[
    "resultat i procent av skatter och bidrag",
    "likviditet i mkr",
    "självfinansieringsgrad i procent",
    "soliditet i procent",
    "långfristiga skulder per invånare i kr",
    "resultatutjämningsreserv i procent av skatter och bidrag",
    "soliditet med ansvarsförbindelse i procent",
    "resultat i procent av skatter och bidrag, tre år vägda",
    "resultat i procent av skatter och bidrag, medelvärde av tre år",
    "nettokostnader i procent av skatter och bidrag",
    "likviditet i dagar",
    "nettokostnadernas avvikelse från budget i procent",
    "nettokostnadernas avvikelse från årets prognoser i procent",
];
pub const SETTINGS: &[&str] = &[
    "kommun",
    "exempel",
    "kommentargräns_kr",
    "mallbelopp",
    "mall_detaljrader",
    "orsaker",
    "minsta_grupp",
    "interna_motparter",
    "saknad_prognos",
    "eliminering_enhet",
    "bedömningsskala",
    "investering_balansrad",
    "investering_kassaflödesrad",
    "lån_balansrader",
    "kolada_kommun",
    "kolada_riket",
    "kolada_liknande",
    "pdf_bilagor",
    "accentfärg",
];
/// The reports that the register Dokument speaks of.
pub const REPORTS: &[&str] = &["månadsrapport", "delårsrapport", "årsredovisning"];
/// Those that the register Texter has texts for.
pub const TEXT_REPORTS: &[&str] = &["månadsrapport", "delårsrapport", "årsredovisning", "tjänsteskrivelse"];
/// What the office's texts may be of: what the law asks for in words, what stands in the units' place, and the parts of
/// the covering letter.
pub const TEXT_SECTIONS: &[&str] = &[
    "sammanfattning",
    "händelser",
    "förväntad_utveckling",
    "verksamhetens_utveckling",
    "viktiga_förhållanden",
    "styrning",
    "god_ekonomisk_hushållning",
    "ekonomisk_ställning",
    "personal",
    "investeringar",
    "kommunala_koncernen",
    "privata_utförare",
    "redovisningsprinciper",
    "berättelse",
    "kommentarer",
    "ärendet",
    "ekonomiska_konsekvenser",
    "förslag_till_beslut",
];
/// How far a report has come, in the order of `domain::document::Status`.
pub const STATUSES: &[&str] = &["preliminär", "till KS", "till KF", "fastställd"];
pub const TEMPLATE_UNITS: &[&str] = &["kr", "tkr"];
pub const MISSING_FORECASTS: &[&str] = &["sägs", "förra", "budget"];

pub const TABLES: &[Table] = &[
    Table {
        name: "Inställningar",
        required: true,
        help: "Kommunens stående val. Nycklarna är fasta; ändra bara kolumnen Värde.",
        key: &["Nyckel"],
        columns: &[
            must("Nyckel", Kind::Choice(SETTINGS), "Inställningens fasta namn."),
            must("Värde", Kind::Text, "Kommunens val."),
            may("Förklaring", Kind::Text, "Vad inställningen styr."),
        ],
    },
    Table {
        name: "Exporter",
        required: true,
        help: "Vad kolumnerna heter i ekonomisystemets exporter och hur tal skrivs där. En rad per fält.",
        key: &["Profil", "Fält"],
        columns: &[
            must(
                "Profil",
                Kind::Text,
                "huvudbok och budget används, och sie för SIE-filer. En annan profil gäller de filer i redovisning som dess fält fil anger (* för \
                 valfri text, flera namn med semikolon); utan fältet är den en förlaga att kopiera.",
            ),
            must(
                "Fält",
                Kind::Choice(EXPORT_FIELDS),
                "Vilken uppgift raden gäller. debet och kredit ersätter belopp. ackumulerat: ja om varje månad innehåller \
                 året från januari. ersätter: ja om den fil som är sist i namnordning gäller i stället för en tidigare \
                 vars månader den alla har.",
            ),
            must(
                "Kolumn",
                Kind::Text,
                "Kolumnens rubrik i filen, tecknet eller ordet för talens skrivsätt, eller dimensionens nummer i SIE-filen.",
            ),
            may("Förklaring", Kind::Text, ""),
        ],
    },
    Table {
        name: "Profiler",
        required: false,
        help: "Hur årets budget fördelas på tolv månader. Talen är vikter. Profilerna tolftedelar och säsong finns alltid: \
               säsong följer föregående års utfall per månad för samma enhet och kostnadsslag.",
        key: &["Profil"],
        columns: &[
            must("Profil", Kind::Text, "Namnet som budgetraderna anger."),
            must("Jan", Kind::Whole, "Vikt"),
            must("Feb", Kind::Whole, "Vikt"),
            must("Mar", Kind::Whole, "Vikt"),
            must("Apr", Kind::Whole, "Vikt"),
            must("Maj", Kind::Whole, "Vikt"),
            must("Jun", Kind::Whole, "Vikt"),
            must("Jul", Kind::Whole, "Vikt"),
            must("Aug", Kind::Whole, "Vikt"),
            must("Sep", Kind::Whole, "Vikt"),
            must("Okt", Kind::Whole, "Vikt"),
            must("Nov", Kind::Whole, "Vikt"),
            must("Dec", Kind::Whole, "Vikt"),
        ],
    },
    Table {
        name: "Organisation",
        required: true,
        help: "Kommunens organisation som ett träd: varje rad pekar på raden ovanför genom Överordnad.",
        key: &["Kod"],
        columns: &[
            must("Kod", Kind::Code, "Enhetens kod."),
            must("Namn", Kind::Text, "Namnet i mallar och rapporter."),
            must("Nivå", Kind::Text, "Kommunens ord för nivån, till exempel Nämnd, Verksamhet, Enhet."),
            may("Överordnad", Kind::Code, "Koden för raden ovanför i trädet; tom för den översta."),
            may("Ansvar", Kind::Codes, "Ansvarskoder som bokförs på enheten, till exempel 4010-4019; 4030."),
            may("Anslagsnivå", Kind::YesNo, "ja om fullmäktige anvisar anslaget på den här nivån."),
            may("Chef", Kind::Text, "Roll, inte person, om rapporten publiceras."),
            may("E-post", Kind::Text, "Dit mallen skickas."),
            may(
                "Mall",
                Kind::Choice(TEMPLATE_KINDS),
                "enhet = enhetens mall, ekonomi = ekonomiavdelningens mall.",
            ),
            may("Giltig från", Kind::Date, "Första dag; tom = alltid."),
            may("Giltig till", Kind::Date, "Sista dag; tom = tills vidare."),
        ],
    },
    Table {
        name: "Konton",
        required: true,
        help: "Vilken rad i räkningarna och vilket kostnadsslag varje konto hör till.",
        key: &[],
        columns: &[
            must("Från", Kind::Code, "Första konto."),
            may("Till", Kind::Code, "Sista konto; tom = bara Från."),
            must(
                "Rad",
                Kind::Code,
                "Radens kod i uppställningen, till exempel VI eller KASSA. INGEN = kontona räknas inte med; \
                 bara utanför klass 1-8.",
            ),
            may(
                "Kostnadsslag",
                Kind::Text,
                "Raden i enhetens mall. Varje kostnadsslag hör till en enda rad.",
            ),
            may("Not", Kind::Text, "Notens nummer."),
            may("Notrad", Kind::Text, "Radens text i noten."),
            may("Kassaflödesrad", Kind::Code, "Raden i kassaflödesanalysen (balanskonton utom kassa)."),
            may("Intern", Kind::YesNo, "ja = bara interna poster, nej = bara externa, tom = båda."),
            may("Från år", Kind::Year, "Första år raden gäller; tom = alltid."),
            may("Till år", Kind::Year, "Sista år raden gäller; tom = tills vidare."),
        ],
    },
    Table {
        name: "Noter",
        required: false,
        help: "Varav-rader i noterna. De visas men summeras aldrig.",
        key: &["Not", "Notrad"],
        columns: &[
            must("Not", Kind::Text, "Notens nummer."),
            must("Notrad", Kind::Text, "Radens text."),
            must("Konton", Kind::Codes, "Kontona som raden visar."),
        ],
    },
    PERSPECTIVES,
    GOALS,
    INDICATORS,
    READINGS,
    Table {
        name: "Volymbudget",
        required: false,
        help: "Budgeterade volymer och personaltal, per enhet och år. De står i enhetens mall.",
        key: &["Mått", "Enhet", "År"],
        columns: &[
            must("Mått", Kind::Code, ""),
            must("Enhet", Kind::Code, ""),
            must("År", Kind::Year, ""),
            must("Budgeterat", Kind::Number, "I måttets egen enhet."),
        ],
    },
    RATINGS,
    Table {
        name: "Finansiella mål",
        required: false,
        help: "Fullmäktiges finansiella mål.",
        key: &["Mål"],
        columns: &[
            must("Mål", Kind::Code, ""),
            must("Namn", Kind::Text, ""),
            must("Nyckeltal", Kind::Choice(KEY_FIGURES), "Det tal som programmet räknar."),
            must("Villkor", Kind::Choice(CONDITIONS), ""),
            must("Gräns", Kind::Number, ""),
        ],
    },
    Table {
        name: "Kommunfakta",
        required: false,
        help: "Uppgifter som inte finns i bokföringen, per år. Femårsöversikten hämtar härifrån de år som bokföringen inte \
               omfattar: årets_resultat, nettokostnader och avskrivningar (minus är kostnad), skatteintäkter, \
               generella_statsbidrag, nettoinvesteringar, summa_tillgångar, eget_kapital, långfristiga_skulder, \
               kassa_och_bank.",
        key: &["År", "Nyckel"],
        columns: &[
            must("År", Kind::Year, ""),
            must("Nyckel", Kind::Text, "Till exempel invånare, skattesats, låneram, borgen_egnahem."),
            must("Värde", Kind::Number, "Belopp i kr."),
            may("Källa", Kind::Text, ""),
        ],
    },
    Table {
        name: "Investeringar",
        required: false,
        help: "Investeringsprojekt, en rad per projekt och år. Utgift plus.",
        key: &["År", "Projekt"],
        columns: &[
            must("År", Kind::Year, "Året som budgeten gäller."),
            must("Projekt", Kind::Code, "Projektkoden i bokföringen."),
            must("Namn", Kind::Text, ""),
            must("Enhet", Kind::Code, ""),
            may("Kategori", Kind::Text, "skatt, VA, renhållning eller exploatering."),
            may("Beslut", Kind::Text, ""),
            may("Beslutad totalutgift", Kind::Amount, ""),
            may("Ackumulerat t.o.m. föregående år", Kind::Amount, ""),
            may("Budget i år", Kind::Amount, "Med ombudgeterat."),
            may("Ombudgeterat", Kind::Amount, "Varav ombudgeterat från föregående år."),
            may("Färdigt", Kind::YesNo, ""),
        ],
    },
    Table {
        name: "Texter",
        required: false,
        help: "Ekonomiavdelningens egna texter i rapporterna.",
        key: &["Period", "Rapport", "Avsnitt", "Enhet"],
        columns: &[
            may("Period", Kind::Month, "Tom = en stående text: gäller i varje period som inte har en egen."),
            must("Rapport", Kind::Choice(TEXT_REPORTS), "Rapporten, eller tjänsteskrivelsen till den."),
            must("Avsnitt", Kind::Choice(TEXT_SECTIONS), "Vad texten handlar om."),
            may("Enhet", Kind::Code, "Tom = alla enheter."),
            must("Text", Kind::Text, "som lämnat = enhetens egna ord (berättelse, kommentarer)."),
            may("Godkänd av", Kind::Text, "Roll."),
        ],
    },
    Table {
        name: "Dokument",
        required: false,
        help: "Diarienummer och status för varje rapport.",
        key: &["Period", "Rapport"],
        columns: &[
            must("Period", Kind::Month, ""),
            must("Rapport", Kind::Choice(REPORTS), ""),
            may("Diarienummer", Kind::Text, ""),
            may(
                "Status",
                Kind::Choice(STATUSES),
                "Tom = ännu ingen. Till KS och till KF ger en tjänsteskrivelse.",
            ),
            may("Handläggare", Kind::Text, "Roll eller namn, som det ska stå på tjänsteskrivelsen."),
        ],
    },
    Table {
        name: "Kontrollsummor",
        required: false,
        help: "Ekonomisystemets egna summor, avskrivna för hand. Debet plus.",
        key: &["Fil", "Period"],
        columns: &[
            must("Fil", Kind::Text, "Filens namn i redovisning."),
            may("Period", Kind::Text, "ÅÅÅÅPP; tom = hela filen."),
            may("Rader", Kind::Whole, ""),
            may("Summa klass 1-2", Kind::Amount, ""),
            may("Summa klass 3-8", Kind::Amount, ""),
            may("Källa", Kind::Text, ""),
            may("Kontrollerad av", Kind::Text, "Roll."),
        ],
    },
    BUDGET_DECISIONS,
    BALANCE_REQUIREMENT,
    LIMITS,
    DEPARTURES,
    LOANS,
    PLACEMENTS,
    LENDING,
    GUARANTEES,
    LIQUIDITY,
    COLLECTIVES,
    VOLUME_COSTS,
    STAFF_COSTS,
    SICK_LEAVE,
    REPORT_SECTIONS,
    STANDING_TEXTS,
    Table {
        name: "Tidplan",
        required: true,
        help: "Årets uppföljningar.",
        key: &["Period"],
        columns: &[
            must("Period", Kind::Month, ""),
            must("Typ", Kind::Choice(PERIOD_KINDS), ""),
            must("Mallar", Kind::YesNo, "ja om enheterna ska fylla i mallar."),
            may("Mallar ut", Kind::Date, ""),
            may("Sista dag", Kind::Date, ""),
            may("KS", Kind::Date, ""),
            may("KF", Kind::Date, ""),
            may("Revisorer", Kind::Date, ""),
        ],
    },
];

/// Columns that must be there though their cells may be empty: without them no row of ledger or budget finds its unit
/// or its line, and each would be told.
pub const INDISPENSABLE: &[(&str, &str)] = &[("Organisation", "Ansvar"), ("Konton", "Till")];

/// Table and column, and the table and column whose values they must be among.
pub const REFERENCES: &[(&str, &str, &str, &str)] = &[
    ("Organisation", "Överordnad", "Organisation", "Kod"),
    ("Mål", "Perspektiv", "Perspektiv", "Kod"),
    ("Mått", "Mål", "Mål", "Mål"),
    ("Mått", "Ersätter", "Mått", "Mått"),
    ("Mått", "Del av", "Mått", "Mått"),
    ("Mätvärden", "Mått", "Mått", "Mått"),
    ("Mätvärden", "Enhet", "Organisation", "Kod"),
    ("Volymbudget", "Mått", "Mått", "Mått"),
    ("Volymbudget", "Enhet", "Organisation", "Kod"),
    ("Volymkostnad", "Mått", "Mått", "Mått"),
    ("Sjukfrånvaro", "Mått", "Mått", "Mått"),
    ("Personalkostnad", "Kostnadsslag", "Konton", "Kostnadsslag"),
    ("Bedömningar", "Mål", "Mål", "Mål"),
    ("Bedömningar", "Enhet", "Organisation", "Kod"),
    ("Investeringar", "Enhet", "Organisation", "Kod"),
    ("Texter", "Enhet", "Organisation", "Kod"),
];

/// What an export contract must name, by profile.
pub use crate::domain::settings::{BUDGET_PROFILE, LEDGER_PROFILE};
pub const SIE_PROFILE: &str = "sie";
/// The shapes of the rating scale, in the order of `domain::goal::RatingShape`.
pub const SHAPES: &[&str] = &["full", "halv", "tom", "streck", "fråga"];

/// Sheets of grunddata.xlsx that are no tables: the program writes them and never reads them.
pub const README_SHEET: &str = "Läs mig";
pub const LISTS_SHEET: &str = "_listor";

/// The description of a table by its name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// A table's name as a file name without å ä ö, capitals and spaces: `Finansiella mål` is `finansiella-mal`.
pub fn file_stem(name: &str) -> String {
    let plain = |c: char| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        ' ' => '-',
        other => other,
    };
    name.trim().to_lowercase().chars().map(plain).collect()
}
