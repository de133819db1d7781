//! `cargo xtask test`: the same set-up with what the tests need, then every test there is.

use crate::node::Node;
use crate::stamp::Stamp;
use crate::steps::{Done, Steps, cargo, output, root, run, target};
use crate::system::{self, Purpose};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where ts-rs writes the wire's types, and where they are committed.
const BINDINGS: &str = "ui/src/lib/host/bindings";

pub(crate) fn test(steps: &mut Steps) -> Done {
    let node = setup(steps)?;
    steps.cargo("form", &["fmt", "--all", "--check"], &[])?;
    steps.step("page: types", || run(&mut node.npm(&["run", "check"])))?;
    steps.step("page: tests", || run(&mut node.npm(&["test"])))?;
    steps.cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[])?;
    steps.cargo("tests", &["test"], &[])?;
    steps.step("the wire's types are the committed ones", bindings_are_committed)?;
    window(steps)
}

/// Everything but the tests.
pub(crate) fn setup(steps: &mut Steps) -> Done<Node> {
    steps.step("system packages", || system::install(Purpose::Test))?;
    page(steps)
}

/// Node, the page's packages, the built page: each only when something changed.
pub(crate) fn page(steps: &mut Steps) -> Done<Node> {
    let node = steps.step("Node", Node::find_or_bring)?;
    let ui = root().join("ui");
    steps.step("page: packages", || {
        let stamp = Stamp::of("npm", &[ui.join("package.json"), ui.join("package-lock.json")], &node.version);
        unless(&stamp, ui.join("node_modules"), || run(&mut node.npm(&["ci", "--no-audit", "--no-fund"])))
    })?;
    steps.step("page: build", || {
        let own = |name: &std::ffi::OsStr| name != "node_modules" && name != "dist" && name != "tests";
        let entries = fs::read_dir(&ui).map_err(|e| e.to_string())?.flatten().filter(|entry| own(&entry.file_name()));
        let mut inputs: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        inputs.sort();
        let stamp = Stamp::of("page", &inputs, &node.version);
        unless(&stamp, ui.join("dist/index.html"), || run(&mut node.npm(&["run", "build"])))
    })?;
    Ok(node)
}

fn unless(stamp: &Stamp, result: PathBuf, work: impl FnOnce() -> Done) -> Done {
    if stamp.holds() && result.exists() {
        println!("   as it was");
        return Ok(());
    }
    work()?;
    stamp.set()
}

/// `cargo test` has just written them anew.
fn bindings_are_committed() -> Done {
    if output("git", &["-C", &root().to_string_lossy(), "rev-parse"]).is_none() {
        println!("   not a git checkout: nothing to compare with");
        return Ok(());
    }
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(root()).args(arguments).args(["--", BINDINGS]);
        git
    };
    run(&mut git(&["diff", "--exit-code", "--stat"]))?;
    let new = git(&["ls-files", "--others", "--exclude-standard"]).output().map_err(|e| e.to_string())?;
    if new.stdout.is_empty() { Ok(()) } else { Err(format!("not committed:\n{}", String::from_utf8_lossy(&new.stdout))) }
}

/// The real window: the app as it ships (its sockets watched), and the `e2e` build that WebDriver may drive.
fn window(steps: &mut Steps) -> Done {
    let locked = steps.step("the app", || build("custom-protocol"))?;
    let driven = steps.step("the app, for WebDriver", || build("custom-protocol,e2e"))?;
    steps.cargo("the command line", &["build", "--package", "dossier-cli"], &[])?;
    let (cli, shots) = (target().join("debug/dossier"), target().join("shots"));
    let test = ["test", "--package", "dossier-tests", "--features", "desktop", "--test", "desktop"];
    let environment = [
        ("DOSSIER_APP", locked.as_os_str()),
        ("DOSSIER_APP_E2E", driven.as_os_str()),
        ("DOSSIER_CLI", cli.as_os_str()),
        ("DOSSIER_SHOTS", shots.as_os_str()),
    ];
    steps.cargo("the window", &test, &environment)?;
    let short = ["test", "--package", "dossier-tests", "--features", "proofs", "--test", "proofs", "--", "canary", "crash", "tamper"];
    // One after the other: a child that one proof starts holds another's locked file open for a moment.
    let short = [&short[..], &["--nocapture", "--test-threads=1"]].concat();
    steps.cargo(
        "proofs, in short",
        &short,
        &[("DOSSIER_APP", locked.as_os_str()), ("DOSSIER_CLI", cli.as_os_str()), ("DOSSIER_PROOF", "short".as_ref())],
    )
}

/// One test of the driven window, by its name.
pub(crate) fn driven(steps: &mut Steps, name: &str) -> Done {
    setup(steps)?;
    let app = steps.step("the app, for WebDriver", || build("custom-protocol,e2e"))?;
    steps.cargo("the command line", &["build", "--package", "dossier-cli"], &[])?;
    let (cli, shots) = (target().join("debug/dossier"), target().join("shots"));
    let test = ["test", "--package", "dossier-tests", "--features", "desktop", "--test", "desktop", "--", name, "--nocapture"];
    let environment = [("DOSSIER_APP_E2E", app.as_os_str()), ("DOSSIER_CLI", cli.as_os_str()), ("DOSSIER_SHOTS", shots.as_os_str())];
    steps.cargo(name, &test, &environment)
}

/// Builds the app with these features and puts it where the next build doesn't overwrite it.
fn build(features: &str) -> Done<PathBuf> {
    run(&mut cargo(&["build", "--package", "dossier-desktop", "--features", features]))?;
    let kept = target().join("xtask").join(format!("dossier-{}", features.replace(',', "-")));
    fs::copy(target().join("debug/dossier-desktop"), &kept).map_err(|e| e.to_string())?;
    Ok(kept)
}
