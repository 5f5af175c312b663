//! Closing sentences of the commands and how a run is told on the terminal.

pub fn count(faults: usize, warnings: usize, notes: usize) -> String {
    let part = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    };
    let parts: Vec<String> = [
        part(faults, "fel", "fel"),
        part(warnings, "varning", "varningar"),
        part(notes, "upplysning", "upplysningar"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        "Inga påpekanden.".to_string()
    } else {
        format!("Påpekanden: {}.", parts.join(", "))
    }
}

pub fn written(folder: &str) -> String {
    format!("Klart. Filerna ligger i {folder}.")
}

pub fn would_write(folder: &str, names: &[String]) -> String {
    format!("Prov: inget är skrivet. Dessa filer hade skrivits i {folder}: {}.", names.join(", "))
}

pub fn no_reports() -> String {
    "Inga rapporter är skrivna. Rätta felen ovan och kör igen.".to_string()
}

pub fn no_templates() -> String {
    "Inga mallar är skrivna. Rätta felen ovan och kör igen.".to_string()
}

pub fn check_stopped() -> String {
    "Granskningen stannade: rätta felen ovan och kör igen, så granskas resten.".to_string()
}

pub fn letters_stand(folder: &str) -> String {
    format!("Svaren är inte granskade den här gången. Brev och kvitton i {folder} är från förra kontrollen.")
}

pub fn no_status() -> String {
    "Läget går inte att visa. Rätta felen ovan och kör igen.".to_string()
}

pub fn see_check() -> String {
    "Kommandot kontroll säger vad som är fel i varje svar och skriver brev till cheferna.".to_string()
}

pub fn preliminary() -> String {
    "Rapporterna är märkta PRELIMINÄR: svar saknas eller har fel. Be cheferna lämna eller rätta, och kör igen."
        .to_string()
}

pub fn preliminary_without_templates() -> String {
    "Rapporterna är märkta PRELIMINÄR.".to_string()
}

pub fn missing_is_no_fault() -> String {
    "Att svar saknas är inget fel i underlaget: slutkoden är 0, och rapporterna säger vad som saknas."
        .to_string()
}

pub fn templates_written(count: usize, folder: &str) -> String {
    format!(
        "{count} mallar är skrivna i {folder}. Skicka ut dem; svaren läggs i inkommet under samma period."
    )
}

pub fn no_folder(folder: &str) -> String {
    format!(
        "Mappen {folder} finns inte eller går inte att öppna. Kontrollera namnet, eller skapa den med uppfolj ny."
    )
}

pub fn a_file(path: &str) -> String {
    format!("{path} är en fil, inte en mapp. Ange arbetsmappen.")
}

pub fn no_registers(folder: &str) -> String {
    format!("I mappen {folder} finns ingen grunddata.xlsx; är det rätt arbetsmapp? Inget är skrivet.")
}

pub fn folder_in_use(folder: &str) -> String {
    format!("I {folder} finns redan filer. Välj en mapp som inte finns eller är tom, så skrivs inget över.")
}

pub fn new_folder(folder: &str) -> String {
    format!("Arbetsmappen {folder} är klar. Öppna grunddata.xlsx i Excel och börja med fliken Läs mig.")
}

pub fn checked() -> String {
    "Allt är läst och granskat.".to_string()
}

pub fn programme_fault(said: &str) -> String {
    format!(
        "Programfel: {said} Inget är skrivet; tidigare rapporter är orörda. Spara mappen som den är och hör av dig."
    )
}

pub fn panicked() -> String {
    programme_fault("programmet stannade där det inte ska kunna stanna.")
}

pub fn list_in(path: &str) -> String {
    format!("Listan finns också i {path}.")
}

/// Above the board: what was read for it, which is not all that `kontroll` reads.
pub fn count_of_answers(count: &str) -> String {
    format!("I grunddata och svar, utan bokföring och budget. {count}")
}

/// The clock's reading for the lock file: seconds since 1970 in UTC, as `2020-12-31 13.05 UTC`.
pub fn clock(seconds: u64) -> String {
    let at = i64::try_from(seconds)
        .ok()
        .and_then(|seconds| time::OffsetDateTime::from_unix_timestamp(seconds).ok());
    at.map(|at| format!("{} {:02}.{:02} UTC", at.date(), at.hour(), at.minute())).unwrap_or_default()
}

/// Characters of the texts that the print face lacks, such as emoji.
pub fn lacking_characters(characters: &std::collections::BTreeSet<char>) -> String {
    let shown: Vec<String> = characters.iter().map(char::to_string).collect();
    format!(
        "Tecken som inte kan tryckas står som [emoji] eller [tecken saknas] i PDF-rapporten: {}. Ändra texten om det stör läsningen.",
        shown.join(" ")
    )
}
