//! Versions: two exports give the same number of the platform's, with different content.
//!
//! The rule, whatever the order of import:
//! 1. What one file gives under a number is one edition: its rows never contradict each other (order lines, parts of a refund).
//! 2. The newest edition counts: of the file that says it was made last, or else whose last row is later; then by archive and path.
//! 3. An older edition that is part of the newer one, or holds it and more, doesn't contradict it: all of their rows count.
//! 4. An older edition in another layout that says the same in the columns both have (amount, status, pieces) is the same in another
//!    dress: the one with more cells filled counts.
//! 5. Any other older edition is an earlier version: its rows stay stored, and don't count while the newer edition is in view.

use crate::record::{Amount, Fact, Platform, Status};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// What the layouts of one platform have in common about a row, and how much this row says beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Said {
    amount: Option<Amount>,
    status: Status,
    pieces: u32,
    /// Cells that say something.
    cells: u32,
}

impl Said {
    /// Of a fact; `None` for kinds that have no number.
    pub(crate) fn of(platform: Platform, fact: &Fact) -> Option<Said> {
        let filled = |cells: &[bool]| cells.iter().map(|f| u32::from(*f)).sum();
        Some(match fact {
            Fact::Payment(p) => Said {
                amount: Some(p.amount),
                // Only the web's bill has a column for what came back.
                status: if platform == Platform::Alipay && p.status == Status::Refunded { Status::Done } else { p.status },
                pieces: 1,
                cells: filled(&[
                    p.refunded.is_some(),
                    p.counterparty.is_some(),
                    p.counterparty_account.is_some(),
                    p.title.is_some(),
                    p.category_label.is_some(),
                    p.method.is_some(),
                    p.merchant_order_id.is_some(),
                    p.note.is_some(),
                ]),
            },
            Fact::Purchase(p) => Said {
                amount: p.paid,
                status: p.status,
                pieces: p.quantity,
                cells: filled(&[
                    p.time.is_some(),
                    p.category_label.is_some(),
                    p.item_id.is_some(),
                    p.unit_price.is_some(),
                    p.seller.is_some(),
                    p.marketplace.is_some(),
                    p.recipient.is_some(),
                    p.gift.is_some(),
                    p.method.is_some(),
                ]),
            },
            Fact::Message(m) => Said {
                amount: m.amount,
                status: Status::Done,
                pieces: 1,
                cells: filled(&[
                    m.sender.is_some(),
                    m.account.is_some(),
                    m.own.is_some(),
                    m.text.is_some(),
                    m.amount.is_some(),
                    m.point.is_some(),
                    m.seconds.is_some(),
                ]),
            },
            _ => return None,
        })
    }

    fn shared(self) -> (Option<Amount>, Status, u32) {
        (self.amount, self.status, self.pieces)
    }
}

/// What one file gives under one number. `R` is what the caller calls a record by.
#[derive(Debug, Clone)]
pub(crate) struct Edition<R> {
    /// Until when the file knows what became of its rows.
    pub(crate) as_of: Option<NaiveDateTime>,
    /// The file's place among all files, sorted by archive and path.
    pub(crate) file: usize,
    /// Source and variant.
    pub(crate) layout: String,
    /// Its rows.
    pub(crate) rows: BTreeMap<R, Said>,
}

/// Why a record doesn't count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Out {
    /// A newer export says otherwise.
    Earlier,
    /// The same in another layout, with fewer columns.
    OtherLayout,
}

/// How one edition stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// One is part of the other.
    Part,
    /// The same in another layout.
    Dress,
    /// They contradict each other.
    Conflict,
}

impl<R: Ord + Copy> Edition<R> {
    /// How it stands to another.
    pub(super) fn to(&self, other: &Edition<R>) -> Relation {
        let within = |a: &Edition<R>, b: &Edition<R>| a.rows.keys().all(|r| b.rows.contains_key(r));
        if within(self, other) || within(other, self) {
            Relation::Part
        } else if self.layout != other.layout && self.says_as(other) {
            Relation::Dress
        } else {
            Relation::Conflict
        }
    }

