//! `crash`: the command line is killed at every call that writes, while it adds to a vault, deletes from it, changes its
//! passphrase. Afterwards the vault has to open, and to hold exactly what it held before or exactly what it would have held
//! after. Then the disk fills up, or can't be written, in the middle: the same, with the sentence that belongs to it.
//!
//! The calls are counted in a whole run first; then `strace` sends the signal on entering the n-th call of each kind. Only the
//! process that holds the vault is traced: the one that reads archives holds nothing.

use crate::place::{place, say, short};
use crate::vaults::{NEW, OLD, chat, copy, dump, vault};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::tempdir;

/// Calls that change what is on a disk, or make sure that it is there.
const WRITES: [&str; 14] = [
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "ftruncate",
    "openat",
    "mkdir",
];
/// Those after which something is final.
const DECIDING: [&str; 7] = ["fsync", "fdatasync", "rename", "renameat", "unlink", "unlinkat", "ftruncate"];
/// Points of each deed on a vault too large for all of them.
const SOME: usize = 200;
/// Points of each deed in the short form, beside the deciding ones.
const FEW: usize = 6;

/// Something done to a vault.
struct Deed {
    name: &'static str,
    words: Vec<String>,
    says: String,
    /// Which passphrase opens it afterwards.
    then: &'static str,
}

#[derive(Default)]
struct Score {
    points: usize,
    before: usize,
    after: usize,
    wrong: Vec<String>,
}

#[test]
fn crash() {
    let home = tempdir().unwrap();
    let mut score = Score::default();
    let small = (chat(home.path(), "Kim", 90), chat(home.path(), "Lee", 80));
    kill_everywhere(home.path(), &small.0, &small.1, if short() { FEW } else { usize::MAX }, &mut score);
    if !short() {
        let large = (chat(home.path(), "Ana", 12_000), chat(home.path(), "Bo", 9_000));
        kill_everywhere(home.path(), &large.0, &large.1, SOME, &mut score);
    }
    let refused = refuse_writes(home.path(), &small.0, &small.1);
    say(&format!(
        "crash: {} points, {} as before, {} as after, {} between; {refused} refused writes told and undone",
        score.points,
        score.before,
        score.after,
        score.wrong.len()
    ));
    assert!(score.wrong.is_empty(), "{:#?}", score.wrong);
    assert!(score.before > 0 && score.after > 0, "both sides of a write were met");
}

fn deeds(vault: &Path, inside: &Path, more: &Path) -> [Deed; 3] {
    let words = |verb: &str, rest: &[&Path]| {
        let mut words = vec!["vault".to_owned(), verb.to_owned(), vault.display().to_string()];
        words.extend(rest.iter().map(|path| path.display().to_string()));
        words.push("--passphrase-stdin".into());
        words
    };
    let name = PathBuf::from(inside.file_name().unwrap());
    [
        Deed { name: "add", words: words("add", &[more]), says: format!("{OLD}\n"), then: OLD },
        Deed { name: "delete", words: words("delete", &[&name]), says: format!("{OLD}\n"), then: OLD },
        Deed { name: "passphrase", words: words("passphrase", &[]), says: format!("{OLD}\n{NEW}\n"), then: NEW },
    ]
}

/// Kills each deed at every point, or each at so many of them, evenly spread by chance.
fn kill_everywhere(home: &Path, inside: &Path, more: &Path, most: usize, score: &mut Score) {
    let pristine = vault(home, &[inside.to_owned()]);
    let place = home.join("hurt.dossier");
    for deed in deeds(&place, inside, more) {
        let before = dump(&pristine, OLD).unwrap();
        copy(&pristine, &place);
        let counts = count(home, &deed);
        let after = dump(&place, deed.then).unwrap();
        let mut points: Vec<(&str, usize)> = counts.iter().flat_map(|(call, n)| (1..=*n).map(move |at| (*call, at))).collect();
        // Few calls decide what is final: none of them is left out.
        let (mut deciding, mut others): (Vec<_>, Vec<_>) = points.drain(..).partition(|(call, _)| most == SOME || DECIDING.contains(call));
        thin(if most == SOME { &mut deciding } else { &mut others }, most);
        points = deciding;
        points.extend(others);
        for (call, at) in points {
            copy(&pristine, &place);
            let out = run(&deed, &["-e", &format!("trace={call}"), "-e", &format!("inject={call}:signal=KILL:when={at}")]);
            assert!(!out.status.success(), "{} was killed at {call} {at}: {out:?}", deed.name);
            score.points += 1;
            let opened: BTreeSet<(bool, String)> =
                [OLD, NEW].iter().filter_map(|p| Some((*p == deed.then, dump(&place, p).ok()?))).collect();
            let opened: Vec<_> = opened.into_iter().collect();
            match opened.as_slice() {
                [(then, found)] if deed.then == OLD && *then && *found == before => score.before += 1,
                [(then, found)] if deed.then == OLD && *then && *found == after => score.after += 1,
                [(then, found)] if deed.then == NEW && *found == before => {
                    if *then {
                        score.after += 1
                    } else {
                        score.before += 1
                    }
                }
                other => score.wrong.push(format!("{} killed at {call} {at}: {} passphrases open it", deed.name, other.len())),
            }
        }
    }
    fs::remove_dir_all(pristine).unwrap();
}

