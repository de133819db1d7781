//! Who and when, as QQ prints them.

use chrono::NaiveTime;

/// Who wrote a message.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) name: Option<String>,
    /// QQ number or mail address.
    pub(super) account: Option<String>,
}

impl Who {
    /// `【管理员】NAME(10001)`, `NAME<a@example.com>`, `NAME`.
    pub(super) fn new(text: &str) -> Who {
        let text = text.trim();
        let (name, account) = numbered(text).or_else(|| addressed(text)).map_or((text, None), |(name, id)| (name, Some(id)));
        let mut name = name.trim();
        while let Some((_, after)) = name.strip_prefix('【').and_then(|n| n.split_once('】')).filter(|(_, after)| !after.trim().is_empty())
        {
            name = after.trim();
        }
        Who { name: (!name.is_empty()).then(|| name.to_owned()), account: account.map(str::to_owned) }
    }

    /// Whether it is QQ itself.
    pub(super) fn is_app(&self) -> bool {
        matches!(self.account.as_deref(), Some("10000" | "1000000")) || self.account.is_none() && self.name.as_deref() == Some("系统消息")
    }
}

/// Name and number of `NAME(10001)`.
pub(super) fn numbered(text: &str) -> Option<(&str, &str)> {
    let (name, id) = text.strip_suffix(')')?.rsplit_once('(')?;
    ((4..=12).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_digit())).then_some((name, id))
}

fn addressed(text: &str) -> Option<(&str, &str)> {
    text.strip_suffix('>')?.rsplit_once('<').filter(|(_, mail)| mail.contains('@'))
}

/// A clock at the beginning, and what follows it: `20:43:38`, `8:43:38 PM`, `下午 8:43:38`.
pub(super) fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let half = [("上午", false), ("下午", true)].into_iter().find_map(|(word, late)| Some((text.strip_prefix(word)?.trim_start(), late)));
    let (rest, late) = half.map_or((text, None), |(rest, late)| (rest, Some(late)));
    let (digits, mut rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let mut late = late;
    for (word, is_late) in [("AM", false), ("PM", true)] {
        if let Some(after) = rest.strip_prefix(word).filter(|a| a.is_empty() || a.starts_with(' ')) {
            (rest, late) = (after.trim_start(), Some(is_late));
        }
    }
    let mut parts = digits.split(':').map(|p| p.parse::<u32>().ok().filter(|_| (1..=2).contains(&p.len())));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    let hour = match late {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(late) => hour % 12 + if late { 12 } else { 0 },
        None => hour,
    };
    parts.next().is_none().then_some(())?;
    Some((NaiveTime::from_hms_opt(hour, minute, second)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_number_counts() {
        let who = |text| {
            let Who { name, account } = Who::new(text);
            (name.unwrap_or_default(), account.unwrap_or_default())
        };
        assert_eq!(who("【管理员】 阿样(大号)(10001)"), ("阿样(大号)".into(), "10001".into()));
        assert_eq!(who("阿样<a@example.com>"), ("阿样".into(), "a@example.com".into()));
        assert_eq!(who("阿 样(大号)"), ("阿 样(大号)".into(), String::new()));
        assert_eq!(who("【阿样】"), ("【阿样】".into(), String::new()));
    }

    #[test]
    fn clocks_are_read_as_windows_writes_them() {
        let told = |text| clock(text).map(|(t, rest)| format!("{t} {rest}"));
        assert_eq!(told("20:43:38 阿样").as_deref(), Some("20:43:38 阿样"));
        assert_eq!(told("8:43:38 PM 阿样").as_deref(), Some("20:43:38 阿样"));
        assert_eq!(told("12:00:01 AM").as_deref(), Some("00:00:01 "));
        assert_eq!(told("下午 12:05:00 PMM").as_deref(), Some("12:05:00 PMM"));
        assert_eq!((told("13:00:00 PM x"), told("早上好"), told("8:43 x")), (None, None, None));
    }
}
