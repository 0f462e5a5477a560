//! The table itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use kernel::{Mono, Now, Timers};

use super::asked::{self, Asked, Contact};
use super::course::Course;
use super::{Binding, RegistrarRefusal, Saved};
use crate::Flow;
use crate::message::{Fields, Request};

/// The limits of a table.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The fewest seconds granted; who asks for fewer is told so (423).
    pub min_expires: u32,
    /// The seconds granted to who asks for none.
    pub default_expires: u32,
    /// The most seconds granted.
    pub max_expires: u32,
    /// The contacts of one user.
    pub max_contacts: usize,
    /// The users with contacts.
    pub max_users: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            min_expires: 60,
            default_expires: 3600,
            max_expires: 7200,
            max_contacts: 10,
            max_users: 20_000,
        }
    }
}

/// What became of REGISTERs and contacts.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// REGISTERs obeyed.
    pub accepted: u64,
    /// REGISTERs refused, for whatever reason.
    pub refused: u64,
    /// REGISTERs refused because a limit was reached.
    pub limited: u64,
    /// Contacts that ended without being refreshed.
    pub expired: u64,
    /// Contacts whose connection went.
    pub severed: u64,
}

/// Who can be reached where.
#[derive(Clone, Debug, Default)]
pub struct Registrar {
    settings: Settings,
    /// By user; the preferred contact first, of equals the one registered last. Never empty lists.
    users: BTreeMap<String, Vec<Binding>>,
    /// When the first contact of a user ends.
    ends: Timers<String>,
    /// Whose contacts are found over each connection.
    connected: BTreeMap<Flow, BTreeSet<String>>,
    counters: Counters,
}

impl Registrar {
    /// An empty table.
    pub fn new(settings: Settings) -> Registrar {
        Registrar {
            settings,
            ..Registrar::default()
        }
    }

    /// Obeys a REGISTER that may speak for `user`: all of it or, refused, nothing of it. Tells all
    /// contacts of the user as they then are, for the 200.
    pub fn register(
        &mut self,
        now: Now,
        user: &str,
        request: &Request,
        flow: Flow,
    ) -> Result<Vec<Binding>, RegistrarRefusal> {
        let outcome = self.changed(now, user, request, flow);
        match &outcome {
            Ok(bindings) => {
                self.put(user, bindings.clone());
                self.counters.accepted += 1;
            }
            Err(refusal) => {
                use RegistrarRefusal::{Full, TooManyContacts};
                self.counters.refused += 1;
                self.counters.limited += u64::from(matches!(refusal, Full | TooManyContacts));
            }
        }
        outcome
    }

    /// Where a user can be reached, the preferred contact first.
    pub fn contacts(&self, user: &str) -> &[Binding] {
        self.users.get(user).map_or(&[], Vec::as_slice)
    }

    /// The contacts by which a user is called. Of the flows of one phone only one is used at a time, the
    /// one that was heard of last (RFC 5626 section 5.3).
    pub fn called(&self, user: &str) -> impl Iterator<Item = &Binding> {
        let all = self.contacts(user);
        all.iter().enumerate().filter_map(move |(at, binding)| {
            let is_spare = |other: &Binding| other.reg_id.is_some() && other.is_of_phone(binding);
            let spare = binding.reg_id.is_some() && all.iter().take(at).any(is_spare);
            (!spare).then_some(binding)
        })
    }

    /// The users that can be reached.
    pub fn users(&self) -> impl Iterator<Item = &str> {
        self.users.keys().map(String::as_str)
    }

