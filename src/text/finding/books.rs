//! Sentences for findings about the bookkeeping as a whole.

use super::ledger::number;
use super::{Told, listed, period, quoted};
use crate::domain::money::Money;
use crate::domain::period::LedgerPeriod;
use crate::domain::settings::LEDGER_PROFILE;
use crate::finding::{BooksProblem, Unlike};
use crate::text::format::{kr_ore, rows_named};

pub(super) fn told(problem: &BooksProblem) -> Told {
    match problem {
        BooksProblem::SameSums { other, periods, debit } => Told::new(
            format!(
                "Filen har samma summa på varje konto som {other} i {}. Det är {} kr i debet.",
                spans(periods),
                kr_ore(*debit)
            ),
            "varje period och varje ingående balans i en enda fil, vilket format den än har; annars räknas den dubbelt.",
            "Ta bort den ena filen ur redovisning, eller exportera på nytt så att filerna inte går in i varandra.",
        ),
        BooksProblem::OtherVersion { other, periods, unlike, accounts, rows, other_rows } => Told::new(
            format!(
                "Filen och {other} innehåller båda {}, men inte samma summor: {}. Filen har {} rader där, {other} \
                 har {}.",
                spans(periods),
                differing(unlike, *accounts),
                number(*rows),
                number(*other_rows)
            ),
            "varje period i en enda export. Vilken som gjordes sist går inte att se av innehållet; filnamn och \
             filtid avgör inget.",
            "Behåll den export som gjordes sist, oftast den efter bokslutet, och ta bort den andra ur redovisning. Är det \
             alltid den fil som kommer sist i namnordning, kan profilen i Exporter säga det med fältet ersätter. Beloppen \
             har debet plus, filens belopp står först.",
        ),
        BooksProblem::Cumulative { first, last, codes, growing } => Told::new(
            format!(
                "Filens belopp ser ackumulerade ut: av {} kombinationer av ansvar och konto i klass 3–8 växer {} \
                 varje månad, och tillsammans är de {} kr i {} och {} kr i {}.",
                number(*codes),
                number(*growing),
                kr_ore(first.1),
                period(first.0),
                kr_ore(last.1),
                period(last.0)
            ),
            "månadens egna belopp i varje period; annars räknas varje månad flera gånger.",
            "Exportera på nytt med belopp per månad, eller skriv ja vid fältet ackumulerat för filens profil i tabellen \
             Exporter: då räknas varje månad som skillnaden mot månaden före.",
        ),
        BooksProblem::NotCumulative { first, last } => Told::new(
            format!(
                "Profilen säger att beloppen är ackumulerade från januari, men de växer inte med månaderna: kontona i klass \
                 3–8 är tillsammans {} kr i {} och {} kr i {}.",
                kr_ore(first.1),
                period(first.0),
                kr_ore(last.1),
                period(last.0)
            ),
            "summor från årets början i varje period.",
            "Är beloppen månadens egna, skriv nej vid fältet ackumulerat för filens profil i tabellen Exporter. Annars räknas \
             bara skillnaden mellan månaderna.",
        ),
        BooksProblem::CumulativeGone { codes, ansvar, account, period: gone, amount } => Told::new(
            format!(
                "{} saknas i en senare månad än den först står i. Störst är konto {account}, ansvar {ansvar}, som hade {} kr \
                 före {}.",
                combinations(*codes),
                kr_ore(*amount),
                period(*gone)
            ),
            "varje kombination i alla månader efter den första, så länge beloppet från årets början inte är noll.",
            "Är beloppet noll i den månaden behöver inget göras: så räknas det. Kontrollera annars att exporten är hel.",
        ),
        BooksProblem::Replaced { by, periods, unlike, accounts, fewer } => Told::new(
            if *accounts == 0 {
                format!("Filen räknas inte: {by} innehåller samma summor i {}.", spans(periods))
            } else {
                format!(
                    "Filen räknas inte: {by} ersätter den i {} och har andra summor: {}.",
                    spans(periods),
                    differing(unlike, *accounts)
                )
            },
            "att skillnaderna är bokförda efter den första exporten. Profilen säger att den fil som kommer sist i \
             namnordning ersätter en tidigare vars månader den alla har.",
            match fewer {
                None => "Inget behöver göras om skillnaderna är rätt. Den ersatta filen kan tas bort ur redovisning. Beloppen \
                         har debet plus, den nya filens belopp står först."
                    .to_string(),
                Some((before, after)) => format!(
                    "Filen har fler rader än den som ersätter den ({} mot {}) och kan vara den senare. Döp i så fall om \
                     filerna så att den rätta kommer sist i namnordning; fore kommer efter efter. Beloppen har debet plus, \
                     den nya filens belopp står först.",
                    rows_named(*before),
                    rows_named(*after)
                ),
            },
        ),
        BooksProblem::SeveralProfiles { profiles } => Told::new(
            format!(
                "Filen passar in på fältet fil för flera profiler i tabellen Exporter: {}.",
                listed(profiles)
            ),
            "en enda profil för varje fil.",
            "Ändra fältet fil så att bara den profil som filen är skriven enligt passar in på dess namn.",
        ),
        BooksProblem::ResultBooked { year, booked, result } => result_booked(*year, *booked, *result),
        BooksProblem::Scale { unit, line, outcome, budget, last_year } => scale(
            format!(
                "{unit} har {} kr på {line} till och med perioden. Budgeten är {} kr och förra året var det {} kr.",
                kr_ore(*outcome),
                kr_ore(*budget),
                kr_ore(*last_year)
            ),
            "budgeten eller förra året",
            LEDGER_PROFILE,
        ),
        BooksProblem::CounterpartUnread { profile, name, dimension } => {
            counterpart_unread(profile, name, dimension.as_deref())
        }
    }
}

