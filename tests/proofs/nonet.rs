//! No network socket over a whole visit, and a command line that doesn't notice whether there is a network.

use crate::hands::{Hands, sockets};
use crate::place::{place, say};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

#[test]
fn nonet() {
    let mut hands = Hands::open(&place("DOSSIER_APP"));
    // Skip link, name, cover, lock and two languages come before the first button; then the first sample person.
    hands.press(&["Tab"; 7]);
    hands.press(&["Return"]);
    hands.press(&["Return"]);
    // The contents stand before the sheet, which has the keyboard after each change of screen.
    let index = include_str!("../../ui/src/lib/components/Index.svelte").matches("data-testid=\"index-").count();
    let mut screens = BTreeSet::new();
    for entry in 1..=index {
        hands.press(&vec!["shift+Tab"; entry]);
        screens.insert(hands.press(&["Return"]));
    }
    assert_eq!(screens.len(), index, "as many pictures as there are entries in the contents");
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
    for words in runs {
        let with = run(Command::new(&cli).args(words));
        let without = run(Command::new("unshare").arg(crate::exfil::namespace()).arg(&cli).args(words));
        assert!(!with.stdout.is_empty() && with.stdout == without.stdout, "{words:?} differs without a network");
        assert_eq!(with.status, without.status, "{words:?}");
    }
    say(&format!(
        "nonet: window {} of {asked} socket calls reached out over {} screens, {} files left behind; command line: same bytes with and without a network ({} runs)",
        granted.len(),
        screens.len(),
        left.len(),
        runs.len(),
    ));
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}
