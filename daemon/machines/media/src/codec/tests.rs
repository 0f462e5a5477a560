//! What a tone and something like a voice are after they went through one codec and another, with and
//! without loss, and what damaged payloads do.

use kernel::Chance;
use proptest::prelude::*;

use super::*;

const FRAME: usize = 160;

/// A tone of 1 kHz, 15 dB below full scale.
fn tone(count: usize) -> Vec<i16> {
    let wave = |n: usize| (n as f64 * std::f64::consts::TAU / 8.0).sin() * 5_800.0;
    (0..count).map(|n| wave(n) as i16).collect()
}

/// Something like a voice: pulses at a pitch that wanders, through three resonances that change with each
/// syllable, and pauses between.
fn voice(count: usize) -> Vec<i16> {
    let vowels = [
        [730.0, 1_090.0, 2_440.0],
        [270.0, 2_290.0, 3_010.0],
        [300.0, 870.0, 2_240.0],
        [530.0, 1_840.0, 2_480.0],
    ];
    let mut state = [[0.0f64; 2]; 3];
    let mut next_pulse = 0.0;
    let speak = |n: usize| {
        let seconds = n as f64 / 8_000.0;
        let syllable = (seconds / 0.25) as usize;
        let within = seconds / 0.25 - syllable as f64;
        let loud = (within * std::f64::consts::PI).sin().powf(0.7);
        let pitch = 115.0 + 25.0 * (seconds * 2.1).sin();
        let mut sample = 0.0;
        if n as f64 >= next_pulse {
            next_pulse = n as f64 + 8_000.0 / pitch;
            sample = 1.0;
        }
        let vowel = vowels[syllable % vowels.len()];
        for (hertz, [one, two]) in vowel.into_iter().zip(&mut state) {
            let radius: f64 = 0.97;
            let turn = std::f64::consts::TAU * hertz / 8_000.0;
            let out = sample + 2.0 * radius * turn.cos() * *one - radius * radius * *two;
            (*two, *one) = (*one, out);
            sample = out * 0.12;
        }
        sample * loud * if syllable % 6 == 5 { 0.01 } else { 1.0 }
    };
    let raw: Vec<f64> = (0..count).map(speak).collect();
    let peak = raw
        .iter()
        .fold(1e-9f64, |peak, sample| peak.max(sample.abs()));
    raw.iter()
        .map(|sample| (sample / peak * 14_000.0) as i16)
        .collect()
}

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

fn energy(samples: &[i16]) -> f64 {
    samples
        .iter()
        .map(|sample| f64::from(*sample).powi(2))
        .sum::<f64>()
        + 1.0
}

fn decibels(ratio: f64) -> f64 {
    10.0 * ratio.log10()
}

/// How much louder the first is: in the middle one of its frames, so that what a codec makes of a loss and
/// of the frames right behind it says nothing of all others.
fn louder(one: &[i16], other: &[i16]) -> f64 {
    let frames = one.chunks(800).zip(other.chunks(800));
    let audible = frames.filter(|(_, other)| energy(other) > 800.0 * 200.0 * 200.0);
    let mut levels: Vec<f64> = audible
        .map(|(one, other)| decibels(energy(one) / energy(other)))
        .collect();
    levels.sort_by(f64::total_cmp);
    levels[levels.len() / 2]
}

/// The signal to noise ratio of what was heard, at the delay and the loudness at which it is best.
fn quality(said: &[i16], heard: &[i16]) -> f64 {
    let whole: Vec<f64> = said.iter().map(|sample| f64::from(*sample)).collect();
    let short = &whole[..6_000];
    let near = (0..200)
        .max_by(|a, b| likeness(short, heard, *a).total_cmp(&likeness(short, heard, *b)))
        .unwrap();
    // The filters of a codec delay by parts of a sample too.
    let best = (0..4).flat_map(|quarters| {
        let said = shifted(&whole, f64::from(quarters) / 4.0);
        [near.saturating_sub(1), near].map(|delay| likeness(&said, heard, delay))
    });
    decibels(1.0 / (1.0 - best.fold(0.0, f64::max)).max(1e-9))
}

/// How much of what was heard is what was said so much earlier: a share of its energy.
fn likeness(said: &[f64], heard: &[i16], delay: usize) -> f64 {
    let (mut product, mut one, mut other) = (0.0, 1.0, 1.0);
    for (a, b) in said.iter().zip(&heard[delay..]) {
        let b = f64::from(*b);
        product += a * b;
        one += a * a;
        other += b * b;
    }
    f64::max(product, 0.0).powi(2) / one / other
}

/// What is said, later by a part of a sample.
fn shifted(samples: &[f64], part: f64) -> Vec<f64> {
    if part == 0.0 {
        return samples.to_vec();
    }
    let taps: Vec<f64> = (-12..12)
        .map(|k| {
            let turns = (f64::from(k) + part) * std::f64::consts::PI;
            turns.sin() / turns * (turns / 26.0).cos().powi(2)
        })
        .collect();
    let mut padded = vec![0.0; 12];
    padded.extend(samples);
    padded.extend([0.0; 12]);
    let at = |window: &[f64]| window.iter().rev().zip(&taps).map(|(a, b)| a * b).sum();
    padded.windows(24).take(samples.len()).map(at).collect()
}

/// The signal to noise ratio that a codec allows, in dB: of a tone and of a voice, without loss and with
/// 3 %. A waveform is a poor measure of G.729 and Opus, which keep how a voice sounds and not how it
/// looks; of both one after the other it is none.
fn allowed(codec: Codec) -> [[f64; 2]; 2] {
    match codec {
        Codec::Pcma | Codec::Pcmu => [[34.0, 30.0], [35.0, 23.0]],
        Codec::G722 => [[34.0, 30.0], [29.0, 20.0]],
        Codec::G729 => [[9.5, 3.5], [6.0, 4.5]],
        Codec::Opus => [[22.0, 11.0], [11.0, 11.0]],
    }
}

/// What a call allows whose caller speaks one and whose callee the other.
fn allowed_of_both(one: Codec, other: Codec, sample: usize, loss: usize) -> f64 {
    let vocoder = |codec| matches!(codec, Codec::G729 | Codec::Opus);
    if one != other && vocoder(one) && vocoder(other) {
        return 0.0;
    }
    let (first, second) = (allowed(one)[sample][loss], allowed(other)[sample][0]);
    // Two noises are more than one.
    first.min(second) - 2.0
}

#[test]
fn tones_and_voices_keep_their_level_and_what_their_codecs_allow_of_their_shape() {
    let mut bad = Vec::new();
    for (n, sample) in [tone(19_200), voice(19_200)].iter().enumerate() {
        for (k, loss) in [0, 3].into_iter().enumerate() {
            for one in Codec::ALL {
                let first = through(*one, sample, loss);
                for other in Codec::ALL {
                    // Between two legs of one codec nothing is translated.
                    let heard = if one == other {
                        first.clone()
                    } else {
                        through(*other, &first, 0)
                    };
                    let (said, heard) = (&sample[3_200..], &heard[3_200..]);
                    let (level, quality) = (louder(heard, said), quality(said, heard));
                    let least = allowed_of_both(*one, *other, n, k);
                    let what = ["tone", "voice"][n];
                    let case = format!(
                        "{what} {one:?} {other:?}, {loss} %: {level:.2} dB, {quality:.1} dB"
                    );
                    if level.abs() > 1.0 || quality < least {
                        bad.push(format!("{case} of {least} dB"));
                    }
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
