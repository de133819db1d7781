//! The queue of what was handed over.

use super::{Answer, said};
use crate::drag;
use crate::page::Page;
use crate::session::Session;
use crate::tables::Explained;
use dossier_engine::report::window::{News, QueueItem};
use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

/// From now on the page is told of drags over the window, of the queue that a drop made, and of the vault's locking; at once of what
/// the program was started with.
#[tauri::command(async)]
pub(crate) fn watch(app: AppHandle, channel: Channel<News>) {
    app.state::<Page>().watch(channel);
    drag::tell_queue(&app);
}

/// What is done to one thing in the queue.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A password is tried.
    Password(String),
    /// It is left out.
    LeaveOut,
    /// Of a table that no source knows, what its columns are.
    Table(Explained),
    /// What of it no source knows is described.
    Describe,
    /// What was said of the table in this file of it is taken back.
    Untold(usize),
}

/// Changes one thing; the whole queue.
#[tauri::command(async)]
pub(crate) fn change(session: State<'_, Session>, key: u32, change: Change) -> Answer<Vec<QueueItem>> {
    match change {
        Change::Password(password) => Ok(session.unlock(key, &password)),
        Change::LeaveOut => Ok(session.queue(|queue| queue.items.retain(|item| item.shown.key != key))),
        Change::Describe => session.describe(key).map_err(said),
        Change::Table(table) => session.explain(key, &table).map_err(said),
        Change::Untold(at) => session.take_back(key, at).map_err(said),
    }
}
