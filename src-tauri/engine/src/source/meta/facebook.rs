//! Facebook beside its messages: the profile, friends, searches, what was viewed, liked, written, logins, and what Facebook concluded.
//!
//! # Variants
//! By what a file holds: `profile` · `interests` `categories` `advertisers` what Facebook concluded and who has the owner on a list ·
//! `searches` · `viewed` · `friends` · `following` · `likes` · `comments` · `posts` · `logins`.
//! # What gives it away
//! The key at the root, which names the list and its version: `topics_v2`, `searches_v2`.
//! # Traps
//! Every string is mangled (see [`super`]); where it isn't it may stand right beside one that is. Views lie in groups within groups.
//! Headings of categories are in the language of the export. Since about 2024 more and more files are lists of `label_values` in that
//! language: those say too little about what they are and aren't read. Notifications tell what others did and aren't read either.
//! # Where this is from
//! formats/messaging §5.1, §5.3: d3i-infra/data-donation-task, timelinize, abrignoni/RLEAPP, which agree.

use super::super::json::{At, Json, Layout, Value};
use super::super::table::Skip;
use super::super::{Card, Peek, Reading, Status};
use super::labels::{advertiser, category, plain};
use super::{activity, did, in_instagram, text, time, words};
use crate::problem::Code;
use crate::record::{
    Activity, ActivityKind, Contact, ContactKind, Device, Fact, Kind, LabelKind, Place, PlaceKind, Platform, Point, Profile, ProfileField,
};

/// The source.
pub(in super::super) static SOURCE: Json<Group> = Json {
    card: &Card {
        id: "facebook_account",
        platform: Platform::Facebook,
        yields: &[Kind::Activity, Kind::AdLabel, Kind::Contact, Kind::Device, Kind::Place, Kind::Profile],
        variants: &[
            "profile",
            "interests",
            "categories",
            "advertisers",
            "searches",
            "viewed",
            "friends",
            "following",
            "likes",
            "comments",
            "posts",
            "logins",
        ],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "profile", needs: &["profile_v2.name"], rows: &[("profile_v2", profile)], ..Layout::NONE },
        Layout {
            variant: "interests",
            needs: &["topics_v2"],
            rows: &[("topics_v2[]", |v, _, _, _| plain(v, LabelKind::Interest))],
            ..Layout::NONE
        },
        Layout { variant: "categories", needs: &["bcts"], rows: &[("bcts[]", |v, _, _, _| plain(v, LabelKind::Audience))], ..Layout::NONE },
        Layout {
            variant: "categories",
            needs: &["label_values[].vec[].value"],
            when: |path, _| !in_instagram(path),
            rows: &[("label_values[].vec[]", category)],
            ..Layout::NONE
        },
        Layout {
            variant: "advertisers",
            needs: &["custom_audiences_all_types_v2"],
            rows: &[("custom_audiences_all_types_v2[]", advertiser)],
            ..Layout::NONE
        },
        Layout { variant: "searches", needs: &["searches_v2"], rows: &[("searches_v2[]", search)], ..Layout::NONE },
        Layout { variant: "viewed", needs: &["recently_viewed"], ..VIEWED },
        Layout { variant: "viewed", needs: &["visited_things_v2"], ..VIEWED },
        Layout { variant: "friends", needs: &["friends_v2"], rows: &[("friends_v2[]", friend)], ..Layout::NONE },
        Layout { variant: "following", needs: &["following_v3"], rows: &[("following_v3[]", follow)], ..Layout::NONE },
        Layout { variant: "following", needs: &["pages_followed_v2"], rows: &[("pages_followed_v2[]", follow)], ..Layout::NONE },
        Layout { variant: "following", needs: &["groups_joined_v2"], rows: &[("groups_joined_v2[]", follow)], ..Layout::NONE },
        Layout { variant: "likes", needs: &["page_likes_v2"], rows: &[("page_likes_v2[]", like)], ..Layout::NONE },
        Layout { variant: "likes", needs: &["[].timestamp", "[].data[].reaction"], rows: &[("[]", like)], ..Layout::NONE },
        Layout { variant: "comments", needs: &["comments_v2"], rows: &[("comments_v2[]", comment)], ..Layout::NONE },
        Layout { variant: "comments", needs: &["group_comments_v2"], rows: &[("group_comments_v2[]", comment)], ..Layout::NONE },
        Layout { variant: "posts", needs: &["[].timestamp", "[].data[].post"], rows: &[("[]", post)], ..Layout::NONE },
        Layout { variant: "posts", needs: &["[].timestamp", "[].attachments[].data"], rows: &[("[]", post)], ..Layout::NONE },
        Layout { variant: "posts", needs: &["group_posts_v2"], rows: &[("group_posts_v2[]", post)], ..Layout::NONE },
        Layout { variant: "logins", needs: &["account_activity_v2"], rows: &[("account_activity_v2[]", login)], ..Layout::NONE },
        Layout { variant: "logins", needs: &["account_accesses_v2"], rows: &[("account_accesses_v2[]", login)], ..Layout::NONE },
        Layout { variant: "logins", needs: &["used_ip_address_v2"], rows: &[("used_ip_address_v2[]", login)], ..Layout::NONE },
        Layout { variant: "logins", needs: &["active_sessions_v2"], rows: &[("active_sessions_v2[]", login)], ..Layout::NONE },
    ],
    lookalike,
    ..Json::NONE
};

