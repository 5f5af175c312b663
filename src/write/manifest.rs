//! `manifest.json`: what a set of outputs was made from and consists of. The types here are the file's format: a field is
//! added, never renamed, and [`FORMAT`] is raised when its meaning changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::money::Money;

/// The manifest's own name in its folder.
pub const NAME: &str = "manifest.json";
/// Version of the format.
pub const FORMAT: u32 = 1;

/// Everything a later run needs to tell whether inputs and outputs are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// `2020-12`.
    pub period: String,
    #[serde(rename = "installningar")]
    pub settings: BTreeMap<String, String>,
    #[serde(rename = "indata")]
    pub inputs: Vec<FileEntry>,
    /// Every output but the manifest itself.
    #[serde(rename = "utdata")]
    pub outputs: Vec<FileEntry>,
    #[serde(rename = "kontrollsummor")]
    pub control_totals: Vec<ControlTotal>,
    #[serde(rename = "papekanden")]
    pub findings: Vec<FindingEntry>,
}

/// The part of a [`Manifest`] that tells of inputs.
#[derive(Serialize)]
struct InputPart<'a> {
    format: u32,
    version: &'a str,
    period: &'a str,
    #[serde(rename = "installningar")]
    settings: &'a BTreeMap<String, String>,
    #[serde(rename = "indata")]
    inputs: &'a [FileEntry],
    #[serde(rename = "kontrollsummor")]
    control_totals: &'a [ControlTotal],
}

/// One file: path relative to the folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileEntry {
    #[serde(rename = "fil")]
    pub path: String,
    #[serde(rename = "byte")]
    pub size: u64,
    pub sha256: String,
}

impl FileEntry {
    pub fn of(path: &str, bytes: &[u8]) -> FileEntry {
        FileEntry { path: path.to_string(), size: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// One line of the avstämning: what was read and what was written, in kronor with two decimals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ControlTotal {
    #[serde(rename = "vad")]
    pub what: String,
    #[serde(rename = "inlast")]
    pub read: String,
    #[serde(rename = "redovisat")]
    pub written: String,
}

impl ControlTotal {
    pub fn new(what: &str, read: Money, written: Money) -> ControlTotal {
        ControlTotal { what: what.to_string(), read: kr(read), written: kr(written) }
    }
}

/// One finding, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FindingEntry {
    #[serde(rename = "kod")]
    pub code: String,
    #[serde(rename = "allvar")]
    pub severity: String,
    #[serde(rename = "plats")]
    pub place: String,
    pub text: String,
}

/// What goes into a manifest, in any order.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub period: String,
    pub settings: BTreeMap<String, String>,
    pub inputs: Vec<FileEntry>,
    pub outputs: Vec<FileEntry>,
    pub control_totals: Vec<ControlTotal>,
    pub findings: Vec<FindingEntry>,
}

impl Manifest {
    /// Files are listed by path; control totals and findings in the caller's order, which has a meaning.
    pub fn new(parts: Parts) -> Manifest {
        let Parts { period, settings, mut inputs, mut outputs, control_totals, findings } = parts;
        inputs.sort();
        outputs.sort();
        outputs.retain(|file| file.path != NAME && !file.path.ends_with(&format!("/{NAME}")));
        let version = env!("CARGO_PKG_VERSION").to_string();
        Manifest { format: FORMAT, version, period, settings, inputs, outputs, control_totals, findings }
    }

    /// The file's bytes: UTF-8, indented, one line break at the end.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// What the outputs were made from, without the outputs themselves: an output can carry it.
    pub fn inputs_to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let part = InputPart {
            format: self.format,
            version: &self.version,
            period: &self.period,
            settings: &self.settings,
            inputs: &self.inputs,
            control_totals: &self.control_totals,
        };
        let mut bytes = serde_json::to_vec_pretty(&part)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// `None` when the bytes are not a manifest of this format.
    pub fn from_bytes(bytes: &[u8]) -> Option<Manifest> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Manifest| manifest.format == FORMAT)
    }

    /// The last part of each output's path below `folder`, such as `rapporter/2020-12`: what an earlier run wrote.
    pub fn outputs_below(&self, folder: &str) -> BTreeSet<String> {
        let below = self.outputs.iter().filter_map(|file| file.path.strip_prefix(folder));
        below.filter_map(|rest| rest.strip_prefix('/')).map(str::to_string).collect()
    }
}

/// Lower-case hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `-1234.05`: for programs, thus with a point.
pub(super) fn kr(amount: Money) -> String {
    let sign = if amount < Money::ZERO { "-" } else { "" };
    let ore = amount.ore().unsigned_abs();
    format!("{sign}{}.{:02}", ore / 100, ore % 100)
}

#[cfg(test)]
mod tests {
    use super::{ControlTotal, FileEntry, FindingEntry, Manifest, Parts};
    use crate::domain::money::Money;

    fn parts() -> Parts {
        Parts {
            period: "2020-12".to_string(),
            settings: [("exempel".to_string(), "ja".to_string())].into(),
            inputs: vec![FileEntry::of("redovisning/b.csv", b"1"), FileEntry::of("budget/a.csv", b"")],
            outputs: vec![
                FileEntry::of("rapporter/2020-12/manifest.json", b"{}"),
                FileEntry::of("rapporter/2020-12/Måluppfyllelse.xlsx", b"x"),
            ],
            control_totals: vec![ControlTotal::new("Klass 3–8", Money::from_ore(-5), Money::from_ore(-5))],
            findings: vec![FindingEntry {
                code: "L09".to_string(),
                severity: "varning".to_string(),
                place: "redovisning/b.csv".to_string(),
                text: "Fullständighet ej styrkt mot huvudboken.".to_string(),
            }],
        }
    }

    #[test]
    fn the_format_is_frozen() {
        let bytes = Manifest::new(parts()).to_bytes().expect("plain data");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.replace(env!("CARGO_PKG_VERSION"), "[version]");
        insta::assert_snapshot!(text);
    }

    #[test]
    fn the_input_part_names_no_output_and_no_finding() {
        let manifest = Manifest::new(parts());
        let part: serde_json::Value =
            serde_json::from_slice(&manifest.inputs_to_bytes().expect("plain data")).expect("JSON");
        let keys: Vec<&String> = part.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["format", "indata", "installningar", "kontrollsummor", "period", "version"]);
        assert_eq!(part["indata"], serde_json::to_value(&manifest.inputs).expect("plain data"));
    }

    #[test]
    fn what_was_written_is_read_again() {
        let manifest = Manifest::new(parts());
        let bytes = manifest.to_bytes().expect("plain data");
        assert_eq!(Manifest::from_bytes(&bytes).as_ref(), Some(&manifest));
        assert_eq!(Manifest::from_bytes(b"{}"), None);
        let below: Vec<String> = manifest.outputs_below("rapporter/2020-12").into_iter().collect();
        assert_eq!(below, ["Måluppfyllelse.xlsx"]);
    }
}
