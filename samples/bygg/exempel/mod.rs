//! Builds the sample folder `samples/grastorp` in memory from the source tables beside it. The same sources always
//! give the same bytes: `tests/sample.rs` compares them with what is committed.

mod amounts;
mod balance;
mod budget;
mod chance;
mod export;
mod kolada;
mod ledger;
mod operations;
mod registers;
mod sources;

use std::collections::BTreeMap;
use std::path::Path;

use ledger::Ledger;
use sources::Sources;

/// The years of the sample's ledger.
const YEARS: [i32; 2] = [2019, 2020];

/// The sample's files by path below `samples/grastorp`.
pub fn build(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let sources = Sources::read(folder)?;
    let mut files = BTreeMap::new();
    let mut opening = balance::first_opening(&sources);
    let mut control_sums = vec![registers::control_heading()];
    for year in YEARS {
        let mut ledger = Ledger::new(year);
        balance::post_opening(&mut ledger, &opening)?;
        operations::book(&sources, &mut ledger)?;
        balance::invest(&sources, &mut ledger)?;
        balance::pay(&sources, &mut ledger)?;
        balance::close(&sources, &mut ledger)?;
        opening = balance::closing(&ledger);
        control_sums.extend(registers::control_sums(&ledger));
        for (name, bytes) in export::files(&ledger)? {
            files.insert(format!("redovisning/{name}"), bytes);
        }
        files.insert(format!("budget/budget-{year}.csv"), budget::file(&sources, year)?);
    }
    files.insert("matvarden/Kolada 2020.csv".to_string(), kolada::file(folder)?);
    let logo = std::fs::read(folder.join("logotyp.png")).map_err(|error| format!("logotyp.png: {error}"))?;
    files.insert("logotyp.png".to_string(), logo);
    let tables = registers::tables(folder, control_sums)?;
    let grunddata =
        uppfolj::write::grunddata::starter(&tables).map_err(|error| format!("grunddata: {error}"))?;
    files.insert("grunddata.xlsx".to_string(), grunddata);
    Ok(files)
}
