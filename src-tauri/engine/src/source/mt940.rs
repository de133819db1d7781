//! MT940: SWIFT's account statement in text.
//!
//! # Variants
//! `mt940`, with a bank's own lines or an envelope around each statement, or without.
//! # What gives it away
//! Lines that begin `:20:`, `:25:`, `:60F:` (or `:60M:`) and `:61:`.
//! # Traps
//! A comma is the decimal mark and may be the last sign. Years have two digits. `:61:` may be followed by a line of the bank's before its
//! `:86:`, and `:86:` goes on over several lines: free text, or `?20…?32` with numbered parts, or `/NAME/…`. RC and RD take an earlier
//! movement back. 30 February is the end of that month, by banks that reckon years of 360 days. Opening balance and movements make the
//! closing one. Account numbers stand in clear; they are masked.
//! # Where this is from
//! formats/payments §12: published files of two banks from a reader's tests, and its code.

use super::lines::Lines;
use super::statement::{compare, direction, kind, masked, own_account, veiled};
use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why, amount, cells};
use crate::problem::Code;
use crate::record::{Amount, Currency, Fact, Kind, Moment, Payment, PaymentKind, Platform, Spot, Zone};
use chrono::{NaiveDate, NaiveTime};

/// Lines one field may go on over.
const LINES: usize = 64;

/// The source.
pub(super) static SOURCE: Mt940 = Mt940;

pub(super) struct Mt940;

static CARD: Card =
    Card { id: "mt940", platform: Platform::Bank, yields: &[Kind::Payment, Kind::Profile], variants: &["mt940"], status: Status::Sampled };

impl crate::source::Marked for Mt940 {}

impl Source for Mt940 {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let text = peek.text.as_deref().unwrap_or_default();
        let has = |tags: &[&str]| text.lines().any(|l| tags.iter().any(|t| l.starts_with(t) || l.contains("{4:") && l.ends_with(t)));
        if has(&[":20:"]) && has(&[":25:"]) && has(&[":60F:", ":60M:"]) {
            return Recognition::Yes(Why { variant: "mt940", mark: ":20:, :25:, :60F:".to_owned() });
        }
        Recognition::No
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut lines = Lines::new(text);
        let mut file = File::default();
        let mut field: Option<Field> = None;
        while let Some(line) = lines.next(into) {
            let (spot, cut) = (line.spot(), line.last);
            let text = line.text.trim_end_matches(['\r', ' ']);
            match tag(text) {
                Some((tag, value)) => {
                    file.field(field.take(), into);
                    field = Some(Field { tag: tag.to_owned(), lines: vec![value.to_owned()], spot, cut });
                }
                None if text == "-" || text.starts_with("-}") => {
                    file.field(field.take(), into);
                    file.row_ends(into);
                }
                None => {
                    if let Some(field) = field.as_mut().filter(|f| f.lines.len() < LINES && !text.is_empty()) {
                        field.lines.push(text.to_owned());
                        field.cut = cut;
                    }
                }
            }
        }
        file.field(field, into);
        file.row_ends(into);
    }
}

/// `:61:…`: the tag without its colons, and what follows.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.strip_prefix(':')?.split_once(':')?;
    let digits = tag.get(..2)?.bytes().all(|b| b.is_ascii_digit());
    (digits && tag.len() <= 3).then_some((tag, value))
}

/// A field with its continuation.
struct Field {
    tag: String,
    lines: Vec<String>,
    spot: Spot,
    /// The file ends in it, without a line's end.
    cut: bool,
}

/// What is known while the file goes by.
#[derive(Default)]
struct File {
    account: Option<String>,
    opening: Option<Amount>,
    moved: i128,
    row: Option<Row>,
}

/// One `:61:`, to be completed by its `:86:`.
struct Row {
    spot: Spot,
    first: String,
    more: Option<String>,
    details: Vec<String>,
}

