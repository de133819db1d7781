//! Vaults to be hurt: made by the library with the cheapest key derivation, so that thousands can be opened.

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier;
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_safe::{Cost, Passphrase, Safe};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) const OLD: &str = "kiln otter brisk lantern verso maple";
pub(crate) const NEW: &str = "quill saddle mango drift copper hazel";

pub(crate) fn pass(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

/// A chat of so many lines in a file of its own.
pub(crate) fn chat(folder: &Path, with: &str, lines: usize) -> PathBuf {
    let path = folder.join(format!("WhatsApp Chat with {with}.txt"));
    let line = |n: usize| format!("13/02/2025, {:02}:{:02} - {with} Sample: tulip{n} and the clinic at {}\n", n / 60 % 24, n % 60, n * 7);
    fs::write(&path, (0..lines).map(line).collect::<String>()).unwrap();
    path
}

/// A closed vault that holds these files.
pub(crate) fn vault(folder: &Path, files: &[PathBuf]) -> PathBuf {
    let place = folder.join("mine.dossier");
    let mut safe = Safe::create(&place, &pass(OLD), &Cost::cheapest()).unwrap();
    let limits = Limits::default();
    for file in files {
        let mut archive = Archive::open(&Input::Path(file.clone()), &[], &limits).unwrap();
        safe.vault().import(&mut archive, &limits, &()).unwrap();
    }
    place
}

/// The same vault at another place.
pub(crate) fn copy(vault: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(vault).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Everything that is in it, as the document says it.
pub(crate) fn dump(vault: &Path, passphrase: &str) -> Result<String, Error> {
    let mut safe = Safe::open(vault, &pass(passphrase))?;
    let base = Base::of(safe.vault())?;
    Ok(serde_json::to_string(&dossier::inspect(safe.vault(), &base, "2025-12-31".parse().unwrap())?).unwrap())
}
