//! The virtual world: one center, its network and media, and telephones, in virtual time.
//!
//! The world moves things and decides nothing: who dials, answers and hangs up is decided by whoever
//! drives it. `step()` lets the next thing happen; `noticed()` says what could be seen of it.

mod agenda;
mod handset;
mod media;
mod network;
mod node;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

use contact::LegId;
use jiff::Timestamp;
use journal::Seq;
use kernel::{Chance, Mono, Now};
use model::CallId;
use sip::Flow;
use switch::{Command, Entry, Input, MediaCommand, MediaEvent, Principal, Reply, Switch, Ticket};

pub use agenda::Agenda;
pub use handset::{Doing, Handset};
pub use media::MediaPlane;
pub use network::{Network, NetworkTally, Weather};
pub use node::Node;

use crate::saboteur::{Bug, Saboteur};
use media::KeyPacket;

/// The beginning of virtual time: Monday, 5 January 2026, 09:00 in Shanghai.
const DAWN: Timestamp = Timestamp::constant(1_767_574_800, 0);
/// After so long without a packet the media plane says so.
const SILENCE: Duration = Duration::from_secs(30);

/// What a world is made with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The seed of all chance.
    pub seed: u64,
    /// Where the center is.
    pub center: SocketAddr,
    /// How many ports it has for media.
    pub ports: u16,
    /// How bad the network is.
    pub weather: Weather,
    /// Playings that cannot be had, in percent.
    pub failing_playings: u64,
    /// The bug that is planted.
    pub bug: Option<Bug>,
}

/// A telephone of the world.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandsetId(pub u32);

/// Something that could be seen.
#[derive(Debug)]
pub enum Noticed {
    /// A telephone's user notices something.
    Phone(HandsetId, phone::Event),
    /// The center wants this to survive.
    Entry(Seq, Box<Entry>),
    /// All entries up to this one do.
    Durable(Seq),
    /// The center gets this datagram.
    Received(Vec<u8>),
    /// The center sends this datagram.
    Sent(Vec<u8>),
    /// The administrator ends a call.
    Dismissed(CallId),
    /// The center answers a command.
    Reply(Ticket, Reply),
    /// The center tells the media plane.
    Media(MediaCommand),
    /// The media plane tells the center.
    Told(LegId, MediaEvent),
    /// Everything that one input led to has been seen.
    Settled,
    /// The center's machine lost its power.
    Crashed,
    /// The center runs again, from what it found on its disk.
    Started {
        /// The last entry that it found.
        found: Seq,
    },
    /// Somebody who is no telephone was sent this.
    Stray(SocketAddr, Vec<u8>),
}

enum Happening {
    Deliver(Flow, Vec<u8>),
    HandsetWakes(HandsetId),
    NodeWakes(u64),
    DiskDone(u64),
    Media(u64, LegId, MediaEvent),
    Silence(u64, LegId, HandsetId),
    Slot(HandsetId),
    Keys(KeyPacket),
    Start(u64),
}

/// The world.
pub struct World {
    settings: Settings,
    now: Mono,
    agenda: Agenda<Happening>,
    network: Network,
    media: MediaPlane,
    node: Node,
    /// How often the center has been started; what belongs to an earlier run comes to nothing.
    run: u64,
    handsets: BTreeMap<HandsetId, Handset>,
    addresses: BTreeMap<SocketAddr, HandsetId>,
    noticed: VecDeque<Noticed>,
    tickets: u64,
    chance: Chance,
}

impl World {
    /// A world in which the center has just been started on an empty disk.
    pub fn new(settings: Settings) -> World {
        let mut chance = Chance::from_number(settings.seed);
        let network = Network::new(settings.weather, chance.fork());
        let saboteur = Saboteur::new(settings.bug, chance.fork());
        let sip = switch::Settings {
            sip: settings.center,
        };
        let node = Node::new(sip, saboteur, chance.fork());
        let mut world = World {
            media: plane(&settings, &mut chance),
            settings,
            now: Mono::from_micros(1_000_000),
            agenda: Agenda::default(),
            network,
            node,
            run: 0,
            handsets: BTreeMap::new(),
            addresses: BTreeMap::new(),
            noticed: VecDeque::new(),
            tickets: 0,
            chance,
        };
        world.start();
        world
    }

    /// The present.
    pub fn now(&self) -> Now {
        let span = self.now.since(Mono::ZERO);
        Now {
            mono: Mono::ZERO,
            wall: DAWN,
        }
        .later(span)
    }

    /// Where the center is.
    pub fn center(&self) -> SocketAddr {
        self.settings.center
    }

    /// The switch, while it runs.
    pub fn switch(&self) -> Option<&Switch> {
        self.node.switch()
    }

    /// The center's machine.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The center's machine, to disturb its disk.
    pub fn node_mut(&mut self) -> &mut Node {
        &mut self.node
    }

    /// The center's media.
    pub fn media(&self) -> &MediaPlane {
        &self.media
    }

    /// The network, to change its weather.
    pub fn network_mut(&mut self) -> &mut Network {
        &mut self.network
    }

