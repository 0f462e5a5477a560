//! How long each part of a call took, by the monotonic clock alone.

use model::record::{CallEvent, Durations, EventKind};

/// Adds up the parts of a call. All times are microseconds since its first event.
#[derive(Default)]
pub(super) struct Stopwatch {
    first_queue: Option<u64>,
    waiting_since: Option<u64>,
    waited: u64,
    talking_since: Option<u64>,
    talked: u64,
}

impl Stopwatch {
    pub(super) fn take(&mut self, event: &CallEvent) {
        let at = event.elapsed_us;
        match event.kind {
            EventKind::Queued { .. } => {
                self.first_queue.get_or_insert(at);
                self.waiting_since.get_or_insert(at);
            }
            EventKind::Dequeued { .. } => self.stop_waiting(at),
            EventKind::Answered { .. } | EventKind::TakenBack { .. } => {
                self.talking_since.get_or_insert(at);
            }
            EventKind::Left { .. } | EventKind::Transferring { .. } => self.stop_talking(at),
            _ => {}
        }
    }

    /// The durations of a call that ended at `end`, with an agent's device ringing for `ring`.
    pub(super) fn stop(mut self, end: u64, ring: u64) -> Durations {
        self.stop_waiting(end);
        self.stop_talking(end);
        Durations {
            talk_ms: millis(self.talked),
            total_ms: millis(end),
            ivr_ms: millis(self.first_queue.unwrap_or(end)),
            wait_ms: millis(self.waited),
            ring_ms: millis(ring),
        }
    }

    fn stop_waiting(&mut self, at: u64) {
        if let Some(since) = self.waiting_since.take() {
            self.waited += at.saturating_sub(since);
        }
    }

    fn stop_talking(&mut self, at: u64) {
        if let Some(since) = self.talking_since.take() {
            self.talked += at.saturating_sub(since);
        }
    }
}

/// Whole milliseconds.
pub(super) fn millis(micros: u64) -> u64 {
    micros / 1_000
}
