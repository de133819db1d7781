//! CAMT: account statements in the XML of ISO 20022.
//!
//! # Variants
//! `camt_053` (statement), `camt_052` (report within the day), `camt_054` (notification of single movements); versions 001.02 to 001.08.
//! # What gives it away
//! The namespace `urn:iso:std:iso:20022:tech:xsd:camt.05x`.
//! # Traps
//! The way of the money stands in CdtDbtInd; RvslInd says that the entry takes an earlier one back. The status is text up to version 3,
//! a code inside since. Version 8 wraps parties in Pty. A batch is one entry with several transactions: where each has an amount and they
//! add up to the entry's, they are the rows, else the entry is. Times carry an offset: the clock is the bank's. Account numbers stand in
//! clear; they are masked.
//! # Where this is from
//! formats/payments §12: published files of versions 2 and 8 of a reader's tests, and its code.

use super::markup::{Markup, Met};
use super::statement::{compare, kind, masked, own_account, veiled};
use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status as Known, Why, amount, cells, date};
use crate::problem::Code;
use crate::record::{
    Amount, Currency, Direction, Fact, Kind, Moment, Payment, PaymentKind, Platform, Profile, ProfileField, Spot, Status, Zone,
};

/// Transactions one entry may hold to be told one by one.
const BATCH: usize = 4096;

const VARIANTS: &[&str] = &["camt_052", "camt_053", "camt_054"];
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.05";

/// The source.
pub(super) static SOURCE: Camt = Camt;

pub(super) struct Camt;

static CARD: Card =
    Card { id: "camt", platform: Platform::Bank, yields: &[Kind::Payment, Kind::Profile], variants: VARIANTS, status: Known::Sampled };

impl crate::source::Marked for Camt {}

impl Source for Camt {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let version = peek.text.as_deref().and_then(|t| t.split_once(NAMESPACE)).and_then(|(_, rest)| rest.get(..1));
        let variant = version.and_then(|v| VARIANTS.iter().find(|known| known.ends_with(v)));
        variant.map_or(Recognition::No, |variant| {
            Recognition::Yes(Why { variant, mark: format!("{NAMESPACE}{}", version.unwrap_or_default()) })
        })
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut markup = Markup::new(text, into);
        let mut file = File::default();
        let depth = usize::try_from(into.limits().depth).unwrap_or(usize::MAX);
        let mut path: Vec<String> = Vec::new();
        let mut text = String::new();
        while let Some(met) = markup.next(into) {
            match met {
                Met::Open(name, currency) if path.len() < depth => {
                    text.clear();
                    file.opens(&name, currency.and_then(|c| Currency::new(&c)));
                    path.push(name);
                }
                Met::Open(..) => break,
                Met::Text(more) => text.push_str(&more),
                Met::Close(_) => {
                    let value = cells::present(&text).map(str::to_owned);
                    file.closes(&path, value, into);
                    text.clear();
                    path.pop();
                }
            }
        }
        if file.entry.take().is_some() {
            into.skip(Spot::Item(file.count.saturating_add(1)), Code::CutShort, "");
        }
    }
}

/// What is known while the file goes by.
#[derive(Default)]
struct File {
    /// Of the amount being read.
    currency: Option<Currency>,
    account: Option<String>,
    /// Rows given.
    count: u32,
    entry: Option<Movement>,
    /// Transactions of the entry.
    parts: Vec<Movement>,
    balance: Balance,
    opening: Option<Amount>,
    closing: Option<Amount>,
    moved: i128,
}

/// A balance being read.
#[derive(Default)]
struct Balance {
    code: String,
    minor: Option<i64>,
    currency: Option<Currency>,
    owed: bool,
}

/// An entry, or one transaction of it, as printed.
#[derive(Default, Clone)]
struct Movement {
    amount: String,
    currency: Option<Currency>,
    way: String,
    reversal: bool,
    status: String,
    booked: String,
    valued: String,
    id: Option<String>,
    debtor: Option<String>,
    creditor: Option<String>,
    debtor_account: Option<String>,
    creditor_account: Option<String>,
    remittance: String,
    more: Option<String>,
}

