//! The trunks over time: configured, looked up, registered, probed.

use std::collections::BTreeSet;
use std::net::IpAddr;

use ipnet::IpNet;
use kernel::{Mono, Now};
use model::Name;
use model::config::{Config, Mode, Trunk};
use sip::message::Response;
use sip::registration::{Account, Order, Registration};
use sip::{Credentials, RequestId, Transport};

use super::names::{Found, Lookup};
use super::options::options;
use super::probe::Probe;
use super::{Asker, LEAVING};
use crate::interface::Output;
use crate::offers::transport_named;
use crate::switch::Switch;

/// What a request comes to that has no way.
const UNREACHABLE: u16 = 503;

impl Switch {
    /// Asks peers from here on whether they are there.
    pub fn probe_trunks(&mut self, now: Now) {
        self.trunks.probing = true;
        self.configure_trunks(now);
        self.settle(now);
    }

    /// The trunks of the live configuration are those that there are. One that is as it was notices
    /// nothing: what is registered stays so without a word.
    pub(crate) fn configure_trunks(&mut self, now: Now) {
        let config = self.config.clone();
        let gone: Vec<Name> = self
            .trunks
            .lines
            .keys()
            .filter(|name| !config.trunks.contains_key(*name))
            .cloned()
            .collect();
        for name in gone {
            let line = self.trunks.lines.remove(&name);
            self.leave(now, line.and_then(|line| line.registration));
        }
        let trunks = config.trunks.values();
        let servers = trunks.flat_map(|trunk| {
            let transport = transport_named(trunk.transport);
            trunk.servers().into_iter().map(move |it| (it, transport))
        });
        self.trunks.names.want(now.mono, servers);
        for (name, trunk) in &config.trunks {
            self.configure_line(now, name, trunk);
        }
        self.aim(now);
        self.drive_trunks(now);
    }

    /// What probes found of peers says nothing of where they are from here on.
    pub(crate) fn forget_probes(&mut self, old: &Config, touched: &BTreeSet<Name>) {
        for name in touched {
            let (before, after) = (old.trunks.get(name), self.config.trunks.get(name));
            let moved = before.map(|it| (&it.address, it.transport))
                != after.map(|it| (&it.address, it.transport));
            if let Some(line) = self.trunks.lines.get_mut(name).filter(|_| moved) {
                line.probe = Probe::default();
            }
        }
    }

    fn configure_line(&mut self, now: Now, name: &Name, trunk: &Trunk) {
        let account = self.account_of(name, trunk);
        let line = self.trunks.lines.entry(name.clone()).or_default();
        let probed = self.trunks.probing && trunk.mode == Mode::Peer;
        let every = if probed {
            trunk.probe.get()
        } else {
            Default::default()
        };
        line.probe.set(now.mono, every, &mut self.chance);
        let old = line.registration.take();
        let (kept, left) = match (old, account) {
            (Some(mut old), Some(account)) if old.account().is_same(&account) => {
                if *old.account() != account {
                    old.amend(now.mono, account);
                }
                (Some(old), None)
            }
            (old, Some(account)) => {
                let new = Registration::new(account, self.chance.fork());
                (Some(new), old)
            }
            (old, None) => (None, old),
        };
        line.registration = kept;
        self.leave(now, left);
    }

    /// Our account at a carrier, if its password is known.
    fn account_of(&self, name: &Name, trunk: &Trunk) -> Option<Account> {
        let register = trunk.register.as_ref()?;
        let password = self.trunks.passwords.get(name)?;
        let transport = transport_named(trunk.transport);
        let domain = match trunk.address.rsplit_once(':') {
            _ if trunk.address.parse::<std::net::SocketAddr>().is_ok() => None,
            Some((host, _)) => Some(host.to_owned()),
            None => Some(trunk.address.clone()),
        };
        Some(Account {
            credentials: Credentials {
                username: register.username.clone(),
                password: password.0.clone(),
                realm: register.realm.clone(),
            },
            domain,
            transport,
            contact: self.contact_for(transport)?,
            seconds: u32::try_from(register.expires.get().as_secs()).unwrap_or(u32::MAX),
        })
    }

    /// Where we are called by that transport: where we do not listen for it, the connection that we open
    /// brings calls as well.
    fn contact_for(&self, transport: Transport) -> Option<std::net::SocketAddr> {
        let places = || self.settings.places.iter();
        let own = places().find(|(it, _)| *it == transport);
        own.or_else(|| places().next().filter(|_| transport.is_reliable()))
            .map(|(_, address)| address)
    }

