//! Places: where the owner was, as a file states it.

use super::Moment;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A point on the earth, in ten-millionths of a degree: exact where exports are, and equal where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Point {
    /// Latitude, south negative.
    pub lat: i32,
    /// Longitude, west negative.
    pub lon: i32,
}

impl Point {
    const UNIT: f64 = 1e7;

    /// From degrees; `None` outside the earth.
    #[expect(clippy::cast_possible_truncation, reason = "within ±1.8e9")]
    pub fn degrees(lat: f64, lon: f64) -> Option<Point> {
        let fits = lat.abs() <= 90.0 && lon.abs() <= 180.0;
        fits.then(|| Point { lat: (lat * Self::UNIT).round() as i32, lon: (lon * Self::UNIT).round() as i32 })
    }

    /// From ten-millionths of a degree as Google writes them; values that ran over 32 bits are brought back.
    pub fn e7(lat: i64, lon: i64) -> Option<Point> {
        let back = |v: i64, most: i64| if v > most { v - (1 << 32) } else { v };
        let (lat, lon) = (back(lat, 900_000_000), back(lon, 1_800_000_000));
        let fits = lat.abs() <= 900_000_000 && lon.abs() <= 1_800_000_000;
        fits.then_some(())?;
        Some(Point { lat: i32::try_from(lat).ok()?, lon: i32::try_from(lon).ok()? })
    }

    /// `lat,lon` in degrees, with whatever stands around the two numbers (`geo:`, `°`, spaces).
    pub fn parse(text: &str) -> Option<Point> {
        let (lat, lon) = text.split_once(',')?;
        let number = |t: &str| t.trim_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '.').parse::<f64>().ok();
        Point::degrees(number(lat)?, number(lon)?)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.5}, {:.5}", f64::from(self.lat) / Point::UNIT, f64::from(self.lon) / Point::UNIT)
    }
}

/// How a place came to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A stay.
    Visit,
    /// On the way: a fix of the device, a point of a path.
    Passing,
    /// Where a ride or journey began.
    Start,
    /// Where it ended.
    End,
    /// Told by the owner: check-in, shared place.
    CheckIn,
    /// Kept by the owner: a saved place, an address book entry.
    Saved,
    /// The platform's own answer to where the owner lives, works or often is.
    Frequent,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// From when; `None` for what is no event (saved and frequent places).
    pub time: Option<Moment>,
    /// Until when.
    pub until: Option<Moment>,
    /// How it came to be written down.
    pub kind: PlaceKind,
    /// Where.
    pub point: Option<Point>,
    /// Its name as printed.
    pub name: Option<String>,
    /// Its address as printed.
    pub address: Option<String>,
    /// What the platform calls it (`TYPE_HOME`, `WORK`, `IN_PASSENGER_VEHICLE`), as printed.
    pub label: Option<String>,
}

impl Place {
    /// A place of which nothing is known but its kind; the rest is filled in by struct update.
    pub fn new(kind: PlaceKind) -> Place {
        Place { time: None, until: None, kind, point: None, name: None, address: None, label: None }
    }
}

#[cfg(test)]
mod tests {
    use super::Point;

    #[test]
    fn points_are_read_in_every_spelling() {
        let here = Some(Point { lat: 121_234_567, lon: -1_231_234_567 });
        assert_eq!(Point::degrees(12.123_456_7, -123.123_456_7), here);
        assert_eq!(Point::e7(121_234_567, (1 << 32) - 1_231_234_567), here);
        for text in ["12.1234567°, -123.1234567°", "geo:12.1234567,-123.1234567", " 12.1234567 , -123.1234567 "] {
            assert_eq!(Point::parse(text), here, "{text}");
        }
        assert_eq!((Point::parse("12.1"), Point::degrees(91.0, 0.0), Point::degrees(f64::NAN, 0.0)), (None, None, None));
    }
}
