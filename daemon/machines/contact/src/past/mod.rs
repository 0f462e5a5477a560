//! What calls leave behind for those that come later: who served a caller last, and how many calls
//! each seat has taken since midnight. It is kept while the center runs and computed again from the
//! records at a start, which must come to the same: a customer is served by whoever of ours talks with
//! him, whether out of a queue, at an extension or by calling him; a call is taken by whoever is called
//! for it; and what colleagues talk about is neither.

mod calendar;
mod callers;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::config::Config;
use model::record::{CallKind, CallRecord, Direction, Participant};
use model::{Extension, Name};
use serde::{Deserialize, Serialize};

use crate::agent::SeatId;
use calendar::Calendar;
use callers::Callers;

/// What is remembered of calls.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Past {
    /// The day for which calls are counted.
    day: Date,
    agents: BTreeMap<Name, u32>,
    phones: BTreeMap<Extension, u32>,
    callers: Callers,
    /// Agents who have another name, by the one that calls of theirs may have begun with.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    moved: BTreeMap<Name, Name>,
    #[serde(skip)]
    calendar: Calendar,
}

impl Past {
    /// Takes in the record of a call, in a center whose days begin in `zone`.
    pub fn note(&mut self, zone: &str, record: &CallRecord) {
        self.turn(zone, record.ended_at);
        match (record.direction, record.kind) {
            (Direction::In, _) => self.note_taken(record),
            (Direction::Out, CallKind::Internal | CallKind::Test) => {}
            (Direction::Out, _) => self.note_made(record),
        }
    }

    fn note_taken(&mut self, record: &CallRecord) {
        for one in &record.participants {
            self.note_answer(one, &record.caller);
        }
    }

    /// Somebody called a customer, who is participant 1 and may not have answered; all others had him
    /// handed over.
    fn note_made(&mut self, record: &CallRecord) {
        let [caller, customer, others @ ..] = record.participants.as_slice() else {
            return;
        };
        if let (Some(at), Some(seat)) = (customer.answered_at, seat_of(caller)) {
            self.served(&seat, &record.callee, at);
        }
        for one in others {
            self.note_answer(one, &record.callee);
        }
    }

    fn note_answer(&mut self, one: &Participant, customer: &str) {
        if let (Some(at), Some(seat)) = (one.answered_at, seat_of(one)) {
            self.served(&seat, customer, at);
            if self.calendar.is_today(at) {
                self.count(&seat);
            }
        }
    }

    /// How many callers are remembered.
    pub fn callers(&self) -> usize {
        self.callers.len()
    }

    /// Lets it be `wall`: at midnight nobody has taken a call yet.
    pub(crate) fn turn(&mut self, zone: &str, wall: Timestamp) -> Date {
        let day = self.calendar.day(zone, wall);
        if self.day != day {
            self.day = day;
            self.agents.clear();
            self.phones.clear();
        }
        day
    }

    /// A seat takes a caller's call at this moment.
    pub(crate) fn answered(&mut self, seat: &SeatId, caller: &str, now: Timestamp) {
        self.serve(seat, caller, now);
        self.count(seat);
    }

    /// A customer whom a seat has called answers at this moment.
    pub(crate) fn reached(&mut self, seat: &SeatId, customer: &str, now: Timestamp) {
        self.serve(seat, customer, now);
    }

    fn serve(&mut self, seat: &SeatId, caller: &str, at: Timestamp) {
        if let SeatId::Agent(agent) = seat {
            let agent = self.known(agent);
            self.callers.served(caller, &agent, at);
        }
    }

    fn served(&mut self, seat: &SeatId, caller: &str, at: Timestamp) {
        if let SeatId::Agent(agent) = seat {
            let agent = self.known(agent);
            self.callers.was_served(caller, &agent, at);
        }
    }

    fn count(&mut self, seat: &SeatId) {
        let calls = match seat {
            SeatId::Agent(agent) => self.agents.entry(self.known(agent)).or_default(),
            SeatId::Phone(phone) => self.phones.entry(phone.clone()).or_default(),
        };
        *calls = calls.saturating_add(1);
    }

    /// Calls that a seat has taken since midnight.
    pub(crate) fn calls_of(&self, seat: &SeatId) -> u32 {
        let calls = match seat {
            SeatId::Agent(agent) => self.agents.get(agent),
            SeatId::Phone(phone) => self.phones.get(phone),
        };
        calls.copied().unwrap_or(0)
    }

    /// The agent who served a caller last, and when that was.
    pub(crate) fn last_agent(&self, caller: &str) -> Option<(&Name, Timestamp)> {
        self.callers.last(caller)
    }

    /// What is remembered of an agent stands under another name from here on, and so does what a call
    /// brings that he is in.
    pub fn rename(&mut self, from: &Name, to: &Name) {
        // One former name for each agent: the table is never longer than theirs.
        self.moved.retain(|_, known| known != from && known != to);
        self.moved.insert(from.clone(), to.clone());
        if let Some(calls) = self.agents.remove(from) {
            self.agents.insert(to.clone(), calls);
        }
        self.callers.rename(from, to);
    }

    /// Forgets moves that mean nothing any more: to nobody, or from a name that somebody has again.
    pub fn settle(&mut self, config: &Config) {
        let there = |agent: &Name| config.agents.contains_key(agent);
        self.moved.retain(|from, to| !there(from) && there(to));
    }

    fn known(&self, agent: &Name) -> Name {
        self.moved.get(agent).unwrap_or(agent).clone()
    }

    /// Callers who were forgotten because there were too many.
    pub(crate) fn forgotten(&self) -> u64 {
        self.callers.forgotten
    }
}

fn seat_of(one: &Participant) -> Option<SeatId> {
    let agent = one.agent.clone().map(SeatId::Agent);
    agent.or_else(|| one.phone.clone().map(SeatId::Phone))
}
