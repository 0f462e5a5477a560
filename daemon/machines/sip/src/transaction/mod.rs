//! Transactions: a request and its answers over a network that loses, repeats and reorders.
//!
//! The four machines of RFC 3261 section 17 (with RFC 6026) are values without time or messages:
//! a step takes a state and says the next one and what to do. [`Transactions`] holds them, knows
//! which message belongs to which, and keeps the one datagram that each would have to repeat.

mod carried;
mod client;
mod invite_client;
mod invite_server;
mod key;
mod machine;
mod server;
mod severed;
mod sweep;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod timing;

pub(crate) use key::Key;
pub(crate) use machine::Machine;
pub(crate) use table::{Arrived, Lapse, Sent, Ticket, Transactions};
pub use timing::Timing;

use client::Client;
use invite_client::InviteClient;
use invite_server::InviteServer;
use server::Server;
pub(crate) use timing::Resend;

/// What a step asks for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Nothing.
    Nothing,
    /// Send the datagram that the transaction was just given.
    Send,
    /// Send the datagram that the transaction keeps once more.
    Resend,
    /// Hand the message to whoever uses the transaction.
    Tell,
    /// The same, and acknowledge it.
    TellAndAcknowledge,
    /// Nobody answered (timers B and F), acknowledged (H), or asked on (a server's request that was
    /// never answered).
    GaveUp,
}

/// A next state, or none when the transaction is over, and what to do.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step<S> {
    /// The next state.
    pub next: Option<S>,
    /// What to do.
    pub effect: Effect,
}

impl<S> Step<S> {
    /// Goes on as `next`.
    pub fn to(next: S, effect: Effect) -> Step<S> {
        Step {
            next: Some(next),
            effect,
        }
    }

    /// Is over.
    pub fn end(effect: Effect) -> Step<S> {
        Step { next: None, effect }
    }

    /// The same step of a wider state.
    pub fn map<T>(self, widen: impl FnOnce(S) -> T) -> Step<T> {
        Step {
            next: self.next.map(widen),
            effect: self.effect,
        }
    }
}
