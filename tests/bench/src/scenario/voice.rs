//! What a line says, in any codec.

use media::codec::{Codec, Encoder};

use super::sound::sample;

/// Samples of a packet: 20 ms.
const FRAME: usize = 160;

/// One packet of a tone, to be sent over and over.
#[derive(Clone, Debug)]
pub struct Voice {
    /// Its codec.
    pub codec: Codec,
    /// The payload.
    pub payload: Vec<u8>,
}

impl Voice {
    /// A tone; `hertz` divides into 50 whole periods.
    pub fn tone(codec: Codec, hertz: u32) -> Voice {
        let mut encoder = Encoder::new(codec);
        let samples: [i16; FRAME] = std::array::from_fn(|n| sample(hertz, n));
        let mut payload = Vec::new();
        // A codec with a memory has settled by the last.
        for _ in 0..10 {
            payload.resize(FRAME, 0);
            let length = encoder.encode(&samples, &mut payload);
            payload.truncate(length);
        }
        Voice { codec, payload }
    }

    /// Units of its clock in a packet.
    pub fn step(&self) -> u32 {
        FRAME as u32 * self.ratio()
    }

    /// Units of its clock in 1/8000 s.
    pub fn ratio(&self) -> u32 {
        self.codec.clock() / 8_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_of_every_codec_is_20_ms() {
        for codec in Codec::ALL {
            let voice = Voice::tone(*codec, 400);
            assert_eq!(codec.samples(&voice.payload), FRAME, "{codec:?}");
        }
    }

    #[test]
    fn a_packet_of_alaw_is_loud_and_can_be_repeated() {
        let packet = Voice::tone(Codec::Pcma, 400).payload;
        assert_eq!(packet[..20], packet[20..40]);
        assert!(packet.iter().all(|byte| *byte != 0xd5 && *byte != 0x55));
    }
}