    /// What the network did.
    pub fn network(&self) -> NetworkTally {
        self.network.tally()
    }

    /// All telephones.
    pub fn handsets(&self) -> impl Iterator<Item = (HandsetId, &Handset)> {
        self.handsets.iter().map(|(id, handset)| (*id, handset))
    }

    /// One telephone.
    pub fn handset(&self, id: HandsetId) -> Option<&Handset> {
        self.handsets.get(&id)
    }

    /// Puts a telephone into the world.
    pub fn install(&mut self, settings: phone::Settings) -> HandsetId {
        let id = HandsetId(u32::try_from(self.handsets.len()).unwrap_or(u32::MAX));
        self.addresses.insert(settings.local, id);
        self.handsets
            .insert(id, Handset::new(settings, self.chance.fork()));
        id
    }

    /// A telephone's user does something.
    pub fn order(&mut self, id: HandsetId, command: phone::Command) {
        self.tell_handset(id, phone::Input::Command(command));
    }

    /// Takes a telephone off the network, or puts it back.
    pub fn plug(&mut self, id: HandsetId, plugged: bool) {
        let Some(handset) = self.handsets.get_mut(&id) else {
            return;
        };
        handset.plug(plugged);
        let media = handset.media();
        if let Some(leg) = self.media.leg_of(media).filter(|_| !plugged) {
            self.agenda
                .plan(self.now + SILENCE, Happening::Silence(self.run, leg, id));
        }
    }

    /// The administrator wants something; the reply carries the ticket.
    pub fn command(&mut self, command: Command) -> Ticket {
        if let Command::EndCall(call) = &command {
            self.noticed.push_back(Noticed::Dismissed(*call));
        }
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        self.tell_node(Input::Command(ticket, Principal::LocalAdmin, command));
        ticket
    }

    /// Tells the center something that is no telephone's doing.
    pub fn tell(&mut self, input: Input<'_>) {
        self.tell_node(input);
    }

    /// Sends a datagram from somewhere to the center.
    pub fn send(&mut self, from: SocketAddr, bytes: Vec<u8>) {
        let flow = Flow {
            local: from,
            remote: self.settings.center,
        };
        self.transmit(flow, bytes);
    }

    /// The power of the center fails; it comes back after `down`.
    pub fn crash(&mut self, down: Duration) {
        if self.node.switch().is_none() {
            return;
        }
        self.run += 1;
        self.node.crash();
        self.media = plane(&self.settings, &mut self.chance);
        self.noticed.push_back(Noticed::Crashed);
        self.agenda
            .plan(self.now + down, Happening::Start(self.run));
    }

    /// When the next thing happens by itself.
    pub fn next_at(&self) -> Option<Mono> {
        self.agenda.next_at()
    }

    /// Lets time pass until `at`, in which nothing happens.
    pub fn pass(&mut self, at: Mono) {
        self.now = self.now.max(at);
    }

    /// Lets the next thing happen; false if there is none.
    pub fn step(&mut self) -> bool {
        let Some((at, happening)) = self.agenda.pop() else {
            return false;
        };
        self.now = self.now.max(at);
        self.happen(happening);
        true
    }

    /// The next thing that could be seen.
    pub fn noticed(&mut self) -> Option<Noticed> {
        self.noticed.pop_front()
    }

    fn happen(&mut self, happening: Happening) {
        match happening {
            Happening::Deliver(flow, bytes) => self.deliver(flow, &bytes),
            Happening::HandsetWakes(id) => {
                if let Some(handset) = self.handsets.get_mut(&id)
                    && handset.wake == Some(self.now)
                {
                    handset.wake = None;
                    self.tell_handset(id, phone::Input::Timeout);
                }
            }
            Happening::NodeWakes(run) => {
                if run == self.run && self.node.wake == Some(self.now) {
                    self.node.wake = None;
                    let mut effects = Vec::new();
                    self.node.wake(self.now(), &mut effects);
                    self.node_did(effects);
                }
            }
            Happening::DiskDone(run) => {
                if run == self.run {
                    let mut effects = Vec::new();
                    self.node.disk_done(self.now(), &mut effects);
                    self.node_did(effects);
                }
            }
            Happening::Media(run, leg, event) => {
                if run == self.run && self.media.comes(leg, &event) {
                    self.tell_media(leg, event);
                }
            }
            Happening::Silence(run, leg, id) => {
                let unplugged = self.handsets.get(&id).is_some_and(|it| !it.plugged());
                if run == self.run && unplugged && self.media.comes(leg, &MediaEvent::Silent) {
                    self.tell_media(leg, MediaEvent::Silent);
                }
            }
            Happening::Slot(id) => self.slot(id),
            Happening::Keys(packet) => {
                if let Some((leg, key)) = self.media.hear(self.now, &packet) {
                    self.tell_media(leg, MediaEvent::Digit(key));
                }
            }
            Happening::Start(run) => {
                if run == self.run {
                    self.start();
                }
            }
        }
    }

