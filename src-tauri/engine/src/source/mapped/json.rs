//! Rows of an unknown JSON file, read by mapping.

use super::{Mapping, Role, card_of, fact};
use crate::problem::Code;
use crate::record::Spot;
use crate::source::json::{Entry, each, holds_list};
use crate::source::{Card, Content, Peek, Reading, Recognition, Source, Why};
use std::borrow::Cow;

/// The source of one mapping.
pub(super) fn source(mapping: &Mapping) -> &'static dyn Source {
    Box::leak(Box::new(Mapped { place: mapping.place.clone().leak(), mapping: mapping.clone() }))
}

struct Mapped {
    place: &'static str,
    mapping: Mapping,
}

impl crate::source::Marked for Mapped {}

impl Source for Mapped {
    fn card(&self) -> &'static Card {
        card_of(self.mapping.makes)
    }

    fn recognise(&self, peek: &Peek) -> Recognition {
        let Some(shape) = &peek.json else { return Recognition::No };
        let mapped = self.mapping.columns.iter().filter(|(_, role)| role.is_some()).map(|(name, _)| name.as_str());
        let all = mapped.clone().all(|name| holds_list(shape, self.place, name));
        if !all || !self.mapping.is_whole() {
            return Recognition::No;
        }
        let mark = mapped.take(4).collect::<Vec<_>>().join(", ");
        Recognition::Yes(Why { variant: self.mapping.makes.id(), mark })
    }

    fn read(&self, content: Content<'_>, _name: &str, into: &mut Reading<'_>) {
        let Content::Text(mut text) = content else { return };
        let manners: Vec<(Role, &str, String)> =
            self.mapping.columns.iter().filter_map(|(name, role)| Some(((*role)?, name.as_str(), self.mapping.manner((*role)?)))).collect();
        let mut number = 0;
        each(&mut *text, self.place, into, |entry, into| {
            number += 1;
            let spot = Spot::Item(number);
            match entry {
                Entry::Whole(value) => {
                    let say = |wanted: Role| {
                        let (_, name, manner) = manners.iter().find(|(role, ..)| *role == wanted)?;
                        let text: Cow<'_, str> = value.text(name)?;
                        Some((manner.trim_start_matches('.'), text))
                    };
                    match fact::of(self.mapping.makes.id(), &say, spot, into) {
                        Ok(fact) => into.row(spot, fact),
                        Err(skip) => into.skip(spot, skip.code, skip.hint),
                    }
                }
                Entry::Lost(code) => into.skip(spot, code, ""),
                Entry::End => into.problem(spot, Code::CutShort, ""),
            }
        });
    }
}
