//! The commands, top to bottom. The one place that writes files; every step it calls is pure or reads.

pub mod disk;
