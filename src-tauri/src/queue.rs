//! The queue: what was handed over and not yet imported. Opened and recognised, nothing read in.

use dossier_engine::archive::{self, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::phrase::Phrase;
use dossier_engine::reader::{Mapping, Proposal};
use dossier_engine::report::drift;
use dossier_engine::report::files::failure;
use dossier_engine::report::queue::{files, password_hint};
use dossier_engine::report::window::{QueueItem, State};
use dossier_worker::Reader;
use std::path::{Path, PathBuf};

/// What was handed over, and what the person said of the tables in it. That is kept when what was read is kept.
#[derive(Default)]
pub(crate) struct Queue {
    pub(crate) items: Vec<Item>,
    pub(crate) said: Vec<Mapping>,
}

impl Queue {
    /// What was said of tables that are in the queue: another store has nothing to do with the rest.
    pub(crate) fn needed(&self) -> impl Iterator<Item = &Mapping> {
        let tables: Vec<&Mapping> = self.items.iter().flat_map(|item| item.tables.iter().flatten()).map(|table| &table.mapping).collect();
        self.said.iter().filter(move |said| tables.iter().any(|table| table.same_table(said)))
    }

    pub(crate) fn clear(&mut self) {
        *self = Queue::default();
    }
}

/// By whom files are read, and how tables that no source knows.
#[derive(Clone, Copy)]
pub(crate) struct How<'m> {
    pub(crate) reader: Reader<'m>,
    pub(crate) mappings: &'m [Mapping],
}

/// One thing handed over.
pub(crate) struct Item {
    pub(crate) input: Input,
    /// The one that opens it, once it was given.
    pub(crate) passwords: Vec<String>,
    /// Of each of its files, the table that no source knows.
    pub(crate) tables: Vec<Option<Box<Proposal>>>,
    /// As the page shows it.
    pub(crate) shown: QueueItem,
}

impl Item {
    /// Opens what was handed over.
    pub(crate) fn open(key: u32, input: Input, how: How<'_>) -> Item {
        let places = archive::places(&input).unwrap_or_default();
        let name = match (&input, places.first()) {
            (Input::Parts { name, .. }, _) => name.clone(),
            (_, path) => path.and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned(),
        };
        let bytes = places.into_iter().map(bytes).sum();
        let shown = QueueItem { key, name, bytes, state: State::Refused, error: None, hint: None, files: Vec::new(), shape: None };
        let mut item = Item { input, passwords: Vec::new(), tables: Vec::new(), shown };
        item.try_with(&[], how);
        item
    }

    /// Where the parts lie of an archive that waits for more of them.
    pub(crate) fn waits_for_parts(&self) -> Option<Vec<PathBuf>> {
        let waits = self.shown.error.as_ref().is_some_and(|e| e.code == "parts_missing");
        archive::places(&self.input).filter(|_| waits).map(|places| places.into_iter().map(Path::to_path_buf).collect())
    }

    /// Whether it can be read in.
    pub(crate) fn opens(&self) -> bool {
        matches!(self.shown.state, State::Ready | State::Unrecognised)
    }

    /// Describes what of it no source knows: names, kinds and counts, no value.
    pub(crate) fn describe(&mut self, how: How<'_>) -> Result<(), Error> {
        let drifts = how.reader.knowing(how.mappings).describe(&self.input, &self.passwords, &Limits::default(), &|| false)?;
        self.shown.shape = Some(drift::said(&drifts));
        Ok(())
    }

    /// Tries to open it with these passwords.
    pub(crate) fn try_with(&mut self, passwords: &[String], how: How<'_>) {
        let limits = Limits::default();
        let hint = password_hint(&self.shown.name);
        match how.reader.knowing(how.mappings).glance(&self.input, passwords, &limits, &|| false) {
            Ok(glances) => {
                self.shown.files = files(&glances, how.mappings);
                self.tables = glances.into_iter().map(|glance| glance.table).collect();
                let known = self.shown.files.iter().any(|file| file.error.is_none());
                self.shown.state = if known { State::Ready } else { State::Unrecognised };
                self.shown.error = None;
                self.shown.hint = None;
                self.passwords = passwords.to_vec();
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
