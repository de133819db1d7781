//! The queue of what was handed over.

use crate::queue::Item;
use crate::session::Session;
use dossier_engine::report::window::QueueItem;
use std::path::PathBuf;
use tauri::State;

/// Opens and recognises, reads nothing in; the whole queue.
#[tauri::command(async)]
pub(crate) fn add(session: State<'_, Session>, paths: Vec<PathBuf>) -> Vec<QueueItem> {
    session.queue(|queue| {
        for path in paths {
            let key = queue.iter().map(|item| item.shown.key + 1).max().unwrap_or(1);
            queue.push(Item::open(key, path));
        }
    })
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