impl File {
    fn opens(&mut self, name: &str, currency: Option<Currency>) {
        match name {
            "Ntry" => {
                self.parts.clear();
                self.entry = Some(Movement::default());
            }
            "TxDtls" if self.parts.len() < BATCH => self.parts.push(Movement::default()),
            "Bal" => self.balance = Balance::default(),
            "Stmt" | "Rpt" | "Ntfctn" => (self.opening, self.closing, self.moved, self.account) = (None, None, 0, None),
            _ => {}
        }
        if name == "Amt" || name == "TxAmt" {
            self.currency = currency.or(self.currency.filter(|_| name == "Amt"));
        }
    }

    fn closes(&mut self, path: &[String], value: Option<String>, into: &mut Reading<'_>) {
        let place = path.join("/");
        let below = |element: &str| place.split_once(&format!("/{element}/")).map(|(_, rest)| rest.to_owned());
        if place.ends_with("/Ntry") {
            return self.entry_ends(into);
        }
        if let (Some(rest), Some(entry)) = (below("Ntry"), &mut self.entry) {
            let Some(value) = value else { return };
            match rest.split_once("TxDtls/") {
                Some((_, rest)) => {
                    if let Some(part) = self.parts.last_mut() {
                        part.take(rest, value, self.currency);
                    }
                }
                None => entry.take(&rest, value, self.currency),
            }
        } else if let Some(rest) = below("Bal") {
            self.balance.take(&rest, value.unwrap_or_default(), self.currency);
        } else if place.ends_with("/Bal") {
            self.balance_ends();
        } else if let (Some(rest), Some(value)) = (below("Acct"), value) {
            let spot = Spot::Item(self.count.saturating_add(1));
            match rest.as_str() {
                "Id/IBAN" | "Id/Othr/Id" if self.account.is_none() => self.account = own_account(&value, spot, into),
                "Ownr/Nm" => into.beside(spot, Fact::Profile(Profile { field: ProfileField::RealName, value })),
                _ => {}
            }
        } else if ["/Stmt", "/Rpt"].iter().any(|end| place.ends_with(end))
            && let (Some(opening), Some(closing)) = (self.opening, self.closing)
        {
            compare(opening, self.moved, closing, into);
        }
    }

    fn balance_ends(&mut self) {
        let Balance { code, minor, currency, owed } = std::mem::take(&mut self.balance);
        let (Some(minor), Some(currency)) = (minor, currency) else { return };
        let amount = Amount::new(if owed { -minor } else { minor }, currency);
        match code.as_str() {
            "OPBD" | "PRCD" => self.opening = self.opening.or(Some(amount)),
            "CLBD" => self.closing = Some(amount),
            _ => {}
        }
    }

    fn entry_ends(&mut self, into: &mut Reading<'_>) {
        let Some(entry) = self.entry.take() else { return };
        let parts = std::mem::take(&mut self.parts);
        let sum: Option<i64> = parts.iter().try_fold(0i64, |sum, p| sum.checked_add(amount::minor(&p.amount)?));
        let whole = sum.is_some() && sum == amount::minor(&entry.amount);
        let rows = if parts.len() > 1 && whole {
            parts.into_iter().map(|part| part.within(&entry)).collect()
        } else {
            let mut only = parts.into_iter();
            let part = only.next().filter(|_| only.next().is_none()).unwrap_or_default();
            vec![Movement { amount: entry.amount.clone(), currency: entry.currency, ..part }.within(&entry)]
        };
        for row in rows {
            self.count = self.count.saturating_add(1);
            let spot = Spot::Item(self.count);
            match row.payment(self.account.clone(), into) {
                Ok((fact, signed, done)) => {
                    if done {
                        self.moved += i128::from(signed.minor);
                    }
                    into.row(spot, fact);
                }
                Err(Skip { code, hint }) => into.skip(spot, code, hint),
            }
        }
    }
}

impl Balance {
    fn take(&mut self, place: &str, value: String, currency: Option<Currency>) {
        match place {
            "Tp/CdOrPrtry/Cd" => self.code = value,
            "Amt" => (self.minor, self.currency) = (amount::minor(&value), currency),
            "CdtDbtInd" => self.owed = value == "DBIT",
            _ => {}
        }
    }
}

