//! Recorded prompts: the codings that are read, and the files that are refused.

use std::time::Duration;

use super::mp3;
use super::tone::{Coding, file, level, quickest, tone};
use crate::{AudioError, decode, encode_wav};
use audio::{MAX_BYTES, NotAudio};

/// Half of full scale in dB.
const HALF: f64 = -6.02;

#[test]
fn every_coding_and_rate_keeps_the_level_within_1_db() {
    let codings = [8, 16, 24, 32].map(Coding::Pcm);
    for coding in codings
        .into_iter()
        .chain([Coding::Float32, Coding::ALaw, Coding::MuLaw])
    {
        for (rate, channels) in [
            (8_000, 1),
            (8_000, 2),
            (11_025, 1),
            (16_000, 1),
            (22_050, 1),
            (44_100, 2),
            (48_000, 1),
        ] {
            let audio = decode(&tone(coding, rate, channels, 1_000.0)).unwrap();
            let name = format!("{coding:?} at {rate} Hz with {channels} channels");
            assert!(
                audio.duration().abs_diff(Duration::from_secs(1)) < Duration::from_millis(2),
                "{name}"
            );
            let middle = &audio.samples()[400..7_600];
            let found = level(middle, 1_000.0);
            assert!((found - HALF).abs() < 1.0, "{name}: {found} dB");
        }
    }
}

#[test]
fn rates_at_the_edges_are_read() {
    for rate in [4_000, 96_000, 192_000] {
        let audio = decode(&tone(Coding::Pcm(16), rate, 1, 1_000.0)).unwrap();
        let found = level(&audio.samples()[400..7_600], 1_000.0);
        assert!((found - HALF).abs() < 1.0, "{rate} Hz: {found} dB");
    }
}

#[test]
fn what_8_khz_cannot_hold_does_not_fold_back() {
    let audio = decode(&tone(Coding::Pcm(16), 44_100, 1, 6_000.0)).unwrap();
    let folded = level(&audio.samples()[400..7_600], 2_000.0);
    assert!(folded < -50.0, "{folded} dB of a 6 kHz tone at 2 kHz");
}

#[test]
fn what_is_written_is_read_back() {
    let samples: Vec<i16> = (-400..400).map(|number| number * 80).collect();
    assert_eq!(decode(&encode_wav(&samples)).unwrap().0, samples);
}

/// A name, a file, and what its error is to be.
type Refused<'a> = (&'a str, &'a [u8], fn(&NotAudio) -> bool);

#[test]
fn hostile_files_are_refused_within_100_ms() {
    let good = tone(Coding::Pcm(16), 8_000, 1, 1_000.0);
    let mut four_gigabytes = good.clone();
    four_gigabytes[40..44].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut ten_hours = good.clone();
    ten_hours[40..44].copy_from_slice(&(10 * 3_600 * 16_000u32).to_le_bytes());
    let mut tiny_chunks = good[..36].to_vec();
    tiny_chunks.extend(b"junk\x01\0\0\0x\0".repeat(400_000));
    let mut no_frames = good.clone();
    no_frames[32..34].copy_from_slice(&[0, 0]);
    let too_large = vec![0; MAX_BYTES + 1];
    let silence = mp3::silence(MAX_BYTES);
    let mut large_tag = b"ID3\x04\0\0\x7f\x7f\x7f\x7f".to_vec();
    large_tag.extend(mp3::STEREO_44100);
    let files: [Refused<'_>; 11] = [
        ("4 GB", &four_gigabytes, |error| {
            matches!(error, NotAudio::Truncated { .. })
        }),
        ("10 h", &ten_hours, |error| {
            matches!(error, NotAudio::Truncated { .. })
        }),
        ("tiny chunks", &tiny_chunks, |error| {
            matches!(error, NotAudio::Damaged(_))
        }),
        ("no frames", &no_frames, |error| {
            matches!(error, NotAudio::Damaged(_))
        }),
        ("too large", &too_large, |error| {
            matches!(error, NotAudio::TooLarge(_))
        }),
        ("empty", b"", |error| {
            matches!(error, NotAudio::Unknown("empty"))
        }),
        ("no samples", &file(1, 16, 8_000, 1, &[]), |error| {
            *error == NotAudio::Empty
        }),
        ("6 channels", &file(1, 16, 8_000, 6, &[0; 12]), |error| {
            *error == NotAudio::Channels(6)
        }),
        ("1 Hz", &file(1, 16, 1, 1, &[0; 12]), |error| {
            *error == NotAudio::Rate(1)
        }),
        (
            "an hour and more of silence",
            &silence,
            |error| matches!(error, NotAudio::TooLong(minutes) if *minutes > 60),
        ),
        ("a tag of 256 MB", &large_tag, |error| {
            matches!(error, NotAudio::Damaged(_))
        }),
    ];
    for (name, bytes, expected) in files {
        let Err(AudioError::NotAudio(error)) = decode(bytes) else {
            panic!("{name} was not refused at first sight");
        };
        let quickest = quickest(|| drop(decode(bytes)));
        assert!(
            quickest < Duration::from_millis(100),
            "{name} took {quickest:?}"
        );
        assert!(expected(&error), "{name}: {error:?}");
    }
}

#[test]
fn any_cut_or_changed_byte_of_the_header_is_read_or_refused_without_harm() {
    let good = tone(Coding::Pcm(16), 11_025, 2, 1_000.0);
    let good = &good[..1_044];
    for cut in 0..good.len() {
        drop(decode(&good[..cut]));
    }
    let mut read = 0;
    for place in 0..44 {
        for value in [0, 1, 2, 3, 6, 7, 127, 128, 254, 255] {
            let mut bytes = good.to_vec();
            bytes[4..8].copy_from_slice(&1_036u32.to_le_bytes());
            bytes[40..44].copy_from_slice(&1_000u32.to_le_bytes());
            bytes[place] = value;
            read += u32::from(decode(&bytes).is_ok());
        }
    }
    assert!((1..440).contains(&read), "{read} of 440 read");
}
