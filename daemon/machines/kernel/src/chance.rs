//! Chance from a seed: the same seed gives the same ids, tags and picks.

use rand_chacha::ChaCha12Rng;
use rand_core::{RngCore, SeedableRng};
use uuid::Uuid;

/// A cryptographic generator with a seed that comes from outside.
#[derive(Debug, Clone)]
pub struct Chance(ChaCha12Rng);

impl Chance {
    /// The generator of a 256-bit seed, for production.
    pub fn from_seed(seed: [u8; 32]) -> Chance {
        Chance(ChaCha12Rng::from_seed(seed))
    }

    /// The generator of a small seed, for simulations.
    pub fn from_number(seed: u64) -> Chance {
        Chance(ChaCha12Rng::seed_from_u64(seed))
    }

    /// A second generator whose picks do not disturb those of this one.
    pub fn fork(&mut self) -> Chance {
        let mut seed = [0; 32];
        self.0.fill_bytes(&mut seed);
        Chance::from_seed(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number from 0 to `end` − 1; 0 if `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        // The bias of this reduction is below 2⁻³² for every end that fits in 32 bits.
        ((u128::from(self.number()) * u128::from(end)) >> 64) as u64
    }

    /// True in `percent` of 100 cases.
    pub fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Fills `bytes`.
    pub fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    /// `bytes` random bytes as lower-case hexadecimal digits.
    pub fn hex(&mut self, bytes: usize) -> String {
        const DIGITS: [char; 16] = [
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
        ];
        let mut text = String::with_capacity(bytes * 2);
        let mut drawn = 0;
        for n in 0..bytes * 2 {
            if n % 16 == 0 {
                drawn = self.number();
            }
            text.extend(DIGITS.get((drawn & 15) as usize));
            drawn >>= 4;
        }
        text
    }

    /// A 128-bit id that sorts by time and is unique across machines (RFC 9562 version 7).
    pub fn id(&mut self, wall: jiff::Timestamp) -> Uuid {
        let millis = u64::try_from(wall.as_millisecond()).unwrap_or(0);
        let mut random = [0; 10];
        self.0.fill_bytes(&mut random);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_itself() {
        let mut one = Chance::from_number(7);
        let mut two = Chance::from_number(7);
        assert_eq!(one.hex(9), two.hex(9));
        assert_eq!(one.hex(9).len(), 18);
        assert_ne!(one.number(), Chance::from_number(8).number());
    }

    #[test]
    fn picks_stay_below_their_end() {
        let mut chance = Chance::from_number(1);
        assert!((0..1000).all(|_| chance.below(3) < 3));
        assert_eq!(chance.below(0), 0);
    }

    #[test]
    fn ids_sort_by_time() {
        let mut chance = Chance::from_number(1);
        let early = chance.id(jiff::Timestamp::UNIX_EPOCH);
        let late = chance.id(jiff::Timestamp::from_second(1).expect("in range"));
        assert!(early < late);
    }
}
