use super::basket::Basket;
use super::*;
use crate::observer::{self, Base};
use crate::record::{Amount, ArchiveId, Currency, Fact, Moment, Origin, Platform, Purchase, Record, Spot, Status, Zone};
use crate::signal;
use crate::vault::Vault;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Time (UTC), order, title, cents, unit cents, pieces, product number.
type Line<'l> = (&'l str, &'l str, &'l str, i64, i64, u32, &'l str);

const USD: &str = "USD";

fn purchase(line: &Line<'_>, currency: &str) -> Purchase {
    let (time, order, title, paid, unit, quantity, item) = *line;
    let currency = Currency::new(currency).unwrap();
    Purchase {
        time: Some(Moment { wall: time.parse().unwrap(), zone: Zone::Utc }),
        order_id: Some(order.into()),
        title: title.into(),
        variant: None,
        category_label: None,
        item_id: Some(item.into()),
        quantity,
        unit_price: Some(Amount::new(unit, currency)),
        paid: Some(Amount::new(paid, currency)),
        seller: None,
        marketplace: Some("Amazon.com".into()),
        recipient: None,
        gift: None,
        method: None,
        status: Status::Done,
    }
}

fn base(lines: &[Line<'_>], currency: &str) -> Base {
    let mut vault = Vault::in_memory().unwrap();
    let records: Vec<_> = lines
        .iter()
        .zip(2..)
        .map(|(line, n)| {
            let origin = Origin { archive: ArchiveId("made".into()), file: "orders.csv".into(), spot: Spot::Line(n) };
            let record = Record {
                origin,
                platform: Platform::Amazon,
                source: "made".into(),
                fact: Fact::Purchase(purchase(line, currency)),
                beside: false,
            };
            let signals = signal::extract(&record.fact);
            (record, signals)
        })
        .collect();
    vault.put(&records);
    Base::of(&vault).unwrap()
}

fn look<'b>(base: &'b Base, observer: &str) -> View<'b> {
    let today = NaiveDate::from_ymd_opt(2018, 1, 2).unwrap();
    View::look(base, observer::by_id(observer).unwrap(), &BTreeSet::new(), today)
}

/// Five lines, read by bench/households/features.py too: the expected numbers are its.
const GROCERIES: [Line<'static>; 5] = [
    ("2017-01-07T23:30:00", "A", "Store Brand Lunch Combo, Tropical Fruit, 4 oz", 200, 250, 1, "B01"),
    ("2017-01-07T23:30:00", "A", "bananas, TROPICAL FRUIT", 125, 63, 2, "B02"),
    ("2017-03-14T14:05:00", "B", "Lunch Combo, Tropical Fruit, 4 oz", 250, 250, 1, "B03"),
    ("2017-03-31T02:15:00", "C", "Tropical Fruit, 1 lb", 300, 100, 4, "B04"),
    ("2017-04-17T12:00:00", "D", "Lunch Combo, Tropical Fruit, 4 oz", 250, 250, 1, "B03"),
];

#[test]
fn a_basket_measures_as_the_weights_were_fitted() {
    let base = base(&GROCERIES, USD);
    let basket = Basket::of(&look(&base, "everything"));
    assert_eq!((basket.lines, basket.matched, basket.days), (5, 5, 100));
    let expected = [
        ("category", "Tropical Fruit", 4.266787),
        ("type", "Lunch Combo", 3.578939),
        ("type", "Bananas", 2.217231),
        ("type", "Tropical Fruit", 0.0),
        ("behaviour", "log2(1+spend per week)", 0.837491),
        ("behaviour", "log2(1+orders per week)", 0.355919),
        ("behaviour", "log2(lines per order)", 0.321928),
        ("behaviour", "log2(mean paid per line)", 1.169925),
        ("behaviour", "share of lines discounted", 0.4),
        ("behaviour", "share of store brand lines", 0.2),
        ("behaviour", "share bought 21-06", 0.2),
        ("behaviour", "share bought 06-10", 0.2),
        ("behaviour", "share bought 10-16", 0.2),
        ("behaviour", "share bought at weekend", 0.4),
        ("behaviour", "log2(mean units per line)", 0.847997),
        ("behaviour", "log2(1+distinct products per year)", 3.963474),
    ];
    for (kind, name, x) in expected {
        let ours = basket.x(kind, name).unwrap();
        assert!((ours - x).abs() < 1e-6, "{name}: {ours}");
    }
}

