//! Google Access Log: each use of a Google service, from where on the network and by what.
//!
//! # Variants
//! `columns_13` · `columns_16` later, with the product one came from. `Access Log Activity/Activities - A list of Google services accessed
//! by….csv`. Its neighbour, the list of devices, has columns that no two readers name alike: it isn't read.
//! # What gives it away
//! `Activity Timestamp`, `IP Address` and `Product Name`, in English whatever the person's language.
//! # Traps
//! The same minute gives a row for every product.
//! # Where this is from
//! formats/shopping_and_accounts §5: abrignoni/RLEAPP.

use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Device, Fact, Kind, Moment, Platform, Zone};

/// The source.
pub(super) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "google_access_log",
        platform: Platform::Google,
        yields: &[Kind::Device],
        variants: &["columns_13", "columns_16"],
        status: Status::Described,
    },
    dialects: &[
        Dialect { variant: "columns_16", header: &["Activity Timestamp", "IP Address", "Product Name", "Referer Product Name"], ..REST },
        Dialect { variant: "columns_13", header: &["Activity Timestamp", "IP Address", "Product Name"], ..REST },
    ],
    row,
    ..Table::NONE
};

const REST: Dialect = Dialect {
    expected: &["Activity Country", "Activity Region", "Activity City", "User Agent String", "Sub-Product Name", "Activity Type"],
    optional: &[
        "Gaia ID",
        "Proxiedhost IP Address",
        "Is Non-routable IP Address",
        "Referer Sub-Product Name",
        "Gmail Access Channel",
        "Android Webview Package Name",
    ],
    ..Dialect::NONE
};

fn row(row: &Row<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Fact, Skip> {
    let wall = date::wall(row.cell("Activity Timestamp")).ok_or(Skip { code: Code::BadDate, hint: "Activity Timestamp" })?;
    let together = |columns: &[&str], by: &str| {
        let said: Vec<&str> = columns.iter().filter_map(|c| row.text(c)).collect();
        (!said.is_empty()).then(|| said.join(by))
    };
    Ok(Fact::Device(Device {
        time: Some(Moment { wall, zone: Zone::Utc }),
        ip: row.owned("IP Address"),
        region: together(&["Activity City", "Activity Region", "Activity Country"], ", "),
        system: row.owned("User Agent String"),
        event: together(&["Product Name", "Sub-Product Name", "Activity Type"], " / "),
        ..Device::default()
    }))
}
