//! `dossier people`: who is who across the files, and why; corrected by hand, kept with a vault.

use super::Done;
use crate::args::People;
use crate::intake::take_in;
use crate::output::{json, to_screen};
use dossier_engine::error::Error;
use dossier_engine::observer::Base;
use dossier_engine::phrase::{Lang, Param, Phrase};
use dossier_engine::report::{files, people};
use std::fmt::Write;

/// Lists people and shops that go by several names.
pub(crate) fn people(ask: &People, lang: Lang) -> Done {
    let ours = |e: Error| files::failure(&e, "", None);
    let mut taken = take_in(&ask.inspect, lang)?;
    let verdicts = [(&ask.same, Some(true)), (&ask.apart, Some(false)), (&ask.forget, None)];
    for (pairs, same) in verdicts {
        for pair in pairs {
            let (one, other) = pair.split_once('=').ok_or_else(|| ours(Error::BadOption { option: "MARK=MARK".into() }))?;
            let (one, other) = people::pair(one, other).map_err(ours)?;
            taken.store.vault().judge(&one, &other, same).map_err(ours)?;
        }
    }
    let base = Base::of(taken.store.vault()).map_err(ours)?;
    let known = people::known(&base, ask.all);
    if ask.inspect.printing.format() == crate::args::Format::Json {
        to_screen(&json(&known));
    } else {
        to_screen(&told(&known, lang));
    }
    Ok(0)
}

fn told(known: &[people::Known], lang: Lang) -> String {
    if known.is_empty() {
        return format!("{}\n", Phrase::new("people.none").say(lang));
    }
    let mut text = String::new();
    for one in known {
        let rows = Phrase::new("people.rows").with("n", Param::Count(one.rows)).say(lang);
        let own = if one.own { format!("  {}", Phrase::new("people.own").say(lang)) } else { String::new() };
        let _ = writeln!(text, "{}  {rows}{own}", one.name);
        for mark in &one.marks {
            let why = one.bonds.iter().find(|b| b.other == mark.id).map(|b| format!("  {}", b.why.get(lang)));
            let _ = writeln!(text, "    {}{}", mark.id, why.unwrap_or_default());
        }
    }
    text
}
