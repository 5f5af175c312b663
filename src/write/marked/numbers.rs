//! The number format of a marked field's cell, given back where a person or a program has made it another kind of cell:
//! in a cell for text a number that is typed anew is text again. A new format is a copy of the cell's own, at the end
//! of the list, with nothing but the number format changed.

use super::xml::{Broken, Edits, Element, elements, escaped, place_for, root};

/// The built-in formats: text, and the last number that is taken for a built-in one.
const TEXT: u32 = 49;
const LAST_BUILT_IN: u32 = 163;

/// What a number format makes of what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Number,
    Percent,
    Date,
    Text,
}

fn class_of_code(code: &str) -> Class {
    let mut plain = String::new();
    let (mut quoted, mut skip) = (false, false);
    for sign in code.chars() {
        match sign {
            _ if skip => skip = false,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '\\' | '_' | '*' => skip = true,
            _ => plain.push(sign.to_ascii_lowercase()),
        }
    }
    // Colours, locales and conditions are no part of it.
    let plain: String = plain.split('[').map(|part| part.rsplit(']').next().unwrap_or_default()).collect();
    if plain.trim() == "@" {
        Class::Text
    } else if plain.contains('%') {
        Class::Percent
    } else if plain != "general" && plain != "standard" && plain.contains(['y', 'm', 'd', 'h', 's']) {
        Class::Date
    } else {
        Class::Number
    }
}

fn class_of_built_in(number: u32) -> Class {
    match number {
        TEXT => Class::Text,
        9 | 10 => Class::Percent,
        14..=22 | 27..=36 | 45..=47 | 50..=58 => Class::Date,
        _ => Class::Number,
    }
}

/// A cell's format as it is and the number format its field has in the template.
pub type Wanted = (usize, String);

/// The styles with a format for each of the wanted ones, and the number of each: its own where it will do.
pub fn restored(xml: &str, wanted: &[Wanted]) -> Result<(String, Vec<usize>), Broken> {
    let found = elements(xml, |depth, name| depth < 2 || (depth == 2 && matches!(name, "xf" | "numFmt")))?;
    let root = root(&found)?;
    let children: Vec<Element> = found.iter().filter(|element| element.depth == 1).cloned().collect();
    let list = |name: &str| children.iter().find(|element| element.local() == name);
    let Some(formats) = list("cellXfs") else {
        return Ok((xml.to_string(), wanted.iter().map(|(format, _)| *format).collect()));
    };
    let known: Vec<&Element> = found.iter().filter(|element| element.within(formats)).collect();
    let codes = found.iter().filter(|element| element.local() == "numFmt");
    let mut codes: Vec<(u32, String)> =
        codes.filter_map(|one| Some((one.number("numFmtId")?, one.attribute("formatCode")?))).collect();
    let (standing_codes, mut made) = (codes.len(), Vec::<String>::new());
    let mut numbers = Vec::new();
    for (format, code) in wanted {
        let own = known.get(*format).and_then(|own| own.number("numFmtId")).unwrap_or_default();
        let class = codes
            .iter()
            .find(|(number, _)| *number == own)
            .map_or_else(|| class_of_built_in(own), |(_, code)| class_of_code(code));
        let (Some(element), false) = (known.get(*format), class == class_of_code(code)) else {
            numbers.push(*format);
            continue;
        };
        let copy = copied(element, number_of(code, &mut codes))?;
        let at = made.iter().position(|one| *one == copy).unwrap_or(made.len());
        if at == made.len() {
            made.push(copy);
        }
        numbers.push(known.len() + at);
    }
    let mut edits = Edits::default();
    if !made.is_empty() {
        if let Some(count) = formats.attribute_at("count") {
            edits.replace(count, (known.len() + made.len()).to_string());
        }
        edits.append(formats, &made.concat());
    }
    let prefix = root.prefix();
    let fresh: String = codes[standing_codes..]
        .iter()
        .map(|(number, code)| {
            format!("<{prefix}numFmt numFmtId=\"{number}\" formatCode=\"{}\"/>", escaped(code))
        })
        .collect();
    match list("numFmts") {
        _ if fresh.is_empty() => {}
        Some(list) => {
            if let Some(count) = list.attribute_at("count") {
                edits.replace(count, codes.len().to_string());
            }
            edits.append(list, &fresh);
        }
        None => edits.insert(
            place_for(&root, &children, super::styles::ORDER, "numFmts")?,
            format!("<{prefix}numFmts count=\"{}\">{fresh}</{prefix}numFmts>", codes.len()),
        ),
    }
    Ok((edits.apply(xml)?, numbers))
}

