//! The JSON: the user, then the posts.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::{Card, Reading, Status, date};
use super::{post, profile, user};
use crate::problem::Code;
use crate::record::{Fact, Kind, Platform};

/// The source.
pub(in crate::source) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "weibo_json",
        platform: Platform::Weibo,
        yields: &[Kind::Activity, Kind::Place, Kind::Contact, Kind::Profile, Kind::AdLabel],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout {
        variant: "json",
        needs: &["user.screen_name", "weibo[].bid", "weibo[].created_at"],
        heads: &[("user", about)],
        rows: &[("weibo[]", written)],
        ..Layout::NONE
    }],
    ..Json::NONE
};

/// Our names, and the keys behind them.
const KEYS: &[(&str, &str)] = &[
    ("用户id", "id"),
    ("昵称", "screen_name"),
    ("性别", "gender"),
    ("生日", "birthday"),
    ("所在地", "location"),
    ("IP属地", "ip_location"),
    ("学习经历", "education"),
    ("公司", "company"),
    ("注册时间", "registration_time"),
    ("简介", "description"),
    ("阳光信用", "sunshine"),
];

fn about(value: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) {
    let get = |name: &str| KEYS.iter().find(|(ours, _)| *ours == name).and_then(|(_, key)| value.owned(key));
    if let Some(id) = get("用户id") {
        into.beside(at.spot, user(id, get("昵称"), get("所在地")));
    }
    profile(get).into_iter().for_each(|fact| into.beside(at.spot, fact));
}

fn written(value: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let day = value.text("full_created_at").or_else(|| value.text("created_at"));
    let time = day.and_then(|t| date::china(&t)).ok_or(Skip { code: Code::BadDate, hint: "created_at" })?;
    let of = value.owned("retweet.screen_name");
    let (fact, place) = post(time, value.owned("text"), of, value.owned("source"), value.owned("location"));
    if let Some(place) = place {
        into.beside(at.spot, place);
    }
    Ok(Some(fact))
}
