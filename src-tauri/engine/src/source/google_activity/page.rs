//! Google My Activity as a page.
//!
//! # Variants
//! `html`, one layout since 2016.
//! # What gives it away
//! Cells of Material Design Lite: `outer-cell` holding `content-cell`s.
//! # Traps
//! 140 KB of styles before the first entry, then everything on one line. Blanks that don't break, also in times. Dates in the person's
//! language; before 2018 in UTC without saying so, since 2020 all by the offset of the day of export. Files that break off.
//! # Where this is from
//! formats/shopping_and_accounts §5: purarue/google_takeout_parser, pages in humandataincome/hudi-packages-connectors.

use super::super::page::{Page, Token, attribute};
use super::super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why};
use super::{Entry, upi, whereabouts, words};
use crate::problem::Code;
use crate::record::{Kind, Platform, Spot};

/// The source.
pub(in super::super) static SOURCE: Html = Html;

/// Activity as a page.
pub(in super::super) struct Html;

static CARD: Card = Card {
    id: "google_activity_page",
    platform: Platform::Google,
    yields: &[Kind::Activity, Kind::Payment, Kind::Place],
    variants: &["html"],
    status: Status::Described,
};

impl crate::source::Marked for Html {}

impl Source for Html {
    fn card(&self) -> &'static Card {
        &CARD
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let has = |mark: &str| memchr::memmem::find(&peek.bytes, mark.as_bytes()).is_some();
        let page = peek.text.as_ref().is_some_and(|t| t.trim_start().get(..5).is_some_and(|t| t.eq_ignore_ascii_case("<html")));
        let why = |mark: &str| Why { variant: "html", mark: mark.into() };
        match page {
            true if has("content-cell") && has("mdl-") => Recognition::Yes(why("content-cell, mdl-cell")),
            // The styles may be longer than what was looked at.
            true if has("material-design-lite") => Recognition::Perhaps(why("material-design-lite")),
            _ => Recognition::No,
        }
    }

    fn read(&self, content: Content<'_>, _: &str, into: &mut Reading<'_>) {
        let Content::Text(text) = content else { return };
        let mut page = Page::new(text);
        let mut cell = Cell::default();
        while let Some(token) = page.next(into) {
            match token {
                Token::Tag(name, attributes) if name == "div" || name == "p" => {
                    let class = attribute(&attributes, "class").unwrap_or_default();
                    if class.contains("outer-cell") {
                        cell.finish(into);
                        cell = Cell { number: cell.number.saturating_add(1), ..Cell::default() };
                    } else {
                        cell.part = Part::of(&class);
                    }
                }
                Token::Tag(name, _) if name == "/div" || name == "/p" => cell.part = Part::None,
                Token::Tag(name, _) if name == "br" => cell.line_ends(),
                Token::Tag(name, attributes) if name == "a" => cell.link(attribute(&attributes, "href")),
                Token::Words(words) => cell.words(&words, into.limits().row_bytes),
                Token::TooLong => cell.too_long = true,
                Token::Tag(..) => {}
            }
        }
        cell.cut = cell.part != Part::None || cell.lines.is_empty();
        cell.finish(into);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    None,
    /// Which product.
    Header,
    /// The sentence, lines below it, the date.
    Body,
    /// Product, details, places.
    Caption,
}

impl Part {
    fn of(class: &str) -> Part {
        let has = |mark| class.contains(mark);
        match () {
            () if has("text-right") => Part::None,
            () if has("mdl-typography--title") => Part::Header,
            () if has("content-cell") && has("body-1") => Part::Body,
            () if has("content-cell") && has("caption") => Part::Caption,
            () => Part::None,
        }
    }
}

/// One entry on the way.
#[derive(Default)]
struct Cell {
    /// Counted from 1; 0 before the first.
    number: u32,
    part: Part,
    header: String,
    lines: Vec<Line>,
    caption: Vec<Line>,
    bytes: u64,
    too_long: bool,
    cut: bool,
    /// Whether the next words begin a line.
    fresh: bool,
}

#[derive(Default)]
struct Line {
    text: String,
    url: Option<String>,
}

