//! Why files could not be written: exit code 3, with the reason in Swedish.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskError {
    Denied {
        path: String,
    },
    /// Open in another program.
    Busy {
        path: String,
    },
    Full {
        path: String,
    },
    Missing {
        path: String,
    },
    Other {
        path: String,
        reason: String,
    },
    /// Another run holds the folder; what its lock file says.
    Locked {
        holder: String,
    },
    /// Faults of the program itself.
    BadName(String),
    Duplicate(String),
    Incomplete(String),
    /// A writer could not make the bytes.
    Unwritable(String),
}

impl DiskError {
    pub fn of(path: &Path, error: &io::Error) -> DiskError {
        let path = path.display().to_string();
        // Windows: sharing violation, lock violation.
        if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) {
            return DiskError::Busy { path };
        }
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => DiskError::Denied { path },
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => DiskError::Busy { path },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                DiskError::Full { path }
            }
            ErrorKind::NotFound => DiskError::Missing { path },
            kind => DiskError::Other { path, reason: kind.to_string() },
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        use text::disk as words;
        out.write_str(&match self {
            DiskError::Denied { path } => words::denied(path),
            DiskError::Busy { path } => words::busy(path),
            DiskError::Full { path } => words::full(path),
            DiskError::Missing { path } => words::missing(path),
            DiskError::Other { path, reason } => words::other(path, reason),
            DiskError::Locked { holder } => words::locked(holder),
            DiskError::BadName(name) => words::bad_name(name),
            DiskError::Duplicate(name) => words::duplicate(name),
            DiskError::Incomplete(name) => words::incomplete(name),
            DiskError::Unwritable(what) => words::unwritable(what),
        })
    }
}

impl std::error::Error for DiskError {}
