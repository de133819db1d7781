//! What the program was started with: files opened with it from the desktop, or named on the command line. They are queued as if
//! they had been dropped. A vault's folder is not read: the window opens locked, and asks for its passphrase.

use crate::drag;
use crate::session::Session;
use dossier_safe::Safe;
use std::path::PathBuf;
use tauri::{AppHandle, Manager};

/// Sorts what was given; what is to be read is opened elsewhere than in the window's thread.
pub(crate) fn take(app: &AppHandle, given: impl Iterator<Item = PathBuf>) {
    let files = sort(&app.state::<Session>(), given);
    if files.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        app.state::<Session>().add(files);
        drag::tell_queue(&app);
    });
}

/// Files to read. Of vaults, one can be open: the last one named is asked for.
fn sort(session: &Session, given: impl Iterator<Item = PathBuf>) -> Vec<PathBuf> {
    let (vaults, files): (Vec<PathBuf>, Vec<PathBuf>) = given.partition(|path| Safe::lies_in(path));
    if let Some(folder) = vaults.into_iter().next_back() {
        session.ask_for(folder);
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier_engine::report::place::PlaceKind;
    use dossier_safe::{Cost, Passphrase};

    #[test]
    fn files_are_queued_and_a_vault_is_asked_for() {
        let home = tempfile::tempdir().unwrap();
        let (bill, vault) = (home.path().join("bill.csv"), home.path().join("Mine.dossier"));
        std::fs::write(&bill, "nothing known").unwrap();
        let passphrase = Passphrase::new("kiln otter brisk lantern verso maple".into());
        drop(Safe::create(&vault, &passphrase, &Cost::cheapest()).unwrap());

        let session = Session::new(dossier_lock::Status::default());
        assert_eq!(sort(&session, std::iter::once(bill.clone())), std::slice::from_ref(&bill));
        assert_eq!(session.place().kind, PlaceKind::Memory);
        assert_eq!(sort(&session, [vault, bill.clone()].into_iter()), std::slice::from_ref(&bill));
        let place = session.place();
        assert_eq!((place.kind, place.name.as_deref()), (PlaceKind::Locked, Some("Mine")));

        session.add(vec![bill]);
        session.open(&passphrase, crate::autolock::clocks()).unwrap();
        let names: Vec<String> = session.queue(|_| ()).into_iter().map(|item| item.name).collect();
        assert_eq!(names, ["bill.csv"], "what came with the vault waits until it is open");
    }
}
