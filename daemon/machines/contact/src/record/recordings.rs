//! The recordings of a call.

use jiff::Timestamp;
use model::record::{CallEvent, EventKind, Recording, Voicemail};
use model::{Name, RecordingId};

use super::durations::millis;
use crate::limits;

/// Where a recording that began at `at` lies below the data directory. Folders are days in UTC.
pub fn recording_file(recording: RecordingId, at: Timestamp) -> String {
    format!("recordings/{}/{recording}.wav", at.strftime("%Y/%m/%d"))
}

/// Recordings in the making, with the microsecond of the call at which each began.
#[derive(Default)]
pub(super) struct Recordings {
    done: Vec<Recording>,
    running: Vec<(u64, usize)>,
    /// Which of them are messages, and the node that took each.
    messages: Vec<(usize, Name)>,
}

impl Recordings {
    pub(super) fn take(&mut self, event: &CallEvent) {
        match &event.kind {
            EventKind::RecordingStarted {
                recording,
                participant,
            } => self.start(event, *recording, *participant),
            EventKind::VoicemailStarted { recording, node } => {
                self.messages.push((self.done.len(), node.clone()));
                self.start(event, *recording, 0);
            }
            EventKind::RecordingStopped { recording } => self.stop(*recording, event.elapsed_us),
            _ => {}
        }
    }

    /// All of them, and the last message; those that still ran ended with the call. A message that a
    /// crash cut off may be longer than what is known of it, so it counts however short it looks.
    pub(super) fn close(mut self, end_us: u64) -> (Vec<Recording>, Option<Voicemail>) {
        let running = std::mem::take(&mut self.running);
        for (since, place) in &running {
            self.measure(*place, *since, end_us);
        }
        let cut = |place: usize| running.iter().any(|(_, running)| *running == place);
        let message = |(place, node): &(usize, Name)| {
            let recording = self.done.get(*place)?;
            let counts = recording.duration_ms >= limits::MESSAGE_MS || cut(*place);
            counts.then(|| Voicemail {
                recording: recording.id,
                duration_ms: recording.duration_ms,
                node: node.clone(),
            })
        };
        let message = self.messages.iter().rev().find_map(message);
        (self.done, message)
    }

    fn start(&mut self, event: &CallEvent, id: RecordingId, participant: u32) {
        self.running.push((event.elapsed_us, self.done.len()));
        self.done.push(Recording {
            id,
            file: recording_file(id, event.at),
            started_at: event.at,
            duration_ms: 0,
            participant,
        });
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
