//! Where a run keeps its records: in memory, or in the vault that was named.

use dossier_engine::error::Error;
use dossier_engine::vault::Vault;
use dossier_safe::{Passphrase, Safe};
use std::io::{BufRead, IsTerminal};
use std::path::Path;

/// The records of this run.
pub(crate) enum Store {
    /// Gone when the run ends.
    Memory(Vault),
    /// An open vault.
    Safe(Box<Safe>),
}

impl Store {
    /// Memory, or the vault in this folder with the passphrase that the person gives.
    pub(crate) fn open(vault: Option<&Path>, secrets: &mut Secrets) -> Result<Store, Error> {
        match vault {
            None => Vault::in_memory().map(Store::Memory),
            Some(folder) => Ok(Store::Safe(Box::new(Safe::open(folder, &secrets.passphrase(Asked::Open)?)?))),
        }
    }

    pub(crate) fn vault(&mut self) -> &mut Vault {
        match self {
            Store::Memory(vault) => vault,
            Store::Safe(safe) => safe.vault(),
        }
    }
}

/// What a passphrase is asked for; its words are `ask.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    Open,
    New,
    Again,
}

impl Asked {
    fn id(self) -> &'static str {
        match self {
            Asked::Open => "ask.passphrase",
            Asked::New => "ask.new_passphrase",
            Asked::Again => "ask.again",
        }
    }
}

/// What comes from standard input, a line each: first the passphrases, then the passwords of archives. Without the flag a
/// passphrase is asked for on the terminal, unseen. Never an argument, never printed.
pub(crate) struct Secrets {
    lang: dossier_engine::phrase::Lang,
    from_stdin: bool,
}

impl Secrets {
    pub(crate) fn new(lang: dossier_engine::phrase::Lang, from_stdin: bool) -> Secrets {
        Secrets { lang, from_stdin }
    }

    /// The next passphrase.
    pub(crate) fn passphrase(&mut self, asked: Asked) -> Result<Passphrase, Error> {
        let typed = if self.from_stdin {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line)?;
            line
        } else if std::io::stdin().is_terminal() {
            rpassword::prompt_password(dossier_engine::phrase::Phrase::new(asked.id()).say(self.lang) + " ")?
        } else {
            return Err(Error::VaultLocked);
        };
        Ok(Passphrase::new(typed))
    }

    /// A new passphrase: typed twice on a terminal, once where a program gives it; refused when it is weak.
    pub(crate) fn new_passphrase(&mut self) -> Result<Passphrase, Error> {
        let new = self.passphrase(Asked::New)?;
        if let Some(weak) = dossier_safe::passphrase::judge(&new).refusal() {
            return Err(weak);
        }
        if !self.from_stdin && self.passphrase(Asked::Again)?.as_str() != new.as_str() {
            return Err(Error::VaultWrongPassphrase);
        }
        Ok(new)
    }
}
