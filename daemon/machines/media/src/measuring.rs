//! What a sound is after it went through codecs: how loud it is, and how much of its shape is left.

use crate::codec::Codec;

/// A tone of 1 kHz, 15 dB below full scale.
pub(crate) fn tone(count: usize) -> Vec<i16> {
    let wave = |n: usize| (n as f64 * std::f64::consts::TAU / 8.0).sin() * 5_800.0;
    (0..count).map(|n| wave(n) as i16).collect()
}

/// Something like a voice: pulses at a pitch that wanders, through three resonances that change with each
/// syllable, and pauses between.
pub(crate) fn voice(count: usize) -> Vec<i16> {
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
pub(crate) fn louder(one: &[i16], other: &[i16]) -> f64 {
    let frames = one.chunks(800).zip(other.chunks(800));
    let audible = frames.filter(|(_, other)| energy(other) > 800.0 * 200.0 * 200.0);
    let mut levels: Vec<f64> = audible
        .map(|(one, other)| decibels(energy(one) / energy(other)))
        .collect();
    levels.sort_by(f64::total_cmp);
    levels[levels.len() / 2]
}

/// The signal to noise ratio of what was heard, at the delay and the loudness at which it is best.
pub(crate) fn quality(said: &[i16], heard: &[i16]) -> f64 {
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
pub(crate) fn allowed_of_both(one: Codec, other: Codec, sample: usize, loss: usize) -> f64 {
    let vocoder = |codec| matches!(codec, Codec::G729 | Codec::Opus);
    if one != other && vocoder(one) && vocoder(other) {
        return 0.0;
    }
    let (first, second) = (allowed(one)[sample][loss], allowed(other)[sample][0]);
    // Two noises are more than one.
    first.min(second) - 2.0
}
