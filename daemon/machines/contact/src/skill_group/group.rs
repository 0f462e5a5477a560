//! One group at a moment: its rules, its waiting callers and its free seats, both in order.

use std::collections::{BTreeMap, BTreeSet};

use model::CallId;
use model::config::{Ring, Routing, SkillGroup};

use super::Ticket;
use super::order::{self, Rank};
use crate::agent::{Seat, SeatId};

/// A live group.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) ring: Ring,
    pub(crate) routing: Routing,
    pub(crate) limit: usize,
    /// Its members, free or not.
    pub(crate) members: BTreeSet<SeatId>,
    /// How many members are neither offline nor on a break.
    pub(crate) online: usize,
    /// Its callers.
    waiting: BTreeMap<Ticket, CallId>,
    /// Those of them who can be given a seat.
    hungry: BTreeSet<Ticket>,
    free: BTreeSet<(Rank, SeatId)>,
    ranks: BTreeMap<SeatId, Rank>,
}

impl Group {
    /// Takes over the rules of a configuration.
    pub(crate) fn adopt(&mut self, config: &SkillGroup, routing: Routing) {
        self.ring = config.ring;
        self.routing = routing;
        self.limit = config.waiting_limit();
    }

    pub(crate) fn join(&mut self, ticket: Ticket, call: CallId) {
        self.waiting.insert(ticket, call);
        self.hungry.insert(ticket);
    }

    pub(crate) fn leave(&mut self, ticket: Ticket) {
        self.waiting.remove(&ticket);
        self.hungry.remove(&ticket);
    }

    /// Whether a waiting caller can be given a (further) seat; says whether that is a change.
    pub(crate) fn set_hungry(&mut self, ticket: Ticket, hungry: bool) -> bool {
        match hungry && self.waiting.contains_key(&ticket) {
            true => self.hungry.insert(ticket),
            false => self.hungry.remove(&ticket),
        }
    }

    /// The caller to be served next.
    pub(crate) fn next_caller(&self) -> Option<(Ticket, CallId)> {
        let ticket = *self.hungry.first()?;
        self.waiting.get(&ticket).map(|call| (ticket, *call))
    }

    /// The seat to be offered next.
    pub(crate) fn next_seat(&self) -> Option<&SeatId> {
        self.free.first().map(|(_, seat)| seat)
    }

    pub(crate) fn set_free(&mut self, id: &SeatId, seat: &Seat, free: bool) {
        if let Some(old) = self.ranks.remove(id) {
            self.free.remove(&(old, id.clone()));
        }
        if free {
            let rank = order::rank(self.routing.order, seat);
            self.ranks.insert(id.clone(), rank);
            self.free.insert((rank, id.clone()));
        }
    }

    pub(crate) fn free(&self) -> usize {
        self.free.len()
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Callers before a place.
    pub(crate) fn ahead(&self, ticket: Ticket) -> usize {
        self.waiting.range(..ticket).count()
    }

    /// The callers in order.
    pub(crate) fn callers(&self) -> impl Iterator<Item = CallId> {
        self.waiting.values().copied()
    }
}
