//! What is known of the stream that comes in: order, loss and jitter (RFC 3550 appendix A).

use kernel::Mono;

use super::{Block, middle};
use crate::rtp::{Arrival, Packet, Sequence};

/// The transit time changes by less than 2 s, or it was the timestamp that jumped; in 1/8000 s.
const MAX_CHANGE: u32 = 16_000;

/// The stream that comes in, and the streams before it.
#[derive(Clone, Debug)]
pub struct Reception {
    /// Units of the sender's clock in 1/8000 s.
    ratio: u32,
    stream: Option<Stream>,
    /// Lost in streams that are over.
    lost_before: u64,
    last_sender_report: Option<(u64, Mono)>,
}

#[derive(Clone, Debug)]
struct Stream {
    ssrc: u32,
    sequence: Sequence,
    /// The timestamp of the packet before, and its transit time in units of the clock.
    timestamp: u32,
    transit: u32,
    /// The jitter in 1/16 of a unit (RFC 3550 appendix A.8).
    jitter: u32,
    /// Expected and received when the last report was written.
    reported: (u64, u64),
}

impl Default for Reception {
    fn default() -> Self {
        Reception {
            ratio: 1,
            stream: None,
            lost_before: 0,
            last_sender_report: None,
        }
    }
}

impl Reception {
    /// The sender's clock has that rate in Hz.
    pub fn set_clock(&mut self, hertz: u32) {
        self.ratio = (hertz / 8_000).max(1);
    }

    /// Units of the sender's clock in microseconds.
    pub fn micros(&self, units: u32) -> u32 {
        units.saturating_mul(125) / self.ratio
    }

    /// Takes a packet that came `now`, and says what it is in its order. Another source than before
    /// is a start.
    pub fn take(&mut self, now: Mono, packet: &Packet<'_>) -> Arrival {
        let ratio = self.ratio;
        let transit = ((now.as_micros() / 125) as u32).wrapping_mul(ratio);
        let transit = transit.wrapping_sub(packet.timestamp);
        let Some(stream) = self
            .stream
            .as_mut()
            .filter(|stream| stream.ssrc == packet.ssrc)
        else {
            self.begin(packet, transit);
            return Arrival::Start;
        };
        let lost = stream.lost();
        let arrival = stream.sequence.track(packet.sequence);
        match arrival {
            Arrival::Start => {
                self.lost_before += lost;
                stream.reported = (0, 0);
                stream.transit = transit;
                stream.timestamp = packet.timestamp;
            }
            Arrival::Next => stream.measure(packet, transit, ratio),
            _ => {}
        }
        arrival
    }

    fn begin(&mut self, packet: &Packet<'_>, transit: u32) {
        self.lost_before = self.lost();
        self.last_sender_report = None;
        self.stream = Some(Stream {
            ssrc: packet.ssrc,
            sequence: Sequence::new(packet.sequence),
            timestamp: packet.timestamp,
            transit,
            jitter: 0,
            reported: (0, 0),
        });
    }

    /// Notes the NTP time of a sender report that came `now`.
    pub fn sender_report(&mut self, now: Mono, ssrc: u32, ntp: u64) {
        if self
            .stream
            .as_ref()
            .is_some_and(|stream| stream.ssrc == ssrc)
        {
            self.last_sender_report = Some((ntp, now));
        }
    }

    /// What a report says now; the next one counts from here.
    pub fn report(&mut self, now: Mono) -> Option<Block> {
        let (last_report, delay) = self.last_sender_report.map_or((0, 0), |(ntp, at)| {
            let delay = now.since(at).as_micros() * 65_536 / 1_000_000;
            (middle(ntp), u32::try_from(delay).unwrap_or(u32::MAX))
        });
        let stream = self.stream.as_mut()?;
        Some(Block {
            ssrc: stream.ssrc,
            fraction: stream.fraction(),
            lost: i32::try_from(stream.lost()).unwrap_or(i32::MAX),
            highest: stream.sequence.extended(),
            jitter: stream.jitter >> 4,
            last_report,
            delay,
        })
    }

    /// All that were lost.
    pub fn lost(&self) -> u64 {
        self.lost_before + self.stream.as_ref().map_or(0, Stream::lost)
    }

    /// The jitter in microseconds.
    pub fn jitter_us(&self) -> u32 {
        let jitter = self.stream.as_ref().map_or(0, |stream| stream.jitter >> 4);
        self.micros(jitter)
    }
}

