//! The queue of one receiver.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::{Chance, Mono, Now};

use crate::item::{Item, Outcome, Place, Try};
use crate::limits::Limits;
use crate::lines::{Joined, Lines};
use crate::saved::Saved;
use crate::trouble::{Setback, Trouble};
use crate::waits;

/// What a queue is told.
#[derive(Debug)]
pub enum Input<L, T> {
    /// Something lies at a place of the journal; places come in order.
    Found {
        /// Where.
        place: Place,
        /// What must arrive one after the other has the same line.
        line: L,
        /// What is sent.
        parcel: T,
    },
    /// Everything behind a place up to another was read.
    Read {
        /// What [`Queue::reads_behind`] said.
        behind: Place,
        /// The last that was read.
        upto: Place,
    },
    /// What came of a try.
    Told(Place, Outcome),
    /// The receiver is another one, or can be expected to take what it did not take.
    Changed,
    /// What is parked is tried again, and what waits for another try at once.
    Unpark,
    /// A deadline may have come.
    Timeout,
}

/// What a queue has counted since it began, and what it holds.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Parcels that arrived.
    pub arrived: u64,
    /// Tries that were answered with a refusal.
    pub refused: u64,
    /// Tries without an answer that says anything.
    pub missed: u64,
    /// Parcels that were parked.
    pub put_aside: u64,
    /// Places that were to be read again and could not.
    pub unreadable: u64,
    /// How often what waited was tried at once, since somebody said so.
    pub hurried: u64,
    /// How often that came too soon after the last time.
    pub too_soon: u64,
    /// Parcels in hand that have not arrived, and places that are to be read again.
    pub open: u64,
    /// Parcels under way.
    pub busy: u64,
    /// Parcels that are parked.
    pub parked: u64,
}

/// The queue of one receiver.
#[derive(Debug)]
pub struct Queue<L, T> {
    limits: Limits,
    chance: Chance,
    /// The last place that was ever read.
    read: Place,
    /// The last place that was read since the reading began again.
    position: Place,
    /// Places up to `read` that are to be read again, with their refusals.
    wanted: BTreeMap<Place, u32>,
    open: BTreeMap<Place, Item<L, T>>,
    /// How many of `open` were tried in vain.
    tried: usize,
    lines: Lines<L>,
    parked: BTreeSet<Place>,
    trouble: Trouble,
    last: Option<Setback>,
    busy: usize,
    /// When what waits may be tried at once again.
    hurries_at: Mono,
    now: Mono,
    counts: Counts,
}

impl<L: Ord + Clone, T: Clone> Queue<L, T> {
    /// A queue that goes on where it was.
    pub fn new(limits: Limits, saved: Saved, chance: Chance) -> Queue<L, T> {
        let mut queue = Queue {
            limits,
            chance,
            read: saved.read,
            position: saved.read,
            wanted: saved.open,
            open: BTreeMap::new(),
            tried: 0,
            lines: Lines::new(),
            parked: saved.parked,
            trouble: Trouble::new(limits.misses),
            last: None,
            busy: 0,
            hurries_at: Mono::ZERO,
            now: Mono::ZERO,
            counts: Counts::default(),
        };
        queue.begin_reading();
        queue
    }

    /// Takes an input in.
    pub fn handle(&mut self, now: Now, input: Input<L, T>) {
        self.now = now.mono;
        match input {
            Input::Found {
                place,
                line,
                parcel,
            } => self.found(place, line, parcel),
            Input::Read { behind, upto } => self.has_read(behind, upto),
            Input::Told(place, outcome) => self.told(now, place, outcome),
            Input::Changed => self.try_all_at_once(|_| true),
            Input::Unpark => {
                self.unpark();
                self.hurry();
            }
            Input::Timeout => {}
        }
    }

    /// What is to be sent now.
    pub fn poll(&mut self) -> Option<Try<T>> {
        let (due, place) = self.lines.next()?;
        if self.next_deadline()? > self.now {
            return None;
        }
        let item = self.open.get_mut(&place)?;
        self.lines.unready(due, place);
        item.busy = true;
        if item.tries == 0 {
            item.arrived_before = self.counts.arrived;
        }
        self.busy += 1;
        Some(Try {
            place,
            parcel: item.parcel.clone(),
        })
    }

    /// When there is something to send, if nothing happens before.
    pub fn next_deadline(&self) -> Option<Mono> {
        let (due, _) = self.lines.next()?;
        if self.trouble.is_on() {
            return (self.busy == 0).then(|| due.max(self.trouble.until()));
        }
        (self.busy < self.limits.busy).then_some(due)
    }

    /// The place behind which it wants to read on, unless it has enough.
    pub fn reads_behind(&self) -> Option<Place> {
        let has_room =
            self.open.len() - self.tried < self.limits.fresh && self.tried < self.limits.missed;
        has_room.then_some(self.position)
    }

    /// What must survive, so that another queue goes on from here.
    pub fn saved(&self) -> Saved {
        let open = self.open.iter().map(|(place, it)| (*place, it.refusals));
        Saved {
            read: self.read,
            open: self.wanted.clone().into_iter().chain(open).collect(),
            parked: self.parked.clone(),
        }
    }

    /// What it has counted.
    pub fn counts(&self) -> Counts {
        Counts {
            open: (self.open.len() + self.wanted.len()) as u64,
            busy: self.busy as u64,
            parked: self.parked.len() as u64,
            ..self.counts
        }
    }

    /// The first of what is in hand.
    pub fn oldest(&self) -> Option<&T> {
        self.open.values().next().map(|item| &item.parcel)
    }

    /// The last place that was read since the reading began again.
    pub fn position(&self) -> Place {
        self.position
    }

