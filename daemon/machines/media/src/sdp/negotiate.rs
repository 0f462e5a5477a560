//! Offer and answer (RFC 3264): one codec and one audio line for both directions.

use std::net::SocketAddr;

use super::{Codec, Session};
use crate::Remote;

/// What we answer and what we know from the offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The body of our 200.
    pub text: Vec<u8>,
    /// The other side's media.
    pub remote: Remote,
}

/// Why a description cannot be agreed on: 488 (Not Acceptable Here).
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unacceptable {
    /// No audio line over plain RTP, or its port is 0.
    #[error("the session description has no audio over RTP/AVP with a port")]
    NoAudio,
    /// Audio, but no codec that both sides speak.
    #[error("the session description has no codec that we speak (PCMA, PCMU)")]
    NoCodec,
    /// The address is missing, a host name, or of a family that our socket does not speak.
    #[error("the session description has no address that we can send to")]
    NoAddress,
}

/// Answers an offer. `local` is where we receive RTP (RTCP on the next port), `preference` our
/// codecs, best first; `session_id` and `version` go into `o=`.
///
/// # Errors
/// When there is nothing to agree on; answer 488.
pub fn answer(
    offer: &Session,
    local: SocketAddr,
    preference: &[Codec],
    session_id: u64,
    version: u64,
) -> Result<Answer, Unacceptable> {
    let _ = (offer, local, preference, session_id, version);
    Err(Unacceptable::NoAudio)
}

/// Takes the answer to our offer of the codecs `offered`.
///
/// # Errors
/// When it agrees to nothing that we offered; hang up.
pub fn accept(answer: &Session, offered: &[Codec]) -> Result<Remote, Unacceptable> {
    let _ = (answer, offered);
    Err(Unacceptable::NoAudio)
}