impl Movement {
    fn take(&mut self, place: &str, value: String, currency: Option<Currency>) {
        match place {
            "Amt" | "AmtDtls/TxAmt/Amt" if self.amount.is_empty() => (self.amount, self.currency) = (value, currency),
            "CdtDbtInd" => self.way = value,
            "RvslInd" => self.reversal = value == "true" || value == "1",
            "Sts" | "Sts/Cd" => self.status = value,
            "BookgDt/Dt" | "BookgDt/DtTm" => self.booked = value,
            "ValDt/Dt" | "ValDt/DtTm" => self.valued = value,
            "AcctSvcrRef" | "Refs/AcctSvcrRef" | "Refs/TxId" => self.id = self.id.take().or(Some(value)),
            "RltdPties/Dbtr/Nm" | "RltdPties/Dbtr/Pty/Nm" => self.debtor = Some(value),
            "RltdPties/Cdtr/Nm" | "RltdPties/Cdtr/Pty/Nm" => self.creditor = Some(value),
            "RltdPties/DbtrAcct/Id/IBAN" | "RltdPties/DbtrAcct/Id/Othr/Id" => self.debtor_account = masked(&value),
            "RltdPties/CdtrAcct/Id/IBAN" | "RltdPties/CdtrAcct/Id/Othr/Id" => self.creditor_account = masked(&value),
            "RmtInf/Ustrd" => {
                let gap = if self.remittance.is_empty() { "" } else { " " };
                self.remittance = format!("{}{gap}{value}", self.remittance);
            }
            "AddtlNtryInf" | "AddtlTxInf" => self.more = Some(value),
            _ => {}
        }
    }

    /// A transaction with what only its entry says.
    fn within(self, entry: &Movement) -> Movement {
        let or = |own: String, of: &String| if own.is_empty() { of.clone() } else { own };
        Movement {
            currency: self.currency.or(entry.currency),
            way: or(self.way, &entry.way),
            reversal: entry.reversal,
            status: entry.status.clone(),
            booked: entry.booked.clone(),
            valued: entry.valued.clone(),
            id: self.id.or_else(|| entry.id.clone()),
            more: self.more.or_else(|| entry.more.clone()),
            ..self
        }
    }

    /// The payment, its signed amount and whether it was booked.
    fn payment(self, account: Option<String>, into: &mut Reading<'_>) -> Result<(Fact, Amount, bool), Skip> {
        let day = if self.booked.is_empty() { &self.valued } else { &self.booked };
        let time = date::iso(day).map(|m| Moment { zone: if day.contains('T') { m.zone } else { Zone::Device }, ..m });
        let time = time.ok_or(Skip { code: Code::BadDate, hint: "BookgDt" })?;
        let minor = amount::minor(&self.amount).ok_or(Skip { code: Code::BadAmount, hint: "Amt" })?.abs();
        let currency = self.currency.ok_or(Skip { code: Code::BadAmount, hint: "Ccy" })?;
        let (way, minor) = match self.way.as_str() {
            "CRDT" => (Direction::In, minor),
            "DBIT" => (Direction::Out, -minor),
            _ => return Err(Skip { code: Code::RowDamaged, hint: "CdtDbtInd" }),
        };
        let signed = Amount::new(minor, currency);
        into.total(&self.way, Amount::new(minor.abs(), currency));
        let (party, other) = match way {
            Direction::In => (self.debtor, self.debtor_account),
            _ => (self.creditor, self.creditor_account),
        };
        let title = Some(self.remittance).filter(|t| !t.is_empty()).or(self.more);
        let booked = self.status != "PDNG" && self.status != "INFO";
        let sort = if self.reversal { Some(PaymentKind::Refund) } else { kind(title.as_deref().unwrap_or_default(), way) };
        let fact = Fact::Payment(Payment {
            direction_label: self.way,
            kind: sort.unwrap_or(PaymentKind::Other),
            counterparty: party,
            counterparty_account: other,
            title: title.as_deref().map(veiled),
            method: account,
            status: if booked { Status::Done } else { Status::Pending },
            order_id: self.id,
            ..Payment::new(time, way, signed)
        });
        Ok((fact, signed, booked))
    }
}
