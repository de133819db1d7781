//! Proofs: `cargo xtask <name>` builds what the proof needs, runs it, and prints its figure.

use crate::steps::{Done, Steps, target};
use crate::system::{self, Purpose};
use crate::test::page;
use std::ffi::OsStr;

/// What a proof is run on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The command line as it ships.
    Cli,
    /// The command line and the window as they ship.
    App,
}

/// A proof: a test of its name in `tests/proofs/`.
pub(crate) struct Proof {
    pub(crate) name: &'static str,
    pub(crate) shows: &'static str,
    needs: Needs,
}

/// Every proof.
pub(crate) const ALL: &[Proof] = &[
    Proof { name: "canary", shows: "nothing an archive says stands in any file afterwards", needs: Needs::Cli },
    Proof { name: "crash", shows: "killed at any write, a vault is as before or as after, never between", needs: Needs::Cli },
    Proof { name: "tamper", shows: "every flipped bit of a vault is noticed", needs: Needs::Cli },
    Proof { name: "nonet", shows: "no network socket on any screen, and a command line that needs no network", needs: Needs::App },
    Proof { name: "exfil", shows: "every way out fails, where a server would hear it", needs: Needs::App },
];

/// The proof of this name.
pub(crate) fn by_name(name: &str) -> Option<&'static Proof> {
    ALL.iter().find(|proof| proof.name == name)
}

/// Runs one, in full.
pub(crate) fn run(steps: &mut Steps, proof: &Proof) -> Done {
    let window = proof.needs == Needs::App;
    steps.step("system packages", || system::install(if window { Purpose::Test } else { Purpose::Text }))?;
    steps.cargo("the command line", &["build", "--release", "--package", "dossier-cli"], &[])?;
    if window {
        page(steps)?;
        steps.cargo("the app", &["build", "--release", "--package", "dossier-desktop", "--features", "custom-protocol"], &[])?;
    }
    let release = target().join("release");
    let (cli, app) = (release.join("dossier"), release.join("dossier-desktop"));
    let test = ["test", "--package", "dossier-tests", "--features", "proofs", "--test", "proofs", "--", proof.name, "--nocapture"];
    let environment = [("DOSSIER_CLI", cli.as_os_str()), ("DOSSIER_APP", app.as_os_str()), ("DOSSIER_PROOF", OsStr::new("full"))];
    steps.cargo(proof.name, &test, &environment)
}
