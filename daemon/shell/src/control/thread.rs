//! The thread that owns the switch.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use kernel::Mono;
use switch::{Census, Counters, Input, Switch};

use super::inbox::{Inbox, Item, LANES};
use super::outbox::Outbox;

/// Items that are taken from the inbox at once.
const BATCH: usize = 64;
/// The longest sleep: figures are at most so old.
const LONGEST_SLEEP: Duration = Duration::from_millis(250);

/// The running thread.
#[derive(Debug)]
pub struct Control {
    inbox: Arc<Inbox>,
    thread: JoinHandle<()>,
}

/// Figures of the thread, for those who watch.
#[derive(Debug, Default)]
pub struct Snapshot(Mutex<Figures>);

/// See [`Snapshot`].
#[derive(Copy, Clone, Debug, Default)]
pub struct Figures {
    /// What the switch has counted.
    pub counters: Counters,
    /// What its SIP stack has counted.
    pub stack: sip::Counters,
    /// What is going on.
    pub census: Census,
    /// Datagrams dropped for want of room, by [`super::inbox::LANE_NAMES`].
    pub dropped: [u64; LANES],
    /// What its contact machine has counted.
    pub center: contact::Counters,
    /// Callers who are remembered with their last agents.
    pub callers: usize,
    /// The longest that one input took with all that came of it, in microseconds, since the start.
    pub slowest_us: u64,
}

impl Snapshot {
    /// The figures, at most a quarter of a second old.
    pub fn get(&self) -> Figures {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, figures: Figures) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = figures;
    }
}

impl Control {
    /// Starts the thread.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(
        switch: Switch,
        outbox: Outbox,
        inbox: Arc<Inbox>,
        snapshot: Arc<Snapshot>,
    ) -> io::Result<Control> {
        let worker = Worker {
            switch,
            outbox,
            inbox: inbox.clone(),
            snapshot,
            slowest_us: 0,
        };
        let thread = std::thread::Builder::new()
            .name("control".to_owned())
            .spawn(move || worker.run())?;
        Ok(Control { inbox, thread })
    }

    /// Ends the thread, after everything that waits for it.
    pub fn stop(self) {
        self.inbox.push(Item::Stop);
        if self.thread.join().is_err() {
            tracing::error!("the control thread panicked");
        }
    }
}

struct Worker {
    switch: Switch,
    outbox: Outbox,
    inbox: Arc<Inbox>,
    snapshot: Arc<Snapshot>,
    slowest_us: u64,
}

impl Worker {
    fn run(mut self) {
        let mut batch = Vec::with_capacity(BATCH);
        let mut next_figures = Mono::ZERO;
        self.drain();
        loop {
            self.inbox.take(&mut batch, BATCH, self.patience());
            for item in batch.drain(..) {
                if !self.take(item) {
                    return self.drain();
                }
            }
            let now = wire::clock::mono();
            if self.switch.next_deadline().is_some_and(|at| at <= now) {
                self.handle(Input::Timeout);
            }
            if now >= next_figures {
                next_figures = now + LONGEST_SLEEP;
                self.outbox.tick();
                self.show();
            }
        }
    }

    fn patience(&self) -> Duration {
        let now = wire::clock::mono();
        self.switch
            .next_deadline()
            .map_or(LONGEST_SLEEP, |at| at.since(now).min(LONGEST_SLEEP))
    }

    /// Gives an item to the switch. False: the thread is to end.
    fn take(&mut self, item: Item) -> bool {
        let input = match item {
            Item::Datagram {
                flow, ref bytes, ..
            } => {
                self.outbox.heard(flow, bytes);
                Input::Datagram(flow, bytes)
            }
            Item::Severed(flow) => Input::Severed(flow),
            Item::Distrusted(flow, why) => Input::Distrusted(flow, why),
            Item::Media(leg, event) => Input::Media(leg, event),
            Item::Replied(id, reply) => Input::Replied(id, reply),
            Item::Command(ticket, principal, command) => Input::Command(ticket, principal, command),
            Item::Resolved(lookup, answer) => Input::Resolved(lookup, answer),
            Item::Overloaded(resource, overloaded) => Input::Overloaded(resource, overloaded),
            Item::Drain => Input::Drain,
            Item::EndAll => Input::EndAll,
            Item::Stop => return false,
        };
        self.handle(input);
        true
    }

    /// Handles one input and carries out what comes of it. Nothing else happens meanwhile, so that this is how
    /// long a call may have to wait.
    fn handle(&mut self, input: Input<'_>) {
        let now = wire::clock::now();
        self.switch.handle(now, input);
        self.drain();
        let took = wire::clock::mono().since(now.mono);
        let took = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.slowest_us = self.slowest_us.max(took);
    }

    fn drain(&mut self) {
        while let Some(output) = self.switch.poll() {
            self.outbox.put(output);
        }
    }

    fn show(&self) {
        self.snapshot.set(Figures {
            counters: self.switch.counters(),
            stack: self.switch.stack_counters(),
            census: self.switch.census(),
            dropped: self.inbox.dropped(),
            center: self.switch.center().counters(),
            callers: self.switch.center().callers(),
            slowest_us: self.slowest_us,
        });
    }
}
