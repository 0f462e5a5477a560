//! The one stream that a leg is sent, whoever speaks in it.

use kernel::{Chance, Mono};

use crate::rtp::{HEADER, Packet};

/// The largest payload that is sent or relayed.
pub(crate) const MAX_PAYLOAD: usize = 1_400;

/// Where packets are put together.
pub(crate) type Scratch = [u8; HEADER + MAX_PAYLOAD];

/// What a packet begins with.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Head {
    pub(crate) marker: bool,
    pub(crate) payload_type: u8,
    /// `None`: the next.
    pub(crate) sequence: Option<u16>,
    pub(crate) timestamp: u32,
    /// How many samples of 1/8000 s it covers.
    pub(crate) samples: u32,
}

/// Sequence numbers and timestamps of what one leg is sent.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    pub(crate) ssrc: u32,
    /// Units of its clock in 1/8000 s.
    ratio: u32,
    sequence: u16,
    /// A point of time and the timestamp then.
    anchor: Option<(Mono, u32)>,
    /// The timestamp after the newest sample.
    end: u32,
    /// When the first packet was sent.
    pub(crate) first: Option<Mono>,
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
}

impl Outgoing {
    /// A stream with random beginnings (RFC 3550 section 5.1).
    pub(crate) fn new(chance: &mut Chance) -> Outgoing {
        let drawn = chance.number();
        Outgoing {
            ssrc: drawn as u32,
            ratio: 1,
            sequence: (drawn >> 48) as u16,
            anchor: None,
            end: chance.number() as u32,
            first: None,
            packets: 0,
            bytes: 0,
        }
    }

    /// Goes on with a clock of that rate in Hz.
    pub(crate) fn set_clock(&mut self, now: Mono, hertz: u32) {
        let ratio = (hertz / 8_000).max(1);
        if ratio != self.ratio {
            self.end = self.timestamp(now);
            self.anchor = self.anchor.map(|_| (now, self.end));
            self.ratio = ratio;
        }
    }

    /// Units of its clock in 1/8000 s.
    pub(crate) fn ratio(&self) -> u32 {
        self.ratio
    }

    /// The number of the next packet.
    pub(crate) fn next_sequence(&self) -> u16 {
        self.sequence
    }

    /// The timestamp after all that was sent.
    pub(crate) fn end(&self) -> u32 {
        self.end
    }

    /// The timestamp of something that begins `now`: the time that has passed, and never before the
    /// end of what was sent.
    pub(crate) fn timestamp(&self, now: Mono) -> u32 {
        let passed = self.clock(now);
        if after(passed, self.end) {
            passed
        } else {
            self.end
        }
    }

    /// What the clock of the stream says `now`.
    pub(crate) fn clock(&self, now: Mono) -> u32 {
        let Some((at, timestamp)) = self.anchor else {
            return self.end;
        };
        let samples = (now.since(at).as_micros() / 125) as u32;
        timestamp.wrapping_add(samples.wrapping_mul(self.ratio))
    }

    /// When something was sent last.
    pub(crate) fn last_sent(&self) -> Option<Mono> {
        self.anchor.map(|(at, _)| at)
    }

    /// Puts the header before the `payload` bytes that `scratch` holds behind it; gives the packet,
    /// which belongs to the time `at`.
    pub(crate) fn seal<'a>(
        &mut self,
        scratch: &'a mut Scratch,
        at: Mono,
        head: Head,
        payload: usize,
    ) -> &'a [u8] {
        let sequence = head.sequence.unwrap_or(self.sequence);
        let Head {
            marker,
            payload_type,
            timestamp,
            ..
        } = head;
        let packet = Packet {
            marker,
            payload_type,
            sequence,
            timestamp,
            ssrc: self.ssrc,
            payload: &[],
        };
        if let Some(place) = scratch.first_chunk_mut::<HEADER>() {
            *place = packet.header();
        }
        // A late packet moves nothing.
        if sequence.wrapping_sub(self.sequence) < u16::MAX / 2 {
            self.sequence = sequence.wrapping_add(1);
        }
        if self
            .anchor
            .is_none_or(|(_, newest)| after(timestamp, newest))
        {
            self.anchor = Some((at, timestamp));
        }
        let end = timestamp.wrapping_add(head.samples.wrapping_mul(self.ratio));
        if after(end, self.end) {
            self.end = end;
        }
        self.first.get_or_insert(at);
        self.packets += 1;
        self.bytes += payload as u64;
        scratch.get(..HEADER + payload).unwrap_or_default()
    }
}

/// The part of the scratch that holds the payload.
pub(crate) fn payload_of(scratch: &mut Scratch) -> &mut [u8] {
    scratch.get_mut(HEADER..).unwrap_or_default()
}

/// Whether a timestamp is later than another, on a clock that wraps.
fn after(one: u32, other: u32) -> bool {
    (one.wrapping_sub(other) as i32) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn send(outgoing: &mut Outgoing, at: Mono, timestamp: u32) {
        let head = Head {
            marker: false,
            payload_type: 8,
            sequence: None,
            timestamp,
            samples: 160,
        };
        outgoing.seal(&mut [0; HEADER + MAX_PAYLOAD], at, head, 160);
    }

    #[test]
    fn time_that_passes_in_silence_is_in_the_timestamp() {
        let mut outgoing = Outgoing::new(&mut Chance::from_number(3));
        let first = outgoing.timestamp(Mono::from_micros(77));
        send(&mut outgoing, Mono::from_micros(1_000), first);
        assert_eq!(
            outgoing.timestamp(Mono::from_micros(1_000)),
            first.wrapping_add(160)
        );
        assert_eq!(
            outgoing.timestamp(Mono::from_micros(21_000)),
            first.wrapping_add(160)
        );
        assert_eq!(
            outgoing.timestamp(Mono::from_micros(1_001_000)),
            first.wrapping_add(8_000)
        );
    }
}
