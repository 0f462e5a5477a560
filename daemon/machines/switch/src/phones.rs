//! Phones: who registers where, and whether they can be reached.

use std::collections::{BTreeMap, BTreeSet};

use contact::{AgentStatus, DeviceEvent};
use kernel::Now;
use model::Extension;
use model::state::Chosen;
use sip::digest::Verdict;
use sip::message::Fields;
use sip::{Flow, RequestId, Stranger, Transport};

use crate::interface::Output;
use crate::ledger::{Binding, Entry};
use crate::switch::Switch;

impl Switch {
    /// A REGISTER: authenticated before anything is kept of it (RFC 3261 section 10.3).
    pub(crate) fn meet_register(&mut self, now: Now, stranger: Stranger) {
        let user = stranger
            .request
            .headers
            .to()
            .and_then(|to| to.uri.user_text());
        let Some(user) = user else {
            return self.challenge(now, stranger, &Verdict::Missing);
        };
        match self.proof(now, &stranger, &user) {
            Err(verdict) => self.challenge(now, stranger, &verdict),
            Ok(()) if self.comes_rightly(&stranger, &user) => {
                self.stack.admit(now.mono, stranger);
            }
            Ok(()) => {}
        }
    }

    /// Whether a phone that has proved who it is comes by a transport that it may use; otherwise it is
    /// told that it may not.
    pub(crate) fn comes_rightly(&mut self, stranger: &Stranger, phone: &str) -> bool {
        let allowed = self.config.phones.get(phone).map(|it| &it.transports);
        let transport = transport_of(stranger.flow);
        let may = allowed.is_none_or(|all| all.is_empty() || all.contains(&transport));
        if !may {
            self.counters.unauthorised += 1;
            self.stack.reject(stranger.clone(), 403, &[]);
        }
        may
    }

    /// Whether a request proves that it comes from this phone, or from the gateway with this account;
    /// otherwise it is challenged.
    pub(crate) fn authenticate(&mut self, now: Now, stranger: &Stranger, user: &str) -> bool {
        let proof = self.proof(now, stranger, user);
        if let Err(verdict) = &proof {
            self.challenge(now, stranger.clone(), verdict);
        }
        proof.is_ok()
    }

    /// The same without an answer: why it is to be challenged.
    fn proof(&mut self, now: Now, stranger: &Stranger, user: &str) -> Result<(), Verdict> {
        let (passwords, accounts) = (&self.passwords, &self.trunks.accounts);
        let verdict = self
            .verifier
            .verify(now.mono, &self.realm, &stranger.request, |name| {
                let hashed = passwords.get(name).or_else(|| accounts.get(name))?;
                Some(sip::digest::Ha1::from_sums(&hashed.md5, &hashed.sha256))
            });
        match verdict {
            Verdict::Ok(name) if name == user && self.is_known(stranger, &name) => Ok(()),
            verdict => Err(verdict),
        }
    }

    /// One answer for an unknown user, a wrong password and a first try, so that nobody learns which
    /// phones there are.
    pub(crate) fn challenge(&mut self, now: Now, stranger: Stranger, verdict: &Verdict) {
        if !matches!(
            verdict,
            Verdict::Missing | Verdict::Stale | Verdict::Replayed
        ) {
            self.counters.unauthorised += 1;
        }
        let stale = matches!(verdict, Verdict::Stale | Verdict::Replayed);
        let challenges = if self.config.center.strong_digest && !md5_only(&stranger) {
            self.verifier.challenges(now.mono, &self.realm, stale)
        } else {
            self.verifier.plain_challenges(now.mono, &self.realm, stale)
        };
        let headers: Vec<_> = challenges
            .into_iter()
            .map(|challenge| ("WWW-Authenticate".to_owned(), challenge))
            .collect();
        self.stack.reject(stranger, 401, &headers);
    }

    fn is_known(&self, stranger: &Stranger, name: &str) -> bool {
        let gateway = self.gateway_of(name).is_some() && self.is_at_home(stranger, name);
        gateway || self.config.phones.contains_key(name)
    }

    /// An authenticated REGISTER.
    pub(crate) fn register(&mut self, now: Now, request: RequestId, stranger: &Stranger) {
        let user = stranger
            .request
            .headers
            .to()
            .and_then(|to| to.uri.user_text());
        let user = user.unwrap_or_default();
        if self.gateway_of(&user).is_some() {
            return self.register_gateway(now, request, stranger, &user);
        }
        let Ok(phone) = Extension::new(&user) else {
            return self.stack.respond(now.mono, request, 400, &[], Vec::new());
        };
        if self.register_as(now, request, stranger, phone.as_str()) {
            self.journal_registration(now, phone.clone());
            self.refresh_reachability(now, &BTreeSet::from([phone]));
        }
    }

    /// Obeys an authenticated REGISTER, or answers why not.
    pub(crate) fn register_as(
        &mut self,
        now: Now,
        request: RequestId,
        stranger: &Stranger,
        user: &str,
    ) -> bool {
        let obeyed = self
            .registrar
            .register(now, user, &stranger.request, stranger.flow);
        let (status, headers) = match &obeyed {
            Ok(bindings) => {
                self.counters.registered += 1;
                let mut headers = sip::registrar::contact_headers(now, bindings);
                headers.extend(sip::registrar::course_headers(
                    &stranger.request,
                    stranger.flow,
                ));
                (200, headers)
            }
            Err(refusal) => (refusal.status(), refusal.headers()),
        };
        let is_obeyed = obeyed.is_ok();
        self.stack
            .respond(now.mono, request, status, &headers, Vec::new());
        if is_obeyed && stranger.flow.transport.is_reliable() {
            self.put(Output::Know(stranger.flow));
        }
        is_obeyed
    }

