//! Taobao and Tmall orders as JSON: the list behind the web page 已买到的宝贝, the page of one order, and what an extension makes of them.
//!
//! # Variants
//! `list` the page's own answer, up to fifty orders of one page · `detail` one order of Taobao, with address · `tmall_detail` one order of
//! Tmall, laid out for drawing · `exporter` the extension Order Exporter for Taobao, every order, fewer fields.
//! # What gives it away
//! `mainOrders[].subOrders` with `payInfo.actualFee`; `deliveryInfo` beside `mainOrder`; `basic.lists` beside `orders.list[].status`;
//! `exportedAt` beside `orders[].items` with `paid` and `shop`.
//! # Traps
//! Numbers of orders stand there as numbers too (`extra.id`, `subOrders[].id`), which a browser has rounded: only strings are read. The
//! buyer's account number hides in `operations[].url`, which is never looked at. `actualFee` is the order's total, once; `realTotal` is the
//! price of one piece. A page says how many there are: most files are a part. Phones with an extension are relays.
//! # Where this is from
//! formats/shopping_and_accounts §1.2, §1.3: DF-wu/taobaoOrderExporter (a sample of fifty orders, two details), HKmario852/Taobao-Order-Export.

use super::json::{At, Json, Layout, Value};
use super::table::Skip;
use super::{Card, Reading, Status as Known, amount, cells, date, shop};
use crate::phrase::{Param, Phrase};
use crate::problem::Code;
use crate::record::{Amount, Fact, Kind, Platform, Purchase, Status};

/// The source.
pub(super) static SOURCE: Json<Page> = Json {
    card: &Card {
        id: "taobao_web_json",
        platform: Platform::Taobao,
        yields: &[Kind::Purchase],
        variants: &["list", "detail", "tmall_detail", "exporter"],
        status: Known::Sampled,
    },
    layouts: &[
        Layout {
            variant: "list",
            needs: &["mainOrders[].subOrders", "mainOrders[].payInfo.actualFee", "mainOrders[].orderInfo.createTime"],
            heads: &[
                ("page.currentPage", |v, _, page, _| page.number = v.as_int()),
                ("page.totalPage", |v, _, page, _| page.of = v.as_int()),
                ("page.totalNumber", |v, _, page, _| page.orders = v.as_int()),
            ],
            rows: &[("mainOrders[]", listed)],
            ..Layout::NONE
        },
        Layout {
            variant: "detail",
            needs: &["deliveryInfo.address", "mainOrder.subOrders[].itemInfo.title", "mainOrder.payInfo"],
            rows: &[("[]", detail)],
            ..Layout::NONE
        },
        Layout {
            variant: "tmall_detail",
            needs: &["basic.lists[].key", "orders.list[].status[].subOrders", "amount.count"],
            rows: &[("[]", tmall)],
            ..Layout::NONE
        },
        Layout {
            variant: "exporter",
            needs: &["format", "exportedAt", "orders[].items[].qty", "orders[].paid", "orders[].shop"],
            rows: &[("orders[]", exported)],
            ..Layout::NONE
        },
    ],
    end: |page, into| {
        if let (Some(number), Some(of), Some(orders)) = (page.number, page.of, page.orders)
            && of > 1
        {
            let count = |n: i64| Param::Count(n.unsigned_abs());
            let note = Phrase::new("note.taobao_web_json.page").with("page", count(number)).with("pages", count(of));
            into.note(note.with("orders", count(orders)));
        }
    },
    ..Json::NONE
};

/// Which page of how many.
#[derive(Debug, Default)]
pub(super) struct Page {
    number: Option<i64>,
    of: Option<i64>,
    orders: Option<i64>,
}

type Read = Result<Option<Fact>, Skip>;

