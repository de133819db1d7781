//! Archives that come in parts: told by their names, since only the first part begins as an archive does.
//!
//! `x.zip.001`, `x.zip.002`, … are one zip cut by bytes (7-Zip, `split`). `x.z01`, `x.z02`, … and last `x.zip` are PKWARE's own segments
//! (WinZip, Info-ZIP `zip -s`), whose directory counts each from its own start: joined.rs. Google's `takeout-…-001.zip` are whole zips
//! each and need nothing of this.

use super::joined::{self, Joined};
use super::limits::Limits;
use super::{Input, SeekRead, name, sniff};
use crate::error::Error;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a file's name says of the part it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// What the whole is called: `x.zip`.
    pub(super) whole: String,
    pub(super) cut: Cut,
    /// From 1.
    pub(super) number: u32,
}

/// How the whole was divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// By bytes, `.zip.001` first.
    Bytes,
    /// Into segments, `.z01` first and `.zip` last.
    Segments,
}

/// The part that a name stands for; a plain `x.zip`, which may be a last segment, is none by itself.
pub(super) fn named(name: &str) -> Option<Named> {
    let (stem, ending) = name.rsplit_once('.')?;
    let number = |digits: &str| digits.parse().ok().filter(|n| *n > 0 && digits.bytes().all(|b| b.is_ascii_digit()));
    let zip = stem.to_ascii_lowercase().ends_with(".zip");
    if zip && (2..=4).contains(&ending.len()) {
        return Some(Named { whole: stem.to_owned(), cut: Cut::Bytes, number: number(ending)? });
    }
    let digits = ending.strip_prefix(['z', 'Z']).filter(|d| (2..=3).contains(&d.len()))?;
    Some(Named { whole: format!("{stem}.zip"), cut: Cut::Segments, number: number(digits)? })
}

/// Whether a zip is the last of several segments.
pub(super) fn is_last_segment(name: &str, reader: &mut dyn SeekRead) -> Result<bool, Error> {
    if !name.to_lowercase().ends_with(".zip") {
        return Ok(false);
    }
    Ok(joined::segments(reader)?.is_some_and(|count| (2..0xffff).contains(&count)))
}

/// Which of these names belong together, each set in the order of its parts; of a name that belongs to none, it alone.
pub(super) fn sets(names: &[String]) -> Vec<Vec<usize>> {
    let mut sets: BTreeMap<(String, Cut), Vec<(u32, usize)>> = BTreeMap::new();
    let of: Vec<Option<Named>> = names.iter().map(|n| named(n)).collect();
    for (index, part) in of.iter().enumerate() {
        if let Some(part) = part {
            sets.entry((part.whole.to_lowercase(), part.cut)).or_default().push((part.number, index));
        }
    }
    let mut out = Vec::new();
    for (index, (name, part)) in names.iter().zip(&of).enumerate() {
        let segments = (name.to_lowercase(), Cut::Segments);
        match part {
            // With the first of its set, which stands where that one was named.
            Some(part) => {
                let key = (part.whole.to_lowercase(), part.cut);
                if sets.get(&key).and_then(|set| set.iter().map(|(_, at)| at).min()) != Some(&index) {
                    continue;
                }
                let mut set = sets.get(&key).cloned().unwrap_or_default();
                set.sort_unstable();
                // The same part handed over twice.
                set.dedup_by_key(|(number, _)| *number);
                let last = names.iter().position(|n| part.cut == Cut::Segments && n.to_lowercase() == key.0);
                out.push(set.into_iter().map(|(_, at)| at).chain(last).collect());
            }
            None if sets.contains_key(&segments) => {}
            None => out.push(vec![index]),
        }
    }
    out
}

/// Paths as inputs: the parts of one archive, where they lie in one folder, as one.
pub fn gather(paths: Vec<PathBuf>) -> Vec<Input> {
    let called: Vec<String> = paths.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    let set = |set: Vec<usize>| whole(set.iter().filter_map(|at| paths.get(*at)).cloned().map(Input::Path).collect());
    sets(&called).into_iter().map(set).collect()
}

/// The files of one set as one input.
pub fn whole(mut parts: Vec<Input>) -> Input {
    let first = parts.first().and_then(|part| match part {
        Input::Path(path) => named(&name::base(path)),
        Input::Open { name, .. } | Input::Bytes { name, .. } => named(name),
        Input::Parts { .. } => None,
    });
    match (first, parts.len()) {
        (None, 1) => parts.remove(0),
        (part, _) => Input::Parts { name: part.map(|part| part.whole).unwrap_or_default(), parts },
    }
}

