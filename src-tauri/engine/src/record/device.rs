//! Devices and logins: from what, and from where on the network, an account was used.

use super::Moment;
use serde::{Deserialize, Serialize};

/// A device, or one use of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Device {
    /// When it was used; `None` for a device that is merely listed.
    pub time: Option<Moment>,
    /// Model or name as printed.
    pub model: Option<String>,
    /// Operating system, app or browser as printed.
    pub system: Option<String>,
    /// Network address as printed.
    pub ip: Option<String>,
    /// Country, region, city as printed.
    pub region: Option<String>,
    /// Mobile operator or network provider as printed.
    pub carrier: Option<String>,
    /// Serial number or another identifier that stays with the device.
    pub serial: Option<String>,
    /// What was done, as printed (`login`, `Sign out`), or which list it stands in.
    pub event: Option<String>,
}
