//! Observers: eyes, as dated data (`data/observers.toml`), and the view each one has.

mod base;
mod detail;
mod event;
mod identity;
mod index;
mod join;
mod owner;
mod places;
mod verdicts;
mod version;
mod view;

pub use base::{Base, Name};
pub use detail::{Deed, Detail, Goods, Labelled, Line, Listed, Login, Movement, Stay};
pub use event::{Event, Seen};
pub use identity::{Bond, Identity, Mark, Sort};
pub use join::Join;
pub use owner::Open;
pub use view::View;

use crate::record::Platform;
use serde::Deserialize;
use std::sync::LazyLock;

/// An eye.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observer {
    /// Stable id. Words: `observer.<id>`, and for assumptions `observer.<id>.chip` and `observer.<id>.sentence`.
    pub id: String,
    /// A company, or several together.
    pub group: Group,
    /// Whether the view itself is an assumption of ours, to be labelled.
    #[serde(default)]
    pub assumption: bool,
    /// What it sees; the first line that fits a record decides.
    pub sees: Vec<Sight>,
}

/// What sort of observer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Group {
    /// One company.
    Company,
    /// Several taken together, or whoever holds the files.
    Together,
}

/// One kind of record an observer sees.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sight {
    /// A platform's id, or `*`.
    pub platform: String,
    /// How much of it.
    pub content: Content,
    /// On what basis; words are `relation.<id>`.
    pub relation: String,
    /// Since when: older rows are not seen.
    pub since: Since,
    /// How we know: documented, reported, assumption.
    pub status: String,
    /// Only rows paid this way: `bank` (a card or bank account) or `wechat`.
    #[serde(default)]
    pub method: Option<Method>,
}

/// A month, `YYYY-MM` in the data, as a number to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Since(i32);

impl TryFrom<String> for Since {
    type Error = &'static str;

    fn try_from(s: String) -> Result<Since, &'static str> {
        let parts = s.split_once('-').and_then(|(y, m)| Some((y.parse().ok()?, m.parse::<u32>().ok()?)));
        parts.filter(|(_, m)| (1..=12).contains(m)).map(|(y, m)| Since(month_number(y, m))).ok_or("YYYY-MM")
    }
}

impl From<Since> for String {
    fn from(since: Since) -> String {
        format!("{:04}-{:02}", since.0.div_euclid(12), since.0.rem_euclid(12) + 1)
    }
}

/// Months since the year 0.
fn month_number(year: i32, month: u32) -> i32 {
    year * 12 + i32::try_from(month).unwrap_or(1) - 1
}

/// How much of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Who, when, how much.
    Metadata,
    /// All of it.
    Full,
}

/// A way of paying that a third party routes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Bank cards and accounts.
    Bank,
    /// WeChat Pay.
    Wechat,
}

#[derive(Deserialize)]
struct File {
    observer: Vec<Observer>,
}

static OBSERVERS: LazyLock<Vec<Observer>> =
    LazyLock::new(|| toml::from_str::<File>(include_str!("../../data/observers.toml")).map(|f| f.observer).unwrap_or_default());

/// Every observer, in the order of the list.
pub fn all() -> &'static [Observer] {
    &OBSERVERS
}

/// The observer with this id.
pub fn by_id(id: &str) -> Option<&'static Observer> {
    all().iter().find(|o| o.id == id)
}

impl Observer {
    /// How much of a record of the base it sees.
    fn sees_record(&self, base: &Base, record: usize) -> Option<Content> {
        let (event, beside) = (base.events.get(record)?, base.beside.get(record)?);
        self.sight(event.platform, beside.month, beside.method)
    }

    /// How many records it sees anything of.
    pub fn rows_seen(&self, base: &Base) -> usize {
        (0..base.events.len()).filter(|r| base.counts_once(*r) && self.sees_record(base, *r).is_some()).count()
    }

    /// How much of a record on this platform, of this month and paid this way, it sees.
    fn sight(&self, platform: Platform, month: Option<i32>, method: Option<Method>) -> Option<Content> {
        self.sees
            .iter()
            .find(|s| {
                (s.platform == "*" || s.platform == platform.id())
                    && month.is_none_or(|m| m >= s.since.0)
                    && s.method.is_none_or(|m| Some(m) == method)
            })
            .map(|s| s.content)
    }

    /// The platforms it sees anything of, by id; `*` for all.
    pub fn platforms(&self) -> Vec<&str> {
        self.sees.iter().map(|s| s.platform.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_who_always_exists() {
        for id in ["alibaba", "ant", "tencent", "amazon", "meta", "paypal", "bank", "alibaba_group", "state", "metadata", "everything"] {
            assert!(by_id(id).is_some(), "{id}");
        }
        for o in all() {
            assert!(o.platforms().iter().all(|p| *p == "*" || Platform::from_id(p).is_some()), "{}", o.id);
        }
    }

    #[test]
    fn months_read_back_as_written() {
        assert_eq!(Since::try_from("2022-07".to_owned()).map(String::from), Ok("2022-07".to_owned()));
        assert!(Since::try_from("2022-13".to_owned()).is_err());
    }

    #[test]
    fn a_stake_grants_no_sight() {
        assert!(all().iter().flat_map(|o| &o.sees).all(|s| s.relation != "stake"));
    }

    #[test]
    fn sight_depends_on_platform_month_and_method() {
        let bank = by_id("bank").unwrap();
        assert_eq!(bank.sight(Platform::Alipay, Some(month_number(2024, 1)), None), None);
        assert_eq!(bank.sight(Platform::Alipay, Some(month_number(2024, 1)), Some(Method::Bank)), Some(Content::Metadata));
        assert_eq!(by_id("alibaba_group").unwrap().sight(Platform::Alipay, Some(month_number(2012, 1)), None), None);
    }
}
