//! The session's vault: made, opened, locked, wiped; archives deleted for good and brought back.

use crate::autolock::{Clocks, Watchman};
use crate::session::{Held, Session, hold};
use crate::store::{self, Store};
use chrono::Local;
use dossier_engine::error::Error;
use dossier_engine::phrase::{Param, Phrase, Said};
use dossier_engine::record::ArchiveId;
use dossier_engine::report::place::{Left, Opened, Place, PlaceKind, Why, Wiped};
use dossier_engine::report::tally;
use dossier_engine::report::wire::Report;
use dossier_safe::{Cost, Passphrase, Safe};
use std::path::PathBuf;

impl Session {
    /// Where records live now.
    pub(crate) fn place(&self) -> Place {
        self.place_of(&hold(&self.held))
    }

    fn place_of(&self, held: &Held) -> Place {
        let kind = match &held.store {
            _ if held.locked => PlaceKind::Locked,
            Some(store) => store.kind(),
            None => PlaceKind::Memory,
        };
        Place { kind, name: held.known.as_deref().map(store::name_of), auto_lock: self.watchman(|it| it.set) }
    }

    /// Asks the watchman.
    pub(crate) fn watchman<T>(&self, ask: impl FnOnce(&mut Watchman) -> T) -> T {
        ask(&mut hold(&self.watchman))
    }

    /// Why it is time to lock, if it is. Who reads files in is there.
    pub(crate) fn time_to_lock(&self, now: Clocks) -> Option<Why> {
        let why = self.watchman(|it| it.tick(now))?;
        let waits = self.reading() && why == Why::Idle;
        if waits {
            self.watchman(|it| it.active(now));
        }
        (!waits).then_some(why)
    }

    /// Locks the vault if one is open: its key is wiped, everything read from it is dropped, only its place is remembered.
    pub(crate) fn lock_vault(&self) -> bool {
        if !matches!(hold(&self.held).store, Some(Store::Vault(..))) {
            return false;
        }
        self.drop_all().locked = true;
        true
    }

    /// Remembers which vault is to be opened; its name.
    pub(crate) fn choose(&self, folder: PathBuf) -> String {
        let name = store::name_of(&folder);
        hold(&self.held).known = Some(folder);
        name
    }

    /// Remembers which vault is to be opened, and has the window begin locked.
    pub(crate) fn ask_for(&self, folder: PathBuf) {
        let mut held = hold(&self.held);
        held.known = Some(folder);
        held.locked = true;
    }

    /// Makes a vault in a new folder, with what is open now if it is to come along.
    pub(crate) fn make(&self, folder: PathBuf, passphrase: &Passphrase, carry: bool, now: Clocks) -> Result<Opened, Error> {
        let mut safe = Safe::create(&folder, passphrase, &Cost::tuned())?;
        let mut held = hold(&self.held);
        held.discard()?;
        if let (true, Some(store)) = (carry, &mut held.store)
            && let Err(e) = store.vault().copy_to(safe.vault())
        {
            // A vault that holds half of it would be taken for the whole.
            let _ = safe.wipe();
            return Err(e);
        }
        self.enter(&mut held, safe, folder, now)
    }

    /// Opens the vault that was chosen, or is locked.
    pub(crate) fn open(&self, passphrase: &Passphrase, now: Clocks) -> Result<Opened, Error> {
        let folder = hold(&self.held).known.clone().ok_or(Error::FileGone)?;
        let safe = Safe::open(&folder, passphrase)?;
        self.enter(&mut hold(&self.held), safe, folder, now)
    }

    fn enter(&self, held: &mut Held, safe: Safe, folder: PathBuf, now: Clocks) -> Result<Opened, Error> {
        held.drop_all();
        held.known = Some(folder.clone());
        held.store = Some(Store::Vault(safe, folder));
        self.watchman(|it| it.active(now));
        let report = held.report()?;
        Ok(Opened { place: self.place_of(held), report })
    }

    /// Another passphrase for the open vault.
    pub(crate) fn change(&self, now: &Passphrase, next: &Passphrase) -> Result<(), Error> {
        match &mut hold(&self.held).store {
            Some(Store::Vault(safe, _)) => safe.change_passphrase(now, next, &Cost::tuned()),
            _ => Err(Error::VaultLocked),
        }
    }

    /// Wipes the open vault, if that is its name.
    pub(crate) fn wipe(&self, name: &str) -> Result<Wiped, Error> {
        let mut held = hold(&self.held);
        let Some(Store::Vault(safe, folder)) = held.store.take() else { return Err(Error::VaultLocked) };
        if store::name_of(&folder) != name {
            held.store = Some(Store::Vault(safe, folder));
            return Err(Error::BadOption { option: "name".to_owned() });
        }
        held.drop_all();
        held.known = None;
        let _done = safe.wipe()?;
        let named = |id| Phrase::new(id).with("name", Param::Text(name.to_owned())).said();
        let wiped = Wiped { name: name.to_owned(), said: vec![named("receipt.vault"), named("receipt.vault_elsewhere")] };
        held.receipt = Some(wiped.said.clone());
        Ok(wiped)
    }

    /// Deletes an archive for good.
    pub(crate) fn delete(&self, archive: &str) -> Result<Left, Error> {
        let mut held = hold(&self.held);
        held.discard()?;
        let deleted = held.vault()?.delete(&ArchiveId(archive.to_owned()))?;
        let receipt = tally::receipt(deleted.receipt());
        held.deleted.push(deleted);
        held.receipt = Some(receipt.said.clone());
        Ok(Left { receipt, report: held.report()? })
    }

    /// Brings back what was deleted last.
    pub(crate) fn undo(&self) -> Result<Option<Report>, Error> {
        let mut held = hold(&self.held);
        held.discard()?;
        if let Some(deleted) = held.deleted.pop() {
            held.vault()?.restore(deleted)?;
        }
        held.report()
    }

    /// The last receipt, a sentence each.
    pub(crate) fn receipt(&self) -> Option<Vec<Said>> {
        hold(&self.held).receipt.clone()
    }
}

impl Held {
    /// The document of what is there, if anything is.
    fn report(&mut self) -> Result<Option<Report>, Error> {
        if self.vault()?.list()?.is_empty() {
            self.read = None;
            return Ok(None);
        }
        self.compile(Local::now().date_naive(), false).map(Some)
    }
}
