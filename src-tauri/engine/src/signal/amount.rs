//! Amounts that mean something, on transfers and red packets between people, in yuan only.
//!
//! Value: the sum, `520.00`. Love (520 wǔ èr líng, 1314), luck (6, 8), the largest red packet (200, WeChat's limit for one
//! packet on ordinary days), round sums, and sums usual for weddings. Traps: 520 may be a price: dates and the contact
//! decide, and that is the rules' business.

use super::text::Texts;
use super::{Signal, is_between_people};
use crate::record::{Currency, Fact, PaymentKind};

/// Sums in fen, and what they say.
const SUMS: &[(&[i64], &str, f32)] = &[
    (&[52_000, 520, 5_200, 5_201_314, 520_000], "amount.love_520", 0.8),
    (&[52_100, 521, 5_210], "amount.love_521", 0.75),
    (&[131_400, 1_314, 13_140, 52_013], "amount.love_1314", 0.85),
    (&[99_900, 9_999], "amount.love_long", 0.5),
    (&[600, 660, 666, 6_600, 6_666, 66_600, 66_666, 166_600, 666_600], "amount.lucky_6", 0.5),
    (&[800, 880, 888, 8_800, 8_888, 16_800, 16_888, 88_800, 88_888, 188_800, 168_800, 888_800], "amount.lucky_8", 0.5),
    (&[20_000, 60_000, 66_600, 80_000, 88_800, 100_000, 120_000, 160_000, 166_600, 180_000, 188_800, 200_000], "amount.wedding_gift", 0.3),
];

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    let Fact::Payment(payment) = texts.fact else { return };
    if payment.amount.currency != Currency::CNY || !is_between_people(payment.kind) {
        return;
    }
    let minor = payment.amount.minor;
    let value = payment.amount.decimal();
    for (sums, tag, weight) in SUMS {
        if sums.contains(&minor) {
            out.push(Signal::new(tag, Some(&value), *weight));
        }
    }
    if payment.kind == PaymentKind::RedPacket && minor == 20_000 {
        out.push(Signal::new("amount.red_packet_max", Some(&value), 0.7));
    }
    if minor >= 50_000 && minor % 10_000 == 0 {
        out.push(Signal::new("amount.round", Some(&value), 0.4));
    }
}
