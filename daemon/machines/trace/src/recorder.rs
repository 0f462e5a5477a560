//! The flight recorder.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use model::CallId;
use sip::Flow;

use crate::message::{Heading, Seen};
use crate::pool::{Conversation, Pool};
use crate::scan::call_id;

/// How much is kept, in bytes.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// Of what belongs to calls.
    pub calls: usize,
    /// Of everything else: registrations, probes, and what strangers say, who can take nothing from calls.
    pub others: usize,
}

impl Limits {
    /// What so much memory gives: a seventh is for what belongs to no call.
    pub const fn of(bytes: usize) -> Limits {
        let others = bytes / 7;
        Limits {
            calls: bytes - others,
            others,
        }
    }
}

/// Calls of one conversation at most.
const CALLS: usize = 16;

/// What was kept and what was not.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Messages that were kept, if only for a while.
    pub kept: u64,
    /// Messages without a Call-ID.
    pub unreadable: u64,
    /// Conversations that were forgotten to make room.
    pub forgotten: u64,
    /// The bytes that are taken.
    pub bytes: u64,
}

/// What one conversation is in its call.
#[derive(Clone, Debug)]
struct Part {
    call_id: Arc<str>,
    leg: u32,
    who: Arc<str>,
}

/// One conversation of a call, as it is handed out.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The leg, which may have more than one: a phone is called wherever it is found.
    pub leg: u32,
    /// Who is at its other end.
    pub who: Arc<str>,
    /// Its Call-ID.
    pub call_id: Arc<str>,
    /// Its messages as they came and went.
    pub messages: Vec<Seen>,
    /// Those beyond the limit.
    pub omitted: u64,
}

/// Keeps the SIP messages of the last calls.
#[derive(Debug)]
pub struct FlightRecorder {
    calls: Pool,
    others: Pool,
    /// The conversations of each call, the oldest first.
    of_call: BTreeMap<CallId, Vec<Part>>,
    /// The calls of each conversation: whoever is handed over goes on in another.
    calls_of: BTreeMap<Arc<str>, Vec<CallId>>,
    counters: Counters,
}

impl FlightRecorder {
    /// One that keeps so much.
    pub fn new(limits: Limits) -> FlightRecorder {
        FlightRecorder {
            calls: Pool::new(limits.calls),
            others: Pool::new(limits.others),
            of_call: BTreeMap::new(),
            calls_of: BTreeMap::new(),
            counters: Counters::default(),
        }
    }

    /// Keeps a message.
    pub fn note(&mut self, at: Timestamp, heading: Heading, flow: Flow, bytes: &[u8]) {
        let Some(call_id) = call_id(bytes) else {
            self.counters.unreadable += 1;
            return;
        };
        let seen = Seen {
            at,
            heading,
            flow,
            bytes: bytes.into(),
        };
        let rest = match self.calls.add(call_id, seen) {
            Ok(()) => Ok(()),
            Err(seen) => self.others.add(call_id, seen),
        };
        if let Err(seen) = rest {
            let conversation = Conversation::beginning_with(seen);
            self.others.put(call_id.into(), conversation);
        }
        self.counters.kept += 1;
        self.make_room();
    }

    /// A conversation belongs to a leg of a call, at whose other end is `who`.
    pub fn belongs(&mut self, call_id: &str, call: CallId, leg: u32, who: &str) {
        let known = self.calls_of.get_key_value(call_id);
        let call_id = match known {
            Some((_, calls)) if calls.contains(&call) || calls.len() >= CALLS => return,
            Some((call_id, _)) => call_id.clone(),
            None => self.promote(call_id),
        };
        let parts = self.of_call.entry(call).or_default();
        parts.push(Part {
            call_id: call_id.clone(),
            leg,
            who: who.into(),
        });
        self.calls_of.entry(call_id).or_default().push(call);
        self.make_room();
    }

    /// A conversation moves to those of calls.
    fn promote(&mut self, call_id: &str) -> Arc<str> {
        let taken = self.others.take(call_id);
        let (call_id, conversation) =
            taken.unwrap_or_else(|| (call_id.into(), Conversation::default()));
        self.calls.put(call_id.clone(), conversation);
        call_id
    }

    /// The conversations of a call, the oldest first; empty if nothing is kept of it.
    pub fn of_call(&self, call: CallId) -> Vec<Recorded> {
        let parts = self.of_call.get(&call).into_iter().flatten();
        parts
            .map(|part| {
                let kept = self.calls.get(&part.call_id);
                Recorded {
                    leg: part.leg,
                    who: part.who.clone(),
                    call_id: part.call_id.clone(),
                    messages: kept.map_or_else(Vec::new, |it| it.messages.clone()),
                    omitted: kept.map_or(0, |it| it.omitted),
                }
            })
            .collect()
    }

    /// The conversation of that Call-ID, if it belongs to no call.
    pub fn stray(&self, call_id: &str) -> Option<Recorded> {
        let kept = self.others.get(call_id)?;
        Some(Recorded {
            leg: 0,
            who: "other side".into(),
            call_id: call_id.into(),
            messages: kept.messages.clone(),
            omitted: kept.omitted,
        })
    }

    /// What was kept and what was not.
    pub fn counters(&self) -> Counters {
        Counters {
            bytes: (self.calls.size() + self.others.size()) as u64,
            ..self.counters
        }
    }

    fn make_room(&mut self) {
        while self.others.make_room().is_some() {
            self.counters.forgotten += 1;
        }
        while let Some(call_id) = self.calls.make_room() {
            self.counters.forgotten += 1;
            self.forget(&call_id);
        }
    }

