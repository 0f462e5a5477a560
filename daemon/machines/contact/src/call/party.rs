//! Who is at the other end of a leg that a call has beside its first one.

use model::{DialString, Extension, MovedKind, Name, Renames};

use crate::LegId;
use crate::agent::{Activity, Return, SeatId};
use crate::floor::Floor;

/// Somebody whom a call rings, or with whom its caller talks. He holds what he needs of what all calls
/// share: a seat is leased, a trunk counts its legs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Party {
    /// A seat at one of its phones.
    Seat {
        seat: SeatId,
        phone: Extension,
        /// The group whose caller it got; `None`: it was dialled.
        group: Option<Name>,
    },
    /// A number outside, by a trunk and with a number of ours to show.
    Outside {
        number: String,
        trunk: Name,
        shown: DialString,
    },
}

impl Party {
    /// The group whose caller it got.
    pub(crate) fn group(&self) -> Option<&Name> {
        match self {
            Party::Seat { group, .. } => group.as_ref(),
            Party::Outside { .. } => None,
        }
    }

    /// The agent, if it is one.
    pub(crate) fn agent(&self) -> Option<&Name> {
        match self {
            Party::Seat { seat, .. } => seat.agent(),
            Party::Outside { .. } => None,
        }
    }

    /// The phone, if it is one of ours.
    pub(crate) fn phone(&self) -> Option<&Extension> {
        match self {
            Party::Seat { phone, .. } => Some(phone),
            Party::Outside { .. } => None,
        }
    }

    /// The number outside.
    pub(crate) fn number(&self) -> Option<&String> {
        match self {
            Party::Seat { .. } => None,
            Party::Outside { number, .. } => Some(number),
        }
    }

    /// Goes by the names that things have from here on.
    pub(super) fn rename(&mut self, names: &Renames) {
        match self {
            Party::Seat { group, .. } => names.names(MovedKind::SkillGroups, group),
            Party::Outside { trunk, .. } => names.name(MovedKind::Trunks, trunk),
        }
    }

    /// Holds what it needs while a leg rings it.
    pub(super) fn lease(&self, floor: &mut Floor, leg: LegId) {
        match self {
            Party::Seat { seat, phone, .. } => floor.lease(seat, phone, leg),
            Party::Outside { trunk, shown, .. } => floor.load.leg_out(trunk, shown),
        }
    }

    /// Has answered.
    pub(super) fn take_up(&self, floor: &mut Floor, leg: LegId) {
        if let Party::Seat { seat, phone, .. } = self {
            floor.take_up(seat, phone, leg);
        }
    }

    /// Gives back what it held while it was rung.
    pub(super) fn give_back(&self, floor: &mut Floor, leg: LegId, how: Return) {
        match self {
            Party::Seat { seat, phone, .. } => floor.give_back(seat, phone, leg, how),
            Party::Outside { trunk, shown, .. } => floor.load.leg_over(trunk, shown),
        }
    }

    /// Gives back what it held while it talked; after a queue's call an agent has his wrap-up.
    pub(super) fn hang_up(&self, floor: &mut Floor, leg: LegId, broken: bool) {
        match self {
            Party::Seat { seat, phone, group } => {
                let group = group.as_ref().and_then(|group| floor.groups.get(group));
                let after =
                    group.map_or(Activity::Free, |group| Activity::after_talk(&group.routing));
                floor.hang_up(seat, phone, leg, after, broken);
            }
            Party::Outside { trunk, shown, .. } => floor.load.leg_over(trunk, shown),
        }
    }
}
