//! Nonces that need no memory until they are used.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::{Chance, Mono};

use super::hash::{equal, hmac};
use super::window::Window;

/// How long a nonce is good.
pub const NONCE_LIFE: Duration = Duration::from_secs(300);
/// How many nonces in use are remembered.
pub const MAX_USED_NONCES: usize = 16_384;

/// A nonce is when it was made, eight random bytes, and a seal over both that nobody else can make;
/// in hexadecimal 64 digits. Only one that came back with a right password is remembered, so a
/// stranger cannot fill the memory.
#[derive(Debug)]
pub(super) struct Nonces {
    key: [u8; 32],
    chance: Chance,
    used: BTreeMap<Id, Window>,
    /// Nonces made until then are over: memory of their counts was given up.
    forgotten: Option<Mono>,
}

/// What a nonce is remembered by.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Id {
    made: Mono,
    random: u64,
}

/// What becomes of a nonce and a count that came with a right password.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Both are good, and now used.
    Good,
    /// The nonce is none of ours or too old.
    Stale,
    /// The count was used before.
    Replayed,
}

impl Nonces {
    pub fn new(chance: &mut Chance) -> Nonces {
        let mut key = [0; 32];
        chance.fill(&mut key);
        Nonces {
            key,
            chance: chance.fork(),
            used: BTreeMap::new(),
            forgotten: None,
        }
    }

    /// A nonce.
    pub fn make(&mut self, now: Mono) -> String {
        let random = self.chance.number();
        self.seal(Id { made: now, random })
    }

    /// Uses a nonce and a count.
    pub fn take(&mut self, now: Mono, nonce: &str, count: u32) -> Use {
        self.forget_old(now);
        let Some(id) = self.open(nonce).filter(|id| self.is_alive(now, *id)) else {
            return Use::Stale;
        };
        let free = self.used.entry(id).or_default().take(count);
        while self.used.len() > MAX_USED_NONCES {
            self.forgotten = self.used.pop_first().map(|(id, _)| id.made);
        }
        match free {
            true => Use::Good,
            false => Use::Replayed,
        }
    }

    /// How many nonces are remembered.
    pub fn len(&self) -> usize {
        self.used.len()
    }

    fn is_alive(&self, now: Mono, id: Id) -> bool {
        let known = id.made <= now && now.since(id.made) < NONCE_LIFE;
        known && self.forgotten.is_none_or(|until| id.made > until)
    }

    fn forget_old(&mut self, now: Mono) {
        while let Some(first) = self.used.first_entry() {
            if now.since(first.key().made) < NONCE_LIFE {
                return;
            }
            first.remove();
        }
    }

    fn seal(&self, id: Id) -> String {
        let text = format!("{:016x}{:016x}", id.made.as_micros(), id.random);
        let mac = hex::encode(hmac(&self.key, text.as_bytes()));
        text + mac.get(..32).unwrap_or_default()
    }

    fn open(&self, nonce: &str) -> Option<Id> {
        let micros = u64::from_str_radix(nonce.get(..16)?, 16).ok()?;
        let random = u64::from_str_radix(nonce.get(16..32)?, 16).ok()?;
        let id = Id {
            made: Mono::from_micros(micros),
            random,
        };
        equal(self.seal(id).as_bytes(), nonce.as_bytes()).then_some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nonces() -> Nonces {
        Nonces::new(&mut Chance::from_number(1))
    }

    fn at(seconds: u64) -> Mono {
        Mono::ZERO + Duration::from_secs(seconds)
    }

    #[test]
    fn a_nonce_is_64_digits_and_never_the_same() {
        let mut nonces = nonces();
        let (one, two) = (nonces.make(at(1)), nonces.make(at(1)));
        assert_ne!(one, two);
        assert!(one.len() == 64 && one.chars().all(|c| c.is_ascii_hexdigit()));
    }

    #[test]
    fn a_nonce_dies_after_its_life() {
        let mut nonces = nonces();
        let nonce = nonces.make(at(10));
        assert_eq!(nonces.take(at(10), &nonce, 1), Use::Good);
        assert_eq!(nonces.take(at(309), &nonce, 2), Use::Good);
        assert_eq!(nonces.take(at(310), &nonce, 3), Use::Stale);
        assert_eq!(nonces.len(), 0);
    }

    #[test]
    fn a_count_is_good_once() {
        let mut nonces = nonces();
        let nonce = nonces.make(at(0));
        assert_eq!(nonces.take(at(1), &nonce, 1), Use::Good);
        assert_eq!(nonces.take(at(2), &nonce, 1), Use::Replayed);
        assert_eq!(nonces.take(at(2), &nonce, 2), Use::Good);
    }

    #[test]
    fn a_nonce_of_somebody_else_is_stale() {
        let mut nonces = nonces();
        let mut other = Nonces::new(&mut Chance::from_number(2));
        let foreign = other.make(at(0));
        assert_eq!(nonces.take(at(1), &foreign, 1), Use::Stale);
        let mut younger = nonces.make(at(0));
        younger.replace_range(15..16, "9");
        assert_eq!(nonces.take(at(1), &younger, 1), Use::Stale);
        for text in ["", "x", "é".repeat(32).as_str(), "0".repeat(64).as_str()] {
            assert_eq!(nonces.take(at(1), text, 1), Use::Stale);
        }
        assert_eq!(nonces.len(), 0);
    }

    #[test]
    fn a_forgotten_nonce_cannot_be_replayed() {
        let mut nonces = nonces();
        let first = nonces.make(Mono::from_micros(0));
        assert_eq!(nonces.take(at(1), &first, 1), Use::Good);
        for n in 1..=MAX_USED_NONCES as u64 {
            let nonce = nonces.make(Mono::from_micros(n));
            assert_eq!(nonces.take(at(1), &nonce, 1), Use::Good);
        }
        assert_eq!(nonces.len(), MAX_USED_NONCES);
        assert_eq!(nonces.take(at(1), &first, 1), Use::Stale);
    }
}
