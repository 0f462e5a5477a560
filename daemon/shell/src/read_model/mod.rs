//! What is shown: built from the switch's outputs once they are durable, read by the interface. The
//! control thread is never asked.

mod bearers;
mod breaks;
mod calls;
mod changed;
mod feed;
mod history;
mod lists;
mod live;
mod live_past;
mod moment;
mod rules;
mod trunks;

pub use changed::BLACKLIST;
pub use feed::{EventReader, Feed, Item, Moment, Step, Tell};
pub use history::{EndedCall, History, HistoryError, KEPT, LogReader};
pub use live::Live;

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The present, behind a lock that is held for moments only.
#[derive(Debug)]
pub struct Present(RwLock<Live>);

impl Present {
    /// A present to begin with.
    pub fn new(live: Live) -> Present {
        Present(RwLock::new(live))
    }

    /// To look at.
    pub fn read(&self) -> RwLockReadGuard<'_, Live> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// To change.
    pub fn write(&self) -> RwLockWriteGuard<'_, Live> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}
