//! A receiver to which nothing arrives.

use jiff::Timestamp;
use kernel::{Chance, Mono, Now};

use crate::waits;

/// What went wrong last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setback {
    /// When.
    pub at: Timestamp,
    /// What, for people.
    pub told: String,
}

/// Tries in a row without success, and what follows from them.
#[derive(Debug)]
pub struct Trouble {
    misses: u32,
    /// After how many there is trouble.
    most: u32,
    since: Option<Timestamp>,
    /// Waits since there is trouble.
    waits: u32,
    until: Mono,
}

impl Trouble {
    /// None yet; it begins with so many tries in a row without success.
    pub fn new(most: u32) -> Trouble {
        Trouble {
            misses: 0,
            most,
            since: None,
            waits: 0,
            until: Mono::ZERO,
        }
    }

    /// A try had no success.
    pub fn missed(&mut self, now: Now, chance: &mut Chance) {
        self.misses = self.misses.saturating_add(1);
        self.since = self.since.or(Some(now.wall));
        // Those that were under way together say one thing together.
        if self.is_on() && now.mono >= self.until {
            self.waits = self.waits.saturating_add(1);
            self.until = now.mono + waits::after(self.waits, chance);
        }
    }

    /// Something arrived, or the receiver is another. Says whether there was trouble.
    pub fn over(&mut self) -> bool {
        let was_on = self.is_on();
        *self = Trouble::new(self.most);
        was_on
    }

    /// Somebody says that it may be over: it is asked next at this moment.
    pub fn hurry(&mut self, now: Mono) {
        self.until = self.until.min(now);
    }

    /// Whether the receiver is asked with one parcel at a time.
    pub fn is_on(&self) -> bool {
        self.misses >= self.most
    }

    /// When it is asked next.
    pub fn until(&self) -> Mono {
        self.until
    }

    /// Since when nothing has arrived that was tried.
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }
}
