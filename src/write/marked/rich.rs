//! The text of one note: runs of characters, each with its look, and the program's own lines among them.

use std::ops::Range;

use super::xml::{Broken, characters, elements, escaped};
use crate::text::marked as text;

/// Characters of a line in a box of the width that notes have by themselves.
const NARROW: usize = 24;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The look (`rPr`) as it stands in the file; empty where it has none.
    look: String,
    text: String,
}

/// One thing said of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub fault: bool,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich(Vec<Run>);

impl Rich {
    /// From what stands inside a note's `<text>`. Readings of Asian characters are not kept.
    pub fn read(xml: &str) -> Result<Rich, Broken> {
        let found =
            elements(xml, |depth, name| matches!((depth, name), (0, "t" | "r" | "rPh") | (1, "t" | "rPr")))?;
        let mut runs: Vec<Run> = Vec::new();
        let mut in_reading = false;
        for element in found {
            if element.depth == 0 {
                in_reading = element.local() == "rPh";
                if !in_reading {
                    runs.push(Run { look: String::new(), text: String::new() });
                }
            }
            let Some(run) = runs.last_mut().filter(|_| !in_reading) else { continue };
            match element.local() {
                "t" => run.text += &characters(element.inner_text())?.replace("\r\n", "\n"),
                "rPr" => run.look = element.text().to_string(),
                _ => {}
            }
        }
        Ok(Rich(runs))
    }

    pub fn write(&self, prefix: &str) -> String {
        let plain = |text: &str| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escaped(text));
        match self.0.as_slice() {
            [only] if only.look.is_empty() => plain(&only.text),
            runs => {
                let run = |run: &Run| format!("<{prefix}r>{}{}</{prefix}r>", run.look, plain(&run.text));
                runs.iter().map(run).collect()
            }
        }
    }

    fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// The lines of an earlier marking taken out, and how many rows of a narrow box they took; `None`: it has none.
    pub fn without_ours(&self) -> Option<(Rich, u32)> {
        let text = self.text();
        let ours = ours(&text);
        if ours.is_empty() {
            return None;
        }
        let rows = ours.iter().map(|piece| rows_of(&text[piece.clone()])).sum();
        Some((self.without(&ours), rows))
    }

    /// The text without some pieces of it, in order, by their places in bytes.
    fn without(&self, pieces: &[Range<usize>]) -> Rich {
        let mut left = Vec::new();
        let mut start = 0;
        let mut pieces = pieces.iter().peekable();
        for run in &self.0 {
            let end = start + run.text.len();
            let (mut text, mut at) = (String::new(), start);
            while let Some(piece) = pieces.peek().filter(|piece| piece.start < end) {
                text += &run.text[at - start..piece.start.max(at) - start];
                at = piece.end.clamp(at, end);
                if piece.end > end {
                    break;
                }
                pieces.next();
            }
            text += &run.text[at - start..];
            if !text.is_empty() {
                left.push(Run { look: run.look.clone(), text });
            }
            start = end;
        }
        Rich(left)
    }

    /// Our lines last, below a line that parts them from what a person wrote; and how many rows of a narrow box they
    /// take.
    pub fn add(&mut self, lines: &[Line], prefix: &str) -> u32 {
        let plain = look(prefix, false);
        let mut added = Vec::new();
        if !self.is_blank() {
            added.push(Run { look: plain.clone(), text: format!("\n{}\n", text::SEPARATOR) });
        }
        for line in lines {
            let label = if line.fault { text::FAULT } else { text::WARNING };
            added.push(Run { look: look(prefix, true), text: label.to_string() });
            added.push(Run { look: plain.clone(), text: format!(" {}\n", one_line(&line.text)) });
        }
        added.push(Run { look: plain, text: text::SIGNATURE.to_string() });
        let rows = rows_of(&added.iter().map(|run| run.text.as_str()).collect::<String>());
        self.0.extend(added);
        rows
    }

    /// The length of each line, in characters.
    pub fn line_lengths(&self) -> Vec<usize> {
        self.text().lines().map(|line| line.chars().count()).collect()
    }
}

