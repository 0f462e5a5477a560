//! What is due, and when.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use kernel::{Chance, Mono, Now};
use serde::{Deserialize, Serialize};

/// The longest wait before the clocks are looked at again: the wall clock may jump.
const LOOK: Duration = Duration::from_secs(60);
/// The first wait after an authority could not be reached. Nothing is used up there.
const UNREACHED: Duration = Duration::from_secs(60);
/// The first wait after anything else: authorities count vain orders by the hour.
const REFUSED: Duration = Duration::from_secs(300);
/// The longest wait that doubling leads to.
const LONGEST: Duration = Duration::from_secs(6 * 3600);
/// The longest time for which an authority is left alone because it says so.
const PATIENCE: Duration = Duration::from_secs(7 * 24 * 3600);
/// How often what could not be written is tried again.
const REWRITE: Duration = Duration::from_secs(60);

/// The time of a certificate.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its first moment.
    pub from: Timestamp,
    /// Its last.
    pub until: Timestamp,
}

/// What is to be done.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing for so long.
    Nothing(Duration),
    /// A certificate is to be ordered.
    Order,
    /// The certificate that came is to be written.
    Write,
}

/// How an attempt failed.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Setback {
    /// The authority was not reached.
    Unreached,
    /// It does not want to, or what came is of no use.
    Refused,
    /// It wants to be left alone for so long.
    Limited(Duration),
}

/// What outlives a restart: an authority that is left alone stays so.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// Orders in a row that came to nothing.
    pub failures: u32,
    /// When the next may be placed.
    pub until: Timestamp,
}

/// When the next order is due.
#[derive(Debug)]
pub struct Schedule {
    term: Option<Term>,
    /// What part of its last third the certificate is used for before it is renewed, in 1/1000 of a tenth.
    spread: u32,
    failures: u32,
    resting_until: Option<Mono>,
    unwritten: bool,
    chance: Chance,
}

impl Schedule {
    /// Begins with the certificate that is there.
    pub fn new(term: Option<Term>, mut chance: Chance) -> Schedule {
        Schedule {
            term,
            spread: spread(&mut chance),
            failures: 0,
            resting_until: None,
            unwritten: false,
            chance,
        }
    }

    /// Goes on from where a daemon before this one was.
    #[must_use]
    pub fn rested(mut self, now: Now, rest: Rest) -> Schedule {
        let left = Duration::try_from(rest.until.duration_since(now.wall));
        self.failures = rest.failures;
        // A clock that was set back in between must not forbid orders for years.
        self.resting_until = left.ok().map(|left| now.mono + left.min(PATIENCE));
        self
    }

    /// What is to be kept over a restart, if an order has come to nothing.
    pub fn rest(&self, now: Now) -> Option<Rest> {
        let left = self.resting_until.map(|until| until.since(now.mono));
        (self.failures > 0).then(|| Rest {
            failures: self.failures,
            until: now.later(left.unwrap_or_default()).wall,
        })
    }

    /// What is to be done.
    pub fn due(&self, now: Now) -> Due {
        let rest = self.resting_until.map(|until| until.since(now.mono));
        if let Some(rest) = rest.filter(|rest| !rest.is_zero()) {
            return Due::Nothing(rest.min(LOOK));
        }
        if self.unwritten {
            return Due::Write;
        }
        match self.renewal() {
            Some(at) if at > now.wall => {
                let left = Duration::try_from(at.duration_since(now.wall)).unwrap_or(LOOK);
                Due::Nothing(left.min(LOOK))
            }
            _ => Due::Order,
        }
    }

    /// When the certificate that is there is to be renewed.
    pub fn renewal(&self) -> Option<Timestamp> {
        let term = self.term?;
        let whole = term.until.duration_since(term.from);
        let spread = i32::try_from(self.spread).unwrap_or(0);
        let used = whole / 3 * 2 + whole / 30_000 * spread;
        term.from.checked_add(used).ok()
    }

    /// A certificate came; what it says of its time.
    pub fn issued(&mut self, now: Now, term: Term) {
        self.term = Some(term);
        self.spread = spread(&mut self.chance);
        self.unwritten = true;
        self.resting_until = None;
        match self.renewal() {
            Some(at) if at > now.wall => self.failures = 0,
            // A clock that is wrong, here or there, must not order one after the other.
            _ => self.failures = self.failures.saturating_add(1),
        }
    }

    /// It is written.
    pub fn written(&mut self, now: Now) {
        self.unwritten = false;
        self.resting_until = match self.failures {
            0 => None,
            _ => Some(now.mono + self.wait(REFUSED)),
        };
    }

    /// It could not be written.
    pub fn not_written(&mut self, now: Now) {
        self.resting_until = Some(now.mono + REWRITE);
    }

    /// An order came to nothing; how long nothing is ordered.
    pub fn failed(&mut self, now: Now, setback: Setback) -> Duration {
        self.failures = self.failures.saturating_add(1);
        let wait = match setback {
            Setback::Unreached => self.wait(UNREACHED),
            Setback::Refused => self.wait(REFUSED),
            Setback::Limited(said) => self.wait(REFUSED).max(said.min(PATIENCE)),
        };
        self.resting_until = Some(now.mono + wait);
        wait
    }

    /// Somebody has mended what was wrong: nothing is waited for.
    pub fn again(&mut self) {
        self.resting_until = None;
    }

    /// Orders in a row that came to nothing.
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// The time of the certificate.
    pub fn term(&self) -> Option<Term> {
        self.term
    }

    /// Twice as long each time, and never just as long as others wait.
    fn wait(&mut self, first: Duration) -> Duration {
        let doublings = self.failures.saturating_sub(1).min(16);
        let longest = first.saturating_mul(1 << doublings).min(LONGEST);
        let half = longest / 2;
        let more = u64::try_from(half.as_micros()).unwrap_or(0);
        half + Duration::from_micros(self.chance.below(more + 1))
    }
}

fn spread(chance: &mut Chance) -> u32 {
    u32::try_from(chance.below(1_000)).unwrap_or(0)
}

/// A certificate's time, if it has any.
impl Term {
    /// From a pair of moments.
    pub fn of((from, until): (Timestamp, Timestamp)) -> Option<Term> {
        let whole = until.duration_since(from);
        (whole > SignedDuration::ZERO).then_some(Term { from, until })
    }
}

#[cfg(test)]
mod tests;
