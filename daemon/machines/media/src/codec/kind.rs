//! Which codecs there are and what a session description says of them.

use super::g711::Law;
use super::{g729, opus};

/// A codec that we speak.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Codec {
    /// G.711 A-law, 8 kHz.
    Pcma,
    /// G.711 µ-law, 8 kHz.
    Pcmu,
    /// G.722 at 64 kbit/s, 16 kHz.
    G722,
    /// G.729 without annex B, 8 kHz.
    G729,
    /// Opus, up to 48 kHz.
    Opus,
}

/// All of them, those first that cost least.
const ALL: [Codec; 5] = [
    Codec::Pcma,
    Codec::Pcmu,
    Codec::G722,
    Codec::G729,
    Codec::Opus,
];

impl Codec {
    /// All of them, those first that cost least.
    pub const ALL: &'static [Codec] = &ALL;

    /// Its static payload type (RFC 3551 section 6), or the dynamic one that we propose for it.
    pub const fn payload_type(self) -> u8 {
        match self {
            Codec::Pcma => 8,
            Codec::Pcmu => 0,
            Codec::G722 => 9,
            Codec::G729 => 18,
            Codec::Opus => 111,
        }
    }

    /// Whether its payload type needs no rtpmap.
    pub const fn is_static(self) -> bool {
        !matches!(self, Codec::Opus)
    }

    /// Its name in an rtpmap.
    pub const fn name(self) -> &'static str {
        match self {
            Codec::Pcma => "PCMA",
            Codec::Pcmu => "PCMU",
            Codec::G722 => "G722",
            Codec::G729 => "G729",
            Codec::Opus => "opus",
        }
    }

    /// The rate of its timestamps in Hz. That of G.722 is no more than a half of the truth (RFC 3551
    /// section 4.5.2).
    pub const fn clock(self) -> u32 {
        match self {
            Codec::Pcma | Codec::Pcmu | Codec::G722 | Codec::G729 => 8_000,
            Codec::Opus => 48_000,
        }
    }

    /// The channels in its rtpmap. Opus says two whatever is sent (RFC 7587 section 7).
    pub const fn channels(self) -> u32 {
        match self {
            Codec::Opus => 2,
            _ => 1,
        }
    }

    /// What we say of it in a fmtp.
    pub const fn parameters(self) -> Option<&'static str> {
        match self {
            Codec::Pcma | Codec::Pcmu | Codec::G722 => None,
            Codec::G729 => Some("annexb=no"),
            Codec::Opus => Some("minptime=10;useinbandfec=1;stereo=0;sprop-stereo=0"),
        }
    }

    /// Which law of G.711 it is.
    pub const fn law(self) -> Option<Law> {
        match self {
            Codec::Pcma => Some(Law::A),
            Codec::Pcmu => Some(Law::Mu),
            _ => None,
        }
    }

    /// The samples of a frame for somebody who likes so many milliseconds in a packet: 10 to 60 ms, and
    /// of Opus only the lengths that it has.
    pub const fn frame(self, ptime_ms: u16) -> usize {
        let pieces = match (self, ptime_ms / 10) {
            (Codec::Opus, 3) => 2,
            (Codec::Opus, 5) => 4,
            (_, 0) => 1,
            (_, pieces @ 1..=5) => pieces as usize,
            (_, _) => 6,
        };
        pieces * super::PIECE
    }

    /// How many samples of 1/8000 s a payload has.
    pub fn samples(self, payload: &[u8]) -> usize {
        match self {
            Codec::Pcma | Codec::Pcmu | Codec::G722 => payload.len(),
            Codec::G729 => g729::samples(payload),
            Codec::Opus => opus::samples(payload),
        }
    }

    /// Whether a packet of one can be made one of the other without hearing what is in it.
    pub const fn becomes(self, other: Codec) -> bool {
        self as u8 == other as u8 || (self.law().is_some() && other.law().is_some())
    }
}
