//! Sentences for findings about the folder's own files.

use crate::finding::{FolderProblem, Undrawable};

use super::Told;
use crate::text::format::{listed, whole};

const WITHOUT: &str = "Till dess skrivs rapporterna utan logotyp.";

pub(super) fn told(problem: &FolderProblem) -> Told {
    const EXPECTED: &str = "en bild i formatet PNG eller SVG med namnet logotyp.png eller logotyp.svg.";
    match problem {
        FolderProblem::LogoFormat => Told::new(
            "Logotypen är varken en PNG-bild eller en SVG-fil och trycks inte.".to_string(),
            EXPECTED,
            format!(
                "Spara bilden som PNG under namnet logotyp.png, eller som vanlig SVG (inte SVGZ) under namnet logotyp.svg, i \
                 arbetsmappen; det räcker inte att byta filens namn. {WITHOUT}"
            ),
        ),
        FolderProblem::LogoDamaged => Told::new(
            "Logotypen är skadad och trycks inte.".to_string(),
            EXPECTED,
            format!("Spara bilden på nytt som logotyp.png eller logotyp.svg i arbetsmappen. {WITHOUT}"),
        ),
        FolderProblem::LogoTooLarge { width, height, most } => Told::new(
            format!("Logotypen är {width} gånger {height} bildpunkter och trycks inte."),
            format!("högst {most} bildpunkter på bredden och på höjden: den trycks högst 6 centimeter bred."),
            format!("Minska bilden och spara den som logotyp.png. {WITHOUT}"),
        ),
        FolderProblem::SeveralLogos { used } => Told::new(
            match used {
                Some(used) => format!("Arbetsmappen har flera filer som heter logotyp. {used} används."),
                None => "Arbetsmappen har flera filer som heter logotyp. Ingen av dem används.".to_string(),
            },
            "en enda fil, logotyp.png eller logotyp.svg.",
            "Ta bort de filer som inte ska användas.",
        ),
        FolderProblem::LogoHolds { what } => Told::new(
            format!(
                "Logotypen innehåller {} och trycks inte.",
                listed(&what.iter().map(|one| word(*one).to_string()).collect::<Vec<_>>())
            ),
            "en SVG-fil med bara linjer och ytor i hela färger.",
            format!(
                "Öppna filen i ett ritprogram: {}. Spara den som vanlig SVG. Går det inte, exportera den som PNG med minst \
                 1 000 bildpunkters bredd och spara den som logotyp.png i stället. {WITHOUT}",
                what.iter().map(|one| remedy(*one)).collect::<Vec<_>>().join("; ")
            ),
        ),
        FolderProblem::LogoTooDetailed { most_bytes, most_elements, most_points } => Told::new(
            "Logotypen är för stor eller för detaljerad för att ritas och trycks inte.".to_string(),
            format!(
                "en SVG-fil på högst {} byte med högst {} delar och {} punkter.",
                whole(*most_bytes as i128),
                whole(i128::from(*most_elements)),
                whole(*most_points as i128)
            ),
            format!(
                "Förenkla den i ett ritprogram (ta bort inbäddade bilder och oanvända delar, förenkla konturerna), eller \
                 exportera den som PNG och spara den som logotyp.png i stället. {WITHOUT}"
            ),
        ),
        FolderProblem::LogoEmpty => Told::new(
            "I logotypen är ingenting ritat, och den trycks inte.".to_string(),
            "en SVG-fil med synliga linjer eller ytor.",
            format!(
                "Öppna filen i ett ritprogram, kontrollera att något syns och spara den på nytt. {WITHOUT}"
            ),
        ),
    }
}

fn word(what: Undrawable) -> &'static str {
    match what {
        Undrawable::Text => "text som inte är gjord till konturer",
        Undrawable::Picture => "en bild",
        Undrawable::Gradient => "toningar eller mönster",
        Undrawable::Transparency => "genomskinlighet",
        Undrawable::Filter => "filter, till exempel skugga",
        Undrawable::Mask => "masker",
        Undrawable::Marker => "pilspetsar eller markörer på linjer",
        Undrawable::Dashes => "streckade linjer",
        Undrawable::Moving => "skript eller rörelse",
        Undrawable::Outside => "en hänvisning till en annan fil",
    }
}

/// What to do about it in a drawing program.
fn remedy(what: Undrawable) -> &'static str {
    match what {
        Undrawable::Text => "gör om texten till konturer",
        Undrawable::Picture => "ta bort bilden, eller rita den som konturer",
        Undrawable::Gradient => "ge ytorna hela färger",
        Undrawable::Transparency => "sätt ytornas täckning till 100 procent och välj färgerna därefter",
        Undrawable::Filter => "ta bort skuggor och andra filter",
        Undrawable::Mask => "lös upp masken och skär formerna som den ska se ut",
        Undrawable::Marker => "gör om linjernas spetsar till konturer",
        Undrawable::Dashes => "gör om de streckade linjerna till konturer",
        Undrawable::Moving => "ta bort skript och rörelser",
        Undrawable::Outside => "infoga det som hänvisningen gäller i filen",
    }
}
