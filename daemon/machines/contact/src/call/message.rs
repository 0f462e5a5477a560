//! A message that the caller leaves: his leg is recorded alone, until the node that takes it is left or
//! he is gone. What was said by then is kept.

use std::time::Duration;

use model::record::EventKind;
use model::{Name, RecordingId};

use super::Call;
use crate::Output;
use crate::floor::Floor;

impl Call {
    /// Records the caller from here on.
    pub(crate) fn take_message(&mut self, floor: &mut Floor, node: &Name, quiet: Duration) {
        self.end_message(floor);
        floor.counters.messages += 1;
        let recording = RecordingId(floor.chance.id(floor.now.wall));
        self.message = Some(recording);
        let started = EventKind::VoicemailStarted {
            recording,
            node: node.clone(),
        };
        self.journal(floor, started);
        floor.out.push_back(Output::RecordAlone {
            recording,
            at: floor.now.wall,
            leg: self.customer(),
            quiet,
        });
    }

    /// Ends his message, if he leaves one.
    pub(crate) fn end_message(&mut self, floor: &mut Floor) {
        if let Some(recording) = self.message.take() {
            floor
                .out
                .push_back(Output::StopRecording(self.id, recording));
            self.journal(floor, EventKind::RecordingStopped { recording });
        }
    }

    /// Whether this is the message that he leaves.
    pub(super) fn leaves(&self, recording: RecordingId) -> bool {
        self.message == Some(recording)
    }
}
