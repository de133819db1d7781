//! What was read: kept or left out; deleted for good and brought back.

use super::{Answer, said};
use crate::dialog::{self, Asked};
use crate::session::Session;
use dossier_engine::error::Error;
use dossier_engine::phrase::{Lang, Phrase, Said};
use dossier_engine::report::place::{Left, Opened};
use dossier_engine::report::wire::Report;
use serde::Deserialize;
use tauri::{AppHandle, Manager, State};

/// Keeps what was read.
#[tauri::command(async)]
pub(crate) fn keep(session: State<'_, Session>) -> Answer<Opened> {
    let report = session.keep().map_err(said)?;
    Ok(Opened { place: session.place(), report: Some(report) })
}

/// Stops a running import, or leaves out what was read and not kept.
#[tauri::command(async)]
pub(crate) fn cancel(session: State<'_, Session>) -> Answer<()> {
    session.cancel().map_err(said)
}

/// Deletes an archive with all that was derived from it.
#[tauri::command(async)]
pub(crate) fn delete(session: State<'_, Session>, archive: &str) -> Answer<Left> {
    session.delete(archive).map_err(said)
}

/// Brings back what was deleted last.
#[tauri::command(async)]
pub(crate) fn undo(session: State<'_, Session>) -> Answer<Option<Report>> {
    session.undo().map_err(said)
}

/// What can be saved as text.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kept {
    /// The last receipt.
    Receipt,
    /// The description of this thing in the queue.
    Shape(u32),
}

/// Saves something as text where the person chooses; whether they did.
#[tauri::command]
pub(crate) async fn save(app: AppHandle, kept: Kept, language: Lang) -> Answer<bool> {
    let session = app.state::<Session>();
    let (title, text) = match kept {
        Kept::Receipt => ("receipt.title", session.receipt().map(|lines| receipt(&lines, language))),
        Kept::Shape(key) => ("drift.title", session.shape(key).map(|shape| shape.get(language).to_owned())),
    };
    let Some(text) = text else { return Ok(false) };
    let name = format!("{}.txt", Phrase::new(title).say(language));
    let Some(place) = dialog::ask(Asked::New(&name)).await.pop() else { return Ok(false) };
    std::fs::write(place, text).map_err(|_| said(Error::SaveFailed))?;
    Ok(true)
}

fn receipt(lines: &[Said], language: Lang) -> String {
    let title = Phrase::new("receipt.title").say(language);
    let lines = std::iter::once(title.as_str()).chain(lines.iter().map(|line| line.get(language)));
    lines.flat_map(|line| [line, "\n"]).collect()
}
