//! No network socket over a whole visit (an import of three archives, then every screen, by the keyboard), and a command line that
//! doesn't notice whether there is a network.

use crate::canary::plant;
use crate::hands::{Hands, sockets};
use crate::place::{place, say, short};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::tempdir;

#[test]
fn nonet() {
    let folder = tempdir().unwrap();
    let planted = plant(folder.path());
    let files: Vec<&Path> = planted.archives.iter().map(PathBuf::as_path).collect();
    let mut hands = Hands::open(&place("DOSSIER_APP"), &files);
    hands.read_in(files.len());
    let screens = hands.see_every_screen();
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
        "nonet: window {} of {asked} socket calls reached out over an import and {} screens, {} files left behind; command line: same bytes with and without a network ({} runs)",
        granted.len(),
        screens.len(),
        left.len(),
        runs.len(),
    ));
}

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}
