//! The sounds that are wanted and not yet there: in what order they are made, and for whom.

use std::collections::{BTreeMap, VecDeque};

use kernel::Mono;

/// Sounds of one lane that wait; beyond that a sound is skipped.
const QUEUE: usize = 256;
/// Playings that wait for a sound.
const PLAYINGS: usize = 10_000;

/// How urgent a sound is. Within a lane it goes by turns.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A call goes on with it.
    Call,
    /// It is worth nothing after its time, such as a place in a queue.
    Announcement,
}

/// Who may take what.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Whatever is first.
    Any,
    /// Nothing that is only announced, so that announcements never hold up a call.
    Calls,
}

/// A playing that waits, until it is too late for it.
#[derive(Debug)]
struct Waiting<R> {
    by: Option<Mono>,
    reply: R,
}

#[derive(Debug)]
struct Want<R> {
    lane: Lane,
    begun: bool,
    waiting: Vec<Waiting<R>>,
}

/// What is wanted.
#[derive(Debug)]
pub struct Wants<K, R> {
    calls: VecDeque<K>,
    announcements: VecDeque<K>,
    wanted: BTreeMap<K, Want<R>>,
    playings: usize,
}

impl<K, R> Default for Wants<K, R> {
    fn default() -> Wants<K, R> {
        Wants {
            calls: VecDeque::new(),
            announcements: VecDeque::new(),
            wanted: BTreeMap::new(),
            playings: 0,
        }
    }
}

impl<K: Ord + Clone, R> Wants<K, R> {
    /// Wants a sound, which is made once for all who want it. `by` is when it is too late.
    ///
    /// # Errors
    /// The reply, if too many wait already.
    pub fn add(&mut self, key: K, by: Option<Mono>, reply: R) -> Result<(), R> {
        let lane = if by.is_some() {
            Lane::Announcement
        } else {
            Lane::Call
        };
        if self.playings >= PLAYINGS {
            return Err(reply);
        }
        let known = self.wanted.get(&key).map(|want| (want.begun, want.lane));
        let queued = match known {
            Some((begun, present)) => begun || present <= lane,
            None => false,
        };
        if !queued && self.lane(lane).len() >= QUEUE {
            return Err(reply);
        }
        if !queued {
            self.lane(lane).push_back(key.clone());
        }
        let want = self.wanted.entry(key).or_insert_with(|| Want {
            lane,
            begun: false,
            waiting: Vec::new(),
        });
        want.lane = want.lane.min(lane);
        want.waiting.push(Waiting { by, reply });
        self.playings += 1;
        Ok(())
    }

    /// The sound to be made next, for which somebody still waits.
    pub fn take(&mut self, hand: Hand) -> Option<K> {
        loop {
            let key = match (self.calls.pop_front(), hand) {
                (Some(key), _) => key,
                (None, Hand::Any) => self.announcements.pop_front()?,
                (None, Hand::Calls) => return None,
            };
            // It may have moved to the other lane, or everybody has stopped waiting.
            if let Some(want) = self.wanted.get_mut(&key).filter(|want| !want.begun) {
                want.begun = true;
                return Some(key);
            }
        }
    }

    /// A sound was made, or could not be: those who wait for it.
    pub fn made(&mut self, key: &K) -> Vec<R> {
        let waiting = self.wanted.remove(key).map(|want| want.waiting);
        let waiting = waiting.unwrap_or_default();
        self.playings = self.playings.saturating_sub(waiting.len());
        waiting.into_iter().map(|waiting| waiting.reply).collect()
    }

    /// Those for whom it is too late now.
    pub fn late(&mut self, now: Mono) -> Vec<R> {
        let mut late = Vec::new();
        if self.next_late().is_none_or(|by| by > now) {
            return late;
        }
        for want in self.wanted.values_mut() {
            let is_late = |waiting: &mut Waiting<R>| waiting.by.is_some_and(|by| by <= now);
            late.extend(want.waiting.extract_if(.., is_late).map(|it| it.reply));
        }
        self.wanted
            .retain(|_, want| want.begun || !want.waiting.is_empty());
        self.playings = self.playings.saturating_sub(late.len());
        let wanted = &self.wanted;
        self.announcements.retain(|key| wanted.contains_key(key));
        late
    }

