//! Orders that are kept: of each line only the first may be tried.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Mono;

use crate::Place;

/// All lines, and which of their first are to be tried when.
#[derive(Debug)]
pub struct Lines<L> {
    lines: BTreeMap<L, BTreeSet<Place>>,
    due: BTreeSet<(Mono, Place)>,
}

impl<L: Ord + Clone> Lines<L> {
    /// No lines.
    pub fn new() -> Lines<L> {
        Lines {
            lines: BTreeMap::new(),
            due: BTreeSet::new(),
        }
    }

    /// Lines one up. Says who was before the others until then, if that changes.
    pub fn join(&mut self, line: &L, place: Place) -> Joined {
        let all = self.lines.entry(line.clone()).or_default();
        let first = all.first().copied();
        all.insert(place);
        match first {
            None => Joined::Alone,
            Some(first) if place < first => Joined::Before(first),
            Some(_) => Joined::Behind,
        }
    }

    /// Takes one out. Says who is the first of its line from then on, if it was that.
    pub fn leave(&mut self, line: &L, place: Place) -> Option<Place> {
        let all = self.lines.get_mut(line)?;
        let was_first = all.first() == Some(&place);
        all.remove(&place);
        let next = all.first().copied();
        if next.is_none() {
            self.lines.remove(line);
        }
        next.filter(|_| was_first)
    }

    /// Whether one is the first of its line.
    pub fn is_first(&self, line: &L, place: Place) -> bool {
        self.lines.get(line).and_then(BTreeSet::first) == Some(&place)
    }

    /// Has one tried at a time.
    pub fn ready(&mut self, due: Mono, place: Place) {
        self.due.insert((due, place));
    }

    /// Has it not tried.
    pub fn unready(&mut self, due: Mono, place: Place) {
        self.due.remove(&(due, place));
    }

    /// Who is to be tried next, and when.
    pub fn next(&self) -> Option<(Mono, Place)> {
        self.due.first().copied()
    }
}

/// Where somebody stands who has lined up.
#[derive(Debug, PartialEq, Eq)]
pub enum Joined {
    /// There is nobody else.
    Alone,
    /// Before this one, who was the first.
    Before(Place),
    /// Behind others.
    Behind,
}
