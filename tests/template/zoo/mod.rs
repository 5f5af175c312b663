//! The zoo: files as they come back, as bytes, each with what is told of it. A new kind of damage is added here.

pub mod package;

use uppfolj::domain::account::CostType;
use uppfolj::domain::code::Code;
use uppfolj::domain::money::Money;
use uppfolj::domain::period::PeriodKind;
use uppfolj::finding::column_letters;
use uppfolj::form::{ActionPart, Answers, FieldKey, Form, Prefill};
use uppfolj::intake::template::read;
use uppfolj::source::xlsx::read_workbook;
use uppfolj::write::template::write;

use crate::example::{self, FILE};
use package::Package;

const ECONOMY: &str = "Ekonomi";

struct Keeper {
    prefill: Prefill,
    answers: Answers,
    clean: Package,
}

impl Keeper {
    fn cell(&self, key: &FieldKey) -> (String, String) {
        let (sheet, row, column) = example::address(&self.prefill, key);
        (sheet, format!("{}{row}", column_letters(column)))
    }

    fn row(&self, key: &FieldKey) -> u32 {
        example::address(&self.prefill, key).1
    }

    fn name(&self, key: &FieldKey) -> String {
        let form = Form::new(&self.prefill);
        form.fields().find(|field| field.key == *key).expect("a field").name.clone()
    }

    /// What is told of a file, in the order it is listed.
    fn verdict(&self, bytes: &[u8]) -> String {
        let workbook = match read_workbook(FILE, bytes) {
            Ok(workbook) => workbook,
            Err(why) => return format!("{why:?}"),
        };
        let found = read(&workbook, self.prefill.period, &example::issued(&self.prefill));
        let taken = if found.answer.is_some() { "läst" } else { "inte läst" };
        let told = example::told(&found.findings);
        let short = |line: &String| line.replace(&format!("{FILE} flik "), "").replace(FILE, "filen");
        [vec![taken.to_string()], told.iter().map(short).collect()].concat().join("; ")
    }
}

fn forecast(name: &str) -> FieldKey {
    FieldKey::Forecast(CostType(Code::new(name)))
}

