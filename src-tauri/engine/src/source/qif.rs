//! QIF: Quicken's interchange text.
//!
//! # Variants
//! `qif`: lists of bank, credit card and cash accounts.
//! # What gives it away
//! The first line is `!Type:` of one of these, `!Account` or `!Option:`.
//! # Traps
//! Order of day and month isn't stated: one date of the file decides, dots mean day first, else it is asked. Years have two digits, since
//! 2000 behind an apostrophe. There is no currency, account or number of a row. A category in brackets names an own account. Splits repeat
//! parts of the amount. Lists of categories and securities are no payments.
//! # Where this is from
//! formats/payments §12: a published file of an accounting program's tests.

use super::day_month::DayMonth;
use super::lines::Lines;
use super::statement::{direction, kind, sign, veiled};
use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, amount, cells};
use crate::phrase::Phrase;
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Spot, Zone};
use std::io::{Cursor, Read};

/// Lists of payments.
const LISTS: [&str; 5] = ["!Type:Bank", "!Type:CCard", "!Type:Cash", "!Type:Oth A", "!Type:Oth L"];

/// Bytes in which dates are looked at before the first row.
const LOOK: u64 = 1 << 20;

/// The source.
pub(super) static SOURCE: Qif = Qif;

pub(super) struct Qif;

static CARD: Card = Card { id: "qif", platform: Platform::Bank, yields: &[Kind::Payment], variants: &["qif"], status: Status::Sampled };

impl crate::source::Marked for Qif {}

impl Source for Qif {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let text = peek.text.as_deref().unwrap_or_default();
        let first = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
        let begins = LISTS.iter().any(|l| first.starts_with(l)) || first.starts_with("!Account") || first.starts_with("!Option:");
        let listed = text.lines().map(str::trim).find_map(|line| LISTS.iter().find(|l| line.starts_with(**l)));
        match listed.filter(|_| begins) {
            Some(mark) => Recognition::Yes(Why { variant: "qif", mark: (*mark).to_owned() }),
            None => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return };
        let mut head = Vec::new();
        // A stream that fails is told by whoever opened it; what came before is kept.
        let _ = text.by_ref().take(LOOK).read_to_end(&mut head);
        let mut order = DayMonth::default();
        String::from_utf8_lossy(&head).lines().filter_map(|l| l.strip_prefix('D')).for_each(|day| order.hear(&four_digits(day)));
        let mut lines = Lines::new(Box::new(Cursor::new(head).chain(text)));
        let mut payments = false;
        let mut row = Row::default();
        while let Some(line) = lines.next(into) {
            let (spot, text) = (line.spot(), line.text.trim_end());
            if text.starts_with('!') {
                if !text.starts_with("!Option:") && !text.starts_with("!Clear:") {
                    payments = LISTS.iter().any(|l| text.starts_with(l));
                }
                row = Row::default();
            } else if payments && text.starts_with('^') {
                row.give(&mut order, into);
                row = Row::default();
            } else if payments {
                row.take(text, spot);
            }
        }
        if row.spot.is_some() {
            row.lost(Code::CutShort, into);
        }
        order.tell(into);
        if into.rows_read() > 0 {
            into.note(Phrase::new("note.qif.currency"));
        }
    }
}

/// One record, as printed.
#[derive(Default)]
struct Row {
    spot: Option<Spot>,
    day: String,
    amount: String,
    payee: Option<String>,
    memo: Option<String>,
    category: Option<String>,
    number: Option<String>,
}

impl Row {
    fn take(&mut self, line: &str, spot: Spot) {
        let Some(code) = line.chars().next() else { return };
        self.spot.get_or_insert(spot);
        let value = line.get(code.len_utf8()..).unwrap_or_default();
        let said = || cells::present(value).map(str::to_owned);
        match code {
            'D' => self.day = four_digits(value),
            'T' => self.amount = value.to_owned(),
            // The same with more digits, where T is missing.
            'U' if self.amount.is_empty() => self.amount = value.to_owned(),
            'P' => self.payee = said(),
            'M' => self.memo = said(),
            'L' => self.category = said(),
            'N' => self.number = said(),
            _ => {}
        }
    }

    fn lost(&self, code: Code, into: &mut Reading<'_>) {
        into.skip(self.spot.unwrap_or(Spot::File), code, "");
    }

    fn give(self, order: &mut DayMonth, into: &mut Reading<'_>) {
        let Some(spot) = self.spot else { return };
        match self.payment(spot, order, into) {
            Ok(fact) => into.row(spot, fact),
            Err(Skip { code, hint }) => into.skip(spot, code, hint),
        }
    }

    fn payment(self, spot: Spot, order: &mut DayMonth, into: &mut Reading<'_>) -> Result<Fact, Skip> {
        let usual = self.day.contains('.').then_some(true);
        let wall = order.read(&self.day, usual, spot).ok_or(Skip { code: Code::BadDate, hint: "D" })?;
        let minor = amount::minor(&self.amount).ok_or(Skip { code: Code::BadAmount, hint: "T" })?;
        let none = Currency::new("XXX").ok_or(Skip::damaged())?;
        let signed = Amount::new(minor, none);
        into.total(sign(signed), Amount::new(minor.abs(), none));
        let own = self.category.as_deref().is_some_and(|c| c.starts_with('['));
        let way = if own { Direction::Neutral } else { direction(signed) };
        let words = [&self.payee, &self.memo, &self.category].map(|w| w.as_deref().unwrap_or_default()).join(" ");
        let sort = if own { Some(PaymentKind::Savings) } else { kind(&words, way) };
        Ok(Fact::Payment(Payment {
            direction_label: sign(signed).into(),
            kind: sort.unwrap_or(PaymentKind::Other),
            counterparty: self.payee.as_deref().map(veiled),
            title: self.memo.as_deref().map(veiled),
            category_label: self.category,
            note: self.number,
            ..Payment::new(Moment { wall, zone: Zone::Device }, way, signed)
        }))
    }
}

/// A date with all digits of its year and slashes or dots: `8/12/13`, `08/12'13`, `8/ 2' 3`, `12.08.2013`.
fn four_digits(day: &str) -> String {
    let plain: String = day.trim().chars().filter(|c| *c != ' ').map(|c| if c == '\'' { '/' } else { c }).collect();
    let Some(at) = plain.rfind(['/', '.', '-']) else { return plain };
    let (before, year) = plain.split_at(at + 1);
    // Quicken began in the eighties.
    match year.parse::<u32>() {
        Ok(short) if year.len() <= 2 => format!("{before}{}", if short < 70 { 2000 + short } else { 1900 + short }),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::four_digits;

    #[test]
    fn years_get_all_their_digits() {
        for (printed, whole) in [
            ("8/12/13", "8/12/2013"),
            ("08/12'13", "08/12/2013"),
            ("8/ 2' 3", "8/2/2003"),
            ("12.08.2013", "12.08.2013"),
            ("3/4/99", "3/4/1999"),
            ("", ""),
        ] {
            assert_eq!(four_digits(printed), whole);
        }
    }
}
