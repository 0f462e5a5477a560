//! What happens, for those who watch: the newest events in memory, numbered, each written as text once
//! for all who read it. What is older is read again from the journal, as far as it is kept there.

mod item;
mod place;
mod reader;
mod ring;
#[cfg(test)]
mod tests;
mod told;

use std::sync::{PoisonError, RwLock};

use contact::AgentStatus;
use jiff::Timestamp;
use journal::Seq;
use model::Extension;
use switch::{Entry, TrunkStatus};
use tokio::sync::watch;

pub use item::Item;
pub use reader::{EventReader, Step};

use place::Place;
use ring::Ring;
use told::Told;

/// The events of this run.
#[derive(Debug)]
pub struct Feed {
    /// Tells the cursors of this run from those of others.
    run: u64,
    ring: RwLock<Ring>,
    /// How many events there have been.
    count: watch::Sender<u64>,
}

/// Something that is shown, with the moment at which the switch said it.
#[derive(Copy, Clone, Debug)]
pub struct Moment {
    /// Its entry in the journal, or the last one before it.
    pub seq: Seq,
    /// When.
    pub at: Timestamp,
}

/// Events in memory at most. Whoever reads more slowly than that finds a gap.
const KEPT: usize = 10_000;

impl Feed {
    /// The events behind the journal's entry `last`, of a run that began at `began`.
    pub fn new(last: Seq, began: Timestamp) -> Feed {
        Feed::keeping(KEPT, last, began)
    }

    fn keeping(kept: usize, last: Seq, began: Timestamp) -> Feed {
        let (count, _) = watch::channel(0);
        Feed {
            run: u64::try_from(began.as_nanosecond()).unwrap_or(0),
            ring: RwLock::new(Ring::new(kept, Place::end_of(last.get()))),
            count,
        }
    }

    /// Takes a batch in: `tell` is called with where to put what happened, in order.
    pub fn keep(&self, tell: impl FnOnce(&mut Told<'_>)) {
        let mut ring = self.ring.write().unwrap_or_else(PoisonError::into_inner);
        let before = ring.count();
        tell(&mut Told::new(self.run, &mut ring));
        let count = ring.count();
        drop(ring);
        if count > before {
            self.count.send_replace(count);
        }
    }

    fn look<T>(&self, look: impl FnOnce(&Ring) -> T) -> T {
        look(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What the switch says, as the feed takes it in.
pub trait Tell {
    /// A durable entry.
    fn entry(&mut self, when: Moment, entry: &Entry);
    /// An agent's state.
    fn agent(&mut self, when: Moment, status: &AgentStatus);
    /// How a trunk is.
    fn trunk(&mut self, when: Moment, status: &TrunkStatus);
    /// Whether a phone can be reached.
    fn phone(&mut self, when: Moment, phone: &Extension, reachable: bool);
}
