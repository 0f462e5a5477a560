//! MP3 files as encoders write them, and what becomes of them when they are damaged.

use std::time::Duration;

use super::tone::{level, quickest};
use crate::{AudioError, decode};

/// 0.6 s of 1 kHz at half of full scale with an ID3v2 tag before and an ID3v1 tag behind it.
pub const STEREO_44100: &[u8] = include_bytes!("tones/stereo-44100.mp3");

/// The same tone in other forms.
const TONES: [(&str, &[u8]); 5] = [
    ("44.1 kHz, stereo, tags", STEREO_44100),
    (
        "48 kHz, stereo, variable bit rate",
        include_bytes!("tones/vbr-48000.mp3"),
    ),
    (
        "22.05 kHz, mono (MPEG-2)",
        include_bytes!("tones/mono-22050.mp3"),
    ),
    (
        "16 kHz, mono (MPEG-2)",
        include_bytes!("tones/mono-16000.mp3"),
    ),
    (
        "8 kHz, mono (MPEG-2.5)",
        include_bytes!("tones/mono-8000.mp3"),
    ),
];

/// Half of full scale in dB.
const HALF: f64 = -6.02;

/// Silence at 8 kHz and 8 kbit/s: 72 bytes for 72 ms.
pub fn silence(bytes: usize) -> Vec<u8> {
    let mut frame = vec![0xFF, 0xE3, 0x18, 0xC4];
    frame.resize(72, 0);
    frame[71] = 1;
    frame.repeat(bytes / 72)
}

#[test]
fn every_form_of_mp3_keeps_pitch_and_level() {
    for (name, file) in TONES {
        let audio = decode(file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let lost = audio.duration().abs_diff(Duration::from_millis(600));
        assert!(lost < Duration::from_millis(200), "{name}: {lost:?}");
        let found = level(&audio.samples()[1_600..4_000], 1_000.0);
        assert!((found - HALF).abs() < 1.0, "{name}: {found} dB");
        let beside = level(&audio.samples()[1_600..4_000], 1_500.0);
        assert!(beside < -40.0, "{name}: {beside} dB beside the tone");
    }
}

#[test]
fn a_corrupt_frame_is_silence_and_the_rest_keeps_its_time() {
    let mut file = TONES[2].1.to_vec();
    // A frame of this form has 104 bytes: the side information of the sixth.
    let frame = audio::mp3::frames(&file)
        .expect("frames")
        .nth(5)
        .expect("a frame");
    let place = frame.as_ptr() as usize - file.as_ptr() as usize;
    file[place + 4..place + 40].fill(0xFF);
    let (damaged, whole) = (
        decode(&file).expect("an MP3"),
        decode(TONES[2].1).expect("one"),
    );
    assert_eq!(damaged.samples().len(), whole.samples().len());
    let found = level(&damaged.samples()[2_800..4_400], 1_000.0);
    assert!((found - HALF).abs() < 1.0, "{found} dB after the damage");
}

#[test]
fn what_is_mostly_corrupt_is_refused() {
    let mut file = TONES[2].1.to_vec();
    let places: Vec<usize> = audio::mp3::frames(&file)
        .expect("frames")
        .map(|frame| frame.as_ptr() as usize - file.as_ptr() as usize)
        .collect();
    for place in places {
        file[place + 4..place + 13].fill(0xFF);
    }
    let error = decode(&file).expect_err("corrupt frames");
    assert!(matches!(error, AudioError::Undecodable(_)), "{error}");
    assert!(error.to_string().contains("frames are corrupt"), "{error}");
}

#[test]
fn nothing_but_headers_is_given_up_within_100_ms() {
    let file = [0xFF, 0xFB, 0x50, 0x64].repeat(audio::MAX_BYTES / 4);
    let error = decode(&file).expect_err("no sound");
    let quickest = quickest(|| drop(decode(&file)));
    assert!(quickest < Duration::from_millis(100), "{quickest:?}");
    assert!(matches!(error, AudioError::Undecodable(_)), "{error}");
}

#[test]
fn any_cut_is_read_or_refused_without_harm() {
    let mut read = 0;
    for (_, file) in TONES {
        for cut in (0..file.len()).step_by(23) {
            read += u32::from(decode(&file[..cut]).is_ok());
        }
    }
    assert!(read > 200, "{read} read");
}

#[test]
fn mutants_are_read_or_refused_without_harm() {
    let mut state = 0x1234_5678_u32;
    let mut random = move |below: usize| {
        // Xorshift: the same mutants in every run.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % below
    };
    let mut read = 0;
    for round in 0..300 {
        let mut file = TONES[round % 5].1.to_vec();
        for _ in 0..=random(24) {
            let place = random(file.len());
            file[place] = random(256) as u8;
        }
        if round % 3 == 0 {
            let (from, to) = (random(file.len()), random(file.len()));
            file.copy_within(from.min(to)..from.max(to), 0);
        }
        match decode(&file) {
            Ok(audio) => {
                read += 1;
                assert!(audio.duration() < Duration::from_secs(60));
            }
            Err(error) => assert!(!error.to_string().contains("cannot be read"), "{error}"),
        }
    }
    assert!(read > 50, "{read} read");
}
