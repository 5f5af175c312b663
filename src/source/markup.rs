//! What an XML part would make its reader hold in memory, weighed before the reader sees it. The reader takes some
//! numbers of the file at their word (how many shared strings, which shared formula) and makes room for them, and it
//! keeps a copy of a font and a number format for every cell format: a small file could ask for any amount.
//!
//! Every `<` counts as the beginning of a tag, also in a comment: what is weighed is at least what is read.

use crate::finding::Unreadable;

/// Longest tag, and longest stretch of text between tags. Excel's longest text is 32 767 characters.
const TAG_BYTES: usize = 1 << 20;
const TEXT_BYTES: usize = 4 << 20;
/// Most tags of a workbook, end tags too: the reader keeps a record of every one that is open.
const TAGS: usize = 6_000_000;
/// Most shared strings of a workbook.
const STRINGS: usize = 1_000_000;
/// Most sheets, names, relationships, formats and properties together.
const LOADED: usize = 200_000;
/// Most bytes of the texts that the cell formats copy.
const FORMAT_BYTES: usize = 48 << 20;
/// Numbers with more digits than this are no count of strings and no number of a formula.
const DIGITS: usize = 6;

/// What is weighed over all parts of a workbook.
#[derive(Debug, Default)]
pub struct Weight {
    tags: usize,
    strings: usize,
    loaded: usize,
}

/// What is weighed within one part.
#[derive(Default)]
struct Part {
    formats: usize,
    longest: usize,
}

impl Weight {
    pub fn add(&mut self, xml: &[u8]) -> Result<(), Unreadable> {
        // Zero bytes mean UTF-16, which no program writes in a workbook and in which nothing here would be found.
        if xml.contains(&0) {
            return Err(Unreadable::Damaged);
        }
        let mut part = Part::default();
        let mut rest = xml;
        while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
            if at > TEXT_BYTES {
                return Err(Unreadable::TooLarge);
            }
            rest = &rest[at..];
            let end = end_of_tag(rest)?;
            self.add_tag(&rest[..end], &mut part)?;
            rest = &rest[end..];
        }
        let copied = part.formats.saturating_mul(part.longest);
        if rest.len() > TEXT_BYTES || copied > FORMAT_BYTES { Err(Unreadable::TooLarge) } else { Ok(()) }
    }

    fn add_tag(&mut self, tag: &[u8], part: &mut Part) -> Result<(), Unreadable> {
        self.tags += 1;
        part.longest = part.longest.max(tag.len());
        match local_name(tag) {
            b"si" => self.strings += 1,
            b"sst" if digits_of(tag, b"uniqueCount") > DIGITS => return Err(Unreadable::Damaged),
            b"f" if digits_of(tag, b"si") > DIGITS => return Err(Unreadable::Damaged),
            b"xf" => {
                part.formats += 1;
                self.loaded += 1;
            }
            b"sheet" | b"definedName" | b"Relationship" | b"property" | b"numFmt" | b"font" | b"fill"
            | b"border" => {
                self.loaded += 1;
            }
            _ => {}
        }
        let fits = self.tags <= TAGS && self.strings <= STRINGS && self.loaded <= LOADED;
        if fits { Ok(()) } else { Err(Unreadable::TooLarge) }
    }
}

/// How far the tag reaches that begins here. Of a comment, a CDATA section or an instruction only the beginning counts:
/// what stands in it is weighed as if it were tags. A document type declares entities, which no workbook has.
fn end_of_tag(rest: &[u8]) -> Result<usize, Unreadable> {
    for opening in [b"<!--".as_slice(), b"<![CDATA[", b"<?"] {
        if rest.starts_with(opening) {
            return Ok(opening.len());
        }
    }
    if rest.starts_with(b"<!") {
        return Err(Unreadable::Damaged);
    }
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate().skip(1).take(TAG_BYTES) {
        match (quote, *byte) {
            (None, b'>') => return Ok(at + 1),
            (_, b'<') => return Err(Unreadable::Damaged),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    Err(if rest.len() > TAG_BYTES { Unreadable::TooLarge } else { Unreadable::Damaged })
}

/// The tag's name without its prefix; an end tag has none.
fn local_name(tag: &[u8]) -> &[u8] {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    let name = &name[..end.unwrap_or(name.len())];
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default()
}

/// How many digits the attribute of this name begins with, at the most where it stands several times.
fn digits_of(tag: &[u8], name: &[u8]) -> usize {
    let values = (0..tag.len()).filter_map(|at| {
        let value = tag[at..].strip_prefix(name)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        Some(value.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count())
    });
    values.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::Weight;
    use crate::finding::Unreadable;

    fn weigh(xml: &str) -> Result<(), Unreadable> {
        Weight::default().add(xml.as_bytes())
    }

    #[test]
    fn what_programs_write_passes() {
        for xml in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<sst count=\"9\" uniqueCount=\"123456\"><si><t>a</t></si></sst>",
            "<c r=\"A1\"><f t=\"shared\" ref=\"A1:XFD1048576\" si=\"12\">IF(B1&gt;0,\"x\",1)</f><v>1</v></c>",
            "<!-- made by hand --><a><![CDATA[a > b]]></a>",
            "<numFmt formatCode=\"[>100]0;'<'\"/>".replace('<', "&lt;").replacen("&lt;", "<", 1).as_str(),
            "",
        ] {
            assert_eq!(weigh(xml), Ok(()), "{xml}");
        }
    }

    #[test]
    fn numbers_that_the_reader_would_make_room_for_are_not_believed() {
        for xml in [
            "<sst uniqueCount=\"4000000000\">",
            "<x:sst uniqueCount = '4000000000'>",
            "<sst uniqueCount=\"1\" uniqueCount=\"4000000000\">",
            "<f t=\"shared\" ref=\"A1:B2\" si=\"4000000000\"/>",
            "<!-- <f si=\n\"4000000000\"> -->",
            "<a:b:f\tsi=\"4000000000\">",
        ] {
            assert_eq!(weigh(xml), Err(Unreadable::Damaged), "{xml}");
        }
    }

    #[test]
    fn what_cannot_be_weighed_is_not_read() {
        for xml in ["<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", "<a b=\"<c>\"/>", "<a", "<a b=\">", "<a/>\0"] {
            assert_eq!(weigh(xml), Err(Unreadable::Damaged), "{xml}");
        }
    }

    #[test]
    fn too_much_of_anything_is_too_large() {
        let long = "x".repeat(2 << 20);
        for xml in [
            "<a>".repeat(6_000_001),
            "<si/>".repeat(1_000_001),
            "<x:definedName name='a'/>".repeat(200_001),
            format!("<a b=\"{long}\"/>"),
            format!("<a>{long}{long}{long}</a>"),
            format!("<numFmt formatCode=\"{}\"/>{}", "0".repeat(100_000), "<xf/>".repeat(1_000)),
        ] {
            assert_eq!(weigh(&xml), Err(Unreadable::TooLarge), "{}", &xml[..40]);
        }
        let mut both = Weight::default();
        let half = "<si/>".repeat(600_000);
        assert_eq!(both.add(half.as_bytes()), Ok(()));
        assert_eq!(both.add(half.as_bytes()), Err(Unreadable::TooLarge), "the parts are weighed together");
    }
}
