//! Records: normalised facts, each with its origin. Plain serde types, so that reading can run elsewhere and stream them.

mod activity;
mod contact;
mod device;
mod fact;
mod label;
mod message;
mod money;
mod origin;
mod payment;
mod place;
mod platform;
mod profile;
mod purchase;

pub use activity::{Activity, ActivityKind};
pub use contact::{Contact, ContactKind};
pub use device::Device;
pub use fact::{Fact, Kind};
pub use label::{AdLabel, LabelKind};
pub use message::{Message, MessageKind};
pub use money::{Amount, Currency, decimal};
pub use origin::{ArchiveId, Origin, Spot};
pub use payment::{Direction, Payment, PaymentKind};
pub use place::{Place, PlaceKind, Point};
pub use platform::Platform;
pub use profile::{Profile, ProfileField};
pub use purchase::{Purchase, Recipient, Status};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// One fact and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The row it came from.
    pub origin: Origin,
    /// Whose platform handed it out.
    pub platform: Platform,
    /// Id of the source that read it.
    pub source: String,
    /// What it says.
    pub fact: Fact,
    /// Whether it stands in no row of its own (a preamble, a second fact of a row): it is kept, but not counted as a row.
    pub beside: bool,
}

/// A time as the file gives it: the wall clock it prints and what that clock is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// As printed.
    pub wall: NaiveDateTime,
    /// Which clock printed it.
    pub zone: Zone,
}

/// The clock behind a printed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Beijing time, as every mainland bill (formats/payments §0.5).
    China,
    /// Stated as UTC; the View turns it into the account's zone (see [`Purchase::marketplace`]).
    Utc,
    /// The exporting device's local time; not stated.
    Device,
}
