//! What is to happen, in the order of virtual time.

use std::collections::BTreeMap;

use kernel::Mono;

/// Things to come. Those of one moment come in the order in which they were planned.
#[derive(Debug)]
pub struct Agenda<T> {
    items: BTreeMap<(Mono, u64), T>,
    planned: u64,
}

impl<T> Default for Agenda<T> {
    fn default() -> Self {
        Agenda {
            items: BTreeMap::new(),
            planned: 0,
        }
    }
}

impl<T> Agenda<T> {
    /// Plans a thing.
    pub fn plan(&mut self, at: Mono, item: T) {
        self.items.insert((at, self.planned), item);
        self.planned += 1;
    }

    /// When the next thing comes.
    pub fn next_at(&self) -> Option<Mono> {
        self.items.keys().next().map(|(at, _)| *at)
    }

    /// Takes the next thing.
    pub fn pop(&mut self) -> Option<(Mono, T)> {
        self.items.pop_first().map(|((at, _), item)| (at, item))
    }
}
