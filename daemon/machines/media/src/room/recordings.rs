//! The recordings of a room.

use kernel::Mono;

use super::Sink;
use super::receive::{Content, Said};
use crate::ear::Heard;
use crate::jitter::Frame;
use crate::recorder::Recorder;
use crate::{Event, LegNumber};

/// Recordings in one room.
const MAX_RECORDINGS: usize = 8;
/// Chunks of one recording that come out at once when a tick comes late.
const MAX_CHUNKS: usize = 16;

/// The recordings that are going on.
#[derive(Debug, Default)]
pub(super) struct Recordings(Vec<Recorder>);

impl Recordings {
    /// Begins a recording, unless it goes on already; says how many were refused. `None`: a leg of
    /// it is not there. Whoever waits for the audio of a refused one learns that there is none.
    pub(super) fn begin(
        &mut self,
        recording: u128,
        recorder: Option<Recorder>,
        out: &mut impl Sink,
    ) -> u64 {
        if self
            .0
            .iter()
            .any(|recorder| recorder.recording == recording)
        {
            return 0;
        }
        match recorder {
            Some(recorder) if self.0.len() < MAX_RECORDINGS => {
                self.0.push(recorder);
                // Its file is there before its first audio: whatever names it finds one.
                out.event(Event::Recorded {
                    recording,
                    samples: Vec::new(),
                    last: false,
                });
                0
            }
            _ => {
                out.event(Event::Recorded {
                    recording,
                    samples: Vec::new(),
                    last: true,
                });
                1
            }
        }
    }

    /// Whether a leg is recorded.
    pub(super) fn want(&self, leg: LegNumber) -> bool {
        self.0.iter().any(|recorder| recorder.records(leg))
    }

    /// Takes what a leg is heard to say.
    pub(super) fn listen(
        &mut self,
        now: Mono,
        leg: LegNumber,
        heard: Heard<'_>,
        out: &mut impl Sink,
    ) {
        for recorder in self.0.iter_mut().filter(|recorder| recorder.records(leg)) {
            give_chunks(now, recorder, MAX_CHUNKS, out);
            recorder.listen(now, leg, heard);
        }
    }

    /// Takes what a leg said, if it is G.711: that needs no ear.
    pub(super) fn hear(&mut self, now: Mono, leg: LegNumber, said: &Said<'_>, out: &mut impl Sink) {
        let Content::Audio(codec) = said.content else {
            return;
        };
        let Some(law) = codec.law() else { return };
        for recorder in self.0.iter_mut().filter(|recorder| recorder.records(leg)) {
            give_chunks(now, recorder, MAX_CHUNKS, out);
            recorder.hear(
                now,
                leg,
                Frame {
                    packet: &said.packet,
                    law,
                },
            );
        }
    }

    /// When the next chunk is complete.
    pub(super) fn deadline(&self) -> Option<Mono> {
        self.0.iter().map(Recorder::deadline).min()
    }

    /// Gives out the chunks that are complete.
    pub(super) fn expire(&mut self, now: Mono, out: &mut impl Sink) {
        for recorder in &mut self.0 {
            give_chunks(now, recorder, MAX_CHUNKS, out);
        }
    }

    /// Ends some of them and gives out the rest of their audio.
    pub(super) fn end(&mut self, now: Mono, ends: impl Fn(&Recorder) -> bool, out: &mut impl Sink) {
        for recorder in self.0.iter_mut().filter(|recorder| ends(recorder)) {
            give_chunks(now, recorder, usize::MAX, out);
            let samples = recorder.rest(now);
            let recording = recorder.recording;
            out.event(Event::Recorded {
                recording,
                samples,
                last: true,
            });
        }
        self.0.retain(|recorder| !ends(recorder));
    }
}

/// Gives out the chunks of a recording that are complete, `most` of them at most.
fn give_chunks(now: Mono, recorder: &mut Recorder, most: usize, out: &mut impl Sink) {
    for _ in 0..most {
        let Some(samples) = recorder.chunk(now) else {
            return;
        };
        let recording = recorder.recording;
        out.event(Event::Recorded {
            recording,
            samples,
            last: false,
        });
        if let Some(leg) = recorder.fell_silent() {
            out.event(Event::Quiet(leg, recording));
        }
    }
}
