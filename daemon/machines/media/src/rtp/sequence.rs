//! The order that packets come in: what is new, late, double, or a restart (RFC 3550 appendix A.1).

/// A jump forward of so many is no loss but a restart.
const MAX_DROPOUT: u16 = 3_000;
/// A packet so far behind is no reordering but a restart.
const MAX_MISORDER: u64 = 100;

/// What a packet is in the order of its stream.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// The first of a stream, or of a stream that jumped.
    Start,
    /// Newer than all before.
    Next,
    /// Older than the newest, and not there before.
    Late,
    /// There before.
    Duplicate,
    /// Far off: the start of something else, should the next follow it.
    Stray,
}

/// The sequence numbers of one stream.
#[derive(Copy, Clone, Debug)]
pub struct Sequence {
    /// The newest number, with the wraps counted above 16 bits.
    highest: u64,
    /// The number that the stream began with.
    base: u64,
    received: u64,
    /// Bit n: the packet n below the highest was there.
    seen: u128,
    /// The number that would make a stray a restart.
    bad: Option<u16>,
}

impl Sequence {
    /// A stream that begins with this number.
    pub fn new(first: u16) -> Sequence {
        // One wrap up, so that packets from before the first have a number too.
        let first = u64::from(first) + 65_536;
        Sequence {
            highest: first,
            base: first,
            received: 1,
            seen: 1,
            bad: None,
        }
    }

    /// Says what the packet with this number is, and remembers it.
    pub fn track(&mut self, number: u16) -> Arrival {
        let ahead = number.wrapping_sub(self.highest as u16);
        if ahead != 0 && ahead < MAX_DROPOUT {
            self.highest += u64::from(ahead);
            self.seen = self.seen.checked_shl(u32::from(ahead)).unwrap_or(0) | 1;
            self.received += 1;
            self.bad = None;
            return Arrival::Next;
        }
        let behind = u64::from(0u16.wrapping_sub(ahead));
        if behind > MAX_MISORDER {
            return self.stray(number);
        }
        let bit = 1u128 << behind;
        if self.seen & bit != 0 {
            return Arrival::Duplicate;
        }
        self.seen |= bit;
        self.received += 1;
        self.base = self.base.min(self.highest - behind);
        Arrival::Late
    }

    fn stray(&mut self, number: u16) -> Arrival {
        if self.bad == Some(number) {
            *self = Sequence::new(number);
            return Arrival::Start;
        }
        self.bad = Some(number.wrapping_add(1));
        Arrival::Stray
    }

    /// The newest number and its wraps, as a report carries them.
    pub fn extended(&self) -> u32 {
        self.highest.wrapping_sub(65_536) as u32
    }

    /// How many packets the stream should have brought.
    pub fn expected(&self) -> u64 {
        self.highest - self.base + 1
    }

    /// How many it brought, doubles not counted.
    pub fn received(&self) -> u64 {
        self.received
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loss_reordering_and_doubles_are_told_apart() {
        let mut sequence = Sequence::new(65_534);
        assert_eq!(sequence.track(65_535), Arrival::Next);
        assert_eq!(sequence.track(2), Arrival::Next);
        assert_eq!(sequence.track(1), Arrival::Late);
        assert_eq!(sequence.track(1), Arrival::Duplicate);
        assert_eq!(sequence.track(2), Arrival::Duplicate);
        assert_eq!((sequence.expected(), sequence.received()), (5, 4));
        assert_eq!(sequence.extended(), 65_538);
    }

    #[test]
    fn one_stray_changes_nothing_and_two_in_a_row_are_a_restart() {
        let mut sequence = Sequence::new(10);
        assert_eq!(sequence.track(30_000), Arrival::Stray);
        assert_eq!(sequence.track(11), Arrival::Next);
        assert_eq!(sequence.track(40_000), Arrival::Stray);
        assert_eq!(sequence.track(40_001), Arrival::Start);
        assert_eq!(sequence.track(40_002), Arrival::Next);
        assert_eq!((sequence.expected(), sequence.received()), (2, 2));
    }

    #[test]
    fn packets_from_before_the_first_count_too() {
        let mut sequence = Sequence::new(0);
        assert_eq!(sequence.track(65_535), Arrival::Late);
        assert_eq!((sequence.expected(), sequence.received()), (2, 2));
    }

    #[test]
    fn wraps_are_counted_for_hours() {
        let mut sequence = Sequence::new(0);
        for number in 1..=200_000u32 {
            assert_eq!(sequence.track(number as u16), Arrival::Next);
        }
        assert_eq!(
            (sequence.extended(), sequence.expected()),
            (200_000, 200_001)
        );
    }
}
