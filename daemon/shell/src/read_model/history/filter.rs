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
    /// Calls in which that agent was rung, or called himself.
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
            EventKind::Offered { agent, .. }
            | EventKind::Dialled { agent, .. }
            | EventKind::Originated { agent, .. }
                if *agent == self.agent =>
            {
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

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use model::Extension;

    use super::*;

    fn line(kind: EventKind) -> LogEntry {
        let event = CallEvent {
            call: CallId(uuid::Uuid::from_u128(1)),
            sequence: 0,
            at: Timestamp::UNIX_EPOCH,
            elapsed_us: 0,
            kind,
        };
        LogEntry {
            sequence: 1,
            kind: LogKind::Event {
                event: Box::new(event),
            },
        }
    }

    #[test]
    fn an_agent_takes_part_who_is_dialled_or_calls_himself() {
        let amy = Name::new("amy").expect("a name");
        let phone = Extension::new("2001").expect("an extension");
        let begins = [
            EventKind::Originated {
                agent: Some(amy.clone()),
                staff_number: None,
                phone: phone.clone(),
            },
            EventKind::Dialled {
                participant: 1,
                agent: Some(amy.clone()),
                staff_number: None,
                phone: Some(phone),
                number: None,
                trunk: None,
            },
        ];
        for kind in begins {
            let mut filter = Filter::new(&LogQuery {
                agent: Some(amy.clone()),
                ..LogQuery::default()
            });
            let answered = || line(EventKind::Answered { participant: 1 });
            assert!(!filter.wants(&answered()));
            assert!(filter.wants(&line(kind)));
            assert!(filter.wants(&answered()));
        }
    }
}
