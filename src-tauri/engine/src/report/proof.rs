//! The proof in words: which ways out a page has, and what each mechanism is called.

use super::window::{Mechanism, PageWay};
use crate::phrase::Phrase;

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
