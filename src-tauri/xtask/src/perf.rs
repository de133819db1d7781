//! `cargo xtask perf parse [--peers] [--rows N] [--times N] [--only INPUT]`: how fast each reader is and how much memory it holds, beside
//! the bare limits and beside readers by others. `--peers` installs those first, under the target folder; without it, the ones that are
//! there are run.

use crate::steps::{Done, Steps, cargo, root, run, target};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs the comparison.
pub(crate) fn perf(steps: &mut Steps, arguments: &[String]) -> Done {
    let Some(("parse", rest)) = arguments.split_first().map(|(what, rest)| (what.as_str(), rest)) else {
        return Err("`cargo xtask perf parse` is all that is measured so".into());
    };
    let home = target().join("peers");
    if rest.iter().any(|argument| argument == "--peers") {
        steps.step("readers by others", || peers(&home))?;
    }
    let home = home.to_string_lossy();
    let mut bench = vec!["bench", "--package", "dossier-engine", "--bench", "parse", "--", "--home", &home];
    bench.extend(rest.iter().map(String::as_str).filter(|argument| *argument != "--peers"));
    steps.cargo("parse", &bench, &[])
}

/// Installs each at the version that the wanted ratios are meant for.
fn peers(home: &Path) -> Done {
    let crate_ = root().join("src-tauri/engine/benches/parse/peers/chatpack");
    let copy = home.join("chatpack");
    fs::create_dir_all(&copy).map_err(|e| e.to_string())?;
    for file in ["Cargo.toml", "main.rs"] {
        fs::copy(crate_.join(file), copy.join(file)).map_err(|e| e.to_string())?;
    }
    let (home, copy) = (home.to_string_lossy(), copy.to_string_lossy());
    let build = format!("{home}/build");
    run(&mut cargo(&["install", "--quiet", "--force", "--path", &copy, "--root", &home, "--target-dir", &build]))?;
    run(Command::new("npm").args(["install", "--no-audit", "--no-fund", "--prefix", &home, "whatsapp-chat-parser@4.0.2"]))?;
    let python = format!("{home}/venv");
    run(Command::new("python3").args(["-m", "venv", &python]))?;
    run(Command::new(format!("{python}/bin/pip")).args(["install", "--quiet", "ijson==3.6.0", "pandas==3.1.1"]))
}
