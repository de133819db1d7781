//! Text of no known structure: what its lines are shaped like. Runs of letters become `a`, Chinese and its like `字`, digits `9`; what
//! stands between them stays, since formats of lines differ in just that.

use crate::source::mapped::is_time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Lines looked at, and the longest shape.
const LINES: usize = 2000;
const LONGEST: usize = 48;

/// A shape and how many lines have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineShape {
    /// `[99/99/99, 99:99] a: a`
    pub shape: String,
    /// Lines.
    pub count: u64,
}

/// What a value is. Words: `drift.kind.<id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Keys and values.
    Object,
    /// One after the other.
    List,
    /// Words.
    Text,
    /// Nothing, or an empty text.
    Empty,
    /// A number.
    Number,
    /// A number written as text, an amount of money too.
    NumberAsText,
    /// A day or a time written as text.
    Time,
    /// An address on the web.
    Link,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// Stable id.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Object => "object",
            Kind::List => "list",
            Kind::Text => "text",
            Kind::Empty => "empty",
            Kind::Number => "number",
            Kind::NumberAsText => "number_as_text",
            Kind::Time => "time",
            Kind::Link => "link",
            Kind::Flag => "flag",
        }
    }

    /// Of a text.
    pub(super) fn of(text: &str) -> Kind {
        match text.trim() {
            "" => Kind::Empty,
            t if t.starts_with("http://") || t.starts_with("https://") => Kind::Link,
            t if t.len() <= 40 && is_time(t) => Kind::Time,
            t if t.len() <= 40 && crate::source::amount::minor(t).is_some() => Kind::NumberAsText,
            _ => Kind::Text,
        }
    }
}

/// The shapes of a text's lines, the most frequent first.
pub(super) fn lines(text: &str) -> (Vec<LineShape>, u64) {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for line in text.lines().take(LINES).filter(|l| !l.trim().is_empty()) {
        *counts.entry(shape(line)).or_default() += 1;
    }
    let mut shapes: Vec<LineShape> = counts.into_iter().map(|(shape, count)| LineShape { shape, count }).collect();
    shapes.sort_by(|a, b| (b.count, &a.shape).cmp(&(a.count, &b.shape)));
    // Shapes of single lines tell nothing once there are others.
    let often = shapes.iter().filter(|s| s.count > 1).count();
    let rest = shapes.split_off(often.max(12).min(shapes.len())).len() as u64;
    let (shapes, more) = super::under_ceiling(shapes, |s| s.shape.len());
    (shapes, more + rest)
}

/// The shape of a line; that of a shape is itself.
pub(super) fn shape(line: &str) -> String {
    let mut out = String::new();
    for (n, c) in line.trim().chars().enumerate() {
        if n >= 4 * LONGEST || out.chars().count() >= LONGEST {
            break;
        }
        let sign = match c {
            _ if c.is_ascii_digit() => '9',
            '字' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' if !is_joint(c) => '字',
            _ if c.is_alphabetic() => 'a',
            _ if c.is_whitespace() => ' ',
            _ if c.is_ascii_punctuation() || is_joint(c) => c,
            _ => '·',
        };
        // Numbers of four digits and more are all alike.
        let runs = match sign {
            '9' => out.ends_with("9999"),
            'a' | '字' | ' ' | '·' => out.ends_with(sign),
            _ => false,
        };
        if !runs {
            out.push(sign);
        }
    }
    out.trim_end().to_owned()
}

fn is_joint(c: char) -> bool {
    "：，。、；！？（）【】「」『』《》〈〉“”‘’¥￥€£–—…".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_tells_how_lines_are_made_and_nothing_that_stands_in_them() {
        assert_eq!(shape("[28.02.25, 20:35:13] Kim Lee: see you at 5!"), "[99.99.99, 99:99:99] a a: a a a 9!");
        assert_eq!(shape("2025-02-28 张三(13800000000)：你好😀😀"), "9999-99-99 字(9999)：字·");
        for line in ["[28.02.25, 20:35:13] Kim Lee: see", "a字9999", &"é1 ".repeat(500)] {
            assert_eq!(shape(&shape(line)), shape(line));
        }
        let (shapes, more) = lines("1: a\n2: b\n\nthe end\n");
        assert_eq!((shapes.len(), more, shapes.first().unwrap().count), (2, 0, 2));
    }
}