    /// When `expire` has something to do.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.ends.next_deadline()
    }

    /// Takes out contacts that have ended; tells a user who lost some, perhaps the last. Ask again
    /// until `None`.
    pub fn expire(&mut self, now: Now) -> Option<String> {
        let user = self.ends.expire(now.mono)?;
        let (left, ended): (Vec<_>, Vec<_>) = self
            .contacts(&user)
            .iter()
            .cloned()
            .partition(|b| b.expires_at > now.mono);
        self.counters.expired += ended.len() as u64;
        self.put(&user, left);
        Some(user)
    }

    /// Takes out all contacts of a user; says whether there were any.
    pub fn remove(&mut self, user: &str) -> bool {
        let known = self.users.contains_key(user);
        self.put(user, Vec::new());
        known
    }

    /// Takes out the contacts that were found over a connection that is gone; tells whose they were.
    /// Such a phone cannot be reached before it comes back (RFC 5626 section 5.3).
    pub fn severed(&mut self, flow: Flow) -> BTreeSet<String> {
        let users = self.connected.get(&flow).cloned().unwrap_or_default();
        for user in &users {
            let (gone, left): (Vec<_>, Vec<_>) = self
                .contacts(user)
                .iter()
                .cloned()
                .partition(|binding| binding.flow == flow);
            self.counters.severed += gone.len() as u64;
            self.put(user, left);
        }
        users
    }

    /// All contacts, to be kept on disk.
    pub fn snapshot(&self, now: Now) -> Vec<(String, Saved)> {
        let saved = self.users.iter().flat_map(|(user, bindings)| {
            bindings
                .iter()
                .map(|binding| (user.clone(), Saved::of(binding, now)))
        });
        saved.collect()
    }

    /// Puts a kept contact back, unless it has ended or there is no room; says whether it did.
    pub fn restore(&mut self, now: Now, user: &str, saved: Saved) -> bool {
        let Some(binding) = saved.revive(now) else {
            return false;
        };
        let mut bindings = self.contacts(user).to_vec();
        bindings.retain(|it| it.flow != binding.flow || !it.uri.is_same(&binding.uri));
        bindings.push(binding);
        if self.check_limits(user, &bindings).is_err() {
            return false;
        }
        self.put(user, bindings);
        true
    }

    /// What became of REGISTERs and contacts.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// The contacts of `user` as `request` wants them.
    fn changed(
        &self,
        now: Now,
        user: &str,
        request: &Request,
        flow: Flow,
    ) -> Result<Vec<Binding>, RegistrarRefusal> {
        let old: Vec<Binding> = self
            .contacts(user)
            .iter()
            .filter(|b| b.expires_at > now.mono)
            .cloned()
            .collect();
        let (cseq, _) = request.headers.cseq().ok_or(RegistrarRefusal::Late)?;
        let call_id = request.headers.call_id().unwrap_or_default();
        let is_late = |known: &Binding| known.call_id == call_id && known.cseq >= cseq;
        let course = Course::of(request, flow)?;
        match asked::read(request, &self.settings)? {
            Asked::Nothing => Ok(old),
            Asked::RemoveAll if old.iter().any(is_late) => Err(RegistrarRefusal::Late),
            Asked::RemoveAll => Ok(Vec::new()),
            Asked::Change(contacts) => {
                let template = |contact: Contact| Binding {
                    expires_at: now.mono + Duration::from_secs(contact.seconds.into()),
                    uri: contact.uri,
                    instance: contact.instance,
                    reg_id: contact.reg_id.filter(|_| course.flows),
                    path: course.path.clone(),
                    q: contact.q,
                    flow,
                    call_id: call_id.to_string(),
                    cseq,
                };
                let changes: Vec<_> = contacts.into_iter().map(template).collect();
                let is_replaced =
                    |known: &Binding| changes.iter().any(|c| c.replaces(known, now.mono));
                if old.iter().any(|known| is_replaced(known) && is_late(known)) {
                    return Err(RegistrarRefusal::Late);
                }
                let kept = old
                    .into_iter()
                    .filter(|known| !is_replaced(known))
                    .collect();
                let bindings = merge(kept, &changes, now.mono);
                self.check_limits(user, &bindings)?;
                Ok(bindings)
            }
        }
    }

    fn check_limits(&self, user: &str, bindings: &[Binding]) -> Result<(), RegistrarRefusal> {
        let is_one_more = !bindings.is_empty() && !self.users.contains_key(user);
        match bindings.len() > self.settings.max_contacts {
            true => Err(RegistrarRefusal::TooManyContacts),
            false if is_one_more && self.users.len() >= self.settings.max_users => {
                Err(RegistrarRefusal::Full)
            }
            false => Ok(()),
        }
    }

    fn put(&mut self, user: &str, mut bindings: Vec<Binding>) {
        self.connect(user, &bindings);
        let user = user.to_string();
        match bindings.iter().map(|binding| binding.expires_at).min() {
            Some(first) => {
                bindings.sort_by_key(|binding| std::cmp::Reverse(binding.q));
                self.ends.set(user.clone(), first);
                self.users.insert(user, bindings);
            }
            None => {
                self.ends.clear(&user);
                self.users.remove(&user);
            }
        }
    }

    /// Notes over which connections a user is about to be found.
    fn connect(&mut self, user: &str, bindings: &[Binding]) {
        let before: Vec<_> = connections(self.contacts(user)).collect();
        for flow in before {
            if let Some(users) = self.connected.get_mut(&flow) {
                users.remove(user);
                if users.is_empty() {
                    self.connected.remove(&flow);
                }
            }
        }
        for flow in connections(bindings) {
            self.connected
                .entry(flow)
                .or_default()
                .insert(user.to_string());
        }
    }
}

/// The connections that contacts are found over.
fn connections(bindings: &[Binding]) -> impl Iterator<Item = Flow> {
    let flows = bindings.iter().map(|binding| binding.flow);
    flows.filter(|flow| flow.transport.is_reliable())
}

/// `kept` with `changes` in front, the last of those that are one place; one that has ended already is left
/// out.
fn merge(kept: Vec<Binding>, changes: &[Binding], now: Mono) -> Vec<Binding> {
    let mut bindings = kept;
    for change in changes {
        bindings.retain(|known| !change.is_same(known));
        if change.expires_at > now {
            bindings.insert(0, change.clone());
        }
    }
    bindings
}
