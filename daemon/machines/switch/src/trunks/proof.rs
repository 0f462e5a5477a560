//! Who the servers of trunks are to prove to be when they are called by TLS, and those that do not.

use kernel::Now;
use model::config::{Transport, Trunk};
use sip::{Distrust, Expected, Flow};

use super::names::identity;
use crate::interface::Output;
use crate::switch::Switch;

impl Switch {
    /// Tells whom the servers of trunks are to prove to be. Two trunks may lead to one address: then it
    /// proves both, or whoever answers DNS for one could be given the calls of the other.
    pub(super) fn expect_servers(&mut self) {
        let mut expected = Expected::new();
        let by_tls = |trunk: &&Trunk| trunk.transport == Transport::Tls;
        for trunk in self.config.trunks.values().filter(by_tls) {
            for server in trunk.servers() {
                for address in self.trunks.names.addresses(server, sip::Transport::Tls) {
                    let names = expected.entry(address).or_default();
                    names.insert(identity(server));
                }
            }
        }
        let trunks = &mut self.trunks;
        trunks.distrusted.retain(|at, _| expected.contains_key(at));
        if expected != trunks.expected {
            trunks.expected.clone_from(&expected);
            self.put(Output::Expect(expected));
        }
    }

    /// Whoever is there did not prove who he is: nothing was sent to him, and his connection is gone.
    pub(crate) fn distrusted(&mut self, now: Now, flow: Flow, why: Distrust) {
        if self.trunks.expected.contains_key(&flow.remote) {
            self.trunks.distrusted.insert(flow.remote, why);
            self.tell_trunks(now);
        }
        self.severed(now, flow);
    }

    /// Something else is known of whoever is there than that he did not prove who he is.
    pub(crate) fn believe(&mut self, now: Now, flow: Flow) {
        let doubted = flow.transport == sip::Transport::Tls
            && self.trunks.distrusted.remove(&flow.remote).is_some();
        if doubted {
            self.tell_trunks(now);
        }
    }

    /// Why a server of a trunk is not believed to be one.
    pub(super) fn doubt(&self, trunk: &Trunk) -> Option<String> {
        let distrusted = &self.trunks.distrusted;
        if trunk.transport != Transport::Tls || distrusted.is_empty() {
            return None;
        }
        let servers = self.trunks.names.of(trunk).into_iter();
        let mut doubts = servers.filter_map(|at| Some((at, distrusted.get(&at)?)));
        let (at, why) = doubts.next()?;
        Some(format!("{at} is not believed: {why}"))
    }
}
