//! One group at a moment: its rules, its waiting callers and its free seats, both in order.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::CallId;
use model::config::{Priority, Routing, SkillGroup};

use super::Ticket;
use super::order::{self, Candidate, Rank};
use crate::agent::{Seat, SeatId};

/// A live group.
#[derive(Default)]
pub(crate) struct Group {
    pub(crate) routing: Routing,
    /// Callers that may wait at once.
    pub(crate) limit: usize,
    /// Devices that ring at once for one caller.
    pub(crate) ringing: usize,
    /// Its members, free or not, with their priorities.
    pub(crate) members: BTreeMap<SeatId, Priority>,
    /// How many members are neither offline nor on a break.
    pub(crate) online: usize,
    /// Its callers.
    waiting: BTreeMap<Ticket, CallId>,
    /// Those of them who can be given a seat.
    hungry: BTreeSet<Ticket>,
    free: BTreeSet<(Rank, SeatId)>,
    ranks: BTreeMap<SeatId, Rank>,
    /// The day for which the ranks hold.
    day: Date,
}

impl Group {
    /// Takes over the rules of a configuration.
    pub(crate) fn adopt(&mut self, config: &SkillGroup, routing: Routing) {
        self.routing = routing;
        self.limit = config.waiting_limit();
        self.ringing = config.ringing_limit();
    }

    pub(crate) fn join(&mut self, ticket: Ticket, call: CallId) {
        self.waiting.insert(ticket, call);
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

    /// The seat to be offered next under the group's order.
    pub(crate) fn next_seat(&self) -> Option<&SeatId> {
        self.free.first().map(|(_, seat)| seat)
    }

    /// Notes whether a seat, which has taken so many calls since midnight, can be offered a call.
    pub(crate) fn set_free(&mut self, id: &SeatId, seat: &Seat, free: bool, calls: u32) {
        if let Some(old) = self.ranks.remove(id) {
            self.free.remove(&(old, id.clone()));
        }
        if free {
            let of = Candidate {
                idle_since: seat.idle_since,
                priority: self.members.get(id).copied().unwrap_or_default(),
                calls,
            };
            let rank = order::rank(self.routing.order, &of);
            self.ranks.insert(id.clone(), rank);
            self.free.insert((rank, id.clone()));
        }
    }

    /// Lets it be a day. Only what waits here at midnight is put into its new order, and only when the
    /// group is next asked.
    pub(crate) fn turn(&mut self, day: Date) {
        let overnight = order::overnight(self.routing.order);
        if std::mem::replace(&mut self.day, day) == day {
            return;
        }
        if let Some(overnight) = overnight {
            self.ranks
                .values_mut()
                .for_each(|rank| *rank = overnight(*rank));
            let free = self.ranks.iter().map(|(id, rank)| (*rank, id.clone()));
            self.free = free.collect();
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
