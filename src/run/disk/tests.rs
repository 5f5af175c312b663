//! Sets of outputs: whole or not at all, at every point where the power may go.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::swap::{Paths, Step, heal};
use super::{DiskError, Lock, OutputSet, earlier_outputs, file_name, files_below, write_set};
use crate::write::manifest::{FileEntry, Manifest, Parts};

const TARGET: &str = "rapporter/2020-12";

/// A set with a manifest that lists its files.
fn set(content: &str, names: &[&str]) -> OutputSet {
    let mut set = OutputSet::new(TARGET);
    for name in names {
        set.add(name, format!("{content} {name}").into_bytes()).expect("a new name");
    }
    let outputs =
        set.files().map(|(name, bytes)| FileEntry::of(&format!("{TARGET}/{name}"), bytes)).collect();
    let manifest = Manifest::new(Parts { outputs, ..Parts::default() });
    set.add("manifest.json", manifest.to_bytes().expect("plain data")).expect("a new name");
    set
}

fn write(set: &OutputSet, root: &Path) -> Result<(), DiskError> {
    set.write(root, "manifest.json", &earlier_outputs(root, TARGET))
}

/// The folder's files, all of them and no others, are those the manifest in it lists.
fn matches_its_manifest(folder: &Path) -> bool {
    let Ok(bytes) = fs::read(folder.join("manifest.json")) else { return false };
    let Some(manifest) = Manifest::from_bytes(&bytes) else { return false };
    let listed: Vec<FileEntry> = manifest.outputs;
    let mut found: Vec<FileEntry> = files_below(folder)
        .expect("readable")
        .into_iter()
        .filter(|name| name != "manifest.json")
        .map(|name| FileEntry::of(&format!("{TARGET}/{name}"), &fs::read(folder.join(name)).expect("a file")))
        .collect();
    found.sort();
    listed == found
}

fn names(folder: &Path) -> Vec<String> {
    files_below(folder).expect("readable")
}

/// Content of the one file that both sets have.
fn version(root: &Path) -> Option<String> {
    fs::read_to_string(root.join(TARGET).join("bok.xlsx")).ok()
}

#[test]
fn the_new_set_replaces_the_old_and_keeps_what_a_person_put_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(&set("ett", &["bok.xlsx", "PRELIMINÄR.pdf"]), root).expect("written");
    fs::write(root.join(TARGET).join("egen anteckning.txt"), "min").expect("written");
    fs::write(root.join(TARGET).join("~$bok.xlsx"), "öppen").expect("written");
    write(&set("två", &["bok.xlsx", "bilagor/a.pdf"]), root).expect("written");
    assert_eq!(
        names(&root.join(TARGET)),
        ["bilagor/a.pdf", "bok.xlsx", "egen anteckning.txt", "manifest.json"]
    );
    assert_eq!(version(root).as_deref(), Some("två bok.xlsx"));
    assert_eq!(names(root).len(), 4, "nothing is left beside the target");
}

/// A kill at every step, with and without an earlier set; then one healing.
#[test]
fn a_kill_at_any_step_leaves_one_whole_set_and_the_next_command_heals() {
    let mut stops = 0;
    for earlier in [false, true] {
        for stop in 0.. {
            let folder = tempfile::tempdir().expect("a folder");
            let root = folder.path();
            fs::create_dir(root.join("rapporter")).expect("a folder");
            if earlier {
                write(&set("gammal", &["bok.xlsx", "bara då.pdf"]), root).expect("written");
            }
            let Some(step) = kill_at(root, stop) else { break };
            stops += 1;
            let beside = [".uppfolj-ny-2020-12", ".uppfolj-gammal-2020-12", "2020-12"];
            let whole = beside.iter().filter(|name| matches_its_manifest(&root.join("rapporter").join(name)));
            assert!(!earlier || whole.count() >= 1, "{step:?}: no folder matches its manifest");
            heal(root).expect("healed");
            let after_swap =
                !matches!(step, Step::Start | Step::BeforeFile | Step::BeforeLast | Step::BeforeOldAside);
            let rolled = after_swap && (earlier || step != Step::BeforeNewInPlace);
            let expected = match (rolled, earlier) {
                (true, _) => Some("ny bok.xlsx"),
                (false, true) => Some("gammal bok.xlsx"),
                (false, false) => None,
            };
            assert_eq!(version(root).as_deref(), expected, "{step:?}, earlier set: {earlier}");
            if expected.is_some() {
                assert!(matches_its_manifest(&root.join(TARGET)), "{step:?}");
            }
            let left: Vec<String> =
                names(root).into_iter().filter(|name| name.contains(".uppfolj-")).collect();
            assert!(left.is_empty(), "{step:?}: {left:?}");
        }
    }
    assert!(stops > 10, "only {stops} kill points were tried");
}

