//! Shops: the same shop as a bank, a wallet and the shop itself spell it. Compared without the payment service before the name, the
//! company form behind it, and spaces.

use super::spellings::{Spellings, join};
use super::{Identity, Mark, Sort};
use crate::observer::base::{Base, Name};
use crate::observer::event::Event;
use crate::record::{Kind, PaymentKind};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// What stands around a shop's own name: `data/shop_spellings.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Around {
    rails: Vec<String>,
    forms: Vec<String>,
}

static AROUND: LazyLock<Around> = LazyLock::new(|| toml::from_str(include_str!("../../../data/shop_spellings.toml")).unwrap_or_default());

/// A shop's name by which spellings are compared; `None` where too little is left.
pub(in crate::observer) fn spelled(name: &str) -> Option<String> {
    let mut rest = name.trim();
    if let Some(rail) = AROUND.rails.iter().find(|r| rest.get(..r.len()).is_some_and(|head| head.eq_ignore_ascii_case(r))) {
        rest = rest.get(rail.len()..).unwrap_or(rest).trim_start();
    }
    rest = AROUND.forms.iter().find_map(|f| rest.strip_suffix(f.as_str())).unwrap_or(rest);
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
    // The shortest spelling is the shop's own: nothing stands before or behind it.
    let how = Spellings { sort: Sort::Shop, why: "same_shop", key: &|name| base.shop_key(name), longest: false };
    let shops = join(&rows, &how, base);
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
        assert_eq!(spelled("京东商城平台商户"), spelled("京东平台商户"));
        assert_eq!(spelled("PayPal *Sample Shop"), spelled("SAMPLE SHOP Ltd"));
        assert_ne!(spelled("麦当劳（样例路店）"), spelled("麦当劳"), "another branch is another place");
        assert_eq!(spelled("麦当劳（样例路店）"), spelled("麦当劳(样例路店)"));
        assert_eq!((spelled("*三"), spelled("店")), (None, None));
    }
}
