//! Chinese regions: today's names by code, the codes of ID numbers since 1981, and reading places out of text.
//!
//! Places are written `省/市/区县` by today's names with what is known; municipalities repeat their name as the city.
//! Traps: 朝阳区 is in two cities, 北京路 in many, 兰州拉面 everywhere; see data/lexicon/place_not.tsv.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

static REGIONS: LazyLock<Regions> = LazyLock::new(Regions::load);

struct Regions {
    names: BTreeMap<&'static str, &'static str>,
    codes: HashMap<&'static str, Vec<Term>>,
    finder: Option<AhoCorasick>,
    mentions: Vec<Mention>,
    not_after: Vec<&'static str>,
}

/// One spell of a region code.
struct Term {
    from: i32,
    to: Option<i32>,
    today: &'static str,
}

/// A name to look for, and whose it may be.
struct Mention {
    codes: Vec<&'static str>,
    full: bool,
}

/// A place read in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place {
    /// `省/市/区县` with what is known.
    pub(super) path: String,
    /// From 0 to 1.
    pub(super) weight: f32,
    /// One past the last byte of its name.
    pub(super) end: usize,
    /// Whether the district is known.
    pub(super) district: bool,
}

/// A name without its ending: 杭州市 → 杭州; `None` where too little is left.
fn short(name: &str) -> Option<&str> {
    let endings = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "新区", "市", "省", "区", "县"];
    let bare = endings.iter().find_map(|e| name.strip_suffix(e))?;
    (bare.chars().count() >= 2).then_some(bare)
}

impl Regions {
    fn load() -> Regions {
        let rows = |data: &'static str| data.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t'));
        let names: BTreeMap<_, _> =
            rows(include_str!("../../data/lexicon/regions.tsv")).filter_map(|mut r| Some((r.next()?, r.next()?))).collect();
        let mut codes: HashMap<_, Vec<Term>> = HashMap::new();
        for mut row in rows(include_str!("../../data/lexicon/region_codes.tsv")) {
            if let (Some(code), Some(from), Some(to), Some(today)) = (row.next(), row.next(), row.next(), row.next()) {
                codes.entry(code).or_default().push(Term { from: from.parse().unwrap_or(1981), to: to.parse().ok(), today });
            }
        }
        let (mut not_after, mut words) = (Vec::new(), HashSet::new());
        for mut row in rows(include_str!("../../data/lexicon/place_not.tsv")) {
            match (row.next(), row.next()) {
                (Some("after"), Some(text)) => not_after.push(text),
                (Some("word"), Some(text)) => drop(words.insert(text)),
                _ => {}
            }
        }
        let mut terms: BTreeMap<&'static str, Mention> = BTreeMap::new();
        for (&code, &name) in &names {
            let mut put = |term, full| terms.entry(term).or_insert_with(|| Mention { codes: Vec::new(), full }).codes.push(code);
            let repeated = code.len() == 4 && names.get(code.get(..2).unwrap_or_default()) == Some(&name);
            if name.chars().count() >= 3 && !repeated {
                put(name, true);
            }
            if let Some(bare) = short(name).filter(|b| code.len() < 6 && !repeated && !words.contains(b)) {
                put(bare, false);
            }
        }
        let finder = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(terms.keys()).ok();
        Regions { names, codes, finder, mentions: terms.into_values().collect(), not_after }
    }

    fn path(&self, code: &str) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for length in [2, 4, 6] {
            let name = code.get(..length).and_then(|c| self.names.get(c)).copied();
            parts.extend(name.filter(|n| *n != "-"));
        }
        if parts.len() == 1 && code.len() == 2 && matches!(code, "11" | "12" | "31" | "50") {
            parts.extend(parts.clone());
        }
        parts.join("/")
    }
}

/// Where an ID number with these first six digits was given to somebody born in `year`; `None` if it can't have been.
///
/// A code abolished before the birth is none of theirs; for those born since 1986 neither is one that is more than 18
/// years younger (numbers are given at registration since then).
pub(super) fn of_code(code: &str, year: i32) -> Option<String> {
    // The table leaves out 市辖区 (01), the code of a city's own districts together, which many numbers carry.
    let city = || code.strip_suffix("01").and_then(|city| REGIONS.codes.get(format!("{city}00").as_str()));
    let terms = REGIONS.codes.get(code).or_else(city)?;
    let term = terms.iter().find(|t| t.to.is_none_or(|to| to >= year) && (year < 1986 || t.from <= year + 18))?;
    Some(if term.today.contains('/') { term.today.to_owned() } else { REGIONS.path(term.today) })
}