/// Writes until step number `stop`; the step, or `None` when the run ends before it.
fn kill_at(root: &Path, stop: usize) -> Option<Step> {
    let new = set("ny", &["bok.xlsx", "papper.pdf"]);
    let paths = Paths::of(root, TARGET).expect("a target");
    let ours = earlier_outputs(root, TARGET);
    let mut count = 0;
    let mut killed = None;
    let done = new.write_in_steps(&paths, "manifest.json", &ours, &mut |step| {
        if count == stop {
            killed = Some(step);
            return Err(DiskError::Incomplete("kill".to_string()));
        }
        count += 1;
        Ok(())
    });
    assert_eq!(done.is_err(), killed.is_some());
    killed
}

#[cfg(unix)]
#[test]
fn an_error_leaves_the_earlier_set_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(&set("gammal", &["bok.xlsx"]), root).expect("written");
    // A file where a folder must be: fails for every user, root included.
    let mut broken = set("ny", &["bok.xlsx", "papper.pdf"]);
    broken.files.insert("bok.xlsx/inuti.pdf".to_string(), Vec::new());
    let error = write(&broken, root).expect_err("cannot be written");
    assert!(error.to_string().contains("är orört"), "{error}");
    assert_eq!(version(root).as_deref(), Some("gammal bok.xlsx"));
    assert!(matches_its_manifest(&root.join(TARGET)));
    assert_eq!(names(root).len(), 2);
}

#[test]
fn only_one_run_at_a_time_and_a_dead_one_keeps_nobody_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    // What a killed process leaves behind.
    fs::write(root.join(super::lock::NAME), "process 1, startad i går").expect("written");
    let lock = Lock::acquire(root, "2026-09-04 08:00").expect("the stale file is taken over");
    let Err(DiskError::Locked { holder }) = Lock::acquire(root, "2026-09-04 08:01") else {
        panic!("two locks on one folder")
    };
    assert!(holder.ends_with("startad 2026-09-04 08:00"), "{holder}");
    drop(lock);
    assert!(names(root).is_empty(), "the lock file is removed");
    drop(Lock::acquire(root, "2026-09-04 08:02").expect("free again"));
}

#[test]
fn names_that_some_system_refuses_never_reach_the_disk() {
    assert_eq!(file_name("Vård/omsorg: \"Björken\"?"), "Vård-omsorg- -Björken--");
    assert_eq!(file_name(" .. "), "_");
    assert_eq!(file_name("nul.txt"), "nul.txt_");
    let mut set = OutputSet::new(TARGET);
    for name in ["../ut.pdf", "/rot.pdf", "a\\b.pdf", "", "a//b.pdf", "COM1"] {
        assert_eq!(set.add(name, Vec::new()), Err(DiskError::BadName(name.to_string())));
    }
    set.add("Bok.xlsx", Vec::new()).expect("a name");
    assert_eq!(set.add("bok.xlsx", Vec::new()), Err(DiskError::Duplicate("bok.xlsx".to_string())));
    let missing = set.write(Path::new("."), "manifest.json", &BTreeSet::new());
    assert_eq!(missing, Err(DiskError::Incomplete("manifest.json".to_string())));
    assert!(Paths::of(Path::new("."), "../ute").is_none());
}

/// Files come from several threads, and are on the disk before the set is whole.
#[test]
fn a_set_may_be_handed_in_file_by_file_and_from_many_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(&set("gammal", &["bok.xlsx"]), root).expect("written");
    let ours = earlier_outputs(root, TARGET);
    let beside = root.join("rapporter/.uppfolj-ny-2020-12");
    write_set(root, TARGET, "manifest.json", &ours, |staging| {
        std::thread::scope(|scope| {
            for name in ["a.xlsx", "b.xlsx", "delar/c.xlsx"] {
                scope.spawn(move || staging.add(name, name.as_bytes()).expect("a new name"));
            }
        });
        assert_eq!(names(&beside), ["a.xlsx", "b.xlsx", "delar/c.xlsx"]);
        assert_eq!(version(root).as_deref(), Some("gammal bok.xlsx"), "the old set stands until the end");
        assert_eq!(staging.add("A.xlsx", b""), Err(DiskError::Duplicate("A.xlsx".to_string())));
        assert_eq!(staging.add("../a", b""), Err(DiskError::BadName("../a".to_string())));
        Ok(b"last".to_vec())
    })
    .expect("written");
    assert_eq!(names(&root.join(TARGET)), ["a.xlsx", "b.xlsx", "delar/c.xlsx", "manifest.json"]);
    assert_eq!(names(root).len(), 4, "nothing is left beside the target");
}

#[test]
fn a_set_that_cannot_be_filled_leaves_the_earlier_one_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(&set("gammal", &["bok.xlsx"]), root).expect("written");
    let done = write_set(root, TARGET, "manifest.json", &BTreeSet::new(), |staging| {
        staging.add("ny.xlsx", b"ny")?;
        Err(DiskError::Unwritable("prov".to_string()))
    });
    assert_eq!(done, Err(DiskError::Unwritable("prov".to_string())));
    assert_eq!(version(root).as_deref(), Some("gammal bok.xlsx"));
    assert_eq!(names(root).len(), 2, "nothing of the new set is left");
}
