//! That one thing is made by one thread at a time.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

/// What is being made.
#[derive(Debug)]
pub struct Once<K> {
    making: Mutex<BTreeSet<K>>,
    made: Condvar,
}

impl<K> Default for Once<K> {
    fn default() -> Once<K> {
        Once {
            making: Mutex::default(),
            made: Condvar::new(),
        }
    }
}

impl<K: Ord + Clone> Once<K> {
    /// Waits until nobody else makes `key`, and holds it until the turn is dropped.
    pub fn turn(&self, key: K) -> Turn<'_, K> {
        let making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let mut making = self
            .made
            .wait_while(making, |making| making.contains(&key))
            .unwrap_or_else(PoisonError::into_inner);
        making.insert(key.clone());
        Turn { once: self, key }
    }
}

/// The right to make something.
pub struct Turn<'a, K: Ord + Clone> {
    once: &'a Once<K>,
    key: K,
}

impl<K: Ord + Clone> Drop for Turn<'_, K> {
    fn drop(&mut self) {
        let making = &self.once.making;
        making
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.key);
        self.once.made.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn nobody_makes_what_another_one_makes() {
        let once = Once::default();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let _turn = once.turn("one");
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
    }

    #[test]
    fn other_things_are_made_meanwhile() {
        let once = Once::default();
        let _one = once.turn("one");
        let _other = once.turn("other");
    }
}
