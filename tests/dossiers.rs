//! Golden dossiers: what every observer could infer of each sample person, as text, and whether it is true of them.
//!
//! `UPDATE_EXPECT=1 cargo test -p dossier-tests dossiers` rewrites the texts; read the diff before committing it.

use dossier_engine::archive::{Archive, Input, Limits};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::inference::Level;
use dossier_engine::observer::Base;
use dossier_engine::phrase::Lang;
use dossier_engine::report::text::{self, Options};
use dossier_engine::report::wire::Report;
use dossier_engine::vault::Vault;
use dossier_personas::Persona;
use serde_json::Value;
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

/// What whoever holds all files could infer, held against the truth of the simulated life: nothing said with high confidence
/// may contradict it. What is said with less, or not found at all, may miss: that is what the words promise.
#[test]
fn no_high_claim_contradicts_the_truth() {
    for persona in dossier_personas::ALL {
        let truth: Value = serde_json::from_slice(&std::fs::read(home(persona).join("truth.json")).unwrap()).unwrap();
        let report = compiled(persona);
        let everything = report.observers.iter().flatten().find(|o| o.id == "everything").unwrap();
        let held: Vec<_> = everything.claims.iter().filter_map(|c| Some((c, agrees(&truth["claims"], &c.id, &c.value)?))).collect();
        assert!(held.len() >= 4, "{}: only {} claims could be held against the truth", persona.id, held.len());
        for (claim, right) in &held {
            assert!(*right || claim.level != Level::High, "{}: {} = {} at {}", persona.id, claim.id, claim.value, claim.p);
        }
        let right = held.iter().filter(|(_, right)| *right).count();
        assert!(right * 2 > held.len(), "{}: {right} of {} are right", persona.id, held.len());
    }
}

/// Whether a claim fits the truth; `None` where the two can't be compared by value.
fn agrees(truth: &Value, id: &str, value: &str) -> Option<bool> {
    let fact = |id: &str| truth.get(id)?.as_str();
    Some(match id {
        "pet_owner" | "legal_name" | "romantic_partner" => fact(id)? == value,
        "name_on_parcels" => fact("legal_name")? == value,
        "home_location" | "work_or_study_place" => {
            let place = fact(id)?;
            DISTRICTS.iter().find(|(code, _)| *code == place).map_or(place, |(_, name)| name).starts_with(value)
        }
        "closest_ties" => truth.get(id)?.as_array()?.iter().any(|name| name == value),
        "children_and_ages" => {
            let born = value.strip_prefix("born-")?;
            let near = |year: &str| Some(year.parse::<i32>().ok()?.abs_diff(born.parse().ok()?) <= 1);
            truth.get(id)?.as_array()?.iter().any(|child| child["born"].as_str().and_then(|b| near(b.get(..4)?)).unwrap_or(false))
        }
        "income_estimate" => {
            let (lo, hi) = value.split_once('-')?;
            let latest = truth.get(id)?["monthly_net"].as_array()?.last()?.as_f64()?;
            lo.parse::<f64>().ok()? <= latest && latest <= hi.parse::<f64>().ok()?
        }
        _ => return None,
    })
}

/// Districts the truth names by code.
const DISTRICTS: [(&str, &str); 2] = [("CN/330105", "浙江省/杭州市/拱墅区"), ("CN/330108", "浙江省/杭州市/滨江区")];
