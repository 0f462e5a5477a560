//! The record of a call, computed from its events and nothing else.
//!
//! The center, and whoever reads a journal after a crash, call the same two functions, so a record
//! cannot say anything that was not written down.

mod crash;
mod durations;
mod outbound;
mod people;
mod reached;
mod recordings;
#[cfg(test)]
mod tests;

use model::homes::Home;
use model::record::{
    CallEvent, CallKind, CallRecord, Cause, Consultation, Direction, Diversion, EndStatus,
    EventKind, HungUpBy, PathStep, Satisfaction,
};
use model::{CallId, IvrName, Name, Revision};

pub use crash::close_after_crash;
pub use reached::{reached, unreached};
pub use recordings::recording_file;

use durations::Stopwatch;
use people::People;
use recordings::Recordings;

/// The record of the call that `events` tell of, in the order of their sequence.
///
/// A call without its `Ended` is described as far as it came: it ended with its last event, by the
/// system, with the status of the phase it had [`reached`]. No events give an empty record of the
/// nil id; nobody who groups a journal by call has such a list.
pub fn assemble(events: &[CallEvent]) -> CallRecord {
    let mut draft = Draft::new(events);
    for event in events {
        draft.take(event);
    }
    draft.finish(events)
}

/// A record in the making.
struct Draft {
    record: CallRecord,
    people: People,
    recordings: Recordings,
    stopwatch: Stopwatch,
    ended: bool,
}

impl Draft {
    fn new(events: &[CallEvent]) -> Draft {
        let started_at = events
            .first()
            .map_or(jiff::Timestamp::UNIX_EPOCH, |event| event.at);
        let id = events
            .first()
            .map_or(CallId(Default::default()), |event| event.call);
        Draft {
            record: CallRecord {
                id,
                kind: CallKind::Telephone,
                direction: Direction::In,
                caller: String::new(),
                callee: String::new(),
                home: Home::default(),
                diversion: Diversion::default(),
                trunk: None,
                ivr: None,
                blacklist: None,
                revision: Revision::default(),
                started_at,
                answered_at: None,
                ended_at: events.last().map_or(started_at, |event| event.at),
                durations: Default::default(),
                end_status: EndStatus::IvrGiveUp,
                cause: None,
                hung_up_by: HungUpBy::System,
                agent: None,
                staff_number: None,
                skill_group: None,
                remark: None,
                remarked_at: None,
                satisfaction: None,
                consultations: Vec::new(),
                path: Vec::new(),
                participants: Vec::new(),
                recordings: Vec::new(),
                voicemail: None,
            },
            people: People::default(),
            recordings: Recordings::default(),
            stopwatch: Stopwatch::default(),
            ended: false,
        }
    }

    fn take(&mut self, event: &CallEvent) {
        if self.ended {
            return;
        }
        self.people.take(event);
        self.recordings.take(event);
        self.stopwatch.take(event);
        self.describe(event);
    }

    fn describe(&mut self, event: &CallEvent) {
        let record = &mut self.record;
        match &event.kind {
            EventKind::Arrived {
                kind,
                direction,
                trunk,
                caller,
                callee,
                ivr,
                revision,
                home,
                diversion,
            } => {
                record.kind = *kind;
                record.direction = *direction;
                record.trunk.clone_from(trunk);
                record.caller.clone_from(caller);
                record.callee.clone_from(callee);
                record.home.clone_from(home);
                record.diversion.clone_from(diversion);
                record.ivr.clone_from(ivr);
                record.revision = *revision;
                record.started_at = event.at;
            }
            EventKind::Entered { ivr, node } => record.path.push(step(event, ivr, node)),
            EventKind::Chose { key, label, branch } => {
                if let Some(last) = record.path.last_mut() {
                    last.key = Some(*key);
                    last.label = Some(label.clone());
                    last.branch.clone_from(branch);
                }
            }
            EventKind::Blocked { list } => record.blacklist.clone_from(list),
            EventKind::Rated { key, label } => {
                if let Some(last) = record.path.last_mut() {
                    last.key = Some(*key);
                    last.label = Some(label.clone());
                    record.satisfaction = Some(Satisfaction {
                        key: *key,
                        label: label.clone(),
                        node: last.node.clone(),
                    });
                }
            }
            EventKind::Consulted {
                host,
                outcome,
                took_ms,
            } => {
                if let Some(last) = record.path.last() {
                    record.consultations.push(Consultation {
                        node: last.node.clone(),
                        host: host.clone(),
                        outcome: *outcome,
                        took_ms: *took_ms,
                    });
                }
            }
            EventKind::Branched { label } => mark(record, label),
            EventKind::CheckedHours { open: true, .. } => mark(record, "open"),
            EventKind::CheckedHours {
                emergency: true, ..
            } => mark(record, "emergency"),
            EventKind::CheckedHours { open: false, .. } => mark(record, "closed"),
            EventKind::Collected { digits, .. } => {
                if let Some(last) = record.path.last_mut() {
                    last.digits.clone_from(digits);
                }
            }
            EventKind::Queued { group, .. } => record.skill_group = Some(group.clone()),
            EventKind::Answered { .. } => {
                record.answered_at.get_or_insert(event.at);
            }
            EventKind::Ended { status, cause, by } => self.end(event, *status, *cause, *by),
            _ => {}
        }
    }

    fn end(&mut self, event: &CallEvent, status: EndStatus, cause: Option<Cause>, by: HungUpBy) {
        self.record.ended_at = event.at;
        self.record.end_status = status;
        self.record.cause = cause;
        self.record.hung_up_by = by;
        self.ended = true;
    }

    fn finish(self, events: &[CallEvent]) -> CallRecord {
        let mut record = self.record;
        let (end_us, end_at) = (
            events.last().map_or(0, |last| last.elapsed_us),
            record.ended_at,
        );
        if !self.ended {
            record.end_status = reached(events);
        }
        if let Some((agent, staff_number)) = self.people.answerer() {
            record.agent = agent;
            record.staff_number = staff_number;
        }
        record.durations = self.stopwatch.stop(end_us, self.people.ring_us(end_us));
        (record.recordings, record.voicemail) = self.recordings.close(end_us);
        record.participants = self.people.close(end_at, record.end_status);
        record
    }
}

/// Says which way the call left the node that it entered last.
fn mark(record: &mut CallRecord, label: &str) {
    if let Some(last) = record.path.last_mut() {
        last.label = Some(label.to_owned());
    }
}

fn step(event: &CallEvent, ivr: &IvrName, node: &Name) -> PathStep {
    PathStep {
        ivr: ivr.clone(),
        node: node.clone(),
        at: event.at,
        key: None,
        label: None,
        branch: None,
        digits: None,
    }
}
