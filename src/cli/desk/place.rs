//! Whether the ledger still stands where the desk opened it.
//!
//! An open file that is moved away, replaced or removed can be written to without a word of complaint. What is written
//! then is on no disk that anyone will look at, so the desk must not say that it is saved.

use std::path::{Path, PathBuf};

use crate::cli::source::shown;

/// The file a ledger was opened from.
#[derive(Debug)]
pub struct Place {
    path: PathBuf,
    file: Option<(u64, u64)>,
}

impl Place {
    /// Returns the place of a ledger that has just been opened.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        // A path that is relative would lead elsewhere if the working folder ever changed.
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let file = file_at(&path);
        Self { path, file }
    }

    /// Finds the file there still.
    ///
    /// # Errors
    /// It isn't there, or another one is; in words.
    pub fn holds(&self) -> Result<(), String> {
        if self.file == file_at(&self.path) {
            return Ok(());
        }
        Err(format!(
            "the ledger {} was moved, replaced or removed while this desk had it open. Put it back, or close this desk and open it again",
            shown(&self.path)
        ))
    }
}

/// Returns which file stands at a path, by device and number; none where nothing can be found.
#[cfg(unix)]
fn file_at(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// Elsewhere SQLite opens the file so that it can't be moved or removed while it is open.
#[cfg(not(unix))]
fn file_at(_: &Path) -> Option<(u64, u64)> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_moved_away_replaced_and_put_back_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let (path, away) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&path, "one").unwrap();
        let place = Place::of(&path);
        assert_eq!(place.holds(), Ok(()));
        std::fs::write(&path, "written to, not replaced").unwrap();
        assert_eq!(place.holds(), Ok(()));
        std::fs::rename(&path, &away).unwrap();
        assert!(place.holds().is_err());
        std::fs::write(&path, "another").unwrap();
        assert!(place.holds().unwrap_err().contains("moved, replaced or removed"));
        std::fs::rename(&away, &path).unwrap();
        assert_eq!(place.holds(), Ok(()));
    }
}
