//! Keys as tones in the voice (ITU-T Q.23), heard and spoken.

use crate::dtmf;

/// The tones of the rows and of the columns of the keys.
const ROWS: [f32; 4] = [697.0, 770.0, 852.0, 941.0];
const COLUMNS: [f32; 4] = [1_209.0, 1_336.0, 1_477.0, 1_633.0];
/// The keys by row and column.
const KEYS: [[char; 4]; 4] = [
    ['1', '2', '3', 'A'],
    ['4', '5', '6', 'B'],
    ['7', '8', '9', 'C'],
    ['*', '0', '#', 'D'],
];
const RATE: f32 = 8_000.0;

/// Samples that are judged at a time: 12.75 ms, so that the shortest press (40 ms) fills two of them.
const BLOCK: u32 = 102;
/// Blocks in a row that say a key, and that say that it is over.
const CERTAIN: u8 = 2;
/// The mean square below which nothing is a key: 42 dB below full scale.
const QUIET: f32 = 70_000.0;
/// The share of all energy that the two tones have.
const PURE: f32 = 0.82;
/// How much louder a tone is than the others of its group: 8 dB.
const ALONE: f32 = 6.3;
/// How much louder the row may be than the column, and the other way: 8 and 4 dB, with a margin for codecs.
const ROW_LOUDER: f32 = 8.0;
const COLUMN_LOUDER: f32 = 4.0;

/// Listens for keys.
#[derive(Clone, Debug)]
pub(crate) struct Detector {
    filters: [Filter; 8],
    energy: f32,
    samples: u32,
    /// What the newest blocks said, and how many of them.
    last: Option<char>,
    same: u8,
    /// The key that is pressed.
    pressed: Option<char>,
}

/// Goertzel's filter for one tone.
#[derive(Copy, Clone, Debug)]
struct Filter {
    step: f32,
    one: f32,
    two: f32,
}

impl Filter {
    fn new(hertz: f32) -> Filter {
        let step = 2.0 * (std::f32::consts::TAU * hertz / RATE).cos();
        let (one, two) = (0.0, 0.0);
        Filter { step, one, two }
    }

    fn take(&mut self, sample: f32) {
        (self.one, self.two) = (sample + self.step * self.one - self.two, self.one);
    }

    /// The power, and a fresh beginning.
    fn end(&mut self) -> f32 {
        let power = self.one * self.one + self.two * self.two - self.step * self.one * self.two;
        (self.one, self.two) = (0.0, 0.0);
        power
    }
}

impl Default for Detector {
    fn default() -> Self {
        let [a, b, c, d] = ROWS.map(Filter::new);
        let [e, f, g, h] = COLUMNS.map(Filter::new);
        Detector {
            filters: [a, b, c, d, e, f, g, h],
            energy: 0.0,
            samples: 0,
            last: None,
            same: 0,
            pressed: None,
        }
    }
}

impl Detector {
    /// Hears what comes next; tells each key once, when it is certain.
    pub(crate) fn hear(&mut self, samples: &[i16], mut tell: impl FnMut(char)) {
        for sample in samples {
            let sample = f32::from(*sample);
            self.filters
                .iter_mut()
                .for_each(|filter| filter.take(sample));
            self.energy += sample * sample;
            self.samples += 1;
            if self.samples == BLOCK {
                let key = self.judge();
                if let Some(key) = self.follow(key) {
                    tell(key);
                }
            }
        }
    }

    /// What a block says.
    fn judge(&mut self) -> Option<char> {
        let energy = std::mem::take(&mut self.energy);
        self.samples = 0;
        let [a, b, c, d, e, f, g, h] = self.filters.each_mut().map(Filter::end);
        let (row, low) = loudest([a, b, c, d])?;
        let (column, high) = loudest([e, f, g, h])?;
        let block = BLOCK as f32;
        // Two pure tones have half of the block's energy times its length.
        let pure = low + high >= PURE * energy * block / 2.0;
        let twisted = low > high * ROW_LOUDER || high > low * COLUMN_LOUDER;
        let loud = energy >= QUIET * block;
        let key = KEYS.get(row)?.get(column).copied();
        key.filter(|_| pure && loud && !twisted)
    }

    fn follow(&mut self, key: Option<char>) -> Option<char> {
        self.same = if key == self.last {
            self.same.saturating_add(1)
        } else {
            1
        };
        self.last = key;
        if self.same != CERTAIN || key == self.pressed {
            return None;
        }
        self.pressed = key;
        key
    }
}

