//! Joining: one purchase that stands in several files is one event with several places; a refund is set against what it refunds.
//! Rules of inferences.md §0.2 and formats/payments §0.6. Nothing is deleted: the poorer record is marked a duplicate.

use super::base::{Base, Name};
use super::event::Event;
use crate::record::{Amount, Direction, Kind, PaymentKind, Platform};
use chrono::{NaiveDateTime, TimeDelta};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Two records of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// The record that is counted.
    pub kept: usize,
    /// The record that is not.
    pub other: usize,
    /// Why: catalogue entry `join.<why>`.
    pub why: &'static str,
}

/// Shop and wallet write down the same purchase within this time.
const SAME_PURCHASE: TimeDelta = TimeDelta::minutes(10);
/// Later than this a refund is not looked for.
const REFUND_WITHIN: TimeDelta = TimeDelta::days(180);

/// Sets each refund row against the payment it refunds: by order number, else by party and amount.
pub(super) fn net_refunds(events: &mut [Event], base: &Base) {
    let mut by_order: HashMap<&str, usize> = HashMap::new();
    for (i, e) in events.iter().enumerate() {
        if let (Some(order), Some(Direction::Out)) = (e.order, e.direction) {
            by_order.entry(base.name(order)).or_insert(i);
        }
    }
    let refunds: Vec<usize> = events.iter().enumerate().filter(|(_, e)| e.payment == Some(PaymentKind::Refund)).map(|(i, _)| i).collect();
    for r in refunds {
        let Some(refund) = events.get(r) else { continue };
        let Some(back) = refund.gross else { continue };
        let order = refund.order.map_or("", |o| base.name(o));
        let stem = order.split('_').next().unwrap_or(order);
        let by_key = by_order.get(order).or_else(|| by_order.get(stem)).copied();
        let original = by_key.or_else(|| {
            let recent = |e: &Event| e.time.zip(refund.time).is_none_or(|(a, b)| b - a <= REFUND_WITHIN);
            events.iter().enumerate().take(r).rev().take_while(|(_, e)| recent(e)).find_map(|(i, e)| {
                let fits = e.direction == Some(Direction::Out)
                    && e.party.is_some()
                    && e.party == refund.party
                    && e.platform == refund.platform
                    && e.net.is_some_and(|n| n.currency == back.currency && n.minor >= back.minor)
                    && e.time.is_some();
                fits.then_some(i)
            })
        });
        let Some(e) = original.and_then(|i| events.get_mut(i)) else { continue };
        // Where the row itself states what came back, its net is right already.
        let stated = base.events.get(e.record).is_some_and(|own| own.net != own.gross);
        if let (Some(net), false) = (e.net, stated) {
            e.net = Some(Amount { minor: (net.minor - back.minor).max(0), ..net });
        }
    }
}

/// Finds the same purchase in shop and wallet.
pub(super) fn join(events: &mut [Event], base: &Base) -> Vec<Join> {
    let mut joins = Vec::new();
    let orders = orders(events);
    by_number(events, base, &orders, &mut joins);
    by_amount_and_time(events, &orders, &mut joins);
    joins
}

/// An order in a shop, or one row of a platform's own bill: what a wallet pays at once.
struct Order {
    lines: Vec<usize>,
    total: Amount,
    time: NaiveDateTime,
}

fn orders(events: &[Event]) -> Vec<Order> {
    let mut by_number: BTreeMap<(Platform, Name), Vec<usize>> = BTreeMap::new();
    let mut out = Vec::new();
    let mut single = |i: usize, e: &Event| {
        if let (Some(total), Some(time)) = (e.gross, e.time) {
            out.push(Order { lines: vec![i], total, time });
        }
    };
    for (i, e) in events.iter().enumerate() {
        match (e.kind, e.order) {
            (Kind::Purchase, Some(order)) => by_number.entry((e.platform, order)).or_default().push(i),
            (Kind::Purchase, None) => single(i, e),
            (Kind::Payment, _) if bill(e.platform) && e.direction == Some(Direction::Out) => single(i, e),
            _ => {}
        }
    }
    for lines in by_number.into_values() {
        let of = |i: &usize| events.get(*i);
        let Some(currency) = lines.iter().find_map(|i| of(i)?.gross).map(|a| a.currency) else { continue };
        let minor = lines.iter().filter_map(|i| of(i)?.gross).filter(|a| a.currency == currency).map(|a| a.minor).sum();
        let Some(time) = lines.iter().filter_map(|i| of(i)?.time).min() else { continue };
        out.push(Order { lines, total: Amount { minor, currency }, time });
    }
    out.sort_by_key(|o| (o.time, o.lines.first().copied()));
    out
}

