//! Writes `fixtures/people/<id>/archives/*` and `truth.json`: the lives of the sample people, as the archives platforms would send
//! them. Deterministic: the same bytes on every run and machine (fixed seeds, fixed zip stamps, Zopfli).
//!
//! ```text
//! life/    the simulation: calendar, people, habits, errands; knows nothing of rules, weights or thresholds
//! export/  one file a format: what a platform prints of it
//! data/    merchants, goods, lines of talk
//! ```
//!
//! `truth.json` holds facts of the simulated life: `claims` by inference id (its value, in whatever shape says it best),
//! `estimates` by the ids of the dossier's `estimates`, `story` in both languages, and `traps`: what the rows suggest and is not so.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    missing_docs,
    reason = "a generator run by hand over its own tables: it should stop loudly where they are wrong"
)]

mod dice;
mod export;
mod life;
mod table;

use std::path::Path;

/// A person, made.
pub struct Made {
    pub id: &'static str,
    /// File name and bytes, in the order of the story.
    pub archives: Vec<(&'static str, Vec<u8>)>,
    pub truth: serde_json::Value,
}

impl Made {
    /// Paths under `fixtures/people/<id>/` with their bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let truth = serde_json::to_string_pretty(&self.truth).expect("plain JSON") + "\n";
        let archives = self.archives.iter().map(|(name, bytes)| (format!("archives/{name}"), bytes.clone()));
        archives.chain([("truth.json".to_owned(), truth.into_bytes())]).collect()
    }
}

fn everyone() -> Vec<Made> {
    vec![life::lin_he::make(), life::jonas_weber::make()]
}

fn people() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/people")
}

fn main() -> std::io::Result<()> {
    for person in everyone() {
        let home = people().join(person.id);
        let _ = std::fs::remove_dir_all(home.join("archives"));
        std::fs::create_dir_all(home.join("archives"))?;
        for (path, bytes) in person.files() {
            std::fs::write(home.join(&path), &bytes)?;
            println!("{}/{path}: {} bytes", person.id, bytes.len());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_lives_every_time_and_those_that_are_committed() {
        for (once, again) in everyone().iter().zip(everyone()) {
            assert!(once.files() == again.files(), "{}: two runs differ", once.id);
            for (path, bytes) in once.files() {
                let committed = std::fs::read(people().join(once.id).join(&path)).unwrap();
                assert!(committed == bytes, "{}/{path} is not what the generator writes", once.id);
            }
        }
    }
}
