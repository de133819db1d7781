//! Amazon: where it placed a customer, with which cards and devices.
//!
//! # Variants
//! `region` the places Amazon assigned · `territory` the country Prime Video saw last · `instruments` cards and accounts to pay with ·
//! `devices` registered. Of the last two a few columns are known.
//! # What gives it away
//! `State or Province` with `Country Code` and `Timestamp`; `last_seen_territory`; `RegistrationDate` with `LastDigits`; `FirstTimeRegistered` with `AccountName`.
//! # Traps
//! A place is Amazon's answer, not an address that was given. Cards are their last digits.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors, and a reader of all of Amazon's files for the rest,
//! which reads the territory's day with the month first.

use super::{dated, owned, said, time};
use crate::record::{Device, Fact, Kind, Place, PlaceKind, Platform, Profile, ProfileField};
use crate::source::table::{Dialect, Skip, Table};
use crate::source::{Card, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_settings",
        platform: Platform::Amazon,
        yields: &[Kind::Place, Kind::Profile, Kind::Device],
        variants: &["region", "territory", "instruments", "devices"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "region",
            header: &["Postal Code", "City", "State or Province", "Country Code", "Timestamp"],
            optional: &["District", "State Code"],
            ..Dialect::NONE
        },
        Dialect { variant: "territory", header: &["last_updated_at", "last_seen_territory"], ..Dialect::NONE },
        Dialect { variant: "instruments", header: &["RegistrationDate", "LastDigits"], ..Dialect::NONE },
        Dialect { variant: "devices", header: &["FirstTimeRegistered", "AccountName"], ..Dialect::NONE },
    ],
    row: |row, (), into| match row.variant() {
        "region" => {
            let parts = ["Postal Code", "District", "City", "State or Province", "Country Code"];
            let address: Vec<&str> = parts.iter().filter_map(|column| said(row, column)).collect();
            if address.is_empty() {
                return Err(Skip::damaged());
            }
            let (time, address) = (Some(dated(row, &["Timestamp"])?), Some(address.join(" ")));
            Ok(Fact::Place(Place { time, address, ..Place::new(PlaceKind::Frequent) }))
        }
        "territory" => {
            let label = owned(row, "last_seen_territory").ok_or(Skip::damaged())?;
            let time = Some(dated(row, &["last_updated_at"])?);
            Ok(Fact::Place(Place { time, address: Some(label), ..Place::new(PlaceKind::Frequent) }))
        }
        "instruments" => {
            let digits = said(row, "LastDigits").ok_or(Skip::damaged())?;
            // Were it ever more than the last four, no more would be kept.
            let last: String = digits.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
            Ok(Fact::Profile(Profile { field: ProfileField::Instrument, value: format!("*{last}") }))
        }
        _ => {
            let model = owned(row, "AccountName").ok_or(Skip::damaged())?;
            let time = time(row, &["FirstTimeRegistered"], into);
            Ok(Fact::Device(Device { time, model: Some(model), ..Device::default() }))
        }
    },
    ..Table::NONE
};
