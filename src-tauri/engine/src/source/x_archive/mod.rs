//! X, once Twitter, the archive: `data/*.js`, each a list behind `window.YTD.<name>.part0 =`.
//!
//! # Variants
//! By file: `account` with the profile, numbers, addresses, age, programs · `posts` · `likes` · `messages` of two and of groups · `follows` ·
//! `labels` what X concluded · `adverts` shown and answered · `logins`.
//! # What gives it away
//! The key that each entry of a list has, such as `tweet` or `dmConversation`.
//! # Traps
//! Not JSON until the `=`. Followers are numbers without names. In messages of groups, people join and leave between words. An advertisement
//! names what it was aimed at each time it was shown: each aim is told once. The year of a post stands last.
//! # Where this is from
//! formats/messaging §12: timelinize, simonw/twitter-to-sqlite, d3i-infra/data-donation-task; three published test files.

mod account;
mod activity;
mod labels;

use super::json::{At, Json, Layout, Row, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Message, MessageKind, Moment, Platform, Zone};
use std::collections::BTreeSet;

/// The source.
pub(super) static SOURCE: Json<File> = Json {
    card: &Card {
        id: "x_archive",
        platform: Platform::X,
        yields: &[Kind::Activity, Kind::Message, Kind::AdLabel, Kind::Contact, Kind::Profile, Kind::Device],
        variants: &["account", "posts", "likes", "messages", "follows", "labels", "adverts", "logins"],
        status: Status::Sampled,
    },
    layouts: &[
        of("account", &["[].account.accountId"], &[("[].account", account::account)]),
        of("account", &["[].profile.description"], &[("[].profile", account::profile)]),
        of("account", &["[].ageMeta"], &[("[].ageMeta", account::age)]),
        of("account", &["[].device.phoneNumber"], &[("[].device.phoneNumber", account::phone)]),
        of("account", &["[].emailAddressChange"], &[("[].emailAddressChange", account::mail)]),
        of("account", &["[].connectedApplication"], &[("[].connectedApplication", activity::program)]),
        of("posts", &["[].tweet.full_text"], &[("[].tweet", activity::post)]),
        of("posts", &["[].full_text", "[].id_str"], &[("[]", activity::post)]),
        of("likes", &["[].like.tweetId"], &[("[].like", activity::like)]),
        Layout {
            heads: &[("[].dmConversation.conversationId", |v, _, file, _| file.chat = v.as_text().map(|t| t.into_owned()))],
            ..of("messages", &["[].dmConversation.messages"], &[("[].dmConversation.messages[].*", message)])
        },
        of("follows", &["[].follower.accountId"], &[("[].follower", account::follower)]),
        of("follows", &["[].following.accountId"], &[("[].following", activity::follow)]),
        of("labels", &["[].p13nData"], labels::ROWS),
        of("adverts", &["[].ad.adsUserData.adImpressions"], &[("[].ad.adsUserData.adImpressions.impressions[]", activity::shown)]),
        of("adverts", &["[].ad.adsUserData.adEngagements"], &[("[].ad.adsUserData.adEngagements.engagements[]", activity::answered)]),
        of("logins", &["[].ipAudit"], &[("[].ipAudit", account::login)]),
        of("logins", &["[].accountCreationIp"], &[("[].accountCreationIp", account::login)]),
    ],
    ..Json::NONE
};

const fn of(variant: &'static str, needs: &'static [&'static str], rows: &'static [(&'static str, Row<File>)]) -> Layout<File> {
    Layout { variant, needs, rows, ..Layout::NONE }
}

/// What is carried through a file.
#[derive(Debug, Default)]
pub(super) struct File {
    chat: Option<String>,
    /// What advertisements were aimed at, as told already.
    aims: BTreeSet<(String, String)>,
}

type Found = Result<Option<Fact>, Skip>;

fn missing(hint: &'static str) -> Skip {
    Skip { code: Code::RowDamaged, hint }
}

/// `2006-11-15T13:18:50.000Z`, `2023-05-06 07:08:09`, `Wed Oct 10 20:19:24 +0000 2018`: all UTC.
fn time(v: &Value<'_>, path: &str) -> Option<Moment> {
    let text = v.text(path)?;
    let wall = date::wall(&text).or_else(|| date::named(&text))?;
    Some(Moment { wall, zone: Zone::Utc })
}

/// What happened in a conversation: words, or somebody joining, leaving, naming it.
fn message(v: &Value<'_>, at: At<'_>, file: &mut File, _: &mut Reading<'_>) -> Found {
    let time = time(v, "createdAt").ok_or(Skip { code: Code::BadDate, hint: "createdAt" })?;
    let event = at.keys.last().map(String::as_str).unwrap_or_default();
    let message = Message { id: v.owned("id"), account: v.owned("senderId"), ..Message::new(time, file.chat.clone().unwrap_or_default()) };
    Ok(Some(Fact::Message(if event == "messageCreate" {
        let kind = if v.list("mediaUrls").is_empty() { MessageKind::Text } else { MessageKind::Media };
        Message { kind, text: v.owned("text"), ..message }
    } else {
        let account = v.owned("initiatingUserId");
        Message { kind: MessageKind::System, account, text: Some(event.to_owned()), ..message }
    })))
}
