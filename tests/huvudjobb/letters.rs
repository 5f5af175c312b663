//! What goes back to the units: letters, receipts and marked copies in `svar/<period>/`, and the board of who has
//! answered.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use tempfile::TempDir;
use uppfolj::run::outcome::{Exit, Outcome};
use uppfolj::run::{Options, Request, Task, guarded, stations::Untouched, terminal};

use crate::common::{append, month, run, sample, told, without_table};
use crate::package;

const PERIOD: &str = "2020-08";
const FAULTY: &str = "210 Kostenheten";
const WARNED: &str = "330 Backenenheten";

fn checked(folder: &TempDir) -> (Outcome, BTreeMap<String, Vec<u8>>) {
    let outcome = run(folder.path(), Task::Check(month(PERIOD)));
    (outcome, files(folder.path()))
}

/// Everything in `svar/<period>/`, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder.join("svar").join(PERIOD)) else { return BTreeMap::new() };
    entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().to_string_lossy().to_string();
            (name, fs::read(entry.path()).expect("a written file"))
        })
        .collect()
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    let bytes = files.get(name).unwrap_or_else(|| panic!("{name} is not among {:?}", files.keys()));
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    text.strip_prefix('\u{feff}').expect("a byte order mark").to_string()
}

/// Words alone: where a line was broken, and by what kind of space, says nothing.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn names(files: &BTreeMap<String, Vec<u8>>, ending: &str) -> Vec<String> {
    files.keys().filter(|name| name.ends_with(ending)).cloned().collect()
}

fn inbox(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("inkommet").join(PERIOD)
}

fn json(folder: &Path, task: Task) -> serde_json::Value {
    let options = Options { json: true, ..Options::default() };
    let request = Request { folder: folder.to_path_buf(), task, options };
    let outcome = guarded(&request, 0, &mut Untouched);
    let (said, _) = terminal::tell(&request, &outcome, false);
    serde_json::from_str(&said).expect("JSON")
}

#[test]
fn every_file_gets_a_letter_or_a_receipt_and_faults_a_marked_copy() {
    let folder = sample();
    let (outcome, files) = checked(&folder);
    assert_eq!(outcome.exit.code(), 1, "{:#?}", told(&outcome));
    assert_eq!(
        names(&files, " att rätta.xlsx"),
        ["210 Kostenheten att rätta.xlsx", "360 Bryggan att rätta.xlsx"]
    );
    assert_eq!(names(&files, " brev.pdf"), ["210 Kostenheten brev.pdf", "360 Bryggan brev.pdf"]);
    assert_eq!(names(&files, " brev.txt"), ["210 Kostenheten brev.txt", "360 Bryggan brev.txt"]);
    assert_eq!((names(&files, " kvitto.pdf").len(), names(&files, " kvitto.txt").len()), (27, 27));
    assert!(outcome.closing.iter().any(|line| line.contains("2 brev, 27 kvitton och 2 märkta filer")));
    let listed: Vec<String> =
        outcome.written.iter().map(|path| path.rsplit('/').next().expect("a name").into()).collect();
    assert_eq!(listed.len() + 1, files.len(), "all but the manifest are told");
    assert!(listed.iter().all(|name| files.contains_key(name)));
}

#[test]
fn the_letter_and_the_receipt_as_they_are_read() {
    let (_, files) = checked(&sample());
    insta::assert_snapshot!("letter", text(&files, &format!("{FAULTY} brev.txt")));
    insta::assert_snapshot!("receipt", text(&files, &format!("{WARNED} kvitto.txt")));
}

#[test]
fn letter_marked_copy_and_json_use_the_same_words() {
    let folder = sample();
    let told = json(folder.path(), Task::Check(month(PERIOD)));
    let files = files(folder.path());
    let faults = told["påpekanden"].as_array().expect("findings").iter().filter(|one| one["grad"] == "fel");
    let mut seen = 0;
    for fault in faults {
        let said = |key: &str| fault[key].as_str().expect("a text").to_string();
        let place = said("plats");
        let stem = if place.contains(FAULTY) { FAULTY } else { "360 Bryggan" };
        let letter = words(&text(&files, &format!("{stem} brev.txt")));
        let field = said("fält");
        let beside = said("fann").strip_prefix(&format!("{field}: ")).expect("the field first").to_string();
        for part in [words(&field), words(&beside), words(&said("åtgärd"))] {
            assert!(letter.contains(&part), "{part} is not in the letter:\n{letter}");
        }
        let note = words(&comments(&files[&format!("{stem} att rätta.xlsx")]));
        for part in ["fann", "väntat", "åtgärd"].map(|key| words(&said(key))) {
            assert!(note.contains(&part), "{part} is not in the note:\n{note}");
        }
        seen += 1;
    }
    assert_eq!(seen, 2);
}

