//! Collections that are not part of the repository, named by environment variables: `DOSSIER_SAMPLES`, a folder whose
//! `hostile-zips/` holds other projects' test archives, and `DOSSIER_HOSTILE`, a folder of made files with a
//! `manifest.json` of `[{file, class, expect: accept | partial | reject}]`. Without them these tests say that they
//! were skipped.

use super::making::{content, drain};
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::error::Error;
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Written past the test runner, which hides what passing tests print.
#[allow(clippy::explicit_write)]
fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").unwrap();
}

fn folder(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        say(&format!("skipped: {variable} names no folder"));
    }
    folder
}

/// What opening gave, and what reading each entry gave.
fn devour(path: &Path) -> Result<Vec<Result<u64, Error>>, Error> {
    let limits = Limits { total_bytes: 2 << 30, ..Limits::default() };
    let passwords = ["password", "12345678", "helloworld", "123456"].map(String::from);
    let mut archive = Archive::open(&Input::Path(path.to_path_buf()), &passwords, &limits)?;
    Ok((0..archive.entries().len()).map(|n| drain(&mut archive, n)).collect())
}

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for child in std::fs::read_dir(folder).unwrap() {
        let path = child.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

#[test]
fn no_hostile_sample_panics() {
    let Some(samples) = folder("DOSSIER_SAMPLES") else { return };
    let mut all = Vec::new();
    files(&samples.join("hostile-zips"), &mut all);
    all.sort();
    assert!(!all.is_empty(), "no files in hostile-zips");
    let mut tally: BTreeMap<String, u64> = BTreeMap::new();
    let mut panicked = Vec::new();
    for path in &all {
        match catch_unwind(AssertUnwindSafe(|| devour(path))) {
            Err(_) => panicked.push(path),
            Ok(Err(e)) => *tally.entry(format!("refused: {}", e.code())).or_default() += 1,
            Ok(Ok(entries)) if entries.iter().all(Result::is_ok) => *tally.entry("read whole".into()).or_default() += 1,
            Ok(Ok(_)) => *tally.entry("read in part".into()).or_default() += 1,
        }
    }
    say(&format!("{} hostile samples: {tally:?}", all.len()));
    assert!(panicked.is_empty(), "panicked on {panicked:?}");
}

/// Verdicts that are not the container's to give, and why.
const OURS: [(&str, &str, &str); 2] = [
    ("notzip.zip", "accept", "no zip by content, so a lone file; whoever reads it says what it is"),
    ("empty.zip", "reject", "nothing in it is said by the error nothing_inside"),
];

#[test]
fn made_files_get_the_verdict_of_their_manifest() {
    let Some(made) = folder("DOSSIER_HOSTILE") else { return };
    let manifest = std::fs::read(made.join("manifest.json")).unwrap();
    let manifest: Vec<serde_json::Value> = serde_json::from_slice(&manifest).unwrap();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for made_file in &manifest {
        let text = |key: &str| made_file[key].as_str().unwrap();
        let (file, class) = (text("file"), text("class"));
        let got = devour(&made.join(file));
        // What is inside spreadsheets, JSON and text is judged by those who read them.
        if !["bomb", "name", "dup", "structure", "link"].contains(&class) {
            continue;
        }
        compared += 1;
        let verdict = match &got {
            Err(_) => "reject",
            Ok(entries) if entries.iter().all(Result::is_err) => "reject",
            Ok(entries) if entries.iter().any(Result::is_err) => "partial",
            Ok(_) => "accept",
        };
        let wanted = OURS.iter().find(|(name, ..)| *name == file).map_or(text("expect"), |(_, verdict, _)| verdict);
        // `partial` asks that what is good be read; where nothing had to be left out, all of it is.
        let fits = verdict == wanted || (wanted == "partial" && verdict == "accept");
        if !fits {
            wrong.push(format!("{file}: wanted {wanted}, got {verdict}: {got:?}"));
        }
    }
    say(&format!("{compared} made files compared, {} of them by our own verdict", OURS.len()));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn odd_names_of_the_made_files_read_as_meant() {
    let Some(made) = folder("DOSSIER_HOSTILE") else { return };
    let names = [
        ("name_gbk_noflag.zip", "支付宝交易明细.csv"),
        ("name_gbk_flag_lie.zip", "微信支付账单.csv"),
        ("name_utf8_noflag.zip", "淘宝订单.csv"),
        ("name_7075.zip", "真实名.csv"),
        ("name_7075_badcrc.zip", "fake.csv"),
    ];
    for (file, name) in names {
        let mut archive = Archive::open(&Input::Path(made.join(file)), &[], &Limits::default()).unwrap();
        assert_eq!(archive.entries()[0].path, name, "{file}");
        assert!(!content(&mut archive, 0).unwrap().is_empty());
    }
}
