//! Where things are, and how much of a proof is asked for.

use std::path::PathBuf;

/// What `cargo xtask` says about where things are.
pub(crate) fn place(variable: &str) -> PathBuf {
    let place = std::env::var_os(variable).unwrap_or_else(|| panic!("{variable} is not set: run the proof by `cargo xtask`"));
    PathBuf::from(place)
}

/// Whether the short form is enough.
pub(crate) fn short() -> bool {
    std::env::var_os("DOSSIER_PROOF").is_some_and(|form| form == "short")
}

/// Prints a proof's figure past the test runner, which hides what passing tests print.
#[allow(clippy::explicit_write)]
pub(crate) fn say(line: &str) {
    use std::io::Write;
    writeln!(std::io::stderr(), "{line}").unwrap();
}
