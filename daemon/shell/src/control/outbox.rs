//! Where what the switch says goes.

use std::sync::Arc;

use egress::Egress;
use model::config::Config;
use switch::{Entry, Output, Resource};
use wire::Signalling;

use super::inbox::{Inbox, Item};
use crate::durable::{Publication, Writer};
use crate::media_link::MediaLink;

/// The hands of the control thread. None of them waits.
pub struct Outbox {
    sip: Arc<Signalling>,
    media: Arc<MediaLink>,
    egress: Egress,
    writer: Writer,
    inbox: Arc<Inbox>,
    strained: bool,
}

impl Outbox {
    /// Hands for a center that begins with `config`.
    pub fn new(
        sip: Arc<Signalling>,
        media: Arc<MediaLink>,
        egress: Egress,
        writer: Writer,
        inbox: Arc<Inbox>,
        config: &Config,
    ) -> Outbox {
        trust_trunks(&sip, config);
        Outbox {
            sip,
            media,
            egress,
            writer,
            inbox,
            strained: false,
        }
    }

    /// Carries out one output.
    pub fn put(&mut self, output: Output) {
        match output {
            Output::Transmit(flow, bytes) => {
                // What the network does not take is sent again by SIP, or its connection is told of.
                let _sent = self.sip.send(flow, &bytes);
            }
            Output::Media(command) => self.media.tell(command),
            Output::Ask(id, ask) => self.egress.ask(id, ask),
            Output::Forget(id) => self.egress.forget(id),
            Output::Journal(entry) => {
                if let Entry::Applied(applied) = &entry {
                    trust_trunks(&self.sip, &applied.config);
                }
                self.writer.write(entry);
            }
            Output::Reply(ticket, reply) => self.writer.publish(Publication::Reply(ticket, reply)),
            Output::AgentChanged(status) => self.writer.publish(Publication::Agent(status)),
            Output::PhoneChanged { phone, reachable } => {
                self.writer.publish(Publication::Phone(phone, reachable));
            }
        }
    }

    /// Tries again what the disk did not take, tells the switch whether it keeps up, and publishes what
    /// the sockets of SIP have counted.
    pub fn tick(&mut self) {
        let (datagrams, connections) = self.sip.counts();
        crate::metrics::signalling(&datagrams, &connections);
        self.writer.flush();
        let strained = self.writer.is_strained();
        if std::mem::replace(&mut self.strained, strained) != strained {
            tracing::warn!(strained, "the journal's disk");
            self.inbox
                .push(Item::Overloaded(Resource::Journal, strained));
        }
    }
}

/// A trunk carries the calls of many: the limit for one source is not for it.
fn trust_trunks(sip: &Signalling, config: &Config) {
    let networks = config.trunks.values().flat_map(|trunk| &trunk.allow);
    sip.trust(&networks.copied().collect::<Vec<_>>());
}
