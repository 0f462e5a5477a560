//! What others want of the thread.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use sip::{Expected, Flow, Kept};

/// One thing.
pub(super) enum Order {
    /// Send a message.
    Send(Flow, Vec<u8>),
    /// Whoever is at the other end has shown who he is.
    Know(Flow),
    /// These are to prove these names when we call them by TLS, and others their addresses.
    Expect(Expected),
    /// Keep connections to these alive so often, and no others.
    Keep(Kept),
    /// Read our certificate again, whatever its files say of themselves.
    LookAgain,
}

/// Those that wait.
#[derive(Default)]
pub(super) struct Orders(Mutex<VecDeque<Order>>);

impl Orders {
    /// Puts one behind them; whether there was room.
    pub fn put(&self, order: Order, most: usize) -> bool {
        let mut orders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let room = orders.len() < most;
        if room {
            orders.push_back(order);
        }
        room
    }

    /// Takes all.
    pub fn take(&self) -> VecDeque<Order> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
