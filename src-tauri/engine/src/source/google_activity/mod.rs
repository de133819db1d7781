//! Google My Activity: what was searched for, watched, visited and used, one file a product; and YouTube's watch and search history,
//! which have the same shape.
//!
//! # Variants
//! `json`, if the person chose it, `MyActivity.json`, `watch-history.json`, `search-history.json` · `html`, which Takeout does by itself
//! ([`page`]).
//! # What gives it away
//! A list with `header`, `title` and `time`.
//! # Traps
//! Titles are sentences in the person's language, the verb before or behind (`words.rs`); a sentence that isn't known is kept whole. A few
//! entries lack their header. Advertisements watched on YouTube carry the detail "From Google Ads". Where one was then stands in a link to a
//! map (`center=lat,lon`), with what Google takes the place for. Google Pay's sentences are payments ([`upi`]).
//! # Where this is from
//! formats/shopping_and_accounts §5: purarue/google_takeout_parser, humandataincome/hudi-packages-connectors; verbs:
//! atillaturkmen/youtube-rewind.

pub(super) mod page;
mod upi;
mod words;

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Fact, Kind, Moment, Place, PlaceKind, Platform, Point};

/// The source of the JSON form.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_activity",
        platform: Platform::Google,
        yields: &[Kind::Activity, Kind::Payment, Kind::Place],
        variants: &["json"],
        status: Status::Described,
    },
    layouts: &[Layout { variant: "json", needs: &["[].header", "[].title", "[].time"], rows: &[("[]", row)], ..Layout::NONE }],
    ..Json::NONE
};

/// One thing done, as both forms tell it.
struct Entry {
    service: Option<String>,
    /// The sentence.
    title: String,
    url: Option<String>,
    /// Lines below the sentence: text and where it leads.
    more: Vec<(String, Option<String>)>,
    /// Words below that, such as `From Google Ads`.
    details: Vec<String>,
    time: Moment,
}

impl Entry {
    fn fact(self) -> Fact {
        let details: Vec<&str> = self.details.iter().map(String::as_str).collect();
        let paid = self.service.as_deref().and_then(|service| upi::payment(service, self.title.trim(), &details, self.time));
        if let Some(payment) = paid {
            return payment;
        }
        let advert = details.iter().any(|detail| is_advert(detail));
        let (kind, title) = words::verb(self.title.trim());
        // Other lines below tell of topics and prices.
        let channel = |url: &Option<String>| url.as_deref().is_some_and(|u| u.contains("/channel/"));
        Fact::Activity(Activity {
            time: Some(self.time),
            by: self.more.into_iter().find(|(_, url)| channel(url)).map(|(name, _)| name),
            service: self.service,
            url: self.url,
            ..Activity::new(if advert { ActivityKind::Advert } else { kind }, title)
        })
    }
}

/// Where the person was, by a link to a map; what Google takes the place for (`From your places (Home)`) is its label.
fn whereabouts(time: Moment, name: Option<String>, url: &str, label: Option<String>) -> Option<Fact> {
    let (_, center) = url.split_once("center=")?;
    let point = Point::parse(&center.split('&').next()?.replace("%2C", ","))?;
    Some(Fact::Place(Place { time: Some(time), point: Some(point), name, label, ..Place::new(PlaceKind::Passing) }))
}

fn is_advert(detail: &str) -> bool {
    detail.contains("Google Ads")
}

fn row(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let title = v.owned("title").ok_or(Skip { code: Code::RowDamaged, hint: "title" })?;
    let time = v.text("time").and_then(|t| date::iso(&t)).ok_or(Skip { code: Code::BadDate, hint: "time" })?;
    for place in v.list("locationInfos") {
        let url = place.text("url").unwrap_or_default();
        let found = whereabouts(time, place.owned("name"), &url, place.owned("source"));
        found.into_iter().for_each(|fact| into.beside(at.spot, fact));
    }
    let entry = Entry {
        service: v.owned("header"),
        title,
        url: v.owned("titleUrl"),
        more: v.list("subtitles").iter().filter_map(|s| Some((s.owned("name")?, s.owned("url")))).collect(),
        details: v.list("details").iter().filter_map(|d| d.owned("name")).collect(),
        time,
    };
    let fact = entry.fact();
    upi::total(&fact, into);
    Ok(Some(fact))
}