impl Stream {
    fn lost(&self) -> u64 {
        self.sequence
            .expected()
            .saturating_sub(self.sequence.received())
    }

    /// The packets of a telephone event share a timestamp, and some senders stop the clock between
    /// talk spurts: neither is jitter.
    fn measure(&mut self, packet: &Packet<'_>, transit: u32, ratio: u32) {
        if packet.timestamp == self.timestamp {
            return;
        }
        let change = (transit.wrapping_sub(self.transit) as i32).unsigned_abs();
        self.transit = transit;
        self.timestamp = packet.timestamp;
        if !packet.marker && change / ratio < MAX_CHANGE {
            self.jitter = self.jitter + change - ((self.jitter + 8) >> 4);
        }
    }

    fn fraction(&mut self) -> u8 {
        let now = (self.sequence.expected(), self.sequence.received());
        let expected = now.0.saturating_sub(self.reported.0);
        let received = now.1.saturating_sub(self.reported.1);
        self.reported = now;
        let lost = expected.saturating_sub(received);
        (lost * 256)
            .checked_div(expected)
            .map_or(0, |share| share.min(255) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Block, middle, ntp, round_trip};
    use super::*;

    fn packet(ssrc: u32, sequence: u16) -> Packet<'static> {
        let timestamp = u32::from(sequence) * 160;
        Packet {
            marker: false,
            payload_type: 8,
            sequence,
            timestamp,
            ssrc,
            payload: &[],
        }
    }

    fn at(millis: u64) -> Mono {
        Mono::from_micros(millis * 1_000)
    }

    #[test]
    fn a_steady_stream_has_no_loss_and_no_jitter() {
        let mut reception = Reception::default();
        for n in 0..100u16 {
            reception.take(at(u64::from(n) * 20), &packet(1, n));
        }
        let block = reception.report(at(2_000)).unwrap();
        assert_eq!(
            (block.fraction, block.lost, block.highest, block.jitter),
            (0, 0, 99, 0)
        );
        assert_eq!(reception.jitter_us(), 0);
    }

    #[test]
    fn a_quarter_lost_is_64_of_256_and_counts_once() {
        let mut reception = Reception::default();
        for n in (0..101u16).filter(|n| n % 4 != 1) {
            reception.take(at(u64::from(n) * 20), &packet(1, n));
        }
        let block = reception.report(at(2_000)).unwrap();
        assert_eq!((block.fraction, block.lost), (63, 25));
        for n in 101..201 {
            reception.take(at(u64::from(n) * 20), &packet(1, n));
        }
        let block = reception.report(at(4_000)).unwrap();
        assert_eq!((block.fraction, block.lost), (0, 25));
        // A new source begins at zero, but what was lost stays lost.
        reception.take(at(4_000), &packet(2, 7));
        assert_eq!(reception.lost(), 25);
    }

    #[test]
    fn jitter_comes_near_the_mean_deviation() {
        let mut reception = Reception::default();
        for n in 0..400u16 {
            let wobble = u64::from(n % 2) * 8;
            reception.take(at(u64::from(n) * 20 + wobble), &packet(1, n));
        }
        // Each transit differs from the one before by 8 ms.
        assert!(
            (7_000..=8_500).contains(&reception.jitter_us()),
            "{}",
            reception.jitter_us()
        );
    }

    #[test]
    fn the_round_trip_is_what_is_left_after_the_other_sides_delay() {
        let mut theirs = Reception::default();
        theirs.take(at(0), &packet(1, 1));
        let sent = at(100_000);
        theirs.sender_report(at(7), 1, ntp(sent));
        let block = theirs.report(at(1_507)).unwrap();
        let trip = round_trip(at(101_540), &block).unwrap();
        assert!((39_900..=40_100).contains(&trip), "{trip}");
        assert_eq!(round_trip(at(101_540), &Block::default()), None);
        assert_eq!(round_trip(at(100_001), &block), None);
    }

    #[test]
    fn a_delay_by_a_coarse_clock_leaves_a_near_peer_a_round_trip_of_nothing() {
        let told = |elapsed: u64, delay: u64| {
            let sent = at(100_000);
            let block = Block {
                last_report: middle(ntp(sent)),
                delay: (delay * 65_536 / 1_000) as u32,
                ..Block::default()
            };
            round_trip(at(100_000 + elapsed), &block)
        };
        assert_eq!(told(2_000, 2_001), Some(0));
        assert_eq!(told(2_000, 2_004), Some(0));
        assert_eq!(told(2_000, 2_010), None);
    }
}
