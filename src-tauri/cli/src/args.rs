//! What can be asked, and how. Help texts are the reference; sentences about data come from the engine's catalogue.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use dossier_engine::phrase::Lang;
use std::path::PathBuf;

/// Shows what platforms could infer from your own data exports. Everything stays on this computer.
#[derive(Parser)]
#[command(name = "dossier", version, about, propagate_version = true)]
pub(crate) struct Cli {
    /// Language of sentences: en or zh-CN (default: the system's).
    #[arg(long, global = true, value_parser = lang)]
    lang: Option<Lang>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// What each file is and why; rows read, known and skipped; printed totals beside ours.
    Inspect(Inspect),
    /// What an observer could infer from these files.
    Audit(Audit),
    /// The dossier of a made-up person.
    Demo(Demo),
    /// The formats we read.
    Sources(List),
    /// The eyes a dossier can be seen through.
    Observers(List),
    /// The rules that turn records into claims.
    Inferences(List),
    /// The points models.
    Scorecards(List),
    /// What a person can do.
    Actions(List),
    /// Tries to reach the network and shows that it can't.
    Doctor(crate::commands::Ask),
}

/// How a report is printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Json,
    Html,
}

#[derive(Args)]
pub(crate) struct Printing {
    /// text, json or html.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json.
    #[arg(long)]
    json: bool,
    /// Write to this file instead of the screen. The file is not encrypted.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Show sensitive claims in full in text and HTML (JSON always has them).
    #[arg(long)]
    pub(crate) sensitive: bool,
    /// The day to compile for, YYYY-MM-DD (default: today).
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<NaiveDate>,
}

impl Printing {
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

#[derive(Args)]
pub(crate) struct Inspect {
    /// Zips, folders or single files, as you got them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read passwords from standard input, one a line; each is tried on each locked archive.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) inspect: Inspect,
    #[command(flatten)]
    pub(crate) eyes: Eyes,
}

#[derive(Args)]
pub(crate) struct Eyes {
    /// An observer's id, or `all` (default: the one these files feed most).
    #[arg(long, value_name = "ID")]
    pub(crate) observer: Option<String>,
    /// Country of the person, two letters, for base rates (default: from marketplace or currency).
    #[arg(long, value_name = "CC")]
    pub(crate) country: Option<String>,
}

#[derive(Args)]
pub(crate) struct Demo {
    /// Which made-up person (default: one whose language is yours).
    #[arg(value_name = "PERSONA")]
    pub(crate) persona: Option<String>,
    #[command(flatten)]
    pub(crate) eyes: Eyes,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(Args)]
pub(crate) struct List {
    /// As JSON: an array of {id, …}.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Cli {
    /// The folders this run was asked to write in.
    pub(crate) fn places(&self) -> Vec<PathBuf> {
        let out = match &self.command {
            Command::Inspect(Inspect { printing, .. }) => &printing.out,
            Command::Audit(audit) => &audit.inspect.printing.out,
            Command::Demo(demo) => &demo.printing.out,
            Command::Doctor(ask) => &ask.out,
            _ => &None,
        };
        // A name alone lies in the folder we are in.
        let folder = |file: &PathBuf| file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(".".as_ref()).to_owned();
        out.iter().map(folder).collect()
    }

    /// The chosen language, else the system's, else English.
    pub(crate) fn lang(&self) -> Lang {
        let system = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|s| !s.is_empty()));
        self.lang.or_else(|| Lang::from_tag(&system()?)).unwrap_or(Lang::En)
    }
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "en, zh-CN".to_owned())
}
