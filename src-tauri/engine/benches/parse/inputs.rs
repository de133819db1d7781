//! Inputs of our own: the same bytes each time, words by a fixed rule, no real person's. They are made as they are read, so that a file
//! of any length takes no room; what is measured in time is written to a disk first.

use chrono::{DateTime, TimeDelta, Utc};
use encoding_rs::GB18030;
use std::fmt::Write;
use std::io::{self, Read};

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    /// A WhatsApp chat as text, of Android.
    Whatsapp,
    /// Telegram Desktop's `result.json` of one chat.
    Telegram,
    /// A WeChat group as ChatLab JSON.
    Wechat,
    /// An Alipay bill in GBK.
    Alipay,
}

impl Input {
    /// All of them.
    pub(crate) const ALL: [Input; 4] = [Input::Whatsapp, Input::Telegram, Input::Wechat, Input::Alipay];

    /// As arguments and the table call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Input::Whatsapp => "whatsapp",
            Input::Telegram => "telegram",
            Input::Wechat => "wechat",
            Input::Alipay => "alipay",
        }
    }

    /// The file's name, as its platform or tool gives it.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Input::Whatsapp => "WhatsApp Chat with 周末 hikes.txt",
            Input::Telegram => "result.json",
            Input::Wechat => "周末羽毛球_20160101-20231231.json",
            Input::Alipay => "支付宝交易明细(20160101-20231231).csv",
        }
    }

    /// Rows of it in a run over `messages`: a bill is shorter than a chat.
    pub(crate) fn rows(self, messages: u64) -> u64 {
        if self == Input::Alipay { messages / 5 } else { messages }
    }

    /// The file, as it is read.
    pub(crate) fn made(self, rows: u64) -> Made {
        let mut made = Made { input: self, rows, row: 0, state: 1, text: String::new(), bytes: Vec::new(), at: 0, ended: false };
        made.text.push_str(match self {
            Input::Whatsapp => "01/01/2016, 08:00 - Messages and calls are end-to-end encrypted. Tap to learn more.\n",
            Input::Telegram => "{\n \"name\": \"Weekend 周末\",\n \"type\": \"private_group\",\n \"id\": 1000000001,\n \"messages\": [\n",
            Input::Wechat => WECHAT_HEAD,
            Input::Alipay => ALIPAY_HEAD,
        });
        made
    }
}

/// A file that is made while it is read.
pub(crate) struct Made {
    input: Input,
    rows: u64,
    row: u64,
    state: u64,
    text: String,
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

impl Read for Made {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.bytes.len() {
            self.more();
        }
        let n = (&self.bytes[self.at..]).read(into)?;
        self.at += n;
        Ok(n)
    }
}

impl Made {
    fn more(&mut self) {
        while self.text.len() < 64 << 10 && self.row < self.rows {
            match self.input {
                Input::Whatsapp => self.whatsapp(),
                Input::Telegram => self.telegram(),
                Input::Wechat => self.wechat(),
                Input::Alipay => self.alipay(),
            }
            self.row += 1;
        }
        if self.row == self.rows && !std::mem::replace(&mut self.ended, true) {
            self.text.push_str(match self.input {
                Input::Telegram => " ]\n}\n",
                Input::Wechat => "  ]\n}\n",
                Input::Whatsapp | Input::Alipay => "",
            });
        }
        self.bytes.clear();
        self.at = 0;
        match self.input {
            Input::Alipay => self.bytes.extend_from_slice(&GB18030.encode(&self.text).0),
            _ => self.bytes.extend_from_slice(self.text.as_bytes()),
        }
        self.text.clear();
    }

