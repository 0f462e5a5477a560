//! Tables and lists of words that become YAML of a center: every line is checked first, and either all of
//! them are written or none.

pub mod agents;
mod bytes;
mod entries;
pub mod hotwords;
pub mod members;
mod people;
pub mod phones;
mod table;
mod trouble;
mod write;

pub use bytes::read;
pub use table::{Column, Table, template};
pub use trouble::Troubles;
pub use write::{Imported, Into, write};
