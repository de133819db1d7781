//! Spotify: what was played, searched, followed and kept, the account, and the segments Spotify put its owner in.
//!
//! # Variants
//! By file: `history` a year, `StreamingHistory_music_0.json` (earlier `StreamingHistory0.json`), podcasts too · `extended` all years, asked
//! for apart, `Streaming_History_Audio_….json` (earlier `endsong_0.json`) · `inferences` `Inferences.json` · `profile` `Userdata.json` ·
//! `searches` `SearchQueries.json` · `library` `YourLibrary.json` · `playlists` `Playlist1.json` · `follows` `Follow.json`. Payments and
//! identifiers are known by name only and not read.
//! # What gives it away
//! `endTime` with `msPlayed`; `ts` with `ms_played`; a list of words under `inferences`; `birthdate` with `creationTime`; and so on.
//! # Traps
//! Times are those at which playing stopped. `2020-01-09 15:15` is UTC without saying so; searches end in `Z[UTC]`. A track, an episode or a
//! chapter may be the one that isn't `null`. The network address stands at every play: it is told where it changes. Words searched for can
//! be written as a number.
//! # Where this is from
//! formats/shopping_and_accounts §7: humandataincome/hudi-packages-connectors and other readers that agree.

use super::json::{At, Json, Layout, Sort, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{
    Activity, ActivityKind, AdLabel, Contact, ContactKind, Device, Fact, Kind, LabelKind, Moment, Platform, Profile, ProfileField, Zone,
};

/// The source.
pub(super) static SOURCE: Json<File> = Json {
    card: &Card {
        id: "spotify",
        platform: Platform::Spotify,
        yields: &[Kind::Activity, Kind::AdLabel, Kind::Profile, Kind::Device, Kind::Contact],
        variants: &["history", "extended", "inferences", "profile", "searches", "library", "playlists", "follows"],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "history", needs: &["[].endTime", "[].msPlayed"], rows: &[("[]", play)], ..Layout::NONE },
        Layout { variant: "extended", needs: &["[].ts", "[].ms_played"], rows: &[("[]", extended)], ..Layout::NONE },
        Layout {
            variant: "inferences",
            needs: &["inferences[]"],
            when: |_, shape| shape.has_sort("inferences[]", Sort::Text),
            rows: &[("inferences[]", inference)],
            ..Layout::NONE
        },
        Layout { variant: "profile", needs: &["username", "birthdate", "creationTime"], rows: &[("*", account)], ..Layout::NONE },
        Layout { variant: "searches", needs: &["[].searchQuery", "[].searchTime"], rows: &[("[]", search)], ..Layout::NONE },
        Layout { variant: "library", needs: &["tracks[].track", "tracks[].uri"], rows: &[("tracks[]", kept)], ..Layout::NONE },
        Layout {
            variant: "playlists",
            needs: &["playlists[].name", "playlists[].items"],
            heads: &[("playlists[].name", |v, _, file, _| file.playlist = v.as_text().map(|t| t.into_owned()))],
            rows: &[("playlists[].items[]", listed)],
            ..Layout::NONE
        },
        Layout {
            variant: "follows",
            needs: &["userIsFollowing", "userIsFollowedBy"],
            rows: &[("userIsFollowing[]", following), ("userIsFollowedBy[]", follower), ("userIsBlocking[]", blocked)],
            ..Layout::NONE
        },
    ],
    ..Json::NONE
};

/// What is carried from entry to entry.
#[derive(Default)]
pub(super) struct File {
    playlist: Option<String>,
    /// From where the last play came: address, country, device.
    seen: Option<(String, Option<String>, Option<String>)>,
}

const NO_TITLE: Skip = Skip { code: Code::RowDamaged, hint: "trackName" };

fn utc(text: &str) -> Option<Moment> {
    let wall = date::wall(text.trim().trim_end_matches("[UTC]"))?;
    Some(Moment { wall, zone: Zone::Utc })
}

fn time(v: &Value<'_>, key: &'static str) -> Result<Moment, Skip> {
    v.text(key).and_then(|t| utc(&t)).ok_or(Skip { code: Code::BadDate, hint: key })
}

fn seconds(v: &Value<'_>, key: &str) -> Option<u32> {
    u32::try_from(v.int(key)? / 1000).ok()
}

fn play(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let either = |keys: [&str; 2]| keys.iter().find_map(|key| v.owned(key));
    Ok(Some(Fact::Activity(Activity {
        time: Some(time(v, "endTime")?),
        by: either(["artistName", "podcastName"]),
        seconds: seconds(v, "msPlayed"),
        ..Activity::new(ActivityKind::Play, either(["trackName", "episodeName"]).ok_or(NO_TITLE)?)
    })))
}

