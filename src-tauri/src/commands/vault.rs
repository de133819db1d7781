//! The vault. A passphrase comes in as one string and is wiped when it was used; it is never told on or written down.

use super::{Answer, said};
use crate::autolock;
use crate::dialog::{self, Asked};
use crate::session::Session;
use crate::store::SUFFIX;
use dossier_engine::error::Error;
use dossier_engine::phrase::{Lang, Param, Phrase, Said};
use dossier_engine::report::place::{AutoLock, Judged, Opened, Place, Why, Wiped};
use dossier_safe::{Passphrase, passphrase as words};
use serde::Deserialize;
use tauri::{AppHandle, Manager, State};

/// How a window lets go.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Letting {
    /// An open vault is locked.
    Lock,
    /// Everything is dropped, and which vault it was.
    All,
    /// The same, and the window closes.
    Quit,
}

/// Suggests a passphrase, or judges the typed one.
#[tauri::command(async)]
pub(crate) fn passphrase(language: Lang, typed: Option<String>) -> Answer<Judged> {
    let suggested = typed.is_none().then(|| words::suggest(language)).transpose().map_err(said)?;
    let given = suggested.clone().unwrap_or_else(|| Passphrase::new(typed.unwrap_or_default()));
    let judged = words::judge(&given);
    let suggested = suggested.map(|it| it.as_str().to_owned());
    let time = Param::Seconds(judged.seconds);
    let time = Said { en: time.say(Lang::En), zh_cn: time.say(Lang::ZhCn) };
    Ok(Judged { suggested, time, weak: judged.refusal().map(said) })
}

/// Asks where to put a new vault and makes it; nothing when the person closed the dialog. `carry`: with what is open now.
#[tauri::command]
pub(crate) async fn make_vault(app: AppHandle, language: Lang, passphrase: String, carry: bool) -> Answer<Option<Opened>> {
    let passphrase = strong(passphrase)?;
    let name = format!("{}{SUFFIX}", Phrase::new("vault.new_name").say(language));
    let Some(folder) = dialog::ask(Asked::New(&name)).await.pop() else { return Ok(None) };
    let work = move || app.state::<Session>().make(folder, &passphrase, carry, autolock::clocks());
    off_the_window(work).await.map(Some)
}

/// Lets the person choose a vault's folder; its name, nothing when they closed the dialog.
#[tauri::command]
pub(crate) async fn choose_vault(app: AppHandle) -> Option<String> {
    let folder = dialog::ask(Asked::Folder).await.pop()?;
    Some(app.state::<Session>().choose(folder))
}

/// Opens the chosen vault, or the one that is locked.
#[tauri::command(async)]
pub(crate) fn open_vault(session: State<'_, Session>, passphrase: String) -> Answer<Opened> {
    session.open(&Passphrase::new(passphrase), autolock::clocks()).map_err(said)
}

/// Another passphrase for the open vault: its header alone is written anew.
#[tauri::command(async)]
pub(crate) fn change_passphrase(session: State<'_, Session>, now: String, next: String) -> Answer<()> {
    session.change(&Passphrase::new(now), &strong(next)?).map_err(said)
}

/// Wipes the open vault; the name has to be its own.
#[tauri::command(async)]
pub(crate) fn wipe_vault(session: State<'_, Session>, name: &str) -> Answer<Wiped> {
    session.wipe(name).map_err(said)
}

/// When the vault locks by itself: minutes without input (0: never), on sleep, on a locked screen.
#[tauri::command(async)]
pub(crate) fn auto_lock(session: State<'_, Session>, idle: u32, sleep: bool, screen: bool) -> Place {
    session.watchman(|it| it.set = AutoLock { idle, sleep, screen, ..it.set });
    session.place()
}

/// Somebody is there.
#[tauri::command(async)]
pub(crate) fn active(session: State<'_, Session>) {
    session.watchman(|it| it.active(autolock::clocks()));
}

/// Lets go of what the window holds.
#[tauri::command(async)]
pub(crate) fn forget(app: AppHandle, how: Letting) -> Place {
    let session = app.state::<Session>();
    match how {
        Letting::Lock => autolock::lock(&app, Why::Asked),
        Letting::All | Letting::Quit => {
            let mut held = session.drop_all();
            held.known = None;
            held.locked = false;
        }
    }
    if matches!(how, Letting::Quit) {
        app.exit(0);
    }
    session.place()
}

/// A passphrase for a vault to come: a weak one is refused here too, whatever the page thinks.
fn strong(typed: String) -> Answer<Passphrase> {
    let passphrase = Passphrase::new(typed);
    match words::judge(&passphrase).refusal() {
        Some(weak) => Err(said(weak)),
        None => Ok(passphrase),
    }
}

/// Deriving a key takes its time: elsewhere than where the window's own work is done.
async fn off_the_window<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Answer<T> {
    let stopped = |_| Error::VaultFailed { what: "thread".to_owned() };
    tauri::async_runtime::spawn_blocking(work).await.map_err(stopped).and_then(|done| done).map_err(said)
}
