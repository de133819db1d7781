//! `hostile`: odd and malicious files are refused for a reason or read, and nothing else happens. Every file of other projects'
//! test archives and every made one is inspected by the command line in a home of its own; the made ones get the verdict of their
//! manifest, readers stay small, and the home stays as it was. `DOSSIER_SAMPLES` names the collections; `DOSSIER_HOSTILE` the made
//! files, which are made anew where it names none.

use crate::place::{place, say};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::tempdir;

/// Within which every file is done.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between looks at how large the readers are.
const GLANCE: Duration = Duration::from_millis(3);

/// What came of one file.
struct Outcome {
    status: Option<ExitStatus>,
    said: Value,
    /// The largest reader, in KiB.
    reader: u64,
    took: Duration,
}

fn inspect(cli: &Path, file: &Path, home: &Path) -> Outcome {
    let mut command = Command::new(cli);
    command.args(["inspect", "--json"]).arg(file).env_clear().env("LANG", "C.UTF-8").env("HOME", home).current_dir(home);
    for variable in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        command.env(variable, home.join(variable));
    }
    let since = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let said = std::thread::spawn(move || {
        let mut said = Vec::new();
        out.read_to_end(&mut said).unwrap();
        said
    });
    let children = format!("/proc/{0}/task/{0}/children", child.id());
    let mut reader = 0;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if since.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        for id in fs::read_to_string(&children).unwrap_or_default().split_whitespace() {
            reader = reader.max(peak(id));
        }
        std::thread::sleep(GLANCE);
    };
    let said = serde_json::from_slice(&said.join().unwrap()).unwrap_or(Value::Null);
    Outcome { status, said, reader, took: since.elapsed() }
}

/// The most memory a process has had, in KiB.
fn peak(id: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Codes of what was refused, of the archive and of its files; and whether any file was not.
fn refusals(said: &Value) -> (BTreeSet<String>, bool) {
    let archive = &said["archives"][0];
    let code = |of: &Value| of["error"]["code"].as_str().map(str::to_owned);
    let files = archive["files"].as_array().map(Vec::as_slice).unwrap_or_default();
    let refused = |code: &String| code != "unrecognised";
    let codes = files.iter().chain([archive]).filter_map(code).filter(refused).collect();
    let fine = files.iter().any(|file| !code(file).is_some_and(|code| refused(&code)));
    (codes, fine)
}

/// accept, partial or reject. A container that was opened and holds nothing is no refusal; a file of no bytes is.
fn verdict(said: &Value, bytes: u64) -> &'static str {
    let (codes, fine) = refusals(said);
    match (codes.is_empty(), fine) {
        _ if bytes > 0 && codes.iter().all(|code| code == "nothing_inside") => "accept",
        (true, _) => "accept",
        (false, true) => "partial",
        (false, false) => "reject",
    }
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for child in fs::read_dir(folder).unwrap() {
        let path = child.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// Everything in a home: path and content.
fn contents(home: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = Vec::new();
    files(home, &mut all);
    all.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn hostile() {
    let cli = place("DOSSIER_CLI");
    let samples = place("DOSSIER_SAMPLES").join("hostile-zips");
    let temporary = tempdir().unwrap();
    let made = std::env::var_os("DOSSIER_HOSTILE").map(PathBuf::from).unwrap_or_else(|| {
        let made = temporary.path().join("made");
        fs::create_dir(&made).unwrap();
        let done = Command::new("python3").arg(samples.join("mkhostile.py")).arg(&made).stdout(Stdio::null()).status().unwrap();
        assert!(done.success());
        made
    });
    let home = temporary.path().join("home");
    fs::create_dir(&home).unwrap();
    for variable in ["TMPDIR", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
        fs::create_dir(home.join(variable)).unwrap();
    }
    fs::write(home.join("diary.txt"), "mine").unwrap();
    let before = contents(&home);

    let manifest: Vec<Value> = serde_json::from_slice(&fs::read(made.join("manifest.json")).unwrap()).unwrap();
    let wanted: BTreeMap<&str, &str> =
        manifest.iter().map(|entry| (entry["file"].as_str().unwrap(), entry["expect"].as_str().unwrap())).collect();
    let mut odd = Vec::new();
    for folder in ["libarchive", "rawzip", "zip2", "zip2-fuzz"] {
        files(&samples.join(folder), &mut odd);
    }
    odd.sort();
    let all = odd.into_iter().map(|path| (path, None)).chain(wanted.iter().map(|(file, wanted)| (made.join(file), Some(*wanted))));

    let (mut count, mut dead, mut right, mut denied) = (0, Vec::new(), 0, Vec::new());
    let (mut wrong, mut largest, mut slowest) = (Vec::new(), (0, PathBuf::new()), (Duration::ZERO, PathBuf::new()));
    for (path, wanted) in all {
        let out = inspect(&cli, &path, &home);
        count += 1;
        let ended = out.status.and_then(|status| status.code()).is_some_and(|code| (0..=2).contains(&code));
        let (codes, _) = refusals(&out.said);
        let reader_died = codes.contains("reader_stopped") && wanted != Some("reject");
        // A locked archive is asked about, not reported on: exit code 2 and nothing on standard output.
        let asked = out.status.and_then(|status| status.code()) == Some(2);
        if !ended || reader_died || (out.said.is_null() && !asked) {
            dead.push(format!("{}: {:?} {codes:?}", path.display(), out.status));
        }
        largest = largest.max((out.reader, path.clone()));
        slowest = slowest.max((out.took, path.clone()));
        if let Some(wanted) = wanted {
            let got = verdict(&out.said, fs::metadata(&path).unwrap().len());
            // `partial` asks that what is good be read; where nothing had to be left out, all of it is.
            let fits = got == wanted || (wanted == "partial" && got == "accept");
            right += u32::from(fits);
            if !fits {
                wrong.push(format!("{}: wanted {wanted}, got {got} {codes:?}", path.display()));
            }
            if wanted == "accept" && !fits {
                denied.push(path);
            }
        }
    }
    let unchanged = contents(&home) == before;
    say(&format!(
        "hostile: {count} files, {} panics or aborts, {right}/{} verdicts, {} false refusals, largest reader {} MiB, home {}, slowest {:.1} s",
        dead.len(),
        wanted.len(),
        denied.len(),
        largest.0.div_ceil(1024),
        if unchanged { "unchanged" } else { "changed" },
        slowest.0.as_secs_f64(),
    ));
    say(&format!("largest: {}; slowest: {}", largest.1.display(), slowest.1.display()));
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(unchanged && largest.0 <= 256 << 10 && slowest.0 < PATIENCE);
}
