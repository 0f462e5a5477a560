//! What becomes of the transactions of a connection that is gone, or that cannot be had.

use super::table::{Lapse, Ticket, Transactions};
use crate::Flow;

/// Who is to be told.
#[derive(Debug)]
pub(crate) struct Severed<U> {
    /// Requests of ours that nobody has answered: they are over (RFC 3261 section 17.1.4).
    pub failed: Vec<Lapse<U>>,
    /// Requests of theirs that lack their final answer: that needs another way back.
    pub unanswered: Vec<(Ticket, U)>,
}

impl<U: Clone> Transactions<U> {
    /// The connection of that flow is gone. A request of ours whose receiver has said that he works
    /// on it goes on: he may open a connection for his answer (section 18.2.2).
    pub fn severed(&mut self, flow: Flow) -> Severed<U> {
        let mut severed = Severed {
            failed: Vec::new(),
            unanswered: Vec::new(),
        };
        for ticket in self.carried.take(flow) {
            let Some(entry) = self.entries.get(&ticket) else {
                continue;
            };
            let user = entry.user.clone();
            if entry.machine.is_unheard() {
                self.forget(ticket);
                severed.failed.push(Lapse {
                    ticket,
                    user,
                    gave_up: true,
                });
            } else if entry.machine.is_theirs() && !entry.machine.is_decided() {
                severed.unanswered.push((ticket, user));
            }
        }
        severed
    }

    /// Lets the answers to a request of theirs go another way.
    pub fn redirect(&mut self, ticket: Ticket, flow: Flow) {
        if let Some(entry) = self.entries.get_mut(&ticket) {
            self.carried.remove(entry.flow, ticket);
            entry.flow = flow;
            self.carried.add(flow, ticket);
        }
    }
}
