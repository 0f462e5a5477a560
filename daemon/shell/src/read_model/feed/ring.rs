//! The newest events.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use model::{CallId, Name};
use switch::Parties;

use super::item::Item;
use super::place::Place;

/// A call that is up.
#[derive(Debug, Default)]
pub struct Known {
    /// Who has to do with it.
    pub parties: Arc<Parties>,
    /// Where it waits.
    pub waits_in: Option<Name>,
}

/// See [`super::Feed`].
#[derive(Debug)]
pub struct Ring {
    kept: usize,
    items: VecDeque<Arc<Item>>,
    /// Everything behind this is here.
    floor: Place,
    /// The place of the last event.
    pub(super) last: Place,
    count: u64,
    pub(super) calls: BTreeMap<CallId, Known>,
    pub(super) waiting: BTreeMap<Name, u32>,
}

impl Ring {
    /// An empty ring behind `floor` that keeps so many events.
    pub fn new(kept: usize, floor: Place) -> Ring {
        Ring {
            kept,
            items: VecDeque::new(),
            floor,
            last: floor,
            count: 0,
            calls: BTreeMap::new(),
            waiting: BTreeMap::new(),
        }
    }

    /// How many events there have been.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The place behind which everything is here.
    pub fn floor(&self) -> Place {
        self.floor
    }

    /// The place of the last event.
    pub fn last(&self) -> Place {
        self.last
    }

    /// Adds an event.
    pub fn push(&mut self, item: Item) {
        self.last = item.place();
        self.count += 1;
        self.items.push_back(Arc::new(item));
        if self.items.len() > self.kept
            && let Some(oldest) = self.items.pop_front()
        {
            self.floor = oldest.place();
        }
    }

    /// The events behind `place`, at most `most`; `None`: some of them are no longer here.
    pub fn after(&self, place: Place, most: usize) -> Option<Vec<Arc<Item>>> {
        if place < self.floor {
            return None;
        }
        let first = self.items.partition_point(|item| item.place() <= place);
        Some(self.items.iter().skip(first).take(most).cloned().collect())
    }
}
