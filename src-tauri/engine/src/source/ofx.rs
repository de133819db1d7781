//! OFX: what banks hand out for accounting programs, also as QFX.
//!
//! # Variants
//! `sgml` (OFX 1: key:value lines, then leaves that aren't closed) · `xml` (OFX 2) · `headerless`.
//! # What gives it away
//! `OFXHEADER`, or `<OFX>` with a list of transactions.
//! # Traps
//! CHARSET and ENCODING contradict each other; the bytes decide. Several statements may stand in one file. Amounts are signed, with up to
//! four decimals and sometimes a comma. Values hold `&` as it is. Dates may carry a zone, `20240309120000[-5:EST]`: the clock is the
//! bank's. FITID numbers a row within its account only. Tags may be empty. Account numbers stand in clear; they are masked.
//! # Where this is from
//! formats/payments §12: published files of three programs' tests, damaged ones among them.

use super::markup::{Markup, Met};
use super::statement::{direction, kind, masked, own_account, sign, veiled};
use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status as Known, Why, amount, cells, date};
use crate::problem::Code;
use crate::record::{Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Spot, Zone};

/// The source.
pub(super) static SOURCE: Ofx = Ofx;

pub(super) struct Ofx;

static CARD: Card = Card {
    id: "ofx",
    platform: Platform::Bank,
    yields: &[Kind::Payment, Kind::Profile],
    variants: &["sgml", "xml", "headerless"],
    status: Known::Sampled,
};

impl crate::source::Marked for Ofx {}

impl Source for Ofx {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(text) = peek.text.as_deref().filter(|t| t.contains("<OFX>")) else { return Recognition::No };
        let begins = |mark: &str| text.trim_start().starts_with(mark);
        let (variant, mark) = if begins("OFXHEADER:") {
            ("sgml", "OFXHEADER:")
        } else if text.contains("<?OFX ") {
            ("xml", "<?OFX ")
        } else if (begins("<OFX>") || begins("<?xml")) && text.contains("MSGSRSV1>") {
            ("headerless", "<OFX>")
        } else {
            return Recognition::No;
        };
        Recognition::Yes(Why { variant, mark: mark.to_owned() })
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut markup = Markup::new(text, into);
        let mut file = File::default();
        while let Some(met) = markup.next(into) {
            match met {
                Met::Open(name, _) => {
                    file.leaf_ends(into);
                    file.opens(&name, into);
                    file.leaf = Some(name);
                }
                Met::Text(text) => file.text.push_str(&text),
                Met::Close(name) => {
                    file.leaf_ends(into);
                    if name == "STMTTRN" || name == "BANKTRANLIST" {
                        file.row_ends(into);
                    }
                }
            }
        }
        file.leaf_ends(into);
        if file.row.take().is_some() {
            into.skip(Spot::Item(file.count), Code::CutShort, "");
        }
    }
}

/// What is known while the file goes by.
#[derive(Default)]
struct File {
    leaf: Option<String>,
    text: String,
    currency: Option<Currency>,
    /// The account in force, masked.
    account: Option<String>,
    /// Rows met.
    count: u32,
    row: Option<Row>,
}

/// One transaction, as printed.
#[derive(Default)]
struct Row {
    sort: String,
    posted: String,
    amount: String,
    currency: Option<Currency>,
    id: Option<String>,
    check: Option<String>,
    name: Option<String>,
    memo: Option<String>,
    account: Option<String>,
}

impl File {
    fn opens(&mut self, name: &str, into: &mut Reading<'_>) {
        match name {
            "STMTRS" | "CCSTMTRS" => (self.account, self.currency) = (None, None),
            "STMTTRN" => {
                self.row_ends(into);
                self.count = self.count.saturating_add(1);
                self.row = Some(Row::default());
            }
            _ => {}
        }
    }

    fn leaf_ends(&mut self, into: &mut Reading<'_>) {
        let text = std::mem::take(&mut self.text);
        let Some(leaf) = self.leaf.take() else { return };
        let Some(value) = cells::present(&text).map(str::to_owned) else { return };
        match (&mut self.row, leaf.as_str()) {
            (None, "CURDEF") => self.currency = Currency::new(&value),
            (None, "ACCTID") if self.account.is_none() => {
                self.account = own_account(&value, Spot::Item(self.count.saturating_add(1)), into);
            }
            (Some(row), "TRNTYPE") => row.sort = value,
            (Some(row), "DTPOSTED") => row.posted = value,
            (Some(row), "TRNAMT") => row.amount = value,
            (Some(row), "CURSYM") => row.currency = Currency::new(&value),
            (Some(row), "FITID") => row.id = Some(value),
            (Some(row), "CHECKNUM") => row.check = Some(value).filter(|c| c != "0"),
            (Some(row), "NAME") => row.name = Some(value),
            (Some(row), "MEMO") => row.memo = Some(value),
            (Some(row), "ACCTID") => row.account = masked(&value),
            _ => {}
        }
    }

    fn row_ends(&mut self, into: &mut Reading<'_>) {
        let Some(row) = self.row.take() else { return };
        let spot = Spot::Item(self.count);
        match self.payment(row, into) {
            Ok(fact) => into.row(spot, fact),
            Err(Skip { code, hint }) => into.skip(spot, code, hint),
        }
    }

    fn payment(&self, row: Row, into: &mut Reading<'_>) -> Result<Fact, Skip> {
        let wall = date::compact(&row.posted).ok_or(Skip { code: Code::BadDate, hint: "DTPOSTED" })?;
        let zone = if row.posted.contains("[0:") || row.posted.contains("[+0:") { Zone::Utc } else { Zone::Device };
        let minor = amount::minor(&row.amount).ok_or(Skip { code: Code::BadAmount, hint: "TRNAMT" })?;
        let currency = row.currency.or(self.currency).ok_or(Skip { code: Code::BadAmount, hint: "CURDEF" })?;
        let signed = Amount::new(minor, currency);
        into.total(sign(signed), Amount::new(minor.abs(), currency));
        let way = direction(signed);
        let words = [row.name.as_deref(), row.memo.as_deref()].map(Option::unwrap_or_default).join(" ");
        let sort = match row.sort.as_str() {
            "INT" | "DIV" if way == Direction::In => Some(PaymentKind::Interest),
            "POS" if way == Direction::Out => Some(PaymentKind::Merchant),
            "XFER" => Some(PaymentKind::Transfer),
            "ATM" | "CASH" | "FEE" | "SRVCHG" | "DIRECTDEP" => Some(PaymentKind::Other),
            _ => kind(&words, way),
        };
        Ok(Fact::Payment(Payment {
            direction_label: sign(signed).into(),
            kind: sort.unwrap_or(PaymentKind::Other),
            counterparty: row.name.as_deref().map(veiled),
            counterparty_account: row.account,
            title: row.memo.as_deref().map(veiled),
            category_label: Some(row.sort).filter(|s| !s.is_empty()),
            method: self.account.clone(),
            order_id: row.id,
            note: row.check,
            ..Payment::new(Moment { wall, zone }, way, signed)
        }))
    }
}
