//! Sentences for findings about the accounting exports.

use crate::domain::money::Money;
use crate::finding::{ControlQuantity, LedgerProblem};
use crate::text::format::{kr_ore, rows_named, whole};

use super::{Told, listed, period, quoted, unreadable};
use super::{columns, contract, left_out, unknown_code, workbook};

pub(super) fn told(problem: &LedgerProblem) -> Told {
    match problem {
        LedgerProblem::NoFiles => Told::new(
            "Mappen redovisning innehåller ingen export ur ekonomisystemet.",
            "minst en fil med huvudbokens rader: text (.csv, .txt), Excel (.xlsx) eller SIE (.se, .si, .sie).",
            "Exportera huvudboken och lägg filen i redovisning.",
        ),
        LedgerProblem::MissingColumns { columns: lacks, others, found, profile } => {
            columns::missing(lacks, others, found, profile)
        }
        LedgerProblem::NotAnAmount { found, profile } => not_an_amount(found, profile),
        LedgerProblem::NotAPeriod { found } => Told::new(
            format!("I kolumnen för period står {}.", quoted(found)),
            "en period som ÅÅÅÅPP med PP från 00 till 13, till exempel 202008, eller en dag eller månad som 2020-08-31, \
             2020-08 eller aug 2020.",
            "Rätta exporten. Skriver den perioden som ÅÅPP, ange det vid fältet periodform i tabellen Exporter.",
        ),
        LedgerProblem::UnknownCodes { kind, code, name, rows, sum, why } => {
            let code = if name.is_empty() { code.clone() } else { format!("{code} ({name})") };
            unknown_code::told(*kind, &code, (*rows, *sum), why, &unknown_code::LEDGER)
        }
        LedgerProblem::UnbalancedVoucher { voucher, period: when, difference } => Told::new(
            format!("Verifikation {voucher} i {} summerar till {} kr.", period(*when), kr_ore(*difference)),
            "att varje verifikation summerar till noll i varje period.",
            "Kontrollera att alla rader kom med i exporten, att de har samma period och att inget belopp är ändrat; exportera på nytt.",
        ),
        LedgerProblem::OpeningDiffers { account, year, opening, closing } => Told::new(
            format!("Konto {account} har ingående balans {} kr år {year}.", kr_ore(*opening)),
            format!("utgående balans år {}: {} kr.", year - 1, kr_ore(*closing)),
            "Exportera om åren, eller rätta ingående balansen i ekonomisystemet. Beloppen har debet plus.",
        ),
        LedgerProblem::ControlSumDiffers { period: when, what, expected, found } => Told::new(
            format!("{} är {} kr{}.", quantity(*what), kr_ore(*found), of_period(when.map(period))),
            format!(
                "{} kr enligt tabellen Kontrollsummor. Skillnaden är {} kr.",
                kr_ore(*expected),
                kr_ore(*found - *expected)
            ),
            "Kontrollera att exporten är fullständig, eller rätta summan i Kontrollsummor.",
        ),
        LedgerProblem::NotProven => Told::new(
            "Filens fullständighet går inte att styrka: den saknar verifikationer och kontrollsummor.",
            "verifikationsnummer i exporten, eller en rad i tabellen Kontrollsummor.",
            "Skriv av ekonomisystemets summor i tabellen Kontrollsummor.",
        ),
        LedgerProblem::UnreadableRow { expected, found } => columns::uneven(*expected, *found),
        LedgerProblem::UnreadableFile { why } => Told {
            expected:
                "en fil med huvudbokens rader: text (.csv, .txt), Excel (.xlsx) eller SIE (.se, .si, .sie)."
                    .to_string(),
            remedy: "Exportera huvudboken i en av de formerna och lägg den nya filen i redovisning."
                .to_string(),
            ..unreadable(*why)
        },
        LedgerProblem::MissingMonths { months } => Told::new(
            format!("Bokföringen saknar rader för {}.", listed(months)),
            "rader för varje månad till och med perioden.",
            "Lägg månadernas export i mappen redovisning.",
        ),
        LedgerProblem::InternalRemainder { year, remainder } => Told::new(
            format!("Interna poster år {year} tar inte ut varandra: {} kr blir kvar.", kr_ore(*remainder)),
            "att interna intäkter och interna kostnader är lika stora.",
            "Sök posten som saknar motpart eller har fel motpartskod. Beloppet visas på egen rad i rapporten.",
        ),
        LedgerProblem::ControlRowsDiffer { period: when, expected, found } => Told::new(
            format!("Filen har {} rader{}.", number(*found), of_period(when.map(period))),
            format!("{} rader enligt tabellen Kontrollsummor.", number(*expected)),
            "Kontrollera att exporten är fullständig, eller rätta antalet i Kontrollsummor.",
        ),
        LedgerProblem::ControlFileMissing => Told::new(
            "Tabellen Kontrollsummor nämner en fil som inte finns i redovisning.",
            "en fil med det namnet.",
            "Lägg filen i redovisning, eller rätta kolumnen Fil i Kontrollsummor.",
        ),
        LedgerProblem::SameFileTwice { other } => same_file_twice(other),
        LedgerProblem::SignLooksTurned { income, costs, .. } => {
            sign_looks_turned(*income, *costs, "huvudbok")
        }
        LedgerProblem::ResultInOpening { account } => Told::new(
            format!("Konto {account} har en rad i period 00, ingående balans."),
            "bara konton i klass 1 och 2 i period 00.",
            "Rätta radens period eller konto i exporten.",
        ),
        LedgerProblem::MissingOpening { year } => Told::new(
            format!("Ingående balans för {year} saknas."),
            "rader i period 00 för alla balanskonton.",
            "Exportera huvudboken med ingående balans, period 00.",
        ),
        LedgerProblem::OpeningUnbalanced { year, difference } => Told::new(
            format!("Ingående balans för {year} summerar till {} kr.", kr_ore(*difference)),
            "att tillgångar är lika med eget kapital, avsättningar och skulder.",
            "Kontrollera att alla balanskonton är med i period 00.",
        ),
        LedgerProblem::MoreRows { rows } => more_rows(*rows),
        LedgerProblem::UnbalancedPeriod { period: when, difference } => Told::new(
            format!("Alla rader i {} summerar till {} kr i debet.", period(*when), kr_ore(*difference)),
            "att debet och kredit är lika stora i varje period; annars balanserar inte balansräkningen.",
            "Kontrollera att alla rader kom med i exporten och har rätt period; exportera på nytt.",
        ),
        LedgerProblem::SameVouchers { other, vouchers, voucher, period: when, debit } => {
            same_vouchers(other, *vouchers, voucher, &period(*when), *debit)
        }
        LedgerProblem::NotInControlSums => Told::new(
            "Tabellen Kontrollsummor har ingen rad för filen.",
            "en rad för varje fil i redovisning när tabellen används.",
            "Ta bort filen om den har lagts dit av misstag, annars lägg till en rad för den i Kontrollsummor.",
        ),
        LedgerProblem::UnclearAmount { found, readings } => contract::unclear_amount(found, readings),
        LedgerProblem::StrayYear { period: when, rows } => Told::new(
            format!(
                "{} i filen hör till ett senare år än rapporten, den första till {}, och räknas inte.",
                super::with_capital(&rows_named(*rows)),
                period(*when)
            ),
            "en fil vars rader hör till rapportens år, eller en hel export för det senare året.",
            "Kontrollera perioden på raderna i ekonomisystemet, och exportera på nytt.",
        ),
        LedgerProblem::LeftOut(problem) => left_out::told(problem, &left_out::LEDGER),
        LedgerProblem::BrokenCell { found } => workbook::broken_cell(found),
        LedgerProblem::LostZeros { heading, cells, first, code } => {
            workbook::lost_zeros(heading, *cells, first, code)
        }
        LedgerProblem::ProjectWithoutZeros { found, codes, rows, sum } => {
            workbook::project_without_zeros(found, codes, &rows_named(*rows), *sum)
        }
        LedgerProblem::UnclearZeros { found, codes } => workbook::unclear_zeros(found, codes),
        LedgerProblem::SheetMissing { sheet, sheets } => workbook::sheet_missing(sheet, sheets),
        LedgerProblem::SeveralSheets { sheets } => workbook::several_sheets(sheets),
        LedgerProblem::DoubledColumn { heading, columns } => contract::doubled_column(heading, columns),
        LedgerProblem::CodesWithNames { cells, first, code } => {
            contract::codes_with_names(*cells, first, code)
        }
        LedgerProblem::OtherSeparator { found, expected, profile } => {
            columns::other_separator(*found, *expected, profile)
        }
        LedgerProblem::BothSides { debit, credit } => columns::both_sides(debit, credit),
        LedgerProblem::WithoutColumns { columns: lacks, found, profile } => {
            columns::without(lacks, found, profile)
        }
        LedgerProblem::DestroyedLetters { letters } => columns::destroyed_letters(*letters),
        LedgerProblem::OnRows { problem, others, lines } => columns::on_rows(told(problem), *others, lines),
        LedgerProblem::OpenQuote => Told::new(
            "Ett citattecken öppnas på raden och stängs inte i samma fält; raderna efter skulle bli en del av texten.",
            "citattecken bara runt hela fält, eller inne i en text utan citattecken runt.",
            "Exportera på nytt, eller ta bort citattecknet i texten på den rad som nämns.",
        ),
        LedgerProblem::TooManyCodes { codes } => Told::new(
            format!("En av kolumnerna för koder innehåller fler än {} olika värden.", number(*codes)),
            "en kolumn med koder, inte med text eller löpnummer.",
            "Kontrollera i tabellen Exporter att ansvar, konto, projekt och motpart har rätt kolumn.",
        ),
        LedgerProblem::MoreVouchers { vouchers, more } => more_vouchers(*vouchers, *more),
    }
}

