//! Bugs that alter what the switch says on its way out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contact::{LegId, Sound};
use kernel::Chance;
use model::record::{CallEvent, CallRecord, EventKind, QueueExit};
use model::{CallId, Extension, Name};
use sip::Flow;
use switch::{Entry, MediaCommand, Output};

use super::{BITES, Bug, Fate};
use crate::shadow::{call_of, place};
use crate::sweep::center;

/// Who rings.
#[derive(Clone, Debug)]
struct Rung {
    agent: Option<Name>,
    staff_number: Option<String>,
    phone: Extension,
}

/// Alters what comes out.
#[derive(Debug, Default)]
pub struct Forger {
    rung: BTreeMap<LegId, Rung>,
    /// Where the INVITE before went.
    before: Option<(String, Flow)>,
    /// Where the INVITEs of a Call-ID go.
    redirected: BTreeMap<String, Option<(String, Flow)>>,
    forgotten: BTreeSet<CallId>,
    /// Whether somebody was forgotten by the present input.
    forgets: bool,
    /// Call-IDs of those whose BYE was not sent.
    hushed: BTreeSet<String>,
    misnamed: BTreeMap<CallId, bool>,
}

impl Forger {
    /// The next input comes.
    pub fn next(&mut self) {
        self.forgets = false;
    }

    /// Looks at what comes out.
    pub fn output(&mut self, bug: Bug, output: &mut Output, chance: &mut Chance) -> Fate {
        match (bug, output) {
            (Bug::OfferedTwice, Output::Journal(Entry::Call(event))) => {
                self.offer_twice(event, chance);
            }
            (Bug::CalledTwice, Output::Transmit(flow, bytes)) if bytes.starts_with(b"INVITE") => {
                self.call_twice(flow, bytes, chance);
            }
            (Bug::CallerForgotten, output) => return self.forget(output),
            (Bug::PlaceWrong, Output::Media(MediaCommand::Play { sounds, .. })) => {
                sounds.iter_mut().for_each(one_more);
            }
            (Bug::LoserRings, Output::Transmit(_, bytes)) if tells_of_another(bytes) => {
                return Fate::Lost;
            }
            (Bug::ElsewhereUnsaid, Output::Transmit(_, bytes)) if tells_of_another(bytes) => {
                say_nothing_of_it(bytes);
            }
            (Bug::NodeWrong, Output::Journal(Entry::Call(event))) => {
                if let EventKind::Entered { node, .. } = &mut event.kind
                    && chance.percent(BITES)
                    && let Ok(other) = Name::new("elsewhere")
                {
                    *node = other;
                }
            }
            (Bug::TalkLonger, Output::Journal(Entry::Record(record))) if chance.percent(BITES) => {
                record.durations.talk_ms += 100;
            }
            (Bug::AgentWrong, Output::Journal(Entry::Record(record))) if chance.percent(BITES) => {
                (record.agent, record.staff_number) = next_to(record.agent.as_ref());
            }
            (Bug::AgentWrongThroughout, Output::Journal(entry)) => self.misname(entry, chance),
            _ => {}
        }
        Fate::Through
    }

    fn offer_twice(&mut self, event: &mut CallEvent, chance: &mut Chance) {
        let call = event.call;
        match &mut event.kind {
            EventKind::Offered {
                participant,
                agent,
                staff_number,
                phone,
                ..
            } => {
                let mut others = self.rung.iter().filter(|(leg, _)| leg.call != call);
                if let Some((_, other)) = others.next().filter(|_| chance.percent(BITES)) {
                    agent.clone_from(&other.agent);
                    staff_number.clone_from(&other.staff_number);
                    phone.clone_from(&other.phone);
                    return;
                }
                let rung = Rung {
                    agent: agent.clone(),
                    staff_number: staff_number.clone(),
                    phone: phone.clone(),
                };
                self.rung.insert(leg(call, *participant), rung);
            }
            EventKind::OfferEnded { participant, .. } | EventKind::Left { participant, .. } => {
                self.rung.remove(&leg(call, *participant));
            }
            EventKind::Ended { .. } => self.rung.retain(|leg, _| leg.call != call),
            _ => {}
        }
    }

