//! Golden dossiers: what every observer could infer of each sample person, as text, and whether it is true of them.
//!
//! `UPDATE_EXPECT=1 cargo test -p dossier-tests dossiers` rewrites the texts; read the diff before committing it.

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::observer::Base;
use dossier_engine::phrase::Lang;
use dossier_engine::report::text::{self, Options};
use dossier_engine::report::wire::Report;
use dossier_engine::vault::Vault;
use dossier_personas::Persona;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A golden text larger than this is nobody's reading.
const READABLE: usize = 200 * 1024;

fn compiled(persona: &Persona) -> Report {
    let passwords: Vec<String> = persona.password.iter().map(|p| (*p).to_owned()).collect();
    let limits = Limits::default();
    let mut vault = Vault::in_memory().unwrap();
    for a in persona.archives {
        let input = Input::Bytes { name: a.name.to_owned(), bytes: a.bytes.into() };
        let mut archive = Archive::open(&input, &passwords, &limits).unwrap();
        vault.import(&mut archive, &limits, &()).unwrap();
    }
    let base = Base::of(&vault).unwrap();
    let ask = Ask { today: persona.today.parse().unwrap(), observers: Whose::All, country: None, without: BTreeSet::new() };
    dossier::compile(&vault, &base, &ask).unwrap()
}

fn home(persona: &Persona) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/people").join(persona.id)
}

/// One text per observer, in the person's own language; of the observer fed most, in the other one too.
fn texts(report: &Report, own: Lang) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for observer in report.observers.iter().flatten() {
        let alone = Report { observers: Some(vec![observer.clone()]), archives: Vec::new(), problems: Vec::new(), ..report.clone() };
        for lang in Lang::ALL {
            if lang == own || observer.id == report.fed_most {
                let said = text::render(&alone, Options { lang, sensitive: true });
                out.push((format!("{}.{}.txt", observer.id, lang.tag()), said));
            }
        }
    }
    out
}

fn own_language(persona: &Persona) -> Lang {
    if persona.id == "lin_he" { Lang::ZhCn } else { Lang::En }
}

#[test]
fn dossiers_read_as_they_were_read() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    for persona in dossier_personas::ALL {
        let folder = home(persona).join("dossiers");
        let report = compiled(persona);
        for (name, said) in texts(&report, own_language(persona)) {
            assert!(said.len() <= READABLE, "{}/{name} has {} bytes", persona.id, said.len());
            assert!(!said.contains('«'), "{}/{name}: an id without words", persona.id);
            let path = folder.join(&name);
            if update {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &said).unwrap();
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if let Some((line, (was, is))) = expected.lines().zip(said.lines()).enumerate().find(|(_, (a, b))| a != b) {
                panic!("{}/{name}:{}\n  was  {was}\n  is   {is}", persona.id, line + 1);
            }
            assert_eq!(expected.lines().count(), said.lines().count(), "{}/{name}: lengths differ", persona.id);
        }
    }
}

#[test]
fn every_row_of_a_sample_person_is_read_and_printed_totals_agree() {
    for persona in dossier_personas::ALL {
        let report = compiled(persona);
        assert!(!report.archives.is_empty());
        for file in report.archives.iter().flat_map(|a| &a.files) {
            assert_eq!(file.error, None, "{}", file.path);
            assert!(file.skipped.is_empty(), "{}: {:?}", file.path, file.skipped);
            assert_eq!(file.rows_read, file.stored + file.known, "{}", file.path);
            assert_ne!(file.reconciled, dossier_engine::source::Reconciled::No, "{}", file.path);
        }
    }
}

/// What whoever holds all files could infer is held against the truth of the simulated life.
/// A claim the truth contradicts fails; a fact that was not found is listed, not failed: rules may stay silent.
#[test]
fn no_claim_contradicts_the_truth() {
    for persona in dossier_personas::ALL {
        let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(home(persona).join("truth.json")).unwrap()).unwrap();
        let report = compiled(persona);
        let everything = report.observers.iter().flatten().find(|o| o.id == "everything").unwrap();
        let facts = truth["claims"].as_object().unwrap();
        let mut found = 0;
        for (id, fact) in facts {
            let claims: Vec<_> = everything.claims.iter().filter(|c| &c.id == id).collect();
            let (Some(best), Some(value)) = (claims.iter().max_by(|a, b| a.p.total_cmp(&b.p)), fact.as_str()) else { continue };
            found += 1;
            assert!(agrees(value, &best.value), "{}: {id} is {value}, the rule says {}", persona.id, best.value);
        }
        assert!(found >= 4, "{}: only {found} claims could be held against the truth", persona.id);
    }
}

fn agrees(truth: &str, claim: &str) -> bool {
    truth == claim || truth.split('|').any(|t| t == claim) || claim.contains(truth)
}
