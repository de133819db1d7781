//! The reader of JSON by its promises: split anywhere, cut anywhere, broken anywhere.

use super::*;
use crate::archive::Limits;
use crate::record::{ArchiveId, Profile, ProfileField};
use std::io::BufReader;

#[derive(Default)]
struct Chat {
    title: String,
}

static MADE: Json<Chat> = Json {
    card: &Card { id: "made", platform: Platform::Other, yields: &[], variants: &["v"], status: Status::Described },
    layouts: &[
        Layout {
            variant: "v",
            needs: &["chats.list[].messages"],
            heads: &[("chats.list[]", |_, _, chat, _| chat.title.clear()), ("chats.list[].name", title)],
            rows: &[("chats.list[].messages[]", message)],
            ..Layout::NONE
        },
        Layout { variant: "lines", needs: &["[].text"], rows: &[("[]", message)], ..Layout::NONE },
    ],
    ..Json::NONE
};

fn title(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) {
    chat.title = value.as_text().unwrap_or_default().into_owned();
}

fn message(value: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    if value.has("pin") {
        return Ok(None);
    }
    let text = value.text("text").ok_or(Skip::damaged())?;
    Ok(Some(Fact::Profile(Profile { field: ProfileField::Bio, value: format!("{}/{text}", chat.title) })))
}

/// What was read, and codes with how often.
fn read(text: &str, piece: usize) -> (Vec<String>, Vec<String>) {
    let limits = Limits { row_bytes: 200, ..Limits::default() };
    let mut rows = Vec::new();
    let mut keep = |record: crate::source::Found| {
        if let Fact::Profile(p) = record.fact {
            rows.push(format!("{} {}", record.spot, p.value));
        }
        true
    };
    let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
    MADE.read(Content::Text(Box::new(BufReader::with_capacity(piece, text.as_bytes()))), "a.json", &mut into);
    let report = into.finish();
    assert_eq!(report.rows_read, report.kept + report.skipped.iter().map(|s| s.count).sum::<u64>());
    let said = report.problems.iter().map(|p| format!("{} {} ×{}", p.origin.spot, p.code.as_str(), p.count)).collect();
    (rows, said)
}

const TWO: &str = r#"{"about":"x{[\"","chats":{"list":[
 {"name":"A","messages":[{"id":1,"text":"one"},{"id":2,"text":"t\"w\u4f60"},{"id":3,"pin":[{}]}]},
 {"messages":[{"id":4,"text":"three"},{"id":5,"text":"four"}],"more":null}]},"left":[1,2]}"#;

#[test]
fn any_split_reads_the_same() {
    let whole = read(TWO, 4096);
    assert_eq!(whole.0, ["N1 A/one", "N2 A/t\"w你", "N4 /three", "N5 /four"]);
    assert!(whole.1.is_empty());
    for piece in 1..TWO.len() {
        assert_eq!(read(TWO, piece), whole, "{piece}");
    }
}

#[test]
fn cut_anywhere_keeps_what_came_before_and_says_so() {
    let whole = read(TWO, 64).0;
    let floor = |at: usize| (0..=at).rev().find(|n| TWO.is_char_boundary(*n)).unwrap();
    for at in 120..TWO.len() - 1 {
        let (rows, said) = read(&TWO[..floor(at)], 64);
        assert_eq!(rows, whole[..rows.len()], "{at}");
        assert_eq!(said.iter().filter(|s| s.contains("cut_short")).count(), 1, "{at}: {said:?}");
    }
}

#[test]
fn a_broken_row_costs_itself_alone() {
    for (good, broken) in
        [("\"one\"", "\"one"), ("{\"id\":2", "{\"id\"2"), ("{\"id\":2,", "{{\"id\":2,"), (r#"t\"w\u4f60"},"#, r#"t\"w"},},"#)]
    {
        let text = TWO.replace(good, broken);
        assert_ne!(text, TWO);
        let (rows, said) = read(&text, 64);
        assert!(rows.contains(&"N4 /three".to_owned()) || rows.iter().any(|r| r.ends_with("three")), "{broken}: {rows:?}");
        assert!(said.iter().any(|s| s.contains("row_damaged")), "{broken}: {said:?}");
        assert!(rows.len() >= 3, "{broken}: {rows:?}");
    }
}

#[test]
fn a_row_beyond_the_ceiling_is_passed_over() {
    let text = TWO.replace("three", &"x".repeat(500));
    let (rows, said) = read(&text, 32);
    assert_eq!(rows, ["N1 A/one", "N2 A/t\"w你", "N5 /four"]);
    assert_eq!(said, ["N4 row_too_long ×1"]);
}

#[test]
fn lines_are_rows_and_a_broken_line_is_one() {
    let (rows, said) = read("{\"text\":\"a\"}\n# \"{ aside\n{\"text\":\"b\n{\"text\":\"c\"}\nnoise\n{\"text\":\"d\"}", 16);
    assert_eq!(rows.iter().map(|r| r.rsplit('/').next().unwrap()).collect::<Vec<_>>(), ["a", "c", "d"]);
    assert!(said.iter().all(|s| s.contains("row_damaged")) && !said.is_empty(), "{said:?}");
}

#[test]
fn every_flipped_bit_leaves_most_rows() {
    for at in 110..TWO.len() {
        for bit in 0..8 {
            let mut bytes = TWO.as_bytes().to_vec();
            bytes[at] ^= 1 << bit;
            read(&String::from_utf8_lossy(&bytes), 50);
        }
    }
}
