//! Names of files that every system takes, each once in its set.

use std::collections::BTreeSet;

use super::DiskError;

/// The names of a set, as they are compared: Windows and macOS do not tell `A.pdf` from `a.pdf`.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    /// `name` is relative to the set's folder, with `/` between folders.
    pub fn take(&mut self, name: &str) -> Result<(), DiskError> {
        if !name.split('/').all(is_file_name) {
            return Err(DiskError::BadName(name.to_string()));
        }
        if self.0.insert(name.to_lowercase()) { Ok(()) } else { Err(DiskError::Duplicate(name.to_string())) }
    }

    pub fn holds(&self, name: &str) -> bool {
        self.0.contains(&name.to_lowercase())
    }
}

/// A file name from any text: what Windows does not allow in one becomes `-`.
pub fn file_name(text: &str) -> String {
    let allowed: String =
        text.chars().map(|c| if FORBIDDEN.contains(c) || c.is_control() { '-' } else { c }).collect();
    let trimmed = allowed.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let cut: String = trimmed.chars().take(120).collect();
    let name = cut.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).to_string();
    if name.is_empty() || is_device(&name) { format!("{name}_") } else { name }
}

const FORBIDDEN: &str = "<>:\"/\\|?*";

pub(super) fn is_file_name(name: &str) -> bool {
    !name.is_empty() && file_name(name) == name
}

/// Names that Windows keeps for devices, with any ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// What Excel and LibreOffice leave beside an open file.
pub(super) fn is_program_litter(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    last.starts_with("~$") || last.starts_with(".~lock.")
}
