//! Sentences for findings about SIE files.

use super::{Told, listed, period, quoted, with_capital};
use crate::domain::sie::{SieFlaw, SieRecordKind, SieSource, SieUnfit};
use crate::finding::SieProblem;
use crate::text::format::{kr_ore, rows_named, whole};

const AGAIN: &str = "Exportera filen på nytt ur ekonomisystemet.";

pub(super) fn told(problem: &SieProblem) -> Told {
    match problem {
        SieProblem::Flaw { flaw } => Told::new(flaw_found(flaw), flaw_expected(flaw), AGAIN),
        SieProblem::UnknownRecord { label, records } => Told::new(
            format!("Filen har {} av slaget #{label}, som standarden SIE 4 inte har.", posts(*records)),
            "bara standardens poster.",
            "Inget behöver göras: posterna hoppas över. Platsen är den första av dem.",
        ),
        SieProblem::LostLetters { records, example } => Told::new(
            format!("I {} är bokstäver förstörda, till exempel {}.", posts(*records), quoted(example)),
            "å, ä och ö som de skrevs.",
            "Exportera filen på nytt om namnen ska kunna läsas. Beloppen påverkas inte.",
        ),
        SieProblem::NotAnAmount { label, found } => Told::new(
            format!("Beloppet {} i posten #{label} går inte att läsa.", quoted(found)),
            "ett belopp med decimalpunkt, högst två decimaler och eventuellt minustecken först, till exempel -1234.50.",
            AGAIN,
        ),
        SieProblem::DateOutside { found, years } => Told::new(
            format!("Verifikationens datum är {}.", quoted(found)),
            if years.is_empty() {
                "ett datum som ÅÅÅÅMMDD.".to_string()
            } else {
                format!("ett datum som ÅÅÅÅMMDD inom filens räkenskapsår {}.", listed(years))
            },
            "Rätta datumet i ekonomisystemet, eller exportera med rätt räkenskapsår (#RAR).",
        ),
        SieProblem::YearNotGiven { index, label } => Told::new(
            format!("Posten #{label} gäller räkenskapsår {index}, som filen inte anger."),
            "en post #RAR för varje räkenskapsår som filen har uppgifter om.",
            AGAIN,
        ),
        SieProblem::UndeclaredAccounts { accounts } => Told::new(
            format!("Filen använder konton som den inte namnger: {}.", listed(&shortened(accounts))),
            "en post #KONTO för varje konto.",
            "Inget behöver göras om kontona finns i tabellen Konton.",
        ),
        SieProblem::Differs { .. } => differs(problem),
        SieProblem::Used { years, openings } => used(years, openings),
        SieProblem::NoMonths => Told::new(
            "Filen har bara saldon för hela år (#RES och #UB). De kan inte delas på månader.",
            "verifikationer (#VER, SIE typ 4) eller periodsaldon (#PSALDO, SIE typ 2 eller 3).",
            "Exportera som SIE typ 4, eller ta bort filen om uppgifterna finns i en annan fil.",
        ),
        SieProblem::NotAMonth { label, found } => Told::new(
            format!("Perioden {} i posten #{label} är ingen månad.", quoted(found)),
            "en månad som ÅÅÅÅMM.",
            AGAIN,
        ),
        SieProblem::UnclearBudget { account, period: month, total, objects } => Told::new(
            format!(
                "Budgeten för konto {account} i {} går inte att tolka: rader utan objekt ger {} kr, rader med objekt {} kr.",
                period(*month),
                kr_ore(*total),
                kr_ore(*objects)
            ),
            "#PBUDGET med objekt, och utan objekt bara deras summa.",
            AGAIN,
        ),
        SieProblem::UnclearBalances { account, year, total, objects, expected } => Told::new(
            format!(
                "Periodsaldona för konto {account} år {year} går inte att tolka: rader utan objekt ger {} kr, rader med \
                 objekt {} kr.",
                kr_ore(*total),
                kr_ore(*objects)
            ),
            match expected {
                Some(expected) => format!(
                    "att raderna utan objekt, eller alla rader tillsammans, ger årets förändring {} kr.",
                    kr_ore(*expected)
                ),
                None => "årssaldon (#RES, #IB och #UB) som visar om raderna med objekt ingår i de andra."
                    .to_string(),
            },
            "Exportera som SIE typ 4 med verifikationer.",
        ),
        SieProblem::AddedRowAlone => Told::new(
            "En tillagd rad (#RTRANS) följs inte av samma rad som #TRANS.",
            "att varje #RTRANS följs av en likadan #TRANS, som standarden SIE 4 säger; det är den som räknas.",
            AGAIN,
        ),
        SieProblem::OtherMonth { rows } => Told::new(
            format!(
                "{} har ett eget datum i en annan månad än verifikationen.",
                with_capital(&rows_named(*rows))
            ),
            "samma månad; annars avgör verifikationens datum.",
            "Kontrollera att raderna hör till verifikationens månad. Platsen är den första raden.",
        ),
        SieProblem::SeveralObjects { rows, dimension, objects } => Told::new(
            format!(
                "{} har flera objekt i samma dimension; den första har {} i dimension {dimension}.",
                with_capital(&rows_named(*rows)),
                listed(objects)
            ),
            "högst ett objekt per dimension på varje rad.",
            "Rätta exporten så att varje rad har ett objekt per dimension. Platsen är den första raden.",
        ),
        SieProblem::FilesDiffer { record, other, year } => Told::new(
            format!("{} för {year} är inte {} som i {other}.", with_capital(name(*record)), same(*record)),
            "att filer som innehåller samma år säger detsamma.",
            "Låt den fil som gäller ligga kvar i redovisning och ta bort den andra.",
        ),
        SieProblem::Unfit { why } => unfit(why),
    }
}

