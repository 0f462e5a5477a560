//! What a contact center is: its configuration, its words for states, and its records.
//!
//! Values only. Everything here is immutable once made, has its units parsed and its names resolved,
//! and serialises to the JSON that the interface and the journal use.

pub mod ask;
pub mod config;
pub mod homes;
pub mod host;
mod id;
pub mod live;
mod moved;
mod name;
pub mod phone_number;
mod place;
pub mod reading;
pub mod record;
mod schema;
mod shared;
mod span;
pub mod state;
pub mod tests;
mod touched;

pub use config::Config;
pub use id::{CallId, RecordingId, Revision};
pub use moved::{Moved, MovedKind, Renames};
pub use name::{DialString, Extension, Hotword, InvalidName, IvrName, Key, Name};
pub use place::{Place, Places};
pub use shared::Shared;
pub use span::{InvalidSpan, Span};
pub use touched::Touched;
