//! The one program behind every target: which one it is, its own name says.
#![no_main]

libfuzzer_sys::fuzz_target!(
    init: dossier_fuzz::remember_panics(),
    |bytes: &[u8]| dossier_fuzz::check_or_abort(env!("CARGO_BIN_NAME"), bytes)
);
