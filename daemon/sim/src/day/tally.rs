//! What is counted in one run.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;
use model::{Extension, Name};

use super::{SLOT, SLOTS};

/// What became of the callers of a group in a half hour, that in which they came to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Callers {
    /// Those who came to the group.
    pub offered: u32,
    /// Those who talked with somebody of it.
    pub answered: u32,
    /// Those of them who did so soon enough.
    pub in_time: u32,
    /// Those who hung up.
    pub abandoned: u32,
    /// How long all of them waited, however it ended.
    pub waited: Duration,
}

impl Callers {
    /// Adds others.
    pub fn add(&mut self, others: &Callers) {
        self.offered += others.offered;
        self.answered += others.answered;
        self.in_time += others.in_time;
        self.abandoned += others.abandoned;
        self.waited += others.waited;
    }
}

/// Somebody who answers calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An agent.
    Agent(Name),
    /// A phone that stands for itself.
    Phone(Extension),
}

/// The figures of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Callers by half hour and group.
    pub callers: BTreeMap<(usize, Name), Callers>,
    /// How long everybody rang, talked or worked after a call, by half hour.
    pub busy: BTreeMap<Who, [Duration; SLOTS]>,
    /// Callers who were refused.
    pub refused: u32,
    /// Callers who came to no group.
    pub elsewhere: u32,
    /// All callers.
    pub calls: u32,
}

impl Tally {
    /// The callers of a group who came to it in that half hour.
    pub fn of(&mut self, slot: usize, group: &Name) -> &mut Callers {
        self.callers.entry((slot, group.clone())).or_default()
    }

    /// Somebody was busy from one moment to another; the half hours have each its part.
    pub fn was_busy(&mut self, who: Who, midnight: Mono, from: Mono, to: Mono) {
        let slots = self.busy.entry(who).or_insert([Duration::ZERO; SLOTS]);
        for (busy, number) in slots.iter_mut().zip(0_u32..) {
            let begins = midnight + SLOT * number;
            *busy += to.min(begins + SLOT).since(from.max(begins));
        }
    }
}

/// Which half hour a moment is in; the last one also has what comes after it.
pub fn slot(midnight: Mono, at: Mono) -> usize {
    let number = at.since(midnight).as_secs() / SLOT.as_secs();
    usize::try_from(number).unwrap_or(SLOTS).min(SLOTS - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_busy_over_the_half_hour_is_busy_in_both() {
        let mut tally = Tally::default();
        let amy = Who::Agent(Name::new("amy").unwrap());
        let at = |seconds: u64| Mono::from_micros(seconds * 1_000_000);
        tally.was_busy(amy.clone(), at(100), at(1_800), at(2_000));
        let busy = tally.busy[&amy];
        assert_eq!(busy[0], Duration::from_secs(100));
        assert_eq!(busy[1], Duration::from_secs(100));
        assert_eq!(busy[2], Duration::ZERO);
        assert_eq!(slot(at(100), at(1_899)), 0);
        assert_eq!(slot(at(100), at(1_900)), 1);
    }
}
