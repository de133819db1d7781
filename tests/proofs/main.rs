//! Proofs: what the documents promise, shown with a figure by `cargo xtask <name>`. Each is one test in one file and prints one
//! line that begins with its name. `DOSSIER_CLI` and `DOSSIER_APP` name the release builds; `DOSSIER_PROOF=short` asks for the
//! form that the gate runs, anything else for the whole.

// A proof stops as any test would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod canary;
mod crash;
mod exfil;
mod hands;
mod hostile;
mod nonet;
mod place;
mod reader;
mod tamper;
mod vaults;
// The same desk as the desktop's tests, of which proofs need less.
#[allow(dead_code)]
#[path = "../desktop/desk.rs"]
mod desk;
