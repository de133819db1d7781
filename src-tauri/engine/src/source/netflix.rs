//! Netflix, "Get my info": what each profile watched and searched, the profiles, the account, its devices and network addresses.
//!
//! # Variants
//! By file: `viewing` `ViewingActivity.csv` · `playback` `PlaybackRelatedEvents.csv` · `searches` `SearchHistory.csv` · `list` `MyList.csv` ·
//! `preferences` `IndicatedPreferences.csv` · `profiles` `Profiles.csv` · `account` `AccountDetails.csv` · `addresses`
//! `IpAddressesLogin.csv`, `IpAddressesStreaming.csv` · `devices` `Devices.csv`. The quick list of the viewing page (`Title,Date`) says too
//! little to be told from other tables and isn't read.
//! # What gives it away
//! Header cells that no other table has together, such as `Profile Name` with `Supplemental Video Type`.
//! # Traps
//! Times are UTC. Trailers and scenes that play by themselves have a `Supplemental Video Type`: seen, not watched. `PlaybackRelatedEvents`
//! tells the same plays again, second by second in JSON inside a cell, and without their length. Profiles are people of one household: they
//! become contacts. Files without entries come as `.txt`. Accounts in other languages can have translated headers, which aren't read.
//! # Where this is from
//! formats/shopping_and_accounts §7: one published set; abrignoni/RLEAPP and other readers for devices and addresses.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Activity, ActivityKind, Contact, ContactKind, Device, Fact, Kind, Moment, Platform, Profile, ProfileField, Zone};

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "netflix",
        platform: Platform::Netflix,
        yields: &[Kind::Activity, Kind::Contact, Kind::Profile, Kind::Device],
        variants: &["viewing", "playback", "searches", "list", "preferences", "profiles", "account", "addresses", "devices"],
        status: Status::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "viewing",
            header: &["Profile Name", "Start Time", "Duration", "Title"],
            expected: &["Supplemental Video Type", "Device Type", "Country"],
            optional: &["Attributes", "Bookmark", "Latest Bookmark"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "playback",
            header: &["Profile Name", "Title Description", "Playback Start Utc Ts"],
            expected: &["Device"],
            optional: &["Country", "Playtraces"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "searches",
            header: &["Profile Name", "Query Typed", "Utc Timestamp"],
            expected: &["Displayed Name", "Device"],
            optional: &["Country Iso Code", "Is Kids", "Action", "Section"],
            ..Dialect::NONE
        },
        Dialect { variant: "list", header: &["Profile Name", "Title Name", "Utc Title Add Date"], optional: &["Country"], ..Dialect::NONE },
        Dialect {
            variant: "preferences",
            header: &["Profile Name", "Show", "Is Interested", "Event Date"],
            optional: &["Has Watched"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "profiles",
            header: &["Profile Name", "Profile Creation Time"],
            expected: &["Email Address", "Primary Lang"],
            optional: &["Maturity Level", "Has Auto Playback", "Max Stream Quality", "Profile Lock Enabled"],
            open: true,
            ..Dialect::NONE
        },
        Dialect {
            variant: "account",
            header: &["Email Address", "Customer Creation Timestamp"],
            expected: &["First Name", "Last Name", "Phone Number", "Country Of Registration", "Primary Lang"],
            open: true,
            ..Dialect::NONE
        },
        Dialect { variant: "addresses", header: &["Esn", "Country", "Ip", "Ts"], open: true, ..Dialect::NONE },
        Dialect { variant: "devices", header: &["Profile Name", "Device Type", "Acct First Playback Date"], open: true, ..Dialect::NONE },
    ],
    row,
    ..Table::NONE
};

fn row(row: &Row<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let did = |kind, title: &'static str, time: &'static str| {
        let title = row.owned(title).ok_or(Skip { code: Code::RowDamaged, hint: title })?;
        Ok(Activity { time: Some(utc(row, time)?), service: row.owned("Profile Name"), ..Activity::new(kind, title) })
    };
    Ok(match row.variant() {
        "viewing" => {
            let played = row.text("Supplemental Video Type").is_none();
            let kind = if played { ActivityKind::Play } else { ActivityKind::View };
            let (seconds, device) = (length(row.cell("Duration")), row.owned("Device Type"));
            Fact::Activity(Activity { seconds, device, ..did(kind, "Title", "Start Time")? })
        }
        "playback" => Fact::Activity(Activity {
            device: row.owned("Device"),
            ..did(ActivityKind::View, "Title Description", "Playback Start Utc Ts")?
        }),
        "searches" => {
            let typed = if row.text("Query Typed").is_some() { "Query Typed" } else { "Displayed Name" };
            Fact::Activity(Activity { device: row.owned("Device"), ..did(ActivityKind::Search, typed, "Utc Timestamp")? })
        }
        "list" => Fact::Activity(did(ActivityKind::Like, "Title Name", "Utc Title Add Date")?),
        "preferences" => {
            let liked = !row.cell("Is Interested").eq_ignore_ascii_case("false");
            Fact::Activity(did(if liked { ActivityKind::Like } else { ActivityKind::View }, "Show", "Event Date")?)
        }
        "profiles" => {
            let name = row.owned("Profile Name").ok_or(Skip { code: Code::RowDamaged, hint: "Profile Name" })?;
            Fact::Contact(Contact { mail: row.owned("Email Address"), ..Contact::new(ContactKind::Person, None, Some(name)) })
        }
        "account" => return account(row, into),
        "addresses" => Fact::Device(Device {
            time: Some(utc(row, "Ts")?),
            model: row.owned("Device Description"),
            ip: row.owned("Ip"),
            region: row.owned("Region Code Display Name").or_else(|| row.owned("Country")),
            serial: row.owned("Esn"),
            ..Device::default()
        }),
        _ => Fact::Device(Device {
            time: utc(row, "Acct First Playback Date").ok(),
            model: row.owned("Device Type"),
            serial: row.owned("Esn"),
            ..Device::default()
        }),
    })
}

fn utc(row: &Row<'_>, column: &'static str) -> Result<Moment, Skip> {
    let wall = date::wall(row.cell(column)).ok_or(Skip { code: Code::BadDate, hint: column })?;
    Ok(Moment { wall, zone: Zone::Utc })
}

/// Seconds of `02:09:34`.
fn length(cell: &str) -> Option<u32> {
    let parts: Option<Vec<u32>> = cell.split(':').map(|p| p.parse().ok()).collect();
    match parts?.as_slice() {
        &[hours, minutes, seconds] => hours.checked_mul(3600)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds),
        _ => None,
    }
}

/// One row states everything: the mail address is the row, the rest stands beside it.
fn account(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let name = [row.text("First Name"), row.text("Last Name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let rest = [
        (ProfileField::RealName, Some(name).filter(|n| !n.is_empty())),
        (ProfileField::Phone, row.owned("Phone Number")),
        (ProfileField::Region, row.owned("Country Of Registration")),
        (ProfileField::Language, row.owned("Primary Lang")),
        (ProfileField::Since, row.owned("Customer Creation Timestamp")),
    ];
    for (field, value) in rest {
        value.into_iter().for_each(|value| into.beside(row.spot(), Fact::Profile(Profile { field, value })));
    }
    let value = row.owned("Email Address").ok_or(Skip { code: Code::RowDamaged, hint: "Email Address" })?;
    Ok(Fact::Profile(Profile { field: ProfileField::Mail, value }))
}
