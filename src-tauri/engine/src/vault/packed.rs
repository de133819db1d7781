//! How facts, spots and signals are written into a row.

use crate::record::{Fact, Spot};
use crate::signal::Signal;
use serde::Deserialize;
use std::borrow::Cow;

/// A signal as it is stored: tag, value, weight, and whether the bare who-when-how-much gives it away too.
#[derive(Debug, PartialEq, Deserialize)]
pub(crate) struct Packed<'a>(
    #[serde(borrow)] pub(crate) Cow<'a, str>,
    #[serde(borrow)] pub(crate) Option<Cow<'a, str>>,
    pub(crate) f32,
    pub(crate) bool,
);

/// Sheets are counted above the rows, and above them the entries of lists.
const SHEET: u32 = 32;
const ITEM: i64 = 1 << 17;

/// A spot as a number that sorts as spots do.
pub(super) fn spot(spot: Spot) -> i64 {
    match spot {
        Spot::Line(n) => i64::from(n),
        Spot::Row { sheet, row } => ((i64::from(sheet) + 1) << SHEET) | i64::from(row),
        Spot::Item(n) => (ITEM << SHEET) | i64::from(n),
        Spot::File => i64::MAX,
    }
}

/// The spot behind a number.
pub(super) fn spot_of(number: i64) -> Option<Spot> {
    if number == i64::MAX {
        return Some(Spot::File);
    }
    let row = u32::try_from(number & i64::from(u32::MAX)).ok()?;
    match number >> SHEET {
        0 => Some(Spot::Line(row)),
        ITEM => Some(Spot::Item(row)),
        sheet => Some(Spot::Row { sheet: u16::try_from(sheet - 1).ok()?, row }),
    }
}

/// A fact as one cell, in postcard's encoding: its texts stand in it as UTF-8, each after its length.
pub(super) fn fact(fact: &Fact) -> Option<Vec<u8>> {
    postcard::to_stdvec(fact).ok()
}

/// The fact behind it.
pub(super) fn fact_of(cell: &[u8]) -> Option<Fact> {
    postcard::from_bytes(cell).ok()
}

/// How a text stands in the cells of the facts that say it.
pub(super) fn text(text: &str) -> Option<Vec<u8>> {
    postcard::to_stdvec(text).ok()
}

/// Signals as one cell; none as no cell.
pub(super) fn signals(signals: &[(Signal, bool)]) -> Option<Vec<u8>> {
    if signals.is_empty() {
        return None;
    }
    let plain: Vec<_> = signals.iter().map(|(s, bare)| (&s.tag, &s.value, s.weight, bare)).collect();
    postcard::to_stdvec(&plain).ok()
}

/// The signals behind it.
pub(super) fn signals_of(cell: Option<&[u8]>) -> Option<Vec<Packed<'_>>> {
    cell.map_or_else(|| Some(Vec::new()), |cell| postcard::from_bytes(cell).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Profile, ProfileField};

    #[test]
    fn spots_read_back_and_sort_as_they_do() {
        let spots = [
            Spot::Line(0),
            Spot::Line(u32::MAX),
            Spot::Row { sheet: 0, row: 0 },
            Spot::Row { sheet: 0, row: 18 },
            Spot::Row { sheet: u16::MAX, row: u32::MAX },
            Spot::Item(0),
            Spot::Item(u32::MAX),
            Spot::File,
        ];
        assert!(spots.is_sorted() && spots.map(spot).is_sorted());
        assert_eq!(spots.map(spot).map(spot_of), spots.map(Some));
        assert_eq!(spot_of(-1), None);
    }

    #[test]
    fn facts_read_back_and_hold_their_texts() {
        let value = "\"昵称\"".repeat(40);
        let profile = Fact::Profile(Profile { field: ProfileField::Nickname, value: value.clone() });
        let cell = fact(&profile).unwrap();
        let said = text(&value).unwrap();
        assert!(cell.windows(said.len()).any(|w| w == said), "as a verdict on it looks for it");
        assert!((0..cell.len()).all(|end| fact_of(&cell[..end]).is_none()), "a fact that lacks something is none");
        assert_eq!(fact_of(&cell), Some(profile));
    }

    #[test]
    fn weights_read_back_to_the_last_bit() {
        let weights = [0.1, 1.0 / 3.0, f32::MIN_POSITIVE, 0.999_999_94];
        let seen = weights.map(|weight| (Signal { tag: "t".into(), value: Some("a\"b".into()), weight }, true));
        let cell = signals(&seen).unwrap();
        let back = signals_of(Some(&cell)).unwrap();
        assert_eq!(back.iter().map(|p| p.2).collect::<Vec<_>>(), weights);
        assert!(back.iter().all(|p| p.0 == "t" && p.1.as_deref() == Some("a\"b") && p.3));
        assert_eq!((signals(&[]), signals_of(None)), (None, Some(Vec::new())));
    }
}
