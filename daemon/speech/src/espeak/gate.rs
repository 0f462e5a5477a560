//! A limit on processes at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// Lets in as many at a time as the machine has processors; the others wait.
#[derive(Debug)]
pub struct Gate {
    free: Mutex<usize>,
    freed: Condvar,
}

impl Gate {
    pub fn for_this_machine() -> Gate {
        let places = std::thread::available_parallelism().map_or(1, usize::from);
        Gate {
            free: Mutex::new(places),
            freed: Condvar::new(),
        }
    }

    /// Waits for a place and holds it until the turn is dropped.
    pub fn enter(&self) -> Turn<'_> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let mut free = self
            .freed
            .wait_while(free, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        *free = free.saturating_sub(1);
        Turn(self)
    }
}

/// A place behind the gate.
pub struct Turn<'a>(&'a Gate);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}
