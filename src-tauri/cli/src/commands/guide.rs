//! `dossier guide`: how to get one's data, platform by platform.

use super::Done;
use crate::args::Guide;
use crate::output::{json, to_screen};
use dossier_engine::error::Error;
use dossier_engine::guide;
use dossier_engine::phrase::{Lang, Param, Phrase, Said};
use dossier_engine::report::files;
use serde_json::json as value;
use std::fmt::Write;

/// One guide in full, or all of them by name.
pub(crate) fn guide(ask: &Guide, lang: Lang) -> Done {
    let bad = || files::failure(&Error::BadOption { option: "PLATFORM".into() }, "", None);
    let wanted: Vec<&guide::Guide> = match &ask.platform {
        Some(id) => guide::all().iter().filter(|g| g.id == *id || g.platform == *id).collect(),
        None => guide::all().iter().collect(),
    };
    if wanted.is_empty() {
        return Err(bad());
    }
    if ask.list.json {
        let entries: Vec<_> = wanted
            .iter()
            .map(|g| {
                value!({"id": g.id, "platform": g.platform, "name": said(g.name()), "steps": steps(g), "wait": g.wait, "password": g.password,
                    "note": g.note.then(|| said(format!("guide.{}.note", g.id))), "status": g.status, "checked_on": g.checked_on})
            })
            .collect();
        to_screen(&json(&entries));
        return Ok(0);
    }
    let mut text = String::new();
    for g in wanted {
        let wait = said(format!("guide_wait.{}", g.wait));
        let _ = writeln!(text, "{}  {} ({})", g.id, said(g.name()).get(lang), wait.get(lang));
        if ask.platform.is_some() {
            for (n, step) in steps(g).iter().enumerate() {
                let _ = writeln!(text, "  {}. {}", n + 1, step.get(lang));
            }
            if g.note {
                let _ = writeln!(text, "  {}", said(format!("guide.{}.note", g.id)).get(lang));
            }
            if g.wait != "none" {
                let _ = writeln!(text, "  {}", said(format!("guide_password.{}", g.password)).get(lang));
            }
            let day = g.checked_on.parse().map_or_else(|_| Param::Text(g.checked_on.clone()), Param::Day);
            let known = Phrase::new("guide.known").with("status", Param::Word(format!("guide_status.{}", g.status))).with("day", day);
            let _ = writeln!(text, "  {}\n", known.say(lang));
        }
    }
    to_screen(&text);
    Ok(0)
}

fn steps(g: &guide::Guide) -> Vec<Said> {
    (1..=g.steps).map(|n| said(format!("guide.{}.{n}", g.id))).collect()
}

fn said(id: String) -> Said {
    Phrase::new(id).said()
}
