//! Apple Music, from Apple's "Data and Privacy": what was played, when, and from where on the network.
//!
//! # Variants
//! By file under `Apple Music Activity/`: `activity` every event of the player, `Apple Music Play Activity.csv` · `daily` a track a day,
//! `Apple Music - Play History Daily Tracks.csv` · `last` when each was last played, `Apple Music - Track Play History.csv`. Of Apple's
//! other files two are sources of their own, the rest is known by name only and not read.
//! # What gives it away
//! `Play Duration Milliseconds` with `Event End Timestamp`; `Date Played` with `Track Description`; `Track Name` with `Last Played Date`.
//! # Traps
//! 144 columns, others every year. Not every event is a play: what isn't `PLAY_END` is told as seen. Older files call the
//! song `Content Name`; the artist is mostly missing. Days as `20150701` with hours as `20, 21`, by the clock of no stated place. Times in
//! milliseconds. A track is told as `Artist - Title`. The network address stands at every event: it is told where it changes.
//! # Where this is from
//! formats/shopping_and_accounts §6: purarue/HPI and readers written against real files that agree.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Device, Fact, Kind, Moment, Platform, Zone};
use chrono::{NaiveDate, NaiveTime};

/// The source.
pub(super) static SOURCE: Table<Seen> = Table {
    card: &Card {
        id: "apple_music",
        platform: Platform::Apple,
        yields: &[Kind::Activity, Kind::Device],
        variants: &["activity", "daily", "last"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "activity",
            header: &["Song Name", "Event End Timestamp", "Play Duration Milliseconds"],
            renamed: &[("Content Name", "Song Name")],
            open: true,
            ..Dialect::NONE
        },
        Dialect { variant: "daily", header: &["Date Played", "Hours", "Track Description"], open: true, ..Dialect::NONE },
        Dialect { variant: "last", header: &["Track Name", "Last Played Date"], optional: &["Is User Initiated"], ..Dialect::NONE },
    ],
    row,
    ..Table::NONE
};

/// The network address that was told last.
#[derive(Default)]
pub(super) struct Seen(Option<String>);

fn row(row: &Row<'_>, seen: &mut Seen, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let played = |title: Option<&str>, hint| {
        let title = title.ok_or(Skip { code: Code::RowDamaged, hint })?;
        let (by, title) = title.split_once(" - ").map_or((None, title), |(by, title)| (Some(by.to_owned()), title));
        Ok(Activity { by, ..Activity::new(ActivityKind::Play, title) })
    };
    let seconds = row.text("Play Duration Milliseconds").and_then(|t| t.parse::<u64>().ok()).and_then(|ms| u32::try_from(ms / 1000).ok());
    match row.variant() {
        "daily" => {
            let time = day(row.cell("Date Played"), row.cell("Hours")).ok_or(Skip { code: Code::BadDate, hint: "Date Played" })?;
            let device = row.owned("Source Type");
            Ok(Fact::Activity(Activity {
                time: Some(time),
                seconds,
                device,
                ..played(row.text("Track Description"), "Track Description")?
            }))
        }
        "last" => {
            let time = row.cell("Last Played Date").parse().ok().and_then(date::epoch);
            let time = time.ok_or(Skip { code: Code::BadDate, hint: "Last Played Date" })?;
            Ok(Fact::Activity(Activity { time: Some(time), ..played(row.text("Track Name"), "Track Name")? }))
        }
        _ => activity(row, seconds, seen, into),
    }
}

fn activity(row: &Row<'_>, seconds: Option<u32>, seen: &mut Seen, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let stamp = |column| date::wall(row.cell(column)).map(|wall| Moment { wall, zone: Zone::Utc });
    let time = stamp("Event Start Timestamp").or_else(|| stamp("Event End Timestamp"));
    let time = time.ok_or(Skip { code: Code::BadDate, hint: "Event End Timestamp" })?;
    let title = row.owned("Song Name").ok_or(Skip { code: Code::RowDamaged, hint: "Song Name" })?;
    if let Some(ip) = row.owned("Client IP Address").filter(|ip| seen.0.as_ref() != Some(ip)) {
        seen.0 = Some(ip.clone());
        into.beside(row.spot(), Fact::Device(Device { time: Some(time), ip: Some(ip), ..Device::default() }));
    }
    // Lyrics looked at, a pause: something was seen of it, but not played.
    let kind = match row.text("Event Type") {
        None | Some("PLAY_END") => ActivityKind::Play,
        Some(_) => ActivityKind::View,
    };
    Ok(Fact::Activity(Activity {
        time: Some(time),
        by: row.owned("Artist Name").or_else(|| row.owned("Container Artist Name")),
        seconds: seconds.filter(|_| kind == ActivityKind::Play),
        ..Activity::new(kind, title)
    }))
}

/// A day as `20150701` at the first of its hours.
fn day(day: &str, hours: &str) -> Option<Moment> {
    let date = NaiveDate::parse_from_str(day, "%Y%m%d").ok()?;
    let hour = hours.split(',').next()?.trim().parse().ok().unwrap_or(0);
    let wall = date.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?);
    date::YEARS.contains(&chrono::Datelike::year(&wall)).then_some(Moment { wall, zone: Zone::Device })
}
