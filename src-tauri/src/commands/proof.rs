//! The lock, put to the test while the person looks on.

use crate::session::Session;
use crate::window::Refused;
use dossier_engine::phrase::Phrase;
use dossier_engine::report::proof::{mechanism, page_ways};
use dossier_engine::report::window::{Attempt, Proof, Witness};
use tauri::State;

/// Tries every way out that a program has, and says what happened; the page's own ways are the page's to try.
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
        mechanisms: session.lock.mechanisms.iter().map(|it| mechanism(it.id, it.holds.id())).collect(),
        attempts: attempts.collect(),
        page: page_ways(),
        sockets: dossier_lock::open_sockets().unwrap_or_default() as u64,
    }
}

/// What kernel and shell see right now.
#[tauri::command(async)]
pub(crate) fn witness(refused: State<'_, Refused>) -> Witness {
    Witness { sockets: dossier_lock::open_sockets().unwrap_or_default() as u64, ..refused.so_far() }
}