/// Name of the case and the file's bytes.
type Animal = (&'static str, Vec<u8>);

/// What other programs and people do to names, rows, columns and sheets.
fn moved(keeper: &Keeper) -> Vec<Animal> {
    let (staff, rent) = (forecast("Personalkostnader"), forecast("Lokalhyror"));
    let row = keeper.row(&rent);
    let made = |change: &dyn Fn(&mut Package)| {
        let mut package = keeper.clean.clone();
        change(&mut package);
        package.bytes()
    };
    let named = |key: &FieldKey, reference: &str, package: &mut Package| {
        let name = keeper.name(key);
        package.names(|known, _| (known == name).then(|| reference.to_string()));
    };
    let (_, _, column) = example::address(&keeper.prefill, &rent);
    let rent_cell = format!("{ECONOMY}!${}${row}", column_letters(column));
    vec![
        ("orörd", made(&|_| {})),
        (
            "omdöpt flik",
            made(&|p| {
                p.edit_all(|xml| {
                    xml.replace("name=\"Ekonomi\"", "name=\"Ekonomi ny\"")
                        .replace("'Ekonomi'!", "'Ekonomi ny'!")
                        .replace(">Ekonomi!", ">'Ekonomi ny'!")
                })
            }),
        ),
        ("tre rader överst", made(&|p| p.shift(ECONOMY, 1, 1, (3, 0)))),
        ("två rader mellan raderna", made(&|p| p.shift(ECONOMY, row, 1, (2, 0)))),
        ("två kolumner mellan kolumnerna", made(&|p| p.shift(ECONOMY, 1, 6, (0, 2)))),
        ("en kolumn före alla", made(&|p| p.shift(ECONOMY, 1, 1, (0, 1)))),
        ("raderad rad", made(&|p| p.delete_row(ECONOMY, row))),
        (
            "raderad åtgärdsrad",
            made(&|p| p.delete_row("Åtgärder", keeper.row(&FieldKey::Action(2, ActionPart::What)))),
        ),
        (
            "raderad rubrikrad",
            made(&|p| p.delete_row("Åtgärder", keeper.row(&FieldKey::Action(1, ActionPart::What)) - 1)),
        ),
        (
            "raderad flik",
            made(&|p| {
                let part = p.sheet("Åtgärder");
                p.edit(&part, |xml| {
                    let (head, rest) = xml.split_once("<sheetData>").expect("cells");
                    format!("{head}<sheetData/>{}", rest.split_once("</sheetData>").expect("an end").1)
                });
                p.names(|_, reference| reference.contains("Åtgärder").then(|| "#REF!".into()));
            }),
        ),
        ("namn flyttat med klipp ut (LibreOffice)", made(&|p| named(&staff, &rent_cell, p))),
        (
            "namn flyttat med klipp ut (Excel)",
            made(&|p| {
                named(&staff, &rent_cell, p);
                named(&rent, "#REF!", p);
            }),
        ),
        ("ett namn borta", made(&|p| named(&staff, "#REF!", p))),
        ("ett namn är ett område", made(&|p| named(&staff, &format!("{rent_cell}:$Z$99"), p))),
        ("ett namn pekar på en annan fil", made(&|p| named(&staff, "[1]Blad1!$A$1", p))),
        ("alla namn borta", made(&|p| p.names(|name, _| name.starts_with("in_").then(|| "#REF!".into())))),
        (
            "sorterade rader utan nyckelkolumnen",
            made(&|p| {
                let (_, first) = keeper.cell(&staff);
                p.number(ECONOMY, &first, "-4200000");
                p.words(ECONOMY, &format!("C{}", keeper.row(&staff)), "Lokalhyror");
            }),
        ),
        (
            "kolumnrubrik ändrad över fält",
            made(&|p| {
                let form = Form::new(&keeper.prefill);
                let place = form.places().find(|place| place.field.key == staff).expect("a field");
                let header = place.sheet.header_row(place.at);
                let letters = column_letters(place.issued_at().1);
                p.words(ECONOMY, &format!("{letters}{header}"), "Min prognos");
            }),
        ),
        (
            "dolda rader",
            made(&|p| {
                let part = p.sheet(ECONOMY);
                p.edit(&part, |xml| xml.replace("<row r=\"1", "<row hidden=\"1\" r=\"1"));
            }),
        ),
        (
            "sammanfogade celler",
            made(&|p| {
                let part = p.sheet(ECONOMY);
                p.edit(&part, |xml| {
                    xml.replacen("<mergeCells ", "<mergeCells data=\"1\" ", 1).replacen(
                        "<mergeCell ",
                        "<mergeCell ref=\"R7:T9\"/><mergeCell ",
                        1,
                    )
                });
            }),
        ),
        (
            "skyddad på nytt med lösenord",
            made(&|p| {
                let part = p.sheet(ECONOMY);
                p.edit(&part, |xml| {
                    xml.replacen("<sheetProtection ", "<sheetProtection password=\"CC1A\" ", 1)
                });
            }),
        ),
        (
            "extra flik",
            made(&|p| {
                p.put("xl/worksheets/sheet99.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t>egna siffror</t></is></c><c r=\"C2\"><v>12</v></c></row></sheetData></worksheet>");
                p.workbook(|xml| {
                    xml.replace("</sheets>", "<sheet name=\"Blad1\" sheetId=\"99\" r:id=\"rId99\"/></sheets>")
                });
                p.edit("xl/_rels/workbook.xml.rels", |xml| xml.replace("</Relationships>", "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet99.xml\"/></Relationships>"));
            }),
        ),
        ("kopierad flik", copied(keeper, None)),
        ("kopierad flik med ändring", copied(keeper, Some("-1"))),
    ]
}

/// The sheet of the economy twice, as Excel copies it: with names of its own.
fn copied(keeper: &Keeper, changed: Option<&str>) -> Vec<u8> {
    let mut package = keeper.clean.clone();
    let part = package.text(&package.sheet(ECONOMY));
    package.put("xl/worksheets/sheet98.xml", part.replace("<drawing r:id=\"rId1\"/>", ""));
    package.workbook(|xml| {
        xml.replace("</sheets>", "<sheet name=\"Ekonomi (2)\" sheetId=\"98\" r:id=\"rId98\"/></sheets>")
    });
    package.edit("xl/_rels/workbook.xml.rels", |xml| xml.replace("</Relationships>", "<Relationship Id=\"rId98\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet98.xml\"/></Relationships>"));
    if let Some(number) = changed {
        let (_, cell) = keeper.cell(&forecast("Personalkostnader"));
        package.number(ECONOMY, &cell, number);
    }
    package.bytes()
}

/// What is typed, and what programs make of it.
fn typed(keeper: &Keeper) -> Vec<Animal> {
    let (sheet, cell) = keeper.cell(&forecast("Personalkostnader"));
    let made = |change: &dyn Fn(&mut Package)| {
        let mut package = keeper.clean.clone();
        change(&mut package);
        package.bytes()
    };
    let formula = |inner: &str| made(&|p| p.cell(&sheet, &cell, "", inner));
    let (_, comment) = keeper.cell(&FieldKey::Comment(CostType(Code::new("Personalkostnader"))));
    let (goals, measured) = keeper.cell(&FieldKey::Measured(Code::new("M012")));
    vec![
        ("text i stället för tal", made(&|p| p.words(&sheet, &cell, "-31 540 000"))),
        ("två läsningar", made(&|p| p.words(&sheet, &cell, "-31.540"))),
        ("tusental i stället för kronor", made(&|p| p.number(&sheet, &cell, "-31540"))),
        ("fel tecken", made(&|p| p.number(&sheet, &cell, "31540000"))),
        ("datumtal i beloppscell", made(&|p| p.number(&sheet, &cell, "46265"))),
        ("brus i sista biten", made(&|p| p.number(&sheet, &cell, "-31540000.100000001"))),
        ("formel med värde", formula("<f>-30000000-1540000</f><v>-31540000</v>")),
        ("formel utan värde", formula("<f>A1*2</f><v/>")),
        ("extern länk", formula("<f>[1]Blad1!A1</f><v>-31540000</v>")),
        ("felvärde", made(&|p| p.error(&sheet, &cell, "#DIV/0!"))),
        ("okänt felvärde", made(&|p| p.error(&sheet, &cell, "#SPILL!"))),
        ("sant", made(&|p| p.cell(&sheet, &cell, " t=\"b\"", "<v>1</v>"))),
        ("för lång text", made(&|p| p.words(&sheet, &comment, &"å".repeat(501)))),
        ("personnummer", made(&|p| p.words(&sheet, &comment, "Gäller 811218-9876"))),
        ("emoji", made(&|p| p.words(&sheet, &comment, "Det går bra 🙂 i år"))),
        ("datum som text", made(&|p| p.words(&goals, &measured, "31/8 2020"))),
        ("text bredvid", made(&|p| p.words(&sheet, "AB9", "glöm inte hyran"))),
        ("budgeten ändrad", made(&|p| p.number(&sheet, &cell.replace('K', "E"), "-32000000"))),
        (
            "1904 års datum",
            made(&|p| p.workbook(|xml| xml.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1))),
        ),
    ]
}

