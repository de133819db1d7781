//! What can be asked, and how. Help texts are the reference; sentences about data come from the engine's catalogue.

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use dossier_engine::phrase::Lang;
use std::path::{Path, PathBuf};

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
    /// How to get your data from a platform.
    Guide(Guide),
    /// Explains an unknown table: what its columns are.
    Map(Map),
    /// What unknown files are shaped like, never what stands in them, and which format is nearest.
    Drift(Drift),
    /// Who is who across your files, and why; correct it.
    People(People),
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
    /// Keeps records on disk, encrypted under a passphrase.
    #[command(subcommand)]
    Vault(Vault),
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
    #[arg(required_unless_present = "vault", value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read passwords from standard input, one a line; each is tried on each locked archive.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Use what is in this vault; the files are added to it first.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) vault: Option<PathBuf>,
    /// Read the vault's passphrase from standard input: its first line, before any passwords.
    #[arg(long, requires = "vault")]
    pub(crate) passphrase_stdin: bool,
    /// Read unknown tables as this file of `dossier map --save` says.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Vec<PathBuf>,
    /// You are who goes by this name in chats; a vault keeps it.
    #[arg(long, value_name = "NAME")]
    pub(crate) owner: Vec<String>,
    #[command(flatten)]
    pub(crate) printing: Printing,
}

#[derive(Subcommand)]
pub(crate) enum Vault {
    /// Makes one in a new folder. A passphrase is suggested.
    New(Of),
    /// Adds files: how many rows are new, known or in conflict is shown.
    Add(Add),
    /// What is in it.
    List(Of),
    /// Deletes an archive for good, with all that was derived from it.
    Delete(Delete),
    /// Changes the passphrase.
    Passphrase(Of),
    /// Destroys it: first its key, then its files.
    Wipe(Of),
}

impl Vault {
    /// The folder of the vault that is meant.
    pub(crate) fn folder(&self) -> &Path {
        match self {
            Vault::New(of) | Vault::List(of) | Vault::Passphrase(of) | Vault::Wipe(of) => &of.folder,
            Vault::Add(Add { of, .. }) | Vault::Delete(Delete { of, .. }) => &of.folder,
        }
    }
}

/// A vault, and how its passphrase comes.
#[derive(Args)]
pub(crate) struct Of {
    /// The vault's folder.
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
    /// Read the passphrase from standard input: the first line; a new one is the next.
    #[arg(long)]
    pub(crate) passphrase_stdin: bool,
    /// As JSON, where there is a list.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Add {
    #[command(flatten)]
    pub(crate) of: Of,
    /// Zips, folders or single files, as you got them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read passwords from standard input, one a line, after the passphrase.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Only show what it would bring; keep nothing.
    #[arg(long)]
    pub(crate) look: bool,
}

#[derive(Args)]
pub(crate) struct Delete {
    #[command(flatten)]
    pub(crate) of: Of,
    /// Its id or its name, as `list` shows them.
    #[arg(value_name = "ARCHIVE")]
    pub(crate) archive: String,
}

#[derive(Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) inspect: Inspect,
    #[command(flatten)]
    pub(crate) eyes: Eyes,
}

#[derive(Args)]
pub(crate) struct Map {
    /// A table, or an archive that holds one.
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,
    /// Which file inside the archive (default: the first that no source knows).
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<String>,
    /// What a column is: `Datum=time`. Roles: time, amount, income, outgo, currency, direction, party, account, title, category, method,
    /// status, order, quantity, address, note, sender, chat, text, none.
    #[arg(long, value_name = "NAME=ROLE")]
    pub(crate) column: Vec<String>,
    /// What a row becomes: payment, purchase or message.
    #[arg(long, value_name = "KIND")]
    pub(crate) makes: Option<String>,
    /// The order of dates: `year_first`, `day_first`, `month_first`.
    #[arg(long, value_name = "ORDER")]
    pub(crate) dates: Option<String>,
    /// The money where no column says it: EUR, CNY, …
    #[arg(long, value_name = "CODE")]
    pub(crate) currency: Option<String>,
    /// Write the explanation to this file, for `inspect --mapping`. It holds the names of the columns, no row.
    #[arg(long, value_name = "FILE")]
    pub(crate) save: Option<PathBuf>,
    /// Keep it in this vault: files with these columns are read so from then on.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) vault: Option<PathBuf>,
    /// Read the vault's passphrase from standard input: its first line.
    #[arg(long, requires = "vault")]
    pub(crate) passphrase_stdin: bool,
    /// Read passwords from standard input, one a line.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// The explanation as JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct Drift {
    /// Zips, folders or single files, as you got them.
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read passwords from standard input, one a line.
    #[arg(long)]
    pub(crate) password_stdin: bool,
    /// Also write what is shown to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// As JSON: an array of descriptions.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct People {
    #[command(flatten)]
    pub(crate) inspect: Inspect,
    /// Also those who go by one name alone.
    #[arg(long)]
    pub(crate) all: bool,
    /// These two are the same: `whatsapp:Kim=telegram#user7`, as the list writes them. Kept with a vault.
    #[arg(long, value_name = "MARK=MARK")]
    pub(crate) same: Vec<String>,
    /// These two are not the same.
    #[arg(long, value_name = "MARK=MARK")]
    pub(crate) apart: Vec<String>,
    /// Take back what was said of these two.
    #[arg(long, value_name = "MARK=MARK")]
    pub(crate) forget: Vec<String>,
}

#[derive(Args)]
pub(crate) struct Guide {
    /// Which platform, as the list names it (default: all, by name).
    #[arg(value_name = "PLATFORM")]
    pub(crate) platform: Option<String>,
    #[command(flatten)]
    pub(crate) list: List,
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

impl Command {
    /// Where this run has to write: nowhere else can it.
    pub(crate) fn writes(&self) -> Vec<PathBuf> {
        let beside = |path: &PathBuf| match path.parent() {
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) => parent.to_owned(),
            None => path.clone(),
        };
        let inspected = |ask: &Inspect| {
            let out = ask.printing.out.iter().map(beside);
            out.chain(ask.vault.clone()).collect()
        };
        match self {
            Command::Inspect(ask) => inspected(ask),
            Command::Audit(ask) => inspected(&ask.inspect),
            Command::Map(ask) => ask.save.iter().map(beside).chain(ask.vault.clone()).collect(),
            Command::Drift(ask) => ask.out.iter().map(beside).collect(),
            Command::People(ask) => inspected(&ask.inspect),
            Command::Demo(ask) => ask.printing.out.iter().map(beside).collect(),
            Command::Doctor(ask) => ask.out.iter().map(beside).collect(),
            // Making and wiping change the folder that the vault's own lies in.
            Command::Vault(Vault::New(of) | Vault::Wipe(of)) => vec![beside(&of.folder)],
            Command::Vault(vault) => vec![vault.folder().to_owned()],
            _ => Vec::new(),
        }
    }
}

impl Cli {
    /// The chosen language, else the system's, else English.
    pub(crate) fn lang(&self) -> Lang {
        let system = || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|s| !s.is_empty()));
        self.lang.or_else(|| Lang::from_tag(&system()?)).unwrap_or(Lang::En)
    }
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| "en, zh-CN".to_owned())
}
