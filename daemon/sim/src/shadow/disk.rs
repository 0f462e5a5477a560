//! The count at the end: what the disk says, read from its first byte.

use std::collections::BTreeMap;
use std::time::Duration;

use journal::simulated::SimulatedDisk;
use journal::{Seq, history};
use model::record::{CallEvent, CallRecord, EventKind};
use model::{CallId, Key};
use switch::Entry;

use super::{Shadow, at};
use crate::report::Report;
use crate::world::World;

#[derive(Default)]
struct Written {
    events: Vec<CallEvent>,
    records: Vec<CallRecord>,
}

impl Shadow {
    /// Reads everything again: every call has its events without a gap and exactly one record.
    pub fn count_again(&self, world: &World, report: &mut Report) {
        let now = at(world.now().mono);
        let mut disk: SimulatedDisk = world.node().disk.clone();
        let mut calls: BTreeMap<CallId, Written> = BTreeMap::new();
        let mut see = |_: Seq, payload: &[u8]| match serde_json::from_slice(payload) {
            Ok(Entry::Call(event)) => calls.entry(event.call).or_default().events.push(event),
            Ok(Entry::Record(record)) => {
                calls.entry(record.id).or_default().records.push(*record);
            }
            _ => {}
        };
        let upto = world.node().acknowledged();
        if let Err(error) = history(&mut disk, Seq::ZERO, upto, &mut see) {
            report.violated(now, "the disk can be read", error.to_string());
        }
        for id in &self.certain {
            if !calls.contains_key(id) {
                report.violated(now, "what was called durable survives", id.to_string());
            }
        }
        for (id, written) in &calls {
            report.checked();
            for (rule, what) in written.problems() {
                report.violated(now, rule, format!("{id}: {what}"));
            }
            self.judge(now, written, report);
            report.add("records on the disk", written.records.len() as u64);
        }
    }

    /// Whether each record tells the end that those who were in the call lived through.
    fn judge(&self, now: Duration, written: &Written, report: &mut Report) {
        for record in &written.records {
            report.checked();
            if let Some(what) = self.witness.mistimes(record) {
                let what = format!("{}: {what}", record.id);
                report.violated(
                    now,
                    "a record tells the times that were lived through",
                    what,
                );
            }
            if let Some(what) = self.witness.contradicts(record) {
                let what = format!("{}: {what}", record.id);
                report.violated(now, "a record says what its parties saw", what);
            }
        }
    }
}

impl Written {
    fn problems(&self) -> Vec<(&'static str, String)> {
        let mut problems = Vec::new();
        let [record] = self.records.as_slice() else {
            let what = format!("{} records", self.records.len());
            return vec![("every call has exactly one record", what)];
        };
        let gap = self
            .events
            .windows(2)
            .find(|pair| matches!(pair, [one, next] if next.sequence != one.sequence + 1));
        if let Some([one, next]) = gap {
            let what = format!("{} after {}", next.sequence, one.sequence);
            problems.push(("the events of a call have no gap", what));
        }
        match self.events.last().map(|event| &event.kind) {
            Some(EventKind::Ended { status, .. }) if *status == record.end_status => {}
            last => {
                let what = format!("{:?} after {last:?}", record.end_status);
                problems.push(("a record says how the call ended", what));
            }
        }
        if contact::record::assemble(&self.events) != *record {
            problems.push(("a record is that of its events", String::new()));
        }
        let chosen: Vec<Key> = self.events.iter().filter_map(chosen).collect();
        let path: Vec<Key> = record.path.iter().filter_map(|step| step.key).collect();
        if chosen != path {
            let what = format!("{path:?}, chosen was {chosen:?}");
            problems.push(("a record says what the caller chose", what));
        }
        problems
    }
}

fn chosen(event: &CallEvent) -> Option<Key> {
    match event.kind {
        EventKind::Chose { key, .. } | EventKind::Rated { key, .. } => Some(key),
        _ => None,
    }
}
