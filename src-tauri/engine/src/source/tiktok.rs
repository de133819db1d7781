//! TikTok, `user_data_tiktok.json`: everything in one file.
//!
//! # Variants
//! `new`, sections such as `Your Activity` and `Watch History` · `old`, `user_data.json`, with `Activity` and `Video Browsing History`. Some
//! files mix names of both.
//! # What gives it away
//! Those sections, or either beside `Profile`.
//! # Traps
//! A section can be `null` or `"N/A"`, and so can a value. Keys are written `Date` or `date`. The other one of a chat stands in its key,
//! `Chat History with kim:`. Times are UTC without saying so. Purchases and shop orders are known by name only and aren't read; nor is
//! the form of many `.txt` files.
//! # Where this is from
//! formats/messaging §13: abrignoni/RLEAPP, d3i-infra/data-donation-task, which agree.

use super::json::{At, Json, Layout, Row, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{
    Activity, ActivityKind, Contact, ContactKind, Device, Fact, Kind, Message, MessageKind, Moment, Platform, Profile, ProfileField, Zone,
};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "tiktok",
        platform: Platform::Tiktok,
        yields: &[Kind::Activity, Kind::Message, Kind::Contact, Kind::Device, Kind::Profile],
        variants: &["new", "old"],
        status: Status::Described,
    },
    layouts: &[
        of("old", &["Activity.Video Browsing History"]),
        of("old", &["Activity.Login History"]),
        of("old", &["Activity", "Profile", "App Settings"]),
        of("old", &["Activity", "Profile.Profile Information"]),
        of("old", &["Direct Messages.Chat History.ChatHistory"]),
        of("new", &["Your Activity.Watch History"]),
        of("new", &["Your Activity.Login History"]),
        of("new", &["Your Activity", "Profile"]),
        of("new", &["Direct Message.Direct Messages.ChatHistory"]),
        of("new", &["Ads and data.Off TikTok Activity"]),
        of("new", &["Likes and Favorites.Like List"]),
    ],
    ..Json::NONE
};

/// Long sections may push the others out of sight: any that has its name from TikTok alone will do.
const fn of(variant: &'static str, needs: &'static [&'static str]) -> Layout<()> {
    Layout { variant, needs, rows: ROWS, ..Layout::NONE }
}

/// A section in the middle goes by one name or another, its list by one.
const ROWS: &[(&str, Row<()>)] = &[
    ("Your Activity.*.VideoList[]", watched),
    ("Activity.*.VideoList[]", watched),
    ("Your Activity.*.SearchList[]", search),
    ("Activity.*.SearchList[]", search),
    ("Your Activity.*.LoginHistoryList[]", login),
    ("Activity.*.LoginHistoryList[]", login),
    ("Your Activity.*.FansList[]", follower),
    ("Activity.*.FansList[]", follower),
    ("Your Activity.*.Following[]", follow),
    ("Activity.*.Following[]", follow),
    ("Your Activity.*.ShareHistoryList[]", shared),
    ("Activity.*.ShareHistoryList[]", shared),
    ("Your Activity.*.ItemFavoriteList[]", liked),
    ("Activity.*.ItemFavoriteList[]", liked),
    ("Likes and Favorites.*.ItemFavoriteList[]", liked),
    ("Your Activity.*.FavoriteVideoList[]", favourite_video),
    ("Activity.*.FavoriteVideoList[]", favourite_video),
    ("Likes and Favorites.*.FavoriteVideoList[]", favourite_video),
    ("Your Activity.*.FavoriteSoundList[]", favourite_sound),
    ("Activity.*.FavoriteSoundList[]", favourite_sound),
    ("Likes and Favorites.*.FavoriteSoundList[]", favourite_sound),
    ("Your Activity.*.FavoriteHashtagList[]", favourite_tag),
    ("Activity.*.FavoriteHashtagList[]", favourite_tag),
    ("Likes and Favorites.*.FavoriteHashtagList[]", favourite_tag),
    ("Your Activity.*.FavoriteEffectsList[]", favourite_effect),
    ("Activity.*.FavoriteEffectsList[]", favourite_effect),
    ("Likes and Favorites.*.FavoriteEffectsList[]", favourite_effect),
    ("Comment.*.CommentsList[]", comment),
    ("Post.*.VideoList[]", posted),
    ("Video.*.VideoList[]", posted),
    ("Ads and data.*.OffTikTokActivityDataList[]", elsewhere),
    ("Profile.Profile Info.ProfileMap", profile),
    ("Profile.Profile Information.ProfileMap", profile),
    ("Profile.Autofill", autofill),
    ("Profile.Auto Fill", autofill),
    ("Direct Message.*.ChatHistory.*[]", message),
    ("Direct Messages.*.ChatHistory.*[]", message),
];

type Found = Result<Option<Fact>, Skip>;

/// What stands under a key, written large or small; `N/A` is nothing.
fn text(v: &Value<'_>, key: &str) -> Option<String> {
    let small = || v.owned(&key.to_ascii_lowercase());
    v.owned(key).or_else(small).filter(|t| t != "N/A" && t != "None")
}

fn time(v: &Value<'_>, key: &str) -> Option<Moment> {
    let wall = date::wall(text(v, key)?.trim_end_matches(" UTC"))?;
    Some(Moment { wall, zone: Zone::Utc })
}

fn done(v: &Value<'_>, kind: ActivityKind, title: Option<String>) -> Result<Activity, Skip> {
    let title = title.ok_or(Skip { code: Code::RowDamaged, hint: "Link" })?;
    let time = time(v, "Date").ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    Ok(Activity { time: Some(time), ..Activity::new(kind, title) })
}

/// Something of which the address is all that is told.
fn link(v: &Value<'_>, kind: ActivityKind, section: &str) -> Found {
    let url = text(v, "Link").or_else(|| text(v, "EffectLink"));
    let title = text(v, "SharedContent").or_else(|| url.clone());
    Ok(Some(Fact::Activity(Activity { url, service: Some(section.to_owned()), ..done(v, kind, title)? })))
}

fn watched(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::View, "Watch History")
}

