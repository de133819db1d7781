//! # What they could say
//! Which kinds of investment you hold, and a taste for risk read into them.
//! # What gives it away
//! Names of funds, brokers and exchanges in payments.
//! # When this is wrong
//! The account is run for family; a fund bought once as a trial.
//! # What to do
//! Advertising settings of the wallet change what is shown, not what is stored.
//!
//! Source: inferences.md `investor_profile`: kinds by the product’s name. Panic selling would need an index and is left out. Risk is
//! said as a guess of whoever files you, by the riskiest kind seen twice.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "investor_profile",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["merchant.fund", "merchant.crypto", "goods.books.finance", "label.investment"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["invests_for_family", "wallet_sees_part"],
    actions: &["salary_apart"],
    infer,
};

const PRIOR: f64 = 0.4;
const NEEDED: u64 = 3;

fn infer(view: &View<'_>) -> Finding {
    let of =
        |tag: &str| tagged(view, tag).into_iter().filter(|i| view.event(*i).is_some_and(|e| e.kind == Kind::Payment)).collect::<Vec<_>>();
    let (funds, crypto) = (of("merchant.fund"), of("merchant.crypto"));
    let books = evidence::own(view, tagged(view, "goods.books.finance"));
    let found = funds.len() + crypto.len();
    if (found as u64) < NEEDED {
        return evidence::too_few(found, NEEDED);
    }
    let risk = if crypto.len() >= 2 { "high" } else { "some" };
    let mut steps = Vec::new();
    for (rows, reason, size) in
        [(&funds, "reason.investor_profile.funds", Size::NearStatement), (&crypto, "reason.investor_profile.crypto", Size::NearStatement)]
    {
        if !rows.is_empty() {
            steps.push(step(view, reason, size, "merchant", rows.clone()));
        }
    }
    if !books.is_empty() {
        steps.push(step(view, "reason.investor_profile.books", Size::Weak, "goods", books));
    }
    let rows: Vec<usize> = funds.into_iter().chain(crypto).collect();
    Finding::Claims(vec![Draft {
        emphasis: "risk",
        since: view.since(&rows),
        exhibit: Some(said(view, "exhibit.investor_profile", &rows)),
        steps,
        counter: vec![evidence::note("counter.investor_profile.elsewhere")],
        ..Draft::new(risk, Phrase::new("claim.investor_profile").with("risk", Param::Word(format!("risk.{risk}"))), PRIOR)
    }])
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let fund = |d| paid(at(d, 14), 100_000, PaymentKind::Savings, Direction::Neutral, "某某基金", &["merchant.fund"]);
        assert_eq!(speaks("investor_profile", every(0..120, 20, fund))[0].value, "some");
        let coin = |d| paid(at(d, 2), 100_000, PaymentKind::Merchant, Direction::Out, "某某交易所", &["merchant.crypto"]);
        assert_eq!(speaks("investor_profile", every(0..120, 20, coin))[0].value, "high");
        silent("investor_profile", vec![fund(3)]);
        // A money fund is a purse, no taste for risk.
        silent(
            "investor_profile",
            every(0..120, 20, |d| paid(at(d, 14), 100_000, PaymentKind::Savings, Direction::Neutral, "余额宝", &["pay.money_fund"])),
        );
    }
}
