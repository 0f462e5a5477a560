//! Session descriptions (RFC 8866) and their offer and answer (RFC 3264).
//!
//! [`parse`] takes what carriers and phones really send and never panics; [`answer`], [`offer`] and
//! [`accept`] agree on one codec for both directions.

mod negotiate;
mod parse;
mod session;
mod terms;
#[cfg(test)]
mod tests;
mod write;

pub use crate::codec::Codec;
pub use negotiate::{Answer, Unacceptable, accept, answer, is_acceptable};
pub use parse::{SdpError, parse};
pub use session::{Direction, Map, Media, Session};
pub use terms::{OurKeys, Srtp, Terms};
pub(crate) use write::{OUR_EVENTS, OUR_FAST_EVENTS};
pub use write::{offer, offer_one_way};