    /// Whether the columns both have say the same, of as many rows as both have.
    fn says_as(&self, other: &Edition<R>) -> bool {
        let shared = |e: &Edition<R>| {
            let mut said: Vec<_> = e.rows.values().map(|s| s.shared()).collect();
            said.sort_unstable();
            said
        };
        shared(self) == shared(other)
    }

    fn cells(&self) -> u32 {
        self.rows.values().map(|s| s.cells).sum()
    }

    /// Newer ones are greater.
    pub(super) fn rank(&self) -> (Option<NaiveDateTime>, usize) {
        (self.as_of, self.file)
    }
}

/// The records that don't count, and why; the editions in any order.
pub(crate) fn settle<R: Ord + Copy>(mut editions: Vec<Edition<R>>) -> BTreeMap<R, Out> {
    editions.sort_by_key(|e| std::cmp::Reverse(e.rank()));
    let mut out = BTreeMap::new();
    let mut editions = editions.into_iter();
    let Some(mut counts) = editions.next() else { return out };
    for older in editions {
        match older.to(&counts) {
            Relation::Part => counts.rows.extend(older.rows),
            Relation::Dress => {
                let (kept, other) = if older.cells() > counts.cells() { (older, counts) } else { (counts, older) };
                out.extend(other.rows.keys().map(|r| (*r, Out::OtherLayout)));
                counts = kept;
            }
            Relation::Conflict => out.extend(older.rows.keys().map(|r| (*r, Out::Earlier))),
        }
    }
    let counted: BTreeSet<R> = counts.rows.keys().copied().collect();
    out.retain(|r, _| !counted.contains(r));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(minor: i64, cells: u32) -> Said {
        Said { amount: Some(Amount::fen(minor)), status: Status::Done, pieces: 1, cells }
    }

    fn edition(day: u32, layout: &str, rows: &[(u32, Said)]) -> Edition<u32> {
        let as_of = chrono::NaiveDate::from_ymd_opt(2024, 1, day).and_then(|d| d.and_hms_opt(0, 0, 0));
        Edition { as_of, file: 0, layout: layout.into(), rows: rows.iter().copied().collect() }
    }

    fn out(editions: &[Edition<u32>]) -> Vec<(u32, Out)> {
        let forth: Vec<_> = settle(editions.to_vec()).into_iter().collect();
        let back: Vec<_> = settle(editions.iter().rev().cloned().collect()).into_iter().collect();
        assert_eq!(forth, back, "the order changes nothing");
        forth
    }

    #[test]
    fn the_newer_export_counts_and_comes_and_goes_with_its_file() {
        let (old, new) = (edition(1, "a", &[(1, said(100, 3))]), edition(2, "a", &[(2, said(100, 3))]));
        assert_eq!(out(&[old.clone(), new]), [(1, Out::Earlier)]);
        assert_eq!(out(&[old]), []);
    }

    #[test]
    fn one_file_alone_never_contradicts_itself() {
        assert_eq!(out(&[edition(1, "a", &[(1, said(100, 3)), (2, said(50, 3))])]), []);
    }

    #[test]
    fn a_part_of_an_order_is_no_other_version_of_it() {
        let (part, whole) = (edition(2, "a", &[(1, said(100, 3))]), edition(1, "a", &[(1, said(100, 3)), (2, said(50, 3))]));
        assert_eq!(out(&[part, whole]), [], "the newer one may end before the second row");
    }

    #[test]
    fn another_layout_is_another_dress_and_the_fuller_one_counts() {
        let (web, app) = (edition(2, "web", &[(1, said(100, 3))]), edition(1, "app", &[(2, said(100, 5))]));
        assert_eq!(out(&[web, app.clone()]), [(1, Out::OtherLayout)]);
        let dearer = edition(2, "web", &[(3, said(120, 3))]);
        assert_eq!(out(&[dearer, app]), [(2, Out::Earlier)], "unless they say different things");
    }

    #[test]
    fn a_row_that_the_newest_confirms_counts_whatever_lies_between() {
        let first = edition(1, "a", &[(1, said(100, 3))]);
        let between = edition(2, "a", &[(2, said(90, 3))]);
        let last = edition(3, "a", &[(1, said(100, 3))]);
        assert_eq!(out(&[first, between, last]), [(2, Out::Earlier)]);
    }
}
