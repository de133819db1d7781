//! Where a session's records are: memory, an encrypted temporary file, a vault on disk. One code path for all three.

use dossier_engine::error::Error;
use dossier_engine::report::place::PlaceKind;
use dossier_engine::vault::Vault;
use dossier_safe::Safe;
use std::path::{Path, PathBuf};

/// The store and what keeps it.
pub(crate) enum Store {
    /// Gone when dropped.
    Memory(Vault),
    /// Its key is in memory alone; its files go when dropped.
    Scratch(Safe),
    /// A vault, and the folder it is.
    Vault(Safe, PathBuf),
}

impl Store {
    /// Memory mode, as far as memory goes.
    pub(crate) fn in_memory() -> Result<Store, Error> {
        let vault = match free() {
            Some(free) => Vault::in_memory_within(free / 2)?,
            None => Vault::in_memory()?,
        };
        Ok(Store::Memory(vault))
    }

    /// An encrypted temporary file.
    pub(crate) fn scratch() -> Result<Store, Error> {
        Ok(Store::Scratch(Safe::scratch(&crate::places::of_scratch())?))
    }

    pub(crate) fn kind(&self) -> PlaceKind {
        match self {
            Store::Memory(_) => PlaceKind::Memory,
            Store::Scratch(_) => PlaceKind::Scratch,
            Store::Vault(..) => PlaceKind::Vault,
        }
    }

    pub(crate) fn vault(&mut self) -> &mut Vault {
        match self {
            Store::Memory(vault) => vault,
            Store::Scratch(safe) | Store::Vault(safe, _) => safe.vault(),
        }
    }
}

/// A vault's own name: its folder's, without what marks it as a vault. Never where it lies.
pub(crate) fn name_of(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(SUFFIX).unwrap_or(&name).to_owned()
}

/// Marks a folder as a vault.
pub(crate) const SUFFIX: &str = ".dossier";

/// Bytes of memory nobody uses, where the system says so.
fn free() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_goes_by_its_folders_name_alone() {
        assert_eq!(name_of(Path::new("/media/stick/Leipzig source.dossier")), "Leipzig source");
        assert_eq!(name_of(Path::new("plain")), "plain");
    }
}