    fn start(&mut self) {
        let mut effects = Vec::new();
        if let Ok(found) = self.node.start(self.now(), &mut effects) {
            self.noticed.push_back(Noticed::Started { found });
            self.node_did(effects);
        }
    }

    fn deliver(&mut self, flow: Flow, bytes: &[u8]) {
        if flow.local == self.settings.center {
            if self.node.switch().is_some() {
                self.noticed.push_back(Noticed::Received(bytes.to_vec()));
            }
            return self.tell_node(Input::Datagram(flow, bytes));
        }
        match self.addresses.get(&flow.local) {
            Some(id) => {
                let id = *id;
                if self.handsets.get(&id).is_some_and(|it| it.plugged()) {
                    self.tell_handset(id, phone::Input::Datagram(flow, bytes));
                }
            }
            None => self
                .noticed
                .push_back(Noticed::Stray(flow.local, bytes.to_vec())),
        }
    }

    fn tell_media(&mut self, leg: LegId, event: MediaEvent) {
        self.noticed.push_back(Noticed::Told(leg, event.clone()));
        self.tell_node(Input::Media(leg, event));
    }

    fn tell_node(&mut self, input: Input<'_>) {
        let mut effects = Vec::new();
        self.node.handle(self.now(), input, &mut effects);
        self.node_did(effects);
    }

    fn node_did(&mut self, effects: Vec<node::Effect>) {
        use node::Effect;
        for effect in effects {
            match effect {
                Effect::Transmit(flow, bytes) => {
                    self.noticed.push_back(Noticed::Sent(bytes.clone()));
                    self.transmit(flow, bytes);
                }
                Effect::Media(command) => {
                    if let Some((at, leg, event)) = self.media.tell(self.now, &command) {
                        self.agenda.plan(at, Happening::Media(self.run, leg, event));
                    }
                    self.noticed.push_back(Noticed::Media(command));
                }
                Effect::Entry(seq, entry) => self.noticed.push_back(Noticed::Entry(seq, entry)),
                Effect::Durable(seq) => self.noticed.push_back(Noticed::Durable(seq)),
                Effect::Reply(ticket, reply) => {
                    self.noticed.push_back(Noticed::Reply(ticket, reply));
                }
                Effect::Busy(span) => self
                    .agenda
                    .plan(self.now + span, Happening::DiskDone(self.run)),
            }
        }
        self.noticed.push_back(Noticed::Settled);
        let due = self.node.next_deadline().map(|at| self.not_at_once(at));
        if let Some(at) = due
            && self.node.wake.is_none_or(|planned| at < planned)
        {
            self.node.wake = Some(at);
            self.agenda.plan(at, Happening::NodeWakes(self.run));
        }
    }

    fn tell_handset(&mut self, id: HandsetId, input: phone::Input<'_>) {
        let now = self.now();
        let Some(handset) = self.handsets.get_mut(&id) else {
            return;
        };
        let effects = handset.handle(now, input);
        let (plugged, deadline) = (handset.plugged(), handset.next_deadline());
        for effect in effects {
            match effect {
                handset::Effect::Transmit(flow, bytes) if plugged => self.transmit(flow, bytes),
                handset::Effect::Transmit(..) => {}
                handset::Effect::Event(event) => {
                    self.noticed.push_back(Noticed::Phone(id, event));
                }
                handset::Effect::Keys => self.agenda.plan(self.now, Happening::Slot(id)),
            }
        }
        let due = deadline.map(|at| self.not_at_once(at));
        if let (Some(at), Some(handset)) = (due, self.handsets.get_mut(&id))
            && handset.wake.is_none_or(|planned| at < planned)
        {
            handset.wake = Some(at);
            self.agenda.plan(at, Happening::HandsetWakes(id));
        }
    }

    fn slot(&mut self, id: HandsetId) {
        let Some(handset) = self.handsets.get_mut(&id) else {
            return;
        };
        let plugged = handset.plugged();
        let Some((packet, next)) = handset.slot(self.now) else {
            return;
        };
        self.agenda.plan(next, Happening::Slot(id));
        if let Some(packet) = packet.filter(|_| plugged) {
            for at in self.network.arrivals(self.now).into_iter().flatten() {
                self.agenda.plan(at, Happening::Keys(packet));
            }
        }
    }

    /// Sends a datagram; whoever gets it sees the flow from his side.
    fn transmit(&mut self, flow: Flow, bytes: Vec<u8>) {
        let seen = Flow {
            local: flow.remote,
            remote: flow.local,
        };
        for at in self.network.arrivals(self.now).into_iter().flatten() {
            self.agenda
                .plan(at, Happening::Deliver(seen, bytes.clone()));
        }
    }

    /// A deadline that has passed is served a millisecond from here, so that time goes on even if it
    /// is never taken away.
    fn not_at_once(&self, at: Mono) -> Mono {
        if at <= self.now {
            self.now + Duration::from_millis(1)
        } else {
            at
        }
    }
}

fn plane(settings: &Settings, chance: &mut Chance) -> MediaPlane {
    MediaPlane::new(
        settings.center.ip(),
        settings.ports,
        settings.failing_playings,
        chance.fork(),
    )
}
