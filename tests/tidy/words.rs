//! Everything with an id has words in both languages.

use super::{engine_sources, root};
use dossier_engine::phrase::{Lang, catalogue};
use dossier_engine::reader::Mapping;
use dossier_engine::record::{LabelKind, Status};
use dossier_engine::signal::tags::TAGS;
use dossier_engine::source::mapped::{DateOrder, Role};
use dossier_engine::{action, inference, observer, scorecard, source};
use serde_json::json;

fn assert_said(id: &str) {
    for lang in Lang::ALL {
        let words = catalogue(lang).get(id).unwrap_or_else(|| panic!("`{id}` has no words in {}", lang.tag()));
        assert!(!words.trim().is_empty(), "`{id}` is empty in {}", lang.tag());
    }
}

#[test]
fn sources_and_their_variants() {
    for card in source::ALL.iter().map(|s| s.card()) {
        assert_said(&format!("source.{}", card.id));
        assert_said(&format!("source.{}.get", card.id));
        assert_said(&format!("platform.{}", card.platform.id()));
        assert_said(&format!("password_hint.{}", card.platform.id()));
        card.variants.iter().for_each(|v| assert_said(&format!("variant.{}.{v}", card.id)));
        card.yields.iter().for_each(|k| assert_said(&format!("kind.{}", k.id())));
    }
}

#[test]
fn observers() {
    for o in observer::all() {
        assert_said(&format!("observer.{}", o.id));
        if o.assumption {
            assert_said(&format!("observer.{}.chip", o.id));
            assert_said(&format!("observer.{}.sentence", o.id));
        }
        for sight in &o.sees {
            assert_said(&format!("relation.{}", sight.relation));
            assert_said(&if sight.platform == "*" { "platform.all".into() } else { format!("platform.{}", sight.platform) });
        }
    }
}

#[test]
fn inferences() {
    for rule in inference::ALL.iter() {
        assert_said(&format!("claim.{}.title", rule.id));
        // One statement, or several told apart by what follows the id.
        let statements = |id: &str| {
            id.strip_prefix("claim.")
                .and_then(|r| r.strip_prefix(rule.id))
                .is_some_and(|r| r.is_empty() || r.starts_with('.') && r != ".title")
        };
        let said: Vec<&String> = catalogue(Lang::En).keys().filter(|id| statements(id)).collect();
        assert!(!said.is_empty(), "{}: no statement", rule.id);
        said.iter().for_each(|id| assert_said(id));
        assert!(!rule.wrong_when.is_empty(), "{}: could it never be wrong?", rule.id);
        rule.wrong_when.iter().for_each(|w| assert_said(&format!("wrong.{w}")));
        for id in rule.actions {
            assert!(action::by_id(id).is_some(), "{}: no action `{id}`", rule.id);
        }
        for tag in rule.feeds {
            assert!(
                TAGS.iter().any(|t| t == tag || t.strip_prefix(tag).is_some_and(|r| r.starts_with('.'))),
                "{}: no tag `{tag}`",
                rule.id
            );
        }
        let said = |x: serde_json::Value| x.as_str().unwrap().to_owned();
        assert_said(&format!("facet.{}", said(json!(rule.facet))));
        assert_said(&format!("tier.{}", said(json!(rule.tier))));
        assert_said(&format!("claim_kind.{}", said(json!(rule.kind))));
    }
}

#[test]
fn scorecards_actions_and_tags() {
    for s in scorecard::ALL {
        assert_said(&format!("score.{}", s.id));
        assert_said(&format!("score.{}.caveat", s.id));
    }
    for a in action::all() {
        assert_said(&format!("action.{}", a.id));
        assert_said(&format!("action.{}.how", a.id));
        assert!(a.checked_on.parse::<chrono::NaiveDate>().is_ok(), "{}: {}", a.id, a.checked_on);
    }
    TAGS.iter().for_each(|t| assert_said(&format!("tag.{t}")));
    Status::ALL.iter().for_each(|s| assert_said(&format!("status.{}", s.id())));
    LabelKind::ALL.iter().for_each(|k| assert_said(&format!("label_kind.{}", k.id())));
    let topics: toml::Table = std::fs::read_to_string(root().join("src-tauri/engine/data/label_topics.toml")).unwrap().parse().unwrap();
    topics.keys().for_each(|topic| assert_said(&format!("label_topic.{topic}")));
    Mapping::MAKES.iter().for_each(|k| assert_said(&format!("makes.{}", k.id())));
    Role::ALL.iter().for_each(|r| assert_said(&format!("role.{}", r.id())));
    DateOrder::ALL.iter().for_each(|o| assert_said(&format!("date_order.{}", o.id())));
}

#[test]
fn sample_people() {
    for p in dossier_personas::ALL {
        assert_said(&format!("persona.{}", p.id));
        assert_said(&format!("persona.{}.about", p.id));
    }
}

#[test]
fn every_code_of_an_error_or_a_problem() {
    // The codes are the strings that `code()` and `as_str()` give: one arm a line.
    for (file, area) in [("error.rs", "error"), ("problem.rs", "problem")] {
        let text = std::fs::read_to_string(root().join("src-tauri/engine/src").join(file)).unwrap();
        let codes: Vec<&str> =
            text.lines().filter_map(|l| l.trim().strip_suffix("\",")?.split_once("=> \"")).map(|(_, code)| code).collect();
        assert!(codes.len() > 10, "{file}: {codes:?}");
        codes.iter().for_each(|code| assert_said(&format!("{area}.{code}")));
    }
}

#[test]
fn every_ceiling() {
    let ceilings = dossier_engine::archive::Limits::ceilings();
    ceilings.iter().for_each(|ceiling| assert_said(&format!("limit.{}", ceiling.id)));
}

#[test]
fn every_phrase_named_in_code() {
    let mut seen = 0;
    for (path, text) in engine_sources() {
        for after in super::code(&text).split("Phrase::new(\"").skip(1) {
            let id = after.split('"').next().unwrap();
            seen += 1;
            for lang in Lang::ALL {
                assert!(catalogue(lang).contains_key(id), "{path}: `{id}` has no words in {}", lang.tag());
            }
        }
    }
    assert!(seen > 5);
}
