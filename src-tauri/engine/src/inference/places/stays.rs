//! Stays: the owner's own points in place and time, gathered into spots.
//!
//! Simple and linear: cells of about 200 m; the fullest cell takes the eight around it, then the next fullest. What leaves this file for a
//! screen is a district, where a row names one, or a point cut to two decimals of a degree (about a kilometre); never anything finer.
//! Only visits, check-ins and fixes count: saved places are plans, shared ones may be anybody's.

use crate::inference::calendar::Calendar;
use crate::inference::{Draft, district};
use crate::observer::View;
use crate::phrase::Param;
use crate::record::{Kind, PlaceKind, Point};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// One time at a place; of a bare fix `until` is `from`.
#[derive(Debug, Clone, Copy)]
pub(in crate::inference) struct Stay {
    /// Index of its event.
    pub(in crate::inference) row: usize,
    pub(in crate::inference) from: NaiveDateTime,
    pub(in crate::inference) until: NaiveDateTime,
    /// A stay or a check-in, no mere fix on the way.
    pub(in crate::inference) visit: bool,
    point: Point,
}

/// Where stays lie close together.
#[derive(Debug)]
pub(in crate::inference) struct Spot {
    /// The middle of its fullest cell's stays.
    pub(in crate::inference) point: Point,
    /// District if a row names one, else the rounded point: what may be shown, and the claim's value.
    pub(in crate::inference) name: String,
    /// By time.
    pub(in crate::inference) stays: Vec<Stay>,
}

/// Degrees of latitude of a cell, in ten-millionths: about 220 m.
const CELL: i64 = 20_000;
/// Fewer nights are a visit to friends.
const NIGHTS: usize = 5;
/// No stay is believed to be longer (days): a lost end is likelier.
const LONGEST: i64 = 31;

/// Every spot, those with most stays first; gathered once a view.
pub(in crate::inference) fn spots(view: &View<'_>) -> Rc<Vec<Spot>> {
    view.once(gathered)
}

fn gathered(view: &View<'_>) -> Vec<Spot> {
    let stays = stays(view);
    let mut cells: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
    for (i, stay) in stays.iter().enumerate() {
        cells.entry(cell(stay.point)).or_default().push(i);
    }
    let mut order: Vec<((i64, i64), usize)> = cells.iter().map(|(cell, stays)| (*cell, stays.len())).collect();
    order.sort_by_key(|(cell, n)| (std::cmp::Reverse(*n), *cell));
    let mut spots = Vec::new();
    for ((lat, lon), _) in order {
        let Some(core) = cells.remove(&(lat, lon)) else { continue };
        let point = middle(core.iter().filter_map(|i| stays.get(*i)).map(|s| s.point));
        let around = (-1..=1).flat_map(|a| (-1..=1).map(move |o| (lat + a, lon + o)));
        let mut all: Vec<usize> = around.filter_map(|cell| cells.remove(&cell)).flatten().chain(core).collect();
        all.sort_unstable();
        let stays: Vec<Stay> = all.iter().filter_map(|i| stays.get(*i)).copied().collect();
        spots.push(Spot { point, name: name(view, &stays).unwrap_or_else(|| rounded(point)), stays });
    }
    spots.sort_by_key(|s| std::cmp::Reverse(s.stays.len()));
    spots
}

/// All of them by time. Of fixes in one cell and hour the first is enough.
fn stays(view: &View<'_>) -> Vec<Stay> {
    let mut kept: Vec<Stay> = Vec::new();
    for row in view.of(Kind::Place) {
        let (Some(from), Some(stay)) = (view.time(row).filter(|_| view.event(row).is_some_and(|e| !e.duplicate)), view.stay(row)) else {
            continue;
        };
        let visit = matches!(stay.kind, PlaceKind::Visit | PlaceKind::CheckIn);
        let (Some(point), true) = (stay.point, visit || stay.kind == PlaceKind::Passing) else { continue };
        let until = stay.until.filter(|u| *u > from && *u - from <= TimeDelta::days(LONGEST)).unwrap_or(from);
        let again = |last: &Stay| {
            !last.visit && cell(last.point) == cell(point) && last.from.date() == from.date() && last.from.hour() == from.hour()
        };
        if visit || !kept.last().is_some_and(again) {
            kept.push(Stay { row, from, until, visit, point });
        }
    }
    kept
}

