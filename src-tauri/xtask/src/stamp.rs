//! Stamps: a step whose inputs are byte for byte what they were last time is not taken again.

use crate::steps::{Done, target};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// What a step was last done for.
pub(crate) struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// The stamp of a step over these files and folders, plus whatever else its result depends on.
    pub(crate) fn of(step: &str, inputs: &[PathBuf], also: &str) -> Stamp {
        let mut hasher = DefaultHasher::new();
        also.hash(&mut hasher);
        inputs.iter().for_each(|input| hash(input, &mut hasher));
        Stamp { file: target().join("xtask").join(step), now: format!("{:016x}", hasher.finish()) }
    }

    /// Whether the step was done for the same inputs.
    pub(crate) fn holds(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|then| then == self.now)
    }

    /// Remembers that it now is.
    pub(crate) fn set(&self) -> Done {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).and_then(|()| fs::write(&self.file, &self.now)).map_err(|e| e.to_string())
    }
}

fn hash(path: &Path, into: &mut DefaultHasher) {
    let Ok(entries) = fs::read_dir(path) else {
        path.hash(into);
        return fs::read(path).unwrap_or_default().hash(into);
    };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    entries.sort();
    entries.iter().for_each(|entry| hash(entry, into));
}
