//! The shadow: what must be true of the center whatever happens, kept beside it from what can be seen
//! of it from outside.
//!
//! What it cannot see: sound itself (`media` and `wire` have their own tests), the interface over HTTP,
//! files of recordings, and how long a record says that somebody waited or rang, which the code of
//! production works out here as well.

mod call;
mod callee;
mod disk;
mod doors;
mod end;
mod engaged;
mod expiries;
mod familiar;
mod grounds;
mod guests;
mod heard;
mod in_effect;
mod lines;
mod look;
mod memory;
mod message;
mod order;
mod parts;
mod paths;
mod questions;
mod refusals;
mod seats;
mod signal;
mod story;
mod times;
mod turns;
mod verdict;
mod witness;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use journal::Seq;
use kernel::{Mono, Now};
use model::config::Node;
use model::record::{CallEvent, Direction, EndStatus, EventKind, Outcome};
use model::{CallId, Config, Extension, Key, Name, Revision};
use switch::{Command, Entry, MediaCommand, MediaEvent};

use crate::report::Report;
use crate::sweep::center::{self, CARD_DIGITS, MENU_SECONDS};
use crate::sweep::reach;
use crate::world::{Noticed, World};
use call::{Place, Shade};
use doors::Doors;
use engaged::Engaged;
use expiries::Expiries;
use in_effect::InEffect;
use memory::Memory;
use order::Orders;
use paths::Paths;
use seats::Seats;
use turns::Turns;
use witness::{Arrival, Witness};

pub use heard::place;

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
    /// The calls of each caller's number that may be up: whoever calls again may have one that has not
    /// noticed yet that he is gone.
    of_caller: BTreeMap<String, Vec<CallId>>,
    configs: BTreeMap<Revision, Arc<Config>>,
    /// Who rings or talks, and for which call.
    engaged: Engaged,
    touched: BTreeSet<CallId>,
    debts: Vec<Debt>,
    starving: BTreeMap<Name, Mono>,
    /// Phones that were always on the network.
    pub faithful: BTreeSet<Extension>,
    expiries: Expiries,
    memory: Option<Memory>,
    /// Calls that were written down durably, by the number of their first entry.
    written: BTreeMap<CallId, Seq>,
    certain: BTreeSet<CallId>,
    last_crash: Mono,
    acknowledged: Seq,
    orders: Orders,
    witness: Witness,
    turns: Turns,
    seats: Seats,
    paths: Paths,
    in_effect: InEffect,
    doors: Doors,
}

