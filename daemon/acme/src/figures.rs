//! What is counted.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// How an order ended.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A certificate came.
    Issued,
    /// The authority gave no answer.
    Unreached,
    /// It wanted to be left alone.
    Limited,
    /// It refused.
    Refused,
    /// It did not believe that a host is ours.
    Challenge,
    /// What came was of no use.
    Useless,
    /// The disk did not take what was to be kept.
    Unwritten,
}

/// All of them, with their words.
pub const OUTCOMES: [(Outcome, &str); 7] = [
    (Outcome::Issued, "issued"),
    (Outcome::Unreached, "unreached"),
    (Outcome::Limited, "limited"),
    (Outcome::Refused, "refused"),
    (Outcome::Challenge, "challenge"),
    (Outcome::Useless, "useless"),
    (Outcome::Unwritten, "unwritten"),
];

/// What was counted so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Orders, by how they ended.
    pub orders: Vec<(&'static str, u64)>,
    /// Questions of the authority that were answered.
    pub answered: u64,
    /// Requests for something else.
    pub strange: u64,
    /// Connections that were closed because there were too many.
    pub turned_away: u64,
    /// Orders in a row that came to nothing.
    pub failures: u64,
    /// When the certificate is to be renewed, in seconds since 1970; 0 while there is none.
    pub renewal: i64,
}

#[derive(Debug, Default)]
pub(crate) struct Counters {
    orders: [AtomicU64; OUTCOMES.len()],
    pub answered: AtomicU64,
    pub strange: AtomicU64,
    pub turned_away: AtomicU64,
    pub failures: AtomicU64,
    pub renewal: AtomicI64,
}

impl Counters {
    /// An order ended.
    pub fn ended(&self, outcome: Outcome) {
        let counters = OUTCOMES.iter().zip(&self.orders);
        for (_, counter) in counters.filter(|((known, _), _)| *known == outcome) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub fn read(&self) -> Figures {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let orders = OUTCOMES.iter().zip(&self.orders);
        Figures {
            orders: orders
                .map(|((_, word), count)| (*word, get(count)))
                .collect(),
            answered: get(&self.answered),
            strange: get(&self.strange),
            turned_away: get(&self.turned_away),
            failures: get(&self.failures),
            renewal: self.renewal.load(Ordering::Relaxed),
        }
    }
}
