//! Down to the rows.

use super::{Answer, said};
use crate::session::Session;
use dossier_engine::report::wire::{Row, Rows, WireOrigin};
use tauri::State;

/// Fifty rows behind one step of a claim; counter-evidence by negative index.
#[tauri::command(async)]
pub(crate) fn rows(session: State<'_, Session>, observer: &str, claim: &str, value: &str, step: i64, from: usize) -> Answer<Rows> {
    session.rows(observer, claim, value, step, from).map_err(said)
}

/// The row at an origin.
#[tauri::command(async)]
pub(crate) fn row(session: State<'_, Session>, origin: WireOrigin) -> Answer<Row> {
    session.row(&origin).map_err(said)
}
