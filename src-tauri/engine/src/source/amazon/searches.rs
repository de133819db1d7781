//! Amazon: what was searched for, with where, on what and from which network.
//!
//! # Variants
//! `engagement`, 67 columns, of shop and Prime Video alike.
//! # What gives it away
//! `First Search Time (GMT)` beside `First Search Query String`.
//! # Traps
//! One header holds commas and is quoted. Browsing a department has no keywords: it is something looked at. Some have them in the query
//! string alone. The last number of the network address is 0 by Amazon's doing.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors.

use super::{dated, owned, said};
use crate::record::{Activity, ActivityKind, Device, Fact, Kind, Platform};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Reading, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_searches",
        platform: Platform::Amazon,
        yields: &[Kind::Activity, Kind::Device],
        variants: &["engagement"],
        status: Known::Sampled,
    },
    dialects: &[Dialect {
        variant: "engagement",
        header: &["First Search Time (GMT)", "First Search Query String"],
        expected: &["Keywords", "Customer IP", "Operating System Name", "Operating System Version", "Device Category"],
        optional: OTHERS,
        ..Dialect::NONE
    }],
    row: |row, (), into| search(row, into),
    ..Table::NONE
};

fn search(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = dated(row, &["First Search Time (GMT)"])?;
    let department = owned(row, "All Department (APS) or Category");
    let model = owned(row, "Device Category");
    let system = [said(row, "Operating System Name"), said(row, "Operating System Version")].into_iter().flatten().collect::<Vec<_>>();
    let device = Device {
        time: Some(time),
        model: model.clone(),
        system: Some(system.join(" ")).filter(|s| !s.is_empty()),
        ip: owned(row, "Customer IP"),
        event: owned(row, "Application Name").or_else(|| owned(row, "Site Variant")),
        ..Device::default()
    };
    if device.ip.is_some() || device.model.is_some() {
        into.beside(row.spot(), Fact::Device(device));
    }
    let words = owned(row, "Keywords").or_else(|| said(row, "First Search Query String").and_then(words));
    let kind = if words.is_some() { ActivityKind::Search } else { ActivityKind::View };
    let title = words.or_else(|| department.clone()).ok_or(Skip::damaged())?;
    Ok(Fact::Activity(Activity { time: Some(time), service: department, device: model, ..Activity::new(kind, title) }))
}

/// `…&field-keywords=kettle&…`
fn words(query: &str) -> Option<String> {
    let value = |key: &str| query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    let found = ["keywords", "field-keywords", "k"].into_iter().find_map(value)?;
    Some(found.replace('+', " ")).filter(|w| !w.trim().is_empty())
}

/// The other columns of the header, unread.
const OTHERS: &[&str] = &[
    "Country ID",
    "All Department (APS) or Category",
    "Site Variant",
    "Application / Browser Name",
    "Device Model",
    "Search Type (Keyword,Visual,Browse)",
    "Session ID",
    "Query ID",
    "Prime Customer (Y/N)",
    "Is From External Link (Y/N)",
    "Search From External Site (Y/N)",
    "Application Name",
    "App Version",
    "Device Type ID",
    "Search Method",
    "Amazon Business Customer (Y/N)",
    "Language",
    "Server",
    "Amazon Fresh Customer (Y/N)",
    "Music Subscriber (Y/N)",
    "First Browse Node",
    "Last search Time (GMT)",
    "Last Department",
    "Last Browse Node",
    "Last Known Customer ID",
    "First Added Item",
    "First Purchased Item",
    "First Consumed Item (Subscription)",
    "Number of Clicked Items",
    "Number of Items Added to Cart",
    "Number of Items Ordered",
    "Number of Paid Items Ordered",
    "Number of Free Items Ordered",
    "Units Ordered",
    "Paid Units Ordered",
    "Free Units Ordered",
    "Maximum Purchase Price",
    "Clicked Any Item (Y/N)",
    "Added Any Item (Y/N)",
    "Purchased Any Item (Y/N)",
    "Department Count",
    "Shopping Refinement",
    "Number of Shopping Refinements",
    "Highest Number of Shopping Refinements",
    "Items Consumed (Subscription)",
    "Shopping Refinement Pickers",
    "Paid Purchase (Y/N)",
    "Item Borrowed (Y/N)",
    "Items Borrowed",
    "Next Query Group via Click",
    "Query Abandoned (Y/N)",
    "Query Reformulated (Y/N)",
    "Amazon Fresh (Y/N)",
    "Store Visited",
    "Department",
    "Browse Node",
    "First Search Domain",
    "Is First Search From External Ad",
    "User Agent Info Family",
    "LKCI",
];
