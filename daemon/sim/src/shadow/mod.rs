//! The shadow: what must be true of the center whatever happens, kept beside it from what can be seen
//! of it from outside.

mod call;
mod disk;
mod end;
mod grounds;
mod look;
mod memory;
mod parts;
mod questions;
mod signal;
mod story;
mod verdict;
mod witness;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use contact::LegId;
use journal::Seq;
use kernel::Mono;
use model::record::{CallEvent, EventKind};
use model::{CallId, Config, Extension, Key, Name, Revision};
use switch::{Entry, MediaCommand, MediaEvent};

use crate::report::Report;
use crate::sweep::center::MENU_SECONDS;
use crate::world::{Noticed, World};
use call::{Place, Shade};
use memory::Memory;
use witness::Witness;

/// How long the end of a playing or of a menu's time may go without anything coming of it.
const PROGRESS: Duration = Duration::from_secs(MENU_SECONDS + 2);
/// How long a key may go without anything coming of it.
const KEY_HEARD: Duration = Duration::from_secs(3);

/// Something that has to come.
#[derive(Debug)]
struct Debt {
    call: CallId,
    due: Mono,
    /// How far the call had come.
    progress: u64,
    rule: &'static str,
}

/// What is known of the center.
#[derive(Default)]
pub struct Shadow {
    calls: BTreeMap<CallId, Shade>,
    /// The call of each caller's number; every caller has one of his own.
    of_caller: BTreeMap<String, CallId>,
    configs: BTreeMap<Revision, Arc<Config>>,
    /// Who rings or talks, and for which call.
    busy: BTreeMap<Name, LegId>,
    touched: BTreeSet<CallId>,
    debts: Vec<Debt>,
    starving: BTreeMap<Name, Mono>,
    /// Phones that were always on the network.
    pub faithful: BTreeSet<Extension>,
    memory: Option<Memory>,
    /// Calls that were written down durably, by the number of their first entry.
    written: BTreeMap<CallId, Seq>,
    certain: BTreeSet<CallId>,
    last_crash: Mono,
    acknowledged: Seq,
    witness: Witness,
}

impl Shadow {
    /// Takes in what could be seen.
    pub fn notice(&mut self, world: &World, noticed: &Noticed, report: &mut Report) {
        let now = world.now().mono;
        self.witness(world, noticed);
        match noticed {
            Noticed::Entry(seq, entry) => self.entry(now, *seq, entry, report),
            Noticed::Durable(seq) => {
                self.acknowledged = *seq;
                let durable = self.written.extract_if(.., |_, written| *written <= *seq);
                self.certain.extend(durable.map(|(call, _)| call));
            }
            Noticed::Media(MediaCommand::Play { leg, .. }) => self.progress(leg.call),
            Noticed::Media(command) => self.touched.extend(call_of(command)),
            Noticed::Told(leg, MediaEvent::Played(..)) if leg.number == 0 => {
                self.owe(
                    leg.call,
                    now + PROGRESS,
                    "a playing that ended leads somewhere",
                );
            }
            Noticed::Settled => self.settled(world, report),
            Noticed::Crashed => self.crashed(now),
            Noticed::Started { found } => self.started(world, *found, report),
            _ => {}
        }
    }

    /// Lets the witness hear what he may.
    fn witness(&mut self, world: &World, noticed: &Noticed) {
        let now = world.now().mono;
        match noticed {
            Noticed::Received(bytes) => self.witness.received(now, bytes),
            Noticed::Sent(bytes) => self.witness.sent(world, bytes),
            Noticed::Media(command) => self.witness.media(world, command),
            Noticed::Told(leg, event) => self.witness.told(now, *leg, event),
            Noticed::Dismissed(call) => self.witness.dismissed(*call),
            Noticed::Stopping => self.witness.stopping(),
            Noticed::Entry(seq, _) => self.witness.written(now, *seq),
            Noticed::Durable(seq) => self.witness.durable(*seq),
            Noticed::Settled => self.witness.settled(now),
            Noticed::Crashed => self.witness.crashed(now),
            _ => {}
        }
    }

    /// How often a phone and the center repeated a 200 because its ACK did not come.
    pub fn repeated(&self) -> [u64; 2] {
        self.witness.repeated()
    }

    /// The power is about to fail.
    pub fn before_crash(&mut self, world: &World) {
        self.memory = Memory::of(world, &self.faithful);
    }

    /// A caller presses one key.
    pub fn pressed(&mut self, world: &World, number: &str, key: char) {
        let now = world.now().mono;
        let Some(key) = Key::new(key) else { return };
        let Some(id) = self.of_caller.get(number).copied() else {
            return;
        };
        let Some(shade) = self.calls.get_mut(&id) else {
            return;
        };
        shade.pressed.push(key);
        let asks = match &shade.place {
            Place::Flow(node) => self
                .configs
                .get(&shade.revision)
                .and_then(|config| config.ivrs.get(shade.ivr.as_ref()?))
                .and_then(|ivr| ivr.nodes.get(node))
                .is_some_and(|node| node.outline().asks()),
            _ => false,
        };
        if asks && shade.live {
            self.owe(id, now + KEY_HEARD, "a key pressed at a menu is heard");
        }
    }

