//! Connections to the servers of trunks: which are kept alive, and what becomes of a registration whose
//! connection is gone.

use kernel::Mono;
use sip::registration::Standing;
use sip::{Flow, Kept};

use crate::interface::Output;
use crate::offers::transport_named;
use crate::switch::Switch;

impl Switch {
    /// Tells which connections are to be kept alive: as trunks say and as registrars do (RFC 6223). Of several
    /// who want that of one server whoever wants it more often has his way.
    pub(super) fn keep_servers(&mut self) {
        let trunks = self.config.trunks.values();
        let kept_alive = trunks.filter(|it| !it.keep_alive.get().is_zero());
        let said = kept_alive.flat_map(|trunk| {
            let servers = self.trunks.names.of(trunk).into_iter();
            servers.map(|address| (address, trunk.keep_alive.get()))
        });
        let lines = self.trunks.lines.values();
        let asked = lines.filter_map(|line| line.registration.as_ref()?.kept());
        let mut kept = Kept::new();
        for (address, every) in said.chain(asked) {
            let known = kept.entry(address).or_insert(every);
            *known = every.min(*known);
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
