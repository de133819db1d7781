//! The report: schema `dossier/1`, and its renderings as text and HTML.

pub mod drift;
pub mod dropped;
pub mod files;
pub mod guides;
pub mod html;
pub mod labels;
mod parts;
pub mod people;
pub mod place;
pub mod proof;
pub mod queue;
pub mod rows;
pub mod table;
pub mod tally;
pub mod text;
pub mod window;
pub mod wire;
