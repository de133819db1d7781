//! Money: whole hundredths and a currency code, never a float.

use serde::{Deserialize, Serialize};
use std::fmt;

/// ISO 4217 code, e.g. `CNY`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Renminbi.
    pub const CNY: Currency = Currency(*b"CNY");

    /// A three-letter code; anything else is `None`.
    pub fn new(code: &str) -> Option<Currency> {
        let up = code.trim().to_ascii_uppercase();
        let bytes: [u8; 3] = up.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Currency(bytes))
    }

    /// The code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        Currency::new(&s).ok_or_else(|| serde::de::Error::custom("currency"))
    }
}

/// An amount in hundredths of its currency's unit (of every currency, also those without decimals).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// Hundredths; the sign only where the file's own sign is meant.
    pub minor: i64,
    /// Which money.
    pub currency: Currency,
}

impl Amount {
    /// Hundredths of a currency.
    pub fn new(minor: i64, currency: Currency) -> Amount {
        Amount { minor, currency }
    }

    /// Hundredths of a yuan (分).
    pub fn fen(minor: i64) -> Amount {
        Amount { minor, currency: Currency::CNY }
    }

    /// The plain decimal, e.g. `-23.50`.
    pub fn decimal(&self) -> String {
        decimal(i128::from(self.minor))
    }
}

/// Hundredths as a plain decimal with two places.
pub fn decimal(minor: i128) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    let abs = minor.unsigned_abs();
    format!("{sign}{}.{:02}", abs / 100, abs % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_places() {
        assert_eq!(Amount::fen(-2350).decimal(), "-23.50");
        assert_eq!(Amount::fen(5).decimal(), "0.05");
        assert_eq!(decimal(i128::from(i64::MIN)), "-92233720368547758.08");
    }

    #[test]
    fn currencies_are_three_letters() {
        assert_eq!(Currency::new(" cny"), Some(Currency::CNY));
        assert_eq!(Currency::new("RM"), None);
        assert_eq!(Currency::new("元元元"), None);
    }
}