impl Shadow {
    /// Takes in what could be seen.
    pub fn notice(&mut self, world: &World, noticed: &Noticed, report: &mut Report) {
        let now = world.now().mono;
        self.effect(world, noticed, report);
        self.witness(world, noticed);
        self.door(world, noticed, report);
        self.floor(world, noticed, report);
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
                let due = now + self.goes_on_within(leg.call);
                self.owe(leg.call, due, "a playing that ended leads somewhere");
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

    /// What is in effect.
    fn effect(&mut self, world: &World, noticed: &Noticed, report: &mut Report) {
        let Now { mono, wall } = world.now();
        match noticed {
            Noticed::Wants(ticket, command) => self.in_effect.wants(*ticket, command),
            Noticed::Reply(ticket, reply) => {
                report.checked();
                if !self.in_effect.answered(*ticket, reply) {
                    let rule =
                        "what is changed at run time is taken if it can be so, or else refused";
                    report.violated(at(mono), rule, format!("{reply:?}"));
                }
            }
            Noticed::Entry(seq, entry) => self.in_effect.entry(*seq, entry, report),
            Noticed::Durable(seq) => self.in_effect.durable(*seq),
            Noticed::Crashed => self.in_effect.crashed(),
            Noticed::Started { found } => self.in_effect.started(*found, report),
            _ => {}
        }
        self.in_effect.pass(wall, report);
        if self.in_effect.has_changed() {
            self.orders.applied();
        }
    }

    /// Who comes, and what he is told first.
    fn door(&mut self, world: &World, noticed: &Noticed, report: &mut Report) {
        let Now { mono, wall } = world.now();
        for arrival in self.witness.came() {
            let Arrival {
                call_id,
                dialled,
                from,
            } = arrival;
            if !center::is_extension(&from) {
                let turned_away = self.in_effect.turns_away(&from, &dialled);
                self.doors.comes(call_id.clone(), turned_away);
            }
            self.turns.calls(from, call_id);
        }
        for (call_id, status) in self.witness.decided_on() {
            self.doors.decided(mono, &call_id, status, report);
        }
        match noticed {
            Noticed::Media(MediaCommand::Play { leg, sounds, .. })
                if leg.number == 0 && self.witness.dialled(leg.call) == Some(center::CARD) =>
            {
                let works = self.in_effect.works(wall);
                self.doors.hears(mono, leg.call, sounds, works, report);
            }
            Noticed::Settled => self.in_effect.settled(),
            Noticed::Crashed => self.doors.crashed(),
            _ => {}
        }
    }

    /// Who waits and who is ready.
    fn floor(&mut self, world: &World, noticed: &Noticed, report: &mut Report) {
        let now = world.now().mono;
        for (rule, what) in self.witness.broken() {
            report.violated(at(now), rule, what);
        }
        match noticed {
            Noticed::Entry(_, entry) => {
                if let Entry::Call(event) = &**entry {
                    let config = self.in_effect.config();
                    self.turns.take(now, event, config, report);
                    let meant = self.turns.meant(event.call);
                    self.seats.take(now, event, config, meant, report);
                    self.paths.take(now, event, config, report);
                }
                self.seats.entry(entry);
            }
            Noticed::Media(MediaCommand::Play { leg, sounds, .. }) if leg.number == 0 => {
                let told = sounds.iter().find_map(place);
                if let Some(told) = told {
                    self.turns.told(now, leg.call, told, report);
                }
            }
            Noticed::Acts(agent, act) => self.seats.acts(now, agent, act),
            Noticed::Crashed => {
                self.turns.crashed();
                self.seats.crashed();
                self.paths.crashed();
            }
            Noticed::Started { .. } => {
                if let Some(switch) = world.switch() {
                    self.seats.started(switch);
                }
            }
            _ => {}
        }
    }

    /// How often a phone and the center repeated a 200 because its ACK did not come.
    pub fn repeated(&self) -> [u64; 2] {
        self.witness.repeated()
    }

    /// What takes back all that was changed at run time.
    pub fn taking_back(&self) -> Vec<Command> {
        self.in_effect.taking_back()
    }

    /// The power is about to fail.
    pub fn before_crash(&mut self, world: &World) {
        // A phone that dials is in use, registered or not.
        let registered = |phone: &&Extension| self.seats.is_registered(phone);
        let faithful = self.faithful.iter().filter(registered);
        let until = |phone: &Extension| Some((phone.clone(), self.expiries.of(phone)?));
        let faithful = faithful.filter_map(until).collect();
        self.memory = Memory::of(world, &faithful);
    }

    /// A caller presses one key.
    pub fn pressed(&mut self, world: &World, number: &str, key: char) {
        let now = world.now().mono;
        let Some(key) = Key::new(key) else { return };
        let ids = self.of_caller.get(number).cloned().unwrap_or_default();
        for id in &ids {
            if let Some(shade) = self.calls.get_mut(id) {
                shade.pressed.push(key);
            }
        }
        let [id] = *ids else { return };
        let node = self.node(id);
        let heard_within = node.and_then(|node| heard_within(node, key));
        if let Some(span) = heard_within {
            self.owe(id, now + span, "a key pressed at a menu is heard");
        }
    }

    /// Somebody begins a call.
    fn calls_from(&mut self, number: String, call: CallId) {
        let calls = self.of_caller.entry(number).or_default();
        calls.retain(|known| self.calls.get(known).is_some_and(|shade| shade.live));
        calls.push(call);
    }

    /// The node in which a call is.
    fn node(&self, call: CallId) -> Option<&Node> {
        let shade = self.calls.get(&call)?;
        let Place::Flow(node) = &shade.place else {
            return None;
        };
        let config = self.configs.get(&shade.revision)?;
        config.ivrs.get(shade.ivr.as_ref()?)?.nodes.get(node)
    }

    /// How long the end of a playing may go without anything coming of it.
    fn goes_on_within(&self, call: CallId) -> Duration {
        let shade = self.calls.get(&call);
        match shade.is_some_and(Shade::is_handed_on) {
            true => PROGRESS + reach::OWN_RINGS,
            false => PROGRESS + self.node(call).map_or(Duration::ZERO, more_keys),
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
        self.expiries.take(seq, entry);
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
                let ok = matches!(record.end_status, EndStatus::Ok | EndStatus::CallForward);
                if answered != ok {
                    let what = format!("{} {:?}", record.id, record.end_status);
                    report.violated(at(now), "who talked has status ok, and nobody else", what);
                }
            }
            Entry::Applied(applied) => {
                self.configs
                    .insert(applied.revision, Arc::clone(applied.config.config()));
            }
            _ => {}
        }
    }