const VIEWED: Layout<Group> = Layout {
    heads: &[
        ("recently_viewed[].name", Group::named),
        ("recently_viewed[].children[].name", Group::named),
        ("visited_things_v2[].name", Group::named),
    ],
    rows: &[
        ("recently_viewed[].entries[]", view),
        ("recently_viewed[].children[].entries[]", view),
        ("visited_things_v2[].entries[]", view),
    ],
    ..Layout::NONE
};

/// The newer layout, in which only words in the export's language tell one file from another; and what others did.
fn lookalike(peek: &Peek) -> Option<&'static str> {
    let shape = peek.json.as_ref()?;
    let listed = shape.has("[]") && shape.has("[].label_values[].label") && (shape.has("[].fbid") || shape.has("[].timestamp"));
    (listed || shape.has("notifications_v2")).then_some("meta_labels")
}

/// The group that views stand in.
#[derive(Debug, Default)]
pub(in super::super) struct Group(Option<String>);

impl Group {
    fn named(value: &Value<'_>, _: At<'_>, group: &mut Group, _: &mut Reading<'_>) {
        group.0 = words(value);
    }
}

type Found = Result<Option<Fact>, Skip>;

/// The title says that there was a search, not what for.
fn search(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let said: Vec<String> = v.list("data").iter().filter_map(|d| text(d, "text")).collect();
    activity(did(v, ActivityKind::Search, (!said.is_empty()).then(|| said.join(" "))))
}

fn view(v: &Value<'_>, _: At<'_>, group: &mut Group, _: &mut Reading<'_>) -> Found {
    let url = text(v, "data.uri");
    let title = text(v, "data.name").or_else(|| url.clone());
    activity(did(v, ActivityKind::View, title).map(|a| Activity { url, service: group.0.clone(), ..a }))
}

fn friend(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let name = text(v, "name").ok_or(Skip { code: Code::RowDamaged, hint: "name" })?;
    Ok(Some(Fact::Contact(Contact { labels: vec!["friends_v2".into()], ..Contact::new(ContactKind::Person, None, Some(name)) })))
}

fn follow(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let inside = || v.list("data").iter().find_map(|d| text(d, "name"));
    activity(did(v, ActivityKind::Follow, text(v, "name").or_else(inside).or_else(|| text(v, "title"))))
}

fn like(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let title = text(v, "name").or_else(|| text(v, "title"));
    activity(did(v, ActivityKind::Like, title).map(|a| Activity { url: text(v, "url"), ..a }))
}

fn comment(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let data = v.list("data");
    let said = data.iter().find_map(|d| text(d, "comment.comment"));
    let by = data.iter().find_map(|d| text(d, "comment.group"));
    activity(did(v, ActivityKind::Post, said.or_else(|| text(v, "title"))).map(|a| Activity { by, ..a }))
}

