//! How much there is at a moment, and how often things have happened.

use crate::center::Center;

/// What is alive. When every call has ended and every wrap-up and rest is over, all of it is zero.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Calls.
    pub calls: usize,
    /// Legs: the customers', those that ring and those that talk.
    pub legs: usize,
    /// Offers: devices that ring.
    pub offers: usize,
    /// Seats that a call holds, ringing or talking.
    pub leases: usize,
    /// Callers who wait in a queue.
    pub waiting: usize,
    /// Deadlines.
    pub timers: usize,
    /// Trunks and numbers that count a call.
    pub loads: usize,
}

/// How often things have happened since the start.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Calls of callers who are on a blacklist.
    pub blocked: u64,
    /// Calls that were taken.
    pub arrived: u64,
    /// Calls that have ended, each with one record.
    pub ended: u64,
    /// Arrivals refused because the number is unknown or has no flow.
    pub refused_not_found: u64,
    /// Arrivals refused because the center has its calls.
    pub refused_center: u64,
    /// Arrivals refused because the trunk has its calls.
    pub refused_trunk: u64,
    /// Arrivals refused because the number has its calls.
    pub refused_number: u64,
    /// Arrivals refused because the center drains.
    pub refused_draining: u64,
    /// Those of the refused that were too many to have a record.
    pub refused_unrecorded: u64,
    /// Devices rung.
    pub offers: u64,
    /// Offers answered.
    pub answered: u64,
    /// Offers that an agent or phone let pass or rejected.
    pub missed: u64,
    /// Calls to numbers outside.
    pub dialled_out: u64,
    /// Numbers outside that were not dialled because the center never dials them.
    pub dials_denied: u64,
    /// Those that were not dialled because too many were lately.
    pub dials_too_many: u64,
    /// Calls that one of our phones wanted and could not have.
    pub refused_phones: u64,
    /// Transfers that somebody has asked for.
    pub transfers: u64,
    /// Those that were refused.
    pub transfers_refused: u64,
    /// Messages that callers began to leave.
    pub messages: u64,
    /// Talks that broke because the agent's device failed.
    pub broken: u64,
    /// Callers who found a queue full.
    pub queues_full: u64,
    /// Keys ignored because nothing asked for them.
    pub keys_ignored: u64,
    /// Keys dropped because too many were pressed ahead.
    pub keys_dropped: u64,
    /// Events of legs that do not exist or cannot have such an event.
    pub stray_events: u64,
    /// Branches of dynamic menus that could not be used.
    pub branches_dropped: u64,
    /// Questions asked of customers' systems.
    pub asked: u64,
    /// Callers who left because nobody was free and the flow said so.
    pub queues_busy: u64,
    /// What agents could not do in the state that they were in.
    pub refused_acts: u64,
    /// Callers whose last agent was forgotten because there were too many.
    pub callers_forgotten: u64,
    /// Presences set for agents that do not exist.
    pub unknown_agents: u64,
    /// Events of phones that do not exist.
    pub unknown_phones: u64,
    /// Calls that took the exception exit of their flow, or ended for want of one.
    pub exceptions: u64,
    /// Flows stopped because they went in a circle.
    pub loops: u64,
    /// Calls that had used up their legs.
    pub legs_used_up: u64,
}

impl Center {
    /// What is alive.
    pub fn census(&self) -> Census {
        let calls = self.calls.values();
        let offers = calls.clone().map(|call| call.offers()).sum();
        Census {
            calls: self.calls.len(),
            legs: calls.map(|call| call.legs()).sum(),
            offers,
            leases: self
                .floor
                .seats
                .values()
                .filter(|seat| seat.on_call())
                .count(),
            waiting: self
                .floor
                .groups
                .iter()
                .map(|(_, group)| group.waiting())
                .sum(),
            timers: self.floor.timers.len(),
            loads: self.floor.load.len(),
        }
    }

    /// How often things have happened since the start.
    pub fn counters(&self) -> Counters {
        Counters {
            callers_forgotten: self.floor.past.forgotten(),
            ..self.floor.counters
        }
    }

    /// How many callers are remembered with the agent who served them last.
    pub fn callers(&self) -> usize {
        self.floor.past.callers()
    }
}
