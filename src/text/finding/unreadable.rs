//! Sentences for files that are not read: what was found and what to do, the same words at every station.

use super::Told;
use crate::finding::{Trace, Unreadable};

/// Why a file cannot be read.
pub(super) fn unreadable(why: Unreadable) -> Told {
    let (found, remedy) = match why {
        Unreadable::Damaged
        | Unreadable::TooLarge
        | Unreadable::Empty
        | Unreadable::Locked
        | Unreadable::Changed => spoilt(why),
        other => another_kind(other),
    };
    Told::new(found, "en vanlig Excel-arbetsbok (.xlsx) eller en textfil.", remedy)
}

const SAVE_AS: &str =
    "Öppna filen i Excel, välj Arkiv, Spara som, Excel-arbetsbok (.xlsx) och lägg den nya filen i mappen.";

/// The right kind of file, as far as can be told.
fn spoilt(why: Unreadable) -> (&'static str, &'static str) {
    match why {
        Unreadable::Empty => ("Filen är tom.", "Hämta filen på nytt, eller ta bort den ur mappen."),
        Unreadable::TooLarge => (
            "Filen är större än programmet läser.",
            "Ta bort flikar och bilder som inte behövs, eller dela filen i flera.",
        ),
        Unreadable::Locked => (
            "Filen går inte att öppna. Den är öppen i ett annat program eller saknar läsrättighet.",
            "Stäng filen i Excel och kör kommandot igen.",
        ),
        Unreadable::Changed => (
            "Filen ändrades eller flyttades medan kommandot kördes.",
            "Vänta tills den är sparad på sin plats och kör kommandot igen.",
        ),
        _ => (
            "Filen är skadad och går inte att läsa.",
            "Öppna filen i Excel, låt Excel reparera den och spara den på nytt, eller hämta den en gång till.",
        ),
    }
}

/// Told by what the bytes are.
fn another_kind(why: Unreadable) -> (&'static str, &'static str) {
    match why {
        Unreadable::OldExcel => ("Filen är sparad i ett äldre Excelformat (.xls).", SAVE_AS),
        Unreadable::Protected => (
            "Filen är krypterad: den har ett lösenord eller en känslighetsetikett.",
            "Öppna filen i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok, eller byt känslighetsetikett, \
             och spara den utan lösenord.",
        ),
        Unreadable::BinaryExcel => ("Filen är sparad som binär Excel-arbetsbok (.xlsb).", SAVE_AS),
        Unreadable::OpenDocument => (
            "Filen är sparad i OpenDocument-format (.ods).",
            "Öppna filen i programmet den sparades i, välj Spara som, Excel-arbetsbok (.xlsx) och lägg den nya filen i \
             mappen.",
        ),
        Unreadable::Numbers => (
            "Filen är sparad i Apples program Numbers.",
            "Öppna filen i Numbers, välj Arkiv, Exportera till, Excel och lägg den nya filen i mappen.",
        ),
        Unreadable::WebPage => ("Filen är en webbsida.", SAVE_AS),
        Unreadable::Text => (
            "Filen är en textfil.",
            "Lägg arbetsboken (.xlsx) i mappen, och ta bort textfilen om den inte ska läsas.",
        ),
        Unreadable::Pdf => {
            ("Filen är en PDF.", "Lägg arbetsboken (.xlsx) som PDF-filen gjordes av i mappen.")
        }
        Unreadable::Document => (
            "Filen är ett dokument eller en presentation från Word, PowerPoint eller liknande.",
            "Lägg arbetsboken (.xlsx) i mappen, och ta bort dokumentet.",
        ),
        Unreadable::Picture => {
            ("Filen är en bild.", "Lägg själva arbetsboken (.xlsx) i mappen, inte en bild av den.")
        }
        Unreadable::Archive => (
            "Filen är ett komprimerat arkiv (.zip).",
            "Packa upp arkivet, lägg filerna ur det i mappen var för sig och ta bort arkivet.",
        ),
        _ => (
            "Filen har ett format som programmet inte läser.",
            "Öppna filen i det program den kommer från och spara den som Excel-arbetsbok (.xlsx).",
        ),
    }
}

/// A file that nobody handed in: who left it, and what it means.
pub(super) fn passed_over(what: &Trace) -> Told {
    match what {
        Trace::Below => Told::new(
            "Filen ligger i en undermapp och läses inte.",
            "svaren direkt i periodens mapp.",
            "Flytta upp filen om den är ett svar som ska räknas. Annars behöver inget göras.",
        ),
        Trace::OpenFile { name } => Told::new(
            format!("Någon har filen {name} öppen. Det som inte är sparat läses inte."),
            "att filer som läses är sparade och stängda.",
            "Be den som har filen öppen att spara och stänga den, och kör sedan kommandot igen.",
        ),
        Trace::System => Told::new(
            "Filen är datorns egen och inget svar. Den läses inte.",
            "bara ifyllda mallar i mappen.",
            "Inget behöver göras. Filen kan tas bort.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{passed_over, unreadable};
    use crate::finding::{Trace, Unreadable};
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_of_file_has_its_own_words() {
        let told = Unreadable::ALL.map(|why| unreadable(why).found);
        assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), Unreadable::ALL.len(), "{told:#?}");
        let lines = Unreadable::ALL.map(|why| {
            let told = unreadable(why);
            format!("{why:?}: {} {}", told.found, told.remedy)
        });
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn a_lock_file_names_the_file_that_is_open() {
        let told = passed_over(&Trace::OpenFile { name: "310.xlsx".to_string() });
        assert!(told.found.contains("310.xlsx"), "{}", told.found);
        assert!(passed_over(&Trace::System).remedy.starts_with("Inget"));
    }
}
