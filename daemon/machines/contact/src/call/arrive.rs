//! Which calls are taken, and how one begins.

use std::sync::Arc;

use model::config::Ivr;
use model::record::{CallKind, Cause, Direction, EventKind};
use model::{DialString, Extension, IvrName, Name};

use super::asks::Asks;
use super::book::Book;
use super::{CALLER, Call, Ending, LastAgent, Phase, end};
use crate::agent::SeatId;
use crate::center::Center;
use crate::floor::{Floor, Timer};
use crate::ivr::{Errors, Keys, Steps, Trail, Variables};
use crate::screen::Blocked;
use crate::{Arrival, LegId, Output, Refusal, limits};

impl Center {
    /// A customer calls. One who dials a number that is not there makes no call; one for whom there
    /// is no room or who is on a blacklist does, and it is over at once: its record says what turned him
    /// away. Of a flood of those most are only counted.
    pub(crate) fn arrived(&mut self, arrival: Arrival) {
        if self.calls.contains_key(&arrival.leg.call) {
            self.floor.counters.stray_events += 1;
            return;
        }
        let Some((name, ivr, channels)) = self.flow_of(&arrival) else {
            self.floor.counters.refused_not_found += 1;
            let refuse = Output::Refuse(arrival.leg, Refusal::NotFound);
            return self.floor.out.push_back(refuse);
        };
        let blocked = self.blocked(&arrival, &ivr);
        let refusal = match self.room_for(&arrival, channels) {
            Err(cause) => Some(Ending::Cut(cause)),
            Ok(()) if blocked.is_some() && ivr.screening.on_blocked.is_none() => {
                Some(Ending::Blocked)
            }
            Ok(()) => None,
        };
        if refusal.is_some() && !self.floor.turned_away.take(self.floor.now.mono) {
            self.floor.counters.refused_unrecorded += 1;
            let refuse = Output::Refuse(arrival.leg, Refusal::Flood);
            return self.floor.out.push_back(refuse);
        }
        let mut call = Call::begin(arrival, name, ivr, &mut self.floor);
        if let Some(blocked) = blocked {
            call.block(&mut self.floor, blocked);
        }
        match refusal {
            None => {
                call.accept(&mut self.floor);
                self.calls.insert(call.id, call);
            }
            Some(ending) => call.turn_away(&mut self.floor, ending),
        }
    }

    /// Why the flow does not take the caller, if so.
    fn blocked(&mut self, arrival: &Arrival, ivr: &Ivr) -> Option<Blocked> {
        let center = &self.floor.config.center.inbound_blacklist;
        let screen = &self.floor.screen;
        let blocked = screen.blocked(&arrival.caller, center, &ivr.screening)?;
        self.floor.counters.blocked += 1;
        Some(blocked)
    }

    /// The flow of the number that was dialled, with the number's own limit.
    fn flow_of(&self, arrival: &Arrival) -> Option<(IvrName, Arc<Ivr>, Option<u32>)> {
        let config = &self.floor.config;
        let number = config.numbers.get(&arrival.number)?;
        let ivr = config.ivrs.get(&number.ivr)?;
        let ours = number.trunk == arrival.trunk && number.direction.comes_in();
        ours.then(|| (number.ivr.clone(), Arc::clone(ivr), number.channels))
    }

    /// Whether one more call fits, or why not.
    fn room_for(&mut self, arrival: &Arrival, channels: Option<u32>) -> Result<(), Cause> {
        let (config, counters) = (&self.floor.config, &mut self.floor.counters);
        let trunk = config.trunks.get(&arrival.trunk);
        let (on_trunk, on_number) = self.floor.load.of(&arrival.trunk, &arrival.number);
        let full = |calls: u32, limit: Option<u32>| limit.is_some_and(|limit| calls >= limit);
        let counter = if self.floor.draining {
            counters.refused_draining += 1;
            return Err(Cause::Shutdown);
        } else if self.calls.len() >= config.center.max_calls as usize {
            &mut counters.refused_center
        } else if full(on_trunk, trunk.and_then(|trunk| trunk.channels)) {
            &mut counters.refused_trunk
        } else if full(on_number, channels) {
            &mut counters.refused_number
        } else {
            return Ok(());
        };
        *counter += 1;
        Err(Cause::Overload)
    }
}

/// With what a call begins.
pub(super) struct Birth {
    pub(super) leg: LegId,
    pub(super) ivr: Arc<Ivr>,
    pub(super) ivr_name: Option<IvrName>,
    pub(super) trunk: Option<Name>,
    pub(super) number: DialString,
    pub(super) caller: String,
    pub(super) phone: Option<(SeatId, Extension)>,
}

impl Call {
    fn begin(arrival: Arrival, name: IvrName, ivr: Arc<Ivr>, floor: &mut Floor) -> Call {
        let Arrival {
            leg,
            trunk,
            number,
            caller,
            diversion,
        } = arrival;
        floor.load.add(&trunk, &number);
        let birth = Birth {
            leg,
            ivr,
            ivr_name: Some(name),
            trunk: Some(trunk),
            number,
            caller,
            phone: None,
        };
        let mut call = Call::new(birth, floor);
        let arrived = EventKind::Arrived {
            kind: CallKind::Telephone,
            direction: Direction::In,
            trunk: call.trunk.clone(),
            caller: call.caller.clone(),
            callee: call.number.as_str().to_owned(),
            ivr: call.ivr_name.clone(),
            revision: call.revision,
            home: floor.homes.of(&call.caller),
            diversion,
        };
        call.journal(floor, arrived);
        call
    }

    /// A call of which nothing is written down yet.
    pub(super) fn new(birth: Birth, floor: &mut Floor) -> Call {
        floor.counters.arrived += 1;
        let ivr = birth.ivr;
        Call {
            id: birth.leg.call,
            ivr_name: birth.ivr_name,
            revision: floor.revision,
            trunk: birth.trunk,
            number: birth.number,
            caller: birth.caller,
            phone: birth.phone,
            carried: None,
            accepted: None,
            phase: Phase::Answering,
            keys: Keys::default(),
            node: ivr.start.clone(),
            trail: Trail::default(),
            asks: Asks::default(),
            errors: Errors::default(),
            variables: Variables::begin(&ivr.variables),
            ivr,
            steps: Steps::new(floor.now.mono),
            last_agent: LastAgent::default(),
            book: Book::new(birth.leg.call, floor.now.mono),
            first: CALLER,
            legs: 0,
            plays: 0,
            playing: None,
            message: None,
            customer: true,
        }
    }

    fn accept(&self, floor: &mut Floor) {
        floor
            .timers
            .set(Timer::Node(self.id), floor.now.mono + limits::ANSWER);
        floor.out.push_back(Output::Accept(self.customer()));
    }

    /// The caller is on a blacklist: his flow begins elsewhere, if at all.
    fn block(&mut self, floor: &mut Floor, blocked: Blocked) {
        let list = match blocked {
            Blocked::Listed(list) => Some(list),
            Blocked::AtRunTime | Blocked::Uninvited => None,
        };
        self.journal(floor, EventKind::Blocked { list });
        if let Some(node) = &self.ivr.screening.on_blocked {
            self.node = node.clone();
        }
    }

    fn turn_away(&mut self, floor: &mut Floor, ending: Ending) {
        self.customer = false;
        let why = match ending {
            Ending::Blocked => Refusal::Blocked,
            _ => Refusal::NoRoom,
        };
        floor.out.push_back(Output::Refuse(self.customer(), why));
        end(self, floor, ending);
    }
}
