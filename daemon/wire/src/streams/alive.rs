//! Our keep-alives on one connection (RFC 5626 section 4.4.1).

use std::time::Duration;

use kernel::Mono;

/// What asks whether the other side is there.
pub(super) const PING: &[u8] = b"\r\n\r\n";

/// When the other side was asked, and what it made of that.
pub(super) struct Alive {
    /// When it was asked last, or the connection began.
    last: Mono,
    /// Whether nothing has come since.
    silent: bool,
    /// Whether it has answered once: some never do (RFC 3261 section 7.5), which says nothing of them.
    answers: bool,
}

impl Alive {
    pub fn new(now: Mono) -> Alive {
        Alive {
            last: now,
            silent: false,
            answers: false,
        }
    }

    /// Whether it is time to ask.
    pub fn is_due(&self, now: Mono, every: Duration) -> bool {
        now.since(self.last) >= every && self.awaits().is_none()
    }

    /// It is asked.
    pub fn asks(&mut self, now: Mono) {
        self.last = now;
        self.silent = true;
    }

    /// Something has come, and be it a message: it lives.
    pub fn heard(&mut self) {
        self.silent = false;
    }

    /// An answer has come.
    pub fn answered(&mut self) {
        self.answers = true;
    }

    /// Since when an answer is waited for of one that gives some.
    pub fn awaits(&self) -> Option<Mono> {
        Some(self.last).filter(|_| self.silent && self.answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: Duration = Duration::from_secs(30);

    fn at(seconds: u64) -> Mono {
        Mono::ZERO + Duration::from_secs(seconds)
    }

    #[test]
    fn who_answers_is_waited_for_and_who_never_did_is_not() {
        let mut alive = Alive::new(at(0));
        assert!(!alive.is_due(at(29), EVERY));
        assert!(alive.is_due(at(30), EVERY));
        alive.asks(at(30));
        assert_eq!(alive.awaits(), None);
        assert!(alive.is_due(at(60), EVERY), "who never answers is asked on");
        alive.asks(at(60));
        alive.heard();
        alive.answered();
        assert_eq!(alive.awaits(), None);
        alive.asks(at(90));
        assert_eq!(alive.awaits(), Some(at(90)));
        assert!(!alive.is_due(at(130), EVERY));
        alive.heard();
        assert_eq!(
            alive.awaits(),
            None,
            "a message shows as well that it lives"
        );
    }
}
