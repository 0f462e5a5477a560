//! Which transactions a connection carries.

use std::collections::{BTreeMap, BTreeSet};

use super::Ticket;
use crate::Flow;

/// The transactions of each connection; those of datagrams are not kept, which nothing can sever.
#[derive(Debug, Default)]
pub(super) struct Carried(BTreeMap<Flow, BTreeSet<Ticket>>);

impl Carried {
    pub fn add(&mut self, flow: Flow, ticket: Ticket) {
        if flow.transport.is_reliable() {
            self.0.entry(flow).or_default().insert(ticket);
        }
    }

    pub fn remove(&mut self, flow: Flow, ticket: Ticket) {
        if let Some(tickets) = self.0.get_mut(&flow) {
            tickets.remove(&ticket);
            if tickets.is_empty() {
                self.0.remove(&flow);
            }
        }
    }

    /// Takes all of a connection.
    pub fn take(&mut self, flow: Flow) -> BTreeSet<Ticket> {
        self.0.remove(&flow).unwrap_or_default()
    }
}
