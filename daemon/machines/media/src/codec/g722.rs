//! G.722: of its two bands the lower one, which is what 8 kHz have room for.

use audio_codec::g722::{Bitrate, G722Decoder, G722Encoder};
use audio_codec::{Decoder as _, Encoder as _};

use super::conceal::Concealment;

/// Makes samples of octets.
pub struct Decoder {
    inner: G722Decoder,
    concealment: Concealment,
}

impl Default for Decoder {
    fn default() -> Self {
        Decoder {
            inner: G722Decoder::with_options(Bitrate::Mode1_64000, false, true),
            concealment: Concealment::default(),
        }
    }
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("G722")
    }
}

impl Decoder {
    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        let payload = payload.get(..samples.len()).unwrap_or(payload);
        let count = self.inner.decode_into(payload, samples).unwrap_or(0);
        let samples = samples.get_mut(..count).unwrap_or_default();
        self.concealment.hear(samples);
        count
    }

    pub(super) fn conceal(&mut self, samples: &mut [i16]) {
        self.concealment.conceal(samples);
    }
}

/// Makes octets of samples.
pub struct Encoder {
    inner: G722Encoder,
    doubling: Doubling,
}

impl Default for Encoder {
    fn default() -> Self {
        Encoder {
            inner: G722Encoder::with_options(Bitrate::Mode1_64000, false, false),
            doubling: Doubling::default(),
        }
    }
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("G722")
    }
}

impl Encoder {
    pub(super) fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        if samples.len() > payload.len() {
            return 0;
        }
        let mut count = 0;
        for sample in samples {
            let pair = self.doubling.put(*sample);
            let place = payload.get_mut(count..).unwrap_or_default();
            count += self.inner.encode_into(&pair, place).unwrap_or(0);
        }
        count
    }
}

/// Half of the filter between two samples: a windowed sinc that is flat up to 3.4 kHz and 44 dB down from
/// 4.6 kHz, in 1/32768.
const BETWEEN: [i32; 10] = [
    20_766, -6_618, 3_625, -2_252, 1_444, -917, 561, -321, 165, -69,
];

/// Doubles the rate: puts a sample between every two.
#[derive(Clone, Debug, Default)]
struct Doubling {
    /// The newest first.
    samples: [i16; 2 * BETWEEN.len()],
}

impl Doubling {
    /// Takes a sample; gives two, ten samples later.
    fn put(&mut self, sample: i16) -> [i16; 2] {
        self.samples.rotate_right(1);
        if let Some(newest) = self.samples.first_mut() {
            *newest = sample;
        }
        let (after, before) = self.samples.split_at(BETWEEN.len());
        let pairs = after.iter().rev().zip(before).zip(BETWEEN);
        let sum = pairs.map(|((one, other), share)| (i32::from(*one) + i32::from(*other)) * share);
        let between = (sum.sum::<i32>() >> 15).clamp(i32::from(i16::MIN), i32::from(i16::MAX));
        [before.first().copied().unwrap_or(0), between as i16]
    }
}
