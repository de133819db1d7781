//! Orders in a Chinese shop.

use chrono::NaiveDateTime;

/// What was ordered at once from one shop.
pub struct Order {
    pub number: String,
    pub at: NaiveDateTime,
    pub status: &'static str,
    pub shop: &'static str,
    pub items: Vec<Item>,
    /// What the whole order cost, freight included; fen.
    pub paid: i64,
    pub freight: i64,
}

/// One position of an order.
pub struct Item {
    pub title: &'static str,
    pub sku: &'static str,
    pub id: String,
    pub quantity: i64,
    /// Price of one; fen.
    pub unit: i64,
}
