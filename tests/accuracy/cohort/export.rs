//! A life's archives: an Alipay bill, Taobao orders as a page script saves them, WeChat chats as WeFlow saves them.

use super::book::{Book, Line, Ordered, Paid};
use super::life::Life;
use dossier_engine::archive::Input;
use std::collections::BTreeMap;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// All three, as the person would have them.
pub fn archives(life: &Life, book: &Book) -> Vec<Input> {
    let input = |name: &str, bytes: Vec<u8>| Input::Bytes { name: name.to_owned(), bytes: bytes.into() };
    vec![
        input("支付宝交易明细.csv", alipay(life, &book.paid)),
        input("淘宝订单.csv", taobao(&book.ordered)),
        input("wechat.zip", chats(&book.lines)),
    ]
}

fn yuan(fen: i64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn alipay(life: &Life, paid: &[Paid]) -> Vec<u8> {
    let dash = "-".repeat(24);
    let mut out = format!(
        "{}\n导出信息：\n姓名：{}\n支付宝账户：{}\n\n{dash}支付宝支付科技有限公司  电子客户回单{dash}\n交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n",
        "-".repeat(84),
        life.words["name"],
        life.words["phone"]
    );
    for (i, p) in paid.iter().enumerate() {
        let order = p.order.as_ref().map_or_else(String::new, |o| format!("T200P{o}"));
        out += &format!(
            "{},{},{},/,{},{},{},{},{},{}22001{i:015}\t,{order}\t,,\n",
            p.at.format("%Y-%m-%d %H:%M:%S"),
            p.category,
            p.party,
            p.what,
            p.flow,
            yuan(p.fen),
            p.method,
            p.status,
            p.at.format("%Y%m%d"),
        );
    }
    encoding_rs::GB18030.encode(&out).0.into_owned()
}

fn taobao(orders: &[Ordered]) -> Vec<u8> {
    let mut out = "\u{feff}订单号,店铺,商品,型号款式,单价,数量,实付款,交易状态,下单时间,地址,商品链接\n".to_owned();
    for (i, o) in orders.iter().enumerate() {
        out += &format!(
            "{},{},{},默认,{},{},{},{},{},{},https://item.taobao.com/item.htm?id=6{i:011}\n",
            o.number,
            o.shop,
            o.title,
            yuan(o.fen / o.pieces),
            o.pieces,
            yuan(o.fen),
            o.status,
            o.at.format("%Y-%m-%d %H:%M:%S"),
            o.to
        );
    }
    out.into_bytes()
}

fn chats(lines: &[Line]) -> Vec<u8> {
    let mut by_chat: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_chat.entry(&line.chat).or_default().push(line);
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (n, (chat, lines)) in by_chat.iter().enumerate() {
        let group = chat.strip_prefix("G:");
        let title = group.unwrap_or(chat);
        let id = if group.is_some() { format!("1000000{n:04}@chatroom") } else { format!("wxid_sample{n:08}") };
        let messages: Vec<serde_json::Value> = lines
            .iter()
            .enumerate()
            .map(|(i, l)| {
                let who = match (l.own, group) {
                    (true, _) => "wxid_sampleowner".to_owned(),
                    (false, None) => id.clone(),
                    (false, Some(_)) => format!("wxid_member_{}", l.who.chars().next().map_or(0, u32::from)),
                };
                // Beijing's clock as the file's seconds since 1970.
                let seconds = l.at.and_utc().timestamp() - 8 * 3600;
                serde_json::json!({"localId": i + 1, "createTime": seconds, "formattedTime": l.at.format("%Y-%m-%d %H:%M:%S").to_string(), "type": "文本消息",
                    "localType": 1, "content": l.text, "isSend": u8::from(l.own), "senderUsername": who, "senderDisplayName": l.who, "source": ""})
            })
            .collect();
        let kind = if group.is_some() { "群聊" } else { "私聊" };
        let remark = if group.is_some() { "" } else { title };
        let whole = serde_json::json!({"weflow": {"version": "1.0.3", "exportedAt": 1_751_300_000, "generator": "WeFlow"},
            "session": {"wxid": id, "nickname": title, "remark": remark, "displayName": title, "type": kind, "messageCount": messages.len()}, "messages": messages});
        zip.start_file(format!("{kind}_{n}_{title}.json"), SimpleFileOptions::default()).unwrap();
        zip.write_all(whole.to_string().as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