/// How often a whole run makes each call.
fn count(home: &Path, deed: &Deed) -> BTreeMap<&'static str, usize> {
    let log = home.join("calls");
    let out = run(deed, &["-e", &format!("trace={}", WRITES.join(",")), "-o", log.to_str().unwrap()]);
    assert!(out.status.success(), "{}: {}", deed.name, String::from_utf8_lossy(&out.stderr));
    let log = fs::read_to_string(log).unwrap();
    let mut counts = BTreeMap::new();
    for line in log.lines() {
        // Opening to read changes nothing.
        let call = WRITES.into_iter().find(|call| line.starts_with(&format!("{call}("))).unwrap_or_default();
        if call == "openat" && !line.contains("O_CREAT") {
            continue;
        }
        *counts.entry(call).or_default() += usize::from(!call.is_empty());
    }
    // The n-th `openat` of all is another than the n-th that creates: all of them are points then.
    if counts.contains_key("openat") {
        counts.insert("openat", log.lines().filter(|line| line.starts_with("openat(")).count());
    }
    counts.remove("");
    assert!(counts.values().sum::<usize>() > 5, "{counts:?}");
    counts
}

/// Leaves so many, by chance that is the same each time.
fn thin(points: &mut Vec<(&str, usize)>, most: usize) {
    let mut state = 0x9e37_79b9_u64;
    while points.len() > most.max(1) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = usize::try_from(state >> 33).unwrap() % points.len();
        points.swap_remove(at);
    }
}

fn run(deed: &Deed, strace: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-qq", "-e", "signal=none"]).args(strace);
    if !strace.contains(&"-o") {
        command.args(["-o", "/dev/null"]);
    }
    command.arg(place("DOSSIER_CLI")).args(["--lang", "en"]).args(&deed.words);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may be gone already.
    let _ = child.stdin.take().unwrap().write_all(deed.says.as_bytes());
    child.wait_with_output().unwrap()
}

/// A full disk and one that can't be written, at several points of adding and deleting: told by name, and nothing is lost.
fn refuse_writes(home: &Path, inside: &Path, more: &Path) -> usize {
    let pristine = vault(home, &[inside.to_owned()]);
    let before = dump(&pristine, OLD).unwrap();
    let place = home.join("hurt.dossier");
    let mut told = 0;
    for deed in &deeds(&place, inside, more)[..2] {
        for (call, error, codes) in [
            ("pwrite64", "ENOSPC", ["disk_full", "disk_full"]),
            ("pwrite64", "EROFS", ["read_only", "read_only"]),
            ("openat", "EROFS", ["read_only", "read_only"]),
        ] {
            for at in [1, 3] {
                copy(&pristine, &place);
                let journal = place.join("records.db-journal");
                let records = place.join("records.db");
                let file = if call == "openat" { &journal } else { &records };
                let inject = format!("inject={call}:error={error}:when={at}+");
                let out = run(deed, &["-P", file.to_str().unwrap(), "-e", &format!("trace={call}"), "-e", &inject]);
                let says = String::from_utf8_lossy(&out.stderr).into_owned();
                if out.status.success() {
                    // It needed fewer writes than that.
                    continue;
                }
                assert!(codes.iter().any(|code| says.starts_with(code)), "{} with {error} at {call} {at}: {says}", deed.name);
                assert_eq!(dump(&place, OLD).unwrap(), before, "{} with {error} at {call} {at}", deed.name);
                told += 1;
            }
        }
    }
    assert!(told >= 6, "only {told} writes were refused");
    told
}
