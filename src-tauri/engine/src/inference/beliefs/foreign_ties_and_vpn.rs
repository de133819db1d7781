//! # What they could say
//! That some records are of foreign payments or tools to reach blocked sites.
//! # What gives it away
//! Other currencies; merchants of that kind.
//! # When this is wrong
//! Study abroad; a shopping agent.
//! # What to do
//! An account apart.
//!
//! Source: inferences.md `foreign_ties_and_vpn`: counts only, for files kept in yuan. The use of such tools was a flag of IJOP
//! (documented: HRW 2019).

use crate::inference::evidence::{self, live, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Currency, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "foreign_ties_and_vpn",
    facet: Facet::Beliefs,
    tier: Tier::T4,
    kind: ClaimKind::ExplainOnly,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.vpn", "place.foreign"],
    half_life: None,
    cap: None,
    wrong_when: &["studies_abroad", "shops_for_others"],
    actions: &["sensitive_goods_apart"],
    infer,
};

fn infer(view: &View<'_>) -> Finding {
    if view.main_currency() != Some(Currency::CNY) {
        return evidence::too_few(0, 1);
    }
    let foreign: Vec<usize> = view
        .of(Kind::Payment)
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| live(e) && e.gross.is_some_and(|g| g.currency != Currency::CNY)))
        .collect();
    let tools = tagged(view, "merchant.vpn");
    let mut rows: Vec<usize> = foreign.iter().chain(&tools).copied().collect();
    rows.sort_unstable();
    rows.dedup();
    if rows.is_empty() {
        return evidence::too_few(0, 1);
    }
    let mut steps = vec![step(view, "reason.foreign_ties_and_vpn.listed", Size::Decisive, "records", rows.clone())];
    for (rows, id) in [(foreign, "reason.foreign_ties_and_vpn.currency"), (tools, "reason.foreign_ties_and_vpn.tools")] {
        if !rows.is_empty() {
            steps.push(step(view, id, Size::Note, "records", rows));
        }
    }
    Finding::Claims(vec![Draft {
        emphasis: "n",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.foreign_ties_and_vpn.study")],
        ..Draft::new("records", Phrase::new("claim.foreign_ties_and_vpn").with("n", Param::Count(rows.len() as u64)), 0.5)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let home = every(0..60, 2, |d| shop(at(d, 12), "某某面馆", &[]));
        assert_eq!(
            speaks("foreign_ties_and_vpn", [home.clone(), vec![shop(at(3, 9), "某某工具", &["merchant.vpn"])]].concat())[0].kind,
            ClaimKind::ExplainOnly
        );
        silent("foreign_ties_and_vpn", home);
    }
}
