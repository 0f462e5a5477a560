//! All groups, and what is left to do about them before the center is at rest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Mono;
use model::{CallId, MovedKind, Name, Renames};

use super::{Group, Ticket, Waiting};
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
    /// Callers who are meant for a seat and can be given one.
    meant: BTreeMap<SeatId, BTreeSet<(Ticket, CallId)>>,
    /// Those of whose seats nobody may be left.
    forlorn: BTreeSet<(Ticket, CallId)>,
    /// The day that it is.
    pub(crate) day: Date,
    /// Callers who can be given a seat, in their order, with their groups.
    hungry: BTreeSet<(Ticket, Name)>,
}

/// One thing to do before the center is at rest.
pub(crate) enum Work {
    /// Nobody is left to answer the callers of this group.
    Deserted(Name),
    /// Nobody may be left to answer this caller.
    Forlorn(CallId),
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

    /// Lets groups have other names. Between two inputs nothing is left to do that would name one.
    pub(crate) fn rename(&mut self, names: &Renames) {
        names.keys(MovedKind::SkillGroups, &mut self.groups);
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

    pub(crate) fn join(&mut self, call: CallId, waiting: &Waiting) {
        if let Some(group) = self.groups.get_mut(&waiting.group) {
            group.join(waiting.ticket, call);
        }
    }

    pub(crate) fn leave(&mut self, call: CallId, waiting: &Waiting) {
        if let Some(group) = self.groups.get_mut(&waiting.group) {
            group.leave(waiting.ticket);
        }
        self.set_meant(call, waiting, false);
    }

    /// Notes whether a caller can be given a (further) seat.
    pub(crate) fn set_hungry(&mut self, call: CallId, waiting: &Waiting, hungry: bool) {
        let of_group = hungry && waiting.takes_any();
        if let Some(group) = self.groups.get_mut(&waiting.group)
            && group.set_hungry(waiting.ticket, of_group)
            && of_group
        {
            self.hungry.insert((waiting.ticket, waiting.group.clone()));
        }
        self.set_meant(call, waiting, hungry);
    }

    /// Notes whether a caller who is meant for seats can be given one.
    pub(crate) fn set_meant(&mut self, call: CallId, waiting: &Waiting, hungry: bool) {
        let place = (waiting.ticket, call);
        for seat in waiting.seats() {
            if hungry {
                self.meant.entry(seat.clone()).or_default().insert(place);
                // He may be free already.
                self.freed.insert((Mono::ZERO, seat));
                self.forlorn.insert(place);
            } else if let Some(callers) = self.meant.get_mut(&seat) {
                callers.remove(&place);
                if callers.is_empty() {
                    self.meant.remove(&seat);
                }
            }
        }
    }

    pub(crate) fn set_free(&mut self, id: &SeatId, seat: &Seat, free: bool, calls: u32) {
        for name in &seat.groups {
            if let Some(group) = self.groups.get_mut(name) {
                group.turn(self.day);
                group.set_free(id, seat, free, calls);
            }
        }
        if free {
            self.freed.insert((seat.idle_since, id.clone()));
        }
    }

    /// A seat becomes a member, as free and as online as it is.
    pub(crate) fn join_seat(&mut self, name: &Name, id: &SeatId, seat: &Seat, calls: u32) {
        let Some(group) = self.groups.get_mut(name) else {
            return;
        };
        group.online += usize::from(seat.online);
        group.turn(self.day);
        group.set_free(id, seat, seat.free, calls);
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
        group.set_free(id, seat, false, 0);
    }

    /// A seat is online, or no longer, in its groups and for whoever is meant for it.
    pub(crate) fn count_online(&mut self, id: &SeatId, groups: &[Name], online: bool) {
        if let Some(callers) = self.meant.get(id).filter(|_| !online) {
            self.forlorn.extend(callers);
        }
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
        if let Some((_, call)) = self.forlorn.pop_first() {
            return Some(Work::Forlorn(call));
        }
        if let Some((_, seat)) = self.freed.pop_first() {
            return Some(Work::Freed(seat));
        }
        self.hungry.pop_first().map(|(_, name)| Work::Hungry(name))
    }

    /// The caller who is next for a seat: he waits in one of its groups or is meant for it.
    pub(crate) fn next_caller(&self, id: &SeatId, groups: &[Name]) -> Option<CallId> {
        let callers = groups
            .iter()
            .filter_map(|name| self.groups.get(name)?.next_caller());
        let meant = self.meant.get(id).and_then(|callers| callers.first());
        callers.chain(meant.copied()).min().map(|(_, call)| call)
    }

    /// The seat that is next in a group under its order.
    pub(crate) fn next_seat(&mut self, name: &Name) -> Option<SeatId> {
        let group = self.groups.get_mut(name)?;
        group.turn(self.day);
        group.next_seat().cloned()
    }
}
