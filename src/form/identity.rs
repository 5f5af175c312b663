//! What a template carries inside to be known by: unit, period, version and the SHA-256 of its content, in three
//! carriers that must agree. The file's name decides nothing.

use std::fmt;

use sha2::{Digest, Sha256};

use super::issued;
use super::prefill::Prefill;
use crate::domain::code::Code;
use crate::domain::period::Month;

/// The template's version: raised whenever sheets, fields or rules change. An issued version is immutable.
pub const VERSION: &str = "3";
/// The hidden sheet.
pub const HIDDEN_SHEET: &str = "_mall";
/// The first word of the visible code.
const MARK: &str = "UPPF-";
/// Characters of the content hash that the visible code shows.
const SHORT: usize = 8;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub unit: Code,
    pub period: Month,
    pub version: String,
    /// SHA-256 of the canonical content, 64 hex digits.
    pub content: String,
}

impl Identity {
    pub fn of(prefill: &Prefill) -> Identity {
        Identity {
            unit: prefill.unit.clone(),
            period: prefill.period,
            version: VERSION.to_string(),
            content: content(VERSION, prefill),
        }
    }

    /// The facts of the hidden sheet and of the custom properties: key and value.
    pub fn facts(&self) -> [(&'static str, String); 4] {
        [
            ("uppf_enhet", self.unit.to_string()),
            ("uppf_period", self.period.to_string()),
            ("uppf_version", self.version.clone()),
            ("uppf_innehall", self.content.clone()),
        ]
    }

    /// The code that stands on every sheet.
    pub fn code(&self) -> VisibleCode {
        VisibleCode {
            version: self.version.clone(),
            period: self.period.to_string(),
            unit: self.unit.to_string(),
            content: VisibleCode::short(&self.content),
        }
    }
}

/// SHA-256 over the version and the issued content, not over the bytes of the file.
pub fn content(version: &str, prefill: &Prefill) -> String {
    hash(version, &issued::content_lines(prefill))
}

/// As [`content`], of content that is in lines already.
pub(super) fn hash(version: &str, lines: &[String]) -> String {
    let mut hasher = Sha256::new();
    hasher.update(version.as_bytes());
    for line in lines {
        hasher.update(b"\n");
        hasher.update(line.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `UPPF-1 · 2020-08 · 310 · 9F86D081`, as it was read: nothing in it is believed yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisibleCode {
    pub version: String,
    pub period: String,
    pub unit: String,
    pub content: String,
}

impl fmt::Display for VisibleCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{MARK}{} · {} · {} · {}", self.version, self.period, self.unit, self.content)
    }
}

impl VisibleCode {
    /// What the visible code shows of a content hash.
    pub fn short(content: &str) -> String {
        content.chars().take(SHORT).collect::<String>().to_uppercase()
    }

    /// Reads the code from a cell's text; other text may follow it after two spaces.
    pub fn parse(text: &str) -> Option<VisibleCode> {
        let rest = text.trim().strip_prefix(MARK)?;
        let parts: Vec<&str> = rest.split(" · ").map(str::trim).collect();
        let [version, period, unit, content] = parts.as_slice() else { return None };
        let own = |text: &str| text.to_string();
        Some(VisibleCode {
            version: own(version),
            period: own(period),
            unit: own(unit),
            content: content.split_whitespace().next()?.to_uppercase(),
        })
    }
}
