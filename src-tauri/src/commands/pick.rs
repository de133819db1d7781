//! The system's own file dialog. It runs here and what was chosen goes straight into the queue: the page never sees a path.

use crate::session::Session;
use dossier_engine::report::window::QueueItem;
use serde::Deserialize;
use tauri::{AppHandle, Manager};

/// What the dialog lets a person choose.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum What {
    Files,
    Folder,
}

/// Puts what the person chooses into the queue; the whole queue, unchanged when they closed the dialog.
#[tauri::command]
pub(crate) async fn pick(app: AppHandle, what: What) -> Vec<QueueItem> {
    let dialog = rfd::AsyncFileDialog::new();
    let chosen = match what {
        What::Files => dialog.pick_files().await,
        What::Folder => dialog.pick_folder().await.map(|folder| vec![folder]),
    };
    let paths = chosen.unwrap_or_default().iter().map(|handle| handle.path().to_owned()).collect();
    app.state::<Session>().add(paths)
}
