//! The system's own dialogs. They run here: what was chosen never reaches the page as a path.

use std::path::PathBuf;

/// What a person is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Asked<'a> {
    /// Files to read.
    Files,
    /// A folder: of files to read, or a vault.
    Folder,
    /// Where to put something new; the name it is offered under.
    New(&'a str),
}

/// What they chose; nothing when they closed the dialog.
#[cfg(not(feature = "e2e"))]
pub(crate) async fn ask(what: Asked<'_>) -> Vec<PathBuf> {
    let dialog = rfd::AsyncFileDialog::new();
    let chosen = match what {
        Asked::Files => dialog.pick_files().await,
        Asked::Folder => dialog.pick_folder().await.map(|folder| vec![folder]),
        Asked::New(name) => dialog.set_file_name(name).save_file().await.map(|place| vec![place]),
    };
    chosen.unwrap_or_default().iter().map(|handle| handle.path().to_owned()).collect()
}

/// A dialog can't be driven: the file named by `DOSSIER_DIALOG` says what would have been chosen, one path a line. Debug builds
/// for WebDriver alone (the lock refuses to compile this feature into a release).
#[cfg(feature = "e2e")]
pub(crate) async fn ask(what: Asked<'_>) -> Vec<PathBuf> {
    let answer = std::env::var_os("DOSSIER_DIALOG").and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    let mut chosen = answer.lines().map(PathBuf::from);
    match what {
        Asked::Files => chosen.collect(),
        Asked::Folder => chosen.next().into_iter().collect(),
        Asked::New(name) => chosen.next().map(|folder| folder.join(name)).into_iter().collect(),
    }
}
