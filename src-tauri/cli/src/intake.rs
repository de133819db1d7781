//! From paths to a vault: opens each archive, imports what opens, keeps what doesn't as a failure of its own.

use dossier_engine::archive::{Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::phrase::Lang;
use dossier_engine::report::queue::password_hint;
use dossier_engine::report::{files, wire};
use dossier_engine::vault::Vault;
use dossier_worker::Reader;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// What was taken in.
pub(crate) struct Intake {
    pub(crate) vault: Vault,
    pub(crate) base: Base,
    /// Archives that could not be opened.
    pub(crate) refused: Vec<wire::Archive>,
}

/// Opens and imports.
///
/// A locked archive without its password can't be proceeded with; other refusals are reported beside the rest.
pub(crate) fn take_in(inputs: &[Input], passwords: &[String]) -> Result<Intake, wire::Failure> {
    let (limits, reader) = (Limits::default(), Reader::walled_off());
    let ours = |e: Error| files::failure(&e, "", None);
    let mut vault = Vault::in_memory().map_err(ours)?;
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
            Err(e @ Error::VaultFailed { .. }) => return Err(ours(e)),
            Err(e) => refused.push(wire::Archive {
                id: String::new(),
                error: Some(files::failure(&e, &name, None)),
                name,
                sha256: String::new(),
                files: Vec::new(),
            }),
        }
    }
    let base = Base::of(&vault).map_err(ours)?;
    Ok(Intake { vault, base, refused })
}

/// Passwords from standard input, one a line, without line ends.
pub(crate) fn passwords(asked: bool) -> Vec<String> {
    if !asked {
        return Vec::new();
    }
    std::io::stdin().lock().lines().map_while(Result::ok).filter(|l| !l.trim().is_empty()).collect()
}

/// Paths as inputs.
pub(crate) fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().cloned().map(Input::Path).collect()
}

fn name_of(input: &Input) -> String {
    match input {
        Input::Path(p) => Path::new(p).file_name().map_or_else(|| p.display().to_string(), |n| n.to_string_lossy().into_owned()),
        Input::Open { name, .. } | Input::Bytes { name, .. } => name.clone(),
    }
}
