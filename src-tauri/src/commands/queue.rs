//! The queue of what was handed over.

use crate::drag;
use crate::page::Page;
use crate::session::Session;
use dossier_engine::report::window::{News, QueueItem};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

/// From now on the page is told of drags over the window, of the queue that a drop made, and of the vault's locking; at once of what
/// the program was started with.
#[tauri::command(async)]
pub(crate) fn watch(app: AppHandle, channel: Channel<News>) {
    app.state::<Page>().watch(channel);
    drag::tell_queue(&app);
}

/// Tries a password; the whole queue.
#[tauri::command(async)]
pub(crate) fn unlock(session: State<'_, Session>, key: u32, password: String) -> Vec<QueueItem> {
    session.queue(|queue| {
        queue.iter_mut().filter(|item| item.shown.key == key).for_each(|item| item.try_with(std::slice::from_ref(&password)))
    })
}

/// Leaves one out; the whole queue.
#[tauri::command(async)]
pub(crate) fn leave_out(session: State<'_, Session>, key: u32) -> Vec<QueueItem> {
    session.queue(|queue| queue.retain(|item| item.shown.key != key))
}
