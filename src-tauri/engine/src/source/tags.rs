//! Bits of markup, found by name in text that need not be well formed: WeChat's messages inside cells, QQ's pages of one endless line.

use std::borrow::Cow;

/// What stands between `<name …>` and `</name>`, without CDATA marks and entities; `None` where there is none or it is blank.
pub(super) fn inside(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    loop {
        let (_, after) = rest.split_once(&format!("<{name}"))?;
        rest = after;
        if !after.starts_with(['>', ' ']) {
            continue;
        }
        let (head, body) = after.split_once('>')?;
        if head.ends_with('/') {
            continue;
        }
        let (body, _) = body.split_once(&format!("</{name}>"))?;
        let body = body.trim();
        let body = match body.strip_prefix("<![CDATA[") {
            Some(data) => Cow::Borrowed(data.strip_suffix("]]>").unwrap_or(data)),
            None => entities(body),
        };
        return Some(body.trim().to_owned()).filter(|b| !b.is_empty());
    }
}

/// The value of an attribute of the first `<element …>`.
pub(super) fn attribute(text: &str, element: &str, name: &str) -> Option<String> {
    let (_, after) = text.split_once(&format!("<{element} "))?;
    let (head, _) = after.split_once('>')?;
    let (_, value) = format!(" {head}").split_once(&format!(" {name}=")).map(|(a, b)| (a.to_owned(), b.to_owned()))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = value.get(1..)?.split(quote).next()?;
    Some(entities(value).trim().to_owned()).filter(|v| !v.is_empty())
}

/// The words of a piece of HTML: a break is a new line, every other tag is nothing.
pub(super) fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = tag.split_once('>') else {
            rest = "";
            break;
        };
        if tag.get(..2).is_some_and(|t| t.eq_ignore_ascii_case("br")) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(rest);
    entities(&out).trim().to_owned()
}

/// Entities undone: the named ones that exporters write, and numbers.
pub(super) fn entities(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let (before, mut rest) = text.split_at(first);
    let mut out = String::from(before);
    while let Some(after) = rest.strip_prefix('&') {
        let named = after.split_once(';').filter(|(name, _)| name.len() <= 8).and_then(|(name, after)| Some((character(name)?, after)));
        let (c, after) = named.unwrap_or(('&', after));
        out.push(c);
        let plain = after.find('&').unwrap_or(after.len());
        let (before, next) = after.split_at(plain);
        out.push_str(before);
        rest = next;
    }
    Cow::Owned(out)
}

fn character(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let hex = number.strip_prefix(['x', 'X']).map(|h| u32::from_str_radix(h, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?).filter(|c| !c.is_control() || *c == '\n')?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_by_their_names() {
        let text = r#"<msg><titles>no</titles><title/><title><![CDATA[A & B]]></title><des>x &lt;y&gt;</des><location x="31.5" label='here' /></msg>"#;
        assert_eq!(inside(text, "title").as_deref(), Some("A & B"));
        assert_eq!(inside(text, "des").as_deref(), Some("x <y>"));
        assert_eq!((inside(text, "url"), inside("<title>cut", "title")), (None, None));
        assert_eq!(attribute(text, "location", "x").as_deref(), Some("31.5"));
        assert_eq!(attribute(text, "location", "label").as_deref(), Some("here"));
        assert_eq!((attribute(text, "location", "y"), attribute("<location x=", "location", "x")), (None, None));
    }

    #[test]
    fn words_are_what_is_left_of_html() {
        assert_eq!(words(r#"<font style="a>b">one</font><br>two&nbsp;&amp; &#20320;<IMG src="x"#), "b\">one\ntwo & 你");
        assert_eq!(entities("a &b; &#x4f60; &#0; & &"), "a &b; 你 &#0; & &");
    }
}
