//! Follows the call log: resumed without a gap or a duplicate, folded to one line a call.

mod activity;
mod cursor;
mod fold;
mod line;
mod screen;
mod stream;

pub use fold::Fold;
pub use screen::Screen;
pub use stream::{Message, Stream};
