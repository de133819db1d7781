//! Priors: the share of yes before any evidence, by country (data/calibration/priors.toml, with the status of each number).

use crate::observer::View;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Share of yes and where it is from.
#[derive(Debug, Deserialize)]
struct Prior {
    p: f64,
    #[cfg(test)]
    status: String,
    #[cfg(test)]
    source: String,
}

/// By estimate, by country; `*` for all that have none of their own.
type Table = BTreeMap<String, BTreeMap<String, Prior>>;

static PRIORS: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/calibration/priors.toml")).unwrap_or_default());

/// The country asked for, else the one whose currency most rows are in. A marketplace says no more than its currency
/// here: the euro's countries have no priors of their own.
pub(super) fn country(view: &View<'_>, asked: Option<&str>) -> Option<String> {
    asked.map(str::to_ascii_uppercase).or_else(|| {
        let country = match view.main_currency()?.code() {
            "CNY" => "CN",
            "USD" => "US",
            _ => return None,
        };
        Some(country.to_owned())
    })
}

/// An estimate's prior in a country; even odds for an id that has none.
pub(super) fn of(id: &str, country: Option<&str>) -> f64 {
    let entry = PRIORS.get(id);
    entry.and_then(|by| country.and_then(|c| by.get(c)).or_else(|| by.get("*"))).map_or(0.5, |prior| prior.p)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::estimate::IDS;

    #[test]
    fn every_estimate_has_a_prior_with_status_and_source() {
        assert_eq!(PRIORS.len(), IDS.len());
        for id in IDS {
            let by_country = &PRIORS[id];
            assert!(by_country.contains_key("*"), "{id}");
            for prior in by_country.values() {
                assert!(prior.p > 0.0 && prior.p < 1.0 && !prior.source.is_empty(), "{id}");
                assert!(["panel", "survey", "census", "expert"].contains(&prior.status.as_str()), "{id}");
            }
        }
    }

    #[test]
    fn a_country_without_its_own_number_has_the_panels() {
        assert_eq!(of("kids", Some("CN")), 0.35);
        assert_eq!(of("kids", Some("US")), of("kids", None));
        assert_eq!(of("renter", Some("DE")), of("renter", None));
    }
}
