//! What the page needs before anything is opened.

use crate::session::Session;
use dossier_engine::phrase::Phrase;
use dossier_engine::report::window::{Lock, Persona, Start};
use dossier_engine::report::{guides, table};
use std::process::Command;
use tauri::State;

/// Version, sample people, how to get one's data, the state of the lock.
#[tauri::command(async)]
pub(crate) fn start(session: State<'_, Session>) -> Start {
    let words = |id: String| Phrase::new(id).said();
    let personas = dossier_personas::ALL.iter().map(|persona| Persona {
        id: persona.id.to_owned(),
        name: words(format!("persona.{}", persona.id)),
        about: words(format!("persona.{}.about", persona.id)),
        files: persona.archives.len() as u64,
    });
    Start {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        personas: personas.collect(),
        guides: guides::all(),
        lock: Lock { enforced: session.lock.enforced, mechanisms: session.lock.in_force().map(str::to_owned).collect() },
        chinese_font: has_chinese_font(),
        place: session.place(),
        tables: table::words(),
    }
}

/// Asked of fontconfig, where there is one: without such a font Chinese text is blank, not boxes.
fn has_chinese_font() -> bool {
    let list = Command::new("fc-list").args([":lang=zh-cn", "family"]).output();
    list.map_or(true, |fonts| !fonts.status.success() || !fonts.stdout.is_empty())
}
