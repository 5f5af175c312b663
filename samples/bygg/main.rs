//! `cargo run --example bygg_exempel`: builds the sample folder `samples/grastorp` from `samples/bygg/kallor`.

mod exempel;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            use std::io::Write;
            // Nothing is left to do when even the error stream is closed.
            let _ = writeln!(std::io::stderr(), "{why}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), String> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for (name, bytes) in exempel::build(&samples.join("bygg/kallor"))? {
        let path = samples.join("grastorp").join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(())
}
