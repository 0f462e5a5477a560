//! The virtual world: one center, its network and media, and telephones, in virtual time.
//!
//! The world moves things and decides nothing: who dials, answers and hangs up is decided by whoever
//! drives it. `step()` lets the next thing happen; `noticed()` says what could be seen of it.

mod agenda;
mod handset;
mod happen;
mod media;
mod mischief;
mod network;
mod node;
mod noticed;
mod systems;

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::time::Duration;

use contact::AgentAct;
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use sip::Flow;
use switch::{Command, Input, Principal, Switch, Ticket};

pub use agenda::Agenda;
pub use handset::{Doing, Handset};
pub use media::{MediaPlane, length};
pub use network::{Network, NetworkTally, Weather};
pub use node::Node;
pub use noticed::Noticed;
pub use systems::{Reaction, Systems};

use crate::saboteur::{Bug, Saboteur};
use happen::Happening;

/// The beginning of virtual time: Monday, 5 January 2026, 09:00 in Shanghai.
pub const DAWN: Timestamp = Timestamp::constant(1_767_574_800, 0);
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

/// The world.
pub struct World {
    settings: Settings,
    now: Mono,
    /// What the wall clock showed at the beginning.
    dawn: Timestamp,
    agenda: Agenda<Happening>,
    network: Network,
    media: MediaPlane,
    systems: Systems,
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
        let sip = switch::Settings::udp(settings.center);
        let node = Node::new(sip, saboteur, chance.fork());
        let mut world = World {
            media: plane(&settings, &mut chance),
            systems: Systems::new(Chance::from_number(!settings.seed)),
            settings,
            now: Mono::from_micros(1_000_000),
            dawn: DAWN,
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
            wall: self.dawn,
        }
        .later(span)
    }

    /// The wall clock is set: from this moment on it shows this time and what follows.
    pub fn set_clock(&mut self, wall: Timestamp) {
        let gone = self.now.since(Mono::ZERO);
        self.dawn = wall.checked_sub(gone).unwrap_or(DAWN);
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

    /// Customers' systems.
    pub fn systems(&self) -> &Systems {
        &self.systems
    }

    /// Customers' systems, to say what they answer.
    pub fn systems_mut(&mut self) -> &mut Systems {
        &mut self.systems
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
        if !plugged {
            self.falls_silent(media);
        }
    }

    /// A telephone is somewhere else from here on; what it had there is lost.
    pub fn relocate(&mut self, id: HandsetId, address: SocketAddr) {
        let Some(handset) = self.handsets.get_mut(&id) else {
            return;
        };
        let media = handset.media();
        self.addresses.remove(&handset.address());
        self.addresses.insert(address, id);
        handset.relocate(address);
        self.falls_silent(media);
        self.order(id, phone::Command::Move(address));
    }

    /// No audio comes from there any more.
    fn falls_silent(&mut self, media: SocketAddr) {
        if let Some(leg) = self.media.leg_of(media) {
            let silence = Happening::Silence(self.run, leg);
            self.agenda.plan(self.now + SILENCE, silence);
        }
    }

    /// The administrator wants something; the reply carries the ticket.
    pub fn command(&mut self, command: Command) -> Ticket {
        match &command {
            Command::EndCall(call) => self.noticed.push_back(Noticed::Dismissed(*call)),
            Command::SetPresence(agent, presence) => {
                let act = AgentAct::Be(*presence);
                self.noticed.push_back(Noticed::Acts(agent.clone(), act));
            }
            Command::Agent(agent, act) => {
                self.noticed
                    .push_back(Noticed::Acts(agent.clone(), act.clone()));
            }
            _ => {}
        }
        self.tickets += 1;
        let ticket = Ticket(self.tickets);
        if is_live(&command) && self.node.switch().is_some() {
            let wanted = Box::new(command.clone());
            self.noticed.push_back(Noticed::Wants(ticket, wanted));
        }
        self.tell_node(Input::Command(ticket, Principal::LocalAdmin, command));
        ticket
    }

    /// Tells the center something that is no telephone's doing.
    pub fn tell(&mut self, input: Input<'_>) {
        if matches!(input, Input::EndAll) {
            self.noticed.push_back(Noticed::Stopping);
        }
        self.tell_node(input);
    }

    /// Sends a datagram from somewhere to the center.
    pub fn send(&mut self, from: SocketAddr, bytes: Vec<u8>) {
        let flow = Flow::udp(from, self.settings.center);
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
        self.systems.forget_all();
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

    /// The next thing that could be seen.
    pub fn noticed(&mut self) -> Option<Noticed> {
        self.noticed.pop_front()
    }
}

/// Whether that changes something at run time beside the configuration.
fn is_live(command: &Command) -> bool {
    matches!(
        command,
        Command::ChangeLive(_) | Command::EndLive(_) | Command::Block { .. } | Command::Unblock(_)
    )
}

fn plane(settings: &Settings, chance: &mut Chance) -> MediaPlane {
    MediaPlane::new(
        settings.center.ip(),
        settings.ports,
        settings.failing_playings,
        chance.fork(),
    )
}
