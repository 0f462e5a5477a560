//! Whether somebody speaks: the energy of what he sends, 20 ms at a time.

use std::time::Duration;

/// Samples of a piece.
const PIECE: u32 = 160;
/// The root mean square below which a piece is silence: 44 dB below full scale. A voice on a telephone is
/// 10 dB and more above it, the noise of a line as much below.
const SILENCE: i64 = 200;

/// Counts silence.
#[derive(Debug)]
pub(crate) struct Hush {
    /// Samples of silence that are enough.
    enough: u64,
    silent: u64,
    told: bool,
    /// The piece that is being heard.
    samples: u32,
    energy: i64,
}

impl Hush {
    pub(crate) fn new(quiet: Duration) -> Hush {
        Hush {
            enough: u64::try_from(quiet.as_micros() / 125).unwrap_or(u64::MAX),
            silent: 0,
            told: false,
            samples: 0,
            energy: 0,
        }
    }

    /// Hears what comes next.
    pub(crate) fn hear(&mut self, samples: impl Iterator<Item = i16>) {
        for sample in samples {
            self.energy += i64::from(sample) * i64::from(sample);
            self.samples += 1;
            if self.samples == PIECE {
                self.judge();
            }
        }
    }

    /// Whether there was silence for long enough; said once.
    pub(crate) fn tell(&mut self) -> bool {
        self.silent >= self.enough && !std::mem::replace(&mut self.told, true)
    }

    fn judge(&mut self) {
        let loud = self.energy >= SILENCE * SILENCE * i64::from(PIECE);
        self.silent = if loud {
            0
        } else {
            self.silent + u64::from(PIECE)
        };
        (self.samples, self.energy) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(pieces: &[(i16, u32)]) -> bool {
        let mut hush = Hush::new(Duration::from_secs(1));
        for (level, millis) in pieces {
            let wave = [*level, -*level].into_iter().cycle();
            hush.hear(wave.take(*millis as usize * 8));
        }
        hush.tell()
    }

    #[test]
    fn a_second_of_silence_is_told_and_less_is_not() {
        assert!(heard(&[(3_000, 500), (20, 1_000)]));
        assert!(!heard(&[(3_000, 500), (20, 980)]));
        assert!(heard(&[(0, 1_000)]));
    }

    #[test]
    fn a_word_in_between_begins_the_silence_anew() {
        assert!(!heard(&[(0, 900), (1_000, 20), (0, 900)]));
        assert!(heard(&[(0, 900), (1_000, 20), (0, 1_000)]));
    }

    #[test]
    fn it_is_told_once() {
        let mut hush = Hush::new(Duration::from_millis(20));
        hush.hear([0; 400].into_iter());
        assert!(hush.tell());
        hush.hear([0; 400].into_iter());
        assert!(!hush.tell());
    }
}
