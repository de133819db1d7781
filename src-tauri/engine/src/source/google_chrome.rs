//! Chrome history: pages opened in a browser that was logged in.
//!
//! # Variants
//! `json`, `Chrome/History.json`, before 2024 `Chrome/BrowserHistory.json`.
//! # What gives it away
//! `Browser History` with `time_usec`.
//! # Traps
//! Microseconds since 1970, not the browser's own since 1601. Pages without a title are told by their address.
//! # Where this is from
//! formats/shopping_and_accounts §5: purarue/google_takeout_parser, humandataincome/hudi-packages-connectors.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Kind, Platform};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_chrome",
        platform: Platform::Google,
        yields: &[Kind::Activity],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["Browser History[].time_usec", "Browser History[].url"],
        rows: &[("Browser History[]", row)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

fn row(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let url = v.owned("url");
    let title = v.owned("title").or_else(|| url.clone()).ok_or(Skip { code: Code::RowDamaged, hint: "url" })?;
    let time = v.int("time_usec").and_then(date::epoch).ok_or(Skip { code: Code::BadDate, hint: "time_usec" })?;
    Ok(Some(Fact::Activity(Activity {
        time: Some(time),
        url,
        service: Some("Chrome".to_owned()),
        ..Activity::new(ActivityKind::View, title)
    })))
}
