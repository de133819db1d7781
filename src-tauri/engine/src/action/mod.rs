//! Actions: what a person can do about which claims, as dated data (`data/actions.toml`).
//! Menu names drift: each says how it is known and when it was last checked.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Something a person can do. Words: `action.<id>` and `action.<id>.how`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Stable id, e.g. `taobao_recommendations_off`.
    pub id: String,
    /// Id of the platform it is done at, or `any`.
    pub platform: String,
    /// How it is known.
    pub status: Status,
    /// Day of the last check, `YYYY-MM-DD`.
    pub checked_on: String,
    /// True where it changes what is shown, not what is stored.
    #[serde(default)]
    pub cosmetic: bool,
}

/// How an action's steps are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub enum Status {
    /// The company's own page says so, or the law.
    Documented,
    /// Third-party guides say so.
    Reported,
    /// General knowledge, not seen in a text.
    Unverified,
}

#[derive(Deserialize)]
struct File {
    action: Vec<Action>,
}

static ACTIONS: LazyLock<Vec<Action>> =
    LazyLock::new(|| toml::from_str::<File>(include_str!("../../data/actions.toml")).map(|f| f.action).unwrap_or_default());

/// Every action.
pub fn all() -> &'static [Action] {
    &ACTIONS
}

/// The action with this id.
pub fn by_id(id: &str) -> Option<&'static Action> {
    all().iter().find(|a| a.id == id)
}
