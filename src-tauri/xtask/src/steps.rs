//! Named steps, each timed. Everything a step runs prints as it goes; the first that fails ends the run.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What can be said about a step that failed.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The steps of this run, with their times.
pub(crate) struct Steps {
    taken: Vec<(String, Duration)>,
}

impl Steps {
    pub(crate) fn new() -> Steps {
        Steps { taken: Vec::new() }
    }

    /// Runs one step under its name.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Done<T>) -> Done<T> {
        println!("\n── {name}");
        let start = Instant::now();
        let done = work();
        self.taken.push((name.to_owned(), start.elapsed()));
        done.map_err(|why| format!("{name}: {why}"))
    }

    /// A step that is one call of cargo at the root.
    pub(crate) fn cargo(&mut self, name: &str, arguments: &[&str], environment: &[(&str, &OsStr)]) -> Done {
        self.step(name, || {
            let mut cargo = cargo(arguments);
            cargo.envs(environment.iter().copied());
            run(&mut cargo)
        })
    }

    pub(crate) fn print_times(&self) {
        if self.taken.len() > 1 {
            println!();
            for (name, time) in &self.taken {
                println!("{:>8.1} s  {name}", time.as_secs_f64());
            }
        }
    }
}

/// Cargo, the one that runs us, at the root.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments).current_dir(root());
    cargo
}

/// Runs a command, saying which, and fails when it does.
pub(crate) fn run(command: &mut Command) -> Done {
    let line = line(command);
    println!("   {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}")),
        Err(e) => Err(format!("`{line}` did not start: {e}")),
    }
}

/// What a command prints, when it succeeds.
pub(crate) fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let out = Command::new(program).args(arguments).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    std::iter::once(program).chain(command.get_args()).map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The workspace's root.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Where cargo builds.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}
