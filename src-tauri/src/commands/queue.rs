//! The queue of what was handed over.

use crate::drag::Page;
use crate::session::Session;
use dossier_engine::report::window::{Drag, QueueItem};
use tauri::State;
use tauri::ipc::Channel;

/// From now on the page is told of drags over the window and of the queue that a drop made.
#[tauri::command(async)]
pub(crate) fn watch_drags(page: State<'_, Page>, channel: Channel<Drag>) {
    page.watch(channel);
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
