//! Guides: how to get one's data from each platform, as dated data (`data/guides.toml`). Menus drift: each says how its steps are known
//! and when they were last looked up.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How to get the data of one platform. Words: `guide.<id>.1` and on; `guide.<id>` where its name isn't the platform's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Stable id: the platform's, or what of it.
    pub id: String,
    /// Whose data.
    pub platform: String,
    /// How many steps.
    pub steps: u32,
    /// How long it takes: `minutes`, `hours`, `days`, `weeks`, or `none` where there is no export. Words: `guide_wait.<id>`.
    pub wait: String,
    /// Where a password comes from: `app_message`, `none`, `unknown`. Words: `guide_password.<id>`.
    pub password: String,
    /// How the steps are known: `documented`, `reported`, `unverified`. Words: `guide_status.<id>`.
    pub status: String,
    /// Day of the last look, `YYYY-MM-DD`.
    pub checked_on: String,
    /// Whether there is a note besides: `guide.<id>.note`.
    #[serde(default)]
    pub note: bool,
    /// The source whose older exports come empty, since these data now live where this guide leads.
    #[serde(default)]
    pub moved: Option<String>,
}

#[derive(Deserialize)]
struct File {
    guide: Vec<Guide>,
}

static GUIDES: LazyLock<Vec<Guide>> =
    LazyLock::new(|| toml::from_str::<File>(include_str!("../../data/guides.toml")).map(|f| f.guide).unwrap_or_default());

/// Every guide, Chinese platforms first.
pub fn all() -> &'static [Guide] {
    &GUIDES
}

/// Where data went that exports of this source no longer hold.
pub fn of_moved(source: &str) -> Option<&'static Guide> {
    all().iter().find(|g| g.moved.as_deref() == Some(source))
}

/// The guide with this id.
pub fn by_id(id: &str) -> Option<&'static Guide> {
    all().iter().find(|g| g.id == id)
}

impl Guide {
    /// Catalogue entry of its name.
    pub fn name(&self) -> String {
        if self.id == self.platform { format!("platform.{}", self.platform) } else { format!("guide.{}", self.id) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::{Lang, catalogue};
    use crate::record::Platform;
    use chrono::NaiveDate;

    #[test]
    fn every_guide_is_dated_known_and_worded() {
        assert!(all().len() >= 30);
        for g in all() {
            assert!(Platform::from_id(&g.platform).is_some() && g.checked_on.parse::<NaiveDate>().is_ok(), "{}", g.id);
            let mut wanted = vec![g.name(), format!("guide_wait.{}", g.wait), format!("guide_password.{}", g.password)];
            wanted.push(format!("guide_status.{}", g.status));
            wanted.extend((1..=g.steps).map(|n| format!("guide.{}.{n}", g.id)));
            wanted.extend(g.note.then(|| format!("guide.{}.note", g.id)));
            for lang in [Lang::En, Lang::ZhCn] {
                for id in &wanted {
                    assert!(catalogue(lang).contains_key(id.as_str()), "{id}");
                }
            }
        }
    }
}
