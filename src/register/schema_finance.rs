//! What is said of the municipality's finances beside the accounts: balanskravet, and finanspolicyn with the registers
//! it is measured by.

use super::schema::{Column, Kind, Table, may, must};

/// In the order of `domain::balance_requirement::Post::ALL`.
pub const BALANCE_POSTS: &[&str] = &[
    "realisationsvinster",
    "realisationsförluster",
    "orealiserade vinster",
    "orealiserade förluster",
    "återförda orealiserade vinster",
    "återförda orealiserade förluster",
    "reservering till resultatreserv",
    "användning av resultatreserv",
    "reservering till resultatutjämningsreserv",
    "användning av resultatutjämningsreserv",
    "underskott att återställa",
];

pub(super) const BALANCE_REQUIREMENT: Table = Table {
    name: "Balanskrav",
    required: false,
    help: "Vad som skiljer årets resultat från balanskravsresultatet (2018:597, 11 kap. 10 §). Utan rader är de lika.",
    key: &["År", "Post", "Från år"],
    columns: &[
        must("År", Kind::Year, ""),
        must(
            "Post",
            Kind::Choice(BALANCE_POSTS),
            "Realisationsvinster som inte är i linje med god ekonomisk hushållning, och realisationsförluster som är det. \
             Posten säger åt vilket håll beloppet räknas.",
        ),
        may("Från år", Kind::Year, "Bara för underskott att återställa: året då det uppkom."),
        may("Utfall", Kind::Amount, "Belopp i kr utan minus, vid årsbokslutet."),
        may("Prognos", Kind::Amount, "Belopp i kr utan minus som väntas för helåret, för delårsrapporten."),
        may(
            "Förklaring",
            Kind::Text,
            "Trycks under tabellen: vad beloppet är, eller till vad och varför reserven används.",
        ),
    ],
};

/// In the order of `domain::finance_policy::Measure::ALL`.
pub const MEASURES: &[&str] = &[
    "låneskuld i mkr",
    "låneskuld per invånare i kr",
    "utnyttjad låneram i procent",
    "kapitalförfall inom 12 månader i procent",
    "kapitalbindning i år",
    "räntebindning i år",
    "ränteförfall inom 12 månader i procent",
    "genomsnittsränta i procent",
    "största långivares andel i procent",
    "största motparts andel av placeringarna i procent",
    "likviditetsreserv i mkr",
    "likviditet i dagar",
    "utnyttjad checkkredit i mkr",
    "utlåning i mkr",
    "placeringar i mkr",
    "borgen i mkr",
    "borgen per invånare i kr",
];
/// In the order of `register::finance_policy::CONDITIONS`; the last is one of two limits.
pub const LIMIT_CONDITIONS: &[&str] = &["minst", "högst", "intervall"];

const FROM: Column = may("Giltig från", Kind::Date, "Första dag; tom = alltid.");
const TO: Column = may("Giltig till", Kind::Date, "Sista dag; tom = tills vidare.");
const PAID_IN_PARTS: &str =
    "Första dag med det här beloppet. Ändras beloppet: avsluta raden med Giltig till och skriv en ny.";
const SINCE: Column = may("Giltig från", Kind::Date, PAID_IN_PARTS);
const UNTIL: Column = may("Giltig till", Kind::Date, "Sista dag med det här beloppet; tom = till förfall.");
const POSITIVE: &str = "Belopp i kr utan minus.";

pub(super) const LIMITS: Table = Table {
    name: "Finanspolicy",
    required: false,
    help: "Gränserna i kommunens finanspolicy. De prövas vid varje månads slut mot registren Lån, Placeringar, Utlåning, \
           Borgen och Likviditet.",
    key: &[],
    columns: &[
        must(
            "Mått",
            Kind::Choice(MEASURES),
            "Det tal som programmet räknar. Låneramen för året står i Kommunfakta som låneram.",
        ),
        must("Villkor", Kind::Choice(LIMIT_CONDITIONS), ""),
        must(
            "Gräns",
            Kind::Number,
            "I måttets enhet: 95 betyder 95 procent. Av ett intervall den undre gränsen.",
        ),
        may("Övre gräns", Kind::Number, "Bara för villkoret intervall."),
        may("Beslut", Kind::Text, "Vem som har beslutat gränsen, och när."),
        FROM,
        TO,
    ],
};

