//! Session descriptions (RFC 8866) and their offer and answer (RFC 3264).
//!
//! [`parse`] takes what carriers and phones really send and never panics; [`answer`], [`offer`] and
//! [`accept`] agree on one codec for both directions.

mod negotiate;
mod parse;
mod session;
mod write;

pub use negotiate::{Answer, Unacceptable, accept, answer};
pub use parse::{SdpError, parse};
pub use session::{Codec, Direction, Media, Session};
pub use write::offer;
