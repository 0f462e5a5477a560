//! The two numbers of a journal: of an entry and of a segment.

use std::fmt;

/// The place of an entry in the journal; the first entry is 1, and each next one is one more.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq(u64);

impl Seq {
    /// Before the first entry.
    pub const ZERO: Seq = Seq(0);

    /// The sequence number `number`.
    pub const fn new(number: u64) -> Seq {
        Seq(number)
    }

    /// As a plain number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Seq {
        Seq(self.0.saturating_add(1))
    }

    /// How many entries lie between `earlier` (not counted) and this one (counted).
    pub const fn since(self, earlier: Seq) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The number of a segment; the first is 1. Shown with eight digits, so that names sort.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment(u32);

impl Segment {
    /// The first segment of a journal.
    pub const FIRST: Segment = Segment(1);

    /// The segment `number`.
    pub const fn new(number: u32) -> Segment {
        Segment(number)
    }

    /// The one after this.
    #[must_use]
    pub const fn next(self) -> Segment {
        Segment(self.0.saturating_add(1))
    }
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}", self.0)
    }
}
