//! Proofs: `cargo xtask <name>` builds what the proof needs, runs it, and prints its figure.

use crate::steps::{Done, Steps, target};
use crate::system::{self, Purpose};
use crate::test::page;

/// What a proof is run on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// The command line as it ships.
    Cli,
    /// The command line and the window as they ship.
    App,
    /// The command line, and the window that WebDriver may drive: a test of its name in `tests/desktop/`.
    Driven,
}

/// A proof: a test of its name in `tests/proofs/`.
pub(crate) struct Proof {
    pub(crate) name: &'static str,
    pub(crate) shows: &'static str,
    needs: Needs,
}

/// Every proof.
pub(crate) const ALL: &[Proof] = &[
    Proof { name: "canary", shows: "nothing an archive says stands in any file afterwards", needs: Needs::App },
    Proof { name: "crash", shows: "killed at any write, a vault is as before or as after, never between", needs: Needs::Cli },
    Proof { name: "tamper", shows: "every flipped bit of a vault is noticed", needs: Needs::Cli },
    Proof { name: "nonet", shows: "no network socket on any screen, and a command line that needs no network", needs: Needs::App },
    Proof { name: "injection", shows: "what an archive says stays text, on every screen and in the report", needs: Needs::Driven },
    Proof { name: "exfil", shows: "every way out fails, where a server would hear it", needs: Needs::App },
    Proof { name: "hostile", shows: "odd and malicious files are refused for a reason or read, and nothing else", needs: Needs::Cli },
];

/// The proof of this name.
pub(crate) fn by_name(name: &str) -> Option<&'static Proof> {
    ALL.iter().find(|proof| proof.name == name)
}

/// Runs one, in full unless `DOSSIER_PROOF` says `short`.
pub(crate) fn run(steps: &mut Steps, proof: &Proof) -> Done {
    if proof.needs == Needs::Driven {
        return crate::test::driven(steps, proof.name);
    }
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
    let form = std::env::var_os("DOSSIER_PROOF").unwrap_or_else(|| "full".into());
    let environment = [("DOSSIER_CLI", cli.as_os_str()), ("DOSSIER_APP", app.as_os_str()), ("DOSSIER_PROOF", form.as_os_str())];
    steps.cargo(proof.name, &test, &environment)
}
