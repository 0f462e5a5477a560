//! A file is decoded or refused, and never becomes longer than its limit.
use speech::{decode, encode_wav};

/// Reads audio files.
pub fn run(bytes: &[u8]) {
    if let Ok(sound) = decode(bytes) {
        let again = decode(&encode_wav(sound.samples())).expect("what was written can be read");
        assert_eq!(again.samples().len(), sound.samples().len());
    }
}