    /// A number below `end`.
    fn any(&mut self, end: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) % end
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.any(of.len() as u64) as usize]
    }

    /// A row every 25 seconds: a file that is longer goes on for longer.
    fn time(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_451_635_200, 0).unwrap() + TimeDelta::seconds(25 * self.row as i64)
    }

    /// What somebody says: mostly one line, sometimes several; `\n` stands as `newline`.
    fn words(&mut self, newline: &str) -> String {
        let mut text = String::new();
        let phrases = 1 + self.any(4);
        for n in 0..phrases {
            if n > 0 {
                text.push_str(if self.any(8) == 0 { newline } else { " " });
            }
            text.push_str(self.one(&PHRASES));
        }
        text
    }

    fn whatsapp(&mut self) {
        let (time, who) = (self.time().format("%d/%m/%Y, %H:%M"), self.one(&["Kim Sample", "林样", "Lee Sample", "陈 样"]));
        let said = match self.any(20) {
            0 => "<Media omitted>".to_owned(),
            1 => "IMG-20200101-WA0001.jpg (file attached)".to_owned(),
            _ => self.words("\n"),
        };
        writeln!(self.text, "{time} - {who}: {said}").unwrap();
    }

    fn telegram(&mut self) {
        let (time, row) = (self.time(), self.row);
        let (wall, exact) = (time.format("%Y-%m-%dT%H:%M:%S"), time.timestamp());
        let who = self.any(4);
        let from = ["Kim Sample", "林样", "Lee Sample", "陈 样"][who as usize];
        let head = format!(
            "  {{\n   \"id\": {},\n   \"type\": \"message\",\n   \"date\": \"{wall}\",\n   \"date_unixtime\": \"{exact}\",\n   \"from\": \"{from}\",\n   \"from_id\": \"user{}\",\n",
            row + 1,
            1_000_001 + who
        );
        self.text.push_str(&head);
        let kind = self.any(20);
        if kind < 4 && row > 10 {
            let reply = row - self.any(10);
            writeln!(self.text, "   \"reply_to_message_id\": {reply},").unwrap();
        }
        if kind == 19 {
            let photo = "   \"photo\": \"photos/photo_1.jpg\",\n   \"photo_file_size\": 81211,\n   \"width\": 960,\n   \"height\": 1280,\n";
            self.text.push_str(photo);
        }
        let said = self.words("\\n");
        if kind == 18 {
            let link = "https://example.com/a";
            let pieces = format!("\"{said} \",\n    {{\n     \"type\": \"link\",\n     \"text\": \"{link}\"\n    }}");
            let plain = format!("{{\n     \"type\": \"plain\",\n     \"text\": \"{said} \"\n    }}");
            let entity = format!("{{\n     \"type\": \"link\",\n     \"text\": \"{link}\"\n    }}");
            write!(self.text, "   \"text\": [\n    {pieces}\n   ],\n   \"text_entities\": [\n    {plain},\n    {entity}\n   ]\n  }}")
                .unwrap();
        } else {
            let plain = format!("{{\n     \"type\": \"plain\",\n     \"text\": \"{said}\"\n    }}");
            write!(self.text, "   \"text\": \"{said}\",\n   \"text_entities\": [\n    {plain}\n   ]\n  }}").unwrap();
        }
        self.text.push_str(if row + 1 == self.rows { "\n" } else { ",\n" });
    }

    fn wechat(&mut self) {
        let (time, row) = (self.time().timestamp(), self.row);
        let who = self.any(4);
        let name = ["林样", "陈样", "周样", "Kim Sample"][who as usize];
        let (kind, said) = match self.any(20) {
            0 => (1, "[图片]".to_owned()),
            1 => (5, "[表情包]".to_owned()),
            2 => (25, format!("{}[引用 陈样：{}]", self.words(" "), self.one(&PHRASES))),
            3 => (20, "[红包]恭喜发财".to_owned()),
            _ => (0, self.words("\\n")),
        };
        let id = 1_000_000_000_000_000_000 + row;
        write!(
            self.text,
            "    {{\n      \"sender\": \"wxid_sample0000000{}\",\n      \"accountName\": \"{name}\",\n      \"timestamp\": {time},\n      \"type\": {kind},\n      \"content\": \"{said}\",\n      \"platformMessageId\": \"{id}\"",
            who + 1
        )
        .unwrap();
        if kind == 25 {
            write!(self.text, ",\n      \"replyToMessageId\": \"{}\"", id - 1).unwrap();
        }
        self.text.push_str(if row + 1 == self.rows { "\n    }\n" } else { "\n    },\n" });
    }

    fn alipay(&mut self) {
        let time = self.time();
        let (wall, day) = (time.format("%Y-%m-%d %H:%M:%S"), time.format("%Y%m%d"));
        let (category, party, title, direction) = PAID[self.any(PAID.len() as u64) as usize];
        let (yuan, fen, row) = (1 + self.any(400), self.any(100), self.row);
        let (method, note) =
            (self.one(&["余额", "花呗", "余额宝", "建设银行储蓄卡(1111)", "建设银行信用卡(4242)&红包"]), self.one(&["", "", "", "房租"]));
        writeln!(
            self.text,
            "{wall},{category},{party},sho***@example.com,{title},{direction},{yuan}.{fen:02},{method},交易成功,{day}2200140000{row:012}\t,T200P{row:015}\t,{note},\r"
        )
        .unwrap();
    }
}

