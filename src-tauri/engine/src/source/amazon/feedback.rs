//! Amazon: what its customer said of sellers, and which reviews they found helpful.
//!
//! # Variants
//! `sellers` words and stars for a seller · `reactions` a thumb for somebody's review.
//! # What gives it away
//! `FeedbackText` with `FeedbackRating`; `InteractableURL` with `InteractionType`.
//! # Traps
//! The header of `sellers` ends with a comma, its texts hold line breaks. Times have the month first.
//! # Where this is from
//! formats/shopping_and_accounts §4.6: humandataincome/hudi-packages-connectors.

use super::{dated, owned};
use crate::record::{Activity, ActivityKind, Fact, Kind, Platform};
use crate::source::table::{Dialect, Skip, Table};
use crate::source::{Card, Status as Known};

/// The source.
pub(in crate::source) static SOURCE: Table<()> = Table {
    card: &Card {
        id: "amazon_feedback",
        platform: Platform::Amazon,
        yields: &[Kind::Activity],
        variants: &["sellers", "reactions"],
        status: Known::Described,
    },
    dialects: &[
        Dialect {
            variant: "sellers",
            header: &["OrderId", "FeedbackDate", "FeedbackText", "FeedbackRating"],
            expected: &["Marketplace"],
            optional: &[
                "Deal Again",
                "Did Item Arrived OnTime",
                "Item as described by the seller",
                "Prompt and courteous service",
                "What Went Wrong",
                "Is feedback removed",
                "Feedback removed by",
                "Reason for removal",
            ],
            ..Dialect::NONE
        },
        Dialect {
            variant: "reactions",
            header: &["InteractableURL", "InteractionTime", "InteractionType"],
            expected: &["Marketplace"],
            optional: &["CreationTime", "InteractableType", "InteractionValue", "ModificationTime", "Suppressed", "Version"],
            ..Dialect::NONE
        },
    ],
    row: |row, (), _| {
        let service = owned(row, "Marketplace");
        if row.variant() == "sellers" {
            let said = owned(row, "FeedbackText").or_else(|| owned(row, "FeedbackRating")).ok_or(Skip::damaged())?;
            let time = Some(dated(row, &["FeedbackDate"])?);
            return Ok(Fact::Activity(Activity { time, service, ..Activity::new(ActivityKind::Post, said) }));
        }
        let kind = owned(row, "InteractionType").ok_or(Skip::damaged())?;
        let (time, url) = (Some(dated(row, &["InteractionTime", "CreationTime"])?), owned(row, "InteractableURL"));
        Ok(Fact::Activity(Activity { time, service, url, ..Activity::new(ActivityKind::Like, kind) }))
    },
    ..Table::NONE
};
