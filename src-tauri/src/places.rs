//! Where the window may still write, once the kernel walls off the rest: nothing that starts by itself, nothing hidden.
//!
//! A save dialog can point at any visible folder of the person's home or at mounted media, so those stay open. What begins with
//! a dot does not: autostart entries, shell start-up files, keys, other programs' settings, and the list of recently used files.
//! Landlock knows folders, not wishes: a folder made later, or the home folder itself, is walled off.

use std::path::{Path, PathBuf};

/// Named as in `tauri.conf.json`.
const OWN: &str = "io.github.dossier.Dossier";

/// Where the web view believes it keeps its data: in memory, gone with the session. (It is told to keep nothing, and makes its
/// folders all the same.)
#[cfg(target_os = "linux")]
pub(crate) fn of_the_web_view() -> PathBuf {
    set("XDG_RUNTIME_DIR").unwrap_or_else(|| "/dev/shm".into()).join(OWN)
}

fn set(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Folders, whether or not they exist.
pub(crate) fn writable() -> Vec<PathBuf> {
    let home = set("HOME").unwrap_or_default();
    let mut places = vec!["/media".into(), "/run/media".into(), "/mnt".into()];
    places.push(set("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share")).join(OWN));
    // Sockets and shared memory of the session, gone with it.
    places.extend(set("XDG_RUNTIME_DIR"));
    places.extend(visible(&home));
    places
}

/// The folders in this one that a file dialog shows. A link could lead to hidden ones.
fn visible(home: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home).into_iter().flatten().flatten();
    let shown = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
    shown.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::visible;
    use std::fs::{create_dir, write};

    #[test]
    fn hidden_folders_files_and_links_are_no_place_to_write() {
        let home = tempfile::tempdir().unwrap();
        for folder in ["Documents", ".config", ".ssh"] {
            create_dir(home.path().join(folder)).unwrap();
        }
        write(home.path().join("note.txt"), "").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(".config", home.path().join("settings")).unwrap();
        assert_eq!(visible(home.path()), [home.path().join("Documents")]);
    }
}
