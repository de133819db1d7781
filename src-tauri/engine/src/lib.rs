//! Dossier's engine: archives in, claims with evidence out.
//!
//! ```text
//! Archive ─open▶ Source ─read▶ Records ─extract▶ Signals ─look▶ View ─infer▶ Claims ─compile▶ Dossier
//! ```
//! The engine knows no window, no clock, no network, no randomness and no environment: the day is an argument.
//! Everything outside (command line, desktop shell, tests) calls the same few functions:
//! [`archive::Archive::open`], [`vault::Vault::import`], [`dossier::inspect`], [`dossier::compile`].

pub mod action;
pub mod archive;
pub mod dossier;
pub mod drift;
pub mod error;
pub mod guide;
pub mod inference;
pub mod observer;
pub mod phrase;
pub mod problem;
pub mod reader;
pub mod record;
pub mod report;
pub mod scorecard;
pub mod signal;
pub mod source;
pub mod vault;
