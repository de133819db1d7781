//! The safe: a vault on a disk that opens with a passphrase and with nothing else.
//!
//! A vault is a folder: `header` (which wraps the key, `header.rs`), `records.db` (SQLCipher under that key) with its encrypted
//! journal while something is being written, and `lock`, held by whoever has it open. The key is random and never leaves locked
//! memory; the passphrase only unwraps it, so that changing the passphrase writes the header alone.
//!
//! The engine knows neither chance nor clock: both are here.

mod cost;
mod header;
mod key;
pub mod passphrase;
mod place;

pub use cost::Cost;
pub use header::{Header, inspect};
pub use passphrase::Passphrase;

use dossier_engine::error::Error;
use dossier_engine::vault::Vault;
use key::Key;
use place::Place;
use std::path::Path;

/// An open vault.
pub struct Safe {
    // In this order: the records are closed before the lock is let go.
    vault: Vault,
    key: Key,
    place: Place,
}

/// What a wipe destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WipeReceipt {
    /// Files removed.
    pub files: u64,
    /// Bytes they held.
    pub bytes: u64,
}

impl Safe {
    /// Makes a vault in a folder that is not there yet, is empty, or holds one that was never finished.
    ///
    /// # Errors
    /// `save_failed` where something else is there already; `vault_in_use`, `disk_full`, `read_only`, `access_denied`.
    pub fn create(folder: &Path, passphrase: &Passphrase, cost: &Cost) -> Result<Safe, Error> {
        let place = Place::make(folder)?;
        let key = Key::random()?;
        let vault = Vault::on_disk(&place.records(), key.bytes())?;
        // Last: a folder with a header is a vault, one without is none.
        place.put_header(&Header::seal(&key, passphrase, cost)?)?;
        Ok(Safe { vault, key, place })
    }

    /// Opens a vault. Every page of it is checked before anything is read.
    ///
    /// # Errors
    /// `file_gone` where there is no folder, `not_a_vault` where there is no vault in it, `vault_in_use`, `vault_wrong_passphrase`, `vault_damaged`, `vault_too_new`.
    pub fn open(folder: &Path, passphrase: &Passphrase) -> Result<Safe, Error> {
        let place = Place::enter(folder)?;
        let key = place.header()?.unseal(passphrase)?;
        // They were there before the header was.
        if !place.records().exists() {
            return Err(Error::VaultDamaged);
        }
        let vault = Vault::on_disk(&place.records(), key.bytes())?;
        Ok(Safe { vault, key, place })
    }

    /// Whether a vault lies in this folder.
    pub fn lies_in(folder: &Path) -> bool {
        place::has_header(folder)
    }

    /// An encrypted temporary file beneath this folder: its key is in memory alone, and its files go when it is closed.
    ///
    /// # Errors
    /// `disk_full`, `read_only`, `access_denied`.
    pub fn scratch(folder: &Path) -> Result<Safe, Error> {
        place::sweep(folder);
        let place = Place::scratch(folder)?;
        let key = Key::random()?;
        let vault = Vault::on_disk(&place.records(), key.bytes())?;
        Ok(Safe { vault, key, place })
    }

    /// The records.
    pub fn vault(&mut self) -> &mut Vault {
        &mut self.vault
    }

    /// The records, to read.
    pub fn records(&self) -> &Vault {
        &self.vault
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// Puts another passphrase in the old one's place: the header is written anew, the records are not touched.
    ///
    /// # Errors
    /// `vault_wrong_passphrase` where the old one isn't; `disk_full`, `read_only`: then the old one still holds.
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase, cost: &Cost) -> Result<(), Error> {
        drop(self.place.header()?.unseal(old)?);
        self.place.put_header(&Header::seal(&self.key, new, cost)?)
    }

    /// Destroys it: first the header, without which nobody can ever read the rest, then the rest.
    ///
    /// # Errors
    /// What the system says, when the header could not be destroyed. A file that stays behind afterwards can't be read.
    pub fn wipe(self) -> Result<WipeReceipt, Error> {
        self.place.destroy_header()?;
        let Safe { vault, place, .. } = self;
        // Closed first, so that no journal of it is left.
        drop(vault);
        Ok(place.clear())
    }
}
