//! Slack: a workspace as it is exported, one folder a chat and one file a day.
//!
//! # Variants
//! `messages` `<chat>/<day>.json` · `users` `users.json` · `channels` `channels.json`, `groups.json` and `mpims.json` · `direct` `dms.json`.
//! # What gives it away
//! Entries with `type` and a `ts` that is text, by a user, a bot or a name; `profile` beside `name`, with `deleted` or `is_bot`; `members` beside
//! `name` and `creator`, or beside `created` where there is no name.
//! # Traps
//! A chat's folder is called as the channel is, and by its number only where two write to each other; so messages go by the name. `ts` is the
//! time, in UTC, and the message's number. The file's day may be that of the workspace. Names stand in the message as they were then, or
//! in `users.json` only. In text `<@U…>` is a person and `<address|words>` a link. What was deleted leaves a tombstone where others
//! had answered. `dms.json` names nobody: it says which two numbers write in which folder. Whoever is in all of them, and no other, is whose
//! export it is, so each chat goes by its other number (by a name, where `users.json` lies beside it); one chat alone doesn't tell.
//! Empty lists (`[]`) say nothing about whose they are. The owner is marked nowhere.
//! # Where this is from
//! formats/messaging §9: slackdump's published export, slack-export-viewer. `integration_logs.json` is known by name only and
//! isn't read.

use super::json::{At, Json, Layout, Sort, Value};
use super::table::Skip;
use super::{Card, Reading, Status, date};
use crate::problem::Code;
use crate::record::{Contact, ContactKind, Fact, Kind, Message, MessageKind, Platform, Spot};

/// The source.
pub(super) static SOURCE: Json<Chat> = Json {
    card: &Card {
        id: "slack",
        platform: Platform::Slack,
        yields: &[Kind::Message, Kind::Contact],
        variants: &["messages", "users", "channels", "direct"],
        status: Status::Sampled,
    },
    layouts: &[
        Layout {
            variant: "messages",
            needs: &["[].type", "[].ts"],
            when: |_, shape| {
                shape.has_sort("[].ts", Sort::Text) && ["[].user", "[].bot_id", "[].username"].iter().any(|who| shape.has(who))
            },
            rows: &[("[]", message)],
            ..Layout::NONE
        },
        Layout {
            variant: "users",
            needs: &["[].id", "[].name", "[].profile"],
            when: |_, shape| shape.has("[].deleted") || shape.has("[].is_bot"),
            rows: &[("[]", user)],
            ..Layout::NONE
        },
        Layout { variant: "channels", needs: &["[].id", "[].name", "[].members", "[].creator"], rows: &[("[]", channel)], ..Layout::NONE },
        Layout {
            variant: "direct",
            needs: &["[].id", "[].created", "[].members"],
            lacks: &["[].name", "[].type", "[].profile"],
            when: |_, shape| shape.has_sort("[].id", Sort::Text) && shape.has_sort("[].members[]", Sort::Text),
            rows: &[("[]", direct)],
            ..Layout::NONE
        },
    ],
    begin: |path, chat| {
        let mut parts = path.rsplit('/');
        let file = parts.next().unwrap_or_default();
        chat.folder = parts.next().filter(|f| !f.is_empty()).unwrap_or(file).to_owned();
    },
    end: |chat, into| chat.pairs.tell(into),
    ..Json::NONE
};

/// What is carried through a file.
#[derive(Debug, Default)]
pub(super) struct Chat {
    /// The chat, by its folder.
    folder: String,
    pairs: Pairs,
}

/// Who writes to whom, held until it is known who is in all of them: some bytes a chat, of people somebody wrote to.
#[derive(Debug, Default)]
struct Pairs(Vec<(Spot, String, Vec<String>)>);

impl Pairs {
    fn tell(self, into: &mut Reading<'_>) {
        let first = self.0.first().filter(|_| self.0.len() > 1).map_or(&[][..], |(_, _, members)| members);
        let everywhere = first.iter().filter(|m| self.0.iter().all(|(_, _, members)| members.contains(m)));
        let owner = match everywhere.collect::<Vec<_>>().as_slice() {
            [one] => Some((*one).clone()),
            _ => None,
        };
        for (spot, id, members) in self.0 {
            let other = owner.as_ref().map(|owner| members.into_iter().find(|m| m != owner).unwrap_or_else(|| owner.clone()));
            into.row(spot, Fact::Contact(Contact::new(ContactKind::Group, Some(id), other)));
        }
    }
}

type Found = Result<Option<Fact>, Skip>;