const PHRASES: [&str; 32] = [
    "ok",
    "今天晚上吃什么",
    "好的",
    "哈哈哈哈 😂",
    "I'll be there in ten minutes",
    "明天早上九点在地铁站见",
    "did you see what they sent?",
    "妈妈说周末要过来吃饭",
    "房租我转给你了",
    "👍",
    "can you bring milk and bread please",
    "医院那边说下周三复查",
    "在路上了",
    "加班到十点，累死了",
    "see you tomorrow",
    "这个链接你看看 https://example.com/item?id=12345",
    "收到",
    "孩子今天有点发烧",
    "what time does the train leave",
    "工资发了吗",
    "周六七点打球吗",
    "thanks so much ❤️",
    "快递放门口了",
    "我到了，你在哪儿",
    "let's do it next week instead",
    "昨天那家火锅真不错，下次再去",
    "no worries",
    "在开会，晚点说",
    "happy birthday 🎂🎉",
    "猫粮快没了，记得买",
    "the boss wants it by Friday",
    "嗯嗯",
];

const PAID: [(&str, &str, &str, &str); 10] = [
    ("餐饮美食", "一家小店", "外卖订单 大份", "支出"),
    ("日用百货", "家***店", "洗衣凝珠 52颗", "支出"),
    ("交通出行", "城市一卡通", "一卡通充值", "支出"),
    ("转账红包", "*三", "转账", "收入"),
    ("投资理财", "天弘基金管理有限公司", "余额宝-2024.03.27-收益发放", "不计收支"),
    ("餐饮美食", "\"深夜食堂,面馆\"", "\"夜宵, 两份\"", "支出"),
    ("母婴亲子", "示例母婴店", "婴儿纸尿裤 L码 48片", "支出"),
    ("医疗健康", "样本大药房", "感冒灵颗粒", "支出"),
    ("充值缴费", "示例电力公司", "电费", "支出"),
    ("日用百货", "一家超市", "购物", "支出"),
];

const WECHAT_HEAD: &str = r#"{
  "chatlab": { "version": "0.0.2", "exportedAt": 1709510400, "generator": "sample" },
  "meta": { "name": "周末羽毛球", "platform": "wechat", "type": "group", "groupId": "10000000001@chatroom", "ownerId": "wxid_sample00000001" },
  "members": [
    { "platformId": "wxid_sample00000001", "accountName": "林样", "groupNickname": "小林" },
    { "platformId": "wxid_sample00000002", "accountName": "陈样", "aliases": ["老陈"] },
    { "platformId": "wxid_sample00000003", "accountName": "周样" },
    { "platformId": "wxid_sample00000004", "accountName": "Kim Sample" }
  ],
  "messages": [
"#;

const ALIPAY_HEAD: &str = "\
------------------------------------------------------------------------------------\r
导出信息：\r
姓名：林示例\r
支付宝账户：lin@example.com\r
起始时间：[2016-01-01 00:00:00]    终止时间：[2023-12-31 23:59:59]\r
导出交易类型：[全部]\r
\r
特别提示：\r
1.本明细仅供个人对账使用。\r
\r
------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------\r
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\r
";
