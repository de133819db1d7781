//! What the page may ask, a few lines each; the other side is `ui/src/lib/host`. What fails is a `Failure` in words.

pub(crate) mod keep;
pub(crate) mod people;
pub(crate) mod pick;
pub(crate) mod proof;
pub(crate) mod queue;
pub(crate) mod read;
pub(crate) mod rows;
pub(crate) mod start;
pub(crate) mod vault;

use dossier_engine::error::Error;
use dossier_engine::report::files::failure;
use dossier_engine::report::wire::Failure;

/// What a command answers.
type Answer<T> = Result<T, Failure>;

/// An error that concerns no single file, in words.
fn said(e: Error) -> Failure {
    failure(&e, "", None)
}
