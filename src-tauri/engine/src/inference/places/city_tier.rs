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
use std::collections::HashMap;
use std::sync::LazyLock;

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

/// Cities of the first two tiers.
static TIERS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/city_tiers.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).collect()
});

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
    let known = city.split('/').find_map(|name| TIERS.get(name).copied());
    let abroad = place.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    // Points and provinces name no city.
    let named = city.split('/').count() > 1 && !city.bytes().any(|b| b.is_ascii_digit());
    (!abroad && (named || known.is_some())).then(|| (known.unwrap_or("other"), city))
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
