//! The proof in words: which ways out a page has, and what each mechanism is called.

use super::window::{Attempt, Mechanism, PageWay, Proof};
use crate::phrase::{Lang, Param, Phrase, Said};
use askama::Template;

/// Addresses that lead nowhere: RFC 5737, RFC 3849, RFC 2606.
const V4: &str = "http://192.0.2.1/";
const V6: &str = "http://[2001:db8::1]/";
const NAME: &str = "http://probe.invalid/";

/// Every way out that a page has; `ui/src/lib/host/probes.ts` tries each.
const PAGE: [(&str, &str); 23] = [
    ("page_fetch", V4),
    ("page_xhr", V6),
    ("page_image", NAME),
    ("page_beacon", NAME),
    ("page_socket", "ws://192.0.2.1/"),
    ("page_events", V6),
    ("page_prefetch", V4),
    ("page_preconnect", NAME),
    ("page_webrtc", "stun:192.0.2.1:3478"),
    ("page_form", V4),
    ("page_navigation", V4),
    ("page_window", V4),
    ("page_css", NAME),
    ("page_stylesheet", V4),
    ("page_font", V6),
    ("page_svg", NAME),
    ("page_iframe", V4),
    ("page_object", V4),
    ("page_audio", NAME),
    ("page_script", V4),
    ("page_import", V6),
    ("page_worker", V4),
    ("page_service_worker", V4),
];

/// Every way out that a page has, in words.
pub fn page_ways() -> Vec<PageWay> {
    let way = |(id, target): (&str, &str)| PageWay {
        id: id.to_owned(),
        what: Phrase::new(format!("proof.attempt.{id}")).said(),
        target: target.to_owned(),
    };
    PAGE.into_iter().map(way).collect()
}

/// A mechanism in words.
pub fn mechanism(id: &str, holds: &str) -> Mechanism {
    let said = |area: &str, id: &str| Phrase::new(format!("proof.{area}.{id}")).said();
    Mechanism {
        id: id.to_owned(),
        what: said("mechanism", id),
        covers: said("covers", id),
        holds: holds.to_owned(),
        state: said("holds", holds),
    }
}

/// One attempt in words.
pub fn attempt(id: &str, target: &str, outcome: &str, by: Option<String>) -> Attempt {
    let what = Phrase::new(format!("proof.attempt.{id}")).said();
    Attempt { id: id.to_owned(), what, target: target.to_owned(), outcome: outcome.to_owned(), by }
}

/// The verdict over the attempts: all stopped, some not, or nothing to stop them.
pub fn verdict(proof: &Proof, lang: Lang) -> String {
    let count = |outcome: &str| proof.attempts.iter().filter(|attempt| attempt.outcome == outcome).count() as u64;
    let n = Param::Count(proof.attempts.len() as u64 - count("beyond"));
    let held: Vec<&str> = proof.mechanisms.iter().filter(|m| m.holds != "no").map(|m| m.what.get(lang)).collect();
    let held = held.join(if lang == Lang::ZhCn { "、" } else { ", " });
    let verdict = match (proof.enforced, count("reached")) {
        (false, _) => Phrase::new("doctor.not_enforced"),
        (true, 0) => Phrase::new("doctor.enforced").with("n", n).with("mechanism", Param::Text(held)),
        (true, k) => Phrase::new("doctor.some").with("n", n).with("k", Param::Count(k)),
    };
    verdict.say(lang)
}

/// The proof as one page to print or keep: no script, no name of a person or a file.
#[derive(Template)]
#[template(path = "proof.html")]
pub struct Sheet<'p> {
    /// What was tried and found.
    pub proof: &'p Proof,
    /// Of the words.
    pub lang: Lang,
    /// SHA-256 of the program that tried.
    pub hash: String,
    /// The day it did.
    pub day: chrono::NaiveDate,
}

impl Sheet<'_> {
    /// The whole page.
    pub fn html(&self) -> String {
        // Writing into a string can't fail; an empty page would show in every test.
        self.render().unwrap_or_default()
    }

    fn say<'s>(&self, said: &'s Said) -> &'s str {
        said.get(self.lang)
    }

    fn word(&self, id: &str) -> String {
        Phrase::new(id).say(self.lang)
    }

    fn outcome(&self, attempt: &Attempt) -> String {
        self.word(&format!("proof.outcome.{}", attempt.outcome))
    }

    fn verdict(&self) -> String {
        verdict(self.proof, self.lang)
    }

    fn sockets(&self) -> String {
        Phrase::new("doctor.sockets").with("n", Param::Count(self.proof.sockets)).say(self.lang)
    }

    fn foot(&self) -> String {
        let version = Param::Text(env!("CARGO_PKG_VERSION").to_owned());
        let foot = Phrase::new("proof.foot").with("version", version).with("hash", Param::Text(self.hash.clone()));
        foot.with("date", Param::Day(self.day)).say(self.lang)
    }
}
