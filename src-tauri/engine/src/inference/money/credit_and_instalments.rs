//! # What they could say
//! Which credit you use, how much of it, and what was marked late.
//! # What gives it away
//! The payment method column; repayments; words for being late.
//! # When this is wrong
//! Repaid for somebody else; credit taken for its cashback.
//! # What to do
//! Close what you don't use.
//!
//! Source: inferences.md `credit_and_instalments`: named in the row, so counted and not guessed.

use crate::inference::evidence::{self, live, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind, PaymentKind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "credit_and_instalments",
    facet: Facet::Money,
    tier: Tier::T3,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &[
        "pay.credit_baitiao",
        "pay.credit_card",
        "pay.credit_huabei",
        "pay.credit_jiebei",
        "pay.credit_meituan",
        "pay.credit_other",
        "words.late",
    ],
    half_life: None,
    cap: None,
    wrong_when: &["repaid_for_another", "credit_for_cashback"],
    actions: &["huabei_close", "auto_debit_review", "ask_for_explanation"],
    infer,
};

const PRODUCTS: [&str; 6] =
    ["pay.credit_huabei", "pay.credit_baitiao", "pay.credit_meituan", "pay.credit_jiebei", "pay.credit_card", "pay.credit_other"];

fn infer(view: &View<'_>) -> Finding {
    let drafts: Vec<Draft> = PRODUCTS.iter().filter_map(|p| product(view, p)).collect();
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

fn product(view: &View<'_>, tag: &'static str) -> Option<Draft> {
    let named = |e: &crate::observer::Event| e.time.is_some() && !e.duplicate && view.has(e, tag);
    let repaid = view.which(|e| named(e) && e.payment == Some(PaymentKind::Repayment) && e.direction != Some(Direction::In) && live(e));
    let used = view.which(|e| {
        live(e)
            && named(e)
            && (e.kind == Kind::Purchase || (e.direction == Some(Direction::Out) && e.payment != Some(PaymentKind::Repayment)))
    });
    let (main, statement, reason) = match (repaid.is_empty(), used.is_empty()) {
        (true, true) => return None,
        (false, _) => (&repaid, "claim.credit_and_instalments", "reason.credit_and_instalments.repaid"),
        (true, false) => (&used, "claim.credit_and_instalments.used", "reason.credit_and_instalments.used"),
    };
    let word = Param::Word(format!("tag.{tag}"));
    let mut steps = vec![Step::new(said(view, reason, main).with("product", word.clone()), Size::Decisive, "method", main.clone())];
    if !repaid.is_empty() && !used.is_empty() {
        let mut paid = step(view, "reason.credit_and_instalments.used", Size::Note, "method", used.clone());
        paid.reason = paid.reason.with("product", word.clone());
        steps.push(paid);
    }
    let late = view.which(|e| named(e) && view.has(e, "words.late"));
    if !late.is_empty() {
        steps.push(step(view, "reason.credit_and_instalments.late", Size::Note, "method", late));
    }
    // The money most of its rows are in; other currencies are not converted.
    let (currency, sum) = view.sums(main).into_iter().max_by_key(|(_, sum)| *sum)?;
    let months = i64::try_from(view.months(main).len()).unwrap_or(1).max(1);
    Some(Draft {
        value: tag.trim_start_matches("pay.").to_owned(),
        statement: Phrase::new(statement)
            .with("n", Param::Count(main.len() as u64))
            .with("product", word)
            .with("amount", Param::Money(Amount::new(sum / months / 100 * 100, currency))),
        emphasis: "product",
        prior: 0.5,
        since: view.since(main),
        steps,
        counter: vec![evidence::note("counter.credit_and_instalments.for_another")],
        exhibit: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks(
            "credit_and_instalments",
            every(0..100, 30, |d| paid(at(d, 9), 120_000, PaymentKind::Repayment, Direction::Neutral, "花呗", &["pay.credit_huabei"])),
        );
        assert!(said[0].statement.en.contains("4 repayments"), "{}", said[0].statement.en);
        silent("credit_and_instalments", vec![shop(at(1, 9), "某某小店", &["pay.debit_card"])]);
    }
}
