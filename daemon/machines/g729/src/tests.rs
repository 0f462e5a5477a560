//! Both sides together, and with other people's: frames of a foreign encoder, and what a foreign decoder
//! heard.

use proptest::prelude::*;

use crate::{Decoder, Encoder, FRAME, OCTETS};

/// A voice in the words of a foreign encoder (bcg729), and the loudness of each 10 ms that a foreign decoder
/// (FFmpeg 5.1) made of it.
const FOREIGN: &[u8] = include_bytes!("fixtures/foreign.g729");
const FOREIGN_HEARD: &str = include_str!("fixtures/foreign.txt");
/// The same voice in the words of our encoder, and what the same decoder made of these.
const OURS: &[u8] = include_bytes!("fixtures/ours.g729");
const OURS_HEARD: &str = include_str!("fixtures/ours.txt");

/// Pulses at a pitch that rises, through resonances that move, with pauses between the syllables.
fn voice(frames: usize) -> Vec<[i16; FRAME]> {
    let mut state = [[0.0_f64; 2]; 3];
    let mut next_pulse = 0.0;
    let mut speak = |n: usize| {
        let seconds = n as f64 / 8_000.0;
        let syllable = (seconds / 0.2).fract();
        let mut sample = 0.0;
        if n as f64 >= next_pulse {
            next_pulse = n as f64 + 8_000.0 / (105.0 + 60.0 * seconds);
            sample = 24_000.0 * (syllable * std::f64::consts::PI).sin();
        }
        let resonances = [
            500.0 + 300.0 * syllable,
            1_700.0 - 500.0 * syllable,
            2_700.0,
        ];
        for (hertz, [one, two]) in resonances.into_iter().zip(&mut state) {
            let turn = std::f64::consts::TAU * hertz / 8_000.0;
            let out = sample + 1.88 * turn.cos() * *one - 0.8836 * *two;
            (*two, *one) = (*one, out);
            sample = 0.9 * out;
        }
        sample as i16
    };
    let samples: Vec<i16> = (0..frames * FRAME).map(&mut speak).collect();
    samples.as_chunks().0.to_vec()
}

fn loudness(samples: &[i16]) -> f64 {
    let squares = samples.iter().map(|sample| f64::from(*sample).powi(2));
    (squares.sum::<f64>() / samples.len() as f64).sqrt()
}

fn frames(octets: &[u8]) -> &[[u8; OCTETS]] {
    octets.as_chunks().0
}

/// How many dB our decoder's loudness is from what was heard elsewhere, where there is a voice. Another's
/// postfilter may be a little faster or slower where a syllable begins.
fn assert_heard_alike(octets: &[u8], heard: &str) {
    let mut decoder = Decoder::default();
    let heard = heard.lines().map(|line| line.parse::<f64>().unwrap());
    let mut far = Vec::new();
    for (frame, heard) in frames(octets).iter().zip(heard) {
        let ours = loudness(&decoder.decode(frame));
        if heard > 100.0 {
            far.push((20.0 * (ours / heard).log10()).abs());
        }
    }
    far.sort_by(f64::total_cmp);
    assert!(far.len() > 60, "{far:?}");
    assert!(
        far[far.len() / 2] < 0.3 && far[far.len() - 1] < 4.0,
        "{far:?}"
    );
}

#[test]
fn a_foreign_encoder_is_heard_as_a_foreign_decoder_hears_it() {
    assert_heard_alike(FOREIGN, FOREIGN_HEARD);
}

#[test]
fn a_foreign_decoder_hears_our_encoder_as_our_decoder_does() {
    assert_heard_alike(OURS, OURS_HEARD);
    // And the encoder still says what was heard there.
    let mut encoder = Encoder::default();
    let said = voice(frames(OURS).len());
    let said = said.iter().map(|samples| encoder.encode(samples));
    let same = said.zip(frames(OURS)).filter(|(one, other)| one == *other);
    let (same, all) = (same.count(), frames(OURS).len());
    assert!(4 * same > 3 * all, "{same} of {all}");
}

