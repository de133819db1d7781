//! The house keeps its own rules: who may know whom, how long a file grows, what the engine never touches, and that everything
//! with an id has words in both languages.

mod dependencies;
mod engine;
mod files;
mod inferences;
mod limits;
mod shell;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Paths of the repository's files, from its root, `/` between parts. What git ignores is none of ours.
fn repository() -> Vec<String> {
    let listed = Command::new("git").current_dir(root()).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).output();
    let paths: Vec<String> = match listed {
        Ok(out) if out.status.success() => {
            String::from_utf8(out.stdout).unwrap().split('\0').filter(|p| !p.is_empty()).map(str::to_owned).collect()
        }
        // A source archive without git: everything but what builds leave behind.
        _ => walk(&root(), &["target", "node_modules", "dist", "gen", ".git", "shots"]).iter().map(|p| relative(p)).collect(),
    };
    let paths: Vec<String> = paths.into_iter().filter(|p| root().join(p).is_file()).collect();
    assert!(paths.len() > 100, "{} files are no repository", paths.len());
    paths
}

fn walk(folder: &Path, skip: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        if path.is_dir() {
            if !skip.contains(&path.file_name().unwrap().to_str().unwrap()) {
                found.extend(walk(&path, skip));
            }
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The engine's source files: path from `engine/src/`, and text.
fn engine_sources() -> Vec<(String, String)> {
    let home = root().join("src-tauri/engine/src");
    let rust: Vec<PathBuf> = walk(&home, &[]).into_iter().filter(|p| p.extension().is_some_and(|e| e == "rs")).collect();
    // Modules that are only there for tests.
    let mut tests = Vec::new();
    for path in rust.iter().filter(|p| p.ends_with("mod.rs")) {
        let text = std::fs::read_to_string(path).unwrap();
        let named = text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|t| t.split_once(';'));
        tests.extend(named.map(|(name, _)| path.with_file_name(format!("{name}.rs"))));
    }
    rust.into_iter()
        .filter(|p| !tests.contains(p))
        .map(|p| (p.strip_prefix(&home).unwrap().to_string_lossy().replace('\\', "/"), std::fs::read_to_string(&p).unwrap()))
        .collect()
}

/// The code of a file: without its tests, which stand last, and without comments.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or_default();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| l.split(" // ").next().unwrap_or(l)).collect::<Vec<_>>().join("\n")
}
