//! Connections to the servers of trunks: which are kept alive, and what becomes of a registration whose
//! connection is gone.

use kernel::Mono;
use sip::registration::Standing;
use sip::{Flow, Kept};

use crate::interface::Output;
use crate::offers::transport_named;
use crate::switch::Switch;

impl Switch {
    /// Tells which connections are to be kept alive. Where two trunks lead to one server, it is as often as
    /// the one of them wants that wants it more often.
    pub(super) fn keep_servers(&mut self) {
        let mut kept = Kept::new();
        let trunks = self.config.trunks.values();
        for trunk in trunks.filter(|it| !it.keep_alive.get().is_zero()) {
            let every = trunk.keep_alive.get();
            for address in self.trunks.names.of(trunk) {
                let known = kept.entry(address).or_insert(every);
                *known = every.min(*known);
            }
        }
        if kept != self.trunks.kept {
            self.trunks.kept.clone_from(&kept);
            self.put(Output::Keep(kept));
        }
    }

    /// The connection of that flow is gone. Calls may have come over it alone, so accounts that are
    /// registered where it led are registered again.
    pub(crate) fn trunks_severed(&mut self, now: Mono, flow: Flow) {
        for (name, line) in &mut self.trunks.lines {
            let trunk = self.config.trunks.get(name);
            let transport = trunk.map(|trunk| transport_named(trunk.transport));
            let Some(registration) = &mut line.registration else {
                continue;
            };
            let there = Standing::Registered(flow.remote);
            if transport == Some(flow.transport) && registration.standing() == there {
                registration.severed(now);
            }
        }
    }
}
