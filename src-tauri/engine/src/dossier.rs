//! Compiling: from the base to the document. The few functions everything outside calls.

use crate::error::Error;
use crate::inference::confidence::{Confidence, confidence};
use crate::inference::{self, Because, ClaimKind, Draft, Finding, Inference, Step};
use crate::observer::{self, Base, Group, Observer, View};
use crate::phrase::{Param, Phrase, Said};
use crate::record::Origin;
use crate::report::{files, labels, wire};
use crate::vault::Vault;
use crate::{action, scorecard};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What to compile.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The day it is for.
    pub today: NaiveDate,
    /// Whose eyes.
    pub observers: Whose,
    /// ISO country of the person, for priors; `None`: from marketplace or currency.
    pub country: Option<String>,
    /// Rows left out, as if never imported.
    pub without: BTreeSet<Origin>,
}

/// Which observers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The one that the files feed most.
    FedMost,
    /// This one.
    One(String),
    /// Every one.
    All,
}

/// Origins listed per step; the count says how many there are.
const ORIGINS_SHOWN: usize = 20;

/// What was read, without any observer.
///
/// # Errors
/// `vault_failed`.
pub fn inspect(vault: &Vault, base: &Base, today: NaiveDate) -> Result<wire::Report, Error> {
    let (archives, mut problems) = files::archives(vault, base)?;
    let mut owner_open = Vec::new();
    if let Some(everything) = observer::by_id("everything") {
        let view = View::look(base, everything, &BTreeSet::new(), today);
        let (troubles, asked) = files::owner_open(&view);
        problems.extend(troubles);
        owner_open = asked;
    }
    Ok(wire::Report {
        schema: "dossier/1",
        today: today.to_string(),
        archives,
        records: base.counts().into_iter().map(|(k, n)| (k.id().to_owned(), n)).collect(),
        problems,
        owner_open,
        fed_most: fed_most(base),
        observers: None,
    })
}

/// The whole document.
///
/// # Errors
/// `vault_failed`; `bad_option` for an observer that doesn't exist.
pub fn compile(vault: &Vault, base: &Base, ask: &Ask) -> Result<wire::Report, Error> {
    let mut report = inspect(vault, base, ask.today)?;
    let unknown = || Error::BadOption { option: "--observer".into() };
    let chosen: Vec<&Observer> = match &ask.observers {
        Whose::All => observer::all().iter().collect(),
        Whose::FedMost => vec![observer::by_id(&report.fed_most).ok_or_else(unknown)?],
        Whose::One(id) => vec![observer::by_id(id).ok_or_else(unknown)?],
    };
    report.observers = Some(chosen.into_iter().map(|o| dossier(base, o, ask)).collect());
    Ok(report)
}

/// Every event behind one step of a claim, as records of the base; counter-evidence by negative index (−1 is the first).
pub fn step_records(base: &Base, ask: &Ask, observer: &str, claim: &str, value: &str, step: i64) -> Vec<usize> {
    let found = || {
        let view = View::look(base, observer::by_id(observer)?, &ask.without, ask.today);
        let rule = Inference::by_id(claim)?;
        let Finding::Claims(drafts) = (rule.infer)(&view) else { return None };
        let draft = drafts.into_iter().find(|d| d.value == value)?;
        let steps = if step < 0 { &draft.counter } else { &draft.steps };
        let at = usize::try_from(if step < 0 { -1 - step } else { step }).ok()?;
        let mut records: Vec<usize> = steps.get(at)?.events.iter().filter_map(|e| Some(view.event(*e)?.record)).collect();
        records.sort_unstable();
        records.dedup();
        Some(records)
    };
    found().unwrap_or_default()
}

/// The company or group whose platforms fed most rows; `everything` if nobody's did.
fn fed_most(base: &Base) -> String {
    let companies = observer::all().iter().filter(|o| o.group == Group::Company || o.id == "alibaba_group");
    // The group is only fed more than its parts when both of them are.
    let best = companies.map(|o| (o.rows_seen(base), o)).rev().max_by_key(|(n, o)| (*n, o.group == Group::Company));
    best.filter(|(n, _)| *n > 0).map_or_else(|| "everything".to_owned(), |(_, o)| o.id.clone())
}

fn dossier(base: &Base, observer: &Observer, ask: &Ask) -> wire::Observer {
    let view = View::look(base, observer, &ask.without, ask.today);
    let mut claims = Vec::new();
    let mut not_found = Vec::new();
    // Of somebody under fourteen nothing is inferred; what files state can still be read.
    let stopped = inference::stops(&view);
    for rule in inference::ALL.iter() {
        let judged = if stopped && rule.id != "minor_user" && rule.kind != ClaimKind::Declared {
            Err(Box::new(missed(observer, rule, Because::ExplainOnly, 0, 0)))
        } else {
            judge(&view, observer, rule)
        };
        match judged {
            Ok(mut found) => claims.append(&mut found),
            Err(missed) => not_found.push(*missed),
        }
    }
    claims
        .sort_by(|a, b| (a.facet, b.p, &a.id, &a.value).partial_cmp(&(b.facet, a.p, &b.id, &b.value)).unwrap_or(std::cmp::Ordering::Equal));
    let label = |part: &str| observer.assumption.then(|| Phrase::new(format!("observer.{}.{part}", observer.id)).said());
    let sees = observer.platforms();
    wire::Observer {
        id: observer.id.clone(),
        name: Phrase::new(format!("observer.{}", observer.id)).said(),
        group: observer.group,
        chip: label("chip"),
        sentence: label("sentence"),
        sees_said: sees
            .iter()
            .map(|p| Phrase::new(if *p == "*" { "platform.all".into() } else { format!("platform.{p}") }).said())
            .collect(),
        sees: sees.iter().map(|s| (*s).to_owned()).collect(),
        rows: view.events().len() as u64,
        claims,
        estimates: inference::estimate::all(&view, ask.country.as_deref()),
        not_found,
        scores: scorecard::ALL.iter().map(|s| (s.score)(&view)).collect(),
        segments: Vec::new(),
        labels: labels::of(&view, &|records| origins(&view, records)),
    }
}

