//! The words of claims, read as a stranger would: frames per kind, words no claim may use, punctuation (words.md §4, §8).

use super::{ALL, ClaimKind, Inference};
use crate::phrase::{Catalogue, Lang, catalogue};
use crate::signal::tags::{TAGS, under};
use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Forbidden {
    en: Vec<String>,
    zh: Vec<String>,
    allowed_zh: Vec<String>,
    exception: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    id: String,
    word: String,
    reason: String,
}

/// Areas that claims speak with.
const READ: [&str; 6] = ["claim.", "reason.", "exhibit.", "counter.", "wrong.", "capped."];

fn entries(lang: Lang) -> impl Iterator<Item = (&'static String, &'static String)> {
    let all: &'static Catalogue = catalogue(lang);
    all.iter().filter(|(id, _)| READ.iter().any(|r| id.starts_with(r)))
}

/// The entry with a neutral noun for each parameter.
fn neutral(words: &str, noun: &str) -> String {
    Regex::new(r"\{[a-z_]+\}").unwrap().replace_all(words, noun).into_owned()
}

fn is_statement(id: &str, rule: &Inference) -> bool {
    id.strip_prefix("claim.")
        .and_then(|r| r.strip_prefix(rule.id))
        .is_some_and(|rest| rest.is_empty() || (rest.starts_with('.') && rest != ".title"))
}

#[test]
fn statements_fit_the_frame_of_their_kind() {
    for rule in ALL.iter() {
        let (en, zh, free) = match rule.kind {
            ClaimKind::Declared => (r"^\{observer\} can read .* as stated in ", "^\\{observer\\}能读到.*写明", false),
            ClaimKind::Observed => {
                (r"^\{observer\} could (count|notice|rank|link) ", "^\\{observer\\}(能数出：|可能看出|可能把|可能凭)", false)
            }
            ClaimKind::Derived => {
                (r"^\{observer\} could (infer|estimate|guess|file|place) ?", "^\\{observer\\}可能(推断出|估计|猜|把你归为)", false)
            }
            ClaimKind::ExplainOnly => {
                (r"^Others could (read|connect) .* We draw no conclusion\.$", "别人可能联系到.*侧写不作判断。$", true)
            }
        };
        for (lang, frame) in [(Lang::En, en), (Lang::ZhCn, zh)] {
            let frame = Regex::new(frame).unwrap();
            let said: Vec<_> = entries(lang).filter(|(id, _)| is_statement(id, rule)).collect();
            assert!(!said.is_empty(), "{} says nothing in {}", rule.id, lang.tag());
            for (id, words) in said {
                assert!(frame.is_match(words), "{id}: {words}");
                assert!(free || words.contains("{observer}"), "{id}");
            }
        }
    }
    for (id, words) in entries(Lang::En).filter(|(id, _)| id.starts_with("wrong.")) {
        assert!(words.starts_with("Could be wrong if "), "{id}: {words}");
    }
    for (id, words) in entries(Lang::ZhCn).filter(|(id, _)| id.starts_with("wrong.")) {
        assert!(words.starts_with("如果") && words.contains("就会看走眼"), "{id}: {words}");
    }
}

#[test]
fn no_forbidden_word_is_said() {
    let forbidden: Forbidden = toml::from_str(include_str!("../../data/forbidden_words.toml")).unwrap();
    let mut met: Vec<(String, String)> = Vec::new();
    for (id, words) in entries(Lang::En) {
        let said = neutral(words, "thing").to_lowercase();
        for word in &forbidden.en {
            let whole = Regex::new(&format!(r"(^|[^a-z0-9]){}($|[^a-z0-9])", regex::escape(word))).unwrap();
            if whole.is_match(&said) {
                met.push((id.clone(), word.clone()));
            }
        }
        let opens = ["You are ", "You have ", "You live ", "You work ", "You earn ", "You own "];
        assert!(!opens.iter().any(|o| words.starts_with(o)), "{id}: {words}");
    }
    for (id, words) in entries(Lang::ZhCn) {
        let said = forbidden.allowed_zh.iter().fold(neutral(words, "某项"), |said, allowed| said.replace(allowed, ""));
        met.extend(forbidden.zh.iter().filter(|w| said.contains(*w)).map(|w| (id.clone(), w.clone())));
        assert!(!["你是", "你有", "你住", "你在", "你患"].iter().any(|o| words.starts_with(o)), "{id}: {words}");
    }
    for e in &forbidden.exception {
        assert!(!e.reason.is_empty(), "{}: an exception needs its reason", e.id);
        assert!(met.iter().any(|(id, word)| *id == e.id && *word == e.word), "{}: {} is no longer said", e.id, e.word);
    }
    met.retain(|(id, word)| !forbidden.exception.iter().any(|e| e.id == *id && e.word == *word));
    assert_eq!(met, Vec::new());
}

#[test]
fn chinese_has_chinese_punctuation() {
    let han = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    for (id, words) in entries(Lang::ZhCn).chain(catalogue(Lang::ZhCn).iter().filter(|(id, _)| id.starts_with("action."))) {
        let chars: Vec<char> = words.chars().collect();
        for pair in chars.windows(2) {
            let ascii = |c: char| ",:;?!()".contains(c);
            let touching = (han(pair[0]) && ascii(pair[1])) || (ascii(pair[0]) && han(pair[1]));
            assert!(!touching, "{id}: {words}");
        }
    }
}

#[test]
fn every_rule_has_its_words_feeds_and_actions() {
    let en = catalogue(Lang::En);
    let mut ids: Vec<_> = ALL.iter().map(|r| r.id).collect();
    for rule in ALL.iter() {
        assert!(en.contains_key(&format!("claim.{}.title", rule.id)), "{}", rule.id);
        assert!(!rule.wrong_when.is_empty() && !rule.actions.is_empty() && !rule.needs.is_empty(), "{}", rule.id);
        for wrong in rule.wrong_when {
            assert!(en.contains_key(&format!("wrong.{wrong}")), "{wrong}");
        }
        for action in rule.actions {
            assert!(crate::action::by_id(action).is_some(), "{action}");
        }
        for feed in rule.feeds {
            assert!(TAGS.iter().any(|t| under(t, feed)), "{}: {feed}", rule.id);
        }
        if let Some((_, why)) = rule.cap {
            assert!(en.contains_key(&format!("capped.{why}")), "{why}");
        }
    }
    for action in crate::action::all() {
        assert!(
            en.contains_key(&format!("action.{}", action.id)) && en.contains_key(&format!("action.{}.how", action.id)),
            "{}",
            action.id
        );
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ALL.len());
    let facets: Vec<_> = ALL.iter().map(|r| r.facet).collect();
    assert!(facets.is_sorted(), "facets out of order");
}
