//! What must hold of arbitrary bytes: each target is a function that panics where it doesn't.
//!
//! `cargo xtask fuzz` feeds them bytes that reach ever more of the code; `tests/hostile/found.rs` walks what was once found wrong.

mod archive;
mod decoding;
mod json;
mod pipe;
mod reading;
mod signals;
mod source;
mod table;
mod vault_header;
mod workbook;

/// A target: bytes in, a panic where something doesn't hold.
type Target = fn(&[u8]);

/// The targets, beside one for each source under the source's id.
const ALL: &[(&str, Target)] = &[
    ("zip", archive::check),
    ("decoding", decoding::check),
    ("csv", table::check),
    ("json", json::check),
    ("xlsx", workbook::check),
    ("signals", signals::check),
    ("worker_pipe", pipe::check),
    ("vault_header", vault_header::check),
];

/// Every target's name.
pub fn names() -> Vec<&'static str> {
    let sources = dossier_engine::source::ALL.iter().map(|source| source.card().id);
    ALL.iter().map(|(name, _)| *name).chain(sources).collect()
}

/// Runs one target on these bytes.
///
/// # Panics
/// Where something doesn't hold, and where there is no such target.
pub fn check(name: &str, bytes: &[u8]) {
    match ALL.iter().find(|(known, _)| *known == name) {
        Some((_, target)) => target(bytes),
        None => source::check(name, bytes),
    }
}
