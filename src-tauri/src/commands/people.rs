//! Who is who.

use super::{Answer, said};
use crate::session::Session;
use dossier_engine::report::people::People;
use dossier_engine::report::wire::Report;
use tauri::State;

/// Everyone in what was read, and what was said of them.
#[tauri::command(async)]
pub(crate) fn people(session: State<'_, Session>) -> Answer<People> {
    session.people().map_err(said)
}

/// Says of two names that they are the same, or are not, or takes back what was said; the document that follows. Names go by their ids: `whatsapp:Kim`.
#[tauri::command(async)]
pub(crate) fn judge(session: State<'_, Session>, one: &str, other: &str, same: Option<bool>) -> Answer<Report> {
    session.judge(one, other, same).map_err(said)
}
