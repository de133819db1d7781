//! `dossier guide`: how to get one's data, platform by platform.

use super::Done;
use crate::args::Guide;
use crate::output::{json, to_screen};
use dossier_engine::error::Error;
use dossier_engine::phrase::Lang;
use dossier_engine::report::files;
use dossier_engine::report::guides::{self, GuideInfo};
use std::fmt::Write;

/// One platform's guides in full, or all of them by name.
pub(crate) fn guide(ask: &Guide, lang: Lang) -> Done {
    let mut wanted = guides::all();
    wanted.retain(|g| ask.platform.as_ref().is_none_or(|id| g.id == *id || g.platform == *id));
    if wanted.is_empty() {
        return Err(files::failure(&Error::BadOption { option: "PLATFORM".into() }, "", None));
    }
    if ask.list.json {
        to_screen(&json(&wanted));
        return Ok(0);
    }
    let whole = ask.platform.is_some();
    to_screen(&wanted.iter().map(|g| told(g, whole, lang)).collect::<String>());
    Ok(0)
}

fn told(g: &GuideInfo, whole: bool, lang: Lang) -> String {
    let mut text = format!("{}  {} ({})\n", g.id, g.name.get(lang), g.wait.get(lang));
    if whole {
        for (n, step) in g.steps.iter().enumerate() {
            let _ = writeln!(text, "  {}. {}", n + 1, step.get(lang));
        }
        let more = g.note.iter().chain(g.exports.then_some(&g.password)).chain([&g.known]);
        for line in more {
            let _ = writeln!(text, "  {}", line.get(lang));
        }
        text.push('\n');
    }
    text
}