    /// Registrations end by themselves.
    pub(crate) fn expire_registrations(&mut self, now: Now) {
        let mut changed = BTreeSet::new();
        while let Some(user) = self.registrar.expire(now) {
            if self.gateway_of(&user).is_some() {
                self.gateway_changed(now, &user);
            }
            changed.extend(Extension::new(&user).ok());
        }
        for phone in &changed {
            self.journal_registration(now, phone.clone());
        }
        self.refresh_reachability(now, &changed);
    }

    /// A connection is gone, or cannot be had: who was found over it is not found any more.
    pub(crate) fn severed(&mut self, now: Now, flow: Flow) {
        self.stack.severed(now.mono, flow);
        self.trunks_severed(now.mono, flow);
        let users = self.registrar.severed(flow);
        let changed: BTreeSet<_> = users
            .iter()
            .filter_map(|it| Extension::new(it).ok())
            .collect();
        for phone in &changed {
            self.journal_registration(now, phone.clone());
        }
        self.refresh_reachability(now, &changed);
    }

    /// After a restart: registrations that have not expired go on (no phone has to register again),
    /// except those over connections, which ended with us.
    pub(crate) fn restore_registrations(
        &mut self,
        now: Now,
        registrations: BTreeMap<Extension, Vec<Binding>>,
    ) {
        for (phone, bindings) in registrations {
            let lasting = |it: &Binding| it.transport == model::config::Transport::Udp;
            for binding in bindings.into_iter().filter(lasting) {
                self.registrar.restore(now, phone.as_str(), saved(binding));
            }
        }
        self.refresh_all(now);
    }

    /// Tells the contact machine of every phone whose reachability changed.
    pub(crate) fn refresh_all(&mut self, now: Now) {
        let known: BTreeSet<_> = self
            .config
            .phones
            .keys()
            .chain(&self.reachable)
            .cloned()
            .collect();
        self.refresh_reachability(now, &known);
    }

    pub(crate) fn refresh_reachability(&mut self, now: Now, phones: &BTreeSet<Extension>) {
        for phone in phones {
            let reachable = self.config.phones.get(phone).is_some_and(|known| {
                known.contact.is_some() || !self.registrar.contacts(phone.as_str()).is_empty()
            });
            if reachable == self.reachable.contains(phone) {
                continue;
            }
            let event = if reachable {
                self.reachable.insert(phone.clone());
                DeviceEvent::Reachable
            } else {
                self.reachable.remove(phone);
                DeviceEvent::Unreachable
            };
            self.center
                .handle(now, contact::Input::Device(phone.clone(), event));
            self.put(Output::PhoneChanged {
                phone: phone.clone(),
                reachable,
            });
        }
    }

    fn journal_registration(&mut self, now: Now, phone: Extension) {
        let bindings = bindings_of(now, self.registrar.contacts(phone.as_str()));
        self.put(Output::Journal(Entry::Registered { phone, bindings }));
    }

    /// An agent's state changed; what he chose is kept, unless he is deleted and only his last call
    /// or his leave is told.
    pub(crate) fn agent_changed(&mut self, status: AgentStatus) {
        let chosen = status.chosen();
        let known = self.presences.get(&status.agent);
        let there = self.config.agents.contains_key(&status.agent);
        if there && *known.unwrap_or(&Chosen::default()) != chosen {
            self.presences.insert(status.agent.clone(), chosen.clone());
            self.put(Output::Journal(Entry::Presence {
                agent: status.agent.clone(),
                chosen,
            }));
        }
        self.put(Output::AgentChanged(status));
    }
}

/// Contacts as they are kept.
pub(crate) fn bindings_of(now: Now, bindings: &[sip::registrar::Binding]) -> Vec<Binding> {
    let kept = bindings.iter().map(|binding| Binding {
        uri: binding.uri.to_string(),
        path: binding.path.clone(),
        local: binding.flow.local,
        remote: binding.flow.remote,
        transport: transport_of(binding.flow),
        call_id: binding.call_id.clone(),
        cseq: binding.cseq,
        expires_at: now.later(binding.expires_at.since(now.mono)).wall,
    });
    kept.collect()
}

/// What the configuration calls the transport of a flow.
fn transport_of(flow: Flow) -> model::config::Transport {
    use model::config::Transport as Word;
    match flow.transport {
        Transport::Udp => Word::Udp,
        Transport::Tcp => Word::Tcp,
        Transport::Tls => Word::Tls,
    }
}

pub(crate) fn saved(binding: Binding) -> sip::registrar::Saved {
    sip::registrar::Saved {
        uri: binding.uri,
        path: binding.path,
        flow: Flow::udp(binding.local, binding.remote),
        call_id: binding.call_id,
        cseq: binding.cseq,
        expires_at: binding.expires_at,
    }
}

/// Phones that give up on a 401 that names SHA-256 at all, by how their User-Agent begins, where
/// RFC 7616 section 3.7 would have them pass it over. Whoever claims to be one is offered what every
/// phone was offered before RFC 8760, and learns nothing.
const MD5_ONLY: [&str; 1] = ["baresip v1."];

fn md5_only(stranger: &Stranger) -> bool {
    let agent = stranger
        .request
        .headers
        .first("User-Agent")
        .unwrap_or_default();
    MD5_ONLY.iter().any(|start| agent.starts_with(start))
}
