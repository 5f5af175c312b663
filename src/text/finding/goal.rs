//! Sentences for findings about goals, ratings and the limits of the finance policy.

use crate::finding::GoalProblem;

use super::{Told, listed, quoted, unreadable};
use crate::text::finance;
use crate::text::format::unrounded;

pub(super) fn told(problem: &GoalProblem) -> Told {
    match problem {
        GoalProblem::NoRating { goal } => Told::new(
            format!("Målet {goal} saknar kommunens bedömning för perioden."),
            "en rad i tabellen Bedömningar med tom Enhet.",
            "Skriv in bedömningen när dialogen är klar. Till dess står Bedömning saknas i rapporten.",
        ),
        GoalProblem::UnexplainedDeparture { goal, rating } => Told::new(
            format!("Målet {goal} bedöms som {rating}, men måtten visar något annat."),
            "ett skäl när bedömningen avviker från måtten.",
            "Fyll i kolumnen Skäl i tabellen Bedömningar.",
        ),
        GoalProblem::LimitBreached { measure, condition, limit, value, since, explained } => Told::new(
            format!(
                "Finanspolicyns gräns är bruten {}: {} är {}. {}",
                finance::since(*since),
                finance::measure(*measure),
                finance::value(*measure, *value),
                where_explained(explained)
            ),
            format!("{}.", finance::limit_with_unit(*measure, *condition, *limit)),
            breach_remedy(explained),
        ),
        GoalProblem::LimitNotMeasured { measure, month, lack } => Told::new(
            format!(
                "Finanspolicyns gräns för {} är inte mätt per {}: {}.",
                finance::measure(*measure),
                month.last_day(),
                finance::lack(*lack)
            ),
            "underlag för varje gräns i finanspolicyn.",
            "Fyll i det som saknas. Till dess står gränsen som ej mätt i rapporten.",
        ),
        GoalProblem::Dropped { indicator, plan, this_year, replaced_by } => Told::new(
            dropped(indicator, *plan, *this_year, replaced_by.as_deref()),
            "att planens mått följs så länge målet gäller.",
            "Rapporten säger att måttet har utgått. Är det fel, rätta Giltig till i tabellen Mått; har ett annat mått \
             kommit i stället, skriv dess föregångare i kolumnen Ersätter.",
        ),
        GoalProblem::Reworded { indicator, adopted } => Told::new(
            format!(
                "Måttet {indicator} har fått ny lydelse efter att planen antogs. I planen står {}.",
                quoted(adopted)
            ),
            "samma lydelse som i planen.",
            "Rapporten säger att lydelsen är ny. Mäter det något annat än förut, låt det gamla måttet upphöra och lägg till \
             det nya som ett eget mått.",
        ),
        GoalProblem::NoTarget { indicator } => Told::new(
            format!("Måttet {indicator} har inget målvärde."),
            "ett målvärde för varje mått som hör till ett mål.",
            "Fyll i Målvärde i tabellen Mått. Till dess står Målvärde saknas i rapporten.",
        ),
        GoalProblem::GroupUnknown { indicator } => Told::new(
            format!(
                "Måttet {indicator} är skyddat, men det står inte hur många personer som ligger bakom värdet."
            ),
            "Antal i gruppen för mått med Skydd.",
            "Fyll i Antal i gruppen i tabellen Mätvärden. Till dess visas värdet inte.",
        ),
        GoalProblem::UnreadableFile { why } => unreadable(*why),
        GoalProblem::KoladaColumns { missing } => Told::new(
            format!("Filen har ingen rubrikrad med {}.", listed(missing)),
            "kolumner för nyckeltalets id, kommun, år och värde, så som Kolada skriver dem.",
            "Hämta filen ur Kolada igen, eller skriv rubrikerna kpi, municipality, period, gender och value.",
        ),
        GoalProblem::KoladaUnmapped { ids } => Told::new(
            match ids.len() {
                1 => format!("Nyckeltalet {} hör inte till något mått.", ids.concat()),
                count => format!("{count} nyckeltal hör inte till något mått: {}.", listed(ids)),
            },
            "nyckeltal som står i kolumnen Kolada-id i tabellen Mått, med samma kön.",
            "Inget behöver göras om de inte ska följas. Annars skriv id:t på måttets rad.",
        ),
        GoalProblem::KoladaValue { column, found } => Told::new(
            format!("{} i kolumnen {column} kan inte läsas.", quoted(found)),
            "ett årtal, T, K eller M, eller ett tal.",
            "Rätta cellen eller hämta filen ur Kolada igen. Till dess räknas raden inte.",
        ),
        GoalProblem::KoladaTwice { indicator, year, one, other } => Told::new(
            format!(
                "Måttet {indicator} har två värden för {year}: {} och {}.",
                unrounded(*one),
                unrounded(*other)
            ),
            "ett enda värde för varje år.",
            "Ta bort den fil eller rad som inte gäller. Till dess används inget av dem.",
        ),
        GoalProblem::KoladaNoOwn { names } => Told::new(
            format!("Filen har inga rader för kommunen, som söks som {}.", listed(names)),
            "rader för den egna kommunen.",
            "Rätta inställningen kolada_kommun, eller hämta filen ur Kolada med kommunen vald.",
        ),
        GoalProblem::KoladaDiffers { indicator, year, register, kolada } => Told::new(
            format!(
                "Måttet {indicator} är {} för {year} i filen men {} i tabellen Mätvärden.",
                unrounded(*kolada),
                unrounded(*register)
            ),
            "samma värde på båda ställena.",
            "Ta bort raden i Mätvärden om Kolada gäller, eller töm Kolada-id. Till dess används Mätvärden.",
        ),
    }
}

/// Which rows of Avsteg say why a limit is breached.
fn where_explained(rows: &[u32]) -> String {
    let numbers: Vec<String> = rows.iter().map(u32::to_string).collect();
    match rows {
        [] => "Fliken Avsteg säger inte varför.".to_string(),
        [_] => format!("Orsak och åtgärd står i fliken Avsteg, rad {}.", numbers.concat()),
        _ => format!("Orsak och åtgärd står i fliken Avsteg, raderna {}.", listed(&numbers)),
    }
}

fn breach_remedy(explained: &[u32]) -> &'static str {
    if explained.is_empty() {
        "Kontrollera registren i grunddata. Stämmer de är det ett avsteg: skriv orsak och åtgärd på en rad i fliken Avsteg."
    } else {
        "Kontrollera registren i grunddata. Om de stämmer trycks orsak och åtgärd i rapportens avsnitt Finanspolicy. Har läget \
         ändrats, skriv en ny rad i fliken Avsteg."
    }
}

fn dropped(indicator: &str, plan: i32, this_year: bool, replaced_by: Option<&str>) -> String {
    let instead = replaced_by.map(|other| format!(" I stället följs {other}.")).unwrap_or_default();
    match this_year {
        true => format!("Måttet {indicator} har utgått efter att planen för {plan} antogs.{instead}"),
        false => format!("Måttet {indicator} fanns i planen för {plan} och har utgått.{instead}"),
    }
}
