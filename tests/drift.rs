//! What is told of files that are almost a known format: the right format, and nothing of what stands in them.

use crate::sources::{Case, cases};
use dossier_engine::archive::Limits;
use dossier_engine::drift::{self, Drift};
use dossier_engine::phrase::Lang;
use dossier_engine::report;
use dossier_engine::source::{Recognition, peek, recognise};
use proptest::prelude::*;

/// The description of a file, if no source knows it.
fn described(name: &str, bytes: &[u8]) -> Option<Drift> {
    let mut stream = bytes;
    let opened = peek::open(name, &mut stream, &Limits::default()).ok()?;
    let unknown = matches!(recognise(opened.peek()), (None, Recognition::No));
    unknown.then(|| drift::of(opened.peek(), 1))
}

fn said(drift: &Drift) -> String {
    let text: String = Lang::ALL.into_iter().map(|lang| report::drift::render(std::slice::from_ref(drift), lang)).collect();
    text + &serde_json::to_string(drift).unwrap()
}

/// The case with each one of its marks renamed by turns, as a platform might.
fn renamed(case: &Case) -> Vec<Vec<u8>> {
    let text = String::from_utf8(case.bytes.clone()).unwrap_or_default();
    let marks = case.source.marks();
    let mut names: Vec<&str> = Vec::new();
    for m in &marks {
        let printed = m.renamed.iter().map(|(printed, _)| *printed);
        names.extend(
            m.needs
                .iter()
                .copied()
                .chain(printed)
                .map(|need| if m.columns { need } else { need.rsplit('.').next().unwrap().trim_end_matches("[]") }),
        );
    }
    names.sort_unstable();
    names.dedup();
    let json = text.trim_start().starts_with(['{', '[']);
    let rename = |name: &str| {
        if json {
            return text.replace(&format!("\"{name}\":"), &format!("\"{name}Renewed\":")).replace(&format!("\"{name}\" :"), "\"x\":");
        }
        let line = text.lines().position(|l| l.contains(name)).unwrap_or(0);
        let lines = text.split_inclusive('\n').enumerate();
        lines.map(|(n, l)| if n == line { l.replacen(name, &format!("{name}2"), 1) } else { l.to_owned() }).collect()
    };
    let changed = names.into_iter().filter(|name| !name.is_empty() && *name != "*").map(rename);
    changed.filter(|new: &String| *new != text).map(String::into_bytes).collect()
}

/// Whether the case is known by a single key: without it nothing is left to tell it by.
fn one_mark(case: &Case) -> bool {
    let mut stream = &case.bytes[..];
    let opened = peek::open(&case.file, &mut stream, &Limits::default()).unwrap();
    let variant = case.source.recognise(opened.peek()).why().map(|why| why.variant);
    case.source.marks().iter().any(|m| Some(m.variant) == variant && m.needs.len() == 1)
}

#[test]
fn a_format_that_moved_one_key_or_column_is_still_named() {
    let (mut tried, mut first, mut bare) = (0, 0, 0);
    let mut missed = Vec::new();
    for case in cases().iter().filter(|c| c.name.starts_with("clean")) {
        let id = case.source.card().id;
        for drift in renamed(case).iter().filter_map(|bytes| described(&case.file, bytes)) {
            tried += 1;
            first += usize::from(drift.near.first().is_some_and(|near| near.source == id));
            if drift.near.iter().any(|near| near.source == id) {
            } else if one_mark(case) {
                bare += 1;
            } else {
                missed.push(format!("{id}/{}: {:?}", case.name, drift.near));
            }
            assert!(drift.is_sound(), "{id}/{}: {drift:?}", case.name);
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(tried > 900 && first * 100 >= tried * 95 && bare * 50 <= tried, "{tried} tried, {first} named first, {bare} had one mark");
}

/// Words that stand for somebody, in the dresses in which they may come.
fn canary() -> impl Strategy<Value = String> {
    let dress = prop::sample::select(vec![
        "{}",
        "{}@example.com",
        "Chat with {}",
        "user_{}",
        "{}Name",
        "13800000{}",
        "{}/{}.jpg",
        "张{}三",
        "messages[].{}",
        "https://example.com/{}",
        "2024-01-02 {}",
        "wxid_{}",
        "#{}",
        "{}的备注",
    ]);
    (dress, "[qx][zk][a-z]{3}[0-9]{0,4}").prop_map(|(dress, word): (&str, String)| dress.replace("{}", &format!("ZQ{word}qz")))
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let known = prop::sample::select(vec!["messages", "sender", "time", "users", "content", "locations", "data", "items", "id"]);
    let key = prop_oneof![canary(), known.prop_map(str::to_owned)];
    let leaf =
        prop_oneof![canary().prop_map(serde_json::Value::from), any::<i32>().prop_map(|n| (987_000_000_000i64 + i64::from(n)).into())];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
            prop::collection::vec((key.clone(), inner), 0..8).prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn tells_nothing(name: &str, text: &str) -> Result<(), TestCaseError> {
    let mut stream = text.as_bytes();
    let opened = peek::open(name, &mut stream, &Limits::default()).unwrap();
    // Described whether known or not: the stricter test.
    let drift = drift::of(opened.peek(), 1);
    let said = said(&drift);
    for secret in ["zq", "qz", "98700", "13800"] {
        prop_assert!(!said.to_lowercase().contains(secret), "{secret} of {text} in {said}");
    }
    prop_assert!(drift.is_sound());
    prop_assert!(said.len() < 200_000);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_that_stands_in_json_is_told(value in json(), file in canary(), cut in 0.5..1.0f64) {
        let text = value.to_string();
        tells_nothing(&file, &text)?;
        let end = (0..=(text.len() as f64 * cut) as usize).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        tells_nothing("a/b.json", &text[..end])?;
    }

    #[test]
    fn nothing_that_stands_in_a_table_is_told(
        header in prop::collection::vec(prop_oneof![canary(), Just("Date".to_owned()), Just("Amount".to_owned())], 3..8),
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![canary(), Just("2024-01-02".to_owned()), Just("3.50".to_owned())], 3..8), 0..12),
        separator in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let text: String = std::iter::once(&header).chain(&rows).map(|r| r.join(separator) + "\n").collect();
        tells_nothing("a.csv", &text)?;
    }

    #[test]
    fn nothing_that_stands_in_text_or_pages_is_told(words in prop::collection::vec(canary(), 1..30)) {
        let lines: String = words.iter().map(|w| format!("[02.01.24, 10:10] {w}: {w} {w}\n")).collect();
        tells_nothing("a.txt", &lines)?;
        let page: String = words.iter().map(|w| format!("<div class=\"message {w}\" id='{w}'><{w}>{w}</div>\n")).collect();
        tells_nothing("a.html", &format!("<html>{page}</html>"))?;
    }
}
