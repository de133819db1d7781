//! Shelves: titles that name a shelf of the grocery panel the household weights were fitted on
//! (data/calibration/household.tsv), in the manner of supermarkets' lists: `[Store Brand ]TYPE, CATEGORY, SIZE`.
//!
//! Value: the panel's own name. A whole segment must be the name: "Diapers, Size 3" is on the shelf of diapers, "Best diapers"
//! is not. With a shelf come `shelf.store_brand` and, where less was paid than the unit price says, `shelf.discounted`.
//! Traps: the category is the second segment unless that is a size (begins with a digit), then the first; a name that is both
//! counts as category only. Ordinary product titles name no shelf: the estimates then stay near their priors.

use super::Signal;
use super::text::{Part, Texts};
use crate::record::{Fact, Purchase};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Types and categories of the panel, by their names in lower case.
struct Shelves {
    types: HashMap<String, &'static str>,
    categories: HashMap<String, &'static str>,
}

static SHELVES: LazyLock<Shelves> = LazyLock::new(|| {
    let data = include_str!("../../data/calibration/household.tsv");
    let named = |wanted: &str| -> HashMap<String, &'static str> {
        let rows = data.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').skip(1));
        rows.filter_map(|mut row| (row.next()? == wanted).then(|| row.next())?).map(|name| (name.to_lowercase(), name)).collect()
    };
    Shelves { types: named("type"), categories: named("category") }
});

const STORE_BRAND: &str = "store brand ";

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    let Fact::Purchase(purchase) = texts.fact else { return };
    for (_, title) in texts.parts(&[Part::Title]) {
        let title = title.to_lowercase();
        let (own, rest) = title.strip_prefix(STORE_BRAND).map_or((false, title.as_str()), |rest| (true, rest));
        let mut segments = rest.split(", ");
        let first = segments.next().unwrap_or_default();
        let second = segments.next().filter(|s| !s.starts_with(|c: char| c.is_ascii_digit()));
        let category = second.unwrap_or(first);
        let category_seen = SHELVES.categories.get(category);
        let type_seen = SHELVES.types.get(first).filter(|_| first != category);
        out.extend(category_seen.map(|name| Signal::new("shelf.category", Some(name), 1.0)));
        out.extend(type_seen.map(|name| Signal::new("shelf.type", Some(name), 1.0)));
        if category_seen.or(type_seen).is_some() {
            out.extend(own.then(|| Signal::new("shelf.store_brand", None, 1.0)));
            out.extend(discounted(purchase).then(|| Signal::new("shelf.discounted", None, 1.0)));
        }
    }
}

/// Whether less was paid than the unit price comes to, by more than rounding it to cents can explain.
fn discounted(purchase: &Purchase) -> bool {
    let Some((unit, paid)) = purchase.unit_price.zip(purchase.paid) else { return false };
    let pieces = i64::from(purchase.quantity);
    unit.minor.checked_mul(pieces).is_some_and(|full| full.saturating_sub(paid.minor).saturating_mul(2) > pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Amount, Status};

    fn seen(title: &str, unit: i64, quantity: u32, paid: i64) -> Vec<String> {
        let purchase = Purchase {
            time: None,
            order_id: None,
            title: title.into(),
            variant: None,
            category_label: None,
            item_id: None,
            quantity,
            unit_price: Some(Amount::fen(unit)),
            paid: Some(Amount::fen(paid)),
            seller: None,
            marketplace: None,
            recipient: None,
            gift: None,
            method: None,
            status: Status::Done,
        };
        let mut out = Vec::new();
        extract(&Texts::of(&Fact::Purchase(purchase)), &mut out);
        out.into_iter().map(|s| s.value.map_or(s.tag.clone(), |v| format!("{}={v}", s.tag))).collect()
    }

    #[test]
    fn segments_that_are_the_panels_names_are_seen() {
        assert_eq!(seen("BANANAS, tropical fruit, 1 lb", 100, 1, 100), ["shelf.category=Tropical Fruit", "shelf.type=Bananas"]);
        assert_eq!(
            seen("Store Brand Tropical Fruit, 1 lb", 100, 1, 80),
            ["shelf.category=Tropical Fruit", "shelf.store_brand", "shelf.discounted"]
        );
    }

    #[test]
    fn words_inside_a_segment_are_not() {
        assert!(seen("Fresh bananas for the office", 100, 1, 80).is_empty());
        assert!(seen("Store Brand Desk Lamp, Black", 100, 1, 80).is_empty());
        assert!(seen("Wall poster, Bananas", 100, 1, 100).is_empty());
        assert!(seen("", 100, 1, 80).is_empty());
    }

    #[test]
    fn rounding_is_no_discount() {
        assert!(!seen("Bananas, Tropical Fruit", 33, 3, 98).contains(&"shelf.discounted".to_owned()));
        assert!(seen("Bananas, Tropical Fruit", 33, 3, 97).contains(&"shelf.discounted".to_owned()));
    }
}
