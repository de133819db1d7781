//! Instagram beside its messages: the profile, followers, searches, what was seen, liked, written, logins, and what Instagram concluded.
//!
//! # Variants
//! By what a file holds: `profile` · `followers` · `following` · `searches` · `seen` posts and videos · `adverts` · `likes` · `comments` ·
//! `logins` · `interests` topics of the owner's feed and of advertisements · `based_in` · `categories` · `advertisers`.
//! # What gives it away
//! The key at the root, such as `relationships_following`; lists without one by `string_list_data` and `string_map_data`.
//! # Traps
//! Every string is mangled (see [`super`]), keys too. The keys inside `string_map_data` are in the language of the export: values are told by
//! their order and by how they look. A follower's name is the entry's `value`, in newer files its `title`. Files since 2025 that are lists of
//! `label_values` aren't read.
//! # Where this is from
//! formats/messaging §5.2: timelinize, d3i-infra/data-donation-task and other readers that agree.

use super::super::json::{At, Json, Layout, Row, Value};
use super::super::table::Skip;
use super::super::text::unmangled;
use super::super::{Card, Reading, Status, date};
use super::labels::{advertiser, category, plain};
use super::{in_instagram, text, time, words};
use crate::problem::Code;
use crate::record::{
    Activity, ActivityKind, AdLabel, Contact, ContactKind, Device, Fact, Kind, LabelKind, Moment, Platform, Profile, ProfileField,
};

/// The source.
pub(in super::super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "instagram_account",
        platform: Platform::Instagram,
        yields: &[Kind::Activity, Kind::AdLabel, Kind::Contact, Kind::Device, Kind::Profile],
        variants: &[
            "profile",
            "followers",
            "following",
            "searches",
            "seen",
            "adverts",
            "likes",
            "comments",
            "logins",
            "interests",
            "based_in",
            "categories",
            "advertisers",
        ],
        status: Status::Described,
    },
    layouts: &[
        of("profile", &["profile_user"], &[("profile_user[]", profile)]),
        of("followers", &["relationships_followers"], &[("relationships_followers[]", follower)]),
        of("followers", &["[].string_list_data", "[].media_list_data"], &[("[]", follower)]),
        of("following", &["relationships_following"], &[("relationships_following[]", |v, _, _, _| listed(v, ActivityKind::Follow))]),
        of("searches", &["searches_user"], &[("searches_user[]", |v, _, _, _| mapped(v, ActivityKind::Search))]),
        of("searches", &["searches_keyword"], &[("searches_keyword[]", |v, _, _, _| mapped(v, ActivityKind::Search))]),
        of("seen", &["impressions_history_posts_seen"], &[("impressions_history_posts_seen[]", |v, _, _, _| by(v, ActivityKind::View))]),
        of(
            "seen",
            &["impressions_history_videos_watched"],
            &[("impressions_history_videos_watched[]", |v, _, _, _| by(v, ActivityKind::View))],
        ),
        of("adverts", &["impressions_history_ads_seen"], &[("impressions_history_ads_seen[]", |v, _, _, _| by(v, ActivityKind::Advert))]),
        of("likes", &["likes_media_likes"], &[("likes_media_likes[]", |v, _, _, _| listed(v, ActivityKind::Like))]),
        of("likes", &["likes_comment_likes"], &[("likes_comment_likes[]", |v, _, _, _| listed(v, ActivityKind::Like))]),
        of("comments", &["comments_media_comments"], &[("comments_media_comments[]", comment)]),
        of("comments", &["comments_reels_comments"], &[("comments_reels_comments[]", comment)]),
        of("comments", &["[].string_map_data", "[].media_list_data"], &[("[]", comment)]),
        of("logins", &["account_history_login_history"], &[("account_history_login_history[]", login)]),
        of("logins", &["account_history_logout_history"], &[("account_history_logout_history[]", login)]),
        of("logins", &["devices_devices"], &[("devices_devices[]", login)]),
        of("interests", &["topics_your_topics"], &[("topics_your_topics[]", interest)]),
        of("interests", &["topics_your_reels_topics"], &[("topics_your_reels_topics[]", interest)]),
        of("interests", &["inferred_data_ig_interest"], &[("inferred_data_ig_interest[]", interest)]),
        of("based_in", &["inferred_data_primary_location"], &[("inferred_data_primary_location[]", based_in)]),
        of("advertisers", &["ig_custom_audiences_all_types"], &[("ig_custom_audiences_all_types[]", advertiser)]),
        Layout {
            when: |path, _| in_instagram(path),
            ..of("categories", &["label_values[].vec[].value"], &[("label_values[].vec[]", category)])
        },
    ],
    ..Json::NONE
};

