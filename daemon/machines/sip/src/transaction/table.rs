//! All transactions at once: which there are, what each would repeat, and when.

use std::collections::BTreeMap;

use kernel::{Mono, Timers};

use super::carried::Carried;
use super::sweep::wakes;
use super::{Effect, Key, Machine, Step, Timing};
use crate::Flow;
use crate::outbox::Outbox;

/// A transaction. Never reused.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ticket(u64);

/// The table. `U` says for whom a transaction is.
#[derive(Debug)]
pub(crate) struct Transactions<U> {
    pub(super) entries: BTreeMap<Ticket, Entry<U>>,
    by_key: BTreeMap<Key, Ticket>,
    pub(super) carried: Carried,
    timers: Timers<Ticket>,
    timing: Timing,
    limit: usize,
    last: u64,
    retransmitted: u64,
}

#[derive(Debug)]
pub(super) struct Entry<U> {
    key: Key,
    pub flow: Flow,
    /// The datagram that would be repeated: a request, its ACK, or an answer. Empty if none.
    datagram: Vec<u8>,
    pub machine: Machine,
    pub user: U,
}

/// An answer or an ACK that was matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrived<U> {
    /// With which transaction.
    pub ticket: Ticket,
    /// For whom that is.
    pub user: U,
    /// Whether an ACK is wanted: hand it to [`Transactions::acknowledge`].
    pub acknowledge: bool,
}

/// A transaction that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lapse<U> {
    /// Which.
    pub ticket: Ticket,
    /// For whom it was.
    pub user: U,
    /// Whether it waited for something that never came.
    pub gave_up: bool,
}

impl<U: Clone> Transactions<U> {
    /// An empty table. Transactions that others begin are refused once there are `limit`.
    pub fn new(timing: Timing, limit: usize) -> Transactions<U> {
        Transactions {
            entries: BTreeMap::new(),
            by_key: BTreeMap::new(),
            carried: Carried::default(),
            timers: Timers::default(),
            timing,
            limit,
            last: 0,
            retransmitted: 0,
        }
    }

    /// Whether there is no room for a transaction that somebody else begins.
    pub fn is_full(&self) -> bool {
        self.entries.len() >= self.limit
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// How many deadlines are set.
    pub fn timers(&self) -> usize {
        self.timers.len()
    }

    /// How many datagrams were repeated, by a timer or because a copy came.
    pub fn retransmitted(&self) -> u64 {
        self.retransmitted
    }

    /// The earliest deadline.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.timers.next_deadline()
    }

    /// Sends a request and begins its transaction.
    pub fn send(&mut self, now: Mono, request: Sent<U>, out: &mut Outbox) -> Ticket {
        let Sent {
            key,
            flow,
            invite,
            datagram,
            user,
        } = request;
        out.transmit(flow, datagram.clone());
        let machine = Machine::sent(invite, now, &self.timing.over(flow.transport));
        self.insert(Entry {
            key,
            flow,
            datagram,
            machine,
            user,
        })
    }

    /// Begins the transaction of a request that came.
    pub fn accept(&mut self, now: Mono, key: Key, flow: Flow, invite: bool, user: U) -> Ticket {
        let machine = Machine::came(invite, now, &self.timing.over(flow.transport));
        self.insert(Entry {
            key,
            flow,
            datagram: Vec::new(),
            machine,
            user,
        })
    }