fn more_vouchers(vouchers: u64, more: bool) -> Told {
    let least = if more { "minst " } else { "" };
    let word = if vouchers == 1 { "verifikation" } else { "verifikationer" };
    Told::new(
        format!("Ytterligare {least}{} {word} summerar inte till noll.", number(vouchers)),
        "att varje verifikation summerar till noll i varje period.",
        "Rätta de verifikationer som räknas upp först. Om hela exporten är fel: kontrollera att alla rader kom med.",
    )
}

fn same_vouchers(other: &str, vouchers: u64, voucher: &str, period: &str, debit: Money) -> Told {
    let (stand, count) = if vouchers == 1 {
        (format!("Verifikation {voucher} i {period} finns också i {other}"), String::new())
    } else {
        let count = number(vouchers);
        (
            format!("{count} verifikationer finns också i {other}; den första är {voucher} i {period}"),
            " tillsammans".to_string(),
        )
    };
    Told::new(
        format!("{stand}. Det är{count} {} kr i debet.", kr_ore(debit)),
        "varje verifikation i en enda fil; annars räknas den dubbelt.",
        "Ta bort den fil som upprepar den andra, eller exportera på nytt så att filerna inte går in i varandra.",
    )
}

pub(super) fn not_an_amount(found: &str, profile: &str) -> Told {
    Told::new(
        format!("Beloppet {} går inte att läsa.", quoted(found)),
        format!("ett tal med högst två decimaler, skrivet som profilen {profile} i tabellen Exporter anger."),
        "Rätta beloppet, eller profilens decimaltecken och tusentalstecken.",
    )
}

