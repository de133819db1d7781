//! # What they could say
//! Which phone numbers are tied to you, and which carrier issued them.
//! # What gives it away
//! Numbers in profiles, on your parcels, and topped up again and again.
//! # When this is wrong
//! A relative’s top-ups; a courier’s number; numbers are ported.
//! # What to do
//! A virtual number for parcels; being found by number switched off.
//!
//! Source: inferences.md `phones_and_carrier_region`: numbers in a profile or on three own orders. Carrier by the first three digits
//! (public numbering plan, from common knowledge; numbers can be ported since November 2019). The city of issue would need a table
//! under the GPL, which isn’t bundled.

use crate::inference::evidence::{self, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Tier};
use crate::observer::{Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, ProfileField};
use std::collections::BTreeMap;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "phones_and_carrier_region",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Profile, Kind::Purchase, Kind::Payment],
    feeds: &["id.phone"],
    half_life: None,
    cap: None,
    wrong_when: &["numbers_of_others", "number_ported"],
    actions: &["wechat_add_me_off", "parcels_nickname"],
    infer,
};

const ORDERS: usize = 3;
/// First three digits of mainland mobiles, by the carrier they were given to.
const CARRIERS: [(&str, &[&str]); 3] = [
    (
        "mobile",
        &[
            "134", "135", "136", "137", "138", "139", "147", "150", "151", "152", "157", "158", "159", "172", "178", "182", "183", "184",
            "187", "188", "195", "197", "198",
        ],
    ),
    ("unicom", &["130", "131", "132", "145", "155", "156", "166", "175", "176", "185", "186", "196"]),
    ("telecom", &["133", "149", "153", "173", "177", "180", "181", "189", "190", "191", "193", "199"]),
];

fn infer(view: &View<'_>) -> Finding {
    let mut numbers: BTreeMap<Name, (Vec<usize>, bool)> = BTreeMap::new();
    // A profile has no time.
    for i in view.tagged("id.phone") {
        let Some(e) = view.event(i).filter(|e| matches!(e.kind, Kind::Profile | Kind::Purchase) && !e.for_other) else { continue };
        for number in view.seen(e, "id.phone").filter_map(|s| s.value) {
            let (rows, stated) = numbers.entry(number).or_default();
            rows.push(i);
            *stated |= e.kind == Kind::Profile;
        }
    }
    for i in view.of(Kind::Profile) {
        let Some((number, e)) = view
            .event(i)
            .and_then(|e| Some((e.profile?, e)))
            .filter(|((field, _), _)| *field == ProfileField::Phone)
            .map(|((_, n), e)| (n, e))
        else {
            continue;
        };
        if e.own {
            let (rows, stated) = numbers.entry(number).or_default();
            rows.push(i);
            *stated = true;
        }
    }
    let mut drafts = Vec::new();
    for (number, (mut rows, stated)) in numbers {
        rows.sort_unstable();
        rows.dedup();
        if !stated && rows.len() < ORDERS {
            continue;
        }
        let digits: String = view.name(number).chars().filter(char::is_ascii_digit).collect();
        let local = digits.strip_prefix("86").filter(|d| d.len() == 11).unwrap_or(&digits);
        let carrier =
            CARRIERS.iter().find(|(_, heads)| local.len() == 11 && local.get(..3).is_some_and(|h| heads.contains(&h))).map(|(c, _)| c);
        let masked = masked(local);
        let statement = match carrier {
            Some(c) => Phrase::new("claim.phones_and_carrier_region").with("carrier", Param::Word(format!("carrier.{c}"))),
            None => Phrase::new("claim.phones_and_carrier_region.bare"),
        };
        drafts.push(Draft {
            emphasis: "number",
            since: view.since(&rows),
            steps: vec![step(
                view,
                if stated { "reason.phones_and_carrier_region.stated" } else { "reason.phones_and_carrier_region.parcels" },
                if stated { Size::Decisive } else { Size::NearStatement },
                "number",
                rows,
            )],
            counter: vec![evidence::note("counter.phones_and_carrier_region.ported")],
            ..Draft::new(masked.clone(), statement.with("number", Param::Text(masked)), 0.3)
        });
    }
    if drafts.is_empty() { evidence::too_few(0, 1) } else { Finding::Claims(drafts) }
}

/// The head and the last two digits: enough for its owner.
fn masked(number: &str) -> String {
    let (head, tail) = (number.get(..3).unwrap_or_default(), number.get(number.len().saturating_sub(2)..).unwrap_or_default());
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let said = speaks(
            "phones_and_carrier_region",
            vec![states(Platform::Alipay, ProfileField::Account, "13800000000", &["id.phone=13800000000"])],
        );
        assert!(
            said[0].statement.zh_cn.contains("移动") && !said[0].statement.zh_cn.contains("13800000000"),
            "{}",
            said[0].statement.zh_cn
        );
        // A courier’s number in a chat; one parcel.
        silent("phones_and_carrier_region", vec![wrote(at(3, 9), "甲", "甲", &["id.phone=13900000000"])]);
        silent("phones_and_carrier_region", vec![bought(at(3, 9), ME, &["id.phone=13900000000"])]);
    }
}
