//! The recordings of a call.

use jiff::Timestamp;
use model::RecordingId;
use model::record::{CallEvent, EventKind, Recording};

use super::durations::millis;

/// Where a recording that began at `at` lies below the data directory. Folders are days in UTC.
pub fn recording_file(recording: RecordingId, at: Timestamp) -> String {
    format!("recordings/{}/{recording}.wav", at.strftime("%Y/%m/%d"))
}

/// Recordings in the making, with the microsecond of the call at which each began.
#[derive(Default)]
pub(super) struct Recordings {
    done: Vec<Recording>,
    running: Vec<(u64, usize)>,
}

impl Recordings {
    pub(super) fn take(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::RecordingStarted {
                recording,
                participant,
            } => {
                self.running.push((event.elapsed_us, self.done.len()));
                self.done.push(Recording {
                    id: *recording,
                    file: recording_file(*recording, event.at),
                    started_at: event.at,
                    duration_ms: 0,
                    participant: *participant,
                });
            }
            EventKind::RecordingStopped { recording } => self.stop(*recording, event.elapsed_us),
            _ => {}
        }
    }

    /// All of them; those that still ran ended with the call.
    pub(super) fn close(mut self, end_us: u64) -> Vec<Recording> {
        for (since, place) in std::mem::take(&mut self.running) {
            self.measure(place, since, end_us);
        }
        self.done
    }

    fn stop(&mut self, id: RecordingId, at: u64) {
        let done = &self.done;
        let is_it = |(_, place): &(u64, usize)| done.get(*place).is_some_and(|one| one.id == id);
        if let Some(found) = self.running.iter().position(is_it) {
            let (since, place) = self.running.swap_remove(found);
            self.measure(place, since, at);
        }
    }

    fn measure(&mut self, place: usize, since: u64, until: u64) {
        if let Some(recording) = self.done.get_mut(place) {
            recording.duration_ms = millis(until.saturating_sub(since));
        }
    }
}
