//! What the page needs before anything is opened.

use crate::session::Session;
use dossier_engine::phrase::Phrase;
use dossier_engine::report::window::{Lock, Persona, SourceInfo, Start};
use std::process::Command;
use tauri::State;

/// Version, sample people, the exports we read, the state of the lock.
#[tauri::command(async)]
pub(crate) fn start(session: State<'_, Session>) -> Start {
    let words = |id: String| Phrase::new(id).said();
    let personas = dossier_personas::ALL.iter().map(|persona| Persona {
        id: persona.id.to_owned(),
        name: words(format!("persona.{}", persona.id)),
        about: words(format!("persona.{}.about", persona.id)),
        files: persona.archives.len() as u64,
    });
    let sources = dossier_engine::source::ALL.iter().map(|source| source.card()).map(|card| SourceInfo {
        id: card.id.to_owned(),
        platform: card.platform.id().to_owned(),
        name: words(format!("source.{}", card.id)),
        get: words(format!("source.{}.get", card.id)),
    });
    Start {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        personas: personas.collect(),
        sources: sources.collect(),
        lock: Lock { enforced: session.lock.enforced, mechanisms: session.lock.in_force().map(str::to_owned).collect() },
        chinese_font: has_chinese_font(),
    }
}

/// Asked of fontconfig, where there is one: without such a font Chinese text is blank, not boxes.
fn has_chinese_font() -> bool {
    let list = Command::new("fc-list").args([":lang=zh-cn", "family"]).output();
    list.map_or(true, |fonts| !fonts.status.success() || !fonts.stdout.is_empty())
}
