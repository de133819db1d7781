//! What formats are known by, as data: so that a file which no source knows can be told what it lacks to be one ([`crate::drift`]).

use super::json::{Json, Layout};
use super::table::{Dialect, Table};

/// What one variant of a format is known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// One of the card's variants.
    pub variant: &'static str,
    /// Whether these are columns of a table; else they are places in JSON (`messages[].sender`; `*` is any key).
    pub columns: bool,
    /// All of these have to be there.
    pub needs: Vec<&'static str>,
    /// Known besides: columns that may be there, places where rows and single values stand.
    pub knows: Vec<&'static str>,
    /// Columns that this variant prints under another name: (printed, ours).
    pub renamed: &'static [(&'static str, &'static str)],
}

/// A source that can say what it is known by. Text and pages are known by the shape of their lines: of those nothing is said.
pub trait Marked {
    /// A line a layout.
    fn marks(&self) -> Vec<Marks> {
        Vec::new()
    }
}

impl<S> Marked for Json<S> {
    fn marks(&self) -> Vec<Marks> {
        let one = |l: &Layout<S>| Marks {
            variant: l.variant,
            needs: l.needs.to_vec(),
            knows: l.rows.iter().map(|(place, _)| *place).chain(l.heads.iter().map(|(place, _)| *place)).collect(),
            ..Marks::default()
        };
        self.layouts.iter().map(one).collect()
    }
}

impl<S> Marked for Table<S> {
    fn marks(&self) -> Vec<Marks> {
        let one = |d: &Dialect| {
            let mut needs: Vec<&str> = d.starts.to_vec();
            needs.extend(d.header.iter().filter(|name| !d.starts.contains(name)));
            let knows = d.expected.iter().chain(d.optional).copied().collect();
            Marks { variant: d.variant, columns: true, needs, knows, renamed: d.renamed }
        };
        self.dialects.iter().map(one).collect()
    }
}
