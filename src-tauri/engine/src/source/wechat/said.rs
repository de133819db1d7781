//! What the content of a message says: words without the placeholders that exporters put for everything else.
//!
//! All of them write a label in brackets (`[图片]`, `[转账] (A 转账给 B)￥20.00 饭钱`, chatlog `[链接|title](url)`), or hand WeChat's XML on as
//! it is. A quoted message that a reply carries is somebody else's words and is left out. The receipt of a transfer (`转账收款`,
//! `已收款`, 退还) repeats its amount: only the line that sends the money keeps it, so that no sum counts it twice.
//! QQ's exporters write the same labels. Where this is from: formats/messaging §1.2 to §1.5, §2.1, §2.3.

use crate::record::{Amount, Message, MessageKind, Point};
use crate::source::{amount, tags};

/// What one message says.
#[derive(Debug, PartialEq)]
pub(in crate::source) struct Said {
    pub(in crate::source) kind: MessageKind,
    pub(in crate::source) text: Option<String>,
    pub(in crate::source) amount: Option<Amount>,
    pub(in crate::source) point: Option<Point>,
    pub(in crate::source) seconds: Option<u32>,
}

impl Said {
    fn new(kind: MessageKind, text: &str) -> Said {
        let text = text.trim();
        Said { kind, text: (!text.is_empty()).then(|| text.to_owned()), amount: None, point: None, seconds: None }
    }

    /// The message, with this said in it.
    pub(in crate::source) fn into(self, message: Message) -> Message {
        let Said { kind, text, amount, point, seconds } = self;
        Message { kind, text, amount, point, seconds, ..message }
    }
}

/// What content says. `kind`: what the export itself states of it; `None` where only the content can tell.
pub(in crate::source) fn said(content: &str, kind: Option<MessageKind>) -> Said {
    let content = content.trim();
    if matches!(kind, None | Some(MessageKind::Text)) && is_plain(content) {
        return Said::new(MessageKind::Text, content);
    }
    if kind == Some(MessageKind::System) || kind == Some(MessageKind::Deleted) || content.contains("<revokemsg>") {
        return notice(content, kind);
    }
    if is_markup(content) {
        return markup(content, kind);
    }
    let words = unquoted(content);
    // A label that contradicts nothing but `text` is the better witness: red packets stand under links, for one.
    if let Some(said) = label(words).filter(|s| kind.is_none_or(|k| k == s.kind || matches!(k, MessageKind::Text | MessageKind::Share))) {
        return said;
    }
    match kind.unwrap_or(MessageKind::Text) {
        MessageKind::Text => text(words),
        MessageKind::Media => media(words),
        MessageKind::Location => Said { point: coordinates(words), ..Said::new(MessageKind::Location, place(words)) },
        MessageKind::Call => Said { seconds: clock(words), ..Said::new(MessageKind::Call, "") },
        MessageKind::Transfer => transfer(words),
        kind => Said::new(kind, words.lines().next().unwrap_or_default()),
    }
}

/// Whether it is words and nothing else, as most messages are: no label, no XML, nothing quoted.
fn is_plain(content: &str) -> bool {
    let bytes = content.as_bytes();
    let quotes = || memchr::memchr(b'\n', bytes).is_some() && content.contains("\n引用:");
    memchr::memchr2(b'<', b'[', bytes).is_none() && !content.starts_with('>') && !quotes()
}