    fn owe(&mut self, call: CallId, due: Mono, rule: &'static str) {
        if let Some(shade) = self.calls.get(&call).filter(|shade| shade.live) {
            self.debts.push(Debt {
                call,
                due,
                progress: shade.progress,
                rule,
            });
        }
    }

    fn progress(&mut self, call: CallId) {
        if let Some(shade) = self.calls.get_mut(&call) {
            shade.progress += 1;
        }
    }

    fn entry(&mut self, now: Mono, seq: Seq, entry: &Entry, report: &mut Report) {
        match entry {
            Entry::Call(event) => self.event(now, seq, event, report),
            Entry::Record(record) => {
                report.count(&format!(
                    "end {} {}",
                    record.end_status.code(),
                    record.end_status.string()
                ));
                if let Some(cause) = record.cause {
                    report.count(&format!("cause {cause:?}"));
                }
                let answered = record
                    .participants
                    .iter()
                    .skip(1)
                    .any(|participant| participant.answered_at.is_some());
                let ok = record.end_status == model::record::EndStatus::Ok;
                if answered != ok {
                    let what = format!("{} {:?}", record.id, record.end_status);
                    report.violated(at(now), "who talked has status ok, and nobody else", what);
                }
            }
            Entry::Applied(applied) => {
                self.configs
                    .insert(applied.revision, Arc::clone(&applied.config));
            }
            _ => {}
        }
    }

    fn event(&mut self, now: Mono, seq: Seq, event: &CallEvent, report: &mut Report) {
        if let EventKind::Arrived {
            caller,
            ivr,
            revision,
            ..
        } = &event.kind
        {
            report.count("calls");
            let local = caller.strip_prefix("+86").unwrap_or(caller).to_owned();
            let shade = Shade::new(ivr.clone(), *revision, event.sequence);
            self.of_caller.insert(local, event.call);
            self.calls.insert(event.call, shade);
            self.written.insert(event.call, seq);
        }
        count_exit(&event.kind, report);
        self.touched.insert(event.call);
        let Some(shade) = self.calls.get_mut(&event.call) else {
            let what = format!("{} {:?}", event.call, event.kind);
            return report.violated(at(now), "a call begins with its arrival", what);
        };
        shade.take(now, event, &mut self.busy, report);
    }

    fn settled(&mut self, world: &World, report: &mut Report) {
        let now = world.now().mono;
        for id in std::mem::take(&mut self.touched) {
            if let Some(shade) = self.calls.get(&id).filter(|shade| shade.live) {
                shade.agree(now, id, world.media(), report);
            }
        }
    }

    fn crashed(&mut self, now: Mono) {
        self.last_crash = now;
        // Numbers of entries that were not durable are given again.
        self.written.clear();
        self.debts.clear();
        self.busy.clear();
        self.starving.clear();
        for shade in self.calls.values_mut() {
            shade.live = false;
        }
    }

    fn started(&mut self, world: &World, found: Seq, report: &mut Report) {
        let now = world.now().mono;
        if found < self.acknowledged {
            let what = format!("{} was durable, {found} was found", self.acknowledged);
            report.violated(at(now), "what was called durable survives", what);
        }
        if let Some(memory) = self.memory.take() {
            memory.compare(world, report);
        }
    }
}

fn call_of(command: &MediaCommand) -> Option<CallId> {
    match command {
        MediaCommand::Open(leg)
        | MediaCommand::Connect(leg, _)
        | MediaCommand::Stop(leg)
        | MediaCommand::Bridge(leg, _)
        | MediaCommand::Unbridge(leg, _)
        | MediaCommand::Close(leg)
        | MediaCommand::Play { leg, .. }
        | MediaCommand::RecordAlone { leg, .. }
        | MediaCommand::Record { left: leg, .. } => Some(leg.call),
        MediaCommand::StopRecording(call, _) => Some(*call),
    }
}

fn count_exit(event: &EventKind, report: &mut Report) {
    match event {
        EventKind::Dequeued { exit, .. } => report.count(&format!("queue {exit:?}")),
        EventKind::OfferEnded { end, .. } => report.count(&format!("offer {end:?}")),
        EventKind::Answered { .. } => report.count("talks"),
        EventKind::Chose { .. } => report.count("keys that fit"),
        EventKind::Failed { key: Some(_), .. } => report.count("keys that do not fit"),
        EventKind::Failed { key: None, .. } => report.count("keys that never came"),
        _ => {}
    }
}

fn at(now: Mono) -> Duration {
    now.since(Mono::ZERO)
}
