//! QQ for Windows: chats from its message manager, as text and as a page with pictures.
//!
//! # Variants
//! [`TEXT`] `manager` (as exported: one chat, or a whole account block by block), `pasted` (copied out of a window) · [`PAGE`] `mht`.
//! # What gives it away
//! `消息记录（此消息记录为文本格式` or `消息对象:` on top; lines `2019-09-23 8:43:38 PM NAME(10001)`; of the page
//! `From: <Save by Tencent MsgMgr>`.
//! # Traps
//! Times are written as Windows is set: 24 hours, AM and PM, 上午 and 下午. Chats of two give no number behind the name. A name may hold
//! brackets and begins with its title in the group (`【管理员】`): the last number counts. Each 消息对象 begins another chat. Some exports
//! separate messages by a blank line, some don't: where they do, a line without one above it is quoted, however much it looks like a
//! beginning. Pasted text may lack the day or stand it on a line of its own. The page is one row a message, the day in a row of its own, up
//! to gigabytes with its pictures behind it, which aren't read. The owner is marked nowhere; in a chat of two the other is 消息对象.
//! # Where this is from
//! formats/messaging §2.1, §2.2: one published text, ChatLab's reader and tests, QQMessageParse and two other readers of the page.

mod page;
mod text;
mod who;

pub(super) use page::SOURCE as PAGE;
pub(super) use text::SOURCE as TEXT;

use super::wechat::said;
use crate::record::{Message, MessageKind};
use who::Who;

/// Fills in a message from what stands in its body.
fn told(message: Message, who: Who, body: &str) -> Message {
    if who.is_app() {
        return said(body, Some(MessageKind::System)).into(message);
    }
    let kind = (body.contains("通话时长") && !body.contains('\n')).then_some(MessageKind::Call);
    // Chats of two are named after the other one.
    let own = (who.account.is_none() && who.name.as_deref() == Some(message.chat.as_str())).then_some(false);
    Message { sender: who.name, account: who.account, own, ..said(body, kind).into(message) }
}