    /// Since when nothing has arrived that was tried.
    pub fn failing_since(&self) -> Option<Timestamp> {
        self.trouble.since()
    }

    /// What went wrong last.
    pub fn last_setback(&self) -> Option<&Setback> {
        self.last.as_ref()
    }

    fn begin_reading(&mut self) {
        if let Some(first) = self.wanted.keys().next() {
            self.position = self.position.min(first.saturating_sub(1));
        }
    }

    fn found(&mut self, place: Place, line: L, parcel: T) {
        let refusals = if place > self.read {
            Some(0)
        } else {
            self.wanted.remove(&place)
        };
        // What has arrived lies between what has not.
        let Some(refusals) = refusals.filter(|_| !self.open.contains_key(&place)) else {
            return;
        };
        self.read = self.read.max(place);
        let item = Item {
            line,
            parcel,
            tries: 0,
            refusals,
            arrived_before: self.counts.arrived,
            due: self.now,
            busy: false,
        };
        match self.lines.join(&item.line, place) {
            Joined::Alone => self.lines.ready(item.due, place),
            Joined::Before(other) => {
                self.lines.ready(item.due, place);
                let due = self.open.get(&other).map(|item| item.due);
                due.into_iter()
                    .for_each(|due| self.lines.unready(due, other));
            }
            Joined::Behind => {}
        }
        self.open.insert(place, item);
    }

    fn has_read(&mut self, behind: Place, upto: Place) {
        // Meanwhile the reading began again further back.
        if behind > self.position {
            return;
        }
        self.position = self.position.max(upto);
        self.read = self.read.max(upto);
        // What was read over and not found is gone.
        let rest = self.wanted.split_off(&(self.position + 1));
        self.counts.unreadable += self.wanted.len() as u64;
        self.wanted = rest;
    }

    fn told(&mut self, now: Now, place: Place, outcome: Outcome) {
        let Some(item) = self.open.get_mut(&place).filter(|item| item.busy) else {
            return;
        };
        item.busy = false;
        self.busy -= 1;
        match outcome {
            Outcome::Taken => self.arrived(place),
            Outcome::Refused(told) => {
                self.counts.refused += 1;
                if self.counts.arrived > item.arrived_before {
                    item.arrived_before = self.counts.arrived;
                    item.refusals += 1;
                }
                self.in_vain(now, place, told);
            }
            Outcome::Missed(told) => {
                self.counts.missed += 1;
                self.in_vain(now, place, told);
            }
        }
    }

    fn arrived(&mut self, place: Place) {
        self.counts.arrived += 1;
        self.remove(place);
        if self.trouble.over() {
            // They did not arrive because nothing did.
            self.try_all_at_once(|item| item.refusals == 0);
        }
        if self.tried >= self.limits.missed {
            let refused = self
                .open
                .iter()
                .filter(|(_, item)| item.refusals > 0 && !item.busy);
            let most = refused.max_by_key(|(_, item)| item.refusals);
            if let Some(place) = most.map(|(place, _)| *place) {
                self.park(place);
            }
        }
    }

    fn in_vain(&mut self, now: Now, place: Place, told: String) {
        self.trouble.missed(now, &mut self.chance);
        self.last = Some(Setback { at: now.wall, told });
        let Some(item) = self.open.get_mut(&place) else {
            return;
        };
        if item.tries == 0 {
            self.tried += 1;
        }
        item.tries = item.tries.saturating_add(1);
        item.due = now.mono + waits::after(item.tries, &mut self.chance);
        if item.refusals >= self.limits.refusals && self.park(place) {
            return;
        }
        self.line_up(place);
    }

    /// Has one tried when it is due, if nobody of its line is before it.
    fn line_up(&mut self, place: Place) {
        let item = self.open.get(&place).filter(|item| !item.busy);
        if let Some(item) = item.filter(|item| self.lines.is_first(&item.line, place)) {
            self.lines.ready(item.due, place);
        }
    }

    /// Puts one aside, if there is room.
    fn park(&mut self, place: Place) -> bool {
        let has_room = self.parked.len() < self.limits.parked;
        if has_room {
            self.remove(place);
            self.parked.insert(place);
            self.counts.put_aside += 1;
        }
        has_room
    }

    fn remove(&mut self, place: Place) {
        let Some(item) = self.open.remove(&place) else {
            return;
        };
        self.lines.unready(item.due, place);
        if item.tries > 0 {
            self.tried -= 1;
        }
        if let Some(next) = self.lines.leave(&item.line, place) {
            self.line_up(next);
        }
    }

    fn try_all_at_once(&mut self, which: impl Fn(&Item<L, T>) -> bool) {
        self.trouble.over();
        self.due_at_once(which);
    }

    /// Cuts waits short. Whoever is in trouble is asked with one parcel all the same, until he takes it.
    fn hurry(&mut self) {
        if self.now < self.hurries_at {
            self.counts.too_soon += 1;
            return;
        }
        self.hurries_at = self.now + self.limits.hurry;
        self.counts.hurried += 1;
        self.trouble.hurry(self.now);
        self.due_at_once(|_| true);
    }

    fn due_at_once(&mut self, which: impl Fn(&Item<L, T>) -> bool) {
        let waiting = self.open.iter_mut();
        for (place, item) in waiting.filter(|(_, item)| !item.busy && which(item)) {
            if item.due > self.now && self.lines.is_first(&item.line, *place) {
                self.lines.unready(item.due, *place);
                self.lines.ready(self.now, *place);
            }
            item.due = item.due.min(self.now);
        }
    }

    fn unpark(&mut self) {
        let parked = std::mem::take(&mut self.parked);
        self.wanted
            .extend(parked.into_iter().map(|place| (place, 0)));
        self.begin_reading();
    }
}
