//! Digits as telephone events (RFC 4733).

mod event;
mod receiver;
mod sender;

pub use event::{TelephoneEvent, code, digit};
pub use receiver::{Heard, Receiver};
pub use sender::{Sender, Step};
