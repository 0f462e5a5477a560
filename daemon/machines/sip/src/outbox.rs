//! What waits to be polled.

use std::collections::VecDeque;

use crate::{Event, Flow, Output};

/// Outputs in the order in which they came up. It is drained after every input, so it holds no more
/// than one input or one moment's timers can cause.
#[derive(Debug, Default)]
pub(crate) struct Outbox(VecDeque<Output>);

impl Outbox {
    /// Sends a datagram.
    pub fn transmit(&mut self, flow: Flow, bytes: Vec<u8>) {
        self.0.push_back(Output::Transmit(flow, bytes));
    }

    /// Tells what happened.
    pub fn tell(&mut self, event: Event) {
        self.0.push_back(Output::Event(event));
    }

    /// Takes the oldest.
    pub fn poll(&mut self) -> Option<Output> {
        self.0.pop_front()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}
