//! `dossier doctor`: the lock, put to the test on this machine.

use super::Done;
use crate::output::{failed, json, save, to_screen};
use clap::Args;
use dossier_engine::archive::sha256_of;
use dossier_engine::phrase::{Lang, Param, Phrase};
use dossier_engine::report::proof::{Sheet, attempt, mechanism, verdict};
use dossier_engine::report::window::Proof;
use dossier_worker::Reader;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Ask {
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// As a page to print or keep.
    #[arg(long, conflicts_with = "json")]
    html: bool,
    /// Write the page to this file instead of the screen.
    #[arg(long, value_name = "FILE", requires = "html")]
    pub(crate) out: Option<PathBuf>,
}

/// Tries every way out and says what came of each.
pub(crate) fn doctor(lock: &dossier_lock::Status, ask: &Ask, lang: Lang) -> Done {
    let today = chrono::Local::now().date_naive();
    let attempts = dossier_lock::probe(lock).into_iter().map(|a| attempt(a.id, a.target, a.outcome.id(), a.by));
    let proof = Proof {
        enforced: lock.enforced,
        mechanisms: lock.mechanisms.iter().map(|it| mechanism(it.id, it.holds.id())).collect(),
        attempts: attempts.collect(),
        page: Vec::new(),
        sockets: dossier_lock::open_sockets().unwrap_or_default() as u64,
        program: std::env::current_exe().and_then(std::fs::File::open).and_then(sha256_of).unwrap_or_default(),
        day: today.to_string(),
    };
    let walled = Reader::walled_off().holds();
    if ask.json {
        let rows = |a: &dossier_engine::report::window::Attempt| serde_json::json!({"id": a.id, "target": a.target, "outcome": a.outcome, "by": a.by});
        let mechanisms = |m: &dossier_engine::report::window::Mechanism| serde_json::json!({"id": m.id, "holds": m.holds});
        to_screen(&json(&serde_json::json!({
            "enforced": proof.enforced,
            "mechanisms": proof.mechanisms.iter().map(mechanisms).collect::<Vec<_>>(),
            "sockets": proof.sockets,
            "reader": if walled { "walled_off" } else { "in_process" },
            "attempts": proof.attempts.iter().map(rows).collect::<Vec<_>>(),
        })));
    } else if ask.html {
        let page = Sheet { proof: &proof, lang, hash: proof.program.clone(), day: today }.html();
        match &ask.out {
            Some(path) => save(path, page.as_bytes()).map_err(|_| failed("save_failed"))?,
            None => to_screen(&page),
        }
    } else {
        to_screen(&text(&proof, walled, lang));
    }
    let out = proof.attempts.iter().any(|a| a.outcome == "reached");
    Ok(u8::from(out || !lock.enforced))
}

fn text(proof: &Proof, walled: bool, lang: Lang) -> String {
    let say = |id: &str| Phrase::new(id).say(lang);
    let mut text = Phrase::new("doctor.lead").with("n", Param::Count(proof.attempts.len() as u64)).say(lang) + "\n";
    for a in &proof.attempts {
        let by = a.by.as_deref().map_or(String::new(), |b| format!(" ({b})"));
        text += &format!("  {}  {}: {}{by}\n", a.what.get(lang), a.target, say(&format!("proof.outcome.{}", a.outcome)));
    }
    text += &format!("{}\n", verdict(proof, lang));
    text += &format!("{}\n", Phrase::new("doctor.sockets").with("n", Param::Count(proof.sockets)).say(lang));
    for m in &proof.mechanisms {
        text += &format!("  {} ({}): {}\n", m.what.get(lang), m.state.get(lang), m.covers.get(lang));
    }
    text += &format!("{}\n", say(if walled { "doctor.reader_walled" } else { "doctor.reader_here" }));
    for plan in ["macos", "windows"].into_iter().filter(|system| *system == std::env::consts::OS) {
        text += &format!("{}\n", say(&format!("proof.plan.{plan}")));
    }
    text
}
