//! Down to the rows.

use super::{Answer, said};
use crate::session::Session;
use dossier_engine::report::wire::{Rows, WireOrigin};
use serde::Deserialize;
use tauri::State;

/// What the rows stand behind.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Behind {
    /// One step of a claim; counter-evidence by negative index.
    Step { observer: String, claim: String, value: String, step: i64 },
    /// What names its rows itself.
    Origins(Vec<WireOrigin>),
}

/// Fifty of the rows behind something.
#[tauri::command(async)]
pub(crate) fn rows(session: State<'_, Session>, behind: Behind, from: usize) -> Answer<Rows> {
    session.rows(&behind, from).map_err(said)
}
