//! The header of a recording's file (RIFF WAVE, PCM).

/// Bytes before the audio.
pub(super) const HEADER: u64 = 44;

/// Bytes of one frame: a left and a right sample.
pub(super) const FRAME: u64 = 4;

/// Frames a second.
pub(super) const RATE: u64 = 8_000;

/// The most audio that the header's 32-bit lengths can tell, in whole frames: about 37 hours.
pub(super) const MOST_AUDIO: u64 = (u32::MAX as u64 - HEADER) / FRAME * FRAME;

/// The header for this many bytes of audio; what is beyond [`MOST_AUDIO`] is not told.
pub(super) fn header(audio: u64) -> [u8; HEADER as usize] {
    let audio = audio.min(MOST_AUDIO) as u32;
    let mut header = [0; HEADER as usize];
    let parts: [&[u8]; 13] = [
        b"RIFF",
        &(audio + HEADER as u32 - 8).to_le_bytes(),
        b"WAVE",
        b"fmt ",
        &16_u32.to_le_bytes(),
        &1_u16.to_le_bytes(),
        &2_u16.to_le_bytes(),
        &(RATE as u32).to_le_bytes(),
        &((RATE * FRAME) as u32).to_le_bytes(),
        &(FRAME as u16).to_le_bytes(),
        &16_u16.to_le_bytes(),
        b"data",
        &audio.to_le_bytes(),
    ];
    for (byte, value) in header.iter_mut().zip(parts.concat()) {
        *byte = value;
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_format_and_both_lengths() {
        let header = header(32_000);
        let number = |at: usize| u32::from_le_bytes(header[at..at + 4].try_into().expect("four"));
        assert_eq!(&header[..4], b"RIFF");
        assert_eq!(&header[8..16], b"WAVEfmt ");
        assert_eq!(
            (number(4), number(24), number(28), number(40)),
            (32_036, 8_000, 32_000, 32_000)
        );
        assert_eq!(&header[20..24], [1, 0, 2, 0], "PCM, two channels");
        assert_eq!(&header[32..40], b"\x04\x00\x10\x00data");
    }

    #[test]
    fn lengths_stay_within_their_32_bits() {
        assert_eq!(header(u64::MAX), header(MOST_AUDIO));
        assert_eq!(MOST_AUDIO % FRAME, 0);
    }
}
