//! Amazon: digital orders, i.e. books, films, music, memberships.
//!
//! # Variants
//! `items` what was bought · `orders` the same orders with addresses and cards · `content_orders` the layout of 2025, one row a part of
//! the price. The amounts without dates (`Digital Orders Monetary.csv`) say nothing that stands by itself: told apart and not read.
//! # What gives it away
//! `DigitalOrderItemId` with `OurPrice`; `CustomerDeclaredAddress` with `PaymentInformation`; `Digital Order Item ID` with
//! `Transaction Amount` and `Component Type`.
//! # Traps
//! Dates are days. `OurPriceTax` may repeat the price and is in it already. Of `content_orders` a price and its tax are rows of their own
//! and a coupon is negative: only their sum is what was paid, so pieces count on the row of the price. Cards come with their last digits.
//! # Where this is from
//! formats/shopping_and_accounts §4.4: two published files of each old table; of the new one several readers, header known in part.

use super::{money, owned, said, time};
use crate::record::{Amount, Fact, Kind, Platform, Profile, ProfileField, Purchase, Status};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Peek, Reading, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_digital",
        platform: Platform::Amazon,
        yields: &[Kind::Purchase, Kind::Profile],
        variants: &["items", "orders", "content_orders"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "items",
            header: &["ASIN", "Title", "OrderId", "DigitalOrderItemId", "OurPrice", "OurPriceCurrencyCode"],
            expected: &["OrderDate"],
            optional: OF_ITEMS,
            renamed: &[("ProductName", "Title")],
            ..Dialect::NONE
        },
        Dialect {
            variant: "orders",
            header: &["OrderId", "BillingAddress", "CustomerDeclaredAddress", "PaymentInformation"],
            expected: &["OrderDate"],
            optional: OF_ORDERS,
            ..Dialect::NONE
        },
        Dialect {
            variant: "content_orders",
            header: &["Order ID", "Order Date", "Product Name", "Digital Order Item ID", "Transaction Amount", "Component Type"],
            expected: &["Base Currency Code"],
            optional: &["Order Status", "Price", "Price Currency Code", "Offer Type Code", "Payment Information", "ASIN", "Marketplace"],
            ..Dialect::NONE
        },
    ],
    lookalike,
    row: |row, (), into| match row.variant() {
        "items" => item(row, into),
        "orders" => order(row, into),
        _ => part(row, into),
    },
    ..Table::NONE
};

fn lookalike(peek: &Peek) -> Option<&'static str> {
    let header = peek.text.as_ref()?.lines().next()?;
    let monetary = ["DigitalOrderItemId", "DeliveryPacketId", "MonetaryComponentTypeCode"].iter().all(|name| header.contains(name));
    monetary.then_some("amazon_monetary")
}

fn item(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let Some(title) = owned(row, "Title").or_else(|| owned(row, "ASIN")) else { return Err(Skip::damaged()) };
    let time = time(row, &["OrderDate", "FulfilledDate"], into);
    let quantity = said(row, "QuantityOrdered").or_else(|| said(row, "OriginalQuantity")).and_then(|q| q.parse().ok()).unwrap_or(1);
    let unit_price = money(row, "OurPrice", "OurPriceCurrencyCode", into);
    let paid = unit_price.and_then(|p| Some(Amount { minor: p.minor.checked_mul(i64::from(quantity))?, ..p }));
    if let Some(paid) = paid {
        into.total("OurPrice", paid);
    }
    Ok(Fact::Purchase(Purchase {
        time,
        order_id: owned(row, "OrderId"),
        item_id: owned(row, "ASIN"),
        quantity,
        unit_price,
        paid,
        seller: owned(row, "SellerOfRecord"),
        marketplace: owned(row, "Marketplace"),
        gift: owned(row, "GiftMessage"),
        status: if said(row, "IsFulfilled") == Some("No") { Status::Pending } else { Status::Done },
        ..Purchase::new(title)
    }))
}

