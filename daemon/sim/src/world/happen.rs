//! What happens in the world: datagrams arrive, deadlines come, the disk is done.

use std::time::Duration;

use contact::LegId;
use kernel::Mono;
use model::ask::{AskId, Reply};
use sip::Flow;
use switch::{Input, MediaEvent};

use super::media::KeyPacket;
use super::{HandsetId, Noticed, World, handset, node};

/// What is to happen.
pub(super) enum Happening {
    Deliver(Flow, Vec<u8>),
    HandsetWakes(HandsetId),
    NodeWakes(u64),
    DiskDone(u64),
    Media(u64, LegId, MediaEvent),
    Replied(u64, AskId, Reply),
    Silence(u64, LegId),
    Slot(HandsetId),
    Keys(KeyPacket),
    Start(u64),
}

impl World {
    /// Lets the next thing happen; false if there is none.
    pub fn step(&mut self) -> bool {
        let Some((at, happening)) = self.agenda.pop() else {
            return false;
        };
        self.now = self.now.max(at);
        self.happen(happening);
        true
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
            Happening::Replied(run, id, reply) => {
                if run == self.run && self.systems.comes(id) {
                    self.noticed.push_back(Noticed::Replied(id, reply.clone()));
                    self.tell_node(Input::Replied(id, reply));
                }
            }
            Happening::Silence(run, leg) => {
                if run == self.run
                    && !self.is_heard(leg)
                    && self.media.comes(leg, &MediaEvent::Silent)
                {
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

    /// Whether audio comes to a leg.
    fn is_heard(&self, leg: LegId) -> bool {
        let speaks = |it: &handset::Handset| self.media.leg_of(it.media()) == Some(leg);
        self.handsets.values().any(|it| it.plugged() && speaks(it))
    }

    pub(super) fn start(&mut self) {
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

    pub(super) fn tell_node(&mut self, input: Input<'_>) {
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
                Effect::Ask(id, ask) => {
                    let (at, reply) = self.systems.asked(self.now, id, &ask);
                    self.agenda
                        .plan(at, Happening::Replied(self.run, id, reply));
                    self.noticed.push_back(Noticed::Asked(id, ask));
                }
                Effect::Forget(id) => self.systems.forgotten(id),
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

    pub(super) fn tell_handset(&mut self, id: HandsetId, input: phone::Input<'_>) {
        let now = self.now();
        let Some(handset) = self.handsets.get_mut(&id) else {
            return;
        };
        let effects = handset.handle(now, input);
        let deadline = handset.next_deadline();
        let (plugged, address) = (handset.plugged(), handset.address());
        for effect in effects {
            match effect {
                handset::Effect::Transmit(flow, bytes) if plugged && flow.local == address => {
                    self.transmit(flow, bytes);
                }
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
    pub(super) fn transmit(&mut self, flow: Flow, bytes: Vec<u8>) {
        let seen = flow.reversed();
        let arrivals = self.network.arrivals(self.now);
        if arrivals == [None, None] && bytes.starts_with(b"ACK ") {
            self.network.acknowledgement_lost();
        }
        for at in arrivals.into_iter().flatten() {
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
