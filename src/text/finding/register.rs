//! Sentences for findings about grunddata and the statement layouts.

use rust_decimal::Decimal;

use crate::domain::colour::LEAST_CONTRAST;
use crate::finding::{Expected, RegisterProblem};
use crate::text::format::{kr_ore, number, unrounded};

use document::Waits;

use super::{Told, choice, expected, listed, quoted, unreadable};

mod document;
mod printed;

pub(super) fn told(problem: &RegisterProblem) -> Told {
    match problem {
        RegisterProblem::MissingTable { table } => Told::new(
            format!("Tabellen {table} saknas."),
            format!("en flik som heter {table} i grunddata.xlsx, eller filen grunddata/{table}.csv."),
            "Lägg till tabellen. Kommandot uppfolj ny skriver en färdig grunddata.xlsx att kopiera fliken från.",
        ),
        RegisterProblem::MissingColumns { table, columns } => Told::new(
            format!("Tabellen {table} saknar {}.", columns_named(columns)),
            "en rubrikrad med alla kolumner som behövs.",
            "Lägg till rubrikerna precis så som de skrivs här, i vilken ordning som helst.",
        ),
        RegisterProblem::UnknownColumn { table, column } => Told::new(
            format!("Kolumnen {} hör inte till tabellen {table} och läses inte.", quoted(column)),
            "bara kolumner som tabellen har.",
            "Rätta rubriken om den är felstavad, annars kan kolumnen tas bort eller stå kvar.",
        ),
        RegisterProblem::MissingValue { table, column } => Told::new(
            format!("Cellen i kolumnen {column} är tom."),
            format!("ett värde på varje rad i tabellen {table}."),
            "Fyll i cellen. Ta bort raden bara om den inte ska finnas.",
        ),
        RegisterProblem::WrongValue { table, column, found, expected: what } => Told::new(
            format!("I kolumnen {column} i tabellen {table} står {}.", quoted(found)),
            match what {
                Expected::Choice(words) => choice::choices(words),
                other => expected(other),
            },
            match meant(found, what) {
                Some(near) => format!("Menas {near}? Rätta cellen."),
                None => "Rätta cellen.".to_string(),
            },
        ),
        RegisterProblem::DuplicateKey { table, key, first_row } => Told::new(
            format!("{} finns redan på rad {first_row} i tabellen {table}.", quoted(key)),
            "varje rad en gång.",
            "Ta bort en av raderna, eller rätta det som ska skilja dem åt.",
        ),
        RegisterProblem::UnknownReference { table, column, found, refers_to, known } => Told::new(
            format!("{} i kolumnen {column} i tabellen {table} finns inte i {refers_to}.", quoted(found)),
            match known.len() {
                1..=choice::LISTED => format!("ett värde som finns i {refers_to}: {}.", known.join(", ")),
                _ => format!("ett värde som finns i {refers_to}."),
            },
            match choice::nearest(found, known) {
                Some(near) => {
                    format!("Menas {near}? Rätta annars värdet, eller lägg till det i {refers_to}.")
                }
                None => format!("Rätta värdet, eller lägg till det i {refers_to}."),
            },
        ),
        RegisterProblem::OverlappingCodes { table, codes, first_row } => Told::new(
            format!("Koderna {codes} täcks redan av rad {first_row} i tabellen {table}."),
            "att varje kod hör till en enda rad vid samma tid.",
            "Dela eller korta ett av intervallen, eller ge raderna olika giltighetstid.",
        ),
        RegisterProblem::UnreadableFile { why } => unreadable(*why),
        RegisterProblem::Cycle { table, keys } => Told::new(
            format!("Raderna {} i tabellen {table} är överordnade varandra i en ring.", listed(keys)),
            "ett träd där varje rad till slut leder till den översta.",
            "Rätta kolumnen Överordnad på en av raderna.",
        ),
        RegisterProblem::CostTypeOnTwoLines { cost_type, line, first_line, first_row } => Told::new(
            format!(
                "Kostnadsslaget {cost_type} står här på raden {line} men på rad {first_row} i tabellen på {first_line}."
            ),
            "att varje kostnadsslag hör till en enda rad i räkningarna.",
            "Ge det ena ett annat namn, eller rätta kolumnen Rad.",
        ),
        RegisterProblem::MissingExportFields { profile, fields } => Told::new(
            format!("Profilen {profile} i tabellen Exporter saknar {}.", fields_named(fields)),
            "en rad för varje fält som profilen måste ha.",
            "Lägg till raderna och skriv i Kolumn vad fältet heter i exporten.",
        ),
        RegisterProblem::TableTwice { table, other } => Told::new(
            format!("Tabellen {table} finns också i {other}."),
            "varje tabell på ett enda ställe.",
            "Ta bort den som inte gäller.",
        ),
        RegisterProblem::UnknownTable { name } => Told::new(
            format!("{} är ingen av grunddatas tabeller och läses inte.", quoted(name)),
            "flikar och filer som heter som tabellerna.",
            "Rätta namnet om det är felstavat, annars kan fliken eller filen stå kvar.",
        ),
        RegisterProblem::NotOneRoot { roots } if roots.is_empty() => Told::new(
            "Ingen rad i tabellen Organisation är överst.",
            "en enda rad med tom Överordnad: kommunen.",
            "Lägg till en rad för kommunen och låt nämnderna peka på den.",
        ),
        RegisterProblem::NotOneRoot { roots } => Told::new(
            format!("Flera rader i tabellen Organisation är överst: {}.", listed(roots)),
            "en enda rad med tom Överordnad: kommunen.",
            "Fyll i Överordnad på de andra raderna.",
        ),
        RegisterProblem::TurnedValidity { table, from, to } => Told::new(
            format!("Raden i tabellen {table} gäller från {from} men till {to}."),
            "ett slut som inte ligger före början.",
            "Rätta giltighetstiden.",
        ),
        RegisterProblem::UnreadableRow { table, expected, found } => Told::new(
            format!("Raden i tabellen {table} har {found} fält men rubrikraden {expected}."),
            "lika många fält på varje rad.",
            "Sätt citattecken om text som innehåller semikolon, eller ta bort det som är för mycket.",
        ),
        RegisterProblem::MissingSetting { key } => Told::new(
            format!("Inställningen {key} saknas."),
            "en rad för inställningen; den har inget förval.",
            "Lägg till raden i tabellen Inställningar.",
        ),
        RegisterProblem::PeriodNotScheduled { period } => Told::new(
            format!("Perioden {period} står inte i Tidplan."),
            "en rad i Tidplan för varje period som följs upp.",
            "Lägg till perioden i tabellen Tidplan, eller rätta perioden i kommandot.",
        ),
        RegisterProblem::NoTemplatesScheduled { period } => Told::new(
            format!("Perioden {period} har inga mallar enligt Tidplan."),
            "ja i kolumnen Mallar för en period med mallar.",
            "Skriv ja i kolumnen Mallar i Tidplan om enheterna ska svara för perioden.",
        ),
        RegisterProblem::TurnedInterval { from, to } => Told::new(
            format!("Intervallet går från {} till {}.", unrounded(*from), unrounded(*to)),
            "en övre gräns som inte är lägre än den undre.",
            "Byt plats på den undre och den övre gränsen, eller rätta den som är fel.",
        ),
        RegisterProblem::LimitOfNothing { to } => Told::new(
            format!("Raden har en övre gräns, {}, men är inget intervall med undre gräns.", unrounded(*to)),
            "en övre gräns bara för ett intervall som också har en undre.",
            "Ange intervall och fyll i den undre gränsen, eller töm Övre gräns.",
        ),
        RegisterProblem::PostOutsideYears { post, year, first, last } => Told::new(
            format!("Posten {post} finns inte i balanskravet för {year}."),
            match *last {
                i32::MAX => format!("ett år från {first} och framåt."),
                last => format!("ett år mellan {first} och {last}."),
            },
            "Välj den post som lagen har för året, eller rätta året.",
        ),
        RegisterProblem::SignOfPost { post, amount } => Told::new(
            format!("Beloppet för posten {post} är {} kr.", kr_ore(*amount)),
            "ett belopp utan minus: posten säger åt vilket håll det räknas.",
            "Ta bort minustecknet. Är det en vinst i stället för en förlust, eller tvärtom, välj den posten.",
        ),
        RegisterProblem::NegativeAmount { table, column, amount } => Told::new(
            format!("Beloppet i kolumnen {column} i tabellen {table} är {} kr.", kr_ore(*amount)),
            "ett belopp utan minus.",
            "Ta bort minustecknet. Är raden avslutad, fyll i Giltig till i stället.",
        ),
        RegisterProblem::TurnedDates { earlier, first, later, last } => Told::new(
            format!("{earlier} är {first}, och {later} är {last}."),
            format!("att {earlier} inte ligger efter {later}."),
            "Rätta det datum som är fel.",
        ),
        RegisterProblem::FractionForPercent { found } => Told::new(
            format!(
                "Här står {}. Det läses som {}, men kan vara skrivet som andel och betyda {}.",
                unrounded(*found),
                percent_of(*found),
                percent_of(*found * Decimal::ONE_HUNDRED)
            ),
            "ett tal i procent: 95 betyder 95 procent.",
            "Skriv talet i procent. Är det rätt som det står behöver inget göras.",
        ),
        RegisterProblem::RowsAtTheSameTime { table, key, first_row } => Told::new(
            format!("{} gäller här samtidigt som på rad {first_row} i tabellen {table}.", quoted(key)),
            "en enda rad vid varje tid.",
            if table == "Finanspolicy" {
                "Avsluta den ena raden med Giltig till, eller ta bort den. Två gränser för samma mått skrivs som ett intervall."
            } else {
                "Avsluta den ena raden med Giltig till, eller ta bort den."
            },
        ),
        RegisterProblem::UsedAboveCredit { used, credit } => Told::new(
            format!("Utnyttjad checkkredit är {} kr, men krediten är {} kr.", kr_ore(*used), kr_ore(*credit)),
            "att inte mer än krediten är utnyttjad.",
            "Rätta det belopp som är fel.",
        ),
        RegisterProblem::ComparisonOfUnit => Told::new(
            "Raden är en jämförelse med andra kommuner, men har en enhet.",
            "tom Enhet när kolumnen Jämförelse är ifylld.",
            "Töm Enhet, eller töm Jämförelse om värdet är enhetens eget.",
        ),
        RegisterProblem::FaintColour { colour, on_white, on_tint, darker } => Told::new(
            format!(
                "Färgen {colour} är för ljus för text: kontrasten är {} mot vitt och {} mot färgens egen toning.",
                ratio(*on_white),
                ratio(*on_tint)
            ),
            format!(
                "minst {} mot båda, som tillgänglighetskraven (WCAG 2.1, 1.4.3) säger.",
                ratio(LEAST_CONTRAST)
            ),
            format!(
                "Skriv {darker}, som är samma färg och nätt och jämnt mörk nog, eller en mörkare. Till dess används programmets egen färg."
            ),
        ),
        RegisterProblem::UnknownStandingText { key, known } => printed::unknown_key(key, known),
        RegisterProblem::OtherPlaces { key, expected, found } => printed::other_places(key, expected, found),
        RegisterProblem::StandingTextChanged { key, now } => printed::program_changed(key, now),
        RegisterProblem::NotTheProgramsText { key, own } => printed::not_the_programs(key, own),
        RegisterProblem::NoSuchReport { table, period, report, letter, own, only } => Told::new(
            format!("Ingen {report} skrivs för {period}. Raden i tabellen {table} trycks inte."),
            printed::report_expected(period, own, only.as_deref()),
            printed::report_remedy(*letter, own),
        ),
        RegisterProblem::TextWithoutPlace { report, section } => printed::no_section(report, section),
        RegisterProblem::NoShortForm { section, short } => Told::new(
            format!("Avsnittet {section} har ingen kort form. Det trycks som vanligt."),
            format!("ja bara för {}.", listed(short)),
            "Töm cellen.",
        ),
        RegisterProblem::IndicatorOutlivesGoal { indicator, goal, ended } => Told::new(
            format!(
                "Måttet {indicator} gäller längre än målet {goal}, som upphörde {ended}. Därefter visas det inte."
            ),
            "att ett mått upphör senast samma dag som sitt mål.",
            format!("Skriv {ended} som Giltig till, eller flytta måttet till ett mål som gäller."),
        ),
        RegisterProblem::BreachWithoutWords { measure, since } => {
            printed::breach_without_words(*measure, *since)
        }
        RegisterProblem::DepartureUnprinted { measure, month, why } => {
            printed::departure(*measure, *month, *why)
        }
        RegisterProblem::AdoptedLacking { report, missing, partly } => {
            document::lacking(report, missing, partly)
        }
        RegisterProblem::StatusDisplaced { status, written, missing, faulty, strays } => document::displaced(
            *status,
            &Waits { written: *written, missing: *missing, faulty: *faulty, strays: *strays },
        ),
        RegisterProblem::TemplatesNotWritten { period, needed } => document::no_templates(period, *needed),
        RegisterProblem::AccountOfOtherSide { codes, balance } => Told::new(
            format!("{codes} hör inte till {}.", side(*balance)),
            format!("konton som hör till {}.", side(*balance)),
            "Rätta kontot, eller flytta det till kolumnen för kollektivets andra konton.",
        ),
        RegisterProblem::GoalAsVolume { indicator } => Told::new(
            format!("Måttet {indicator} har typen mål och är ingen volym."),
            "ett mått som har typen volym eller personal i Mått.",
            "Rätta måttets kod, eller dess typ i Mått.",
        ),
        RegisterProblem::ManYearsTwice { first_row } => Told::new(
            format!("Underlaget personalkostnad står redan på rad {first_row}: det måttet är årsarbetare."),
            "ett enda mått med personalkostnad som underlag.",
            "Ta bort en av raderna, eller ge måttet ett annat underlag.",
        ),
        RegisterProblem::MissingOptionalColumns { table, columns } => Told::new(
            match columns.as_slice() {
                [column] => {
                    format!("Kolumnen {column} saknas i tabellen {table}; den räknas som tom på alla rader.")
                }
                several => format!(
                    "Kolumnerna {} saknas i tabellen {table}; de räknas som tomma på alla rader.",
                    listed(several)
                ),
            },
            "tabellens alla kolumner, också de som får vara tomma.",
            "Lägg till rubriken sist i tabellen. Är kolumnen borttagen av misstag, hämta den ur en tidigare kopia.",
        ),
    }
}

/// The word of a list that was meant.
fn meant<'a>(found: &str, what: &'a Expected) -> Option<&'a str> {
    match what {
        Expected::Choice(words) => choice::nearest(found, words),
        _ => None,
    }
}

/// "0,95 procent".
fn percent_of(number: Decimal) -> String {
    format!("{} procent", unrounded(number.normalize()))
}

/// `4,54:1`.
fn ratio(hundredths: u32) -> String {
    format!("{}:1", number(Decimal::new(i64::from(hundredths), 2), 2))
}

/// What accounts of class 1–2 and of class 3–8 are.
fn side(balance: bool) -> &'static str {
    if balance { "balansräkningen (klass 1–2)" } else { "resultaträkningen (klass 3–8)" }
}

pub(super) fn columns_named(columns: &[String]) -> String {
    if columns.len() == 1 {
        format!("kolumnen {}", columns[0])
    } else {
        format!("kolumnerna {}", listed(columns))
    }
}

fn fields_named(fields: &[String]) -> String {
    if fields.len() == 1 { format!("fältet {}", fields[0]) } else { format!("fälten {}", listed(fields)) }
}
