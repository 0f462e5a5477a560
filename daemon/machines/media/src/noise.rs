//! Comfort noise (RFC 3389): what is heard while the other side is silent and says so.

/// Nothing is louder than 30 dB below full scale, whatever the packet says.
const LOUDEST: u8 = 30;
/// The level of a packet that does not say any: a quiet line.
const UNSAID: u8 = 65;

/// Noise of one level.
#[derive(Clone, Debug)]
pub(crate) struct Noise {
    /// The largest sample.
    peak: i32,
    state: u32,
}

impl Noise {
    /// What a packet asks for: its first octet says how far below full scale.
    pub(crate) fn new(payload: &[u8]) -> Noise {
        let below = payload.first().copied().unwrap_or(UNSAID) & 0x7F;
        let level = f32::from(below.max(LOUDEST));
        // Even noise up to a peak is 4.8 dB quieter than the peak.
        let peak = 32_767.0 * 10f32.powf((4.8 - level) / 20.0);
        Noise {
            peak: peak as i32,
            state: 1,
        }
    }

    /// Writes the next samples.
    pub(crate) fn fill(&mut self, samples: &mut [i16]) {
        for sample in samples {
            self.state = self
                .state
                .wrapping_mul(1_664_525)
                .wrapping_add(1_013_904_223);
            let spread = (self.state >> 16) as i32 - 32_768;
            *sample = (spread * self.peak / 32_768) as i16;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loudness(payload: &[u8]) -> f64 {
        let mut samples = [0; 8_000];
        Noise::new(payload).fill(&mut samples);
        let energy: f64 = samples
            .iter()
            .map(|sample| f64::from(*sample).powi(2))
            .sum();
        10.0 * (energy / 8_000.0 / 32_768.0f64.powi(2)).log10()
    }

    #[test]
    fn the_packet_says_how_loud_it_is_up_to_a_limit() {
        assert!((loudness(&[40]) + 40.0).abs() < 1.0, "{}", loudness(&[40]));
        assert!((loudness(&[0]) + 30.0).abs() < 1.0);
        assert!(loudness(&[127]) < -85.0);
        assert!(loudness(&[]) < -55.0);
    }
}
