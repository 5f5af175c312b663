//! Files from outside: told apart, guarded, read in parallel.

mod hostile;
mod kinds;
mod names;
mod package;
mod parallel;
