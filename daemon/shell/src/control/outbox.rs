//! Where what the switch says goes.

use std::sync::Arc;

use egress::Egress;
use sip::Flow;
use switch::{Output, Resource};
use trace::Heading;
use wire::Signalling;

use super::inbox::{Inbox, Item};
use crate::durable::{Publication, Writer};
use crate::flight::Flight;
use crate::media_link::MediaLink;
use crate::names::Names;

/// The hands of the control thread. None of them waits.
pub struct Outbox {
    sip: Arc<Signalling>,
    media: Arc<MediaLink>,
    egress: Egress,
    names: Names,
    writer: Writer,
    inbox: Arc<Inbox>,
    flight: Arc<Flight>,
    strained: bool,
}

impl Outbox {
    /// Hands that have done nothing yet.
    pub fn new(
        sip: Arc<Signalling>,
        media: Arc<MediaLink>,
        egress: Egress,
        names: Names,
        writer: Writer,
        inbox: Arc<Inbox>,
    ) -> Outbox {
        Outbox {
            sip,
            media,
            egress,
            names,
            writer,
            inbox,
            flight: Arc::new(Flight::new(0)),
            strained: false,
        }
    }

    /// The same, with what is said on the wire noted.
    pub fn noted_in(self, flight: Arc<Flight>) -> Outbox {
        Outbox { flight, ..self }
    }

    /// A message came.
    pub fn heard(&self, flow: Flow, bytes: &[u8]) {
        self.flight.note(Heading::In, flow, bytes);
    }

    /// Carries out one output.
    pub fn put(&mut self, output: Output) {
        match output {
            Output::Transmit(flow, bytes) => {
                self.flight.note(Heading::Out, flow, &bytes);
                // What the network does not take is sent again by SIP, or its connection is told of.
                let _sent = self.sip.send(flow, &bytes);
            }
            Output::Traced(leg, call_id, peer) => self.flight.belongs(&call_id, leg, &peer),
            Output::Media(command) => self.media.tell(command),
            Output::Ask(id, ask) => self.egress.ask(id, ask),
            Output::Forget(id) => self.egress.forget(id),
            Output::Resolve(lookup) => self.names.ask(lookup),
            // A trunk carries the calls of many: the limit for one source is not for it.
            Output::Trust(networks) => self.sip.trust(&networks),
            Output::Know(flow) => self.sip.know(flow),
            Output::Expect(names) => self.sip.expect(names),
            Output::Keep(kept) => self.sip.keep(kept),
            Output::Journal(entry) => self.writer.write(entry),
            Output::TrunkChanged(status) => self.writer.publish(Publication::Trunk(status)),
            Output::Reply(ticket, reply) => self.writer.publish(Publication::Reply(ticket, reply)),
            Output::AgentChanged(status) => self.writer.publish(Publication::Agent(status)),
            Output::PhoneChanged { phone, reachable } => {
                self.writer.publish(Publication::Phone(phone, reachable));
            }
        }
    }

    /// Tries again what the disk did not take, tells the switch whether it keeps up, and publishes what
    /// the sockets of SIP and the threads of audio have counted.
    pub fn tick(&mut self) {
        let (datagrams, connections) = self.sip.counts();
        crate::metrics::signalling(&datagrams, &connections);
        crate::metrics::media::publish(&self.media.plane().stats());
        self.writer.flush();
        let strained = self.writer.is_strained();
        if std::mem::replace(&mut self.strained, strained) != strained {
            match strained {
                true => {
                    tracing::warn!("the journal's disk does not keep up: new calls are refused")
                }
                false => tracing::info!("the journal's disk keeps up again: new calls are taken"),
            }
            self.inbox
                .push(Item::Overloaded(Resource::Journal, strained));
        }
    }
}
