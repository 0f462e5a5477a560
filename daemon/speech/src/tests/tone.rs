//! WAV files for the tests, and a measure of what comes out.

use std::f64::consts::TAU;
use std::time::{Duration, Instant};

/// The codings that a WAV file may have here.
#[derive(Copy, Clone, Debug)]
pub enum Coding {
    Pcm(u16),
    Float32,
    ALaw,
    MuLaw,
}

/// A file of any coding with a header as usual.
pub fn file(tag: u16, bits: u16, rate: u32, channels: u16, data: &[u8]) -> Vec<u8> {
    let align = channels * bits / 8;
    // All but PCM says how long its extension is: none.
    let extension: &[u8] = if tag == 1 { &[] } else { &[0, 0] };
    let mut file = b"RIFF".to_vec();
    file.extend(((36 + extension.len() + data.len()) as u32).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend((16 + extension.len() as u32).to_le_bytes());
    file.extend(tag.to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * u32::from(align)).to_le_bytes());
    file.extend(align.to_le_bytes());
    file.extend(bits.to_le_bytes());
    file.extend(extension);
    file.extend(b"data");
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    file
}

/// One second of a tone at half of full scale.
pub fn tone(coding: Coding, rate: u32, channels: u16, hertz: f64) -> Vec<u8> {
    let mut data = Vec::new();
    for number in 0..rate {
        let value = 0.5 * (TAU * hertz * f64::from(number) / f64::from(rate)).sin();
        for _ in 0..channels {
            match coding {
                Coding::Pcm(8) => data.push((value * 127.0 + 128.0) as u8),
                Coding::Pcm(bits) => {
                    let scaled = (value * f64::from(1u32 << (bits - 1))) as i32;
                    data.extend(&scaled.to_le_bytes()[..usize::from(bits / 8)]);
                }
                Coding::Float32 => data.extend((value as f32).to_le_bytes()),
                Coding::ALaw => data.push(a_law((value * 32_767.0) as i32)),
                Coding::MuLaw => data.push(mu_law((value * 32_767.0) as i32)),
            }
        }
    }
    match coding {
        Coding::Pcm(bits) => file(1, bits, rate, channels, &data),
        Coding::Float32 => file(3, 32, rate, channels, &data),
        Coding::ALaw => file(6, 8, rate, channels, &data),
        Coding::MuLaw => file(7, 8, rate, channels, &data),
    }
}

/// G.711 from its definition: a sign, the number of the segment and four bits within it.
fn a_law(sample: i32) -> u8 {
    let sign = if sample >= 0 { 0x80 } else { 0 };
    let level = (sample.abs() >> 4).min(2_047);
    let code = match level.checked_ilog2() {
        Some(log) if log >= 4 => ((log - 3) << 4) as i32 | ((level >> (log - 4)) & 15),
        _ => level,
    };
    (sign | code as u8) ^ 0x55
}

fn mu_law(sample: i32) -> u8 {
    let sign = if sample < 0 { 0x80 } else { 0 };
    let level = (sample.abs() >> 2).min(8_158) + 33;
    let log = level.ilog2();
    let code = ((log - 5) << 4) as i32 | ((level >> (log - 4)) & 15);
    !(sign | code as u8)
}

/// The level of a tone within samples, in dB of full scale, by its correlation with that tone.
pub fn level(samples: &[i16], hertz: f64) -> f64 {
    let angle = |number: usize| TAU * hertz * number as f64 / 8_000.0;
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (number, sample) in samples.iter().enumerate() {
        let value = f64::from(*sample) / 32_768.0;
        real += value * angle(number).cos();
        imaginary += value * angle(number).sin();
    }
    20.0 * (2.0 * real.hypot(imaginary) / samples.len() as f64).log10()
}

/// The shortest time of a few runs: the others had to share the machine.
pub fn quickest(mut run: impl FnMut()) -> Duration {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or(Duration::MAX)
}
