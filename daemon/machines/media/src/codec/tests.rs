//! What a tone and something like a voice are after they went through a codec, with and without loss, and
//! what damaged payloads do.

use kernel::Chance;
use proptest::prelude::*;

use super::*;
use crate::measuring::{allowed_of_both, louder, quality, tone, voice};

const FRAME: usize = 160;

/// Samples through one codec; of a hundred packets so many are lost.
fn through(codec: Codec, samples: &[i16], loss: u64) -> Vec<i16> {
    let (mut encoder, mut decoder) = (Encoder::new(codec), Decoder::new(codec));
    let mut chance = Chance::from_number(7);
    let mut packets = Vec::new();
    for frame in samples.as_chunks::<FRAME>().0 {
        let mut payload = [0; 400];
        let length = encoder.encode(frame, &mut payload);
        assert!(length > 0, "{codec:?}");
        assert_eq!(codec.samples(&payload[..length]), FRAME, "{codec:?}");
        packets.push(payload[..length].to_vec());
    }
    let mut heard = Vec::new();
    for (n, packet) in packets.iter().enumerate() {
        let mut samples = [0; FRAME];
        if n > 10 && chance.percent(loss) {
            let next = packets.get(n + 1).map_or(&[][..], Vec::as_slice);
            decoder.conceal(next, &mut samples);
        } else {
            assert_eq!(decoder.decode(packet, &mut samples), FRAME, "{codec:?}");
        }
        heard.extend(samples);
    }
    heard
}

/// What two codecs make of it one after the other is looked at in a whole room.
#[test]
fn tones_and_voices_keep_their_level_and_what_their_codec_allows_of_their_shape() {
    let mut bad = Vec::new();
    for (n, said) in [tone(19_200), voice(19_200)].iter().enumerate() {
        for (k, loss) in [0, 3].into_iter().enumerate() {
            for codec in Codec::ALL {
                let heard = through(*codec, said, loss);
                let (said, heard) = (&said[3_200..], &heard[3_200..]);
                let (level, quality) = (louder(heard, said), quality(said, heard));
                let least = allowed_of_both(*codec, *codec, n, k);
                if level.abs() > 1.0 || quality < least {
                    let what = ["tone", "voice"][n];
                    bad.push(format!(
                        "{what} {codec:?}, {loss} %: {level:.2} dB, {quality:.1} dB of {least} dB"
                    ));
                }
            }
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

#[test]
fn frames_are_as_long_as_asked_for_and_as_the_codec_has_them() {
    for codec in Codec::ALL {
        for (ptime, plain, opus) in [
            (0, 80, 80),
            (10, 80, 80),
            (20, 160, 160),
            (30, 240, 160),
            (40, 320, 320),
            (50, 400, 320),
            (60, 480, 480),
            (200, 480, 480),
        ] {
            let frame = codec.frame(ptime);
            assert_eq!(frame, if *codec == Codec::Opus { opus } else { plain });
            let mut payload = [0; 1_400];
            let length = Encoder::new(*codec).encode(&vec![0; frame], &mut payload);
            assert_eq!(
                codec.samples(&payload[..length]),
                frame,
                "{codec:?} {ptime}"
            );
        }
    }
}

#[test]
fn a_frame_that_does_not_fit_is_not_written() {
    for codec in Codec::ALL {
        assert!(Encoder::new(*codec).encode(&[0; 160], &mut [0; 3]) <= 3);
    }
}

#[test]
fn a_hundred_thousand_damaged_payloads_harm_no_decoder() {
    let mut chance = Chance::from_number(11);
    for codec in Codec::ALL {
        let mut decoder = Decoder::new(*codec);
        let mut samples = [0; MAX_SAMPLES];
        for n in 0..20_000 {
            let length = chance.below(if n % 50 == 0 { 1_400 } else { 60 }) as usize;
            let mut payload = vec![0; length];
            match n % 3 {
                0 => chance.fill(&mut payload),
                1 => payload.fill(chance.below(256) as u8),
                _ => {}
            }
            assert!(codec.samples(&payload) <= MAX_SAMPLES * 8);
            assert!(decoder.decode(&payload, &mut samples) <= MAX_SAMPLES);
            if n % 7 == 0 {
                let lost = chance.below(480) as usize;
                decoder.conceal(&payload, &mut samples[..lost]);
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_decoded_within_the_frame(
        payloads in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 1..12),
        room in 0..400usize,
    ) {
        for codec in Codec::ALL {
            let mut decoder = Decoder::new(*codec);
            for payload in &payloads {
                let mut samples = vec![0; room];
                prop_assert!(decoder.decode(payload, &mut samples) <= room);
                decoder.conceal(payload, &mut samples);
            }
        }
    }

    #[test]
    fn any_samples_are_encoded_within_the_payload(
        samples in proptest::collection::vec(any::<i16>(), 160),
        room in 0..200usize,
    ) {
        for codec in Codec::ALL {
            let mut encoder = Encoder::new(*codec);
            let mut payload = vec![0; room];
            prop_assert!(encoder.encode(&samples, &mut payload) <= room);
        }
    }
}