/// Words, in which pictures and faces may stand between.
fn text(words: &str) -> Said {
    let mut out = String::new();
    let mut rest = words;
    while let Some(at) = ["[图片", "[表情"].iter().filter_map(|mark| rest.find(mark)).min() {
        let (before, found) = rest.split_at(at);
        let end = found.find(']').map(|end| end + 1);
        let placeholder = end.and_then(|end| found.get(..end)).is_some_and(|p| p.len() == 8 || p.contains([':', '：']));
        let kept = if placeholder { "" } else { "[" };
        out.push_str(before);
        out.push_str(kept);
        rest = found.get(end.filter(|_| placeholder).unwrap_or(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    let kind = if out.trim().is_empty() && !words.is_empty() { MessageKind::Media } else { MessageKind::Text };
    Said::new(kind, &out)
}

/// The app speaking, or words taken back.
fn notice(content: &str, kind: Option<MessageKind>) -> Said {
    let plain = content.replace("<![CDATA[", "").replace("]]>", "");
    let plain = plain.split("<a href=\"weixin://revoke_edit_click\"").next().unwrap_or_default();
    let plain = tags::words(plain);
    let taken_back = plain.contains("撤回了一条消息") || content.contains("<revokemsg>");
    let kind = if taken_back { MessageKind::Deleted } else { kind.unwrap_or(MessageKind::System) };
    Said::new(kind, if kind == MessageKind::Deleted { "" } else { &plain })
}

fn media(words: &str) -> Said {
    // PyWxDump: 语音时长：3.20秒, then what was recognised of it.
    let seconds = words.strip_prefix("语音时长：").and_then(|w| w.split(['.', '秒']).next()?.parse().ok());
    let heard = words.split_once("翻译结果：").map_or("", |(_, heard)| heard);
    Said { seconds, ..Said::new(MessageKind::Media, heard) }
}

/// `[LABEL]rest`, `[LABEL: name]rest`, `[LABEL 7秒]`, `[LABEL|part|part](address)`, `![LABEL](address)`.
fn label(words: &str) -> Option<Said> {
    let body = words.strip_prefix('!').filter(|w| w.starts_with('[')).unwrap_or(words).strip_prefix('[')?;
    let (inner, rest) = match body.split_once(']')? {
        (inner, _) if inner.contains('|') => body.split_once("](").or_else(|| body.split_once(']'))?,
        split => split,
    };
    let (head, parts) = inner.split_once(['|', ':', '：', ' ']).unwrap_or((inner, ""));
    let kind = LABELS.iter().find(|(_, labels)| labels.contains(&head.trim())).map(|(kind, _)| *kind)?;
    let rest = rest.trim();
    let first = rest.lines().next().unwrap_or_default();
    let address = words.contains("](");
    Some(match kind {
        MessageKind::Media => match head.trim() {
            "文件" if address || rest.is_empty() => Said::new(kind, parts),
            "文件" => Said::new(kind, rest),
            "语音" | "语音消息" if !address => {
                let seconds = parts.trim().strip_suffix('秒').and_then(|n| n.trim().parse().ok());
                Said { seconds, ..Said::new(kind, rest) }
            }
            "图片" | "表情" if !address => text(words),
            _ => Said::new(kind, ""),
        },
        MessageKind::Location if parts.is_empty() => Said { point: coordinates(rest), ..Said::new(kind, place(rest)) },
        MessageKind::Location => {
            let mut from_behind = parts.rsplitn(3, '|');
            let (y, x) = (from_behind.next().unwrap_or_default(), from_behind.next().unwrap_or_default());
            let name = from_behind.next().map_or_else(String::new, |n| n.replace('|', " "));
            Said { point: Point::parse(&format!("{x},{y}")), ..Said::new(kind, &name) }
        }
        MessageKind::Call => Said { seconds: clock(rest), ..Said::new(kind, "") },
        MessageKind::Transfer => transfer(words),
        MessageKind::Text => Said::new(kind, rest),
        MessageKind::System => Said::new(kind, if rest.is_empty() { parts } else { rest }),
        _ if address => Said::new(kind, parts.split('|').next().unwrap_or_default()),
        _ => Said::new(kind, if first.is_empty() { parts } else { first }),
    })
}

/// `[转账] (A 转账给 B)￥20.00 饭钱`, `转账：￥20.00⏎转账说明：饭钱`, `[转账|发送 ￥20.00](饭钱)`: the note, and the amount where it is sent.
fn transfer(words: &str) -> Said {
    let mark = words.find(['￥', '¥']);
    let figure = mark.and_then(|at| words.get(at..)).unwrap_or_default();
    let end = figure.char_indices().skip(1).find(|(_, c)| !c.is_ascii_digit() && !matches!(c, '.' | ',')).map_or(figure.len(), |(i, _)| i);
    let (figure, after) = figure.split_at(end);
    let head = words.get(..mark.unwrap_or(words.len())).unwrap_or_default();
    let receipt = ["收款", "接收", "退还"].iter().any(|w| head.contains(w));
    let note = match words.split_once("转账说明：") {
        Some((_, note)) => note.lines().next().unwrap_or_default(),
        None => after.trim_start_matches(']').trim_start_matches('(').trim_end_matches(')'),
    };
    let amount = amount::minor(figure).filter(|_| !receipt).map(Amount::fen);
    Said { amount, ..Said::new(MessageKind::Transfer, note) }
}

fn is_markup(content: &str) -> bool {
    let body = content.split_once(":\n").filter(|(sender, _)| !sender.contains(['<', ' '])).map_or(content, |(_, body)| body.trim_start());
    body.starts_with("<?xml") || body.starts_with("<msg") || body.starts_with("<sysmsg")
}

/// WeChat's own XML.
fn markup(xml: &str, kind: Option<MessageKind>) -> Said {
    let title = || tags::inside(xml, "title").unwrap_or_default();
    match kind {
        Some(kind @ MessageKind::Transfer) => {
            let sends = matches!(tags::inside(xml, "paysubtype").as_deref(), None | Some("1" | "7"));
            let figure = tags::inside(xml, "feedesc").filter(|_| sends);
            let amount = figure.and_then(|f| amount::minor(&f)).map(Amount::fen);
            Said { amount, ..Said::new(kind, &tags::inside(xml, "pay_memo").unwrap_or_default()) }
        }
        Some(kind @ MessageKind::Location) => {
            let of = |name| tags::attribute(xml, "location", name).unwrap_or_default();
            let name = format!("{} {}", of("poiname"), of("label"));
            Said { point: Point::parse(&format!("{},{}", of("x"), of("y"))), ..Said::new(kind, &name) }
        }
        Some(kind @ MessageKind::Media) => {
            let length = tags::attribute(xml, "voicemsg", "voicelength").and_then(|l| l.parse::<u32>().ok());
            Said { seconds: length.map(|ms| ms / 1000), ..Said::new(kind, &title()) }
        }
        Some(kind @ (MessageKind::Text | MessageKind::Share)) => Said::new(kind, &title()),
        Some(kind @ MessageKind::RedPacket) => Said::new(kind, &tags::inside(xml, "sendertitle").unwrap_or_else(title)),
        Some(kind @ MessageKind::Contact) => Said::new(kind, &tags::attribute(xml, "msg", "nickname").unwrap_or_default()),
        Some(kind) => Said::new(kind, ""),
        None => Said::new(MessageKind::Share, &title()),
    }
}

/// A reply without what it quotes.
fn unquoted(content: &str) -> &str {
    let mut words = content;
    while let Some(line) = words.strip_prefix("> ") {
        words = line.split_once('\n').map_or("", |(_, rest)| rest);
    }
    if let Some((_, reply)) = words.strip_prefix("[回复 ").and_then(|w| w.split_once("]\n")) {
        words = reply;
    }
    let behind = ["\n\n[引用](", "\n引用:"].iter().find_map(|mark| words.split_once(mark)).map(|(reply, _)| reply);
    let bracket = words.rfind("[引用 ").filter(|_| words.ends_with(']')).and_then(|at| words.get(..at));
    behind.or(bracket).unwrap_or(words).trim()
}

/// What stands before the coordinates.
fn place(words: &str) -> &str {
    if let Some((_, after)) = words.split_once("位置：") {
        return after.lines().next().unwrap_or_default();
    }
    words.rfind(['(', '（']).filter(|_| coordinates(words).is_some()).and_then(|at| words.get(..at)).unwrap_or(words)
}

/// `(31.23,121.47)` at the end, or `纬度:【31.23】 经度:【121.47】` at the beginning.
fn coordinates(words: &str) -> Option<Point> {
    if let Some((lat, rest)) = words.strip_prefix("纬度:【").and_then(|w| w.split_once("】 经度:【")) {
        return Point::parse(&format!("{lat},{}", rest.split('】').next()?));
    }
    Point::parse(words.get(words.rfind(['(', '（'])?..)?)
}

/// Seconds of the first `00:35` or `1:02:03`.
fn clock(words: &str) -> Option<u32> {
    let run = words.split(|c: char| !c.is_ascii_digit() && c != ':').find(|w| w.contains(':') && !w.starts_with(':'))?;
    let parts: Vec<u32> = run.split(':').map_while(|p| p.parse().ok().filter(|n| *n < 1000)).collect();
    matches!(parts.len(), 2 | 3).then(|| parts.iter().fold(0, |all, part| all * 60 + part))
}

const LABELS: &[(MessageKind, &[&str])] = &[
    (
        MessageKind::Media,
        &[
            "图片",
            "语音",
            "语音消息",
            "语音文件",
            "视频",
            "视频文件",
            "文件",
            "表情",
            "表情包",
            "动画表情",
            "GIF表情",
            "image消息",
            "video消息",
            "audio消息",
            "file消息",
            "表情消息",
            "图片消息",
            "视频消息",
            "文件消息",
        ],
    ),
    (MessageKind::Location, &["位置", "地理位置", "实时位置共享", "位置共享"]),
    (MessageKind::Call, &["语音通话", "视频通话", "语音/视频通话"]),
    (MessageKind::Transfer, &["转账", "转账收款"]),
    (MessageKind::RedPacket, &["红包", "QQ红包", "红包封面"]),
    (MessageKind::Contact, &["名片"]),
    (
        MessageKind::Share,
        &[
            "链接",
            "卡片消息",
            "分享",
            "小程序",
            "视频号",
            "音乐",
            "音乐分享",
            "转发的聊天记录",
            "聊天记录",
            "合并转发",
            "转发",
            "笔记",
            "收藏",
            "卡片",
        ],
    ),
    (MessageKind::Text, &["群公告"]),
    (MessageKind::System, &["拍一拍", "系统消息"]),
    (MessageKind::Deleted, &["撤回"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Kind, words, amount in fen, seconds, point.
    fn told(content: &str, kind: Option<MessageKind>) -> String {
        let s = said(content, kind);
        let point = s.point.map_or_else(String::new, |p| format!(" @{p}"));
        let amount = s.amount.map_or_else(String::new, |a| format!(" {}", a.minor));
        let seconds = s.seconds.map_or_else(String::new, |s| format!(" {s}s"));
        format!("{:?} {}{amount}{seconds}{point}", s.kind, s.text.unwrap_or_else(|| "-".into()))
    }

    #[test]
    fn labels_are_kinds_and_never_words() {
        for (content, want) in [
            ("你好[微笑]", "Text 你好[微笑]"),
            ("[微笑]", "Text [微笑]"),
            ("[图片]", "Media -"),
            ("[图片]看这个[表情]", "Text 看这个"),
            ("看[图片]", "Text 看"),
            ("看[图片: a.png]这[图片库]", "Text 看这[图片库]"),
            ("[图片: a.png]", "Media -"),
            ("![图片](http://127.0.0.1:5030/image/0)", "Media -"),
            ("[文件]样本.pdf", "Media 样本.pdf"),
            ("[文件|样本.pdf](http://127.0.0.1:5030/file/0)", "Media 样本.pdf"),
            ("[表情包:开心]", "Media -"),
            ("[语音 7秒]", "Media - 7s"),
            ("[视频]12s", "Media -"),
            ("[红包]恭喜发财", "RedPacket 恭喜发财"),
            ("[转账] (甲 转账给 乙)￥1,020.50 饭钱", "Transfer 饭钱 102050"),
            ("[转账收款] (甲 转账给 乙)￥20.00", "Transfer -"),
            ("[转账|发送 ￥1.00](谢谢)", "Transfer 谢谢 100"),
            ("[转账|接收 ￥1.00]", "Transfer -"),
            ("[位置] 样本路 1 号 (31.23,121.47)", "Location 样本路 1 号 @31.23000, 121.47000"),
            ("[位置|样本路|样本市|31.23|121.47]", "Location 样本路 样本市 @31.23000, 121.47000"),
            ("[语音通话] 00:35", "Call - 35s"),
            ("[视频通话] 1:00:01", "Call - 3601s"),
            ("[视频通话] 已取消", "Call -"),
            ("[链接|一篇 [2]](https://example.com)", "Share 一篇 [2]"),
            ("[卡片消息: 样本小程序]", "Share 样本小程序"),
            ("[转发的聊天记录]甲的聊天记录\n  乙：别人的话", "Share 甲的聊天记录"),
            ("[群公告]周六停水", "Text 周六停水"),
            ("好的[引用 甲：[图片]]", "Text 好的"),
            ("好的\n\n[引用](2024-01-01 10:00:00)甲:去吗", "Text 好的"),
            ("好的\n引用:甲:去吗", "Text 好的"),
            ("> 甲(wxid_a) 10:00\n> 去吗\n好的", "Text 好的"),
            ("[回复 甲: 去吗]\n好的", "Text 好的"),
        ] {
            assert_eq!(told(content, None), want, "{content}");
        }
    }

    #[test]
    fn a_stated_kind_decides_where_words_could_be_either() {
        for (content, kind, want) in [
            ("[红包]恭喜发财", MessageKind::Share, "RedPacket 恭喜发财"),
            ("语音时长：3.20秒\n翻译结果：在路上", MessageKind::Media, "Media 在路上 3s"),
            ("FileStorage\\Image\\a.dat", MessageKind::Media, "Media -"),
            ("转账：￥20.00\n转账说明：饭钱\n转账时间：2024-01-01 10:00:00", MessageKind::Transfer, "Transfer 饭钱 2000"),
            ("已收款：￥20.00\n转账说明：饭钱", MessageKind::Transfer, "Transfer 饭钱"),
            ("纬度:【31.23】 经度:【121.47】\n位置：样本路\n其他信息：{}", MessageKind::Location, "Location 样本路 @31.23000, 121.47000"),
            ("语音/视频通话[通话时长 00:35]", MessageKind::Call, "Call - 35s"),
            ("<![CDATA[你撤回了一条消息 <a href=\"weixin://revoke_edit_click\">重新编辑</a>]]>", MessageKind::System, "Deleted -"),
            ("“甲”拍了拍我", MessageKind::System, "System “甲”拍了拍我"),
            ("标题\n说明\n\n<a href=\"https://example.com\">点击查看详情</a>", MessageKind::Share, "Share 标题"),
        ] {
            assert_eq!(told(content, Some(kind)), want, "{content}");
        }
        assert_eq!(told("<revokemsg>你撤回了一条消息</revokemsg>", None), "Deleted -");
    }

    #[test]
    fn wechats_xml_is_read_as_far_as_it_says_something() {
        let pay = "<msg><appmsg><wcpayinfo><paysubtype>1</paysubtype><feedesc><![CDATA[￥100.00]]></feedesc><pay_memo><![CDATA[房租]]></pay_memo></wcpayinfo></appmsg></msg>";
        assert_eq!(told(pay, Some(MessageKind::Transfer)), "Transfer 房租 10000");
        assert_eq!(told(&pay.replace(">1<", ">3<"), Some(MessageKind::Transfer)), "Transfer 房租");
        let place = r#"<?xml version="1.0"?><msg><location x="31.23" y="121.47" label="样本路" poiname="公园" /></msg>"#;
        assert_eq!(told(place, Some(MessageKind::Location)), "Location 公园 样本路 @31.23000, 121.47000");
        assert_eq!(told(r#"<msg><voicemsg voicelength="3400" /></msg>"#, Some(MessageKind::Media)), "Media - 3s");
        assert_eq!(told("<msg><emoji md5=\"0\" /></msg>", Some(MessageKind::Media)), "Media -");
        assert_eq!(told("wxid_a:\n<msg><appmsg><title>标题</title></appmsg></msg>", Some(MessageKind::Share)), "Share 标题");
    }
}