/// The platform's own bill stands to a wallet's bill as a shop does.
fn bill(p: Platform) -> bool {
    matches!(p, Platform::Jd | Platform::Meituan)
}

fn wallet(p: Platform) -> bool {
    matches!(p, Platform::Alipay | Platform::WechatPay)
}

fn pays(e: &Event) -> bool {
    e.kind == Kind::Payment && wallet(e.platform) && e.direction == Some(Direction::Out) && !e.duplicate
}

fn by_number(events: &mut [Event], base: &Base, orders: &[Order], joins: &mut Vec<Join>) {
    let mut by_number: HashMap<Name, &Order> = HashMap::new();
    for order in orders {
        for number in order.lines.iter().filter_map(|i| events.get(*i)?.order) {
            by_number.entry(number).or_insert(order);
        }
    }
    for i in 0..events.len() {
        let Some(e) = events.get(i) else { continue };
        if !pays(e) {
            continue;
        }
        let numbers = [base.beside.get(e.record).and_then(|b| b.merchant_order), e.order];
        // Alipay writes Taobao's number as `T200P<number>` and the like: the digits at the end are the shop's.
        let plain = numbers.iter().flatten().find_map(|n| {
            by_number.get(n).copied().or_else(|| {
                let digits = base.name(*n).rsplit(|c: char| !c.is_ascii_digit()).next()?;
                (digits.len() >= 12).then(|| base.find(digits)).flatten().and_then(|d| by_number.get(&d).copied())
            })
        });
        if let Some(order) = plain
            && order.lines.iter().all(|l| events.get(*l).is_some_and(|o| o.platform != e.platform))
        {
            merge(events, order, i, "order_number", joins);
        }
    }
}

fn by_amount_and_time(events: &mut [Event], orders: &[Order], joins: &mut Vec<Join>) {
    let mut payments: Vec<(NaiveDateTime, usize)> =
        events.iter().enumerate().filter(|(_, e)| pays(e)).filter_map(|(i, e)| Some((e.time?, i))).collect();
    payments.sort_unstable();
    let joined: HashSet<usize> = joins.iter().map(|j| j.kept).collect();
    for order in orders {
        let taken = order.lines.iter().any(|l| events.get(*l).is_some_and(|e| joined.contains(&e.record) || e.duplicate));
        if taken || order.total.minor == 0 {
            continue;
        }
        let from = payments.partition_point(|(t, _)| *t < order.time - SAME_PURCHASE);
        let near = payments.iter().skip(from).take_while(|(t, _)| *t <= order.time + SAME_PURCHASE);
        let platform = order.lines.first().and_then(|l| events.get(*l)).map(|e| e.platform);
        let best = near
            .filter(|(_, i)| {
                events.get(*i).is_some_and(|e| {
                    !e.duplicate
                        && Some(e.platform) != platform
                        && e.gross.is_some_and(|g| g.currency == order.total.currency && (g.minor - order.total.minor).abs() <= 1)
                })
            })
            .min_by_key(|(t, i)| ((*t - order.time).abs(), *i))
            .map(|(_, i)| *i);
        if let Some(i) = best {
            merge(events, order, i, "amount_and_time", joins);
        }
    }
}

/// The wallet's row becomes a duplicate; what it knows of refunds goes to the order.
fn merge(events: &mut [Event], order: &Order, payment: usize, why: &'static str, joins: &mut Vec<Join>) {
    let Some(p) = events.get_mut(payment) else { return };
    p.duplicate = true;
    let (other, net, gross) = (p.record, p.net, p.gross);
    let refunded = net.zip(gross).filter(|(n, g)| n.minor < g.minor).map(|(n, _)| n);
    for (at, line) in order.lines.iter().enumerate() {
        let Some(e) = events.get_mut(*line) else { continue };
        joins.push(Join { kept: e.record, other, why });
        if let Some(net) = refunded {
            e.net = e.net.map(|own| Amount { minor: if at == 0 { net.minor } else { 0 }, ..own });
        }
    }
}
