//! A row under its roles becomes a fact.

use super::{DateOrder, Role};
use crate::problem::Code;
use crate::record::{
    Amount, Currency, Direction, Fact, Kind, Message, Moment, Payment, PaymentKind, Purchase, Recipient, Spot, Status, Zone,
};
use crate::source::table::Skip;
use crate::source::{Reading, amount, cells, date};
use std::borrow::Cow;

/// What a row says under a role: the manner in which it is written, and the cell.
pub(super) type Say<'s> = dyn Fn(Role) -> Option<(&'s str, Cow<'s, str>)> + 's;

/// Money of which nothing says which: ISO 4217's code for none.
const NO_CURRENCY: &str = "XXX";

/// The fact.
pub(super) fn of<'s>(makes: &str, say: &Say<'s>, spot: Spot, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let own = |role: Role| say(role).map(|(_, cell)| cell.trim().to_owned());
    let time = time(say);
    match Kind::from_id(makes) {
        Some(Kind::Message) => {
            let time = time.ok_or(Skip { code: Code::BadDate, hint: Role::Time.id() })?;
            let message = Message::new(time, own(Role::Chat).unwrap_or_default());
            Ok(Fact::Message(Message { sender: own(Role::Sender), text: own(Role::Text), ..message }))
        }
        Some(Kind::Purchase) => {
            let title = own(Role::Title).ok_or(Skip { code: Code::RowDamaged, hint: Role::Title.id() })?;
            if time.is_none() {
                into.problem(spot, Code::DateUnread, Role::Time.id());
            }
            let quantity = own(Role::Quantity).and_then(|q| amount::minor(&q)).and_then(|q| u32::try_from(q / 100).ok()).unwrap_or(1);
            let paid = money(say)?.map(|(paid, _)| Amount { minor: paid.minor.abs(), ..paid });
            if let Some(paid) = paid {
                into.total("", paid);
            }
            Ok(Fact::Purchase(Purchase {
                time,
                order_id: own(Role::Order).filter(|id| !cells::rounded(id)),
                category_label: own(Role::Category),
                quantity,
                paid,
                seller: own(Role::Party),
                recipient: own(Role::Address).map(|address| Recipient { name: None, phone: None, address }),
                method: own(Role::Method),
                ..Purchase::new(title)
            }))
        }
        _ => {
            let time = time.ok_or(Skip { code: Code::BadDate, hint: Role::Time.id() })?;
            let (paid, direction) = money(say)?.ok_or(Skip { code: Code::BadAmount, hint: Role::Amount.id() })?;
            let label = own(Role::Direction).unwrap_or_default();
            let payment = Payment::new(time, direction, paid);
            let way = if direction == Direction::Out { "−" } else { "+" };
            into.total(if label.is_empty() { way } else { &label }, payment.amount);
            Ok(Fact::Payment(Payment {
                direction_label: label,
                kind: if direction == Direction::Out { PaymentKind::Merchant } else { PaymentKind::Other },
                counterparty: own(Role::Party),
                counterparty_account: own(Role::Account).map(masked),
                title: own(Role::Title),
                category_label: own(Role::Category),
                method: own(Role::Method),
                // A word nobody has explained: kept, and shown with the row's category.
                status: Status::Done,
                order_id: own(Role::Order).filter(|id| !cells::rounded(id)),
                note: own(Role::Note),
                ..payment
            }))
        }
    }
}

fn time(say: &Say<'_>) -> Option<Moment> {
    let (manner, cell) = say(Role::Time)?;
    let plain = |wall| Moment { wall, zone: Zone::Device };
    match DateOrder::from_id(manner) {
        DateOrder::DayFirst => date::day_first(&cell).map(plain),
        DateOrder::MonthFirst => date::month_first(&cell).map(plain),
        DateOrder::YearFirst => {
            date::iso(&cell).or_else(|| date::wall(&cell).map(plain)).or_else(|| date::epoch(cell.trim().parse().ok()?))
        }
    }
}

/// The money of a row and which way it went.
fn money(say: &Say<'_>) -> Result<Option<(Amount, Direction)>, Skip> {
    let column = |role: Role| -> Result<Option<(i64, Option<Currency>)>, Skip> {
        let Some((manner, cell)) = say(role) else { return Ok(None) };
        let minor = amount::minor(&cell).ok_or(Skip { code: Code::BadAmount, hint: role.id() })?;
        Ok(Some((minor, Currency::new(manner))))
    };
    let stated = say(Role::Currency).and_then(|(_, code)| Currency::new(&code));
    let amount = |minor: i64, own: Option<Currency>| Some(Amount::new(minor, stated.or(own).or_else(|| Currency::new(NO_CURRENCY))?));
    let outgo = column(Role::Outgo)?.filter(|(minor, _)| *minor != 0);
    let income = column(Role::Income)?.filter(|(minor, _)| *minor != 0);
    if let Some((minor, own)) = outgo {
        return Ok(amount(minor.abs(), own).map(|a| (a, Direction::Out)));
    }
    if let Some((minor, own)) = income {
        return Ok(amount(minor.abs(), own).map(|a| (a, Direction::In)));
    }
    let Some((minor, own)) = column(Role::Amount)? else { return Ok(None) };
    let word = say(Role::Direction).and_then(|(_, word)| direction(&word));
    let direction = word.unwrap_or(if minor < 0 { Direction::Out } else { Direction::In });
    Ok(amount(minor, own).map(|a| (a, direction)))
}

/// Words and signs for which way money went, as banks and wallets write them.
fn direction(word: &str) -> Option<Direction> {
    let word = word.trim().to_lowercase();
    const OUT: [&str; 12] = ["支出", "支", "借", "付", "out", "debit", "dr", "d", "sent", "-", "soll", "s"];
    const IN: [&str; 12] = ["收入", "收", "贷", "存", "in", "credit", "cr", "c", "received", "+", "haben", "h"];
    match () {
        () if OUT.contains(&word.as_str()) => Some(Direction::Out),
        () if IN.contains(&word.as_str()) => Some(Direction::In),
        () if ["不计收支", "/", "neutral", "其他"].contains(&word.as_str()) => Some(Direction::Neutral),
        () => None,
    }
}

/// The last four signs of an account number.
fn masked(account: String) -> String {
    let signs: Vec<char> = account.chars().collect();
    match signs.len() {
        0..=6 => account,
        n => format!("****{}", signs.iter().skip(n - 4).collect::<String>()),
    }
}
