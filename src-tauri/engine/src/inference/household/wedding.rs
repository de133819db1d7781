//! # What they could say
//! That a wedding, yours or of somebody close, was about to be or took place.
//! # What gives it away
//! Two and more of photographs, sweets, invitations, rings and a planner within nine months; ten and more gifts in money within three
//! days.
//! # When this is wrong
//! A ring as a present; a photographer; a guest.
//! # What to do
//! Nothing hides it from shops and wallets.
//!
//! Source: inferences.md `wedding`: two kinds of preparation within nine months for one’s own; a burst of ten inbound gifts within
//! three days is strong. A single gift out with good wishes is a guest’s, and is said so.

use crate::inference::evidence::{self, said, step, tagged};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::{Direction, Kind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "wedding",
    facet: Facet::Household,
    tier: Tier::T2,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Message],
    feeds: &["goods.wedding", "merchant.wedding", "words.bride_price", "amount.wedding_gift", "words.announce_wedding"],
    half_life: None,
    cap: None,
    wrong_when: &["wedding_of_another", "takes_photographs"],
    actions: &["less_use", "encrypted_chats"],
    infer,
};

const PRIOR: f64 = 0.05;
const WITHIN: i64 = 270;
const BURST: usize = 10;

fn infer(view: &View<'_>) -> Finding {
    let goods = evidence::own(view, tagged(view, "goods.wedding"));
    let shops = evidence::spent(view, tagged(view, "merchant.wedding"));
    let wishes = tagged(view, "words.bride_price");
    let way = |way: Direction| {
        wishes.iter().copied().filter(|i| view.event(*i).is_some_and(|e| between_people(e) && e.direction == Some(way))).collect::<Vec<_>>()
    };
    let burst = burst(view, &way(Direction::In));
    let said_own = evidence::own(view, tagged(view, "words.announce_wedding"))
        .into_iter()
        .filter(|i| view.event(*i).is_some_and(|e| e.own))
        .collect::<Vec<_>>();
    let mut steps = Vec::new();
    for (rows, id, family, size) in [
        (&shops, "reason.wedding.shops", "merchant", Size::NearStatement),
        (&goods, "reason.wedding.goods", "goods", Size::Strong),
        (&burst, "reason.wedding.burst", "gifts", Size::NearStatement),
        (&said_own, "reason.wedding.said", "words", Size::NearStatement),
    ] {
        if !rows.is_empty() {
            let size = if rows.len() == 1 && family != "words" { Size::Moderate } else { size };
            steps.push(step(view, id, size, family, rows.clone()));
        }
    }
    let rows: Vec<usize> = steps.iter().flat_map(|s: &Step| s.events.clone()).collect();
    if steps.len() >= 2 && view.span(&rows) <= WITHIN {
        let month = view.day(*burst.first().or(rows.last()).unwrap_or(&0)).unwrap_or(view.today);
        return Finding::Claims(vec![Draft {
            emphasis: "month",
            since: view.since(&rows),
            exhibit: Some(said(view, "exhibit.wedding", &rows)),
            steps,
            counter: vec![evidence::note("counter.wedding.of_another")],
            ..Draft::new("own", Phrase::new("claim.wedding").with("month", Param::Month(month)), PRIOR)
        }]);
    }
    let given = way(Direction::Out);
    let Some(day) = given.iter().filter_map(|i| view.day(*i)).max() else { return evidence::too_few(steps.len(), 2) };
    Finding::Claims(vec![Draft {
        emphasis: "month",
        since: view.since(&given),
        steps: vec![step(view, "reason.wedding.guest", Size::NearStatement, "gifts", given)],
        counter: vec![evidence::note("counter.wedding.guest")],
        ..Draft::new("guest", Phrase::new("claim.wedding.guest").with("month", Param::Month(day)), 0.2)
    }])
}

/// Gifts that came in within three days, if there are ten and more.
fn burst(view: &View<'_>, rows: &[usize]) -> Vec<usize> {
    let near = |i: usize| {
        rows.iter()
            .copied()
            .filter(|j| view.day(i).zip(view.day(*j)).is_some_and(|(a, b)| (0..=3).contains(&(b - a).num_days())))
            .collect::<Vec<_>>()
    };
    rows.iter().map(|i| near(*i)).max_by_key(Vec::len).filter(|rows| rows.len() >= BURST).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let photos = shop(at(120, 14), "某某旅拍婚纱摄影", &["merchant.wedding"]);
        let sweets = bought(at(60, 20), ME, &["goods.wedding"]);
        let gifts = (0..12)
            .map(|n| paid(at(30, 10 + n % 8), 66_600, PaymentKind::Transfer, Direction::In, &format!("客{n}"), &["words.bride_price"]))
            .collect::<Vec<_>>();
        let said = speaks("wedding", [vec![photos.clone(), sweets.clone()], gifts].concat());
        assert_eq!((said[0].value.as_str(), said[0].level), ("own", Level::High));
        let gift = paid(at(30, 12), 66_600, PaymentKind::Transfer, Direction::Out, "甲", &["words.bride_price"]);
        assert_eq!(speaks("wedding", vec![gift])[0].value, "guest");
        // A ring as a present, photographs for a job.
        silent("wedding", vec![bought(at(60, 20), ME, &["goods.jewellery"])]);
        silent("wedding", vec![photos]);
    }
}
