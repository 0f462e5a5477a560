//! Messages that a caller leaves, by what the media plane could be seen to be told.

use std::time::Duration;

use contact::{PlayId, Sound};
use kernel::Mono;
use model::RecordingId;
use model::record::CallRecord;

/// What is shorter is no message.
const SHORTEST: Duration = Duration::from_secs(1);

/// One that is, or was, recorded.
#[derive(Debug)]
struct Message {
    id: RecordingId,
    since: Mono,
    until: Option<Mono>,
}

/// Those of one call.
#[derive(Debug, Default)]
pub struct Messages {
    all: Vec<Message>,
    /// The beep that plays.
    beep: Option<PlayId>,
    /// Whether the beep is over and nothing is recorded yet.
    owed: bool,
    /// Whether nobody knows what a crash left of them.
    uncertain: bool,
}

impl Messages {
    /// Something plays to the caller.
    pub fn plays(&mut self, play: PlayId, sounds: &[Sound]) {
        self.beep = matches!(sounds, [Sound::Beep]).then_some(play);
    }

    /// It is over.
    pub fn played(&mut self, play: PlayId) {
        self.owed = self.beep.take_if(|beep| *beep == play).is_some();
    }

    /// He is recorded.
    pub fn begins(&mut self, now: Mono, id: RecordingId) {
        self.owed = false;
        let (since, until) = (now, None);
        self.all.push(Message { id, since, until });
    }

    /// Some recording ends.
    pub fn stops(&mut self, now: Mono, id: RecordingId) {
        if let Some(message) = self.all.iter_mut().find(|it| it.id == id) {
            message.until.get_or_insert(now);
        }
    }

    /// Everything that one input led to is known: whether somebody heard the beep in vain.
    pub fn settled(&mut self) -> bool {
        std::mem::take(&mut self.owed)
    }

    /// The power failed; nothing from `lost` on is certain.
    pub fn crashed(&mut self, lost: Option<Mono>) {
        let forgotten = |at: Mono| lost.is_some_and(|lost| lost <= at);
        let doubted = |it: &Message| forgotten(it.since) || it.until.is_some_and(forgotten);
        self.uncertain |= self.all.iter().any(doubted);
    }

    /// What a record says otherwise.
    pub fn contradicts(&self, record: &CallRecord) -> Option<String> {
        // One that was cut off counts, however short it looks.
        let counts = |it: &&Message| {
            it.until
                .is_none_or(|until| until.since(it.since) >= SHORTEST)
        };
        let right = self.all.iter().rev().find(counts).map(|it| it.id);
        let told = record.voicemail.as_ref().map(|it| it.recording);
        let wrong = !self.uncertain && told != right;
        wrong.then(|| format!("message {told:?}, not {right:?}"))
    }
}