/// What other programs drop on saving, and marks that do not agree.
fn marks(keeper: &Keeper) -> Vec<Animal> {
    let made = |change: &dyn Fn(&mut Package)| {
        let mut package = keeper.clean.clone();
        change(&mut package);
        package.bytes()
    };
    let other = |change: &dyn Fn(&mut Prefill)| {
        let mut prefill = keeper.prefill.clone();
        change(&mut prefill);
        write(&prefill, Some(&keeper.answers)).expect("a template")
    };
    let drop_properties = |p: &mut Package| {
        p.put(
            "docProps/custom.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
        );
    };
    let drop_codes = |p: &mut Package| {
        for sheet in Form::new(&keeper.prefill).sheets {
            p.cell(&sheet.title, "B2", "", "");
        }
    };
    let drop_hidden =
        |p: &mut Package| p.edit("xl/sharedStrings.xml", |xml| xml.replace("<t>uppf_", "<t>x_"));
    let mixed = {
        let theirs = Prefill { unit: "0320".into(), ..keeper.prefill.clone() };
        let theirs = Package::of(&write(&theirs, None).expect("a template"));
        made(&|p| {
            let code = |p: &Package| {
                let strings = p.text("xl/sharedStrings.xml");
                let from = strings.find("UPPF-").expect("the code");
                strings[from..].split('<').next().expect("its end").to_string()
            };
            let their_code = code(&theirs);
            p.words(ECONOMY, "B2", &their_code);
        })
    };
    vec![
        ("utan egenskaper (exceljs)", made(&drop_properties)),
        ("utan synliga koder", made(&drop_codes)),
        ("utan dolda bladets uppgifter", made(&drop_hidden)),
        (
            "bara synliga koder",
            made(&|p| {
                drop_properties(p);
                drop_hidden(p);
            }),
        ),
        (
            "helt utan märkning",
            made(&|p| {
                drop_properties(p);
                drop_hidden(p);
                drop_codes(p);
            }),
        ),
        (
            "dold flik i stället för mycket dold (LibreOffice)",
            made(&|p| p.workbook(|xml| xml.replace("veryHidden", "hidden"))),
        ),
        (
            "utan beräknade värden (openpyxl)",
            made(&|p| {
                p.edit_all(|xml| {
                    let mut pieces = xml.split("</f><v>");
                    let first = pieces.next().expect("a beginning").to_string();
                    pieces.fold(first, |made, piece| {
                        format!("{made}</f><v/>{}", piece.split_once("</v>").expect("an end").1)
                    })
                })
            }),
        ),
        (
            "inledande nolla borta",
            made(&|p| p.edit("docProps/custom.xml", |xml| xml.replace(">0310<", ">310<"))),
        ),
        (
            "namn i NFD",
            made(&|p| {
                p.workbook(|xml| {
                    xml.replace("Å", "A\u{30a}").replace("å", "a\u{30a}").replace("ä", "a\u{308}")
                })
            }),
        ),
        (
            "strikt OOXML",
            made(&|p| {
                p.edit_all(|xml| {
                    xml.replace(
                        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                        "http://purl.oclc.org/ooxml/spreadsheetml/main",
                    )
                    .replace(
                        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                        "http://purl.oclc.org/ooxml/officeDocument/relationships",
                    )
                })
            }),
        ),
        (
            "makrofil",
            made(&|p| {
                p.put("xl/vbaProject.bin", vec![0xD0, 0xCF, 0x11, 0xE0]);
                p.edit("[Content_Types].xml", |xml| {
                    xml.replace("spreadsheetml.sheet.main+xml", "x").replace(
                        "application/vnd.openxmlformats-officedocument.x",
                        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                    )
                });
            }),
        ),
        ("annan period", other(&|prefill| prefill.period.month = 4)),
        ("enhet utan mall", other(&|prefill| prefill.unit = "0999".into())),
        ("äldre utgåva", other(&|prefill| prefill.rows[0].budget_year += Money::from_ore(1))),
        (
            "annan version",
            made(&|p| {
                p.edit_all(|xml| xml.replace("UPPF-3", "UPPF-1"));
                drop_properties(p);
                drop_hidden(p);
            }),
        ),
        ("blad ur två mallar", mixed),
        ("tom mall", write(&keeper.prefill, None).expect("a template")),
    ]
}

