//! The queue of what was handed over.

use crate::drag;
use crate::page::Page;
use crate::session::Session;
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
}

/// Changes one thing; the whole queue.
#[tauri::command(async)]
pub(crate) fn change(session: State<'_, Session>, key: u32, change: Change) -> Vec<QueueItem> {
    session.queue(|queue| match change {
        Change::Password(password) => {
            queue.iter_mut().filter(|item| item.shown.key == key).for_each(|item| item.try_with(std::slice::from_ref(&password)));
        }
        Change::LeaveOut => queue.retain(|item| item.shown.key != key),
    })
}
