//! # What they could say
//! Accounts on several platforms are one person's.
//! # What gives it away
//! The same phone number, e-mail address, ID number, device number or card tail in the files of both.
//! # When this is wrong
//! A phone the family shares, a second-hand number, two cards with the same four last digits.
//! # What to do
//! An e-mail alias and a separate number per service.
//!
//! Source: inferences.md `linked_accounts`; matching by such keys is how custom audiences are built (advertiser pages of
//! Meta, Google, Tencent, Alibaba). Each key that joins is a claim of its own, so that leaving it out shows whether another still does;
//! a name with an address is left to `name_on_parcels`.

use crate::inference::evidence::{self, said, step};
use crate::inference::{ClaimKind, Draft, Facet, Finding, Inference, Size, Step, Tier};
use crate::observer::{Event, Name, View};
use crate::phrase::{Param, Phrase};
use crate::record::{Kind, PaymentKind, Platform};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "linked_accounts",
    facet: Facet::Identity,
    tier: Tier::T1,
    kind: ClaimKind::Observed,
    needs: &[Kind::Profile, Kind::Payment, Kind::Purchase, Kind::Device],
    feeds: &["id.phone", "id.email", "id.cn_id", "id.card_tail"],
    half_life: None,
    cap: None,
    wrong_when: &["shared_number"],
    actions: &["email_alias", "wechat_add_me_off"],
    infer,
};

/// Signal, catalogue entry of the key, and what the same value on two platforms weighs: four digits can be equal by chance.
const KEYS: [(&str, &str, Size); 5] = [
    ("id.phone", "key.phone", Size::Decisive),
    ("id.email", "key.email", Size::Decisive),
    ("id.cn_id", "key.id_number", Size::Decisive),
    (SERIAL, "key.device", Size::Decisive),
    ("id.card_tail", "key.card_tail", Size::NearStatement),
];

/// No tag: the number that stays with a device.
const SERIAL: &str = "";

/// Where each value of a key stands.
type Values = BTreeMap<Name, BTreeMap<Platform, Vec<usize>>>;

fn infer(view: &View<'_>) -> Finding {
    // Rows that only repeat another carry keys too: what links shop and wallet stands in both.
    let mut found: [Values; KEYS.len()] = Default::default();
    for (i, e) in view.events().iter().enumerate() {
        for ((tag, ..), values) in KEYS.iter().zip(&mut found) {
            if owners(view, e, tag) {
                let serial = view.login(i).and_then(|l| l.serial).filter(|_| *tag == SERIAL);
                for value in view.seen(e, tag).filter_map(|s| s.value).chain(serial) {
                    values.entry(value).or_default().entry(e.platform).or_default().push(i);
                }
            }
        }
    }
    let mut drafts = Vec::new();
    for ((_, key, size), by_value) in KEYS.into_iter().zip(&found) {
        for (value, platforms) in by_value.iter().filter(|(_, p)| p.len() > 1) {
            let others: Vec<_> = by_value.iter().filter(|(v, p)| *v != value && p.keys().any(|p| platforms.contains_key(p))).collect();
            drafts.push(draft(view, (key, size), view.name(*value), platforms, &others));
        }
    }
    let seen = found.iter().any(|values| !values.is_empty());
    if drafts.is_empty() { evidence::too_few(usize::from(seen), 2) } else { Finding::Claims(drafts) }
}

/// Whether an identifier on this row is the owner's and not the other side's.
fn owners(view: &View<'_>, e: &Event, tag: &str) -> bool {
    match e.kind {
        Kind::Profile => true,
        Kind::Purchase => tag == "id.card_tail" || (!e.for_other && e.recipient.is_none_or(|r| view.owner().contains(&r))),
        Kind::Payment => tag == "id.card_tail" && e.payment != Some(PaymentKind::Family),
        Kind::Device => tag == SERIAL,
        Kind::Message | Kind::Place | Kind::Activity | Kind::AdLabel | Kind::Contact => false,
    }
}

fn draft(
    view: &View<'_>,
    (key, size): (&str, Size),
    value: &str,
    platforms: &BTreeMap<Platform, Vec<usize>>,
    others: &[(&Name, &BTreeMap<Platform, Vec<usize>>)],
) -> Draft {
    // Of an ID number no more than the last two are shown.
    let value = value.split('|').next().unwrap_or(value);
    let reversed: String = value.chars().rev().take(if key == "key.id_number" { 2 } else { 4 }).collect();
    let shown: String = if key == "key.email" { value.to_owned() } else { reversed.chars().rev().collect() };
    let tail = Param::Text(shown.clone());
    let names = platforms.keys().map(|p| Param::Word(format!("platform.{}", p.id()))).collect();
    let key_word = Param::Word(key.to_owned());
    let rows: Vec<usize> = platforms.values().flatten().copied().collect();
    let reason = said(view, "reason.linked_accounts.key", &rows)
        .with("key", key_word.clone())
        .with("tail", tail)
        .with("sources", Param::List(names));
    let other_rows: Vec<usize> =
        others.iter().flat_map(|(_, p)| p.iter()).filter(|(p, _)| platforms.contains_key(p)).flat_map(|(_, rows)| rows).copied().collect();
    let mut counter = Vec::new();
    if !other_rows.is_empty() {
        let platform: BTreeSet<_> = other_rows.iter().filter_map(|i| view.event(*i)).map(|e| e.platform).collect();
        let sources = Param::List(platform.iter().map(|p| Param::Word(format!("platform.{}", p.id()))).collect());
        let mut other = step(view, "counter.linked_accounts.other_key", Size::Against(&Size::Trace), "other_key", other_rows);
        other.reason = other.reason.with("sources", sources).with("key", key_word.clone());
        counter.push(other);
    }
    Draft {
        value: format!("{}:{}", key.trim_start_matches("key."), if key == "key.id_number" { shown.as_str() } else { value }),
        statement: Phrase::new("claim.linked_accounts").with("n", Param::Count(platforms.len() as u64)).with("key", key_word),
        emphasis: "key",
        prior: 0.5,
        since: view.since(&rows),
        steps: vec![Step::new(reason, size, "identifier", rows)],
        counter,
        exhibit: None,
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let key = |p, n: &str| states(p, ProfileField::Account, n, &[&format!("id.phone={n}")]);
        let said = speaks("linked_accounts", vec![key(Platform::Alipay, "13800000000"), key(Platform::Jd, "13800000000")]);
        assert_eq!(said.len(), 1);
        silent("linked_accounts", vec![key(Platform::Alipay, "13800000000"), key(Platform::Jd, "13900000000")]);
        let device = |p, serial: &str| {
            let device = Device { serial: Some(serial.into()), model: Some("某牌手机".into()), ..Device::default() };
            read(p, Fact::Device(device))
        };
        let by_device = speaks("linked_accounts", vec![device(Platform::Google, "TRIAL-0001"), device(Platform::Tiktok, "TRIAL-0001")]);
        assert_eq!(by_device[0].value, "device:TRIAL-0001");
        // The same model is not the same device.
        silent("linked_accounts", vec![device(Platform::Google, "TRIAL-0001"), device(Platform::Tiktok, "TRIAL-0002")]);
    }
}
