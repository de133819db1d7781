//! The catalogue of inferences: INFERENCES.md is written from the headers of their files, and held to them.
//!
//! `UPDATE_EXPECT=1 cargo test -p dossier-tests inferences` writes it anew; read the diff.

use dossier_engine::inference::{self, ClaimKind, Facet, Inference};
use dossier_engine::phrase::{Lang, catalogue};
use regex::Regex;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const PARTS: [(&str, &str); 4] = [
    ("# What they could say", "Could say"),
    ("# What gives it away", "Given away by"),
    ("# When this is wrong", "Wrong when"),
    ("# What to do", "To do"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folder(facet: Facet) -> String {
    serde_json::to_value(facet).unwrap().as_str().unwrap().to_owned()
}

/// The file's text.
fn file(rule: &Inference) -> String {
    let path = root().join("src-tauri/engine/src/inference").join(folder(rule.facet)).join(format!("{}.rs", rule.id));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The header's parts, and its source.
fn header(rule: &Inference) -> (Vec<(&'static str, String)>, String) {
    let text = file(rule);
    let lines: Vec<&str> = text.lines().map_while(|l| l.strip_prefix("//!")).map(str::trim).collect();
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    let mut source = String::new();
    for line in lines {
        if let Some((_, name)) = PARTS.iter().find(|(mark, _)| *mark == line) {
            parts.push((name, String::new()));
        } else if line.starts_with("Source:") || !source.is_empty() {
            source = format!("{source} {line}").trim().to_owned();
        } else if let Some((_, said)) = parts.last_mut() {
            *said = format!("{said} {line}").trim().to_owned();
        }
    }
    (parts, source)
}

fn document() -> String {
    let mut out = String::from(
        "# Inferences\n\nWhat an observer could infer, by the rules of this version. Each entry is the header of the rule's file; \
         `cargo test -p dossier-tests inferences` holds the two together.\nHow often what is said is right: [ACCURACY.md](ACCURACY.md). No platform has \
         shown its model: these rules are our own, open to read and change.\n",
    );
    let words = catalogue(Lang::En);
    let mut facet = None;
    for rule in inference::ALL.iter() {
        if facet != Some(rule.facet) {
            facet = Some(rule.facet);
            let _ = writeln!(out, "\n## {}", words[&format!("facet.{}", folder(rule.facet))]);
        }
        let kind = match rule.kind {
            ClaimKind::Declared => "declared",
            ClaimKind::Observed => "observed",
            ClaimKind::Derived => "derived",
            ClaimKind::ExplainOnly => "records only, no conclusion",
        };
        let cap = rule.cap.map_or_else(String::new, |(level, _)| format!(" · never above {}", format!("{level:?}").to_lowercase()));
        let (parts, source) = header(rule);
        let _ = writeln!(out, "\n### `{}` · {:?} · {kind}{cap}\n", rule.id, rule.tier);
        for (name, said) in parts {
            let _ = writeln!(out, "- *{name}*: {said}");
        }
        let _ = writeln!(out, "- {source}");
    }
    out
}

#[test]
fn every_inference_has_its_header_and_its_trials() {
    for rule in inference::ALL.iter() {
        let (parts, source) = header(rule);
        let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, PARTS.map(|(_, name)| name), "{}", rule.id);
        assert!(parts.iter().all(|(_, said)| !said.is_empty()) && source.len() > 20, "{}: an empty part", rule.id);
        let trials = file(rule);
        for judge in ["speaks", "silent"] {
            let tried = Regex::new(&format!(r#"{judge}\(\s*"{}""#, rule.id)).unwrap().is_match(&trials);
            assert!(tried, "{}: no trial in which it {judge}", rule.id);
        }
    }
}

#[test]
fn the_catalogue_is_what_the_headers_say() {
    let (path, now) = (root().join("INFERENCES.md"), document());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "INFERENCES.md is not what the headers say: UPDATE_EXPECT=1 writes it, read the diff");
}
