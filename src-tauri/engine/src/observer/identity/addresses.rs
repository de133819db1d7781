//! Addresses: where parcels go, as each shop prints it. Compared without the province before the city, spaces, marks and the postcode
//! behind, and with digits and letters of one width.
//!
//! Traps: districts and streets of one name lie in many cities, so the city stays. Masked addresses are compared with nothing.

use super::spellings::{Spellings, join};
use super::{Identity, Mark, Sort};
use crate::observer::base::{Base, Name};
use crate::observer::event::Event;
use std::collections::{BTreeMap, HashMap};

/// Signs that one address has at least, apart from those between words.
const SIGNS: usize = 6;
/// Digits of a mainland postcode.
const POSTCODE: usize = 6;

/// An address by which spellings are compared; `None` where too little is left.
pub(in crate::observer) fn spelled(address: &str) -> Option<String> {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '#' | '*' | '/');
    let signs: Vec<char> = address.chars().map(narrow).filter(kept).flat_map(char::to_lowercase).collect();
    if signs.len() < SIGNS || signs.contains(&'*') {
        return None;
    }
    // `浙江省杭州市西湖区…`, `浙江杭州市西湖区…`, `杭州市西湖区…`: from the last two signs of the city's name on.
    let city = signs.iter().position(|c| *c == '市').and_then(|at| at.checked_sub(2));
    let rest = city.and_then(|from| signs.get(from..)).unwrap_or(&signs);
    let digits = rest.iter().rev().take_while(|c| c.is_ascii_digit()).count();
    let postcode = if city.is_some() && digits == POSTCODE { POSTCODE } else { 0 };
    let key: String = rest.iter().take(rest.len() - postcode).collect();
    (key.chars().nth(SIGNS - 1).is_some()).then_some(key)
}

/// Finds the spellings that are one address, and gives each address one spelling in all events.
pub(in crate::observer) fn resolve(events: &mut [Event], base: &Base) -> Vec<Identity> {
    let mut rows: BTreeMap<Mark, u64> = BTreeMap::new();
    for e in events.iter() {
        if let Some(words) = e.address {
            *rows.entry(Mark { platform: e.platform, words, account: false }).or_default() += 1;
        }
    }
    // The longest says most: the province too.
    let how = Spellings { sort: Sort::Address, why: "same_address", key: &|name| base.address_key(name), longest: true };
    let addresses = join(&rows, &how, base);
    let names: HashMap<Mark, Name> = addresses.iter().flat_map(|a| a.marks.iter().map(|m| (*m, a.name))).collect();
    for e in events.iter_mut() {
        let mark = e.address.map(|words| Mark { platform: e.platform, words, account: false });
        e.address = mark.and_then(|m| names.get(&m).copied()).or(e.address);
    }
    addresses
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn spellings_of_one_address_are_equal() {
        let one = spelled("浙江省杭州市西湖区样例路1号2幢301室");
        assert!(one.is_some());
        for other in [
            "浙江省 杭州市 西湖区 样例路1号2幢301室",
            "杭州市西湖区样例路１号２幢３０１室",
            "浙江杭州市西湖区，样例路1号（2幢）301室",
            "中国浙江省杭州市西湖区样例路1号2幢301室 310000",
        ] {
            assert_eq!(spelled(other), one, "{other}");
        }
        assert_ne!(spelled("南京市鼓楼区样例路1号"), spelled("福州市鼓楼区样例路1号"), "another city");
        assert_ne!(spelled("杭州市西湖区样例路1号2幢301室"), spelled("杭州市西湖区样例路1号2幢302室"), "another flat");
        assert_eq!(spelled("1 Sample St., Springfield IL 62701"), spelled("1 SAMPLE ST SPRINGFIELD, IL 62701"));
        assert_eq!((spelled("杭州市"), spelled("浙江省杭州市西湖区***")), (None, None));
    }
}
