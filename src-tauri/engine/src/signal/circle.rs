//! Circles: what sort of group a chat's title names (data/lexicon/circle.tsv). Of a title alone, not of every line in the chat: the base
//! asks once a chat.

use super::lexicon::Lexicon;
use std::sync::LazyLock;

static CIRCLES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/lexicon/circle.tsv")));

/// The sort of circle, the surest word first.
pub fn circle(title: &str) -> Option<&'static str> {
    let hits = CIRCLES.find(title);
    hits.into_iter().filter_map(|hit| Some((hit.entry.weight, hit.entry.tag?))).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn titles_name_circles_and_names_do_not() {
        for (title, sort) in [
            ("三年级2班家长群", Some("circle.parents")),
            ("某某科技项目组", Some("circle.work")),
            ("相亲相爱一家人", Some("circle.family")),
            ("某某花园业主群", Some("circle.neighbours")),
            ("Eltern Igelgruppe", Some("circle.parents")),
            ("Football team", Some("circle.sport")),
            ("小周", None),
            ("Katrin", None),
        ] {
            assert_eq!(circle(title), sort, "{title}");
        }
    }
}
