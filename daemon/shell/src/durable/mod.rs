//! What must survive: entries go to the journal, and whatever shows them waits until they are there.

mod diary;
mod payload;
mod publisher;
mod writer;

pub use publisher::{Audience, Publication, Publisher};
pub use writer::Writer;
