//! Reading frames out of bytes that may have been cut, torn or damaged.

use std::fmt;

use crate::frame::{Frame, HEADER, Header};
use crate::resync::next_frame;
use crate::{Kind, Seq};

/// A stretch of bytes that holds no readable frame.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it starts, in bytes from the start of what is read.
    pub offset: u64,
    /// How many bytes were skipped; 0 if the bytes are fine but entries are missing between them.
    pub length: u64,
    /// What is wrong there.
    pub why: Why,
    /// Whether nothing readable follows, as after a write that a crash cut short.
    pub tail: bool,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.tail {
            "at the end"
        } else {
            "in the middle"
        };
        write!(
            f,
            "{} bytes at offset {} {place}: {}",
            self.length, self.offset, self.why
        )
    }
}

/// What is wrong with a damaged stretch.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The bytes end inside a frame.
    Cut,
    /// The header's sum is wrong.
    Header,
    /// The payload's sum is wrong.
    Payload,
    /// The frame is whole, but its number does not rise.
    Order {
        /// The number before it.
        last: Seq,
        /// Its number.
        found: Seq,
    },
    /// The frame is whole, but entries before it are missing.
    Missing {
        /// The number that was to come.
        expected: Seq,
        /// The number that came.
        found: Seq,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Cut => f.write_str("the last frame is cut short"),
            Why::Header => f.write_str("the sum of a header is wrong"),
            Why::Payload => f.write_str("the sum of an entry is wrong"),
            Why::Order { last, found } => write!(f, "entry {found} stands after entry {last}"),
            Why::Missing { expected, found } => {
                write!(
                    f,
                    "the entries from {expected} to before {found} are missing"
                )
            }
        }
    }
}

/// Iterates the frames of one segment. Every frame that it yields has right sums and a number above
/// that of the one before, or equal to it if it is a checkpoint; what cannot be read comes as
/// [`Damage`]. It never panics and never believes a length that the bytes do not bear out.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    good_end: usize,
    last: Option<Seq>,
    /// The frame after a gap, held back until the gap has been reported.
    held: Option<Frame<'a>>,
}

impl<'a> Reader<'a> {
    /// A reader of one segment's bytes.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader {
            bytes,
            at: 0,
            good_end: 0,
            last: None,
            held: None,
        }
    }

    /// A reader that expects the entry after `last` to come first.
    pub fn after(bytes: &'a [u8], last: Seq) -> Reader<'a> {
        Reader {
            last: Some(last),
            ..Reader::new(bytes)
        }
    }

    /// Where the last good frame yielded so far ends, in bytes: what lies beyond at the end of the
    /// iteration is a torn tail.
    pub fn good_end(&self) -> u64 {
        self.good_end as u64
    }

    fn accept(&mut self, frame: Frame<'a>) -> Frame<'a> {
        self.last = Some(frame.seq);
        self.good_end = self.at;
        frame
    }

    /// The frame at `self.at` with its length; or why there is none and, if known, how far to skip.
    fn here(&self) -> Result<(Frame<'a>, usize), (Why, Option<usize>)> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.len() < HEADER {
            return Err((Why::Cut, None));
        }
        let header = Header::read(rest).ok_or((Why::Header, None))?;
        let length = HEADER + header.length;
        // The header is right, so its length is: nothing behind the cut can be a frame, and what
        // looks like one inside the payload is the payload's own business.
        let payload = rest
            .get(HEADER..length)
            .ok_or((Why::Cut, Some(rest.len())))?;
        if !header.fits(payload) {
            return Err((Why::Payload, Some(length)));
        }
        let frame = Frame {
            kind: header.kind,
            seq: header.seq,
            synced: header.synced(),
            offset: self.at as u64,
            payload,
        };
        Ok((frame, length))
    }

    /// Skips from `self.at` to the next frame that is whole, or to the end.
    fn skip(&mut self, why: Why, length: Option<usize>) -> Damage {
        let start = self.at;
        let from = start + length.unwrap_or(1);
        let next = next_frame(self.bytes, from);
        self.at = next.unwrap_or(self.bytes.len());
        let length = (self.at - start) as u64;
        Damage {
            offset: start as u64,
            length,
            why,
            tail: next.is_none(),
        }
    }

    /// The complaint about a whole frame whose number is not the next one.
    fn gap(&self, frame: &Frame<'_>) -> Option<Why> {
        let last = self.last?;
        let expected = match frame.kind {
            Kind::Entry => last.next(),
            Kind::Checkpoint => last,
        };
        match frame.seq.cmp(&expected) {
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Less => Some(Why::Order {
                last,
                found: frame.seq,
            }),
            std::cmp::Ordering::Greater => Some(Why::Missing {
                expected,
                found: frame.seq,
            }),
        }
    }
}

impl<'a> Iterator for Reader<'a> {
    type Item = Result<Frame<'a>, Damage>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(frame) = self.held.take() {
            return Some(Ok(self.accept(frame)));
        }
        if self.at >= self.bytes.len() {
            return None;
        }
        let (frame, length) = match self.here() {
            Ok(found) => found,
            Err((why, length)) => return Some(Err(self.skip(why, length))),
        };
        let gap = self.gap(&frame);
        if let Some(why @ Why::Order { .. }) = gap {
            return Some(Err(self.skip(why, Some(length))));
        }
        self.at += length;
        if let Some(why) = gap {
            self.held = Some(frame);
            return Some(Err(Damage {
                offset: frame.offset,
                length: 0,
                why,
                tail: false,
            }));
        }
        Some(Ok(self.accept(frame)))
    }
}
