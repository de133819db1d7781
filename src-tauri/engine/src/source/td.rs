//! TD Canada Trust: an account's transactions, a table without a header.
//!
//! # Variants
//! `five` day, words, money out, money in, balance.
//! # What gives it away
//! Every row has a day with the month first, words, exactly one of two amounts, and a balance that follows from the row before or after.
//! Fewer than three rows are a maybe.
//! # Traps
//! Nothing names bank, account or currency: Canadian dollars are taken for granted. Rows may begin with the latest or the earliest day.
//! # Where this is from
//! formats/payments §11: files of a public reader (double-entry-generator).

use super::lines::Lines;
use super::statement::{Balances, direction, kind, total, veiled};
use super::table::split_line;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, amount, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Zone};
use chrono::NaiveDateTime;

/// The source.
pub(super) static SOURCE: Td = Td;

static CARD: Card = Card { id: "td", platform: Platform::Bank, yields: &[Kind::Payment], variants: &["five"], status: Status::Described };

/// Rows looked at to recognise it.
const LOOK: usize = 40;

pub(super) struct Td;

impl crate::source::Marked for Td {}

impl Source for Td {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = &peek.text else { return Recognition::No };
        let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(LOOK).collect();
        let rows: Vec<Row> = lines.iter().filter_map(|l| Row::of(l).ok()).collect();
        // What is damaged here and there is still a table of these rows.
        if rows.is_empty() || rows.len() * 2 < lines.len() {
            return Recognition::No;
        }
        let steps = rows.windows(2).filter(|pair| if let [a, b] = pair { a.leads_to(b) || b.leads_to(a) } else { false }).count();
        let why = Why { variant: "five", mark: format!("MM/DD/YYYY,…,0.00,,0.00 ×{}", rows.len()) };
        match steps {
            0 if rows.len() > 1 => Recognition::No,
            0 | 1 => Recognition::Perhaps(why),
            _ => Recognition::Yes(why),
        }
    }

    fn read(&self, content: Content<'_>, _: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let Some(dollar) = Currency::new("CAD") else { return };
        let (mut lines, mut balances) = (Lines::new(text), Balances::default());
        while let Some(line) = lines.next(into) {
            if line.text.trim().is_empty() {
                continue;
            }
            let spot = line.spot();
            match Row::of(line.text) {
                Ok(row) => {
                    let signed = Amount::new(row.change, dollar);
                    total(signed, into);
                    balances.add("", signed, Some(row.balance));
                    into.row(spot, row.fact(signed));
                }
                Err(_) if line.last => into.skip(spot, Code::CutShort, ""),
                Err(code) => into.skip(spot, code, ""),
            }
        }
        balances.compare(into);
    }
}

/// One movement.
struct Row {
    day: NaiveDateTime,
    words: String,
    /// Cents; money out is negative.
    change: i64,
    balance: i64,
}

impl Row {
    fn of(line: &str) -> Result<Row, Code> {
        let cells = split_line(line, ',');
        let [day, words, out, back, balance] = cells.as_slice() else { return Err(Code::RowDamaged) };
        let shaped = day.len() == 10 && day.bytes().zip(b"00/00/0000").all(|(b, m)| if *m == b'0' { b.is_ascii_digit() } else { b == *m });
        if !shaped {
            return Err(Code::RowDamaged);
        }
        let day = date::month_first(day).ok_or(Code::BadDate)?;
        let change = match (out.trim(), back.trim()) {
            (out, "") => amount::minor(out).map(|n| -n),
            ("", back) => amount::minor(back),
            _ => None,
        };
        let (change, balance) = change.zip(amount::minor(balance)).ok_or(Code::BadAmount)?;
        Ok(Row { day, words: words.trim().to_owned(), change, balance })
    }

    /// Whether the other row's balance follows from this one's.
    fn leads_to(&self, next: &Row) -> bool {
        self.balance.checked_add(next.change) == Some(next.balance)
    }

    fn fact(self, signed: Amount) -> Fact {
        let way = direction(signed);
        let words = veiled(&self.words);
        let sort = kind(&words, way);
        Fact::Payment(Payment {
            direction_label: if way == Direction::Out { "-" } else { "+" }.to_owned(),
            kind: sort.unwrap_or(PaymentKind::Other),
            counterparty: Some(words.clone()).filter(|w| !w.is_empty()),
            title: Some(words).filter(|w| !w.is_empty()),
            ..Payment::new(Moment { wall: self.day, zone: Zone::Device }, way, signed)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_one_amount_and_a_balance() {
        let change = |line| Row::of(line).map(|row| (row.change, row.balance)).ok();
        assert_eq!(change("04/01/2024,EXAMPLE TEA,4.50,,995.50"), Some((-450, 99_550)));
        assert_eq!(change("\"04/02/2024\",\"EXAMPLE, PAY\",\"\",\"1,000.00\",\"1,995.50\""), Some((100_000, 199_550)));
        assert_eq!(
            (change("04/01/2024,x,1.00,2.00,3.00"), change("2024-04-01,x,1.00,,3.00"), change("04/01/2024,x,1.00")),
            (None, None, None)
        );
        assert!(matches!(Row::of("13/31/2024,x,1.00,,3.00"), Err(Code::BadDate)));
    }
}
