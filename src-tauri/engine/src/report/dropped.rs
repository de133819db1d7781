//! What is said of all that was dropped together, beyond single files: data that went elsewhere, parts of one export, what was passed
//! over, and whose it is.

use super::wire;
use crate::guide::{self, Guide};
use crate::phrase::{Lang, Param, Phrase, Said};
use crate::reader;
use std::collections::BTreeSet;

/// Of files that are fine but empty because the platform moved their data: where these went, and how to get them. Not where others of
/// the kind hold rows: then this one is just empty.
pub(super) fn point_to_where_data_went(archives: &mut [wire::Archive]) {
    let files = archives.iter().flat_map(|a| &a.files);
    let full: BTreeSet<String> = files.filter(|f| f.rows_read > 0).filter_map(|f| f.source.clone()).collect();
    for file in archives.iter_mut().flat_map(|a| &mut a.files) {
        let empty = file.note_code.as_deref() == Some(reader::EMPTY);
        let moved = file.source.as_ref().filter(|source| empty && !full.contains(*source)).and_then(|source| guide::of_moved(source));
        if let Some(guide) = moved {
            file.note = Some(moved_said(guide));
            file.note_code = Some("note.moved".to_owned());
        }
    }
}

fn moved_said(guide: &Guide) -> Said {
    let lead = Phrase::new("note.moved").with("name", Param::Word(guide.name()));
    let say = |lang: Lang, between: &str| {
        let steps = (1..=guide.steps).map(|n| Phrase::new(format!("guide.{}.{n}", guide.id)).say(lang));
        std::iter::once(lead.say(lang)).chain(steps).collect::<Vec<_>>().join(between)
    };
    Said { en: say(Lang::En, " "), zh_cn: say(Lang::ZhCn, "") }
}
