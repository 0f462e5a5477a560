//! Says samples to a leg in its codec, frame by frame.

use crate::codec::{Codec, Encoder, MAX_SAMPLES};

/// The longest frame that is said: 60 ms.
const MAX_FRAME: usize = 480;

/// What one leg is told.
#[derive(Debug)]
pub(crate) struct Mouth {
    codec: Codec,
    encoder: Encoder,
    /// Samples that do not fill a frame yet.
    pending: Box<[i16; MAX_FRAME + MAX_SAMPLES]>,
    filled: usize,
}

impl Mouth {
    pub(crate) fn new(codec: Codec) -> Mouth {
        Mouth {
            codec,
            encoder: Encoder::new(codec),
            pending: Box::new([0; MAX_FRAME + MAX_SAMPLES]),
            filled: 0,
        }
    }

    /// Goes on in this codec.
    pub(crate) fn speak(&mut self, codec: Codec) {
        if codec != self.codec {
            (self.codec, self.encoder, self.filled) = (codec, Encoder::new(codec), 0);
        }
    }

    /// Forgets what does not fill a frame.
    pub(crate) fn restart(&mut self) {
        self.filled = 0;
    }

    /// Takes what is to be said.
    pub(crate) fn take(&mut self, samples: &[i16]) {
        let room = self.pending.get_mut(self.filled..).unwrap_or_default();
        let taken = samples.len().min(room.len());
        room.iter_mut()
            .zip(samples)
            .for_each(|(to, from)| *to = *from);
        self.filled += taken;
    }

    /// Writes the next frame of that many samples if it is there; says how long its payload is.
    pub(crate) fn say(&mut self, frame: usize, payload: &mut [u8]) -> Option<usize> {
        if self.filled < frame || frame == 0 {
            return None;
        }
        let samples = self.pending.get(..frame).unwrap_or_default();
        let length = self.encoder.encode(samples, payload);
        self.pending.copy_within(frame..self.filled, 0);
        self.filled -= frame;
        Some(length)
    }

    /// Writes one frame that has nothing to do with what is pending.
    pub(crate) fn say_alone(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        self.encoder.encode(samples, payload)
    }
}
