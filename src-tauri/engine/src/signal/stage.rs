//! Stages of life: for whom a thing is made, by words (data/lexicon/stage.tsv), by printed ages, and by the sizes of
//! nappies, formula and clothes (data/lexicon/stage_sizes.tsv).
//!
//! Value: months since birth as a range, `6-12`, where the title states it; the exam's name for `stage.exam`.
//! Traps: 3-6月 are months of the year (only 个月 and 月龄 count), 保质期12个月 is no age (a range, or 以上 beside baby
//! goods, is needed), S and L are sizes of everything (only beside nappies), "Kid's" has no size S.

use super::lexicon::Lexicon;
use super::text::{Part, Texts};
use super::{Signal, is_between_people};
use crate::record::Fact;
use regex::Regex;
use std::sync::LazyLock;

static STAGES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/stage.tsv")));
static SIZES: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let data = include_str!("../../data/lexicon/stage_sizes.tsv");
    let row = |line: &'static str| <[&str; 3]>::try_from(line.split('\t').collect::<Vec<_>>()).ok();
    data.lines().filter(|l| !l.starts_with('#')).filter_map(row).collect()
});
static RANGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)([0-9]{1,2})\s*(?:个月|月|岁)?\s*(?:-|~|–|至|到|to)\s*([0-9]{1,2})\s*(个月|月龄|岁|周岁|months?|mths?|years?|yrs?)")
        .ok()
});
static FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)([0-9]{1,2})\s*(个月|月龄|岁|months?|years?)\s*(?:以上|起|\+|and up|plus)").ok());
static SIZE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:size|尺码)\s*([0-7])(?-u:\b)|([0-7])\s*号|(?:^|[^a-z'’0-9])(NB|S|M|L|XL|XXL|XXXL)(?:[^a-z'’]|$)").ok()
});
static STEP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)(?:^|[^0-9])([1-4一二三四])\s*段|stage\s*([1-4])(?-u:\b)").ok());
static HEIGHT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)(?:^|[^0-9])([0-9]{2,3})\s*(?:cm|码|厘米)").ok());

pub(super) fn extract(texts: &Texts<'_>, out: &mut Vec<Signal>) {
    match texts.fact {
        Fact::Purchase(_) => {}
        Fact::Payment(p) if !is_between_people(p.kind) => {}
        _ => return,
    }
    let title: Vec<&str> = texts.parts(&[Part::Title, Part::Variant]).map(|(_, text)| text).collect();
    let title = title.join(" ");
    for hit in STAGES.find(&title) {
        out.extend(hit.entry.tag.map(|tag| Signal::new(tag, hit.entry.value, hit.entry.weight)));
    }
    let on = |shelf: &str| out.iter().any(|signal| super::tags::under(&signal.tag, shelf));
    let (nappies, formula) = (on("goods.baby.nappies"), on("goods.baby.formula"));
    let (clothes, baby) = (on("goods.childrenswear") || on("goods.baby.clothes"), on("goods.baby") || on("goods.toys"));
    let mut ranges = stated(&title, baby);
    if nappies {
        ranges.extend(sized("nappies", SIZE.as_ref(), &title));
    }
    if formula {
        ranges.extend(sized("formula", STEP.as_ref(), &title));
    }
    if clothes {
        ranges.extend(sized("clothes", HEIGHT.as_ref(), &title));
    }
    for range in ranges {
        if let Some(tag) = tag_of(&range) {
            out.push(Signal::new(tag, Some(&range), 0.85));
        }
    }
}

/// Ages as printed, in months.
fn stated(title: &str, baby: bool) -> Vec<String> {
    let mut ranges = Vec::new();
    let scale = |unit: &str| if matches!(unit.chars().next(), Some('岁' | '周' | 'y' | 'Y')) { 12 } else { 1 };
    for found in RANGE.iter().flat_map(|range| range.captures_iter(title)) {
        let unit = found.get(3).map_or("", |m| m.as_str());
        let number = |n| found.get(n).and_then(|m| m.as_str().parse::<u32>().ok()).map(|x| x * scale(unit));
        // English units also measure warranties and subscriptions.
        if let (Some(from), Some(to), true) = (number(1), number(2), baby || !unit.is_ascii()) {
            ranges.extend((from < to && to <= 216).then(|| format!("{from}-{to}")));
        }
    }
    for found in FROM.iter().filter(|_| baby && ranges.is_empty()).flat_map(|from| from.captures_iter(title)).collect::<Vec<_>>() {
        let unit = found.get(2).map_or("", |m| m.as_str());
        if let Some(from) = found.get(1).and_then(|m| m.as_str().parse::<u32>().ok()) {
            let from = from * scale(unit);
            ranges.push(format!("{from}-{}", from + if scale(unit) == 12 { 36 } else { 6 }));
        }
    }
    ranges
}

/// Months of the first size of this shelf that the title prints.
fn sized(shelf: &str, printed: Option<&Regex>, title: &str) -> Option<String> {
    let found = printed?.captures(title)?;
    let size = found.iter().skip(1).flatten().next()?.as_str().to_ascii_lowercase();
    let size = match size.as_str() {
        "一" => "1",
        "二" => "2",
        "三" => "3",
        "四" => "4",
        other => other,
    };
    SIZES.iter().find(|[s, z, _]| *s == shelf && *z == size).map(|[_, _, months]| (*months).to_owned())
}

/// The stage in whose span the middle of a range of months lies.
fn tag_of(range: &str) -> Option<&'static str> {
    let (from, to) = range.split_once('-')?;
    let middle = (from.parse::<f32>().ok()? + to.parse::<f32>().ok()?) / 2.0;
    Some(match middle {
        m if m < 2.0 => "stage.newborn",
        m if m < 12.0 => "stage.infant",
        m if m < 36.0 => "stage.toddler",
        m if m < 72.0 => "stage.preschool",
        m if m < 144.0 => "stage.primary",
        m if m <= 216.0 => "stage.secondary",
        _ => return None,
    })
}
