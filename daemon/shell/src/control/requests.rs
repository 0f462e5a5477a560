//! Commands on their way to the switch and back.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use switch::{Command, Principal, Reply, Ticket};
use tokio::sync::oneshot;

use super::inbox::{Inbox, Item};

/// How long an answer may take; it is given once the journal is synced.
const PATIENCE: Duration = Duration::from_secs(30);
/// Commands under way at most.
const LIMIT: usize = 1_000;

/// Why there was no answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// Too many commands are under way.
    #[error("{LIMIT} commands are under way already")]
    TooMany,
    /// Nothing that may be answered was on disk in time; whether the change is made is not known.
    #[error(
        "there was no answer after {} s: the change may be made, and a restart may undo it",
        PATIENCE.as_secs()
    )]
    TooLate,
}

/// Commands that wait for their reply.
#[derive(Debug)]
pub struct Requests {
    inbox: Arc<Inbox>,
    next: AtomicU64,
    waiting: Mutex<BTreeMap<Ticket, oneshot::Sender<Reply>>>,
}

impl Requests {
    /// Requests that go through `inbox`.
    pub fn new(inbox: Arc<Inbox>) -> Requests {
        Requests {
            inbox,
            next: AtomicU64::new(0),
            waiting: Mutex::default(),
        }
    }

    /// Has a command carried out and waits for what became of it.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn ask(&self, principal: Principal, command: Command) -> Result<Reply, Unanswered> {
        let ticket = Ticket(self.next.fetch_add(1, Ordering::Relaxed));
        let (answer, answered) = oneshot::channel();
        {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            if waiting.len() >= LIMIT {
                return Err(Unanswered::TooMany);
            }
            waiting.insert(ticket, answer);
        }
        self.inbox.push(Item::Command(ticket, principal, command));
        let reply = tokio::time::timeout(PATIENCE, answered).await;
        self.forget(ticket);
        reply.ok().and_then(Result::ok).ok_or(Unanswered::TooLate)
    }

    /// Answers a command whose effects are durable.
    pub fn answer(&self, ticket: Ticket, reply: Reply) {
        if let Some(waiting) = self.forget(ticket) {
            // Whoever asked may have gone; then nobody wants to know.
            let _gone = waiting.send(reply);
        }
    }

    fn forget(&self, ticket: Ticket) -> Option<oneshot::Sender<Reply>> {
        self.waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&ticket)
    }
}
