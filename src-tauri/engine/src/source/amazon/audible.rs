//! Audible: books listened to, owned and paid for, on which devices and in which time zone.
//!
//! # Variants
//! `listening` one row a stretch · `library` · `billings` of the membership · `purchases` · `activations` of devices. Of the last two a
//! few columns are known.
//! # What gives it away
//! `EventDuration` with `BookLength`; `DateAdded` with `OriginType`; `TaxCreateDate` with `OfferName`; `OrderPlaceDate` with `Title`;
//! `StartDate` with `DeviceCategory`.
//! # Traps
//! Days are written `22-JAN-2018`, lengths in milliseconds. The time zone says where the listener was.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors, and a reader of all of Amazon's files for the rest.

use super::{dated, owned, paid, said};
use crate::record::{Activity, ActivityKind, Device, Direction, Fact, Kind, Payment, PaymentKind, Platform, Purchase};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Reading, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_audible",
        platform: Platform::Amazon,
        yields: &[Kind::Activity, Kind::Device, Kind::Payment, Kind::Purchase],
        variants: &["listening", "library", "billings", "purchases", "activations"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "listening",
            header: &["DeviceType", "StartDate", "EventDuration", "Title", "BookLength"],
            expected: &["LocalTimezone"],
            optional: &[
                "EndDate",
                "StartPosition",
                "EndPosition",
                "Asin",
                "DeliveryType",
                "NarrationSpeed",
                "Bookmark",
                "AudioType",
                "AsinOwned",
                "ListeningMode",
                "Store",
                "AppVersion",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "library",
            header: &["DateAdded", "Title", "Asin", "OriginType"],
            optional: &[
                "IsDownloaded",
                "IsDeleted",
                "DeleteBy",
                "DateDeleted",
                "IsPublic",
                "IsStreamed",
                "IsPreorder",
                "Downloads",
                "DateFirstDownloaded",
                "OrderNumber",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "billings",
            header: &["TaxCreateDate", "TotalAmount", "Currency", "Type", "OfferName"],
            expected: &["Plan", "TransactionId"],
            optional: &[
                "BillingPeriodEndDate",
                "BillingPeriodStartDate",
                "StatusLastupdatedDate",
                "BaseAmount",
                "Tax",
                "PlanBillingFreq",
                "PlanBillingFee",
                "OfferType",
                "SubscriptionIdentifier",
                "PlanSelectionIdentifier",
                "MerchantName",
                "TaxReason",
                "Status",
            ],
            ..Dialect::NONE
        },
        Dialect { variant: "purchases", header: &["OrderPlaceDate", "Title"], ..Dialect::NONE },
        Dialect { variant: "activations", header: &["StartDate", "DeviceCategory"], ..Dialect::NONE },
    ],
    row: |row, (), into| match row.variant() {
        "listening" => listening(row, into),
        "library" => {
            let title = owned(row, "Title").ok_or(Skip::damaged())?;
            let (time, service) = (Some(dated(row, &["DateAdded"])?), owned(row, "OriginType"));
            Ok(Fact::Activity(Activity { time, service, ..Activity::new(ActivityKind::Like, title) }))
        }
        "billings" => billing(row, into),
        "purchases" => {
            let title = owned(row, "Title").ok_or(Skip::damaged())?;
            Ok(Fact::Purchase(Purchase { time: Some(dated(row, &["OrderPlaceDate"])?), ..Purchase::new(title) }))
        }
        _ => {
            let (time, model) = (Some(dated(row, &["StartDate"])?), owned(row, "DeviceCategory"));
            Ok(Fact::Device(Device { time, model, event: Some("Audible".to_owned()), ..Device::default() }))
        }
    },
    ..Table::NONE
};

fn listening(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let title = owned(row, "Title").ok_or(Skip::damaged())?;
    let time = Some(dated(row, &["StartDate"])?);
    let device = owned(row, "DeviceType");
    if let Some(zone) = owned(row, "LocalTimezone") {
        let model = device.clone();
        into.beside(row.spot(), Fact::Device(Device { time, model, region: Some(zone), ..Device::default() }));
    }
    let seconds = said(row, "EventDuration").and_then(|ms| ms.parse::<u32>().ok()).map(|ms| ms / 1000);
    Ok(Fact::Activity(Activity { time, seconds, device, ..Activity::new(ActivityKind::Play, title) }))
}

fn billing(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let time = dated(row, &["TaxCreateDate", "BillingPeriodStartDate"])?;
    let amount = paid(row, "TotalAmount", "Currency")?;
    into.total("TotalAmount", amount);
    let (direction, kind) =
        if said(row, "Type") == Some("Charge") { (Direction::Out, PaymentKind::Merchant) } else { (Direction::In, PaymentKind::Refund) };
    Ok(Fact::Payment(Payment {
        direction_label: row.cell("Type").to_owned(),
        kind,
        counterparty: owned(row, "MerchantName"),
        title: owned(row, "OfferName"),
        category_label: owned(row, "Plan"),
        order_id: owned(row, "TransactionId"),
        ..Payment::new(time, direction, amount)
    }))
}