/// Addresses and cards: what else the order says, its items say too.
fn order(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let cards = said(row, "PaymentInformation").into_iter().flat_map(|cell| cell.split(',')).map(str::trim);
    let mut facts: Vec<Profile> = ["BillingAddress", "ShippingAddress", "CustomerDeclaredAddress"]
        .into_iter()
        .filter_map(|column| owned(row, column))
        .map(|value| Profile { field: ProfileField::Address, value })
        .collect();
    facts.dedup();
    facts.extend(cards.filter(|c| !c.is_empty()).map(|c| Profile { field: ProfileField::Instrument, value: c.to_owned() }));
    facts.extend(owned(row, "OrderingLocationCountry").map(|value| Profile { field: ProfileField::Region, value }));
    let mut facts = facts.into_iter();
    let first = facts.next().ok_or(Skip::damaged())?;
    for more in facts {
        into.beside(row.spot(), Fact::Profile(more));
    }
    Ok(Fact::Profile(first))
}

fn part(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let Some(title) = owned(row, "Product Name") else { return Err(Skip::damaged()) };
    let paid = money(row, "Transaction Amount", "Base Currency Code", into);
    if let Some(paid) = paid {
        into.total("Transaction Amount", paid);
    }
    Ok(Fact::Purchase(Purchase {
        time: time(row, &["Order Date"], into),
        order_id: owned(row, "Order ID"),
        variant: owned(row, "Component Type"),
        item_id: owned(row, "ASIN"),
        quantity: u32::from(said(row, "Component Type") == Some("Price Amount")),
        unit_price: money(row, "Price", "Price Currency Code", into),
        paid,
        marketplace: owned(row, "Marketplace"),
        method: owned(row, "Payment Information"),
        status: if said(row, "Order Status") == Some("SUCCESS") { Status::Done } else { Status::Unknown },
        ..Purchase::new(title)
    }))
}

/// The other columns of the two old headers, unread.
const OF_ITEMS: &[&str] = &[
    "DeclaredCountryCode",
    "BaseCurrencyCode",
    "FulfilledDate",
    "IsFulfilled",
    "Marketplace",
    "OriginalQuantity",
    "OurPriceTax",
    "OurPriceTaxCurrencyCode",
    "SellerOfRecord",
    "Publisher",
    "ThirdPartyDisplayPrice",
    "ThirdPartyDisplayCurrencyCode",
    "ListPriceAmount",
    "ListPriceCurrencyCode",
    "ListPriceTaxAmount",
    "ListPriceTaxCurrencyCode",
    "GiftItem",
    "OrderingCustomerNickname",
    "GiftCustomerNickname",
    "GiftMessage",
    "GiftEmail",
    "RecipientEmail",
    "GiftRedemption",
    "ItemMergedFromAnotherOrder",
    "QuantityOrdered",
    "ItemFulfilled",
    "ShipFrom",
    "ShipTo",
    "IsOrderEligibleForPrimeBenefit",
    "OfferingSKU",
    "FulfillmentMobileNumber",
    "RechargeAmount",
    "RechargeAmountCurrencyCode",
    "SubscriptionOrderInfoList",
    "PreviouslyPaidDigitalOrderItemId",
    "PreviouslyPaidOrderId",
    "InstallmentOurPrice",
    "InstallmentOurPricePlusTax",
    "DigitalOrderItemAttributes",
    "InstallmentOurPriceCurrencyCode",
    "InstallmentOurPricePlusTaxCurrencyCode",
];
const OF_ORDERS: &[&str] = &[
    "ShippingAddress",
    "OrderStatus",
    "Marketplace",
    "IsOrderFreeReplacement",
    "IsOrderAPreorder",
    "DoesOrderDependOnAnotherOrder",
    "OrderingLocationCountry",
    "RelatedPhysicalOrderId",
    "ShoppingMarketplaceId",
    "PaidByOtherCustomer",
    "MultifactorAuthenticationStatus (depreciated)",
    "SubscriptionOrderType",
    "AlternativeOrderProvidingPayment",
    "DeliveryPacketId",
    "DeliveryStatus",
    "DeliveryDate",
    "GiftClaimDate",
    "SessionId",
    "UniqueBrowserId",
];
