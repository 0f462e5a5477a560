//! What the journal's users and its thread share.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use journal::{Counters, Full, HEADER, Limits, Seq};
use kernel::Mono;

use crate::payload::Payload;

/// How the journal is doing, for metrics and alarms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Entries that are not durable yet.
    pub waiting_entries: u64,
    /// Bytes that are not durable yet.
    pub waiting_bytes: u64,
    /// Entries refused for want of room.
    pub refused: u64,
    /// The last durable entry.
    pub durable: Seq,
    /// What the disk complained of last, until it works again.
    pub trouble: Option<String>,
    /// Whether that complaint is that the disk is full.
    pub disk_full: bool,
    /// Whether the journal takes no more entries.
    pub closed: bool,
    /// What the writer counted.
    pub counters: Counters,
}

/// The mailbox of the journal's thread.
#[derive(Debug)]
pub struct Inbox {
    limits: Limits,
    start: Instant,
    state: Mutex<State>,
    /// There is work for the thread.
    pub work: Condvar,
    /// More is durable, or the journal closed.
    progress: Condvar,
}

#[derive(Debug, Default)]
pub struct State {
    queue: VecDeque<(Mono, Payload)>,
    queue_bytes: u64,
    appended: Seq,
    refused: u64,
    /// What the writer holds, beside `queue`.
    pub writer_bytes: u64,
    pub closing: bool,
    pub status: Status,
}

impl State {
    fn waiting_entries(&self) -> u64 {
        self.appended.since(self.status.durable)
    }

    fn waiting_bytes(&self) -> u64 {
        self.queue_bytes + self.writer_bytes
    }

    /// All that came in since the last time; the writer holds it from here on.
    pub fn take(&mut self) -> VecDeque<(Mono, Payload)> {
        self.writer_bytes += std::mem::take(&mut self.queue_bytes);
        std::mem::take(&mut self.queue)
    }

    pub fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }
}

impl Inbox {
    pub fn new(limits: Limits, last: Seq) -> Inbox {
        let status = Status {
            durable: last,
            ..Status::default()
        };
        Inbox {
            limits,
            start: Instant::now(),
            state: Mutex::new(State {
                appended: last,
                status,
                ..State::default()
            }),
            work: Condvar::new(),
            progress: Condvar::new(),
        }
    }

    pub fn now(&self) -> Mono {
        Mono::ZERO + self.start.elapsed()
    }

    pub fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the counts whole: nothing in here panics halfway.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn append(&self, payload: Payload) -> Result<Seq, Full> {
        let now = self.now();
        let mut state = self.lock();
        let admitted = if state.closing || state.status.closed {
            Err(Full::Closed)
        } else {
            self.limits.admit(
                state.waiting_entries(),
                state.waiting_bytes(),
                payload.len(),
            )
        };
        if let Err(full) = admitted {
            state.refused += 1;
            return Err(full);
        }
        state.queue_bytes += (HEADER + payload.len()) as u64;
        state.queue.push_back((now, payload));
        state.appended = state.appended.next();
        let seq = state.appended;
        drop(state);
        self.work.notify_one();
        Ok(seq)
    }

    pub fn strained(&self) -> bool {
        let state = self.lock();
        state.status.closed
            || self
                .limits
                .strained(state.waiting_entries(), state.waiting_bytes())
    }

    pub fn status(&self) -> Status {
        let state = self.lock();
        Status {
            waiting_entries: state.waiting_entries(),
            waiting_bytes: state.waiting_bytes(),
            refused: state.refused,
            ..state.status.clone()
        }
    }

    /// Waits until `seq` is durable; false if the time is up or the journal closed before.
    pub fn wait(&self, seq: Seq, limit: Duration) -> bool {
        let state = self.lock();
        let more = |state: &mut State| state.status.durable < seq && !state.status.closed;
        let waited = self.progress.wait_timeout_while(state, limit, more);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.status.durable >= seq
    }

    /// Lets the thread sleep until there is work or `until` has come.
    pub fn sleep(&self, state: MutexGuard<'_, State>, until: Option<Mono>) {
        match until {
            Some(at) => {
                let wait = at.since(self.now());
                drop(self.work.wait_timeout(state, wait));
            }
            None => drop(self.work.wait(state)),
        }
    }

    pub fn close(&self) {
        self.lock().closing = true;
        self.work.notify_one();
    }

    pub fn publish_durable(&self, seq: Seq) {
        self.lock().status.durable = seq;
        self.progress.notify_all();
    }

    /// From here on nothing is taken, because the thread has ended.
    pub fn end(&self) {
        self.lock().status.closed = true;
        self.progress.notify_all();
    }
}
