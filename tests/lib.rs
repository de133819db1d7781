//! Tests over the fixtures; run them with `cargo test -p dossier-tests`.
