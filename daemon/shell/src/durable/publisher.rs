//! Shows what is durable, in order: to the present, to the past, to whoever asked.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use contact::AgentStatus;
use jiff::Timestamp;
use journal::Seq;
use model::Extension;
use store::Journal;
use switch::{Entry, Reply, Ticket, TrunkStatus};

use super::diary;
use crate::control::Requests;
use crate::hooks::Hooks;
use crate::read_model::{Feed, History, Moment, Present, Tell};

/// Entries that are shown at once at most.
const BATCH: usize = 1_000;
/// A silence after which rows are put into their view.
const FLUSH: Duration = Duration::from_millis(250);
/// How long a disk is waited for before the wait is logged.
const PATIENCE: Duration = Duration::from_secs(5);

/// Something to show.
pub enum Publication {
    /// An entry.
    Entry(Box<Entry>),
    /// An agent's state.
    Agent(AgentStatus),
    /// Whether a phone can be reached.
    Phone(Extension, bool),
    /// How a trunk is.
    Trunk(TrunkStatus),
    /// What became of a command.
    Reply(Ticket, Reply),
}

/// Something to show once the journal is durable up to `seq`.
pub struct Published {
    /// Its own entry, or the last one before it.
    pub seq: Seq,
    /// When the switch said it.
    pub at: Timestamp,
    /// What.
    pub publication: Publication,
}

/// To whom it is shown.
pub struct Audience {
    /// The present.
    pub present: Arc<Present>,
    /// The past.
    pub history: Arc<History>,
    /// Whoever watches.
    pub feed: Arc<Feed>,
    /// Customers' systems that are told of calls.
    pub hooks: Arc<Hooks>,
    /// Whoever asked.
    pub requests: Arc<Requests>,
}

/// The thread that shows.
pub struct Publisher {
    journal: Arc<Journal>,
    thread: JoinHandle<()>,
}

impl Publisher {
    /// Starts the thread; it ends when the sender is gone.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        journal: Arc<Journal>,
        audience: Audience,
    ) -> io::Result<(Publisher, Sender<Published>)> {
        let (sender, receiver) = channel();
        let known = journal.clone();
        let thread = std::thread::Builder::new()
            .name("publisher".to_owned())
            .spawn(move || {
                wire::priority::behind();
                publish(&known, &audience, &receiver);
            })?;
        Ok((Publisher { journal, thread }, sender))
    }

    /// Shows the rest and closes the journal.
    pub fn close(self) {
        if let Err(error) = self.journal.close() {
            tracing::error!(%error, "the journal was not closed cleanly");
        }
        if self.thread.join().is_err() {
            tracing::error!("the publisher panicked");
        }
    }
}

fn publish(journal: &Journal, audience: &Audience, receiver: &Receiver<Published>) {
    loop {
        let first = match receiver.recv_timeout(FLUSH) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => {
                audience.history.flush();
                continue;
            }
            Err(RecvTimeoutError::Disconnected) => return audience.history.flush(),
        };
        let batch: Vec<_> = std::iter::once(first)
            .chain(receiver.try_iter().take(BATCH - 1))
            .collect();
        let Some(last) = batch.last().map(|item| item.seq) else {
            continue;
        };
        while !journal.wait_durable(last, PATIENCE) {
            let status = journal.status();
            if status.closed && status.durable < last {
                return tracing::error!("the journal closed before everything was on disk");
            }
            let trouble = status.trouble.as_deref().unwrap_or("it is slow");
            tracing::error!(trouble, "the disk does not keep up");
        }
        show(audience, batch);
    }
}

fn show(audience: &Audience, batch: Vec<Published>) {
    let entries = batch.iter().filter_map(|item| match &item.publication {
        Publication::Entry(entry) => Some((item.seq, entry.as_ref())),
        _ => None,
    });
    audience.history.keep(entries);
    {
        let mut live = audience.present.write();
        for item in &batch {
            match &item.publication {
                Publication::Entry(entry) => live.apply(entry),
                Publication::Agent(status) => live.agent_changed(status.clone()),
                Publication::Phone(phone, reachable) => {
                    live.phone_changed(phone.clone(), *reachable);
                }
                Publication::Trunk(status) => live.trunk_changed(status.clone()),
                Publication::Reply(..) => {}
            }
        }
    }
    for item in &batch {
        if let Publication::Entry(entry) = &item.publication
            && let Entry::Applied(applied) = entry.as_ref()
        {
            audience.hooks.applied(item.seq.get(), applied);
        }
    }
    // Whoever hears of it and asks has to find it.
    audience
        .feed
        .keep(|told| batch.iter().for_each(|item| tell(told, item)));
    for item in batch {
        diary::note(&item.publication);
        if let Publication::Reply(ticket, reply) = item.publication {
            audience.requests.answer(ticket, reply);
        }
    }
}

fn tell(told: &mut impl Tell, item: &Published) {
    let when = Moment {
        seq: item.seq,
        at: item.at,
    };
    match &item.publication {
        Publication::Entry(entry) => told.entry(when, entry),
        Publication::Agent(status) => told.agent(when, status),
        Publication::Phone(phone, reachable) => told.phone(when, phone, *reachable),
        Publication::Trunk(status) => told.trunk(when, status),
        Publication::Reply(..) => {}
    }
}
