//! Uber trips: where each began and ended, when, and what it cost.
//!
//! # Variants
//! `titles` `Rider/trips_data.csv` with headers in words · `snake` later files (`trips_data-0.csv`) with headers as `begin_trip_time`.
//! # What gives it away
//! `Request Time`, `Begin Trip Time`, `Fare Amount` and `Fare Currency`, in either spelling.
//! # Traps
//! `2022-12-03 13:28:36 +0000 UTC`. Cancelled trips have 1970 for their times. Later files leave out tips. Copies in
//! circulation lack columns: people delete where they live before they hand a file on.
//! # Where this is from
//! formats/shopping_and_accounts §7: a sample its author made in the real layout, and readers that agree; of `snake` a public note.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, date};
use crate::problem::Code;
use crate::record::{
    Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Place, PlaceKind, Platform, Point, Status, Zone,
};

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "uber",
        platform: Platform::Uber,
        yields: &[Kind::Payment, Kind::Place],
        variants: &["titles", "snake"],
        status: Known::Described,
    },
    dialects: &[
        Dialect { variant: "titles", ..REST },
        Dialect {
            variant: "snake",
            renamed: &[
                ("city", "City"),
                ("product_type", "Product Type"),
                ("status", "Trip or Order Status"),
                ("trip_or_order_status", "Trip or Order Status"),
                ("request_time", "Request Time"),
                ("begin_trip_time", "Begin Trip Time"),
                ("begin_trip_lat", "Begin Trip Lat"),
                ("begin_trip_lng", "Begin Trip Lng"),
                ("begin_trip_address", "Begin Trip Address"),
                ("dropoff_time", "Dropoff Time"),
                ("dropoff_lat", "Dropoff Lat"),
                ("dropoff_lng", "Dropoff Lng"),
                ("dropoff_address", "Dropoff Address"),
                ("fare_amount", "Fare Amount"),
                ("fare_currency", "Fare Currency"),
            ],
            open: true,
            ..REST
        },
    ],
    row,
    ..Table::NONE
};

const REST: Dialect = Dialect {
    header: &["Request Time", "Begin Trip Time", "Fare Amount", "Fare Currency"],
    expected: &["Trip or Order Status", "Begin Trip Lat", "Begin Trip Lng", "Dropoff Time", "Dropoff Lat", "Dropoff Lng"],
    optional: &["City", "Product Type", "Begin Trip Address", "Dropoff Address", "Distance (miles)", "Trip or Order ID", "Trip ID"],
    ..Dialect::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let asked = utc(row.cell("Request Time"));
    let (begun, ended) = (utc(row.cell("Begin Trip Time")), utc(row.cell("Dropoff Time")));
    let time = begun.or(asked).ok_or(Skip { code: Code::BadDate, hint: "Request Time" })?;
    let status = match row.cell("Trip or Order Status").to_ascii_uppercase().as_str() {
        "COMPLETED" => Status::Done,
        "CANCELED" | "CANCELLED" | "RIDER_CANCELED" | "DRIVER_CANCELED" | "UNFULFILLED" => Status::Cancelled,
        _ => {
            into.problem(row.spot(), Code::StatusUnknown, "Trip or Order Status");
            Status::Unknown
        }
    };
    // Where a cancelled trip would have gone is no place anyone was at.
    if status != Status::Cancelled {
        let begin = place(row, PlaceKind::Start, begun, ["Begin Trip Lat", "Begin Trip Lng", "Begin Trip Address"]);
        let end = place(row, PlaceKind::End, ended, ["Dropoff Lat", "Dropoff Lng", "Dropoff Address"]);
        begin.into_iter().chain(end).for_each(|place| into.beside(row.spot(), Fact::Place(place)));
    }
    let currency = row.text("Fare Currency").and_then(Currency::new).ok_or(Skip { code: Code::BadAmount, hint: "Fare Currency" })?;
    let amount: Amount = row.money("Fare Amount", currency)?;
    into.total("Fare Amount", amount);
    let order_id = row.id("Trip or Order ID", into).or_else(|| row.id("Trip ID", into));
    Ok(Fact::Payment(Payment {
        kind: PaymentKind::Merchant,
        counterparty: Some("Uber".to_owned()),
        title: row.owned("City"),
        category_label: row.owned("Product Type"),
        status,
        order_id,
        ..Payment::new(time, Direction::Out, amount)
    }))
}

/// UTC; 1970 stands for nothing.
fn utc(cell: &str) -> Option<Moment> {
    let wall = date::wall(cell.strip_suffix("+0000 UTC").unwrap_or(cell))?;
    Some(Moment { wall, zone: Zone::Utc })
}

fn place(row: &Row<'_>, kind: PlaceKind, time: Option<Moment>, columns: [&str; 3]) -> Option<Place> {
    let [lat, lon, address] = columns;
    let number = |column| row.text(column).and_then(|t| t.parse::<f64>().ok());
    let point = number(lat).zip(number(lon)).and_then(|(lat, lon)| Point::degrees(lat, lon));
    let address = row.owned(address);
    let label = row.owned("Product Type");
    (point.is_some() || address.is_some()).then(|| Place { time, point, address, label, ..Place::new(kind) })
}
