//! What platforms themselves wrote down about the person: interests, audiences, guessed properties, scores. Their words, counted and
//! located, and kept apart from all that is derived here.

use super::wire::WireOrigin;
use crate::observer::View;
use crate::phrase::{Param, Phrase, Said};
use crate::record::{Kind, LabelKind};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
#[cfg(test)]
use ts_rs::TS;

/// One label of a platform's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(TS), ts(export))]
pub struct Label {
    /// Platform id.
    pub platform: String,
    /// Its name.
    pub platform_name: Said,
    /// What sort of label.
    pub kind: String,
    /// That in words.
    pub kind_name: Said,
    /// Verbatim.
    pub label: String,
    /// Of properties and scores: what it says, verbatim.
    pub value: Option<String>,
    /// Who made it, or in which list it stands, as printed.
    pub list: Option<String>,
    /// What it touches on, if that is sensitive: it is folded until somebody asks.
    pub topic: Option<String>,
    /// That in words.
    pub topic_name: Option<Said>,
    /// Rows that say so.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
    /// The first twenty of them.
    pub origins: Vec<WireOrigin>,
}

/// Labels of one platform and kind that text and pages print; the document has all.
pub(super) const PRINTED: usize = 30;

/// Every label in this view: by platform, by kind, by how often it stands there. `origins` names the first of some records' places.
pub(crate) fn of(view: &View<'_>, origins: &dyn Fn(&[usize]) -> Vec<WireOrigin>) -> Vec<Label> {
    let base = view.base();
    let mut found: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for event in view.events().iter().filter(|e| e.kind == Kind::AdLabel) {
        // An observer of who and when alone sees no words.
        let (Some(label), Some(beside)) = (event.item, base.label(event.record)) else { continue };
        let words = |name| base.name(name).to_owned();
        let key = (event.platform.id(), beside.kind, words(label), beside.value.map(words), beside.list.map(words));
        found.entry(key).or_default().push(event.record);
    }
    let mut labels: Vec<(Key, Vec<usize>)> = found.into_iter().collect();
    // Those that stand there most often first; equals stay in the order of their words.
    labels.sort_by_key(|((platform, kind, ..), rows)| (*platform, *kind, std::cmp::Reverse(rows.len())));
    labels.into_iter().map(|(key, rows)| label(key, rows.len() as u64, origins(&rows))).collect()
}

/// What makes two labels one: platform, kind, label, value, list.
type Key = (&'static str, LabelKind, String, Option<String>, Option<String>);

fn label((platform, kind, label, value, list): Key, count: u64, origins: Vec<WireOrigin>) -> Label {
    let topic = topic(&[Some(&label), value.as_ref()]);
    Label {
        platform: platform.to_owned(),
        platform_name: Phrase::new(format!("platform.{platform}")).said(),
        kind: kind.id().to_owned(),
        kind_name: Phrase::new(format!("label_kind.{}", kind.id())).said(),
        topic: topic.map(str::to_owned),
        topic_name: topic.map(|id| Phrase::new(format!("label_topic.{id}")).said()),
        label,
        value,
        list,
        count,
        origins,
    }
}

/// Labels as they are printed: those of one platform and kind together, of many the first, and how many are folded or left out.
pub(super) struct Printed<'l> {
    pub(super) heading: [&'l Said; 2],
    pub(super) shown: Vec<&'l Label>,
    pub(super) folded: u64,
    pub(super) more: u64,
}

/// Groups them for print.
pub(super) fn printed(labels: &[Label], sensitive: bool) -> Vec<Printed<'_>> {
    let groups = labels.chunk_by(|a, b| (&a.platform, &a.kind) == (&b.platform, &b.kind));
    groups.filter_map(|group| group_of(group, sensitive)).collect()
}

fn group_of(labels: &[Label], sensitive: bool) -> Option<Printed<'_>> {
    let first = labels.first()?;
    let (open, folded): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| sensitive || label.topic.is_none());
    let more = open.len().saturating_sub(PRINTED) as u64;
    let shown = open.into_iter().take(PRINTED).collect();
    Some(Printed { heading: [&first.platform_name, &first.kind_name], shown, folded: folded.len() as u64, more })
}

impl Printed<'_> {
    /// What of it isn't shown, a sentence each.
    pub(super) fn rest(&self) -> Vec<Phrase> {
        let rest = [("report.labels_folded", self.folded), ("report.labels_more", self.more)];
        rest.into_iter().filter(|(_, n)| *n > 0).map(|(id, n)| Phrase::new(id).with("n", Param::Count(n))).collect()
    }
}

/// Words that mark a label as sensitive, by topic.
struct Topics {
    matcher: Option<AhoCorasick>,
    /// Of each pattern, its topic.
    topics: Vec<String>,
}

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let by_topic: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("../../data/label_topics.toml")).unwrap_or_default();
    let (topics, words): (Vec<String>, Vec<String>) =
        by_topic.into_iter().flat_map(|(topic, words)| words.into_iter().map(move |word| (topic.clone(), word))).unzip();
    Topics { matcher: AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok(), topics }
});

/// The sensitive topic that these words touch on. A word of letters counts where a word begins.
fn topic(words: &[Option<&String>]) -> Option<&'static str> {
    let topics: &'static Topics = &TOPICS;
    let matcher = topics.matcher.as_ref()?;
    words.iter().flatten().find_map(|text| {
        let begins = |at: usize| text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|c| !c.is_alphabetic());
        let latin = |at: usize| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_ascii_alphabetic());
        let found = matcher.find_overlapping_iter(text.as_str()).find(|m| !latin(m.start()) || begins(m.start()))?;
        topics.topics.get(found.pattern().as_usize()).map(String::as_str)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_touches_on_a_sensitive_topic_is_known_by_its_words() {
        let of = |label: &str| topic(&[Some(&label.to_owned())]);
        assert_eq!(of("Diabetes & Blood Sugar"), Some("health"));
        assert_eq!(of("孕产 · 备孕人群"), Some("health"));
        assert_eq!(of("Likely to vote: Conservative"), Some("politics"));
        assert_eq!(of("African American culture"), Some("ethnicity"));
        assert_eq!(of("LGBTQ+ community"), Some("orientation"));
        assert_eq!(of("Katholische Kirche"), Some("religion"));
        assert_eq!(of("Payday loans"), Some("money"));
        for plain in ["Cooking", "Home & Garden", "汽车爱好者", "Football", "Essex", "Grape juice", "Pets"] {
            assert_eq!(of(plain), None, "{plain}");
        }
    }
}