    fn call_twice(&mut self, flow: &mut Flow, bytes: &mut Vec<u8>, chance: &mut Chance) {
        let Some((call_id, uri)) = heading(bytes) else {
            return;
        };
        let fresh = !self.redirected.contains_key(&call_id);
        if fresh {
            let elsewhere = self.before.take().filter(|_| chance.percent(BITES));
            self.redirected.insert(call_id.clone(), elsewhere);
            self.before = Some((uri.clone(), *flow));
        }
        if let Some(Some((other, way))) = self.redirected.get(&call_id) {
            let text = String::from_utf8_lossy(bytes).replacen(&uri, other, 1);
            (*bytes, *flow) = (text.into_bytes(), *way);
        }
    }

    fn forget(&mut self, output: &mut Output) -> Fate {
        let forgotten = match output {
            Output::Journal(Entry::Call(event)) => {
                let gone = matches!(
                    event.kind,
                    EventKind::Dequeued {
                        exit: QueueExit::GroupGone,
                        ..
                    }
                );
                if gone {
                    self.forgotten.insert(event.call);
                    self.forgets = true;
                }
                self.forgotten.contains(&event.call)
            }
            Output::Journal(Entry::Record(record)) => self.forgotten.contains(&record.id),
            Output::Media(command) => {
                call_of(command).is_some_and(|call| self.forgotten.contains(&call))
            }
            Output::Transmit(_, bytes) if bytes.starts_with(b"BYE") => self.hush(bytes),
            _ => false,
        };
        if forgotten { Fate::Lost } else { Fate::Through }
    }

    fn hush(&mut self, bytes: &[u8]) -> bool {
        let Some((call_id, _)) = heading(bytes) else {
            return false;
        };
        if self.forgets {
            self.hushed.insert(call_id.clone());
        }
        self.hushed.contains(&call_id)
    }

    fn misname(&mut self, entry: &mut Entry, chance: &mut Chance) {
        let call = match entry {
            Entry::Call(event) => event.call,
            Entry::Record(record) => record.id,
            _ => return,
        };
        let bitten = self.misnamed.entry(call);
        if !*bitten.or_insert_with(|| chance.percent(BITES)) {
            return;
        }
        match entry {
            Entry::Call(event) => {
                if let EventKind::Offered {
                    agent,
                    staff_number,
                    ..
                } = &mut event.kind
                {
                    (*agent, *staff_number) = next_to(agent.as_ref());
                }
            }
            Entry::Record(record) => misname_all(record),
            _ => {}
        }
    }
}

fn misname_all(record: &mut CallRecord) {
    (record.agent, record.staff_number) = next_to(record.agent.as_ref());
    for one in &mut record.participants {
        (one.agent, one.staff_number) = next_to(one.agent.as_ref());
    }
}

fn leg(call: CallId, participant: u32) -> LegId {
    LegId {
        call,
        number: u16::try_from(participant).unwrap_or(u16::MAX),
    }
}

/// Somebody else than that agent, with his staff number; nobody for nobody.
fn next_to(agent: Option<&Name>) -> (Option<Name>, Option<String>) {
    let is_it = |n: &u16| agent.is_some_and(|agent| agent.as_str() == center::agent(*n));
    let other = (1..=center::AGENTS).find(is_it);
    let other = other.map(|n| 1 + n % center::AGENTS);
    let name = other.and_then(|n| Name::new(&center::agent(n)).ok());
    (name, other.map(center::staff_number))
}

/// The Call-ID of a request and the URI that it is for.
pub fn heading(bytes: &[u8]) -> Option<(String, String)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let uri = text.split(' ').nth(1)?;
    let (_, behind) = text.split_once("\r\nCall-ID: ")?;
    let call_id = behind.split("\r\n").next()?;
    Some((call_id.to_owned(), uri.to_owned()))
}

/// Whether this tells somebody that he need not ring any more because another answered.
fn tells_of_another(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.starts_with("CANCEL") && text.contains("\r\nReason: ")
}

fn say_nothing_of_it(bytes: &mut Vec<u8>) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.split("\r\n").filter(|it| !it.starts_with("Reason: "));
    let lines: Vec<&str> = lines.collect();
    *bytes = lines.join("\r\n").into_bytes();
}

fn one_more(sound: &mut Sound) {
    if let (Some(ahead), Sound::Text { text, .. }) = (place(sound), sound) {
        *text = Arc::from((ahead + 1).to_string());
    }
}
