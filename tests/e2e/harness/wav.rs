//! WAV files, written and read byte by byte.

use std::path::Path;

/// A mono file of 16 bits at 8 kHz.
pub fn mono(samples: &[i16]) -> Vec<u8> {
    let data: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
    let length = u32::try_from(data.len()).expect("a short file");
    let mut file = Vec::new();
    file.extend(b"RIFF");
    file.extend((36 + length).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    for half in [1_u16, 1] {
        file.extend(half.to_le_bytes());
    }
    for word in [8_000_u32, 16_000] {
        file.extend(word.to_le_bytes());
    }
    for half in [2_u16, 16] {
        file.extend(half.to_le_bytes());
    }
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(data);
    file
}

/// The rate and the samples of the first channel of somebody's file of 16 bits.
pub(crate) fn first_channel(path: &Path) -> (u32, Vec<i16>) {
    let bytes = std::fs::read(path).expect("a file");
    let half = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().expect("2 bytes"));
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
    let (channels, rate) = (usize::from(half(22)), word(24));
    let data = bytes.windows(4).position(|it| it == b"data").expect("data") + 8;
    let samples = bytes[data..].as_chunks::<2>().0.iter().step_by(channels);
    (rate, samples.map(|it| i16::from_le_bytes(*it)).collect())
}

/// A recording with two channels of 16 bits at 8 kHz.
#[derive(Clone, Debug)]
pub struct Stereo {
    /// The customer.
    pub left: Vec<i16>,
    /// The agent.
    pub right: Vec<i16>,
}

impl Stereo {
    /// Reads a file.
    ///
    /// # Panics
    /// When it is no such file, or when its header does not tell its true length.
    pub fn read(path: &Path) -> Stereo {
        let bytes =
            std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
        let half = |at: usize| u16::from_le_bytes(bytes[at..at + 2].try_into().expect("2 bytes"));
        assert_eq!(
            (&bytes[..4], &bytes[8..16]),
            (&b"RIFF"[..], &b"WAVEfmt "[..])
        );
        assert_eq!(
            word(4) as usize,
            bytes.len() - 8,
            "the length in the header"
        );
        assert_eq!((half(20), half(22), word(24), half(34)), (1, 2, 8_000, 16));
        let mut at = 20 + word(16) as usize;
        while &bytes[at..at + 4] != b"data" {
            at += 8 + word(at + 4) as usize;
        }
        let length = word(at + 4) as usize;
        assert_eq!(length, bytes.len() - at - 8, "the length of the samples");
        let channel = |offset: usize| {
            let frames = bytes[at + 8..].chunks_exact(4);
            frames
                .map(|f| i16::from_le_bytes([f[offset], f[offset + 1]]))
                .collect()
        };
        Stereo {
            left: channel(0),
            right: channel(2),
        }
    }

    /// How long it is.
    pub fn millis(&self) -> usize {
        self.left.len() / 8
    }
}
