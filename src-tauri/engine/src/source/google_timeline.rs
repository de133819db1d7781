//! Google Timeline (Location History): where a phone was, as Takeout handed it out until 2024 and as phones export it since.
//!
//! # Variants
//! `records` raw fixes, `Records.json` or, before 2017, `Location History.json` · `semantic` monthly files of visits and ways,
//! `Semantic Location History/2020/2020_JANUARY.json` · `android` exported on the phone since 2024, `Timeline.json` under names in many
//! languages, with Google's own answer to where home and work are · `ios` exported on an iPhone since 2024, `location-history.json` ·
//! `settings` what Takeout still hands out for a Timeline that moved to the phone: `Settings.json` with the devices that reported and
//! without a place · `edits` positions that Takeout kept of the last weeks, `Timeline Edits.json`.
//! # What gives it away
//! `latitudeE7` in `locations`; `duration` in a visit or way of `timelineObjects`; `semanticSegments` or raw signals with a position; a bare
//! list of `startTime` and `endTime` with a visit, a way or a path; `historyEnabled` beside `deviceSettings`; positions of raw signals in
//! `timelineEdits`. Lists that are there and empty are recognised too: the export is fine, its data are elsewhere.
//! # Traps
//! Files of gigabytes. Times as text since 2022, before as milliseconds in a string (`timestampMs`, `startTimestampMs`). Southern and western
//! values that ran over 32 bits. Degrees as `12.1°, -3.4°` or `geo:12.1,-3.4`. On an iPhone every number is a string, and the paths stand all
//! at the end, told in minutes since their segment began. Android's offset in the text is the phone's at export; the offset of the place
//! stands beside it in minutes. Fixes without coordinates. Scans of networks around, and trips without coordinates (`timelineMemory`), are
//! passed over.
//! # Where this is from
//! formats/shopping_and_accounts §5: timelinize/timelinize:datasources/googlelocation, CarlosBergillos/LocationHistoryFormat,
//! purarue/google_takeout_parser, humandataincome/hudi-packages-connectors. Settings and edits: schemas of LocationHistoryFormat; that they
//! are all that is left: purarue/google_takeout_parser#80, Freika/dawarich#45 and #1060, kurupted/google-maps-timeline-viewer#36.

use super::json::{At, Json, Layout, Shape, Sort, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::phrase::Phrase;
use crate::problem::Code;
use crate::record::{AdLabel, Device, Fact, Kind, LabelKind, Moment, Place, PlaceKind, Platform, Point, Zone};
use chrono::{DateTime, Duration};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_timeline",
        platform: Platform::Google,
        yields: &[Kind::Place, Kind::AdLabel, Kind::Device],
        variants: &["records", "semantic", "android", "ios", "settings", "edits"],
        status: Status::Described,
    },
    layouts: &[
        Layout {
            variant: "records",
            needs: &["locations[].latitudeE7", "locations[].longitudeE7"],
            rows: &[("locations[]", fix)],
            ..Layout::NONE
        },
        Layout { variant: "semantic", needs: &["timelineObjects[].placeVisit.duration"], rows: OBJECTS, ..Layout::NONE },
        Layout { variant: "semantic", needs: &["timelineObjects[].activitySegment.duration"], rows: OBJECTS, ..Layout::NONE },
        Layout { variant: "android", needs: &["semanticSegments[].startTime", "semanticSegments[].endTime"], rows: PHONE, ..Layout::NONE },
        Layout { variant: "android", needs: &["rawSignals[].position.LatLng"], rows: PHONE, ..Layout::NONE },
        Layout { variant: "ios", needs: &["[].startTime", "[].endTime"], when: of_a_phone, rows: &[("[]", segment)], ..Layout::NONE },
        Layout {
            variant: "edits",
            needs: &["timelineEdits[].rawSignal.signal.position.point"],
            rows: &[("timelineEdits[]", edit)],
            ..Layout::NONE
        },
        Layout { variant: "settings", needs: &["historyEnabled", "deviceSettings"], rows: &[("deviceSettings[]", device)], ..Layout::NONE },
        Layout { variant: "records", needs: &["locations"], when: |_, shape| is_empty(shape, "locations"), ..Layout::NONE },
        Layout { variant: "semantic", needs: &["timelineObjects"], when: |_, shape| is_empty(shape, "timelineObjects"), ..Layout::NONE },
        Layout { variant: "android", needs: &["semanticSegments"], when: |_, shape| is_empty(shape, "semanticSegments"), ..Layout::NONE },
    ],
    ..Json::NONE
};

type Row = super::json::Row<()>;

const OBJECTS: &[(&str, Row)] = &[("timelineObjects[]", object)];

const PHONE: &[(&str, Row)] = &[
    ("semanticSegments[]", segment),
    ("rawSignals[]", signal),
    ("userLocationProfile.frequentPlaces[]", frequent),
    ("userLocationProfile.persona.travelModeAffinities[]", affinity),
];

