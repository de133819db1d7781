//! Kinds of message: WeChat's numbers, and the Chinese names that tools print for them.
//!
//! Since WeChat 4 type and sub-type may stand in one number of 64 bits, the type below. Where this is from: formats/messaging §1.0,
//! §1.3, §1.4 (chatlog, PyWxDump, WeFlow, EchoTrace).

use crate::record::MessageKind;

/// Type and sub-type of a number that may hold both.
pub(in crate::source) fn split(number: i64) -> (i64, i64) {
    (number & 0xFFFF_FFFF, number >> 32)
}

/// The kind behind a type and its sub-type.
pub(in crate::source) fn numbered(kind: i64, sub: i64) -> MessageKind {
    match (kind, sub) {
        (3 | 34 | 43 | 47, _) | (49, 0 | 6 | 8 | 74) => MessageKind::Media,
        (42, _) => MessageKind::Contact,
        (48, _) | (49, 17) => MessageKind::Location,
        (50, _) => MessageKind::Call,
        (49, 2000) => MessageKind::Transfer,
        (49, 2001 | 2003) => MessageKind::RedPacket,
        // Chain of entries, quoted reply, notice to a group: words somebody wrote.
        (1, _) | (49, 53 | 57 | 87) => MessageKind::Text,
        (10000, 1 | 5 | 6 | 33 | 36 | 57) => MessageKind::Deleted,
        (37 | 65 | 66 | 10000, _) | (49, 62) => MessageKind::System,
        _ => MessageKind::Share,
    }
}

/// The kind behind a name, as PyWxDump, WeFlow and EchoTrace print it; `None` for one that says nothing (`未知`, `其他消息`).
pub(in crate::source) fn named(name: &str) -> Option<MessageKind> {
    let known = NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(kind, _)| *kind);
    known
        .or_else(|| name.starts_with("消息撤回").then_some(MessageKind::Deleted))
        .or_else(|| name.starts_with("(分享)").then_some(MessageKind::Share))
}

const NAMES: &[(MessageKind, &[&str])] = &[
    (MessageKind::Text, &["文本", "文本消息", "粘贴的文本", "引用回复", "引用消息", "接龙", "群公告", "text"]),
    (
        MessageKind::Media,
        &[
            "图片",
            "语音",
            "视频",
            "动画表情",
            "文件",
            "文件(猜)",
            "用户上传的GIF表情",
            "图片消息",
            "语音消息",
            "视频消息",
            "文件消息",
            "image",
            "sticker",
            "video",
            "voice",
            "file",
        ],
    ),
    (MessageKind::Location, &["位置", "位置共享", "位置消息", "location"]),
    (MessageKind::Contact, &["推荐公众号", "名片消息"]),
    (MessageKind::Call, &["语音通话", "通话消息"]),
    (MessageKind::Transfer, &["转账", "转账消息", "转账卡片"]),
    (MessageKind::RedPacket, &["赠送红包封面", "红包卡片"]),
    (MessageKind::System, &["系统通知", "系统消息", "拍一拍", "邀请加群", "添加好友", "企业微信打招呼(猜)", "企业微信添加好友(猜)"]),
    (
        MessageKind::Share,
        &[
            "合并转发的聊天记录",
            "视频号直播或直播回放",
            "视频号直播或直播回放等",
            "游戏相关",
            "链接消息",
            "音乐消息",
            "聊天记录",
            "小程序消息",
            "卡片式链接",
            "图文消息",
            "小程序分享",
            "视频号直播卡片",
            "聊天记录合并转发",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_hold_both_are_split() {
        for (number, kind, sub) in
            [(1, 1, 0), (244_813_135_921, 49, 57), (266_287_972_401, 49, 62), (34_359_738_417, 49, 8), (103_079_215_153, 49, 24)]
        {
            assert_eq!(split(number), (kind, sub));
        }
        assert_eq!(numbered(49, 57), MessageKind::Text);
        assert_eq!(numbered(10000, 57), MessageKind::Deleted);
    }

    #[test]
    fn names_are_known_and_nonsense_is_not() {
        assert_eq!(named("消息撤回36"), Some(MessageKind::Deleted));
        assert_eq!(named("(分享)小程序"), Some(MessageKind::Share));
        assert_eq!((named("未知"), named("其他消息"), named("")), (None, None, None));
    }
}