/// A line of ours is one line, or it is not known as ours when it comes back.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As Excel writes the notes that a person makes.
fn look(prefix: &str, bold: bool) -> String {
    let bold = if bold { format!("<{prefix}b/>") } else { String::new() };
    format!(
        "<{prefix}rPr>{bold}<{prefix}sz val=\"9\"/><{prefix}color indexed=\"81\"/><{prefix}rFont val=\"Tahoma\"/>\
         <{prefix}family val=\"2\"/></{prefix}rPr>"
    )
}

fn rows_of(text: &str) -> u32 {
    let rows = text.trim().lines().map(|line| line.trim().chars().count().div_ceil(NARROW).max(1));
    u32::try_from(rows.sum::<usize>()).unwrap_or(u32::MAX)
}

/// Where pieces of ours stand in a note: each from the first fault or warning of an unbroken row of them, with the
/// parting line above it, to the signature. What a person wrote around them stays.
fn ours(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push((start, line.trim()));
        start += line.len();
    }
    let is_said = |line: &str| line.starts_with(text::FAULT) || line.starts_with(text::WARNING);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut free = 0;
    for (last, (start, line)) in lines.iter().enumerate() {
        if !line.starts_with(text::SIGNATURE) {
            continue;
        }
        let signed = text[*start..].find(text::SIGNATURE).unwrap_or_default();
        let mut first = last;
        while first > free && is_said(lines[first - 1].1) {
            first -= 1;
        }
        if first > free && lines[first - 1].1 == text::SEPARATOR {
            first -= 1;
        }
        free = last + 1;
        let (mut from, to) = (lines[first].0, start + signed + text::SIGNATURE.len());
        let after = text[to..].trim_start();
        if after.is_empty() && text[..from].ends_with('\n') {
            // Nothing follows: the line feed before it was ours too.
            from -= 1;
        }
        from = from.max(pieces.last().map_or(0, |piece| piece.end));
        pieces.push(from..text.len() - after.len());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Line, Rich, ours};

    fn lines() -> Vec<Line> {
        vec![
            Line { fault: true, text: "Skriv <ett>\nbelopp & inget annat".into() },
            Line { fault: false, text: "Tolkad som -5".into() },
        ]
    }

    #[test]
    fn what_is_said_stands_line_by_line_with_its_word_first() {
        let mut note = Rich::default();
        note.add(&lines(), "");
        assert_eq!(
            note.text(),
            "FEL: Skriv <ett> belopp & inget annat\nVARNING: Tolkad som -5\n– Svarskontrollen"
        );
        let again = Rich::read(&note.write("")).expect("a note");
        assert_eq!(again, note);
        let (left, rows) = again.without_ours().expect("ours");
        assert!(left.is_blank());
        assert_eq!(rows, 4);
    }

    #[test]
    fn a_persons_own_words_stay_as_they_were() {
        for own in [
            "<t>min egen\nnot</t>",
            "<x:r><x:rPr><x:i/></x:rPr><x:t xml:space=\"preserve\">Anna:\n</x:t></x:r><x:r><x:t>FEL: egen rad</x:t></x:r>",
            "<t>slutar med rad\n</t>",
        ] {
            let before = Rich::read(own).expect("a note");
            let mut note = before.clone();
            let rows = note.add(&lines(), "x:");
            assert!(note.text().starts_with(&before.text()));
            assert_eq!(Rich::read(&note.write("x:")).as_ref(), Ok(&note));
            assert_eq!(note.without_ours(), Some((before, rows)));
        }
    }

    #[test]
    fn an_answer_typed_below_or_after_ours_stays() {
        let said = "FEL: a\n– Svarskontrollen";
        for (text, left) in [
            (format!("{said}\nJag rättar."), "Jag rättar."),
            (format!("{said} Jag rättar."), "Jag rättar."),
            (format!("egen\n–––––\n{said}\nsvar"), "egen\nsvar"),
            (format!("{said}\n{said}"), ""),
            (format!("{said}\negen\n{said}\nslut"), "egen\nslut"),
            (format!("egen\n–––––\n{said}\n\n"), "egen"),
        ] {
            let note = Rich::read(&format!("<t>{text}</t>")).expect("a note");
            assert_eq!(note.without_ours().map(|(left, _)| left.text()).as_deref(), Some(left), "{text}");
        }
    }

    #[test]
    fn a_note_that_only_looks_like_ours_is_left() {
        for text in ["FEL: egen", "Svarskontrollen", "–––––", ""] {
            assert_eq!(ours(text), Vec::new(), "{text}");
        }
    }
}
