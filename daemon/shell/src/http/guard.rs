//! Watches over a stream: a token may be revoked and a role be lost while it runs.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use api::{LogEntry, LogKind};
use model::record::{CallEvent, CallRecord};
use model::{CallId, Config};
use switch::{Action, Parties, Scope};

use super::desk::Desk;
use super::gate::Pass;

/// How often a stream that says nothing is looked at.
pub const LOOK: Duration = Duration::from_millis(500);

/// Who reads a stream, and what of it he sees.
pub struct Guard {
    desk: Desk,
    pass: Pass,
    action: Action,
    /// Who has had to do with the calls that have no record yet.
    parties: BTreeMap<CallId, Parties>,
}

impl Guard {
    /// Watches over the stream of whoever has shown `pass` for `action`.
    pub fn new(desk: Desk, pass: Pass, action: Action) -> Guard {
        Guard {
            desk,
            pass,
            action,
            parties: BTreeMap::new(),
        }
    }

    /// Whether he may still read it.
    pub fn admits(&self) -> bool {
        self.desk.admits(self.pass, &self.action).is_ok()
    }

    /// What he sees of some lines; `None`: he may no longer read it.
    pub fn shown(&mut self, lines: Vec<LogEntry>) -> Option<Vec<LogEntry>> {
        let scope = self.desk.admits(self.pass, &self.action).ok()?;
        let config = self.desk.present.read().config.clone();
        let mut eyes = Eyes {
            scope,
            config,
            parties: &mut self.parties,
        };
        Some(
            lines
                .into_iter()
                .filter_map(|line| eyes.line(line))
                .collect(),
        )
    }
}

struct Eyes<'a> {
    scope: Scope,
    config: Arc<Config>,
    parties: &'a mut BTreeMap<CallId, Parties>,
}

impl Eyes<'_> {
    fn line(&mut self, line: LogEntry) -> Option<LogEntry> {
        let kind = match line.kind {
            LogKind::Event { event } => LogKind::Event {
                event: Box::new(self.event(*event)?),
            },
            LogKind::Record { record } => LogKind::Record {
                record: Box::new(self.record(*record)?),
            },
            other => other,
        };
        Some(LogEntry { kind, ..line })
    }

    /// What happened in a call before it came to a skill group that he sees is not shown.
    fn event(&mut self, event: CallEvent) -> Option<CallEvent> {
        if !self.scope.is_all() {
            let parties = self.parties.entry(event.call).or_default();
            parties.take(&event);
            self.scope.sees_call(parties).then_some(())?;
        }
        Some(self.scope.event(&self.config, event))
    }

    fn record(&mut self, record: CallRecord) -> Option<CallRecord> {
        self.parties.remove(&record.id);
        let seen = self.scope.sees_call(&Parties::of(&record));
        seen.then(|| self.scope.record(&self.config, record))
    }
}
