//! Payments in Google Pay's own activity, as India's UPI leaves them: sentences such as `Paid ₹250.00 to X using Bank Account XXXXXX1111`.
//!
//! # Traps
//! Only what is `Completed` moved money; the word stands among the details. Purchases of Google's stand in another file and here.
//! Sentences are known in English only; another one stays what was done, not paid.
//! # Where this is from
//! formats/payments §10: four readers that agree. No real file seen.

use super::super::Reading;
use super::super::google_pay::money;
use crate::record::{Direction, Fact, Moment, Payment, PaymentKind, Status};

/// What products of Google's pay.
const SERVICES: [&str; 2] = ["Google Pay", "GPay"];

/// Adds a payment to our totals.
pub(super) fn total(fact: &Fact, into: &mut Reading<'_>) {
    if let Fact::Payment(payment) = fact {
        into.total(&payment.direction_label, payment.amount);
    }
}

/// The payment that a sentence of Google Pay's tells of, with the details below it.
pub(super) fn payment(service: &str, sentence: &str, details: &[&str], time: Moment) -> Option<Fact> {
    if !SERVICES.contains(&service) {
        return None;
    }
    let (verb, rest) = sentence.split_once(' ')?;
    let (direction, kind) = match verb {
        "Paid" => (Direction::Out, PaymentKind::Merchant),
        "Sent" => (Direction::Out, PaymentKind::Transfer),
        "Received" => (Direction::In, PaymentKind::Transfer),
        "Requested" => (Direction::Neutral, PaymentKind::Hold),
        "Added" => (Direction::Neutral, PaymentKind::TopUp),
        _ => return None,
    };
    let (printed, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let amount = money(printed)?;
    let (party, method) = rest.split_once(" using ").map_or((rest, None), |(party, method)| (party, Some(method)));
    let party = ["to ", "from "].iter().find_map(|word| party.strip_prefix(word)).filter(|_| kind != PaymentKind::TopUp);
    let said = |word: &str| details.iter().any(|detail| detail.trim() == word);
    let status = match () {
        () if said("Completed") => Status::Done,
        () if said("Pending") => Status::Pending,
        () if said("Failed") || said("Cancelled") => Status::Cancelled,
        () => Status::Unknown,
    };
    Some(Fact::Payment(Payment {
        direction_label: verb.to_owned(),
        kind,
        counterparty: party.map(str::to_owned).filter(|p| !p.is_empty()),
        method: method.map(str::to_owned),
        status,
        ..Payment::new(time, direction, amount)
    }))
}
