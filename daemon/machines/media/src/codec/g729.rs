//! G.729: 10 octets for 10 ms.

use g729::{FRAME, OCTETS};

/// How many samples a payload has. Two octets at its end are the silence of annex B, which we never
/// agree to; they are left out.
pub(super) fn samples(payload: &[u8]) -> usize {
    payload.len() / OCTETS * FRAME
}

/// Makes samples of frames.
#[derive(Debug, Default)]
pub struct Decoder(g729::Decoder);

impl Decoder {
    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        let mut count = 0;
        let frames = payload.as_chunks::<OCTETS>().0;
        for (frame, to) in frames.iter().zip(samples.as_chunks_mut().0) {
            *to = self.0.decode(frame);
            count += FRAME;
        }
        count
    }

    pub(super) fn conceal(&mut self, samples: &mut [i16]) {
        for to in samples.chunks_mut(FRAME) {
            let heard = self.0.conceal();
            to.iter_mut().zip(heard).for_each(|(to, from)| *to = from);
        }
    }
}

/// Makes frames of samples.
#[derive(Debug, Default)]
pub struct Encoder(g729::Encoder);

impl Encoder {
    pub(super) fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        let mut count = 0;
        let frames = samples.as_chunks::<FRAME>().0;
        for (frame, to) in frames.iter().zip(payload.as_chunks_mut::<OCTETS>().0) {
            *to = self.0.encode(frame);
            count += OCTETS;
        }
        count
    }
}
