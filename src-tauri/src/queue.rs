//! The queue: what was handed over and not yet imported. Opened and recognised, nothing read in.

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::phrase::Phrase;
use dossier_engine::reader::glance;
use dossier_engine::report::files::failure;
use dossier_engine::report::queue::{files, password_hint};
use dossier_engine::report::window::{QueueItem, State};
use std::path::{Path, PathBuf};

/// One thing handed over.
pub(crate) struct Item {
    input: Input,
    /// Open once no password is missing any more.
    pub(crate) archive: Option<Archive>,
    /// As the page shows it.
    pub(crate) shown: QueueItem,
}

impl Item {
    /// Opens what is at a path.
    pub(crate) fn open(key: u32, path: PathBuf) -> Item {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let shown = QueueItem { key, name, bytes: bytes(&path), state: State::Refused, error: None, hint: None, files: Vec::new() };
        let mut item = Item { input: Input::Path(path), archive: None, shown };
        item.try_with(&[]);
        item
    }

    /// Tries to open it with these passwords.
    pub(crate) fn try_with(&mut self, passwords: &[String]) {
        let limits = Limits::default();
        let hint = password_hint(&self.shown.name);
        match Archive::open(&self.input, passwords, &limits) {
            Ok(mut archive) => {
                self.shown.files = files(glance(&mut archive, &limits));
                let known = self.shown.files.iter().any(|file| file.error.is_none());
                self.shown.state = if known { State::Ready } else { State::Unrecognised };
                self.shown.error = None;
                self.shown.hint = None;
                self.archive = Some(archive);
            }
            Err(e) => {
                self.shown.state = match e {
                    Error::PasswordNeeded => State::NeedsPassword,
                    Error::WrongPassword => State::WrongPassword,
                    _ => State::Refused,
                };
                let locked = self.shown.state != State::Refused;
                self.shown.hint = locked.then(|| Phrase::new(hint).said());
                self.shown.error = Some(failure(&e, &self.shown.name, None));
            }
        }
    }
}

/// Size on disk, for the eye only; of a folder, of the files in it.
fn bytes(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else { return path.metadata().map_or(0, |data| data.len()) };
    entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink())).map(|e| bytes(&e.path())).sum()
}
