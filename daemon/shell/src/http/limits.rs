//! How often somebody may ask.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many in the long run, and some at once.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The time that one takes.
    pub each: Duration,
    /// How many may come at once.
    pub burst: u32,
}

/// How many seconds' worth may come at once.
const BURST: u32 = 10;

impl Rate {
    /// So many a second, and ten seconds' worth at once: a program that starts asks for much, and one that
    /// watches opens all its streams.
    pub fn per_second(count: u32) -> Rate {
        Rate {
            each: Duration::from_secs(1) / count.max(1),
            burst: count.saturating_mul(BURST),
        }
    }
}

/// How far each of those who ask has used up what he may.
#[derive(Debug)]
pub struct Limits<K>(Mutex<Table<K>>);

/// Those who are told apart at most; further ones share one place.
const MOST: usize = 16_384;

#[derive(Debug)]
struct Table<K> {
    /// When all that each has asked for would be over, at one each time. `None` are the others.
    used_up_to: BTreeMap<Option<K>, Instant>,
}

impl<K: Ord> Default for Limits<K> {
    fn default() -> Limits<K> {
        let used_up_to = BTreeMap::new();
        Limits(Mutex::new(Table { used_up_to }))
    }
}

impl<K: Ord> Limits<K> {
    /// Takes one for `key`.
    ///
    /// # Errors
    /// How long to wait for the next.
    pub fn take(&self, key: K, rate: Rate, now: Instant) -> Result<(), Duration> {
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = table.place_of(key, now);
        let used = table.used_up_to.entry(key).or_insert(now);
        let next = (*used).max(now) + rate.each;
        let ahead = next.duration_since(now);
        match ahead.checked_sub(rate.each * rate.burst) {
            None | Some(Duration::ZERO) => {
                *used = next;
                Ok(())
            }
            Some(wait) => Err(wait),
        }
    }
}

impl<K: Ord> Table<K> {
    fn place_of(&mut self, key: K, now: Instant) -> Option<K> {
        let key = Some(key);
        if self.used_up_to.contains_key(&key) || self.used_up_to.len() < MOST {
            return key;
        }
        // Whoever has nothing used up is as good as unknown.
        self.used_up_to.retain(|_, used| *used > now);
        key.filter(|_| self.used_up_to.len() < MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate {
        each: Duration::from_millis(100),
        burst: 3,
    };

    fn taken(limits: &Limits<u32>, key: u32, now: Instant) -> usize {
        let tries = std::iter::repeat_with(|| limits.take(key, RATE, now).is_ok());
        tries.take(10).filter(|taken| *taken).count()
    }

    #[test]
    fn some_at_once_and_then_as_many_as_time_brings() {
        let (limits, start) = (Limits::default(), Instant::now());
        let later = |millis| start + Duration::from_millis(millis);
        assert_eq!(taken(&limits, 1, start), 3);
        assert_eq!(
            limits.take(1, RATE, later(40)),
            Err(Duration::from_millis(60))
        );
        assert_eq!(taken(&limits, 1, later(100)), 1);
        assert_eq!(taken(&limits, 1, later(350)), 2);
        assert_eq!(taken(&limits, 1, later(9_000)), 3);
    }

    #[test]
    fn whoever_may_ask_fifty_times_a_second_may_open_five_hundred_streams_at_once() {
        let (limits, now) = (Limits::default(), Instant::now());
        let tries = std::iter::repeat_with(|| limits.take(1, Rate::per_second(50), now).is_ok());
        assert_eq!(tries.take(600).filter(|taken| *taken).count(), 500);
        let later = now + Duration::from_secs(1);
        let tries = std::iter::repeat_with(|| limits.take(1, Rate::per_second(50), later).is_ok());
        assert_eq!(tries.take(600).filter(|taken| *taken).count(), 50);
    }

    #[test]
    fn one_takes_nothing_from_another() {
        let (limits, now) = (Limits::default(), Instant::now());
        assert_eq!(taken(&limits, 1, now), 3);
        assert_eq!(taken(&limits, 2, now), 3);
    }

    #[test]
    fn beyond_the_most_all_share_one_place_until_there_is_room() {
        let (limits, now) = (Limits::default(), Instant::now());
        for key in 0..MOST as u32 {
            assert_eq!(limits.take(key, RATE, now), Ok(()));
        }
        assert_eq!(taken(&limits, 100_000, now), 3);
        assert_eq!(taken(&limits, 100_001, now), 0);
        assert_eq!(taken(&limits, 100_001, now + Duration::from_secs(9)), 3);
        assert_eq!(taken(&limits, 100_002, now + Duration::from_secs(9)), 3);
    }
}
