//! The sample itself.
use std::path::Path;
use uppfolj::register;
use uppfolj::source;
#[test]
fn reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/grastorp");
    let folder = source::folder::read(&root).expect("folder");
    let (raw, _) = source::registers(&folder);
    let (registers, findings) = register::read(&raw);
    for finding in findings.sorted() {
        println!("{}", uppfolj::text::finding::line(finding));
    }
    assert!(registers.is_some());
}
