//! What is said of what was dropped together, beyond single files: data that went elsewhere, and what was passed over unread.

use super::wire;
use crate::guide::{self, Guide};
use crate::phrase::{Lang, Param, Phrase, Said};
use crate::reader::{self, Medium, medium};
use crate::record::Kind;
use crate::source::{SETTINGS, card};
use std::collections::{BTreeMap, BTreeSet};

/// Of files that are fine but empty, or hold settings alone, because the platform moved their data: where these went, and how to get
/// them. Not where others of the kind hold the data: then this one is just empty.
pub(super) fn point_to_where_data_went(archives: &mut [wire::Archive]) {
    let files = archives.iter().flat_map(|a| &a.files);
    let settings = |f: &wire::File| f.note_code.as_deref() == Some(SETTINGS);
    let full = files.filter(|f| f.rows_read > 0 && !settings(f)).filter_map(|f| f.source.clone());
    let full: BTreeSet<String> = full.collect();
    for file in archives.iter_mut().flat_map(|a| &mut a.files) {
        let without = match file.note_code.as_deref() {
            Some(reader::EMPTY) => Some("note.moved"),
            Some(SETTINGS) => Some("note.moved.settings"),
            _ => None,
        };
        let source = file.source.as_ref().filter(|source| !full.contains(*source));
        if let Some((lead, guide)) = without.zip(source.and_then(|source| guide::of_moved(source))) {
            file.note = Some(moved_said(lead, guide));
            file.note_code = Some("note.moved".to_owned());
        }
    }
}

/// The files of an archive without what is passed over, and how much that is. Beside chats, documents are what somebody sent.
pub(super) fn passed_over(files: Vec<wire::File>, mut passed: BTreeMap<Medium, u64>) -> (Vec<wire::File>, Vec<wire::Passed>) {
    let of_chats = |f: &wire::File| f.source.as_deref().zip(f.variant.as_deref()).and_then(|(s, v)| card(s, v));
    let chats = files.iter().filter_map(of_chats).any(|card| card.yields.contains(&Kind::Message));
    let unread =
        |f: &wire::File| f.error.as_ref().is_some_and(|e| ["not_read", "unrecognised", "damaged_archive"].contains(&e.code.as_str()));
    let (documents, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|f| chats && unread(f) && medium::is_document(&f.path));
    if !documents.is_empty() {
        *passed.entry(Medium::Document).or_default() += documents.len() as u64;
    }
    (files, passed.into_iter().map(|(what, count)| wire::Passed { what, count }).collect())
}

/// What was passed over, in one sentence.
pub(super) fn passed_said(passed: &[wire::Passed]) -> Option<Said> {
    let one = |p: &wire::Passed| {
        let id = match p.what {
            Medium::Picture => "passed.picture",
            Medium::Video => "passed.video",
            Medium::Recording => "passed.recording",
            Medium::Document => "passed.document",
            Medium::Other => "passed.other",
            Medium::Empty => "passed.empty",
        };
        Param::Phrase(Box::new(Phrase::new(id).with("n", Param::Count(p.count))))
    };
    (!passed.is_empty()).then(|| Phrase::new("passed").with("files", Param::List(passed.iter().map(one).collect())).said())
}

fn moved_said(lead: &str, guide: &Guide) -> Said {
    let lead = Phrase::new(lead).with("name", Param::Word(guide.name()));
    let say = |lang: Lang, between: &str| {
        let steps = (1..=guide.steps).map(|n| Phrase::new(format!("guide.{}.{n}", guide.id)).say(lang));
        std::iter::once(lead.say(lang)).chain(steps).collect::<Vec<_>>().join(between)
    };
    Said { en: say(Lang::En, " "), zh_cn: say(Lang::ZhCn, "") }
}