impl File {
    fn field(&mut self, field: Option<Field>, into: &mut Reading<'_>) {
        let Some(Field { tag, lines, spot, cut }) = field else { return };
        let first = lines.first().cloned().unwrap_or_default();
        if tag == "86" {
            if let Some(row) = &mut self.row {
                row.details = lines;
            }
            return;
        }
        self.row_ends(into);
        match tag.as_str() {
            "25" => self.account = own_account(&first, spot, into),
            "60F" | "60M" => (self.opening, self.moved) = (balance(&first), 0),
            "62F" | "62M" => {
                if let (Some(opening), Some(closing)) = (self.opening.take(), balance(&first)) {
                    compare(opening, self.moved, closing, into);
                }
            }
            "61" if cut && movement(&first).is_none() => into.skip(spot, Code::CutShort, ""),
            "61" => self.row = Some(Row { spot, first, more: lines.get(1).cloned(), details: Vec::new() }),
            _ => {}
        }
    }

    fn row_ends(&mut self, into: &mut Reading<'_>) {
        let Some(row) = self.row.take() else { return };
        let spot = row.spot;
        match self.payment(row, into) {
            Ok(fact) => into.row(spot, fact),
            Err(Skip { code, hint }) => into.skip(spot, code, hint),
        }
    }

    fn payment(&mut self, row: Row, into: &mut Reading<'_>) -> Result<Fact, Skip> {
        let movement = movement(&row.first).ok_or(Skip { code: Code::RowDamaged, hint: "61" })?;
        let day = day(movement.day).ok_or(Skip { code: Code::BadDate, hint: "61" })?;
        let currency = self.opening.map(|o| o.currency).ok_or(Skip { code: Code::BadAmount, hint: "60F" })?;
        let minor = amount::minor(movement.amount.trim_end_matches(',')).ok_or(Skip { code: Code::BadAmount, hint: "61" })?;
        let signed = Amount::new(if movement.credit { minor } else { -minor }, currency);
        into.total(movement.label, Amount::new(minor, currency));
        self.moved += i128::from(signed.minor);
        let details = Details::of(&row.details);
        let title = details.purpose.or(row.more);
        let way = direction(signed);
        let reversal = movement.label.starts_with('R');
        let words = format!("{} {}", details.sort.as_deref().unwrap_or_default(), title.as_deref().unwrap_or_default());
        let sort = if reversal { Some(PaymentKind::Refund) } else { kind(&words, way) };
        let number = row.first.split_once("//").map(|(_, number)| number.trim().to_owned()).filter(|n| !n.is_empty() && n != "NONREF");
        Ok(Fact::Payment(Payment {
            direction_label: movement.label.to_owned(),
            kind: sort.unwrap_or(PaymentKind::Other),
            counterparty: details.name,
            counterparty_account: details.account,
            title: title.as_deref().map(veiled),
            category_label: details.sort,
            method: self.account.clone(),
            order_id: number,
            ..Payment::new(Moment { wall: day.and_time(NaiveTime::MIN), zone: Zone::Device }, way, signed)
        }))
    }
}

/// What `:61:` says.
struct Movement<'l> {
    day: &'l str,
    label: &'l str,
    credit: bool,
    amount: &'l str,
}

/// `1105240524D9,N192NONREF`: day, perhaps the day of booking, the way, perhaps a letter of the currency, the amount.
fn movement(line: &str) -> Option<Movement<'_>> {
    let day = line.get(..6)?;
    let rest = line.get(6..)?.trim_start_matches(|c: char| c.is_ascii_digit());
    let label = ["RC", "RD", "EC", "ED", "C", "D"].into_iter().find(|l| rest.starts_with(l))?;
    let rest = rest.get(label.len()..)?;
    let figure = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let end = figure.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(figure.len());
    let amount = figure.get(..end).filter(|a| !a.is_empty())?;
    // A debit taken back comes in.
    let credit = matches!(label, "C" | "EC" | "RD");
    Some(Movement { day, label, credit, amount })
}

