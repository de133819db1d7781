//! What fuzzing once found wrong stays found: every file under `fixtures/fuzz/<target>/` holds. And every target is a target everywhere.

// Built with instrumentation there, plainly here.
#[allow(unreachable_pub, reason = "there they are a library's")]
#[path = "../../src-tauri/fuzz/src/lib.rs"]
mod targets;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn what_was_found_stays_found() {
    let folder = root().join("fixtures/fuzz");
    let mut walked = 0;
    for target in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = target.file_name().unwrap().to_str().unwrap();
        assert!(targets::names().contains(&name), "{name} is no target");
        for case in fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path()) {
            let held = std::panic::catch_unwind(|| targets::check(name, &fs::read(&case).unwrap()));
            assert!(held.is_ok(), "{}", case.display());
            walked += 1;
        }
    }
    assert!(walked > 0, "no case in {}", folder.display());
}

#[test]
fn every_target_is_built_and_has_seeds() {
    let sources: BTreeSet<String> = dossier_engine::source::ALL.iter().map(|s| s.card().id.to_owned()).collect();
    let names: BTreeSet<String> = targets::names().into_iter().map(str::to_owned).collect();
    let mut programs: BTreeSet<String> = &names - &sources;
    let runner = fs::read_to_string(root().join("src-tauri/xtask/src/fuzz.rs")).unwrap();
    let run = runner.split("Target { name: \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    assert_eq!(run.collect::<BTreeSet<String>>(), programs, "src-tauri/xtask/src/fuzz.rs");
    programs.insert("source".into());
    let manifest: toml::Table = fs::read_to_string(root().join("src-tauri/fuzz/Cargo.toml")).unwrap().parse().unwrap();
    let built = manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap().to_owned());
    assert_eq!(built.collect::<BTreeSet<String>>(), programs, "src-tauri/fuzz/Cargo.toml");
    // A source's seeds are its fixtures.
    assert!(sources.iter().all(|id| root().join("fixtures").join(id).is_dir()));
}
