//! # What they could say
//! Whether in red packets you give or take more.
//! # What gives it away
//! Red packets out and in, by sum and by number.
//! # When this is wrong
//! A company’s bonus comes in red packets; bills are shared so.
//! # What to do
//! Plain transfers; the sums remain.
//!
//! Source: inferences.md `red_packet_role`: twenty packets; below a third and above two thirds of the sum, smoothed by one packet on
//! each side (Laplace). A shop’s or a wallet’s packets are vouchers, not between people, and are left out; the Spring Festival’s are
//! told apart. Receiving makes giving: one more yuan received, .18 sent within a day (Yuan 2024, 36 million packets, documented).

use crate::inference::calendar::Calendar;
use crate::inference::evidence::{self, live, step};
use crate::inference::people::between_people;
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Event, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Amount, Direction, Kind, PaymentKind};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "red_packet_role",
    facet: Facet::Relationships,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Payment, Kind::Message],
    feeds: &[],
    half_life: None,
    cap: None,
    wrong_when: &["company_bonus", "split_bills"],
    actions: &["plain_amounts"],
    infer,
};

const PACKETS: u64 = 20;

fn infer(view: &View<'_>) -> Finding {
    let rows: Vec<usize> = view.of(Kind::Payment).into_iter().filter(|i| view.event(*i).is_some_and(|e| packet(view, e))).collect();
    if (rows.len() as u64) < PACKETS {
        return evidence::too_few(rows.len(), PACKETS);
    }
    let Some((currency, _)) = view.sums(&rows).into_iter().max_by_key(|(_, s)| *s) else { return evidence::too_few(0, PACKETS) };
    let way = |way: Direction| {
        rows.iter()
            .copied()
            .filter(|i| view.event(*i).is_some_and(|e| e.direction == Some(way) && e.net.is_some_and(|n| n.currency == currency)))
            .collect::<Vec<_>>()
    };
    let (given, taken) = (way(Direction::Out), way(Direction::In));
    let sum = |rows: &[usize]| view.sums(rows).get(&currency).copied().unwrap_or_default();
    let (x, y) = (sum(&given), sum(&taken));
    let mean = (x + y) / rows.len() as i64;
    let share = (x + mean) as f64 / (x + y + 2 * mean).max(1) as f64;
    let role = if share > 2.0 / 3.0 {
        "giver"
    } else if share < 1.0 / 3.0 {
        "taker"
    } else {
        "balanced"
    };
    let money = |minor| Param::Money(Amount::new(minor, currency));
    let mut steps = vec![step(view, "reason.red_packet_role.all", Size::Decisive, "packets", rows.clone())];
    for (rows, id) in [(&given, "reason.red_packet_role.given"), (&taken, "reason.red_packet_role.taken")] {
        if !rows.is_empty() {
            steps.push(step(view, id, Size::Note, "packets", rows.clone()));
        }
    }
    let calendar = Calendar::of(view);
    let festive: Vec<usize> = rows.iter().copied().filter(|i| view.day(*i).is_some_and(|d| calendar.spring_festival(d))).collect();
    if !festive.is_empty() {
        steps.push(step(view, "reason.red_packet_role.festival", Size::Note, "packets", festive));
    }
    Finding::Claims(vec![Draft {
        emphasis: "role",
        since: view.since(&rows),
        steps,
        counter: vec![evidence::note("counter.red_packet_role.bonus")],
        ..Draft::new(
            role,
            Phrase::new("claim.red_packet_role")
                .with("x", money(x))
                .with("y", money(y))
                .with("role", Param::Word(format!("packets.{role}"))),
            0.5,
        )
    }])
}

/// A red packet from or to a person.
fn packet(view: &View<'_>, e: &Event) -> bool {
    live(e) && e.payment == Some(PaymentKind::RedPacket) && between_people(e) && !view.has(e, "merchant")
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let packet = |d, way, fen| paid(at(d, 12), fen, PaymentKind::RedPacket, way, "甲", &[]);
        let said = speaks(
            "red_packet_role",
            [every(0..60, 3, |d| packet(d, Direction::Out, 5_000)), every(1..60, 6, |d| packet(d, Direction::In, 500))].concat(),
        );
        assert_eq!(said[0].value, "giver");
        let voucher = |d| paid(at(d, 12), 300, PaymentKind::RedPacket, Direction::In, "某某银行", &["merchant.bank"]);
        silent("red_packet_role", every(0..60, 2, voucher));
        silent("red_packet_role", every(0..30, 3, |d| packet(d, Direction::Out, 5_000)));
    }
}