    /// Takes a registration back whose trunk is gone or has another account.
    fn leave(&mut self, now: Now, registration: Option<Registration>) {
        let Some(mut registration) = registration else {
            return;
        };
        registration.withdraw(now.mono);
        if self.trunks.leaving.len() < LEAVING && !self.trunks.draining {
            self.trunks.left += 1;
            self.trunks.leaving.insert(self.trunks.left, registration);
        }
    }

    /// Takes all registrations back: no calls are wanted any more.
    pub(crate) fn withdraw_trunks(&mut self, now: Now) {
        if std::mem::replace(&mut self.trunks.draining, true) {
            return;
        }
        for line in self.trunks.lines.values_mut() {
            if let Some(registration) = &mut line.registration {
                registration.withdraw(now.mono);
            }
        }
        self.drive_trunks(now);
    }

    /// DNS has answered.
    pub(crate) fn resolved(&mut self, now: Now, lookup: &Lookup, answer: Result<Found, String>) {
        self.trunks.names.learn(now.mono, lookup, answer);
        self.aim(now);
        self.drive_trunks(now);
    }

    /// Time has passed.
    pub(crate) fn expire_trunks(&mut self, now: Now) {
        let due = |at: Option<Mono>| at.is_some_and(|at| at <= now.mono);
        if !due(self.trunks_deadline()) {
            return;
        }
        for line in self.trunks.lines.values_mut() {
            if let Some(registration) = &mut line.registration {
                registration.expire(now.mono);
            }
        }
        for registration in self.trunks.leaving.values_mut() {
            registration.expire(now.mono);
        }
        self.drive_trunks(now);
    }

    /// When [`Switch::expire_trunks`] has something to do.
    pub(crate) fn trunks_deadline(&self) -> Option<Mono> {
        let trunks = &self.trunks;
        let lines = trunks.lines.values();
        let probes = lines.clone().filter_map(|line| line.probe.next_deadline());
        let registered = lines.filter_map(|line| line.registration.as_ref());
        let registrations = registered
            .chain(trunks.leaving.values())
            .filter_map(Registration::next_deadline);
        probes
            .chain(registrations)
            .chain(trunks.silences.next_deadline())
            .chain(trunks.names.next_deadline())
            .min()
    }

    /// An answer to a request of ours outside of calls, or none (408).
    pub(crate) fn trunk_answered(
        &mut self,
        now: Now,
        request: RequestId,
        status: u16,
        response: Option<&Response>,
    ) {
        if let Some(asker) = self.trunks.asked.remove(&request) {
            self.take_answer(now, asker, status, response);
            self.drive_trunks(now);
        }
    }

    fn take_answer(&mut self, now: Now, asker: Asker, status: u16, response: Option<&Response>) {
        match asker {
            Asker::Line(name, attempt) => {
                let line = self.trunks.lines.get_mut(&name);
                if let Some(registration) = line.and_then(|line| line.registration.as_mut()) {
                    registration.answered(now.mono, attempt, status, response);
                }
                if (200..300).contains(&status) {
                    self.registrar_heard(now, &name);
                }
            }
            Asker::Leaving(id, attempt) => {
                if let Some(registration) = self.trunks.leaving.get_mut(&id) {
                    registration.answered(now.mono, attempt, status, response);
                }
            }
            Asker::Probe(name, server) => {
                if let Some(line) = self.trunks.lines.get_mut(&name) {
                    line.probe.answered(now.mono, status, &mut self.chance);
                }
                self.server_asked(now, server, response.is_some());
            }
            Asker::Silent(server) => {
                self.server_asked(now, server, response.is_some());
            }
        }
    }

    /// The servers of trunks that register are known, as far as they are.
    fn aim(&mut self, now: Now) {
        let names = &self.trunks.names;
        for (name, line) in &mut self.trunks.lines {
            let Some(registration) = &mut line.registration else {
                continue;
            };
            let Some(trunk) = self.config.trunks.get(name) else {
                continue;
            };
            let servers = trunk.servers();
            let mut targets = Vec::new();
            for address in names.of(trunk) {
                if !targets.contains(&address) {
                    targets.push(address);
                }
            }
            let pending = servers
                .iter()
                .any(|server| names.is_pending(server, transport_named(trunk.transport)));
            if !targets.is_empty() || !pending {
                registration.aim(now.mono, &targets);
            }
        }
    }

