//! A cohort of made-up people with known truth: what the rules say of them, held against how they were drawn. Never shipped; labelled
//! synthetic wherever a figure of it is shown.

mod book;
mod dice;
mod export;
mod life;
mod truth;

use crate::score::{self, Said};
use chrono::Days;
use dossier_engine::archive::{Archive, Limits};
use dossier_engine::dossier::{self, Ask, Whose};
use dossier_engine::inference::{ClaimKind, Inference, Level};
use dossier_engine::observer::Base;
use dossier_engine::report::wire;
use dossier_engine::vault::Vault;
use life::Life;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What came of one inference.
#[derive(Default)]
struct Tally {
    /// Of whom it should be found, and who were found at medium or above.
    should: usize,
    found: usize,
    /// Claims at each level, and how many are right.
    high: (usize, usize),
    medium: (usize, usize),
    low: (usize, usize),
    said: Vec<Said>,
    /// Members with a claim of any level, and without.
    fires: usize,
    silent: usize,
    wrong_and_sure: Vec<String>,
}

/// Everyone's dossier against everyone's life; the table as Markdown.
pub fn measured(members: u64) -> String {
    let truth = truth::all();
    let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
    for number in 0..members {
        let life = Life::of(number);
        let observer = observed(&life, number);
        for rule in dossier_engine::inference::ALL.iter() {
            let claims: Vec<&wire::Claim> = observer.claims.iter().filter(|c| c.id == rule.id).collect();
            let tally = tallies.entry(rule.id).or_default();
            *(if claims.is_empty() { &mut tally.silent } else { &mut tally.fires }) += 1;
            let Some(truth) = truth.get(rule.id) else { continue };
            let right = |c: &&wire::Claim| truth::right(&life, &c.id, &c.value, truth.may);
            if life.is(truth.should) {
                tally.should += 1;
                tally.found += usize::from(claims.iter().any(|c| c.level >= Level::Medium && right(c)));
            }
            for claim in &claims {
                let is = right(claim);
                let level = match claim.level {
                    Level::High => &mut tally.high,
                    Level::Medium => &mut tally.medium,
                    Level::Low => &mut tally.low,
                };
                level.0 += 1;
                level.1 += usize::from(is);
                tally.said.push((claim.p, is));
                if !is && claim.level == Level::High {
                    let traits: Vec<&str> = life.traits.iter().copied().collect();
                    tally.wrong_and_sure.push(format!(
                        "no. {number}: `{}` = {} at {:.2} ({})",
                        claim.id,
                        claim.value,
                        claim.p,
                        traits.join(" ")
                    ));
                }
            }
        }
    }
    render(&tallies, members)
}

fn observed(life: &Life, number: u64) -> wire::Observer {
    let limits = Limits::default();
    let mut vault = Vault::in_memory().unwrap();
    for input in export::archives(life, &book::keep(life, number)) {
        let mut archive = Archive::open(&input, &[], &limits).unwrap();
        vault.import(&mut archive, &limits, &()).unwrap();
    }
    let base = Base::of(&vault).unwrap();
    let ask =
        Ask { today: life::span().1 + Days::new(1), observers: Whose::One("everything".into()), country: None, without: BTreeSet::new() };
    dossier::compile(&vault, &base, &ask).unwrap().observers.unwrap().remove(0)
}

fn render(tallies: &BTreeMap<&'static str, Tally>, members: u64) -> String {
    let mut out = format!("## Synthetic cohort: {members} made-up people with known truth\n\n");
    out += "| inference | should be found | found at medium or above | high, right | medium, right | low, right | Brier |\n|---|---|---|---|---|---|---|\n";
    let exercised = tallies.iter().filter(|(_, t)| !t.said.is_empty() || t.should > 0);
    for (id, t) in exercised.clone() {
        let share = |(n, right): (usize, usize)| if n == 0 { "–".to_owned() } else { format!("{right} of {n}") };
        let recall = if t.should == 0 { "–".to_owned() } else { format!("{} ({:.2})", t.found, t.found as f64 / t.should as f64) };
        let brier = if t.said.is_empty() { "–".to_owned() } else { format!("{:.3}", score::brier(&t.said)) };
        let _ =
            writeln!(out, "| `{id}` | {} | {recall} | {} | {} | {} | {brier} |", t.should, share(t.high), share(t.medium), share(t.low));
    }
    let sum = |f: fn(&Tally) -> (usize, usize)| tallies.values().map(f).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let (high, medium) = (sum(|t| t.high), sum(|t| t.medium));
    let recall = sum(|t| (t.should, t.found));
    let of = |(n, right): (usize, usize)| right as f64 / n.max(1) as f64;
    let _ = writeln!(
        out,
        "\nPrecision at *high* {:.3} ({} statements), at *medium* {:.3} ({}); recall at medium or above {:.3} ({}).",
        of(high),
        high.0,
        of(medium),
        medium.0,
        of(recall),
        recall.0
    );
    let derived = |id: &str| Inference::by_id(id).is_some_and(|r| r.kind == ClaimKind::Derived);
    let guessed = tallies.iter().filter(|(id, _)| derived(id)).map(|(_, t)| t.high).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let _ = writeln!(out, "Of guessed (derived) claims alone at *high*: {:.3} ({}).", of(guessed), guessed.0);
    let fires = tallies.values().filter(|t| t.fires > 0).count();
    let both = tallies.values().filter(|t| t.fires > 0 && t.silent > 0).count();
    let never: Vec<&str> = tallies.iter().filter(|(_, t)| t.fires == 0).map(|(id, _)| *id).collect();
    let _ = writeln!(
        out,
        "{fires} of {} inferences speak of somebody, {both} of them are silent on others. Of nobody: {}.",
        tallies.len(),
        never.join(", ")
    );
    let sure: Vec<&String> = tallies.values().flat_map(|t| &t.wrong_and_sure).collect();
    let _ = writeln!(out, "\nSaid at *high* and wrong: {}", if sure.is_empty() { "nothing.".to_owned() } else { String::new() });
    for s in sure {
        let _ = writeln!(out, "- {s}");
    }
    out
}