/// What is no workbook at all, or none that is read.
fn strangers(keeper: &Keeper) -> Vec<Animal> {
    let clean = keeper.clean.bytes();
    let zip = |parts: &[(&str, &[u8])]| {
        let mut made = Package::of(&clean);
        let names: Vec<String> = parts.iter().map(|(name, _)| (*name).to_string()).collect();
        made.keep(&names);
        for (name, content) in parts {
            made.put(name, content.to_vec());
        }
        made.bytes()
    };
    let mut bomb = keeper.clean.clone();
    bomb.edit("xl/sharedStrings.xml", |xml| xml + &" ".repeat(200 << 20));
    vec![
        ("tom fil", Vec::new()),
        ("avklippt fil", clean[..clean.len() / 2].to_vec()),
        ("avklippt i slutet", clean[..clean.len() - 30].to_vec()),
        (
            "ods",
            zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]),
        ),
        ("xlsb", zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\x83\x01\x00")])),
        ("docx", zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>")])),
        ("zip med en mall i", zip(&[("svar.xlsx", clean.as_slice())])),
        ("webbsida", b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec()),
        ("csv", "Kostnadsslag;Prognos\nPersonalkostnader;-31540000\n".as_bytes().to_vec()),
        ("pdf", b"%PDF-1.7\n".to_vec()),
        ("bild", b"\x89PNG\r\n\x1a\n....".to_vec()),
        ("låsfil", [b"\x0cFinance office".to_vec(), vec![0x20; 150]].concat()),
        ("zipbomb", bomb.bytes()),
        ("slumpbitar", (0..4096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect()),
    ]
}

#[test]
fn every_animal_has_its_verdict() {
    let prefill = example::prefill(PeriodKind::Interim);
    let answers = example::answers(&prefill);
    let clean = Package::of(&write(&prefill, Some(&answers)).expect("a template"));
    let keeper = Keeper { prefill, answers, clean };
    let animals = [moved(&keeper), typed(&keeper), marks(&keeper), strangers(&keeper)].concat();
    assert!(animals.len() >= 60, "{}", animals.len());
    let verdicts: Vec<String> =
        animals.iter().map(|(name, bytes)| format!("{name}: {}", keeper.verdict(bytes))).collect();
    insta::assert_snapshot!(verdicts.join("\n"));
}
