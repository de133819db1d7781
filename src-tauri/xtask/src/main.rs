//! Set-up, run and test. `cargo xtask app` and `cargo xtask test` need nothing but Rust: they say what is missing and why,
//! install it with the distribution's package manager, and go on. Only std, so that this builds in a second.

mod accuracy;
mod app;
mod fuzz;
mod node;
mod perf;
mod proofs;
mod stamp;
mod steps;
mod system;
mod test;

use std::process::ExitCode;
use steps::Steps;

const HELP: &str = "\
cargo xtask app        sets up what is missing, builds Dossier and opens its window (no display: prints a sample dossier)
cargo xtask test       sets up what is missing and runs every test, the real window's included
cargo xtask setup      only sets up: system packages, Node, the page
cargo xtask personas   writes the sample people's archives and golden dossiers anew: read the diff
cargo xtask fuzz       feeds every fuzz target 20,000 inputs; [TARGET...] [--runs N] for some, for more
cargo xtask cost       what reading walled off and keeping encrypted cost, as ratios
cargo xtask perf parse how fast files are read, in how much memory; [--peers] beside readers by others, [--rows N] [--times N]
cargo xtask accuracy   how often estimates and scores are right, on panels with known truth; --benches FOLDER
cargo xtask help       this list";

fn main() -> ExitCode {
    let mut steps = Steps::new();
    let done = match std::env::args().nth(1).as_deref() {
        Some("app") => app::app(&mut steps),
        Some("test") => test::test(&mut steps),
        Some("setup") => test::setup(&mut steps).map(drop),
        Some("personas") => personas(&mut steps),
        Some("fuzz") => fuzz::fuzz(&mut steps, &std::env::args().skip(2).collect::<Vec<_>>()),
        Some("cost") => steps.cargo("cost", &["bench", "--package", "dossier-worker", "--bench", "cost"], &[]),
        Some("accuracy") => accuracy::accuracy(&mut steps, &std::env::args().skip(2).collect::<Vec<_>>()),
        Some("perf") => perf::perf(&mut steps, &std::env::args().skip(2).collect::<Vec<_>>()),
        Some("help") | None => {
            println!("{HELP}");
            proofs::ALL.iter().for_each(|proof| println!("cargo xtask {:<10} {}", proof.name, proof.shows));
            return ExitCode::SUCCESS;
        }
        Some(other) => match proofs::by_name(other) {
            Some(proof) => proofs::run(&mut steps, proof),
            None => Err(format!("`{other}` is not known: `cargo xtask help` lists what is")),
        },
    };
    steps.print_times();
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("\nStopped: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the archives, then what the engine makes of them; the review happens in the diff.
fn personas(steps: &mut Steps) -> steps::Done {
    steps.cargo("sample people", &["run", "--package", "dossier-personas", "--features", "generate"], &[])?;
    let goldens = ["test", "--package", "dossier-tests", "--test", "all", "dossiers"];
    steps.cargo("their dossiers", &goldens, &[("UPDATE_EXPECT", "1".as_ref())])
}
