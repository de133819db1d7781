//! Kindle: when, for how long and on what somebody read.
//!
//! # Variants
//! `sessions`, one row a session.
//! # What gives it away
//! `start_timestamp` beside `total_reading_millis`.
//! # Traps
//! Books come as numbers (ASIN) without titles. The beginning may be `Not Available`, then mostly the length is too: it is reckoned from the
//! end where both are known, and is the end where they aren't.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: a published file of 2023.

use super::{owned, said, utc};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Kind, Moment, Platform};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Status as Known};
use chrono::Duration;

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_kindle",
        platform: Platform::Amazon,
        yields: &[Kind::Activity],
        variants: &["sessions"],
        status: Known::Described,
    },
    dialects: &[Dialect {
        variant: "sessions",
        header: &["start_timestamp", "end_timestamp", "ASIN", "total_reading_millis"],
        expected: &["device_family"],
        optional: &[
            "purchased_marketplace",
            "preferred_marketplace",
            "device_serial_number",
            "device_software_version",
            "content_type",
            "number_of_page_flips",
        ],
        ..Dialect::NONE
    }],
    row: |row, (), _| session(row),
    ..Table::NONE
};

fn session(row: &Row<'_>) -> Result<Fact, Skip> {
    let Some(book) = owned(row, "ASIN") else { return Err(Skip::damaged()) };
    let millis = said(row, "total_reading_millis").and_then(|ms| ms.parse::<u32>().ok());
    let start = said(row, "start_timestamp").and_then(utc);
    let end = said(row, "end_timestamp").and_then(utc);
    let reckoned = || {
        let (end, millis) = (end?, millis?);
        Some(Moment { wall: end.wall.checked_sub_signed(Duration::milliseconds(i64::from(millis)))?, ..end })
    };
    let time = start.or_else(reckoned).or(end).ok_or(Skip { code: Code::BadDate, hint: "start_timestamp" })?;
    Ok(Fact::Activity(Activity {
        time: Some(time),
        service: owned(row, "content_type"),
        seconds: millis.map(|ms| ms / 1000),
        device: owned(row, "device_family"),
        ..Activity::new(ActivityKind::Read, book)
    }))
}
