//! Records what two legs say, in two channels of one timeline, or what one says, in the left one.

mod hush;
#[cfg(test)]
mod tests;

use std::time::Duration;

use kernel::Mono;

use hush::Hush;

use crate::LegNumber;
use crate::ear::Heard;
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
    /// `None`: silence.
    right: Option<Channel>,
    /// Listens for silence in the left channel.
    hush: Option<Hush>,
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
        Recorder {
            recording,
            began: now,
            left: Channel::of(left),
            right: Some(Channel::of(right)),
            hush: None,
            taken: 0,
        }
    }

    /// A recording of one leg that tells when nobody has spoken there for so long.
    pub(crate) fn alone(now: Mono, recording: u128, leg: LegNumber, quiet: Duration) -> Recorder {
        Recorder {
            recording,
            began: now,
            left: Channel::of(leg),
            right: None,
            hush: Some(Hush::new(quiet)),
            taken: 0,
        }
    }

    /// Whether it records this leg.
    pub(crate) fn records(&self, leg: LegNumber) -> bool {
        self.channels().any(|channel| channel.leg == leg)
    }

    /// The leg that is recorded alone, when it has just been silent for long enough.
    pub(crate) fn fell_silent(&mut self) -> Option<LegNumber> {
        let told = self.hush.as_mut().is_some_and(Hush::tell);
        told.then_some(self.left.leg)
    }

    fn channels(&self) -> impl Iterator<Item = &Channel> {
        [&self.left].into_iter().chain(&self.right)
    }

    /// Takes what a leg said in G.711. Chunks that are due are taken out before.
    pub(crate) fn hear(&mut self, now: Mono, leg: LegNumber, frame: Frame<'_>) {
        let end = self.position(now);
        for channel in [&mut self.left].into_iter().chain(&mut self.right) {
            if channel.leg == leg {
                channel.buffer.insert(end, frame);
            }
        }
    }

    /// Takes what a leg is heard to say, in the same way.
    pub(crate) fn listen(&mut self, now: Mono, leg: LegNumber, heard: Heard<'_>) {
        let end = self.position(now);
        for channel in [&mut self.left].into_iter().chain(&mut self.right) {
            if channel.leg == leg {
                channel.buffer.insert_heard(end, heard);
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
        if let Some(right) = &mut self.right {
            right.buffer.take(pairs, |[_, right]| right);
        }
        if let Some(hush) = &mut self.hush {
            hush.hear(pairs.iter().map(|[left, _]| *left));
        }
        samples
    }

    fn position(&self, now: Mono) -> Position {
        (now.since(self.began).as_micros() / 125) as Position
    }
}

impl Channel {
    fn of(leg: LegNumber) -> Channel {
        Channel {
            leg,
            buffer: Buffer::new(),
        }
    }
}
