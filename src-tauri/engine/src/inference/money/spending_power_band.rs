//! # What they could say
//! In which of five bands ad systems would file your spending power.
//! # What gives it away
//! What a middling month of spending comes to, the dearest phone and what a night in a hotel costs, each held against a coarse band.
//! # When this is wrong
//! One person shops for a household; most is paid elsewhere; the phone is from work.
//! # What to do
//! Fewer purchases on one account; recommendations off changes what is shown only.
//!
//! Source: inferences.md `spending_power_band`: NBS 2023 quintiles of disposable income a head (9,215 / 20,442 / 32,195 / 50,220 /
//! 95,055 yuan a year; documented) times the share of income that is spent (.68); bands for phones and hotel nights are expert-set.
//! Only in yuan: no bands of other countries are at hand. Tencent lists spending capacity among its targeting options (documented).

use crate::inference::evidence::{self, median, step, tagged};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Currency, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "spending_power_band",
    facet: Facet::Money,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Payment, Kind::Purchase],
    feeds: &["goods.electronics.phone", "merchant.hotel"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["household_shops", "wallet_sees_part"],
    actions: &["taobao_recommendations_off", "less_use"],
    infer,
};

const PRIOR: f64 = 0.2;
const MONTHS: u64 = 3;
/// Yuan a month and head that the quintiles of 2023 spend, upper bounds of the first four bands: midpoints of their means × .68 / 12.
const MONTH: [i64; 4] = [840, 1_490, 2_335, 4_115];
/// Yuan: expert-set.
const PHONE: [i64; 4] = [1_200, 2_200, 3_800, 6_000];
const NIGHT: [i64; 4] = [150, 260, 420, 800];
const BANDS: [&str; 5] = ["lowest", "low", "middle", "high", "highest"];

fn infer(view: &View<'_>) -> Finding {
    let yuan = |i: &usize| view.event(*i).is_some_and(|e| e.net.is_some_and(|n| n.currency == Currency::CNY));
    let rows: Vec<usize> = view.spending().into_iter().filter(yuan).collect();
    let Some((_, months)) = evidence::by_month(view, &rows) else { return evidence::too_few(0, MONTHS) };
    let found = months.len();
    let Some(usual) = median(months.into_values().collect()).filter(|_| found as u64 >= MONTHS) else {
        return evidence::too_few(found, MONTHS);
    };
    let mut seen = vec![(band(usual, &MONTH), "reason.spending_power_band.month", usual, rows)];
    for (tag, bounds, reason) in [
        ("goods.electronics.phone", &PHONE, "reason.spending_power_band.phone"),
        ("merchant.hotel", &NIGHT, "reason.spending_power_band.hotel"),
    ] {
        let rows = evidence::own(view, evidence::spent(view, tagged(view, tag)));
        let dearest = rows.iter().filter_map(|i| view.event(*i)?.net).map(|n| n.minor).max();
        if let Some(price) = dearest {
            seen.push((band(price, bounds), reason, price, rows));
        }
    }
    // The middle of what the signs say; those that say the same or the band beside it speak for it.
    let Some(at) = median(seen.iter().map(|(band, ..)| *band as i64).collect()) else { return evidence::too_few(0, MONTHS) };
    let (mut steps, mut counter) = (Vec::new(), vec![evidence::note("counter.spending_power_band.elsewhere")]);
    let mut all = Vec::new();
    for (band, reason, minor, rows) in seen {
        let near = (band as i64 - at).abs() <= 1;
        let size = if near { Size::Strong } else { Size::Against(&Size::Moderate) };
        let mut one = step(view, reason, size, if reason.ends_with("month") { "spending" } else { "goods" }, rows.clone());
        one.reason = one.reason.with("price", Param::Money(Amount::fen(minor)));
        all.extend(rows);
        if near { steps.push(one) } else { counter.push(one) }
    }
    let name = BANDS.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or("middle");
    Finding::Claims(vec![Draft {
        emphasis: "band",
        since: view.since(&all),
        steps,
        counter,
        ..Draft::new(name, Phrase::new("claim.spending_power_band").with("band", Param::Word(format!("spending_band.{name}"))), PRIOR)
    }])
}

/// Which of five bands an amount in fen is in.
fn band(minor: i64, bounds: &[i64; 4]) -> usize {
    bounds.iter().filter(|b| minor >= **b * 100).count()
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let month = |fen: i64| every(10..200, 30, move |d| paid(at(d, 12), fen, PaymentKind::Merchant, Direction::Out, "某某超市", &[]));
        let said = speaks("spending_power_band", month(520_000));
        assert_eq!((said[0].value.as_str(), said[0].level), ("highest", Level::Low));
        let mut few = month(90_000);
        few.push(paid(at(50, 12), 99_900, PaymentKind::Merchant, Direction::Out, "某某手机店", &["goods.electronics.phone"]));
        // Between two bands the lower.
        assert_eq!(speaks("spending_power_band", few)[0].value, "lowest");
        // Two months are a whim; moves among own accounts are no spending.
        silent(
            "spending_power_band",
            every(10..60, 30, |d| paid(at(d, 12), 520_000, PaymentKind::Merchant, Direction::Out, "某某超市", &[])),
        );
        silent(
            "spending_power_band",
            every(10..200, 30, |d| paid(at(d, 12), 520_000, PaymentKind::Savings, Direction::Neutral, "余额宝", &[])),
        );
    }
}
