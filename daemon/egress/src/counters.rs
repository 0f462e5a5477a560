//! What the client has counted.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use model::ask::AskFailure;

/// A question that was answered.
pub const ANSWERED: &str = "answered";
/// A question whose call was over before.
pub const FORGOTTEN: &str = "forgotten";

/// Counts as they grow.
#[derive(Debug)]
pub struct Counters {
    outcomes: Mutex<BTreeMap<&'static str, u64>>,
    retries: AtomicU64,
    opened: AtomicU64,
}

impl Default for Counters {
    fn default() -> Counters {
        let failures = AskFailure::ALL.map(AskFailure::word);
        let words = failures.into_iter().chain([ANSWERED, FORGOTTEN]);
        // What never happened is told as well: whoever watches sees the first one come.
        let outcomes = words.map(|word| (word, 0)).collect();
        Counters {
            outcomes: Mutex::new(outcomes),
            retries: AtomicU64::new(0),
            opened: AtomicU64::new(0),
        }
    }
}

impl Counters {
    /// A question came to that end.
    pub fn outcome(&self, word: &'static str) {
        let mut outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        *outcomes.entry(word).or_default() += 1;
    }

    /// A question is tried again.
    pub fn retried(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }

    /// A host is left alone from here on.
    pub fn opened(&self) {
        self.opened.fetch_add(1, Ordering::Relaxed);
    }

    /// The counts, beside what is going on.
    pub fn figures(&self, (busy, waiting): (usize, usize), alone: usize) -> Figures {
        let outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        Figures {
            outcomes: outcomes.clone(),
            retries: self.retries.load(Ordering::Relaxed),
            opened: self.opened.load(Ordering::Relaxed),
            busy,
            waiting,
            alone,
        }
    }
}

/// Figures for those who watch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How questions ended: `answered`, `forgotten`, or the word of a failure.
    pub outcomes: BTreeMap<&'static str, u64>,
    /// Tries after the first.
    pub retries: u64,
    /// How often a host began to be left alone.
    pub opened: u64,
    /// Questions under way.
    pub busy: usize,
    /// Questions that wait for a place.
    pub waiting: usize,
    /// Hosts that are left alone.
    pub alone: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_end_is_told_before_it_first_comes() {
        let counters = Counters::default();
        counters.outcome(ANSWERED);
        let figures = counters.figures((0, 0), 0);
        assert_eq!(figures.outcomes.len(), AskFailure::ALL.len() + 2);
        assert_eq!(figures.outcomes.values().sum::<u64>(), 1);
    }
}