fn extended(v: &Value<'_>, at: At<'_>, file: &mut File, into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let either = |keys: [&str; 3]| keys.iter().find_map(|key| v.owned(key));
    let time = time(v, "ts")?;
    let platform = v.owned("platform");
    if let Some(ip) = either(["ip_addr", "ip_addr_decrypted", ""]) {
        let region = v.owned("conn_country");
        let now = Some((ip.clone(), region.clone(), platform.clone()));
        if file.seen != now {
            file.seen = now;
            let device = Device { time: Some(time), system: platform.clone(), ip: Some(ip), region, ..Device::default() };
            into.beside(at.spot, Fact::Device(device));
        }
    }
    let title = either(["master_metadata_track_name", "episode_name", "audiobook_chapter_title"]);
    Ok(Some(Fact::Activity(Activity {
        time: Some(time),
        by: either(["master_metadata_album_artist_name", "episode_show_name", "audiobook_title"]),
        url: either(["spotify_track_uri", "spotify_episode_uri", "audiobook_chapter_uri"]),
        seconds: seconds(v, "ms_played"),
        device: platform,
        ..Activity::new(ActivityKind::Play, title.ok_or(Skip { code: Code::RowDamaged, hint: "master_metadata_track_name" })?)
    })))
}

/// A segment, as Spotify writes it: `1P_` its own, `3P_` of others.
fn inference(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let label = v.as_text().ok_or(Skip::damaged())?.into_owned();
    Ok(Some(Fact::AdLabel(AdLabel { kind: LabelKind::Audience, label, value: None, origin: None, time: None })))
}

fn account(v: &Value<'_>, at: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some(value) = v.as_text().map(|t| t.trim().to_owned()) else { return Ok(None) };
    let field = match at.keys.last().map(String::as_str) {
        Some("username" | "facebookUid") => ProfileField::Account,
        Some("email") => ProfileField::Mail,
        Some("birthdate") => ProfileField::Birthday,
        Some("gender") => ProfileField::Gender,
        Some("country") => ProfileField::Region,
        Some("postalCode") => ProfileField::Address,
        Some("mobileNumber") => ProfileField::Phone,
        Some("creationTime") => ProfileField::Since,
        Some("mobileOperator") => return Ok(Some(Fact::Device(Device { carrier: Some(value), ..Device::default() }))),
        Some("mobileBrand") => return Ok(Some(Fact::Device(Device { model: Some(value), ..Device::default() }))),
        _ => return Ok(None),
    };
    Ok(Some(Fact::Profile(Profile { field, value })))
}

fn search(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let words = v.owned("searchQuery").ok_or(Skip { code: Code::RowDamaged, hint: "searchQuery" })?;
    Ok(Some(Fact::Activity(Activity {
        time: Some(time(v, "searchTime")?),
        device: v.owned("platform"),
        ..Activity::new(ActivityKind::Search, words)
    })))
}

fn kept(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    Ok(Some(Fact::Activity(Activity {
        by: v.owned("artist"),
        url: v.owned("uri"),
        ..Activity::new(ActivityKind::Like, v.owned("track").ok_or(NO_TITLE)?)
    })))
}

/// An entry of a playlist: a track, or an episode.
fn listed(v: &Value<'_>, _: At<'_>, file: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let either = |keys: [&str; 3]| keys.iter().find_map(|key| v.owned(key));
    Ok(Some(Fact::Activity(Activity {
        time: v.text("addedDate").and_then(|t| utc(&t)),
        by: either(["track.artistName", "episode.showName", ""]),
        service: file.playlist.clone(),
        url: either(["track.trackUri", "episode.episodeUri", ""]),
        ..Activity::new(ActivityKind::Like, either(["track.trackName", "episode.episodeName", "localTrack.uri"]).ok_or(NO_TITLE)?)
    })))
}

fn following(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let name = v.as_text().ok_or(Skip::damaged())?.into_owned();
    Ok(Some(Fact::Activity(Activity { by: Some(name.clone()), ..Activity::new(ActivityKind::Follow, name) })))
}

fn follower(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    person(v, "userIsFollowedBy")
}

fn blocked(v: &Value<'_>, _: At<'_>, _: &mut File, _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    person(v, "userIsBlocking")
}

fn person(v: &Value<'_>, list: &str) -> Result<Option<Fact>, Skip> {
    let account = v.as_text().ok_or(Skip::damaged())?.into_owned();
    let labels = vec![list.to_owned()];
    Ok(Some(Fact::Contact(Contact { labels, ..Contact::new(ContactKind::Person, Some(account), None) })))
}
