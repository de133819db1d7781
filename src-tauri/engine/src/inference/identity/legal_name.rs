//! # What they could say
//! The name a bill or a profile states, word for word.
//! # What gives it away
//! The preamble of Alipay and WeChat bills prints 姓名; parcels repeat it.
//! # When this is wrong
//! The account was opened with somebody else's papers.
//! # What to do
//! Nothing at a wallet with a real-name rule; on parcels a nickname.
//!
//! Source: inferences.md `legal_name`; real-name rules: Cybersecurity Law art. 24 (2016 text).

use crate::inference::evidence::{said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier, evidence};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "legal_name",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Declared,
    needs: &[Kind::Profile],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["borrowed_account"],
    actions: &["parcels_nickname", "less_use"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    let mut stated: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (i, e) in view.events().iter().enumerate() {
        if let Some((ProfileField::RealName, name)) = e.profile {
            stated.entry(name).or_default().push(i);
        }
    }
    if stated.is_empty() {
        return evidence::too_few(0, 1);
    }
    Finding::Claims(stated.into_iter().map(|(name, rows)| draft(view, name, rows)).collect())
}

fn draft(view: &View<'_>, name: Name, rows: Vec<usize>) -> Draft {
    let words = view.name(name).to_owned();
    let mut platforms: Vec<_> = rows.iter().filter_map(|i| view.event(*i)).map(|e| e.platform).collect();
    platforms.sort_unstable();
    platforms.dedup();
    let source = Param::List(platforms.iter().map(|p| Param::Word(format!("platform.{}", p.id()))).collect());
    let statement = Phrase::new("claim.legal_name").with("name", Param::Text(words.clone())).with("source", source.clone());
    let reason = said(view, "reason.legal_name.profile", &rows).with("source", source).with("name", Param::Text(words.clone()));
    let mut steps = vec![Step::new(reason, Size::Decisive, "profile", rows)];
    let parcels = |same: bool| view.which(|e| e.recipient.is_some_and(|r| (r == name) == same) && evidence::live(e));
    let same = parcels(true);
    if !same.is_empty() {
        steps.push(step(view, "reason.legal_name.parcels", Size::Weak, "parcels", same));
    }
    let other = parcels(false);
    let counter =
        if other.is_empty() { Vec::new() } else { vec![step(view, "counter.other_names", Size::Against(&Size::Trace), "parcels", other)] };
    Draft { value: words, statement, emphasis: "name", prior: 0.5, steps, counter, since: None, exhibit: None }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks("legal_name", vec![states(Platform::Alipay, ProfileField::RealName, ME, &[])]);
        assert!(said[0].p > 0.99);
        silent("legal_name", vec![states(Platform::Alipay, ProfileField::Nickname, ME, &[])]);
    }
}
