//! What platforms wrote down themselves: apart from claims, located, folded where it is sensitive, unseen by who sees no content.

use chrono::NaiveDate;
use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier::{Ask, Whose, compile};
use dossier_engine::observer::Base;
use dossier_engine::phrase::Lang;
use dossier_engine::report::wire::Report;
use dossier_engine::report::{html, text};
use dossier_engine::vault::Vault;
use std::collections::BTreeSet;

const AUDIENCES: &str = "Amazon Audiences in which you are included\nInterested in Sample Gardening\nDiabetes Supplies Buyers\nInterested in Sample Gardening\n";

fn report(base: &Base, vault: &Vault) -> Report {
    let today = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap();
    compile(vault, base, &Ask { today, observers: Whose::All, country: None, without: BTreeSet::new() }).unwrap()
}

#[test]
fn labels_are_the_platforms_words_located_and_apart_from_claims() {
    let mut vault = Vault::in_memory().unwrap();
    let input = Input::Bytes { name: "Advertising.AmazonAudiences.csv".to_owned(), bytes: AUDIENCES.as_bytes().into() };
    vault.import(&mut Archive::open(&input, &[], &Limits::default()).unwrap(), &Limits::default(), &()).unwrap();
    let base = Base::of(&vault).unwrap();
    let report = report(&base, &vault);
    let observers = report.observers.as_ref().unwrap();
    let of = |id: &str| observers.iter().find(|o| o.id == id).unwrap();
    for seeing in ["amazon", "everything"] {
        let observer = of(seeing);
        let labels: Vec<_> = observer.labels.iter().map(|l| (l.label.as_str(), l.count, l.topic.as_deref())).collect();
        assert_eq!(labels, [("Interested in Sample Gardening", 2, None), ("Diabetes Supplies Buyers", 1, Some("health"))], "{seeing}");
        assert!(observer.segments.is_empty(), "what is derived stands elsewhere");
        for label in &observer.labels {
            assert_eq!((label.platform.as_str(), label.kind.as_str()), ("amazon", "audience"));
            assert_eq!(label.origins.len() as u64, label.count);
            assert!(label.origins.iter().all(|origin| base.at(&origin.parse().unwrap()).is_some()), "{:?}", label.origins);
        }
    }
    for blind in ["metadata", "tencent"] {
        assert!(of(blind).labels.is_empty(), "{blind} sees no such words");
    }

    for lang in Lang::ALL {
        let all = |sensitive| {
            [text::render(&report, text::Options { lang, sensitive }), html::render(&report, text::Options { lang, sensitive })]
        };
        for page in all(false) {
            assert!(page.contains("Interested in Sample Gardening") && !page.contains("Diabetes"), "{page}");
        }
        assert!(all(true).iter().all(|page| page.contains("Diabetes Supplies Buyers")));
    }
}
