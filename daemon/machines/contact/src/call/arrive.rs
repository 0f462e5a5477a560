//! Which calls are taken, and how one begins.

use std::sync::Arc;

use model::Name;
use model::config::Ivr;
use model::record::{CallKind, Direction, EventKind};

use super::book::Book;
use super::{Call, LastAgent, Phase};
use crate::center::Center;
use crate::floor::{Floor, Timer};
use crate::ivr::{Keys, Steps};
use crate::{Arrival, Output, Refusal, limits};

impl Center {
    /// A customer calls. A call that is refused never becomes one: it is counted and has no record.
    pub(crate) fn arrived(&mut self, arrival: Arrival) {
        if self.calls.contains_key(&arrival.leg.call) {
            self.floor.counters.stray_events += 1;
            return;
        }
        match self.admit(&arrival) {
            Ok((name, ivr)) => {
                let call = Call::begin(arrival, name, ivr, &mut self.floor);
                self.calls.insert(call.id, call);
            }
            Err(refusal) => self
                .floor
                .out
                .push_back(Output::Refuse(arrival.leg, refusal)),
        }
    }

    fn admit(&mut self, arrival: &Arrival) -> Result<(Name, Arc<Ivr>), Refusal> {
        let (config, counters) = (&self.floor.config, &mut self.floor.counters);
        let number = config.numbers.get(&arrival.number);
        let number = number.filter(|number| number.trunk == arrival.trunk);
        let flow = number.and_then(|number| Some((number, config.ivrs.get(&number.ivr)?)));
        let Some((number, ivr)) = flow else {
            counters.refused_not_found += 1;
            return Err(Refusal::NotFound);
        };
        let trunk_limit = config
            .trunks
            .get(&arrival.trunk)
            .and_then(|trunk| trunk.channels);
        let (on_trunk, on_number) = self.floor.load.of(&arrival.trunk, &arrival.number);
        let full = |calls: u32, limit: Option<u32>| limit.is_some_and(|limit| calls >= limit);
        let counter = if self.floor.draining {
            &mut counters.refused_draining
        } else if self.calls.len() >= config.center.max_calls as usize {
            &mut counters.refused_center
        } else if full(on_trunk, trunk_limit) {
            &mut counters.refused_trunk
        } else if full(on_number, number.channels) {
            &mut counters.refused_number
        } else {
            return Ok((number.ivr.clone(), Arc::clone(ivr)));
        };
        *counter += 1;
        Err(Refusal::NoRoom)
    }
}

impl Call {
    fn begin(arrival: Arrival, name: Name, ivr: Arc<Ivr>, floor: &mut Floor) -> Call {
        let Arrival {
            leg,
            trunk,
            number,
            caller,
        } = arrival;
        let mut call = Call {
            id: leg.call,
            ivr,
            ivr_name: name,
            revision: floor.revision,
            trunk,
            number,
            caller,
            accepted: None,
            phase: Phase::Answering,
            keys: Keys::default(),
            errors: Default::default(),
            steps: Steps::new(floor.now.mono),
            last_agent: LastAgent::default(),
            book: Book::new(leg.call, floor.now.mono),
            legs: 0,
            plays: 0,
            playing: None,
            customer: true,
        };
        floor.counters.arrived += 1;
        floor.load.add(&call.trunk, &call.number);
        floor
            .timers
            .set(Timer::Node(call.id), floor.now.mono + limits::ANSWER);
        let arrived = EventKind::Arrived {
            kind: CallKind::Telephone,
            direction: Direction::In,
            trunk: Some(call.trunk.clone()),
            caller: call.caller.clone(),
            callee: call.number.as_str().to_owned(),
            ivr: Some(call.ivr_name.clone()),
            revision: call.revision,
        };
        call.journal(floor, arrived);
        floor.out.push_back(Output::Accept(leg));
        call
    }
}
