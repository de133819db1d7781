//! Baskets: what the purchases of a view come to, in the measures the weights were fitted on (bench/households/features.py):
//! purchases a year per shelf name, and twelve habits of buying.
//!
//! Differences from there: the shares of store brand and discounted lines are of the lines a shelf was named in, since only
//! those leave the signals; habits in money are left open for other currencies than the panel's.

use crate::observer::View;
use crate::record::{Kind, Status};
use chrono::{Datelike, NaiveDateTime, Timelike};
use std::collections::{BTreeMap, BTreeSet};

/// Shorter histories than this count as this long: two buys in a day are no seven hundred a year.
const SHORTEST_DAYS: i64 = 60;

/// The purchases of a view.
#[derive(Debug, Default)]
pub(super) struct Basket {
    /// Order lines that were not called off.
    pub(super) lines: usize,
    /// Of these, lines with a title that names a shelf of the panel.
    pub(super) matched: usize,
    /// Whole days between the first and the last, and one; 0 without any.
    pub(super) days: i64,
    types: BTreeMap<String, u32>,
    categories: BTreeMap<String, u32>,
    habits: BTreeMap<&'static str, f64>,
}

impl Basket {
    /// Collects them.
    pub(super) fn of(view: &View<'_>) -> Basket {
        let bought = view.which(|e| e.kind == Kind::Purchase && !e.duplicate && e.status != Status::Cancelled);
        let mut basket = Basket { lines: bought.len(), ..Basket::default() };
        let (mut own, mut discounted, mut pieces, mut paid, mut priced) = (0, 0, 0_u64, 0_i64, 0);
        let (mut orders, mut items, mut times) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for event in bought.iter().filter_map(|i| view.event(*i)) {
            let mut named = false;
            for seen in &event.seen {
                let shelf = match view.name(seen.tag) {
                    "shelf.type" => &mut basket.types,
                    "shelf.category" => &mut basket.categories,
                    "shelf.store_brand" => {
                        own += 1;
                        continue;
                    }
                    "shelf.discounted" => {
                        discounted += 1;
                        continue;
                    }
                    _ => continue,
                };
                if let Some(value) = seen.value {
                    *shelf.entry(view.name(value).to_owned()).or_default() += 1;
                    named = true;
                }
            }
            basket.matched += usize::from(named);
            pieces += u64::from(event.quantity);
            if let Some(amount) = event.gross.filter(|a| a.currency.code() == "USD") {
                paid += amount.minor;
                priced += 1;
            }
            orders.extend(event.order);
            items.extend(event.item);
            times.extend(event.time);
        }
        basket.days = times.iter().max().zip(times.iter().min()).map_or(0, |(last, first)| (*last - *first).num_days() + 1);
        let (lines, years) = (basket.lines as f64, basket.years());
        let (weeks, dollars) = (years * 52.18, paid as f64 / 100.0);
        let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
        let at = |wanted: fn(&NaiveDateTime) -> bool| share(times.iter().filter(|t| wanted(t)).count(), times.len());
        let some = |there: bool, value: f64| (there && value.is_finite()).then_some(value);
        let habits = [
            ("log2(1+spend per week)", some(priced > 0, (1.0 + dollars / weeks).log2())),
            ("log2(1+orders per week)", some(!orders.is_empty(), (1.0 + orders.len() as f64 / weeks).log2())),
            ("log2(lines per order)", some(!orders.is_empty(), (lines / orders.len() as f64).log2())),
            ("log2(mean paid per line)", some(priced > 0, (dollars / f64::from(priced)).max(0.01).log2())),
            ("share of lines discounted", share(discounted, basket.matched)),
            ("share of store brand lines", share(own, basket.matched)),
            ("share bought 21-06", at(|t| t.hour() >= 21 || t.hour() < 6)),
            ("share bought 06-10", at(|t| (6..10).contains(&t.hour()))),
            ("share bought 10-16", at(|t| (10..16).contains(&t.hour()))),
            ("share bought at weekend", at(|t| t.weekday().number_from_monday() >= 6)),
            ("log2(mean units per line)", some(pieces > 0, (pieces as f64 / lines).log2())),
            ("log2(1+distinct products per year)", some(!items.is_empty(), (1.0 + items.len() as f64 / years).log2())),
        ];
        basket.habits = habits.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        basket
    }

    /// The measure of one weight; `None` for a habit that these files don't show.
    pub(super) fn x(&self, kind: &str, name: &str) -> Option<f64> {
        let a_year = |shelves: &BTreeMap<String, u32>| (1.0 + f64::from(shelves.get(name).copied().unwrap_or(0)) / self.years()).log2();
        match kind {
            "type" => Some(a_year(&self.types)),
            "category" => Some(a_year(&self.categories)),
            _ => self.habits.get(name).copied(),
        }
    }

    /// Every measure that is there.
    pub(super) fn measures(&self) -> Vec<(&'static str, String, f64)> {
        let shelves = [("type", &self.types), ("category", &self.categories)];
        let bought = shelves.into_iter().flat_map(|(kind, names)| names.keys().map(move |name| (kind, name.as_str())));
        let all = bought.chain(self.habits.keys().map(|name| ("behaviour", *name)));
        all.filter_map(|(kind, name)| Some((kind, name.to_owned(), self.x(kind, name)?))).collect()
    }

    /// Share of lines that name a shelf of the panel.
    pub(super) fn share_matched(&self) -> f64 {
        self.matched as f64 / self.lines.max(1) as f64
    }

    fn years(&self) -> f64 {
        self.days.max(SHORTEST_DAYS) as f64 / 365.0
    }
}
