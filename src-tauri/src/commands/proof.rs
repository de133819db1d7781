//! The lock, put to the test while the person looks on.

use crate::session::Session;
use dossier_engine::phrase::Phrase;
use dossier_engine::report::window::{Attempt, Proof};
use tauri::State;

/// Tries every way out and says what happened.
#[tauri::command(async)]
pub(crate) fn proof(session: State<'_, Session>) -> Proof {
    let attempts = dossier_lock::probe(&session.lock).into_iter().map(|attempt| Attempt {
        what: Phrase::new(format!("proof.attempt.{}", attempt.id)).said(),
        id: attempt.id.to_owned(),
        target: attempt.target.to_owned(),
        outcome: attempt.outcome.id().to_owned(),
        by: attempt.by,
    });
    Proof {
        enforced: session.lock.enforced,
        mechanisms: session.lock.in_force().map(str::to_owned).collect(),
        attempts: attempts.collect(),
        sockets: dossier_lock::open_sockets().unwrap_or_default() as u64,
    }
}
