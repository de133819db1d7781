//! The one program behind every target: which one it is, its own name says.
#![no_main]

use std::sync::Mutex;

static LAST: Mutex<String> = Mutex::new(String::new());

libfuzzer_sys::fuzz_target!(
    init: remember_panics(),
    |bytes: &[u8]| check(bytes)
);

/// The engine catches what a library it leans on panics with, so a panic is no crash as such: it is told when nobody caught it.
fn remember_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if let Ok(mut last) = LAST.lock() {
            *last = panic.to_string();
        }
    }));
}

fn check(bytes: &[u8]) {
    if std::panic::catch_unwind(|| dossier_fuzz::check(env!("CARGO_BIN_NAME"), bytes)).is_err() {
        if let Ok(last) = LAST.lock() {
            eprintln!("{last}");
        }
        std::process::abort();
    }
}
