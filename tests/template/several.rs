//! Several files from one unit: the typed date decides, and nothing else.

use uppfolj::domain::period::{Date, PeriodKind};
use uppfolj::form::{Answer, Answers, FieldKey, Prefill};
use uppfolj::intake::template::{ReadAll, read_all};
use uppfolj::raw::{RawValue, RawWorkbook};
use uppfolj::text;

use crate::example;

fn file(prefill: &Prefill, name: &str, signed: Option<Date>, comment: &str) -> RawWorkbook {
    let mut answers: Answers = example::answers(prefill);
    answers.0.insert(FieldKey::Summary, Answer::Text(comment.into()));
    match signed {
        Some(date) => answers.0.insert(FieldKey::SignedOn, Answer::Date(date)),
        None => answers.0.remove(&FieldKey::SignedOn),
    };
    RawWorkbook {
        file: format!("inkommet/2020-08/{name}.xlsx").into(),
        ..example::returned(prefill, Some(&answers))
    }
}

fn all(prefill: &Prefill, files: &[RawWorkbook]) -> ReadAll {
    read_all(files, prefill.period, &example::issued(prefill))
}

fn counted(read: &ReadAll) -> Vec<&str> {
    read.answers.iter().map(|answer| &*answer.file).collect()
}

#[test]
fn the_latest_typed_date_counts_and_the_differences_are_told_on_the_others() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = |day| prefill.period.last_day().replace_day(day).ok();
    let older = file(&prefill, "z sista versionen", day(10), "Först");
    let newer = file(&prefill, "a", day(11), "Sedan");
    for files in [vec![older.clone(), newer.clone()], vec![newer.clone(), older.clone()]] {
        let read = all(&prefill, &files);
        assert_eq!(counted(&read), ["inkommet/2020-08/a.xlsx"]);
        assert_eq!(example::told(&read.findings), ["K52 inkommet/2020-08/z sista versionen.xlsx"]);
        let told = text::finding::line(read.findings.sorted()[0]);
        assert!(told.contains("Lämnad (datum): här ”2020-08-10”, där ”2020-08-11”"), "{told}");
        // What a person has written is not repeated: it may be what was to be taken out.
        assert!(told.contains("Sammanfattning av ekonomin: olika texter"), "{told}");
        assert!(!told.contains("Först") && !told.contains("Sedan"), "{told}");
        let taken: Vec<bool> = read.received.iter().map(|received| received.counted).collect();
        assert_eq!(taken, [true, false]);
    }
}

#[test]
fn of_many_differences_ten_are_told_and_the_rest_counted() {
    let prefill = example::prefill(PeriodKind::Interim);
    let newer = file(&prefill, "b", prefill.period.last_day().next_day(), "x y z");
    let mut few = Answers::default();
    few.0.insert(FieldKey::SignedOn, Answer::Date(prefill.period.last_day()));
    let older =
        RawWorkbook { file: "inkommet/2020-08/a.xlsx".into(), ..example::returned(&prefill, Some(&few)) };
    let read = all(&prefill, &[newer, older]);
    assert_eq!(counted(&read), ["inkommet/2020-08/b.xlsx"]);
    let told: Vec<String> = read.findings.sorted().iter().map(|one| text::finding::line(one)).collect();
    let older = told.iter().find(|line| line.contains(" K52 ")).expect("told");
    let answered = example::answers(&prefill).0.len();
    assert_eq!(older.matches(": här ").count(), 10);
    assert!(older.contains(&format!("; och {} till.", answered - 10)), "{older}");
}

/// What the one K52 says.
fn told_of_the_older(read: &ReadAll) -> String {
    let older: Vec<String> = read.findings.sorted().iter().map(|one| text::finding::line(one)).collect();
    let mut older = older.into_iter().filter(|line| line.contains(" K52 "));
    let told = older.next().expect("told").replace('\u{a0}', " ");
    assert_eq!(older.next(), None);
    told
}

#[test]
fn what_stands_in_a_cell_and_is_no_answer_is_told_and_a_text_is_not_repeated() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = |day| prefill.period.last_day().replace_day(day).ok();
    let mut older = file(&prefill, "a", day(10), &"hemligt ".repeat(400));
    let rent = FieldKey::Forecast(prefill.rows[2].cost_type.clone());
    let staff = FieldKey::Forecast(prefill.rows[1].cost_type.clone());
    let other = FieldKey::Forecast(prefill.rows[3].cost_type.clone());
    let mut put = |key: &FieldKey, value: RawValue| {
        let (sheet, row, column) = example::address(&prefill, key);
        example::put(&mut older, (&sheet, row, column), value);
    };
    put(&staff, RawValue::Text("12 tkr".into()));
    put(&rent, RawValue::Number((-4_200).into()));
    put(&other, RawValue::Text("  ".into()));
    let read = all(&prefill, &[older, file(&prefill, "b", day(11), "Sedan")]);
    let told = told_of_the_older(&read);
    for part in [
        "Personalkostnader: här ”12 tkr” (gick inte att läsa), där −31",
        "Lokalhyror: här −4 200 kr (räknas inte), där −4 198",
        "Övriga kostnader: här inget svar, där −1 950 026 kr",
        "Sammanfattning av ekonomin: här en text (räknas inte), där en text",
        "Svaren skiljer sig på 5 ställen. ",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
    assert!(!told.contains("hemligt"), "{told}");
}

