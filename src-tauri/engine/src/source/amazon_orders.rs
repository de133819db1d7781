//! Amazon: order history from "Request your data", one row per product and shipment.
//!
//! # Variants
//! By columns, their order doesn't matter: `g1_2022` 22 columns · `g2_2021` 27, with gift columns · `g3_2024` 28, with
//! serial numbers · `g4_2026` 28 in alphabetical order, some renamed. Up to 2025 `Retail.OrderHistory.N/Retail.OrderHistory.N.csv`,
//! later `Your Amazon Orders/Order History.csv`. Other sets of columns that have the required ones read as the nearest.
//! # What gives it away
//! `Order ID`, `Product Name`, `ASIN`, `Order Date` and `Total Owed` or `Total Amount`. Amazon's other tables
//! (returns, refunds, digital items, cart) write `OrderId` or `OrderID` and lack the total.
//! # Traps
//! Three ways of writing a date, one of them month first; `'-2.15'` in apostrophes; cancelled rows keep amounts; the
//! shipment's subtotal repeats on each of its rows; "Ship in Amazon packaging selected" is no gift message; spreadsheets eat the
//! zero a book's number begins with; order numbers can be blank, so nothing here groups by them.
//! # Where this is from
//! formats/shopping_and_accounts §4.1, §4.2: Jodi22K/Amazon-Spending-Analytics, karmenrai2/Amazon-Wrapped,
//! humandataincome/hudi-packages-connectors, Fruitseller/amazon-order-lens.

use super::amazon::said;
use super::table::{Dialect, Row, Skip, Table};
use super::{Card, Reading, Status as Known, amount, cells, date};
use crate::phrase::{Param, Phrase};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Kind, Moment, Platform, Purchase, Recipient, Spot, Status, Zone};
use chrono::NaiveDateTime;

/// The source.
pub(super) static SOURCE: Table<File> = Table {
    card: &Card {
        id: "amazon_orders",
        platform: Platform::Amazon,
        yields: &[Kind::Purchase],
        variants: &["g1_2022", "g2_2021", "g3_2024", "g4_2026"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "g4_2026",
            header: &["Order ID", "Product Name", "ASIN", "Order Date", "Total Amount"],
            renamed: RENAMED,
            ..REST
        },
        Dialect {
            variant: "g3_2024",
            header: &["Order ID", "Product Name", "ASIN", "Order Date", "Total Owed", "Item Serial Number"],
            ..REST
        },
        Dialect { variant: "g2_2021", header: &["Order ID", "Product Name", "ASIN", "Order Date", "Total Owed", "Gift Message"], ..REST },
        Dialect { variant: "g1_2022", header: &["Order ID", "Product Name", "ASIN", "Order Date", "Total Owed"], ..REST },
    ],
    row: |row, file, into| Ok(Fact::Purchase(purchase(row, file, into)?)),
    end,
    ..Table::NONE
};

const REST: Dialect = Dialect {
    expected: &["Website", "Currency", "Unit Price", "Quantity", "Order Status"],
    // People delete private columns before they hand a file on: that is normal.
    optional: &[
        "Purchase Order Number",
        "Unit Price Tax",
        "Shipping Charge",
        "Total Discounts",
        "Shipment Item Subtotal",
        "Shipment Item Subtotal Tax",
        "Product Condition",
        "Payment Instrument Type",
        "Shipment Status",
        "Ship Date",
        "Shipping Option",
        "Shipping Address",
        "Billing Address",
        "Carrier Name & Tracking Number",
        "Gift Message",
        "Gift Sender Name",
        "Gift Recipient Contact Details",
        "Item Serial Number",
    ],
    ..Dialect::NONE
};

/// `Total Amount` keeps its name, since totals are shown under the file's own word.
const RENAMED: &[(&str, &str)] = &[
    ("Original Quantity", "Quantity"),
    ("Payment Method Type", "Payment Instrument Type"),
    ("Gift Recipient Contact", "Gift Recipient Contact Details"),
];

const PACKAGING: &str = "Ship in Amazon packaging selected";

/// What is carried from row to row.
#[derive(Default)]
pub(super) struct File {
    cancelled: u64,
    slashes: Slashes,
}

/// Dates such as `11/12/2021`: Amazon writes the month first, a spreadsheet in another country may not.
#[derive(Default)]
struct Slashes {
    /// Some date can only be month first, or only day first.
    proven: Option<DayFirst>,
    /// Where the first one stands that could be either and was read before anything was proven.
    open: Option<Spot>,
}

type DayFirst = bool;

impl Slashes {
    fn read(&mut self, cell: &str, spot: Spot) -> Option<NaiveDateTime> {
        let (month_first, day_first) = (date::month_first(cell), date::day_first(cell));
        match (month_first, day_first) {
            (Some(m), Some(d)) if m != d && self.proven.is_none() => {
                self.open.get_or_insert(spot);
            }
            (Some(_), None) => self.proven = self.proven.or(Some(false)),
            (None, Some(_)) => self.proven = self.proven.or(Some(true)),
            _ => {}
        }
        if self.proven == Some(true) { day_first.or(month_first) } else { month_first.or(day_first) }
    }
}