fn listed(order: &Value<'_>, at: At<'_>, _: &mut Page, into: &mut Reading<'_>) -> Read {
    let paying = order.list("payInfo.icons").iter().filter_map(|icon| icon.owned("title")).find(|title| title.contains("付款"));
    let whole = Purchase {
        time: order.text("orderInfo.createTime").and_then(|t| date::china(&t)),
        order_id: id(order, "id", at, into).or_else(|| id(order, "orderInfo.id", at, into)),
        seller: order.owned("seller.shopName").or_else(|| order.owned("seller.nick")),
        paid: money(order, "payInfo.actualFee", at, into),
        method: paying,
        status: status(order, "statusInfo.text", "extra.tradeStatus", at, into),
        ..Purchase::new("")
    };
    let subs = order.list("subOrders");
    let lines = subs.iter().filter_map(|sub| {
        let options: Vec<String> = sub.list("itemInfo.skuText").iter().filter_map(|s| pair(s.owned("name")?, s.owned("value")?)).collect();
        Some(Purchase {
            variant: Some(options.join("；")).filter(|o| !o.is_empty()),
            item_id: sub.owned("itemInfo.id").or_else(|| sub.text("itemInfo.itemUrl").and_then(|l| shop::item_id(&l))),
            unit_price: money(sub, "priceInfo.realTotal", at, into),
            ..line(sub, "itemInfo.title", sub.text("quantity.count").or_else(|| sub.text("quantity")))?
        })
    });
    let lines = lines.collect();
    hand_on(whole, lines, at, into)
}

fn detail(page: &Value<'_>, at: At<'_>, _: &mut Page, into: &mut Reading<'_>) -> Read {
    let Some(order) = page.get("mainOrder") else { return Err(Skip::damaged()) };
    let lines = order.list("orderInfo.lines");
    let named = |name: &str| {
        let mut values = lines.iter().flat_map(|l| l.list("content")).filter_map(|c| c.get("value"));
        let found = values.find(|v| v.text("name").is_some_and(|n| n.trim_end_matches([':', '：']) == name));
        found.and_then(|v| v.owned("value"))
    };
    let whole = Purchase {
        time: named("创建时间").and_then(|t| date::china(&t)),
        order_id: id(&order, "id", at, into),
        seller: order.owned("seller.nick"),
        paid: money(&order, "payInfo.actualFee.value", at, into),
        recipient: page.text("deliveryInfo.address").map(|a| shop::recipient(&a)),
        status: status(&order, "", "tradeStatus", at, into),
        ..Purchase::new("")
    };
    let subs = order.list("subOrders");
    let lines = subs.iter().filter_map(|sub| {
        let options = sub
            .list("itemInfo.skuText")
            .iter()
            .flat_map(|l| l.list("content"))
            .filter_map(|c| c.get("value"))
            .filter_map(|v| pair(v.owned("name")?, v.owned("value")?))
            .collect::<Vec<_>>();
        Some(Purchase {
            variant: Some(options.join("；")).filter(|o| !o.is_empty()),
            unit_price: money(sub, "priceInfo", at, into),
            ..line(sub, "itemInfo.title", sub.text("quantity"))?
        })
    });
    let lines = lines.collect();
    hand_on(whole, lines, at, into)
}

fn tmall(page: &Value<'_>, at: At<'_>, _: &mut Page, into: &mut Reading<'_>) -> Read {
    let basic = page.list("basic.lists");
    let under = |key: &str| basic.iter().find(|l| l.text("key").as_deref() == Some(key)).map(|l| l.list("content")).unwrap_or_default();
    let more = under("订单编号").iter().flat_map(|c| c.list("moreList")).find(|l| l.text("key").as_deref() == Some("成交时间"));
    let count = page.list("amount.count");
    let counted = count.iter().flat_map(|c| c.items()).flat_map(|c| c.list("content")).filter_map(|c| c.get("data"));
    let paid = counted.filter(|d| d.text("titleLink.text").as_deref() == Some("实付款")).find_map(|d| d.owned("money.text"));
    let whole = Purchase {
        time: more.and_then(|l| l.list("content").first()?.owned("text")).and_then(|t| date::china(&t)),
        order_id: under("订单编号").iter().find_map(|c| c.owned("text")).filter(|id| !cells::rounded(id)),
        paid: paid.and_then(|p| amount::minor(&p)).map(Amount::fen),
        recipient: under("收货地址").iter().find_map(|c| c.owned("text")).map(|a| shop::recipient(&a)),
        status: status(page, "", "tradeStatus", at, into),
        ..Purchase::new("")
    };
    let parcels = page.list("orders.list");
    let subs = parcels.iter().flat_map(|p| p.list("status")).flat_map(|s| s.list("subOrders"));
    let lines = subs.filter_map(|sub| {
        let option = |s: &Value<'_>| pair(s.owned("key")?, s.list("content").first()?.owned("text")?);
        let options: Vec<String> = sub.list("itemInfo.skuText").iter().filter_map(option).collect();
        let price = sub.list("priceInfo").iter().find_map(|p| p.owned("text"));
        Some(Purchase {
            variant: Some(options.join("；")).filter(|o| !o.is_empty()),
            item_id: sub.text("itemInfo.auctionUrl").and_then(|l| shop::item_id(&l)),
            unit_price: price.and_then(|p| amount::minor(&p)).map(Amount::fen),
            ..line(&sub, "itemInfo.title", sub.text("quantity"))?
        })
    });
    let lines = lines.collect();
    hand_on(whole, lines, at, into)
}

