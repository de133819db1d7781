//! Places from Apple's calendars, from "Data and Privacy": where entries were set and which places were used of late.
//!
//! # Variants
//! `plist`, `Apple Features Using iCloud/EventKit/Locations.xml` and files of `…/Calendar/`: Apple's lists in XML.
//! # What gives it away
//! A property list with `map location`.
//! # Traps
//! Not the phone's own track: places that somebody wrote into a calendar. Each has a key that says nothing and a list `t` of the times at
//! which it was used, one row each; without one it is a place that is merely kept. An address stands under `address` or first in
//! `addressArray`. Times are taken for UTC, as Apple's other files have them.
//! # Where this is from
//! formats/shopping_and_accounts §6: purarue/HPI:my/apple/privacy_export.py. No real file seen.

use super::markup::{Markup, Met};
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, cells, date};
use crate::problem::Code;
use crate::record::{Fact, Kind, Moment, Place, PlaceKind, Platform, Point, Spot, Zone};

/// The source.
pub(super) static SOURCE: Places = Places;

pub(super) struct Places;

static CARD: Card =
    Card { id: "apple_places", platform: Platform::Apple, yields: &[Kind::Place], variants: &["plist"], status: Status::Described };

const LOCATION: &str = "map location";

/// Times one place may be used at to be told one by one.
const TIMES: usize = 4096;

impl crate::source::Marked for Places {}

impl Source for Places {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let list = peek.text.as_deref().filter(|text| text.contains("<plist") && text.contains("<key>map location</key>"));
        list.map_or(Recognition::No, |_| Recognition::Yes(Why { variant: "plist", mark: format!("plist, {LOCATION}") }))
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut markup = Markup::new(text, into);
        let mut file = File::default();
        let depth = usize::try_from(into.limits().depth).unwrap_or(usize::MAX);
        let mut text = String::new();
        while let Some(met) = markup.next(into) {
            match met {
                Met::Open(name, _) => {
                    text.clear();
                    if name == "dict" {
                        file.depth += 1;
                    }
                }
                Met::Text(more) => text.push_str(&more),
                Met::Close(name) => {
                    file.closes(&name, cells::present(&text).map(str::to_owned), into);
                    text.clear();
                }
            }
            if file.depth > depth {
                break;
            }
        }
        if file.depth > 0 {
            into.skip(Spot::Item(file.count.saturating_add(1)), Code::CutShort, "");
        }
    }
}

/// What is known while the list goes by.
#[derive(Default)]
struct File {
    /// Of dictionaries: an entry is the second, its coordinates stand in the third.
    depth: usize,
    count: u32,
    key: String,
    entry: Entry,
}

#[derive(Default)]
struct Entry {
    latitude: Option<f64>,
    longitude: Option<f64>,
    name: Option<String>,
    address: Option<String>,
    times: Vec<Option<Moment>>,
}

impl File {
    fn closes(&mut self, element: &str, value: Option<String>, into: &mut Reading<'_>) {
        match (element, self.key.as_str()) {
            ("key", _) => self.key = value.unwrap_or_default(),
            ("real" | "integer", "latitude") => self.entry.latitude = value.and_then(|v| v.parse().ok()),
            ("real" | "integer", "longitude") => self.entry.longitude = value.and_then(|v| v.parse().ok()),
            ("string", "display name") => self.entry.name = value,
            ("string", "address" | "addressArray") => self.entry.address = self.entry.address.take().or(value),
            ("date", "t") if self.entry.times.len() < TIMES => {
                let wall = value.and_then(|v| date::iso(&v)).map(|t| t.wall);
                self.entry.times.push(wall.map(|wall| Moment { wall, zone: Zone::Utc }));
            }
            ("dict", _) => {
                if self.depth == 2 {
                    let entry = std::mem::take(&mut self.entry);
                    self.tell(entry, into);
                }
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn tell(&mut self, entry: Entry, into: &mut Reading<'_>) {
        self.count = self.count.saturating_add(1);
        let spot = Spot::Item(self.count);
        let point = entry.latitude.zip(entry.longitude).and_then(|(lat, lon)| Point::degrees(lat, lon));
        if point.is_none() && entry.address.is_none() && entry.name.is_none() {
            return into.skip(spot, Code::RowDamaged, LOCATION);
        }
        let place = |time, kind| {
            let (name, address) = (entry.name.clone(), entry.address.clone());
            Fact::Place(Place { time, point, name, address, ..Place::new(kind) })
        };
        if entry.times.is_empty() {
            into.row(spot, place(None, PlaceKind::Saved));
        }
        for time in &entry.times {
            match time {
                Some(time) => into.row(spot, place(Some(*time), PlaceKind::CheckIn)),
                None => into.skip(spot, Code::BadDate, "t"),
            }
        }
    }
}
