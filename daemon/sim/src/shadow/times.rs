//! How long a call and its talks took, by the instants at which they could be seen to begin and end.

use std::time::Duration;

use kernel::Mono;
use model::record::Durations;

/// The times of one call.
#[derive(Debug)]
pub struct Times {
    began: Mono,
    ended: Option<Mono>,
    talks_since: Option<Mono>,
    talked: Duration,
    /// Whether the power failed before it was over.
    cut_off: bool,
}

impl Times {
    /// A call begins.
    pub fn new(now: Mono) -> Times {
        Times {
            began: now,
            ended: None,
            talks_since: None,
            talked: Duration::ZERO,
            cut_off: false,
        }
    }

    /// Somebody answers.
    pub fn answered(&mut self, now: Mono) {
        self.talks_since = Some(now);
    }

    /// Whoever talked is gone.
    pub fn left(&mut self, now: Mono) {
        if let Some(since) = self.talks_since.take() {
            self.talked += now.since(since);
        }
    }

    /// The call is over.
    pub fn ended(&mut self, now: Mono) {
        self.ended.get_or_insert(now);
    }

    /// The power failed; nothing from `lost` on is certain.
    pub fn crashed(&mut self, lost: Option<Mono>) {
        let certain = |ended: Mono| lost.is_none_or(|lost| ended < lost);
        self.cut_off |= !self.ended.is_some_and(certain);
    }

    /// What a record says otherwise; of a call that a crash cut off nobody knows.
    pub fn contradicts(&self, told: &Durations) -> Option<String> {
        let ended = self.ended.filter(|_| !self.cut_off)?;
        let millis = |span: Duration| u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let (talk, total) = (millis(self.talked), millis(ended.since(self.began)));
        let wrong = told.talk_ms.abs_diff(talk) > 1 || told.total_ms.abs_diff(total) > 1;
        let told = format!("{} ms of {} ms", told.talk_ms, told.total_ms);
        wrong.then(|| format!("talked {told}, not {talk} ms of {total} ms"))
    }
}
