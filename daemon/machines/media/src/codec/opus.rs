//! Opus by libopus, from and to 8 kHz without a way round over 48.

use opus::{Application, Bitrate, Channels};

/// The rate on the inside.
const RATE: u32 = 8_000;
/// What a voice of that rate needs, at so little effort, for the copies of lost packets to be worth hearing.
const BITS: i32 = 28_000;
/// The most of libopus that decides on each sample at once. To weigh two ways for each takes three times
/// as long, and a few more bits say as much.
const EFFORT: i32 = 1;
/// How many of a hundred packets are taken to be lost, which is for what the copies are paid.
const LOSS: i32 = 3;
/// libopus conceals in steps of 2.5 ms.
const STEP: usize = 20;

/// How many samples of 1/8000 s a packet has.
pub(super) fn samples(packet: &[u8]) -> usize {
    opus::packet::get_nb_samples(packet, RATE).unwrap_or(0)
}

/// Makes samples of packets.
#[derive(Debug)]
pub struct Decoder(Option<opus::Decoder>);

impl Default for Decoder {
    fn default() -> Self {
        Decoder(opus::Decoder::new(RATE, Channels::Mono).ok())
    }
}

impl Decoder {
    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        let Some(decoder) = self.0.as_mut().filter(|_| !payload.is_empty()) else {
            return 0;
        };
        decoder.decode(payload, samples, false).unwrap_or(0)
    }

    /// A packet may carry a copy of the one before it; without one libopus goes on with what it heard.
    pub(super) fn conceal(&mut self, next: &[u8], samples: &mut [i16]) {
        let whole = samples.len() / STEP * STEP;
        let (steps, rest) = samples.split_at_mut(whole);
        let last = self::samples(next).min(whole);
        let (earlier, copied) = steps.split_at_mut(whole - last);
        for (packet, to) in [(&[][..], earlier), (next, copied)] {
            let decoder = self.0.as_mut().filter(|_| !to.is_empty());
            let done = decoder.and_then(|it| it.decode(packet, to, !packet.is_empty()).ok());
            to.iter_mut()
                .skip(done.unwrap_or(0))
                .for_each(|sample| *sample = 0);
        }
        rest.fill(0);
    }
}

/// Makes packets of samples.
#[derive(Debug)]
pub struct Encoder(Option<opus::Encoder>);

impl Default for Encoder {
    fn default() -> Self {
        Encoder(encoder().ok())
    }
}

fn encoder() -> opus::Result<opus::Encoder> {
    let mut encoder = opus::Encoder::new(RATE, Channels::Mono, Application::Voip)?;
    encoder.set_bitrate(Bitrate::Bits(BITS))?;
    encoder.set_complexity(EFFORT)?;
    encoder.set_inband_fec(true)?;
    encoder.set_packet_loss_perc(LOSS)?;
    Ok(encoder)
}

impl Encoder {
    pub(super) fn encode(&mut self, samples: &[i16], payload: &mut [u8]) -> usize {
        let Some(encoder) = &mut self.0 else { return 0 };
        encoder.encode(samples, payload).unwrap_or(0)
    }
}
