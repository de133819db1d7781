//! Weibo: posts and the profile behind them, as weibo-crawler saves them. Weibo's own export isn't known.
//!
//! # Variants
//! [`TABLE`] `posts`, `users` · [`JSON`] `json` (both in one).
//! # What gives it away
//! `id`, `bid` and `正文` at the beginning of the header; `用户id` beside `阳光信用`; in JSON `user.screen_name` beside `weibo[].bid`.
//! # Traps
//! Columns came and went: they are known by name. Older files give the day of a post, not the hour: it then stands at midnight.
//! Numbers may begin with a TAB. A repost has the original's columns behind its own, all beginning with 源. The tool takes whatever
//! user it is pointed at: a list of one is taken for the owner's, of several nobody's. `阳光信用` is Weibo's own grade of the person.
//! # Where this is from
//! formats/messaging §16: weibo-crawler's code and README. No real file seen.

mod json;
mod table;

pub(super) use json::SOURCE as JSON;
pub(super) use table::SOURCE as TABLE;

use crate::record::{
    Activity, ActivityKind, AdLabel, Contact, ContactKind, Fact, LabelKind, Moment, Place, PlaceKind, Profile, ProfileField,
};

/// What the profile states of the user, by what `get` finds under our names for it.
fn profile(get: impl Fn(&str) -> Option<String>) -> Vec<Fact> {
    let fields = FIELDS.iter().filter_map(|(field, name)| Some(Fact::Profile(Profile { field: *field, value: get(name)? })));
    let mut facts: Vec<Fact> = fields.collect();
    if let Some(value) = get("阳光信用") {
        let label = AdLabel { kind: LabelKind::Score, label: "阳光信用".into(), value: Some(value), origin: None, time: None };
        facts.push(Fact::AdLabel(label));
    }
    facts
}

/// The user as the list has it.
fn user(id: String, name: Option<String>, region: Option<String>) -> Fact {
    Fact::Contact(Contact { region, ..Contact::new(ContactKind::Person, Some(id), name) })
}

/// A post, and where it was written.
fn post(time: Moment, text: Option<String>, of: Option<String>, device: Option<String>, place: Option<String>) -> (Fact, Option<Fact>) {
    let post = Activity { time: Some(time), by: of, device, ..Activity::new(ActivityKind::Post, text.unwrap_or_default()) };
    let place = place.map(|name| Fact::Place(Place { time: Some(time), name: Some(name), ..Place::new(PlaceKind::CheckIn) }));
    (Fact::Activity(post), place)
}

const FIELDS: &[(ProfileField, &str)] = &[
    (ProfileField::Account, "用户id"),
    (ProfileField::Nickname, "昵称"),
    (ProfileField::Gender, "性别"),
    (ProfileField::Birthday, "生日"),
    (ProfileField::Region, "所在地"),
    (ProfileField::Region, "IP属地"),
    (ProfileField::School, "学习经历"),
    (ProfileField::Employer, "公司"),
    (ProfileField::Since, "注册时间"),
    (ProfileField::Bio, "简介"),
];
