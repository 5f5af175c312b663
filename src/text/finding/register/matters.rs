//! What the law and the goals ask of single registers: balanskrav, likviditet, investeringar, mått.

use super::super::Told;
use crate::domain::money::Money;
use crate::text::format::kr_ore;

pub fn post_outside_years(post: &str, year: i32, first: i32, last: i32) -> Told {
    Told::new(
        format!("Posten {post} finns inte i balanskravet för {year}."),
        match last {
            i32::MAX => format!("ett år från {first} och framåt."),
            last => format!("ett år mellan {first} och {last}."),
        },
        "Välj den post som lagen har för året, eller rätta året.",
    )
}

pub fn sign_of_post(post: &str, amount: Money) -> Told {
    Told::new(
        format!("Beloppet för posten {post} är {} kr.", kr_ore(amount)),
        "ett belopp utan minus: posten säger åt vilket håll det räknas.",
        "Ta bort minustecknet. Är det en vinst i stället för en förlust, eller tvärtom, välj den posten.",
    )
}

pub fn used_above_credit(used: Money, credit: Money) -> Told {
    Told::new(
        format!("Utnyttjad checkkredit är {} kr, men krediten är {} kr.", kr_ore(used), kr_ore(credit)),
        "att inte mer än krediten är utnyttjad.",
        "Rätta det belopp som är fel.",
    )
}

pub fn comparison_of_unit() -> Told {
    Told::new(
        "Raden är en jämförelse med andra kommuner, men har en enhet.",
        "tom Enhet när kolumnen Jämförelse är ifylld.",
        "Töm Enhet, eller töm Jämförelse om värdet är enhetens eget.",
    )
}

pub fn indicator_outlives_goal(indicator: &str, goal: &str, ended: &str) -> Told {
    Told::new(
        format!(
            "Måttet {indicator} gäller längre än målet {goal}, som upphörde {ended}. Därefter visas det inte."
        ),
        "att ett mått upphör senast samma dag som sitt mål.",
        format!("Skriv {ended} som Giltig till, eller flytta måttet till ett mål som gäller."),
    )
}

pub fn goal_as_volume(indicator: &str) -> Told {
    Told::new(
        format!("Måttet {indicator} har typen mål och är ingen volym."),
        "ett mått som har typen volym eller personal i Mått.",
        "Rätta måttets kod, eller dess typ i Mått.",
    )
}

pub fn man_years_twice(first_row: u32) -> Told {
    Told::new(
        format!("Underlaget personalkostnad står redan på rad {first_row}: det måttet är årsarbetare."),
        "ett enda mått med personalkostnad som underlag.",
        "Ta bort en av raderna, eller ge måttet ett annat underlag.",
    )
}

pub fn project_without_year(project: &str, name: &str, year: i32, spent: Money) -> Told {
    Told::new(
        format!(
            "{} kr är bokfört {year} på projektet {project} {name}, som inte har någon rad för {year} i tabellen Investeringar.",
            kr_ore(spent)
        ),
        "en rad för varje projekt och år som det bokförs på. Utan raden står projektet inte i investeringsredovisningen.",
        "Lägg till en rad för året, eller rätta År. Är det inget investeringsprojekt, rätta bokföringen.",
    )
}
