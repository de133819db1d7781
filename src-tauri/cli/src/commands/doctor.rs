//! `dossier doctor`: the lock, put to the test on this machine.

use super::Done;
use crate::args::List;
use crate::output::{json, to_screen};
use dossier_engine::phrase::{Lang, Param, Phrase};

/// Tries every way out and says what came of each.
pub(crate) fn doctor(lock: &dossier_lock::Status, ask: &List, lang: Lang) -> Done {
    let attempts = dossier_lock::probe(lock);
    let sockets = dossier_lock::open_sockets().unwrap_or_default() as u64;
    let out = attempts.iter().filter(|a| a.outcome == dossier_lock::Outcome::Reached).count() as u64;
    if ask.json {
        let rows: Vec<_> =
            attempts.iter().map(|a| serde_json::json!({"id": a.id, "target": a.target, "outcome": a.outcome.id(), "by": a.by})).collect();
        to_screen(&json(
            &serde_json::json!({"enforced": lock.enforced, "mechanisms": lock.in_force().collect::<Vec<_>>(), "sockets": sockets, "attempts": rows}),
        ));
    } else {
        let n = Param::Count(attempts.len() as u64);
        let mut text = Phrase::new("doctor.lead").with("n", n.clone()).say(lang) + "\n";
        for a in &attempts {
            let outcome = Phrase::new(format!("proof.outcome.{}", a.outcome.id())).say(lang);
            let by = a.by.as_deref().map_or(String::new(), |b| format!(" ({b})"));
            text += &format!("  {}  {}: {outcome}{by}\n", Phrase::new(format!("proof.attempt.{}", a.id)).say(lang), a.target);
        }
        let verdict = match (lock.enforced, out) {
            (false, _) => Phrase::new("doctor.not_enforced"),
            (true, 0) => {
                Phrase::new("doctor.enforced").with("n", n).with("mechanism", Param::Text(lock.in_force().collect::<Vec<_>>().join(", ")))
            }
            (true, k) => Phrase::new("doctor.some").with("n", n).with("k", Param::Count(k)),
        };
        text += &format!("{}\n", verdict.say(lang));
        text += &format!("{}\n", Phrase::new("doctor.sockets").with("n", Param::Count(sockets)).say(lang));
        to_screen(&text);
    }
    Ok(u8::from(out > 0 || !lock.enforced))
}