/// Places named in a text. Short names (杭州) count only where `loose`.
pub(super) fn places(text: &str, loose: bool) -> Vec<Place> {
    let all = &*REGIONS;
    let Some(finder) = &all.finder else { return Vec::new() };
    let mut found: Vec<(usize, usize, &Mention)> = finder
        .find_overlapping_iter(text)
        .filter_map(|m| all.mentions.get(m.pattern().as_usize()).map(|mention| (m.start(), m.end(), mention)))
        .collect();
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
    let (mut places, mut around, mut free_from): (Vec<Place>, Option<&str>, usize) = (Vec::new(), None, 0);
    for (start, end, mention) in found {
        let rest = text.get(end..).unwrap_or_default();
        if start < free_from || (!mention.full && all.not_after.iter().any(|after| rest.starts_with(after))) {
            continue;
        }
        let inside = |code: &&&str| around.is_some_and(|a| code.starts_with(a) && code.len() > a.len());
        let within = mention.codes.iter().find(inside).copied();
        let Some(code) = within.or_else(|| best(&mention.codes)) else { continue };
        if !mention.full && !loose {
            around = Some(code);
            continue;
        }
        free_from = end;
        let below = (code.len() < 6).then(|| named_after(all, code, rest)).flatten();
        let (code, end) = below.map_or((code, end), |(code, length)| (code, end + length));
        free_from = free_from.max(end);
        let sure = within.is_some() || below.is_some() || mention.full;
        let weight = match (sure, code.len()) {
            (true, 6) if within.is_some() || below.is_some() => 0.9,
            (true, 6) => 0.65,
            (true, _) => 0.7,
            (false, _) => 0.5,
        };
        if within.is_some() {
            places.pop();
        }
        around = Some(code);
        places.push(Place { path: all.path(code), weight, end, district: code.len() == 6 });
    }
    places
}

/// The code a name stands for alone: a province or city before a district; a district only if there is no other.
fn best(codes: &[&'static str]) -> Option<&'static str> {
    let shortest = codes.iter().min_by_key(|c| c.len()).copied()?;
    (shortest.len() < 6 || codes.len() == 1).then_some(shortest)
}

/// A district of this city (or province) whose bare name follows: 北京 + 大兴万科广场.
fn named_after(all: &Regions, code: &'static str, rest: &str) -> Option<(&'static str, usize)> {
    let trimmed = rest.trim_start_matches(['市', '·', ' ', '-']);
    let skipped = rest.len() - trimmed.len();
    let children = all.names.range(code..).take_while(|(c, _)| c.starts_with(code)).filter(|(c, _)| c.len() == 6);
    children
        .filter_map(|(&child, &name)| short(name).filter(|bare| trimmed.starts_with(bare)).map(|bare| (child, name, bare)))
        .max_by_key(|(_, _, bare)| bare.len())
        .map(|(child, name, bare)| (child, skipped + if trimmed.starts_with(name) { name.len() } else { bare.len() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        places(text, true).into_iter().map(|p| p.path).collect()
    }

    #[test]
    fn districts_are_read_beside_their_city() {
        assert_eq!(read("北京市朝阳区某路1号"), ["北京市/北京市/朝阳区"]);
        assert_eq!(read("吉林省长春市朝阳区"), ["吉林省/长春市/朝阳区"]);
        assert_eq!(read("北京大兴万科广场店"), ["北京市/北京市/大兴区"]);
        assert_eq!(read("浙江杭州西湖区"), ["浙江省/杭州市/西湖区"]);
        assert_eq!(read("浦东新区"), ["上海市/上海市/浦东新区"]);
        assert_eq!(read("哈尔滨地铁"), ["黑龙江省/哈尔滨市"]);
    }

    #[test]
    fn names_of_other_things_are_no_places() {
        for text in ["朝阳区", "鼓楼区", "兰州拉面", "北京路", "南京银行", "朝阳", "上海银行"] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn abolished_codes_lead_to_today() {
        assert_eq!(of_code("110103", 1905).as_deref(), Some("北京市/北京市/东城区"));
        assert_eq!(of_code("110103", 2015), None);
        assert_eq!(of_code("110101", 1990).as_deref(), Some("北京市/北京市/东城区"));
        assert_eq!(of_code("440301", 1905).as_deref(), Some("广东省/深圳市"));
        assert_eq!(of_code("512301", 1905).as_deref(), Some("重庆市/重庆市/涪陵区"));
        assert_eq!(of_code("999999", 1990), None);
    }
}