    fn forget(&mut self, call_id: &str) {
        for call in self.calls_of.remove(call_id).unwrap_or_default() {
            if let Some(parts) = self.of_call.get_mut(&call) {
                parts.retain(|it| *it.call_id != *call_id);
                if parts.is_empty() {
                    self.of_call.remove(&call);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIB: usize = 1 << 10;

    fn flow() -> Flow {
        let address = |text: &str| text.parse().expect("an address");
        Flow::udp(address("192.0.2.1:5060"), address("192.0.2.2:5060"))
    }

    fn call(number: u128) -> CallId {
        CallId(uuid(number))
    }

    fn uuid(number: u128) -> uuid::Uuid {
        uuid::Uuid::from_u128(number)
    }

    fn say(recorder: &mut FlightRecorder, call_id: &str, word: &str) {
        let text = format!("{word} sip:a SIP/2.0\r\nCall-ID: {call_id}\r\n\r\n");
        recorder.note(Timestamp::UNIX_EPOCH, Heading::In, flow(), text.as_bytes());
    }

    /// The first word of each message of a call, with its leg.
    fn words(recorder: &FlightRecorder, number: u128) -> Vec<String> {
        let word = |leg: u32, seen: &Seen| {
            let text = String::from_utf8_lossy(&seen.bytes).into_owned();
            let word = text.split(' ').next().unwrap_or_default();
            format!("{leg} {word}")
        };
        let parts = recorder.of_call(call(number)).into_iter();
        parts
            .flat_map(|part| {
                let words = part.messages.iter().map(|seen| word(part.leg, seen));
                words.collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn the_messages_of_a_call_are_kept_from_the_first_on() {
        let mut recorder = FlightRecorder::new(Limits::of(1 << 20));
        say(&mut recorder, "one", "INVITE");
        recorder.belongs("one", call(1), 0, "the trunk carrier");
        say(&mut recorder, "one", "ACK");
        recorder.belongs("two", call(1), 1, "the phone 2001");
        say(&mut recorder, "two", "INVITE");
        assert_eq!(words(&recorder, 1), ["0 INVITE", "0 ACK", "1 INVITE"]);
        assert_eq!(&*recorder.of_call(call(1))[1].who, "the phone 2001");
        assert_eq!(words(&recorder, 2), Vec::<String>::new());
    }

    #[test]
    fn whoever_is_handed_over_is_in_both_calls_and_forgotten_in_both() {
        let mut recorder = FlightRecorder::new(Limits::of(64 * KIB));
        recorder.belongs("own", call(1), 0, "phone 2001");
        recorder.belongs("own", call(2), 3, "phone 2001");
        recorder.belongs("own", call(2), 3, "phone 2001");
        say(&mut recorder, "own", "INVITE");
        assert_eq!(words(&recorder, 1), ["0 INVITE"]);
        assert_eq!(words(&recorder, 2), ["3 INVITE"]);
        for number in 3..1_000 {
            let call_id = format!("call-{number}");
            say(&mut recorder, &call_id, "INVITE");
            recorder.belongs(&call_id, call(number), 0, "trunk carrier");
        }
        assert_eq!(words(&recorder, 1), words(&recorder, 2));
        assert!(recorder.of_call(call(1)).is_empty());
    }

    #[test]
    fn strangers_can_take_nothing_from_calls() {
        let limits = Limits {
            calls: 64 * KIB,
            others: 16 * KIB,
        };
        let mut recorder = FlightRecorder::new(limits);
        say(&mut recorder, "mine", "INVITE");
        recorder.belongs("mine", call(1), 0, "the trunk carrier");
        for stranger in 0..10_000 {
            say(&mut recorder, &format!("stranger-{stranger}"), "INVITE");
        }
        assert_eq!(words(&recorder, 1), ["0 INVITE"]);
        assert!(recorder.others.get("stranger-0").is_none());
        assert!(recorder.others.get("stranger-9999").is_some());
        assert!(recorder.counters().bytes <= 80 * KIB as u64);
    }

    #[test]
    fn the_call_that_was_silent_for_longest_is_forgotten_whole() {
        let limits = Limits {
            calls: 128 * KIB,
            others: 16 * KIB,
        };
        let mut recorder = FlightRecorder::new(limits);
        for number in 0..1_000 {
            let call_id = format!("call-{number}");
            say(&mut recorder, &call_id, "INVITE");
            recorder.belongs(&call_id, call(number), 0, "the trunk carrier");
            say(&mut recorder, "call-0", "INFO");
        }
        assert_eq!(recorder.of_call(call(1)).len(), 0);
        assert_eq!(recorder.of_call(call(999)).len(), 1);
        let first = recorder.of_call(call(0)).remove(0);
        assert_eq!((first.messages.len(), first.omitted), (512, 1_001 - 512));
        assert!(recorder.of_call.len() < 500);
        assert_eq!(recorder.of_call.len(), recorder.calls_of.len());
    }

    #[test]
    fn what_becomes_no_call_is_found_by_its_call_id_and_what_becomes_one_is_not() {
        let mut recorder = FlightRecorder::new(Limits::of(1 << 20));
        say(&mut recorder, "stranger", "INVITE");
        say(&mut recorder, "mine", "INVITE");
        recorder.belongs("mine", call(1), 0, "the trunk carrier");
        let stray = recorder.stray("stranger").expect("a conversation");
        assert_eq!((stray.messages.len(), &*stray.who), (1, "other side"));
        assert!(recorder.stray("mine").is_none());
        assert!(recorder.stray("nobody").is_none());
    }

    #[test]
    fn what_has_no_call_id_is_counted() {
        let mut recorder = FlightRecorder::new(Limits::of(1 << 20));
        recorder.note(Timestamp::UNIX_EPOCH, Heading::Out, flow(), b"\r\n\r\n");
        let counters = recorder.counters();
        assert_eq!((counters.kept, counters.unreadable), (0, 1));
    }
}
