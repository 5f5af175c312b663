//! A folder with faults planted at every station: the exact list of what is told, as a user meets it. Faults in the
//! registers stop the reading of what rests on them; faults in ledger and budget stop the report; faults in the answers
//! make it PRELIMINÄR.

use std::fs;
use std::path::Path;

use uppfolj::raw::RawValue;
use uppfolj::run::Task;
use uppfolj::run::outcome::Outcome;
use uppfolj::source::xlsx::read_workbook;

use crate::common::{append, edit, month, run, sample, told};
use crate::package;

const PERIOD: &str = "2020-08";

/// Writes another text into a cell of grunddata.xlsx: the row found by its first column, the column by its heading.
pub fn set(folder: &Path, table: &str, first: &str, heading: &str, text: &str) {
    let path = folder.join("grunddata.xlsx");
    let bytes = fs::read(&path).expect("grunddata.xlsx");
    let book = read_workbook("grunddata.xlsx", &bytes).expect("a workbook");
    let at = book.sheets.iter().position(|sheet| &*sheet.name == table).expect("the table");
    let cells = &book.sheets[at].cells;
    let is = |value: &RawValue, text: &str| match value {
        RawValue::Text(found) => found == text,
        RawValue::Number(number) => number.to_string() == text,
        _ => false,
    };
    let head = cells.iter().find(|((row, _), value)| *row == 1 && is(value, heading));
    let column = head.expect("the heading").0.1;
    let row = cells.iter().find(|((row, column), value)| *row > 1 && *column == 1 && is(value, first));
    let row = row.expect("the row").0.0;
    let address = format!("{}{row}", uppfolj::finding::column_letters(column));
    let part = format!("xl/worksheets/sheet{}.xml", at + 1);
    let changed = package::edit(&bytes, &part, |xml| with_text(&xml, &address, text));
    fs::write(path, changed).expect("grunddata.xlsx");
}

