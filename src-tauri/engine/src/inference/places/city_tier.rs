//! # What they could say
//! Under which tier of city ad systems would file you.
//! # What gives it away
//! The city that home is guessed in.
//! # When this is wrong
//! Parcels go elsewhere than to where you live.
//! # What to do
//! Pick-up points instead of the door.
//!
//! Source: inferences.md `city_tier`: the four tier-1 cities; “new tier-1” is Yicai’s yearly list (2025, as reprints in the press name its
//! cities: reported), the rest are told as other cities. Confidence is that of the home.

use crate::inference::{Because, ClaimKind, Draft, Facet, Finding, Inference, Tier, district, evidence, first};
use crate::observer::View;
use crate::phrase::{Param, Phrase};
use crate::record::Kind;

/// The rule.
pub(in crate::inference) static RULE: Inference = Inference {
    id: "city_tier",
    facet: Facet::Places,
    tier: Tier::T0,
    kind: ClaimKind::Derived,
    needs: &[Kind::Purchase, Kind::Payment, Kind::Place],
    feeds: &["place.district"],
    half_life: Some(365),
    cap: None,
    wrong_when: &["parcels_elsewhere"],
    actions: &["taobao_pickup"],
    infer,
};

const FIRST: [&str; 4] = ["北京市", "上海市", "广州市", "深圳市"];
/// Yicai’s fifteen of 2025, as reported; the list changes by the year.
const NEW_FIRST: [&str; 15] = [
    "成都市",
    "杭州市",
    "重庆市",
    "武汉市",
    "苏州市",
    "西安市",
    "南京市",
    "长沙市",
    "郑州市",
    "天津市",
    "合肥市",
    "青岛市",
    "东莞市",
    "宁波市",
    "佛山市",
];

fn infer(view: &View<'_>) -> Finding {
    let Some(home) = first(view, "home_location") else { return evidence::too_few(0, 5) };
    let Some((tier, city)) = tier(&home.value) else { return Finding::Nothing { because: Because::BelowThreshold, found: 1, needed: 1 } };
    Finding::Claims(vec![Draft {
        emphasis: "tier",
        since: home.since,
        exhibit: home.exhibit,
        steps: home.steps,
        counter: home.counter,
        ..Draft::new(
            tier,
            Phrase::new("claim.city_tier").with("tier", Param::Word(format!("city_tier.{tier}"))).with("city", district::spoken(city)),
            home.prior,
        )
    }])
}

/// The tier of a Chinese city, and the city; `None` abroad and where no city is named.
pub(in crate::inference) fn tier(place: &str) -> Option<(&'static str, &str)> {
    let city = district::city(place);
    let names = || city.split('/');
    if place.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
        || names().count() < 2 && !FIRST.iter().any(|c| names().any(|n| n == *c))
    {
        return None;
    }
    let is = |list: &[&str]| list.iter().any(|c| names().any(|n| n == *c));
    Some((
        if is(&FIRST) {
            "first"
        } else if is(&NEW_FIRST) {
            "new_first"
        } else {
            "other"
        },
        city,
    ))
}

#[cfg(test)]
mod tests {
    use crate::inference::trial::*;

    #[test]
    fn speaks_and_is_silent() {
        let rows = |place: &'static str| every(0..300, 10, move |d| bought(at(d, 9), ME, &[place]));
        assert_eq!(speaks("city_tier", rows(HOME))[0].value, "new_first");
        assert_eq!(speaks("city_tier", rows("place.district=北京市/北京市/海淀区"))[0].value, "first");
        silent("city_tier", rows("place.foreign=DE//Leipzig"));
        silent("city_tier", every(0..300, 200, |d| bought(at(d, 9), ME, &[HOME])));
    }
}