/// What was posted; where it names a place, the owner was there.
fn post(v: &Value<'_>, at: At<'_>, _: &mut Group, into: &mut Reading<'_>) -> Found {
    let attached: Vec<Value<'_>> = v.list("attachments").iter().flat_map(|a| a.list("data")).collect();
    for place in attached.iter().filter_map(|d| d.get("place")) {
        let point = || Point::degrees(place.number("coordinate.latitude")?, place.number("coordinate.longitude")?);
        into.beside(
            at.spot,
            Fact::Place(Place {
                time: time(v, "timestamp"),
                point: point(),
                name: text(&place, "name"),
                address: text(&place, "address"),
                ..Place::new(PlaceKind::CheckIn)
            }),
        );
    }
    let attached = |path: &str| attached.iter().find_map(|d| text(d, path));
    let said = v.list("data").iter().find_map(|d| text(d, "post"));
    let url = attached("external_context.url");
    let title = said.or_else(|| text(v, "title")).or_else(|| url.clone());
    let title = title.or_else(|| attached("place.name")).or_else(|| attached("media.title")).or_else(|| attached("media.uri"));
    activity(did(v, ActivityKind::Post, title).map(|a| Activity { url, ..a }))
}

fn login(v: &Value<'_>, _: At<'_>, _: &mut Group, _: &mut Reading<'_>) -> Found {
    let place: Vec<String> = ["city", "region", "country"].iter().filter_map(|key| text(v, key)).collect();
    let region = (!place.is_empty()).then(|| place.join(", "));
    let device = Device {
        time: ["timestamp", "updated_timestamp", "created_timestamp"].iter().find_map(|key| time(v, key)),
        model: text(v, "device"),
        system: text(v, "user_agent").or_else(|| text(v, "app")),
        ip: text(v, "ip_address").or_else(|| text(v, "ip")),
        region: region.or_else(|| text(v, "location")),
        event: text(v, "action").or_else(|| text(v, "session_type")),
        ..Device::default()
    };
    if device.time.is_none() && device.ip.is_none() {
        return Err(Skip { code: Code::BadDate, hint: "timestamp" });
    }
    Ok(Some(Fact::Device(device)))
}

/// Everything the profile states: the name is the row, the rest stands beside it. Family become contacts too.
fn profile(v: &Value<'_>, at: At<'_>, _: &mut Group, into: &mut Reading<'_>) -> Found {
    let listed = |path: &str, key: &str| -> Vec<String> { v.list(path).iter().filter_map(|i| text(i, key)).collect() };
    let mut stated: Vec<(ProfileField, String)> = Vec::new();
    let mut state = |field: ProfileField, values: Vec<String>| stated.extend(values.into_iter().map(|value| (field, value)));
    let one = |path: &str| -> Vec<String> { text(v, path).into_iter().collect() };
    state(ProfileField::Mail, v.list("emails.emails").iter().filter_map(words).collect());
    state(ProfileField::Mail, v.list("emails.previous_emails").iter().filter_map(words).collect());
    state(ProfileField::Phone, listed("phone_numbers", "phone_number"));
    let born = v.int("birthday.year").zip(v.int("birthday.month")).zip(v.int("birthday.day"));
    state(ProfileField::Birthday, born.map(|((y, m), d)| format!("{y:04}-{m:02}-{d:02}")).into_iter().collect());
    state(ProfileField::Gender, one("gender.gender_option"));
    state(ProfileField::Region, one("current_city.name"));
    state(ProfileField::Region, one("hometown.name"));
    let relation = [text(v, "relationship.status"), text(v, "relationship.partner")].into_iter().flatten().collect::<Vec<_>>().join(", ");
    state(ProfileField::Relationship, (!relation.is_empty()).then_some(relation).into_iter().collect());
    state(ProfileField::School, listed("education_experiences", "name"));
    state(ProfileField::Employer, listed("work_experiences", "employer"));
    state(ProfileField::Nickname, listed("other_names", "name"));
    state(ProfileField::Account, one("username"));
    let since = time(v, "registration_timestamp").map(|t| t.wall.to_string());
    state(ProfileField::Since, since.into_iter().collect());
    for (field, value) in stated {
        into.beside(at.spot, Fact::Profile(Profile { field, value }));
    }
    for member in v.list("family_members") {
        let labels = text(&member, "relation").into_iter().collect();
        into.beside(at.spot, Fact::Contact(Contact { labels, ..Contact::new(ContactKind::Person, None, text(&member, "name")) }));
    }
    let value = text(v, "name.full_name").ok_or(Skip { code: Code::RowDamaged, hint: "full_name" })?;
    Ok(Some(Fact::Profile(Profile { field: ProfileField::RealName, value })))
}
