//! The handbook's table of fields is the forms' own, and the fields of a template version do not change.

use std::fs;

use sha2::{Digest, Sha256};
use uppfolj::domain::period::PeriodKind;
use uppfolj::form::handbook::{field_lines, field_tables};
use uppfolj::form::{Form, Prefill, VERSION};

use crate::example;

const TABLE: &str = "templates/handbok/mallens-falt.md";
/// Set to anything, it has the table written instead of compared.
const RENEW: &str = "UPPDATERA_HANDBOK";

#[test]
fn the_handbook_has_the_fields_of_the_forms() {
    let forms = [example::prefill(PeriodKind::Interim), example::finance(PeriodKind::Interim)];
    let table = field_tables(&forms.each_ref().map(Form::new));
    if std::env::var_os(RENEW).is_some() {
        fs::create_dir_all("templates/handbok").expect("the folder");
        fs::write(TABLE, &table).expect("the table");
    }
    let committed = fs::read_to_string(TABLE).expect("the table");
    assert_eq!(committed, table, "{TABLE} is not what the forms say: renew it with {RENEW}=1 cargo test");
}

#[test]
fn every_field_has_its_row_in_the_handbook() {
    let table = fs::read_to_string(TABLE).expect("the table");
    for prefill in every_template() {
        for line in field_lines(&Form::new(&prefill)) {
            let key = line.split(';').nth(2).expect("a key");
            assert!(table.contains(&format!(" {key} |")), "{key}");
        }
    }
}

/// The fields of each template of version 3, as a hash of what the handbook says of them.
const FIELDS_OF_VERSION_3: [(&str, &str); 8] = [
    ("unit Month", "44a4047ff00834ad"),
    ("unit Tertial", "44a4047ff00834ad"),
    ("unit Interim", "85a9d9dc67ad9231"),
    ("unit Year", "740c843bec47f3a8"),
    ("finance Month", "5bde0ecc981d39a2"),
    ("finance Tertial", "5bde0ecc981d39a2"),
    ("finance Interim", "f0b24d9546be9e79"),
    ("finance Year", "685ae0c465b07467"),
];

fn every_template() -> Vec<Prefill> {
    let kinds = [PeriodKind::Month, PeriodKind::Tertial, PeriodKind::Interim, PeriodKind::Year];
    kinds.map(example::prefill).into_iter().chain(kinds.map(example::finance)).collect()
}

#[test]
fn the_fields_of_a_version_do_not_change() {
    assert_eq!(VERSION, "3", "a new version has fields of its own: write its hashes here");
    let hash = |prefill: &Prefill| {
        let lines = field_lines(&Form::new(prefill)).join("\n");
        Sha256::digest(lines).iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let found: Vec<String> = every_template().iter().map(hash).collect();
    let known: Vec<&str> = FIELDS_OF_VERSION_3.iter().map(|(_, hash)| *hash).collect();
    assert_eq!(
        found, known,
        "The fields of a template have changed. Templates of version {VERSION} may be out with the units: raise \
         form::VERSION and begin a list of its own. Until the first release the hashes may be renewed knowingly."
    );
}
