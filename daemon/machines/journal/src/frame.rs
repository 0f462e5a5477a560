//! One frame: what one entry or one checkpoint looks like on disk.
//!
//! | bytes | content (little-endian) |
//! | --- | --- |
//! | 3 | `CCJ` |
//! | 1 | `E` an entry, `C` a checkpoint |
//! | 4 | length of the payload |
//! | 8 | sequence number; of a checkpoint: of the last entry that it covers |
//! | 4 | how many entries of the same group stand before it |
//! | 4 | CRC-32 of the payload |
//! | 4 | CRC-32 of the 24 bytes above |
//!
//! A group is what one write and one sync make durable. The next group is begun only after that, so
//! each frame tells that the entries before its group are durable: that is how a start tells a group
//! that a loss of power tore, of which any part may be missing, from damage to what was kept.
//!
//! The header has a sum of its own, so that a length is never believed before it is checked, and so
//! that a damaged payload costs its own entry only.

use crate::Seq;

/// Length of a frame's header in bytes.
pub const HEADER: usize = 28;

/// The longest payload of a frame in bytes: a center of a hundred thousand resources takes a third of it.
pub const MAX_PAYLOAD: usize = 64 * 1024 * 1024;

pub(crate) const MAGIC: [u8; 3] = *b"CCJ";
const SUMMED: usize = HEADER - 4;

/// What a frame holds.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One appended payload.
    Entry,
    /// The state of the fold after the entry with this frame's sequence number.
    Checkpoint,
}

impl Kind {
    fn letter(self) -> u8 {
        match self {
            Kind::Entry => b'E',
            Kind::Checkpoint => b'C',
        }
    }

    fn of(letter: u8) -> Option<Kind> {
        match letter {
            b'E' => Some(Kind::Entry),
            b'C' => Some(Kind::Checkpoint),
            _ => None,
        }
    }
}

/// A frame that was read and whose sums are right.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// What it holds.
    pub kind: Kind,
    /// Its sequence number.
    pub seq: Seq,
    /// The last entry that was durable when this frame was written.
    pub synced: Seq,
    /// Where its header starts, in bytes from the start of what was read.
    pub offset: u64,
    /// The bytes that were given to be kept.
    pub payload: &'a [u8],
}

/// Appends the frame of an entry to `out`; `place` entries of its group stand before it. `payload` is at most [`MAX_PAYLOAD`] bytes long; a longer
/// one would be taken for damage when read, which is why the writer refuses it.
pub fn encode(seq: Seq, place: u32, payload: &[u8], out: &mut Vec<u8>) {
    encode_kind(Kind::Entry, seq, place, payload, out);
}

/// Appends the frame of a checkpoint that covers the entries up to and with `seq`.
pub fn encode_checkpoint(seq: Seq, state: &[u8], out: &mut Vec<u8>) {
    encode_kind(Kind::Checkpoint, seq, 0, state, out);
}

fn encode_kind(kind: Kind, seq: Seq, place: u32, payload: &[u8], out: &mut Vec<u8>) {
    let mut head = [0; SUMMED];
    let fields = MAGIC
        .into_iter()
        .chain([kind.letter()])
        .chain(
            u32::try_from(payload.len())
                .unwrap_or(u32::MAX)
                .to_le_bytes(),
        )
        .chain(seq.get().to_le_bytes())
        .chain(place.to_le_bytes())
        .chain(crc32fast::hash(payload).to_le_bytes());
    for (place, byte) in head.iter_mut().zip(fields) {
        *place = byte;
    }
    out.reserve(HEADER + payload.len());
    out.extend_from_slice(&head);
    out.extend_from_slice(&crc32fast::hash(&head).to_le_bytes());
    out.extend_from_slice(payload);
}

/// A header whose sum is right.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Header {
    pub kind: Kind,
    pub length: usize,
    pub seq: Seq,
    place: u32,
    sum: u32,
}

impl Header {
    /// Reads the header at the start of `bytes`; `None` unless all of it is there and right.
    pub fn read(bytes: &[u8]) -> Option<Header> {
        let (head, rest) = bytes.split_at_checked(SUMMED)?;
        let sum = u32::from_le_bytes(*rest.first_chunk()?);
        let fields = head.strip_prefix(&MAGIC)?;
        if crc32fast::hash(head) != sum {
            return None;
        }
        let (letter, fields) = fields.split_first()?;
        let (length, fields) = fields.split_first_chunk()?;
        let (seq, fields) = fields.split_first_chunk()?;
        let (place, fields) = fields.split_first_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        Some(Header {
            kind: Kind::of(*letter)?,
            length: (length <= MAX_PAYLOAD).then_some(length)?,
            seq: Seq::new(u64::from_le_bytes(*seq)),
            place: u32::from_le_bytes(*place),
            sum: u32::from_le_bytes(*fields.first_chunk()?),
        })
    }

    /// The last entry that was durable when this was written.
    pub fn synced(&self) -> Seq {
        let before = match self.kind {
            Kind::Entry => u64::from(self.place) + 1,
            Kind::Checkpoint => 0,
        };
        Seq::new(self.seq.get().saturating_sub(before))
    }

    /// Whether `payload` is what this header announced.
    pub fn fits(&self, payload: &[u8]) -> bool {
        crc32fast::hash(payload) == self.sum
    }
}