pub(super) const DEPARTURES: Table = Table {
    name: "Avsteg",
    required: false,
    help: "Varför en gräns i finanspolicyn är bruten och vad som görs åt det. Rapporten trycker varje rad från det att \
           gränsen bröts, med sin period; sammanfattningen den senaste.",
    key: &["Period", "Mått"],
    columns: &[
        must("Period", Kind::Month, "Den period som orden är skrivna för."),
        must("Mått", Kind::Choice(MEASURES), "Måttet vars gräns är bruten."),
        must("Orsak", Kind::Text, "Varför gränsen är bruten. Hela meningar: de trycks i rapporten."),
        must("Åtgärd", Kind::Text, "Vad som görs, och när det väntas vara klart."),
        may("Beslut", Kind::Text, "Vem som har beslutat åtgärden, och när."),
    ],
};

pub(super) const LOANS: Table = Table {
    name: "Lån",
    required: false,
    help: "Kommunens egna lån. Ett lån som amorteras har en rad för varje belopp, med giltighetstid. Raderna summeras per \
           månad och stäms av mot balansräkningen.",
    key: &[],
    columns: &[
        must("Lån", Kind::Code, "Lånets nummer, samma på alla dess rader."),
        must("Långivare", Kind::Text, "Skrivs lika på alla rader, för andelen per långivare."),
        must("Belopp", Kind::Amount, POSITIVE),
        must("Upptaget", Kind::Date, "Dagen då lånet betalades ut."),
        must("Förfaller", Kind::Date, "Dagen då lånet ska betalas tillbaka (kapitalbindning)."),
        must("Ränta", Kind::Number, "Procent per år: 0,85 betyder 0,85 procent."),
        may("Räntan bunden till", Kind::Date, "Tom = rörlig ränta."),
        SINCE,
        UNTIL,
    ],
};

pub(super) const PLACEMENTS: Table = Table {
    name: "Placeringar",
    required: false,
    help: "Kommunens placerade medel.",
    key: &[],
    columns: &[
        must("Motpart", Kind::Text, "Skrivs lika på alla rader, för andelen per motpart."),
        may("Slag", Kind::Text, "Till exempel räntefond, certifikat eller konto."),
        must("Belopp", Kind::Amount, POSITIVE),
        must("Datum", Kind::Date, "Dagen då medlen placerades."),
        may("Förfaller", Kind::Date, "Tom = tills vidare."),
        SINCE,
        UNTIL,
    ],
};

pub(super) const LENDING: Table = Table {
    name: "Utlåning",
    required: false,
    help: "Vad kommunen har lånat ut.",
    key: &[],
    columns: &[
        must("Låntagare", Kind::Text, ""),
        may("Ändamål", Kind::Text, ""),
        must("Belopp", Kind::Amount, POSITIVE),
        may("Förfaller", Kind::Date, "Tom = tills vidare."),
        SINCE,
        UNTIL,
    ],
};

pub(super) const GUARANTEES: Table = Table {
    name: "Borgen",
    required: false,
    help: "Kommunens borgensåtaganden. Summan stäms av mot balansräkningens rad Borgensförbindelser.",
    key: &[],
    columns: &[
        must("Borgen för", Kind::Text, "Vems skuld åtagandet gäller."),
        may("Långivare", Kind::Text, ""),
        must("Belopp", Kind::Amount, "Kvarstående åtagande i kr utan minus."),
        may("Förfaller", Kind::Date, "Tom = tills vidare."),
        SINCE,
        UNTIL,
    ],
};

pub(super) const LIQUIDITY: Table = Table {
    name: "Likviditet",
    required: false,
    help: "Vad som finns att betala med vid varje månads slut.",
    key: &["Månad"],
    columns: &[
        must("Månad", Kind::Month, ""),
        must(
            "Kassa och bank",
            Kind::Amount,
            "Kommunkonto, andra bankkonton och kassa. Stäms av mot balansräkningen.",
        ),
        may("Checkkredit", Kind::Amount, "Beviljad kredit; tom = ingen."),
        may("Utnyttjad checkkredit", Kind::Amount, "0 om den är outnyttjad; tom = inte mätt."),
        may("Övriga likvida medel", Kind::Amount, "Placeringar och löften som blir pengar inom några dagar."),
        may("Källa", Kind::Text, "Till exempel bankens engagemangsbesked."),
    ],
};
