//! Who talks with a caller has called somebody else at the same phone, and hands the caller to him.
//!
//! The consultation is a call of its own with a record of its own, which ends here. Whoever was consulted
//! goes on as a leg of the caller's call: he is leased and bridged like somebody who was rung for a
//! transfer, and if he is lost on the way the caller is given back.

use super::party::Party;
use super::talk::{self, Talk};
use super::{Call, Ending, Phase, end, transfer};
use crate::center::Center;
use crate::floor::Floor;
use crate::{DialCause, Handover, LegId, Output, Refusal, limits};

impl Center {
    /// Whoever is at a leg wants his caller to talk with whom he consults.
    pub(crate) fn join(&mut self, leg: LegId, consulting: LegId) {
        self.floor.counters.transfers += 1;
        if !self.are_one_users(leg, consulting) {
            return transfer::refuse(&mut self.floor, leg, Refusal::Forbidden);
        }
        transfer::tell(&mut self.floor, leg, Handover::Begun);
        let full = |call: &Call| call.legs >= limits::LEGS;
        if self.calls.get(&leg.call).is_some_and(full) {
            self.floor.counters.legs_used_up += 1;
            let failed = Handover::Failed(DialCause::NoRoom);
            return transfer::tell(&mut self.floor, leg, failed);
        }
        let mut given = None;
        self.with(consulting.call, |call, floor| given = give(call, floor));
        let Some((from, party)) = given else {
            return;
        };
        self.with(leg.call, |call, floor| take(call, floor, from, party));
        self.with(consulting.call, |call, floor| {
            end(call, floor, Ending::CallerHungUp);
        });
    }

    /// Whether a leg talks with a caller, and the other one is of a call that the same user has begun at
    /// the same phone, and in which he talks too.
    fn are_one_users(&self, leg: LegId, consulting: LegId) -> bool {
        let talk = |id| match self.calls.get(&id).map(|call: &Call| &call.phase) {
            Some(Phase::Talking(talk)) => Some(talk),
            _ => None,
        };
        let caller = talk(leg.call).filter(|talk| talk.leg == leg.number);
        let Some(Party::Seat { seat, phone, .. }) = caller.map(|talk| &talk.party) else {
            return false;
        };
        let own = self.calls.get(&consulting.call);
        let consults = own.is_some_and(|call| call.customer() == consulting);
        let own = own.and_then(|call| call.phone.as_ref());
        consults
            && talk(consulting.call).is_some()
            && own.is_some_and(|(his, at)| his == seat && at == phone)
    }
}

/// A consultation lets whoever was called go, who is still there.
fn give(call: &mut Call, floor: &mut Floor) -> Option<(LegId, Party)> {
    let talk: Talk = match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Talking(talk) => talk,
        other => {
            call.phase = other;
            return None;
        }
    };
    talk::stop_recording(call, floor, &talk);
    let leg = call.leg(talk.leg);
    if let Party::Outside { trunk, shown, .. } = &talk.party {
        floor.load.leg_over(trunk, shown);
    }
    Some((leg, talk.party))
}

/// He becomes a leg of the caller's call.
fn take(call: &mut Call, floor: &mut Floor, from: LegId, party: Party) {
    let Some(by) = transfer::pause(call, floor) else {
        return;
    };
    let party = match party {
        Party::Seat { seat, phone, .. } => Party::Seat {
            seat,
            phone,
            group: by.party.group().cloned(),
        },
        outside => outside,
    };
    transfer::ring(call, floor, by, party, |leg| Output::Adopt { leg, from });
}
