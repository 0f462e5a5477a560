//! The journal's thread: it does what the writer says and tells it how it went.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use journal::{Disk, DiskError, Fold, Limits, Output, Resume, Seq, Writer, perform};
use kernel::Mono;

use crate::StoreError;
use crate::files::Ballast;
use crate::inbox::Inbox;

/// Called on the journal's thread with the last durable entry; it is to be quick.
pub type Listener = Box<dyn Fn(Seq) + Send>;

/// Who is told of durable entries.
#[derive(Default)]
pub struct Listeners(Mutex<Vec<Listener>>);

impl Listeners {
    pub fn add(&self, listener: Listener) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(listener);
    }

    fn tell(&self, seq: Seq) {
        for listener in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(seq);
        }
    }
}

/// All that the thread owns.
pub struct Worker<D, F> {
    pub inbox: Arc<Inbox>,
    pub listeners: Arc<Listeners>,
    pub writer: Writer<F>,
    pub disk: D,
    pub ballast: Option<Ballast>,
    pub close_limit: Duration,
}

/// Marks the journal as closed however its thread ends.
struct End(Arc<Inbox>);

impl Drop for End {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The writer of a thread: the inbox has applied the limits before it.
pub fn writer<F: Fold>(limits: Limits, resume: Resume, fold: F) -> Writer<F> {
    Writer::new(
        Limits {
            max_entries: u64::MAX,
            max_bytes: u64::MAX,
            ..limits
        },
        resume,
        fold,
    )
}

impl<D: Disk, F: Fold> Worker<D, F> {
    /// Runs until the journal is closed and all is written, or the time for that is over.
    pub fn run(mut self) -> Result<(), StoreError> {
        let _end = End(Arc::clone(&self.inbox));
        let mut last_call: Option<Mono> = None;
        loop {
            let closing = self.take_in();
            if closing && last_call.is_none() {
                self.writer.hurry();
                self.writer.retry();
                last_call = Some(self.inbox.now() + self.close_limit);
            }
            while let Some(output) = self.writer.poll(self.inbox.now()) {
                self.act(&output);
                self.take_in();
            }
            if let Some(last_call) = last_call {
                if self.writer.is_idle() {
                    return Ok(());
                }
                if self.inbox.now() >= last_call {
                    return Err(self.unwritten());
                }
            }
            self.rest(last_call);
        }
    }

    /// Hands new entries to the writer; says whether the journal is being closed.
    fn take_in(&mut self) -> bool {
        let (taken, closing) = {
            let mut state = self.inbox.lock();
            (state.take(), state.closing)
        };
        // Nobody who has something to write waits meanwhile: a long entry takes a while to be copied.
        for (at, payload) in taken {
            // The writer refuses nothing that the inbox has admitted.
            let taken = self.writer.append(at, payload.into_bytes());
            debug_assert!(taken.is_ok());
        }
        self.inbox.lock().writer_bytes = self.writer.waiting_bytes();
        closing
    }

    fn act(&mut self, output: &Output) {
        if let Output::Durable(seq) = output {
            self.inbox.publish_durable(*seq);
            self.listeners.tell(*seq);
            if let Some(ballast) = &mut self.ballast {
                ballast.restore();
            }
        }
        match perform(&mut self.disk, output) {
            Some(Ok(())) => self.writer.done(self.inbox.now()),
            Some(Err(error)) => self.fail(error),
            None => {}
        }
        self.report();
    }

    fn fail(&mut self, error: DiskError) {
        if self.writer.trouble().is_none() {
            tracing::error!(%error, "the journal cannot be written; entries wait in memory");
        }
        let full = error == DiskError::Full;
        self.writer.failed(self.inbox.now(), error);
        if full && self.ballast.as_mut().is_some_and(Ballast::release) {
            tracing::error!("the disk is full: the ballast was given up; make room");
            self.writer.retry();
        }
    }

    fn report(&self) {
        let mut state = self.inbox.lock();
        let trouble = self.writer.trouble();
        if trouble.is_none() && state.status.trouble.is_some() {
            tracing::info!("the journal can be written again");
        }
        state.status.disk_full = trouble == Some(&DiskError::Full);
        state.status.trouble = trouble.map(ToString::to_string);
        state.status.counters = *self.writer.counters();
        state.writer_bytes = self.writer.waiting_bytes();
    }

    fn rest(&self, last_call: Option<Mono>) {
        let state = self.inbox.lock();
        if !state.is_empty() || (state.closing && last_call.is_none()) {
            return;
        }
        let next = self.writer.next_deadline();
        let until = next.into_iter().chain(last_call).min();
        self.inbox.sleep(state, until);
    }

    fn unwritten(&self) -> StoreError {
        StoreError::Unwritten {
            entries: self.writer.waiting_entries(),
            cause: self
                .writer
                .trouble()
                .map_or_else(|| "it is too slow".to_owned(), ToString::to_string),
        }
    }
}
