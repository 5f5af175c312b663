//! One record cut into fields: blanks or tabs between, texts in quotation marks, object lists in braces.

use crate::domain::sie::SieFlaw;

pub(super) struct Fields {
    /// The label, then the fields; the items of the object list stand among them.
    pub items: Vec<String>,
    /// Where the list begins among the items, and how many they are.
    pub list: (usize, usize),
    /// The record ends in a brace that opens the rows below it.
    pub opens: bool,
}

impl Fields {
    /// `text` is the line after its `#`.
    pub fn cut(text: &str) -> Result<Fields, SieFlaw> {
        let mut fields = Fields { items: Vec::new(), list: (usize::MAX, 0), opens: false };
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            if first == '{' {
                let inside = rest[1..].trim_start();
                if inside.is_empty()
                    && fields.items.first().is_some_and(|label| label.eq_ignore_ascii_case("VER"))
                {
                    fields.opens = true;
                    break;
                }
                rest = fields.list(inside)?;
            } else {
                let (item, after) = item(rest, false)?;
                fields.items.push(item);
                rest = after;
            }
            rest = rest.trim_start();
        }
        Ok(fields)
    }

    /// The items up to the closing brace; what stands after it.
    fn list<'a>(&mut self, text: &'a str) -> Result<&'a str, SieFlaw> {
        if self.list.0 != usize::MAX {
            return Err(SieFlaw::BrokenList);
        }
        let start = self.items.len();
        let mut rest = text;
        loop {
            match rest.chars().next() {
                None => return Err(SieFlaw::BrokenList),
                Some('}') => break,
                Some(_) => {
                    let (item, after) = item(rest, true)?;
                    self.items.push(item);
                    rest = after.trim_start();
                }
            }
        }
        self.list = (start, self.items.len() - start);
        if self.list.1.is_multiple_of(2) { Ok(&rest[1..]) } else { Err(SieFlaw::BrokenList) }
    }
}

fn item(text: &str, in_list: bool) -> Result<(String, &str), SieFlaw> {
    match text.strip_prefix('"') {
        Some(inside) => quoted(inside),
        None => {
            let ends = |c: char| c == ' ' || c == '\t' || (in_list && c == '}');
            let end = text.find(ends).unwrap_or(text.len());
            Ok((text[..end].to_string(), &text[end..]))
        }
    }
}

/// A quotation mark inside is written `\"`. A folder's name may end in a backslash: `"C:\dir\"` is whole.
fn quoted(inside: &str) -> Result<(String, &str), SieFlaw> {
    let mut item = String::new();
    let mut characters = inside.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return Ok((item, &inside[at + 1..])),
            '\\' => match characters.peek() {
                Some((_, '"')) if inside.len() > at + 2 => {
                    item.push('"');
                    characters.next();
                }
                _ => item.push('\\'),
            },
            other => item.push(other),
        }
    }
    Err(SieFlaw::OpenQuote)
}