/// When a whole column cannot be read, the first rows say enough.
pub(super) fn more_rows(rows: u64) -> Told {
    let rows = if rows == 1 { "En rad till".to_string() } else { format!("{} rader till", number(rows)) };
    Told::new(
        format!("{rows} i filen har fel av samma slag som de rader som nämns."),
        "rader som går att läsa.",
        "Rätta först det som nämns. Är alla rader fel gäller det oftast profilen i tabellen Exporter.",
    )
}

pub(super) fn same_file_twice(other: &str) -> Told {
    Told::new(
        format!("Filen har precis samma innehåll som {other}."),
        "varje fil en gång; annars räknas alla rader dubbelt.",
        "Ta bort den ena filen.",
    )
}

/// `side`: how the sum is signed; `mend`: what else than the register may be wrong.
pub(super) fn sign_looks_turned(income: Money, costs: Money, profile: &str) -> Told {
    Told::new(
        format!(
            "Med profilens tecken blir intäkterna (klass 3, 80 och 82) {} kr och kostnaderna (klass 5 och 83) {} kr.",
            kr_ore(income),
            kr_ore(costs)
        ),
        "intäkter med plus och kostnader med minus när filen är läst.",
        format!(
            "Ändra tecken för profilen {profile} i tabellen Exporter: debet plus när kostnader har plus i filen, \
             intäkt plus när intäkter har det. Har båda plus i filen, exportera med tecken."
        ),
    )
}

fn quantity(what: ControlQuantity) -> &'static str {
    match what {
        ControlQuantity::BalanceClasses => "Summan av klass 1–2",
        ControlQuantity::ResultClasses => "Summan av klass 3–8",
    }
}

fn of_period(period: Option<String>) -> String {
    period.map(|period| format!(" i {period}")).unwrap_or_default()
}

pub(super) fn number(count: u64) -> String {
    whole(i128::from(count))
}
