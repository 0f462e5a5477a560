//! A recording as mp3. `rusty_mp3` is pure Rust under Apache-2.0: LAME, which is better known, is under
//! the LGPL, and a program that links it must let its users exchange it.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rusty_mp3::{Error, Mp3Encoder, Mp3EncoderConfig};

use super::{AudioError, wav};

/// For two voices at 8 kHz nobody hears a difference.
const KBIT_A_SECOND: u32 = 64;
/// Bytes of samples that are read at once.
const CHUNK: usize = 64 * 1024;

/// Makes an mp3 of the file at `wav`. Its size in memory does not depend on its length.
///
/// # Errors
/// Why it cannot be made.
pub fn encode(wav: &Path, into: &mut File) -> Result<(), AudioError> {
    let mut source = BufReader::new(File::open(wav)?);
    let head = wav::head(&mut source)?;
    let mut encoder = Mp3Encoder::new(Mp3EncoderConfig {
        bitrate_kbps: KBIT_A_SECOND,
        vbr_quality: None,
    });
    let mut sink = BufWriter::new(&mut *into);
    let mut samples = source.take(u64::from(head.bytes));
    let mut chunk = vec![0; CHUNK];
    loop {
        let got = fill(&mut samples, &mut chunk)?;
        let read = chunk.get(..got).unwrap_or_default();
        if read.is_empty() {
            break;
        }
        let taken = encoder.push_pcm_s16le(read, head.channels, head.rate);
        taken.map_err(|error| unreadable(&error))?;
        drain(&mut encoder, &mut sink)?;
    }
    encoder.finish();
    drain(&mut encoder, &mut sink)?;
    sink.flush()?;
    drop(sink);
    // The first frame tells the length, which is known at the end.
    if let Some(tag) = encoder.lame_tag_frame() {
        into.seek(SeekFrom::Start(0))?;
        into.write_all(tag)?;
    }
    Ok(())
}

fn drain(encoder: &mut Mp3Encoder, sink: &mut impl Write) -> Result<(), AudioError> {
    loop {
        match encoder.next_packet() {
            Ok(packet) => sink.write_all(&packet)?,
            Err(Error::Again | Error::Eof) => return Ok(()),
            Err(error) => return Err(unreadable(&error)),
        }
    }
}

/// Reads until the chunk is full or there is no more: a sample cut in two would shift all others.
fn fill(source: &mut impl Read, chunk: &mut [u8]) -> Result<usize, AudioError> {
    let mut got = 0;
    while let Some(rest) = chunk.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match source.read(rest)? {
            0 => break,
            more => got += more,
        }
    }
    Ok(got)
}

fn unreadable(error: &Error) -> AudioError {
    AudioError::Unreadable(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use rusty_mp3::Mp3Decoder;

    use super::*;

    /// The share of the energy that lies at a pitch.
    fn strength(samples: &[f32], pitch: f64) -> f64 {
        let turns = samples.iter().enumerate().map(|(n, sample)| {
            let angle = TAU * pitch * n as f64 / 8_000.0;
            (
                f64::from(*sample) * angle.cos(),
                f64::from(*sample) * angle.sin(),
            )
        });
        let (x, y) = turns.fold((0.0, 0.0), |sum, turn| (sum.0 + turn.0, sum.1 + turn.1));
        let energy: f64 = samples
            .iter()
            .map(|sample| f64::from(*sample).powi(2))
            .sum();
        2.0 * (x * x + y * y) / (energy.max(1e-9) * samples.len() as f64)
    }

    fn made(millis: usize) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let (wav, mp3) = (folder.path().join("a.wav"), folder.path().join("a.mp3"));
        wav::tests::write(&wav, &wav::tests::tones(millis));
        let mut file = File::create(&mp3).expect("a file");
        encode(&wav, &mut file).expect("an mp3");
        std::fs::read(&mp3).expect("a file")
    }

    #[test]
    fn each_voice_is_heard_in_its_own_channel() {
        let mut decoder = Mp3Decoder::new();
        decoder.push(&made(3_000));
        decoder.flush();
        let (mut left, mut right) = (Vec::new(), Vec::new());
        while let Ok(frame) = decoder.next_frame() {
            assert_eq!((frame.sample_rate, frame.channels), (8_000, 2));
            left.extend(frame.samples.iter().step_by(2));
            right.extend(frame.samples.iter().skip(1).step_by(2));
        }
        let millis = left.len() / 8;
        assert!((2_900..3_300).contains(&millis), "{millis} ms");
        let middle = 4_000..20_000;
        for (voice, own, other) in [(left, 440.0, 880.0), (right, 880.0, 440.0)] {
            let voice = voice.get(middle.clone()).expect("it is long enough");
            assert!(
                strength(voice, own) > 0.9,
                "{} at {own}",
                strength(voice, own)
            );
            assert!(
                strength(voice, other) < 0.02,
                "{} at {other}",
                strength(voice, other)
            );
        }
    }

    #[test]
    fn a_minute_takes_half_a_megabyte_and_an_empty_recording_nothing_wrong() {
        let kilobytes = made(6_000).len() / 1_000;
        assert!((40..60).contains(&kilobytes), "{kilobytes} kB");
        let _little = made(0);
    }
}