/// `110524`; a day beyond the month's end is its last.
fn day(text: &str) -> Option<NaiveDate> {
    let part = |from: usize| text.get(from..from + 2).and_then(|p| p.parse::<u32>().ok());
    let (year, month, day) = (i32::try_from(part(0)?).ok()? + 2000, part(2)?, part(4)?);
    let last = (28..=31).contains(&day).then_some((28..=day).rev()).into_iter().flatten();
    std::iter::once(day).chain(last).find_map(|d| NaiveDate::from_ymd_opt(year, month, d))
}

/// `C110522EUR3236,28`
fn balance(text: &str) -> Option<Amount> {
    let owed = text.starts_with('D');
    let currency = Currency::new(text.get(7..10)?)?;
    let minor = amount::minor(text.get(10..)?.trim().trim_end_matches(','))?;
    Some(Amount::new(if owed { -minor } else { minor }, currency))
}

/// What `:86:` says.
#[derive(Default)]
struct Details {
    sort: Option<String>,
    name: Option<String>,
    account: Option<String>,
    purpose: Option<String>,
}

impl Details {
    fn of(lines: &[String]) -> Details {
        let whole = lines.concat();
        let some = |text: String| cells::present(&text).map(str::to_owned);
        if whole.contains("?20") || whole.contains("?32") {
            let mut parts = Details::default();
            let (mut name, mut purpose) = (String::new(), String::new());
            for (code, text) in whole.split('?').skip(1).filter_map(|part| part.split_at_checked(2)) {
                match code {
                    "00" => parts.sort = some(text.to_owned()),
                    _ if code.starts_with('2') || code.starts_with('6') => purpose.push_str(text),
                    "31" => parts.account = masked(text),
                    "32" | "33" => name.push_str(text),
                    _ => {}
                }
            }
            return Details { name: some(name), purpose: some(purpose), ..parts };
        }
        let slashed = |key: &str| whole.split_once(key).and_then(|(_, rest)| some(rest.split('/').next().unwrap_or_default().to_owned()));
        Details {
            name: slashed("/NAME/"),
            account: slashed("/IBAN/").as_deref().and_then(masked),
            purpose: slashed("/REMI/").or_else(|| some(lines.join(" "))),
            sort: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn movements_in_every_dress() {
        for (line, label, amount, credit) in [
            ("1105240524D9,N192NONREF", "D", "9,", false),
            ("1701190119CN0,01NTRFNONREF//MB1", "C", "0,01", true),
            ("110522D11,8N426", "D", "11,8", false),
            ("110522RD107,N426", "RD", "107,", true),
        ] {
            let m = movement(line).unwrap();
            assert_eq!((m.label, m.amount, m.credit), (label, amount, credit), "{line}");
        }
        for line in ["", "110524", "110524X9,", "110524D"] {
            assert!(movement(line).is_none(), "{line}");
        }
    }

    #[test]
    fn the_thirtieth_of_february_is_its_last() {
        assert_eq!(day("110230").map(|d| d.to_string()).as_deref(), Some("2011-02-28"));
        assert_eq!(day("120230").map(|d| d.to_string()).as_deref(), Some("2012-02-29"));
        assert_eq!((day("111331"), day("11"), day("110532")), (None, None, None));
    }

    #[test]
    fn details_structured_or_free() {
        let d = Details::of(&["105?00GUTSCHRIFT?20EREF+1?21Invoice".into(), " 7?31DE00000000001234567890?32Pat?33 Doe".into()]);
        assert_eq!((d.sort.as_deref(), d.name.as_deref()), (Some("GUTSCHRIFT"), Some("Pat Doe")));
        assert_eq!((d.account.as_deref(), d.purpose.as_deref()), (Some("****7890"), Some("EREF+1Invoice 7")));
        let d = Details::of(&["/TRTP/SEPA/NAME/Example BV/REMI/rent may".into()]);
        assert_eq!((d.name.as_deref(), d.purpose.as_deref()), (Some("Example BV"), Some("rent may")));
    }
}
