//! Numbers that the platforms give: by them the same payment is known again when a later export says something else of it.
//!
//! Only what names one row belongs here. A number that a spreadsheet has rounded never reaches this place: the sources drop it.
//! Where this is from: formats/payments and formats/shopping_and_accounts, sections named below.

use super::key::{Key, hash};
use crate::record::{Amount, Fact, Moment, Payment, PaymentKind, Platform, Purchase};

/// How rows of one source are known again.
pub(super) struct Native {
    /// Source id.
    pub(super) source: &'static str,
    /// What names the row beside platform and order number; `None` where nothing does.
    line: fn(&Fact) -> Option<String>,
}

/// Sources whose numbers want a rule of their own, and why; all others go by [`plain`].
pub(super) static ALL: &[Native] = &[
    // 交易订单号, 交易号 in the web's bill: one a movement; a refund has the original's with `_` and more (payments §1.5).
    Native { source: "alipay_bill", line: |fact| payment(fact).map(|_| String::new()) },
    // 交易单号: overlapping exports are told apart by it (payments §2.1), but a refund may reuse that of the purchase (§2.4).
    Native { source: "wechat_pay_bill", line: |fact| payment(fact).map(|p| (p.kind == PaymentKind::Refund).to_string()) },
    // 交易单号, with 交易类型: whether a refund has a number of its own is not known (payments §4).
    Native { source: "meituan_bill", line: |fact| payment(fact).map(|p| p.category_label.clone().unwrap_or_default()) },
    // 交易订单号 stands on several rows (parent order, parts of a refund): with time, amount and 交易说明 it names one (payments §3).
    Native { source: "jd_bill", line: |fact| payment(fact).map(dated) },
    // 订单号 names the order, product and 型号款式 the line: each page of orders is a file, so the same order comes often (shopping §1.1).
    Native { source: "taobao_orders", line: |fact| purchase(fact).map(line) },
    // Order ID and ASIN. Amazon rewords names and restates prices (shopping §4.2); an order number may be blank, then nothing names it.
    Native { source: "amazon_orders", line: |fact| purchase(fact).map(line) },
];

/// What names this row among all exports of its platform, if anything does.
pub(super) fn of(source: &str, platform: Platform, fact: &Fact) -> Option<Key> {
    let line = ALL.iter().find(|n| n.source == source).map_or(plain as fn(&Fact) -> _, |n| n.line)(fact)?;
    let number = match fact {
        Fact::Payment(p) => p.order_id.as_deref(),
        Fact::Purchase(p) => p.order_id.as_deref(),
        Fact::Message(m) => m.id.as_deref(),
        _ => None,
    }?;
    Some(hash(&[platform.id().as_bytes(), b"\0", number.as_bytes(), b"\0", line.as_bytes()]))
}

/// Of a payment the number names it together with its time and amount (a fee or a conversion bears the number of what caused it), of
/// an order's line together with the product, of a message together with its chat.
fn plain(fact: &Fact) -> Option<String> {
    match fact {
        Fact::Payment(p) => Some(dated(p)),
        Fact::Purchase(p) => Some(line(p)),
        Fact::Message(m) => Some(m.chat.clone()),
        _ => None,
    }
}

fn payment(fact: &Fact) -> Option<&Payment> {
    if let Fact::Payment(p) = fact { Some(p) } else { None }
}

fn purchase(fact: &Fact) -> Option<&Purchase> {
    if let Fact::Purchase(p) = fact { Some(p) } else { None }
}

fn dated(p: &Payment) -> String {
    let Payment { time: Moment { wall, .. }, amount: Amount { minor, .. }, title, .. } = p;
    format!("{wall}\0{minor}\0{}", title.as_deref().unwrap_or_default())
}

fn line(p: &Purchase) -> String {
    let item = p.item_id.as_deref().unwrap_or(&p.title);
    format!("{item}\0{}", p.variant.as_deref().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::source;

    #[test]
    fn every_rule_is_a_sources() {
        assert!(ALL.iter().all(|n| source::ALL.iter().any(|s| s.card().id == n.source)));
    }
}
