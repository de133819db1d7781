//! Purchases: lines of orders.

use super::{Amount, Moment};
use serde::{Deserialize, Serialize};

/// How far a purchase or payment got, as the platform states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Paid, or paid and held in escrow (等待确认收货).
    Done,
    /// Never paid, or called off: no money moved.
    Cancelled,
    /// Closed after payment: paid and given back (交易关闭 with 支出).
    Closed,
    /// Paid; part or all of it came back.
    Refunded,
    /// Placed, not yet charged (先享后付, 冻结).
    Pending,
    /// A word we don't know: kept, not counted.
    Unknown,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 6] = [Status::Done, Status::Cancelled, Status::Closed, Status::Refunded, Status::Pending, Status::Unknown];

    /// Stable id; words are the catalogue entry `status.<id>`.
    pub fn id(self) -> &'static str {
        match self {
            Status::Done => "done",
            Status::Cancelled => "cancelled",
            Status::Closed => "closed",
            Status::Refunded => "refunded",
            Status::Pending => "pending",
            Status::Unknown => "unknown",
        }
    }
}

/// One line of an order (one product). The total of an order stands on its first line only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Purchase {
    /// When it was ordered; `None` where a damaged row lacks it.
    pub time: Option<Moment>,
    /// The platform's order number, as text.
    pub order_id: Option<String>,
    /// Product title as printed.
    pub title: String,
    /// Size, colour, model as printed (型号款式).
    pub variant: Option<String>,
    /// The platform's own category, where it prints one.
    pub category_label: Option<String>,
    /// The platform's own number for the product (ASIN, item id).
    pub item_id: Option<String>,
    /// Pieces; 0 on cancelled Amazon rows.
    pub quantity: u32,
    /// Price of one piece.
    pub unit_price: Option<Amount>,
    /// What was paid for this line; for formats that print a total per order only, that total on the first line and `None` on the rest.
    pub paid: Option<Amount>,
    /// Shop.
    pub seller: Option<String>,
    /// Marketplace such as `Amazon.de`: decides the account's zone.
    pub marketplace: Option<String>,
    /// Who it was sent to, where printed.
    pub recipient: Option<Recipient>,
    /// A gift message of the giver's own (not "Ship in Amazon packaging selected").
    pub gift: Option<String>,
    /// Payment instrument as printed.
    pub method: Option<String>,
    /// How far it got.
    pub status: Status,
}

impl Purchase {
    /// One piece of something, paid for; the rest is filled in by struct update.
    pub fn new(title: impl Into<String>) -> Purchase {
        Purchase {
            time: None,
            order_id: None,
            title: title.into(),
            variant: None,
            category_label: None,
            item_id: None,
            quantity: 1,
            unit_price: None,
            paid: None,
            seller: None,
            marketplace: None,
            recipient: None,
            gift: None,
            method: None,
            status: Status::Done,
        }
    }
}

/// Where a parcel went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Name, where the format keeps it apart.
    pub name: Option<String>,
    /// Phone, where the format keeps it apart.
    pub phone: Option<String>,
    /// The address string as printed, without the name where the format lets it be told apart.
    pub address: String,
}