/// The parts of one archive, each opened: one file to be read.
///
/// # Errors
/// `parts_missing`; as [`Joined::of_segments`].
pub(super) fn join(parts: Vec<(String, Box<dyn SeekRead>)>, limits: &Limits) -> Result<Joined, Error> {
    Limits::check("parts", parts.len() as u64, limits.parts, "@0")?;
    let told: Vec<Option<Named>> = parts.iter().map(|(name, _)| named(name)).collect();
    let cut = told.iter().flatten().next().map_or(Cut::Segments, |part| part.cut);
    let numbers: Vec<u32> = told.iter().flatten().map(|part| part.number).collect();
    let highest = numbers.iter().max().copied().unwrap_or(0);
    let missing = |to: u32| (1..=to).filter(|n| !numbers.contains(n)).map(|n| ending(cut, n));
    let mut gone: Vec<String> = missing(highest).take(SAID).collect();
    // The last of the segments is named as any zip is.
    let last = told.iter().any(Option::is_none);
    if cut == Cut::Segments && !last {
        gone.push(".zip".into());
    }
    if !gone.is_empty() {
        return Err(Error::PartsMissing { missing: gone });
    }
    let mut joined = Joined::new(parts.into_iter().map(|(_, part)| part).collect())?;
    match cut {
        Cut::Segments => {
            let wanted = joined.count_segments(limits)?;
            let gone: Vec<String> = missing(wanted.saturating_sub(1)).take(SAID).collect();
            if !gone.is_empty() {
                return Err(Error::PartsMissing { missing: gone });
            }
        }
        // What ends as no zip does goes on in a part that isn't here.
        Cut::Bytes => {
            let bytes = joined.len();
            if sniff::end_that_fits(&mut joined, bytes)?.is_none() {
                return Err(Error::PartsMissing { missing: vec![ending(cut, highest.saturating_add(1))] });
            }
        }
    }
    Ok(joined)
}

/// How many missing parts are named.
const SAID: usize = 5;

fn ending(cut: Cut, number: u32) -> String {
    match cut {
        Cut::Bytes => format!(".zip.{number:03}"),
        Cut::Segments => format!(".z{number:02}"),
    }
}

/// Where the parts of an input lie, for whoever opens files for others.
pub fn places(input: &Input) -> Option<Vec<&Path>> {
    match input {
        Input::Path(path) => Some(vec![path]),
        Input::Parts { parts, .. } => {
            parts.iter().map(|part| if let Input::Path(path) = part { Some(path.as_path()) } else { None }).collect()
        }
        Input::Open { .. } | Input::Bytes { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_by_their_names() {
        let part = |whole: &str, cut, number| Some(Named { whole: whole.into(), cut, number });
        assert_eq!(named("x.zip.001"), part("x.zip", Cut::Bytes, 1));
        assert_eq!(named("a.b.ZIP.12"), part("a.b.ZIP", Cut::Bytes, 12));
        assert_eq!(named("x.z01"), part("x.zip", Cut::Segments, 1));
        assert_eq!(named("x.Z102"), part("x.zip", Cut::Segments, 102));
        for plain in [
            "x.zip",
            "takeout-20260301T000000Z-001.zip",
            "x.7z.001",
            "x.zip.000",
            "x.zip.1",
            "x.z1",
            "x.zip.+12",
            "聊天.001",
            "z01",
            ".zip",
        ] {
            assert_eq!(named(plain), None, "{plain}");
        }
    }

    #[test]
    fn sets_come_where_their_first_was_named() {
        let names = |all: &[&str]| all.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        assert_eq!(sets(&names(&["b.zip.002", "a.csv", "b.zip.001", "b.zip"])), [vec![2, 0], vec![1], vec![3]]);
        assert_eq!(sets(&names(&["x.zip", "x.z02", "y.zip", "x.z01"])), [vec![3, 1, 0], vec![2]]);
        assert_eq!(sets(&names(&["d/x.z01", "e/x.zip"])), [vec![0], vec![1]]);
    }

    #[test]
    fn inputs_in_parts_are_one() {
        let paths = ["/d/x.zip.002", "/d/x.zip.001", "/d/bill.csv"].map(PathBuf::from);
        let inputs = gather(paths.into());
        let Some(Input::Parts { name, parts }) = inputs.first() else { panic!("{inputs:?}") };
        assert_eq!((name.as_str(), parts.len(), inputs.len()), ("x.zip", 2, 2));
        let first = PathBuf::from("/d/x.zip.001");
        assert_eq!(places(&inputs[0]).unwrap()[0], first);
    }
}
