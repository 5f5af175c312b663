//! One run at a time in an arbetsmapp. The operating system holds the lock and lets it go when the process ends,
//! however it ends; the file only tells who holds it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::DiskError;
use crate::text;

/// The lock file's name in the arbetsmapp.
pub const NAME: &str = ".uppfolj.lock";
/// How often a lock file may vanish under us before it is an error.
const TRIES: u32 = 5;

/// Held until dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: Option<File>,
}

impl Lock {
    /// `now` is what the terminal's clock shows: only the lock file ever holds it.
    pub fn acquire(root: &Path, now: &str) -> Result<Lock, DiskError> {
        let path = root.join(NAME);
        let holder = text::disk::lock_holder(std::process::id(), now);
        for _ in 0..TRIES {
            let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
            let file = open.map_err(|error| DiskError::of(&path, &error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(DiskError::Locked { holder: told(&path) }),
                // A network disk without locks: the file still tells who is there, but keeps nobody out.
                Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(DiskError::of(&path, &error)),
            }
            let tell = || -> std::io::Result<()> {
                file.set_len(0)?;
                (&file).write_all(holder.as_bytes())
            };
            tell().map_err(|error| DiskError::of(&path, &error))?;
            // The run before may have removed the file between our opening and our locking it; then the lock is on
            // nothing, and another run may hold the file that has the name now.
            if is_at(&file, &path) {
                return Ok(Lock { path, file: Some(file) });
            }
        }
        Err(DiskError::Locked { holder: told(&path) })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is held, so that nobody else's file goes; a file that stays is only litter.
        let _ = fs::remove_file(&self.path);
        self.file.take();
    }
}

/// What the holder wrote; empty where the system does not let others read a locked file.
fn told(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default().trim().to_string()
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(named)) => (ours.dev(), ours.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Windows keeps a removed file's name taken until its last handle is closed.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}
