//! Servers that did not answer. They are remembered for a while and asked last, so that not each caller waits
//! for them anew: RFC 3263 section 4.3 says that the next is tried, and leaves open for how long.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use kernel::{Mono, Now};
use sip::Flow;

/// For how long a silence is remembered.
const REMEMBERED: Duration = Duration::from_secs(60);
/// When a silent server is asked whether it is back. No answer to that is known after 32 s, which is before it
/// is forgotten: as long as it is asked, no caller waits for it.
const ASKED: Duration = Duration::from_secs(15);
/// Servers that are remembered at most.
const SERVERS: usize = 256;

/// What a server did not answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Unanswered {
    Call,
    Options,
}

impl Unanswered {
    /// In words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Unanswered::Call => "a call",
            Unanswered::Options => "OPTIONS",
        }
    }
}

/// One that did not.
#[derive(Debug)]
pub(super) struct Silence {
    /// Since when.
    pub since: Timestamp,
    /// What, at first.
    pub to: Unanswered,
    until: Mono,
    /// When it is to be asked again; `None`: it is being asked, or is not to be.
    ask: Option<Mono>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Silences {
    silent: BTreeMap<Flow, Silence>,
    /// How often one was silent.
    pub noted: u64,
    /// How often one was forgotten because there were too many.
    pub crowded_out: u64,
}

impl Silences {
    /// Nobody answered there.
    pub fn note(&mut self, now: Now, server: Flow, to: Unanswered) {
        self.noted += 1;
        let until = now.mono + REMEMBERED;
        let ask = Some(now.mono + ASKED);
        if let Some(known) = self.silent.get_mut(&server) {
            known.until = until;
            // A call that goes there meanwhile says nothing of the answer to OPTIONS.
            if to == Unanswered::Options {
                known.ask = ask;
            }
            return;
        }
        self.make_room();
        let silence = Silence {
            since: now.wall,
            to,
            until,
            ask,
        };
        self.silent.insert(server, silence);
    }

    fn make_room(&mut self) {
        if self.silent.len() < SERVERS {
            return;
        }
        let first = self.silent.iter().min_by_key(|(_, it)| it.until);
        if let Some(server) = first.map(|(server, _)| *server) {
            self.silent.remove(&server);
            self.crowded_out += 1;
        }
    }

    /// It has answered; whether that is news.
    pub fn heard(&mut self, server: Flow) -> bool {
        self.silent.remove(&server).is_some()
    }

    /// What is remembered of a server.
    pub fn of(&self, server: Flow) -> Option<&Silence> {
        self.silent.get(&server)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.silent.is_empty()
    }

    /// Forgets those whose time is over.
    pub fn expire(&mut self, now: Mono) {
        self.silent.retain(|_, it| it.until > now);
    }

    /// Those who are to be asked, each once.
    pub fn due(&mut self, now: Mono) -> Vec<Flow> {
        let all = self.silent.iter_mut();
        let due = all.filter_map(|(server, it)| it.ask.take_if(|at| *at <= now).map(|_| *server));
        due.collect()
    }

    /// When there is something to do.
    pub fn next_deadline(&self) -> Option<Mono> {
        let all = self.silent.values();
        all.map(|it| it.ask.map_or(it.until, |ask| ask.min(it.until)))
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Now {
        let start = Now {
            mono: Mono::ZERO,
            wall: Timestamp::UNIX_EPOCH,
        };
        start.later(Duration::from_secs(seconds))
    }

    fn server(port: u16) -> Flow {
        let at = |port| std::net::SocketAddr::from(([192, 0, 2, 1], port));
        Flow::udp(at(1), at(port))
    }

    #[test]
    fn a_silence_is_remembered_for_a_minute_since_it_was_noted_last() {
        let mut silences = Silences::default();
        silences.note(at(0), server(7), Unanswered::Call);
        silences.note(at(50), server(7), Unanswered::Call);
        silences.expire(at(109).mono);
        let known = silences.of(server(7)).expect("a silence");
        assert_eq!(known.since, at(0).wall);
        silences.expire(at(110).mono);
        assert!(silences.of(server(7)).is_none());
        assert_eq!(silences.next_deadline(), None);
    }

    #[test]
    fn whoever_answers_is_not_silent() {
        let mut silences = Silences::default();
        silences.note(at(0), server(7), Unanswered::Options);
        assert!(!silences.heard(server(8)));
        assert!(silences.heard(server(7)));
        assert!(silences.of(server(7)).is_none());
    }

    #[test]
    fn each_is_asked_once_until_it_was_silent_to_that_as_well() {
        let mut silences = Silences::default();
        silences.note(at(0), server(7), Unanswered::Call);
        assert_eq!(silences.due(at(14).mono), []);
        assert_eq!(silences.due(at(15).mono), [server(7)]);
        silences.note(at(20), server(7), Unanswered::Call);
        assert_eq!(silences.due(at(47).mono), []);
        silences.note(at(47), server(7), Unanswered::Options);
        assert_eq!(silences.due(at(62).mono), [server(7)]);
    }

    #[test]
    fn of_too_many_the_one_is_forgotten_that_would_be_first() {
        let mut silences = Silences::default();
        for port in 0..=256 {
            silences.note(at(u64::from(port)), server(1_000 + port), Unanswered::Call);
        }
        assert!(silences.of(server(1_000)).is_none());
        assert!(silences.of(server(1_001)).is_some());
        assert_eq!((silences.noted, silences.crowded_out), (257, 1));
    }
}
