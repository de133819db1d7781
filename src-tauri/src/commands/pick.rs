//! The system's own file dialog. It runs here, so the page needs no permission to open one.

use std::path::PathBuf;

/// The chosen files or folder; nothing when the person closed the dialog.
#[tauri::command]
pub(crate) async fn pick(what: String) -> Vec<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new();
    let chosen = if what == "folder" { dialog.pick_folder().await.map(|folder| vec![folder]) } else { dialog.pick_files().await };
    chosen.unwrap_or_default().iter().map(|handle| handle.path().to_owned()).collect()
}