const NO_POINT: Skip = Skip { code: Code::RowDamaged, hint: "latLng" };

fn of_a_phone(_: &str, shape: &Shape) -> bool {
    ["[].visit.topCandidate", "[].activity.start", "[].timelinePath"].iter().any(|place| shape.has(place))
}

/// Whether an empty list is all there is.
fn is_empty(shape: &Shape, list: &str) -> bool {
    shape.has_sort(list, Sort::List) && shape.places().count() == 2
}

/// A position that Takeout kept; what it makes of places otherwise isn't read.
fn edit(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some(position) = v.get("rawSignal.signal.position") else { return Ok(None) };
    let point = position.get("point").and_then(|p| e7(&p, "latE7", "lngE7")).ok_or(Skip { code: Code::RowDamaged, hint: "latE7" })?;
    let time = stamp(&position, "timestamp").ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    Ok(Some(place(PlaceKind::Passing, Some(time), point)))
}

/// What is said of a file of settings: it holds devices, and the places themselves are elsewhere.
pub(crate) const SETTINGS: &str = "note.settings_alone";

/// A device that was asked to report where it was.
fn device(v: &Value<'_>, _: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    into.note(Phrase::new(SETTINGS));
    let maker = || [v.owned("deviceSpec.manufacturer"), v.owned("deviceSpec.model")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let system = match (v.owned("platformType"), v.owned("androidOsLevel")) {
        (Some(platform), Some(level)) => Some(format!("{platform} {level}")),
        (platform, _) => platform,
    };
    let model = v.owned("devicePrettyName").or_else(|| Some(maker()).filter(|m| !m.is_empty()));
    let serial = v.owned("deviceTag");
    if model.is_none() && system.is_none() && serial.is_none() {
        return Err(Skip { code: Code::RowDamaged, hint: "devicePrettyName" });
    }
    Ok(Some(Fact::Device(Device { model, system, serial, event: Some("deviceSettings".into()), ..Device::default() })))
}

/// A raw fix.
fn fix(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let point = e7(v, "latitudeE7", "longitudeE7").ok_or(Skip { code: Code::RowDamaged, hint: "latitudeE7" })?;
    let time = stamp(v, "timestamp").ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    Ok(Some(place(PlaceKind::Passing, Some(time), point)))
}

/// A visit or a way of the monthly files.
fn object(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    if let Some(visit) = v.get("placeVisit") {
        for child in visit.list("childVisits") {
            match stay(&child) {
                Ok(inner) => into.beside(at.spot, inner),
                Err(skip) => into.problem(at.spot, skip.code, skip.hint),
            }
        }
        return stay(&visit).map(Some);
    }
    let way = v.get("activitySegment").ok_or(Skip::damaged())?;
    let start = stamp_in(&way, "startTimestamp")?;
    let label = way.owned("activityType");
    let end = |key| way.get(key).and_then(|l| e7(&l, "latitudeE7", "longitudeE7"));
    for p in way.list("simplifiedRawPath.points") {
        if let (Some(point), Some(time)) = (e7(&p, "latE7", "lngE7"), stamp(&p, "timestamp")) {
            into.beside(at.spot, place(PlaceKind::Passing, Some(time), point));
        }
    }
    let ended = stamp_in(&way, "endTimestamp").ok();
    ride((end("startLocation"), Some(start)), (end("endLocation"), ended), label, at, into)
}

fn stay(visit: &Value<'_>) -> Result<Fact, Skip> {
    let location = visit.get("location").ok_or(Skip::damaged())?;
    Ok(Fact::Place(Place {
        time: Some(stamp_in(visit, "startTimestamp")?),
        until: stamp_in(visit, "endTimestamp").ok(),
        point: e7(&location, "latitudeE7", "longitudeE7"),
        name: location.owned("name"),
        address: location.owned("address"),
        label: location.owned("semanticType"),
        ..Place::new(PlaceKind::Visit)
    }))
}

/// A visit, way or path of a phone.
fn segment(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let start = local(v, "startTime", "startTimeTimezoneUtcOffsetMinutes");
    let end = local(v, "endTime", "endTimeTimezoneUtcOffsetMinutes");
    let begun = start.ok_or(Skip { code: Code::BadDate, hint: "startTime" });
    if let Some(visit) = v.get("visit.topCandidate") {
        let point = visit.get("placeLocation").and_then(|p| degrees(&p)).ok_or(NO_POINT)?;
        let label = visit.owned("semanticType");
        return Ok(Some(Fact::Place(Place { time: Some(begun?), until: end, point: Some(point), label, ..Place::new(PlaceKind::Visit) })));
    }
    if let Some(way) = v.get("activity") {
        let point = |key| way.get(key).and_then(|p| degrees(&p));
        let label = way.owned("topCandidate.type");
        return ride((point("start"), Some(begun?)), (point("end"), end), label, at, into);
    }
    if v.has("timelineMemory") {
        return Ok(None);
    }
    let path = v.get("timelinePath").ok_or(Skip::damaged())?;
    let mut first = None;
    for step in path.items() {
        let time = match step.int("durationMinutesOffsetFromStartTime") {
            Some(minutes) => start.and_then(|t| later(t, minutes)),
            None => local(&step, "time", ""),
        };
        match (step.get("point").and_then(|p| degrees(&p)), time) {
            (Some(point), Some(time)) if first.is_none() => first = Some(place(PlaceKind::Passing, Some(time), point)),
            (Some(point), Some(time)) => into.beside(at.spot, place(PlaceKind::Passing, Some(time), point)),
            (None, _) => into.problem(at.spot, Code::RowDamaged, "timelinePath"),
            (_, None) => into.problem(at.spot, Code::BadDate, "timelinePath"),
        }
    }
    first.map(Some).ok_or(Skip { code: Code::RowDamaged, hint: "timelinePath" })
}

/// What the phone's sensors said in the last weeks: positions are read, scans of the networks around and guesses at movement are not.
fn signal(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let Some(position) = v.get("position") else { return Ok(None) };
    let point = position.get("LatLng").and_then(|p| degrees(&p)).ok_or(NO_POINT)?;
    let time = local(&position, "timestamp", "").ok_or(Skip { code: Code::BadDate, hint: "timestamp" })?;
    Ok(Some(place(PlaceKind::Passing, Some(time), point)))
}

/// Google's own answer to where the owner often is.
fn frequent(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let printed = v.get("placeLocation").ok_or(NO_POINT)?;
    let point = degrees(&printed).ok_or(NO_POINT)?;
    let label = v.owned("label");
    if let Some(label) = label.clone() {
        let value = printed.as_text().or_else(|| printed.text("latLng")).map(|t| t.into_owned());
        into.beside(at.spot, attribute(label, value, "frequentPlaces"));
    }
    Ok(Some(Fact::Place(Place { point: Some(point), label, ..Place::new(PlaceKind::Frequent) })))
}

/// Google's own guess at how the owner gets around.
fn affinity(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let label = v.owned("mode").ok_or(Skip::damaged())?;
    Ok(Some(attribute(label, v.owned("affinity"), "travelModeAffinities")))
}

fn attribute(label: String, value: Option<String>, list: &str) -> Fact {
    Fact::AdLabel(AdLabel { kind: LabelKind::Attribute, label, value, origin: Some(list.to_owned()), time: None })
}

/// A way: where it began is the row, where it ended stands beside it. One of both is enough.
fn ride(
    start: (Option<Point>, Option<Moment>),
    end: (Option<Point>, Option<Moment>),
    label: Option<String>,
    at: At<'_>,
    into: &mut Reading<'_>,
) -> Result<Option<Fact>, Skip> {
    let one = |kind, (point, time): (Option<Point>, Option<Moment>)| {
        point.map(|p| Fact::Place(Place { time, point: Some(p), label: label.clone(), ..Place::new(kind) }))
    };
    match (one(PlaceKind::Start, start), one(PlaceKind::End, end)) {
        (Some(start), end) => {
            end.into_iter().for_each(|end| into.beside(at.spot, end));
            Ok(Some(start))
        }
        (None, end) => end.map(Some).ok_or(NO_POINT),
    }
}

fn place(kind: PlaceKind, time: Option<Moment>, point: Point) -> Fact {
    Fact::Place(Place { time, point: Some(point), ..Place::new(kind) })
}

fn e7(v: &Value<'_>, lat: &str, lon: &str) -> Option<Point> {
    Point::e7(v.int(lat)?, v.int(lon)?)
}

/// Degrees as text, or one step down under `latLng`.
fn degrees(v: &Value<'_>) -> Option<Point> {
    Point::parse(&v.as_text().or_else(|| v.text("latLng"))?)
}

/// Text under the key, milliseconds under the key with `Ms` behind it.
fn stamp(v: &Value<'_>, key: &str) -> Option<Moment> {
    v.text(key).and_then(|t| date::iso(&t)).or_else(|| v.int(&format!("{key}Ms")).and_then(date::epoch))
}

fn stamp_in(v: &Value<'_>, key: &'static str) -> Result<Moment, Skip> {
    v.get("duration").and_then(|d| stamp(&d, key)).ok_or(Skip { code: Code::BadDate, hint: key })
}

/// The wall clock at the place, where its offset is given; else the one of the text.
fn local(v: &Value<'_>, key: &str, minutes: &str) -> Option<Moment> {
    let text = v.text(key)?;
    match (v.int(minutes), DateTime::parse_from_rfc3339(text.trim())) {
        (Some(minutes), Ok(time)) => {
            let utc = date::epoch(time.timestamp())?;
            later(utc, minutes).map(|t| Moment { zone: Zone::Device, ..t })
        }
        _ => date::iso(&text),
    }
}

fn later(time: Moment, minutes: i64) -> Option<Moment> {
    let by = Duration::try_minutes(minutes)?;
    Some(Moment { wall: time.wall.checked_add_signed(by)?, zone: time.zone })
}
