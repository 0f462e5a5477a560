//! RTP packets (RFC 3550 section 5) and the order they come in.

mod packet;
mod sequence;

pub use packet::{HEADER, Malformed, Packet};
pub use sequence::{Arrival, Sequence};