#[test]
fn habits_in_money_stay_open_in_other_currencies() {
    let base = base(&GROCERIES, "CAD");
    let basket = Basket::of(&look(&base, "everything"));
    assert_eq!(basket.x("behaviour", "log2(1+spend per week)"), None);
    assert!(basket.x("behaviour", "share bought at weekend").is_some());
}

#[test]
fn all_thirteen_in_the_contracts_order_and_at_their_priors_without_evidence() {
    let ordinary = [("2017-01-07T23:30:00", "A", "Example Desk Lamp, Black, 2 Pack", 2_000, 2_000, 1, "B05")];
    let unseen: Vec<_> = GROCERIES.to_vec();
    for (lines, observer) in [(&[][..], "everything"), (&ordinary[..], "everything"), (&unseen[..], "metadata")] {
        let base = base(lines, USD);
        let estimates = all(&look(&base, observer), None);
        assert_eq!(estimates.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), IDS);
        for e in estimates {
            assert_eq!((e.p, e.coverage), (e.prior, 0.0), "{}", e.id);
        }
    }
}

/// A year of shopping once in ten days, three lines each.
fn year(days: u64) -> Vec<(String, String)> {
    let first = NaiveDate::from_ymd_opt(2017, 1, 1).unwrap();
    let days = (0..days).step_by(10).map(|d| first + chrono::Days::new(d));
    days.flat_map(|d| {
        ["Pediatric Analgesics, Cold and Flu", "Lunch Combo, Lunchmeat", "Bananas, Tropical Fruit"]
            .map(|t| (format!("{d}T18:00:00"), t.to_owned()))
    })
    .collect()
}

fn estimated(shopping: &[(String, String)], country: Option<&str>) -> Vec<wire::Estimate> {
    let lines: Vec<Line<'_>> =
        shopping.iter().map(|(time, title)| (time.as_str(), time.as_str(), title.as_str(), 300, 300, 1, title.as_str())).collect();
    let base = base(&lines, USD);
    all(&look(&base, "everything"), country)
}

#[test]
fn a_years_shopping_moves_the_ten_and_leaves_the_three() {
    let estimates = estimated(&year(365), None);
    for e in &estimates {
        assert!(e.p > 0.0 && e.p < 1.0, "{}", e.id);
        let person = ["female", "age_le20", "age_ge26"].contains(&e.id.as_str());
        assert_eq!(e.p == e.prior, person, "{}", e.id);
        assert_eq!(e.coverage > 0.9, !person, "{}", e.id);
    }
    assert!(estimates[0].p > estimates[0].prior, "children's medicine and lunch boxes");
}

#[test]
fn a_shorter_history_says_less_and_covers_less() {
    let (short, long) = (estimated(&year(60), None), estimated(&year(365), None));
    assert!(short[0].coverage < 0.2 && (short[0].p - short[0].prior).abs() < (long[0].p - long[0].prior).abs());
}

#[test]
fn the_countrys_prior_takes_the_panels_place() {
    let (here, there) = (estimated(&year(365), Some("US")), estimated(&year(365), Some("cn")));
    let shift = |e: &wire::Estimate| logit(e.p) - logit(e.prior);
    assert_eq!((here[1].prior, there[1].prior), (0.2983, 0.25));
    assert!((shift(&here[1]) - shift(&there[1])).abs() < 0.01);
}

#[test]
fn few_lines_count_by_what_occurs() {
    let estimates = estimated(&year(40), None);
    // Twelve lines: too few for absences to mean something; one shelf alone never moves far.
    assert!(estimates.iter().all(|e| (logit(e.p) - logit(e.prior)).abs() < 1.5));
    assert!(estimates[0].p > estimates[0].prior);
}