/// The loudest of a group and its power, if it stands alone.
fn loudest(powers: [f32; 4]) -> Option<(usize, f32)> {
    let (place, most) = (0..)
        .zip(powers)
        .max_by(|one, other| one.1.total_cmp(&other.1))?;
    let others = (0..).zip(powers).filter(|one| one.0 != place);
    let alone = others
        .into_iter()
        .all(|(_, power): (usize, f32)| power * ALONE <= most);
    alone.then_some((place, most))
}

/// Writes the tones of a key, from the sample `from` of its press on.
pub(crate) fn write(code: u8, from: usize, samples: &mut [i16]) {
    /// Each tone 9 dB below full scale, together 6.
    const LOUDNESS: f32 = 6_000.0;
    let tones = dtmf::digit(code).and_then(tones_of);
    for (n, sample) in (from..).zip(samples) {
        let wave = |hertz: f32| {
            let turns = n as f32 * hertz / RATE;
            (turns.fract() * std::f32::consts::TAU).sin() * LOUDNESS
        };
        *sample = tones.map_or(0, |(low, high)| (wave(low) + wave(high)) as i16);
    }
}

fn tones_of(key: char) -> Option<(f32, f32)> {
    let row = KEYS.iter().position(|row| row.contains(&key))?;
    let column = KEYS.get(row)?.iter().position(|one| *one == key)?;
    Some((*ROWS.get(row)?, *COLUMNS.get(column)?))
}

#[cfg(test)]
mod tests {
    use kernel::Chance;

    use super::*;
    use crate::codec::{Codec, Decoder, Encoder};

    fn press(key: char, millis: usize) -> Vec<i16> {
        let mut samples = vec![0; millis * 8];
        write(dtmf::code(key).unwrap(), 0, &mut samples);
        samples
    }

    fn keys(samples: &[i16]) -> String {
        let mut detector = Detector::default();
        let mut heard = String::new();
        samples
            .chunks(160)
            .for_each(|piece| detector.hear(piece, |key| heard.push(key)));
        heard
    }

    #[test]
    fn every_key_is_heard_once_however_it_lies() {
        for shift in [0, 13, 51, 90] {
            let mut samples = vec![0; shift];
            for key in "1234567890*#ABCD".chars() {
                samples.extend(press(key, 45));
                samples.extend([0; 400]);
            }
            assert_eq!(keys(&samples), "1234567890*#ABCD", "{shift}");
        }
    }

    #[test]
    fn the_same_key_twice_is_two_presses_and_a_long_one_is_one() {
        let mut samples = press('5', 2_000);
        samples.extend([0; 480]);
        samples.extend(press('5', 100));
        assert_eq!(keys(&samples), "55");
    }

    #[test]
    fn keys_are_heard_through_every_codec() {
        for codec in Codec::ALL {
            let (mut encoder, mut decoder) = (Encoder::new(*codec), Decoder::new(*codec));
            let mut samples = Vec::new();
            for key in "159#".chars() {
                samples.extend(press(key, 100));
                samples.extend([0; 800]);
            }
            let mut heard = Vec::new();
            for frame in samples.as_chunks::<160>().0 {
                let mut payload = [0; 400];
                let length = encoder.encode(frame, &mut payload);
                let mut piece = [0; 160];
                decoder.decode(&payload[..length], &mut piece);
                heard.extend(piece);
            }
            assert_eq!(keys(&heard), "159#", "{codec:?}");
        }
    }

    #[test]
    fn noise_single_tones_and_quiet_keys_are_no_keys() {
        let mut chance = Chance::from_number(5);
        let noise: Vec<i16> = (0..80_000)
            .map(|_| chance.below(20_000) as i16 - 10_000)
            .collect();
        assert_eq!(keys(&noise), "");
        for hertz in [350.0, 697.0, 1_000.0, 1_336.0] {
            let turns = |n: u16| f32::from(n) * hertz / RATE * std::f32::consts::TAU;
            let tone = |n| (turns(n).sin() * 9_000.0) as i16;
            assert_eq!(
                keys(&(0..8_000).map(tone).collect::<Vec<i16>>()),
                "",
                "{hertz}"
            );
        }
        let quiet: Vec<i16> = press('5', 200).iter().map(|sample| sample / 60).collect();
        assert_eq!(keys(&quiet), "");
    }
}
