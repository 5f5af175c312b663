//! Runs a reader that may panic on a damaged file. The panic becomes an outcome and prints nothing; everywhere else,
//! and on every other thread, a panic is told as usual.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    /// Whether this thread is inside [`guarded`].
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Puts the flag back however the guarded call ends, also when one guarded call is made inside another.
struct Mark {
    before: bool,
}

impl Mark {
    fn set() -> Mark {
        Mark { before: GUARDED.replace(true) }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        GUARDED.set(self.before);
    }
}

/// `None`: it panicked.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    let _mark = Mark::set();
    panic::catch_unwind(AssertUnwindSafe(read)).ok()
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use std::process::Command;

    /// Runs one test of this program in a process of its own; what it wrote on stderr.
    fn stderr_of(test: &str) -> String {
        let program = std::env::current_exe().expect("this program");
        let name = format!("source::quiet::tests::{test}");
        let run = Command::new(program).args([&name, "--exact", "--nocapture"]).output().expect("it runs");
        assert!(run.status.success(), "{run:?}");
        String::from_utf8_lossy(&run.stderr).into_owned()
    }

    #[test]
    fn a_guarded_panic_is_an_outcome() {
        assert_eq!(
            guarded(|| if true {
                panic!("inside")
            }),
            None
        );
        assert_eq!(guarded(|| 7), Some(7));
    }

    #[test]
    fn panics_outside_are_told_on_every_thread() {
        assert_eq!(
            guarded(|| guarded(|| if true {
                panic!("inside")
            })),
            Some(None)
        );
        let outside = std::thread::spawn(|| guarded(|| 1).map(|_| panic!("outside"))).join();
        assert!(outside.is_err());
    }

    #[test]
    fn nothing_is_printed_of_a_guarded_panic_and_everything_of_another() {
        let quiet = stderr_of("a_guarded_panic_is_an_outcome");
        assert!(!quiet.contains("panicked at"), "{quiet}");
        let told = stderr_of("panics_outside_are_told_on_every_thread");
        assert_eq!(told.matches("panicked at").count(), 1, "{told}");
        assert!(told.contains("outside") && !told.contains("inside"), "{told}");
    }
}
