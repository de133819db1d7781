//! Dossier's window: the only crate that knows Tauri. What the page may ask is in [`commands`]; what it asked about is
//! held in [`session`]. Everything else is the engine's.

mod autolock;
mod commands;
mod dialog;
mod drag;
mod given;
mod page;
mod people;
mod places;
mod queue;
mod safekeeping;
mod session;
#[cfg(target_os = "linux")]
mod signals;
mod store;
mod tables;
mod window;

use dossier_engine::phrase::{Lang, Phrase};
use session::Session;
use std::process::ExitCode;
use tauri::{Manager, WindowEvent};

/// Opens the window and stays until it is closed. `lock` is what [`dossier_lock::engage`] said.
pub fn run(mut lock: dossier_lock::Status) -> ExitCode {
    if cfg!(target_os = "linux") && !has_display() {
        eprintln!("{}", Phrase::new("error.display_missing").say(language()));
        return ExitCode::from(2);
    }
    lock.wall_off_files(&places::writable());
    let window = tauri::Builder::default()
        .manage(Session::new(lock))
        .manage(page::Page::default())
        .manage(window::Refused::default())
        .setup(|app| {
            // Before the window: its page asks at once whether a vault is locked.
            given::take(app.handle(), std::env::args_os().skip(1).map(Into::into));
            window::open(app)?;
            #[cfg(target_os = "linux")]
            listen(app.handle());
            autolock::stand(app.handle().clone());
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                drag::heard(window.app_handle(), event);
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::start::start,
            commands::pick::pick,
            commands::queue::watch,
            commands::queue::change,
            commands::read::import_all,
            commands::read::open_persona,
            commands::keep::keep,
            commands::keep::cancel,
            commands::keep::delete,
            commands::keep::undo,
            commands::keep::save,
            commands::vault::passphrase,
            commands::vault::make_vault,
            commands::vault::choose_vault,
            commands::vault::open_vault,
            commands::vault::change_passphrase,
            commands::vault::wipe_vault,
            commands::vault::auto_lock,
            commands::vault::active,
            commands::vault::forget,
            commands::rows::rows,
            commands::people::people,
            commands::people::judge,
            commands::proof::proof,
            commands::proof::witness,
        ])
        .run(tauri::generate_context!());
    if let Err(e) = window {
        eprintln!("{e}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// Sleep and a locked screen lock the vault; what the system keeps to itself, the settings say.
#[cfg(target_os = "linux")]
fn listen(app: &tauri::AppHandle) {
    let listening = signals::listen(app);
    app.state::<Session>().watchman(|it| {
        it.set.hears_sleep = listening.sleep;
        it.set.hears_screen = listening.screen;
    });
    app.manage(listening);
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The system's language, for the one sentence said before there is a page.
fn language() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).and_then(|tag| Lang::from_tag(&tag)).unwrap_or(Lang::En)
}
