//! Places: districts as signals name them (`省/市/区县`, `US/CA/San Francisco`). Never anything finer.

use crate::observer::{Event, View};
use crate::phrase::Param;

/// The place an event names, if it names one.
pub(super) fn of<'v>(view: &'v View<'_>, event: &'v Event) -> Option<&'v str> {
    ["place.district", "place.foreign"].iter().find_map(|tag| {
        let best = view.seen(event, tag).filter(|s| s.value.is_some()).max_by(|a, b| a.weight.total_cmp(&b.weight))?;
        best.value.map(|v| view.name(v))
    })
}

/// Whether it names more than a country or a province: `DE` is no neighbourhood.
pub(super) fn within_a_country(place: &str) -> bool {
    place.split('/').filter(|part| !part.trim().is_empty()).count() > 1
}

/// Country, state and city of it, or province and city: its first parts without the district.
pub(super) fn city(place: &str) -> &str {
    let abroad = place.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    if abroad {
        return place;
    }
    place.match_indices('/').nth(1).and_then(|(at, _)| place.get(..at)).unwrap_or(place)
}

/// As one says it: 杭州市西湖区, San Francisco, CA.
pub(super) fn spoken(place: &str) -> Param {
    let parts: Vec<&str> = place.split('/').filter(|p| !p.is_empty()).collect();
    let abroad = place.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
    let said = match parts.as_slice() {
        [.., region, city] if abroad && parts.len() > 2 => format!("{city}, {region}"),
        [.., last] if abroad => (*last).to_owned(),
        [.., city, district] if parts.len() > 2 => format!("{city}{district}"),
        [.., last] => (*last).to_owned(),
        [] => String::new(),
    };
    Param::Text(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_alone_is_no_neighbourhood() {
        assert!(!within_a_country("DE") && !within_a_country("DE//") && within_a_country("DE//Leipzig"));
    }

    #[test]
    fn places_are_said_as_people_say_them() {
        for (place, said, of) in [
            ("浙江省/杭州市/西湖区", "杭州市西湖区", "浙江省/杭州市"),
            ("浙江省/杭州市", "杭州市", "浙江省/杭州市"),
            ("US/CA/San Francisco", "San Francisco, CA", "US/CA/San Francisco"),
        ] {
            assert_eq!((spoken(place), city(place)), (Param::Text(said.into()), of));
        }
    }
}