fn shared(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Post, "Share History")
}

fn liked(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Like, "Like List")
}

fn favourite_video(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Like, "Favorite Videos")
}

fn favourite_sound(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Like, "Favorite Sounds")
}

fn favourite_tag(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Like, "Favorite Hashtags")
}

fn favourite_effect(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    link(v, ActivityKind::Like, "Favorite Effects")
}

fn search(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    done(v, ActivityKind::Search, text(v, "SearchTerm")).map(|a| Some(Fact::Activity(a)))
}

fn comment(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    done(v, ActivityKind::Post, text(v, "Comment")).map(|a| Some(Fact::Activity(Activity { url: text(v, "Url"), ..a })))
}

fn posted(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let url = text(v, "Link");
    let activity = done(v, ActivityKind::Post, text(v, "Title").or_else(|| url.clone()))?;
    Ok(Some(Fact::Activity(Activity { url, ..activity })))
}

fn follow(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let name = text(v, "UserName");
    done(v, ActivityKind::Follow, name.clone()).map(|a| Some(Fact::Activity(Activity { by: name, ..a })))
}

fn follower(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let name = text(v, "UserName").ok_or(Skip { code: Code::RowDamaged, hint: "UserName" })?;
    Ok(Some(Fact::Contact(Contact { labels: vec!["Follower".into()], ..Contact::new(ContactKind::Person, None, Some(name)) })))
}

/// What others told TikTok of the owner.
fn elsewhere(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let by = text(v, "Source");
    let title = text(v, "Event").or_else(|| by.clone()).ok_or(Skip { code: Code::RowDamaged, hint: "Event" })?;
    let service = Some("Off TikTok Activity".to_owned());
    Ok(Some(Fact::Activity(Activity { time: time(v, "TimeStamp"), by, service, ..Activity::new(ActivityKind::Use, title) })))
}

fn login(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let time = time(v, "Date").ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    Ok(Some(Fact::Device(Device {
        time: Some(time),
        model: text(v, "DeviceModel"),
        system: text(v, "DeviceSystem"),
        ip: text(v, "IP"),
        carrier: text(v, "Carrier"),
        event: text(v, "NetworkType"),
        ..Device::default()
    })))
}

fn message(v: &Value<'_>, at: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let time = time(v, "Date").ok_or(Skip { code: Code::BadDate, hint: "Date" })?;
    let key = at.keys.last().map(String::as_str).unwrap_or_default();
    let other = key.strip_prefix("Chat History with ").unwrap_or(key).trim_end_matches(':').trim();
    let message = Message { sender: text(v, "From"), kind: MessageKind::Text, text: text(v, "Content"), ..Message::new(time, other) };
    Ok(Some(Fact::Message(message)))
}

/// The first statement is the row, the rest stands beside it.
fn stated(all: Vec<(ProfileField, Option<String>)>, at: At<'_>, into: &mut Reading<'_>) -> Found {
    let mut facts = all.into_iter().filter_map(|(field, value)| Some(Fact::Profile(Profile { field, value: value? })));
    let first = facts.next();
    facts.for_each(|fact| into.beside(at.spot, fact));
    Ok(first)
}

fn profile(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Found {
    let all = vec![
        (ProfileField::Account, text(v, "userName")),
        (ProfileField::Bio, text(v, "bioDescription")),
        (ProfileField::Birthday, text(v, "birthDate")),
        (ProfileField::Mail, text(v, "emailAddress")),
        (ProfileField::Phone, text(v, "telephoneNumber")),
    ];
    stated(all, at, into)
}

/// What forms of advertisements and the shop are filled with.
fn autofill(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Found {
    let join = |keys: &[&str], with: &str| {
        let parts: Vec<String> = keys.iter().filter_map(|key| text(v, key)).collect();
        (!parts.is_empty()).then(|| parts.join(with))
    };
    let all = vec![
        (ProfileField::RealName, join(&["FirstName", "LastName"], " ")),
        (ProfileField::Phone, text(v, "PhoneNumber")),
        (ProfileField::Mail, text(v, "Email")),
        (ProfileField::Address, join(&["Address", "Unit", "ZipCode", "City", "State", "Country"], ", ")),
    ];
    stated(all, at, into)
}