fn flaw_found(flaw: &SieFlaw) -> String {
    match flaw {
        SieFlaw::NoRecord { found } => format!("Raden {} är ingen post.", quoted(found)),
        SieFlaw::OpenQuote => "Ett citattecken avslutas inte på raden.".to_string(),
        SieFlaw::BrokenList => "Objektlistan inom klamrar är inte hel.".to_string(),
        SieFlaw::Outside => "En rad #TRANS står utanför verifikationernas klamrar.".to_string(),
        SieFlaw::OpenVoucher => "Verifikationens rader avslutas inte med en klammer.".to_string(),
        SieFlaw::StrayBrace => "Klammern hör inte till någon verifikation.".to_string(),
    }
}

fn flaw_expected(flaw: &SieFlaw) -> &'static str {
    match flaw {
        SieFlaw::NoRecord { .. } => "en rad som börjar med # eller en klammer.",
        SieFlaw::OpenQuote => "hela texten inom citattecken på en rad; citattecken i texten skrivs \\\".",
        SieFlaw::BrokenList => "par av dimension och objekt inom klamrar, till exempel {1 \"310\"}.",
        SieFlaw::Outside | SieFlaw::OpenVoucher | SieFlaw::StrayBrace => {
            "#VER följd av dess rader inom klamrar, var och en på sin rad."
        }
    }
}

fn differs(problem: &SieProblem) -> Told {
    let SieProblem::Differs { record, account, year, period: when, expected, found } = problem else {
        return Told::new("", "", "");
    };
    let when = when.map_or_else(|| format!("år {year}"), period);
    Told::new(
        format!("Verifikationerna ger {} kr på konto {account} {when}.", kr_ore(*found)),
        format!(
            "{} kr enligt filens {}. Skillnaden är {} kr i debet.",
            kr_ore(*expected),
            name(*record),
            kr_ore(*found - *expected)
        ),
        "Exportera hela året i en fil. Är filen hel: sök verifikationen som saknas eller är med två gånger.",
    )
}

fn used(years: &[(i32, SieSource, u64)], openings: &[i32]) -> Told {
    let year = |(year, source, rows): &(i32, SieSource, u64)| match source {
        SieSource::Vouchers => format!("verifikationerna för {year} ({})", rows_named(*rows)),
        SieSource::PeriodBalances => format!("periodsaldona för {year} ({})", rows_named(*rows)),
    };
    let mut parts: Vec<String> = years.iter().map(year).collect();
    parts.extend(openings.iter().map(|year| format!("ingående balans för {year}")));
    let found = if parts.is_empty() {
        "Inga poster läses ur filen; en annan fil har dem.".to_string()
    } else {
        format!("Ur filen läses {}.", listed(&parts))
    };
    Told::new(
        found,
        "att varje belopp räknas en gång. Filens andra saldon jämförs men läggs aldrig till.",
        "Inget behöver göras.",
    )
}

