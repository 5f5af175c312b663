//! The sample folder through the readers: no finding that is not meant, and both sides of the avstämning meet.

use std::path::Path;

use crate::base::lines;
use uppfolj::domain::period::Month;
use uppfolj::intake::{budget, control, ledger};
use uppfolj::raw::Postings;
use uppfolj::register;
use uppfolj::source::{self, folder};

#[test]
fn the_sample_is_read_whole() {
    let folder = folder::read(Path::new("samples/grastorp")).expect("the sample folder");
    let (raw, findings) = source::registers(&folder);
    assert_eq!(lines(&findings), [""; 0]);
    let (registers, findings) = register::read(&raw);
    assert_eq!(lines(&findings), [""; 0]);
    let registers = registers.expect("registers without fault");
    let contract = registers.export("huvudbok").expect("the ledger's profile");
    let (files, _, findings) = source::ledger(&folder, |_| Some(contract.separator));
    assert_eq!(lines(&findings), [""; 0]);
    let files: Vec<&dyn Postings> = files.iter().map(|file| &**file).collect();
    let through = Month::new(2020, 12).expect("a month");
    let read = ledger::read_files(&files, &registers, through, &mut |_| {});
    let told = lines(&read.findings);
    let booked = "upplysning L43 mappen: Årets resultat 2020 är bokat mot eget kapital: 27 125 037,92 kr.";
    assert!(told.len() == 1 && told[0].starts_with(booked), "{told:?}");
    let left = control::ledger_amounts(&read.counts, &registers);
    assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()));
    assert!(read.counts.iter().map(|count| count.rows).sum::<u64>() > 30_000);

    let contract = registers.export("budget").expect("the budget's profile");
    let (grids, findings) = source::budget(&folder, contract.separator);
    assert_eq!(lines(&findings), [""; 0]);
    let read = budget::read(&grids, &registers, through, &read.facts);
    // Own work in projects is budgeted as internal income here and as spending in Investeringar.
    let told = lines(&read.findings);
    assert!(told.iter().all(|line| line.starts_with("upplysning B11")), "{told:?}");
    let counts: Vec<_> = grids.iter().map(|grid| control::count_budget(grid, contract)).collect();
    let left = control::budget_amounts(&counts, &registers, &left, through);
    assert!(left.iter().map(|(key, amount)| (key, *amount)).eq(read.facts.iter()));
}