impl Spot {
    /// Nights spent there, each with its rows: an hour at least between midnight and six, or a fix in that time.
    pub(in crate::inference) fn nights(&self) -> BTreeMap<NaiveDate, Vec<usize>> {
        self.days(0, 6, |_| true)
    }

    /// Workdays with an hour at least between ten and five there.
    pub(in crate::inference) fn workdays(&self, view: &View<'_>) -> BTreeMap<NaiveDate, Vec<usize>> {
        let calendar = Calendar::of(view);
        self.days(10, 17, |day| calendar.workday(day))
    }

    fn days(&self, from: u32, to: u32, wanted: impl Fn(NaiveDate) -> bool) -> BTreeMap<NaiveDate, Vec<usize>> {
        let mut days: BTreeMap<NaiveDate, Vec<usize>> = BTreeMap::new();
        for stay in &self.stays {
            let within = |day: &NaiveDate| {
                let (Some(a), Some(b)) = (day.and_hms_opt(from, 0, 0), day.and_hms_opt(to, 0, 0)) else { return false };
                let fix = stay.from == stay.until && (a..b).contains(&stay.from);
                fix || stay.until.min(b) - stay.from.max(a) >= TimeDelta::hours(1)
            };
            let each = stay.from.date().iter_days().take_while(|d| *d <= stay.until.date());
            for day in each.filter(|d| within(d) && wanted(*d)) {
                days.entry(day).or_default().push(stay.row);
            }
        }
        days
    }
}

/// The name most nights, or workdays, were spent under, with these days and all its rows: spots that one would show alike are one.
pub(in crate::inference) fn fullest(
    spots: &[Spot],
    days: impl Fn(&Spot) -> BTreeMap<NaiveDate, Vec<usize>>,
) -> Option<(&Spot, BTreeMap<NaiveDate, Vec<usize>>)> {
    let mut named: BTreeMap<&str, (&Spot, BTreeMap<NaiveDate, Vec<usize>>)> = BTreeMap::new();
    for spot in spots {
        let (_, all) = named.entry(&spot.name).or_insert((spot, BTreeMap::new()));
        for (day, rows) in days(spot) {
            all.entry(day).or_default().extend(rows);
        }
    }
    named.into_values().max_by_key(|(_, days)| days.len())
}

/// Where most nights were spent, if they are enough for a home.
pub(in crate::inference) fn home(spots: &[Spot]) -> Option<(&Spot, BTreeMap<NaiveDate, Vec<usize>>)> {
    fullest(spots, Spot::nights).filter(|(_, nights)| nights.len() >= NIGHTS)
}

/// Rows in which the platform itself calls a place home or work (`TYPE_HOME`, `INFERRED_WORK`), by the name of that place.
pub(in crate::inference) fn called(view: &View<'_>, what: &str) -> BTreeMap<String, Vec<usize>> {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for row in view.of(Kind::Place) {
        let Some(stay) = view.stay(row).filter(|s| matches!(s.kind, PlaceKind::Frequent | PlaceKind::Visit)) else { continue };
        let says = stay.label.is_some_and(|l| view.name(l).to_ascii_uppercase().ends_with(what));
        if let (true, Some(point), Some(e)) = (says, stay.point, view.event(row)) {
            let at = district::of(view, e).filter(|p| district::within_a_country(p)).map_or_else(|| rounded(point), str::to_owned);
            by_name.entry(at).or_default().push(row);
        }
    }
    by_name
}

/// As one may show it: a district as people say it, or the rounded point.
pub(in crate::inference) fn spoken(name: &str) -> Param {
    if name.contains('/') { district::spoken(name) } else { Param::Text(name.to_owned()) }
}