fn message(v: &Value<'_>, _: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Found {
    let id = v.owned("ts");
    let seconds = id.as_deref().and_then(|ts| ts.split('.').next()?.parse().ok());
    let time = seconds.and_then(date::epoch).ok_or(Skip { code: Code::BadDate, hint: "ts" })?;
    let names = ["user_profile.display_name", "user_profile.real_name", "username", "bot_profile.name"];
    let sender = names.into_iter().find_map(|name| v.owned(name));
    let account = v.owned("user").or_else(|| v.owned("bot_id"));
    let text = v.text("text").map(|t| plain(&t));
    let files = !v.list("files").is_empty() || v.get("file").is_some();
    let (kind, text) = match v.text("subtype").as_deref() {
        Some("tombstone") => (MessageKind::Deleted, None),
        Some("file_share") => (MessageKind::Media, text),
        None | Some("bot_message" | "file_comment" | "thread_broadcast") => {
            (if files { MessageKind::Media } else { MessageKind::Text }, text)
        }
        // channel_join, bot_add and the like
        Some(_) => (MessageKind::System, text),
    };
    Ok(Some(Fact::Message(Message { sender, account, kind, text, id, ..Message::new(time, chat.folder.clone()) })))
}

fn user(v: &Value<'_>, _: At<'_>, _: &mut Chat, _: &mut Reading<'_>) -> Found {
    let id = v.owned("id").ok_or(Skip { code: Code::RowDamaged, hint: "id" })?;
    let mut names: Vec<String> = Vec::new();
    for name in ["profile.display_name", "profile.real_name", "real_name", "name"].into_iter().filter_map(|name| v.owned(name)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let kind = if v.flag("is_bot") == Some(true) { ContactKind::Business } else { ContactKind::Person };
    let mut names = names.into_iter();
    let contact = Contact::new(kind, Some(id), names.next());
    Ok(Some(Fact::Contact(Contact { other_names: names.collect(), mail: v.owned("profile.email"), region: v.owned("tz"), ..contact })))
}

/// A channel goes by its name, as its folder does.
fn channel(v: &Value<'_>, _: At<'_>, _: &mut Chat, _: &mut Reading<'_>) -> Found {
    let name = v.owned("name").ok_or(Skip { code: Code::RowDamaged, hint: "name" })?;
    Ok(Some(Fact::Contact(Contact::new(ContactKind::Group, Some(name.clone()), Some(name)))))
}

/// Two who write to each other, or one who writes to themselves.
fn direct(v: &Value<'_>, at: At<'_>, chat: &mut Chat, _: &mut Reading<'_>) -> Found {
    let id = v.owned("id").ok_or(Skip { code: Code::RowDamaged, hint: "id" })?;
    let members: Vec<String> = v.list("members").iter().filter_map(|m| Some(m.as_text()?.into_owned())).collect();
    if members.is_empty() {
        return Err(Skip { code: Code::RowDamaged, hint: "members" });
    }
    chat.pairs.0.push((at.spot, id, members));
    Ok(None)
}

/// Text as it was read in Slack: `<@U1>` is `@U1`, `<@U1|kim>` `@kim`, `<#C1|general>` `#general`, `<!here>` `@here`, `<address|words>` both.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((inside, behind)) = after.split_once('>').filter(|(inside, _)| !inside.is_empty() && !inside.contains(['\n', '<'])) else {
            out.push('<');
            rest = after;
            continue;
        };
        let (what, words) = inside.split_once('|').map_or((inside, None), |(what, words)| (what, Some(words).filter(|w| !w.is_empty())));
        match (what.chars().next(), words) {
            (Some('@'), None) => out.push_str(what),
            (Some(mark @ ('@' | '#')), _) => {
                out.push(mark);
                out.push_str(words.unwrap_or(what.get(1..).unwrap_or_default()));
            }
            (Some('!'), _) => {
                out.push('@');
                out.push_str(what.get(1..).unwrap_or_default());
            }
            (_, Some(words)) if !what.ends_with(words) => {
                out.push_str(words);
                out.push(' ');
                out.push_str(what);
            }
            _ => out.push_str(what),
        }
        rest = behind;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn marks_of_slack_become_words() {
        for (text, words) in [
            ("hi <@U100|kim> and <@U200>", "hi @kim and @U200"),
            ("<!here> see <#C100|general>", "@here see #general"),
            ("<#C100>", "#C100"),
            ("<!channel|@channel>!", "@channel!"),
            ("<https://example.com/a|the list> <https://example.com>", "the list https://example.com/a https://example.com"),
            ("<mailto:a@example.com|a@example.com>", "mailto:a@example.com"),
            ("1 < 2 and <> <3", "1 < 2 and <> <3"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }
}
