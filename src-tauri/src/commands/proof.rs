//! The lock, put to the test while the person looks on.

use crate::session::Session;
use crate::window::Refused;
use dossier_engine::archive::sha256_of;
use dossier_engine::report::proof::{attempt, mechanism, page_ways};
use dossier_engine::report::window::{Proof, Witness};
use tauri::State;

/// Tries every way out that a program has, and says what happened; the page's own ways are the page's to try.
#[tauri::command(async)]
pub(crate) fn proof(session: State<'_, Session>) -> Proof {
    let attempts = dossier_lock::probe(&session.lock).into_iter().map(|a| attempt(a.id, a.target, a.outcome.id(), a.by));
    Proof {
        enforced: session.lock.enforced,
        mechanisms: session.lock.mechanisms.iter().map(|it| mechanism(it.id, it.holds.id())).collect(),
        attempts: attempts.collect(),
        page: page_ways(),
        sockets: dossier_lock::open_sockets().unwrap_or_default() as u64,
        program: std::env::current_exe().and_then(std::fs::File::open).and_then(sha256_of).unwrap_or_default(),
        day: chrono::Local::now().date_naive().to_string(),
    }
}

/// What kernel and shell see right now.
#[tauri::command(async)]
pub(crate) fn witness(refused: State<'_, Refused>) -> Witness {
    Witness { sockets: dossier_lock::open_sockets().unwrap_or_default() as u64, ..refused.so_far() }
}