/// The text of a workbook's notes.
fn comments(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        if part.name().expect("a name").contains("comments") {
            part.read_to_string(&mut all).expect("XML");
        }
    }
    all
}

#[test]
fn letters_and_receipts_are_accessible_archivable_pdf() {
    let (_, files) = checked(&sample());
    for name in [format!("{FAULTY} brev.pdf"), format!("{WARNED} kvitto.pdf")] {
        for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
            let options = ValidationOptions::default().profile(profile);
            let report = validate_pdf_bytes(&files[&name], &options).expect("the file can be read");
            assert!(report.failures.is_empty(), "{name} {profile:?}: {:?}", report.failures);
        }
    }
}

#[test]
fn what_no_longer_applies_is_gone_and_what_a_person_put_there_stays() {
    let folder = sample();
    let (_, first) = checked(&folder);
    let (_, again) = checked(&folder);
    assert!(first == again, "the same inputs give the same bytes");
    fs::write(folder.path().join("svar").join(PERIOD).join("egen anteckning.txt"), "ring Kostchef")
        .expect("written");
    let name = format!("{FAULTY} uppföljning {PERIOD}.xlsx");
    let right =
        fs::read(inbox(&folder).join(format!("{WARNED} uppföljning {PERIOD}.xlsx"))).expect("a template");
    fs::remove_file(inbox(&folder).join(&name)).expect("removed");
    let (outcome, files) = checked(&folder);
    assert!(!files.contains_key(&format!("{FAULTY} brev.pdf")), "{:?}", files.keys());
    assert!(
        !files.contains_key(&format!("{FAULTY} att rätta.xlsx")) && files.contains_key("egen anteckning.txt")
    );
    assert!(
        outcome.closing.iter().any(|line| line.contains("1 brev, 1 påminnelse, 27 kvitton och 1 märkt fil"))
    );
    // The same answer once more under another name: one receipt, which names both files.
    fs::write(inbox(&folder).join("Kopia.xlsx"), right).expect("written");
    let (_, files) = checked(&folder);
    let receipt = words(&text(&files, &format!("{WARNED} kvitto.txt")));
    assert!(receipt.contains("Vi har också fått") && receipt.contains("Kopia.xlsx"), "{receipt}");
    assert!(!files.keys().any(|name| name.contains("(2)")), "{:?}", files.keys());
}

/// A unit that handed in a right file after one that was not: what differs is for the office to go through.
#[test]
fn an_older_file_is_a_line_of_the_receipt_and_its_list_is_with_the_office() {
    let folder = sample();
    let whole = fs::read(inbox(&folder).join(format!("013 Ekonomi uppföljning {PERIOD}.xlsx"))).expect("it");
    let earlier = package::edit(&whole, "xl/worksheets/sheet1.xml", |xml| xml.replace("44084", "44083"));
    let earlier = package::edit(&earlier, "xl/worksheets/sheet2.xml", |xml| {
        let typed = "<c r=\"J13\" s=\"21\" t=\"inlineStr\"><is><t>12 tkr</t></is></c>";
        xml.replace("<c r=\"J13\" s=\"21\" t=\"n\"><v>-4066000</v></c>", typed).replace("-1338000", "-1338")
    });
    fs::write(inbox(&folder).join("Ekonomi förra.xlsx"), earlier).expect("written");
    let (outcome, files) = checked(&folder);
    let receipt = words(&text(&files, "013 Ekonomi kvitto.txt"));
    for part in [
        "Svaret är läst utan fel.",
        "Ekonomi förra.xlsx: Räknas inte, för 013 Ekonomi uppföljning 2020-08.xlsx har det senaste datumet.",
        "Svaren skiljer sig på 3 ställen.",
    ] {
        assert!(receipt.contains(part), "{part} is not in {receipt}");
    }
    assert!(!receipt.contains("Är den ändå"), "{receipt}");
    assert!(!receipt.contains("12 tkr") && !receipt.contains("Varningar"), "{receipt}");
    let listed: Vec<String> = told(&outcome).into_iter().filter(|line| line.contains(" K52 ")).collect();
    assert_eq!(listed.len(), 1, "{listed:#?}");
    let listed = words(&listed[0]);
    for part in ["här ”12 tkr” (gick inte att läsa), där −4 066 000 kr", "här −1 338 kr (räknas inte), där"]
    {
        assert!(listed.contains(part), "{part} is not in {listed}");
    }
    let in_json = json(folder.path(), Task::Check(month(PERIOD))).to_string();
    assert!(in_json.contains("gick inte att läsa"), "the list is in JSON");
}

