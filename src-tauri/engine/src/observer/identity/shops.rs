//! Shops: the same shop as a bank, a wallet and the shop itself spell it. Compared without the payment service before the name, the
//! company form behind it, and spaces.

use super::bonds::{Sets, bond, by_hand};
use super::{Identity, Mark};
use crate::observer::base::{Base, Name};
use crate::observer::event::Event;
use crate::record::{Kind, PaymentKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What stands around a shop's own name: `data/shop_spellings.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spellings {
    rails: Vec<String>,
    forms: Vec<String>,
}

static SPELLINGS: LazyLock<Spellings> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/shop_spellings.toml")).unwrap_or_default());

/// A shop's name by which spellings are compared; `None` where too little is left.
pub(in crate::observer) fn spelled(name: &str) -> Option<String> {
    let mut rest = name.trim();
    if let Some(rail) = SPELLINGS.rails.iter().find(|r| rest.get(..r.len()).is_some_and(|head| head.eq_ignore_ascii_case(r))) {
        rest = rest.get(rail.len()..).unwrap_or(rest).trim_start();
    }
    rest = SPELLINGS.forms.iter().find_map(|f| rest.strip_suffix(f.as_str())).unwrap_or(rest);
    let plain = |c: char| match c {
        '（' => '(',
        '）' => ')',
        other => other,
    };
    let key: String = rest.chars().filter(|c| !c.is_whitespace()).map(plain).flat_map(char::to_lowercase).collect();
    (key.chars().nth(1).is_some() && !key.contains('*')).then_some(key)
}

/// Finds the spellings that are one shop, and gives each shop one name in all events.
pub(in crate::observer) fn resolve(events: &mut [Event], base: &Base) -> Vec<Identity> {
    let mut rows: BTreeMap<Mark, u64> = BTreeMap::new();
    for e in events.iter().filter(|e| is_shop(e)) {
        if let Some(words) = e.party {
            *rows.entry(Mark { platform: e.platform, words, account: false }).or_default() += 1;
        }
    }
    let marks: Vec<Mark> = rows.keys().copied().collect();
    let mut sets = Sets::new(marks.len());
    let mut bonds = by_hand(&mut sets, &marks, base);
    let mut by_key: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate() {
        let Some(key) = base.shop_key(mark.words) else { continue };
        let first = *by_key.entry(key).or_insert(at);
        bonds.extend(bond(&mut sets, &marks, first, at, "same_shop"));
    }
    let mut groups: BTreeMap<usize, Vec<(u64, Mark)>> = BTreeMap::new();
    for (at, mark) in marks.iter().enumerate() {
        groups.entry(sets.of(at)).or_default().push((rows.get(mark).copied().unwrap_or(0), *mark));
    }
    let mut shops = Vec::new();
    for mut members in groups.into_values() {
        members.sort_by_key(|(n, mark)| (std::cmp::Reverse(*n), *mark));
        // The shortest spelling is the shop's own: nothing stands before or behind it.
        let Some(name) = members.iter().map(|(_, m)| m.words).min_by_key(|n| (base.name(*n).chars().count(), *n)) else { continue };
        let marks: Vec<Mark> = members.iter().map(|(_, m)| *m).collect();
        let bonds = bonds.iter().filter(|b| marks.contains(&b.one)).copied().collect();
        shops.push(Identity { name, shop: true, rows: members.iter().map(|(n, _)| n).sum(), marks, bonds });
    }
    shops.sort_by_key(|s| (std::cmp::Reverse(s.rows), s.name));
    let names: HashMap<Mark, Name> = shops.iter().flat_map(|s| s.marks.iter().map(|m| (*m, s.name))).collect();
    for e in events.iter_mut().filter(|e| is_shop(e)) {
        let mark = e.party.map(|words| Mark { platform: e.platform, words, account: false });
        e.party = mark.and_then(|m| names.get(&m).copied()).or(e.party);
    }
    shops
}

fn is_shop(e: &Event) -> bool {
    match e.kind {
        Kind::Purchase => true,
        Kind::Payment => !matches!(e.payment, Some(PaymentKind::Transfer | PaymentKind::RedPacket | PaymentKind::Family)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn spellings_of_one_shop_are_equal() {
        for name in ["麦当劳", "财付通-麦当劳", "支付宝-麦当劳有限公司", " 麦当劳 "] {
            assert_eq!(spelled(name).as_deref(), Some("麦当劳"), "{name}");
        }
        assert_eq!(spelled("PayPal *Sample Shop"), spelled("SAMPLE SHOP Ltd"));
        assert_ne!(spelled("麦当劳（样例路店）"), spelled("麦当劳"), "another branch is another place");
        assert_eq!(spelled("麦当劳（样例路店）"), spelled("麦当劳(样例路店)"));
        assert_eq!((spelled("*三"), spelled("店")), (None, None));
    }
}
