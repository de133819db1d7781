//! Amazon: what was put in the cart, and which subscriptions run.
//!
//! # Variants
//! `cart` one row a product · `subscriptions` Prime, Audible and their like.
//! # What gives it away
//! `DateAddedToCart` with `CartList`; `SubscriptionId` with `ServiceProvider`.
//! # Traps
//! The cart names products by number (ASIN) only. A subscription's dates are days; what has ended stays in the list.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors.

use super::{dated, owned};
use crate::record::{Activity, ActivityKind, Fact, Kind, Platform, Profile, ProfileField};
use crate::source::table::{Dialect, Skip, Table};
use crate::source::{Card, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_lists",
        platform: Platform::Amazon,
        yields: &[Kind::Activity, Kind::Profile],
        variants: &["cart", "subscriptions"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "cart",
            header: &["DateAddedToCart", "ASIN", "CartList"],
            optional: &["Source", "CartDomain", "Quantity", "OneClickBuyable", "ToBeGiftWrapped", "PrimeSubscription", "Pantry", "AddOn"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "subscriptions",
            header: &["SubscriptionId", "SubscriptionStartDate", "ServiceProvider"],
            expected: &["SubscriptionStatus", "Marketplace"],
            optional: OF_SUBSCRIPTIONS,
            ..Dialect::NONE
        },
    ],
    row: |row, (), into| {
        if row.variant() == "cart" {
            let product = owned(row, "ASIN").ok_or(Skip::damaged())?;
            let (time, service) = (Some(dated(row, &["DateAddedToCart"])?), owned(row, "CartList"));
            return Ok(Fact::Activity(Activity { time, service, ..Activity::new(ActivityKind::Like, product) }));
        }
        let provider = owned(row, "ServiceProvider").ok_or(Skip::damaged())?;
        let time = Some(dated(row, &["SubscriptionStartDate"])?);
        if let Some(value) = owned(row, "ShippingAddress") {
            into.beside(row.spot(), Fact::Profile(Profile { field: ProfileField::Address, value }));
        }
        let (by, service) = (owned(row, "Marketplace"), owned(row, "SubscriptionStatus"));
        Ok(Fact::Activity(Activity { time, by, service, ..Activity::new(ActivityKind::Follow, provider) }))
    },
    ..Table::NONE
};

/// The other columns of the header, unread.
const OF_SUBSCRIPTIONS: &[&str] = &[
    "BaseSubscriptionId",
    "ShippingAddress",
    "SubscriptionPlanId",
    "SubscriptionStatusDate",
    "ActivePaymentPlanId",
    "Autorenew",
    "WalletCyclingPreferenceEnabled",
    "RecordVersionNumber",
    "ContractTimeInterval",
    "Version",
    "HaveSubscriptionProblem",
    "MaxNumOfBeneficiaries",
    "ScheduledResumeDateForPausedSubscription",
    "CurrentPlanGifted",
    "BillingScheduleId",
    "NextBillDate",
    "NextBillAmount",
    "BaseCurrencyCode",
    "CurrentBillingPeriod",
    "BillingPeriodStartDate",
    "CurrentContractPeriod",
    "ContractPeriodStartDate",
    "ContractEndDate",
];
