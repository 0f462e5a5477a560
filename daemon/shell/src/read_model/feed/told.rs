//! What the switch says becomes events.

use std::sync::Arc;

use api::{EventKind, LiveStory};
use contact::AgentStatus;
use jiff::Timestamp;
use model::live::Ending;
use model::record::{CallEvent, CallRecord, EventKind as InCall};
use model::{CallId, Extension, MovedKind, Name, Renames};
use switch::{Entry, Parties, TrunkStatus};

use super::super::history::revision;
use super::super::lists::wrap_up_until;
use super::super::{BLACKLIST, live_past};
use super::item::Item;
use super::place::{Cursor, Place};
use super::ring::Ring;
use super::{Moment, Tell};

/// Where a batch is put.
#[derive(Debug)]
pub struct Told<'a> {
    run: u64,
    ring: &'a mut Ring,
}

/// What an entry tells by itself, whatever came before it.
pub fn kept(entry: &Entry) -> Option<EventKind> {
    match entry {
        Entry::Call(event) => Some(EventKind::Call {
            event: Box::new(event.clone()),
        }),
        Entry::Record(record) => Some(EventKind::Record {
            record: record.clone(),
        }),
        Entry::Remarked(record) => Some(EventKind::Remark {
            record: record.clone(),
        }),
        Entry::Applied(applied) => Some(EventKind::Config {
            revision: revision(applied),
        }),
        Entry::LiveChanged(change) => Some(changed(live_past::began(change))),
        Entry::Blocked(caller) => Some(changed(live_past::blocked(caller))),
        Entry::LiveEnded(ended) => over(ended.what.to_string(), &ended.ending),
        Entry::Unblocked(ended) => over(format!("{BLACKLIST}{}", ended.what), &ended.ending),
        _ => None,
    }
}

fn changed(change: LiveStory) -> EventKind {
    EventKind::LiveChanged {
        change: Box::new(change),
    }
}

/// When it was is not known of what a version of earlier has written: that is no event.
fn over(path: String, ended: &Ending) -> Option<EventKind> {
    ended.at?;
    Some(EventKind::LiveEnded {
        path,
        ended: ended.clone(),
    })
}

impl Tell for Told<'_> {
    fn entry(&mut self, when: Moment, entry: &Entry) {
        let parties = match entry {
            Entry::Call(event) => self.parties(event),
            Entry::Record(record) | Entry::Remarked(record) => Arc::new(Parties::of(record)),
            _ => Arc::default(),
        };
        if let Some(kind) = kept(entry) {
            self.put(Place::of(when.seq.get()), when.at, kind, parties);
        }
        match entry {
            Entry::Call(event) => self.queues(when, event),
            Entry::Record(record) => self.over(when, record),
            Entry::Applied(applied) => self.renamed(when, &Renames::of(&applied.moved)),
            _ => {}
        }
    }

    fn agent(&mut self, when: Moment, status: &AgentStatus) {
        let kind = EventKind::Agent {
            agent: status.agent.clone(),
            state: status.state,
            since: status.since,
            reason: status.reason.clone(),
            wrap_up_until: wrap_up_until(status),
        };
        self.passing(when, kind);
    }

    fn trunk(&mut self, when: Moment, status: &TrunkStatus) {
        let kind = EventKind::Trunk {
            trunk: status.trunk.clone(),
            state: status.state,
            reason: status.reason.clone(),
            since: status.since,
        };
        self.passing(when, kind);
    }

    fn phone(&mut self, when: Moment, phone: &Extension, reachable: bool) {
        let phone = phone.clone();
        self.passing(when, EventKind::Phone { phone, reachable });
    }
}

impl<'a> Told<'a> {
    pub(super) fn new(run: u64, ring: &'a mut Ring) -> Told<'a> {
        Told { run, ring }
    }

    /// Something that is in no journal.
    fn passing(&mut self, when: Moment, kind: EventKind) {
        let place = self.ring.last().behind(when.seq.get());
        self.put(place, when.at, kind, Arc::default());
    }

    fn put(&mut self, place: Place, at: Timestamp, kind: EventKind, parties: Arc<Parties>) {
        let cursor = Cursor {
            run: self.run,
            place,
        };
        self.ring.push(Item::new(cursor, at, kind, parties));
    }

    /// Who has to do with the call of an event, himself included whom it brings.
    fn parties(&mut self, event: &CallEvent) -> Arc<Parties> {
        let known = self.ring.calls.entry(event.call).or_default();
        if matches!(event.kind, InCall::Queued { .. } | InCall::Offered { .. }) {
            Arc::make_mut(&mut known.parties).take(event);
        }
        known.parties.clone()
    }

    fn queues(&mut self, when: Moment, event: &CallEvent) {
        match &event.kind {
            InCall::Queued { group, .. } => {
                self.leaves(when, event.call);
                self.wait(when, event.call, group);
            }
            InCall::Dequeued { .. } => self.leaves(when, event.call),
            _ => {}
        }
    }

    fn over(&mut self, when: Moment, record: &CallRecord) {
        self.leaves(when, record.id);
        self.ring.calls.remove(&record.id);
    }

    /// Groups have other names, and their callers wait there.
    fn renamed(&mut self, when: Moment, names: &Renames) {
        let pairs: Vec<(Name, Name)> = names.pairs(MovedKind::SkillGroups);
        if pairs.is_empty() {
            return;
        }
        for known in self.ring.calls.values_mut() {
            names.names(MovedKind::SkillGroups, &mut known.waits_in);
            let groups = &mut Arc::make_mut(&mut known.parties).groups;
            names.set(MovedKind::SkillGroups, groups);
        }
        for (from, to) in pairs {
            if let Some(waiting) = self.ring.waiting.remove(&from) {
                self.ring.waiting.insert(to.clone(), waiting);
                self.queue(when, from, 0);
                self.queue(when, to, waiting);
            }
        }
    }

    fn wait(&mut self, when: Moment, call: CallId, group: &Name) {
        self.ring.calls.entry(call).or_default().waits_in = Some(group.clone());
        let waiting = self.ring.waiting.entry(group.clone()).or_default();
        *waiting += 1;
        let waiting = *waiting;
        self.queue(when, group.clone(), waiting);
    }

    fn leaves(&mut self, when: Moment, call: CallId) {
        let known = self.ring.calls.get_mut(&call);
        let Some(group) = known.and_then(|known| known.waits_in.take()) else {
            return;
        };
        let waiting = self
            .ring
            .waiting
            .remove(&group)
            .unwrap_or(0)
            .saturating_sub(1);
        if waiting > 0 {
            self.ring.waiting.insert(group.clone(), waiting);
        }
        self.queue(when, group, waiting);
    }

    fn queue(&mut self, when: Moment, skill_group: Name, waiting: u32) {
        let kind = EventKind::Queue {
            skill_group,
            waiting,
        };
        self.passing(when, kind);
    }
}