const fn of(variant: &'static str, needs: &'static [&'static str], rows: &'static [(&'static str, Row<()>)]) -> Layout<()> {
    Layout { variant, needs, rows, ..Layout::NONE }
}

type Found = Result<Option<Fact>, Skip>;

const NOTHING: Skip = Skip { code: Code::RowDamaged, hint: "string_map_data" };

/// Of `string_map_data` each key, mended, with the words and the time under it.
fn fields(v: &Value<'_>) -> Vec<(String, Option<String>, Option<Moment>)> {
    let map = v.get("string_map_data").unwrap_or_default();
    map.entries().map(|(key, value)| (unmangled(key).into_owned(), text(&value, "value"), time(&value, "timestamp"))).collect()
}

/// The words of a map, in order, and its time.
fn told(v: &Value<'_>) -> (Vec<String>, Option<Moment>) {
    let fields = fields(v);
    let when = fields.iter().find_map(|(_, _, time)| *time);
    (fields.into_iter().filter_map(|(_, words, _)| words).collect(), when)
}

fn mapped(v: &Value<'_>, kind: ActivityKind) -> Found {
    let (words, time) = told(v);
    let title = words.into_iter().next().or_else(|| text(v, "title")).ok_or(NOTHING)?;
    Ok(Some(Fact::Activity(Activity { time, ..Activity::new(kind, title) })))
}

/// An entry of one account with one link.
fn listed(v: &Value<'_>, kind: ActivityKind) -> Found {
    let link = v.list("string_list_data").into_iter().next().unwrap_or_default();
    let title = text(v, "title").or_else(|| text(&link, "value")).ok_or(Skip { code: Code::RowDamaged, hint: "string_list_data" })?;
    let by = Some(title.clone());
    Ok(Some(Fact::Activity(Activity { time: time(&link, "timestamp"), url: text(&link, "href"), by, ..Activity::new(kind, title) })))
}

fn follower(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let name = v.list("string_list_data").iter().find_map(|link| text(link, "value")).or_else(|| text(v, "title"));
    let name = name.ok_or(Skip { code: Code::RowDamaged, hint: "string_list_data" })?;
    Ok(Some(Fact::Contact(Contact { labels: vec!["followers".into()], ..Contact::new(ContactKind::Person, Some(name), None) })))
}

/// Something of which nothing but the author is told.
fn by(v: &Value<'_>, kind: ActivityKind) -> Found {
    let (words, time) = told(v);
    let title = words.into_iter().next().ok_or(NOTHING)?;
    Ok(Some(Fact::Activity(Activity { time, by: Some(title.clone()), ..Activity::new(kind, title) })))
}

/// The comment stands first, whose picture it is under second.
fn comment(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let (words, time) = told(v);
    let mut words = words.into_iter();
    let title = words.next().ok_or(NOTHING)?;
    Ok(Some(Fact::Activity(Activity { time, by: words.next(), ..Activity::new(ActivityKind::Post, title) })))
}

/// Address and program are told by how they look.
fn login(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let (words, time) = told(v);
    let title = text(v, "title");
    let time = time.or_else(|| date::iso(title.as_deref()?));
    let program = |w: &&String| w.contains('(') || w.contains('/') && w.contains(' ');
    let system = words.iter().find(program).cloned().or_else(|| title.filter(|t| program(&t)));
    let ip = words.iter().find(|w| is_address(w)).cloned();
    if time.is_none() && ip.is_none() && system.is_none() {
        return Err(NOTHING);
    }
    Ok(Some(Fact::Device(Device { time, system, ip, ..Device::default() })))
}

/// `192.0.2.1` or `2001:db8::1`.
fn is_address(text: &str) -> bool {
    let four = text.split('.').filter(|p| p.parse::<u8>().is_ok()).count() == 4 && text.matches('.').count() == 3;
    four || text.matches(':').count() >= 2 && text.bytes().all(|b| b == b':' || b.is_ascii_hexdigit())
}

fn interest(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let map = v.get("string_map_data").unwrap_or_default();
    let found = map.entries().map(|(_, value)| value.get("value").unwrap_or_default()).find(|value| words(value).is_some());
    plain(&found.ok_or(NOTHING)?, LabelKind::Interest)
}

fn based_in(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Found {
    let (label, value) = fields(v).into_iter().find_map(|(key, words, _)| Some((key, words?))).ok_or(NOTHING)?;
    Ok(Some(Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label, value: Some(value), origin: None, time: None })))
}

/// The first statement is the row, the rest stands beside it.
fn profile(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Found {
    let mut stated = fields(v).into_iter().filter_map(|(key, value, _)| {
        let value = value?;
        Some(Fact::Profile(Profile { field: field(&key, &value)?, value }))
    });
    let first = stated.next().ok_or(NOTHING)?;
    stated.for_each(|fact| into.beside(at.spot, fact));
    Ok(Some(first))
}

/// What a statement is: by its key in the languages that are known, else by how it looks.
fn field(key: &str, value: &str) -> Option<ProfileField> {
    let known = KEYS.iter().find(|(keys, _)| keys.contains(&key)).map(|(_, field)| *field);
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let looks = || match () {
        () if value.contains('@') && value.contains('.') && !value.contains(' ') => Some(ProfileField::Mail),
        () if date::wall(value).is_some() => Some(ProfileField::Birthday),
        () if value.starts_with('+') && digits >= 7 => Some(ProfileField::Phone),
        () => None,
    };
    known.or_else(looks)
}

/// Keys of the profile, in some languages.
const KEYS: &[(&[&str], ProfileField)] = &[
    (&["Email", "Email address", "E-Mail-Adresse", "E-mail", "邮箱"], ProfileField::Mail),
    (&["Phone Number", "Phone number", "Telefonnummer", "手机号"], ProfileField::Phone),
    (&["Username", "Benutzername", "Nutzername", "Gebruikersnaam", "Nombre de usuario", "Nome utente", "用户名"], ProfileField::Account),
    (&["Name", "Naam", "Nombre", "Nom", "Nome", "姓名"], ProfileField::Nickname),
    (&["Bio", "Steckbrief", "个人简介"], ProfileField::Bio),
    (&["Gender", "Geschlecht", "Geslacht", "性别"], ProfileField::Gender),
    (&["Date of birth", "Geburtsdatum", "Geboortedatum", "出生日期"], ProfileField::Birthday),
];
