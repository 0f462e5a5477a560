//! All groups, and what is left to do about them before the center is at rest.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Mono;
use model::{CallId, Name};

use super::{Group, Ticket};
use crate::agent::{Seat, SeatId};

/// The groups and the work that events left behind.
#[derive(Default)]
pub(crate) struct Desk {
    groups: BTreeMap<Name, Group>,
    drawn: u64,
    returned: u64,
    /// Groups that lost their last online member.
    deserted: BTreeSet<Name>,
    /// Seats that became free, the one longest idle first.
    freed: BTreeSet<(Mono, SeatId)>,
    /// Callers who can be given a seat, in their order, with their groups.
    hungry: BTreeSet<(Ticket, Name)>,
}

/// One thing to do before the center is at rest.
pub(crate) enum Work {
    /// Nobody is left to answer the callers of this group.
    Deserted(Name),
    /// This seat may be wanted.
    Freed(SeatId),
    /// Somebody waits in this group who may be given a seat.
    Hungry(Name),
}

impl Desk {
    pub(crate) fn get(&self, name: &Name) -> Option<&Group> {
        self.groups.get(name)
    }

    /// The group of a name, without rules and members if there was none.
    pub(crate) fn entry(&mut self, name: &Name) -> &mut Group {
        self.groups.entry(name.clone()).or_default()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Name, &Group)> {
        self.groups.iter()
    }

    pub(crate) fn remove(&mut self, name: &Name) {
        self.groups.remove(name);
    }

    pub(crate) fn draw(&mut self) -> Ticket {
        self.drawn += 1;
        Ticket::Arrived(self.drawn)
    }

    pub(crate) fn draw_front(&mut self) -> Ticket {
        self.returned += 1;
        // Each new one is ahead of those before it.
        Ticket::Returned(u64::MAX - self.returned)
    }

    pub(crate) fn join(&mut self, name: &Name, ticket: Ticket, call: CallId) {
        if let Some(group) = self.groups.get_mut(name) {
            group.join(ticket, call);
            self.hungry.insert((ticket, name.clone()));
        }
    }

    pub(crate) fn leave(&mut self, name: &Name, ticket: Ticket) {
        if let Some(group) = self.groups.get_mut(name) {
            group.leave(ticket);
        }
    }

    pub(crate) fn set_hungry(&mut self, name: &Name, ticket: Ticket, hungry: bool) {
        if let Some(group) = self.groups.get_mut(name)
            && group.set_hungry(ticket, hungry)
            && hungry
        {
            self.hungry.insert((ticket, name.clone()));
        }
    }

    pub(crate) fn set_free(&mut self, id: &SeatId, seat: &Seat, free: bool) {
        for name in &seat.groups {
            if let Some(group) = self.groups.get_mut(name) {
                group.set_free(id, seat, free);
            }
        }
        if free {
            self.freed.insert((seat.idle_since, id.clone()));
        }
    }

    /// A seat becomes a member, as free and as online as it is.
    pub(crate) fn join_seat(&mut self, name: &Name, id: &SeatId, seat: &Seat) {
        let Some(group) = self.groups.get_mut(name) else {
            return;
        };
        group.online += usize::from(seat.online);
        group.set_free(id, seat, seat.free);
        if seat.free {
            self.freed.insert((seat.idle_since, id.clone()));
        }
    }

    /// A seat is no longer a member.
    pub(crate) fn part(&mut self, name: &Name, id: &SeatId, seat: &Seat) {
        let Some(group) = self.groups.get_mut(name) else {
            return;
        };
        group.online = group.online.saturating_sub(usize::from(seat.online));
        group.set_free(id, seat, false);
    }

    pub(crate) fn count_online(&mut self, groups: &[Name], online: bool) {
        for name in groups {
            let Some(group) = self.groups.get_mut(name) else {
                continue;
            };
            if online {
                group.online += 1;
            } else {
                group.online = group.online.saturating_sub(1);
            }
            self.check_deserted(name);
        }
    }

    /// Notes a group for [`Work::Deserted`] if it has callers and nobody online.
    pub(crate) fn check_deserted(&mut self, name: &Name) {
        if self
            .groups
            .get(name)
            .is_some_and(|group| group.online == 0 && group.waiting() > 0)
        {
            self.deserted.insert(name.clone());
        }
    }

    /// What to do next.
    pub(crate) fn work(&mut self) -> Option<Work> {
        if let Some(name) = self.deserted.pop_first() {
            return Some(Work::Deserted(name));
        }
        if let Some((_, seat)) = self.freed.pop_first() {
            return Some(Work::Freed(seat));
        }
        self.hungry.pop_first().map(|(_, name)| Work::Hungry(name))
    }

    /// The caller who is next in any of some groups.
    pub(crate) fn next_caller(&self, groups: &[Name]) -> Option<CallId> {
        let callers = groups
            .iter()
            .filter_map(|name| self.groups.get(name)?.next_caller());
        callers.min().map(|(_, call)| call)
    }
}
