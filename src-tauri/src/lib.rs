//! Dossier's window: the only crate that knows Tauri. What the page may ask is in [`commands`]; what it asked about is
//! held in [`session`]. Everything else is the engine's.

mod commands;
mod drag;
mod places;
mod queue;
mod session;
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
        .manage(drag::Page::default())
        .manage(window::Refused::default())
        .setup(|app| Ok(window::open(app)?))
        .on_window_event(|window, event| {
            if let WindowEvent::DragDrop(event) = event {
                drag::heard(window.app_handle(), event);
            }
        })
        .invoke_handler(tauri::generate_handler![
            commands::start::start,
            commands::pick::pick,
            commands::queue::watch_drags,
            commands::queue::unlock,
            commands::queue::leave_out,
            commands::read::import_all,
            commands::read::cancel,
            commands::read::open_persona,
            commands::read::forget,
            commands::rows::rows,
            commands::rows::row,
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

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The system's language, for the one sentence said before there is a page.
fn language() -> Lang {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).and_then(|tag| Lang::from_tag(&tag)).unwrap_or(Lang::En)
}
