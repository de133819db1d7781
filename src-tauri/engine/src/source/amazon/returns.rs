//! Amazon: what was sent back, why, and what came back for it.
//!
//! # Variants
//! `orders_returned` what was asked for · `payments` what was paid · `customer_returns` what was handed in · `refund_details` the layout of
//! 2025, asked and paid in one · `digital_returns` of the same year.
//! # What gives it away
//! `ReversalID` with `ReversalReason`, with `AmountRefunded`; `ContractId` with `DateOfReturn`; `Refund Amount` with `Refund Date`;
//! `Return Date` with `Transaction Amount`.
//! # Traps
//! What was asked for is more than what was paid and is listed besides: its rows move no money here, those of `payments` do.
//! `RefundCompletionDate` stands in the header twice. Spreadsheets have turned times into serials.
//! # Where this is from
//! formats/shopping_and_accounts §4.3: Jodi22K/Amazon-Spending-Analytics, and readers of the later layouts (header known in part).

use super::{dated, owned, paid, said};
use crate::record::{Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Status};
use crate::source::table::{Dialect, Row, Skip, Table};
use crate::source::{Card, Reading, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_returns",
        platform: Platform::Amazon,
        yields: &[Kind::Payment],
        variants: &["orders_returned", "payments", "customer_returns", "refund_details", "digital_returns"],
        status: Known::Sampled,
    },
    dialects: &[
        Dialect {
            variant: "orders_returned",
            header: &["OrderID", "ReversalID", "CreationDate", "Amount", "Currency", "ReversalReason"],
            expected: &["ReversalStatus"],
            optional: &[
                "Website",
                "Quantity",
                "RefundCompletionDate",
                "RefundCompletionDate2",
                "DisbursementType",
                "ReversalAmountState",
                "DirectDebitRefundAmount",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "payments",
            header: &["OrderID", "ReversalID", "RefundCompletionDate", "Currency", "AmountRefunded"],
            expected: &["Status", "DisbursementType"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "customer_returns",
            header: &["OrderId", "ContractId", "DateOfReturn", "ReturnAmount", "ReturnAmountCurrency"],
            expected: &["ReturnReason", "Resolution"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "refund_details",
            header: &["Order ID", "Refund Amount", "Refund Date", "Currency"],
            optional: &["Creation Date", "Website", "Contract ID"],
            ..Dialect::NONE
        },
        Dialect {
            variant: "digital_returns",
            header: &["ASIN", "Order ID", "Return Date", "Product Name", "Transaction Amount", "Base Currency"],
            ..Dialect::NONE
        },
    ],
    row: |row, (), into| refund(row, into),
    ..Table::NONE
};

fn refund(row: &Row<'_>, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let payment = match row.variant() {
        "orders_returned" => Payment {
            title: owned(row, "ReversalReason"),
            order_id: owned(row, "ReversalID"),
            merchant_order_id: owned(row, "OrderID"),
            method: owned(row, "DisbursementType"),
            counterparty: owned(row, "Website"),
            status: status(row, "ReversalStatus"),
            ..back(dated(row, &["CreationDate", "RefundCompletionDate"])?, Direction::Neutral, "Amount", "Currency", row, into)?
        },
        "payments" => Payment {
            order_id: owned(row, "ReversalID"),
            merchant_order_id: owned(row, "OrderID"),
            method: owned(row, "DisbursementType"),
            status: status(row, "Status"),
            ..back(dated(row, &["RefundCompletionDate"])?, Direction::In, "AmountRefunded", "Currency", row, into)?
        },
        "customer_returns" => Payment {
            title: owned(row, "ReturnReason"),
            order_id: owned(row, "ContractId"),
            merchant_order_id: owned(row, "OrderId"),
            note: owned(row, "Resolution"),
            ..back(dated(row, &["DateOfReturn"])?, Direction::Neutral, "ReturnAmount", "ReturnAmountCurrency", row, into)?
        },
        "refund_details" => Payment {
            order_id: owned(row, "Contract ID"),
            merchant_order_id: owned(row, "Order ID"),
            counterparty: owned(row, "Website"),
            ..back(dated(row, &["Refund Date", "Creation Date"])?, Direction::In, "Refund Amount", "Currency", row, into)?
        },
        _ => Payment {
            title: owned(row, "Product Name"),
            merchant_order_id: owned(row, "Order ID"),
            ..back(dated(row, &["Return Date"])?, Direction::In, "Transaction Amount", "Base Currency", row, into)?
        },
    };
    Ok(Fact::Payment(payment))
}

fn back(
    time: Moment,
    way: Direction,
    column: &'static str,
    currency: &str,
    row: &Row<'_>,
    into: &mut Reading<'_>,
) -> Result<Payment, Skip> {
    let amount = paid(row, column, currency)?;
    into.total(column, amount);
    Ok(Payment { kind: PaymentKind::Refund, ..Payment::new(time, way, amount) })
}

fn status(row: &Row<'_>, column: &str) -> Status {
    match said(row, column) {
        Some("Completed") => Status::Done,
        Some("Declined" | "Cancelled") => Status::Cancelled,
        _ => Status::Unknown,
    }
}
