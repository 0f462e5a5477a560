//! Which lines of the log a reader wants.

use std::collections::BTreeSet;

use api::{LogEntry, LogKind, LogQuery};
use model::record::{CallEvent, CallRecord, EventKind};
use model::{CallId, Name, phone_number};

/// Remembers which calls belong to a number or an agent.
#[derive(Debug)]
pub struct Filter {
    call: Option<CallId>,
    number: Option<String>,
    agent: Option<Name>,
    /// Calls of that number.
    of_number: BTreeSet<CallId>,
    /// Calls in which that agent was rung.
    of_agent: BTreeSet<CallId>,
}

impl Filter {
    /// What `query` asks for.
    pub fn new(query: &LogQuery) -> Filter {
        Filter {
            call: query.call,
            number: query.number.as_deref().map(phone_number::normalise),
            agent: query.agent.clone(),
            of_number: BTreeSet::new(),
            of_agent: BTreeSet::new(),
        }
    }

    /// Whether the reader wants the line; lines come in order.
    pub fn wants(&mut self, entry: &LogEntry) -> bool {
        match &entry.kind {
            LogKind::Event { event } => self.wants_event(event),
            LogKind::Record { record } => self.wants_record(record),
            LogKind::Gap { .. } | LogKind::Heartbeat => true,
        }
    }

    fn wants_event(&mut self, event: &CallEvent) -> bool {
        match &event.kind {
            EventKind::Arrived { caller, callee, .. } if self.is_number(caller, callee) => {
                self.of_number.insert(event.call);
            }
            EventKind::Offered { agent, .. } if *agent == self.agent => {
                self.of_agent.insert(event.call);
            }
            _ => {}
        }
        self.is_call(event.call)
            && (self.number.is_none() || self.of_number.contains(&event.call))
            && (self.agent.is_none() || self.of_agent.contains(&event.call))
    }

    fn wants_record(&mut self, record: &CallRecord) -> bool {
        self.of_number.remove(&record.id);
        self.of_agent.remove(&record.id);
        let was_rung = |agent: &Name| {
            record
                .participants
                .iter()
                .any(|one| one.agent.as_ref() == Some(agent))
        };
        self.is_call(record.id)
            && self.is_number(&record.caller, &record.callee)
            && self.agent.as_ref().is_none_or(was_rung)
    }

    fn is_call(&self, call: CallId) -> bool {
        self.call.is_none_or(|wanted| wanted == call)
    }

    fn is_number(&self, caller: &str, callee: &str) -> bool {
        self.number.as_deref().is_none_or(|wanted| {
            [caller, callee]
                .iter()
                .any(|number| phone_number::normalise(number) == wanted)
        })
    }
}
