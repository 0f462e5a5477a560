//! What must survive: the journal on a real disk, and views of it that can be rebuilt.
//!
//! [`Journal`] runs the pure writer of the `journal` crate on a thread of its own. It is the truth:
//! an entry is shown to the world only once it is durable. A [`View`] answers questions about
//! the entries quickly; it may be lost, and is then made again from the journal.

mod error;
mod files;
mod handle;
mod inbox;
mod payload;
mod settings;
pub mod view;
mod worker;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use files::Files;
pub use handle::{Journal, Replay};
pub use inbox::Status;
pub use payload::{Payload, SharedBytes};
pub use settings::Settings;
pub use view::{Batch, Opening, Page, Scan, View, ViewError};
