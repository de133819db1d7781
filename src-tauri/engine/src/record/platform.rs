//! Platforms: whose export it is. Observers see by platform, not by file format.

use serde::{Deserialize, Serialize};

/// Declares the enum, its list and its ids from one line a platform.
macro_rules! platforms {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// The company or service whose export this is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Platform {
            $($(#[$doc])* $name,)*
        }

        impl Platform {
            /// All of them, in the order they are listed.
            pub const ALL: &[Platform] = &[$(Platform::$name),*];

            /// Stable id, e.g. `wechat_pay`; words are the catalogue entry `platform.<id>`.
            pub fn id(self) -> &'static str {
                match self {
                    $(Platform::$name => $id,)*
                }
            }
        }
    };
}

platforms! {
    /// 支付宝
    Alipay = "alipay",
    /// 微信支付
    WechatPay = "wechat_pay",
    /// 京东
    Jd = "jd",
    /// 美团
    Meituan = "meituan",
    /// 淘宝、天猫
    Taobao = "taobao",
    /// Amazon
    Amazon = "amazon",
    /// WhatsApp
    Whatsapp = "whatsapp",
    /// 微信
    Wechat = "wechat",
    /// QQ
    Qq = "qq",
    /// 微博
    Weibo = "weibo",
    /// 小红书
    Xiaohongshu = "xiaohongshu",
    /// 饿了么
    Eleme = "eleme",
    /// 拼多多
    Pinduoduo = "pinduoduo",
    /// AliExpress
    Aliexpress = "aliexpress",
    /// A bank, or an app that is one.
    Bank = "bank",
    /// PayPal
    Paypal = "paypal",
    /// Venmo, PayPal's
    Venmo = "venmo",
    /// Cash App
    CashApp = "cash_app",
    /// Telegram
    Telegram = "telegram",
    /// Facebook and Messenger
    Facebook = "facebook",
    /// Instagram
    Instagram = "instagram",
    /// Discord
    Discord = "discord",
    /// LINE
    Line = "line",
    /// KakaoTalk
    Kakaotalk = "kakaotalk",
    /// Signal
    Signal = "signal",
    /// Slack
    Slack = "slack",
    /// X, once Twitter
    X = "x",
    /// TikTok
    Tiktok = "tiktok",
    /// Snapchat
    Snapchat = "snapchat",
    /// Google, YouTube included
    Google = "google",
    /// Apple, iMessage included
    Apple = "apple",
    /// Netflix
    Netflix = "netflix",
    /// Spotify
    Spotify = "spotify",
    /// Uber
    Uber = "uber",
    /// A file of a platform that isn't known.
    Other = "other",
}

impl Platform {
    /// Whether its people live by mainland China's clock and calendar.
    pub fn is_chinese(self) -> bool {
        use Platform::{Alipay, Eleme, Jd, Meituan, Pinduoduo, Qq, Taobao, Wechat, WechatPay, Weibo, Xiaohongshu};
        matches!(self, Alipay | WechatPay | Jd | Meituan | Taobao | Wechat | Qq | Weibo | Xiaohongshu | Eleme | Pinduoduo)
    }

    /// The platform with this id.
    pub fn from_id(id: &str) -> Option<Platform> {
        Platform::ALL.iter().copied().find(|p| p.id() == id)
    }
}
