//! Codes of the accounting code string (kodsträng). Codes are text: leading zeros survive.

use std::fmt;
use std::sync::Arc;

/// One code: an ansvar, a konto, a project, a goal … Ordered as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Arc<str>);

impl Code {
    pub fn new(text: &str) -> Code {
        Code(Arc::from(text.trim()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Code {
        Code::new(text)
    }
}

/// An inclusive range of codes of equal length, compared as text; a single code is a range of one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeRange {
    pub from: Code,
    pub to: Code,
}

impl CodeRange {
    pub fn contains(&self, code: &Code) -> bool {
        code.as_str().len() == self.from.as_str().len() && self.from <= *code && *code <= self.to
    }

    pub fn overlaps(&self, other: &CodeRange) -> bool {
        self.from.as_str().len() == other.from.as_str().len()
            && self.from <= other.to
            && other.from <= self.to
    }
}

/// A list of codes and ranges as an office writes it: `4010-4019; 4030`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeSet(pub Vec<CodeRange>);

impl CodeSet {
    /// Reads `4010-4019; 4030` (`;` or `,` between). `Err` holds the part that is not a code or a range of
    /// codes of equal length in ascending order.
    pub fn parse(text: &str) -> Result<CodeSet, String> {
        let mut ranges = Vec::new();
        for part in text.split([';', ',']).map(str::trim).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (Code::new(from), Code::new(to));
            let shaped = !from.as_str().is_empty() && from.as_str().len() == to.as_str().len() && from <= to;
            if !shaped || part.contains(char::is_whitespace) && !part.contains('-') {
                return Err(part.to_string());
            }
            ranges.push(CodeRange { from, to });
        }
        Ok(CodeSet(ranges))
    }

    pub fn contains(&self, code: &Code) -> bool {
        self.0.iter().any(|range| range.contains(code))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, CodeSet};

    #[test]
    fn leading_zeros_and_length_count() {
        let set = CodeSet::parse("0401-0409; 50").expect("a code set");
        assert!(set.contains(&Code::new("0405")));
        assert!(!set.contains(&Code::new("405")));
        assert!(set.contains(&Code::new("50")));
        assert!(!set.contains(&Code::new("500")));
    }

    #[test]
    fn a_turned_or_uneven_range_is_told() {
        assert_eq!(CodeSet::parse("10; 4019-4010"), Err("4019-4010".to_string()));
        assert_eq!(CodeSet::parse("401-4010"), Err("401-4010".to_string()));
    }
}