impl Cell {
    fn line(&mut self) -> Option<&mut Line> {
        let fresh = std::mem::take(&mut self.fresh);
        let lines = match self.part {
            Part::Body => &mut self.lines,
            Part::Caption => &mut self.caption,
            Part::None | Part::Header => return None,
        };
        if fresh || lines.is_empty() {
            lines.push(Line::default());
        }
        lines.last_mut()
    }

    fn line_ends(&mut self) {
        self.fresh = true;
    }

    fn link(&mut self, url: Option<String>) {
        if let Some(line) = self.line() {
            line.url = line.url.take().or(url);
        }
    }

    fn words(&mut self, words: &str, ceiling: u64) {
        self.bytes = self.bytes.saturating_add(words.len() as u64);
        self.too_long |= self.bytes > ceiling;
        if self.too_long {
            return;
        }
        if self.part == Part::Header {
            self.header.push_str(words.trim());
        } else if let Some(line) = self.line() {
            line.text.push_str(words);
        }
    }

    /// Hands the entry on.
    fn finish(&mut self, into: &mut Reading<'_>) {
        if self.number == 0 {
            return;
        }
        let spot = Spot::Item(self.number);
        if self.too_long {
            return into.skip(spot, Code::RowTooLong, "");
        }
        if self.cut {
            return into.skip(spot, Code::CutShort, "");
        }
        self.lines.retain(|l| !l.text.trim().is_empty());
        let Some(last) = self.lines.pop() else { return into.skip(spot, Code::RowDamaged, "") };
        let Some(time) = words::moment(&last.text) else { return into.skip(spot, Code::BadDate, "") };
        let mut lines = self.lines.drain(..).map(|l| (l.text.trim().to_owned(), l.url));
        let Some((title, url)) = lines.next() else { return into.skip(spot, Code::RowDamaged, "") };
        let entry = Entry {
            service: Some(std::mem::take(&mut self.header)).filter(|h| !h.is_empty()),
            title,
            url,
            more: lines.collect(),
            details: self.caption.iter().map(|l| l.text.trim().to_owned()).collect(),
            time,
        };
        let fact = entry.fact();
        upi::total(&fact, into);
        into.row(spot, fact);
        for line in &self.caption {
            let Some(url) = &line.url else { continue };
            let (name, label) = line.text.split_once(" - ").unwrap_or((&line.text, ""));
            let said = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
            whereabouts(time, said(name), url, said(label)).into_iter().for_each(|fact| into.beside(spot, fact));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::Limits;
    use crate::record::ArchiveId;
    use crate::source::peek;

    /// A page as Takeout makes it: a comment, so much of styles on one line, a few more, all entries on one line.
    fn page(styles: usize, entries: usize) -> String {
        let entry = "<div class=\"outer-cell mdl-cell\"><div class=\"mdl-grid\"><div class=\"content-cell mdl-typography--body-1\">\
            Visited <a href=\"https://example.com/\">a page</a><br>Mar 8, 2024, 5:14:40 PM CET</div></div></div>";
        let begin = "<html><head><title>x</title><style type=\"text/css\">/**\n * material-design-lite - Material Design\n */\n";
        let more = ".content-cell.mdl-cell {\n}\n</style></head><body><div class=\"mdl-grid\">";
        format!("{begin}{}\n{more}{}</div></body></html>", ".mdl-a{b:c}".repeat(styles), entry.repeat(entries))
    }

    #[test]
    fn styles_of_any_length_hide_no_page() {
        for styles in (0..40_000).step_by(1777) {
            let text = page(styles, 500);
            // All entries on one line are longer than a row may be; no entry is.
            let limits = Limits { row_bytes: 8 << 10, ..Limits::default() };
            let mut rows = 0;
            let mut keep = |_| {
                rows += 1;
                true
            };
            let mut stream = text.as_bytes();
            let opened = peek::open("MyActivity.html", &mut stream, &limits).unwrap();
            assert!(matches!(Html.recognise(opened.peek()), Recognition::Yes(_) | Recognition::Perhaps(_)), "{styles}");
            let mut into = Reading::new(ArchiveId(String::new()), String::new(), &limits, &mut keep);
            opened.read(&Html, &mut into).unwrap();
            assert_eq!((into.finish().rows_read, rows), (500, 500), "{styles}");
        }
    }
}
