//! Amazon Prime Video: what was watched and put on the watchlist.
//!
//! # Variants
//! `hours` to 2024, one row an hour of playing, with town and network · `viewings` since, with beginning, end and device · `watchlist` ·
//! `watchlist_history`.
//! # What gives it away
//! `Playback Hour` with `ISP`; `Playback Start Datetime (UTC)`; `itemAddedDate` with `catalogTitle`.
//! # Traps
//! Titles stand last and unquoted, commas and all. Town and provider are where the household's line is. Trailers and promotions are rows.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors; `viewings` from readers alone.

use super::{dated, owned, said};
use crate::record::{Activity, ActivityKind, Device, Fact, Kind, Moment, Platform, Zone};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Reading, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_prime_video",
        platform: Platform::Amazon,
        yields: &[Kind::Activity, Kind::Device],
        variants: &["hours", "viewings", "watchlist", "watchlist_history"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "hours",
            header: &["Playback Hour", "ISP", "Title"],
            expected: &["Operating System", "City", "Country"],
            optional: &[
                "Browser",
                "Delivery Type",
                "State",
                "Content Quality Entitled",
                "Entitlement Type",
                "Video Type",
                "Audio Language",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "viewings",
            header: &["Title", "Playback Start Datetime (UTC)", "Seconds Viewed"],
            optional: &[
                "Playback End Datetime (UTC)",
                "Material Type Description",
                "Is Deleted",
                "Device Manufacturer Name",
                "Device Model",
                "Amazon Device Model Name",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "watchlist_history",
            header: &["listId", "itemAddedDate", "itemType", "deleted", "catalogTitle"],
            ..Dialect::NONE
        },
        Dialect { variant: "watchlist", header: &["itemAddedDate", "catalogTitle"], ..Dialect::NONE },
    ],
    row: |row, (), into| match row.variant() {
        "hours" => hour(row, into),
        "viewings" => viewing(row),
        _ => {
            let Some(title) = owned(row, "catalogTitle") else { return Err(Skip::damaged()) };
            let (time, service) = (Some(dated(row, &["itemAddedDate"])?), owned(row, "listId"));
            Ok(Fact::Activity(Activity { time, service, ..Activity::new(ActivityKind::Like, title) }))
        }
    },
    ..Table::NONE
};

fn hour(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    // Nothing says which clock it is.
    let time = Moment { zone: Zone::Device, ..dated(row, &["Playback Hour"])? };
    let title = row.rest("Title").ok_or(Skip::damaged())?;
    let join = |columns: &[&str], with: &str| {
        let parts: Vec<&str> = columns.iter().filter_map(|column| said(row, column)).collect();
        (!parts.is_empty()).then(|| parts.join(with))
    };
    let system = join(&["Operating System", "Browser"], ", ");
    let device = Device {
        time: Some(time),
        system: system.clone(),
        region: join(&["City", "State", "Country"], ", "),
        carrier: owned(row, "ISP"),
        event: owned(row, "Delivery Type"),
        ..Device::default()
    };
    into.beside(row.spot(), Fact::Device(device));
    let service = owned(row, "Video Type");
    Ok(Fact::Activity(Activity { time: Some(time), service, device: system, ..Activity::new(ActivityKind::Play, title) }))
}

fn viewing(row: &Row<'_>) -> Result<Fact, Skip> {
    let Some(title) = owned(row, "Title") else { return Err(Skip::damaged()) };
    Ok(Fact::Activity(Activity {
        time: Some(dated(row, &["Playback Start Datetime (UTC)"])?),
        service: owned(row, "Material Type Description"),
        seconds: said(row, "Seconds Viewed").and_then(whole),
        device: owned(row, "Device Model").or_else(|| owned(row, "Amazon Device Model Name")),
        ..Activity::new(ActivityKind::Play, title)
    }))
}

/// The whole part of a number.
fn whole(text: &str) -> Option<u32> {
    text.split('.').next()?.parse().ok()
}
