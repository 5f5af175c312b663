//! The PDF writer, proved on a document with everything in it.

mod sample;

use uppfolj::write::pdf;

#[test]
fn written() {
    let placed = pdf::place(&sample::document()).expect("placed");
    let bytes = pdf::emit(&placed).expect("emitted");
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("prov.pdf"), bytes)
        .expect("written");
}
