//! Sentences for findings about the folder's own files.

use crate::finding::FolderProblem;

use super::Told;

pub(super) fn told(problem: &FolderProblem) -> Told {
    const EXPECTED: &str = "en bild i formatet PNG med namnet logotyp.png.";
    match problem {
        FolderProblem::LogoFormat { svg: true } => Told::new(
            "Logotypen är en SVG-fil och trycks inte.".to_string(),
            EXPECTED,
            "Öppna filen i ett ritprogram, exportera den som PNG med minst 1 000 bildpunkters bredd och spara den som \
             logotyp.png i arbetsmappen. Till dess skrivs rapporterna utan logotyp.",
        ),
        FolderProblem::LogoFormat { svg: false } => Told::new(
            "Logotypen är inte en PNG-bild och trycks inte.".to_string(),
            EXPECTED,
            "Spara bilden som PNG under namnet logotyp.png i arbetsmappen; det räcker inte att byta filens namn. Till dess \
             skrivs rapporterna utan logotyp.",
        ),
        FolderProblem::LogoDamaged => Told::new(
            "Logotypen är skadad och trycks inte.".to_string(),
            EXPECTED,
            "Spara bilden på nytt som logotyp.png i arbetsmappen. Till dess skrivs rapporterna utan logotyp.",
        ),
        FolderProblem::LogoTooLarge { width, height, most } => Told::new(
            format!("Logotypen är {width} gånger {height} bildpunkter och trycks inte."),
            format!("högst {most} bildpunkter på bredden och på höjden: den trycks högst 6 centimeter bred."),
            "Minska bilden och spara den som logotyp.png. Till dess skrivs rapporterna utan logotyp.",
        ),
        FolderProblem::SeveralLogos { used } => Told::new(
            match used {
                Some(used) => format!("Arbetsmappen har flera filer som heter logotyp. {used} används."),
                None => "Arbetsmappen har flera filer som heter logotyp. Ingen av dem används.".to_string(),
            },
            "en enda fil, logotyp.png.",
            "Ta bort de filer som inte ska användas.",
        ),
    }
}
