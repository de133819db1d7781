//! Everything that is tested over the fixtures, in one binary: `cargo test -p dossier-tests`, one area with its name behind it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test crate throughout")]

mod clean;
mod cli;
mod dossiers;
mod drift;
mod drops;
mod hostile;
mod invariants;
mod keeping;
mod labels;
mod samples_accounts;
mod samples_chats;
mod samples_chats_cn;
mod samples_manifest;
mod samples_money;
mod samples_shops;
mod samples_social;
mod samples_western;
mod score;
mod signals;
mod sources;
mod tidy;