fn purchase(row: &Row<'_>, file: &mut File, into: &mut Reading<'_>) -> Result<Purchase, Skip> {
    let spot = row.spot();
    let Some(title) = said(row, "Product Name").or_else(|| said(row, "ASIN")) else { return Err(Skip::damaged()) };
    let status = status(row, into);
    file.cancelled += u64::from(status == Status::Cancelled);

    let currency = said(row, "Currency").and_then(Currency::new);
    if currency.is_none() {
        into.problem(spot, Code::AmountUnread, "Currency");
    }
    let label = if row.variant() == "g4_2026" { "Total Amount" } else { "Total Owed" };
    let paid = currency.and_then(|c| money(row, label, c, into));
    if let Some(paid) = paid {
        into.total(label, paid);
    }

    Ok(Purchase {
        time: time(row, file, into),
        order_id: said(row, "Order ID").and_then(|_| row.id("Order ID", into)),
        title: title.to_owned(),
        variant: None,
        category_label: None,
        item_id: said(row, "ASIN").map(item_id),
        quantity: quantity(row, into),
        unit_price: currency.and_then(|c| money(row, "Unit Price", c, into)),
        paid,
        seller: None,
        marketplace: owned(row, "Website"),
        recipient: owned(row, "Shipping Address").map(|printed| recipient(&printed)),
        gift: said(row, "Gift Message").filter(|m| !m.starts_with(PACKAGING)).map(str::to_owned),
        method: owned(row, "Payment Instrument Type"),
        status,
    })
}

fn end(file: File, into: &mut Reading<'_>) {
    if let Some(spot) = file.slashes.open {
        match file.slashes.proven {
            Some(false) => {}
            // Read month first, and contradicted further down.
            Some(true) => into.problem(spot, Code::DateOrder, "DMY"),
            None => into.problem(spot, Code::DateOrder, "MDY"),
        }
    }
    if file.cancelled > 0 {
        into.note(Phrase::new("note.amazon_orders.cancelled").with("count", Param::Count(file.cancelled)));
    }
}

fn owned(row: &Row<'_>, column: &str) -> Option<String> {
    said(row, column).map(str::to_owned)
}

/// UTC, in any of the forms seen; a row without a readable time is still an order.
fn time(row: &Row<'_>, file: &mut File, into: &mut Reading<'_>) -> Option<Moment> {
    let cell = said(row, "Order Date");
    let wall = cell.and_then(|c| date::wall(c).or_else(|| file.slashes.read(c, row.spot())));
    if wall.is_none() {
        into.problem(row.spot(), Code::DateUnread, "Order Date");
    }
    wall.map(|wall| Moment { wall, zone: Zone::Utc })
}

/// An amount, also in apostrophes: `'-2.15'`.
fn money(row: &Row<'_>, column: &'static str, currency: Currency, into: &mut Reading<'_>) -> Option<Amount> {
    let cell = said(row, column)?;
    let minor = amount::minor(cell.trim_end_matches('\''));
    if minor.is_none() {
        into.problem(row.spot(), Code::AmountUnread, column);
    }
    minor.map(|minor| Amount::new(minor, currency))
}

/// Pieces; one where the cell says nothing.
fn quantity(row: &Row<'_>, into: &mut Reading<'_>) -> u32 {
    let Some(cell) = said(row, "Quantity") else { return 1 };
    cell.parse().unwrap_or_else(|_| {
        into.problem(row.spot(), Code::AmountUnread, "Quantity");
        1
    })
}

fn status(row: &Row<'_>, into: &mut Reading<'_>) -> Status {
    match said(row, "Order Status").or_else(|| said(row, "Shipment Status")) {
        Some("Closed" | "Shipped") => Status::Done,
        Some("Cancelled" | "Canceled") => Status::Cancelled,
        Some("Open" | "New" | "Authorized") => Status::Pending,
        None => Status::Unknown,
        Some(_) => {
            into.problem(row.spot(), Code::StatusUnknown, "Order Status");
            Status::Unknown
        }
    }
}

/// A book's number has ten places; spreadsheets drop the zeros it begins with.
fn item_id(asin: &str) -> String {
    let digits = asin.strip_suffix('X').unwrap_or(asin);
    let book = (7..10).contains(&asin.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if book { format!("{asin:0>10}") } else { cells::clean(asin).to_owned() }
}

/// Amazon prints name, street and town in one string without delimiters, the name first. Its first two words are taken for it:
/// the same person always gives the same two words, and a third name costs no more than a street that begins with it.
fn recipient(printed: &str) -> Recipient {
    let words: Vec<&str> = printed.split_whitespace().take(2).collect();
    let named = |w: &&str| w.chars().next().is_some_and(char::is_alphabetic) && !w.chars().any(|c| c.is_ascii_digit());
    let name = (words.len() == 2 && words.iter().all(named)).then(|| words.join(" "));
    let rest = printed.splitn(3, char::is_whitespace).nth(2).filter(|rest| name.is_some() && !rest.trim().is_empty());
    Recipient { address: rest.unwrap_or(printed).trim().to_owned(), name: name.map(|n| n.trim_end_matches(',').to_owned()), phone: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_get_their_zeros_back() {
        for (asin, id) in [("12345672", "0012345672"), ("01234567X", "001234567X"), ("B0EXAMPL01", "B0EXAMPL01"), ("123", "123"), ("", "")]
        {
            assert_eq!(item_id(asin), id);
        }
    }

    #[test]
    fn slashes_follow_what_the_file_proves() {
        let mut s = Slashes::default();
        assert_eq!(s.read("3/4/2024 15:03", Spot::Line(2)).map(|t| t.to_string()).as_deref(), Some("2024-03-04 15:03:00"));
        assert_eq!((s.proven, s.open), (None, Some(Spot::Line(2))));
        assert_eq!(s.read("25/7/2024 15:03", Spot::Line(3)).map(|t| t.to_string()).as_deref(), Some("2024-07-25 15:03:00"));
        assert_eq!(s.read("3/4/2024 15:03", Spot::Line(4)).map(|t| t.to_string()).as_deref(), Some("2024-04-03 15:03:00"));
        assert_eq!((s.proven, s.open), (Some(true), Some(Spot::Line(2))));
        assert_eq!(s.read("words", Spot::Line(5)), None);
    }
}