/// Two versions with the same date: one question, and beneath it what is wrong in the cells, by file.
#[test]
fn of_two_files_with_the_same_date_the_letter_asks_which_one_counts() {
    let folder = sample();
    let own = format!("013 Ekonomi uppföljning {PERIOD}.xlsx");
    let whole = fs::read(inbox(&folder).join(&own)).expect("it");
    let earlier = package::edit(&whole, "xl/worksheets/sheet2.xml", |xml| {
        let typed = "<c r=\"J13\" s=\"21\" t=\"inlineStr\"><is><t>12 tkr</t></is></c>";
        xml.replace("<c r=\"J13\" s=\"21\" t=\"n\"><v>-4066000</v></c>", typed)
    });
    fs::write(inbox(&folder).join("Ekonomi v1.xlsx"), earlier).expect("written");
    let (_, files) = checked(&folder);
    let letter = words(&text(&files, "013 Ekonomi brev.txt"));
    for part in [
        "Tack, vi har fått filerna 013 Ekonomi uppföljning 2020-08.xlsx och Ekonomi v1.xlsx.",
        "Vilken av filerna gäller? Skriv dagens datum i fältet Lämnad i den och lämna den igen",
        "Ekonomi v1.xlsx, Ekonomi J13",
        "Välj vilken av filerna som gäller:",
        "013 Ekonomi att rätta.xlsx (kopia av Ekonomi v1.xlsx)",
    ] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
    assert_eq!(letter.matches("Vilken av filerna gäller?").count(), 1, "{letter}");
    assert!(!letter.contains("av din fil"), "{letter}");
}

/// What is lost cannot be put back, and what is left is used until the new file comes.
#[test]
fn a_file_without_a_row_is_used_until_a_new_one_comes() {
    let folder = sample();
    let own = inbox(&folder).join(format!("013 Ekonomi uppföljning {PERIOD}.xlsx"));
    let whole = fs::read(&own).expect("it");
    let without = package::edit(&whole, "xl/sharedStrings.xml", |xml| {
        let at = xml.find("kostnadsslag:").expect("the key of a row");
        format!("{}x{}", &xml[..at], &xml[at..])
    });
    fs::write(&own, without).expect("written");
    let (_, files) = checked(&folder);
    let letter = words(&text(&files, "013 Ekonomi brev.txt"));
    for part in [
        "Övriga svar i filen är lästa och används tills vi har fått en ny fil.",
        "För över svaren till en ny mall. Tills dess räknas fälten som ej lämnade.",
        "för över alla svar till den.",
    ] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
    assert!(!letter.contains("lägg tillbaka"), "{letter}");
}

#[test]
fn a_date_that_has_to_be_later_than_the_last_day_is_not_asked_for_by_the_last_day() {
    let (_, files) = checked(&sample());
    let letter = words(&text(&files, "360 Bryggan brev.txt"));
    assert!(letter.contains("Det ska vara senare än 2020-09-11"), "{letter}");
    assert!(letter.contains("snarast.") && !letter.contains("senast 2020-09-11"), "{letter}");
}

