//! Phrases: every sentence the engine can say, by id, in every language (`locales/<language>/*.toml`).
//!
//! A phrase is an id and typed parameters; words are chosen when it is said, so a change of language recomputes nothing.
//! Notation of an entry (words.md): `{name}` a parameter · `[row/rows]` English one/other, chosen by the number
//! parameter last said before it. Chinese entries have one form.

mod catalogue;
mod form;

pub use catalogue::{Catalogue, catalogue};

use crate::record::Amount;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[serde(rename = "en")]
    En,
    /// 简体中文
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Lang {
    /// Every language, equal in rank.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::ZhCn];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhCn => "zh-CN",
        }
    }

    /// The language of a tag such as `zh`, `zh-CN`, `zh_CN.UTF-8`, `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let low = tag.to_ascii_lowercase();
        if low.starts_with("zh") {
            Some(Lang::ZhCn)
        } else if low.starts_with("en") {
            Some(Lang::En)
        } else {
            None
        }
    }
}

/// A parameter. Its type chooses its form in each language (words.md §4).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Param {
    /// As it is: a name, a place, a file's own word.
    Text(String),
    /// Another catalogue entry, e.g. `platform.alipay`.
    Word(String),
    /// A whole number; also chooses English plurals after it.
    Count(u64),
    /// Money.
    Money(Amount),
    /// A day.
    Day(NaiveDate),
    /// A month (the day is ignored).
    Month(NaiveDate),
    /// A year.
    Year(i32),
    /// A time of day.
    Time(NaiveTime),
    /// A share of one, shown as whole percent from 1 to 99.
    Percent(f64),
    /// A length of time in seconds, shown in the largest unit of which there is one.
    Seconds(u64),
    /// Several, joined as the language joins them.
    List(Vec<Param>),
    /// A phrase of its own.
    Phrase(Box<Phrase>),
}

/// A sentence before it is said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phrase {
    /// Catalogue id.
    pub id: String,
    /// Parameters by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub with: BTreeMap<String, Param>,
}

/// The same sentence in every language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Said {
    /// English.
    pub en: String,
    /// 简体中文
    #[serde(rename = "zh-CN")]
    #[cfg_attr(test, ts(rename = "zh-CN"))]
    pub zh_cn: String,
}

impl Param {
    /// In its form for a sentence.
    pub fn say(&self, lang: Lang) -> String {
        form::form(self, lang)
    }
}

impl Phrase {
    /// A phrase without parameters.
    pub fn new(id: impl Into<String>) -> Phrase {
        Phrase { id: id.into(), with: BTreeMap::new() }
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &str, param: Param) -> Phrase {
        self.with.insert(name.to_owned(), param);
        self
    }

    /// The sentence in one language. An id without words shows itself in guillemets, and a test keeps that from shipping.
    pub fn say(&self, lang: Lang) -> String {
        form::fill(self, lang)
    }

    /// The part of the sentence that a parameter's words are, in every language; empty if it has no such parameter.
    pub fn part_said(&self, name: &str) -> Said {
        Said { en: form::part(self, name, Lang::En), zh_cn: form::part(self, name, Lang::ZhCn) }
    }

    /// The sentence in every language.
    pub fn said(&self) -> Said {
        Said { en: self.say(Lang::En), zh_cn: self.say(Lang::ZhCn) }
    }
}

impl Said {
    /// One of the two.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::ZhCn => &self.zh_cn,
        }
    }
}
