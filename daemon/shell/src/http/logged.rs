//! The log as whoever reads it may see it. That is asked again while he reads: his token may be revoked
//! and his role may lose something.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::{LogEntry, LogKind};
use jiff::Timestamp;
use model::{CallId, Config, Revision};
use switch::{Action, Module, Parties, Principal, Scope};

use super::desk::Desk;

/// Who reads, and what he may see.
pub struct Reading {
    principal: Principal,
    scope: Scope,
    config: Arc<Config>,
    revision: Revision,
    /// Who has to do with the calls that are not over.
    calls: BTreeMap<CallId, Parties>,
}

impl Reading {
    /// What `principal` may see of it at first.
    pub fn new(desk: &Desk, principal: Principal, scope: Scope) -> Reading {
        let live = desk.present.read();
        Reading {
            principal,
            scope,
            config: live.config.clone(),
            revision: live.revision,
            calls: BTreeMap::new(),
        }
    }

    /// Whether he may still read.
    pub fn goes_on(&mut self, desk: &Desk) -> bool {
        {
            let live = desk.present.read();
            if !live.holds(&self.principal, Timestamp::now()) {
                return false;
            }
            if live.revision == self.revision {
                return true;
            }
            self.config = live.config.clone();
            self.revision = live.revision;
        }
        let allowed = desk.allows(&self.principal, &Action::view(Module::Records));
        allowed.map(|scope| self.scope = scope).is_ok()
    }

    /// An entry as it is shown to him, if it is; entries come in order.
    pub fn show(&mut self, entry: LogEntry) -> Option<LogEntry> {
        let LogEntry { sequence, kind } = entry;
        let kind = match kind {
            LogKind::Event { event } => {
                let known = self.calls.entry(event.call).or_default();
                known.take(&event);
                self.scope.sees_call(known).then(|| LogKind::Event {
                    event: Box::new(self.scope.event(&self.config, *event)),
                })?
            }
            LogKind::Record { record } => {
                self.calls.remove(&record.id);
                let seen = self.scope.sees_call(&Parties::of(&record));
                seen.then(|| LogKind::Record {
                    record: Box::new(self.scope.record(&self.config, *record)),
                })?
            }
            other => other,
        };
        Some(LogEntry { sequence, kind })
    }
}

#[cfg(test)]
mod tests {
    use model::Name;
    use serde_json::json;
    use switch::authorize;

    use super::*;
    use crate::http::testing::Interface;

    /// What is shown of a call of the sales to somebody whose role sees one skill group, in a center
    /// that masks numbers.
    fn shown_to_lead_of(group: &str) -> Vec<LogEntry> {
        let config: Config = serde_json::from_value(json!({
            "center": { "number_privacy": { "inbound": "mask" } },
            "roles": { "lead": {
                "may": { "records": { "permission": "view" } },
                "skill_groups": [group],
            } },
        }))
        .expect("a configuration");
        let name = |text| Name::new(text).expect("a name");
        let principal = Principal::Token {
            name: name("wall"),
            role: name("lead"),
        };
        let scope = authorize(&principal, &Action::view(Module::Records), &config);
        let mut reading = Reading {
            principal,
            scope: scope.expect("he may see records"),
            config: Arc::new(config),
            revision: Revision(1),
            calls: BTreeMap::new(),
        };
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::new(folder.path(), 1);
        let all = interface.desk().history.follow(&api::LogQuery::default());
        let mut all = all.expect("a reader");
        let mut shown = Vec::new();
        loop {
            let entries = all.read().expect("entries");
            if entries.is_empty() {
                assert!(reading.calls.len() < 2, "calls that are over are forgotten");
                return shown;
            }
            shown.extend(entries.into_iter().filter_map(|entry| reading.show(entry)));
        }
    }

    #[test]
    fn a_role_reads_of_calls_what_belongs_to_its_skill_groups_with_numbers_masked() {
        let shown = shown_to_lead_of("sales");
        assert!(!shown.is_empty());
        let records: Vec<_> = shown
            .iter()
            .filter_map(|entry| match &entry.kind {
                LogKind::Record { record } => Some(&record.caller),
                _ => None,
            })
            .collect();
        assert!(
            records.iter().all(|caller| caller.contains("****")),
            "{records:?}"
        );
        assert_eq!(records.len(), 1);
    }

    #[test]
    fn a_role_reads_nothing_of_other_skill_groups() {
        assert_eq!(shown_to_lead_of("support"), Vec::new());
    }
}
