//! No network socket over a whole visit (an import of three archives, then every screen), and a command line that doesn't notice
//! whether there is a network. The visitor is a screen reader: it knows the app by the roles and names of what is on the screen, so
//! on its way it sees to it that everything that can be pressed has a name.

use crate::canary::plant;
use crate::desk::until;
use crate::hands::{Hands, sockets};
use crate::place::{place, say, short};
use crate::reader::{Reader, Thing};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::tempdir;

#[test]
fn nonet() {
    let folder = tempdir().unwrap();
    let planted = plant(folder.path());
    let files: Vec<&Path> = planted.archives.iter().map(PathBuf::as_path).collect();
    let hands = Hands::open(&place("DOSSIER_APP"), &files);
    let visit = visit(&Reader::at(hands.desk()));
    let calls = hands.calls();
    let (asked, granted) = sockets(&calls);
    assert!(asked > 10, "strace saw {asked} calls");
    assert!(granted.is_empty(), "{granted:?}");
    let left = hands.left_behind();
    assert!(left.is_empty(), "left on disk: {left:?}");

    let cli = place("DOSSIER_CLI");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/people/lin_he/archives");
    let fixtures = fixtures.to_str().unwrap();
    let runs: [&[&str]; 3] = [
        &["demo", "--lang", "en"],
        &["demo", "--lang", "zh-CN", "--observer", "all", "--format", "json"],
        &["inspect", fixtures, "--today", "2026-01-01", "--json"],
    ];
    // The window is seen whole in both forms; the command line once is enough for the short one.
    let runs = if short() { &runs[..1] } else { &runs[..] };
    for words in runs.iter().copied() {
        let with = run(Command::new(&cli).args(words));
        let without = run(Command::new("unshare").arg(crate::exfil::namespace()).arg(&cli).args(words));
        assert!(!with.stdout.is_empty() && with.stdout == without.stdout, "{words:?} differs without a network");
        assert_eq!(with.status, without.status, "{words:?}");
    }
    say(&format!(
        "nonet: window {} of {asked} socket calls reached out over an import and {} screens with {} controls, all with names, {} files left behind; command line: same bytes with and without a network ({} runs)",
        granted.len(),
        visit.screens.len(),
        visit.controls,
        left.len(),
        runs.len(),
    ));
}

/// What a screen reader came upon.
struct Visit {
    /// Headings of the screens.
    screens: BTreeSet<String>,
    controls: usize,
}

/// Reads the files in, keeps them, and goes through every entry of the contents.
fn visit(reader: &Reader) -> Visit {
    for (area, word) in [("import", "whose_mine"), ("import", "read_n"), ("keep", "keep"), ("import", "open_dossier")] {
        reader.press(&words(area, word));
    }
    let mut visit = Visit { screens: BTreeSet::new(), controls: 0 };
    for entry in contents() {
        reader.press(&entry);
        visit.controls += until(&format!("another screen behind {entry:?}"), || {
            let things = reader.things();
            let title = reader.title(&things)?;
            let new = visit.screens.insert(title.clone());
            let controls: Vec<&Thing> = things.iter().filter(|thing| thing.is_control()).collect();
            let nameless = controls.iter().find(|control| control.name.is_empty());
            assert!(nameless.is_none(), "{nameless:?} on the screen {title:?}");
            new.then_some(controls.len())
        });
    }
    visit
}

/// What the entries of the contents are called.
fn contents() -> Vec<String> {
    let entries = include_str!("../../ui/src/lib/components/Index.svelte").lines().filter(|line| line.contains("data-testid=\"index-"));
    let id = |line: &str| line.split("t(\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    entries.map(|line| id(line).split_once('.').map(|(area, id)| words(area, id)).unwrap()).collect()
}

/// The beginning of what the page says by this id, in English, as far as nothing is put into it.
fn words(area: &str, id: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../ui/src/lib/messages/en/{area}.json"));
    let said: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    said[id].as_str().unwrap().split('{').next().unwrap().to_owned()
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}
