//! `dossier`: the command line. Every screen of the window has a twin here: text for people, `--json` for programs.
//!
//! Exit codes: 0 done · 1 done, but a file was refused or not recognised, or a row skipped as damaged · 2 cannot proceed.

mod args;
mod commands;
mod intake;
mod output;
mod store;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    dossier_worker::become_worker_if_asked();
    let mut lock = dossier_lock::engage(dossier_lock::Local::Refused);
    dossier_lock::hush_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version are no failure; everything else can't proceed.
            let code = if e.use_stderr() { 2 } else { 0 };
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    let lang = cli.lang();
    lock.wall_off_files(&cli.command.writes());
    let done = match cli.command {
        Command::Inspect(ask) => commands::inspect(&ask, lang),
        Command::Audit(ask) => commands::audit(&ask, lang),
        Command::Demo(ask) => commands::demo(&ask, lang),
        Command::Guide(ask) => commands::guide::guide(&ask, lang),
        Command::Map(ask) => commands::map::map(&ask, lang),
        Command::Drift(ask) => commands::drift::drift(&ask, lang),
        Command::People(ask) => commands::people::people(&ask, lang),
        Command::Sources(list) => commands::list::sources(&list, lang),
        Command::Observers(list) => commands::list::observers(&list, lang),
        Command::Inferences(list) => commands::list::inferences(&list, lang),
        Command::Scorecards(list) => commands::list::scorecards(&list, lang),
        Command::Actions(list) => commands::list::actions(&list, lang),
        Command::Vault(ask) => commands::vault::vault(&ask, lang),
        Command::Doctor(list) => commands::doctor(&lock, &list, lang),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("{}: {}", failure.code, failure.said.get(lang));
            ExitCode::from(2)
        }
    }
}
