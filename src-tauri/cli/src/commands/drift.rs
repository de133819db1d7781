//! `dossier drift`: what files that no source knows are shaped like, and which format they come nearest to.

use super::Done;
use crate::args::Drift;
use crate::intake::{inputs, passwords};
use crate::output::{failed, json, save, to_screen};
use dossier_engine::archive::Limits;
use dossier_engine::phrase::Lang;
use dossier_engine::report::{drift, files};
use dossier_worker::Reader;

/// Describes; writes only where it is told to.
pub(crate) fn drift(ask: &Drift, lang: Lang) -> Done {
    let passwords = passwords(ask.password_stdin);
    let mut drifts = Vec::new();
    for input in inputs(&ask.paths) {
        let described = Reader::walled_off().describe(&input, &passwords, &Limits::default(), &|| false);
        drifts.extend(described.map_err(|e| files::failure(&e, &crate::intake::name_of(&input), None))?);
    }
    let body = if ask.json { json(&drifts) } else { drift::render(&drifts, lang) };
    to_screen(&body);
    if let Some(out) = &ask.out {
        save(out, body.as_bytes()).map_err(|_| failed("save_failed"))?;
    }
    Ok(0)
}