    /// When the next playing is too late.
    pub fn next_late(&self) -> Option<Mono> {
        let all = self.wanted.values().flat_map(|want| &want.waiting);
        all.filter_map(|waiting| waiting.by).min()
    }

    /// How many playings wait.
    pub fn playings(&self) -> usize {
        self.playings
    }

    fn lane(&mut self, lane: Lane) -> &mut VecDeque<K> {
        match lane {
            Lane::Call => &mut self.calls,
            Lane::Announcement => &mut self.announcements,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Test = Wants<u32, &'static str>;

    const SOON: Option<Mono> = Some(Mono::from_micros(5));

    #[test]
    fn a_sound_is_made_once_for_all_who_want_it() {
        let mut wants = Test::default();
        for who in ["amy", "ben", "cleo"] {
            assert_eq!(wants.add(1, None, who), Ok(()));
        }
        assert_eq!(
            (wants.take(Hand::Any), wants.take(Hand::Any)),
            (Some(1), None)
        );
        assert_eq!(wants.add(1, None, "dora"), Ok(()), "while it is made");
        assert_eq!(wants.take(Hand::Any), None);
        assert_eq!(wants.made(&1), ["amy", "ben", "cleo", "dora"]);
        assert_eq!(wants.playings(), 0);
    }

    #[test]
    fn ten_thousand_announcements_hold_up_no_call() {
        let mut wants = Test::default();
        let taken = (0..10_000).filter(|key| wants.add(*key, SOON, "announcement").is_ok());
        assert_eq!(taken.count(), QUEUE);
        assert_eq!(wants.add(20_000, None, "a call"), Ok(()));
        assert_eq!(wants.take(Hand::Any), Some(20_000));
        assert_eq!(wants.take(Hand::Calls), None);
        assert_eq!(wants.take(Hand::Any), Some(0));
    }

    #[test]
    fn what_a_call_wants_is_no_announcement_any_more() {
        let mut wants = Test::default();
        for key in [1, 2] {
            assert_eq!(wants.add(key, SOON, "announcement"), Ok(()));
        }
        assert_eq!(wants.add(2, None, "a call"), Ok(()));
        assert_eq!(wants.take(Hand::Calls), Some(2));
        assert_eq!(wants.take(Hand::Any), Some(1));
        assert_eq!(wants.take(Hand::Any), None);
    }

    #[test]
    fn who_waited_too_long_waits_no_more() {
        let mut wants = Test::default();
        assert_eq!(wants.add(1, SOON, "late"), Ok(()));
        assert_eq!(wants.add(2, SOON, "late too"), Ok(()));
        assert_eq!(wants.add(2, None, "patient"), Ok(()));
        assert_eq!(wants.next_late(), SOON);
        assert!(wants.late(Mono::from_micros(4)).is_empty());
        assert_eq!(wants.late(Mono::from_micros(5)), ["late", "late too"]);
        assert_eq!((wants.next_late(), wants.playings()), (None, 1));
        assert_eq!(
            (wants.take(Hand::Any), wants.take(Hand::Any)),
            (Some(2), None)
        );
        assert_eq!(wants.made(&2), ["patient"]);
    }

    #[test]
    fn what_is_too_late_makes_room() {
        let mut wants = Test::default();
        for key in 0..QUEUE as u32 {
            assert_eq!(wants.add(key, SOON, "announcement"), Ok(()));
        }
        assert_eq!(wants.add(9_999, SOON, "one more"), Err("one more"));
        assert_eq!(wants.late(Mono::from_micros(6)).len(), QUEUE);
        assert_eq!(wants.add(9_999, SOON, "one more"), Ok(()));
    }

    #[test]
    fn playings_are_bounded() {
        let mut wants = Test::default();
        let taken = (0..2 * PLAYINGS).filter(|_| wants.add(1, None, "a call").is_ok());
        assert_eq!(taken.count(), PLAYINGS);
    }
}
