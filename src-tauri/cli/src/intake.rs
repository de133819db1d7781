//! From paths to a vault: opens each archive, imports what opens, keeps what doesn't as a failure of its own.

use crate::args::Inspect;
use crate::store::{Secrets, Store};
use dossier_engine::archive::{self, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::phrase::Lang;
use dossier_engine::report::queue::password_hint;
use dossier_engine::report::{files, people, wire};
use dossier_engine::vault::Vault;
use dossier_worker::Reader;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// What was taken in.
pub(crate) struct Intake {
    pub(crate) store: Store,
    pub(crate) base: Base,
    /// Archives that could not be opened.
    pub(crate) refused: Vec<wire::Archive>,
}

/// Opens the vault, if one is named, and imports what is to be inspected.
pub(crate) fn take_in(ask: &Inspect, lang: Lang) -> Result<Intake, wire::Failure> {
    let mut secrets = Secrets::new(lang, ask.passphrase_stdin);
    let mut store = Store::open(ask.vault.as_deref(), &mut secrets).map_err(ours)?;
    for file in &ask.mapping {
        let said = std::fs::read(file).map_err(|e| ours(e.into()))?;
        let mapping = serde_json::from_slice(&said).map_err(|_| ours(Error::BadOption { option: "--mapping".into() }))?;
        store.vault().remember(&mapping).map_err(ours)?;
    }
    let mut taken = Intake::of(store, &inputs(&ask.paths), &passwords(ask.password_stdin))?;
    for name in &ask.owner {
        people::own(taken.store.vault(), &taken.base, name).map_err(ours)?;
    }
    if !ask.owner.is_empty() {
        taken.base = Base::of(taken.store.vault()).map_err(ours)?;
    }
    Ok(taken)
}

impl Intake {
    /// Imports these.
    pub(crate) fn of(mut store: Store, inputs: &[Input], passwords: &[String]) -> Result<Intake, wire::Failure> {
        let refused = fill(store.vault(), inputs, passwords)?;
        let base = Base::of(store.vault()).map_err(ours)?;
        Ok(Intake { store, base, refused })
    }
}

fn ours(e: Error) -> wire::Failure {
    files::failure(&e, "", None)
}

/// Imports each of these; gives those that could not be opened.
///
/// A locked archive without its password can't be proceeded with; other refusals are reported beside the rest.
pub(crate) fn fill(vault: &mut Vault, inputs: &[Input], passwords: &[String]) -> Result<Vec<wire::Archive>, wire::Failure> {
    let mappings = vault.mappings().map_err(ours)?;
    let (limits, reader) = (Limits::default(), Reader::walled_off().knowing(&mappings));
    let mut refused = Vec::new();
    for input in inputs {
        let name = name_of(input);
        match vault.import_from(&(), &mut |sink| reader.read(input, passwords, &limits, &|| false, sink)) {
            Ok(()) => {}
            Err(e @ (Error::PasswordNeeded | Error::WrongPassword)) => {
                let mut failure = files::failure(&e, &name, Some(password_hint(&name)));
                let way = dossier_engine::phrase::Phrase::new("report.password_hint").said();
                failure.said.en = format!("{} {}", failure.said.en.trim_end(), way.get(Lang::En));
                failure.said.zh_cn = format!("{}{}", failure.said.zh_cn.trim_end(), way.get(Lang::ZhCn));
                return Err(failure);
            }
            // Trouble with where it is kept, not with the file.
            Err(e @ (Error::VaultFailed { .. } | Error::DiskFull | Error::ReadOnly | Error::VaultDamaged | Error::ImportTooBig { .. })) => {
                return Err(ours(e));
            }
            Err(e) => refused.push(wire::Archive {
                id: String::new(),
                error: Some(files::failure(&e, &name, None)),
                name,
                sha256: String::new(),
                files: Vec::new(),
                passed: Vec::new(),
                passed_said: None,
                parts_said: None,
            }),
        }
    }
    Ok(refused)
}

/// Passwords from standard input, one a line, without line ends.
pub(crate) fn passwords(asked: bool) -> Vec<String> {
    if !asked {
        return Vec::new();
    }
    std::io::stdin().lock().lines().map_while(Result::ok).filter(|l| !l.trim().is_empty()).collect()
}

/// Paths as inputs; the parts of a divided archive are one.
pub(crate) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    archive::gather(paths.to_vec())
}

/// What it is called in a sentence.
pub(crate) fn name_of(input: &Input) -> String {
    match input {
        Input::Path(p) => Path::new(p).file_name().map_or_else(|| p.display().to_string(), |n| n.to_string_lossy().into_owned()),
        Input::Open { name, .. } | Input::Parts { name, .. } | Input::Bytes { name, .. } => name.clone(),
    }
}