fn unfit(why: &SieUnfit) -> Told {
    match why {
        SieUnfit::BrokenYear { from, to } => Told::new(
            format!("Filens räkenskapsår är {from}–{to}."),
            "kalenderåret, som lagen säger (2018:597, 1 kap. 5 §).",
            "Kontrollera att filen är kommunens egen, eller ta bort den ur redovisning.",
        ),
        SieUnfit::Currency { found } => Told::new(
            format!("Filen är i valutan {}.", quoted(found)),
            "svenska kronor, SEK.",
            "Exportera i svenska kronor, eller ta bort filen ur redovisning.",
        ),
        SieUnfit::ProjectsAlone { projects } => Told::new(
            format!(
                "Periodsaldona anger investeringsprojekt utan ansvar: {}. Då går investeringarna inte att skilja från \
                 enheternas drift.",
                listed(&shortened(projects))
            ),
            "verifikationer (#VER, SIE typ 4), där varje rad har både ansvar och projekt.",
            "Exportera som SIE typ 4.",
        ),
    }
}

fn name(record: SieRecordKind) -> &'static str {
    match record {
        SieRecordKind::Opening => "ingående balans (#IB)",
        SieRecordKind::Closing => "utgående balans (#UB)",
        SieRecordKind::Result => "årssaldo (#RES)",
        SieRecordKind::PeriodBalance => "periodsaldo (#PSALDO)",
    }
}

fn same(record: SieRecordKind) -> &'static str {
    match record {
        SieRecordKind::Opening | SieRecordKind::Closing => "densamma",
        SieRecordKind::Result | SieRecordKind::PeriodBalance => "detsamma",
    }
}

fn posts(count: u64) -> String {
    if count == 1 { "en post".to_string() } else { format!("{} poster", whole(i128::from(count))) }
}

/// As many as can be read in a sentence.
fn shortened(names: &[String]) -> Vec<String> {
    const TOLD: usize = 15;
    let mut told: Vec<String> = names.iter().take(TOLD).cloned().collect();
    if names.len() > TOLD {
        told.push(format!("{} till", names.len() - TOLD));
    }
    told
}

#[cfg(test)]
pub(super) fn examples() -> Vec<SieProblem> {
    use crate::domain::money::Money;
    let kr = Money::from_kr;
    let word = str::to_string;
    vec![
        SieProblem::Flaw { flaw: SieFlaw::OpenVoucher },
        SieProblem::UnknownRecord { label: word("MOMSKOD"), records: 3 },
        SieProblem::LostLetters { records: 1, example: word("F\u{fffd}rskola") },
        SieProblem::NotAnAmount { label: word("TRANS"), found: word("12,50") },
        SieProblem::DateOutside { found: word("20210101"), years: vec![word("2020")] },
        SieProblem::YearNotGiven { index: word("-1"), label: word("IB") },
        SieProblem::UndeclaredAccounts { accounts: vec![word("4010"), word("5010")] },
        SieProblem::Differs {
            record: SieRecordKind::Closing,
            account: word("1910"),
            year: 2020,
            period: None,
            expected: kr(100),
            found: kr(90),
        },
        SieProblem::Used { years: vec![(2020, SieSource::Vouchers, 1_204)], openings: vec![2020] },
        SieProblem::NoMonths,
        SieProblem::UnclearBalances {
            account: word("4010"),
            year: 2020,
            total: kr(5),
            objects: kr(3),
            expected: Some(kr(9)),
        },
        SieProblem::NotAMonth { label: word("PBUDGET"), found: word("202013") },
        SieProblem::UnclearBudget {
            account: word("5010"),
            period: crate::domain::period::LedgerPeriod { year: 2020, number: 3 },
            total: kr(1_000),
            objects: kr(900),
        },
        SieProblem::AddedRowAlone,
        SieProblem::OtherMonth { rows: 2 },
        SieProblem::SeveralObjects { rows: 2, dimension: word("1"), objects: vec![word("310"), word("320")] },
        SieProblem::FilesDiffer {
            record: SieRecordKind::Opening,
            other: word("redovisning/a.se"),
            year: 2020,
        },
        SieProblem::Unfit { why: SieUnfit::BrokenYear { from: word("20190701"), to: word("20200630") } },
    ]
}
