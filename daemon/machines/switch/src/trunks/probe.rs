//! Whether a peer is there: it is asked by OPTIONS now and then.

use std::time::Duration;

use kernel::{Chance, Mono};

/// Probes in a row without an answer, until a peer is abnormal.
const MISSES: u32 = 2;
/// The wait after the first of them, if probes come more rarely.
const SOON: Duration = Duration::from_secs(20);
/// The longest wait before the first probe of all: trunks do not all begin at once.
const SPREAD: Duration = Duration::from_secs(10);

/// The probes of one trunk.
#[derive(Debug, Default)]
pub(crate) struct Probe {
    every: Duration,
    /// When the next one is due; `None`: one is on its way, or there are none.
    next: Option<Mono>,
    missed: u32,
}

impl Probe {
    /// Probes so often from here on; zero: never.
    pub fn set(&mut self, now: Mono, every: Duration, chance: &mut Chance) {
        if self.every == every {
            return;
        }
        *self = Probe {
            every,
            ..Probe::default()
        };
        if !every.is_zero() {
            self.next = Some(now + below(every.min(SPREAD), chance));
        }
    }

    /// When the next one is due.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.next
    }

    /// Whether one is due; it is on its way from here on.
    pub fn take(&mut self, now: Mono) -> bool {
        self.next.take_if(|next| *next <= now).is_some()
    }

    /// Whether there are any.
    pub fn is_on(&self) -> bool {
        !self.every.is_zero()
    }

    /// What came of one. Whatever answers is there, even if it only says that it knows no OPTIONS.
    pub fn answered(&mut self, now: Mono, status: u16, chance: &mut Chance) {
        let wait = match status {
            408 | 503 => {
                self.missed = self.missed.saturating_add(1);
                self.every.min(SOON)
            }
            _ => {
                self.missed = 0;
                self.every
            }
        };
        if self.is_on() {
            // A tenth more or less, so that those that began together drift apart.
            self.next = Some(now + wait * 9 / 10 + below(wait / 5, chance));
        }
    }

    /// Whether nobody answered for long enough.
    pub fn is_missed(&self) -> bool {
        self.missed >= MISSES
    }
}

fn below(span: Duration, chance: &mut Chance) -> Duration {
    let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
    Duration::from_micros(chance.below(micros))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(seconds: u64) -> (Probe, Chance) {
        let mut chance = Chance::from_number(3);
        let mut probe = Probe::default();
        probe.set(Mono::ZERO, Duration::from_secs(seconds), &mut chance);
        (probe, chance)
    }

    #[test]
    fn one_is_on_its_way_at_a_time_and_the_first_comes_soon() {
        let (mut probe, mut chance) = probe(60);
        let first = probe.next_deadline().expect("a probe");
        assert!(first <= Mono::ZERO + SPREAD);
        assert!(probe.take(first));
        assert_eq!(probe.next_deadline(), None);
        assert!(!probe.take(first + Duration::from_secs(1_000)));
        probe.answered(first, 405, &mut chance);
        let wait = probe.next_deadline().expect("a probe").since(first);
        assert!((54..=66).contains(&wait.as_secs()), "{wait:?}");
    }

    #[test]
    fn two_that_nobody_answers_in_a_row_are_enough_and_one_answer_mends_it() {
        let (mut probe, mut chance) = probe(60);
        probe.answered(Mono::ZERO, 408, &mut chance);
        assert!(!probe.is_missed());
        let wait = probe.next_deadline().expect("a probe").since(Mono::ZERO);
        assert!(wait <= SOON * 11 / 10);
        probe.answered(Mono::ZERO, 408, &mut chance);
        assert!(probe.is_missed());
        probe.answered(Mono::ZERO, 200, &mut chance);
        assert!(!probe.is_missed());
    }

    #[test]
    fn the_same_interval_changes_nothing_and_none_ends_them() {
        let (mut probe, mut chance) = probe(60);
        let first = probe.next_deadline();
        probe.set(Mono::ZERO + SPREAD, Duration::from_secs(60), &mut chance);
        assert_eq!(probe.next_deadline(), first);
        probe.set(Mono::ZERO, Duration::ZERO, &mut chance);
        assert_eq!(probe.next_deadline(), None);
        probe.answered(Mono::ZERO, 200, &mut chance);
        assert_eq!(probe.next_deadline(), None);
    }
}
