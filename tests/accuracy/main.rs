//! Accuracy: how often what Dossier says is right, on data with known truth. `cargo xtask accuracy` runs it and rewrites ACCURACY.md.
//!
//! Each archive of a bench is read as a person's own file would be, every estimate and score is taken from the document that
//! anybody gets, and held against the bench's truth. Figures are about those panels, not about anybody's dossier.
//!
//! Arguments: `--benches FOLDER` with what the benches' own scripts made of their data, `--write FILE` for the table,
//! `--only households|bank|messages`.

// A measurement stops as a test would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, unreachable_pub)]

mod archive;
mod fit;
mod households;
mod panels;
mod score;
mod table;

use std::path::PathBuf;
use table::Table;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--nocapture");
    let (mut benches, mut write, mut only) = (None, None, None);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} needs a value"));
        match name.as_str() {
            "--benches" => benches = Some(PathBuf::from(value)),
            "--write" => write = Some(PathBuf::from(value)),
            "--only" => only = Some(value),
            other => panic!("{other} is not known"),
        }
    }
    let benches = benches.expect("--benches FOLDER");
    let wanted = |name: &str| only.as_deref().is_none_or(|o| o == name) && benches.join(name).is_dir();
    let mut tables: Vec<Table> = Vec::new();
    if wanted("households") {
        tables.extend(households::measured(&benches.join("households")));
    }
    if wanted("bank") {
        tables.push(panels::bank(&benches.join("bank")));
    }
    for (folder, title) in [("messages", "Chinese"), ("messages_en", "English")] {
        if wanted(folder) {
            tables.push(panels::messages(&benches.join(folder), title));
        }
    }
    assert!(!tables.is_empty(), "{}: no bench is there", benches.display());
    for table in &tables {
        println!("\n{table}");
    }
    if let Some(path) = write {
        table::write(&path, &tables);
    }
}
