//! The codecs: samples of 16 bits at 8 kHz on the inside, the payloads of packets on the outside.
//!
//! Eight kilohertz is what a trunk carries, what is recorded and what is played. Wideband passes
//! between two legs of one codec untouched and is made narrow only where two codecs meet.

mod conceal;
pub mod g711;
mod g722;
mod g729;
mod kind;
mod opus;
#[cfg(test)]
mod tests;

pub use g711::Law;
pub use kind::Codec;

/// Samples of one packet at most: 200 ms. What is longer is cut.
pub const MAX_SAMPLES: usize = 1_600;

/// Samples in 10 ms, the piece of which every packet that we send is made.
pub const PIECE: usize = 80;

/// Makes samples of one stream's payloads.
#[derive(Debug)]
pub enum Decoder {
    /// G.711 by either law.
    G711(Box<g711::Decoder>),
    /// G.722, its lower band.
    G722(Box<g722::Decoder>),
    /// G.729.
    G729(Box<g729::Decoder>),
    /// Opus.
    Opus(Box<opus::Decoder>),
}

impl Decoder {
    /// A decoder at the beginning of a stream.
    pub fn new(codec: Codec) -> Decoder {
        match codec {
            Codec::Pcma => Decoder::G711(Box::new(g711::Decoder::new(Law::A))),
            Codec::Pcmu => Decoder::G711(Box::new(g711::Decoder::new(Law::Mu))),
            Codec::G722 => Decoder::G722(Box::default()),
            Codec::G729 => Decoder::G729(Box::default()),
            Codec::Opus => Decoder::Opus(Box::default()),
        }
    }

    /// Writes the samples of a payload; says how many. Of what is longer than `samples` the rest is
    /// left out, of what cannot be read everything.
    pub fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        match self {
            Decoder::G711(decoder) => decoder.decode(payload, samples),
            Decoder::G722(decoder) => decoder.decode(payload, samples),
            Decoder::G729(decoder) => decoder.decode(payload, samples),
            Decoder::Opus(decoder) => decoder.decode(payload, samples),
        }
    }

    /// Fills all of `samples` in place of what was lost before the payload `next`.
    pub fn conceal(&mut self, next: &[u8], samples: &mut [i16]) {
        match self {
            Decoder::G711(decoder) => decoder.conceal(samples),
            Decoder::G722(decoder) => decoder.conceal(samples),
            Decoder::G729(decoder) => decoder.conceal(samples),
            Decoder::Opus(decoder) => decoder.conceal(next, samples),
        }
    }
}

/// Makes payloads of one stream's samples.
#[derive(Debug)]
pub enum Encoder {
    /// G.711 by either law.
    G711(Law),
    /// G.722, its lower band.
    G722(Box<g722::Encoder>),
    /// G.729.
    G729(Box<g729::Encoder>),
    /// Opus.
    Opus(Box<opus::Encoder>),
}

impl Encoder {
    /// An encoder at the beginning of a stream.
    pub fn new(codec: Codec) -> Encoder {
        match codec {
            Codec::Pcma => Encoder::G711(Law::A),
            Codec::Pcmu => Encoder::G711(Law::Mu),
            Codec::G722 => Encoder::G722(Box::default()),
            Codec::G729 => Encoder::G729(Box::default()),
            Codec::Opus => Encoder::Opus(Box::default()),
        }
    }

    /// Writes the payload of one frame, whose length [`Codec::frame`] says; says how long it is.
    /// Nothing is written that does not fit.
    pub fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        match self {
            Encoder::G711(law) => g711::encode_all(*law, samples, payload),
            Encoder::G722(encoder) => encoder.encode(samples, payload),
            Encoder::G729(encoder) => encoder.encode(samples, payload),
            Encoder::Opus(encoder) => encoder.encode(samples, payload),
        }
    }
}
