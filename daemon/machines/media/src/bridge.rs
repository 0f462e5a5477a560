//! Relays one leg's packets to another: what its sequence numbers and timestamps become there.
//!
//! Loss and order stay visible to the other side; only when the stream begins, or begins anew, it is
//! joined to what that side got before.

use kernel::Mono;

use crate::outgoing::Outgoing;
use crate::rtp::Packet;

/// A packet so far behind is not relayed.
const MAX_BEHIND: u16 = 100;
/// A timestamp that moves back by more than 10 s or ahead by more than 30 s begins anew; in 1/8000 s.
const BACK: i32 = -80_000;
const AHEAD: i32 = 240_000;

/// Where a relayed packet lies in the stream of the other leg.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sequence: u16,
    pub(crate) timestamp: u32,
    pub(crate) marker: bool,
}

/// How one stream lies in another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relay {
    stream: Option<Stream>,
}

#[derive(Clone, Debug)]
struct Stream {
    ssrc: u32,
    /// Units of its clock in 1/8000 s.
    ratio: u32,
    newest: u16,
    newest_timestamp: u32,
    /// How many numbers below the newest belong to what was relayed.
    span: u16,
    sequence_offset: u16,
    timestamp_offset: u32,
}

impl Relay {
    /// The next packet begins a talk spurt.
    pub(crate) fn restart(&mut self) {
        self.stream = None;
    }

    /// Where a packet goes that came `now`; `None`: it is from before the relay began.
    pub(crate) fn place(
        &mut self,
        now: Mono,
        packet: &Packet<'_>,
        outgoing: &Outgoing,
    ) -> Option<Place> {
        let known = self
            .stream
            .as_mut()
            .filter(|stream| stream.continues(packet));
        let Some(stream) = known else {
            let stream = Stream::join(now, packet, outgoing);
            let place = stream.place(packet, true);
            self.stream = Some(stream);
            return Some(place);
        };
        let ahead = packet.sequence.wrapping_sub(stream.newest);
        if ahead < u16::MAX / 2 {
            stream.newest = packet.sequence;
            stream.newest_timestamp = packet.timestamp;
            stream.span = stream.span.saturating_add(ahead);
        } else if 0u16.wrapping_sub(ahead) > stream.span.min(MAX_BEHIND) {
            return None;
        }
        Some(stream.place(packet, packet.marker))
    }

    /// Leaves out a packet that the other leg cannot take, so that it makes no gap.
    pub(crate) fn leave_out(&mut self, packet: &Packet<'_>) {
        let known = self
            .stream
            .as_mut()
            .filter(|stream| stream.continues(packet));
        let Some(stream) = known else { return };
        let ahead = packet.sequence.wrapping_sub(stream.newest);
        if ahead != 0 && ahead < u16::MAX / 2 {
            stream.newest = packet.sequence;
            stream.sequence_offset = stream.sequence_offset.wrapping_sub(1);
            stream.span = 0;
        }
    }
}

impl Stream {
    /// Joins a stream to what was sent before: the next number, the time that has passed.
    fn join(now: Mono, packet: &Packet<'_>, outgoing: &Outgoing) -> Stream {
        Stream {
            ssrc: packet.ssrc,
            ratio: outgoing.ratio(),
            newest: packet.sequence,
            newest_timestamp: packet.timestamp,
            span: 0,
            sequence_offset: outgoing.next_sequence().wrapping_sub(packet.sequence),
            timestamp_offset: outgoing.timestamp(now).wrapping_sub(packet.timestamp),
        }
    }

    fn continues(&self, packet: &Packet<'_>) -> bool {
        let moved = packet.timestamp.wrapping_sub(self.newest_timestamp) as i32;
        let moved = moved / self.ratio.max(1) as i32;
        packet.ssrc == self.ssrc && (BACK..=AHEAD).contains(&moved)
    }

    fn place(&self, packet: &Packet<'_>, marker: bool) -> Place {
        Place {
            sequence: packet.sequence.wrapping_add(self.sequence_offset),
            timestamp: packet.timestamp.wrapping_add(self.timestamp_offset),
            marker,
        }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Chance;

    use super::*;

    fn packet(ssrc: u32, sequence: u16, timestamp: u32) -> Packet<'static> {
        Packet {
            marker: false,
            payload_type: 8,
            sequence,
            timestamp,
            ssrc,
            payload: &[],
        }
    }

    #[test]
    fn loss_and_order_stay_visible() {
        let outgoing = Outgoing::new(&mut Chance::from_number(1));
        let mut relay = Relay::default();
        let mut place = |sequence: u16| {
            let packet = packet(1, sequence, u32::from(sequence) * 160);
            relay.place(Mono::ZERO, &packet, &outgoing)
        };
        let first = place(100).unwrap();
        assert!(first.marker);
        let gap = place(103).unwrap();
        assert_eq!(gap.sequence.wrapping_sub(first.sequence), 3);
        assert_eq!(gap.timestamp.wrapping_sub(first.timestamp), 480);
        let late = place(102).unwrap();
        assert_eq!(late.sequence.wrapping_sub(first.sequence), 2);
        assert!(!late.marker);
        assert_eq!(place(99), None);
    }

    #[test]
    fn a_packet_left_out_makes_no_gap() {
        let outgoing = Outgoing::new(&mut Chance::from_number(1));
        let mut relay = Relay::default();
        let first = relay
            .place(Mono::ZERO, &packet(1, 10, 0), &outgoing)
            .unwrap();
        relay.leave_out(&packet(1, 11, 160));
        let next = relay
            .place(Mono::ZERO, &packet(1, 12, 320), &outgoing)
            .unwrap();
        assert_eq!(next.sequence.wrapping_sub(first.sequence), 1);
        assert_eq!(next.timestamp.wrapping_sub(first.timestamp), 320);
        assert_eq!(relay.place(Mono::ZERO, &packet(1, 10, 0), &outgoing), None);
    }

    #[test]
    fn another_source_or_a_wild_timestamp_is_joined_anew() {
        let outgoing = Outgoing::new(&mut Chance::from_number(1));
        let mut relay = Relay::default();
        let first = relay
            .place(Mono::ZERO, &packet(1, 10, 0), &outgoing)
            .unwrap();
        let other = relay
            .place(Mono::ZERO, &packet(2, 9_000, 7), &outgoing)
            .unwrap();
        assert_eq!(
            (other.sequence, other.timestamp),
            (first.sequence, first.timestamp)
        );
        let wild = relay
            .place(Mono::ZERO, &packet(2, 9_001, 1 << 31), &outgoing)
            .unwrap();
        assert!(wild.marker);
        assert_eq!(wild.timestamp, first.timestamp);
    }
}
