//! What a listener would hear of a stream: packets that were lost, and holes behind a playout buffer.
//!
//! The listener plays through an adaptive buffer of 40 ms. A packet that comes later than the buffer
//! can wait leaves a hole as long as its lateness, and the playout point moves there; a packet that
//! comes earlier than all before it moves the playout point back.

use crate::generator::Micros;

/// How late a packet may be without a hole.
const BUFFER: i64 = 40_000;

/// The length of one packet's audio.
const PACKET: i64 = 20_000;

/// A pause that a listener takes for the end of what was said.
const PAUSE: i64 = 100_000;

/// A sender may begin a talk spurt without a pause at most this often: else one that plays too slowly
/// could hide that behind markers.
const SPURT: i64 = 2_000_000;

/// The largest step of a sequence number that is a loss and no other stream.
const LARGEST_LOSS: i16 = 3_000;

/// The largest step of a timestamp that is believed, in samples.
const LARGEST_STEP: u32 = 1_600;

/// The part of a packet that matters here.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The marker bit.
    pub marker: bool,
    /// The payload type.
    pub payload_type: u8,
    /// The sequence number.
    pub sequence: u16,
    /// The timestamp.
    pub timestamp: u32,
    /// The synchronisation source.
    pub source: u32,
}

impl Header {
    /// Reads it, and where the payload begins; `None` if it is no RTP (RFC 3550 section 5.1). RTCP that
    /// strays here is none either (RFC 5761 section 4).
    pub fn read(packet: &[u8]) -> Option<(Header, &[u8])> {
        let (head, rest) = packet.split_first_chunk::<12>()?;
        let [first, second, s0, s1, t0, t1, t2, t3, c0, c1, c2, c3] = *head;
        if first >> 6 != 2 || (192..=223).contains(&second) {
            return None;
        }
        let header = Header {
            marker: second & 0x80 != 0,
            payload_type: second & 0x7f,
            sequence: u16::from_be_bytes([s0, s1]),
            timestamp: u32::from_be_bytes([t0, t1, t2, t3]),
            source: u32::from_be_bytes([c0, c1, c2, c3]),
        };
        let payload = rest.get(usize::from(first & 15) * 4..)?;
        Some((header, payload))
    }
}

/// What one packet showed.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Packets that were lost before it; −1 if it was taken for lost and has come after all.
    pub lost: i64,
    /// The hole before it, in microseconds.
    pub hole: u64,
}

/// One stream as its listener hears it.
#[derive(Clone, Debug, Default)]
pub struct Playout {
    last: Option<Last>,
}

#[derive(Copy, Clone, Debug)]
struct Last {
    header: Header,
    arrived: i64,
    /// When the stream was last given a time base.
    based: i64,
    /// The time at which the last packet is due in the sender's own time.
    due: i64,
    /// Arrival minus due of the packet that the playout point stands on.
    point: i64,
}

impl Playout {
    /// Takes a packet that arrived at that time.
    pub fn hear(&mut self, now: Micros, header: Header, is_audio: bool) -> Heard {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let Some(last) = self.last.filter(|last| last.header.source == header.source) else {
            self.last = Some(Last::base(now, header));
            return Heard::default();
        };
        let step = header
            .sequence
            .wrapping_sub(last.header.sequence)
            .cast_signed();
        if step <= 0 {
            let late = step < 0 && step > -100;
            return Heard {
                lost: if late { -1 } else { 0 },
                hole: 0,
            };
        }
        let lost = if step < LARGEST_LOSS {
            i64::from(step) - 1
        } else {
            0
        };
        let (next, hole) = if is_audio {
            last.follow(now, header, step)
        } else {
            (last.pass(now, header, step), 0)
        };
        self.last = Some(next);
        Heard { lost, hole }
    }
}

impl Last {
    fn base(now: i64, header: Header) -> Last {
        Last {
            header,
            arrived: now,
            based: now,
            due: now,
            point: 0,
        }
    }

    /// A packet that holds no audio takes its place in time and nothing else.
    fn pass(self, now: i64, header: Header, step: i16) -> Last {
        let timestamp = self
            .header
            .timestamp
            .wrapping_add(160 * u32::from(step.unsigned_abs()));
        Last {
            header: Header {
                timestamp,
                ..header
            },
            arrived: now,
            due: self.due + PACKET * i64::from(step),
            ..self
        }
    }

