//! MP3 files made by hand: frames of silence, with what others put around them.

use crate::{Format, NotAudio, Sound, look};

/// The header of frames at 8 kHz, mono, 8 kbit/s: 72 bytes for 576 samples.
const SLOW: [u8; 4] = [0xFF, 0xE3, 0x18, 0xC4];
/// At 44.1 kHz, stereo, 64 kbit/s: 208 bytes for 1,152 samples.
const USUAL: [u8; 4] = [0xFF, 0xFB, 0x50, 0x64];

fn frame(header: [u8; 4], length: usize) -> Vec<u8> {
    let mut frame = header.to_vec();
    frame.resize(length, 0);
    frame
}

fn usual(count: usize) -> Vec<u8> {
    // Not silent to its last byte, or it would be taken for what fills a file up.
    let mut one = frame(USUAL, 208);
    one[207] = 1;
    one.repeat(count)
}

fn id3(length: usize) -> Vec<u8> {
    let size = [21, 14, 7, 0].map(|shift| (length >> shift & 0x7F) as u8);
    let mut tag = b"ID3\x04\0\0".to_vec();
    tag.extend(size);
    tag.resize(10 + length, b'x');
    tag
}

fn samples(bytes: &[u8]) -> u64 {
    look(bytes).expect("an MP3").samples
}

#[test]
fn the_frames_tell_rate_channels_and_length() {
    let sound = Sound {
        format: Format::Mp3,
        rate: 44_100,
        channels: 2,
        samples: 10 * 1_152,
    };
    assert_eq!(look(&usual(10)), Ok(sound));
    let mut slow = frame(SLOW, 72);
    slow[71] = 1;
    let sound = Sound {
        format: Format::Mp3,
        rate: 8_000,
        channels: 1,
        samples: 4 * 576,
    };
    assert_eq!(look(&slow.repeat(4)), Ok(sound));
}

#[test]
fn tags_at_both_ends_are_passed_over() {
    let mut file = id3(70_000);
    file.extend(id3(5));
    file.extend([0; 300]);
    file.extend(usual(10));
    let mut ape = b"APETAGEX\xd0\x07\0\0\x40\0\0\0".to_vec();
    ape.extend([9; 48]);
    file.extend(&ape);
    file.extend(b"TAG");
    file.extend([b' '; 125]);
    assert_eq!(samples(&file), 10 * 1_152);
}

#[test]
fn an_index_in_front_is_no_sound_and_its_claims_are_not_believed() {
    for (place, name) in [(36, b"Xing"), (36, b"Info"), (36, b"VBRI")] {
        let mut index = frame(USUAL, 208);
        index[place..place + 4].copy_from_slice(name);
        // Ten hours and four gigabytes.
        index[place + 4..place + 16].copy_from_slice(&[0xFF; 12]);
        index.extend(usual(3));
        assert_eq!(samples(&index), 3 * 1_152, "{name:?}");
    }
}

#[test]
fn frames_are_found_again_after_rubbish() {
    let mut file = usual(5);
    file.extend(b"rubbish \xFF\xFB\x50 and a false start");
    file.extend(usual(5));
    file.extend(b"rubbish at the end");
    assert_eq!(samples(&file), 10 * 1_152);
    let cut = usual(5);
    assert_eq!(samples(&cut[..cut.len() - 100]), 4 * 1_152);
    let mut late = vec![b'\xFF', 0xFB];
    late.extend([7; 100]);
    late.extend(usual(5));
    assert_eq!(samples(&late), 5 * 1_152);
}

#[test]
fn what_is_mostly_no_sound_is_refused() {
    let mut file = usual(2);
    file.extend([7; 2_000]);
    file.extend(usual(2));
    let little = NotAudio::Damaged("less than half of it is sound");
    assert_eq!(look(&file), Err(little));
    let mut file = usual(20_000);
    file.splice(416..416, vec![0xFF; 300_000]);
    let much = NotAudio::Damaged("too much of it is no sound");
    assert_eq!(look(&file), Err(much));
}

#[test]
fn what_is_no_mp3_is_named() {
    let nothing = NotAudio::Damaged("no frame of MP3 is found in it");
    let long = NotAudio::Damaged("its ID3 tag is longer than the file");
    let cases: [(Vec<u8>, NotAudio); 7] = [
        (frame([0xFF, 0xFB, 0x00, 0x64], 400), NotAudio::FreeFormat),
        (frame([0xFF, 0xFD, 0x50, 0x64], 400), NotAudio::Layer(2)),
        (frame([0xFF, 0xFF, 0x50, 0x64], 400), NotAudio::Layer(1)),
        (vec![0xFF; 2_000], nothing.clone()),
        (id3(40), nothing),
        (id3(40)[..30].to_vec(), long),
        (
            b"ID3\x04".to_vec(),
            NotAudio::Damaged("its ID3 tag is cut off"),
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(look(&bytes), Err(expected));
    }
}

#[test]
fn half_an_hour_is_the_longest() {
    let mut slow = frame(SLOW, 72);
    slow[71] = 1;
    let half_an_hour = 8_000 * 1_800 / 576;
    assert!(look(&slow.repeat(half_an_hour)).is_ok());
    let error = look(&slow.repeat(2 * half_an_hour)).expect_err("too long");
    assert_eq!(error, NotAudio::TooLong(60));
}
