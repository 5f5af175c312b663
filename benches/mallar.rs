//! What a unit template costs: milliseconds and kB per template, written and read, on one thread and on two, and the peak
//! of memory for few and for many. The templates are the sample's, under other codes.
//!
//! `cargo bench --bench mallar` measures 400 templates; `cargo bench --bench mallar -- 2000` as many as asked for. A plain
//! program: what is asked is the time of a whole run and its memory, and not the spread of microseconds.
#![allow(clippy::print_stdout)]

use std::fs;
use std::path::Path;
use std::time::Instant;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use uppfolj::domain::code::Code;
use uppfolj::domain::period::Month;
use uppfolj::form::{Form, Issued, IssuedRow, Prefill};
use uppfolj::intake::template;
use uppfolj::run::Options;
use uppfolj::run::disk::{DiskError, write_set};
use uppfolj::run::gather::gather;
use uppfolj::run::stations::Untouched;
use uppfolj::run::templates::Issue;
use uppfolj::source::folder;
use uppfolj::source::returned;
use uppfolj::write;

const REGISTER: &str = "utgivna.csv";

fn main() {
    let asked = std::env::args().filter_map(|argument| argument.parse().ok()).next();
    let count: usize = asked.unwrap_or(400);
    let sample = sample();
    println!("before: {}", memory());
    for (threads, count) in [(1, count / 10), (2, count / 10), (1, count), (2, count)] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| measure(&sample, count.max(1), threads));
    }
}

/// What the sample's units are given in August.
fn sample() -> Vec<Prefill> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    let folder = folder::read(&root).expect("the sample");
    let gathered = gather(&folder, period(), Options::default(), &mut Untouched);
    let gathered = gathered.unwrap_or_else(|found| panic!("{found:?}"));
    let issue = Issue::new(&gathered);
    issue.units().into_iter().map(|unit| issue.prefill(unit)).collect()
}

fn period() -> Month {
    Month::new(2020, 8).expect("a month")
}

fn measure(sample: &[Prefill], count: usize, threads: usize) {
    let root = tempfile::tempdir().expect("a folder");
    let started = Instant::now();
    let issued = write_all(root.path(), sample, count);
    let written = started.elapsed().as_secs_f64();
    // What was handed out comes back as it was.
    let inbox = root.path().join("inkommet").join(period().to_string());
    fs::create_dir(root.path().join("inkommet")).expect("a folder");
    fs::rename(root.path().join("mallar").join(period().to_string()), &inbox).expect("moved");
    fs::remove_file(inbox.join(REGISTER)).expect("removed");
    let started = Instant::now();
    let bytes = read_all(root.path(), &issued, count);
    let read = started.elapsed().as_secs_f64();
    let per = |seconds: f64| seconds * 1000.0 / count as f64;
    println!(
        "{count} templates, {threads} threads: written {:.1} ms, read {:.1} ms, {:.1} kB each; {}",
        per(written),
        per(read),
        bytes as f64 / 1000.0 / count as f64,
        memory()
    );
}

/// Each template is made, written and dropped, as the command does.
fn write_all(root: &Path, sample: &[Prefill], count: usize) -> Issued {
    let target = format!("mallar/{}", period());
    let mut issued = Issued::default();
    let done = write_set(root, &target, REGISTER, &Default::default(), |set| {
        let one = |at: usize| {
            let one = &sample[at % sample.len()];
            let prefill = Prefill { unit: Code::new(&format!("{}x{at}", one.unit)), ..one.clone() };
            let bytes = write::template::write(&prefill, None).expect("a template");
            set.add(&Form::file_name(&prefill), &bytes)?;
            Ok(IssuedRow::of(&prefill))
        };
        issued =
            (0..count).into_par_iter().map(one).collect::<Result<Vec<_>, DiskError>>()?.into_iter().collect();
        Ok(issued.to_csv().into_bytes())
    });
    done.expect("written");
    issued
}

/// The bytes of all files.
fn read_all(root: &Path, issued: &Issued, count: usize) -> u64 {
    let folder = folder::read(root).expect("the folder");
    let files: Vec<_> = folder.listed_under("inkommet/").collect();
    let read = returned::each(&files, |book| template::read(book, period(), issued));
    let known = read.iter().filter_map(|one| one.read.as_ref().ok()?.received.unit.as_ref());
    assert_eq!(known.count(), count, "every template is known again");
    read.iter().filter_map(|one| Some(one.seen.as_ref()?.size)).sum()
}

/// The most memory this process has held so far, where the system tells.
fn memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    format!("peak so far {}", line.unwrap_or(" is not told here").trim())
}
