//! Parse, run, exit code: nothing else.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::time::SystemTime;

use uppfolj::cli::{self, Parsed};
use uppfolj::run::outcome::Exit;
use uppfolj::run::stations::Untouched;
use uppfolj::run::{self, interpret, terminal};

fn main() -> ExitCode {
    // A panic is caught and told in Swedish; the library's English message must not reach the screen.
    std::panic::set_hook(Box::new(|_| {}));
    let colours = std::io::stdout().is_terminal();
    let (said, complaint, exit) = match cli::parse(std::env::args_os()) {
        Parsed::Show(page) => (page, String::new(), Exit::Clean),
        Parsed::Wrong(words) => (String::new(), words, Exit::WrongUse),
        Parsed::Look(at) => interpret::guarded(&at),
        Parsed::Run(request) => {
            let now =
                SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
            let outcome = run::guarded(&request, now, &mut Untouched);
            let (said, complaint) = terminal::tell(&request, &outcome, colours);
            (said, complaint, outcome.exit)
        }
    };
    // A closed pipe must not turn a finished run into a failure.
    let _ = std::io::stdout().write_all(said.as_bytes());
    let _ = std::io::stderr().write_all(complaint.as_bytes());
    ExitCode::from(exit.code())
}