#[test]
fn the_letter_says_which_date_to_type_and_where() {
    let (_, files) = checked(&sample());
    let receipt = words(&text(&files, &format!("{WARNED} kvitto.txt")));
    assert!(
        receipt.contains(&format!("Öppna din fil {WARNED} uppföljning {PERIOD}.xlsx i Excel.")),
        "{receipt}"
    );
    let letter = words(&text(&files, &format!("{FAULTY} brev.txt")));
    for part in ["Hej!", "Skriv dagens datum som Lämnad, fliken Så här gör du, cell C", "Vänliga hälsningar"]
    {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
}

#[test]
fn only_a_check_reminds_and_only_units_that_were_handed_a_template() {
    let folder = sample();
    fs::remove_file(inbox(&folder).join(format!("520 Bygg uppföljning {PERIOD}.xlsx"))).expect("removed");
    fs::create_dir(inbox(&folder).join("gamla")).expect("a folder");
    let put_aside = inbox(&folder).join("gamla").join(format!("510 Miljö uppföljning {PERIOD}.xlsx"));
    fs::rename(inbox(&folder).join(format!("510 Miljö uppföljning {PERIOD}.xlsx")), put_aside)
        .expect("moved");
    let (_, files) = checked(&folder);
    assert_eq!(names(&files, " påminnelse.txt"), ["510 Miljö påminnelse.txt", "520 Bygg påminnelse.txt"]);
    let reminder = words(&text(&files, "510 Miljö påminnelse.txt"));
    assert!(reminder.contains("den är inte läst: 510 Miljö uppföljning 2020-08.xlsx"), "{reminder}");
    fs::remove_file(folder.path().join("mallar").join(PERIOD).join("utgivna.csv")).expect("removed");
    let (outcome, files) = checked(&folder);
    assert!(names(&files, " påminnelse.txt").is_empty(), "{:?}", files.keys());
    assert!(!told(&outcome).iter().any(|line| line.contains(" K33 ")), "{:#?}", told(&outcome));
}

/// Closing lines about who has answered: the same numbers and names whatever command tells them.
fn who_has_answered(outcome: &Outcome) -> Vec<&String> {
    let about = |line: &&String| line.contains(" svar räknas.") || line.starts_with("Svar saknas från");
    outcome.closing.iter().filter(about).collect()
}

#[test]
fn a_file_of_nobody_gets_no_letter_and_one_under_an_issued_name_goes_to_its_unit() {
    let folder = sample();
    let own = format!("520 Bygg uppföljning {PERIOD}");
    fs::remove_file(inbox(&folder).join(format!("{own}.xlsx"))).expect("removed");
    fs::remove_file(inbox(&folder).join(format!("510 Miljö uppföljning {PERIOD}.xlsx"))).expect("removed");
    fs::write(inbox(&folder).join(format!("{own} (1).xls")), "inte en arbetsbok").expect("written");
    fs::write(inbox(&folder).join("IMG_0012.jpg"), b"\xff\xd8\xff\xe0 en bild").expect("written");
    let (outcome, files) = checked(&folder);
    assert!(!files.keys().any(|name| name.starts_with("IMG_0012")), "{:?}", files.keys());
    let letter = words(&text(&files, "520 Bygg brev.txt"));
    for part in ["520 Bygg", "Hela filen", "Inga svar i filen används", "(1).xls"] {
        assert!(letter.contains(part), "{part} is not in {letter}");
    }
    assert!(!letter.contains("mappen") && !letter.contains("inkommet/"), "{letter}");
    let reminded: Vec<String> = told(&outcome).into_iter().filter(|line| line.contains(" K33 ")).collect();
    assert!(reminded.len() == 1 && reminded[0].contains("Miljö"), "{reminded:#?}");
    assert!(outcome.closing.iter().any(|line| line.contains("3 brev, 1 påminnelse, 25 kvitton")));
    let expected = [
        "28 av 29 enheter har lämnat en fil, och 27 svar räknas. 3 enheter har fel att rätta.",
        "Svar saknas från 1 enhet: Miljö.",
    ];
    assert_eq!(who_has_answered(&outcome), expected);
    for task in [Task::Status(month(PERIOD)), Task::Report(month(PERIOD))] {
        assert_eq!(who_has_answered(&run(folder.path(), task)), expected);
    }
    let told = json(folder.path(), Task::Status(month(PERIOD)));
    let board = &told["inlämning"];
    assert_eq!((&board["lämnat"], &board["svarat"], &board["med_fel"]), (&28.into(), &27.into(), &3.into()));
    assert_eq!(board["filer_utan_enhet"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_unit_without_a_file_is_reminded_and_a_day_that_has_passed_is_not_named() {
    let folder = sample();
    fs::remove_file(inbox(&folder).join(format!("520 Bygg uppföljning {PERIOD}.xlsx"))).expect("removed");
    let (_, files) = checked(&folder);
    assert!(files.contains_key("520 Bygg påminnelse.pdf"), "{:?}", files.keys());
    let reminder = words(&text(&files, "520 Bygg påminnelse.txt"));
    for part in ["Till: Byggchef, 520 Bygg", "520 Bygg uppföljning 2020-08.xlsx", "senast 2020-09-11"] {
        assert!(reminder.contains(part), "{part} is not in {reminder}");
    }
    let date = month("2020-10").first_day();
    let options = Options { date: Some(date), ..Options::default() };
    let request = Request { folder: folder.path().to_path_buf(), task: Task::Check(month(PERIOD)), options };
    guarded(&request, 0, &mut Untouched);
    let later = self::files(folder.path());
    for name in ["520 Bygg påminnelse.txt".to_string(), format!("{FAULTY} brev.txt")] {
        let said = words(&text(&later, &name));
        assert!(said.contains("snarast") && !said.contains("senast 2020-09-11"), "{said}");
    }
}

#[test]
fn a_file_in_a_folder_below_is_told_and_not_read() {
    let folder = sample();
    let name = format!("520 Bygg uppföljning {PERIOD}.xlsx");
    fs::create_dir(inbox(&folder).join("gamla")).expect("a folder");
    fs::copy(inbox(&folder).join(&name), inbox(&folder).join("gamla").join(&name)).expect("copied");
    let (outcome, _) = checked(&folder);
    let below: Vec<String> = told(&outcome).into_iter().filter(|line| line.contains("/gamla/")).collect();
    assert!(below.len() == 1 && below[0].starts_with("upplysning K35 "), "{below:#?}");
    assert_eq!(who_has_answered(&outcome).len(), 0, "{:?}", outcome.closing);
}

#[test]
fn a_fault_in_the_ledger_keeps_no_letter_back_and_a_dry_run_writes_none() {
    let folder = sample();
    let ledger = fs::read_dir(folder.path().join("redovisning")).expect("the ledger").next();
    let name = ledger.expect("a file").expect("an entry").file_name().to_string_lossy().to_string();
    append(folder.path(), &format!("redovisning/{name}"), &["2200;9200;6221;avbruten"]);
    let options = Options { dry_run: true, ..Options::default() };
    let request = Request { folder: folder.path().to_path_buf(), task: Task::Check(month(PERIOD)), options };
    guarded(&request, 0, &mut Untouched);
    assert!(!folder.path().join("svar").exists());
    let (outcome, files) = checked(&folder);
    assert!(outcome.closing[0].contains("Granskningen stannade"), "{:?}", outcome.closing);
    assert_eq!((names(&files, " brev.txt").len(), names(&files, " kvitto.txt").len()), (2, 27));
}

/// A register that cannot be read says nothing of the answers.
#[test]
fn a_fault_in_the_registers_leaves_the_letters_of_the_check_before_standing() {
    let folder = sample();
    let (_, before) = checked(&folder);
    without_table(folder.path(), "Konton");
    let (outcome, after) = checked(&folder);
    assert!(
        outcome.closing.iter().any(|line| line.contains("från förra kontrollen")),
        "{:?}",
        outcome.closing
    );
    assert_eq!(outcome.exit, Exit::Faults);
    for ending in [" brev.pdf", " brev.txt", " kvitto.pdf", " kvitto.txt", " att rätta.xlsx"] {
        let of = |files: &BTreeMap<String, Vec<u8>>| -> Vec<(String, Vec<u8>)> {
            files
                .iter()
                .filter(|(name, _)| name.ends_with(ending))
                .map(|(a, b)| (a.clone(), b.clone()))
                .collect()
        };
        assert!(!of(&before).is_empty(), "{ending}");
        assert!(of(&before) == of(&after), "{ending}");
    }
    let list = format!("Påpekanden {PERIOD}.xlsx");
    assert!(before[&list] != after[&list], "the list is the new one");
}

#[test]
fn the_board_tells_every_unit_and_writes_nothing() {
    let folder = sample();
    fs::remove_file(inbox(&folder).join(format!("520 Bygg uppföljning {PERIOD}.xlsx"))).expect("removed");
    let request = Request {
        folder: folder.path().to_path_buf(),
        task: Task::Status(month(PERIOD)),
        options: Options::default(),
    };
    let outcome = guarded(&request, 0, &mut Untouched);
    assert_eq!(outcome.exit.code(), 1, "faults in templates");
    let (said, _) = terminal::tell(&request, &outcome, false);
    insta::assert_snapshot!("board", said);
    assert!(!folder.path().join("svar").exists());
    let told = json(folder.path(), Task::Status(month(PERIOD)));
    assert_eq!((&told["inlämning"]["svarat"], &told["inlämning"]["med_fel"]), (&28.into(), &2.into()));
    let units = told["inlämning"]["enheter"].as_array().expect("units");
    let bygg = units.iter().find(|unit| unit["namn"] == "Bygg").expect("the unit");
    assert_eq!((&bygg["läge"], bygg["filer"].as_array().map(Vec::len)), (&"saknas".into(), Some(0)));
}

#[test]
fn a_missing_answer_is_no_fault_of_the_board() {
    let folder = sample();
    for entry in fs::read_dir(inbox(&folder)).expect("the answers") {
        fs::remove_file(entry.expect("an entry").path()).expect("removed");
    }
    let outcome = run(folder.path(), Task::Status(month(PERIOD)));
    assert_eq!(outcome.exit.code(), 0, "{:#?}", told(&outcome));
    assert!(
        outcome.closing.iter().any(|line| line == "0 av 29 enheter har svarat."),
        "{:?}",
        outcome.closing
    );
}
