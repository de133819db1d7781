//! Amazon: wish lists, their names and products.
//!
//! # Variants
//! `lists`, all of them in one JSON file.
//! # What gives it away
//! A list of objects with one key each, which ends in `[List]`, `[Item 1]` or `[User]` and holds objects with one key each.
//! # Traps
//! `[Item 1]` stands before every product. Products are numbers (ASIN). A list's own entry comes before its products, `[User]` after. Dates
//! are milliseconds since 1970, or the end of time.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors.

use crate::record::{Activity, ActivityKind, Fact, Kind, Platform, Profile, ProfileField};
use crate::source::json::{At, Json, Layout, Value};
use crate::source::table::Skip;
use crate::source::{Card, Reading, Status as Known, date};

/// The source.
pub(in crate::source) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "amazon_wishlist",
        platform: Platform::Amazon,
        yields: &[Kind::Activity, Kind::Profile],
        variants: &["lists"],
        status: Known::Described,
    },
    layouts: &[Layout { variant: "lists", needs: &["[].*[].listName", "[].*[].privacy"], rows: &[("[]", entry)], ..Layout::NONE }],
    ..Json::NONE
};

fn entry(entry: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some((key, values)) = entry.entries().next() else { return Err(Skip::damaged()) };
    let values = values.items();
    let says = |name: &str| values.iter().find_map(|v| v.owned(name));
    let (list, what) = key.rsplit_once(" [").unwrap_or(("", &key));
    match what {
        "List]" => {
            let name = says("listName").unwrap_or_else(|| list.to_owned());
            let time = values.iter().find_map(|v| v.int("recentActivityDate")).and_then(date::epoch);
            let privacy = says("privacy");
            Ok(Some(Fact::Activity(Activity { time, service: privacy, ..Activity::new(ActivityKind::Like, name) })))
        }
        "User]" => {
            if let Some(value) = says("emailAddress") {
                into.beside(at.spot, Fact::Profile(Profile { field: ProfileField::Mail, value }));
            }
            Ok(None)
        }
        _ => {
            let product = says("asin").ok_or(Skip::damaged())?;
            let service = Some(list.to_owned()).filter(|l| !l.is_empty());
            Ok(Some(Fact::Activity(Activity { service, ..Activity::new(ActivityKind::Like, product) })))
        }
    }
}
