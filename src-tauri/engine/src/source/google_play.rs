//! Google Play Store: orders, purchases, what was got and installed, subscriptions, reviews and devices.
//!
//! # Variants
//! By file under `Google Play Store/`: `orders` (with the billing address and the network address of each order) · `purchases` (the same
//! again, told shorter) · `library` · `installs` · `subscriptions` · `reviews` · `devices`.
//! # What gives it away
//! A list whose entries hold one object each: `orderHistory`, `purchaseHistory`, `libraryDoc`, `install`, `subscription`, `review`, `device`.
//! # Traps
//! Prices are words of the person's language (`5,49 €`, `US$0.99`): a currency is taken only from a code or a mark that means one currency.
//! An order of several things has one total: it stands on the first. A library holds also what came for nothing.
//! # Where this is from
//! formats/shopping_and_accounts §5: abrignoni/RLEAPP, humandataincome/hudi-packages-connectors, purarue/google_takeout_parser.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status as Known, amount, date};
use crate::problem::Code;
use crate::record::{
    Activity, ActivityKind, Amount, Currency, Device, Fact, Kind, Moment, Platform, Profile, ProfileField, Purchase, Status,
};

/// The source.
pub(super) static SOURCE: Json<()> = Json {
    card: &Card {
        id: "google_play",
        platform: Platform::Google,
        yields: &[Kind::Purchase, Kind::Activity, Kind::Device, Kind::Profile],
        variants: &["orders", "purchases", "library", "installs", "subscriptions", "reviews", "devices"],
        status: Known::Described,
    },
    layouts: &[
        Layout {
            variant: "orders",
            needs: &["[].orderHistory.orderId", "[].orderHistory.creationTime"],
            rows: &[("[]", order)],
            ..Layout::NONE
        },
        Layout {
            variant: "purchases",
            needs: &["[].purchaseHistory.purchaseTime", "[].purchaseHistory.doc"],
            rows: &[("[]", purchase)],
            ..Layout::NONE
        },
        Layout {
            variant: "library",
            needs: &["[].libraryDoc.acquisitionTime", "[].libraryDoc.doc"],
            rows: &[("[]", library)],
            ..Layout::NONE
        },
        Layout {
            variant: "installs",
            needs: &["[].install.firstInstallationTime", "[].install.doc"],
            rows: &[("[]", install)],
            ..Layout::NONE
        },
        Layout {
            variant: "subscriptions",
            needs: &["[].subscription.renewalDate", "[].subscription.doc"],
            rows: &[("[]", subscription)],
            ..Layout::NONE
        },
        Layout { variant: "reviews", needs: &["[].review.document", "[].review.creationTime"], rows: &[("[]", review)], ..Layout::NONE },
        Layout {
            variant: "devices",
            needs: &["[].device.mostRecentData", "[].device.deviceRegistrationTime"],
            rows: &[("[]", device)],
            ..Layout::NONE
        },
    ],
    ..Json::NONE
};

/// The object an entry holds.
fn held<'a>(v: &Value<'a>, key: &str) -> Result<Value<'a>, Skip> {
    v.get(key).ok_or(Skip::damaged())
}

fn time(v: &Value<'_>, key: &'static str) -> Result<Moment, Skip> {
    v.text(key).and_then(|t| date::iso(&t)).ok_or(Skip { code: Code::BadDate, hint: key })
}

fn title(v: &Value<'_>, path: &str) -> Result<String, Skip> {
    v.owned(path).ok_or(Skip { code: Code::RowDamaged, hint: "title" })
}

/// A price of which the currency is sure.
fn price(v: &Value<'_>, key: &'static str, at: At<'_>, into: &mut Reading<'_>) -> Option<Amount> {
    let printed = v.owned(key)?;
    let mark = printed.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || ".,-'’".contains(c));
    let code = match mark {
        "€" => "EUR",
        "£" => "GBP",
        "US$" => "USD",
        "₹" => "INR",
        "₩" => "KRW",
        other => other,
    };
    let figure = printed.replace(mark, "");
    let found = Currency::new(code).zip(amount::minor(figure.trim())).map(|(currency, minor)| Amount::new(minor, currency));
    if found.is_none() {
        into.problem(at.spot, Code::AmountUnread, key);
    }
    found
}

