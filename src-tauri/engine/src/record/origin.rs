//! Origins: archive, file, spot. Every claim and every problem can be walked back to one.

use serde::{Deserialize, Serialize};
use std::fmt;

/// First 12 hex digits of the archive's SHA-256: the same archive has the same id whatever the order of import.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArchiveId(pub String);

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Which archive.
    pub archive: ArchiveId,
    /// Path inside the archive; of a lone file its base name.
    pub file: String,
    /// The place inside the file.
    pub spot: Spot,
}

/// A place inside a file, counted as the person would count it in an editor or a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// Line of a text file, from 1; written `L26`.
    Line(u32),
    /// Row of a sheet (sheet from 0, row from 1); written `S0R18`.
    Row {
        /// Index of the sheet.
        sheet: u16,
        /// Row number as the spreadsheet shows it.
        row: u32,
    },
    /// Entry of a list in a JSON file, counted over the whole file from 1; written `N7`.
    Item(u32),
    /// The file as a whole; written `F`.
    File,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Spot::Line(n) => write!(f, "L{n}"),
            Spot::Row { sheet, row } => write!(f, "S{sheet}R{row}"),
            Spot::Item(n) => write!(f, "N{n}"),
            Spot::File => write!(f, "F"),
        }
    }
}

impl std::str::FromStr for Spot {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        let mut chars = s.chars();
        match chars.next() {
            Some('F') if chars.as_str().is_empty() => Ok(Spot::File),
            Some('L') => chars.as_str().parse().map(Spot::Line).map_err(|_| ()),
            Some('N') => chars.as_str().parse().map(Spot::Item).map_err(|_| ()),
            Some('S') => {
                let (sheet, row) = chars.as_str().split_once('R').ok_or(())?;
                Ok(Spot::Row { sheet: sheet.parse().map_err(|_| ())?, row: row.parse().map_err(|_| ())? })
            }
            _ => Err(()),
        }
    }
}

impl Serialize for Spot {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Spot {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let s = String::deserialize(d)?;
        s.parse().map_err(|()| serde::de::Error::custom("spot"))
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;

    #[test]
    fn spots_read_back_as_written() {
        for spot in [Spot::Line(26), Spot::Row { sheet: 1, row: 18 }, Spot::Item(7), Spot::File] {
            assert_eq!(spot.to_string().parse(), Ok(spot));
        }
        for bad in ["", "L", "S1", "SxR1", "F2", "L-1", "N"] {
            assert_eq!(bad.parse::<Spot>(), Err(()));
        }
    }
}
