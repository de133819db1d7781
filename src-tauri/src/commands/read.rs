//! Reading in, and letting go.

use super::{Answer, said};
use crate::session::{Listen, Session};
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use dossier_engine::report::window::{Progress, QueueItem, Tally};
use dossier_engine::report::wire::Report;
use tauri::State;
use tauri::ipc::Channel;

/// Reads what is ready: all of it, or nothing changes; nothing is kept yet. `scratch`: into an encrypted temporary file.
#[tauri::command(async)]
pub(crate) fn import_all(session: State<'_, Session>, scratch: bool, channel: Channel<Progress>) -> Answer<Tally> {
    session.import(scratch, &Page(channel)).map_err(said)
}

/// A sample person's archives in place of whatever was read.
#[tauri::command(async)]
pub(crate) fn open_persona(session: State<'_, Session>, id: &str) -> Answer<Report> {
    let open = || {
        let persona = dossier_personas::ALL.iter().find(|persona| persona.id == id).ok_or(Error::FileGone)?;
        let passwords: Vec<String> = persona.password.into_iter().map(str::to_owned).collect();
        let archives = persona.archives.iter().map(|archive| {
            let input = Input::Bytes { name: archive.name.to_owned(), bytes: archive.bytes.into() };
            Archive::open(&input, &passwords, &Limits::default())
        });
        let today = persona.today.parse().map_err(|_| Error::BadOption { option: "today".to_owned() })?;
        session.replace(archives.collect::<Result<_, _>>()?, today)
    };
    open().map_err(said)
}

struct Page(Channel<Progress>);

impl Listen for Page {
    fn heard(&self, item: &QueueItem, p: &dossier_engine::vault::Progress) {
        // A page that has gone away no longer wants to know.
        let _ = self.0.send(Progress {
            key: item.key,
            name: item.name.clone(),
            file: p.file.clone(),
            rows: p.rows,
            bytes_done: p.bytes_done,
            bytes_total: p.bytes_total,
        });
    }
}