#[test]
fn a_voice_comes_through_both_as_loud_as_it_was() {
    let said = voice(200);
    let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
    let through = said
        .iter()
        .map(|samples| decoder.decode(&encoder.encode(samples)));
    let heard: Vec<i16> = through.flatten().collect();
    let said: Vec<i16> = said.into_iter().flatten().collect();
    let level = 20.0 * (loudness(&heard) / loudness(&said)).log10();
    assert!(level.abs() < 1.0, "{level} dB");
    let noise: Vec<i16> = said.iter().zip(&heard[40..]).map(|(a, b)| a - b).collect();
    let quality = 20.0 * (loudness(&said) / loudness(&noise)).log10();
    assert!(quality > 5.0, "{quality} dB");
}

#[test]
fn silence_is_silence_however_long_it_is() {
    let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
    let said = voice(30)
        .into_iter()
        .chain(std::iter::repeat_n([0; FRAME], 3_000));
    let mut last = [i16::MAX; FRAME];
    for samples in said {
        last = decoder.decode(&encoder.encode(&samples));
    }
    assert!(loudness(&last) < 4.0, "{last:?}");
}

#[test]
fn what_stays_lost_becomes_silence() {
    let mut decoder = Decoder::default();
    for frame in frames(OURS).iter().take(40) {
        decoder.decode(frame);
    }
    let before = loudness(&decoder.conceal());
    let mut last = [i16::MAX; FRAME];
    for _ in 0..1_000 {
        last = decoder.conceal();
    }
    assert!(loudness(&last) < 4.0 && before > 100.0, "{before} {last:?}");
}

#[test]
fn no_loss_is_heard_as_a_bang() {
    for stream in [OURS, FOREIGN] {
        let all = frames(stream);
        for lost in 1..all.len() {
            let mut decoder = Decoder::default();
            let mut loudest = [0.0_f64; 2];
            let mut whole = Decoder::default();
            for (n, frame) in all.iter().enumerate() {
                let heard = match (lost..lost + 4).contains(&n) {
                    true => decoder.conceal(),
                    false => decoder.decode(frame),
                };
                loudest[0] = loudest[0].max(loudness(&heard));
                loudest[1] = loudest[1].max(loudness(&whole.decode(frame)));
            }
            assert!(loudest[0] < 1.6 * loudest[1], "{lost}: {loudest:?}");
        }
    }
}

#[test]
fn nothing_heard_yet_is_silence() {
    assert!(loudness(&Decoder::default().conceal()) < 4.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bits_are_decoded_and_a_voice_after_them_is_heard(
        packets in proptest::collection::vec(any::<Option<[u8; OCTETS]>>(), 1..80),
        again in 1..20_usize,
    ) {
        let mut decoder = Decoder::default();
        for packet in &packets {
            for _ in 0..again {
                match packet {
                    Some(octets) => decoder.decode(octets),
                    None => decoder.conceal(),
                };
            }
        }
        let mut loudest = 0.0;
        for frame in frames(OURS) {
            loudest = f64::max(loudest, loudness(&decoder.decode(frame)));
        }
        prop_assert!((100.0..32_768.0).contains(&loudest), "{}", loudest);
    }

    #[test]
    fn any_samples_are_encoded_and_a_voice_after_them_as_well(
        samples in proptest::collection::vec(any::<[i16; 8]>(), 1..40),
    ) {
        let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
        for some in &samples {
            let mut frame = [0; FRAME];
            frame.as_chunks_mut().0.iter_mut().for_each(|to| *to = *some);
            decoder.decode(&encoder.encode(&frame));
        }
        let mut heard = 0.0;
        for frame in voice(20) {
            heard = f64::max(heard, loudness(&decoder.decode(&encoder.encode(&frame))));
        }
        prop_assert!(heard > 100.0, "{}", heard);
    }
}