    fn insert(&mut self, entry: Entry<U>) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        if let Some(at) = wakes(&entry.machine) {
            self.timers.set(ticket, at);
        }
        self.by_key.insert(entry.key.clone(), ticket);
        self.carried.add(entry.flow, ticket);
        self.entries.insert(ticket, entry);
        ticket
    }

    /// The transaction of that key.
    pub fn find(&self, key: &Key) -> Option<(Ticket, &U)> {
        let ticket = self.by_key.get(key)?;
        self.entries.get(ticket).map(|entry| (*ticket, &entry.user))
    }

    /// Where its datagrams go.
    pub fn flow(&self, ticket: Ticket) -> Option<Flow> {
        self.entries.get(&ticket).map(|entry| entry.flow)
    }

    /// Whether the transaction still lacks its final answer.
    pub fn is_open(&self, ticket: Ticket) -> bool {
        self.entries
            .get(&ticket)
            .is_some_and(|entry| !entry.machine.is_decided())
    }

    /// A request came that is no ACK: whether it is a copy of one that we know, which is dealt with.
    pub fn absorb(&mut self, key: &Key, out: &mut Outbox) -> bool {
        let Some(ticket) = self.by_key.get(key).copied() else {
            return false;
        };
        self.advance(ticket, out, |machine, _| machine.repeated());
        true
    }

    /// An ACK came that bears this key: `None` if it belongs to no transaction, else for whom it is
    /// if it is news to them.
    pub fn acknowledged(
        &mut self,
        now: Mono,
        key: &Key,
        out: &mut Outbox,
    ) -> Option<Option<Arrived<U>>> {
        let ticket = self.by_key.get(key).copied()?;
        let effect = self.advance(ticket, out, |machine, timing| {
            machine.acknowledged(now, timing)
        });
        let entry = self.entries.get(&ticket).filter(|_| effect == Effect::Tell);
        Some(entry.map(|entry| Arrived {
            ticket,
            user: entry.user.clone(),
            acknowledge: false,
        }))
    }

    /// Answers a request that came.
    pub fn answer(
        &mut self,
        now: Mono,
        ticket: Ticket,
        status: u16,
        datagram: Vec<u8>,
        out: &mut Outbox,
    ) {
        let Some(entry) = self.entries.get_mut(&ticket) else {
            return;
        };
        if entry.machine.is_decided() {
            return;
        }
        entry.datagram = datagram;
        self.advance(ticket, out, |machine, timing| {
            machine.answer(now, status, timing)
        });
    }

    /// An answer came that bears this key: `None` if it belongs to no transaction, else for whom it
    /// is if it is news to them.
    pub fn answered(
        &mut self,
        now: Mono,
        key: &Key,
        status: u16,
        out: &mut Outbox,
    ) -> Option<Option<Arrived<U>>> {
        let ticket = self.by_key.get(key).copied()?;
        let effect = self.advance(ticket, out, |machine, timing| {
            machine.answered(now, status, timing)
        });
        let acknowledge = match effect {
            Effect::Tell => false,
            Effect::TellAndAcknowledge => true,
            _ => return Some(None),
        };
        let entry = self.entries.get(&ticket);
        Some(entry.map(|entry| Arrived {
            ticket,
            user: entry.user.clone(),
            acknowledge,
        }))
    }

    /// Sends the ACK of a refused INVITE, and again for each copy of the refusal.
    pub fn acknowledge(&mut self, ticket: Ticket, datagram: Vec<u8>, out: &mut Outbox) {
        let Some(entry) = self.entries.get_mut(&ticket) else {
            return;
        };
        out.transmit(entry.flow, datagram.clone());
        entry.datagram = datagram;
    }

    /// Whoever sent this INVITE has left: it ends by itself.
    pub fn abandon(&mut self, now: Mono, ticket: Ticket, out: &mut Outbox) {
        self.advance(ticket, out, |machine, timing| {
            machine.abandoned(now, timing)
        });
    }

    /// An INVITE of ours is given up at that time if nobody has said a word to it.
    pub fn hurry(&mut self, ticket: Ticket, until: Mono, out: &mut Outbox) {
        self.advance(ticket, out, |machine, _| machine.hurried(until));
    }

    /// Drops a transaction without a word.
    pub fn forget(&mut self, ticket: Ticket) {
        self.timers.clear(&ticket);
        if let Some(entry) = self.entries.remove(&ticket) {
            self.by_key.remove(&entry.key);
            self.carried.remove(entry.flow, ticket);
        }
    }

    /// Wakes whom it is time for, and hands out one transaction that is over by that; ask again
    /// until `None`.
    pub fn expire(&mut self, now: Mono, out: &mut Outbox) -> Option<Lapse<U>> {
        while let Some(ticket) = self.timers.expire(now) {
            let Some(entry) = self.entries.get(&ticket) else {
                continue;
            };
            let user = entry.user.clone();
            let effect = self.advance(ticket, out, |machine, timing| machine.expired(now, timing));
            if !self.entries.contains_key(&ticket) {
                return Some(Lapse {
                    ticket,
                    user,
                    gave_up: effect == Effect::GaveUp,
                });
            }
        }
        None
    }

    /// Takes one step of one machine.
    fn advance(
        &mut self,
        ticket: Ticket,
        out: &mut Outbox,
        step: impl FnOnce(Machine, &Timing) -> Step<Machine>,
    ) -> Effect {
        let Some(entry) = self.entries.get_mut(&ticket) else {
            return Effect::Nothing;
        };
        let timing = self.timing.over(entry.flow.transport);
        let Step { next, effect } = step(entry.machine, &timing);
        if matches!(effect, Effect::Send | Effect::Resend) && !entry.datagram.is_empty() {
            self.retransmitted += u64::from(effect == Effect::Resend);
            out.transmit(entry.flow, entry.datagram.clone());
        }
        let Some(machine) = next else {
            self.forget(ticket);
            return effect;
        };
        entry.machine = machine;
        if machine.is_mute() {
            entry.datagram = Vec::new();
        }
        match wakes(&machine) {
            Some(at) if self.timers.deadline(&ticket) == Some(at) => {}
            Some(at) => self.timers.set(ticket, at),
            None => {
                self.timers.clear(&ticket);
            }
        }
        effect
    }
}

/// A request to send.
#[derive(Debug)]
pub(crate) struct Sent<U> {
    /// Its transaction.
    pub key: Key,
    /// Where to.
    pub flow: Flow,
    /// Whether it is an INVITE.
    pub invite: bool,
    /// The request as it goes out.
    pub datagram: Vec<u8>,
    /// For whom.
    pub user: U,
}
