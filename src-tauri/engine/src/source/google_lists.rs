//! Lists of Google's kept as tables: saved places and pages, YouTube's subscriptions and playlists.
//!
//! # Variants
//! `saved` `Saved/<list>.csv` · `subscriptions` `subscriptions.csv` · `playlist` since 2023, one table a list · `playlist_v1` before, two
//! tables in one file: the list, a blank line, its videos.
//! # What gives it away
//! `Title, Note, URL` · `Channel Id, Channel Url, Channel Title` · `Video ID, Playlist Video Creation Timestamp` · `Playlist Id, Channel Id,
//! Time Created`, then `Video Id, Time Added`.
//! # Traps
//! A saved list begins with a row of nothing. Only an address with `@lat,lon` or `!3d…!4d…` says where a place is. Playlists hold numbers of
//! videos, no titles. `ID` and `Id` both occur.
//! # Where this is from
//! formats/shopping_and_accounts §5: humandataincome/hudi-packages-connectors, timelinize/timelinize and other readers that agree.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Kind, Place, PlaceKind, Platform, Point};

/// The source.
pub(super) static SOURCE: Table<List> = Table {
    card: &Card {
        id: "google_lists",
        platform: Platform::Google,
        yields: &[Kind::Place, Kind::Activity],
        variants: &["saved", "subscriptions", "playlist", "playlist_v1"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "saved",
            starts: &["Title", "Note", "URL"],
            header: &["Title", "Note", "URL"],
            optional: &["Comment", "Tags"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "subscriptions",
            starts: &["Channel Id", "Channel Url", "Channel Title"],
            header: &["Channel Id", "Channel Url", "Channel Title"],
            renamed: &[("Channel ID", "Channel Id"), ("Channel URL", "Channel Url")],
            ..Dialect::NONE
        },
        Dialect {
            variant: "playlist",
            header: &["Video ID", "Playlist Video Creation Timestamp"],
            renamed: &[("Video Id", "Video ID")],
            ..Dialect::NONE
        },
        Dialect {
            variant: "playlist_v1",
            starts: &["Playlist ID", "Channel ID", "Time Created"],
            header: &["Playlist ID", "Channel ID", "Time Created"],
            expected: &["Title"],
            optional: &["Time Updated", "Description", "Visibility"],
            renamed: &[("Playlist Id", "Playlist ID"), ("Channel Id", "Channel ID")],
            ..Dialect::NONE
        },
        Dialect {
            variant: "playlist_v1",
            starts: &["Video ID", "Time Added"],
            header: &["Video ID", "Time Added"],
            renamed: &[("Video Id", "Video ID")],
            ..Dialect::NONE
        },
    ],
    row,
    ..Table::NONE
};

/// The playlist in force.
#[derive(Default)]
pub(super) struct List {
    title: Option<String>,
}

fn row(row: &Row<'_>, list: &mut List, _: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = |column| date::iso(row.cell(column)).ok_or(Skip { code: Code::BadDate, hint: column });
    if row.variant() == "saved" {
        return saved(row);
    }
    if let Some(title) = row.owned("Channel Title") {
        let by = Some(title.clone());
        let url = row.owned("Channel Url");
        return Ok(activity(Activity { by, url, ..Activity::new(ActivityKind::Follow, title) }));
    }
    let lacks = |hint| Skip { code: Code::RowDamaged, hint };
    if row.variant() == "playlist" {
        let video = row.owned("Video ID").ok_or(lacks("Video ID"))?;
        return Ok(activity(Activity {
            time: Some(time("Playlist Video Creation Timestamp")?),
            ..Activity::new(ActivityKind::Like, video)
        }));
    }
    match row.owned("Video ID") {
        Some(video) => {
            let service = list.title.clone();
            Ok(activity(Activity { time: Some(time("Time Added")?), service, ..Activity::new(ActivityKind::Like, video) }))
        }
        None => {
            let title = row.owned("Title").ok_or(lacks("Title"))?;
            list.title = Some(title.clone());
            Ok(activity(Activity { time: Some(time("Time Created")?), ..Activity::new(ActivityKind::Like, title) }))
        }
    }
}

fn activity(activity: Activity) -> Fact {
    Fact::Activity(Activity { service: activity.service.or(Some("YouTube".to_owned())), ..activity })
}

/// A place, where the address leads to a map; else a page.
fn saved(row: &Row<'_>) -> Result<Fact, Skip> {
    let url = row.owned("URL");
    let title = row.owned("Title").or_else(|| url.clone()).ok_or(Skip { code: Code::RowDamaged, hint: "Title" })?;
    if let Some(url) = url.as_deref().filter(|u| u.contains("google.") && u.contains("/maps") || u.contains("maps.app.goo.gl")) {
        return Ok(Fact::Place(Place { point: located(url), name: Some(title), ..Place::new(PlaceKind::Saved) }));
    }
    Ok(Fact::Activity(Activity { url, ..Activity::new(ActivityKind::Like, title) }))
}

/// Where the address of a map leads to.
fn located(url: &str) -> Option<Point> {
    let number = |text: &str| text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')).next()?.parse::<f64>().ok();
    if let Some((_, at)) = url.split_once("/@") {
        return Point::parse(at.splitn(3, ',').take(2).collect::<Vec<_>>().join(",").as_str());
    }
    let (lat, lon) = url.split_once("!3d")?.1.split_once("!4d")?;
    Point::degrees(number(lat)?, number(lon)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_maps_say_where() {
        let here = Point::degrees(10.5, -20.25);
        assert_eq!(located("https://www.google.com/maps/@10.5,-20.25,17z"), here);
        assert_eq!(located("https://www.google.com/maps/place/X/data=!3d10.5!4d-20.25!5m1"), here);
        assert_eq!(located("https://www.google.com/maps/place/X/data=!4m2!3m1!1s0x0:0x0"), None);
    }
}
