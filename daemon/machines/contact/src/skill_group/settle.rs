//! Brings free seats and waiting callers together until none is left beside the other.

use model::record::QueueExit;
use model::{CallId, Name};

use super::desk::Work;
use super::{leave_queue, offer};
use crate::agent::SeatId;
use crate::center::Center;
use crate::{ivr, limits};

/// Offers that one piece of work makes at most.
const TRIES: usize = limits::RINGING;

impl Center {
    /// Does all that the last event left to do. It ends because each piece of work uses up a free
    /// seat or a waiting caller, and what brings those back is limited: a seat that did not take a
    /// call rests, and a flow has only so many steps.
    pub(crate) fn settle(&mut self) {
        while let Some(work) = self.floor.groups.work() {
            match work {
                Work::Deserted(group) => self.send_away(&group),
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
        for call in callers {
            self.with(call, |call, floor| {
                let step = leave_queue(call, floor, QueueExit::NoAgent);
                ivr::go(call, floor, step);
            });
        }
    }

    /// A free seat gets the caller who has waited longest in any of its groups.
    fn serve_seat(&mut self, id: &SeatId) {
        for _ in 0..TRIES {
            let Some(seat) = self.floor.seats.get(id).filter(|seat| seat.free) else {
                return;
            };
            let Some(call) = self.floor.groups.next_caller(&seat.groups) else {
                return;
            };
            self.with(call, |call, floor| offer(call, floor, id));
        }
    }

    /// The next caller of a group gets its best free seat; in a simultaneous group all of them.
    fn serve_caller(&mut self, name: &Name) {
        for _ in 0..TRIES {
            let Some(group) = self.floor.groups.get(name) else {
                return;
            };
            let Some((_, call)) = group.next_caller() else {
                return;
            };
            let Some(seat) = group.next_seat().cloned() else {
                return;
            };
            self.with(call, |call, floor| offer(call, floor, &seat));
        }
    }
}