fn combinations(codes: u64) -> String {
    match codes {
        1 => "En kombination av ansvar och konto".to_string(),
        several => format!("{} kombinationer av ansvar och konto", number(several)),
    }
}

/// An amount of another size than what it is held against.
pub(super) fn scale(found: String, against: &str, profile: &str) -> Told {
    Told::new(
        found,
        format!("ett belopp som är mindre än hundra gånger, och mer än en hundradel av, {against}."),
        format!(
            "Kontrollera om filen är i kr eller tkr: fältet enhet för profilen {profile} i tabellen Exporter. Är \
             beloppet rätt behöver inget göras."
        ),
    )
}

fn result_booked(year: i32, booked: Money, result: Money) -> Told {
    let found = match (booked.is_zero(), booked == result) {
        (true, _) => format!("Årets resultat {year} är inte bokat mot eget kapital: {} kr.", kr_ore(result)),
        (false, true) => format!("Årets resultat {year} är bokat mot eget kapital: {} kr.", kr_ore(result)),
        (false, false) => format!(
            "Mot eget kapital är {} kr bokat som årets resultat {year}, men resultatet är {} kr.",
            kr_ore(booked),
            kr_ore(result)
        ),
    };
    let remedy = if booked.is_zero() || booked == result {
        "Inget behöver göras: rapporterna blir desamma, bokat eller inte."
    } else {
        "Boka om resultatet när årets sista poster är bokförda, och exportera på nytt."
    };
    Told::new(found, "att det som bokas är årets resultat.", remedy)
}

fn counterpart_unread(profile: &str, name: &str, dimension: Option<&str>) -> Told {
    let (what, value) = match dimension {
        Some(number) => (format!("dimensionen {number} {}", quoted(name)), number.to_string()),
        None => (format!("kolumnen {}", quoted(name)), quoted(name)),
    };
    Told::new(
        format!(
            "Filen har {what}, men profilen {profile} i tabellen Exporter läser ingen motpart: interna poster räknas \
             som externa."
        ),
        "att motparten läses när filen har den.",
        format!("Skriv {value} i kolumnen Kolumn på raden {profile}, motpart i tabellen Exporter."),
    )
}

/// `ingående balans 2020, period 202001–202008 och 202010`.
fn spans(periods: &[LedgerPeriod]) -> String {
    let openings = periods.iter().filter(|period| period.is_opening());
    let mut parts: Vec<String> = openings.map(|period| format!("ingående balans {}", period.year)).collect();
    let mut runs: Vec<(LedgerPeriod, LedgerPeriod)> = Vec::new();
    for period in periods.iter().filter(|period| !period.is_opening()) {
        match runs.last_mut() {
            Some((_, last)) if last.year == period.year && last.number + 1 == period.number => {
                *last = *period
            }
            _ => runs.push((*period, *period)),
        }
    }
    parts.extend(runs.into_iter().map(|(first, last)| {
        if first == last { period(first) } else { format!("{}–{last}", period(first)) }
    }));
    listed(&parts)
}

fn differing(unlike: &[Unlike], accounts: u64) -> String {
    let one = |one: &Unlike| {
        let place = if one.period.is_opening() {
            format!("ingående balans {}", one.period.year)
        } else {
            period(one.period)
        };
        format!("konto {} i {place} {} kr mot {} kr", one.account, kr_ore(one.own), kr_ore(one.other))
    };
    let mut parts: Vec<String> = unlike.iter().map(one).collect();
    let more = accounts.saturating_sub(unlike.len() as u64);
    if more > 0 {
        parts.push(format!("{} konton till", number(more)));
    }
    listed(&parts)
}
