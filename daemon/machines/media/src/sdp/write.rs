//! Writes session descriptions.

use std::net::SocketAddr;

use super::Codec;

/// Our offer: audio at `local` with the codecs of `preference`, best first, and telephone events.
pub fn offer(local: SocketAddr, preference: &[Codec], session_id: u64, version: u64) -> Vec<u8> {
    let _ = (local, preference, session_id, version);
    Vec::new()
}
