//! The one program behind every target: which one it is, its own name says, and of a source its environment.
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
    let own = env!("CARGO_BIN_NAME");
    let source = std::env::var("DOSSIER_SOURCE").unwrap_or_default();
    let name = if own == "source" { &source } else { own };
    if std::panic::catch_unwind(|| dossier_fuzz::check(name, bytes)).is_err() {
        if let Ok(last) = LAST.lock() {
            eprintln!("{last}");
        }
        std::process::abort();
    }
}