/// One rule over one view: claims, or why there are none.
fn judge(view: &View<'_>, observer: &Observer, rule: &'static Inference) -> Result<Vec<wire::Claim>, Box<wire::NotFound>> {
    let missed = |because: Because, found: u64, needed: u64| Box::new(missed(observer, rule, because, found, needed));
    if !view.events().iter().any(|e| rule.needs.contains(&e.kind)) {
        let elsewhere = view.base().counts().keys().any(|k| rule.needs.contains(k));
        return Err(missed(if elsewhere { Because::NotVisible } else { Because::NoSource }, 0, 1));
    }
    match (rule.infer)(view) {
        Finding::Nothing { because, found, needed } => Err(missed(because, found, needed)),
        Finding::Claims(drafts) => {
            let traces = drafts.iter().flat_map(|d| &d.steps).map(|s| s.events.len() as u64).sum();
            let claims: Vec<_> = drafts.iter().filter_map(|d| claim(view, observer, rule, d)).collect();
            if claims.is_empty() { Err(missed(Because::BelowThreshold, traces, 1)) } else { Ok(claims) }
        }
    }
}

/// Looked for, not found.
fn missed(observer: &Observer, rule: &Inference, because: Because, found: u64, needed: u64) -> wire::NotFound {
    wire::NotFound {
        id: rule.id.to_owned(),
        title: title(rule),
        facet: rule.facet,
        because,
        said: because_said(rule, observer, because, found, needed),
    }
}

fn claim(view: &View<'_>, observer: &Observer, rule: &'static Inference, draft: &Draft) -> Option<wire::Claim> {
    // No claim without evidence: a step that names no row is no reason.
    if !draft.steps.iter().any(|s| !s.events.is_empty()) {
        return None;
    }
    let Confidence { p, level, capped_by, families, added } = confidence(draft, rule);
    let mut added = added.into_iter();
    let who = Param::Word(format!("observer.{}", observer.id));
    let mut rows: Vec<usize> = draft.steps.iter().flat_map(|s| &s.events).copied().collect();
    rows.sort_unstable();
    rows.dedup();
    let statement = draft.statement.clone().with("observer", who);
    Some(wire::Claim {
        id: rule.id.to_owned(),
        facet: rule.facet,
        title: title(rule),
        value: draft.value.clone(),
        emphasis: statement.part_said(draft.emphasis),
        statement: statement.said(),
        p: wire::rounded(p),
        level: level?,
        capped_by: capped_by.map(str::to_owned),
        capped_said: capped_by.map(|c| Phrase::new(format!("capped.{c}")).said()),
        tier: rule.tier,
        kind: rule.kind,
        since: draft.since.map(|d| d.to_string()),
        exhibit: draft.exhibit.as_ref().map(Phrase::said),
        evidence: wire::Evidence {
            count: rows.len() as u64,
            families: families.into_iter().map(str::to_owned).collect(),
            prior: wire::rounded(draft.prior),
            steps: draft.steps.iter().map(|s| step(view, s, added.next())).collect(),
            counter: draft.counter.iter().map(|s| step(view, s, added.next())).collect(),
        },
        wrong_when: rule.wrong_when.iter().map(|w| Phrase::new(format!("wrong.{w}")).said()).collect(),
        actions: rule.actions.iter().filter_map(|id| action::by_id(id)).map(said_action).collect(),
    })
}

fn step(view: &View<'_>, step: &Step, added: Option<f64>) -> wire::Step {
    let mut records: Vec<usize> = step.events.iter().filter_map(|e| Some(view.event(*e)?.record)).collect();
    records.sort_unstable();
    records.dedup();
    wire::Step {
        reason: step.reason.said(),
        size: step.size.class(),
        weight: wire::rounded(added.unwrap_or_default()),
        family: step.family.to_owned(),
        count: records.len() as u64,
        origins: origins(view, &records),
    }
}

/// The first origins of some records.
pub(crate) fn origins(view: &View<'_>, records: &[usize]) -> Vec<wire::WireOrigin> {
    records.iter().take(ORIGINS_SHOWN).filter_map(|r| view.base().origin(*r)).map(|o| wire::WireOrigin::from(&o)).collect()
}

fn said_action(a: &action::Action) -> wire::Action {
    wire::Action {
        id: a.id.clone(),
        title: Phrase::new(format!("action.{}", a.id)).said(),
        how: Phrase::new(format!("action.{}.how", a.id)).said(),
        status: a.status,
        checked_on: a.checked_on.clone(),
    }
}

fn title(rule: &Inference) -> Said {
    Phrase::new(format!("claim.{}.title", rule.id)).said()
}

fn because_said(rule: &Inference, observer: &Observer, because: Because, found: u64, needed: u64) -> Said {
    let id = match because {
        Because::NoSource => "because.no_source",
        Because::PeriodMissing => "because.period_missing",
        Because::TooFew => "because.too_few",
        Because::BelowThreshold => "because.below_threshold",
        Because::ExplainOnly => "because.explain_only",
        Because::NotVisible => "because.not_visible",
    };
    let needs = Param::List(rule.needs.iter().map(|k| Param::Word(format!("kind.{}", k.id()))).collect());
    Phrase::new(id)
        .with("n", Param::Count(found))
        .with("min", Param::Count(needed))
        .with("needs", needs)
        .with("observer", Param::Word(format!("observer.{}", observer.id)))
        .said()
}
