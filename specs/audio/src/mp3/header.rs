//! The four bytes before each frame.

use crate::NotAudio;

/// What a frame's header tells.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// 1, 2, or 3 for the extension 2.5.
    version: u8,
    /// Samples a second.
    pub rate: u32,
    /// 1 or 2.
    pub channels: u16,
    /// The length of the frame in bytes, the header included.
    pub length: usize,
    /// The bytes of a checksum after the header.
    checksum: usize,
}

/// Bits a second by 1,000, by the index in the header.
const KILOBITS_1: [u32; 15] = [
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];
const KILOBITS_2: [u32; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

impl Header {
    /// Whether a header may begin here.
    pub fn sync(bytes: &[u8]) -> bool {
        matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0)
    }

    /// Reads a header; `None` if this is none.
    pub fn read(bytes: &[u8]) -> Option<Result<Header, NotAudio>> {
        let [_, second, third, fourth] = *bytes.first_chunk::<4>()?;
        if !Header::sync(bytes) {
            return None;
        }
        let version = match second >> 3 & 3 {
            0 => 3,
            2 => 2,
            3 => 1,
            _ => return None,
        };
        let rate = *[44_100_u32, 48_000, 32_000].get(usize::from(third >> 2 & 3))?;
        let rate = rate >> (version - 1);
        let bits = usize::from(third >> 4);
        match (second >> 1 & 3, bits) {
            (0, _) | (_, 15) => return None,
            (3, _) => return Some(Err(NotAudio::Layer(1))),
            (2, _) => return Some(Err(NotAudio::Layer(2))),
            (_, 0) => return Some(Err(NotAudio::FreeFormat)),
            _ => {}
        }
        let (table, slots) = match version {
            1 => (KILOBITS_1, 144_000),
            _ => (KILOBITS_2, 72_000),
        };
        let length = slots * table.get(bits)? / rate + u32::from(third >> 1 & 1);
        Some(Ok(Header {
            version,
            rate,
            channels: if fourth >> 6 == 3 { 1 } else { 2 },
            length: usize::try_from(length).ok()?,
            checksum: if second & 1 == 0 { 2 } else { 0 },
        }))
    }

    /// Samples of each channel in a frame.
    pub fn samples(&self) -> u32 {
        match self.version {
            1 => 1_152,
            _ => 576,
        }
    }

    /// Whether two frames can be of one stream.
    pub fn fits(&self, other: &Header) -> bool {
        (self.version, self.rate, self.channels) == (other.version, other.rate, other.channels)
    }

    /// Whether a frame holds an index of the file in place of sound.
    pub fn is_index(&self, frame: &[u8]) -> bool {
        let side = match (self.version, self.channels) {
            (1, 1) | (2.., 2) => 17,
            (1, _) => 32,
            _ => 9,
        };
        let at = |place: usize| frame.get(place..place + 4);
        matches!(at(4 + self.checksum + side), Some(b"Xing" | b"Info"))
            || at(36) == Some(b"VBRI".as_slice())
    }
}