#[test]
fn a_row_and_a_sheet_that_are_gone_are_one_difference_each_and_none_where_both_lack_them() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = |day| prefill.period.last_day().replace_day(day).ok();
    let whole = |name: &str, on| file(&prefill, name, day(on), "Samma");
    let damaged = |name: &str, on| {
        let mut book = whole(name, on);
        let (sheet, row, _) =
            example::address(&prefill, &FieldKey::Forecast(prefill.rows[2].cost_type.clone()));
        for known in book.sheets.iter_mut().filter(|known| *known.name == *sheet) {
            known.cells.retain(|(at, _), _| *at != row);
            known.formulas.retain(|(at, _), _| *at != row);
        }
        book.sheets.retain(|known| &*known.name != "Åtgärder");
        book
    };
    for (older, newer, place) in
        [(damaged("a", 10), whole("b", 11), "här"), (whole("a", 10), damaged("b", 11), "där")]
    {
        let told = told_of_the_older(&all(&prefill, &[older, newer]));
        for gone in ["Raden ”Lokalhyror (internt)”", "Fliken ”Åtgärder”"] {
            assert_eq!(told.matches(&format!("{gone} finns inte {place}")).count(), 1, "{told}");
        }
        assert!(told.contains("Svaren skiljer sig på 3 ställen. Lämnad (datum): här"), "{told}");
    }
    let told = told_of_the_older(&all(&prefill, &[damaged("a", 10), damaged("b", 11)]));
    assert!(told.contains("skiljer sig på ett ställe. Lämnad (datum)"), "{told}");
}

#[test]
fn a_manager_is_told_in_one_line_how_many_differences_there_are() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = |day| prefill.period.last_day().replace_day(day).ok();
    let read = all(&prefill, &[file(&prefill, "a", day(10), "Först"), file(&prefill, "b", day(11), "Sedan")]);
    let problem = &read.findings.sorted()[0].problem;
    let (office, manager) = (text::finding::told(problem), text::finding::told_to_manager(problem));
    let differ = "Svaren skiljer sig på 2 ställen";
    let short = format!("Räknas inte, för b.xlsx har det senaste datumet. {differ}.");
    assert_eq!((manager.found, manager.remedy), (short, String::new()));
    assert!(office.found.contains(&format!("{differ}. Lämnad (datum): här ")), "{}", office.found);
}

#[test]
fn the_same_date_or_a_missing_one_decides_nothing() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = Some(prefill.period.last_day());
    for date in [day, None] {
        let files = [file(&prefill, "a", day, "Först"), file(&prefill, "b", date, "Sedan")];
        let read = all(&prefill, &files);
        assert_eq!(counted(&read), Vec::<&str>::new());
        let faults: Vec<String> =
            example::told(&read.findings).into_iter().filter(|line| line.starts_with("K08")).collect();
        assert_eq!(faults, ["K08 inkommet/2020-08/a.xlsx"], "one question, that names both");
        let told = text::finding::line(read.findings.sorted()[0]);
        assert!(told.contains("olika svar: a.xlsx och b.xlsx. Ingen av dem räknas."), "{told}");
        assert!(read.received.iter().all(|received| !received.counted && received.unit.is_some()));
    }
}

#[test]
fn a_readable_date_goes_before_one_that_cannot_be_read_and_what_is_wrong_in_the_older_file_is_not_told_again()
{
    let prefill = example::prefill(PeriodKind::Interim);
    let day = prefill.period.last_day();
    let mut spoilt = file(&prefill, "a", Some(day), "Först");
    let (sheet, row, column) = example::address(&prefill, &FieldKey::SignedOn);
    example::put(&mut spoilt, (&sheet, row, column), RawValue::Text("igår".into()));
    let read = all(&prefill, &[spoilt, file(&prefill, "b", Some(day), "Sedan")]);
    assert_eq!(counted(&read), ["inkommet/2020-08/b.xlsx"]);
    assert_eq!(example::told(&read.findings), ["K52 inkommet/2020-08/a.xlsx"]);
    let at: Vec<bool> = read.received.iter().map(|one| one.date_at.is_some()).collect();
    assert_eq!(at, [true, true], "the cell of the date is known");
}

#[test]
fn the_same_content_twice_is_a_note_and_counts_once_also_beside_an_older_file() {
    let prefill = example::prefill(PeriodKind::Interim);
    let day = |day| prefill.period.last_day().replace_day(day).ok();
    let (one, copy) = (file(&prefill, "b", day(11), "Sedan"), file(&prefill, "c", day(11), "Sedan"));
    let read = all(&prefill, &[one.clone(), copy.clone()]);
    assert_eq!(counted(&read), ["inkommet/2020-08/b.xlsx"]);
    assert_eq!(example::told(&read.findings), ["K09 inkommet/2020-08/c.xlsx"]);
    let read = all(&prefill, &[file(&prefill, "a", day(10), "Först"), one, copy]);
    assert_eq!(counted(&read), ["inkommet/2020-08/b.xlsx"]);
    let told = ["K52 inkommet/2020-08/a.xlsx", "K09 inkommet/2020-08/c.xlsx"];
    assert_eq!(example::told(&read.findings), told);
}
