//! Which of several servers is asked first: one that was silent comes last until it answers, or until that was
//! long enough ago.

use kernel::Now;
use model::Name;
use model::config::Trunk;
use sip::registration::Standing;
use sip::{Flow, SessionId};

use super::options::options;
use super::silence::Unanswered;
use super::{Asker, Way};
use crate::legs::Callee;
use crate::offers::transport_named;
use crate::switch::Switch;

impl Switch {
    /// Puts the ways last whose servers were silent.
    pub(super) fn best_first(&self, ways: &mut [Way]) {
        let silences = &self.trunks.silences;
        ways.sort_by_key(|way| silences.of(way.flow).is_some());
    }

    /// The servers of a trunk, those first that were not silent.
    pub(super) fn servers(&self, trunk: &Trunk) -> Vec<Flow> {
        let transport = transport_named(trunk.transport);
        let known = self.trunks.names.of(trunk).into_iter();
        let mut servers: Vec<Flow> = known
            .filter_map(|address| self.flow_to(transport, address))
            .collect();
        servers.sort_by_key(|server| self.trunks.silences.of(*server).is_some());
        servers
    }

    /// A server was asked for something, and nobody answered.
    fn server_silent(&mut self, now: Now, server: Flow, to: Unanswered) {
        self.trunks.silences.note(now, server, to);
        // An account that is registered there may not be called there either.
        self.trunks_severed(now.mono, server);
        self.tell_trunks(now);
    }

    /// A server has answered.
    pub(crate) fn server_heard(&mut self, now: Now, server: Flow) {
        if self.trunks.silences.heard(server) {
            self.tell_trunks(now);
        }
    }

    /// A word came to a call of ours.
    pub(crate) fn call_heard(&mut self, now: Now, session: SessionId) {
        if let Some(server) = self.called_at(session) {
            self.server_heard(now, server);
        }
    }

    /// No word came to a call of ours for as long as one is waited for.
    pub(crate) fn call_silent(&mut self, now: Now, session: SessionId) {
        if let Some(server) = self.called_at(session) {
            self.server_silent(now, server, Unanswered::Call);
        }
    }

    /// Which server of a trunk a call goes to.
    fn called_at(&mut self, session: SessionId) -> Option<Flow> {
        let leg = self.legs.of(session)?;
        let device = self.legs.device_mut(leg)?;
        let outside = matches!(device.callee, Callee::Outside { .. });
        device.tried.last().copied().filter(|_| outside)
    }

    /// What was asked of a server has an answer, or none.
    pub(crate) fn server_asked(&mut self, now: Now, server: Flow, answered: bool) {
        match answered {
            true => self.server_heard(now, server),
            false => self.server_silent(now, server, Unanswered::Options),
        }
    }

    /// The account of a trunk is registered where it was asked for.
    pub(super) fn registrar_heard(&mut self, now: Now, trunk: &Name) {
        let registration = self.trunks.registration(trunk);
        let server = registration.and_then(|it| match it.standing() {
            Standing::Registered(at) => self.flow_to(it.account().transport, at),
            _ => None,
        });
        if let Some(server) = server {
            self.server_heard(now, server);
        }
    }

    /// Asks those who were silent whether they are back.
    pub(super) fn ask_silent(&mut self, now: Now) {
        self.trunks.silences.expire(now.mono);
        for server in self.trunks.silences.due(now.mono) {
            if self.is_asked_beside_others(server) {
                let request = options(server);
                let id = self.stack.request(now.mono, server, request);
                self.trunks.asked.insert(id, Asker::Silent(server));
            }
        }
    }

    /// Whether a peer has that server beside another, to which its own probes go.
    fn is_asked_beside_others(&self, server: Flow) -> bool {
        let lines = self.trunks.lines.iter();
        let mut probed = lines
            .filter(|(_, line)| line.probe.is_on())
            .filter_map(|(name, _)| self.config.trunks.get(name));
        probed.any(|trunk| self.servers(trunk).iter().skip(1).any(|it| *it == server))
    }

    /// Which servers of a trunk were silent, for people; empty: none.
    pub(super) fn silent_servers(&self, trunk: &Name) -> Vec<String> {
        let known = self.config.trunks.get(trunk);
        let Some(trunk) = known.filter(|_| !self.trunks.silences.is_empty()) else {
            return Vec::new();
        };
        let servers = self.servers(trunk);
        let last = if servers.len() > 1 {
            " and is asked last"
        } else {
            ""
        };
        // Of those the same is told in better words.
        let distrusted = |server: &&Flow| self.trunks.distrusted.contains_key(&server.remote);
        let silent = servers
            .iter()
            .filter(|it| !distrusted(it))
            .filter_map(|server| {
                let silence = self.trunks.silences.of(*server)?;
                let (at, to) = (server.remote, silence.to.words());
                let since = silence.since.strftime("%Y-%m-%dT%H:%M:%SZ");
                Some(format!("{at} has not answered {to} since {since}{last}"))
            });
        silent.collect()
    }
}