    fn event(&mut self, now: Mono, seq: Seq, event: &CallEvent, report: &mut Report) {
        if let EventKind::Originated { phone, .. } = &event.kind {
            self.calls_from(phone.to_string(), event.call);
        }
        if let EventKind::Arrived {
            direction,
            caller,
            ivr,
            revision,
            ..
        } = &event.kind
        {
            report.count("calls");
            let shade = Shade::new(ivr.clone(), *revision, event.sequence);
            if *direction == Direction::In {
                let local = caller.strip_prefix("+86").unwrap_or(caller).to_owned();
                self.calls_from(local, event.call);
            }
            self.calls.insert(event.call, shade);
            self.written.insert(event.call, seq);
        }
        count_exit(&event.kind, report);
        let meant = self.turns.meant(event.call);
        self.orders.take(now, seq, event, meant);
        self.touched.insert(event.call);
        let Some(shade) = self.calls.get_mut(&event.call) else {
            let what = format!("{} {:?}", event.call, event.kind);
            return report.violated(at(now), "a call begins with its arrival", what);
        };
        shade.take(now, event, &mut self.engaged, report);
    }

    fn settled(&mut self, world: &World, report: &mut Report) {
        let now = world.now().mono;
        if let Some(switch) = world.switch() {
            let config = self.in_effect.config();
            self.orders.settled(now, switch, config, report);
        }
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
        self.engaged.clear();
        self.starving.clear();
        self.orders.crashed(self.acknowledged);
        self.expiries.crashed(self.acknowledged);
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
        let memory = self.memory.take();
        if let Some(switch) = world.switch() {
            self.orders.started(now, switch, memory.is_some(), report);
        }
        if let Some(memory) = memory {
            memory.compare(world, report);
        }
    }
}

/// How long a key may go in a node without anything coming of it, if it has a meaning there.
fn heard_within(node: &Node, key: Key) -> Option<Duration> {
    let asks = match node {
        // All but its mark is part of a message.
        Node::Voicemail(_) => key.as_char() == '#',
        node => node.outline().asks(),
    };
    asks.then(|| KEY_HEARD + more_keys(node))
}

/// A digit may be followed by others, and nothing comes of it until then; nor of anything while somebody
/// is called.
fn more_keys(node: &Node) -> Duration {
    match node {
        Node::Collect(_) => PROGRESS * CARD_DIGITS,
        Node::DialExtension(dial) => PROGRESS * reach::DIGITS + dial.ring.get(),
        Node::Dial(dial) => dial.timeout.get(),
        _ => Duration::ZERO,
    }
}

/// The call that a command is of.
pub fn call_of(command: &MediaCommand) -> Option<CallId> {
    match command {
        MediaCommand::Open(leg, _)
        | MediaCommand::Connect(leg, _)
        | MediaCommand::Stop(leg)
        | MediaCommand::Bridge(leg, _)
        | MediaCommand::Unbridge(leg, _)
        | MediaCommand::SendDigit(leg, _)
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
        EventKind::DialEnded { status, .. } => {
            report.count(&format!("dialled {} {}", status.code(), status.string()));
        }
        EventKind::VoicemailStarted { .. } => report.count("messages"),
        EventKind::Originated { .. } => report.count("calls of phones"),
        EventKind::Transferring { .. } => report.count("transfers"),
        EventKind::HandedOver { .. } => report.count("callers handed over"),
        EventKind::TakenBack { .. } => report.count("callers taken back"),
        EventKind::Answered { .. } => report.count("talks"),
        EventKind::Chose { .. } => report.count("keys that fit"),
        EventKind::Collected { .. } => report.count("digits taken"),
        EventKind::Rated { .. } => report.count("surveys answered"),
        EventKind::Consulted { outcome, .. } => report.count(match outcome {
            Outcome::Answered => "systems answered",
            Outcome::Incomplete | Outcome::Malformed | Outcome::Failed(_) => "systems failed",
        }),
        EventKind::Failed { key: Some(_), .. } => report.count("keys that do not fit"),
        EventKind::Failed { key: None, .. } => report.count("keys that never came"),
        _ => {}
    }
}

fn at(now: Mono) -> Duration {
    now.since(Mono::ZERO)
}
