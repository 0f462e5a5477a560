//! Records what two legs say, in two channels of one timeline.

#[cfg(test)]
mod tests;

use std::time::Duration;

use kernel::Mono;

use crate::LegNumber;
use crate::jitter::{Buffer, Frame, Position};

/// Samples of a chunk: 500 ms.
const CHUNK: usize = 4_000;
/// How long a packet may be late and still be recorded: 300 ms.
const PATIENCE: usize = 2_400;

/// One recording.
#[derive(Debug)]
pub(crate) struct Recorder {
    /// Its id.
    pub(crate) recording: u128,
    began: Mono,
    left: Channel,
    right: Channel,
    /// Samples that were given out.
    taken: usize,
}

#[derive(Debug)]
struct Channel {
    leg: LegNumber,
    buffer: Buffer,
}

impl Recorder {
    pub(crate) fn new(now: Mono, recording: u128, left: LegNumber, right: LegNumber) -> Recorder {
        let channel = |leg| Channel {
            leg,
            buffer: Buffer::new(),
        };
        let (left, right) = (channel(left), channel(right));
        Recorder {
            recording,
            began: now,
            left,
            right,
            taken: 0,
        }
    }

    /// Whether it records this leg.
    pub(crate) fn records(&self, leg: LegNumber) -> bool {
        self.left.leg == leg || self.right.leg == leg
    }

    /// Takes what a leg said. Chunks that are due are taken out before.
    pub(crate) fn hear(&mut self, now: Mono, leg: LegNumber, frame: Frame<'_>) {
        let end = self.position(now);
        for channel in [&mut self.left, &mut self.right] {
            if channel.leg == leg {
                channel.buffer.insert(end, frame);
            }
        }
    }

    /// When the next chunk is complete.
    pub(crate) fn deadline(&self) -> Mono {
        let samples = (self.taken + CHUNK + PATIENCE) as u64;
        self.began + Duration::from_micros(samples * 125)
    }

    /// The next chunk if it is complete: interleaved, left first.
    pub(crate) fn chunk(&mut self, now: Mono) -> Option<Vec<i16>> {
        (self.deadline() <= now).then(|| self.take(CHUNK))
    }

    /// What is left at the end, after the chunks that are complete.
    pub(crate) fn rest(&mut self, now: Mono) -> Vec<i16> {
        let until = usize::try_from(self.position(now)).unwrap_or(0);
        self.take(until.saturating_sub(self.taken).min(CHUNK + PATIENCE))
    }

    fn take(&mut self, count: usize) -> Vec<i16> {
        self.taken += count;
        let mut samples = vec![0; count * 2];
        let pairs = samples.as_chunks_mut::<2>().0;
        self.left.buffer.take(pairs, |[left, _]| left);
        self.right.buffer.take(pairs, |[_, right]| right);
        samples
    }

    fn position(&self, now: Mono) -> Position {
        (now.since(self.began).as_micros() / 125) as Position
    }
}
