//! The timers of one machine: at most one deadline for each key.

use std::collections::{BTreeMap, BTreeSet};

use crate::Mono;

/// Deadlines by key. Equal deadlines expire in the order of their keys, so a run is repeatable.
#[derive(Debug, Clone)]
pub struct Timers<K> {
    by_key: BTreeMap<K, Mono>,
    by_time: BTreeSet<(Mono, K)>,
}

impl<K: Ord + Clone> Default for Timers<K> {
    fn default() -> Self {
        Timers {
            by_key: BTreeMap::new(),
            by_time: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone> Timers<K> {
    /// Sets the deadline of `key`, in place of any it had.
    pub fn set(&mut self, key: K, at: Mono) {
        if let Some(old) = self.by_key.insert(key.clone(), at) {
            self.by_time.remove(&(old, key.clone()));
        }
        self.by_time.insert((at, key));
    }

    /// Forgets the deadline of `key`; says whether there was one.
    pub fn clear(&mut self, key: &K) -> bool {
        match self.by_key.remove(key) {
            Some(at) => self.by_time.remove(&(at, key.clone())),
            None => false,
        }
    }

    /// The deadline of `key`.
    pub fn deadline(&self, key: &K) -> Option<Mono> {
        self.by_key.get(key).copied()
    }

    /// The earliest deadline of all.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.by_time.first().map(|(at, _)| *at)
    }

    /// Takes out the earliest key whose deadline has come; ask again until `None`.
    pub fn expire(&mut self, now: Mono) -> Option<K> {
        let (at, _) = self.by_time.first()?;
        if *at > now {
            return None;
        }
        let (_, key) = self.by_time.pop_first()?;
        self.by_key.remove(&key);
        Some(key)
    }

    /// How many deadlines are set.
    pub fn len(&self) -> usize {
        self.by_key.len()
    }

    /// Whether none is set.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros: u64) -> Mono {
        Mono::from_micros(micros)
    }

    #[test]
    fn expires_in_order_of_time_and_once() {
        let mut timers = Timers::default();
        timers.set('b', at(20));
        timers.set('a', at(10));
        timers.set('c', at(30));
        assert_eq!(timers.next_deadline(), Some(at(10)));
        assert_eq!(timers.expire(at(25)), Some('a'));
        assert_eq!(timers.expire(at(25)), Some('b'));
        assert_eq!(timers.expire(at(25)), None);
        assert_eq!(timers.len(), 1);
    }

    #[test]
    fn setting_again_replaces() {
        let mut timers = Timers::default();
        timers.set('a', at(10));
        timers.set('a', at(50));
        assert_eq!(timers.expire(at(49)), None);
        assert_eq!(timers.expire(at(50)), Some('a'));
        assert!(timers.is_empty());
    }

    #[test]
    fn a_cleared_timer_never_expires() {
        let mut timers = Timers::default();
        timers.set('a', at(10));
        assert!(timers.clear(&'a'));
        assert!(!timers.clear(&'a'));
        assert_eq!(timers.expire(at(99)), None);
    }
}
