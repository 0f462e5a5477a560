//! Hears what a leg says: its packets in their order, as samples, with something in place of what is
//! lost.
//!
//! A packet that comes before its turn waits for one other: it was either overtaken, and then the gap
//! closes, or something is lost, and then that is concealed. Nothing else is delayed, so the delay does
//! not grow, whatever the sender's clock does.

use crate::codec::{Codec, Decoder, MAX_SAMPLES};
use crate::rtp::Packet;

/// What is lost is concealed up to so many samples: 60 ms. Beyond, there is silence.
const MAX_CONCEALED: u32 = 480;
/// A timestamp that moves further ahead is a jump: 30 s.
const MAX_AHEAD: u32 = 240_000;

/// Samples of a leg, as they follow each other.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Heard<'a> {
    /// The samples.
    pub(crate) samples: &'a [i16],
    /// Where they lie: a timestamp in 1/8000 s, whatever the clock of the codec.
    pub(crate) place: u32,
    /// Whether they do not join on what was heard before.
    pub(crate) begins: bool,
}

/// The hearing of one leg.
#[derive(Debug)]
pub(crate) struct Ear {
    codec: Codec,
    decoder: Decoder,
    stream: Option<Stream>,
    held: Held,
    samples: Box<[i16; MAX_SAMPLES]>,
    /// Samples that stood in for what was lost.
    pub(crate) concealed: u64,
    /// Packets that came after what stood in for them.
    pub(crate) late: u64,
}

#[derive(Copy, Clone, Debug)]
struct Stream {
    ssrc: u32,
    /// The number and the timestamp of what comes next.
    next: u16,
    timestamp: u32,
    /// Where that lies.
    place: u32,
    /// Whether it does not join on what was heard.
    apart: bool,
}

/// The packet that waits.
#[derive(Debug)]
struct Held {
    full: bool,
    sequence: u16,
    timestamp: u32,
    payload: Vec<u8>,
}

/// What of a packet is heard.
#[derive(Copy, Clone)]
struct Words<'a> {
    sequence: u16,
    timestamp: u32,
    payload: &'a [u8],
}

impl Ear {
    pub(crate) fn new(codec: Codec) -> Ear {
        Ear {
            codec,
            decoder: Decoder::new(codec),
            stream: None,
            held: Held {
                full: false,
                sequence: 0,
                timestamp: 0,
                payload: Vec::new(),
            },
            samples: Box::new([0; MAX_SAMPLES]),
            concealed: 0,
            late: 0,
        }
    }

    /// Nobody listens: what comes next begins anew.
    pub(crate) fn rest(&mut self) {
        self.stream = None;
        self.held.full = false;
    }

    /// A packet without voice has its number: it is not lost.
    pub(crate) fn pass(&mut self, packet: &Packet<'_>) {
        if let Some(stream) = &mut self.stream
            && stream.next == packet.sequence
        {
            stream.next = stream.next.wrapping_add(1);
        }
    }

    /// Hears a packet, and gives what can be heard by then.
    pub(crate) fn hear(
        &mut self,
        codec: Codec,
        packet: &Packet<'_>,
        give: &mut impl FnMut(Heard<'_>),
    ) {
        if codec != self.codec {
            self.codec = codec;
            self.decoder = Decoder::new(codec);
            self.rest();
        }
        let words = Words {
            sequence: packet.sequence,
            timestamp: packet.timestamp,
            payload: packet.payload,
        };
        if self.stream.is_none_or(|stream| stream.ssrc != packet.ssrc) {
            self.begin(packet);
        } else if self.early(packet.sequence) > 0 && self.held.full {
            self.release(give);
        }
        match self.early(packet.sequence) {
            0 => {
                self.say(words, 0, give);
                if self.held.full && self.early(self.held.sequence) == 0 {
                    self.release(give);
                }
            }
            1 if !self.held.full => self.hold(words),
            early if early > 0 => self.say(words, early, give),
            _ => self.late += 1,
        }
    }

    fn begin(&mut self, packet: &Packet<'_>) {
        self.held.full = false;
        let place = self.stream.map_or(0, |stream| stream.place);
        self.stream = Some(Stream {
            ssrc: packet.ssrc,
            next: packet.sequence,
            timestamp: packet.timestamp,
            place,
            apart: true,
        });
    }

    /// How many packets are missing before this one; below zero: it is late.
    fn early(&self, sequence: u16) -> i16 {
        let next = self.stream.map_or(sequence, |stream| stream.next);
        sequence.wrapping_sub(next) as i16
    }

    fn hold(&mut self, words: Words<'_>) {
        let held = &mut self.held;
        held.payload.clear();
        held.payload.extend_from_slice(words.payload);
        (held.sequence, held.timestamp, held.full) = (words.sequence, words.timestamp, true);
    }

    /// Says what waited.
    fn release(&mut self, give: &mut impl FnMut(Heard<'_>)) {
        let payload = std::mem::take(&mut self.held.payload);
        let words = Words {
            sequence: self.held.sequence,
            timestamp: self.held.timestamp,
            payload: &payload,
        };
        self.held.full = false;
        let early = self.early(words.sequence);
        if early >= 0 {
            self.say(words, early, give);
        }
        self.held.payload = payload;
    }

    /// Gives the samples of a packet before which so many are missing.
    fn say(&mut self, words: Words<'_>, missing: i16, give: &mut impl FnMut(Heard<'_>)) {
        let Some(mut stream) = self.stream else {
            return;
        };
        let ratio = self.codec.clock() / 8_000;
        let ahead = words.timestamp.wrapping_sub(stream.timestamp);
        let gap = if ahead / ratio <= MAX_AHEAD {
            ahead / ratio
        } else {
            0
        };
        stream.apart |= ahead / ratio > MAX_AHEAD || (gap > 0 && missing == 0);
        if gap > 0 && missing > 0 && !stream.apart {
            self.stand_in(&stream, gap.min(MAX_CONCEALED), words.payload, give);
            stream.apart = gap > MAX_CONCEALED;
        }
        stream.place = stream.place.wrapping_add(gap);
        let count = self
            .decoder
            .decode(words.payload, self.samples.as_mut_slice());
        let samples = self.samples.get(..count).unwrap_or_default();
        if count > 0 {
            give(Heard {
                samples,
                place: stream.place,
                begins: std::mem::take(&mut stream.apart),
            });
        }
        stream.next = words.sequence.wrapping_add(1);
        stream.timestamp = words.timestamp.wrapping_add(count as u32 * ratio);
        stream.place = stream.place.wrapping_add(count as u32);
        self.stream = Some(stream);
    }

    fn stand_in(
        &mut self,
        stream: &Stream,
        gap: u32,
        next: &[u8],
        give: &mut impl FnMut(Heard<'_>),
    ) {
        let samples = self.samples.get_mut(..gap as usize).unwrap_or_default();
        self.decoder.conceal(next, samples);
        self.concealed += u64::from(gap);
        give(Heard {
            samples,
            place: stream.place,
            begins: false,
        });
    }
}
