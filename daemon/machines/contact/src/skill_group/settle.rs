//! Brings free seats and waiting callers together until none is left beside the other.

use model::record::QueueExit;
use model::{CallId, Name};

use super::desk::Work;
use super::precedence::seat_for;
use super::{Group, leave_queue, offer};
use crate::agent::SeatId;
use crate::center::Center;
use crate::ivr;

/// Offers that one piece of work makes at most.
const TRIES: usize = 100;

impl Center {
    /// Does all that the last event left to do. It ends because each piece of work uses up a free
    /// seat or a waiting caller, and what brings those back is limited: a seat that did not take a
    /// call rests, and a flow has only so many steps.
    pub(crate) fn settle(&mut self) {
        while let Some(work) = self.floor.groups.work() {
            match work {
                Work::Deserted(group) => self.send_away(&group),
                Work::Forlorn(call) => self.give_up(call),
                Work::Freed(seat) => self.serve_seat(&seat),
                Work::Hungry(group) => self.serve_caller(&group),
            }
        }
    }

    /// Every caller of a group that has nobody online leaves it.
    fn send_away(&mut self, name: &Name) {
        let callers: Vec<CallId> = match self.floor.groups.get(name) {
            Some(group) if group.online == 0 => group.callers().collect(),
            _ => return,
        };
        callers.into_iter().for_each(|call| self.give_up(call));
    }

    /// A caller for whom nobody is left leaves his queue.
    fn give_up(&mut self, call: CallId) {
        self.with(call, |call, floor| {
            if call.waiting().is_some_and(|it| it.is_forlorn(floor)) {
                let step = leave_queue(call, floor, QueueExit::NoAgent);
                ivr::go(call, floor, step);
            }
        });
    }

    /// While a seat is free, the caller who has waited longest in any of its groups, or for it, gets
    /// whoever is next for him.
    fn serve_seat(&mut self, id: &SeatId) {
        for _ in 0..TRIES {
            let Some(seat) = self.floor.seats.get(id).filter(|seat| seat.free) else {
                return;
            };
            let Some(call) = self.floor.groups.next_caller(id, &seat.groups) else {
                return;
            };
            if !self.serve(call) {
                return;
            }
        }
    }

    /// The next caller of a group gets whoever is next for him; in a simultaneous group all of them.
    fn serve_caller(&mut self, name: &Name) {
        for _ in 0..TRIES {
            let group = self.floor.groups.get(name);
            let Some((_, call)) = group.and_then(Group::next_caller) else {
                return;
            };
            if !self.serve(call) {
                return;
            }
        }
    }

    /// Offers a caller the seat that is next for him; says whether there was one.
    fn serve(&mut self, call: CallId) -> bool {
        let mut offered = false;
        self.with(call, |call, floor| {
            let seat = call
                .waiting()
                .and_then(|waiting| seat_for(floor, waiting, &call.caller));
            if let Some(seat) = seat {
                offer(call, floor, &seat);
                offered = true;
            }
        });
        offered
    }
}
