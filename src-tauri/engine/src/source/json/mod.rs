//! The declarative reader of JSON and JSON Lines: the counterpart of [`super::table`].
//!
//! A source states which keys give each of its layouts away, at which places rows stand, and what one of them means. Streaming, huge
//! and broken files, single objects that are damaged, and files that break off are dealt with here. No more than one row is in memory.
//!
//! ```ignore
//! pub(super) static SOURCE: Json<Chat> = Json {
//!     card: &Card { id: "metro_chat", … },
//!     layouts: &[Layout {
//!         variant: "v1",
//!         needs: &["metro", "messages[].sender"],
//!         heads: &[("metro.title", |value, _, chat, _| chat.title = value.as_text().map(Cow::into_owned))],
//!         rows: &[("messages[]", message)],
//!         ..Layout::NONE
//!     }],
//!     ..Json::NONE
//! };
//! ```

mod list;
mod pattern;
mod shape;
#[cfg(test)]
mod tests;
mod value;
mod walk;
mod window;

pub use shape::{Shape, Sort};
pub use value::Value;
pub(super) use value::trimmed;

use super::table::Skip;
use super::{Card, Content, Peek, Reading, Recognition, Source, Status, Why};
use crate::problem::Code;
use crate::record::{Fact, Platform, Spot};
pub(super) use list::{Entry, each, holds_list, sample, widest_list};
use pattern::Patterns;
pub(super) use shape::{LOOK, begin};
use std::io::{BufRead, Cursor, Read};
use walk::{Met, walk};

/// A source whose files are JSON. `S` is what it carries from row to row; it starts as `S::default()` for each file.
pub struct Json<S: 'static> {
    /// What it is.
    pub card: &'static Card,
    /// Its layouts, the more specific first.
    pub layouts: &'static [Layout<S>],
    /// The platform the file itself names, in formats that carry many; `None`: that of the card.
    pub platform: fn(&Peek) -> Option<Platform>,
    /// Names the file this one is easily confused with (`wrong_export.<found>`). Asked only if no layout fits.
    pub lookalike: fn(&Peek) -> Option<&'static str>,
    /// Hears the path of the file inside its archive before anything else: chats are often named by their folder.
    pub begin: fn(&str, &mut S),
    /// Called once at the end.
    pub end: fn(S, &mut Reading<'_>),
}

/// One layout.
pub struct Layout<S: 'static> {
    /// One of [`Card::variants`].
    pub variant: &'static str,
    /// Places at which something stands (`messages[].timestamp_ms`; `*` is any key): all of them.
    pub needs: &'static [&'static str],
    /// Places at which nothing stands: none of them.
    pub lacks: &'static [&'static str],
    /// A further condition: path of the file inside its archive, and its shape.
    pub when: fn(&str, &Shape) -> bool,
    /// Where single values of use stand. Of a place inside which others lie, the function hears that it begins, with an empty value.
    pub heads: &'static [(&'static str, Head<S>)],
    /// Where rows stand.
    pub rows: &'static [(&'static str, Row<S>)],
}

/// Hears a value that is no row.
pub type Head<S> = fn(&Value<'_>, At<'_>, &mut S, &mut Reading<'_>);

/// Turns an entry into a fact. `None`: it is none of ours and no damage (a pin, a separator). Facts beside the row's own go to
/// [`Reading::beside`].
pub type Row<S> = fn(&Value<'_>, At<'_>, &mut S, &mut Reading<'_>) -> Result<Option<Fact>, Skip>;

/// Where an entry stands.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// For the record and its problems.
    pub spot: Spot,
    /// The keys that `*` stands for, from the outermost.
    pub keys: &'a [String],
    /// The layout's variant.
    pub variant: &'static str,
}

impl<S> Layout<S> {
    /// The rest of a declaration.
    pub const NONE: Layout<S> = Layout { variant: "", needs: &[], lacks: &[], when: |_, _| true, heads: &[], rows: &[] };

    fn fits(&self, name: &str, shape: &Shape) -> bool {
        self.needs.iter().all(|p| shape.has(p)) && !self.lacks.iter().any(|p| shape.has(p)) && (self.when)(name, shape)
    }
}

impl<S: Default> Json<S> {
    /// The rest of a declaration.
    pub const NONE: Json<S> = Json {
        card: &Card { id: "", platform: Platform::Other, yields: &[], variants: &[], status: Status::Described },
        layouts: &[],
        platform: |_| None,
        lookalike: |_| None,
        begin: |_, _| {},
        end: |_, _| {},
    };

    fn layout(&self, name: &str, shape: &Shape) -> Option<&'static Layout<S>> {
        self.layouts.iter().find(|l| l.fits(name, shape))
    }
}

impl<S: Default> Source for Json<S> {
    fn card(&self) -> &'static Card {
        self.card
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        if let Some(layout) = peek.json.as_ref().and_then(|shape| self.layout(&peek.name, shape)) {
            let mark = layout.needs.iter().take(4).copied().collect::<Vec<_>>().join(", ");
            return Recognition::Yes(Why { variant: layout.variant, mark });
        }
        (self.lookalike)(peek).map_or(Recognition::No, |found| Recognition::Lookalike { found })
    }

    fn platform(&self, peek: &Peek) -> Platform {
        (self.platform)(peek).unwrap_or(self.card.platform)
    }

    fn read(&self, content: Content<'_>, name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return };
        let mut head = Vec::new();
        // A stream that fails is told by whoever opened it; what came before is kept.
        let _ = text.by_ref().take(LOOK as u64).read_to_end(&mut head);
        let Some(shape) = Shape::of(&String::from_utf8_lossy(&head)) else { return };
        let Some(layout) = self.layout(name, &shape) else { return };
        let mut carried = S::default();
        (self.begin)(name, &mut carried);
        entries(&mut Cursor::new(head).chain(text), layout, &mut carried, into);
        (self.end)(carried, into);
    }
}

/// Reads the rows of one layout.
fn entries<S>(text: &mut dyn BufRead, layout: &Layout<S>, carried: &mut S, into: &mut Reading<'_>) {
    let places = layout.heads.iter().map(|(p, _)| *p).chain(layout.rows.iter().map(|(p, _)| *p));
    let patterns = Patterns::new(places);
    let ceiling = into.limits().row_bytes;
    let mut count = 0u32;
    walk(text, &patterns, ceiling, &mut |met, pattern, keys| {
        let head = pattern.and_then(|p| layout.heads.get(p));
        let row = pattern.and_then(|p| p.checked_sub(layout.heads.len())).and_then(|p| layout.rows.get(p));
        count = count.saturating_add(u32::from(row.is_some()));
        let at = At { spot: Spot::Item(if row.is_some() { count } else { count.saturating_add(1) }), keys, variant: layout.variant };
        let lost = match met {
            Met::Value(value) => {
                if let Some((_, hear)) = head {
                    hear(&value, at, carried, into);
                } else if let Some((_, read)) = row {
                    match read(&value, at, carried, into) {
                        Ok(Some(fact)) => into.row(at.spot, fact),
                        Ok(None) => {}
                        Err(skip) => into.skip(at.spot, skip.code, skip.hint),
                    }
                }
                return !into.stopped();
            }
            Met::Begun => {
                if let Some((_, hear)) = head {
                    hear(&Value::default(), at, carried, into);
                }
                return !into.stopped();
            }
            Met::Broken => Code::RowDamaged,
            Met::TooLong => Code::RowTooLong,
            Met::Cut => Code::CutShort,
        };
        match row {
            Some(_) => into.skip(at.spot, lost, ""),
            None => into.problem(at.spot, lost, ""),
        }
        !into.stopped()
    });
}
