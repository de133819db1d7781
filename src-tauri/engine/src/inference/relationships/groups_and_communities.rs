//! # What they could say
//! Which circles you move in.
//! # What gives it away
//! Titles of group chats in which you write yourself.
//! # When this is wrong
//! Mega-groups and muted ones; a title that is a joke.
//! # What to do
//! Leave groups that are dead.
//!
//! Source: inferences.md `groups_and_communities`: own lines are required, groups above a hundred are crowds; circles by title (a
//! lexicon), and communities by Louvain over who writes in which groups (see `communities.rs`: most exports lack lists of members, so
//! who only reads along is missing; mentions and replies are no columns). Tencent’s advertiser help says that names and announcements
//! of QQ groups feed keyword targeting (documented); groups identify (Wondracek 2010, reported). Circles of faith and illness are told
//! in their own folded rules only.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier, circle, communities};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "groups_and_communities",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Message],
    feeds: &["circle"],
    half_life: None,
    cap: None,
    wrong_when: &["muted_groups", "title_is_a_joke"],
    actions: &["less_use", "encrypted_chats"],
    infer,
};

const OWN: usize = 3;
const TOLD: usize = 10;

fn infer(view: &View<'_>) -> Finding {
    let apart = |sort: &str| ["circle.faith", "circle.health"].contains(&sort);
    let circles: Vec<_> = circle::all(view).iter().filter(|c| c.own.len() >= OWN && c.sort.is_some_and(|s| !apart(s))).cloned().collect();
    if circles.is_empty() {
        return evidence::too_few(0, 1);
    }
    let mut sorts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for c in &circles {
        sorts.entry(c.sort.unwrap_or_default()).or_default().extend(&c.rows);
    }
    let rows: Vec<usize> = circles.iter().flat_map(|c| c.rows.clone()).collect();
    let named: Vec<Param> = sorts.keys().map(|s| Param::Word(format!("tag.{s}"))).collect();
    let all = step(view, "reason.groups_and_communities.all", Size::Decisive, "groups", rows.clone());
    // The title of the liveliest group that most of a community write in.
    let known = communities::all(view);
    let together = known.apart.iter().take(TOLD).filter_map(|people| {
        let theirs = |c: &&circle::Circle| c.others.keys().filter(|n| people.contains(n)).count() * 2 > people.len();
        let most = circles.iter().filter(theirs).max_by_key(|c| c.rows.len())?;
        let rows: Vec<usize> =
            most.rows.iter().copied().filter(|i| view.event(*i).and_then(|e| e.party).is_some_and(|p| people.contains(&p))).collect();
        let mut one = step(view, "reason.groups_and_communities.together", Size::Note, "groups", rows);
        one.reason =
            one.reason.with("people", Param::Count(people.len() as u64)).with("title", Param::Text(view.title(most.chat).to_owned()));
        Some(one)
    });
    let mut busiest: Vec<&circle::Circle> = circles.iter().collect();
    busiest.sort_by_key(|c| (std::cmp::Reverse(c.own.len()), c.chat));
    let each = busiest.into_iter().take(TOLD).map(|c| {
        let mut one = step(view, "reason.groups_and_communities.one", Size::Note, "groups", c.rows.clone());
        one.reason = one
            .reason
            .with("title", Param::Text(view.title(c.chat).to_owned()))
            .with("own", Param::Count(c.own.len() as u64))
            .with("members", Param::Count(c.others.len() as u64));
        one
    });
    Finding::Claims(vec![Draft {
        emphasis: "sorts",
        since: view.since(&rows),
        steps: std::iter::once(all).chain(each).chain(together).collect(),
        counter: vec![evidence::note("counter.groups_and_communities.titles")],
        ..Draft::new(
            "circles",
            Phrase::new("claim.groups_and_communities").with("n", Param::Count(circles.len() as u64)).with("sorts", Param::List(named)),
            0.5,
        )
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let line = |d: u64| wrote(at(d, 15), "某某小区业主群", ["甲", "乙", ME][d as usize % 3], &[]);
        let me = || states(Platform::Whatsapp, ProfileField::Nickname, ME, &[]);
        let said = speaks("groups_and_communities", [every(0..40, 1, line), vec![me()]].concat());
        assert!(said[0].statement.en.contains("neighbours"), "{}", said[0].statement.en);
        assert!(said[0].evidence.steps.len() == 2, "two people are no community");
        let three = |d: u64| wrote(at(d, 15), "某某小区业主群", ["甲", "乙", "丙", ME][d as usize % 4], &[]);
        let said = speaks("groups_and_communities", [every(0..40, 1, three), vec![me()]].concat());
        assert_eq!(said[0].evidence.steps[2].count, 30);
        // One only reads along; a circle of the ill.
        silent(
            "groups_and_communities",
            [every(0..40, 1, |d| wrote(at(d, 15), "某某小区业主群", ["甲", "乙"][d as usize % 2], &[])), vec![me()]].concat(),
        );
        silent(
            "groups_and_communities",
            [every(0..40, 1, |d| wrote(at(d, 15), "病友群", ["甲", "乙", ME][d as usize % 3], &[])), vec![me()]].concat(),
        );
    }
}