/// A draft from money and parcels and one from points: one claim where both name the same place.
pub(in crate::inference) fn together(one: Option<Draft>, other: Option<Draft>) -> Vec<Draft> {
    match (one, other) {
        (Some(mut one), Some(other)) if one.value == other.value => {
            one.steps.extend(other.steps);
            one.counter.extend(other.counter);
            one.since = one.since.into_iter().chain(other.since).min();
            vec![one]
        }
        (one, other) => one.into_iter().chain(other).collect(),
    }
}

/// Kilometres between two points, on a sphere.
pub(in crate::inference) fn kilometres(a: Point, b: Point) -> f64 {
    let rad = |v: i32| (f64::from(v) / 1e7).to_radians();
    let (p, q) = (rad(a.lat), rad(b.lat));
    let half = ((p - q) / 2.0).sin().powi(2) + p.cos() * q.cos() * ((rad(a.lon) - rad(b.lon)) / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}

fn rounded(point: Point) -> String {
    format!("{:.2}, {:.2}", f64::from(point.lat) / 1e7, f64::from(point.lon) / 1e7)
}

/// Columns are as wide as rows are high, by whole degrees of latitude.
fn cell(point: Point) -> (i64, i64) {
    let (lat, lon) = (i64::from(point.lat), i64::from(point.lon));
    let narrow = (lat.div_euclid(10_000_000) as f64).to_radians().cos().max(0.05);
    (lat.div_euclid(CELL), (lon as f64 * narrow / CELL as f64).floor() as i64)
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of 32-bit values fits")]
fn middle(points: impl Iterator<Item = Point>) -> Point {
    let (n, lat, lon) = points.fold((0, 0, 0), |(n, a, o), p| (n + 1, a + i64::from(p.lat), o + i64::from(p.lon)));
    Point { lat: (lat / n.max(1)) as i32, lon: (lon / n.max(1)) as i32 }
}

/// The district that most rows name.
fn name(view: &View<'_>, stays: &[Stay]) -> Option<String> {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for e in stays.iter().filter_map(|s| view.event(s.row)) {
        if let Some(at) = district::of(view, e).filter(|p| district::within_a_country(p)) {
            *named.entry(at).or_default() += 1;
        }
    }
    named.into_iter().max_by_key(|(_, n)| *n).map(|(at, _)| at.to_owned())
}

#[cfg(test)]
pub(in crate::inference) mod tests {
    use super::*;
    use crate::inference::trial::*;

    /// A visit so many days ago, from one hour for so many, somewhere (degrees).
    pub(in crate::inference) fn visit(days_ago: u64, hour: u32, hours: i64, (lat, lon): (f64, f64)) -> Row {
        let time = at(days_ago, hour);
        let until = Moment { wall: time.wall + TimeDelta::hours(hours), ..time };
        let place = Place { time: Some(time), until: Some(until), point: Point::degrees(lat, lon), ..Place::new(PlaceKind::Visit) };
        (Platform::Google, Fact::Place(place), Vec::new())
    }

    #[test]
    fn close_points_are_one_spot_and_names_are_coarse() {
        let (vault, base) = base(vec![
            visit(3, 22, 9, (30.261_11, 120.123_45)),
            visit(2, 22, 9, (30.261_71, 120.124_05)),
            visit(1, 12, 2, (30.301_11, 120.123_45)),
        ]);
        drop(vault);
        let view = View::look(&base, crate::observer::by_id("everything").unwrap(), &std::collections::BTreeSet::new(), today());
        let spots = spots(&view);
        assert_eq!(
            spots.iter().map(|s| (s.name.as_str(), s.stays.len(), s.nights().len())).collect::<Vec<_>>(),
            [("30.26, 120.12", 2, 2), ("30.30, 120.12", 1, 0)]
        );
        let (a, b) = (Point::degrees(30.0, 120.0).unwrap(), Point::degrees(31.0, 120.0).unwrap());
        assert!((kilometres(a, b) - 111.2).abs() < 0.5);
    }
}
