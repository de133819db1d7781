//! The tables: posts of one user, and the list of users.

use super::super::table::{Dialect, Row, Skip, Table};
use super::super::{Card, Reading, Status};
use super::{post, profile, user};
use crate::problem::Code;
use crate::record::{Fact, Kind, Platform, Spot};

/// The source.
pub(in crate::source) static SOURCE: Table<Users> = Table {
    card: &Card {
        id: "weibo_table",
        platform: Platform::Weibo,
        yields: &[Kind::Activity, Kind::Place, Kind::Contact, Kind::Profile, Kind::AdLabel],
        variants: &["posts", "users"],
        status: Status::Described,
    },
    dialects: &[
        Dialect {
            variant: "posts",
            starts: &["id", "bid", "正文"],
            header: &["bid", "正文", "日期"],
            expected: &["位置", "工具"],
            optional: POST,
            ..Dialect::NONE
        },
        Dialect {
            variant: "users",
            starts: &["用户id", "昵称", "性别"],
            header: &["用户id", "昵称", "阳光信用"],
            optional: USER,
            ..Dialect::NONE
        },
    ],
    row,
    end,
    ..Table::NONE
};

/// What the list says of its first user, until it is known whether there are more.
#[derive(Debug, Default)]
pub(in crate::source) struct Users {
    first: Option<(Spot, Vec<Fact>)>,
    count: u32,
}

fn row(row: &Row<'_>, users: &mut Users, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    if row.variant() == "users" {
        return listed(row, users, into);
    }
    let day = if row.text("完整日期").is_some() { "完整日期" } else { "日期" };
    let time = row.china(day)?;
    let (fact, place) = post(time, row.owned("正文"), row.owned("源用户昵称"), row.owned("工具"), row.owned("位置"));
    if let Some(place) = place {
        into.beside(row.spot(), place);
    }
    Ok(fact)
}

fn listed(row: &Row<'_>, users: &mut Users, into: &mut Reading<'_>) -> Result<Fact, Skip> {
    let id = row.id("用户id", into).ok_or(Skip { code: Code::RowDamaged, hint: "用户id" })?;
    users.count += 1;
    users.first = (users.count == 1).then(|| (row.spot(), profile(|name| row.owned(name))));
    Ok(user(id, row.owned("昵称"), row.owned("所在地")))
}

fn end(users: Users, into: &mut Reading<'_>) {
    let (spot, facts) = users.first.unwrap_or((Spot::File, Vec::new()));
    facts.into_iter().for_each(|fact| into.beside(spot, fact));
}

const POST: &[&str] = &[
    "头条文章url",
    "原始图片url",
    "视频url",
    "Live Photo视频url",
    "点赞数",
    "评论数",
    "转发数",
    "话题",
    "@用户",
    "完整日期",
    "是否编辑过",
    "编辑次数",
    "是否原创",
    "源用户id",
    "源用户昵称",
    "源微博id",
    "源微博bid",
    "源微博正文",
    "源微博头条文章url",
    "源微博原始图片url",
    "源微博视频url",
    "源微博Live Photo视频url",
    "源微博位置",
    "源微博日期",
    "源微博工具",
    "源微博点赞数",
    "源微博评论数",
    "源微博转发数",
    "源微博话题",
    "源微博@用户",
    "源微博完整日期",
    "源微博是否编辑过",
    "源微博编辑次数",
];

const USER: &[&str] = &[
    "性别",
    "生日",
    "所在地",
    "IP属地",
    "学习经历",
    "公司",
    "注册时间",
    "微博数",
    "粉丝数",
    "关注数",
    "简介",
    "主页",
    "头像",
    "高清头像",
    "微博等级",
    "会员等级",
    "是否认证",
    "认证类型",
    "认证信息",
];