    /// Sends what is to be sent, forgets what is over and tells what has changed.
    pub(crate) fn drive_trunks(&mut self, now: Now) {
        for lookup in self.trunks.names.due(now.mono) {
            self.put(Output::Resolve(lookup));
        }
        for (order, asker) in self.orders() {
            match self.flow_to(order.transport, order.target) {
                Some(flow) => {
                    let id = self.stack.request(now.mono, flow, order.request);
                    self.trunks.asked.insert(id, asker);
                }
                None => self.take_answer(now, asker, UNREACHABLE, None),
            }
        }
        self.trunks.leaving.retain(|_, it| !it.is_over());
        self.give_up_late();
        self.probe_due(now);
        self.ask_silent(now);
        self.trust_trunks();
        self.expect_servers();
        self.keep_servers();
        self.tell_trunks(now);
    }

    /// A server that was given up for another is not asked on: it would register us as well, and nobody
    /// would hear of that.
    fn give_up_late(&mut self) {
        let (lines, stack) = (&self.trunks.lines, &mut self.stack);
        self.trunks.asked.retain(|id, asker| {
            let Asker::Line(name, attempt) = asker else {
                return true;
            };
            let registration = lines.get(name).and_then(|it| it.registration.as_ref());
            let awaited = registration.and_then(Registration::awaits) == Some(*attempt);
            if !awaited {
                stack.give_up(*id);
            }
            awaited
        });
    }

    fn orders(&mut self) -> Vec<(Order, Asker)> {
        let mut orders = Vec::new();
        for (name, line) in &mut self.trunks.lines {
            let Some(registration) = &mut line.registration else {
                continue;
            };
            while let Some(order) = registration.poll() {
                let asker = Asker::Line(name.clone(), order.attempt);
                orders.push((order, asker));
            }
        }
        for (id, registration) in &mut self.trunks.leaving {
            while let Some(order) = registration.poll() {
                let asker = Asker::Leaving(*id, order.attempt);
                orders.push((order, asker));
            }
        }
        orders
    }

    fn probe_due(&mut self, now: Now) {
        let lines = self.trunks.lines.iter_mut();
        let due = lines.filter_map(|(name, line)| line.probe.take(now.mono).then(|| name.clone()));
        let due: Vec<Name> = due.collect();
        for name in due {
            let trunk = self.config.trunks.get(&name);
            let server = trunk.and_then(|trunk| self.servers(trunk).first().copied());
            match (server, self.trunks.lines.get_mut(&name)) {
                (Some(server), _) => {
                    let id = self.stack.request(now.mono, server, options(server));
                    self.trunks.asked.insert(id, Asker::Probe(name, server));
                }
                // Nobody is there to be asked.
                (None, Some(line)) => line.probe.answered(now.mono, 408, &mut self.chance),
                (None, None) => {}
            }
        }
    }

    /// Whether calls of a trunk may come from this address; those of a gateway prove whose they are
    /// instead.
    pub(crate) fn trunk_allows(&self, trunk: &Trunk, source: IpAddr) -> bool {
        // A dual-stack socket shows IPv4 peers as mapped addresses.
        let source = source.to_canonical();
        if !trunk.allow.is_empty() {
            return trunk.mode != Mode::Gateway
                && trunk.allow.iter().any(|network| network.contains(&source));
        }
        let is_fixed = trunk.address.parse::<std::net::SocketAddr>().is_ok();
        if trunk.mode == Mode::Peer && is_fixed {
            return false;
        }
        let mut known = self.trunks.names.of(trunk).into_iter();
        known.any(|address| address.ip().to_canonical() == source)
    }

    /// Tells whose packets are those of many callers.
    fn trust_trunks(&mut self) {
        let config = &self.config;
        let mut trusted: Vec<IpNet> = Vec::new();
        for trunk in config.trunks.values() {
            trusted.extend(&trunk.allow);
            let known = self.trunks.names.of(trunk).into_iter();
            let account = trunk.gateway.iter();
            let contacts = account.flat_map(|it| self.registrar.contacts(&it.username));
            let contacts = contacts.map(|binding| binding.flow.remote);
            if trunk.mode != Mode::Peer || trunk.allow.is_empty() {
                trusted.extend(known.chain(contacts).map(|it| IpNet::from(it.ip())));
            }
        }
        trusted.sort();
        trusted.dedup();
        if trusted != self.trunks.trusted {
            self.trunks.trusted.clone_from(&trusted);
            self.put(Output::Trust(trusted));
        }
    }
}