fn order(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let order = held(v, "orderHistory")?;
    let time = time(&order, "creationTime")?;
    let total = price(&order, "totalPrice", at, into);
    let back = order.text("refundAmount").is_some_and(|t| t.contains(|c| matches!(c, '1'..='9')));
    let lines = order.list("lineItem");
    let line = |item: &Value<'_>, paid| {
        Ok(Fact::Purchase(Purchase {
            time: Some(time),
            order_id: order.owned("orderId"),
            category_label: item.owned("doc.documentType"),
            quantity: item.int("quantity").and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            paid,
            method: order.owned("billingInstrument.displayName"),
            status: if back { Status::Refunded } else { Status::Done },
            ..Purchase::new(title(item, "doc.title")?)
        }))
    };
    if let Some(ip) = order.owned("ipAddress") {
        let event = Some("orderHistory".to_owned());
        let region = order.owned("ipCountry");
        into.beside(at.spot, Fact::Device(Device { time: Some(time), ip: Some(ip), region, event, ..Device::default() }));
    }
    if let Some(contact) = order.get("billingContact") {
        billed(&contact, at, into);
    }
    let mut lines = lines.iter();
    let first = lines.next().map(|item| line(item, total)).ok_or(Skip { code: Code::RowDamaged, hint: "lineItem" })??;
    for item in lines {
        match line(item, None) {
            Ok(fact) => into.beside(at.spot, fact),
            Err(Skip { code, hint }) => into.problem(at.spot, code, hint),
        }
    }
    if let Some(total) = total {
        into.total("totalPrice", total);
    }
    Ok(Some(first))
}

/// Name, address and phone a bill was made out to.
fn billed(contact: &Value<'_>, at: At<'_>, into: &mut Reading<'_>) {
    let lines: Vec<String> = match contact.get("addressLine") {
        Some(v) if v.is_list() => v.items().iter().filter_map(|l| l.as_text().map(|t| t.into_owned())).collect(),
        _ => contact.owned("addressLine").into_iter().collect(),
    };
    let rest = ["postalCode", "city", "state", "countryCode"].iter().filter_map(|key| contact.owned(key));
    let address = lines.into_iter().chain(rest).collect::<Vec<_>>().join(", ");
    let address = Some(address).filter(|a| !a.is_empty());
    for (field, value) in [
        (ProfileField::RealName, contact.owned("name")),
        (ProfileField::Address, address),
        (ProfileField::Phone, contact.owned("phoneNumber")),
    ] {
        value.into_iter().for_each(|value| into.beside(at.spot, Fact::Profile(Profile { field, value })));
    }
}

fn purchase(v: &Value<'_>, at: At<'_>, (): &mut (), into: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let bought = held(v, "purchaseHistory")?;
    let paid = price(&bought, "invoicePrice", at, into);
    if let Some(paid) = paid {
        into.total("invoicePrice", paid);
    }
    Ok(Some(Fact::Purchase(Purchase {
        time: Some(time(&bought, "purchaseTime")?),
        category_label: bought.owned("doc.documentType"),
        paid,
        method: bought.owned("paymentMethodTitle"),
        marketplace: bought.owned("userCountry"),
        ..Purchase::new(title(&bought, "doc.title")?)
    })))
}

fn library(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let got = held(v, "libraryDoc")?;
    Ok(Some(Fact::Activity(Activity {
        time: Some(time(&got, "acquisitionTime")?),
        service: got.owned("doc.documentType"),
        ..Activity::new(ActivityKind::Like, title(&got, "doc.title")?)
    })))
}

fn install(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let install = held(v, "install")?;
    Ok(Some(Fact::Activity(Activity {
        time: Some(time(&install, "firstInstallationTime")?),
        service: install.owned("doc.documentType"),
        device: install.owned("deviceAttribute.deviceDisplayName"),
        ..Activity::new(ActivityKind::Use, title(&install, "doc.title")?)
    })))
}

/// The date is the next renewal, not when it began: it is no time of anything done.
fn subscription(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let subscribed = held(v, "subscription")?;
    Ok(Some(Fact::Activity(Activity {
        service: subscribed.owned("doc.documentType"),
        ..Activity::new(ActivityKind::Follow, title(&subscribed, "doc.title")?)
    })))
}

fn review(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let review = held(v, "review")?;
    let about = title(&review, "document.title")?;
    let text = review.owned("comment").unwrap_or_else(|| about.clone());
    Ok(Some(Fact::Activity(Activity {
        time: Some(time(&review, "creationTime")?),
        by: Some(about),
        service: review.owned("document.documentType"),
        ..Activity::new(ActivityKind::Post, text)
    })))
}

fn device(v: &Value<'_>, _: At<'_>, (): &mut (), _: &mut Reading<'_>) -> Result<Option<Fact>, Skip> {
    let device = held(v, "device")?;
    let data = held(&device, "mostRecentData")?;
    let model = [data.owned("manufacturer"), data.owned("modelName")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Some(Fact::Device(Device {
        time: device.text("lastTimeDeviceActive").and_then(|t| date::iso(&t)),
        model: Some(model).filter(|m| !m.is_empty()),
        system: data.owned("androidSdkVersion").map(|sdk| format!("Android SDK {sdk}")),
        region: data.owned("deviceIpCountry"),
        carrier: data.owned("carrierName"),
        ..Device::default()
    })))
}
