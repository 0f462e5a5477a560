//! Calls that somebody begins at one of our phones (feature P4).
//!
//! What is dialled is the extension of another phone, or a number outside. Outside is who has a number
//! to be shown there: one whose `outbound_skill_groups` have the seat as a member; without that nobody
//! dials out. A call that cannot even be tried because whoever dials is not allowed to has no record; one
//! that the center's rules forbid or that reaches nobody has.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::config::{Ivr, Screening};
use model::homes::Home;
use model::record::{CallKind, Direction, Diversion, EventKind};
use model::{DialString, Extension, Name};

use super::arrive::Birth;
use super::dialling::{self, Outside, Undialled};
use super::{Call, Ending, end};
use crate::agent::{Activity, SeatId};
use crate::center::Center;
use crate::floor::Floor;
use crate::{LegId, Outgoing, Output, Refusal, limits};

/// Whom a phone calls.
enum Callee {
    /// Another phone.
    Phone(Extension),
    /// A number outside.
    Outside(Outside),
}

impl Center {
    /// Somebody dials at a phone.
    pub(crate) fn dialled(&mut self, outgoing: Outgoing) {
        let leg = outgoing.leg;
        if self.calls.contains_key(&leg.call) {
            self.floor.counters.stray_events += 1;
            return;
        }
        match self.plan(&outgoing) {
            Err(refusal) => {
                self.floor.counters.refused_phones += 1;
                self.floor.out.push_back(Output::Refuse(leg, refusal));
            }
            Ok((seat, number, callee)) => {
                let mut call = depart(&mut self.floor, outgoing, seat, number, &callee);
                call.go_out(&mut self.floor, callee);
                if !call.is_over() {
                    self.calls.insert(call.id, call);
                }
            }
        }
    }

    fn plan(&self, outgoing: &Outgoing) -> Result<(SeatId, DialString, Callee), Refusal> {
        let floor = &self.floor;
        if floor.draining || self.calls.len() >= floor.config.center.max_calls as usize {
            return Err(Refusal::Flood);
        }
        let phone = &outgoing.phone;
        let seat = floor.dials(phone).or_else(|| floor.consults(phone));
        let seat = seat.ok_or(Refusal::Occupied)?;
        let number = DialString::new(&outgoing.dialled).map_err(|_| Refusal::NotFound)?;
        let phone = Extension::new(&outgoing.dialled).ok();
        let phone = phone.filter(|phone| floor.config.phones.contains_key(phone));
        let callee = match phone {
            Some(phone) => Callee::Phone(phone),
            None => Callee::Outside(way_out(floor, &seat, &number).ok_or(Refusal::Forbidden)?),
        };
        Ok((seat, number, callee))
    }
}

/// How a seat reaches a number outside: with the first number that one of its groups may show there,
/// before others one whose trunk works and that has room.
pub(super) fn way_out(floor: &Floor, seat: &SeatId, number: &DialString) -> Option<Outside> {
    let groups = &floor.seats.get(seat)?.groups;
    let allowed = floor.config.numbers.iter().filter(|(_, number)| {
        let allowed = &number.outbound_skill_groups;
        number.direction.goes_out() && groups.iter().any(|group| allowed.contains(group))
    });
    let ours = allowed.min_by_key(|(shown, known)| {
        let full = !floor.load.has_way_out(&floor.config, &known.trunk, shown);
        (floor.down.contains(&known.trunk), full)
    });
    ours.map(|(caller, known)| Outside {
        number: number.as_str().to_owned(),
        trunk: known.trunk.clone(),
        caller: caller.clone(),
    })
}

fn depart(
    floor: &mut Floor,
    outgoing: Outgoing,
    seat: SeatId,
    number: DialString,
    callee: &Callee,
) -> Call {
    let Outgoing { leg, phone, .. } = outgoing;
    let (kind, trunk, caller, home) = match callee {
        Callee::Phone(_) => (CallKind::Internal, None, phone.as_str(), Home::default()),
        Callee::Outside(to) => (
            CallKind::Telephone,
            Some(to.trunk.clone()),
            to.caller.as_str(),
            floor.homes.of(&to.number),
        ),
    };
    let caller = caller.to_owned();
    let staff_number = floor.staff_number(&seat);
    let birth = Birth {
        leg,
        ivr: Arc::new(no_flow(&phone)),
        ivr_name: None,
        trunk: None,
        number,
        caller: caller.clone(),
        phone: Some((seat.clone(), phone.clone())),
    };
    let mut call = Call::new(birth, floor);
    let arrived = EventKind::Arrived {
        kind,
        direction: Direction::Out,
        trunk,
        caller,
        callee: call.number.as_str().to_owned(),
        ivr: None,
        revision: call.revision,
        home,
        diversion: Diversion::default(),
    };
    call.journal(floor, arrived);
    let originated = EventKind::Originated {
        agent: seat.agent().cloned(),
        staff_number,
        phone: phone.clone(),
    };
    call.journal(floor, originated);
    floor.occupy(&seat, &phone, LegId { ..leg });
    call
}

/// A flow without nodes, for a call that has none.
fn no_flow(phone: &Extension) -> Ivr {
    Ivr {
        note: String::new(),
        start: Name::from(phone),
        nodes: BTreeMap::new(),
        on_exception: None,
        screening: Screening::default(),
        variables: BTreeMap::new(),
    }
}

impl Call {
    fn go_out(&mut self, floor: &mut Floor, callee: Callee) {
        let longest = limits::DIALLING;
        let dialled = match callee {
            Callee::Phone(phone) => dialling::phone(self, floor, &phone, None, longest),
            Callee::Outside(to) => dialling::outside(self, floor, to, None, longest),
        };
        match dialled {
            Ok(()) => {}
            Err(Undialled::Unreached(cause)) => end(self, floor, Ending::NotReached(cause)),
            Err(Undialled::Denied(status)) => end(self, floor, Ending::Denied(status)),
        }
    }

    /// Gives back what the first side held at one of our phones, or at a carrier.
    pub(super) fn leave_first(&self, floor: &mut Floor) {
        if let Some((seat, phone)) = &self.phone {
            floor.hang_up(seat, phone, self.customer(), Activity::Free, false);
        }
        if let Some(party) = &self.carried {
            party.hang_up(floor, self.customer(), false);
        }
    }
}
