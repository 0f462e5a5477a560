//! G.729: 10 octets for 10 ms.

use g729_sys::{FRAME_SAMPLES, VOICE_FRAME_BYTES};

/// How many samples a payload has. Two octets at its end are the silence of annex B, which we never
/// agree to; they are left out.
pub(super) fn samples(payload: &[u8]) -> usize {
    payload.len() / VOICE_FRAME_BYTES * FRAME_SAMPLES
}

/// Frames that are said again in place of lost ones: 20 ms. A loss longer than that fades out.
const AGAIN: u32 = 2;

/// Makes samples of frames.
#[derive(Default)]
pub struct Decoder {
    inner: g729_sys::Decoder,
    /// The newest frame, and how many were lost since.
    newest: [u8; VOICE_FRAME_BYTES],
    lost: u32,
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("G729")
    }
}

impl Decoder {
    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        let mut count = 0;
        let frames = payload.as_chunks::<VOICE_FRAME_BYTES>().0;
        for (frame, to) in frames.iter().zip(samples.chunks_exact_mut(FRAME_SAMPLES)) {
            (self.newest, self.lost) = (*frame, 0);
            to.copy_from_slice(&self.inner.decode(frame, false, false, false));
            count += FRAME_SAMPLES;
        }
        count
    }

    /// What was said is said again before the codec's own concealment: that one makes everything quieter,
    /// and a voice without a change stays so until it pauses.
    pub(super) fn conceal(&mut self, samples: &mut [i16]) {
        for to in samples.chunks_mut(FRAME_SAMPLES) {
            let heard = match self.lost < AGAIN {
                true => self.inner.decode(&self.newest, false, false, false),
                false => self.inner.decode(&[], true, false, false),
            };
            self.lost = self.lost.saturating_add(1);
            to.iter_mut().zip(heard).for_each(|(to, from)| *to = from);
        }
    }
}

/// Makes frames of samples.
pub struct Encoder(g729_sys::Encoder);

impl Default for Encoder {
    fn default() -> Self {
        Encoder(g729_sys::Encoder::new(false))
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("G729")
    }
}

impl Encoder {
    pub(super) fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        let mut count = 0;
        let frames = samples.as_chunks::<FRAME_SAMPLES>().0;
        for (frame, to) in frames.iter().zip(payload.as_chunks_mut().0) {
            count += usize::from(self.0.encode_into(frame, to));
        }
        count
    }
}
