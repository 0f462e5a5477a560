//! What a session description says, as far as we use it.

use std::net::IpAddr;

use crate::codec::Codec;
use crate::srtp::Crypto;

/// Which way audio goes, as the one who wrote the description sees it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Both ways.
    SendRecv,
    /// It sends and does not listen: a hold with music.
    SendOnly,
    /// It listens and does not send.
    RecvOnly,
    /// Neither: a hold.
    Inactive,
}

/// A session description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Start and stop of its `t=` line; an answer repeats them.
    pub timing: (u64, u64),
    /// Its `m=` lines in their order, at most 1,000; all but the first 64 only say what they are.
    pub media: Vec<Media>,
}

/// One `m=` line with its attributes; what stands at session level is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// `audio`, `video` …
    pub kind: String,
    /// The port; 0: refused or switched off.
    pub port: u16,
    /// `RTP/AVP` …
    pub transport: String,
    /// The first format as it was written; a refusal repeats it.
    pub first_format: String,
    /// The payload types, the preferred one first.
    pub formats: Vec<u8>,
    /// The names of payload types.
    pub maps: Vec<Map>,
    /// The address of its `c=` line; `None` if it names a host or there is none.
    pub address: Option<IpAddr>,
    /// The port of `a=rtcp`.
    pub rtcp_port: Option<u16>,
    /// The address of `a=rtcp`.
    pub rtcp_address: Option<IpAddr>,
    /// Which way it goes.
    pub direction: Direction,
    /// Milliseconds of audio that it likes to get in one packet.
    pub ptime: Option<u16>,
    /// Milliseconds of audio that it takes in one packet at most.
    pub maxptime: Option<u16>,
    /// The keys of its `a=crypto` that we could use, the preferred one first.
    pub crypto: Vec<Crypto>,
}

/// An `a=rtpmap`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// The payload type.
    pub payload_type: u8,
    /// The name of the encoding.
    pub encoding: String,
    /// Its clock rate in Hz.
    pub rate: u32,
    /// How many channels.
    pub channels: u32,
}

impl Map {
    /// Whether it says this codec.
    pub(super) fn says(&self, codec: Codec) -> bool {
        // Some phones say one channel for Opus, or none.
        let channels = self.channels == codec.channels() || self.channels == 1;
        channels && self.rate == codec.clock() && self.is(codec.name())
    }

    /// Whether it has this name.
    pub(super) fn is(&self, encoding: &str) -> bool {
        self.encoding.eq_ignore_ascii_case(encoding)
    }
}
