//! Google Maps: places saved and reviewed.
//!
//! # Variants
//! `named` to about 2022, keys as words (`Google Maps URL`, `Business Name`) · `snake` since (`google_maps_url`). `Saved Places.json` and
//! `Reviews.json` under `Maps (your places)/`; both are GeoJSON.
//! # What gives it away
//! `features` whose properties hold a Google Maps address.
//! # Traps
//! GeoJSON writes the longitude first; `[0, 0]` means that Google doesn't say where. Stars are a number or a word.
//! # Where this is from
//! formats/shopping_and_accounts §5: humandataincome/hudi-packages-connectors; two readers of the later layout that agree.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::record::{Activity, ActivityKind, Fact, Kind, Place, PlaceKind, Platform, Point};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_places",
        platform: Platform::Google,
        yields: &[Kind::Place, Kind::Activity],
        variants: &["named", "snake"],
        status: Status::Described,
    },
    layouts: &[
        Layout { variant: "named", needs: &["features[].properties.Google Maps URL"], rows: &[("features[]", row)], ..Layout::NONE },
        Layout { variant: "snake", needs: &["features[].properties.google_maps_url"], rows: &[("features[]", row)], ..Layout::NONE },
    ],
    ..Json::NONE
};

fn row(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let said = v.get("properties").ok_or(Skip::damaged())?;
    let either = |keys: [&str; 2]| keys.iter().find_map(|key| said.owned(key));
    let name = either(["Location.Business Name", "location.name"]).or_else(|| said.owned("Title"));
    let time = either(["Published", "date"]).and_then(|t| date::iso(&t));
    let place = Place {
        time,
        point: point(v, &said),
        name: name.clone(),
        address: either(["Location.Address", "location.address"]),
        ..Place::new(PlaceKind::Saved)
    };
    if place.name.is_none() && place.point.is_none() && place.address.is_none() {
        return Err(Skip::damaged());
    }
    let reviewed = either(["Star Rating", "five_star_rating_published"]).is_some();
    let text = either(["Review Comment", "review_text_published"]);
    if reviewed || text.is_some() {
        let title = text.or_else(|| name.clone()).unwrap_or_default();
        let post =
            Activity { time, by: name, url: either(["Google Maps URL", "google_maps_url"]), ..Activity::new(ActivityKind::Post, title) };
        into.beside(at.spot, Fact::Activity(post));
    }
    Ok(Some(Fact::Place(place)))
}

fn point(v: &Value<'_>, said: &Value<'_>) -> Option<Point> {
    let axes = v.list("geometry.coordinates");
    let axis = |n: usize| axes.get(n).and_then(|a| a.as_text()).and_then(|t| t.parse::<f64>().ok());
    let named = |key| said.number(&format!("Location.Geo Coordinates.{key}"));
    let (lon, lat) = axis(0).zip(axis(1)).or_else(|| named("Longitude").zip(named("Latitude")))?;
    Point::degrees(lat, lon).filter(|p| p.lat != 0 || p.lon != 0)
}
