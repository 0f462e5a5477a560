//! One second of a timeline that packets are written to and samples are taken from.

use super::Position;
use super::alignment::Alignment;
use crate::codec::g711::{self, Law};
use crate::ear::Heard;
use crate::rtp::Packet;

/// Samples that it holds: 1 s.
const CAPACITY: usize = 8_000;
/// A hole up to this long is left by a moved stream, not by a lost packet: 12.5 ms.
const SEAM: Position = 100;

/// A packet of G.711.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Frame<'a> {
    /// It as it came.
    pub packet: &'a Packet<'a>,
    /// By which law.
    pub law: Law,
}

/// A jitter buffer. What is not written before it is taken is silence.
#[derive(Debug)]
pub(crate) struct Buffer {
    samples: Vec<i16>,
    /// The first position that is not taken yet.
    start: Position,
    /// The end of what is written.
    written: Position,
    alignment: Alignment,
}

impl Buffer {
    pub(crate) fn new() -> Buffer {
        let samples = vec![0; CAPACITY];
        Buffer {
            samples,
            start: 0,
            written: 0,
            alignment: Alignment::default(),
        }
    }

    /// Writes a frame whose last sample arrived at `end`. What lies before the start or beyond the
    /// capacity is cut.
    pub(crate) fn insert(&mut self, end: Position, frame: Frame<'_>) {
        let Packet {
            ssrc,
            timestamp,
            marker,
            payload,
            ..
        } = *frame.packet;
        let samples = payload.len() as Position;
        let place = self.alignment.place(end, samples, ssrc, timestamp, marker);
        self.write(place, payload, |octets, to| decode(frame.law, octets, to));
    }

    /// Writes samples that were heard up to `end`, cut in the same way.
    pub(crate) fn insert_heard(&mut self, end: Position, heard: Heard<'_>) {
        let samples = heard.samples.len() as Position;
        let place = self
            .alignment
            .place(end, samples, 0, heard.place, heard.begins);
        self.write(place, heard.samples, |from, to| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
        });
    }

    fn write<T>(&mut self, place: Position, all: &[T], copy: impl Fn(&[T], &mut [i16])) {
        self.close_seam(place);
        let cut = usize::try_from(self.start - place).unwrap_or(0);
        let from = place.max(self.start);
        let room = usize::try_from(self.start + CAPACITY as Position - from).unwrap_or(0);
        let rest = all.get(cut..).unwrap_or_default();
        let rest = rest.get(..room).unwrap_or(rest);
        let (one, other) = self.parts(from, rest.len());
        let (first, second) = rest.split_at(one.len().min(rest.len()));
        copy(first, one);
        copy(second, other);
        if !rest.is_empty() {
            self.written = self.written.max(from + rest.len() as Position);
        }
    }

    /// Repeats the last samples over a short hole before `place`, where silence would click.
    fn close_seam(&mut self, place: Position) {
        let hole = place - self.written;
        if !(1..=SEAM).contains(&hole) || self.written - hole < self.start {
            return;
        }
        let mut last = [0; SEAM as usize];
        let length = hole as usize;
        let (one, other) = self.parts(self.written - hole, length);
        last.iter_mut()
            .zip(one.iter().chain(&*other))
            .for_each(|(to, from)| *to = *from);
        let (one, other) = self.parts(self.written, length);
        one.iter_mut()
            .chain(other)
            .zip(last)
            .for_each(|(to, from)| *to = from);
    }

    /// Takes samples from the start, one for each pair of `pairs`, to where `side` points.
    pub(crate) fn take(
        &mut self,
        pairs: &mut [[i16; 2]],
        side: impl Fn(&mut [i16; 2]) -> &mut i16,
    ) {
        let count = pairs.len();
        let (one, other) = self.parts(self.start, count);
        let (first, second) = pairs.split_at_mut(one.len().min(count));
        for (samples, pairs) in [(one, first), (other, second)] {
            samples
                .iter()
                .zip(pairs)
                .for_each(|(sample, pair)| *side(pair) = *sample);
            samples.fill(0);
        }
        self.start += count as Position;
        self.written = self.written.max(self.start);
    }

    /// The samples from a position on: up to the end of the storage, and from its beginning.
    fn parts(&mut self, position: Position, count: usize) -> (&mut [i16], &mut [i16]) {
        let index = position.rem_euclid(CAPACITY as Position) as usize;
        let (before, after) = self.samples.split_at_mut(index);
        let count = count.min(CAPACITY);
        let first = count.min(after.len());
        let one = after.get_mut(..first).unwrap_or_default();
        let other = before.get_mut(..count - first).unwrap_or_default();
        (one, other)
    }
}

/// In two plain slices: this is done to every sample of every call that is recorded.
fn decode(law: Law, octets: &[u8], samples: &mut [i16]) {
    octets
        .iter()
        .zip(samples)
        .for_each(|(octet, to)| *to = g711::decode(law, *octet));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(buffer: &mut Buffer, end: Position, timestamp: u32, octet: u8) {
        let payload = [octet; 160];
        let packet = Packet {
            marker: false,
            payload_type: 8,
            sequence: 0,
            timestamp,
            ssrc: 1,
            payload: &payload,
        };
        buffer.insert(
            end,
            Frame {
                packet: &packet,
                law: Law::A,
            },
        );
    }

    fn taken(buffer: &mut Buffer, count: usize) -> Vec<i16> {
        let mut pairs = vec![[7; 2]; count];
        buffer.take(&mut pairs, |[left, _]| left);
        assert!(pairs.iter().all(|pair| pair[1] == 7));
        pairs.into_iter().map(|[left, _]| left).collect()
    }

    fn value(octet: u8) -> i16 {
        g711::decode(Law::A, octet)
    }

    #[test]
    fn order_of_arrival_does_not_matter_and_holes_are_silence() {
        let mut buffer = Buffer::new();
        insert(&mut buffer, 160, 0, 1);
        insert(&mut buffer, 660, 480, 4);
        insert(&mut buffer, 670, 160, 2);
        insert(&mut buffer, 680, 160, 2);
        let samples = taken(&mut buffer, 640);
        let expected: Vec<i16> = [value(1), value(2), 0, value(4)]
            .into_iter()
            .flat_map(|v| [v; 160])
            .collect();
        assert_eq!(samples, expected);
    }

    #[test]
    fn what_is_late_or_beyond_is_cut() {
        let mut buffer = Buffer::new();
        insert(&mut buffer, 160, 0, 1);
        taken(&mut buffer, 240);
        insert(&mut buffer, 330, 160, 2);
        let samples = taken(&mut buffer, 100);
        assert_eq!((samples[79], samples[80]), (value(2), 0));
        insert(&mut buffer, 100_000, 7, 3);
        assert!(
            taken(&mut buffer, CAPACITY)
                .iter()
                .all(|sample| *sample == 0)
        );
    }

    #[test]
    fn a_seam_is_closed_with_what_came_before() {
        let mut buffer = Buffer::new();
        insert(&mut buffer, 160, 0, 1);
        insert(&mut buffer, 360, 200, 2);
        let samples = taken(&mut buffer, 360);
        assert!(samples.iter().all(|sample| *sample != 0));
        assert_eq!(samples[199], value(1));
    }
}
