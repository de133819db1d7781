//! Direction: which module of the engine may know which. And what the engine never touches.

use super::{code, engine_sources};
use std::collections::BTreeSet;

/// Each module and the modules it may use, lowest first.
const MAY_USE: &[(&str, &[&str])] = &[
    ("record", &[]),
    ("phrase", &["record"]),
    ("problem", &["record"]),
    ("error", &[]),
    ("action", &[]),
    ("guide", &[]),
    ("archive", &["error", "record"]),
    ("signal", &["record"]),
    ("source", &["archive", "error", "phrase", "problem", "record"]),
    ("drift", &["source"]),
    ("reader", &["archive", "drift", "error", "phrase", "problem", "record", "signal", "source"]),
    ("vault", &["archive", "error", "reader", "record", "signal"]),
    ("observer", &["error", "record", "signal", "vault"]),
    ("inference", &["observer", "phrase", "record", "report"]),
    ("scorecard", &["dossier", "observer", "phrase", "record", "report"]),
    ("report", &["action", "drift", "error", "guide", "inference", "observer", "phrase", "problem", "reader", "record", "source", "vault"]),
    ("dossier", &["action", "error", "inference", "observer", "phrase", "record", "report", "scorecard", "vault"]),
    ("lib", &[]),
];

/// Finer than modules: of `report`, the lower ones may use only these files, which hold plain data.
const OF_REPORT: &[(&str, &[&str])] = &[("inference", &["wire"]), ("scorecard", &["wire"])];

#[test]
fn modules_know_only_what_lies_below_them() {
    let mut stale: BTreeSet<(&str, &str)> = MAY_USE.iter().flat_map(|(m, uses)| uses.iter().map(move |u| (*m, *u))).collect();
    for (path, text) in engine_sources() {
        let module = path.split(['/', '.']).next().unwrap();
        let (module, allowed) =
            MAY_USE.iter().find(|(m, _)| *m == module).unwrap_or_else(|| panic!("{path}: the table doesn't name its module"));
        for used in uses(&code(&text)) {
            let (top, rest) = used.split_once("::").unwrap_or((&used, ""));
            if top == *module {
                continue;
            }
            let allowed = allowed.iter().find(|a| **a == top).unwrap_or_else(|| panic!("{path} uses {used}: {module} must not know {top}"));
            stale.remove(&(*module, *allowed));
            if let Some((_, files)) = OF_REPORT.iter().find(|(m, _)| top == "report" && m == module) {
                assert!(files.iter().any(|f| rest.starts_with(f)), "{path} uses {used}: only {files:?} of report");
            }
        }
    }
    assert!(stale.is_empty(), "allowed, but no longer used: {stale:?}");
}

/// What follows `crate::`, with `{…}` lists taken apart.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for after in code.split("crate::").skip(1) {
        if let Some(list) = after.strip_prefix('{') {
            let list = list.split(';').next().unwrap().trim_end_matches('}');
            found.extend(list.split(',').map(|u| u.trim().to_owned()).filter(|u| u.starts_with(|c: char| c.is_ascii_lowercase())));
        } else {
            let word: String = after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == ':' || *c == '{').collect();
            found.push(word.replace('{', ""));
        }
    }
    found
}

#[test]
fn rules_and_scores_never_see_text_files_or_the_store() {
    for (path, text) in engine_sources() {
        if path.starts_with("inference/") || path.starts_with("scorecard/") {
            for word in ["rusqlite", "std::fs", "std::io", "regex", "aho_corasick", "zip::", "calamine"] {
                assert!(!code(&text).contains(word), "{path} uses {word}");
            }
        }
        assert!(path.starts_with("vault/") || path == "error.rs" || !code(&text).contains("rusqlite"), "{path}: SQL stays in the vault");
    }
}

#[test]
fn the_engine_has_no_clock_no_network_no_chance_and_no_environment() {
    let banned = [
        "std::time",
        "SystemTime",
        "Instant::",
        "Utc::now",
        "Local::now",
        "Local::today",
        "std::net",
        "TcpStream",
        "UdpSocket",
        "std::env",
        "std::process",
        "std::thread::sleep",
        "rand::",
        "getrandom",
        "RandomState",
        "tempfile",
        "println!",
        "eprintln!",
    ];
    for (path, text) in engine_sources() {
        let code = code(&text);
        for word in banned {
            assert!(!code.contains(word), "{path} uses {word}");
        }
        // The vault's own file, where its name says so, and no other.
        let writes = path == "vault/disk.rs";
        assert!(
            writes || !code.contains("fs::write") && !code.contains("File::create") && !code.contains("OpenOptions"),
            "{path} writes a file"
        );
    }
}

/// Words of a language in code, outside tests: files where they belong because they are matched against data, and why.
const HAN_BELONGS: &[(&str, &str)] = &[
    ("source/", "headers and labels of the exports"),
    ("signal/", "what extractors look for in records"),
    ("observer/base.rs", "ways of paying as bills print them"),
    ("observer/owner.rs", "how exports name their owner"),
    ("phrase/form.rs", "how numbers, dates and lists are written in Chinese"),
    ("record/money.rs", "currency signs"),
    ("archive/password.rs", "full-width digits"),
    ("inference/beliefs/ethnicity_signals.rs", "the field's name as papers print it"),
    ("inference/calendar.rs", "the holiday's name in the calendar's data"),
    ("inference/identity/gender_guess.rs", "how profiles state it"),
    ("inference/relationships/work_hierarchy.rs", "a word that makes a title talk about somebody else"),
    ("inference/rhythm/chronotype_and_social_jetlag.rs", "the region whose sun is late, as places spell it"),
    ("report/queue.rs", "how platforms name the files they lock"),
];

#[test]
fn no_chinese_sentence_stands_in_code() {
    for (path, text) in engine_sources() {
        if HAN_BELONGS.iter().any(|(p, _)| path.starts_with(p)) {
            continue;
        }
        for literal in literals(&code(&text)) {
            let han = literal.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count();
            assert!(han == 0, "{path}: “{literal}” belongs in locales/");
        }
    }
}

#[test]
fn no_english_sentence_stands_in_code() {
    for (path, text) in engine_sources() {
        let code: String = code(&text)
            .lines()
            .filter(|l| !l.contains("reason =") && !l.trim_start().starts_with("#[error"))
            .collect::<Vec<_>>()
            .join("\n");
        for literal in literals(&code) {
            let words = literal.split(' ').filter(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_lowercase() || b == b'\'')).count();
            // SQL, the marks by which formats are known, lines matched against exports and TypeScript's types are no sentences.
            // So are the names the panel's features have in their file of weights.
            let exempt = ["vault/", "source/", "signal/", "inference/estimate/basket.rs"].iter().any(|p| path.starts_with(p))
                || literal.contains(" | ");
            assert!(exempt || words < 4, "{path}: “{literal}” belongs in locales/");
        }
    }
}

/// String literals, roughly: what stands between double quotes on one line.
fn literals(code: &str) -> Vec<String> {
    let lines = code.lines().map(|l| l.replace("\\\"", "").replace("'\"'", ""));
    lines.flat_map(|l| l.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}
