//! Where the packets of a stream belong on a timeline.
//!
//! The timestamp says how packets lie to each other, the arrival says where all of them lie. The
//! packet that came with the least delay counts: every half second the stream is moved so that its
//! earliest packet lies where it arrived, which follows delay, clock drift and route changes.

use super::Position;

/// How long arrivals are watched before the stream is moved: half a second.
const WINDOW: Position = 4_000;
/// A stream that lies less than 10 ms off is left alone.
const TOLERANCE: Position = 80;
/// Earlier than 200 ms or later than 600 ms is no delay but a jump of the timestamp.
const EARLIEST: Position = 1_600;
const LATEST: Position = -4_800;
/// A talk spurt that begins more than 40 ms off is put where it arrives.
const SPURT: Position = 320;

/// The alignment of one stream after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    stream: Option<Stream>,
}

#[derive(Clone, Debug)]
struct Stream {
    ssrc: u32,
    /// The newest timestamp, and where it lies.
    timestamp: u32,
    position: Position,
    /// When the window ends, and how far before its place the earliest packet in it came.
    window_end: Position,
    earliest: Position,
}

impl Alignment {
    /// Where a packet begins whose last sample arrived at `end`.
    pub(super) fn place(
        &mut self,
        end: Position,
        samples: Position,
        ssrc: u32,
        timestamp: u32,
        marker: bool,
    ) -> Position {
        let arrived = end - samples;
        if let Some(stream) = self.stream.as_mut().filter(|stream| stream.ssrc == ssrc) {
            let ahead = timestamp.wrapping_sub(stream.timestamp) as i32;
            let place = stream.position + Position::from(ahead);
            let early = place - arrived;
            let jumped = !(LATEST..=EARLIEST).contains(&early);
            if !jumped && (!marker || early.abs() <= SPURT) {
                stream.watch(end, early);
                return stream.advance(ahead);
            }
        }
        self.stream = Some(Stream {
            ssrc,
            timestamp,
            position: arrived,
            window_end: end + WINDOW,
            earliest: Position::MIN,
        });
        arrived
    }
}

impl Stream {
    fn watch(&mut self, now: Position, early: Position) {
        self.earliest = self.earliest.max(early);
        if now < self.window_end {
            return;
        }
        if self.earliest.abs() > TOLERANCE {
            self.position -= self.earliest;
        }
        self.window_end = now + WINDOW;
        self.earliest = Position::MIN;
    }

    /// The place of a packet `ahead` of the newest, which it becomes if it is ahead.
    fn advance(&mut self, ahead: i32) -> Position {
        let place = self.position + Position::from(ahead);
        if ahead > 0 {
            self.timestamp = self.timestamp.wrapping_add(ahead.unsigned_abs());
            self.position = place;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_lie_to_each_other_as_their_timestamps_say() {
        let mut alignment = Alignment::default();
        assert_eq!(alignment.place(1_160, 160, 1, 5_000, true), 1_000);
        assert_eq!(alignment.place(1_500, 160, 1, 5_160, false), 1_160);
        assert_eq!(alignment.place(1_510, 160, 1, 5_480, false), 1_480);
        assert_eq!(alignment.place(1_700, 160, 1, 5_320, false), 1_320);
    }

    #[test]
    fn a_jump_of_the_timestamp_or_another_source_begins_again() {
        let mut alignment = Alignment::default();
        alignment.place(160, 160, 1, 0, true);
        assert_eq!(alignment.place(320, 160, 1, 900_000, false), 160);
        assert_eq!(alignment.place(480, 160, 1, 100, false), 320);
        assert_eq!(alignment.place(640, 160, 2, 7, false), 480);
    }

    #[test]
    fn a_clock_that_runs_wrong_for_ten_minutes_is_followed_within_twenty_milliseconds() {
        for per_mille in [-5i64, 5] {
            let mut alignment = Alignment::default();
            let mut worst = 0;
            for n in 0..30_000i64 {
                let arrived = n * 160 + n * 160 * per_mille / 1_000;
                let place = alignment.place(arrived + 160, 160, 1, (n * 160) as u32, false);
                worst = worst.max((place - arrived).abs());
            }
            assert!(worst <= 160, "{per_mille} {worst}");
        }
    }

    #[test]
    fn a_first_packet_that_was_late_does_not_delay_the_stream_for_long() {
        let mut alignment = Alignment::default();
        alignment.place(160 + 900, 160, 1, 0, true);
        let places: Vec<i64> = (1..60)
            .map(|n| alignment.place(n * 160 + 160, 160, 1, n as u32 * 160, false))
            .collect();
        assert_eq!(places[0] - 160, 900);
        assert_eq!(places[58], 59 * 160);
    }
}