/// The sheet with a cell's content replaced by a text; the cell must be there.
fn with_text(xml: &str, address: &str, text: &str) -> String {
    let start = xml.find(&format!("<c r=\"{address}\"")).expect("the cell");
    let open = start + xml[start..].find('>').expect("its tag");
    let end = match xml.as_bytes()[open - 1] {
        b'/' => open + 1,
        _ => start + xml[start..].find("</c>").expect("its end") + "</c>".len(),
    };
    let cell = format!("<c r=\"{address}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    format!("{}{cell}{}", &xml[..start], &xml[end..])
}

fn copy(folder: &Path, from: &str, to: &str) {
    fs::copy(folder.join(from), folder.join(to)).expect("a copied file");
}

fn in_registers(folder: &Path) {
    set(folder, "Inställningar", "kommentargräns_kr", "Värde", "mycket");
    set(folder, "Organisation", "310", "Överordnad", "399");
    set(folder, "Organisation", "320", "Ansvar", "3100-3209");
    set(folder, "Konton", "5011", "Rad", "VKK");
    set(folder, "Mål", "G03", "Perspektiv", "MILJÖ");
    set(folder, "Mått", "M05", "Riktning", "nedåt");
    set(folder, "Bedömningar", "G05", "Bedömning", "utmärkt");
    set(folder, "Tidplan", "2020-05", "KS", "i maj");
    fs::create_dir(folder.join("grunddata")).expect("a folder");
    fs::write(folder.join("grunddata/Konton.csv"), "Från;Rad\r\n1011;IMM\r\n").expect("a table twice");
}

fn in_ledger(folder: &Path) {
    edit(folder, "redovisning/2020-kv1.csv", "56708,14", "56708,15");
    edit(
        folder,
        "redovisning/2020-kv1.csv",
        "2200;9200;6221;;871;202001;2020-01-14",
        "2200;9200;6221;;871;202021;2020-01-14",
    );
    edit(folder, "redovisning/2020-kv2.csv", ";6221;", ";9999;");
    edit(folder, "redovisning/2020-kv3.csv", "2200;9200;", "7777;9200;");
    append(
        folder,
        "redovisning/2020-kv3.csv",
        &["2200;9200;6221;;871;202007;2020-07-14;X20-1;Utan belopp;åtta"],
    );
    copy(folder, "redovisning/2019-kv1.csv", "redovisning/Kopia av 2019-kv1.csv");
    fs::write(folder.join("redovisning/rapport.pdf"), "%PDF-1.7").expect("a stray file");
}

fn in_budget(folder: &Path) {
    edit(folder, "budget/budget-2020.csv", "-355527,75", "-355 527:75");
    edit(folder, "budget/budget-2020.csv", "2020;0112;4411", "2020;9912;4411");
    edit(folder, "budget/budget-2020.csv", "-804072,14;lön", "-804072,14;sommarlön");
    edit(folder, "budget/budget-2020.csv", "2020;0112;5021", "2020;0112;9021");
    fs::write(folder.join("budget/utan rubriker.csv"), "2020;0110;4411;;;-100,00\r\n").expect("a table");
}

fn in_templates(folder: &Path) {
    let inbox = |name: &str| format!("inkommet/{PERIOD}/{name}");
    // An answer for another period, a workbook that is no template, a text file, and a unit that answered twice.
    copy(folder, "inkommet/2020-12/013 Ekonomi uppföljning 2020-12.xlsx", &inbox("013 Ekonomi.xlsx"));
    copy(folder, "grunddata.xlsx", &inbox("lista.xlsx"));
    fs::write(folder.join(inbox("anteckning.txt")), "Ring rektor").expect("a text");
    let own = inbox("520 Bygg uppföljning 2020-08.xlsx");
    copy(folder, &own, &inbox("520 Bygg rättad.xlsx"));
    fs::remove_file(folder.join(inbox("510 Miljö uppföljning 2020-08.xlsx"))).expect("one answer less");
}

/// A rating that departs from its indicators loses its reason; another is gone.
fn in_goals(folder: &Path) {
    set_rating(folder, "G03", "Skäl", "");
    set_rating(folder, "G06", "Period", "2018-08");
}

/// As [`set`], for the goal's row of the period.
fn set_rating(folder: &Path, goal: &str, heading: &str, text: &str) {
    let path = folder.join("grunddata.xlsx");
    let bytes = fs::read(&path).expect("grunddata.xlsx");
    let book = read_workbook("grunddata.xlsx", &bytes).expect("a workbook");
    let at = book.sheets.iter().position(|sheet| &*sheet.name == "Bedömningar").expect("the table");
    let cells = &book.sheets[at].cells;
    let text_at = |row: u32, column: u32| match cells.get(&(row, column)) {
        Some(RawValue::Text(text)) => text.as_str(),
        _ => "",
    };
    let column = |name: &str| (1..20).find(|column| text_at(1, *column) == name).expect("the heading");
    let (period, target) = (column("Period"), column(heading));
    let rows = 2..=cells.keys().map(|(row, _)| *row).max().expect("rows");
    let row = rows.into_iter().find(|row| text_at(*row, 1) == goal && text_at(*row, period) == PERIOD);
    let address = format!("{}{}", uppfolj::finding::column_letters(target), row.expect("the rating"));
    let part = format!("xl/worksheets/sheet{}.xml", at + 1);
    let changed = package::edit(&bytes, &part, |xml| with_text(&xml, &address, text));
    fs::write(path, changed).expect("grunddata.xlsx");
}

fn list(outcome: &Outcome) -> String {
    told(outcome).join("\n")
}

#[test]
fn faults_in_the_registers() {
    let folder = sample();
    in_registers(folder.path());
    in_ledger(folder.path());
    in_templates(folder.path());
    let outcome = run(folder.path(), Task::Report(month(PERIOD)));
    assert_eq!(outcome.exit.code(), 1);
    assert!(!folder.path().join("rapporter").exists());
    insta::assert_snapshot!(list(&outcome), @r#"
    fel R13 grunddata/Konton.csv: Tabellen Konton finns också i grunddata.xlsx Konton. Väntat: varje tabell på ett enda ställe.
        Gör så: Ta bort den som inte gäller.
    fel R05 grunddata.xlsx flik Inställningar cell B4: I kolumnen Värde i tabellen Inställningar står ”mycket”. Väntat: ett belopp i kronor med högst två decimaler, till exempel -1 234,50.
        Gör så: Rätta cellen.
    fel R07 grunddata.xlsx flik Konton cell C63: ”VKK” i kolumnen Rad i tabellen Konton finns inte i uppställningarna. Väntat: ett värde som finns i uppställningarna.
        Gör så: Menas VK? Rätta annars värdet, eller lägg till det i uppställningarna.
    fel R07 grunddata.xlsx flik Mål cell B8: ”MILJÖ” i kolumnen Perspektiv i tabellen Mål finns inte i Perspektiv. Väntat: ett värde som finns i Perspektiv: ARB, EKO, KUN, PER, SAM, VAL, VER.
        Gör så: Rätta värdet, eller lägg till det i Perspektiv.
    fel R05 grunddata.xlsx flik Mått cell G6: I kolumnen Riktning i tabellen Mått står ”nedåt”. Väntat: ett av orden högre, lägre, intervall.
        Gör så: Rätta cellen.
    fel R07 grunddata.xlsx flik Organisation cell D19: ”399” i kolumnen Överordnad i tabellen Organisation finns inte i Organisation. Väntat: ett värde som finns i Organisation.
        Gör så: Rätta värdet, eller lägg till det i Organisation.
    fel R08 grunddata.xlsx flik Organisation cell E20: Koderna 3100-3209 täcks redan av rad 19 i tabellen Organisation. Väntat: att varje kod hör till en enda rad vid samma tid.
        Gör så: Dela eller korta ett av intervallen, eller ge raderna olika giltighetstid.
    fel R05 grunddata.xlsx flik Tidplan cell F6: I kolumnen KS i tabellen Tidplan står ”i maj”. Väntat: ett datum, till exempel 2020-08-31.
        Gör så: Rätta cellen.
    "#);
    // Ratings can be judged when the settings give their scale.
    assert!(!list(&outcome).contains("utmärkt"));
    set(folder.path(), "Inställningar", "kommentargräns_kr", "Värde", "250000");
    let outcome = run(folder.path(), Task::Check(month(PERIOD)));
    let rating = told(&outcome).into_iter().find(|line| line.contains("utmärkt"));
    insta::assert_snapshot!(rating.expect("the rating is told"), @r#"
    fel R07 grunddata.xlsx flik Bedömningar cell D6: ”utmärkt” i kolumnen Bedömning i tabellen Bedömningar finns inte i bedömningsskalan. Väntat: ett värde som finns i bedömningsskalan: god, tillräcklig, otillräcklig, ej mätt, ej möjligt att bedöma, avser ej.
        Gör så: Rätta värdet, eller lägg till det i bedömningsskalan.
    "#);
}

#[test]
fn faults_in_ledger_budget_and_templates() {
    let folder = sample();
    in_ledger(folder.path());
    in_budget(folder.path());
    in_templates(folder.path());
    let outcome = run(folder.path(), Task::Report(month(PERIOD)));
    assert_eq!(outcome.exit.code(), 1);
    assert!(!folder.path().join("rapporter").exists());
    insta::assert_snapshot!(list(&outcome), @r#"
    fel K03 inkommet/2020-08/013 Ekonomi.xlsx: Mallen gäller perioden ”2020-12”. Väntat: en mall för 2020-08.
        Gör så: Fyll i den mall som ekonomiavdelningen delade ut för perioden och lämna den.
    fel K01 inkommet/2020-08/anteckning.txt: Filen är en textfil. Väntat: mallen, sparad som Excel-arbetsbok (.xlsx).
        Gör så: Lägg arbetsboken (.xlsx) i mappen, och ta bort textfilen om den inte ska läsas.
    fel K02 inkommet/2020-08/lista.xlsx: Filen är inte en av de utdelade mallarna: märkningen saknas. Väntat: en ifylld mall.
        Gör så: Ta bort filen ur mappen om den inte är en mall. Är den det, för över svaren till en ny mall.
    fel L08 redovisning/2020-kv2.csv: Summan av klass 3–8 är 2 903 813,81 kr i period 202004. Väntat: 2 961 849,51 kr enligt tabellen Kontrollsummor. Skillnaden är −58 035,70 kr.
        Gör så: Kontrollera att exporten är fullständig, eller rätta summan i Kontrollsummor.
    fel L16 redovisning/Kopia av 2019-kv1.csv: Filen har precis samma innehåll som redovisning/2019-kv1.csv. Väntat: varje fil en gång; annars räknas alla rader dubbelt.
        Gör så: Ta bort den ena filen.
    fel L11 redovisning/rapport.pdf: Filen är en PDF. Väntat: en fil med huvudbokens rader: text (.csv, .txt), Excel (.xlsx) eller SIE (.se, .si, .sie).
        Gör så: Exportera huvudboken i en av de formerna och lägg den nya filen i redovisning.
    fel B03 budget/budget-2020.csv rad 2, kolumn Belopp: Beloppet ”-355 527:75” går inte att läsa. Väntat: ett tal med högst två decimaler, skrivet som profilen budget i tabellen Exporter anger.
        Gör så: Rätta beloppet, eller profilens decimaltecken och tusentalstecken.
    fel B04 budget/budget-2020.csv rad 3, kolumn Ansvar: Ansvar 9912 står på en rad, tillsammans −101 579,35 kr räknat med intäkt plus, men finns inte i tabellen Organisation. Väntat: en kod som tabellen Organisation har för perioden.
        Gör så: Lägg till koden i tabellen Organisation, eller rätta budgeten. Platsen är kodens första rad.
    fel B05 budget/budget-2020.csv rad 6, kolumn Profil: Profilen ”sommarlön” på en rad finns inte i tabellen Profiler. Väntat: en profil som tabellen har, eller tom cell för tolftedelar.
        Gör så: Rätta namnet, eller lägg till profilen i tabellen Profiler.
    fel B04 budget/budget-2020.csv rad 7, kolumn Konto: Konto 9021 står på en rad, tillsammans −229 734,89 kr räknat med intäkt plus, men finns inte i tabellen Konton. Väntat: en kod som tabellen Konton har för perioden.
        Gör så: Lägg till koden i tabellen Konton, eller rätta budgeten. Platsen är kodens första rad.
    fel B02 budget/utan rubriker.csv rad 1: Filens rubrikrad saknar kolumnerna Ansvar, Konto, Belopp och År. Raden innehåller ”2020”, ”0110”, ”4411” och ”-100,00”. Den saknar också kolumnerna Projekt, Motpart, Profil, Beslut och Slag, som får saknas. Väntat: de kolumner som profilen budget i tabellen Exporter anger.
        Gör så: Exportera med de kolumnerna, eller rätta profilen så att den säger vad kolumnerna heter. Ansvar, konto, belopp och tid behövs alltid; rader för andra kolumner kan tas bort ur profilen.
    fel L04 redovisning/2020-kv1.csv rad 703, kolumn Period: I kolumnen för period står ”202021”. Väntat: en period som ÅÅÅÅPP med PP från 00 till 13, till exempel 202008, eller en dag eller månad som 2020-08-31, 2020-08 eller aug 2020.
        Gör så: Rätta exporten. Skriver den perioden som ÅÅPP, ange det vid fältet periodform i tabellen Exporter.
    fel L05 redovisning/2020-kv2.csv rad 73, kolumn Konto: Konto 9999 står på en rad, tillsammans 58 035,70 kr i debet, men finns inte i tabellen Konton. Väntat: en kod som tabellen Konton har för perioden.
        Gör så: Lägg till koden i tabellen Konton, eller rätta bokföringen. Platsen är kodens första rad.
    fel L05 redovisning/2020-kv3.csv rad 8, kolumn Ansvar: Ansvar 7777 står på en rad, tillsammans 109 598,62 kr i debet, men finns inte i tabellen Organisation. Väntat: en kod som tabellen Organisation har för perioden.
        Gör så: Lägg till koden i tabellen Organisation, eller rätta bokföringen. Platsen är kodens första rad.
    fel L03 redovisning/2020-kv3.csv rad 5824, kolumn Belopp: Beloppet ”åtta” går inte att läsa. Väntat: ett tal med högst två decimaler, skrivet som profilen huvudbok i tabellen Exporter anger.
        Gör så: Rätta beloppet, eller profilens decimaltecken och tusentalstecken.
    fel K16 inkommet/2020-08/210 Kostenheten uppföljning 2020-08.xlsx flik Ekonomi cell J21: Prognos helår, Material och varor: ”-10,0 mkr” är inte skrivet som ett belopp i kr. Väntat: ett belopp i kr. Kostnader med minus, intäkter med plus.
        Gör så: Menas −10 000 000 kr, skriv -10000000. Tills dess räknas fältet som ej lämnat.
    fel K27 inkommet/2020-08/360 Bryggan uppföljning 2020-08.xlsx flik Ekonomi cell J13: Prognos helår, Personalkostnader: −2 790 kr är mycket mindre än budgeten. Väntat: ett belopp i storlek med budgeten −2 723 774,15 kr och bokslutet −2 744 744,66 kr.
        Gör så: Menades −2 790 000 kr? Skriv beloppet i kronor. Är det rätt som det står, välj ja i Stämmer (cell M13) och fyll i både orsak och kommentar, för då är avvikelsen +2 720 984,15 kr. Tills dess räknas fältet som ej lämnat.
    varning L24 redovisning/Kopia av 2019-kv1.csv: Tabellen Kontrollsummor har ingen rad för filen. Väntat: en rad för varje fil i redovisning när tabellen används.
        Gör så: Ta bort filen om den har lagts dit av misstag, annars lägg till en rad för den i Kontrollsummor.
    varning K17 inkommet/2020-08/330 Backenenheten uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: ”-19 830 000” är text, tolkad som −19 830 000 kr. Väntat: ett inskrivet tal eller datum, inte text.
        Gör så: Kontrollera att tolkningen är rätt. Skriv annars om värdet.
    varning K21 inkommet/2020-08/410 Hemtjänst uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: cellen innehåller formeln ”=-20170000-500000”. Väntat: ett inskrivet värde.
        Gör så: Formelns värde används. Skriv värdet i stället om du vill vara säker på att det står kvar.
    upplysning K09 inkommet/2020-08/520 Bygg uppföljning 2020-08.xlsx: Enhet 520 har lämnat samma svar två gånger: också 520 Bygg rättad.xlsx. Väntat: en fil per enhet.
        Gör så: Inget behöver göras. Den ena filen kan tas bort.
    upplysning K31 inkommet/2020-08/Lunnevi delår SLUTLIG.xlsx flik Ekonomi Lunnevi: Fliken hette Ekonomi när mallen delades ut. Väntat: flikarnas namn orörda.
        Gör så: Inget behöver göras. Svaren är lästa.
    "#);
}

#[test]
fn faults_in_templates_and_goals() {
    let folder = sample();
    in_templates(folder.path());
    in_goals(folder.path());
    let outcome = run(folder.path(), Task::Report(month(PERIOD)));
    assert_eq!(outcome.exit.code(), 1);
    assert!(outcome.closing.join(" ").contains("PRELIMINÄR"), "{:?}", outcome.closing);
    assert!(folder.path().join("rapporter").join(PERIOD).join("manifest.json").exists());
    insta::assert_snapshot!(list(&outcome), @r#"
    fel K03 inkommet/2020-08/013 Ekonomi.xlsx: Mallen gäller perioden ”2020-12”. Väntat: en mall för 2020-08.
        Gör så: Fyll i den mall som ekonomiavdelningen delade ut för perioden och lämna den.
    fel K01 inkommet/2020-08/anteckning.txt: Filen är en textfil. Väntat: mallen, sparad som Excel-arbetsbok (.xlsx).
        Gör så: Lägg arbetsboken (.xlsx) i mappen, och ta bort textfilen om den inte ska läsas.
    fel K02 inkommet/2020-08/lista.xlsx: Filen är inte en av de utdelade mallarna: märkningen saknas. Väntat: en ifylld mall.
        Gör så: Ta bort filen ur mappen om den inte är en mall. Är den det, för över svaren till en ny mall.
    fel K16 inkommet/2020-08/210 Kostenheten uppföljning 2020-08.xlsx flik Ekonomi cell J21: Prognos helår, Material och varor: ”-10,0 mkr” är inte skrivet som ett belopp i kr. Väntat: ett belopp i kr. Kostnader med minus, intäkter med plus.
        Gör så: Menas −10 000 000 kr, skriv -10000000. Tills dess räknas fältet som ej lämnat.
    fel K27 inkommet/2020-08/360 Bryggan uppföljning 2020-08.xlsx flik Ekonomi cell J13: Prognos helår, Personalkostnader: −2 790 kr är mycket mindre än budgeten. Väntat: ett belopp i storlek med budgeten −2 723 774,15 kr och bokslutet −2 744 744,66 kr.
        Gör så: Menades −2 790 000 kr? Skriv beloppet i kronor. Är det rätt som det står, välj ja i Stämmer (cell M13) och fyll i både orsak och kommentar, för då är avvikelsen +2 720 984,15 kr. Tills dess räknas fältet som ej lämnat.
    varning K33 inkommet/2020-08: Miljö har inte lämnat något svar. Väntat: ett svar senast 2020-09-11.
        Gör så: Påminn Miljöchef, Miljö. Lägg svaret i mappen inkommet för perioden och kör igen.
    varning M02 grunddata.xlsx flik Bedömningar cell H94: Målet Mat, vatten och energi används hållbart bedöms som god, men måtten visar något annat. Väntat: ett skäl när bedömningen avviker från måtten.
        Gör så: Fyll i kolumnen Skäl i tabellen Bedömningar.
    varning M20 grunddata.xlsx flik Finanspolicy cell C6: Finanspolicyns gräns är bruten sedan mars 2020: den största långivarens andel av lånen är 47,0 procent. Orsak och åtgärd står i fliken Avsteg, raderna 4 och 5. Väntat: högst 40 procent.
        Gör så: Kontrollera registren i grunddata. Om de stämmer trycks orsak och åtgärd i rapportens avsnitt Finanspolicy. Har läget ändrats, skriv en ny rad i fliken Avsteg.
    varning K17 inkommet/2020-08/330 Backenenheten uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: ”-19 830 000” är text, tolkad som −19 830 000 kr. Väntat: ett inskrivet tal eller datum, inte text.
        Gör så: Kontrollera att tolkningen är rätt. Skriv annars om värdet.
    varning K21 inkommet/2020-08/410 Hemtjänst uppföljning 2020-08.xlsx flik Ekonomi cell J17: Prognos helår, Personalkostnader: cellen innehåller formeln ”=-20170000-500000”. Väntat: ett inskrivet värde.
        Gör så: Formelns värde används. Skriv värdet i stället om du vill vara säker på att det står kvar.
    upplysning A01 mappen: Enheternas interna prognoser tar inte ut varandra: 964,53 kr blir över. Det ryms i avrundning: mindre än tusen kronor per enhet som svarat. Utan egen intern prognos: Miljö. Väntat: interna intäkter och interna kostnader som tillsammans är noll.
        Gör så: Inget behöver göras. Resten är redovisad här.
    upplysning K09 inkommet/2020-08/520 Bygg uppföljning 2020-08.xlsx: Enhet 520 har lämnat samma svar två gånger: också 520 Bygg rättad.xlsx. Väntat: en fil per enhet.
        Gör så: Inget behöver göras. Den ena filen kan tas bort.
    upplysning K31 inkommet/2020-08/Lunnevi delår SLUTLIG.xlsx flik Ekonomi Lunnevi: Fliken hette Ekonomi när mallen delades ut. Väntat: flikarnas namn orörda.
        Gör så: Inget behöver göras. Svaren är lästa.
    upplysning R62 grunddata.xlsx flik Dokument cell D3: Status ”Till kommunfullmäktige” trycks inte. Rapporten är märkt PRELIMINÄR eftersom svar saknas från en enhet, svar från 3 enheter har fel och 2 filer hör inte till någon enhet. Väntat: svar utan fel från alla enheter innan en rapport får en annan status.
        Gör så: Kommandot status visar vilka det är. När svaren är lämnade och rättade trycks den status som står här.
    upplysning M21 grunddata.xlsx flik Finanspolicy cell C7: Finanspolicyns gräns för den största motpartens andel av placeringarna är inte mätt per 2020-08-31: registret Placeringar har inga rader för tiden. Väntat: underlag för varje gräns i finanspolicyn.
        Gör så: Fyll i det som saknas. Till dess står gränsen som ej mätt i rapporten.
    upplysning M01 grunddata.xlsx flik Mål cell A11: Målet Barn och elever når så långt som möjligt i sitt lärande saknar kommunens bedömning för perioden. Väntat: en rad i tabellen Bedömningar med tom Enhet.
        Gör så: Skriv in bedömningen när dialogen är klar. Till dess står Bedömning saknas i rapporten.
    "#);
}
