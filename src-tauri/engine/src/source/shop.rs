//! What Chinese shops have in common: words for how far an order got, numbers inside links, cells as page scripts leave them.

use super::Reading;
use crate::problem::Code;
use crate::record::{Fact, Purchase, Recipient, Spot, Status};
use std::borrow::Cow;

/// How far an order got, by the words that Taobao, JD, Ele.me and Pinduoduo show their buyers.
pub(super) fn status(words: &str) -> Option<Status> {
    Some(match words {
        "交易成功" | "卖家已发货" | "买家已付款" | "充值成功" | "已完成" | "完成" | "等待收货" | "待收货" | "已发货" | "待发货"
        | "已签收" | "已确认收货" | "待评价" | "已评价" => Status::Done,
        // Paid or not, nothing says: no spending either way.
        "交易关闭" | "已取消" | "订单已取消" => Status::Cancelled,
        "等待买家付款" | "待付款" | "等待付款" => Status::Pending,
        "已退款" | "退款成功" | "未发货，已退款" | "未发货 已退款" => Status::Refunded,
        _ => return None,
    })
}

/// As [`status`]; words we don't know are reported.
pub(super) fn stated(words: Option<&str>, spot: Spot, into: &mut Reading<'_>) -> Status {
    words.and_then(status).unwrap_or_else(|| {
        into.problem(spot, Code::StatusUnknown, "订单状态");
        Status::Unknown
    })
}

/// The lines of an order that is one row: what holds for all of them is `whole`'s, its total counts once, on the first. That one is
/// given back as the row's own, the others stand beside it. `None` where there is no line. `label` is the file's word for the total.
pub(super) fn hand_on(whole: Purchase, lines: Vec<Purchase>, label: &str, spot: Spot, into: &mut Reading<'_>) -> Option<Fact> {
    let mut all = lines.into_iter().map(|line| Purchase {
        title: line.title,
        variant: line.variant,
        item_id: line.item_id,
        quantity: line.quantity,
        unit_price: line.unit_price,
        paid: None,
        ..whole.clone()
    });
    let first = all.next()?;
    if let Some(paid) = whole.paid {
        into.total(label, paid);
    }
    for more in all {
        into.beside(spot, Fact::Purchase(more));
    }
    Some(Fact::Purchase(Purchase { paid: whole.paid, ..first }))
}

/// The number in `https://item.taobao.com/item.htm?id=600000000001&…`.
pub(super) fn item_id(link: &str) -> Option<String> {
    let (_, query) = link.split_once('?')?;
    let id = query.split('&').find_map(|pair| pair.strip_prefix("id="))?;
    (!id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())).then(|| id.to_owned())
}

/// Pieces: `2`, `x2`, `×2`.
pub(super) fn quantity(text: &str) -> Option<u32> {
    text.trim().trim_start_matches(['x', 'X', '×']).trim().parse().ok()
}

/// Whether a line of an order is no product: insurance, extra service, a shopper's photo.
pub(super) fn is_extra(title: &str) -> bool {
    ["保险服务", "增值服务", "买家秀"].iter().any(|extra| title.contains(extra))
}

/// A line of an order, with no pieces where it is no product.
pub(super) fn line(title: &str, quantity: u32) -> Purchase {
    Purchase { quantity: if is_extra(title) { 0 } else { quantity }, ..Purchase::new(title) }
}

/// Text as a page prints it, where a script has copied its source: `&amp;` is `&`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, &str); 7] =
        [("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&plusmn;", "±"), ("&nbsp;", " "), ("&amp;", "&")];
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(ENTITIES.iter().fold(text.to_owned(), |text, (entity, is)| text.replace(entity, is)))
}

/// `name，86-phone，address，postcode`, parted by commas of either width. A phone with an extension (`18400000000-2472`) is the relay
/// that hides the real one, and says nothing.
pub(super) fn recipient(printed: &str) -> Recipient {
    let parts: Vec<&str> = printed.split(['，', ',']).map(str::trim).collect();
    let whole = || Recipient { name: None, phone: None, address: printed.trim().to_owned() };
    let [name, phone, address @ ..] = parts.as_slice() else { return whole() };
    let phone = phone.strip_prefix("86-").unwrap_or(phone);
    if address.is_empty() || phone.len() < 7 || !phone.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'*') {
        return whole();
    }
    let postcode = |p: &&str| p.len() == 6 && p.bytes().all(|b| b.is_ascii_digit());
    let address: Vec<&str> = address.iter().copied().filter(|p| !p.is_empty() && !postcode(p)).collect();
    Recipient {
        name: Some((*name).to_owned()).filter(|n| !n.is_empty()),
        phone: Some(phone.to_owned()).filter(|p| !p.contains(['-', '*'])),
        address: address.join("，"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_are_told_apart_and_relays_are_no_phones() {
        let r = recipient("王小样，86-13800000000，某省 某市 某区 样例路1号，000000");
        assert_eq!(
            (r.name.as_deref(), r.phone.as_deref(), r.address.as_str()),
            (Some("王小样"), Some("13800000000"), "某省 某市 某区 样例路1号")
        );
        let r = recipient("王小样,13800000000-2472,某省 某市 样例路1号 ,000000");
        assert_eq!((r.phone, r.address.as_str()), (None, "某省 某市 样例路1号"));
        for odd in ["", "某处", "甲，乙", "甲，乙，丙"] {
            assert_eq!(recipient(odd).address, odd);
        }
    }

    #[test]
    fn numbers_are_found_in_links_and_behind_crosses() {
        assert_eq!(item_id("https://item.taobao.com/item.htm?id=600000000001&_u=x").as_deref(), Some("600000000001"));
        assert_eq!((item_id("?id="), item_id("none")), (None, None));
        assert_eq!((quantity("x2"), quantity(" 3 "), quantity("×4"), quantity("many")), (Some(2), Some(3), Some(4), None));
    }

    #[test]
    fn entities_become_what_they_stand_for() {
        assert_eq!(plain("A&amp;B 5&plusmn;1"), "A&B 5±1");
        assert_eq!(plain("&amp;lt;"), "&lt;", "once only");
    }
}