    fn follow(self, now: i64, header: Header, step: i16) -> (Last, u64) {
        let samples = header.timestamp.wrapping_sub(self.header.timestamp);
        let jumps = samples != 160 * u32::from(step.unsigned_abs());
        let may_base = now - self.arrived > PAUSE || now - self.based > SPURT;
        if (jumps || header.marker) && may_base {
            return (Last::base(now, header), 0);
        }
        let advance = if jumps && !header.marker && (1..=LARGEST_STEP).contains(&samples) {
            i64::from(samples) * 125
        } else {
            PACKET * i64::from(step)
        };
        let due = self.due + advance;
        let transit = now - due;
        let late = transit - self.point;
        let hole = if late > BUFFER {
            late.unsigned_abs()
        } else {
            0
        };
        let point = if late < 0 || hole > 0 {
            transit
        } else {
            self.point
        };
        let next = Last {
            header,
            arrived: now,
            due,
            point,
            ..self
        };
        (next, hole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1_000;

    fn packet(number: u16) -> Header {
        Header {
            marker: number == 0,
            payload_type: 8,
            sequence: number.wrapping_add(65_530),
            timestamp: u32::from(number) * 160,
            source: 7,
        }
    }

    /// Hears packets with those numbers at those milliseconds; returns losses and holes.
    fn hear(packets: impl IntoIterator<Item = (u16, u64)>) -> (i64, Vec<u64>) {
        let mut playout = Playout::default();
        let mut lost = 0;
        let mut holes = Vec::new();
        for (number, at) in packets {
            let heard = playout.hear(at * MS, packet(number), true);
            lost += heard.lost;
            holes.extend(Some(heard.hole).filter(|hole| *hole > 0));
        }
        (lost, holes)
    }

    #[test]
    fn an_even_stream_has_no_holes_and_its_sequence_may_wrap() {
        assert_eq!(hear((0..500).map(|n| (n, u64::from(n) * 20))), (0, vec![]));
    }

    #[test]
    fn what_the_buffer_hides_is_no_hole() {
        assert_eq!(hear([(0, 0), (1, 60), (2, 80), (3, 60)]), (0, vec![]));
    }

    #[test]
    fn a_packet_later_than_the_buffer_leaves_a_hole_as_long_as_its_lateness() {
        assert_eq!(hear([(0, 0), (1, 20), (2, 90)]), (0, vec![50 * MS]));
    }

    #[test]
    fn the_playout_point_moves_with_a_hole() {
        let delayed = (2..50).map(|n| (n, u64::from(n) * 20 + 50));
        assert_eq!(
            hear([(0, 0), (1, 20)].into_iter().chain(delayed)).1,
            [50 * MS]
        );
    }

    #[test]
    fn early_packets_move_the_playout_point_back() {
        assert_eq!(hear([(0, 30), (1, 20), (2, 85)]), (0, vec![45 * MS]));
    }

    #[test]
    fn a_sender_that_plays_too_slowly_leaves_holes() {
        let slow = (0..500).map(|n| (n, u64::from(n) * 22));
        let missing = 500 * 2;
        let holes: u64 = hear(slow).1.iter().sum();
        assert!(holes.abs_diff(missing * MS) < 45 * MS, "{holes}");
    }

    #[test]
    fn losses_are_counted_and_late_comers_taken_back() {
        assert_eq!(hear([(0, 0), (1, 20), (5, 100)]), (3, vec![]));
        assert_eq!(hear([(0, 0), (2, 40), (1, 41), (3, 60)]), (0, vec![]));
    }

    #[test]
    fn after_a_pause_a_talk_spurt_has_its_own_time() {
        let mut playout = Playout::default();
        playout.hear(0, packet(0), true);
        let later = Header {
            marker: true,
            timestamp: 90_000,
            ..packet(1)
        };
        assert_eq!(playout.hear(900 * MS, later, true), Heard::default());
    }

    #[test]
    fn markers_do_not_hide_that_a_sender_is_slow() {
        let mut playout = Playout::default();
        let holes: u64 = (0..90)
            .map(|n| {
                let header = Header {
                    marker: true,
                    ..packet(n)
                };
                playout.hear(u64::from(n) * 22 * MS, header, true).hole
            })
            .sum();
        assert!(holes > 120 * MS, "{holes}");
    }

    #[test]
    fn a_key_takes_its_place_in_time() {
        let mut playout = Playout::default();
        playout.hear(0, packet(0), true);
        let key = Header {
            payload_type: 101,
            timestamp: 0,
            ..packet(1)
        };
        playout.hear(20 * MS, key, false);
        assert_eq!(playout.hear(40 * MS, packet(2), true), Heard::default());
    }

    #[test]
    fn another_source_is_another_stream() {
        let mut playout = Playout::default();
        playout.hear(0, packet(0), true);
        let other = Header {
            source: 8,
            ..packet(900)
        };
        assert_eq!(playout.hear(70 * MS, other, true), Heard::default());
    }

    #[test]
    fn the_header_is_read_and_rtcp_is_left_out() {
        let mut bytes = [0_u8; 172];
        bytes[..12].copy_from_slice(&[0x80, 0x88, 1, 2, 0, 0, 0, 160, 9, 9, 9, 9]);
        let (header, payload) = Header::read(&bytes).expect("RTP");
        assert!(header.marker);
        assert_eq!((header.payload_type, header.sequence), (8, 258));
        assert_eq!((header.timestamp, payload.len()), (160, 160));
        bytes[1] = 200;
        assert_eq!(Header::read(&bytes), None);
        assert_eq!(Header::read(&bytes[..11]), None);
    }
}
