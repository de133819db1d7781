//! `dossier vault`: a vault made, filled, looked into, emptied, its passphrase changed.

use super::Done;
use crate::args::{Add, Delete, Of, Vault as Command};
use crate::intake::{self, fill};
use crate::output::{json, to_screen};
use crate::store::{Asked, Secrets, Store};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::phrase::{Lang, Param, Phrase};
use dossier_engine::report::{files, tally, wire};
use dossier_engine::vault::Listed;
use dossier_safe::{Cost, Safe, passphrase};
use std::fmt::Write;
use std::path::Path;

/// Does what was asked of a vault.
pub(crate) fn vault(ask: &Command, lang: Lang) -> Done {
    let done = match ask {
        Command::New(of) => new(of, lang),
        Command::Add(add) => return self::add(add, lang),
        Command::List(of) => list(of, lang),
        Command::Delete(delete) => self::delete(delete, lang),
        Command::Passphrase(of) => change(of, lang),
        Command::Wipe(of) => wipe(of, lang),
    };
    done.map_err(|e| files::failure(&e, &name(ask.folder()), None))
}

/// A folder by its own name, never by where it lies.
fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn said(e: Error) -> wire::Failure {
    files::failure(&e, "", None)
}

fn say(id: &str, lang: Lang) -> String {
    Phrase::new(id).say(lang)
}

fn new(of: &Of, lang: Lang) -> Result<u8, Error> {
    let mut secrets = Secrets::new(lang, of.passphrase_stdin);
    if !of.passphrase_stdin {
        let suggested = passphrase::suggest(lang)?;
        to_screen(&format!("{}\n\n    {}\n\n", say("ask.suggested", lang), suggested.as_str()));
    }
    drop(Safe::create(&of.folder, &secrets.new_passphrase()?, &Cost::tuned())?);
    to_screen(&format!("{}\n", say("vault.made", lang)));
    Ok(0)
}

fn open(of: &Of, lang: Lang) -> Result<Safe, Error> {
    Safe::open(&of.folder, &Secrets::new(lang, of.passphrase_stdin).passphrase(Asked::Open)?)
}

fn add(add: &Add, lang: Lang) -> Done {
    let mut store = Store::Safe(Box::new(open(&add.of, lang).map_err(|e| files::failure(&e, &name(&add.of.folder), None))?));
    let passwords = intake::passwords(add.password_stdin);
    store.vault().stage().map_err(said)?;
    let refused = fill(store.vault(), &intake::inputs(&add.paths), &passwords)?;
    let base = Base::of(store.vault()).map_err(said)?;
    let tally = tally::tally(store.vault(), &base).map_err(said)?;
    let mut text = String::new();
    for file in &tally.files {
        let line = Phrase::new("tally.file")
            .with("new", Param::Count(file.new))
            .with("known", Param::Count(file.known))
            .with("conflicts", Param::Count(file.conflicts));
        let inside = if file.path == file.name { String::new() } else { format!(" › {}", file.path) };
        let _ = writeln!(text, "{}{inside}\n    {}", file.name, line.say(lang));
    }
    let _ = writeln!(text, "{}", tally.said.get(lang));
    if let Some(why) = &tally.why {
        let _ = writeln!(text, "{}", why.get(lang));
    }
    if add.look {
        store.vault().discard().map_err(said)?;
    } else {
        store.vault().keep().map_err(said)?;
        let _ = writeln!(text, "{}", say("tally.kept", lang));
    }
    for archive in &refused {
        if let Some(e) = &archive.error {
            let _ = writeln!(text, "{}: {}", e.code, e.said.get(lang));
        }
    }
    to_screen(&text);
    Ok(u8::from(!refused.is_empty()))
}

fn list(of: &Of, lang: Lang) -> Result<u8, Error> {
    let listed = open(of, lang)?.vault().list()?;
    if of.json {
        let row = |l: &Listed| {
            let day = |t: Option<chrono::NaiveDateTime>| t.map(|t| t.date().to_string());
            serde_json::json!({"id": l.id.0, "name": l.name, "files": l.files, "rows": l.rows, "first": day(l.first), "last": day(l.last)})
        };
        to_screen(&json(&listed.iter().map(row).collect::<Vec<_>>()));
    } else if listed.is_empty() {
        to_screen(&format!("{}\n", say("vault.empty", lang)));
    } else {
        for l in &listed {
            to_screen(&format!("{}  {}  {}\n", l.id.0, l.name, Phrase::new("report.rows").with("n", Param::Count(l.rows)).say(lang)));
        }
    }
    Ok(0)
}

fn delete(ask: &Delete, lang: Lang) -> Result<u8, Error> {
    let mut safe = open(&ask.of, lang)?;
    let listed = safe.vault().list()?;
    let found = listed.iter().find(|l| l.id.0 == ask.archive || l.name == ask.archive).ok_or(Error::FileGone)?;
    let deleted = safe.vault().delete(&found.id)?;
    // A command ends at once, so there is no undoing to speak of: its sentence is the last and is left out.
    let mut sentences = tally::receipt(deleted.receipt()).said;
    let undo = say("receipt.undo", lang);
    sentences.retain(|sentence| sentence.get(lang) != undo);
    sentences.iter().for_each(|sentence| to_screen(&format!("{}\n", sentence.get(lang))));
    Ok(0)
}

fn change(of: &Of, lang: Lang) -> Result<u8, Error> {
    let mut secrets = Secrets::new(lang, of.passphrase_stdin);
    let old = secrets.passphrase(Asked::Open)?;
    let mut safe = Safe::open(&of.folder, &old)?;
    // As dear as before at least: a change is no way to a cheaper header.
    safe.change_passphrase(&old, &secrets.new_passphrase()?, &Cost::tuned())?;
    to_screen(&format!("{}\n", say("vault.changed", lang)));
    Ok(0)
}

fn wipe(of: &Of, lang: Lang) -> Result<u8, Error> {
    open(of, lang)?.wipe()?;
    let name = name(&of.folder);
    for id in ["receipt.vault", "receipt.vault_elsewhere"] {
        to_screen(&format!("{}\n", Phrase::new(id).with("name", Param::Text(name.clone())).say(lang)));
    }
    Ok(0)
}
