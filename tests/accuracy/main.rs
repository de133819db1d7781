//! Accuracy: how often what Dossier says is right, on data with known truth. `cargo xtask accuracy` runs it and rewrites ACCURACY.md.
//!
//! Each archive of a bench is read as a person's own file would be, every estimate and score is taken from the document that
//! anybody gets, and held against the bench's truth. Figures are about those panels, not about anybody's dossier.
//!
//! Arguments: `--benches FOLDER` with what the benches' own scripts made of their data, `--write FILE` for the table,
//! `--only households|bank|messages|cohort`, `--members N` of the made-up cohort.

// A measurement stops as a test would.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, unreachable_pub)]

mod archive;
mod cohort;
mod fit;
mod households;
mod panels;
mod score;
mod table;

use std::path::PathBuf;
use table::Table;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--nocapture");
    let (mut benches, mut write, mut only, mut members) = (None, None, None, 500);
    while let Some(name) = arguments.next() {
        let value = arguments.next().unwrap_or_else(|| panic!("{name} needs a value"));
        match name.as_str() {
            "--benches" => benches = Some(PathBuf::from(value)),
            "--write" => write = Some(PathBuf::from(value)),
            "--members" => members = value.parse().unwrap(),
            "--only" => only = Some(value),
            other => panic!("{other} is not known"),
        }
    }
    let benches = benches.unwrap_or_default();
    let asked = |name: &str| only.as_deref().is_none_or(|o| o == name);
    let wanted = |name: &str| asked(name) && benches.join(name).is_dir();
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
    let mut said: Vec<String> = tables.iter().map(ToString::to_string).collect();
    if asked("cohort") {
        said.push(cohort::measured(members));
    }
    said.iter().for_each(|table| println!("\n{table}"));
    if let Some(path) = write {
        table::write(&path, &said);
    }
}
