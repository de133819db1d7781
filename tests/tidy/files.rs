//! Length, headers, names at the top, and what no file says.

use super::{engine_sources, repository, root};

const LONGEST: usize = 500;

#[test]
fn files_stay_readable() {
    let mut long = Vec::new();
    for path in repository() {
        let ours = [".rs", ".ts", ".svelte", ".css"].iter().any(|e| path.ends_with(e))
            && !path.contains("/bindings/")
            && !path.starts_with("fixtures/");
        if ours {
            let lines = std::fs::read_to_string(root().join(&path)).unwrap().lines().count();
            if lines > LONGEST {
                long.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert!(long.is_empty(), "over {LONGEST} lines:\n{}", long.join("\n"));
}

#[test]
fn the_top_level_holds_what_belongs_there() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src-tauri",
        "ui",
        "fixtures",
        "tests",
        "README.md",
        "README.zh-CN.md",
        "ACCURACY.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "INFERENCES.md",
        "LIMITS.md",
        "NOTICE",
        "SECURITY.md",
        "clippy.toml",
        "deny.toml",
        "rustfmt.toml",
    ];
    for path in repository() {
        let top = path.split('/').next().unwrap();
        assert!(top.starts_with('.') || allowed.contains(&top), "{top} has no place at the top level");
    }
    for needed in
        ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "NOTICE"]
    {
        assert!(root().join(needed).is_file(), "{needed} is missing");
    }
}

#[test]
fn the_architecture_fits_on_few_pages_and_names_only_what_is_there() {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(text.lines().count() <= 150, "{} lines", text.lines().count());
    let paths = repository();
    let all: String = paths
        .iter()
        .filter(|p| p.ends_with(".rs") || p.ends_with(".ts"))
        .map(|p| std::fs::read_to_string(root().join(p)).unwrap())
        .collect();
    // `file.rs`, `folder/` and `test_names_with_underscores` in backquotes have to exist.
    for (n, word) in text.split('`').enumerate().filter(|(n, _)| n % 2 == 1) {
        let name = word.trim_start_matches("…/");
        if name.ends_with(".rs") || name.ends_with(".toml") {
            assert!(paths.iter().any(|p| p.ends_with(name)), "`{word}` (backquote {n}) is no file");
        } else if name.ends_with('/') && !name.contains([' ', '<']) {
            assert!(paths.iter().any(|p| format!("/{p}").contains(&format!("/{name}"))), "`{word}` is no folder");
        } else if name.matches('_').count() >= 3 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            assert!(all.contains(&format!("fn {name}(")), "`{word}` is no test or function");
        }
    }
}

#[test]
fn no_file_speaks_of_one_machine() {
    // Put together here, so that this file doesn't hold them either.
    let marks = ["/home", "/Users", "/root", "/work"].map(|m| format!("{m}/"));
    let windows = ["C:", "Users"].join("\\");
    // A made-up path in a test of made-up names.
    let nobody = format!("{}someone/", marks[0]);
    for path in repository() {
        // Lock files hold other people's words.
        if path.ends_with("package-lock.json") {
            continue;
        }
        let Ok(text) = std::fs::read_to_string(root().join(&path)).map(|t| t.replace(&nobody, "")) else { continue };
        for mark in marks.iter().chain([&windows]) {
            let hit = text
                .match_indices(mark.as_str())
                .any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || "._-:/}".contains(c)));
            assert!(!hit, "{path} names a path that begins with {mark}");
        }
    }
}

#[test]
fn every_source_opens_with_its_header() {
    let sources = include_str!("../../src-tauri/engine/src/source/mod.rs");
    let listed = |text: &str, mark: &str| -> Vec<String> {
        let list = text.split("pub static ALL").nth(1).unwrap().split("];").next().unwrap();
        list.split('&').filter_map(|p| p.rsplit_once(mark)).map(|(name, _)| name.trim().replace("::", "/")).collect()
    };
    let files = engine_sources();
    let text = |area: &str, name: &str| {
        let found = files.iter().find(|(p, _)| *p == format!("{area}/{name}.rs") || *p == format!("{area}/{name}/mod.rs"));
        found.unwrap_or_else(|| panic!("{area}/{name} is listed, but no file")).1.clone()
    };
    for name in listed(sources, "::") {
        let header: String = text("source", &name).lines().take_while(|l| l.starts_with("//!")).collect::<Vec<_>>().join("\n");
        for part in ["# Variants", "# What gives it away", "# Traps", "# Where this is from"] {
            assert!(header.contains(part), "source {name}: no “{part}” in its header");
        }
    }
    for (path, text) in &files {
        assert!(text.starts_with("//!") || path.ends_with("tests.rs"), "{path} doesn't say what it is");
    }
}