/// The number of a number format, which may be new.
fn number_of(code: &str, codes: &mut Vec<(u32, String)>) -> u32 {
    if code == "@" {
        return TEXT;
    }
    if let Some((number, _)) = codes.iter().find(|(_, known)| known == code) {
        return *number;
    }
    let last = codes.iter().map(|(number, _)| *number).max().unwrap_or_default().max(LAST_BUILT_IN);
    let number = last.saturating_add(1);
    codes.push((number, code.to_string()));
    number
}

/// The format with another number format. That a text was typed with an apostrophe is no part of the new one.
fn copied(format: &Element, number: u32) -> Result<String, Broken> {
    let text = format.text();
    let found = elements(text, |depth, _| depth == 0)?;
    let own = root(&found)?;
    let mut edits = Edits::default();
    let mut missing = String::new();
    for (name, value) in [("numFmtId", number.to_string()), ("applyNumberFormat", "1".to_string())] {
        match own.attribute_at(name) {
            Some(at) => edits.replace(at, value),
            None => missing += &format!(" {name}=\"{value}\""),
        }
    }
    if let Some(at) = own.attribute_at("quotePrefix") {
        edits.replace(at, "0");
    }
    edits.insert(1 + own.name.len(), missing);
    edits.apply(text)
}

#[cfg(test)]
mod tests {
    use super::{Class, class_of_code, restored};

    #[test]
    fn a_number_format_is_told_by_what_it_makes_of_what_is_typed() {
        for (code, class) in [
            ("@", Class::Text),
            ("General", Class::Number),
            ("#,##0;\"−\"#,##0", Class::Number),
            ("#,##0\\ \"kr med\";[Red]\\-#,##0", Class::Number),
            ("0.0%", Class::Percent),
            ("yyyy\\-mm\\-dd", Class::Date),
            ("[$-41D]d mmmm", Class::Date),
        ] {
            assert_eq!(class_of_code(code), class, "{code}");
        }
    }

    #[test]
    fn a_copy_of_the_cells_own_format_is_appended_once() {
        let xml = "<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0\"/></numFmts>\
            <cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs count=\"2\"><xf numFmtId=\"164\" fontId=\"0\"/>\
            <xf numFmtId=\"49\" fontId=\"3\" quotePrefix=\"1\"><protection locked=\"0\"/></xf></cellXfs></styleSheet>";
        let amount = "#,##0;\"−\"#,##0".to_string();
        let wanted = [(0, amount.clone()), (1, amount.clone()), (1, amount), (1, "@".to_string())];
        let (made, numbers) = restored(xml, &wanted).expect("styles");
        assert_eq!(numbers, [0, 2, 2, 1]);
        let copy = "<xf applyNumberFormat=\"1\" numFmtId=\"165\" fontId=\"3\" quotePrefix=\"0\"><protection locked=\"0\"/></xf></cellXfs>";
        assert!(made.contains(copy) && made.contains("<cellXfs count=\"3\">"), "{made}");
        assert!(
            made.contains("<numFmts count=\"2\">")
                && made.contains("formatCode=\"#,##0;&quot;−&quot;#,##0\"")
        );
        assert_eq!(
            restored(&made, &[(2, wanted[0].1.clone())]),
            Ok((made.clone(), vec![2])),
            "it is as it should be"
        );
    }

    #[test]
    fn a_workbook_without_number_formats_gets_its_first() {
        let xml = "<x:styleSheet><x:fonts/><x:cellXfs><x:xf numFmtId=\"14\"/></x:cellXfs></x:styleSheet>";
        let (made, numbers) =
            restored(xml, &[(0, "0.0".to_string()), (7, "0.0".to_string())]).expect("styles");
        assert_eq!(numbers, [1, 7]);
        assert!(made.starts_with("<x:styleSheet><x:numFmts count=\"1\"><x:numFmt numFmtId=\"164\" formatCode=\"0.0\"/></x:numFmts><x:fonts/>"), "{made}");
    }
}