fn exported(order: &Value<'_>, at: At<'_>, _: &mut Page, into: &mut Reading<'_>) -> Read {
    let whole = Purchase {
        time: order.text("time").and_then(|t| date::china(&t)),
        order_id: id(order, "id", at, into),
        seller: order.owned("shop"),
        paid: money(order, "paid", at, into),
        status: status(order, "status", "", at, into),
        ..Purchase::new("")
    };
    let items = order.list("items");
    let lines = items.iter().filter_map(|item| {
        Some(Purchase {
            variant: item.owned("sku"),
            item_id: item.text("url").and_then(|l| shop::item_id(&l)),
            unit_price: money(item, "price", at, into),
            ..line(item, "title", item.text("qty"))?
        })
    });
    let lines = lines.collect();
    hand_on(whole, lines, at, into)
}

fn hand_on(whole: Purchase, lines: Vec<Purchase>, at: At<'_>, into: &mut Reading<'_>) -> Read {
    if whole.time.is_none() {
        into.problem(at.spot, Code::DateUnread, "createTime");
    }
    shop::hand_on(whole, lines, "实付款", at.spot, into).map(Some).ok_or(Skip::damaged())
}

fn line(item: &Value<'_>, title: &str, quantity: Option<std::borrow::Cow<'_, str>>) -> Option<Purchase> {
    let title = item.owned(title)?;
    Some(shop::line(&shop::plain(&title), quantity.and_then(|q| shop::quantity(&q)).unwrap_or(1)))
}

fn pair(name: String, value: String) -> Option<String> {
    let name = name.trim_end_matches([':', '：']);
    (!value.is_empty()).then(|| format!("{name}：{value}"))
}

/// A number that is a name. As a JSON number the browser has rounded it.
fn id(value: &Value<'_>, path: &str, at: At<'_>, into: &mut Reading<'_>) -> Option<String> {
    let found = value.get(path)?;
    let id = found.as_text()?.trim().to_owned();
    if !found.is_text() || cells::rounded(&id) {
        into.problem(at.spot, Code::IdRounded, "id");
        return None;
    }
    Some(id)
}

fn money(value: &Value<'_>, path: &str, at: At<'_>, into: &mut Reading<'_>) -> Option<Amount> {
    let text = value.owned(path)?;
    let minor = amount::minor(&text);
    if minor.is_none() {
        into.problem(at.spot, Code::AmountUnread, "payInfo");
    }
    minor.map(Amount::fen)
}

/// By the words on the page, or else by the platform's own code.
fn status(order: &Value<'_>, words: &str, code: &str, at: At<'_>, into: &mut Reading<'_>) -> Status {
    let known = order.text(words).and_then(|w| shop::status(&w)).or_else(|| match order.text(code).as_deref() {
        Some("WAIT_BUYER_CONFIRM_GOODS" | "TRADE_FINISHED") => Some(Status::Done),
        Some("TRADE_CLOSED" | "CREATE_CLOSED_OF_TAOBAO") => Some(Status::Cancelled),
        _ => None,
    });
    known.unwrap_or_else(|| {
        into.problem(at.spot, Code::StatusUnknown, "tradeStatus");
        Status::Unknown
    })
}
